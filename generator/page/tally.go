package page

import (
	"cmp"
	"slices"

	"zhenjian/generator/address"
	"zhenjian/generator/archive"
)

// A tally counts the reports that do something: use a term, name a problem. Nearly
// every report does twenty such things: which ones do is asked of them only when a page
// is due, or the lists of 240,000 reports would take 40 MB and more.
type tally struct {
	*shelf
	has    func(*archive.Entry) bool
	used   int         // reports that do
	byYear map[int]int // of them on a year
}

// A tallyYear says how many reports on a year do.
type tallyYear struct {
	Year  link
	Used  int
	Total int
}

// A tallyView is what the pages of all tallies show: the reports, under their years,
// those of one region or all.
type tallyView struct {
	Frame     frame
	Name      string
	In        string // full name of the region; "" for all
	Did, What string // 说到, 这类不足
	Count     int
	Years     []tallyYear // of all regions
	List      listing
}

// fillTally completes the view of a region's page, below the page that lists all tallies
// of the kind.
func (s *Site) fillTally(v *tallyView, h *tally, code, above, kind, description string, lead func(page string, e *archive.Entry) link) {
	page, title := h.path(code), v.Name
	crumbs := []link{to(page, above, kind), to(page, h.path(""), title)}
	v.Count = h.used
	if code == "" {
		v.Years = s.tallyYears(page, h)
	} else {
		chain := s.arc.Chain(code)
		v.In, v.Count = names(chain), h.count[code]
		crumbs = append(crumbs, h.crumbs(page, chain)...)
		title += "（" + v.In + "）"
	}
	v.List = s.tallyList(h, code, lead)
	v.Frame = s.frame(page, s.title(title, kind), description, crumbs...)
}

// tallies goes through all reports once for n things; nil for one that none does.
func (s *Site) tallies(n int, has func(e *archive.Entry, i int) bool, path func(i int, code string) string) []*tally {
	out := make([]*tally, n)
	for _, e := range s.arc.Reports {
		for i := range out {
			if !has(e, i) {
				continue
			}
			if out[i] == nil {
				out[i] = &tally{
					shelf: &shelf{division: division{arc: s.arc}, path: func(code string) string { return path(i, code) }},
					has:   func(e *archive.Entry) bool { return has(e, i) }, byYear: map[int]int{},
				}
			}
			out[i].used++
			out[i].byYear[e.Year]++
		}
	}
	for _, h := range out {
		if h == nil || h.used <= limit {
			continue
		}
		weights := map[string]int{}
		for _, e := range s.arc.Reports {
			if h.has(e) {
				weights[e.Code]++
			}
		}
		h.division = divide(s.arc, weights)
	}
	return out
}

// users gives the reports that do and stand on a region's page, by place.
func (h *tally) users(code string) []*archive.Entry {
	var out []*archive.Entry
	var gather func(places []*archive.Place)
	gather = func(places []*archive.Place) {
		for _, p := range places {
			if h.own[p.Code] {
				continue // on a page of its own
			}
			for _, e := range p.Reports {
				if h.has(e) {
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
	return out
}

// newestFirst puts reports by year and, of one year, by place.
func newestFirst(list []*archive.Entry) []*archive.Entry {
	slices.SortStableFunc(list, func(x, y *archive.Entry) int {
		return cmp.Or(y.Year-x.Year, cmp.Compare(x.Code, y.Code), x.Version-y.Version)
	})
	return list
}

// tallyYears gives the years on which some report does, newest first.
func (s *Site) tallyYears(page string, h *tally) (out []tallyYear) {
	for _, year := range slices.Backward(s.arc.Years) {
		if h.byYear[year] > 0 {
			out = append(out, tallyYear{to(page, address.Year(year, ""), yearText(year)), h.byYear[year], len(s.arc.OfYear(year))})
		}
	}
	return out
}

// tallyList puts the reports on a region's page under their years, and there under
// the names of what lies between the region and the towns.
func (s *Site) tallyList(h *tally, code string, lead func(page string, e *archive.Entry) link) listing {
	page := h.path(code)
	var l listing
	for _, c := range h.parts[code] {
		unit, _ := s.arc.Region(c)
		l.Parts = append(l.Parts, part{to(page, h.path(c), unit.Name), h.count[c]})
	}
	depth := len(s.arc.Chain(code))
	for _, e := range newestFirst(h.users(code)) {
		year := to(page, address.Year(e.Year, ""), yearText(e.Year))
		if n := len(l.Sections); n == 0 || l.Sections[n-1].Text != year.Text {
			l.Sections = append(l.Sections, section{link: year})
		}
		own := lead(page, e)
		own.Note = versionNote(e)
		var g group
		if chain := s.arc.Chain(e.Code); len(chain) > depth+1 {
			above := chain[depth : len(chain)-1]
			g.link = to(page, address.Place(above[len(above)-1].Code), names(above))
		}
		l.Sections[len(l.Sections)-1].add(g, own)
	}
	return l
}

// tallyInputs names what a page of a tally is made from: the reports that stand on
// it, and how many there are elsewhere.
func (s *Site) tallyInputs(in *inputs, h *tally, code string) {
	in.texts(code)
	in.faces(h.users(code))
	in.numbers(h.used)
	for _, c := range h.parts[code] {
		in.texts(c)
		in.numbers(h.count[c])
	}
	for _, year := range s.arc.Years {
		in.numbers(year, len(s.arc.OfYear(year)), h.byYear[year])
	}
}
