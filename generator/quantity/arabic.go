package quantity

import (
	"strings"
	"unicode/utf8"

	"zhenjian/generator/numeral"
)

// counts tells whether a number with its unit counts or measures something.
func (c *candidate) counts() bool {
	if c.hasHigh && c.num.Value.Cmp(c.high) >= 0 {
		return false // 12—3: no range
	}
	if c.num.Bare && c.more == Exact && !c.bareCounts() {
		return false
	}
	if c.named() || !c.wholeEnough() {
		return false
	}
	if c.unit.family == timeFamily && !c.durationCounts() {
		return false
	}
	if c.chinese() || c.num.Percent {
		return c.chineseCounts()
	}
	return c.arabicCounts()
}

// arabicCounts tells it of an Arabic number, which counts unless something
// speaks against it.
func (c *candidate) arabicCounts() bool {
	before := trimBlanksRight(c.before())
	one := c.num.Value == numeral.Int(1)
	next, _ := utf8.DecodeRuneInString(c.rest())
	switch {
	case c.num.Kind == numeral.Arabic && c.num.Value.Cmp(tooLong) >= 0:
		return false // numbers of cards, accounts and telephones
	case one && (next == '1' || next == '１' || next == '一') && c.unit.family.whole:
		return false // 1村1顾问
	case strings.HasSuffix(before, "跑") && c.unit.name == "次", startsWithAny(c.rest(), "跑") && c.unit.name == "次":
		return false // 最多跑1次, 0次跑
	case one && startsWithAny(c.text[c.unitStart:], "件事", "条龙", "张网", "次办", "次性", "次告", "站式"):
		return false
	case strings.HasSuffix(before, "届") && c.unit.name == "次":
		return false // 二十届3次全会
	case c.ranked(before):
		return false
	case c.unit.name == "组" || c.unit.name == "队":
		return !endsWithAny(before, "村", "社区", "居", "委")
	case c.unit.name == "分":
		return !endsWithAny(before, "点", "时", ":", "：")
	case c.unit.name == "页":
		return !strings.Contains(clauseBefore(before, 24), "页") && !startsWithAny(strings.TrimLeft(c.rest(), " 　，,/"), "第", "当前")
	case c.unit.name == "起" && c.yearLike():
		return !endsWithAny(before, "自", "从", "于")
	case c.unit.name == "次" && c.yearLike() && startsWithAny(c.text[c.numEnd:], "多"):
		return endsWithAny(c.text[c.start:c.numEnd], "00") // 2022多次, not 巡查2000多次 or 1950余次
	}
	return true
}

// tooLong is the first number of eleven digits, which is a mobile number; the
// largest sum that a township reports is below it.
var tooLong = numeral.Int(1e10)

// ranked tells of a place in a ranking: 全县前3名.
func (c *candidate) ranked(before string) bool {
	rest, ok := strings.CutSuffix(before, "前")
	if !ok || c.unit.name != "名" && c.unit.name != "位" && c.unit.name != "席" {
		return false
	}
	r, _ := utf8.DecodeLastRuneInString(rest)
	return !strings.ContainsRune("目之以日年月事会提当底此先", r)
}

// named tells that number and unit are part of a name, whatever the number.
func (c *candidate) named() bool {
	if c.unit != percentUnit {
		return false
	}
	before := trimBlanksRight(c.before())
	if strings.HasSuffix(before, "个") {
		return true // 六个百分之百, 6个100%
	}
	if c.printed == "%" && strings.HasSuffix(c.text[c.start:c.numEnd], "分百") {
		return !endsWithAny(before, "率", "达", "到", "为", "是", "实现", "均", "全部")
	}
	return false
}

// wholeEnough tells that the number may stand before its unit: 1.5万份, but no
// 4.15场. An average may be broken.
func (c *candidate) wholeEnough() bool {
	if c.num.Value.IsInt() || !c.unit.family.whole || c.num.Percent {
		return true
	}
	return strings.ContainsAny(clauseBefore(c.before(), 36), "均每")
}

// headingNumber gives the place behind the point of a number like 2.3 at the
// start of a line, where it may be the heading number 2. and a number 3.
func (c *candidate) headingNumber() (restart int, ok bool) {
	if c.num.Kind != numeral.Arabic || c.num.Value.IsInt() {
		return 0, false
	}
	before := trimBlanksRight(c.before())
	if before != "" && !endsWithAny(before, "\n", "。", "；", "：", ";", ":") {
		return 0, false
	}
	printed := c.text[c.start:c.numEnd]
	for _, point := range [...]string{".", "．"} {
		if whole, _, found := strings.Cut(printed, point); found && len(whole) <= 2 {
			return c.start + len(whole) + len(point), true
		}
	}
	return 0, false
}

// durationCounts tells whether a time is a length of time and no date.
func (c *candidate) durationCounts() bool {
	before, rest := trimBlanksRight(c.before()), c.rest()
	value := c.num.Value
	switch c.unit.name {
	case "年":
		if c.more != Exact || c.half {
			return true
		}
		if c.chinese() {
			return startsWithAny(rest, "以上", "以下", "多", "余", "有期") ||
				startsWithAny(rest, "以内", "内", "之内") && value != numeral.Int(1) || // 一年内 is the year
				endsWithAny(before, "历时", "历经", "长达", "持续", "满", "连续", "为期", "期限", "期限为", "任期", "不少于", "至少", "超过", "有效期", "不超过", "期")
		}
		if value.Cmp(numeral.Int(1000)) > 0 { // 2022年, and 20212025年 that lost its dash
			return false
		}
		if value.Cmp(numeral.Int(18)) >= 0 && value.Cmp(numeral.Int(26)) <= 0 && value.IsInt() { // 22年 is mostly short for 2022年
			return startsWithAny(rest, "以上", "以下", "以内", "内", "之", "来", "的", "有期", "间", "左右", "期", "党龄", "工龄", "教龄") ||
				endsWithAny(before, "满", "近", "达", "连续", "为期", "期限", "工作", "任期", "过", "至少", "不少于", "约", "了", "历时", "持续", "从事", "从业", "时隔", "期")
		}
		return true
	case "日":
		if endsWithAny(before, "月", "年", "号") {
			return false
		}
		if endsWithAny(before, "拘留", "留置", "停业", "为期", "限期", "期限", "公示", "公告", "意见", "到期前", "届满前", "满") {
			return true
		}
		return c.more != Exact || startsWithAny(rest, "内", "以内", "之内", "以上", "以下", "期限", "的期", "的公示", "的整改", "的异议")
	case "个月", "个季度", "季度":
		if shorter, ok := strings.CutSuffix(before, "前"); ok && !endsWithAny(shorter, "提", "之", "以", "目") {
			return false // 前9个月 is a part of the year
		}
		return true
	case "周":
		r, _ := utf8.DecodeRuneInString(rest)
		return !strings.ContainsRune("一二三四五六日", r)
	}
	return true
}

// clauseBefore gives the end of text back to the last mark between clauses, at
// most so many bytes.
func clauseBefore(text string, most int) string {
	from := max(0, len(text)-most)
	for from < len(text) && !utf8.RuneStart(text[from]) {
		from++
	}
	clause := text[from:]
	if i := strings.LastIndexAny(clause, "，。；：！？\n\t,;"); i >= 0 {
		_, size := utf8.DecodeRuneInString(clause[i:])
		clause = clause[i+size:]
	}
	return clause
}
