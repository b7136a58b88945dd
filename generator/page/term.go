package page

import (
	"cmp"
	"slices"
	"strings"

	"zhenjian/generator/address"
	"zhenjian/generator/archive"
	"zhenjian/generator/glossary"
	"zhenjian/generator/report"
)

// termView explains a term and lists the reports that use it, or those of one
// region that do, by year.
type termView struct {
	Frame     frame
	Name      string
	Also      []string
	Text      string
	Source    string
	Law       link   // Href "" where no report cites it
	Indicator link   // Href "" where none counts it, or no report mentions it
	In        string // full name of the region
	Count     int
	Years     []termYear
	List      listing
}

// A termYear says how many reports on a year use a term.
type termYear struct {
	Year  link
	Used  int
	Total int
}

// A termShelf is what is known of a term before its pages are made. Nearly every
// report uses some twenty terms: which ones use a term is asked of them only when
// a page of it is due, or the lists of 240,000 reports would take 40 MB and more.
type termShelf struct {
	*shelf
	term   *glossary.Term
	number int
	law    *archive.Law // that its entry names; nil where no report cites it
	used   int          // reports that use it
	byYear map[int]int  // of them on a year
}

// termShelves counts the reports that use each term.
func (s *Site) termShelves() []*termShelf {
	if s.options.Glossary == nil {
		return nil
	}
	list := s.options.Glossary.List
	shelves := make([]*termShelf, len(list))
	for _, e := range s.arc.Reports {
		for i := range list {
			if !e.Terms.Has(i) {
				continue
			}
			if shelves[i] == nil {
				shelves[i] = s.termShelf(i)
			}
			shelves[i].used++
			shelves[i].byYear[e.Year]++
		}
	}
	for i, h := range shelves {
		if h == nil || h.used <= limit {
			continue
		}
		weights := map[string]int{}
		for _, e := range s.arc.Reports {
			if e.Terms.Has(i) {
				weights[e.Code]++
			}
		}
		h.division = divide(s.arc, weights)
	}
	return shelves
}

func (s *Site) termShelf(number int) *termShelf {
	t := &s.options.Glossary.List[number]
	h := &termShelf{term: t, number: number, byYear: map[int]int{}}
	h.shelf = &shelf{division: division{arc: s.arc}, path: func(code string) string { return address.Term(t.ID, code) }}
	if t.Law != "" {
		id := archive.LawID(archive.LawTitle(t.Law))
		if i := slices.IndexFunc(s.laws, func(l *archive.Law) bool { return l.ID == id }); i >= 0 {
			h.law = s.laws[i]
		}
	}
	return h
}

// users gives the reports that use the term and stand on a region's page, newest
// year first, by place.
func (h *termShelf) users(code string) []*archive.Entry {
	var out []*archive.Entry
	var gather func(places []*archive.Place)
	gather = func(places []*archive.Place) {
		for _, p := range places {
			if h.own[p.Code] {
				continue // on a page of its own
			}
			for _, e := range p.Reports {
				if e.Terms.Has(h.number) {
					out = append(out, e)
				}
			}
			gather(p.Children)
		}
	}
	if code == "" {
		gather(h.arc.Provinces())
	} else {
		p := h.arc.Place(code)
		gather([]*archive.Place{{Reports: p.Reports, Children: p.Children}})
	}
	slices.SortStableFunc(out, func(x, y *archive.Entry) int {
		return cmp.Or(y.Year-x.Year, cmp.Compare(x.Code, y.Code), x.Version-y.Version)
	})
	return out
}

func (s *Site) termPages() []page {
	var pages []page
	for _, h := range s.terms {
		if h == nil {
			continue
		}
		for _, code := range h.pages() {
			pages = append(pages, page{h.path(code), func() (any, error) { return s.termView(h, code), nil }, func(in *inputs) { s.termInputs(in, h, code) }})
		}
	}
	return pages
}

