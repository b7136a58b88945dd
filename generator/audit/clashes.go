package audit

import (
	"strings"
	"unicode/utf8"

	"zhenjian/generator/archive"
	"zhenjian/generator/indicator"
	"zhenjian/generator/source"
)

// sameWords is how many characters the words before two numbers must share for
// them to be said of one thing: 排查化解矛盾纠纷 has eight.
const sameWords = 6

// fillers say of a number when, where and how exactly, not of what.
var fillers = []string{"全年", "今年以来", "今年", "本年度", "年度", "截至目前", "截止目前", "目前", "我镇", "我乡", "我街道", "全镇", "全乡", "全街道", "共计", "累计", "共", "总计", "合计", "约", "近", "已", "达到", "达", "有", "一年来", "年内", "只有", "仅有", "仅", "只"}

// clashes finds two numbers that a report gives of one thing in the same words:
// 全年排查化解矛盾纠纷近600件次 and 排查化解矛盾纠纷350件次.
func clashes(c *checked) []archive.Finding {
	var found []archive.Finding
	mentions := c.entry.Mentions
	type thing struct {
		head, indicator, family string
		period                  indicator.Period
	}
	first := map[thing][2]int{} // by what is counted: the first mention, and the first that gives another number; -1 for none
	for i := range mentions {
		m := &mentions[i]
		head := c.head(m)
		if m.Denied || utf8.RuneCountInString(head) < sameWords {
			continue
		}
		t := thing{head, m.Indicator, m.Family, m.Period}
		before, ok := first[t]
		switch {
		case !ok:
			first[t] = [2]int{i, -1}
			continue
		case mentions[before[0]].Value.Cmp(m.Value) == 0:
			before[0] = before[1]
		case before[1] < 0:
			first[t] = [2]int{before[0], i}
		}
		if other := before[0]; other >= 0 {
			found = append(found, archive.Finding{Code: source.Clash, Places: []source.Span{mentions[other].Number, m.Number}})
		}
	}
	return found
}

// sameWords tells whether the words before two numbers are enough to be said of one
// thing.
func (c *checked) sameWords(a, b *archive.Mention) bool {
	h := c.head(a)
	return utf8.RuneCountInString(h) >= sameWords && h == c.head(b)
}

// head gives the words before the number of a mention that say what is counted.
func (c *checked) head(m *archive.Mention) string {
	return head(c.text[min(m.Clause.Start, m.Number.Start):m.Number.Start])
}

// head gives the words of a clause that say what is counted.
func head(text string) string {
	for again := true; again; {
		again = false
		text = strings.Trim(text, " 　0123456789０１２３４５６７８９年")
		for _, f := range fillers {
			if t := strings.TrimSuffix(strings.TrimPrefix(text, f), f); t != text {
				text, again = t, true
			}
		}
	}
	return text
}
