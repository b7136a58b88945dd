package indicator

import (
	"slices"
	"strings"
	"unicode/utf8"

	"zhenjian/generator/numeral"
	"zhenjian/generator/quantity"
)

// Words that say of a number that it is none of the reported year's.
var (
	planWords = []string{"力争", "争取", "拟开展", "拟组织", "拟举办", "拟于", "拟在", "拟新", "拟建", "预计", "力求", "计划开展", "计划组织", "计划举办", "计划年内", "计划于", "计划在", "计划新", "计划培", "计划完成", "计划年", "计划再", "计划聘", "计划招", "将开展", "将组织", "将举办", "将继续", "将进一步", "将重点", "将新", "目标是", "没有达到", "未达到", "未能达到", "预期的", "下一步", "下步", "明年", "来年", "今后", "年内建成", "年内完成"}
	pastWords = []string{"去年", "上年", "上一年", "前年", "同期", "往年", "历年", "上年度", "前一年"}
	moreWords = []string{"增加", "增长", "减少", "下降", "提升", "提高", "上升", "多", "少", "降低", "压减", "扩大"}
	riseWords = []string{"增至", "增加到", "增加至", "提高到", "上升到", "上升至", "扩大到", "减少到", "减至", "降至", "下降到", "提升到", "提升至", "增长到", "扩充到", "扩充至", "发展到", "变为", "调整为"}
	partWords = []string{"其中", "包括", "包含", "分别为", "分别是", "，当中"}
)

// ruleWords say of a number that it is what a rule asks, by the character that each of
// a list has: most stretches have one of them at most.
var ruleWords = []struct {
	letter string
	words  []string
}{
	{"每", []string{"每年", "每月", "每季度", "每季", "每周", "每半年", "每两月", "每两个月", "每双月", "每名", "每人", "每村", "每个", "每户", "每学期", "每日", "每天", "每旬", "每次", "每两周", "每逢", "每家", "每位", "每期", "每场"}},
	{"各", []string{"各培养", "各配备", "各聘", "各设", "各有", "各确定"}},
	{"均", []string{"平均", "人均", "日均", "月均", "年均", "户均", "村均"}},
	{"则", []string{"原则上"}},
}

// excluded tells whether quantity q of clause i is no figure of the year: a
// plan, a rule, a part of a total, a figure of another year or a difference.
func (f *finder) excluded(i int, q *quantity.Quantity) bool {
	c := &f.clauses[i]
	own := f.text[c.start:q.Start]
	return f.set.whole&signPlan != 0 || f.plannedAbove(c) ||
		f.isRule(f.text[c.whole[0]:q.Start], q) ||
		f.inBrackets(c) ||
		f.ofOthers(c, q) ||
		f.otherYear(c, q) ||
		f.difference(own, q) ||
		f.clicked(own, q)
}

// plannedAbove tells whether an earlier clause of the sentence opens a plan
// that runs on: 2025年，我乡将重点做好：一是…；二是….
func (f *finder) plannedAbove(c *clause) bool {
	return f.set.planned && !hasAny(f.text[c.start:c.end], []string{"实际", "已", "完成"})
}

// isRule tells a frequency (每季度2至3次) or a demand (不少于4次) from a count.
// 全年, 共 and 累计 behind it make it a count again.
func (f *finder) isRule(own string, q *quantity.Quantity) bool {
	if q.Qualifier == quantity.AtLeast && !hasAny(own, []string{"已", "共", "累计", "不下"}) {
		return true
	}
	if f.set.whole&signEach == 0 {
		return false
	}
	own = withoutNames(own)
	for _, list := range ruleWords {
		if !strings.Contains(own, list.letter) {
			continue
		}
		for _, w := range list.words {
			at := strings.LastIndex(own, w)
			if at < 0 {
				continue
			}
			between := own[at+len(w):]
			if runes(between) <= 20 && !hasAny(between, []string{"共", "累计", "全年", "今年", "计"}) {
				return true
			}
		}
	}
	return false
}

