package audit

import (
	"slices"
	"strings"

	"zhenjian/generator/archive"
	"zhenjian/generator/quantity"
	"zhenjian/generator/source"
)

// measures are families of units that nothing is counted in but what has that
// measure: an indicator that is not said to be counted in one is not.
var measures = []string{"time", "length", "area", "weight", "volume", "power", "money", "percent", "age", "multiples"}

// peopleNouns are people; things are counted in 件.
var peopleNouns = []string{"群众", "村民", "居民", "党员", "干部", "学生", "职工", "人员"}

// units finds numbers with a unit that what is counted cannot have: 信访事项200天,
// 接待群众100余件.
func units(c *checked) []archive.Finding {
	var found []archive.Finding
	for _, m := range c.entry.Mentions {
		if m.Denied {
			continue
		}
		in, ok := c.catalogue.Get(m.Indicator)
		family := quantity.Family(m.Unit)
		if ok && slices.Contains(measures, family) && !slices.ContainsFunc(in.Units, func(u string) bool { return u == family || quantity.Family(u) == family }) {
			found = append(found, archive.Finding{Code: source.UnitSlip, Places: []source.Span{m.Number}})
		}
	}
	for i, q := range c.quantities {
		before := strings.TrimRight(c.text[max(0, q.Start-12):q.Start], "共近约达 ")
		if family := c.families[i]; (family == "cases" || family == "items" || family == "copies") && slices.ContainsFunc(peopleNouns, func(n string) bool { return strings.HasSuffix(before, n) }) {
			found = append(found, archive.Finding{Code: source.UnitSlip, Places: c.spans(i)})
		}
	}
	return found
}
