package search

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"zhenjian/generator/address"
)

// kept is what the last build left: which reports its index is of, and which
// files it is in. The files themselves are what the new index is made from, each
// only if its digest is the one that stands here.
type kept struct {
	keys   []string // of the reports, in order
	files  []digest
	shards []digest

	place map[string]int // in keys
	same  []bool         // by place in the archive: the report is as it was
	moved []int32        // by place in keys: place in the archive, -1 where it is gone
	shift bool           // some place is another, or there are more or fewer
}

// A change is what has come into lists and gone from them since, by the reports'
// places in this archive.
type change struct {
	came, gone []posting
	broken     bool // a text of the last build is not there as it was
}

// fewChanges is the share of reports up to which an index is updated. Beyond that
// it is made anew, which takes memory for no change at all, and hardly more time
// once a hundred reports are read.
const fewChanges = 100

// begin compares with the last build.
func (x *Index) begin() {
	old := decodeKept(x.Kept, x.keptKey())
	if old == nil || len(old.shards) != len(x.shards) {
		return
	}
	old.place = make(map[string]int, len(old.keys))
	for i, key := range old.keys {
		old.place[key] = i
	}
	old.moved = slices.Repeat([]int32{-1}, len(old.keys))
	old.same = make([]bool, len(x.files))
	changed := 0
	for i, e := range x.arc.Reports {
		at, ok := old.place[e.Key()]
		if ok {
			old.moved[at] = int32(i)
		}
		old.same[i] = ok && old.files[at] == x.files[i]
		if !old.same[i] {
			changed++
		}
		old.shift = old.shift || !ok || at != i
	}
	old.shift = old.shift || len(old.keys) != len(x.files)
	if changed <= 8+len(x.files)/fewChanges {
		x.old = old
	}
}

// before tells that the last index has the report as it is.
func (x *Index) before(i int) bool { return x.old != nil && x.old.same[i] }

// replaced notes what changed in a report.
func (x *Index) replaced(w *worker, i int, terms []uint32) {
	var was []uint32
	e := x.arc.Reports[i]
	broken := false
	if at, ok := x.old.place[e.Key()]; ok {
		text, ok := x.heldText(e.Code, e.Year, e.Version, x.old.files[at])
		broken = !ok
		was = slices.Clone(w.set.of(text))
	}
	slices.Sort(terms)
	slices.Sort(was)
	x.mu.Lock()
	defer x.mu.Unlock()
	x.change.broken = x.change.broken || broken
	for len(terms) > 0 || len(was) > 0 {
		switch {
		case len(was) == 0 || len(terms) > 0 && terms[0] < was[0]:
			x.change.came = append(x.change.came, posting{terms[0], uint32(i)})
			terms = terms[1:]
		case len(terms) == 0 || was[0] < terms[0]:
			x.change.gone = append(x.change.gone, posting{was[0], uint32(i)})
			was = was[1:]
		default:
			terms, was = terms[1:], was[1:]
		}
	}
}

// heldText gives the folded text of a report as the last build had it.
func (x *Index) heldText(code string, year, version int, d digest) ([]uint16, bool) {
	var packed []byte
	for n, pieces := 0, 1; n < pieces; n++ {
		data := x.Sink.Held(address.SearchText(code, year, version, n), d.String())
		if data == nil {
			return nil, false
		}
		count, piece, ok := parseReport(data)
		if !ok {
			return nil, false
		}
		if n == 0 {
			pieces = count
		}
		packed = append(packed, piece...)
	}
	text, ok := unpack(packed)
	if !ok {
		return nil, false
	}
	for range headLines {
		text = text[slices.Index(text, '\n')+1:]
	}
	for i, u := range text {
		text[i] = folds[u]
	}
	return text, true
}

// parseReport takes a file of a report's text apart: how many there are, which
// the first one says, and the packed text.
func parseReport(data []byte) (pieces int, packed []byte, ok bool) {
	fields := bytes.Split(bytes.TrimSuffix(data, []byte("\");\n")), []byte(`"`))
	if len(fields) < 4 {
		return 0, nil, false
	}
	pieces, _ = strconv.Atoi(strings.Trim(string(fields[2]), ","))
	return pieces, fields[len(fields)-1], true
}

// update puts what differs from the last index and claims the rest. It is not
// done where a file of that is not there any more.
func (x *Index) update() (done bool, err error) {
	if x.change.broken {
		return false, nil
	}
	slices.SortFunc(x.change.came, comparePostings)
	slices.SortFunc(x.change.gone, comparePostings)
	var broken atomic.Bool
	var group errgroup.Group
	group.SetLimit(max(1, x.Jobs))
	for number, d := range x.old.shards {
		came, gone := of(x.change.came, uint32(number), x.width), of(x.change.gone, uint32(number), x.width)
		if !x.old.shift && len(came)+len(gone) == 0 {
			if x.Sink.Unchanged(address.SearchPart("s", uint32(number)), d.String()) {
				x.shards[number] = d
			} else {
				broken.Store(true)
			}
			continue
		}
		group.Go(func() error {
			room := rooms.Get().(*room)
			defer rooms.Put(room)
			s := x.heldShard(uint32(number), d)
			if s == nil {
				broken.Store(true)
				return nil
			}
			return x.putShard(room, uint32(number), s.changed(x.old.moved, came, gone))
		})
	}
	err = group.Wait() // before broken is looked at
	return !broken.Load(), err
}

