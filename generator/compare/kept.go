package compare

import (
	"strings"

	"zhenjian/generator/archive"
	"zhenjian/generator/quantity"
	"zhenjian/generator/source"
)

// shortfalls say that something was not done, or not all of it.
var shortfalls = []string{"未能", "尚未", "未达", "未完成", "没有完成", "未如期", "未按期", "取消", "推迟", "搁置", "暂缓", "顺延", "延期", "延后"}

// keptWords say that something is there now, unless plannedWords say before it that it should be.
var (
	keptWords    = []string{"成立", "建成", "建起", "组建", "挂牌", "启用", "投用", "投入使用", "落成", "竣工", "通过验收", "销号"}
	plannedWords = []string{"计划", "原定", "拟", "预计", "本应", "任务", "目标", "要求", "提出", "年初"}
)

// keptBefore tells of a sentence with a shortfall whether that is one of something else,
// with a number of its own: 小分队3月成立，宣讲52场次，没有完成60场次的计划 keeps the promise of a 小分队.
func (m *matcher) keptBefore(i int, text string, s source.Span) bool {
	if !hasAny(text[s.Start:s.End], keptWords...) {
		return false
	}
	p := m.promises[i]
	for _, c := range m.clauses[p.from:p.to] {
		for _, id := range m.all[c.from:c.to] {
			m.own[id] = true
		}
	}
	total, most, best := 0.0, 0.0, source.Span{}
	for _, c := range clauses(text, s) {
		shared := 0.0
		eachPair(text[c.Start:c.End], func(q pair) {
			if id, ok := m.ids.find(q); ok && m.own[id] {
				shared += m.weights[id]
			}
		})
		if total += shared; shared > most {
			most, best = shared, c
		}
	}
	for _, c := range m.clauses[p.from:p.to] {
		for _, id := range m.all[c.from:c.to] {
			m.own[id] = false
		}
	}
	clause := text[best.Start:best.End]
	return most > total/2 && hasAny(clause, keptWords...) && !hasAny(clause, shortfalls...) && !hasAny(clause, plannedWords...) && len(quantity.Find(text[best.End:s.End])) > 0
}

// partly tells of a sentence on what falls short whether it says how far the promise
// was kept: 新取得资格的2名，未达到3名的目标; 长廊仅完成120米. That a rate was missed, or that
// nothing was done, says no such thing.
func partly(own promiseFacts, text string) bool {
	if hasAny(text, "主体工程", "完成主体", "主体完工", "完成过半", "部分完成", "已动工", "已开工") {
		return true
	}
	if !hasAny(text, "完成", "建成", "建起", "取得", "新增", "增至", "增加到", "设立", "培养", "培训", "开展", "举办", "购置") {
		return false
	}
	short := len(text)
	for _, w := range shortfalls {
		if at := strings.Index(text, w); at >= 0 {
			short = min(short, at)
		}
	}
	for _, q := range quantity.Find(text) {
		if q.Start >= short || q.Value.IsZero() {
			continue
		}
		for _, p := range own.quantities {
			family := archive.Family(p.Unit)
			if family == archive.Family(q.Unit) && family != "percent" && q.Value.Cmp(p.Value) < 0 {
				return true
			}
		}
	}
	return false
}
