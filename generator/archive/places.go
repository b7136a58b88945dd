package archive

import (
	"slices"
	"strings"

	"zhenjian/generator/region"
)

// Region gives the unit of a code, also one that only the archive knows.
func (a *Archive) Region(code string) (region.Region, bool) {
	if unit, ok := a.Gazetteer.Lookup(code); ok {
		return unit, true
	}
	unit, ok := a.made[code]
	return unit, ok
}

// Place gives a place that has reports or lies above one; nil for any other.
func (a *Archive) Place(code string) *Place { return a.places[code] }

// Places gives all of them, by code. The slice belongs to the archive.
func (a *Archive) Places() []*Place { return a.sorted }

// Provinces gives the provinces that have reports, by code.
func (a *Archive) Provinces() []*Place {
	var out []*Place
	for _, p := range a.sorted {
		if p.Parent == "" {
			out = append(out, p)
		}
	}
	return out
}

// sortPlaces puts the places in order and settles the scope, once all are known.
func (a *Archive) sortPlaces() {
	for _, p := range a.places {
		a.sorted = append(a.sorted, p)
	}
	slices.SortFunc(a.sorted, func(x, y *Place) int { return strings.Compare(x.Code, y.Code) })
	for _, p := range a.sorted {
		p.chain = slices.Clip(a.Chain(p.Code)) // asked for a hundred times each
	}
	if len(a.scope) > 0 {
		return
	}
	for _, p := range a.sorted {
		if p.Level == region.Town {
			a.scope = append(a.scope, p.Parent)
		}
	}
	slices.Sort(a.scope)
	a.scope = slices.Compact(a.scope)
}

// Chain gives a place and all above it, the province first. The slice belongs to
// the archive.
func (a *Archive) Chain(code string) []region.Region {
	if p := a.places[code]; p != nil && p.chain != nil {
		return p.chain
	}
	var out []region.Region
	for code != "" {
		unit, ok := a.Region(code)
		if !ok {
			break
		}
		out = append(out, unit)
		code = unit.Parent
	}
	slices.Reverse(out)
	return out
}

// OfYear gives the reports on a year, by place.
func (a *Archive) OfYear(year int) []*Entry { return a.byYear[year] }

// Earlier and Later give the reports of the same place on the nearest year
// before and after that has one; nil where there is none.
func (a *Archive) Earlier(e *Entry) *Entry {
	for _, r := range a.places[e.Code].Reports { // newest first
		if r.Year < e.Year && r.Version == 1 {
			return r
		}
	}
	return nil
}

// Later is Earlier's other side.
func (a *Archive) Later(e *Entry) *Entry {
	var later *Entry
	for _, r := range a.places[e.Code].Reports {
		if r.Year <= e.Year {
			break
		}
		if r.Version == 1 {
			later = r
		}
	}
	return later
}

// Against gives the report that one is compared with: of the same place, on the
// nearest year before that has a report on the whole year. Where a year is
// missing the plans of the year before it are the last that the town has stated. nil
// where there is none, and for reports on part of a year and further versions.
func (a *Archive) Against(e *Entry) *Entry {
	if e.Version > 1 || e.Part != "" {
		return nil
	}
	for _, r := range a.places[e.Code].Reports { // newest first
		if r.Year < e.Year && r.Version == 1 && r.Part == "" {
			return r
		}
	}
	return nil
}

// Versions gives the other reports for the same place and year.
func (a *Archive) Versions(e *Entry) []*Entry {
	var out []*Entry
	for _, r := range a.places[e.Code].Reports {
		if r.Year == e.Year && r != e {
			out = append(out, r)
		}
	}
	return out
}

// Neighbours gives the reports on the same year from places with the same
// parent, by code, further versions left out.
func (a *Archive) Neighbours(e *Entry) []*Entry {
	var out []*Entry
	parent := a.places[e.Code].Parent
	if parent == "" {
		return nil
	}
	for _, p := range a.places[parent].Children {
		if p.Code == e.Code {
			continue
		}
		for _, r := range p.Reports {
			if r.Year == e.Year && r.Version == 1 {
				out = append(out, r)
			}
		}
	}
	return out
}

// A CoverageRow tells for one place which years it has a report for.
type CoverageRow struct {
	Place   region.Region
	Reports []*Entry // one for each of the archive's years, nil where there is none
}

// A CoverageGroup is the part of the coverage that lies below one county, or
// the reports of counties, cities and provinces themselves (Region.Code "").
type CoverageGroup struct {
	Region region.Region
	Chain  []region.Region // from the province down to Region
	Rows   []CoverageRow
	Found  int // reports there are
	Wanted int // towns × years
}

// Scope gives the codes of the counties whose towns are expected to report:
// those set, or else those with a report from a town; by code.
func (a *Archive) Scope() []string { return a.scope }

// Towns gives the towns expected below a county or city: all present ones of
// the gazetteer, and those with a report that it lacks or calls former.
func (a *Archive) Towns(parent string) []region.Region {
	var out []region.Region
	for _, unit := range a.Gazetteer.Children(parent) {
		if unit.Level == region.Town {
			out = append(out, unit)
		}
	}
	if p := a.places[parent]; p != nil {
		for _, c := range p.Children {
			if c.Level == region.Town && !slices.ContainsFunc(out, func(u region.Region) bool { return u.Code == c.Code }) {
				out = append(out, c.Region)
			}
		}
	}
	slices.SortFunc(out, func(x, y region.Region) int { return strings.Compare(x.Code, y.Code) })
	return out
}

// Coverage tells what is there and what is missing, town by town, grouped by
// the county above, in the order of codes.
func (a *Archive) Coverage() []CoverageGroup {
	var groups []CoverageGroup
	for _, code := range a.Scope() {
		unit, ok := a.Region(code)
		if !ok {
			continue
		}
		g := CoverageGroup{Region: unit, Chain: a.Chain(code)}
		for _, town := range a.Towns(code) {
			row := a.coverageRow(town)
			for _, e := range row.Reports {
				if e != nil {
					g.Found++
				}
			}
			g.Rows = append(g.Rows, row)
		}
		g.Wanted = len(g.Rows) * len(a.Years)
		groups = append(groups, g)
	}
	return groups
}

func (a *Archive) coverageRow(unit region.Region) CoverageRow {
	row := CoverageRow{Place: unit, Reports: make([]*Entry, len(a.Years))}
	if p := a.places[unit.Code]; p != nil {
		for _, e := range p.Reports {
			if e.Version == 1 && e.Part == "" {
				i, _ := slices.BinarySearch(a.Years, e.Year)
				row.Reports[i] = e
			}
		}
	}
	return row
}