// of gives the part of sorted postings that belongs to a shard.
func of(list []posting, number uint32, width uint) []posting {
	at := func(n uint64) int {
		i, _ := slices.BinarySearchFunc(list, n<<(32-width), func(p posting, mixed uint64) int {
			if uint64(p.mixed) < mixed {
				return -1
			}
			return 1
		})
		return i
	}
	return list[at(uint64(number)):at(uint64(number)+1)]
}

// heldShard reads a shard of the last build.
func (x *Index) heldShard(number uint32, d digest) *shard {
	data := x.Sink.Held(address.SearchPart("s", number), d.String())
	head := fmt.Sprintf(`zj("s/%d",%d,"`, number, len(x.old.keys))
	if !bytes.HasPrefix(data, []byte(head)) {
		return nil
	}
	s := &shard{}
	r := bitReader{data: bytes.TrimSuffix(data[len(head):], []byte("\");\n"))}
	s.read(&r, number, x.width, len(x.old.keys))
	if r.bad {
		return nil
	}
	return s
}

// changed gives a shard with the reports at their new places.
func (s *shard) changed(moved []int32, came, gone []posting) *shard {
	out := &shard{ids: make([]uint32, 0, len(s.ids)+len(came))}
	var list []uint32
	for i := 0; i < len(s.terms) || len(came) > 0; {
		list = list[:0]
		var mixed uint32
		if i < len(s.terms) && (len(came) == 0 || s.terms[i] <= came[0].mixed) {
			mixed = s.terms[i]
			for _, id := range s.list(i) {
				if to := moved[id]; to >= 0 {
					list = append(list, uint32(to))
				}
			}
			i++
		} else {
			mixed = came[0].mixed
		}
		for ; len(gone) > 0 && gone[0].mixed <= mixed; gone = gone[1:] {
			if at, ok := slices.BinarySearch(list, gone[0].id); ok && gone[0].mixed == mixed {
				list = slices.Delete(list, at, at+1)
			}
		}
		for ; len(came) > 0 && came[0].mixed == mixed; came = came[1:] {
			if at, ok := slices.BinarySearch(list, came[0].id); !ok {
				list = slices.Insert(list, at, came[0].id)
			}
		}
		if len(list) > 0 {
			out.add(mixed, list)
		}
	}
	return out
}

func (x *Index) keptKey() string { return format + "\n" + x.program + "\n" }

// Changed tells whether there is something to Keep that is not kept.
func (x *Index) Changed() bool {
	return x.old == nil || x.old.shift || !slices.Equal(x.old.files, x.files) || !slices.Equal(x.old.shards, x.shards)
}

// Keep writes what the next build wants to know of this one.
func (x *Index) Keep(w *bufio.Writer) {
	w.WriteString(x.keptKey())
	w.Write(binary.AppendUvarint(nil, uint64(len(x.files))))
	w.Write(binary.AppendUvarint(nil, uint64(len(x.shards))))
	for i, e := range x.arc.Reports {
		key := e.Key()
		w.WriteByte(byte(len(key)))
		w.WriteString(key)
		w.Write(x.files[i][:])
	}
	for _, d := range x.shards {
		w.Write(d[:])
	}
}

// decodeKept reads what Keep wrote under the same key; nil for anything else.
func decodeKept(data, key string) *kept {
	rest, ok := strings.CutPrefix(data, key)
	if !ok {
		return nil
	}
	reports, n := binary.Uvarint([]byte(rest[:min(len(rest), 10)]))
	if n <= 0 {
		return nil
	}
	rest = rest[n:]
	shards, n := binary.Uvarint([]byte(rest[:min(len(rest), 10)]))
	if n <= 0 || reports > uint64(len(rest)) || shards > uint64(len(rest)) {
		return nil
	}
	rest = rest[n:]
	k := &kept{}
	size := len(digest{})
	for range reports {
		if len(rest) == 0 || len(rest) < 1+int(rest[0])+size {
			return nil
		}
		end := 1 + int(rest[0])
		k.keys = append(k.keys, rest[1:end])
		k.files = append(k.files, digest([]byte(rest[end:end+size])))
		rest = rest[end+size:]
	}
	if uint64(len(rest)) != shards*uint64(size) {
		return nil
	}
	for ; len(rest) > 0; rest = rest[size:] {
		k.shards = append(k.shards, digest([]byte(rest[:size])))
	}
	return k
}
