package format

import (
	"strconv"
	"strings"
)

// chinese gives the names of digits, then those of 十, 百, 千 and 万.
type chinese struct {
	digits [10]string
	tens   [4]string
	spoken bool // 十二, not 一十二
	bare   bool // 百, not 一百: Japanese
}

var (
	counting = chinese{[10]string{"〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"}, [4]string{"十", "百", "千", "万"}, true, false}
	thousand = chinese{[10]string{"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"}, [4]string{"十", "百", "千", "万"}, true, false}
	japanese = chinese{[10]string{"〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"}, [4]string{"十", "百", "千", "万"}, true, true}
	legal    = chinese{[10]string{"零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"}, [4]string{"拾", "佰", "仟", "万"}, false, false}
	oldLegal = chinese{[10]string{"零", "壹", "貳", "參", "肆", "伍", "陸", "柒", "捌", "玖"}, [4]string{"拾", "佰", "仟", "萬"}, false, false}
)

// write spells a number below 100,000 out.
func (c *chinese) write(n int) string {
	if n <= 0 || n > 99_999 {
		return c.each(n)
	}
	var b strings.Builder
	zero := false // a zero stands between what was written and what follows
	for i, unit := range [...]int{10_000, 1000, 100, 10, 1} {
		d := n / unit % 10
		if d == 0 {
			zero = b.Len() > 0
			continue
		}
		if zero {
			b.WriteString(c.zero())
			zero = false
		}
		if !(d == 1 && unit > 1 && (c.bare && unit < 10_000 || c.spoken && unit == 10 && b.Len() == 0)) {
			b.WriteString(c.digits[d])
		}
		if unit > 1 {
			b.WriteString(c.tens[3-i])
		}
	}
	return b.String()
}

// zero is what stands for an empty place inside a number: nothing in Japanese.
func (c *chinese) zero() string {
	if c.bare {
		return ""
	}
	return c.digits[0]
}

// each spells a number digit by digit.
func (c *chinese) each(n int) string {
	var b strings.Builder
	for _, d := range strconv.Itoa(max(n, 0)) {
		b.WriteString(c.digits[d-'0'])
	}
	return b.String()
}

// number writes n as Word does in one of its number formats (w:ST_NumberFormat of
// ECMA-376, part 1, 17.18.59). A format that no Chinese report has is decimal.
func number(format string, n int) string {
	switch format {
	case "none":
		return ""
	case "decimalZero":
		if n < 10 {
			return "0" + strconv.Itoa(n)
		}
	case "upperRoman":
		return roman(n)
	case "lowerRoman":
		return strings.ToLower(roman(n))
	case "upperLetter":
		return letters(n)
	case "lowerLetter":
		return strings.ToLower(letters(n))
	case "chineseCounting", "taiwaneseCounting":
		if n >= 100 {
			return counting.each(n)
		}
		return counting.write(n)
	case "chineseCountingThousand", "taiwaneseCountingThousand", "koreanCounting":
		return thousand.write(n)
	case "japaneseCounting":
		return japanese.write(n)
	case "ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital", "koreanDigital2":
		return counting.each(n)
	case "chineseLegalSimplified":
		return legal.write(n)
	case "ideographLegalTraditional", "japaneseLegal":
		return oldLegal.write(n)
	case "ideographTraditional":
		return pick("甲乙丙丁戊己庚辛壬癸", n)
	case "ideographZodiac":
		return pick("子丑寅卯辰巳午未申酉戌亥", n)
	case "ideographEnclosedCircle":
		return pick("㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉", n)
	case "decimalFullWidth", "decimalFullWidth2":
		return strings.Map(func(r rune) rune { return r - '0' + '０' }, strconv.Itoa(max(n, 0)))
	case "decimalEnclosedCircle", "decimalEnclosedCircleChinese":
		return circled(n)
	case "decimalEnclosedFullstop":
		return pick("⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛", n)
	case "decimalEnclosedParen":
		return pick("⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇", n)
	case "numberInDash":
		return "- " + strconv.Itoa(n) + " -"
	}
	return strconv.Itoa(n)
}

// circled gives ① to ㊿, beyond them the bare number.
func circled(n int) string {
	return pick("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿", n)
}

// pick gives the n-th character of a list, beyond its end the bare number.
func pick(list string, n int) string {
	if runes := []rune(list); n >= 1 && n <= len(runes) {
		return string(runes[n-1])
	}
	return strconv.Itoa(n)
}

// letters gives A to Z, then AA, BB, …
func letters(n int) string {
	if n < 1 || n > 26*20 {
		return strconv.Itoa(n)
	}
	return strings.Repeat(string(rune('A'+(n-1)%26)), (n-1)/26+1)
}

func roman(n int) string {
	if n < 1 || n > 3999 {
		return strconv.Itoa(n)
	}
	var b strings.Builder
	for _, r := range [...]struct {
		n int
		s string
	}{{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}} {
		for ; n >= r.n; n -= r.n {
			b.WriteString(r.s)
		}
	}
	return b.String()
}
