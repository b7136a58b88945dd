package numeral

import (
	"strings"
	"unicode/utf8"
)

// count reads a number without sign and without 分之.
//
// Digits and magnitudes alternate, and magnitudes fall: 五亿一万四千六百. 亿 is
// 万 times 万 and takes all before it, 万 takes what stands since the last 亿. A
// coefficient may be Arabic wherever a Chinese digit may stand (2千零30万), the
// first one with a point (16.4亿).
//
// Nine numbers in ten are plain digits or one Chinese digit; they are given at
// once, in a third of the time that the counter takes.
func count(text string) (Numeral, bool) {
	first, size := utf8.DecodeRuneInString(text)
	c := counter{text: text}
	switch {
	case arabicDigit(first) >= 0:
		value, n := arabic(text)
		if next, _ := utf8.DecodeRuneInString(text[n:]); !goesOn(next) {
			return Numeral{Value: value, Len: n}, true
		}
		c.pend(value, n)
		c.arabic = true
	case magnitude(first) == 1: // 十 is 一十
		c.pend(Int(1), 0)
	case magnitude(first) > 0:
		return c.bare(first, size), true
	case chineseDigit(first) >= 0:
		if next, _ := utf8.DecodeRuneInString(text[size:]); !goesOn(next) && chineseDigit(next) < 0 && next != '点' {
			return Numeral{Value: Int(int64(chineseDigit(first))), Len: size, Kind: Chinese}, true
		}
		if n, ok := byDigits(text); ok {
			return n, true
		}
	default:
		return Numeral{}, false
	}
	for c.high.IsZero() && c.step() {
	}
	return c.finish(), true
}

// goesOn tells whether a number may go on with r behind plain digits: 35万, 50余万,
// 1000 万.
func goesOn(r rune) bool {
	switch r {
	case '余', '多', '几', ' ', '\u00a0', '\u3000':
		return true
	}
	return magnitude(r) > 0
}

// byDigits reads two and more Chinese digits without a magnitude behind them,
// unless they are neighbours that make a range (两三).
func byDigits(text string) (Numeral, bool) {
	n, digits := 0, 0
	var buffer [24]byte
	named := buffer[:0]
	for n < len(text) {
		r, size := utf8.DecodeRuneInString(text[n:])
		d := chineseDigit(r)
		if d < 0 || r == '两' { // 周三两次 names no 32
			break
		}
		named = append(named, byte('0'+d))
		n += size
		digits++
	}
	if digits < 2 || digits == 2 && neighbours(named[0], named[1]) {
		return Numeral{}, false
	}
	if next, _ := utf8.DecodeRuneInString(text[n:]); magnitude(next) > 0 && digits <= 3 {
		return Numeral{}, false // 零五百: let the counter read what it can
	}
	return Numeral{Value: assemble(false, named, nil), Len: n, Kind: Digits}, true
}

// neighbours tells whether two digits side by side mean "a or b": 两三, 三五.
func neighbours(a, b byte) bool { return a > '0' && b == a+1 || a == '3' && b == '5' }

// A counter is the state of count. Each part below holds a finished sum; at is
// where reading goes on, end where the number that is valid so far ends.
type counter struct {
	text    string
	at, end int
	yi, wan Decimal // what 亿 and 万 have closed, multiplied out
	section Decimal // the thousands, hundreds and tens since then
	pending Decimal // a coefficient that waits for its magnitude
	waiting bool
	loose   bool // the coefficient that waits counts only with its magnitude
	small   int  // last power inside the section: 3, 2, 1; 0 at its start
	last    int  // last magnitude of any kind; 0 before the first
	zero    bool
	hasYi   bool
	hasWan  bool
	arabic  bool // the coefficient that waits, or the first one, is Arabic
	han     bool // a Chinese digit or magnitude was read
	over    bool
	high    Decimal
}

func (c *counter) pend(value Decimal, size int) {
	c.pending, c.waiting = value, true
	c.at += size
	c.end = c.at
}

