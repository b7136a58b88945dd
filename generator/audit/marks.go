package audit

import (
	"strings"
	"unicode/utf8"

	"zhenjian/generator/archive"
	"zhenjian/generator/source"
)

// pairs is how many kinds of marks come in pairs, brackets the one of number
// brackets: a half-width one and a full-width one may make a pair.
const pairs, brackets = 7, 1

// pairOf gives the kind of a mark, 1 where it opens and -1 where it closes; 0 for
// anything else.
func pairOf(r rune) (kind, turn int) {
	switch r {
	case '“':
		return 0, 1
	case '”':
		return 0, -1
	case '（', '(':
		return brackets, 1
	case '）', ')':
		return brackets, -1
	case '《':
		return 2, 1
	case '》':
		return 2, -1
	case '〈':
		return 3, 1
	case '〉':
		return 3, -1
	case '【':
		return 4, 1
	case '】':
		return 4, -1
	case '「':
		return 5, 1
	case '」':
		return 5, -1
	case '〔':
		return 6, 1
	case '〕':
		return 6, -1
	}
	return 0, 0
}

// marks finds paragraphs in which a quotation mark or bracket lacks its partner.
func marks(c *checked) []archive.Finding {
	var found []archive.Finding
	var depth, last [pairs]int
	start := 0
	for i := 0; i < len(c.text); {
		b := c.text[i]
		if b == '\n' {
			for k := range depth {
				if depth[k] > 0 {
					found = append(found, finding(c.text, last[k]))
				}
			}
			clear(depth[:])
			i++
			start = i
			continue
		}
		if b != '(' && b != ')' && b != 0xE2 && b != 0xE3 && b != 0xEF { // first bytes of the marks
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(c.text[i:])
		switch k, turn := pairOf(r); {
		case turn > 0:
			if depth[k]++; depth[k] == 1 {
				last[k] = i
			}
		case turn < 0 && depth[k] > 0:
			depth[k]--
		case turn < 0 && (k != brackets || !listMark(c.text[start:i])):
			found = append(found, finding(c.text, i))
		}
		i += n
	}
	return found
}

func finding(text string, at int) archive.Finding {
	_, n := utf8.DecodeRuneInString(text[at:])
	return archive.Finding{Code: source.Unbalanced, Places: []source.Span{{Start: at, End: at + n}}}
}

// listMark tells whether a closing bracket behind a text closes the number of a list:
// 1）, 一), a）.
func listMark(before string) bool {
	r, n := utf8.DecodeLastRuneInString(before)
	return n > 0 && (r >= '0' && r <= '9' || r >= '０' && r <= '９' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || strings.ContainsRune("一二三四五六七八九十", r))
}
