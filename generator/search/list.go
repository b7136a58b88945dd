package search

import "math/bits"

// A list names reports, by their place in the archive, in order. It is written
// as the gaps between them, by Rice's code; of a list with more than half of all
// reports those are written that are not on it. The width that suits follows from
// how many there are, so nothing but their number stands in front. That takes
// some 3 bits a posting over 10,000 invented reports, where bytes with a high bit
// take 8 and more, and hardly more than a bitmap at most.

// riceWidth gives the number of low bits for m things among n places.
func riceWidth(m, n int) uint {
	if m == 0 {
		return 0
	}
	return uint(max(0, bits.Len(uint(n*7/(m*10)))-1)) // log2 of 0.69 × the mean gap
}

// writeList appends a list of some of n reports, at least one.
func writeList(w *bitWriter, list []uint32, n int) {
	w.gamma(uint32(len(list)-1), 1)
	if 2*len(list) <= n {
		k := riceWidth(len(list), n)
		next := uint32(0)
		for _, id := range list {
			w.rice(id-next, k)
			next = id + 1
		}
		return
	}
	k := riceWidth(n-len(list), n)
	next, at := uint32(0), 0
	for id := range uint32(n) {
		if at < len(list) && list[at] == id {
			at++
			continue
		}
		w.rice(id-next, k)
		next = id + 1
	}
}

// readList appends to list what writeList wrote.
func readList(r *bitReader, list []uint32, n int) []uint32 {
	size := int(r.gamma(1)) + 1
	if size > n {
		r.bad = true
		return list
	}
	if 2*size <= n {
		k := riceWidth(size, n)
		next := uint32(0)
		for range size {
			id := next + r.rice(k)
			if r.bad || id >= uint32(n) {
				r.bad = true
				return list
			}
			list = append(list, id)
			next = id + 1
		}
		return list
	}
	k := riceWidth(n-size, n)
	next := uint32(0)
	for range n - size {
		id := next + r.rice(k)
		if r.bad || id >= uint32(n) {
			r.bad = true
			return list
		}
		for ; next < id; next++ {
			list = append(list, next)
		}
		next = id + 1
	}
	for ; next < uint32(n); next++ {
		list = append(list, next)
	}
	return list
}

// A term is one unit of a folded text (its high half, the low one is 0) or two
// that follow each other.
type term uint32

// mix spreads terms evenly over all 32 bits, no two to one: what is left of it
// beyond the number of the shard names the term. The constants are those of
// Chris Wellons' lowbias32.
func (t term) mix() uint32 {
	x := uint32(t)
	x ^= x >> 16
	x *= 0x7feb352d
	x ^= x >> 15
	x *= 0x846ca68b
	return x ^ x>>16
}

// A shard holds the lists of all terms whose mixed value begins with its number.
type shard struct {
	terms []uint32 // mixed values, rising
	ends  []int    // of each term's list in ids
	ids   []uint32
}

func (s *shard) add(mixed uint32, list []uint32) {
	s.terms = append(s.terms, mixed)
	s.ids = append(s.ids, list...)
	s.ends = append(s.ends, len(s.ids))
}

func (s *shard) list(i int) []uint32 {
	start := 0
	if i > 0 {
		start = s.ends[i-1]
	}
	return s.ids[start:s.ends[i]]
}

// write appends a shard of 1<<width for n reports: how many terms, then each
// term, as the gap from the one before, with its list.
func (s *shard) write(w *bitWriter, width uint, n int) {
	w.gamma(uint32(len(s.terms)), 4)
	k := termWidth(len(s.terms), width)
	mask := uint32(1<<(32-width) - 1)
	next := uint32(0)
	for i, mixed := range s.terms {
		w.rice(mixed&mask-next, k)
		next = mixed&mask + 1
		writeList(w, s.list(i), n)
	}
}

// termWidth is the Rice width of the gaps between m terms of a shard.
func termWidth(m int, width uint) uint {
	if m == 0 {
		return 0
	}
	return uint(max(0, 32-int(width)-bits.Len(uint(m))))
}

// read fills an empty shard, number of 1<<width, with what write wrote.
func (s *shard) read(r *bitReader, number uint32, width uint, n int) {
	size := int(r.gamma(4))
	k := termWidth(size, width)
	next := uint32(0)
	for range size {
		rest := next + r.rice(k)
		s.ids = readList(r, s.ids, n)
		if r.bad {
			return
		}
		s.terms = append(s.terms, uint32(uint64(number)<<(32-width))|rest)
		s.ends = append(s.ends, len(s.ids))
		next = rest + 1
	}
}
