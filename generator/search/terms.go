package search

// A termSet gathers the different terms of one text. Its room stays from one text
// to the next: 8 kB of bits for single units, 32 kB for pairs, which the nearest
// memory of a processor holds.
type termSet struct {
	units [1 << 16 / 64]uint64
	pairs []uint32 // a table of mixed values; 0 is free
	mixed []uint32 // in the order of the text
}

// of gives the mixed values of the terms of a folded text, each once: every unit,
// and every two that follow each other in a line. It is good until the next call.
func (s *termSet) of(text []uint16) []uint32 {
	for size := max(1<<13, len(s.pairs)); ; size *= 2 { // reports have 1,600 pairs
		if len(s.pairs) < size {
			s.pairs = make([]uint32, size)
		} else {
			clear(s.pairs)
		}
		clear(s.units[:])
		if s.fill(text) {
			return s.mixed
		}
	}
}

// fill is not done where the table is too small.
func (s *termSet) fill(text []uint16) bool {
	s.mixed = s.mixed[:0]
	mask := uint32(len(s.pairs) - 1)
	before := term('\n')
	for _, u := range text {
		if u == '\n' {
			before = '\n'
			continue
		}
		if bit := uint64(1) << (u & 63); s.units[u>>6]&bit == 0 {
			s.units[u>>6] |= bit
			s.mixed = append(s.mixed, (term(u) << 16).mix())
		}
		if before != '\n' {
			mixed := (before<<16 | term(u)).mix() // 0 for no pair: cleaning takes NUL out
			i := mixed & mask
			for s.pairs[i] != 0 && s.pairs[i] != mixed {
				i = (i + 1) & mask
			}
			if s.pairs[i] == 0 {
				s.pairs[i] = mixed
				s.mixed = append(s.mixed, mixed)
				if 2*len(s.mixed) > len(s.pairs) {
					return false
				}
			}
		}
		before = term(u)
	}
	return true
}
