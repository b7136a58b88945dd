package audit

import (
	"math"
	"slices"
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
		if i < used || c.quantities[i].Value.IsZero() {
			continue
		}
		if f, ok := c.overfull(i); ok {
			found = append(found, f)
			used = i + 2
			continue
		}
		if !c.exact(i) {
			continue
		}
		if f, last, ok := c.sumOfNext(i); ok {
			found = append(found, f)
			used = last + 1
			continue
		}
		if f, last, ok := c.sumBehind(i); ok {
			if f.Code != "" {
				found = append(found, f)
			}
			used = last + 1
			continue
		}
		if f, ok := c.sumAcross(i); ok {
			found = append(found, f)
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
	if !listed {
		if all := c.joined(run); len(all) > 2 && c.near(total, all) && (c.opposed(all[0], all[len(all)-1]) || c.allOf(t, all)) {
			return archive.Finding{Code: source.SumOff, Places: c.spans(append([]int{t}, all...)...)}, all[len(all)-1], true
		}
		if len(run) == 2 && c.near(total, run) && c.allOf(t, run) {
			return archive.Finding{Code: source.SumOff, Places: c.spans(t, run[0], run[1])}, run[1], true
		}
		if len(run) >= 2 && c.near(total, run[:2]) && c.opposed(run[0], run[1]) {
			return archive.Finding{Code: source.SumOff, Places: c.spans(t, run[0], run[1])}, run[1], true
		}
		return f, 0, false
	}
	run = c.joined(run)
	if len(run) > 2 && c.opposed(run[0], run[1]) {
		run = run[:2] // these leave nothing: 在编5名，聘用8名，取得执法证的有6名
	}
	if t > 0 && c.families[t-1] == c.families[t] && c.sentences[t-1] == c.sentences[t] && c.exact(t-1) && c.sum(run).Cmp(c.quantities[t-1].Value) == 0 {
		t-- // 6个人民调解委员会3个调解室，其中镇级调委会1个，村调委会5个
		return archive.Finding{Code: source.SumAgrees, Places: c.spans(append([]int{t}, run...)...)}, run[len(run)-1], true
	}
	if len(run) >= 2 && c.near(total, run) && !c.goesOn(run[len(run)-1]) {
		return archive.Finding{Code: source.SumOff, Places: c.spans(append([]int{t}, run...)...)}, run[len(run)-1], true
	}
	return archive.Finding{}, run[len(run)-1], true
}

// overfull tells a part that is more than its total: 化解12件，其中邻里15件; of 5800余份, one of
// 6200.
func (c *checked) overfull(t int) (archive.Finding, bool) {
	if t+1 == len(c.quantities) || c.sentences[t+1] != c.sentences[t] || c.quantities[t+1].Unit != c.quantities[t].Unit || !c.exact(t+1) || !strings.Contains(c.between(t, t+1), "其中") {
		return archive.Finding{}, false
	}
	q := &c.quantities[t]
	total := q.Value.Float64()
	if !c.exact(t) {
		if q.HasHigh || q.Each || !strings.ContainsAny(c.text[q.Start:q.End], "余多") {
			return archive.Finding{}, false
		}
		step := 1.0 // 10余 may be 19, 5800余 5899
		for math.Mod(total, 10*step) == 0 {
			step *= 10
		}
		total += step
	}
	return archive.Finding{Code: source.SumOff, Places: c.spans(t, t+1)}, c.quantities[t+1].Value.Float64() > total
}

// sumAcross looks at a total and its parts behind 其中 where numbers of another kind
// stand between them: 处罚37件，罚款8万元，其中简易程序30件、普通程序7件; 拆除12处2860平方米，其中
// 店铺7处1540平方米、棚圈4处1320平方米.
func (c *checked) sumAcross(t int) (archive.Finding, bool) {
	open := t // the last quantity before 其中
	for ; ; open++ {
		if open+1 == len(c.quantities) || open > t+mostRun || c.sentences[open+1] != c.sentences[t] {
			return archive.Finding{}, false
		}
		if strings.Contains(c.between(open, open+1), "其中") {
			break
		}
		if c.families[open+1] == c.families[t] { // it is nearer
			return archive.Finding{}, false
		}
	}
	var run []int
	for i := open + 1; i < min(len(c.quantities), open+mostRun) && c.sentences[i] == c.sentences[t]; i++ {
		if gap := c.between(i-1, i); i > open+1 && (strings.ContainsAny(gap, "；;") || strings.Contains(gap, "其中")) {
			break
		}
		if c.families[i] == c.families[t] {
			run = append(run, i)
		}
	}
	if len(run) < 2 || open == t && run[len(run)-1] == t+len(run) { // the latter is for sumBehind
		return archive.Finding{}, false
	}
	run = c.joined(run)
	for _, i := range run {
		if !c.exact(i) {
			return archive.Finding{}, false
		}
	}
	f := archive.Finding{Code: source.SumAgrees, Places: c.spans(append([]int{t}, run...)...)}
	if c.sum(run).Cmp(c.quantities[t].Value) == 0 {
		return f, true
	}
	for k := 1; k < len(run); k++ {
		if !strings.Contains(c.between(run[k-1], run[k]), "、") {
			return archive.Finding{}, false // they may overlap
		}
	}
	f.Code = source.SumOff
	people := c.families[t] == "people" || c.families[t] == "visits" // of whom not all need be named
	return f, !people && c.close(c.quantities[t].Value, run) && !c.goesOn(run[len(run)-1])
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
	listed := t+1 < len(c.quantities) && listOpens(c.between(t, t+1))
	for i := t + 1; i < len(c.quantities) && c.families[i] == c.families[t] && c.exact(i) && c.sentences[i] == c.sentences[t]; i++ {
		if gap := c.between(i-1, i); i > t+1 && (!halves && strings.ContainsAny(gap, "；;") || strings.Contains(gap, "其中") || listed && holdsAny(gap, "，已完成", "，已整改", "，已全部")) {
			break // 290处，其中重大隐患4处，已完成整改283处
		}
		if run = append(run, i); len(run) > mostRun {
			return nil // no report lists as many, and each total would go through all that follows
		}
	}
	return run
}

// mostRun is how many parts a total has at most.
const mostRun = 60

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
	return len(run) >= 2 && c.opposed(run[0], run[len(run)-1]) || holdsAny(c.clause(t), "总", "共", "累计", "合计")
}

