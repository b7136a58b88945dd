package page

import (
	"fmt"
	"slices"

	"zhenjian/generator/address"
	"zhenjian/generator/archive"
	"zhenjian/generator/region"
	"zhenjian/generator/report"
)

// cardView is a town's last report in ten lines, which fit on a sheet of A4: what
// was done, what is wrong, what is promised.
type cardView struct {
	Frame    frame
	Name     string
	Above    string
	Period   string
	Report   link
	Place    link
	Done     []keyFigure
	Acts     []gistLine // where the report states few numbers
	Problems []gistLine
	Plans    []gistLine
	Cite     string // where it comes from
}

// A keyFigure is what a report states of one indicator, and the change on the
// year before.
type keyFigure struct {
	link
	Figure yearFigure
	Change string
}

// Lines of a card: four of what was done, three each of what is wrong and what is
// promised.
const (
	cardDone  = 4
	cardLines = 3
)

// cardFirst are the indicators that a reader asks for first: what touches people,
// before what the office does for itself. Others follow in the order of the
// catalogue.
var cardFirst = []string{
	"disputes-resolved", "petitions", "services", "hotline", "publicity-events", "inspections", "penalties", "hazards",
	"reconsiderations", "litigation", "legality-reviews", "disclosures", "legal-literates", "consultations",
}

// keyFigures gives at most n numbers of a place's report on a year, of an
// indicator that it counts in several units the first.
func (s *Site) keyFigures(page string, all []archive.Series, year, n int) []keyFigure {
	var stated []archive.Series
	for _, series := range all {
		if now, _ := lastStated(page, series); now.Year == year && !slices.ContainsFunc(stated, func(o archive.Series) bool { return o.Indicator == series.Indicator }) {
			stated = append(stated, series)
		}
	}
	rank := func(series archive.Series) int {
		if i := slices.Index(cardFirst, series.Indicator); i >= 0 {
			return i
		}
		return len(cardFirst)
	}
	slices.SortStableFunc(stated, func(a, b archive.Series) int { return rank(a) - rank(b) })
	var out []keyFigure
	for _, series := range stated[:min(n, len(stated))] {
		now, change := lastStated(page, series)
		out = append(out, keyFigure{s.indicatorLink(page, series.Indicator), now, change})
	}
	return out
}

// cardReport gives the report that a town's card is about: the last on a whole
// year; nil for a place without one, and for anything but a town.
func cardReport(p *archive.Place) *archive.Entry {
	if p == nil || p.Level != region.Town {
		return nil
	}
	for _, e := range p.Reports {
		if e.Version == 1 && e.Part == "" {
			return e
		}
	}
	return nil
}

// Card makes the one-minute card of a town, if the report is the one that it is
// about. open is called only when the page is due.
func (s *Site) Card(e *archive.Entry, open func() (*Text, error), sink Sink) error {
	p := s.arc.Place(e.Code)
	if cardReport(p) != e {
		return nil
	}
	view := func() (any, error) {
		text, err := open()
		if err != nil {
			return nil, err
		}
		return s.cardView(p, e, text), nil
	}
	return s.put(sink, "card", page{address.Card(p.Code), view, func(in *inputs) { s.cardInputs(in, p) }})
}

func (s *Site) cardView(p *archive.Place, e *archive.Entry, text *Text) cardView {
	page := address.Card(p.Code)
	at := address.Rel(page, address.Report(e.Code, e.Year, e.Version))
	v := cardView{
		Name: p.Name, Above: s.aboveName(p.Code), Period: period(e), Report: link{Text: e.Title, Href: at}, Place: to(page, address.Place(p.Code), p.Name),
		Done: s.keyFigures(page, s.arc.AllSeries(p.Code), e.Year, cardDone),
	}
	anchors := anchorsOf(text)
	if len(v.Done) < cardDone {
		v.Acts = gist(text, report.Achievements, cardDone-len(v.Done), at, anchors)
	}
	v.Problems = gist(text, report.Problems, cardLines, at, anchors)
	v.Plans = gist(text, report.Plans, cardLines, at, anchors)
	v.Cite = fmt.Sprintf("摘自《%s》", e.Title)
	title := p.Name + v.Period + "法治政府建设一分钟了解"
	v.Frame = s.frame(page, s.title(title, v.Above), v.Above+title+"：做了什么、有哪些不足、下一步打算。", append(s.placeCrumbs(page, p.Code), link{Text: "一分钟了解"})...)
	v.Frame.Paper = "sheet-of-card"
	if src := s.layouts.paths[speakScript]; src != "" {
		v.Frame.Scripts = []script{{Src: address.Rel(page, src)}}
	}
	return v
}

// cardInputs names what a card is made from.
func (s *Site) cardInputs(in *inputs, p *archive.Place) {
	for _, r := range s.arc.Chain(p.Code) {
		in.texts(r.Code, r.Name)
	}
	in.wholes(p.Reports)
	in.numbers(s.arc.Span()...)
}

// briefView is what a town's page says of its last report.
type briefView struct {
	Period string
	Report link // Text "" for none
	Card   link
	Issued fact // Value "" where the report does not say
	Done   []keyFigure
}

// briefFigures is how many numbers a town's page shows first.
const briefFigures = 6

func (s *Site) briefView(page string, p *archive.Place, all []archive.Series) briefView {
	e := cardReport(p)
	if e == nil {
		return briefView{}
	}
	v := briefView{
		Period: period(e), Report: to(page, address.Report(e.Code, e.Year, e.Version), "读全文"), Card: to(page, address.Card(p.Code), "一分钟了解"),
		Done: s.keyFigures(page, all, e.Year, briefFigures),
	}
	if e.Issued != "" {
		v.Issued = fact{Value: dateText(e.Issued), Date: e.Issued}
	}
	return v
}
