package search

import (
	_ "embed"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

//go:generate go run ./fetch

// foldData holds a pair of characters a line: one that a reader may mean another
// by, and that other: traditional and simplified, radical and character, capital
// and small letter. Full and half width and the letters of ASCII have a rule
// instead of entries. The script has the same table (foldScript), which it loads
// only for a query of which a term stands nowhere: all texts are folded here, so a
// character that the table changes stands in no list.
//
//go:embed data/fold.txt
var foldData string

// folds maps units; longFolds the few radicals that stand for a character of two
// units. Cleaning has replaced those in every text.
var folds, longFolds = func() (*[1 << 16]uint16, map[uint16]string) {
	var table [1 << 16]uint16
	long := map[uint16]string{}
	for line := range strings.Lines(foldData) {
		from, n := utf8.DecodeRuneInString(line)
		to, size := utf8.DecodeRuneInString(line[n:])
		if to > 0xFFFF {
			long[uint16(from)] = line[n : n+size]
			continue
		}
		table[from] = uint16(to)
	}
	for i := range table {
		if u := foldRule(uint16(i)); u != uint16(i) {
			table[i] = u
		} else if table[i] == 0 {
			table[i] = u
		}
	}
	return &table, long
}()

// foldRule is what folding does without the table.
func foldRule(u uint16) uint16 {
	switch {
	case u == '\t' || u == 0xA0 || u >= 0x2000 && u <= 0x200A || u == 0x202F || u == 0x205F || u == 0x3000:
		return ' '
	case u >= 0xFF01 && u <= 0xFF5E:
		u -= 0xFEE0
	}
	if u >= 'A' && u <= 'Z' {
		u += 'a' - 'A'
	}
	return u
}

// units gives a text as the script sees it: in units of UTF-16. All places and
// terms are counted in them, so that both sides mean the same by them.
func units(text string) []uint16 {
	out := make([]uint16, 0, len(text)/2)
	for _, r := range text {
		out = utf16.AppendRune(out, r)
	}
	return out
}

// Fold gives a text with all that a search takes for one brought to one form.
// Each unit of UTF-16 becomes one, so a place in the one is a place in the other.
func Fold(text string) []uint16 {
	out := units(text)
	for i, u := range out {
		out[i] = folds[u]
	}
	return out
}
