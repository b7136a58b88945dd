package quantity

import (
	"strings"
	"unicode/utf8"

	"zhenjian/generator/numeral"
)

// leftOut tells from the number and what touches it that it counts nothing,
// and between which marks the numbers that follow share its fate.
func (c *candidate) leftOut() (bool, string) {
	const list, glue = "、至到和及与-－—–~～", ".．·・•/-－—–+＋"
	before := trimBlanksRight(c.before())
	previous, _ := utf8.DecodeLastRuneInString(before)
	switch {
	case previous == '第':
		return true, list
	case c.num.Kind == numeral.Digits || c.num.Ratio:
		return true, glue
	case c.chinese():
		return false, ""
	case leadingZero(c.text[c.start:c.numEnd]):
		return true, glue
	case len(before) == c.start && (isLetter(previous) && !multiplied(before) || previous == '=' || previous == '_'):
		return true, glue
	}
	next, size := utf8.DecodeRuneInString(c.text[c.numEnd:])
	switch next {
	case '.', '．', '·', '・', '•', '/', '+', '＋':
		if after, _ := utf8.DecodeRuneInString(c.text[c.numEnd+size:]); isDigit(after) || after == 'N' || after == 'X' || after == 'n' {
			return true, glue
		}
	}
	return false, ""
}

// chained gives the place of the next number where only one of the marks
// stands between: the 2 of 第1、2期.
func (c *candidate) chained(marks string) int {
	mark, size := utf8.DecodeRuneInString(c.text[c.numEnd:])
	if mark == utf8.RuneError || !strings.ContainsRune(marks, mark) {
		return -1
	}
	next := c.numEnd + size
	if _, ok := numeral.Scan(c.text[next:min(len(c.text), next+12)]); !ok {
		return -1
	}
	return next
}

func leadingZero(printed string) bool {
	first, size := utf8.DecodeRuneInString(printed)
	second, _ := utf8.DecodeRuneInString(printed[size:])
	return (first == '0' || first == '０') && isDigit(second)
}

func isDigit(r rune) bool  { return r >= '0' && r <= '9' || r >= '０' && r <= '９' }
func isLetter(r rune) bool { return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' }

// multiplied tells whether the letter that ends text stands for ×, as in 7x24小时.
func multiplied(text string) bool {
	n := len(text)
	return n > 1 && (text[n-1] == 'x' || text[n-1] == 'X') && isDigit(rune(text[n-2]))
}
