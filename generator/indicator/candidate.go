package indicator

import (
	"slices"
	"strings"

	"zhenjian/generator/quantity"
)

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

// leadsOn tells a wording some way behind a number that says what the next one counts:
// 对132家企业进行巡查264家次, 6件信访积案化解5件.
func (f *finder) leadsOn(c *clause, k int, w found) bool {
	if k+1 >= c.quantities.end || strings.TrimSpace(f.text[f.quantities[k].End:w.start]) == "" {
		return false
	}
	next := &f.quantities[k+1]
	in := &f.List[w.indicator]
	return next.Start >= w.end && runes(f.text[w.end:next.Start]) <= 1 && f.fits(next, orUnits(in.Readings[w.reading].Units, in.Units))
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
		if r.Carry || w.start < end || !f.fits(q, orUnits(r.Units, in.Units)) || standsAny(f.text[c.start:c.end], in.Not) {
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
var fillers = strings.NewReplacer("全年", "", "今年", "", "当年", "", "本年", "", "以来", "", "截至目前", "", "目前", "", "累计", "", "共计", "", "总计", "", "合计", "", "共", "", "现已", "", "已", "",
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
				all = f.consider(all, w, earlier, withoutLaws(f.text[c.start:c.end]), c, q)
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
