package compare

import (
	"cmp"
	"slices"
	"strings"

	"zhenjian/generator/archive"
	"zhenjian/generator/indicator"
	"zhenjian/generator/quantity"
	"zhenjian/generator/source"
)

// A Plan is a promise of the report before, and the sentences of this one that
// take it up.
//
// The rule, which the method page states: promise and sentence share words. What
// they share is counted in pairs of characters, each weighed by how few towns'
// reports have it (weight.go): 法治 weighs nothing, 先审后签 much. A sentence takes a
// promise up where what they share weighs enough in all (minShared), and where it is
// a fair part of one clause of the promise (minPart), so that a long promise is
// not answered by a chance word. Numbers of one indicator in both (持证人员…15人, 持证
// 执法人员由9人增至14人) make up for words. Sentences on what falls short are kept apart:
// they tell of a promise, but not that it was kept.
type Plan struct {
	Span     source.Span // of the text before
	Outcomes []Outcome   // best first
	Lacking  []Outcome   // sentences on what falls short that speak of it
}

// An Outcome is a sentence of this year's report.
type Outcome struct {
	Span   source.Span
	Number *Numbers // what both state; nil where they do not
	score  float64
}

// Numbers are a promised number and the one reported, as printed.
type Numbers struct{ Before, After source.Span }

const (
	minShared = 2.2 // weight of the pairs that promise and sentence share
	minClause = 2.0
	maxAlien  = 9.0
	minPart   = 0.40 // share of it in the weight of one clause of the promise
)

// scaffold are words that say of a promise when, how much and how firmly, and not
// what: they are none of what it shares with its outcome.
var scaffold = strings.NewReplacer(func() (pairs []string) {
	for _, w := range []string{"力争", "争取", "确保", "计划", "打算", "拟", "年内", "年底前", "年底", "底前", "全年", "不少于", "不低于", "以上", "以下", "左右", "达到", "增至", "增加到", "增加至", "增至", "提高到", "提升到", "达", "实现", "至少", "每个", "每季度", "每月", "每年", "每村", "继续", "进一步", "持续", "切实", "着力", "不断"} {
		pairs = append(pairs, w, "|")
	}
	return pairs
}()...)

// A matcher holds the promises of one report.
type matcher struct {
	r        *Report
	list     []promise
	ids      map[pair]int   // of the pairs of all promises, from 0
	seen     [1 << 7]uint64 // a bit for each of them, by place: most pairs of a text are none
	weights  []float64      // by id
	known    []bool         // by id: the pair stands in some other town's report, or in this year's
	sets     [][][]int      // ids of each promise's clauses
	numbered [][]bool       // which of the clauses have a number
}

// place is where a pair's bit stands in matcher.seen.
func (p pair) place() uint32 { return uint32(p) * 0x9E3779B1 >> 19 }

func newMatcher(r *Report, list []promise) *matcher {
	m := &matcher{r: r, list: list, ids: map[pair]int{}}
	common := background()
	for _, p := range list {
		var sets [][]int
		var numbered []bool
		for _, c := range p.clauses {
			var ids []int
			eachPair(scaffold.Replace(r.Text[c.Start:c.End]), func(q pair) {
				id, ok := m.ids[q]
				if !ok {
					id = len(m.weights)
					m.ids[q] = id
					m.seen[q.place()>>6] |= 1 << (q.place() & 63)
					weight, known := common.weight(q)
					m.weights, m.known = append(m.weights, weight), append(m.known, known)
				}
				if !slices.Contains(ids, id) {
					ids = append(ids, id)
				}
			})
			sets, numbered = append(sets, ids), append(numbered, len(r.quantitiesIn(c)) > 0)
		}
		m.sets, m.numbered = append(m.sets, sets), append(m.numbered, numbered)
	}
	return m
}