// step reads one more part; false where the number ends.
func (c *counter) step() bool {
	rest := c.text[c.at:]
	r, size := utf8.DecodeRuneInString(rest)
	switch {
	case magnitude(r) > 0:
		return c.multiply(r, size)
	case chineseDigit(r) == 0:
		if c.waiting && c.at > 0 || c.zero {
			return false
		}
		if c.at == 0 {
			c.pend(Decimal{}, size) // 零点五
			c.han = true
			return true
		}
		c.zero = true
		c.at += size // counts once a digit follows
		return true
	case chineseDigit(r) > 0:
		return !c.waiting && c.digit(r, size)
	case arabicDigit(r) >= 0:
		return c.coefficient(0)
	case r == '余' || r == '多' || r == '几':
		return c.more(r, size)
	case r == ' ' || r == '\u00a0' || r == '\u3000':
		return c.blank()
	}
	return false
}

// multiply applies 十 to 亿 to what stands before it.
func (c *counter) multiply(r rune, size int) bool {
	power := magnitude(r)
	if c.arabic && c.waiting && !c.takes(power, c.text[c.at+size:]) {
		return false
	}
	if power < 4 {
		if c.small != 0 && power >= c.small || !c.waiting && power != 1 {
			return false
		}
		if !c.waiting {
			if c.last == 0 || c.last == 1 {
				return false
			}
			c.pending = Int(1) // 一百十五
		}
		c.section = c.section.Add(c.pending.shift(power))
		c.small = power
	} else {
		sum := c.section
		if c.waiting {
			sum = sum.Add(c.pending)
		}
		if power == 4 {
			if c.hasWan || sum.IsZero() {
				return false
			}
			c.wan, c.hasWan = sum.shift(4), true
		} else {
			sum = sum.Add(c.wan)
			if c.hasYi || sum.IsZero() {
				return false
			}
			c.yi, c.hasYi = sum.shift(8), true
			c.wan, c.hasWan = Decimal{}, false
		}
		c.section, c.small = Decimal{}, 0
	}
	c.pending, c.waiting, c.loose, c.zero = Decimal{}, false, false, false
	c.last, c.han = power, true
	c.at += size
	c.end = c.at
	return true
}

// takes tells whether an Arabic coefficient takes this magnitude: 6千 and 3百
// do, 12千米 and 2.4百分点 do not, nor does 2022百日行动.
func (c *counter) takes(power int, rest string) bool {
	switch power {
	case 1:
		return false
	case 2:
		return c.pending.Cmp(Int(10)) < 0 && !strings.HasPrefix(rest, "分")
	case 3:
		if c.pending.Cmp(Int(100)) >= 0 {
			return false
		}
		r, _ := utf8.DecodeRuneInString(rest)
		return !strings.ContainsRune("克米瓦伏卡赫帕字", r)
	}
	return true
}

// digit reads a Chinese digit, or two neighbours as a range.
func (c *counter) digit(r rune, size int) bool {
	d := chineseDigit(r)
	rest := c.text[c.at+size:]
	next, nextSize := utf8.DecodeRuneInString(rest)
	if e := chineseDigit(next); e > 0 && neighbours(byte('0'+d), byte('0'+e)) {
		power, length := 0, size+nextSize
		if m, mSize := utf8.DecodeRuneInString(rest[nextSize:]); magnitude(m) > 0 {
			power = magnitude(m)
			length += mSize
		}
		if c.small != 0 && power >= c.small || c.last > 1 && power == 0 && !c.zero {
			return false
		}
		base := c.yi.Add(c.wan).Add(c.section)
		low, high := base.Add(Int(int64(d)).shift(power)), base.Add(Int(int64(e)).shift(power))
		if m, mSize := utf8.DecodeRuneInString(c.text[c.at+length:]); power < 4 && magnitude(m) >= 4 {
			low, high = low.shift(magnitude(m)), high.shift(magnitude(m)) // 三四十万
			length += mSize
		}
		c.yi, c.wan, c.section, c.pending, c.waiting = low, Decimal{}, Decimal{}, Decimal{}, false
		c.high = high
		c.han = true
		c.at += length
		c.end = c.at
		return true
	} else if e >= 0 && c.at > 0 {
		return false // 一百五六七: not a number any more
	}
	end := c.end
	c.pend(Int(int64(d)), size)
	if c.last > 1 && !c.zero { // 两万一次: spoken 两万一 for 21000 is of no report
		c.loose, c.end = true, end
	}
	c.arabic = false
	c.han = true
	return true
}

