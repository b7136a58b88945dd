package page

import (
	"cmp"
	"fmt"
	"html/template"
	"path"
	"slices"
	"strconv"
	"strings"

	"zhenjian/generator/address"
	"zhenjian/generator/archive"
	"zhenjian/generator/chart"
	"zhenjian/generator/numeral"
	"zhenjian/generator/region"
	"zhenjian/generator/search"
)

// homeView is the first page: what there is, and the ways in.
type homeView struct {
	Frame      frame
	Reports    int
	Towns      int // that have a report
	Counties   int // that a town with a report lies in
	First      int // year; 0 in an empty archive
	Last       int
	Seek       seeker
	LastYear   link // the list of the last year
	LastCount  int
	Regions    []group // counties with their towns, or provinces with their counties, as far as there is room
	AllRegions link
	Recent     []recentReport
	Covered    coverageFigure
	Years      []part // newest first
	Laws       []part // those that most reports cite
	AllLaws    link
}

// A seeker is the field that finds a place by its name. Index "" is none.
type seeker struct {
	Index  string // what the scripts need to know of the index
	Base   string // its folder
	Search string // the page that searches
}

// A recentReport is one of the last to be published or, where no report says
// when that was, to be issued.
type recentReport struct {
	link
	Above string
	Date  string // YYYY-MM-DD
	Day   string // 2023年1月9日
	What  string // 发布, 成文
}

// A coverageFigure shows for each year how many towns have a report. ID "" is
// none.
type coverageFigure struct {
	ID       string
	Sentence string
	Rows     []coverageBar
	CSV      link
	More     link
	Options  template.JS
}

type coverageBar struct {
	Year   link
	Found  int
	Wanted int
}

const (
	homeTowns    = 60  // more are left to the pages of the counties
	homeCounties = 300 // more are left to the pages of the provinces
	homeLaws     = 8
	homeRecent   = 6
)

func (s *Site) homePages() []page { return one(address.Home, s.homeView) }

func (s *Site) homeView() (any, error) {
	const page = address.Home
	v := homeView{
		Frame:      s.frame(page, s.options.Title, "乡镇、街道年度法治政府建设情况报告的全文档案，可按地区、年度和法规文件查阅。"),
		Reports:    len(s.arc.Reports),
		AllRegions: to(page, address.Regions, "全部地区"),
		AllLaws:    to(page, address.Laws, "全部法规文件"),
	}
	counties := map[string]bool{}
	for _, p := range s.arc.Places() {
		if p.Level == region.Town {
			v.Towns++
			counties[p.Parent] = true
		}
	}
	v.Counties = len(counties)
	for _, p := range s.arc.Provinces() {
		if v.Towns <= homeTowns {
			v.Regions = append(v.Regions, homeTownsOf(p, "")...)
		} else {
			v.Regions = append(v.Regions, s.homeProvince(p, v.Counties <= homeCounties))
		}
	}
	v.Recent, v.Covered = s.recentReports(page), s.coverageFigure(page)
	if index, names, seek := s.layouts.paths[searchIndex], s.layouts.paths[namesScript], s.layouts.paths[seekScript]; len(s.arc.Reports) > 0 && index != "" && names != "" && seek != "" {
		v.Seek = seeker{search.About(s.arc, s.options.Program), path.Dir(address.Search) + "/", address.Rel(page, address.Search)}
		for _, src := range []string{index, names, seek} {
			v.Frame.Scripts = append(v.Frame.Scripts, script{Src: address.Rel(page, src)})
		}
	}
	if v.Covered.ID != "" {
		v.Frame.Scripts = append(v.Frame.Scripts, s.chartScripts(page)...)
	}
	years := s.arc.Years
	for i := len(years) - 1; i >= 0; i-- {
		v.Years = append(v.Years, part{to(page, address.Year(years[i], ""), fmt.Sprintf("%d年度", years[i])), len(s.arc.OfYear(years[i]))})
	}
	if len(years) > 0 {
		v.First, v.Last = years[0], years[len(years)-1]
		v.LastYear, v.LastCount = v.Years[0].link, v.Years[0].Count
	}
	for _, law := range s.laws[:min(homeLaws, len(s.laws))] {
		v.Laws = append(v.Laws, part{to(page, address.Law(law.ID, ""), "《"+law.Title+"》"), len(law.Citing)})
	}
	return v, nil
}

