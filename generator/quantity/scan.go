package quantity

import (
	"strings"
	"unicode/utf8"

	"zhenjian/generator/numeral"
)

// A finder walks once through a text.
type finder struct {
	text  string
	found []Quantity
	chain int // where the next number starts, if it shares the fate of one left out: 第1、2期
}

// scan stops at digits, at the characters that open a numeral, and at marks
// that open a stretch to be passed over; all else is passed character by
// character, at 2 GB/s.
func (f *finder) scan() {
	for i, text := 0, f.text; i < len(text); {
		c := text[i]
		switch {
		case c < utf8.RuneSelf:
			switch {
			case c >= '0' && c <= '9':
				i = f.number(i)
			case c == '"':
				i = f.passQuoted(i, 1, `"`)
			case c == ':' && strings.HasPrefix(text[i:], "://"):
				i = f.passAddress(i)
			default:
				i++
			}
		case c < 0xe2 || c > 0xef: // of the characters of three bytes, those from U+2000 on matter, of others none
			i++
		case len(text) < i+3 || text[i+1]&0xc0 != 0x80 || text[i+2]&0xc0 != 0x80:
			i++ // not UTF-8
		case stops[uint(c&0x0f)<<6|uint(text[i+1]&0x3f)]>>(text[i+2]&0x3f)&1 == 0:
			i += 3
		default:
			i = f.character(i)
		}
	}
}

// stops has a bit for each character of three bytes at which scan stops: the
// marks of character, and what a numeral may open with. The six low bits of a
// character are its place in the word that the others choose.
var stops = func() (bits [1 << 10]uint64) {
	for _, r := range "《“‘「『" + "一二三四五六七八九十百千万亿两零〇负" + "壹贰叁肆伍陆柒捌玖拾佰仟" + "０１２３４５６７８９" {
		bits[r>>6] |= 1 << (r & 0x3f)
	}
	return bits
}()

// character reads from a character of stops on and gives the place to go on from.
func (f *finder) character(i int) int {
	const size = 3
	switch f.text[i : i+size] {
	case "《":
		return f.passTitle(i)
	case "“":
		return f.passQuoted(i, size, "”")
	case "‘":
		return f.passQuoted(i, size, "’")
	case "「":
		return f.passQuoted(i, size, "」")
	case "『":
		return f.passQuoted(i, size, "』")
	}
	return f.number(i)
}

// number reads the number that begins at i and gives the place to go on from.
func (f *finder) number(i int) int {
	if strings.HasPrefix(f.text[i:], "一一") && strings.HasSuffix(f.text[:i], "唯") {
		i += len("一") // 唯一一件
	}
	n, ok := numeral.Scan(f.text[i:])
	if !ok {
		if n.Len > 0 {
			return i + n.Len
		}
		_, size := utf8.DecodeRuneInString(f.text[i:])
		return i + size
	}
	c := candidate{text: f.text, start: i, num: n, numEnd: i + n.Len}
	out, marks := c.leftOut()
	if f.chain == i {
		out, marks = true, "、至到和及与-－—–~～.．·・•/+＋"
	}
	if out {
		f.chain = c.chained(marks)
		return c.numEnd
	}
	if q, next, ok := f.wrapped(&c); ok {
		f.add(q)
		return next
	}
	if !c.measure() {
		return c.numEnd
	}
	if c.counts() {
		f.add(c.quantity())
		return c.end
	}
	if restart, split := c.headingNumber(); split {
		return restart
	}
	return c.numEnd
}

// add keeps a quantity. Reports have one to 100 to 370 bytes; the first makes room
// for as many as are likely, which saves most of the copying as the list grows.
func (f *finder) add(q Quantity) {
	if f.found == nil {
		f.found = make([]Quantity, 0, 1+len(f.text)/128)
	}
	f.found = append(f.found, q)
}
