package indicator

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"zhenjian/generator/numeral"
	"zhenjian/generator/quantity"
	"zhenjian/generator/report"
)

// A Mention says what an indicator came to in the reported year.
type Mention struct {
	ID        string
	Value     numeral.Decimal // exact, in Unit; 0 for a statement of none
	High      numeral.Decimal // upper end of a range
	HasHigh   bool
	Qualifier quantity.Qualifier
	Unit      string // as printed; "" for a statement of none
	Period    Period // "" for the whole year
	Number    report.Span
	Quote     report.Span // the clause that carries the number, or denies the thing
	Denied    bool        // a statement of none: 无行政复议案件
	Rule      string      // the wording that it was known by
}

// A place is what is known of the paragraph that is read.
type place struct {
	plans   bool   // all of it is planned
	faults  bool   // it tells what falls short
	year    int    // reported on
	heading string // of the section
}

// Find gives the mentions of a report in reading order, and the clauses with a
// number that may be a mention of several indicators, and so is of none.
func (c *Catalogue) Find(r *report.Report, quantities []quantity.Quantity) (out []Mention, doubtful []report.Span) {
	next, section, until := 0, -1, 0 // until: where the plans end that a section has opened
	passed := 0                      // sections that begin before the block
	part := report.Section{}         // of level 1 that the block lies in
	f := newFinder(c)
	f.text, f.quantities = r.Doc.Text, quantities
	if len(quantities) > 0 {
		out = make([]Mention, 0, len(quantities)) // more than half are mentions
	}
	for i := 0; i < len(r.Blocks); i++ {
		b := r.Blocks[i]
		if b.Section >= 0 {
			section = b.Section
		}
		first := next
		for next < len(quantities) && quantities[next].Start < b.Span.End {
			next++
		}
		switch b.Kind {
		case report.TitleLine, report.Byline, report.Addressee, report.Signature:
			continue
		}
		p := place{year: r.Year}
		if section >= 0 {
			p.heading = r.Sections[section].Heading
		}
		for passed < len(r.Sections) && r.Sections[passed].Span.Start <= b.Span.Start {
			s := r.Sections[passed]
			if s.Planned {
				until = max(until, s.End)
			}
			if s.Level == 1 {
				part = s
			}
			passed++
		}
		p.faults = part.Kind == report.Problems
		p.plans = b.Span.Start < until
		end := b.Span.End // of what tells of the year
		if at := plansFrom(r.Doc.Text[b.Span.Start:end], r.Year, p.faults); at >= 0 {
			end = b.Span.Start + at
			p.plans = p.plans || at == 0
			until = max(until, b.Span.End)
			if p.faults { // what falls short is told before, never after
				until = max(until, part.End)
			}
		}
		if p.plans && b.Kind != report.TableRow {
			continue
		}
		f.place = p
		if b.Kind == report.TableRow {
			out = append(out, f.row(r, i, first, next)...)
			continue
		}
		out = append(out, f.paragraph(b.Span.Start, end, first)...)
	}
	whole := partPeriod(string(r.Part), r.Year) // a report on half a year gives figures of half a year
	if whole == "" {
		whole = openingPeriod(r)
	}
	for i := range out {
		if out[i].Period == "" {
			out[i].Period = whole
		}
	}
	return out, f.doubtful
}

// plansFrom gives the byte of a paragraph from which on it tells what comes next; -1 where
// it does not. Among what falls short any sentence may turn to that: 调处周期长。2025年，我乡将重点
// 抓好以下工作：. Elsewhere only the first one does.
func plansFrom(text string, year int, faults bool) int {
	for at := 0; at < len(text); {
		end := len(text)
		if n := strings.IndexAny(text[at:], "。；！"); n >= 0 {
			end = at + n + len("。")
		}
		if report.OpensPlans(strings.TrimLeft(text[at:end], " \u3000"), year) {
			return at
		}
		if !faults {
			break
		}
		at = end
	}
	return -1
}

// A finder reads one paragraph after the other.
type finder struct {
	*Catalogue
	place
	text       string
	quantities []quantity.Quantity
	doubtful   []report.Span

	lastRow, lastTop int // of the tables: the block that was read last, and the first of its table

	// Of the paragraph that is read:
	clauses []clause
	found   []found // the wordings of the clauses that were scanned
	signs   []sign
	passed  int // signs before the last number
	out     []Mention

	// Of the quantity that is read:
	set            setting
	candidates     []candidate
	unitOf, family string // the unit looked up last, and its family
}

// newFinder makes a finder with room for most paragraphs.
func newFinder(c *Catalogue) *finder {
	return &finder{
		Catalogue: c, clauses: make([]clause, 0, 32), found: make([]found, 0, 64), signs: make([]sign, 0, 32),
		candidates: make([]candidate, 0, 8), out: make([]Mention, 0, 4),
	}
}

