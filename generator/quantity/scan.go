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
// that open a stretch to be passed over; all else is passed byte by byte.
func (f *finder) scan() {
	for i := 0; i < len(f.text); {
		c := f.text[i]
		switch {
		case c < utf8.RuneSelf:
			switch {
			case c >= '0' && c <= '9':
				i = f.number(i)
			case c == '"':
				i = f.passQuoted(i, 1, `"`)
			case c == ':' && strings.HasPrefix(f.text[i:], "://"):
				i = f.passAddress(i)
			default:
				i++
			}
		case c < 0xe2 || c > 0xef: // of the characters of three bytes, those from U+2000 on matter, of others none
			i++
		default:
			i = f.character(i)
		}
	}
}

func (f *finder) character(i int) int {
	if len(f.text) < i+3 || f.text[i+1]&0xc0 != 0x80 || f.text[i+2]&0xc0 != 0x80 {
		return i + 1 // not UTF-8
	}
	const size = 3
	switch rune(f.text[i]&0x0f)<<12 | rune(f.text[i+1]&0x3f)<<6 | rune(f.text[i+2]&0x3f) {
	case '《':
		return f.passTitle(i)
	case '“':
		return f.passQuoted(i, size, "”")
	case '‘':
		return f.passQuoted(i, size, "’")
	case '「':
		return f.passQuoted(i, size, "」")
	case '『':
		return f.passQuoted(i, size, "』")
	case '一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '百', '千', '万', '亿', '两', '零', '〇', '负',
		'壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖', '拾', '佰', '仟',
		'０', '１', '２', '３', '４', '５', '６', '７', '８', '９':
		return f.number(i)
	}
	return i + size
}

// number reads the number that begins at i and gives the place to go on from.
func (f *finder) number(i int) int {
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
	if q, next, ok := f.wrapped(c); ok {
		f.found = append(f.found, q)
		return next
	}
	if !c.measure() {
		return c.numEnd
	}
	if c.counts() {
		f.found = append(f.found, c.quantity())
		return c.end
	}
	if restart, split := c.headingNumber(); split {
		return restart
	}
	return c.numEnd
}
