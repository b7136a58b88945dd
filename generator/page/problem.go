package page

import (
	"slices"

	"zhenjian/generator/address"
	"zhenjian/generator/archive"
	"zhenjian/generator/compare"
)

// problemsView says how often reports name each kind of shortcoming, the commonest
// first, by year.
type problemsView struct {
	Frame frame
	Years []int
	Rows  []problemRow
	Total []int // reports by year
}

// A problemRow is one topic.
type problemRow struct {
	link
	Used  int
	Again int   // places that name it in two reports that follow each other
	Years []int // reports by year
}

// problemView lists the reports that name one kind of shortcoming, or those of one
// region that do, by year; each link leads to the paragraph.
type problemView struct {
	tallyView
	Again int
}

// A problemShelf is what is known of a topic before its pages are made.
type problemShelf struct {
	*tally
	topic  compare.Topic
	number int
	again  int // places that name it in two reports that follow each other
}

func (s *Site) problemShelves() []*problemShelf {
	topics := compare.Topics()
	tallies := s.tallies(len(topics), func(e *archive.Entry, i int) bool { return e.Lacks.Paragraph(i) > 0 }, func(i int, code string) string { return address.Problem(topics[i].ID, code) })
	shelves := make([]*problemShelf, len(topics))
	for i, tally := range tallies {
		if tally != nil {
			shelves[i] = &problemShelf{tally: tally, topic: topics[i], number: i}
		}
	}
	counted := make([]string, len(topics)) // the place that was counted last
	for _, e := range s.arc.Reports {
		before := s.arc.Against(e)
		if before == nil {
			continue
		}
		for i, h := range shelves {
			if h != nil && counted[i] != e.Code && h.has(e) && h.has(before) {
				counted[i] = e.Code
				h.again++
			}
		}
	}
	return shelves
}

func (s *Site) hasProblems() bool {
	return slices.ContainsFunc(s.problems, func(h *problemShelf) bool { return h != nil })
}

func (s *Site) problemsPages() []page {
	if !s.hasProblems() {
		return nil
	}
	return one(address.Problems, s.problemsView)
}

func (s *Site) problemsView() (any, error) {
	const page = address.Problems
	v := problemsView{Years: s.arc.Years}
	for _, year := range s.arc.Years {
		v.Total = append(v.Total, len(s.arc.OfYear(year)))
	}
	for _, h := range s.problems {
		if h == nil {
			continue
		}
		row := problemRow{link: to(page, h.path(""), h.topic.Name), Used: h.used, Again: h.again}
		for _, year := range s.arc.Years {
			row.Years = append(row.Years, h.byYear[year])
		}
		v.Rows = append(v.Rows, row)
	}
	slices.SortStableFunc(v.Rows, func(a, b problemRow) int { return b.Used - a.Used })
	v.Frame = s.frame(page, s.title("存在的不足"), "各地报告所说的不足，按内容归类，看哪些最普遍、哪些年年都有。", link{Text: "存在的不足"})
	return v, nil
}

func (s *Site) problemPages() []page {
	var pages []page
	for _, h := range s.problems {
		if h == nil {
			continue
		}
		for _, code := range h.pages() {
			pages = append(pages, page{h.path(code), func() (any, error) { return s.problemView(h, code), nil }, func(in *inputs) { s.problemInputs(in, h, code) }})
		}
	}
	return pages
}

func (s *Site) problemView(h *problemShelf, code string) problemView {
	v := tallyView{Name: h.topic.Name, Did: "说到", What: "这类不足"}
	s.fillTally(&v, h.tally, code, address.Problems, "存在的不足", "在“存在的不足”里说到"+h.topic.Name+"的报告，连到原文。", func(page string, e *archive.Entry) link {
		l := to(page, address.Report(e.Code, e.Year, e.Version), e.Name)
		l.Href += "#" + address.Paragraph(e.Lacks.Paragraph(h.number))
		return l
	})
	return problemView{v, h.again}
}

// problemInputs names what a topic's page is made from.
func (s *Site) problemInputs(in *inputs, h *problemShelf, code string) {
	in.texts(h.topic.ID, h.topic.Name)
	in.numbers(h.again)
	s.tallyInputs(in, h.tally, code)
	for _, e := range h.users(code) {
		in.numbers(e.Lacks.Paragraph(h.number))
	}
	for _, r := range s.arc.Chain(code) {
		in.texts(r.Name)
	}
}
