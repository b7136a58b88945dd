package page

import (
	"fmt"

	"zhenjian/generator/address"
	"zhenjian/generator/archive"
	"zhenjian/generator/region"
)

// homeView is the first page: what there is, and the ways in.
type homeView struct {
	Frame      frame
	Reports    int
	Towns      int // that have a report
	Counties   int // that a town with a report lies in
	First      int // year; 0 in an empty archive
	Last       int
	LastYear   link // the list of the last year
	LastCount  int
	Provinces  []group // with their counties, if these are few enough
	AllRegions link
	Years      []part // newest first
	Laws       []part // those that most reports cite
	AllLaws    link
}

const (
	homeCounties = 300 // more are left to the pages of the provinces
	homeLaws     = 10
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
		v.Provinces = append(v.Provinces, s.homeProvince(p, v.Counties <= homeCounties))
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