// wordsOf gives the wordings in clause i.
func (f *finder) wordsOf(i int) []found {
	c := &f.clauses[i]
	if !c.scanned {
		c.scanned = true
		c.words.first = len(f.found)
		f.found, c.letters = f.Catalogue.words.scan(f.found, f.text, c.start, c.end)
		c.words.end = len(f.found)
	}
	return f.found[c.words.first:c.words.end]
}

// paragraph gives the mentions of text[start:end], until the next paragraph is
// read; first is the index of the first quantity that may lie in it.
func (f *finder) paragraph(start, end, first int) []Mention {
	f.clauses, f.found, f.signs, f.passed, f.out = f.clauses[:0], f.found[:0], f.signs[:0], 0, f.out[:0]
	numbers := first < len(f.quantities) && f.quantities[first].Start < end
	denies := denialRunes.in(f.text[start:end])
	if !numbers && !denies {
		return nil
	}
	f.clauses = clauses(f.clauses, f.text, start, end, f.quantities, first)
	if numbers {
		f.signs = appendSigns(f.signs, f.text, start, end)
	}
	for i := range f.clauses {
		c := &f.clauses[i]
		for k := c.quantities.first; k < c.quantities.end; k++ {
			f.quantity(i, k)
		}
		if denies {
			f.denials(i)
		}
	}
	slices.SortStableFunc(f.out, func(a, b Mention) int {
		return cmp.Or(cmp.Compare(a.Quote.Start, b.Quote.Start), cmp.Compare(a.Number.Start, b.Number.Start))
	})
	return f.out
}

// sentence gives the mentions of a text of one paragraph, until the next is
// read; for examples.
func (f *finder) sentence(text string, p place) []Mention {
	if p.plans {
		return nil
	}
	f.text, f.place, f.quantities = text, p, quantity.Find(text)
	return f.paragraph(0, len(text), 0)
}

// quantity decides what quantity k, which lies in clause i, is a mention of, if
// anything.
func (f *finder) quantity(i, k int) {
	c, q := &f.clauses[i], &f.quantities[k]
	f.set = f.settingOf(c, q)
	if f.excluded(i, q) {
		return
	}
	from, to := c.start, c.end // the words that only this quantity has
	if k > c.quantities.first {
		from = f.quantities[k-1].End
	}
	if k+1 < c.quantities.end {
		to = f.quantities[k+1].Start
	}
	if f.continues(i, c, q) || f.object(i, c, q) {
		return
	}
	if f.respective(i, c, q, k) || f.listedWithout(i, c, q) {
		return
	}
	all := f.candidates[:0]
	own := withoutLaws(f.text[c.start:to])
	for _, w := range f.wordsOf(i) {
		if z := f.zone(w, q, from, to); z != nowhere && !(z == behind && f.leadsOn(c, k, w)) {
			all = f.consider(all, w, z, own, c, q)
		}
	}
	if !slices.ContainsFunc(all, func(o candidate) bool { return !f.List[o.indicator].Readings[o.reading].Weak }) {
		all = f.carried(all, i, k, from) // 干部每月集中学法一次，全年学法12次: who learns is said before
	}
	f.candidates = all
	if len(all) == 0 {
		if n := f.listedParts(i, k); n > 0 && runes(fillers.Replace(f.text[from:q.Start])) == 0 {
			last := f.out[len(f.out)-1]
			f.out = f.out[:len(f.out)-n]
			f.add(last.ID, c, q, last.Rule) // 三个片区分别调解20件、30件, 合计50件
		}
		return
	}
	best := all[0]
	for _, other := range all[1:] {
		if other.score > best.score || other.score == best.score && other.indicator < best.indicator {
			best = other
		}
	}
	for _, other := range all {
		if other.indicator == best.indicator {
			continue
		}
		if q.Each && !q.Value.IsZero() && f.listed(other, best) {
			f.each(all, best, c, q)
			return
		}
		if other.score == best.score || f.listed(other, best) {
			if q.Value.IsZero() && !q.HasHigh {
				return // of several things none: see denials
			}
			f.doubtful = append(f.doubtful, f.quote(c)) // one count over unlike activities is none
			return
		}
	}
	if f.mixed(i, from, best, q) || f.apportioned(i, c, q) {
		f.doubtful = append(f.doubtful, f.quote(c))
		return
	}
	in := &f.List[best.indicator]
	if f.isPart(c, q, in.ID) || (in.Readings[best.reading].Weak || best.zone == earlier) && f.isPartOfOther(c, q) || !in.Stock && f.illustrates(c, q) {
		return
	}
	if in.ID == "disputes-resolved" && f.partOfSettled(c, in.ID) {
		return
	}
	if n := f.partsOf(c, q); n > 0 && f.out[len(f.out)-1].ID == in.ID {
		f.out = f.out[:len(f.out)-n]
	}
	f.add(in.ID, c, q, best.rule)
}

