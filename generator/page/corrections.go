package page

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"zhenjian/generator/address"
	"zhenjian/generator/archive"
)

// correctionsView is 更正记录: what was put right, replaced or withdrawn after it was
// published, the latest first. Where nothing was it says so.
type correctionsView struct {
	Frame     frame
	Numbers   []correction
	Files     []correction
	Withdrawn []correction
}

// A correction is one line of a list of them.
type correction struct {
	Date    string // YYYY-MM-DD
	Day     string // 2024年5月6日
	Report  link   // to the sentence, or the page; Href "" for a withdrawn report that has none
	Printed string // the number as printed
	Now     string // the right one; "" where it is struck out, or of no number
	Quote   string
	Reason  string
}

// hasCorrections tells whether the site keeps a record of corrections: from the
// first report on, so that readers know where one would stand.
func (s *Site) hasCorrections() bool { return len(s.arc.Reports)+len(s.arc.Withdrawn) > 0 }

func (s *Site) correctionsPages() []page {
	if !s.hasCorrections() {
		return nil
	}
	return one(address.Corrections, func() (any, error) { return s.correctionsView(), nil })
}

func (s *Site) correctionsView() correctionsView {
	const page = address.Corrections
	name := s.column("corrections").Name
	v := correctionsView{Frame: s.frame(page, s.title(name), s.column("corrections").Description, link{Text: name})}
	for _, e := range s.arc.Reports {
		if len(e.Corrections)+len(e.Changes) == 0 && e.Revised == "" {
			continue
		}
		own := to(page, address.Report(e.Code, e.Year, e.Version), s.aboveName(e.Code)+e.Name+period(e)+"报告")
		for _, c := range s.numberCorrections(e) {
			c.Report = link{Text: own.Text, Href: own.Href + c.Report.Href}
			v.Numbers = append(v.Numbers, c)
		}
		for _, c := range fileChanges(e) {
			c.Report = own
			v.Files = append(v.Files, c)
		}
	}
	stubs := s.withdrawnStubs()
	for _, e := range s.arc.Withdrawn {
		l := link{Text: s.withdrawnName(e)}
		if slices.Contains(stubs, e) {
			l.Href = address.Rel(page, address.Report(e.Code, e.Year, 1))
		}
		v.Withdrawn = append(v.Withdrawn, correction{Date: e.Withdrawn.Date, Day: dateText(e.Withdrawn.Date), Report: l, Reason: e.Withdrawn.Reason})
	}
	for _, list := range [][]correction{v.Numbers, v.Files, v.Withdrawn} {
		slices.SortStableFunc(list, func(a, b correction) int { return strings.Compare(b.Date, a.Date) })
	}
	return v
}

// numberCorrections are the corrections of a report's numbers, with links on its
// page: to the mention that the number is, or to the list of corrections.
func (s *Site) numberCorrections(e *archive.Entry) []correction {
	var out []correction
	for _, c := range e.Corrections {
		l := link{Href: "#corrections"}
		if i := slices.IndexFunc(e.Mentions, func(m archive.Mention) bool { return m.Number == c.Number }); i >= 0 {
			l.Href = "#" + archive.MentionID(i+1)
		}
		out = append(out, correction{Date: c.Date, Day: dateText(c.Date), Report: l, Printed: c.Printed, Now: c.Now, Quote: c.Quote, Reason: c.Reason})
	}
	return out
}

// fileChanges are what became of a report's file after it was published: as the
// sidecar tells it, and if it does not tell of the last change, that there was one.
func fileChanges(e *archive.Entry) []correction {
	var out []correction
	told := ""
	for _, c := range e.Changes {
		out = append(out, correction{Date: c.Date, Day: dateText(c.Date), Reason: c.Reason})
		told = max(told, c.Date)
	}
	if day, _, _ := strings.Cut(e.Revised, "T"); day != "" && told[:min(7, len(told))] < day[:7] {
		out = append(out, correction{Date: day, Day: dateText(day)})
	}
	return out
}

// nowText says what a number became.
func nowText(now string) string {
	if now == "" {
		return "更正：删去"
	}
	return "更正为" + now
}

// withdrawnView stands at the address of a report that was withdrawn.
type withdrawnView struct {
	Frame       frame
	Name        string
	Above       string
	Period      string
	Day         string
	Date        string
	Reason      string
	Corrections string
}

// withdrawnStubs are the withdrawn reports whose address is free.
func (s *Site) withdrawnStubs() []*archive.Entry {
	var out []*archive.Entry
	taken := map[string]bool{}
	for _, e := range s.arc.Withdrawn {
		key := fmt.Sprint(e.Code, "/", e.Year)
		if p := s.arc.Place(e.Code); p != nil && slices.ContainsFunc(p.Reports, func(r *archive.Entry) bool { return r.Year == e.Year }) || taken[key] {
			continue
		}
		taken[key] = true
		out = append(out, e)
	}
	return out
}

func (s *Site) withdrawnPages() []page {
	var pages []page
	for _, e := range s.withdrawnStubs() {
		path := address.Report(e.Code, e.Year, 1)
		pages = append(pages, page{path: path, view: func() (any, error) {
			v := withdrawnView{
				Name: e.Name, Above: s.aboveName(e.Code), Period: period(e), Day: dateText(e.Withdrawn.Date), Date: e.Withdrawn.Date, Reason: e.Withdrawn.Reason,
				Corrections: address.Rel(path, address.Corrections),
			}
			name := s.withdrawnName(e)
			crumbs := []link{{Text: "地区"}, {Text: name}}
			if len(s.arc.Reports) > 0 {
				crumbs[0] = to(path, address.Regions, "地区")
			}
			v.Frame = s.frame(path, s.title(v.Name+v.Period+"报告（已撤下）", cmp.Or(v.Above, "地区")), name+"已撤下。", crumbs...)
			return v, nil
		}})
	}
	return pages
}

func (s *Site) withdrawnName(e *archive.Entry) string {
	return s.aboveName(e.Code) + e.Name + period(e) + "报告"
}
