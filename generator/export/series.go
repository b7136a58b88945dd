package export

import (
	"strconv"
	"strings"

	"zhenjian/generator/archive"
	"zhenjian/generator/region"
)

// Series gives data/series.csv: one row for each town, year, indicator and
// family of units that a report states, or says that there was none of.
// Counties, cities and provinces stand in it with their own reports, the town
// left empty.
func Series(a *archive.Archive) ([]byte, error) {
	t := newTable("code", "province", "city", "county", "town", "year", "indicator", "state", "value", "high", "qualifier", "unit", "period", "printed", "corrected", "mentions")
	for _, p := range a.Places() {
		if len(p.Reports) == 0 {
			continue
		}
		var names [region.Town + 1]string
		for _, unit := range a.Chain(p.Code) {
			names[unit.Level] = unit.Name
		}
		for _, id := range a.Indicators() {
			for _, s := range a.Series(p.Code, id) {
				for _, point := range s.Points {
					if point.State != archive.Number && point.State != archive.None {
						continue
					}
					var mentions []string
					for _, n := range point.Mentions {
						mentions = append(mentions, archive.MentionID(n))
					}
					t.row(p.Code, names[region.Province], names[region.City], names[region.County], names[region.Town], strconv.Itoa(point.Year),
						id, string(point.State), point.Value.String(), highOf(point.HasHigh, point.High), point.Qualifier.String(), point.Unit, string(point.Period),
						point.Printed, "", strings.Join(mentions, " "))
				}
			}
		}
	}
	return t.done()
}