// wordIn gives the longest wording in clause i from byte start to end that may say what
// a quantity counts.
func (f *finder) wordIn(i, start, end int, q *quantity.Quantity) (best found) {
	for _, w := range f.wordsOf(i) {
		in := &f.List[w.indicator]
		r := &in.Readings[w.reading]
		if w.start < start || w.end > end || r.Carry || r.Weak || w.with != "" || !f.fits(q, orUnits(r.Units, in.Units)) || standsAny(f.text[start:end], in.Not) {
			continue
		}
		if best.wording == nil || w.length > best.length {
			best = w
		}
	}
	return best
}

// add makes a mention of a quantity in a clause.
func (f *finder) add(id string, c *clause, q *quantity.Quantity, rule string) {
	m := Mention{
		ID: id, Value: q.Value, High: q.High, HasHigh: q.HasHigh, Qualifier: q.Qualifier, Unit: q.Unit,
		Number: report.Span{Start: q.Start, End: q.End}, Quote: f.quote(c), Rule: rule,
	}
	if f.set.sentence&signTime != 0 {
		m.Period = f.period(f.text[c.sentence:q.Start])
	}
	f.out = append(f.out, m)
}

// otherActs open an item of a list that tells of something else done: 审查合同34份、
// 废止过时的内部制度12件. 合同 and 决策 open one that goes on.
var otherActs = []string{"废止", "清理", "修订", "修改", "制定", "制发", "出台", "印发", "起草", "提出", "退回", "否决", "驳回", "发现", "纠正", "签订", "备案", "公开信息", "公开政", "发放", "化解", "调解纠纷", "调解矛盾", "调解各", "解答", "参与", "列席", "协助", "开展", "组织", "举办", "召开", "办理"}

// otherAct tells an item of a list that opens with one of them.
func (f *finder) otherAct(i int) bool {
	c := &f.clauses[i]
	return c.item && hasPrefixOf(f.text[c.start:c.end], otherActs...)
}

// continues takes an item of a list for what the item before it was, where the
// catalogue says so: 审查合同25份、文件9件.
func (f *finder) continues(i int, c *clause, q *quantity.Quantity) bool {
	if !c.item || len(f.out) == 0 {
		return false
	}
	last := &f.out[len(f.out)-1]
	if last.Quote.End > c.start { // of the same item
		if last.Rule != "" && last.Number.End < q.Start && last.Unit == q.Unit && f.bare(c, q) {
			f.add(last.ID, c, q, last.Rule)
			return true
		}
		return false
	}
	in := &f.List[f.byID[last.ID]]
	if f.bare(c, q) && last.Unit == q.Unit && f.text[last.Quote.End:c.start] == "、" {
		f.add(last.ID, c, q, last.Rule) // 检查4次、3次和5次
		return true
	}
	if !in.Lists || f.isPart(c, q, last.ID) {
		return false
	}
	if f.text[last.Quote.End:c.start] != "、" || !f.fits(q, in.Units) || standsAny(f.text[c.start:c.end], in.Not) || f.otherAct(i) {
		return false
	}
	f.add(last.ID, c, q, last.Rule)
	return true
}

// listedWithout tells a number that has no words of its own and follows one that is no
// mention: 一至四季度分别受理58件、71件.
func (f *finder) listedWithout(i int, c *clause, q *quantity.Quantity) bool {
	if !c.item || i == 0 || !f.bare(c, q) {
		return false
	}
	before := &f.clauses[i-1]
	n := before.quantities.len()
	return n > 0 && f.quantities[before.quantities.end-1].Unit == q.Unit && len(f.since(before.start)) == 0
}

// bare tells a number of an item that has nothing else in it but numbers and 和.
func (f *finder) bare(c *clause, q *quantity.Quantity) bool {
	at := c.start
	for k := c.quantities.first; k < c.quantities.end; k++ {
		if strings.Trim(f.text[at:f.quantities[k].Start], "和及 ") != "" {
			return false
		}
		if at = f.quantities[k].End; at == q.End {
			break
		}
	}
	return strings.Trim(f.text[at:max(at, c.end)], "和及 0123456789０１２３４５６７８９一二三四五六七八九十百千万零两,，"+q.Unit) == ""
}

// quote gives a clause without the white space at its ends.
func (f *finder) quote(c *clause) report.Span {
	s := report.Span{Start: c.start, End: c.end}
	for s.Start < s.End {
		r, n := utf8.DecodeRuneInString(f.text[s.Start:s.End])
		if r != ' ' && r != '\u3000' && r != '\t' && r != '\n' {
			break
		}
		s.Start += n
	}
	for s.Start < s.End {
		r, n := utf8.DecodeLastRuneInString(f.text[s.Start:s.End])
		if r != ' ' && r != '\u3000' && r != '\t' && r != '\n' {
			break
		}
		s.End -= n
	}
	return s
}

func hasAny(s string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(s, w) })
}

func hasPrefixOf(s string, words ...string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.HasPrefix(s, w) })
}