// eitherPost are posts of which a person has one.
var eitherPost = [][2]string{{"专职", "兼职"}, {"在编", "聘用"}, {"在编", "编外"}}

// opposed tells two parts that exclude each other and leave nothing: 已化解46件,
// 4件正在化解中; 专职7名、兼职69名.
func (c *checked) opposed(a, b int) bool {
	done, open := c.clause(a)+c.behind(a), c.clause(b)+c.behind(b)
	for _, posts := range eitherPost {
		if strings.Contains(done, posts[0]) && strings.Contains(open, posts[1]) || strings.Contains(done, posts[1]) && strings.Contains(open, posts[0]) {
			return true
		}
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

// allOf tells a number of people with 共 right before it, which parts follow up to
// the end of the sentence's part: 执法人员共15人，正式干部9人，事业编制5人. What one
// person may be beside something else is no part: 党员9人，本科以上5人.
func (c *checked) allOf(t int, run []int) bool {
	if c.families[t] != "people" || !strings.HasSuffix(strings.TrimSuffix(strings.TrimSuffix(c.clause(t), "有"), "计"), "共") {
		return false
	}
	first, last := c.quantities[run[0]], c.quantities[run[len(run)-1]]
	rest := c.text[last.End:]
	if k := strings.IndexAny(rest, "。！？\n；;"); k >= 0 {
		rest = rest[:k]
	}
	return rest == "" && !holdsAny(c.text[c.quantities[t].End:first.Start]+c.text[first.End:last.Start], "党员", "学历", "本科", "大专", "以上", "女", "岁", "少数民族", "族", "专业", "新")
}

// sumOfNext looks at the parts of total t, or of the number before it, that a sentence
// of their own lists to the last: 化解336件。景区类151件、邻里类102件、其他83件。
func (c *checked) sumOfNext(t int) (f archive.Finding, last int, ok bool) {
	if t+3 >= len(c.quantities) || c.families[t+1] != c.families[t] || c.sentences[t+1] != c.sentences[t]+1 || strings.Contains(c.between(t, t+1), "\n") {
		return f, 0, false
	}
	run := []int{t + 1}
	for i := t + 2; i < len(c.quantities) && c.sentences[i] == c.sentences[t+1]; i++ {
		if gap := c.between(i-1, i); c.families[i] != c.families[t] || !strings.HasPrefix(gap, "、") && !strings.HasPrefix(gap, "，") {
			return f, 0, false
		}
		run = append(run, i)
	}
	last = run[len(run)-1]
	if len(run) < 3 || !holdsAny(c.clause(last), "其他", "其它", "其余") || !strings.HasPrefix(c.text[c.quantities[last].End:], "。") {
		return f, 0, false
	}
	for _, i := range run {
		if !c.exact(i) {
			return f, 0, false
		}
	}
	f.Code = source.SumOff
	for i := t; i >= 0 && c.sentences[i] == c.sentences[t]; i-- {
		if c.families[i] == c.families[t] && c.exact(i) && c.quantities[i].Value.Cmp(c.sum(run)) == 0 {
			f.Code, t = source.SumAgrees, i
		}
	}
	if f.Code == source.SumOff && !c.close(c.quantities[t].Value, run) {
		return f, 0, false
	}
	f.Places = c.spans(append([]int{t}, run...)...)
	return f, last, true
}

// close tells whether parts of different kinds come so close to a total that chance
// is no reason.
func (c *checked) close(total numeral.Decimal, run []int) bool {
	s, t := c.sum(run).Float64(), total.Float64()
	return s != t && s >= 0.9*t && s <= 1.1*t
}

// sumBefore looks at a total behind its parts: 57条、15条，共72条. Where 、 joins them,
// all of the list is meant, and one that does not come out is a find; whatever the
// parts are counted in, if nothing but 共计 stands before the total: 合同40份、
// 决策3项，共计45件.
func (c *checked) sumBefore(t int) (archive.Finding, bool) {
	if t < 2 || c.sentences[t-1] != c.sentences[t] || !holdsAny(c.clause(t), "合计", "共计", "总计", "共", "累计") {
		return archive.Finding{}, false
	}
	bare := strings.Trim(c.clause(t), "合共总累计为达全年 \u3000") == ""
	if list := c.listBefore(t); len(list) >= 2 {
		same := true
		for _, i := range list {
			same = same && c.families[i] == c.families[t]
		}
		f := archive.Finding{Code: source.SumOff, Places: c.spans(append([]int{t}, list...)...)}
		switch {
		case !same && !bare:
			return archive.Finding{}, false
		case c.sum(list).Cmp(c.quantities[t].Value) == 0:
			f.Code = source.SumAgrees
			return f, true
		case (bare || strings.HasPrefix(c.clause(t), "共有")) && c.close(c.quantities[t].Value, list):
			return f, true
		case len(list) > 2:
			return archive.Finding{}, false
		}
	}
	if c.families[t-1] != c.families[t] {
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

// mostParts is how many numbers back the parts of a total are looked for.
const mostParts = 24

// listBefore gives the quantities right before total t that 、 and 和 join, if all can
// be reckoned with; rates and what is measured are no parts.
func (c *checked) listBefore(t int) []int {
	from := t - 1
	for from > max(0, t-mostParts) && c.sentences[from-1] == c.sentences[t] {
		gap := c.between(from-1, from)
		if strings.ContainsAny(gap, "，,；;：:") || !strings.ContainsAny(gap, "、和及") {
			break
		}
		from--
	}
	var list []int
	for i := from; i < t; i++ {
		if !c.exact(i) || slices.Contains(measures, c.families[i]) {
			return nil
		}
		list = append(list, i)
	}
	return list
}

// risen takes words of a rise for + and =, and those that say nothing out.
var risen = strings.NewReplacer("增加到", "=", "增加至", "=", "增至", "=", "达到", "=", "总数", "", "总量", "", "达", "=", "增加了", "+", "新增了", "+", "增加", "+", "新增", "+", "补充", "+", "现有", "", "共", "", "已", "", "全镇", "", "目前", "")

// rises reckons what a number has become: 由上年的40人增加8人，达到48人.
func rises(c *checked) []archive.Finding {
	var found []archive.Finding
	for i := 0; i+2 < len(c.quantities); i++ {
		if c.families[i+1] != c.families[i] || c.families[i+2] != c.families[i] || c.sentences[i+2] != c.sentences[i] || !c.exact(i) || !c.exact(i+1) || !c.exact(i+2) {
			continue
		}
		// Nothing but the verbs: 由40人增加到48人，明白人达到66人 is another thing.
		by, to := risen.Replace(c.between(i, i+1)), risen.Replace(c.between(i+1, i+2))
		if !holdsAny(c.clause(i), "由", "从") || by != "+" || !strings.HasSuffix(to, "=") || strings.Trim(to, "=，, ") != "" {
			continue
		}
		f := archive.Finding{Code: source.SumAgrees, Places: c.spans(i+2, i, i+1)}
		if c.sum([]int{i, i + 1}).Cmp(c.quantities[i+2].Value) != 0 {
			f.Code = source.SumOff
		}
		found = append(found, f)
	}
	return found
}
