package indicator

import (
	"strings"
	"unicode/utf8"
)

// A wording is one entry of Reading.Words, taken apart.
type wording struct {
	indicator, reading int
	head, tail         string // around *; tail "" without one
	rule               string // both, with the *
	with               string // behind +: must stand in the sentence too
	length             int    // of head and tail, in characters
}

// A lexicon finds all wordings in one pass over a text: they are filed by
// their first two characters, which four pairs in five of a report are not.
type lexicon struct {
	byPair map[[2]rune][]wording
	begins [1 << 10]uint64 // a bit for each pair, by place: most pairs of a text begin nothing
	not    []exclusions    // by indicator
}

// The exclusions of an indicator are its Not and that of each of its readings.
type exclusions struct {
	own      wordList
	readings []wordList
}

// pairPlace is where a pair's bit stands in lexicon.begins.
func pairPlace(a, b rune) uint32 { return (uint32(a)<<16 ^ uint32(b)) * 0x9E3779B1 >> 16 }

func newLexicon(list []Indicator) *lexicon {
	words := 0
	for i := range list {
		for k := range list[i].Readings {
			words += len(list[i].Readings[k].Words)
		}
	}
	l := &lexicon{byPair: make(map[[2]rune][]wording, words), not: make([]exclusions, len(list))}
	for i := range list {
		in := &list[i]
		l.not[i] = exclusions{newWordList(in.Not), make([]wordList, len(in.Readings))}
		for k := range in.Readings {
			l.not[i].readings[k] = newWordList(in.Readings[k].Not)
			for _, text := range in.Readings[k].Words {
				w := wording{indicator: i, reading: k}
				w.rule, w.with, _ = strings.Cut(text, "+")
				w.head, w.tail, _ = strings.Cut(w.rule, "*")
				if w.tail == "" {
					w.rule = w.head
				}
				w.length = runes(w.head) + runes(w.tail)
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

// scan appends the wordings in text[start:end], and gives the letters there.
func (l *lexicon) scan(out []found, text string, start, end int) ([]found, letters) {
	text = text[:end]
	var all letters
	a, n := utf8.DecodeRuneInString(text[start:])
	for i := start; i < end; {
		all.add(a)
		b, m := utf8.DecodeRuneInString(text[i+n:])
		if at := pairPlace(a, b); l.begins[at>>6]>>(at&63)&1 == 0 {
			i += n
			a, n = b, m
			continue
		}
		for k, list := 0, l.byPair[[2]rune{a, b}]; k < len(list); k++ {
			w := &list[k]
			if !strings.HasPrefix(text[i:], w.head) {
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
	return out, all
}
