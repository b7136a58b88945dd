package audit

import (
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"zhenjian/generator/archive"
	"zhenjian/generator/quantity"
	"zhenjian/generator/report"
	"zhenjian/generator/source"
)

// mostApart is how far two numbers may lie apart, as a share of the larger, to be
// taken for one that was written down twice: of those that differ more, one mostly
// counts something else.
const mostApart = 0.15

// mostStated is how many numbers of one indicator are held against each other: a list of
// more gives nothing again.
const mostStated = 100

// narrowing words say that a number counts a part of what the indicator does.
var narrowing = []string{"其中", "一线", "专职", "兼职", "实际", "在岗", "骨干", "专业", "中队", "新取", "新增", "部分", "仍", "尚", "剩余", "重复", "以上", "以下", "不足", "村级", "镇级"}

// restated finds numbers that a report gives again, in a table or where it tells what
// falls short, and gives otherwise: 持证执法人员13人 and, among the shortcomings,
// 持证的14人中.
func restated(c *checked) []archive.Finding {
	var found []archive.Finding
	mentions := c.entry.Mentions
	same := map[string][]int{} // by indicator
	again := make([]bool, len(mentions))
	for i := range mentions {
		if m := &mentions[i]; plain(m) {
			same[m.Indicator] = append(same[m.Indicator], i)
			again[i] = c.again(m)
		}
	}
	for i := range mentions {
		a := &mentions[i]
		if !again[i] {
			continue
		}
		if len(same[a.Indicator]) > mostStated {
			continue
		}
		var other *archive.Mention
		sum, equal := 0.0, false
		for _, j := range same[a.Indicator] {
			b := &mentions[j]
			if i == j || !sameUnit(a, b) || b.Period != a.Period {
				continue
			}
			equal = equal || b.Value.Cmp(a.Value) == 0
			sum += b.Value.Float64()
			if !again[j] && apart(a, b) <= mostApart && (other == nil || apart(a, b) < apart(a, other)) {
				other = b
			}
		}
		if equal || other == nil || sum == a.Value.Float64() || c.sameWords(a, other) || c.saysElsewhere(a) { // the same words: see clashes
			continue
		}
		found = append(found, archive.Finding{Code: source.Clash, Places: []source.Span{other.Number, a.Number}})
	}
	return found
}

// sameUnit tells whether two numbers count the same: 86人 and 82名 do, 份 and 册 need not.
func sameUnit(a, b *archive.Mention) bool {
	return a.Unit == b.Unit || a.Family == b.Family && (a.Family == "people" || a.Family == "cases")
}

// plain tells a mention that gives one exact number.
func plain(m *archive.Mention) bool {
	return !m.Denied && !m.HasHigh && m.Qualifier == quantity.Exact
}

// apart tells how far two numbers lie apart, as a share of the larger.
func apart(a, b *archive.Mention) float64 {
	x, y := a.Value.Float64(), b.Value.Float64()
	return max(x-y, y-x) / max(x, y, 1)
}

// again tells a mention that stands where a report gives numbers of before again: in a
// table, or among what falls short, with the whole of it meant.
func (c *checked) again(m *archive.Mention) bool {
	block := sort.Search(len(c.Blocks), func(i int) bool { return c.Blocks[i].Span.End > m.Number.Start })
	if block < len(c.Blocks) && c.Blocks[block].Kind == report.TableRow && m.Number.Start >= c.Blocks[block].Span.Start {
		return true
	}
	kind := report.Other
	for _, s := range c.Sections {
		if s.Level == 1 && s.Span.Start <= m.Number.Start {
			kind = s.Kind
		}
	}
	if kind != report.Problems {
		return false
	}
	clause := c.text[m.Clause.Start:m.Clause.End]
	if n := endOfWhole(c.text[m.Number.End:max(m.Number.End, m.Clause.End)]); n >= 0 {
		clause = c.text[min(m.Clause.Start, m.Number.Start) : m.Number.End+n] // 全乡82名调解员中大专以上学历的17名
	}
	in, _ := c.catalogue.Get(m.Indicator)
	return !holdsAny(clause, narrowing...) && (in.Stock || holdsAny(clause, "共", "总", "全年", "年"))
}

// mostCounted is how many characters name what is counted, between a number and 中.
const mostCounted = 8

// endOfWhole gives the bytes behind a number that name what is counted, where 中 says that
// a part of it follows; -1 where none does.
func endOfWhole(text string) int {
	at := strings.Index(text, "中")
	if at < 0 || utf8.RuneCountInString(text[:at]) > mostCounted || strings.HasSuffix(text[:at], "其") || strings.HasSuffix(text[:at], "集") {
		return -1
	}
	if next, _ := utf8.DecodeRuneInString(text[at+len("中"):]); strings.ContainsRune("队心小学", next) {
		return -1
	}
	return at
}

// saysElsewhere tells whether the number of a mention stands in the text again, with
// its unit, as something that is no mention.
func (c *checked) saysElsewhere(m *archive.Mention) bool {
	return slices.ContainsFunc(c.quantities, func(q quantity.Quantity) bool {
		return q.Start != m.Number.Start && q.Unit == m.Unit && q.Value.Cmp(m.Value) == 0
	})
}