// coefficient reads Arabic digits inside a number, which a magnitude must
// follow: 25万6千, but the 3 of 5千万3处 is another number. skip is the length of
// blanks before them.
func (c *counter) coefficient(skip int) bool {
	if c.waiting || c.at == 0 {
		return false
	}
	value, n := arabic(c.text[c.at+skip:])
	next := c.at + skip + n
	next += blanks(c.text[next:])
	r, size := utf8.DecodeRuneInString(c.text[next:])
	if magnitude(r) == 0 || !value.IsInt() {
		return false
	}
	before := *c
	c.pending, c.waiting, c.arabic, c.at = value, true, true, next
	if !c.multiply(r, size) {
		*c = before
		return false
	}
	return true
}

// more reads 余, 多 and 几 inside a number.
func (c *counter) more(r rune, size int) bool {
	if c.over || c.zero || c.waiting && !c.arabic {
		return false
	}
	next, _ := utf8.DecodeRuneInString(c.text[c.at+size:])
	switch {
	case magnitude(next) >= 4:
		c.at += size
		c.over = true
		if c.multiply(next, utf8.RuneLen(next)) {
			return true
		}
		c.at -= size
		c.over = false
		return false
	case r == '几' && c.last != 8:
		c.at += size
		c.end = c.at
		c.over = true
	}
	return false
}

// blank passes blanks inside a number: 1000 万, 7万 5千.
func (c *counter) blank() bool {
	n := blanks(c.text[c.at:])
	r, _ := utf8.DecodeRuneInString(c.text[c.at+n:])
	if c.waiting && c.arabic && magnitude(r) > 1 {
		c.at += n
		return true
	}
	return !c.waiting && c.arabic && arabicDigit(r) >= 0 && c.coefficient(n)
}

func (c *counter) finish() Numeral {
	value := c.yi.Add(c.wan).Add(c.section)
	if c.waiting && !c.loose {
		value = value.Add(c.pending)
	}
	n := Numeral{Value: value, High: c.high, Len: c.end, Over: c.over}
	switch {
	case !c.han:
		n.Kind = Arabic
	case firstIsArabic(c.text):
		n.Kind = Mixed
	default:
		n.Kind = Chinese
		c.fraction(&n)
	}
	return n
}

func firstIsArabic(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return arabicDigit(r) >= 0
}

// fraction reads 点五 behind a Chinese number, and a 万 or 亿 behind that. It
// leaves 九点三十 alone, which is a time of day.
func (c *counter) fraction(n *Numeral) {
	rest, ok := strings.CutPrefix(c.text[n.Len:], "点")
	if !ok || n.Over || !n.High.IsZero() {
		return
	}
	var buffer [24]byte
	digits, size := buffer[:0], 0
	for size < len(rest) {
		r, width := utf8.DecodeRuneInString(rest[size:])
		d := chineseDigit(r)
		if d < 0 || r == '两' {
			break
		}
		digits = append(digits, byte('0'+d))
		size += width
	}
	next, width := utf8.DecodeRuneInString(rest[size:])
	if size == 0 || magnitude(next) > 0 && magnitude(next) < 4 {
		return
	}
	_, whole, _ := n.Value.parts()
	n.Value = assemble(false, []byte(whole), digits)
	n.Len += len("点") + size
	if power := magnitude(next); power > 0 {
		n.Value = n.Value.shift(power)
		n.Len += width
	}
}

// bare reads a magnitude that opens a text: 百, 千万.
func (c *counter) bare(first rune, size int) Numeral {
	n := Numeral{Value: Int(1).shift(magnitude(first)), Len: size, Kind: Chinese, Bare: true}
	if next, width := utf8.DecodeRuneInString(c.text[size:]); magnitude(first) < 4 && magnitude(next) >= 4 {
		n.Value = n.Value.shift(magnitude(next))
		n.Len += width
	}
	return n
}
