package quantity

import (
	"strings"
	"unicode/utf8"

	"zhenjian/generator/numeral"
)

// upperEnd reads the upper end of a range behind at: 至3次, —25个.
func (c *candidate) upperEnd(at int) (upper candidate, ok bool) {
	at += blanksAt(c.text[at:])
	rest := c.text[at:]
	link, size := utf8.DecodeRuneInString(rest)
	switch link {
	case '至', '到', '-', '－', '—', '–', '~', '～', '―', '─', '−':
		if size > 1 && strings.HasPrefix(rest[size:], rest[:size]) {
			size *= 2 // 2——3次
		}
	case '一', '、':
		size = c.looseLink(rest)
	default:
		size = 0
	}
	if size == 0 {
		return candidate{}, false
	}
	at += size
	at += blanksAt(c.text[at:])
	if r, _ := utf8.DecodeRuneInString(c.text[at:]); strings.ContainsRune("-－−负", r) {
		return candidate{}, false
	}
	n, ok := numeral.Scan(c.text[at:])
	if !ok || n.Bare || n.Ratio || n.Kind == numeral.Digits || !n.High.IsZero() || n.Percent != c.num.Percent {
		return candidate{}, false
	}
	upper = candidate{text: c.text, start: at, num: n, numEnd: at + n.Len}
	if !upper.readUnit() {
		return candidate{}, false
	}
	return upper, true
}

// looseLink gives the length of a mark that links the ends of a range only
// between certain digits: the 一 that is typed for a dash in 3一5人, and the 、 of
// 五、六次.
func (c *candidate) looseLink(rest string) int {
	if after, ok := strings.CutPrefix(rest, "一"); ok && c.num.Kind == numeral.Arabic {
		if r, _ := utf8.DecodeRuneInString(after); isDigit(r) {
			return len("一")
		}
	}
	if after, ok := strings.CutPrefix(rest, "、"); ok && c.chinese() && c.num.Value.Cmp(numeral.Int(1)) > 0 && c.num.Value.Cmp(numeral.Int(9)) < 0 {
		next, n, ok := numeral.Read(after)
		if ok && n == len("六") && next == c.num.Value.Add(numeral.Int(1)) {
			return len("、")
		}
	}
	return 0
}

// inherit gives the lower end its 万: 3至5万元 begins at 30000.
func inherit(lower numeral.Numeral, text string, upper candidate) numeral.Decimal {
	printed := upper.text[upper.start:upper.numEnd]
	magnitudes := strings.TrimLeft(printed, "0123456789０１２３４５６７８９.．,，一二三四五六七八九十两")
	if magnitudes == "" || lower.Kind == numeral.Mixed {
		return lower.Value
	}
	value, _, ok := numeral.Read(text[:lower.Len] + magnitudes)
	if !ok || value.Cmp(upper.num.Value) >= 0 {
		return lower.Value
	}
	return value
}