// homeTownsOf lists the towns below a place, by what lies right above them, and
// the places that have none.
func homeTownsOf(p *archive.Place, above string) []group {
	var groups []group
	g := group{link: placeLink(address.Home, p)}
	if above != "" {
		g.Note = above + "，" + g.Note // 市中区 is the name of several
	}
	for _, c := range p.Children {
		if c.Level == region.Town {
			g.Links = append(g.Links, to(address.Home, address.Place(c.Code), c.Name))
		} else {
			groups = append(groups, homeTownsOf(c, p.Name)...)
		}
	}
	if len(g.Links) > 0 || len(p.Children) == 0 {
		groups = append([]group{g}, groups...)
	}
	return groups
}

// recentReports lists the reports that were published last, those first whose
// day is later. Where no report states a day of publication, days of issue count.
func (s *Site) recentReports(page string) []recentReport {
	published := slices.ContainsFunc(s.arc.Reports, func(e *archive.Entry) bool { return e.Published != "" })
	day := func(e *archive.Entry) string {
		if published {
			day, _, _ := strings.Cut(e.Published, "T")
			return day
		}
		return e.Issued
	}
	var latest []*archive.Entry
	for _, e := range s.arc.Reports {
		if day(e) == "" || len(latest) == homeRecent && day(e) <= day(latest[homeRecent-1]) {
			continue
		}
		at, _ := slices.BinarySearchFunc(latest, e, func(x, y *archive.Entry) int {
			return cmp.Or(strings.Compare(day(y), day(x)), -1) // behind those of the same day
		})
		latest = slices.Insert(latest, at, e)
		latest = latest[:min(len(latest), homeRecent)]
	}
	what := "成文"
	if published {
		what = "发布"
	}
	var list []recentReport
	for _, e := range latest {
		list = append(list, recentReport{to(page, address.Report(e.Code, e.Year, e.Version), e.Name+period(e)+"报告"), s.aboveName(e.Code), day(e), dateText(day(e)), what})
	}
	return list
}

// coverageFigure counts for each year, from the archive's first to its last, the
// towns with a report among those that are expected to have one.
func (s *Site) coverageFigure(page string) coverageFigure {
	if len(s.arc.Years) == 0 {
		return coverageFigure{}
	}
	wanted := 0
	found := map[int]int{}
	for _, g := range s.arc.Coverage() {
		wanted += len(g.Rows)
		for _, row := range g.Rows {
			for i, e := range row.Reports {
				if e != nil {
					found[s.arc.Years[i]]++
				}
			}
		}
	}
	f := coverageFigure{ID: "coverage", CSV: to(page, address.ReportsCSV, "下载数据（CSV）"), More: to(page, address.Coverage, "哪些地方、哪些年度还没有报告")}
	var bars []chart.Bar
	for year := s.arc.Years[len(s.arc.Years)-1]; year >= s.arc.Years[0]; year-- {
		f.Rows = append(f.Rows, coverageBar{to(page, address.Year(year, ""), yearText(year)), found[year], wanted})
		bars = append(bars, chart.Bar{Name: yearText(year), Code: strconv.Itoa(year), Point: archive.Point{Year: year, State: archive.Number, Value: numeral.Int(int64(found[year]))}})
	}
	if f.Options = chart.BarsOf(coverageColumn, bars); f.Options == "" {
		return coverageFigure{}
	}
	most := slices.MaxFunc(f.Rows, func(a, b coverageBar) int { return cmp.Compare(a.Found, b.Found) })
	f.Sentence = fmt.Sprintf("收录范围内有%d个乡镇、街道，%s有报告的最多，%d个。", wanted, most.Year.Text, most.Found)
	return f
}

// coverageColumn heads the numbers of the figure in layouts/home.html.
const coverageColumn = "有报告的"

// homeProvince lists the counties of a province, or whatever else has towns
// right below it or reports of its own.
func (s *Site) homeProvince(p *archive.Place, counties bool) group {
	g := group{link: placeLink(address.Home, p)}
	if !counties {
		return g
	}
	var walk func(p *archive.Place, above string)
	walk = func(p *archive.Place, above string) {
		towns := false
		for _, c := range p.Children {
			if c.Level == region.Town {
				towns = true
				continue
			}
			walk(c, p.Name)
		}
		if (towns || len(p.Children) == 0) && p.Parent != "" {
			l := to(address.Home, address.Place(p.Code), p.Name)
			if p.Level == region.County && len(s.arc.Chain(p.Code)) > 2 {
				l.Note = above // 市中区 is the name of several
			}
			g.Links = append(g.Links, l)
		}
	}
	walk(p, "")
	return g
}
