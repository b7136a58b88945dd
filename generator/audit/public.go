package audit

import (
	"slices"
	"strings"

	"zhenjian/generator/archive"
	"zhenjian/generator/source"
)

// JumpsGroup is the group of what shows only beside the year before, which Jumps finds.
const JumpsGroup = "jumps"

// groups are what config.toml calls the checks whose findings the public may see.
var groups = []struct {
	name  string
	codes []source.Code
}{
	{"passed", []source.Code{source.SumAgrees, source.RateAgrees}},
	{"sums", []source.Code{source.SumOff}},
	{"rates", []source.Code{source.RateOff, source.RateOver}},
	{"two-figures", []source.Code{source.Clash}},
	{"units", []source.Code{source.UnitSlip}},
	{"doubled", []source.Code{source.Doubled}},
	{"marks", []source.Code{source.Unbalanced}},
	{"misprints", []source.Code{source.Misprint}},
	{"parts", []source.Code{source.PartsMissing}},
	{"dates", []source.Code{source.LateDate, source.OddDate}},
	{JumpsGroup, nil},
}

// Groups gives their names.
func Groups() []string {
	var names []string
	for _, g := range groups {
		names = append(names, g.name)
	}
	return names
}

// A Verdict is a finding as the public reads it.
type Verdict struct {
	Places []source.Span // what it compares, in reading order; none where it is about the report as a whole
	Quote  string        // the words that hold the first, or all of them where they are near; "" where there is none
	Also   string        // those that hold the second, where it is elsewhere
	Text   string        // 46件＋4件＝50件，相符
}

// Public gives the findings of a report that are in some groups, in neutral words.
func Public(text string, found []archive.Finding, names []string) []Verdict {
	var out []Verdict
	for _, f := range found {
		public := slices.ContainsFunc(names, func(name string) bool {
			i := slices.Index(Groups(), name)
			return i >= 0 && slices.Contains(groups[i].codes, f.Code)
		})
		if !public {
			continue
		}
		if len(f.Places) == 0 {
			out = append(out, Verdict{Text: wholeReport(f)})
			continue
		}
		v := Verdict{Places: slices.Clone(f.Places), Quote: quote(text, f.Places)}
		slices.SortFunc(v.Places, func(a, b source.Span) int { return a.Start - b.Start })
		of := strings.Clone(text[f.Places[0].Start:f.Places[0].End])
		switch f.Code {
		case source.SumAgrees, source.RateAgrees:
			v.Text = Reckoning(text, f) + "，相符"
		case source.SumOff, source.RateOff:
			v.Text = Reckoning(text, f) + "，不一致"
		case source.RateOver:
			v.Text = of + "，超过100%"
		case source.Clash, source.Doubled:
			v.Quote, v.Also = quote(text, v.Places[:1]), quote(text, v.Places[1:])
			v.Text = "说的像是一件事，数字不同"
			if f.Code == source.Doubled {
				v.Text = "两处文字相同"
			}
		case source.UnitSlip:
			v.Text = of + "，单位待核"
		case source.Unbalanced:
			v.Text = of + "不成对"
		case source.Misprint:
			v.Text = "“" + of + "”疑为“" + rightFor(of) + "”"
		}
		out = append(out, v)
	}
	return out
}

// wholeReport says in neutral words what was found of a report as a whole.
func wholeReport(f archive.Finding) string {
	switch f.Code {
	case source.LateDate:
		return "成文日期" + f.Words + "，在3月1日以后"
	case source.OddDate:
		return "成文日期" + f.Words + "，与报告年度不相邻"
	}
	return "没有看到这几部分的标题：" + f.Words
}
