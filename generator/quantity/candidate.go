package quantity

import (
	"strings"
	"unicode/utf8"

	"zhenjian/generator/numeral"
)

// A candidate is a number that may turn out a quantity.
type candidate struct {
	text      string
	start     int
	numEnd    int // end of the number, without 余
	end       int // end of the unit
	num       numeral.Numeral
	more      Qualifier // Over for 余 and 多 behind the number, About for 来
	unit      *unit
	printed   string // the unit as printed
	unitStart int
	half      bool // 两年半
	high      numeral.Decimal
	hasHigh   bool
}

func (c *candidate) before() string { return c.text[:c.start] }
func (c *candidate) rest() string   { return c.text[c.end:] }

func (c *candidate) chinese() bool { return c.num.Kind == numeral.Chinese }

// yearLike tells whether the number is printed as a year is: four bare digits.
func (c *candidate) yearLike() bool {
	if c.num.Kind != numeral.Arabic || c.num.Len < len("2023") {
		return false
	}
	_, n, ok := numeral.Year(c.text[c.start:])
	return ok && n == c.num.Len
}

// measure reads what stands behind the number: its unit, and the upper end of
// a range. Without a unit it is not ok.
func (c *candidate) measure() bool {
	if c.num.Percent {
		c.unit, c.printed, c.unitStart, c.end = percentUnit, "%", c.numEnd, c.numEnd
		return true
	}
	own := c.readUnit()
	at := c.numEnd
	if own {
		at = c.end
	}
	upper, ok := c.upperEnd(at)
	if !ok {
		return own
	}
	if own && (upper.printed != c.printed || c.hasHigh || endsWithAny(trimBlanksRight(c.before()), "由", "从", "自")) {
		return own
	}
	c.unit, c.printed, c.unitStart, c.end = upper.unit, upper.printed, upper.unitStart, upper.end
	c.high, c.hasHigh = upper.num.Value, true
	c.numEnd = upper.numEnd
	c.num.Value = inherit(c.num, c.text[c.start:], upper)
	return true
}

var percentUnit = unitsByRune['%'][0]

// readUnit reads 余 and the unit behind the number.
func (c *candidate) readUnit() bool {
	i := c.numEnd + blanksAt(c.text[c.numEnd:])
	r, size := utf8.DecodeRuneInString(c.text[i:])
	plural := false
	switch {
	case (r == '余' || r == '多') && c.chinese() && c.num.Value.Cmp(numeral.Int(10)) < 0:
		return false // 不一多次: only tens have more behind them
	case r == '余', r == '多':
		c.more, plural = Over, true
		i += size
	case r == '来' && c.num.Kind != numeral.Digits && strings.HasSuffix(c.num.Value.String(), "0"):
		c.more = About
		i += size
	case r == '+' || r == '＋':
		next, _ := utf8.DecodeRuneInString(c.text[i+size:])
		if isDigit(next) || isLetter(next) {
			return false
		}
		c.more = Over
		i += size
	}
	i += blanksAt(c.text[i:])
	rest := c.text[i:]
	u, n, ok := printedUnit(rest)
	if !ok {
		c.more = Exact
		return false
	}
	if plural && r == '多' && u.name == "元" && !clauseEnds(rest[n:]) && !startsWithAny(rest[n:], "的", "人", "以", "资", "现", "款", "用", "钱", "罚", "补") {
		c.more = Exact
		return false // 2022多元化解
	}
	if n == len(u.name) && u.words.opens(rest[n:]) && c.suspicious() || c.opensLine() && startsWithAny(rest, openers...) {
		c.more = Exact
		return false
	}
	c.unit, c.printed, c.unitStart, c.end = u, rest[:n], i, i+n
	if after, ok := strings.CutPrefix(rest[n:], " 次"); ok && u.family.times && c.printed == u.name && clauseEnds(after) {
		c.printed, c.end = u.name+"次", c.end+len(" 次") // a line of the file received ended here
	}
	switch {
	case u.family.name == "percent":
		c.printed = u.name
	case u.name == "个多月":
		c.printed, c.more = "个月", Over
	}
	c.readHalf()
	return true
}

// readHalf reads 两年半, 一吨半 and 一个半小时.
func (c *candidate) readHalf() {
	rest, ok := strings.CutPrefix(c.text[c.end:], "半")
	if !ok || !c.num.Value.IsInt() {
		return
	}
	if c.unit.name == "个" {
		for _, hours := range [...]string{"小时", "月", "工作日", "学时", "课时"} {
			if strings.HasPrefix(rest, hours) {
				c.unit, _, _ = longestUnit("个" + hours)
				c.printed = "个" + hours
				c.end += len("半") + len(hours)
				c.half = true
			}
		}
		return
	}
	switch c.unit.family {
	case timeFamily, areaFamily, lengthFamily, weightFamily, volumeFamily, shareFamily:
		if !startsWithAny(rest, "年", "月", "天", "数", "个", "路", "夜", "小时") {
			c.half = true
			c.end += len("半")
		}
	}
}
