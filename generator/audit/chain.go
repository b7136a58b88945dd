package audit

import (
	"slices"
	"strings"
	"unicode/utf8"

	"zhenjian/generator/source"
)

// findNumbers finds what is told by its digits, and where the number of a house may end.
func findNumbers(text string) (found []personal, houses []int) {
	for i := 0; i < len(text); {
		c := text[i]
		switch {
		case c >= 0xE4 && c <= 0xE9: // a Chinese character
			if (c == 0xE5 || c == 0xE6) && i+3 <= len(text) && endsHouse(text, i) {
				houses = append(houses, i+3)
			}
			i += 3
		case c >= '0' && c <= '9' || c == 0xEF:
			n, end := digitsFrom(text, i)
			if n >= shortest {
				found = append(found, chainAt(text, i, n).find(text)...)
			}
			i = max(end, i+1)
		default:
			i++
		}
	}
	return found, houses
}

// digitAt gives the digit at byte i, half-width or full-width, and its length; n
// is 0 where there is none.
func digitAt(text string, i int) (d byte, n int) {
	if i >= len(text) {
		return 0, 0
	}
	c := text[i]
	if c >= '0' && c <= '9' {
		return c - '0', 1
	}
	if c == 0xEF && i+2 < len(text) && text[i+1] == 0xBC && text[i+2] >= 0x90 && text[i+2] <= 0x99 {
		return text[i+2] - 0x90, 3
	}
	return 0, 0
}

// isGap tells characters by which a long number is parted for the eye, or that
// got into it unseen.
func isGap(r rune) bool {
	switch r {
	case ' ', '-', '\u00A0', '\u3000', '\u00AD', '\uFEFF', '\u2060', '‐', '‑', '‒', '–', '—', '－', '−', '.', '．', '·', '•', '_', '\n', '\r', '\u2028', '\u2029', '\f', '\v':
		return true
	}
	return r >= '\u2000' && r <= '\u200F'
}

// A chain is a run of digits, with gaps between groups of them.
type chain struct {
	digits []byte // 0 to 9
	at     []int  // where each begins
	ends   []int  // and ends
	groups []group
}

// A group is a run of digits without a gap.
type group struct {
	first, n int
	wrapped  bool // a line end stands before it
	dotted   bool // a full stop stands before it, which may be that of a decimal number
}

// Between two digits of a number stand at most so many bytes: a line end with the
// blanks of an indent behind it.
const widestGap = 16

// digitsFrom counts the digits of the chain at byte i, and gives where it ends; i
// where there is none.
func digitsFrom(text string, i int) (n, end int) {
	end = i
	for {
		if _, size := digitAt(text, i); size > 0 {
			n++
			i += size
			end = i
			continue
		}
		j, _ := gapAt(text, i)
		if _, size := digitAt(text, j); n == 0 || j == i || size == 0 {
			return n, end
		}
		i = j
	}
}

// chainAt reads the chain of n digits at byte i.
func chainAt(text string, i, n int) *chain {
	c := &chain{digits: make([]byte, 0, n), at: make([]int, 0, n), ends: make([]int, 0, n), groups: []group{{}}}
	for {
		d, n := digitAt(text, i)
		if n > 0 {
			c.digits = append(c.digits, d)
			c.at = append(c.at, i)
			c.groups[len(c.groups)-1].n++
			i += n
			c.ends = append(c.ends, i)
			continue
		}
		j, wrapped := gapAt(text, i)
		if _, n := digitAt(text, j); j == i || n == 0 {
			return c
		}
		c.groups = append(c.groups, group{first: len(c.digits), wrapped: wrapped, dotted: strings.ContainsAny(text[i:j], ".．·•_")})
		i = j
	}
}

// gapAt gives where the gap at byte i ends: i where there is none.
func gapAt(text string, i int) (end int, wrapped bool) {
	j := i
	for j < len(text) && j-i < widestGap {
		r, n := utf8.DecodeRuneInString(text[j:])
		if !isGap(r) {
			break
		}
		wrapped = wrapped || r == '\n' || r == '\r'
		j += n
	}
	return j, wrapped
}

// The shortest and the longest number that is looked for.
const shortest, longest = 11, 19

// find gives what the chain holds.
func (c *chain) find(text string) []personal {
	var out []personal
	for i := 0; i < len(c.groups); i++ {
		n := 0
		for j := i; j < len(c.groups) && n < longest; j++ {
			n += c.groups[j].n
			if n < shortest || n > longest {
				continue
			}
			if p, ok := c.number(text, i, j, n); ok {
				out = append(out, p)
				i = j // what follows is another number
				break
			}
		}
	}
	for _, g := range c.groups { // an identity number that something is glued to, which may be another number
		for k := g.first; g.n > 18 && k+18 <= g.first+g.n; k++ {
			if isIdentity(c.digits[k:k+18], false) {
				p := c.personal(identity, k, k+18, c.ends[g.first+g.n-1])
				p.span.Start = c.at[g.first]
				out = append(out, p)
				break
			}
		}
	}
	return out
}

