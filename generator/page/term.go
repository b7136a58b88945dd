package page

import (
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
	tallyView
	Also      []string
	Text      string
	Source    string
	Law       link // Href "" where no report cites it
	Indicator link // Href "" where none counts it, or no report mentions it
}

// A termShelf is what is known of a term before its pages are made.
type termShelf struct {
	*tally
	term *glossary.Term
	law  *archive.Law // that its entry names; nil where no report cites it
}

// termShelves counts the reports that use each term.
func (s *Site) termShelves() []*termShelf {
	if s.options.Glossary == nil {
		return nil
	}
	list := s.options.Glossary.List
	tallies := s.tallies(len(list), func(e *archive.Entry, i int) bool { return e.Terms.Has(i) }, func(i int, code string) string { return address.Term(list[i].ID, code) })
	shelves := make([]*termShelf, len(list))
	for i, tally := range tallies {
		if tally == nil {
			continue
		}
		t := &list[i]
		h := &termShelf{tally: tally, term: t}
		if t.Law != "" {
			id := archive.LawID(archive.LawTitle(t.Law))
			if k := slices.IndexFunc(s.laws, func(l *archive.Law) bool { return l.ID == id }); k >= 0 {
				h.law = s.laws[k]
			}
		}
		shelves[i] = h
	}
	return shelves
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
	v := termView{tallyView: tallyView{Name: h.term.Name, Did: "用到", What: "这个词"}, Also: spellings(h.term), Text: h.term.Text, Source: h.term.Source}
	if h.law != nil {
		v.Law = to(page, address.Law(h.law.ID, ""), "《"+h.law.Title+"》")
	}
	if s.indicators[h.term.Indicator] != nil {
		v.Indicator = s.indicatorLink(page, h.term.Indicator)
	}
	s.fillTally(&v.tallyView, h.tally, code, address.Terms, "词语解释", h.term.Name+"："+h.term.Text, func(page string, e *archive.Entry) link {
		return to(page, address.Report(e.Code, e.Year, e.Version), e.Name)
	})
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
