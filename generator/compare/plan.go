package compare

import (
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"zhenjian/generator/source"
)

// A promise is the smallest thing that a report says will be done: one action,
// its number and its day where they are stated.
//
// A sentence of the plans is cut at its commas. A clause with a number is one
// promise, together with the clause before it if that has none: 加强调解队伍建设，专职
// 调解员增至8名. Clauses without any number stay one promise: 承接好第一批赋权事项，健全镇级执法办案流程
// is how one piece of work is told.
type promise struct {
	span    source.Span // without mark, lead and closing mark
	clauses []source.Span
}

// promises gives what a report says that it will do, in order.
func (r *Report) promises() []promise {
	list := r.sentences()
	var out []promise
	for i, s := range list {
		if s.role != planned || s.row {
			continue
		}
		if s.heading && !r.promisesItself(list, i) {
			continue
		}
		if hasAny(r.Text[s.span.Start:s.span.End], closings...) {
			continue
		}
		for rest := s.span; rest.Start < rest.End; { // a heading may hold several: 3.队员增至15名；7处隐患销号。
			end := rest.Start + sentenceEnd(r.Text[rest.Start:rest.End])
			out = append(out, r.split(source.Span{Start: rest.Start, End: end})...)
			rest.Start = end
		}
	}
	return out
}

// closings end a letter, and with it its plans: they promise nothing.
var closings = []string{"妥否", "请批示", "请审阅", "请审示", "特此报告", "专此报告", "特此汇报"}

// promisesItself tells of a heading among plans whether it is a promise: it has
// a number, or no text of its own below (（二）推动企业建立人民调解委员会。（三）…).
func (r *Report) promisesItself(list []sentence, i int) bool {
	span := list[i].span
	b := r.Spans.Blocks[list[i].block]
	if b.Section < 0 || r.Spans.Sections[b.Section].Level == 1 {
		return false
	}
	if len(r.quantitiesIn(span)) > 0 {
		return true
	}
	if i+1 == len(list) || list[i+1].role != planned {
		return true
	}
	next := list[i+1]
	if next.heading {
		below := r.Spans.Blocks[next.block].Section
		return below >= 0 && r.Spans.Sections[below].Level <= r.Spans.Sections[b.Section].Level
	}
	return next.block == list[i].block && listMark(r.Text[next.span.Start:next.span.End]) > 0 && strings.HasPrefix(r.Text[next.span.Start:], "（") && strings.HasPrefix(r.Text[span.Start:], "（")
}

// minPromise is the least that a promise says, in characters: 抓落实 is none.
const minPromise = 6

// split cuts a sentence of plans into promises.
func (r *Report) split(s source.Span) []promise {
	s = r.bare(s)
	if s.Start >= s.End {
		return nil
	}
	var out []promise
	take := func(list []source.Span) {
		if len(list) == 0 {
			return
		}
		p := promise{span: r.bare(source.Span{Start: list[0].Start, End: list[len(list)-1].End})}
		for _, c := range list {
			p.clauses = append(p.clauses, r.items(c)...)
		}
		if p.span.Start < p.span.End && utf8.RuneCountInString(r.Text[p.span.Start:p.span.End]) >= minPromise {
			out = append(out, p)
		}
	}
	all := clauses(r.Text, s)
	start, numbered := 0, false // the first clause of the promise that is open, and whether it has a number
	for i := range all {
		if len(r.quantitiesIn(all[i])) == 0 {
			continue
		}
		lead := i
		if i > start && len(r.quantitiesIn(all[i-1])) == 0 && !r.actsItself(all[i-1], all[i]) {
			lead--
		}
		if numbered || lead > start {
			take(all[start:lead])
			start = lead
		}
		numbered = true
	}
	take(all[start:])
	return out
}

// items cuts a clause at those 、 that stand between two numbers: of 广场1处、长廊3条
// the one may be built and the other not.
func (r *Report) items(c source.Span) []source.Span {
	var out []source.Span
	numbers := r.quantitiesIn(c)
	for k := 0; k+1 < len(numbers); k++ {
		at := strings.Index(r.Text[numbers[k].End:numbers[k+1].Start], "、")
		if at < 0 {
			continue
		}
		at += numbers[k].End
		out = append(out, source.Span{Start: c.Start, End: at})
		c.Start = at + len("、")
	}
	return append(out, c)
}

// acts open a clause that tells of an action of its own, and not of how far the one
// before it shall go.
var acts = []string{"开展", "组织", "举办", "建成", "建设", "新建", "打造", "培养", "培育", "新增", "设置", "设立", "制定", "创建", "争创", "聘请", "办理", "走访", "组建", "拍摄", "选送", "评选", "编印", "印制", "制作", "创作", "编排", "发放", "成立", "招录", "购置", "安装", "选聘"}

// actsItself tells of a clause with a number whether it is another action than the
// clause before it.
func (r *Report) actsItself(before, c source.Span) bool {
	text := r.Text[c.Start:c.End]
	if !slices.ContainsFunc(acts, func(w string) bool { return strings.HasPrefix(text, w) }) {
		return false
	}
	lead := pairsOf(r.Text[before.Start:before.End])
	shared := 0.0
	for _, p := range pairsOf(text) {
		if _, both := slices.BinarySearch(lead, p); both {
			weight, _ := background().weight(p)
			shared += weight
		}
	}
	return shared < minClause
}

// bare takes off what stands round a promise: list mark, lead (2025年，我乡将重点做好：),
// closing mark, blanks.
func (r *Report) bare(s source.Span) source.Span {
	for {
		text := r.Text[s.Start:s.End]
		if n := listMark(text); n > 0 {
			s.Start += n
			continue
		}
		if n := leadIn(text); n > 0 {
			s.Start += n
			continue
		}
		break
	}
	text := strings.TrimRight(r.Text[s.Start:s.End], "。；，！;,! \u3000\t")
	return source.Span{Start: s.Start, End: s.Start + len(text)}
}

// maxLead is the longest lead before a list, in characters.
const maxLead = 60

// leadIn gives the bytes of the lead that opens a list: up to the ： that a list mark
// stands behind, or any ： of a sentence that says nothing but that a list comes.
func leadIn(text string) int {
	at := strings.Index(text, "：")
	if at < 0 || utf8.RuneCountInString(text[:at]) > maxLead {
		return 0
	}
	end := at + len("：")
	if end == len(text) || listMark(text[end:]) > 0 || hasAny(text[:at], "以下", "如下", "几个方面", "几方面") {
		return end
	}
	return 0
}

// quantitiesIn gives the quantities that begin in a span.
func (r *Report) quantitiesIn(s source.Span) []source.Span {
	all := r.Spans.Quantities
	from := sort.Search(len(all), func(i int) bool { return all[i].Start >= s.Start })
	to := sort.Search(len(all), func(i int) bool { return all[i].Start >= s.End })
	return all[from:to]
}