// withoutNames takes out what stands in “”: “每周一课” is a name, no frequency.
func withoutNames(s string) string {
	for {
		open := strings.Index(s, "“")
		if open < 0 {
			return s
		}
		n := strings.Index(s[open:], "”")
		if n < 0 {
			return s
		}
		s = s[:open] + s[open+n+len("”"):]
	}
}

// withoutLaws takes out the names of laws: who learns or is checked by the 《村民委员会组织法》 are
// no villagers. Other names in such marks are things: 《禁毒承诺书》.
func withoutLaws(s string) string {
	for at := 0; ; {
		open := strings.Index(s[at:], "《")
		if open < 0 {
			return s
		}
		open += at
		n := strings.Index(s[open:], "》")
		if n < 0 {
			return s
		}
		if !hasSuffixOf(s[:open+n], []string{"法", "条例", "规定", "办法", "细则", "规则", "解释"}) {
			at = open + n
			continue
		}
		s = s[:open] + s[open+n+len("》"):]
		at = open
	}
}

// isPart tells a part of a total that was given before and was a mention
// itself (guide, convention 24). Behind 其中, up to the end of the sentence's
// part, that is whatever counts for the same indicator, and in the stretch with
// 其中 itself whatever has the same unit. 执法人员35名，其中持证32名 gives a part
// of no total of ours. 17名持证人员中专职的4名 and 26名调解员里有畲族的9名 give
// parts too.
func (f *finder) isPart(c *clause, q *quantity.Quantity, id string) bool {
	own := f.text[c.start:q.Start]
	if f.set.part >= 0 && !(f.set.part < c.start && hasPrefixOf(own, "已完成", "已整改", "已全部", "已化解", "已办结", "现已", "均已")) { // 290处，其中重大隐患4处，已完成整改283处
		near := f.set.part >= c.whole[0]
		for _, m := range f.since(c.major) {
			same := quantity.Family(m.Unit) == quantity.Family(q.Unit)
			if m.Number.End <= f.set.part && !m.Denied && (m.ID == id && (near || same) || near && same) {
				return true
			}
		}
	}
	if in := &f.List[f.byID[id]]; in.Stock && hasAny(own, []string{"专职", "兼职"}) && !strings.Contains(own, "专兼职") {
		for _, m := range f.since(c.sentence) { // 调解员67名，兼职调解员26名
			if m.ID == id && m.Unit == q.Unit && m.Value.Cmp(q.Value) > 0 && !hasAny(f.text[m.Quote.Start:m.Number.Start], []string{"专职", "兼职"}) {
				return true
			}
		}
	}
	for _, m := range f.since(c.start) {
		if m.ID == id && m.Number.End < q.Start && hasAny(own[m.Number.End-c.start:], []string{"中", "员里", "人里", "里有", "里面", "内有"}) {
			return true
		}
	}
	return false
}

// isPartOfOther tells a part of a number that is no mention: 排查矛盾纠纷151起，其中邻里
// 纠纷62起. It is asked of what the words before it hardly tell.
func (f *finder) isPartOfOther(c *clause, q *quantity.Quantity) bool {
	if f.set.part < c.whole[0] {
		return false
	}
	for k := c.quantities.first - 1; k >= max(0, c.quantities.first-maxNumbers) && f.quantities[k].Start >= c.major; k-- {
		if o := &f.quantities[k]; o.End <= f.set.part && quantity.Family(o.Unit) == quantity.Family(q.Unit) {
			return true
		}
	}
	return false
}

// illustrates tells a number that a section on what falls short gives to show
// it: 抽查的4宗案件有2宗存在文书瑕疵, 组织一次集中普法费时费力. A figure of the year counts
// there too (guide, convention 22): 全年仅开展检查12次.
func (f *finder) illustrates(c *clause, q *quantity.Quantity) bool {
	if !f.faults {
		return false
	}
	if f.text[q.Start:q.NumEnd] == "一" && !hasAny(f.text[c.start:q.Start], []string{"仅", "只", "才", "共", "全年"}) {
		return true
	}
	return hasAny(f.text[c.whole[0]:c.whole[1]], []string{"瑕疵", "差错", "错漏", "存在", "费时", "费力"})
}

