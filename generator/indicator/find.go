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
		if plannedParagraph(r.Doc.Text[b.Span.Start:]) {
			until = max(until, b.Span.End)
			if p.faults { // what falls short is told before, never after
				until = max(until, part.End)
			}
		}
		if p.plans = b.Span.Start < until; p.plans && b.Kind != report.TableRow {
			continue
		}
		f.place = p
		if b.Kind == report.TableRow {
			out = append(out, f.row(r, i, first, next)...)
			continue
		}
		out = append(out, f.paragraph(b.Span.Start, b.Span.End, first)...)
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

// plannedParagraph tells a paragraph that opens with what comes next.
func plannedParagraph(text string) bool {
	return hasPrefixOf(text, "下一步", "下步", "今后", "接下来", "下阶段", "下一阶段", "明年", "新的一年", "打算", "工作打算", "主要打算", "计划：", "计划:")
}

// A finder reads one paragraph after the other.
type finder struct {
	*Catalogue
	place
	text       string
	quantities []quantity.Quantity
	doubtful   []report.Span

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

// A candidate is a wording that may say what a quantity counts.
type candidate struct {
	found
	score int
	zone  zone
}

// A zone is where a wording stands, seen from the number. The nearer zones
// weigh more than any length of wording: what is counted stands before the
// number (普法宣传35场) or right behind it (3名法律顾问); what stands earlier
// says it only for numbers that bring no words of their own.
type zone int

const (
	nowhere zone = 0
	earlier zone = 10 // in a clause before, for readings that carry
	head    zone = 30 // in the clause, but before another number
	behind  zone = 50
	before  zone = 60
)

const (
	maxNear  = 6 // characters between a near wording and its number
	maxBare  = 4 // characters before a number in a clause that carries on, 全年共 and the like aside
	maxAfter = 8 // characters between a number and what stands behind it
)

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
	if f.respective(i, c, q, k) {
		return
	}
	all := f.candidates[:0]
	own := f.text[c.start:to]
	for _, w := range f.wordsOf(i) {
		if z := f.zone(w, q, from, to); z != nowhere {
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
	if f.isPart(c, q, in.ID) || in.Readings[best.reading].Weak && f.isPartOfOther(c, q) || !in.Stock && f.illustrates(c, q) {
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

// partsOf gives how many of the last mentions a total behind them sums up:
// 合同40份、文件2件, 共计42件 is one mention (guide, convention 23). A sum that is
// a little off is a slip of the report, and its parts are parts all the same.
func (f *finder) partsOf(c *clause, q *quantity.Quantity) int {
	if len(f.out) < 2 || f.out[len(f.out)-2].Quote.Start < c.major || !hasAny(f.text[c.start:q.Start], []string{"共", "合计", "总"}) {
		return 0
	}
	parts, sum := f.since(c.major), 0.0
	n := 0
	for k := len(parts) - 1; k >= 0 && n < maxNumbers && parts[k].ID == parts[len(parts)-1].ID && !parts[k].Denied && parts[k].Number.End <= c.start; k-- {
		sum += parts[k].Value.Float64()
		n++
	}
	if total := q.Value.Float64(); n < 2 || sum > 1.1*total || sum < 0.9*total {
		return 0
	}
	return n
}

// listedParts gives how many of the last mentions stand in the list that quantity k of
// clause i sums up. What else is listed need not be known: 检查船只90艘次、网箱60处，
// 共计150处.
func (f *finder) listedParts(i, k int) int {
	if i == 0 || f.clauses[i-1].major != f.clauses[i].major || f.clauses[i-1].whole == f.clauses[i].whole {
		return 0
	}
	whole, sum, first := f.clauses[i-1].whole, 0.0, k
	for first > 0 && f.quantities[first-1].Start >= whole[0] {
		first--
		sum += f.quantities[first].Value.Float64()
	}
	if total := f.quantities[k].Value.Float64(); k-first < 2 || sum > 1.1*total || sum < 0.9*total {
		return 0
	}
	n := 0
	for n < len(f.out) {
		m := &f.out[len(f.out)-1-n]
		if m.Denied || m.Number.Start < whole[0] {
			break
		}
		if m.ID != f.out[len(f.out)-1].ID {
			return 0
		}
		n++
	}
	return n
}

// respective gives the numbers behind 分别 to the names before it, where there are as
// many: 行政复议、行政诉讼案件分别为2件和1件.
func (f *finder) respective(i int, c *clause, q *quantity.Quantity, k int) bool {
	if f.set.whole&signApart == 0 {
		return false
	}
	text := f.text[c.whole[0]:q.Start]
	at := strings.LastIndex(text, "分别")
	if at < 0 {
		return false
	}
	at += c.whole[0]
	place, numbers := 0, 0 // of q among the numbers behind 分别
	for j := k; j >= 0 && f.quantities[j].Start > at; j-- {
		place = k - j
		numbers++
	}
	for j := k + 1; j < len(f.quantities) && f.quantities[j].Start < c.whole[1]; j++ {
		numbers++
	}
	names := strings.FieldsFunc(f.text[c.whole[0]:at], func(r rune) bool { return strings.ContainsRune("、和及与", r) })
	if numbers < 2 || len(names) != numbers {
		return false
	}
	for i > 0 && f.clauses[i].start > c.whole[0] {
		i--
	}
	var mine found
	at = c.whole[0]
	for j, name := range names {
		at += strings.Index(f.text[at:], name)
		w := f.wordIn(i, at, at+len(name), q)
		if w.wording == nil { // 户籍、社保、建房业务分别办理: the last word is said of all
			return false
		}
		if j == place {
			mine = w
		}
		at += len(name)
	}
	f.add(f.List[mine.indicator].ID, c, q, mine.rule)
	return true
}

// wordIn gives the longest wording in clause i from byte start to end that may say what
// a quantity counts.
func (f *finder) wordIn(i, start, end int, q *quantity.Quantity) (best found) {
	for _, w := range f.wordsOf(i) {
		in := &f.List[w.indicator]
		r := &in.Readings[w.reading]
		if w.start < start || w.end > end || r.Carry || r.Weak || w.with != "" || !f.fits(q, orUnits(r.Units, in.Units)) || hasAny(f.text[start:end], in.Not) {
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
	if f.text[last.Quote.End:c.start] != "、" || !f.fits(q, in.Units) || hasAny(f.text[c.start:c.end], in.Not) || f.otherAct(i) {
		return false
	}
	f.add(last.ID, c, q, last.Rule)
	return true
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

// parting are characters behind a number that part it from what follows.
var parting = newRuneSet("均已都设立建有开完实现村社，、及和与并")

// zone tells where a wording stands.
func (f *finder) zone(w found, q *quantity.Quantity, from, to int) zone {
	switch {
	case w.end <= q.Start && w.end > from:
		return before
	case w.start >= q.End && w.end <= to:
		gap := f.text[q.End:w.start]
		if runes(gap) > maxAfter || parting.in(gap) {
			return nowhere
		}
		return behind
	case w.end <= from:
		// Another number stands between: only if it brought no words of its own.
		if own := f.text[from:q.Start]; runes(strings.Trim(own, "、和及与共计约近达超 　")) <= 2 || rises(own) {
			return head
		}
	}
	return nowhere
}

// object takes the numbers of what something is done to, where the words for
// it stand behind them: 对67家民宿进行检查, for any indicator; and, for those that
// take lists, every item of 8件重大事项、31份合同的合法性审查.
func (f *finder) object(i int, c *clause, q *quantity.Quantity) bool {
	last := i // the item that the stretch ends with
	for last+1 < len(f.clauses) && f.clauses[last+1].whole == c.whole {
		last++
	}
	numbers := f.clauses[last].quantities
	if numbers.len() == 0 {
		return false
	}
	end := f.quantities[numbers.end-1].End
	done := f.set.whole&signTo != 0
	for _, w := range f.wordsOf(last) {
		in := &f.List[w.indicator]
		r := &in.Readings[w.reading]
		if r.Carry || w.start < end || !f.fits(q, orUnits(r.Units, in.Units)) || hasAny(f.text[c.start:c.end], in.Not) {
			continue
		}
		between := f.text[end:w.start]
		if f.countedNext(last, w.indicator) {
			continue
		}
		if in.Lists && (done || last > i || strings.Contains(between, "完成") || strings.Contains(between, "通过")) || done && w.start > q.End && (strings.Contains(between, "进行") || strings.Contains(between, "开展") || strings.Contains(between, "实施")) {
			f.add(in.ID, c, q, w.rule)
			return true
		}
	}
	return false
}

// countedNext tells whether the clause behind clause i counts the same thing
// in words of its own: 对60家企业开展安全检查，检查180家次.
func (f *finder) countedNext(i, id int) bool {
	if i+1 == len(f.clauses) || f.clauses[i+1].major != f.clauses[i].major || f.clauses[i+1].quantities.len() == 0 {
		return false
	}
	q := &f.quantities[f.clauses[i+1].quantities.first]
	return f.fits(q, f.List[id].Units) && slices.ContainsFunc(f.wordsOf(i+1), func(w found) bool { return w.indicator == id && w.end <= q.Start })
}

// orUnits gives a reading's own units, or else the indicator's.
func orUnits(own, units []string) []string {
	if len(own) > 0 {
		return own
	}
	return units
}

// consider adds a wording to the candidates if its conditions hold. own is the
// clause as far as it speaks of this quantity: up to the next one.
func (f *finder) consider(all []candidate, w found, z zone, own string, c *clause, q *quantity.Quantity) []candidate {
	in := &f.List[w.indicator]
	r := &in.Readings[w.reading]
	if r.Carry != (z == earlier) {
		return all
	}
	gap := 0
	switch z {
	case before:
		gap = runes(f.text[w.end:q.Start])
	case behind:
		gap = runes(f.text[q.End:w.start])
	}
	if r.Near && z != earlier && gap > maxNear {
		return all
	}
	if !f.fits(q, orUnits(r.Units, in.Units)) && !(z == before && gap <= 1 && w.tail == "" && runes(w.head) >= 4 && countable(q.Unit)) {
		return all
	}
	if not := &f.Catalogue.words.not[w.indicator]; not.own.in(own, c.letters) || not.readings[w.reading].in(own, c.letters) {
		return all
	}
	if w.with != "" && !f.has(c, w.with) {
		return all
	}
	score := int(z) - min(gap, 12) + 2*w.length
	if r.Weak {
		score -= int(before)
	}
	return append(all, candidate{w, score, z})
}

// has tells whether the sentence up to the end of clause c, or the heading, has
// a word. 均 and 全部 may open the next clause: 执法人员12名，均持证上岗.
func (f *finder) has(c *clause, word string) bool {
	if strings.Contains(f.text[max(c.sentence, c.end-maxClause):c.end], word) || strings.Contains(f.heading, word) {
		return true
	}
	return hasPrefixOf(word, "均", "全部") && strings.HasPrefix(strings.TrimPrefix(f.text[c.end:], "，"), word)
}

// fits tells whether a quantity's unit is one of those listed, as itself or by
// its family. The family is looked up once a quantity.
func (f *finder) fits(q *quantity.Quantity, listed []string) bool {
	if f.unitOf != q.Unit {
		f.unitOf, f.family = q.Unit, quantity.Family(q.Unit)
	}
	return slices.Contains(listed, q.Unit) || slices.Contains(listed, f.family)
}

// countable tells units that a misprint may put in the place of the right one:
// 信访事项200天 counts, 培训30学时 and 罚款率99% do not (guide, convention 21).
func countable(unit string) bool {
	switch quantity.Family(unit) {
	case "events", "cases", "items", "batches":
		return true
	}
	return unit == "天"
}

// fillers are words before a number that say nothing of what it counts.
var fillers = strings.NewReplacer("全年", "", "今年", "", "当年", "", "本年", "", "以来", "", "截至目前", "", "目前", "", "累计", "", "共计", "", "总计", "", "合计", "", "共", "", "已", "",
	"全镇", "", "全乡", "", "全街道", "", "共有", "", "全部", "", "层面", "", "年底前", "", "按时", "", "按期", "", "及时", "", "均", "", "其中", "", "约", "", "近", "", "达", "", "为", "", "到", "", " ", "", "\u3000", "")

// carried adds to the candidates what a quantity may count by the clauses before
// its own, for a clause that brings no words itself: 开展普法活动，共计35场.
func (f *finder) carried(all []candidate, i, k, from int) []candidate {
	c, q := &f.clauses[i], &f.quantities[k]
	if k+1 == c.quantities.end && runes(strings.TrimSpace(f.text[q.End:max(q.End, c.end)])) > 3 { // a unit may run over the end of the line
		return all
	}
	if own := f.text[from:q.Start]; runes(own) > maxBare && runes(fillers.Replace(own)) > maxBare {
		return all
	}
	listEnds, given := f.otherAct(i), len(all)
	for back := i - 1; back >= 0 && f.clauses[back].sentence == c.sentence && f.clauses[back].major == c.major; back-- {
		for _, w := range f.wordsOf(back) {
			in := &f.List[w.indicator]
			if in.Readings[w.reading].Carry && !(in.Lists && listEnds) {
				all = f.consider(all, w, earlier, f.text[c.start:c.end], c, q)
			}
		}
		if len(all) > given {
			return all
		}
		if i-back >= 4 {
			return all
		}
		listEnds = listEnds || f.otherAct(back)
	}
	return all
}

// listed tells whether two wordings stand side by side in a list: 普法宣传、
// 法律咨询12场次 counts neither.
func (f *finder) listed(a, b candidate) bool {
	if a.zone != before || b.zone != before {
		return false
	}
	if a.start > b.start {
		a, b = b, a
	}
	if a.end > b.start {
		return false
	}
	gap := f.text[a.end:b.start]
	return runes(gap) <= 10 && strings.ContainsAny(gap, "、和及与")
}

// mixed tells whether the best wording closes a list of unlike things: 法律咨询、
// 矛盾纠纷排查化解、普法讲座等活动45场次 counts none of them (guide, convention 25).
// What is handed out together is printed matter all the same: 扇子、资料等300份.
func (f *finder) mixed(i, from int, best candidate, q *quantity.Quantity) bool {
	if best.zone != before || f.List[best.indicator].ID == "materials" {
		return false
	}
	end := best.end
	if !strings.HasPrefix(f.text[end:], "等") {
		rest, ok := strings.CutSuffix(f.text[end:q.Start], "等") // 普法活动、培训、座谈等60场
		if !ok || !strings.HasPrefix(rest, "、") || quantity.Family(q.Unit) != "events" {
			return false
		}
		end += len(rest)
	}
	members := strings.Split(f.text[from:end], "、")
	at := from
	for _, member := range members[:len(members)-1] {
		end := at + len(member)
		own := false
		for _, w := range f.wordsOf(i) {
			own = own || w.indicator == best.indicator && w.start >= at && w.end <= end
		}
		if !own {
			return true
		}
		at = end + len("、")
	}
	return false
}

// apportioned tells a number that 分别 gives to one of several names:
// 行政诉讼、行政复议案件分别为1件和2件. Which is whose is not read.
// Where all that is named counts for one indicator, it does not matter:
// 在三个时段分别开展食品、燃气检查4次和3次.
func (f *finder) apportioned(i int, c *clause, q *quantity.Quantity) bool {
	if f.set.whole&signApart == 0 {
		return false
	}
	names, _, ok := strings.Cut(f.text[c.whole[0]:q.Start], "分别")
	if !ok || !strings.ContainsAny(names, "、和及与") {
		return false
	}
	words := f.wordsOf(i)
	return c.start > c.whole[0] || slices.ContainsFunc(words, func(w found) bool { return w.indicator != words[0].indicator || w.start < c.whole[0]+len(names) })
}

// partOfSettled tells whether the sentence has already said how many disputes
// were settled, and this clause only how many of them with success.
func (f *finder) partOfSettled(c *clause, id string) bool {
	text := strings.TrimLeft(f.text[c.start:c.end], " 　")
	if !hasPrefixOf(text, "成功", "调解成功", "化解成功", "调处成功", "已", "达成") {
		return false
	}
	return slices.ContainsFunc(f.since(c.sentence), func(m Mention) bool { return m.ID == id })
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