// number tells what the n digits of the groups i to j are.
func (c *chain) number(text string, i, j, n int) (personal, bool) {
	first := c.groups[i].first
	digits := c.digits[first : first+n]
	end := c.ends[first+n-1]
	start := c.at[first]
	switch {
	case n == 17:
		if after, ok := letterX(text, end); ok && isIdentity(digits, true) {
			return c.personal(identity, first, first+n, after), true
		}
	case n == 18 && isIdentity(digits, false):
		return c.personal(identity, first, first+n, end), true
	case n == 15 && isOldIdentity(digits) && cued(text, start, idCues):
		return c.personal(oldIdentity, first, first+n, end), true
	}
	if n == 11 || n == 12 && digits[0] == 0 && cued(text, start, phoneCues) || n == 13 && digits[0] == 8 && digits[1] == 6 && c.groups[i].n == 13 {
		from := first + n - 11
		if c.isMobile(text, i, j, from, end) {
			return c.personal(mobile, from, from+11, end), true
		}
	}
	if n >= 16 && isCard(digits) && c.isCardPrinted(text, i, j, start, end) {
		return c.personal(bankCard, first, first+n, end), true
	}
	return personal{}, false
}

// A personal is one piece of personal data in a text.
type personal struct {
	kind   dataKind
	span   source.Span
	masked string // as it may be shown
	value  string // as it stands in the file; only of what its text does not have
}

// personal makes one of the digits from first to last, up to byte end.
func (c *chain) personal(kind dataKind, first, last, end int) personal {
	digits := make([]byte, 0, longest)
	for _, d := range c.digits[first:last] {
		digits = append(digits, '0'+d)
	}
	if kind == identity && len(digits) == 17 {
		digits = append(digits, 'X')
	}
	head, tail := 2, 3 // 35*************123
	switch kind {
	case mobile:
		head, tail = 3, 4 // 138****1234
	case bankCard:
		head, tail = 4, 4
	}
	for i := head; i < len(digits)-tail; i++ {
		digits[i] = '*'
	}
	return personal{kind: kind, span: source.Span{Start: c.at[first], End: end}, masked: string(digits)}
}

// letterX finds the X that an identity number may end in.
func letterX(text string, i int) (end int, ok bool) {
	if j, _ := gapAt(text, i); j < len(text) {
		r, n := utf8.DecodeRuneInString(text[j:])
		if strings.ContainsRune("xXｘＸ×", r) {
			return j + n, true
		}
	}
	return 0, false
}

// provinces are the first two digits that an identity number may have, after
// GB/T 2260.
const provinces = " 11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83 "

func isProvince(digits []byte) bool {
	return strings.Contains(provinces, string([]byte{' ', '0' + digits[0], '0' + digits[1], ' '}))
}

// isIdentity tells an identity number by GB 11643-1999: province, day of birth,
// check digit. x says that X stands behind 17 digits.
func isIdentity(digits []byte, x bool) bool {
	return isDay(digits[6:14]) && isProvince(digits) && checkDigit(digits) == lastOf(digits, x)
}

func lastOf(digits []byte, x bool) byte {
	if x {
		return 10
	}
	return digits[17]
}

// checkDigit of the first 17 digits, 10 for X (ISO 7064, MOD 11-2).
func checkDigit(digits []byte) byte {
	sum := 0
	for i, d := range digits[:17] {
		sum += int(d) * (1 << (17 - i) % 11)
	}
	return byte((12 - sum%11) % 11)
}

// isDay tells a day from 1900 to 2079 from its eight digits.
func isDay(d []byte) bool {
	year := int(d[0])*1000 + int(d[1])*100 + int(d[2])*10 + int(d[3])
	return year >= 1900 && year < 2080 && isMonthDay(d[4:])
}

func isMonthDay(d []byte) bool {
	month, day := int(d[0])*10+int(d[1]), int(d[2])*10+int(d[3])
	return month >= 1 && month <= 12 && day >= 1 && day <= 31
}

// isOldIdentity tells a number of the kind given out until 1999, which has no check
// digit. Many others look like it: it takes words that say what it is.
func isOldIdentity(d []byte) bool { return isProvince(d) && isMonthDay(d[8:12]) }

var (
	idCues    = []string{"身份证", "公民身份", "证件号", "证号"}
	phoneCues = []string{"电话", "手机", "联系", "微信", "号码", "致电", "拨打", "Tel", "TEL", "tel", "专线"}
	cardCues  = []string{"卡号", "账号", "帐号", "银行", "账户", "帐户", "信用社", "农商行"}
)

