package compare

import (
	"cmp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"zhenjian/generator/archive"
	"zhenjian/generator/indicator"
	"zhenjian/generator/numeral"
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
// 执法人员由9人增至14人) make up for words, and a number in common for some of them (sameCount).
// Sentences on what falls short are kept apart: they tell of a promise, but not that it was kept.
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
	short  bool // it tells of a shortfall, in a part on what was done
}

// Numbers are a promised number and the one reported, as printed.
type Numbers struct{ Before, After source.Span }

const (
	minShared = 2.2 // weight of the pairs that promise and sentence share
	minClause = 2.0
	maxAlien  = 9.0
	minPart   = 0.40 // share of it in the weight of one clause of the promise
	rounding  = 1e-6 // more than sums in another order differ by
)

// scaffold are words that say of a promise when, how much and how firmly, and not
// what: they are none of what it shares with its outcome.
var scaffold = strings.NewReplacer(func() (pairs []string) {
	for _, w := range []string{"上半年", "下半年", "月底前", "季度末", "力争", "争取", "确保", "计划", "打算", "拟", "年内", "年底前", "年底", "底前", "全年", "不少于", "不低于", "以上", "以下", "左右", "达到", "增至", "增加到", "增加至", "增至", "提高到", "提升到", "达", "实现", "至少", "每个", "每季度", "每月", "每年", "每村", "继续", "进一步", "持续", "切实", "着力", "不断"} {
		pairs = append(pairs, w, "|")
	}
	return pairs
}()...)

// A matcher holds the promises of one report. Its lists are kept for the next.
type matcher struct {
	r        *Report
	list     []promise
	ids      pairIndex      // of the pairs of all promises, from 1
	seen     [1 << 7]uint64 // a bit for each of them, by place: most pairs of a text are none
	weights  []float64      // by id; [0] is of none
	known    []bool         // by id: the pair stands in some other town's report, or in this year's
	stands   []int32        // by id: in which clause, or sentence, it was met last, from 1
	in       []bool         // by id: it stands in the sentence that is looked at
	own      []bool         // by id: it is of the promise that keptBefore looks at
	all      []int32        // ids of the clauses, one clause after the other
	clauses  []clauseIDs    // of all promises
	promises []promiseIDs
	having   []int32   // promises that have a pair, once a clause, one pair after the other
	ends     []int32   // by id: of its part of having
	shared   []float64 // by promise: what it has of the sentence that is looked at
	hits     []int32   // ids of the sentences that are looked at, one sentence after the other
}

// clauseIDs are the pairs of a clause: all[from:to].
type clauseIDs struct {
	from, to int
	numbered bool // the clause has a number
}

// promiseIDs are the clauses of a promise: clauses[from:to].
type promiseIDs struct {
	from, to int
	heavy    bool // those that have a number say what is counted
}

// place is where a pair's bit stands in matcher.seen.
func (p pair) place() uint32 { return uint32(p) * 0x9E3779B1 >> 19 }

var matchers = sync.Pool{New: func() any { return &matcher{} }}

// matched gives the promises of a report with their outcomes in a later one: in what it
// says was done and falls short, or, with lacking, in what falls short alone.
func matched(before *Report, list []promise, after *Report, from role, catalogue *indicator.Catalogue) []Plan {
	m := matchers.Get().(*matcher)
	m.take(before, list)
	plans := m.match(after, from, catalogue)
	m.r, m.list = nil, nil
	matchers.Put(m)
	return plans
}

// take makes the lists of a report's promises.
func (m *matcher) take(r *Report, list []promise) {
	m.r, m.list = r, list
	m.ids.clear()
	clear(m.seen[:])
	m.weights, m.known, m.stands, m.in = append(m.weights[:0], 0), append(m.known[:0], false), append(m.stands[:0], 0), append(m.in[:0], false)
	m.all, m.clauses, m.promises = m.all[:0], m.clauses[:0], m.promises[:0]
	common := background()
	for _, p := range list {
		own := promiseIDs{from: len(m.clauses)}
		for _, c := range p.clauses {
			ids := clauseIDs{from: len(m.all), numbered: len(r.quantitiesIn(c)) > 0}
			number := int32(len(m.clauses) + 1)
			all := 0.0
			eachPair(scaffold.Replace(r.Text[c.Start:c.End]), func(q pair) {
				id := m.ids.at(q)
				if *id == 0 {
					*id = int32(len(m.weights))
					m.seen[q.place()>>6] |= 1 << (q.place() & 63)
					weight, known := common.weight(q)
					m.weights, m.known, m.stands, m.in = append(m.weights, weight), append(m.known, known), append(m.stands, 0), append(m.in, false)
				}
				if m.stands[*id] != number {
					m.stands[*id] = number
					m.all = append(m.all, *id)
					all += m.weights[*id]
				}
			})
			ids.to = len(m.all)
			m.clauses = append(m.clauses, ids)
			own.heavy = own.heavy || ids.numbered && all >= minClause
		}
		own.to = len(m.clauses)
		m.promises = append(m.promises, own)
	}
}

