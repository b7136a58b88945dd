package page

import (
	"strings"

	"zhenjian/generator/address"
	"zhenjian/generator/archive"
)

// coverageCells is the number of table cells above which each county has a page
// of its own.
const coverageCells = 1200

// coverageView tells what there is and what is missing: town by town in Tables,
// or county by county in Summaries that lead to the pages with the tables.
type coverageView struct {
	Frame     frame
	Heading   string
	Years     []int
	Found     int         // reports there are
	Wanted    int         // towns × years
	Timely    []timelyRow // all reports of the region, by year; the last row all together
	Tables    []coverageTable
	Summaries []coverageSummary
}

// A coverageTable holds the towns of one county.
type coverageTable struct {
	link   // the county; Href "" where it has no page
	Above  string
	Found  int
	Wanted int
	Rows   []coverageRow
}

type coverageRow struct {
	link  // the town; Href "" where it has no page
	Cells []coverageCell
}

// A coverageCell tells whether there is a report: Href "" says there is none.
type coverageCell struct {
	Year      int
	Href      string
	Issued    string // 成文日期, YYYY-MM-DD
	Published string // the day that it was made public, as stated
	Entered   string // where that is not: the day that this site published it
	Timely    string // 按时公布
	Parts     int    // of the statutory five
}

// A coverageSummary is a table of counties or of provinces.
type coverageSummary struct {
	Caption string
	Rows    []coverageTotal
}

type coverageTotal struct {
	link
	Towns, Found, Wanted int
}

func (s *Site) coveragePages() []page {
	groups := s.arc.Coverage()
	if len(groups) == 0 {
		return nil
	}
	cells := 0
	for _, g := range groups {
		cells += g.Wanted
	}
	if cells <= coverageCells {
		return one(address.Coverage, func() (any, error) { return s.coverageTables("", groups), nil })
	}
	pages := one(address.Coverage, func() (any, error) { return s.coverageIndex(groups), nil })
	for i, g := range groups {
		pages = append(pages, page{path: address.CoverageIn(g.Region.Code), view: func() (any, error) { return s.coverageTables(g.Region.Code, groups[i:i+1]), nil }})
	}
	if len(groups) > limit {
		for _, province := range byProvince(groups) {
			code := province[0].Chain[0].Code
			pages = append(pages, page{path: address.CoverageIn(code), view: func() (any, error) { return s.coverageProvince(code, province), nil }})
		}
	}
	return pages
}

// byProvince cuts groups, which come by code, where the province changes.
func byProvince(groups []archive.CoverageGroup) [][]archive.CoverageGroup {
	var out [][]archive.CoverageGroup
	for i, g := range groups {
		if i == 0 || g.Chain[0].Code != groups[i-1].Chain[0].Code {
			out = append(out, nil)
		}
		out[len(out)-1] = append(out[len(out)-1], g)
	}
	return out
}

// coverageFrame makes what all pages of the coverage have; code is the region
// that one is about, "" for the first.
func (s *Site) coverageFrame(code string, groups []archive.CoverageGroup) coverageView {
	page := address.CoverageIn(code)
	v := coverageView{Years: s.arc.Years}
	crumbs := []link{to(page, address.Coverage, "收录情况")}
	title := "收录情况"
	if code != "" {
		chain := s.arc.Chain(code)
		crumbs = append(crumbs, link{Text: names(chain)})
		title = names(chain) + title
	}
	v.Heading = title
	v.Frame = s.frame(page, s.title(title), "哪些乡镇、街道有哪些年度的报告，还缺哪些。", crumbs...)
	for _, g := range groups {
		v.Found += g.Found
		v.Wanted += g.Wanted
	}
	v.Timely = s.timelyRows(code)
	return v
}

// coverageTables shows counties town by town.
func (s *Site) coverageTables(code string, groups []archive.CoverageGroup) coverageView {
	v := s.coverageFrame(code, groups)
	page := address.CoverageIn(code)
	for _, g := range groups {
		t := coverageTable{link: link{Text: g.Region.Name}, Above: names(g.Chain[:len(g.Chain)-1]), Found: g.Found, Wanted: g.Wanted}
		if s.arc.Place(g.Region.Code) != nil {
			t.Href = address.Rel(page, address.Place(g.Region.Code))
		}
		for _, r := range g.Rows {
			row := coverageRow{link: link{Text: r.Place.Name}}
			if s.arc.Place(r.Place.Code) != nil {
				row.Href = address.Rel(page, address.Place(r.Place.Code))
			}
			for i, e := range r.Reports {
				cell := coverageCell{Year: s.arc.Years[i]}
				if e != nil {
					cell.Href = address.Rel(page, address.Report(e.Code, e.Year, e.Version))
					cell.Issued, cell.Timely, cell.Parts = ownDate(e), timelyNames[timelinessOf(e)], len(partsOf(e))
					if cell.Published, _, _ = strings.Cut(e.Published, "T"); cell.Published == "" {
						cell.Entered, _, _ = strings.Cut(e.Entered, "T")
					}
				}
				row.Cells = append(row.Cells, cell)
			}
			t.Rows = append(t.Rows, row)
		}
		v.Tables = append(v.Tables, t)
	}
	return v
}

// coverageIndex sums up all counties, or if these are too many, all provinces.
func (s *Site) coverageIndex(groups []archive.CoverageGroup) coverageView {
	v := s.coverageFrame("", groups)
	if len(groups) <= limit {
		for _, province := range byProvince(groups) {
			v.Summaries = append(v.Summaries, counties(address.Coverage, province))
		}
		return v
	}
	all := coverageSummary{Caption: "各省收录情况"}
	for _, province := range byProvince(groups) {
		unit := province[0].Chain[0]
		row := coverageTotal{link: to(address.Coverage, address.CoverageIn(unit.Code), unit.Name)}
		for _, g := range province {
			row.Towns += len(g.Rows)
			row.Found += g.Found
			row.Wanted += g.Wanted
		}
		all.Rows = append(all.Rows, row)
	}
	v.Summaries = append(v.Summaries, all)
	return v
}

// coverageProvince sums up the counties of one province.
func (s *Site) coverageProvince(code string, groups []archive.CoverageGroup) coverageView {
	v := s.coverageFrame(code, groups)
	v.Summaries = append(v.Summaries, counties(address.CoverageIn(code), groups))
	return v
}

func counties(page string, groups []archive.CoverageGroup) coverageSummary {
	sum := coverageSummary{Caption: groups[0].Chain[0].Name + "各县（市、区）收录情况"}
	for _, g := range groups {
		sum.Rows = append(sum.Rows, coverageTotal{to(page, address.CoverageIn(g.Region.Code), names(g.Chain[1:])), len(g.Rows), g.Found, g.Wanted})
	}
	return sum
}
