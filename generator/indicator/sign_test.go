package indicator

import (
	"slices"
	"strings"
	"testing"

	"zhenjian/generator/quantity"
)

// FuzzSetting holds the one look through a paragraph against a search for the
// words of each list before each number.
func FuzzSetting(f *testing.F) {
	for _, tt := range findTests {
		f.Add(tt.text)
	}
	f.Add("前一年内开展检查5次。") // a word that reaches into a number
	for _, in := range Builtin().List {
		for _, s := range slices.Concat(in.Match, in.No) {
			f.Add(s)
		}
	}
	f.Fuzz(func(t *testing.T, text string) {
		text, _, _ = strings.Cut(strings.ToValidUTF8(text, ""), "\n")
		f := newFinder(Builtin())
		f.text, f.quantities = text, quantity.Find(text)
		f.clauses = clauses(f.clauses, text, 0, len(text), f.quantities, 0)
		f.signs = appendSigns(f.signs, text, 0, len(text))
		next := 0
		for i := range f.clauses {
			c := &f.clauses[i]
			if c.quantities.first != next {
				t.Fatalf("%q: clause %d begins with quantity %d, want %d", text, i, c.quantities.first, next)
			}
			next = c.quantities.end
			for k := c.quantities.first; k < c.quantities.end; k++ {
				q := &f.quantities[k]
				set := f.settingOf(c, q)
				var own, whole, sentence signs
				for _, list := range signLists {
					if hasAny(text[c.start:q.Start], list.words) {
						own |= list.signs
					}
					if hasAny(text[c.whole[0]:q.Start], list.words) {
						whole |= list.signs
					}
					if hasAny(text[c.sentence:q.Start], list.words) {
						sentence |= list.signs
					}
				}
				if set.own != own || set.whole != whole || set.sentence != sentence {
					t.Fatalf("%q before %s: %b %b %b, want %b %b %b", text, q.Value, set.own, set.whole, set.sentence, own, whole, sentence)
				}
				above := text[c.major:c.start]
				planned := hasAny(above, []string{"力争", "计划开展", "争取"}) || strings.Contains(text[c.sentence:c.start], "将重点")
				part, bracket := -1, strings.LastIndexAny(text[c.major:q.Start], "（）()")
				for _, w := range partWords {
					part = max(part, strings.LastIndex(text[c.major:q.Start], w))
				}
				opened := bracket >= 0 && hasPrefixOf(text[c.major+bracket:], "（", "(")
				if set.planned != planned || set.part != fromStart(part, c.major) || set.bracket != fromStart(bracket, c.major) || set.opened != opened {
					t.Fatalf("%q before %s: %+v, want %v %d %d %v", text, q.Value, set, planned, part, bracket, opened)
				}
			}
		}
	})
}

func fromStart(at, start int) int {
	if at < 0 {
		return -1
	}
	return start + at
}
