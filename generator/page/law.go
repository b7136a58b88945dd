package page

import (
	"fmt"

	"zhenjian/generator/address"
	"zhenjian/generator/archive"
)

// lawView is one cited title, all its spellings taken together, and the reports
// that cite it, or those of one region that do.
type lawView struct {
	Frame    frame
	Title    string
	Variants []string
	In       string // full name of the region
	Count    int
	Spread   []spreadYear // on the first page, oldest first
	List     listing
}

// A spreadYear says how far a title had spread by the reports on a year.
type spreadYear struct {
	Year  link
	Used  int // reports that cite it
	New   int // places that cite it for the first time
	Known int // places that have cited it by then
}

// spread goes through the years from the first that cites a title. How many reports
// there are on a year it leaves to that year's page: each new report would make the
// pages of all titles anew.
func (s *Site) spread(page string, law *archive.Law) []spreadYear {
	first, used := map[string]int{}, map[int]int{}
	for _, e := range law.Citing {
		used[e.Year]++
		if year, ok := first[e.Code]; !ok || e.Year < year {
			first[e.Code] = e.Year
		}
	}
	added := map[int]int{}
	for _, year := range first {
		added[year]++
	}
	var out []spreadYear
	known := 0
	for _, year := range s.arc.Years {
		known += added[year]
		if known > 0 {
			out = append(out, spreadYear{to(page, address.Year(year, ""), yearText(year)), used[year], added[year], known})
		}
	}
	return out
}

// lawShelf puts the reports that cite a title in order.
func (s *Site) lawShelf(law *archive.Law) *shelf {
	return newShelf(s.arc, law.Citing,
		func(code string) string { return address.Law(law.ID, code) },
		func(e *archive.Entry) (string, string) {
			return fmt.Sprintf("%s %d年", e.Name, e.Year), versionNote(e)
		})
}

func (s *Site) lawPages() []page {
	var pages []page
	for _, law := range s.laws {
		if len(law.Citing) <= limit { // its shelf can wait until the page is due
			pages = append(pages, page{address.Law(law.ID, ""), func() (any, error) { return s.lawView(law, s.lawShelf(law), ""), nil }, func(in *inputs) { s.lawInputs(in, law) }})
			continue
		}
		shelf := s.lawShelf(law)
		for _, code := range shelf.pages() {
			pages = append(pages, page{address.Law(law.ID, code), func() (any, error) { return s.lawView(law, shelf, code), nil }, func(in *inputs) { s.lawInputs(in, law) }})
		}
	}
	return pages
}

func (s *Site) lawView(law *archive.Law, shelf *shelf, code string) lawView {
	page := address.Law(law.ID, code)
	v := lawView{Title: law.Title, Variants: law.Variants, Count: len(law.Citing), List: shelf.list(code)}
	title := "《" + law.Title + "》"
	crumbs := []link{to(page, address.Laws, "法规文件"), to(page, address.Law(law.ID, ""), title)}
	if code == "" {
		v.Spread = s.spread(page, law)
	} else {
		chain := s.arc.Chain(code)
		v.In, v.Count = names(chain), shelf.count[code]
		crumbs = append(crumbs, shelf.crumbs(page, chain)...)
		title += "（" + v.In + "）"
	}
	v.Frame = s.frame(page, s.title(title), "引用"+title+"的报告。", crumbs...)
	return v
}
