package page

import (
	"fmt"

	"zhenjian/generator/address"
	"zhenjian/generator/archive"
	"zhenjian/generator/region"
)

// regionsView lists all regions, provinces as sections.
type regionsView struct {
	Frame    frame
	Reports  int
	Sections []section
}

func (s *Site) regionsPages() []page {
	if len(s.arc.Reports) == 0 {
		return nil
	}
	return one(address.Regions, s.regionsView)
}

func (s *Site) regionsView() (any, error) {
	const page = address.Regions
	v := regionsView{
		Frame:   s.frame(page, s.title("地区"), "按省、市、县查阅各乡镇、街道的年度报告。", link{Text: "地区"}),
		Reports: len(s.arc.Reports),
	}
	lowest, links := region.County, 0
	for _, p := range s.arc.Places() {
		if p.Level <= lowest {
			links++
		}
	}
	if links > limit {
		lowest = region.City
	}
	for _, p := range s.arc.Provinces() {
		v.Sections = append(v.Sections, section{placeLink(page, p), below(page, p, lowest)})
	}
	return v, nil
}

// placeLink leads to a place's page and counts its reports.
func placeLink(page string, p *archive.Place) link {
	l := to(page, address.Place(p.Code), p.Name)
	l.Note = fmt.Sprintf("%d份", p.Total)
	return l
}

// below groups the regions right below a place, each with the names of what
// lies below it, as far down as lowest. Towns right below the place are left
// to the caller.
func below(page string, p *archive.Place, lowest region.Level) []group {
	var single group // those with nothing below them to show
	var groups []group
	for _, c := range p.Children {
		if c.Level == region.Town {
			continue
		}
		g := group{link: placeLink(page, c)}
		for _, d := range c.Children {
			if d.Level <= lowest {
				g.Links = append(g.Links, placeLink(page, d))
			}
		}
		if len(g.Links) == 0 {
			single.Links = append(single.Links, g.link)
			continue
		}
		groups = append(groups, g)
	}
	if len(single.Links) > 0 {
		groups = append([]group{single}, groups...)
	}
	return groups
}
