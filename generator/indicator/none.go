package indicator

import (
	"slices"
	"strings"

	"zhenjian/generator/numeral"
)

// A denial leads from a word that may be denied to its indicator.
type denial struct {
	word      string
	indicator int
}

func newDenials(list []Indicator) []denial {
	var out []denial
	for i, in := range list {
		for _, w := range in.None {
			out = append(out, denial{w, i})
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
// is for 为0.
const denialRunes = "无未没零0０"

// maxDenied is how many characters may stand between the denial and the word:
// 未发生以镇政府为被申请人的行政复议案件 has 13.
const maxDenied = 18

// denials adds the statements of none of clause i, one for an indicator and
// sentence.
func (f *finder) denials(i int) {
	c := f.clauses[i]
	text := f.text[c.start:c.end]
	if !strings.ContainsAny(text, denialRunes) {
		return
	}
	for _, d := range f.none {
		at := strings.Index(text, d.word)
		if at < 0 || !denied(text, at, d.word) || f.refused(i, text, at) {
			continue
		}
		in := f.List[d.indicator]
		if hasAny(text[:at], []string{"力争", "确保", "争取", "实现", "做到", "目标", "防止", "杜绝"}) || strings.Contains(text[at:], "目标") {
			continue
		}
		m := Mention{ID: in.ID, Value: numeral.Int(0), Denied: true, Period: f.period(c, c.end), Quote: f.quote(c), Number: f.quote(c), Rule: "无 " + d.word}
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

// refused tells a denial of something else: of lost cases, of corrections, of
// a number that stands in the clause.
func (f *finder) refused(i int, text string, at int) bool {
	if len(f.clauses[i].quantities) > 0 {
		return true
	}
	return hasAny(text, []string{"败诉", "纠错", "撤销", "变更", "责令", "违法", "不当", "超期", "逾期", "越权", "未经"})
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
	return runes(after) <= 14 && (strings.Contains(after, "为零") || strings.Contains(after, "为0") || strings.HasSuffix(after, "零") || strings.Contains(after, "零发生") || strings.Contains(after, "均无") || strings.HasSuffix(after, "无"))
}
