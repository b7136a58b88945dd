package audit

import (
	"strings"

	"zhenjian/generator/archive"
	"zhenjian/generator/numeral"
	"zhenjian/generator/source"
)

// sums adds parts up: 186件，其中97件、44件、35件; 50件，已化解46件，4件正在化解;
// 总针次13290针，第一针6387针，二针6134针，三针769针; 57条、15条，共72条.
//
// A sum that comes out is a find wherever it stands. One that does not is a find
// only behind words that promise a whole, and only if it is near: where far less
// is listed, the list may not be meant to be whole, and people may be counted
// twice (党员30人、本科以上50人 of 66).
func sums(c *checked) []archive.Finding {
	var found []archive.Finding
	used := 0 // quantities before this are parts of something already
	for i := range c.quantities {
		if i < used || !c.exact(i) || c.quantities[i].Value.IsZero() {
			continue
		}
		if f, last, ok := c.sumBehind(i); ok {
			if f.Code != "" {
				found = append(found, f)
			}
			used = last + 1
			continue
		}
		if f, ok := c.sumBefore(i); ok {
			found = append(found, f)
		}
	}
	return append(found, c.tableSums()...)
}

// sumBehind looks at the parts behind total t. last is the last part.
func (c *checked) sumBehind(t int) (f archive.Finding, last int, ok bool) {
	if t+1 == len(c.quantities) || c.families[t+1] != c.families[t] || c.sentences[t+1] != c.sentences[t] {
		return f, 0, false
	}
	gap := c.between(t, t+1)
	listed := listOpens(gap)
	if !listed && strings.ContainsAny(gap, "；;") {
		return f, 0, false
	}
	run := c.run(t, strings.Contains(gap, "：") || strings.Contains(gap, ":"))
	total := c.quantities[t].Value
	sum := numeral.Int(0)
	for k, p := range run {
		sum = sum.Add(c.quantities[p].Value)
		if k > 0 && sum.Cmp(total) == 0 && (listed || c.whole(t, run[:k+1])) {
			return archive.Finding{Code: source.SumAgrees, Places: c.spans(append([]int{t}, run[:k+1]...)...)}, p, true
		}
	}
	if len(run) == 0 {
		return f, 0, false
	}
	first := run[0]
	if listed && c.quantities[first].Value.Cmp(total) > 0 && c.quantities[first].Unit == c.quantities[t].Unit && strings.Contains(gap, "其中") {
		return archive.Finding{Code: source.SumOff, Places: c.spans(t, first)}, first, true
	}
	if !listed {
		if len(run) >= 2 && c.near(total, run[:2]) && c.opposed(run[0], run[1]) {
			return archive.Finding{Code: source.SumOff, Places: c.spans(t, run[0], run[1])}, run[1], true
		}
		return f, 0, false
	}
	run = c.joined(run)
	if t > 0 && c.families[t-1] == c.families[t] && c.sentences[t-1] == c.sentences[t] && c.exact(t-1) && c.sum(run).Cmp(c.quantities[t-1].Value) == 0 {
		t-- // 6个人民调解委员会3个调解室，其中镇级调委会1个，村调委会5个
		return archive.Finding{Code: source.SumAgrees, Places: c.spans(append([]int{t}, run...)...)}, run[len(run)-1], true
	}
	if len(run) >= 2 && c.near(total, run) && !c.goesOn(run[len(run)-1]) {
		return archive.Finding{Code: source.SumOff, Places: c.spans(append([]int{t}, run...)...)}, run[len(run)-1], true
	}
	return archive.Finding{}, run[len(run)-1], true
}

// listOpens tells whether a list of parts opens in what stands behind a total.
func listOpens(gap string) bool {
	if holdsAny(gap, "其中", "分别为", "分别是", "包括", "包含", "具体为") {
		return true
	}
	rest := strings.TrimLeft(gap, " 　”")
	return strings.HasPrefix(rest, "（") || strings.HasPrefix(rest, "(") || strings.HasPrefix(rest, "：") || strings.HasPrefix(rest, ":")
}

