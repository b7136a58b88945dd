package indicator

import (
	"slices"
	"strings"

	"zhenjian/generator/numeral"
)

// A denial leads from a word that may be denied to its indicator.
type denial struct {
	word           string
	letters        letters
	direct, yearly bool // see Indicator
	indicator      int
}

func newDenials(list []Indicator) []denial {
	var out []denial
	for i, in := range list {
		for _, w := range in.None {
			out = append(out, denial{w, lettersOf(w), in.Direct, in.Yearly, i})
		}
	}
	// The longest first: 行政复议 before 复议.
	slices.SortStableFunc(out, func(a, b denial) int { return len(b.word) - len(a.word) })
	return out
}

// deniers open a statement of none. 未 and 没有 need what did not happen
// behind them: 未发生, 没有制定; 无 stands alone (无行政复议案件).
var deniers = []struct {
	word  string
	verbs []string
}{
	{"无", nil},
	{"没有", nil},
	{"未", []string{"发生", "收到", "接到", "办理", "受理", "产生", "出现", "有", "制定", "制发", "出台", "新制定", "新制发", "新增", "新出台", "发布", "印发", "开展", "存在", "涉及", "被", "接", "发", "新"}},
	{"零", nil},
}

// denialRunes are characters one of which every statement of none has: the last
// are for 为0.
var denialRunes = newRuneSet("无未没零0０")

// maxDenied is how many characters may stand between the denial and the word:
// 未发生以镇政府为被申请人的行政复议案件 has 13.
const maxDenied = 18

// denials adds the statements of none of clause i, one for an indicator and
// sentence. A number in the clause speaks for itself, but for a single zero:
// 行政复议、行政诉讼案件均为0件.
func (f *finder) denials(i int) {
	c := &f.clauses[i]
	if n := c.quantities.len(); n > 1 || n == 1 && !f.isZero(c) {
		return
	}
	text := f.text[c.start:c.end]
	if !denialRunes.in(text) {
		return
	}
	all := lettersOf(text)
	for _, d := range f.none {
		if !d.letters.within(all) {
			continue
		}
		at := strings.Index(text, d.word)
		if at < 0 || !f.denies(i, d, at) || refused(text) || aimed(text[:at]) || strings.Contains(text[at:], "目标") {
			continue
		}
		in := &f.List[d.indicator]
		m := Mention{ID: in.ID, Value: numeral.Int(0), Denied: true, Period: f.period(f.text[c.sentence:c.end]), Quote: f.quote(c), Number: f.quote(c), Rule: "无 " + d.word}
		sentence := f.since(c.sentence)
		if k := slices.IndexFunc(sentence, func(o Mention) bool { return o.ID == m.ID && o.Denied }); k >= 0 {
			sentence[k] = m // the later of two denials of one thing says it plainest
			continue
		}
		if slices.ContainsFunc(sentence, func(o Mention) bool { return o.ID == m.ID && o.Quote == m.Quote }) {
			continue
		}
		f.out = append(f.out, m)
	}
}

// isZero tells whether the first number of a clause is zero.
func (f *finder) isZero(c *clause) bool {
	q := &f.quantities[c.quantities.first]
	return q.Value.IsZero() && !q.HasHigh
}

// denies tells whether clause i denies the word at its byte at.
func (f *finder) denies(i int, d denial, at int) bool {
	c := &f.clauses[i]
	text := f.text[c.start:c.end]
	switch {
	case d.yearly && !hasAny(text[:at], yearWords):
		return false
	case c.quantities.len() > 0:
		return f.jointZero(c, at+len(d.word))
	case d.direct:
		return deniedDirectly(text, at, d.word) && !f.conditional(i)
	}
	return denied(text, at, d.word)
}

// refused tells a denial of something else: of lost cases, of corrections.
func refused(text string) bool {
	return hasAny(text, []string{"败诉", "纠错", "撤销", "变更", "责令", "违法", "不当", "超期", "逾期", "越权", "未经"})
}

// yearWords say that a statement is about the year as a whole.
var yearWords = []string{"全年", "当年", "本年", "年内"}

// aimed tells words that open an aim, no statement: 力争无…, 实现零…. But
// 首次实现全年无信访 says what the year came to.
func aimed(text string) bool {
	if hasAny(text, []string{"力争", "确保", "争取", "目标", "防止", "杜绝"}) {
		return true
	}
	for _, w := range []string{"实现", "做到"} {
		before, after, ok := strings.Cut(text, w)
		if ok && (!hasPrefixOf(after, yearWords...) || hasAny(before, []string{"努力", "推动"}) || hasSuffixOf(before, []string{"为", "以", "要"})) {
			return true
		}
	}
	return false
}