func (s *Site) termView(h *termShelf, code string) termView {
	page := h.path(code)
	v := termView{Name: h.term.Name, Also: spellings(h.term), Text: h.term.Text, Source: h.term.Source, Count: h.used}
	if h.law != nil {
		v.Law = to(page, address.Law(h.law.ID, ""), "《"+h.law.Title+"》")
	}
	if s.indicators[h.term.Indicator] != nil {
		v.Indicator = s.indicatorLink(page, h.term.Indicator)
	}
	title := h.term.Name
	crumbs := []link{to(page, address.Terms, "词语解释"), to(page, h.path(""), title)}
	if code == "" {
		for _, year := range slices.Backward(s.arc.Years) {
			if h.byYear[year] > 0 {
				v.Years = append(v.Years, termYear{to(page, address.Year(year, ""), yearText(year)), h.byYear[year], len(s.arc.OfYear(year))})
			}
		}
	} else {
		chain := s.arc.Chain(code)
		v.In, v.Count = names(chain), h.count[code]
		crumbs = append(crumbs, h.crumbs(page, chain)...)
		title += "（" + v.In + "）"
	}
	v.List = s.termList(h, code)
	v.Frame = s.frame(page, s.title(title, "词语解释"), h.term.Name+"："+h.term.Text, crumbs...)
	return v
}

// quotes are left out where a term is compared with another way to write it.
var quotes = strings.NewReplacer("“", "", "”", "")

// spellings gives the other wordings of a term, but for those that differ in
// quotation marks only.
func spellings(t *glossary.Term) []string {
	seen := map[string]bool{quotes.Replace(t.Name): true}
	var out []string
	for _, w := range t.Also {
		if bare := quotes.Replace(w); !seen[bare] {
			seen[bare] = true
			out = append(out, w)
		}
	}
	return out
}

// termList puts the reports on a region's page under their years, and there under
// the names of what lies between the region and the towns.
func (s *Site) termList(h *termShelf, code string) listing {
	page := h.path(code)
	var l listing
	for _, c := range h.parts[code] {
		unit, _ := s.arc.Region(c)
		l.Parts = append(l.Parts, part{to(page, h.path(c), unit.Name), h.count[c]})
	}
	depth := len(s.arc.Chain(code))
	for _, e := range h.users(code) {
		year := to(page, address.Year(e.Year, ""), yearText(e.Year))
		if n := len(l.Sections); n == 0 || l.Sections[n-1].Text != year.Text {
			l.Sections = append(l.Sections, section{link: year})
		}
		var g group
		if chain := s.arc.Chain(e.Code); len(chain) > depth+1 {
			above := chain[depth : len(chain)-1]
			g.link = to(page, address.Place(above[len(above)-1].Code), names(above))
		}
		l.Sections[len(l.Sections)-1].add(g, link{e.Name, address.Rel(page, address.Report(e.Code, e.Year, e.Version)), versionNote(e)})
	}
	return l
}

// A termMark is where a report first uses a term.
type termMark struct {
	Span report.Span
	Href string
}

// termMarks links the first use of each term to its page.
func (s *Site) termMarks(page string, text *Text, mentions []mentionMark) []termMark {
	var marks []termMark
	for _, u := range firstUses(s.options.Glossary, text, mentions) {
		if h := s.terms[u.Term]; h != nil { // nil for a report that was saved a moment ago
			marks = append(marks, termMark{u.Span, address.Rel(page, h.path(""))})
		}
	}
	return marks
}

// firstUses finds the first use of each term that is not, and has not in it, what
// is linked already: titles in 《》 and numbers.
func firstUses(g *glossary.Glossary, text *Text, mentions []mentionMark) []glossary.Use {
	not := slices.Clone(text.Citations)
	for _, m := range mentions {
		if m.Href != "" {
			not = append(not, m.Number)
		}
	}
	slices.SortFunc(not, func(x, y report.Span) int { return x.Start - y.Start })
	return g.Find(text.Doc.Text, not)
}
