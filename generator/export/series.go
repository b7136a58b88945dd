package export

import (
	"slices"
	"strconv"

	"zhenjian/generator/archive"
	"zhenjian/generator/region"
)

// A placeData is what the reports of one place state over the years.
type placeData struct {
	code   string
	cells  []byte // that all its rows begin with, and a comma
	series []archive.Series
}

func placeDataOf(a *archive.Archive, code string) placeData {
	in := namesOf(a, code)
	cells := appendCells(nil, code, in[region.Province], in[region.City], in[region.County], in[region.Town])
	return placeData{code, append(cells, ','), a.AllSeries(code)}
}

// stated gives the place's rows of the states number and none.
func (p placeData) stated() []byte {
	var b []byte
	for _, s := range p.series {
		for _, point := range s.Points {
			if point.State == archive.Number || point.State == archive.None {
				b = p.row(b, s.Indicator, "", point)
			}
		}
	}
	return b
}

// all adds the place's rows of all four states.
func (p placeData) all(b []byte) []byte {
	if len(p.series) > 0 {
		b = slices.Grow(b, rowBytes*len(p.series)*len(p.series[0].Points))
	}
	for _, s := range p.series {
		unit := unitOf(s)
		for _, point := range s.Points {
			b = p.row(b, s.Indicator, unit, point)
		}
	}
	return b
}

// rowBytes is what a row of Series takes, about; buffers are made that large at
// once, or making them larger would take as long as filling them.
const rowBytes = 110

// A seriesKey is an indicator in one family of units.
type seriesKey struct{ indicator, family string }

// withTowns adds to a region's own rows those of its towns: for each town,
// whether it has reports or not, all that one of them states in some year.
func withTowns(b []byte, a *archive.Archive, towns []placeData) []byte {
	units := map[seriesKey]string{}
	var keys []seriesKey
	for _, town := range towns {
		for _, s := range town.series {
			key := seriesKey{s.Indicator, s.Family}
			unit, known := units[key]
			if !known {
				keys = append(keys, key)
			}
			if unit == "" {
				units[key] = unitOf(s)
			}
		}
	}
	slices.SortStableFunc(keys, func(x, y seriesKey) int {
		return a.Catalogue.Index(x.indicator) - a.Catalogue.Index(y.indicator)
	})
	b = slices.Grow(b, rowBytes*len(towns)*len(keys)*len(a.Span()))
	for _, town := range towns {
		silent := silence(a, town.code)
		for _, key := range keys {
			points, unit := silent, units[key]
			i := slices.IndexFunc(town.series, func(s archive.Series) bool { return s.Indicator == key.indicator && s.Family == key.family })
			if i >= 0 {
				points = town.series[i].Points
				if own := unitOf(town.series[i]); own != "" {
					unit = own
				}
			}
			for _, point := range points {
				b = town.row(b, key.indicator, unit, point)
			}
		}
	}
	return b
}

// silence gives the points of a place that never speaks of an indicator.
func silence(a *archive.Archive, code string) []archive.Point {
	points := make([]archive.Point, len(a.Span()))
	for i, year := range a.Span() {
		points[i] = archive.Point{Year: year, State: archive.NoReport}
	}
	if p := a.Place(code); p != nil {
		for _, e := range p.Reports {
			points[e.Year-a.Span()[0]].State = archive.Unmentioned
		}
	}
	return points
}

// unitOf is the first unit that a series is stated in; "" where it has none. It
// tells the years without a number from those of the place's other series of
// the indicator.
func unitOf(s archive.Series) string {
	for _, p := range s.Points {
		if p.Unit != "" {
			return p.Unit
		}
	}
	return ""
}

// row adds a row of Series. unit is that of a row without a value.
func (p placeData) row(b []byte, indicator, unit string, point archive.Point) []byte {
	var value, high, qualifier, mentions, corrected string
	if point.State == archive.Number || point.State == archive.None {
		value, high, qualifier, unit = point.Value.String(), highText(point.HasHigh, point.High), point.Qualifier.String(), point.Unit
		if point.Corrected {
			value, corrected = point.Before.String(), value
		}
		for i, n := range point.Mentions {
			if i > 0 {
				mentions += " "
			}
			mentions += archive.MentionID(n)
		}
	}
	b = append(strconv.AppendInt(append(b, p.cells...), int64(point.Year), 10), ',')
	return appendRow(b, indicator, string(point.State), value, high, qualifier, unit, string(point.Period), point.Printed, corrected, mentions)
}