// invert makes having: most sentences share too little with most promises to be
// weighed clause by clause.
func (m *matcher) invert() {
	m.ends = append(m.ends[:0], make([]int32, len(m.weights)+1)...)
	for _, id := range m.all {
		m.ends[id+1]++
	}
	for id := range m.weights {
		m.ends[id+1] += m.ends[id]
	}
	m.having = append(m.having[:0], make([]int32, len(m.all))...)
	for i, p := range m.promises {
		for _, c := range m.clauses[p.from:p.to] {
			for _, id := range m.all[c.from:c.to] {
				m.having[m.ends[id]] = int32(i) // and what ended before it ends behind it
				m.ends[id]++
			}
		}
	}
	m.shared = append(m.shared[:0], make([]float64, len(m.promises))...)
	m.own = append(m.own[:0], make([]bool, len(m.weights))...)
}

// match gives the plans with their outcomes in the report after.
func (m *matcher) match(after *Report, from role, catalogue *indicator.Catalogue) []Plan {
	list, lines := after.sentences(), after.toCompare().lines
	plans := make([]Plan, len(m.list))
	for i, p := range m.list {
		plans[i].Span = p.span
	}
	if len(m.list) == 0 {
		return plans
	}
	clear(m.stands)
	m.hits = m.hits[:0]
	ends := make([]int, len(list)) // of each sentence's part of hits
	for k, s := range list {
		ends[k] = len(m.hits)
		if s.heading && s.role != lacking || s.row || s.role < from || s.role == planned {
			continue
		}
		for _, q := range lines[k].pairs {
			if m.seen[q.place()>>6]>>(q.place()&63)&1 == 0 {
				continue
			}
			if id, ok := m.ids.find(q); ok && m.stands[id] != int32(k+1) {
				m.stands[id] = int32(k + 1)
				m.known[id] = true
				m.hits = append(m.hits, id)
			}
		}
		ends[k] = len(m.hits)
	}
	own := make([]promiseFacts, len(m.list))
	for i, p := range m.list {
		own[i] = m.facts(p, catalogue)
	}
	m.invert()
	start := 0
	for k, s := range list {
		hits := m.hits[start:ends[k]]
		start = ends[k]
		if len(hits) == 0 {
			continue
		}
		clear(m.shared)
		for _, id := range hits {
			m.in[id] = true
			for _, i := range m.having[m.ends[id-1]:m.ends[id]] {
				m.shared[i] += m.weights[id]
			}
		}
		for i := range m.list {
			if m.shared[i] < minShared-rounding && len(own[i].indicators) == 0 && own[i].rate == "" {
				continue
			}
			o, ok := m.score(i, own[i], after, s)
			if !ok {
				continue
			}
			if s.role == lacking || hasAny(after.Text[s.span.Start:s.span.End], shortfalls...) {
				o.short = s.role != lacking
				plans[i].Lacking = append(plans[i].Lacking, o)
			} else {
				plans[i].Outcomes = append(plans[i].Outcomes, o)
			}
		}
		for _, id := range hits {
			m.in[id] = false
		}
	}
	for i := range plans {
		plans[i].Outcomes = best(plans[i].Outcomes)
		plans[i].Lacking = best(plans[i].Lacking)
		l, o := plans[i].Lacking, plans[i].Outcomes
		if len(l) == 0 || len(o) > 0 && l[0].score <= o[0].score {
			continue
		}
		if l[0].short && m.keptBefore(i, after.Text, l[0].Span) || partly(own[i], after.Text[l[0].Span.Start:l[0].Span.End]) {
			if len(o) > 0 && o[0].score >= minShared {
				l = append(l, o...) // the one part was kept, the other partly
			}
			plans[i].Outcomes, plans[i].Lacking = l, nil
		}
	}
	return plans
}

