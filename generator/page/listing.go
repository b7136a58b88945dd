package page

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"zhenjian/generator/address"
	"zhenjian/generator/archive"
	"zhenjian/generator/region"
)

// limit is the number of links above which a list is split by region.
const limit = 2000

// A division says which regions have a page of their own in a list that may be
// too long for one: it has one page or, where that would be too long, one for
// each province, and so on down.
type division struct {
	arc   *archive.Archive
	count map[string]int      // of a region and below it; nil where one page holds all
	own   map[string]bool     // regions with a page of their own
	parts map[string][]string // regions right below one that have a page of their own
}

// divide spreads places, each of which takes so many links or cells.
func divide(arc *archive.Archive, weights map[string]int) division {
	d := division{arc: arc}
	total := 0
	for _, weight := range weights {
		total += weight
	}
	if total <= limit {
		return d
	}
	d.count, d.own, d.parts = map[string]int{}, map[string]bool{}, map[string][]string{}
	below := map[string]bool{} // a place that something lies below
	var count func(places []*archive.Place) int
	count = func(places []*archive.Place) (sum int) {
		for _, p := range places {
			n := count(p.Children)
			if n > 0 {
				below[p.Code] = true
			}
			if n += weights[p.Code]; n > 0 {
				d.count[p.Code] = n
				sum += n
			}
		}
		return sum
	}
	count(arc.Provinces())
	var split func(above string, places []*archive.Place)
	split = func(above string, places []*archive.Place) {
		for _, p := range places {
			if !below[p.Code] {
				continue
			}
			d.parts[above] = append(d.parts[above], p.Code)
			d.own[p.Code] = true
			if d.count[p.Code] > limit {
				split(p.Code, p.Children)
			}
		}
	}
	split("", arc.Provinces())
	return d
}

// region gives the region on whose page a place stands, "" for the first page.
func (d division) region(place string) string {
	code := ""
	if d.count == nil {
		return code
	}
	for _, r := range d.arc.Chain(place) {
		if !d.own[r.Code] {
			break
		}
		code = r.Code
	}
	return code
}

// pages gives the regions that have a page, "" first.
func (d division) pages() []string { return append([]string{""}, slices.Sorted(maps.Keys(d.own))...) }

// A shelf is a list of reports that may need several pages.
type shelf struct {
	division
	path  func(code string) string // of a region's page; "" is the first
	label func(*archive.Entry) (text, note string)
	on    map[string][]*archive.Entry
}

// newShelf takes reports in any order; label is what the link to one says.
func newShelf(arc *archive.Archive, entries []*archive.Entry, path func(string) string, label func(*archive.Entry) (string, string)) *shelf {
	entries = slices.Clone(entries)
	slices.SortStableFunc(entries, func(x, y *archive.Entry) int { return strings.Compare(x.Code, y.Code) })
	h := &shelf{division: division{arc: arc}, path: path, label: label, on: map[string][]*archive.Entry{}}
	if len(entries) > limit {
		weights := map[string]int{}
		for _, e := range entries {
			weights[e.Code]++
		}
		h.division = divide(arc, weights)
	}
	for _, e := range entries {
		code := h.region(e.Code)
		h.on[code] = append(h.on[code], e)
	}
	return h
}

// A listing is what stands on one page of a shelf.
type listing struct {
	Parts    []part // the pages that the rest of the list stands on
	Sections []section
}

// A part is a page of its own for one region.
type part struct {
	link
	Count int
}

// A section holds the reports of one region right below the page's own; with
// Text "" those that need no heading.
type section struct {
	link
	Groups []group
}

// A group holds the links of one county or city; with Text "" those that need
// no further heading.
type group struct {
	link
	Links []link
}

// list makes what stands on a region's page.
func (h *shelf) list(code string) listing {
	page := h.path(code)
	var l listing
	for _, c := range h.parts[code] {
		unit, _ := h.arc.Region(c)
		l.Parts = append(l.Parts, part{to(page, h.path(c), unit.Name), h.count[c]})
	}
	depth := len(h.arc.Chain(code))
	var below []region.Region // from the region right below the page's own down to the place itself
	for i, e := range h.on[code] {
		if i == 0 || e.Code != h.on[code][i-1].Code {
			chain := h.arc.Chain(e.Code)
			below = chain[min(depth, len(chain)):]
		}
		text, note := h.label(e)
		l.add(page, below, link{text, address.Rel(page, address.Report(e.Code, e.Year, e.Version)), note})
	}
	return l
}

// add puts a link under the headings of its region.
func (l *listing) add(page string, below []region.Region, report link) {
	var s section
	var g group
	if len(below) > 0 && below[0].Level != region.Town {
		s.link = to(page, address.Place(below[0].Code), below[0].Name)
		if above := below[1:max(1, len(below)-1)]; len(above) > 0 {
			g.link = to(page, address.Place(above[len(above)-1].Code), names(above))
		}
	}
	if n := len(l.Sections); n == 0 || l.Sections[n-1].link != s.link {
		l.Sections = append(l.Sections, s)
	}
	l.Sections[len(l.Sections)-1].add(g, report)
}

// add puts a link under the heading of its group, whose Links are not looked at.
func (s *section) add(g group, report link) {
	i := slices.IndexFunc(s.Groups, func(other group) bool { return other.link == g.link })
	if i < 0 {
		i = len(s.Groups)
		if g.Text == "" {
			i = 0 // before the first heading, which it would seem to belong to
		}
		s.Groups = slices.Insert(s.Groups, i, g)
	}
	s.Groups[i].Links = append(s.Groups[i].Links, report)
}

// versionNote tells what sets a report apart from the usual one for its place
// and year: 上半年，第2份.
func versionNote(e *archive.Entry) string {
	var notes []string
	if e.Part != "" {
		notes = append(notes, e.Part)
	}
	if e.Version > 1 {
		notes = append(notes, fmt.Sprintf("第%d份", e.Version))
	}
	return strings.Join(notes, "，")
}