// run gives the quantities behind total t that may be its parts: of one family,
// exact, up to the end of the sentence, or of its half, and to a new list.
func (c *checked) run(t int, halves bool) []int {
	var run []int
	for i := t + 1; i < len(c.quantities) && c.families[i] == c.families[t] && c.exact(i) && c.sentences[i] == c.sentences[t]; i++ {
		if gap := c.between(i-1, i); i > t+1 && (!halves && strings.ContainsAny(gap, "；;") || strings.Contains(gap, "其中")) {
			break
		}
		run = append(run, i)
	}
	return run
}

// joined cuts a run where the mark between its parts changes from 、 to another:
// 97件、44件、35件，罚款3件.
func (c *checked) joined(run []int) []int {
	for k := 2; k < len(run); k++ {
		if strings.Contains(c.between(run[0], run[1]), "、") && !strings.Contains(c.between(run[k-1], run[k]), "、") {
			return run[:k]
		}
	}
	return run
}

// whole tells whether words say that the quantities behind t are all of it, or that
// the total is one.
func (c *checked) whole(t int, run []int) bool {
	return len(run) == 2 && c.opposed(run[0], run[1]) || holdsAny(c.clause(t), "总", "共", "累计", "合计")
}

// opposed tells two parts that exclude each other and leave nothing: 已化解46件,
// 4件正在化解中; 专职7名、兼职69名.
func (c *checked) opposed(a, b int) bool {
	done, open := c.clause(a)+c.behind(a), c.clause(b)+c.behind(b)
	if strings.Contains(done, "专职") && strings.Contains(open, "兼职") || strings.Contains(done, "兼职") && strings.Contains(open, "专职") {
		return true
	}
	return holdsAny(done, "已", "成功", "办结", "化解", "整改", "完成", "结案", "答复") && holdsAny(open, "正在", "尚", "未", "仍", "剩余", "在办", "待办", "继续")
}

func (c *checked) sum(run []int) numeral.Decimal {
	sum := numeral.Int(0)
	for _, p := range run {
		sum = sum.Add(c.quantities[p].Value)
	}
	return sum
}

// near tells whether parts come so close to a total that they are meant to make it.
func (c *checked) near(total numeral.Decimal, run []int) bool {
	s, t := c.sum(run).Float64(), total.Float64()
	return s != t && s >= 0.8*t && (s <= 1.2*t || c.families[run[0]] != "people" && s <= 2*t)
}

// goesOn tells whether words behind the last part say that there is more.
func (c *checked) goesOn(last int) bool {
	end := c.quantities[last].End
	rest := c.text[end:min(len(c.text), end+90)]
	if k := strings.IndexAny(rest, "。！？\n；;"); k >= 0 {
		rest = rest[:k]
	}
	return holdsAny(rest, "其他", "其它", "其余", "余下", "等")
}

// sumBefore looks at a total behind its parts: 57条、15条，共72条.
func (c *checked) sumBefore(t int) (archive.Finding, bool) {
	if t < 2 || c.families[t-1] != c.families[t] || c.sentences[t-1] != c.sentences[t] || !holdsAny(c.clause(t), "合计", "共计", "总计", "共", "累计") {
		return archive.Finding{}, false
	}
	sum := numeral.Int(0)
	for i := t - 1; i >= 0 && c.families[i] == c.families[t] && c.exact(i) && c.sentences[i] == c.sentences[t]; i-- {
		sum = sum.Add(c.quantities[i].Value)
		if i < t-1 && sum.Cmp(c.quantities[t].Value) == 0 {
			places := c.spans(t)
			for k := i; k < t; k++ {
				places = append(places, c.span(k))
			}
			return archive.Finding{Code: source.SumAgrees, Places: places}, true
		}
	}
	return archive.Finding{}, false
}