// promiseFacts are what of a promise its words do not show.
type promiseFacts struct {
	indicators []string
	levels     []string // of them those of what is there: people, places
	quantities []quantity.Quantity
	names      []string // in “”
	rate       string   // what is promised to come to a percentage: 化解率; "" for nothing
	subject    string   // the words before it in its clause
	percent    quantity.Quantity
}

func (m *matcher) facts(p promise, catalogue *indicator.Catalogue) promiseFacts {
	text := m.r.Text[p.span.Start:p.span.End]
	f := promiseFacts{names: quoted(text)}
	for _, q := range quantity.Find(text) {
		where := strings.HasSuffix(text[:q.Start], "在") && archive.Family(q.Unit) == "places" && !hasAny(text[max(0, q.Start-len("保持在")):q.Start], "持在", "定在", "制在")
		if !where { // 在13个村各打造文化墙1面 says where
			f.quantities = append(f.quantities, q)
		}
	}
	for _, q := range f.quantities {
		if rate, subject := rateBefore(text, q); rate != "" {
			f.rate, f.subject, f.percent = rate, scaffold.Replace(subject), q
			break
		}
	}
	if len(f.quantities) > 0 && catalogue != nil {
		f.indicators = catalogue.Named(text)
		for _, id := range f.indicators {
			if in, ok := catalogue.Get(id); ok && in.Stock {
				f.levels = append(f.levels, id)
			}
		}
	}
	return f
}

// score weighs what a promise and a sentence share, whose pairs are marked in m.in.
func (m *matcher) score(i int, own promiseFacts, after *Report, s sentence) (Outcome, bool) {
	o := Outcome{Span: s.span}
	part, counted, alien := m.part(m.promises[i], &o.score)
	if o.Number = sameRate(m.list[i], own, after, s); o.Number != nil {
		return o, true
	}
	other := own.otherName(after.Text[s.span.Start:s.span.End], o.score)
	number, level := sameIndicator(m.list[i], own, after, s)
	if o.Number = number; number != nil && (level && s.role != lacking || alien <= maxAlien && !other) {
		return o, true
	}
	if o.score*part >= minShared && part >= minPart {
		return o, true
	}
	return o, !other && m.sameCount(own, after, s, counted, part)
}

// otherName tells of a sentence that shares words of a weight with a promise whether it is on
// something else than what is promised by name: “法律进牧场” is not “法律进校园”, nor any 宣讲27场次.
func (f *promiseFacts) otherName(text string, shared float64) bool {
	return len(f.names) > 0 && !hasAny(text, f.names...) && (shared < minShared || strings.Contains(text, "“"))
}

// maxQuoted is how many names of a promise are looked for in each sentence.
const maxQuoted = 8

// quoted gives the names in “” in a promise, but for those of a kind or a campaign:
// “法律进乡村”等活动, “八五”普法.
func quoted(text string) (names []string) {
	for len(names) < maxQuoted {
		_, rest, ok := strings.Cut(text, "“")
		if !ok {
			return names
		}
		name, after, ok := strings.Cut(rest, "”")
		if !ok {
			return names
		}
		if !strings.HasPrefix(after, "等") && !strings.HasPrefix(after, "普法") {
			names = append(names, name)
		}
		text = after
	}
	return names
}

// What a promise and a sentence share in words, if they share a number too. Words of
// promises are often replaced, and numbers are not: 创作普法年画12幅 and 14幅法治题材新作,
// 完成林地权属争议调处12起 and 林地争议了结9起.
const (
	minBySame, partBySame = minShared, 0.10 // the number itself, which the report has no more than twice
	minByRare, partByRare = 2.5, 0.12       // a number of a unit that few things are counted in
	minByUnit, partByUnit = 4.0, 0.28       // a number of one family of units
)

// everyday are the units that most numbers of a report have.
var everyday = []string{"件", "次", "场", "名", "个", "人", "人次", "份", "起", "条", "元", "项", "期", "家", "户", "村", "%", "年", "月", "日", "天"}