// match gives the plans with their outcomes in the report after.
func (m *matcher) match(after *Report, list []sentence, catalogue *indicator.Catalogue) []Plan {
	plans := make([]Plan, len(m.list))
	for i, p := range m.list {
		plans[i].Span = p.span
	}
	if len(m.list) == 0 {
		return plans
	}
	stands := make([]int, len(m.weights)) // in which sentence a pair was met last, from 1
	hits := make([][]int, len(list))
	for k, s := range list {
		if s.heading && s.role != lacking || s.row || s.role == apart || s.role == planned {
			continue
		}
		eachPair(after.Text[s.span.Start:s.span.End], func(q pair) {
			if m.seen[q.place()>>6]>>(q.place()&63)&1 == 0 {
				return
			}
			if id, ok := m.ids[q]; ok && stands[id] != k+1 {
				stands[id] = k + 1
				m.known[id] = true
				hits[k] = append(hits[k], id)
			}
		})
	}
	own := make([]promiseFacts, len(m.list))
	for i, p := range m.list {
		own[i] = m.facts(p, catalogue)
	}
	in := make([]bool, len(m.weights))
	for k, s := range list {
		if len(hits[k]) == 0 {
			continue
		}
		for _, id := range hits[k] {
			in[id] = true
		}
		for i := range m.list {
			o, ok := m.score(i, in, own[i], after, s)
			if !ok {
				continue
			}
			if s.role == lacking || hasAny(after.Text[s.span.Start:s.span.End], shortfalls...) {
				plans[i].Lacking = append(plans[i].Lacking, o)
			} else {
				plans[i].Outcomes = append(plans[i].Outcomes, o)
			}
		}
		for _, id := range hits[k] {
			in[id] = false
		}
	}
	for i := range plans {
		plans[i].Outcomes = best(plans[i].Outcomes)
		plans[i].Lacking = best(plans[i].Lacking)
	}
	return plans
}

var shortfalls = []string{"未能", "尚未", "未达", "未完成", "没有完成", "未如期", "未按期", "取消", "推迟", "搁置", "暂缓"}

// promiseFacts are what of a promise its words do not show.
type promiseFacts struct {
	indicators []string
	quantities []quantity.Quantity
}

func (m *matcher) facts(p promise, catalogue *indicator.Catalogue) promiseFacts {
	text := m.r.Text[p.span.Start:p.span.End]
	f := promiseFacts{quantities: quantity.Find(text)}
	if len(f.quantities) > 0 && catalogue != nil {
		f.indicators = catalogue.Named(text)
	}
	return f
}

// score weighs what a promise and a sentence share. in marks the pairs of the
// sentence.
func (m *matcher) score(i int, in []bool, own promiseFacts, after *Report, s sentence) (Outcome, bool) {
	o := Outcome{Span: s.span}
	part, alien := m.part(i, in, &o.score)
	if o.Number = sameIndicator(m.list[i], own, after, s); o.Number != nil && alien <= maxAlien {
		return o, true
	}
	return o, o.score*part >= minShared && part >= minPart
}

// part gives the largest share of one clause's weight that a sentence has, and
// the weight of the promise that it lacks. Where a promise has a number, the clause
// with the number is what counts, if it says what is counted: what stands before it
// only leads there.
func (m *matcher) part(i int, in []bool, total *float64) (part, alien float64) {
	heavy := m.heavy(i)
	for k, ids := range m.sets[i] {
		shared, all := 0.0, 0.0
		for _, id := range ids {
			w := m.weights[id]
			switch {
			case in[id]:
				shared += w
				all += w
			case m.known[id]:
				all += w
			default:
				all += w / 2 // mostly two words that happen to stand side by side
			}
		}
		*total += shared
		if heavy && !m.numbered[i][k] {
			continue
		}
		alien += all - shared
		if all >= minClause {
			part = max(part, shared/all)
		}
	}
	return part, alien
}

// heavy tells whether the clauses of a promise that have a number say what is
// counted.
func (m *matcher) heavy(i int) bool {
	for k, ids := range m.sets[i] {
		if !m.numbered[i][k] {
			continue
		}
		all := 0.0
		for _, id := range ids {
			all += m.weights[id]
		}
		if all >= minClause {
			return true
		}
	}
	return false
}

// sameIndicator gives the numbers of promise and sentence where both count one
// thing in one unit.
func sameIndicator(p promise, own promiseFacts, after *Report, s sentence) *Numbers {
	if len(own.indicators) == 0 {
		return nil
	}
	for i := range after.Mentions {
		n := &after.Mentions[i]
		if n.Denied || n.Number.Start < s.span.Start || n.Number.Start >= s.span.End || !slices.Contains(own.indicators, n.Indicator) {
			continue
		}
		for _, q := range own.quantities {
			if archive.Family(q.Unit) == n.Family {
				return &Numbers{
					Before: source.Span{Start: p.span.Start + q.Start, End: p.span.Start + q.End},
					After:  n.Number,
				}
			}
		}
	}
	return nil
}

// best keeps the sentence that shares most, and a further one only if it shares
// nearly as much.
func best(list []Outcome) []Outcome {
	slices.SortStableFunc(list, func(a, b Outcome) int { return cmp.Compare(b.score, a.score) })
	return list[:min(len(list), 1)]
}
