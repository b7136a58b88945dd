package indicator

import (
	"slices"
	"strings"

	"zhenjian/generator/quantity"
)

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
	if f.List[best.indicator].Lists && best.start < from+len(members[0]) {
		return false // 审核行政协议、重大决策、信访答复等174件: all of the list is reviewed
	}
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

// each makes a mention of every indicator that a list names: 办理行政复议、行政应诉案件各1件.
func (f *finder) each(all []candidate, best candidate, c *clause, q *quantity.Quantity) {
	named := []candidate{best}
	for _, o := range all {
		if f.listed(o, best) && !slices.ContainsFunc(named, func(n candidate) bool { return n.indicator == o.indicator }) {
			named = append(named, o)
		}
	}
	slices.SortFunc(named, func(x, y candidate) int { return x.start - y.start })
	for _, n := range named {
		f.add(f.List[n.indicator].ID, c, q, n.rule)
	}
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
