package audit

import (
	"fmt"
	"slices"
	"strings"

	"zhenjian/generator/archive"
	"zhenjian/generator/report"
	"zhenjian/generator/source"
)

// partNames are the parts that the provisions of 2019 on supervising law-based
// government (articles 24 to 26) ask of a report, the fifth aside, which is for
// what else there is to say.
var partNames = []struct {
	kind report.Kind
	name string
}{
	{report.Achievements, "主要举措和成效"}, {report.Problems, "存在的不足和原因"}, {report.Leadership, "党政主要负责人履行第一责任人职责的情况"}, {report.Plans, "下一年度的主要安排"},
}

// parts names statutory parts that a report on a whole year has no heading for.
func parts(c *checked) []archive.Finding {
	if c.Part != "" || len(c.Sections) == 0 {
		return nil
	}
	var missing []string
	for _, p := range partNames {
		has := slices.ContainsFunc(c.Sections, func(s report.Section) bool {
			return s.Kind == p.kind || slices.Contains(s.Also, p.kind) ||
				p.kind == report.Leadership && strings.Contains(s.Heading, "责任人") || p.kind == report.Plans && s.Planned
		})
		if !has {
			missing = append(missing, p.name)
		}
	}
	if len(missing) == 0 {
		return nil
	}
	return []archive.Finding{{Code: source.PartsMissing, Words: strings.Join(missing, "；")}}
}

// dates looks at the day of a report on a whole year: the provisions ask that it be
// sent up before 1 March and made public before 1 April of the year that follows.
func dates(c *checked) []archive.Finding {
	day := c.entry.Issued
	if c.Part != "" || len(day) != len("2023-01-15") {
		return nil
	}
	year := fmt.Sprint(c.Year + 1)
	switch {
	case day < fmt.Sprint(c.Year)+"-11-01" || day >= fmt.Sprint(c.Year+2):
		return []archive.Finding{{Code: source.OddDate, Words: day}}
	case day >= year+"-03-01":
		return []archive.Finding{{Code: source.LateDate, Words: day}}
	}
	return nil
}
