package compare

import (
	"slices"
	"strings"
	"unicode/utf8"

	"zhenjian/generator/source"
)

// A line is a sentence as the difference sees it.
type line struct {
	span   source.Span
	key    string // folded, without blanks
	folded bool   // it is not just the text
	chars  int    // of the key
	pairs  []pair // as they follow each other
}

// lines reads the sentences.
func (r *Report) lines() []line {
	list := r.sentences()
	out := make([]line, len(list))
	all := make([]pair, 0, len(r.Text)/3)
	for i, s := range list {
		from := len(all)
		l := &out[i]
		l.span = s.span
		text := r.Text[s.span.Start:s.span.End]
		l.key, l.chars, all = readLine(text, all)
		l.folded = l.key != text
		l.pairs = all[from:]
	}
	return out
}

// readLine is key and eachPair in one pass: it counts the characters of the key, and
// appends the pairs.
func readLine(text string, pairs []pair) (key string, chars int, _ []pair) {
	var folded strings.Builder // once the text is not its own key
	from := 0                  // what follows is not written there yet
	last := rune(0)            // 0: no letter
	for i := 0; i < len(text); {
		if c := hanAt(text, i); c != 0 {
			if last != 0 {
				pairs = append(pairs, pair(last)<<16|pair(c))
			}
			last = c
			chars++
			i += 3
			continue
		}
		c, n := utf8.DecodeRuneInString(text[i:])
		blank := isBlank(c)
		if f := fold(c); blank || f != c {
			if from == 0 {
				folded.Grow(len(text) + 16) // a half-width mark has two bytes less than the full-width one
			}
			folded.WriteString(text[from:i])
			if !blank {
				folded.WriteRune(f)
			}
			c, from = f, i+n
		}
		i += n
		if blank {
			continue
		}
		chars++
		if !isLetter(c) {
			last = 0
			continue
		}
		if last != 0 {
			pairs = append(pairs, pair(last)<<16|pair(c))
		}
		last = c
	}
	if from == 0 {
		return text, chars, pairs
	}
	folded.WriteString(text[from:])
	return folded.String(), chars, pairs
}

// pairsOf gives the pairs of a text, sorted, each once.
func pairsOf(text string) []pair {
	out := make([]pair, 0, len(text)/3)
	eachPair(text, func(p pair) { out = append(out, p) })
	return setOf(out)
}

func setOf(pairs []pair) []pair {
	slices.Sort(pairs)
	return slices.Compact(pairs)
}

// alike gives how much two sets have in common, from 0 to 1 (Dice).
func alike(a, b []pair) float64 {
	if len(a)+len(b) == 0 {
		return 0
	}
	n := 0
	for i, k := 0, 0; i < len(a) && k < len(b); {
		switch {
		case a[i] < b[k]:
			i++
		case a[i] > b[k]:
			k++
		default:
			n, i, k = n+1, i+1, k+1
		}
	}
	return 2 * float64(n) / float64(len(a)+len(b))
}
