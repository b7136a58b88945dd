package compare

import (
	"unicode/utf8"

	"github.com/sergi/go-diff/diffmatchpatch"

	"zhenjian/generator/source"
)

// An alphabet gives a letter to all that sentences are compared by: a character, folded,
// stands for itself, a whole number for one of its own.
type alphabet map[string]rune

// firstNumber is where the letters of numbers begin: in a plane that has no characters
// of its own. What a text has there is given a letter too.
const firstNumber = 0xF0000

func (a alphabet) letter(text string) rune {
	letter, ok := a[text]
	if !ok {
		letter = rune(firstNumber + len(a))
		a[text] = letter
	}
	return letter
}

// spell gives a sentence in letters, and where each begins; at the end, where the last ends.
func (a alphabet) spell(text string, s source.Span) (letters []rune, at []int) {
	letters, at = make([]rune, 0, (s.End-s.Start)/2), make([]int, 0, (s.End-s.Start)/2)
	for i := s.Start; i < s.End; {
		at = append(at, i)
		c, n := utf8.DecodeRuneInString(text[i:s.End])
		if c < 0x4E00 || c > 0x9FFF {
			if end := i + number(text[i:s.End]); end > i {
				letters = append(letters, a.letter(key(text[i:end])))
				i = end
				continue
			}
			if c = fold(c); c >= firstNumber {
				c = a.letter(string(c))
			}
		}
		letters = append(letters, c)
		i += n
	}
	return letters, append(at, s.End)
}

// number gives the bytes of the figure that a text opens with, points and commas
// between digits included.
func number(text string) int {
	end := 0
	for {
		n := leading(text[end:], arabicDigits)
		if n == 0 {
			return end
		}
		end += n
		c, size := utf8.DecodeRuneInString(text[end:])
		if c != '.' && c != '．' && c != ',' && c != '，' || leading(text[end+size:], arabicDigits) == 0 {
			return end
		}
		end += size
	}
}

// maxLetters bounds what is compared letter by letter.
const maxLetters = 1000

// within compares two sentences. Single letters that happen to be the same between
// two changes are taken as changed too.
func within(before string, x source.Span, after string, y source.Span) (old, now []Run) {
	letters := alphabet{}
	a, from := letters.spell(before, x)
	b, to := letters.spell(after, y)
	if len(a) > maxLetters || len(b) > maxLetters {
		return []Run{{x, Changed}}, []Run{{y, Changed}}
	}
	dmp := diffmatchpatch.New()
	dmp.DiffTimeout = 0 // no clock: the same two sentences always give the same difference
	diffs := dmp.DiffCleanupSemantic(dmp.DiffMainRunes(a, b, false))
	add := func(runs []Run, at []int, i, n int, op Op) []Run {
		s := source.Span{Start: at[i], End: at[i+n]}
		if m := len(runs); m > 0 && runs[m-1].Op == op {
			runs[m-1].Span.End = s.End
			return runs
		}
		return append(runs, Run{s, op})
	}
	i, k := 0, 0
	for at, diff := range diffs {
		n := utf8.RuneCountInString(diff.Text)
		switch diff.Type {
		case diffmatchpatch.DiffEqual:
			op := Same
			if n < 2 && at > 0 && at+1 < len(diffs) {
				op = Changed
			}
			old, now = add(old, from, i, n, op), add(now, to, k, n, op)
			i, k = i+n, k+n
		case diffmatchpatch.DiffDelete:
			old = add(old, from, i, n, Changed)
			i += n
		case diffmatchpatch.DiffInsert:
			now = add(now, to, k, n, Changed)
			k += n
		}
	}
	return old, now
}
