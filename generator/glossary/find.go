package glossary

import (
	"slices"
	"strings"

	"zhenjian/generator/report"
	"zhenjian/generator/source"
)

// A Use is where a text first uses a term.
type Use struct {
	Term int // number in List
	Span source.Span
}

// Find gives the first use of each term in a text, in reading order. Of wordings
// that begin at one place the longest counts, and nothing begins within it. What
// touches one of the spans in not, which are in order, is no use: a title in 《》.
func (g *Glossary) Find(text string, not []source.Span) []Use {
	if g == nil || g.finder == nil {
		return nil
	}
	return g.finder.find(text, not, len(g.List))
}

// UsedIn gives the numbers in List of the terms that a report uses.
func (g *Glossary) UsedIn(r *report.Report) []int {
	cited := make([]source.Span, len(r.Citations))
	for i, c := range r.Citations {
		cited[i] = c.Span
	}
	var numbers []int
	for _, u := range g.Find(r.Doc.Text, cited) {
		numbers = append(numbers, u.Term)
	}
	return numbers
}

// A finder knows all wordings by their first six bytes, two characters of
// Chinese. Where a text has the six bytes of some wording is told by a table that
// the fastest cache holds; only there, at one character in twenty, are wordings
// compared. So the length of the glossary hardly matters: the five real reports
// are gone through in 3 % of the time that reading them takes (BenchmarkFind; a
// map by pairs of characters took twice as long).
type finder struct {
	table [1 << tableBits]uint16 // number in heads + 1, by slot; 0 for none
	heads []head
}

// A head is all wordings in one slot; mostly they begin alike.
type head []pattern

type pattern struct {
	word string
	term int // -1 for a word that is none
}

const (
	tableBits = 14
	headBytes = 6 // of the shortest wording
)

// slotOf is the place in the table of a text with six bytes at least.
func slotOf(s string) uint64 {
	k := uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 | uint64(s[4])<<32 | uint64(s[5])<<40
	return k * 0x9E3779B97F4A7C15 >> (64 - tableBits)
}

func newFinder(terms []Term) *finder {
	f := &finder{}
	add := func(word string, term int) {
		slot := slotOf(word)
		if f.table[slot] == 0 {
			f.heads = append(f.heads, nil)
			f.table[slot] = uint16(len(f.heads))
		}
		head := &f.heads[f.table[slot]-1]
		*head = append(*head, pattern{word, term})
	}
	for i := range terms {
		for _, w := range terms[i].wordings() {
			add(w, i)
		}
	}
	for i := range terms { // behind the wordings: what one entry rules out may be another's own word
		for _, w := range terms[i].Not {
			add(w, -1)
		}
	}
	for _, head := range f.heads {
		slices.SortStableFunc(head, func(x, y pattern) int { return len(y.word) - len(x.word) })
	}
	return f
}

// find goes through a text of valid UTF-8.
func (f *finder) find(text string, not []source.Span, terms int) []Use {
	var uses []Use
	seen := make([]bool, terms)
	for i := 0; i+headBytes <= len(text); {
		if n := f.table[slotOf(text[i:i+headBytes])]; n != 0 {
			if p := f.heads[n-1].of(text[i:]); p.word != "" {
				s := source.Span{Start: i, End: i + len(p.word)}
				for len(not) > 0 && not[0].End <= s.Start {
					not = not[1:]
				}
				if p.term >= 0 && !seen[p.term] && (len(not) == 0 || not[0].Start >= s.End) {
					seen[p.term] = true
					uses = append(uses, Use{p.term, s})
				}
				i = s.End
				continue
			}
		}
		if text[i] >= 0xE0 { // of three bytes, or four: no wording begins within
			i += 3
		} else {
			i++
		}
	}
	return uses
}

// of gives the longest wording that a text begins with.
func (h head) of(text string) pattern {
	for _, p := range h {
		last := len(p.word) - 1 // what most words of one head differ in; to compare all of each takes twice as long
		if last < len(text) && text[last] == p.word[last] && strings.HasPrefix(text, p.word) {
			return p
		}
	}
	return pattern{}
}
