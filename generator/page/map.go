package page

import (
	"slices"

	"zhenjian/generator/address"
	"zhenjian/generator/archive"
)

// mapView is 站点地图: all columns, years, indicators, files and pages by hand on
// its first page, and all places, down to the towns, on as many as it takes.
type mapView struct {
	Frame   frame
	Heading string
	Groups  []mapGroup // on the first page alone
	Places  listing
}

// A mapGroup is a list of links under a heading.
type mapGroup struct {
	Text  string
	Links []link
}

// An atlas spreads the places without places below them over the pages of the map.
type atlas struct {
	division
	on map[string][]*archive.Place // by the code of a page
}

func newAtlas(arc *archive.Archive) atlas {
	var ends []*archive.Place
	weights := map[string]int{}
	for _, p := range arc.Places() {
		if len(p.Children) == 0 {
			ends = append(ends, p)
			weights[p.Code] = 1
		}
	}
	a := atlas{divide(arc, weights), map[string][]*archive.Place{}}
	for _, p := range ends {
		code := a.region(p.Code)
		a.on[code] = append(a.on[code], p)
	}
	return a
}

// hasMap tells whether there is anything to map.
func (s *Site) hasMap() bool { return len(s.arc.Reports)+len(s.pages) > 0 }

func (s *Site) mapPages() []page {
	if !s.hasMap() {
		return nil
	}
	pages := one(address.Map, func() (any, error) { return s.mapView(""), nil })
	for _, code := range s.atlas.pages()[1:] {
		pages = append(pages, page{path: address.MapIn(code), view: func() (any, error) { return s.mapView(code), nil }})
	}
	return pages
}

func (s *Site) mapView(code string) mapView {
	page := address.MapIn(code)
	name := s.column("map").Name
	crumbs := []link{to(page, address.Map, name)}
	v := mapView{Heading: name}
	chain := s.arc.Chain(code)
	if code != "" {
		crumbs = append(crumbs, link{Text: names(chain)})
		v.Heading = names(chain) + name
	} else {
		v.Groups = s.mapGroups(page)
	}
	v.Frame = s.frame(page, s.title(v.Heading), "本站全部栏目，以及每个地方、每个年度的页面。", crumbs...)
	for _, c := range s.atlas.parts[code] {
		unit, _ := s.arc.Region(c)
		v.Places.Parts = append(v.Places.Parts, part{to(page, address.MapIn(c), unit.Name), s.atlas.count[c]})
	}
	for _, p := range s.atlas.on[code] {
		below := s.arc.Chain(p.Code)[min(len(chain), len(s.arc.Chain(p.Code))-1):]
		v.Places.add(page, below, to(page, address.Place(p.Code), p.Name))
	}
	return v
}

// mapGroups are what the site has beside its places.
func (s *Site) mapGroups(page string) []mapGroup {
	var columns, years, indicators, files, pages mapGroup
	columns.Text = "栏目"
	for _, c := range s.columns() {
		columns.Links = append(columns.Links, to(page, c.path, c.name))
	}
	if len(s.arc.Reports) > 0 {
		columns.Links = append(columns.Links, to(page, address.Search, s.column("search").Name))
	}
	if s.hasCorrections() {
		columns.Links = append(columns.Links, to(page, address.Corrections, s.column("corrections").Name))
	}
	years.Text = s.column("years").Name
	for _, year := range slices.Backward(s.arc.Years) {
		years.Links = append(years.Links, to(page, address.Year(year, ""), yearText(year)))
	}
	indicators.Text = s.column("indicators").Name
	for _, in := range s.arc.Catalogue.List {
		if s.indicators[in.ID] != nil {
			indicators.Links = append(indicators.Links, to(page, address.Indicator(in.ID), in.Name))
		}
	}
	files.Text = "下载"
	if len(s.arc.Reports) > 0 {
		for _, f := range []string{address.ReportsCSV, address.MentionsCSV, address.SeriesCSV, address.ReportsJSON, address.Archive, address.Sums} {
			files.Links = append(files.Links, fileLink(page, f))
		}
	}
	if s.options.BaseURL != "" {
		files.Links = append(files.Links, fileLink(page, address.Sitemap))
	}
	if s.feed {
		files.Links = append(files.Links, fileLink(page, address.Feed))
	}
	pages.Text = s.column("pages").Name
	for _, p := range s.pages {
		pages.Links = append(pages.Links, to(page, address.Page(p.Name), p.title()))
	}
	groups := []mapGroup{columns, years, indicators, files, pages}
	return slices.DeleteFunc(groups, func(g mapGroup) bool { return len(g.Links) == 0 })
}
