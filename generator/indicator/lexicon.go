package indicator

import (
	"strings"
	"unicode/utf8"
)

// A wording is one entry of Reading.Words, taken apart.
type wording struct {
	indicator, reading int
	head, tail         string // around *; tail "" without one
	with               string // behind +: must stand in the sentence too
}

// A lexicon finds all wordings in one pass over a text: they are filed by
// their first two characters, which four pairs in five of a report are not.
type lexicon struct {
	byPair map[[2]rune][]wording
	begins [1 << 10]uint64 // a bit for each pair, by place: most pairs of a text begin nothing
}

// pairPlace is where a pair's bit stands in lexicon.begins.
func pairPlace(a, b rune) uint32 { return (uint32(a)<<16 ^ uint32(b)) * 0x9E3779B1 >> 16 }

func newLexicon(list []Indicator) *lexicon {
	l := &lexicon{byPair: map[[2]rune][]wording{}}
	for i, in := range list {
		for k, r := range in.Readings {
			for _, text := range r.Words {
				w := wording{indicator: i, reading: k}
				text, w.with, _ = strings.Cut(text, "+")
				w.head, w.tail, _ = strings.Cut(text, "*")
				a, n := utf8.DecodeRuneInString(w.head)
				b, _ := utf8.DecodeRuneInString(w.head[n:])
				l.byPair[[2]rune{a, b}] = append(l.byPair[[2]rune{a, b}], w)
				l.begins[pairPlace(a, b)>>6] |= 1 << (pairPlace(a, b) & 63)
			}
		}
	}
	return l
}

// A found wording, with its bytes of the text.
type found struct {
	*wording
	start, end int
}

// maxStar is how many bytes * may stand for: 24 characters.
const maxStar = 72

// scan finds the wordings in text[start:end].
func (l *lexicon) scan(text string, start, end int) []found {
	var out []found
	a, n := utf8.DecodeRuneInString(text[start:end])
	for i := start; i < end; {
		b, m := utf8.DecodeRuneInString(text[i+n : end])
		if at := pairPlace(a, b); l.begins[at>>6]>>(at&63)&1 == 0 {
			i += n
			a, n = b, m
			continue
		}
		for k, list := 0, l.byPair[[2]rune{a, b}]; k < len(list); k++ {
			w := &list[k]
			if !strings.HasPrefix(text[i:end], w.head) {
				continue
			}
			stop := i + len(w.head)
			if w.tail != "" {
				at := strings.Index(text[stop:min(end, stop+maxStar+len(w.tail))], w.tail)
				if at < 0 {
					continue
				}
				stop += at + len(w.tail)
			}
			out = append(out, found{w, i, stop})
		}
		i += n
		a, n = b, m
	}
	return out
}
