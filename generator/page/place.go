package page

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"zhenjian/generator/address"
	"zhenjian/generator/archive"
	"zhenjian/generator/region"
)

// placeView is a province, city, county or town: its own reports, and what lies
// below and beside it.
type placeView struct {
	Frame   frame
	Name    string
	Above   string // full name of what it lies in
	Code    string
	Made    bool   // the code is the site's own
	Former  string // what became of a unit that is gone; "" for a present one
	Town    bool
	Total   int // reports of its own and below
	Find    finder
	Brief   briefView
	Years   []link // of a town, newest first; Href "" where there is no report
	Own     []ownReport
	Changes []changeLine // reports beside those before, newest first
	Charts  []seriesFigure
	Latest  []latestFigures // of what no chart shows
	Tables  []link          // the towns right below it, year by year, newest first
	Towns   []townReports   // right below it
	Below   []group
	Beside  []link // other places with reports that have the same parent
	Parent  link
}

// An ownReport is a line of a place's list of years. A town has one for each
// year from the archive's first to its last, with Link.Href "" where there is
// no report.
type ownReport struct {
	Year       int
	Link       link
	Issued     string // YYYY-MM-DD
	IssuedText string
	Issuers    string
}

// townReports are a town's reports, newest first.
type townReports struct {
	link
	Years []link
}

func (s *Site) placePages() []page {
	var pages []page
	for _, p := range s.arc.Places() {
		pages = append(pages, page{address.Place(p.Code), func() (any, error) { return s.placeView(p), nil }, func(in *inputs) { s.placeInputs(in, p) }})
	}
	return pages
}

func (s *Site) placeView(p *archive.Place) placeView {
	page := address.Place(p.Code)
	v := placeView{
		Name: p.Name, Above: s.aboveName(p.Code), Code: p.Code, Made: strings.Contains(p.Code, "x"), Town: p.Level == region.Town,
		Total: p.Total, Find: s.finder(page, p), Own: s.ownReports(page, p),
	}
	for _, e := range p.Reports {
		if l := s.changeLine(page, e); l.Href != "" {
			v.Changes = append(v.Changes, l)
		}
	}
	all := s.arc.AllSeries(p.Code)
	v.Charts, v.Latest = s.seriesFigures(page, all)
	v.Brief = s.briefView(page, p, all)
	if v.Town {
		for i, r := range v.Own {
			if i == 0 || r.Year != v.Own[i-1].Year {
				v.Years = append(v.Years, link{Text: strconv.Itoa(r.Year), Href: r.Link.Href})
			}
		}
	}
	v.Frame = s.frame(page, s.title(p.Name, cmp.Or(v.Above, s.column("places").Name)), v.Above+p.Name+"历年法治政府建设情况报告。", s.placeCrumbs(page, p.Code)...)
	if p.Former {
		v.Former = s.former(p.Region)
	}
	links := 0
	for _, c := range p.Children {
		links += 1 + len(c.Reports) + len(c.Children)
	}
	for _, c := range p.Children {
		if c.Level == region.Town {
			v.Towns = append(v.Towns, townOf(page, c, links <= limit))
		}
	}
	for _, year := range slices.Backward(s.townYears(p)) {
		v.Tables = append(v.Tables, to(page, address.Towns(p.Code, year), yearText(year)))
	}
	if len(v.Charts) > 0 {
		v.Frame.Scripts = s.chartScripts(page)
	}
	lowest := region.Town
	if links > limit {
		lowest = region.County
	}
	v.Below = below(page, p, lowest)
	if above := s.arc.Place(p.Parent); above != nil {
		v.Parent = to(page, address.Place(above.Code), above.Name)
		for _, c := range above.Children {
			if c != p && len(above.Children) <= limit {
				v.Beside = append(v.Beside, to(page, address.Place(c.Code), c.Name))
			}
		}
	}
	return v
}

// ownReports lists a place's reports, newest first.
func (s *Site) ownReports(page string, p *archive.Place) []ownReport {
	var rows []ownReport
	for _, e := range p.Reports {
		l := to(page, address.Report(e.Code, e.Year, e.Version), e.Title)
		l.Note = versionNote(e)
		rows = append(rows, ownReport{e.Year, l, ownDate(e), dateText(ownDate(e)), strings.Join(e.Issuers, "、")})
	}
	if p.Level != region.Town {
		return rows
	}
	var all []ownReport
	for year, i := s.arc.Years[len(s.arc.Years)-1], 0; year >= s.arc.Years[0]; year-- {
		if i == len(rows) || rows[i].Year < year {
			all = append(all, ownReport{Year: year})
		}
		for i < len(rows) && rows[i].Year == year {
			all = append(all, rows[i])
			i++
		}
	}
	return all
}

// townOf makes a town's line on its county's page.
func townOf(page string, p *archive.Place, years bool) townReports {
	t := townReports{link: to(page, address.Place(p.Code), p.Name)}
	for _, e := range p.Reports {
		if years {
			l := to(page, address.Report(e.Code, e.Year, e.Version), fmt.Sprint(e.Year))
			l.Note = versionNote(e)
			t.Years = append(t.Years, l)
		}
	}
	return t
}

// former tells what became of a unit that is gone.
func (s *Site) former(r region.Region) string {
	next, ok := s.arc.Region(r.Successor)
	switch {
	case !ok:
		return "此行政区划现已不存在。"
	case next.Name == r.Name:
		return "此行政区划代码已停用，现为" + names(s.arc.Chain(next.Code)) + "（代码" + next.Code + "）。"
	}
	return "此行政区划现已不存在，由" + names(s.arc.Chain(next.Code)) + "承继。"
}