// cueBytes is how far before a number the words lie that say what it is: 20 characters.
const cueBytes = 60

// cued tells whether one of some words stands before byte start, on its line or the
// one before.
func cued(text string, start int, cues []string) bool {
	before := text[max(0, start-cueBytes):start]
	return slices.ContainsFunc(cues, func(cue string) bool { return strings.Contains(before, cue) })
}

// countUnits are characters that make of the digits before them a count. 号 is none: a
// sentence may go on behind a number of a telephone with it.
const countUnits = "元万亿千百人次件个户亩吨份条㎡%％‰年月度"

// isMobile tells whether the 11 digits from number first on, of the groups i to j,
// are a mobile number: 1, 3 to 9, and parted as people part one.
func (c *chain) isMobile(text string, i, j, first, end int) bool {
	if d := c.digits[first:]; d[0] != 1 || d[1] < 3 {
		return false
	}
	start := c.at[first]
	hint := cued(text, start, phoneCues)
	if first != c.groups[i].first { // 86, or the 0 of long distance, stands right before it
		before := strings.TrimRight(text[:c.at[c.groups[i].first]], " ")
		return hint || strings.HasSuffix(before, "+") || strings.HasSuffix(before, "＋") || strings.HasSuffix(before, "00")
	}
	if i != j && !hint {
		shape, dotted := make([]byte, 0, 4), false
		for k := i; k <= j; k++ {
			dotted = dotted || k > i && c.groups[k].dotted
			if shape = append(shape, '0'+byte(c.groups[k].n)); k > i && c.groups[k].wrapped {
				return false
			}
		}
		if dotted && string(shape) != "344" { // 1380013.8000
			return false
		}
		switch string(shape) {
		case "344", "38", "74", "434", "353", "335", "3332", "56", "65":
		default:
			return false
		}
	}
	if !hint {
		if r, _ := utf8.DecodeRuneInString(text[end:]); strings.ContainsRune(countUnits, r) {
			return false
		}
	}
	return !fraction(text, end) && !inCode(text, start, end)
}

// fraction tells digits that a decimal number goes on behind. What stands before may
// be the number of a list: 1.13800138000.
func fraction(text string, end int) bool {
	_, n := digitAt(text, end+1)
	return end < len(text) && text[end] == '.' && n > 0
}

// inCode tells digits that are part of a web address, or of a code that has letters
// behind them or digits before its letters: 91370405MA3C8N9X12.
func inCode(text string, start, end int) bool {
	from, till := start, end
	for from > 0 && isToken(text[from-1]) {
		from--
	}
	for till < len(text) && isToken(text[till]) {
		till++
	}
	token := strings.ToLower(text[from:till])
	for _, part := range []string{"http", "www.", ".htm", ".gov", ".com", ".cn", ".shtml", ".jhtml", ".pdf", ".doc"} {
		if strings.Contains(token, part) {
			return true
		}
	}
	if end < len(text) && isLetter(text[end]) {
		return true
	}
	for i := start; i > from; i-- {
		switch c := text[i-1]; {
		case c >= '0' && c <= '9':
			return true
		case !isLetter(c):
			return false
		}
	}
	return false
}

func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

func isToken(c byte) bool {
	return isLetter(c) || c >= '0' && c <= '9' || strings.IndexByte("_/.:%?=&-", c) >= 0
}

// isCard tells a number of a bank card by how it begins and by its check digit
// (Luhn). 62 is UnionPay; 95588 and 95599 are old cards of two banks; the others
// are dual-brand cards, which have 16 digits.
func isCard(d []byte) bool {
	known := false
	switch n := len(d); {
	case d[0] == 6 && d[1] == 2:
		known = n != 18 || !isDay(d[6:14]) // else it is like an identity number from 甘肃
	case d[0] == 9 && d[1] == 5 && d[2] == 5 && d[3] == d[4] && d[3] >= 8:
		known = n == 19
	case d[0] == 4, d[0] == 5 && d[1] >= 1 && d[1] <= 5, d[0] == 3 && d[1] == 5, d[0] == 6 && d[1] == 0 && d[2] == 1:
		known = n == 16
	}
	if !known {
		return false
	}
	sum := 0
	for i := range d {
		v := int(d[len(d)-1-i])
		if i%2 == 1 {
			if v *= 2; v > 9 {
				v -= 9
			}
		}
		sum += v
	}
	return sum%10 == 0
}

// isCardPrinted tells whether the groups i to j are parted as those of a card:
// not at all, or after every four digits. A line end between them takes words that
// say what it is.
func (c *chain) isCardPrinted(text string, i, j, start, end int) bool {
	hint := cued(text, start, cardCues)
	for k := i; k < j && !hint; k++ {
		if c.groups[k].n != 4 || c.groups[k+1].wrapped {
			return false
		}
	}
	return !fraction(text, end) && !inCode(text, start, end)
}