// since gives the mentions whose clause begins at byte i or later. They were
// found clause by clause, so they stand at the end.
func (f *finder) since(i int) []Mention {
	k := len(f.out)
	for k > 0 && f.out[k-1].Quote.Start >= i {
		k--
	}
	return f.out[k:]
}

// Words for a figure of the county or more, and for one of the town.
var (
	othersWords = []string{"全县", "全区", "全市", "全旗", "全省", "全州", "全国", "全自治区", "全自治县"}
	ownWords    = []string{"我镇", "我乡", "我街", "我办", "本镇", "本乡", "本街", "本辖", "全镇", "全乡", "全街", "全办", "镇里", "乡里", "镇政府", "乡政府", "辖区"}
)

// ofOthers tells a figure of the county from one of the town: 全县共办理行政复议案件42件,
// 全旗当月发放资料3万余份. The county is what the clause, or one before it in the
// sentence, opens with, and nothing of the town comes between.
func (f *finder) ofOthers(c *clause, q *quantity.Quantity) bool {
	sentence := f.text[c.sentence:q.Start]
	if hasPrefixOf(strings.TrimLeft(f.text[c.start:q.Start], " \u3000"), "市级部门", "县级部门", "区级部门", "上级部门", "市直部门", "县直部门", "区直部门") {
		return true
	}
	all := strings.LastIndex(sentence, "全")
	for n := 0; all >= 0 && n < maxNumbers; all, n = strings.LastIndex(sentence[:all], "全"), n+1 {
		rest := sentence[all:]
		if hasPrefixOf(rest, ownWords...) {
			return false
		}
		i := slices.IndexFunc(othersWords, func(w string) bool { return strings.HasPrefix(rest, w) })
		if i < 0 {
			continue
		}
		before, _ := utf8.DecodeLastRuneInString(sentence[:all])
		behind := rest[len(othersWords[i]):]
		occasion, _, then := strings.Cut(behind, "，")
		if then && hasAny(occasion, []string{"日", "周", "月", "期间", "以来", "后"}) {
			return false // 全国宪法日期间，开展普法宣传12场次
		}
		opens := all == 0 || strings.ContainsRune("，；：、。而但 \u3000", before)
		return opens && !hasPrefixOf(behind, "首", "率", "唯", "前", "第", "最", "范围", "性", "排", "评", "推广", "现场", "场", "域", "家", "民", "宪法", "法制", "法治", "两会", "统一", "“") && !hasAny(rest, ownWords)
	}
	return false
}

// inBrackets tells a number inside brackets that another number stands before.
func (f *finder) inBrackets(c *clause) bool {
	if c.depth > 0 {
		return true
	}
	return f.set.bracket >= 0 && f.set.opened && strings.ContainsAny(f.text[c.major:f.set.bracket], "0123456789０１２３４５６７８９")
}

// otherYear tells whether the year named last before a number, in its
// sentence, is not the one reported on, or the number is the year before's.
func (f *finder) otherYear(c *clause, q *quantity.Quantity) bool {
	if f.set.own&(signPast|signRise) == signPast {
		return true // but 由上年的103名增至119名
	}
	if c.start > c.whole[0] && hasAny(f.text[c.whole[0]:c.start], pastWords) {
		return true // 上年为246件、97.9%
	}
	if f.ofYears(c, q) {
		return true
	}
	if f.year == 0 || f.set.sentence&signYear == 0 {
		return false
	}
	sentence := f.text[c.sentence:q.Start]
	for at := len(sentence); ; {
		k := strings.LastIndex(sentence[:at], "年")
		if k < 0 {
			return false
		}
		at = k
		year := yearBefore(sentence[:k])
		if year == 0 {
			continue
		}
		if strings.HasPrefix(sentence[k:], "年以来") && year < f.year { // 2016年以来，累计调解710件
			return !hasAny(sentence[k:], []string{"全年", "今年", "本年", "当年", "年内"})
		}
		if strings.HasPrefix(sentence[k:], "年以来") || strings.Contains(sentence[k:], "》") && strings.LastIndex(sentence[:k], "《") > strings.LastIndex(sentence[:k], "》") {
			continue
		}
		return year != f.year
	}
}

