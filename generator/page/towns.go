package page

import (
	"slices"

	"zhenjian/generator/address"
	"zhenjian/generator/archive"
	"zhenjian/generator/region"
)

// townsView is what the towns right below a region state in one year: a table of
// all towns and all indicators that one of them speaks of.
type townsView struct {
	Frame   frame
	Name    string
	Above   string // full name of what the region lies in
	Period  string // 2022年度
	Reports int    // towns with a report
	Columns []townsColumn
	Rows    []townsRow
	Silent  []link // indicators that none speaks of
	Place   link
	CSV     link
	Earlier link // Href "" where there is none
	Later   link
}

// A townsColumn is one indicator in one family of units.
type townsColumn struct {
	link
	Units string // 次、场
}

// A townsRow is one town. Its report's Href is "" where there is none.
type townsRow struct {
	link
	Report link
	Cells  []indicatorCell
}

// townYears gives the years in which a town right below a place has a report,
// oldest first.
func (s *Site) townYears(p *archive.Place) []int {
	var years []int
	for _, year := range s.arc.Years {
		if slices.ContainsFunc(p.Children, func(c *archive.Place) bool { return c.Level == region.Town && reportOf(c, year) != nil }) {
			years = append(years, year)
		}
	}
	return years
}

// reportOf gives the report that stands for a place and year; nil for none.
func reportOf(p *archive.Place, year int) *archive.Entry {
	for _, e := range p.Reports {
		if e.Year == year && e.Version == 1 {
			return e
		}
	}
	return nil
}

func (s *Site) townsPages() []page {
	var pages []page
	for _, p := range s.arc.Places() {
		years := s.townYears(p)
		for i, year := range years {
			pages = append(pages, page{address.Towns(p.Code, year), func() (any, error) { return s.townsView(p, years, i), nil }, func(in *inputs) { s.townsInputs(in, p, years, i) }})
		}
	}
	return pages
}

func (s *Site) townsView(p *archive.Place, years []int, i int) townsView {
	year := years[i]
	page := address.Towns(p.Code, year)
	v := townsView{
		Name: p.Name, Above: s.aboveName(p.Code), Period: yearText(year), Place: to(page, address.Place(p.Code), p.Name),
		CSV: to(page, address.PlaceSeries(p.Code), "下载数据（CSV）"),
	}
	title := p.Name + v.Period + "各乡镇、街道数字"
	v.Frame = s.frame(page, s.title(title), v.Above+title+"，按指标列表，每个数字都连到原文。", append(s.placeCrumbs(page, p.Code), link{Text: v.Period})...)
	v.Frame.Crumbs[len(v.Frame.Crumbs)-2].Href = v.Place.Href
	v.Frame.Scripts = append(s.chartScripts(page), s.tableScripts(page)...)
	s.townsTable(&v, page, p, year)
	if i > 0 {
		v.Earlier = to(page, address.Towns(p.Code, years[i-1]), yearText(years[i-1]))
	}
	if i+1 < len(years) {
		v.Later = to(page, address.Towns(p.Code, years[i+1]), yearText(years[i+1]))
	}
	return v
}

// townsTable fills columns and rows: the columns in the order of the catalogue,
// the rows by code.
func (s *Site) townsTable(v *townsView, page string, p *archive.Place, year int) {
	type column struct {
		indicator, family string
		units             []string
	}
	var columns []column
	stated := map[string][]archive.Stated{} // by code of the town
	towns := s.arc.Towns(p.Code)
	reports := map[string]*archive.Entry{}
	for _, town := range towns {
		c := s.arc.Place(town.Code)
		if c == nil {
			continue
		}
		e := reportOf(c, year)
		if e == nil {
			continue
		}
		reports[town.Code] = e
		stated[town.Code] = s.arc.StatedIn(e)
		for _, one := range stated[town.Code] {
			i := slices.IndexFunc(columns, func(c column) bool { return c.indicator == one.Indicator && c.family == one.Family })
			if i < 0 {
				i = len(columns)
				columns = append(columns, column{indicator: one.Indicator, family: one.Family})
			}
			if one.State == archive.Number && !slices.Contains(columns[i].units, one.Unit) {
				columns[i].units = append(columns[i].units, one.Unit)
			}
		}
	}
	v.Reports = len(reports)
	slices.SortStableFunc(columns, func(x, y column) int {
		return s.arc.Catalogue.Index(x.indicator) - s.arc.Catalogue.Index(y.indicator)
	})
	spoken := map[string]bool{}
	for _, c := range columns {
		in, _ := s.arc.Catalogue.Get(c.indicator)
		v.Columns = append(v.Columns, townsColumn{s.indicatorLink(page, c.indicator), unitsText(c.units, in)})
		spoken[c.indicator] = true
	}
	for _, id := range s.arc.Indicators() {
		if !spoken[id] {
			v.Silent = append(v.Silent, s.indicatorLink(page, id))
		}
	}
	for _, town := range towns {
		row := townsRow{link: link{Text: town.Name}}
		e := reports[town.Code]
		if s.arc.Place(town.Code) != nil {
			row.Href = address.Rel(page, address.Place(town.Code))
		}
		state := archive.NoReport
		if e != nil {
			row.Report = to(page, address.Report(e.Code, e.Year, e.Version), "报告全文")
			row.Report.Note = e.Part
			state = archive.Unmentioned
		}
		for _, c := range columns {
			point := archive.Point{Year: year, State: state, Entry: e}
			for _, one := range stated[town.Code] {
				if one.Indicator == c.indicator && one.Family == c.family {
					point = one.Point
				}
			}
			if e != nil {
				point.Struck = s.arc.Struck(e, c.indicator, c.family)
			}
			row.Cells = append(row.Cells, indicatorCellOf(page, point))
		}
		v.Rows = append(v.Rows, row)
	}
}
