package source

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// findJoins tells for each line whether it carries on the kept line before it:
// text copied out of a mail or a PDF has a line end every 30 to 80 columns, in
// the middle of words and numbers. The text as a whole must look like that
// first: most lines reach the same width and end without a closing mark.
func findJoins(lines []line) []bool {
	joins := make([]bool, len(lines))
	widths := make([]int, 0, len(lines)) // in columns
	counts := make([]int, 0, len(lines)) // in characters, two blanks as one
	signs := make([]int, 0, len(lines))  // in characters, blanks too
	indented := 0
	for i := range lines {
		if l := &lines[i]; l.kept && l.text != "" {
			widths = append(widths, l.indent+l.columns)
			counts = append(counts, l.indent/2+l.runes)
			signs = append(signs, l.blanks+l.runes)
			if l.indent >= 2 {
				indented++
			}
		}
	}
	if len(widths) < 8 {
		return joins
	}
	slices.Sort(widths)
	slices.Sort(counts)
	slices.Sort(signs)
	full, fullCount, fullSigns := widths[len(widths)*4/5], counts[len(counts)*4/5], signs[len(signs)*4/5]
	if full < 24 || full > 160 {
		return joins
	}
	// A line is full if not even one more word fits: some programs break by the
	// printed width, some by the number of characters, digits among them, and of
	// these some count each blank that a paragraph opens with.
	isFull := func(l *line) bool {
		w, n := l.indent+l.columns, l.indent/2+l.runes
		return w >= full-6 && w <= full+6 || n >= fullCount-1 && n <= fullCount+1 || l.blanks+l.runes >= fullSigns-1 && l.blanks+l.runes <= fullSigns
	}
	// A line that ends a sentence just where it would break anyway mostly does so
	// by chance: a sentence ends at one character in 30, a paragraph of three
	// lines at its last full column once in 120.
	isBrim := func(l *line) bool {
		w, n := l.indent+l.columns, l.indent/2+l.runes
		return w == full || n == fullCount
	}
	cut, near := 0, 0
	for i := range lines {
		if l := &lines[i]; l.kept && isFull(l) {
			near++
			if !closes(l.text) {
				cut++
			}
		}
	}
	if near*5 < len(widths)*2 || cut*3 < near*2 {
		return joins
	}
	usesIndent := indented >= 3
	last := -1
	for i := range lines {
		l := &lines[i]
		if !l.kept || l.text == "" {
			last = -1
			continue
		}
		if last >= 0 && isFull(&lines[last]) && !opensParagraph(l.text) {
			if usesIndent {
				joins[i] = l.indent < 2
			} else {
				joins[i] = !closes(lines[last].text) || isBrim(&lines[last])
			}
		}
		last = i
	}
	return joins
}

// columns is the printed width: two for a Chinese character, one for a Latin.
func columns(s string) int {
	n := 0
	for _, r := range s {
		n += width(r)
	}
	return n
}

func width(r rune) int {
	if r < 0x1100 {
		return 1
	}
	return 2
}

// closes tells a line that ends a sentence.
func closes(s string) bool {
	s = strings.TrimRight(s, "”’》）)\"")
	r, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune("。！？：；!?", r)
}

// opensParagraph tells a line that opens with a heading number.
func opensParagraph(s string) bool {
	r, n := utf8.DecodeRuneInString(s)
	rest := s[n:]
	switch {
	case r == '（' || r == '(':
		s, n = rest, 0
		r, n = utf8.DecodeRuneInString(s)
		return strings.ContainsRune("一二三四五六七八九十", r) && len(s) > n
	case strings.ContainsRune("一二三四五六七八九十", r):
		rest = strings.TrimLeft(rest, "一二三四五六七八九十")
		return strings.HasPrefix(rest, "、") || strings.HasPrefix(rest, "是")
	case r >= '0' && r <= '9':
		rest = strings.TrimLeft(rest, "0123456789")
		if after, ok := strings.CutPrefix(rest, "."); ok {
			return after == "" || after[0] < '0' || after[0] > '9'
		}
		return strings.HasPrefix(rest, "、") || strings.HasPrefix(rest, "．")
	}
	return false
}
