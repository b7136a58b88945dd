package search

// A termSet gathers the different terms of one text. It is a table that need not
// be cleared: each text has its stamp.
type termSet struct {
	slots []slot
	stamp uint32
	mixed []uint32 // in the order of the text
}

type slot struct{ mixed, stamp uint32 }

// of gives the mixed values of the terms of a folded text, each once: every unit,
// and every two that follow each other in a line. It is good until the next call.
func (s *termSet) of(text []uint16) []uint32 {
	for size := max(1<<13, len(s.slots)); ; size *= 2 { // reports have 2,200 terms
		if len(s.slots) < size {
			s.slots, s.stamp = make([]slot, size), 0
		}
		s.stamp++
		if s.fill(text) {
			return s.mixed
		}
	}
}

func (s *termSet) fill(text []uint16) bool {
	s.mixed = s.mixed[:0]
	mask := uint32(len(s.slots) - 1)
	before := uint16('\n')
	for _, u := range text {
		if u != '\n' {
			s.enter(term(u)<<16, mask)
			if before != '\n' {
				s.enter(term(before)<<16|term(u), mask)
			}
		}
		before = u
		if 2*len(s.mixed) > len(s.slots) {
			return false
		}
	}
	return true
}

func (s *termSet) enter(t term, mask uint32) {
	mixed := t.mix()
	for i := mixed & mask; ; i = (i + 1) & mask {
		switch p := &s.slots[i]; {
		case p.stamp != s.stamp:
			*p = slot{mixed, s.stamp}
			s.mixed = append(s.mixed, mixed)
			return
		case p.mixed == mixed:
			return
		}
	}
}