// Words for a time of several years; the first are plans, and a time only with 以来 or 期间.
var (
	planNames  = []string{"“十三五”", "“十四五”", "“六五”", "“七五”", "“八五”"}
	yearsWords = []string{"三年来", "五年来", "近三年", "近五年", "近年来", "几年来"}
)

// ofYears tells a figure that several years came to: “七五”普法规划实施以来，全镇累计开展宣传活动
// 560场次.
func (f *finder) ofYears(c *clause, q *quantity.Quantity) bool {
	sentence := f.text[c.sentence:q.Start]
	at := strings.Index(sentence, "累计")
	if at < 0 || hasAny(sentence, []string{"全年", "今年", "本年", "当年", "年内"}) {
		return false
	}
	before := sentence[:at]
	return hasAny(before, yearsWords) || hasAny(before, planNames) && hasAny(before, []string{"以来", "期间"})
}

// yearBefore reads the year that a text ends with, 0 for none, and for one
// end of a range (2021—2025年).
func yearBefore(s string) int {
	s = strings.TrimRight(s, " ")
	start := len(s)
	for range 4 {
		_, n := utf8.DecodeLastRuneInString(s[:start])
		if n == 0 {
			return 0
		}
		start -= n
	}
	year, n, ok := numeral.Year(s[start:])
	if !ok || n != len(s)-start {
		return 0
	}
	if r, _ := utf8.DecodeLastRuneInString(s[:start]); strings.ContainsRune("-—–－~～至较比到", r) {
		return 0
	}
	return year
}

// Words for what people do with a film or a page. The first may stand alone, as
// in 累计点击3万次; 组织法律阅读12次 would be an event.
var (
	clickWords = []string{"点击", "浏览", "转发", "点赞"}
	viewWords  = []string{"阅读", "播放", "访问", "观看", "收看", "收听", "转载", "下载"}
)

// clicked tells a count that a web page kept: 点击量突破5万次, 阅读3万人次,
// 获2万次点击. It counts neither events nor people who were met.
func (f *finder) clicked(own string, q *quantity.Quantity) bool {
	if !strings.HasSuffix(q.Unit, "次") {
		return false
	}
	if hasPrefixOf(strings.TrimPrefix(f.text[q.End:], "的"), clickWords...) {
		return true
	}
	if f.set.own&signClick == 0 {
		return false
	}
	own = strings.TrimRight(own, "累计总共已达到超过突破近约为有逾高了 \u3000")
	counted := strings.TrimRight(own, "人次量数率") // 阅读量, 播放次数
	if hasSuffixOf(counted, clickWords) {
		return true
	}
	return (counted != own || q.Unit == "人次") && hasSuffixOf(counted, viewWords)
}

func hasSuffixOf(s string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.HasSuffix(s, w) })
}

// difference tells 比上年增加2次 and the first number of 由9人增至14人.
func (f *finder) difference(own string, q *quantity.Quantity) bool {
	if f.set.own&signThan != 0 {
		for _, w := range []string{"比", "较"} {
			if at := strings.LastIndex(own, w); at >= 0 && hasAny(own[at:], moreWords) && runes(own[at:]) <= 20 {
				return true
			}
		}
	}
	return f.set.own&signFrom != 0 && rises(f.text[q.End:])
}

// rises tells a text that opens with a verb by which one number becomes
// another: 增至, 充实到, 增长至.
func rises(text string) bool {
	text = strings.TrimLeft(text, " ")
	if hasPrefixOf(text, riseWords...) {
		return true
	}
	for n := 0; n < 4; n++ {
		r, size := utf8.DecodeRuneInString(text)
		switch r {
		case '到', '至':
			return n == 2 // one verb of two characters
		case '，', '、', '；', '。', ' ', '\n':
			return false
		}
		text = text[size:]
	}
	return false
}