// sameCount tells whether a promise and a sentence that share some words have numbers
// that belong together.
func (m *matcher) sameCount(own promiseFacts, after *Report, s sentence, shared, part float64) bool {
	if len(own.quantities) == 0 || shared < minBySame || part < partBySame {
		return false
	}
	text := after.Text[s.span.Start:s.span.End]
	for _, q := range quantity.Find(text) {
		for _, p := range own.quantities {
			family := archive.Family(p.Unit)
			if family != archive.Family(q.Unit) || family == "percent" {
				continue
			}
			same := p.Value == q.Value && p.Value.Cmp(numeral.Int(1)) > 0 && strings.Count(after.Text, text[q.Start:q.End]) <= 2
			rare := p.Unit == q.Unit && !slices.Contains(everyday, p.Unit)
			if same || rare && shared >= minByRare && part >= partByRare || shared >= minByUnit && part >= partByUnit {
				return true
			}
		}
	}
	return false
}

// part gives the largest share of one clause's weight that a sentence has, the weight
// that it shares with the clauses that have a number, and the weight of the promise that it
// lacks. Where a promise has a number, the clause
// with the number is what counts, if it says what is counted: what stands before it
// only leads there.
func (m *matcher) part(p promiseIDs, total *float64) (part, counted, alien float64) {
	for _, c := range m.clauses[p.from:p.to] {
		shared, all := 0.0, 0.0
		for _, id := range m.all[c.from:c.to] {
			w := m.weights[id]
			switch {
			case m.in[id]:
				shared += w
				all += w
			case m.known[id]:
				all += w
			default:
				all += w / 2 // mostly two words that happen to stand side by side
			}
		}
		*total += shared
		if c.numbered {
			counted += shared
		}
		if p.heavy && !c.numbered {
			continue
		}
		alien += all - shared
		if all >= minClause {
			part = max(part, shared/all)
		}
	}
	return part, counted, alien
}

// rateBefore gives the rate that a percentage is said of, three characters with 率 as
// the last, and the words of its clause up to it.
func rateBefore(text string, q quantity.Quantity) (rate, subject string) {
	if archive.Family(q.Unit) != "percent" {
		return "", ""
	}
	clause := text[:q.Start]
	if at := strings.LastIndexAny(clause, "，；。、：,;"); at >= 0 {
		_, n := utf8.DecodeRuneInString(clause[at:])
		clause = clause[at+n:]
	}
	at := strings.LastIndex(clause, "率")
	const word = len("化解")
	if at < word || len(clause)-at > len("率稳定保持在") {
		return "", ""
	}
	return clause[at-word : at+len("率")], clause[:at]
}

// minSubject is the share of the pairs before a promised rate that a sentence with the
// rate must have: 信访积案化解率 is not 矛盾纠纷化解率.
const minSubject = 0.7

// sameRate gives the percentages of promise and sentence where both are of one rate.
func sameRate(p promise, own promiseFacts, after *Report, s sentence) *Numbers {
	text := after.Text[s.span.Start:s.span.End]
	if own.rate == "" || !strings.Contains(text, own.rate) {
		return nil
	}
	pairs, shared := 0, 0
	last := ""
	for _, r := range own.subject {
		if last != "" && last != "|" && r != '|' {
			pairs++
			if strings.Contains(text, last+string(r)) {
				shared++
			}
		}
		last = string(r)
	}
	if float64(shared) < minSubject*float64(pairs) {
		return nil
	}
	for _, q := range quantity.Find(text) {
		if rate, _ := rateBefore(text, q); rate == own.rate {
			return &Numbers{
				Before: source.Span{Start: p.span.Start + own.percent.Start, End: p.span.Start + own.percent.End},
				After:  source.Span{Start: s.span.Start + q.Start, End: s.span.Start + q.End},
			}
		}
	}
	return nil
}

// sameIndicator gives the numbers of promise and sentence where both count one
// thing in one unit. level tells that it is one that is there, not one that is done:
// 持证执法人员达到16名 is kept or missed wherever the next report says how many there are.
func sameIndicator(p promise, own promiseFacts, after *Report, s sentence) (numbers *Numbers, level bool) {
	if len(own.indicators) == 0 {
		return nil, false
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
				}, slices.Contains(own.levels, n.Indicator)
			}
		}
	}
	return nil, false
}

// best keeps the sentence that shares most, and a further one only if it shares
// nearly as much.
func best(list []Outcome) []Outcome {
	slices.SortStableFunc(list, func(a, b Outcome) int { return cmp.Compare(b.score, a.score) })
	return list[:min(len(list), 1)]
}