// jointZero tells whether the zero of a clause is said of what stands before
// byte at, alone or in a list.
func (f *finder) jointZero(c *clause, at int) bool {
	number := f.quantities[c.quantities.first].Start
	return c.start+at <= number && strings.Trim(listing.Replace(f.text[c.start+at:number]), "为是 ") == ""
}

// listing takes out what may stand between a denial and what it denies: things
// that are denied with it, words that join them, and what happens to them.
var listing = strings.NewReplacer("以镇政府名义", "", "以乡政府名义", "", "以街道名义", "", "以本机关名义", "", "以本级政府名义", "", "行政处罚", "", "行政许可", "", "行政强制", "", "行政检查", "", "行政复议", "", "行政诉讼", "", "行政应诉", "", "行政赔偿", "", "国家赔偿", "", "复议", "", "应诉", "", "诉讼", "", "信访", "",
	"案件", "", "事件", "", "事项", "", "情况", "", "行为", "", "数量", "", "数", "", "量", "", "、", "", "和", "", "及", "", "与", "", "或", "", "以及", "", "均", "", "都", "", "各", "", "也", "",
	"发生", "", "实施", "", "作出", "", "进行", "", "办理", "", "受理", "", "产生", "", "出现", "", "开展", "", "过", "", "任何", "", "一起", "", "一例", "", "一件", "", "一宗", "", "新", "", "群众", "", "\u3000", "", " ", "")

// deniedDirectly is denied for what a town does itself: it may say to whom it
// does it, and 无照经营一律给予行政处罚 denies nothing. What stands between and
// behind must be no more than a list.
func deniedDirectly(text string, at int, word string) bool {
	behind := text[at+len(word):]
	if hasAny(behind, []string{"权", "职能", "资格", "职责", "主体", "依据"}) {
		return false
	}
	switch listing.Replace(behind) {
	case "为零", "为0", "零", "无":
		return true
	}
	for _, d := range deniers {
		k := strings.LastIndex(text[:at], d.word)
		if k < 0 || listing.Replace(text[k+len(d.word):at]) != "" || hasAny(text[:k], []string{"对", "轻微", "首违", "初次", "尚", "暂", "仍", "还", "有", "部分", "多数", "个村", "各村", "社区", "网格"}) {
			continue
		}
		for _, w := range []string{"案件", "案", "件", "事项", "行为", "情况", "决定"} {
			if rest, ok := strings.CutPrefix(behind, w); ok {
				behind = rest
				break
			}
		}
		return behind == "" || hasPrefixOf(behind, "、", "和", "及", "与", "或", "（", "发生", "出现", "产生")
	}
	return false
}

// conditional tells a clause that the one before makes a case of its own:
// 首次违法且情节轻微的，没有实施行政处罚.
func (f *finder) conditional(i int) bool {
	return i > 0 && f.clauses[i-1].sentence == f.clauses[i].sentence && strings.HasSuffix(f.text[:f.clauses[i-1].end], "的")
}

// denied tells whether the word at byte at of a clause is denied: by a denier
// before it, or by 为零, 零 behind it.
func denied(text string, at int, word string) bool {
	for _, d := range deniers {
		k := strings.LastIndex(text[:at], d.word)
		if k < 0 || runes(text[k+len(d.word):at]) > maxDenied {
			continue
		}
		if strings.HasSuffix(text[:k], "有") {
			continue // 有无
		}
		after := text[k+len(d.word):]
		if hasPrefixOf(after, "论", "法", "偿", "障碍", "缝", "证", "差别", "差异", "理", "关", "效", "纸化", "讼", "人机", "访", "偏", "死角") && d.word == "无" {
			continue
		}
		if d.verbs != nil && !hasPrefixOf(after, d.verbs...) {
			continue
		}
		return true
	}
	after := text[at+len(word):]
	return runes(after) <= 14 && (strings.Contains(after, "为零") || strings.Contains(after, "为0") || strings.HasSuffix(after, "零") || strings.Contains(after, "零发生") || strings.HasSuffix(after, "无") || strings.Contains(after, "均无发生") || hasSuffixOf(after, []string{"没有案件发生", "没有发生", "未发生", "没有案件", "无案件"}) || strings.Contains(after, "均无案件"))
}
