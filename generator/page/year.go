package page

import (
	"slices"

	"zhenjian/generator/address"
	"zhenjian/generator/archive"
	"zhenjian/generator/region"
)

// yearView lists the reports on one year, or those of one region on it.
type yearView struct {
	Frame   frame
	Heading string
	Count   int
	List    listing
	Earlier link // Href "" at the archive's first year
	Later   link
}

// yearShelf puts the reports on a year in order.
func (s *Site) yearShelf(year int) *shelf {
	return newShelf(s.arc, s.arc.OfYear(year),
		func(code string) string { return address.Year(year, code) },
		func(e *archive.Entry) (string, string) { return e.Name, versionNote(e) })
}

func (s *Site) yearPages() []page {
	var pages []page
	for _, year := range s.arc.Years {
		for _, code := range s.years[year].pages() {
			pages = append(pages, page{address.Year(year, code), func() (any, error) { return s.yearView(year, code), nil }, func(in *inputs) { s.yearInputs(in, year, code) }})
		}
	}
	return pages
}

func (s *Site) yearView(year int, code string) yearView {
	shelf := s.years[year]
	v := yearView{Heading: yearText(year) + "报告", Count: len(s.arc.OfYear(year)), List: shelf.list(code)}
	page := address.Year(year, code)
	crumbs := []link{to(page, address.Years, "年度"), to(page, address.Year(year, ""), yearText(year))}
	title := yearText(year)
	if code != "" {
		chain := s.arc.Chain(code)
		title = names(chain) + title
		v.Heading = names(chain) + v.Heading
		v.Count = shelf.count[code]
		crumbs = append(crumbs, shelf.crumbs(page, chain)...)
	}
	v.Frame = s.frame(page, s.title(title), title+"法治政府建设情况报告目录。", crumbs...)
	i, _ := slices.BinarySearch(s.arc.Years, year)
	if i > 0 {
		v.Earlier = to(page, address.Year(s.arc.Years[i-1], ""), yearText(s.arc.Years[i-1]))
	}
	if i+1 < len(s.arc.Years) {
		v.Later = to(page, address.Year(s.arc.Years[i+1], ""), yearText(s.arc.Years[i+1]))
	}
	return v
}

// crumbs leads through the pages of the regions above one that has a page.
func (h *shelf) crumbs(page string, chain []region.Region) []link {
	var crumbs []link
	for _, r := range chain {
		crumbs = append(crumbs, to(page, h.path(r.Code), r.Name))
	}
	return crumbs
}
