package page

import (
	"fmt"
	"maps"
	"slices"

	"zhenjian/generator/address"
	"zhenjian/generator/archive"
)

// lawsView lists the titles that reports cite. Where they are too many for one
// page, those that reports of a single province alone cite stand on pages of
// that province.
type lawsView struct {
	Frame   frame
	Heading string
	Count   int // titles in the whole list that the page belongs to
	Laws    []citedLaw
	Parts   []part // lists of single provinces
	Before  link   // pages of the same list
	After   link
}

// A citedLaw is one line of the list.
type citedLaw struct {
	link
	Count    int // reports that cite it
	Variants int // other ways in which they write it
}

func (s *Site) lawsPages() []page {
	if len(s.laws) == 0 {
		return nil
	}
	lists := s.lawLists()
	var pages []page
	for _, code := range slices.Sorted(maps.Keys(lists)) {
		for n := 1; n == 1 || (n-1)*limit < len(lists[code]); n++ {
			pages = append(pages, page{path: address.LawsIn(code, n), view: func() (any, error) { return s.lawsView(lists, code, n), nil }})
		}
	}
	return pages
}

// lawLists gives the titles by province; those that reports of several cite,
// and all where they fit on one page, stand under "".
func (s *Site) lawLists() map[string][]*archive.Law {
	if len(s.laws) <= limit {
		return map[string][]*archive.Law{"": s.laws}
	}
	lists := map[string][]*archive.Law{"": nil}
	for _, law := range s.laws {
		code := s.lawProvince(law)
		lists[code] = append(lists[code], law)
	}
	return lists
}

// lawProvince gives the province that all reports citing a title come from; ""
// where there are several.
func (s *Site) lawProvince(law *archive.Law) string {
	province := ""
	for _, e := range law.Citing {
		chain := s.arc.Chain(e.Code)
		if len(chain) == 0 || province != "" && chain[0].Code != province {
			return ""
		}
		province = chain[0].Code
	}
	return province
}

func (s *Site) lawsView(lists map[string][]*archive.Law, code string, n int) lawsView {
	page, all := address.LawsIn(code, n), lists[code]
	v := lawsView{Heading: "法规文件", Count: len(all)}
	crumbs := []link{to(page, address.Laws, "法规文件")}
	title := "法规文件"
	if code == "" {
		for _, c := range slices.Sorted(maps.Keys(lists)) {
			if unit, ok := s.arc.Region(c); ok && n == 1 {
				v.Parts = append(v.Parts, part{to(page, address.LawsIn(c, 1), unit.Name), len(lists[c])})
			}
		}
	} else {
		unit, _ := s.arc.Region(code)
		v.Heading = "仅" + unit.Name + "报告引用的法规文件"
		title = unit.Name + title
		crumbs = append(crumbs, to(page, address.LawsIn(code, 1), unit.Name))
	}
	if n > 1 {
		title += fmt.Sprintf("（第%d页）", n)
		crumbs = append(crumbs, link{Text: fmt.Sprintf("第%d页", n)})
		v.Before = to(page, address.LawsIn(code, n-1), fmt.Sprintf("第%d页", n-1))
	}
	if n*limit < len(all) {
		v.After = to(page, address.LawsIn(code, n+1), fmt.Sprintf("第%d页", n+1))
	}
	for _, law := range all[(n-1)*limit : min(n*limit, len(all))] {
		v.Laws = append(v.Laws, citedLaw{to(page, address.Law(law.ID, ""), "《"+law.Title+"》"), len(law.Citing), len(law.Variants)})
	}
	v.Frame = s.frame(page, s.title(title), "各报告引用的法律、法规和文件，及引用它们的报告。", crumbs...)
	return v
}
