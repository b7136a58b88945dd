// Package page turns the archive into HTML through the layouts.
//
// A kind of page has one layout, one entry in the table of kinds and one Go
// file. The file makes views: plain values that hold all a layout shows. The
// fingerprint of a page is made of its view in one place (put), so nothing that
// a page shows can be missing from it.
package page

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"

	"golang.org/x/sync/errgroup"

	"zhenjian/generator/address"
	"zhenjian/generator/archive"
	"zhenjian/generator/compare"
	"zhenjian/generator/export"
	"zhenjian/generator/glossary"
	"zhenjian/generator/region"
)

// A Sink takes finished files. Several goroutines may call it at once.
type Sink interface {
	// Unchanged tells whether the file at path was made from the same inputs before.
	Unchanged(path, fingerprint string) bool
	Put(path, fingerprint string, data []byte) error
}

// Options say what the site calls itself. All but Title and Program may be empty.
type Options struct {
	Title    string // of the site
	Subtitle string // a line under it on the home page
	Notice   string // stands on top of every page
	BaseURL  string // address that the site is published at, with a closing slash
	Program  string // hash of the program: another one may make other pages of the same inputs

	Glossary *glossary.Glossary // the one that the reports were read with; nil: no terms are explained

	SiteName     string // of the website that this site belongs to; "" is Title
	SiteDomain   string
	SiteCode     string // 网站标识码
	Organizer    string // 主办单位
	Undertaker   string // 承办单位
	Contact      string // 联系方式, as it is to be printed
	Phone        string
	Mail         string
	Post         string // address for letters
	ICP          string // 备案编号
	Police       string // 公安机关备案编号
	ErrorContact string // 纠错: an address (http://…), or words
	Editor       string // 责任编辑
	Topic        string // 主题分类 of the reports
	Genre        string // 体裁分类

	PublicChecks []string // groups of package audit whose findings show on report pages
	PublicShared bool     // report pages show which passages reports of other places have as well

	Columns map[string]Column // what the settings say of columns, by id
}

func (o Options) siteName() string { return cmp.Or(o.SiteName, o.Title) }

// A kind of page. Its layout is name.html.
type kind struct {
	name  string
	blank any                // a view of nothing, for trying the layout at the start
	due   func(*Site) []page // nil for reports and their files, which are handed in one by one
}

var kinds = []kind{
	{"home", homeView{}, (*Site).homePages},
	{"regions", regionsView{}, (*Site).regionsPages},
	{"place", placeView{}, (*Site).placePages},
	{"towns", townsView{}, (*Site).townsPages},
	{"report", reportPage{}, nil},
	{"source", sourcePage{}, nil},
	{"card", cardView{}, nil},
	{"changes", changesPage{}, nil},
	{"years", yearsView{}, (*Site).yearsPages},
	{"year", yearView{}, (*Site).yearPages},
	{"laws", lawsView{}, (*Site).lawsPages},
	{"law", lawView{}, (*Site).lawPages},
	{"problems", problemsView{}, (*Site).problemsPages},
	{"problem", problemView{}, (*Site).problemPages},
	{"indicators", indicatorsView{}, (*Site).indicatorsPages},
	{"indicator", indicatorView{}, (*Site).indicatorPages},
	{"terms", termsView{}, (*Site).termsPages},
	{"term", termView{}, (*Site).termPages},
	{"coverage", coverageView{}, (*Site).coveragePages},
	{"search", searchView{}, (*Site).searchPages},
	{"data", dataView{}, (*Site).dataPages},
	{"map", mapView{}, (*Site).mapPages},
	{"moved", movedView{}, (*Site).movedPages},
	{"corrections", correctionsView{}, (*Site).correctionsPages},
	{"withdrawn", withdrawnView{}, (*Site).withdrawnPages},
	{"markdown", markdownView{}, (*Site).markdownPages},
	{"notfound", notFoundView{}, (*Site).notFoundPages},
}

// A page that belongs to the site, and how to make its view. inputs names what
// it is made from; nil where the view itself is quicker: of a kind that has few
// pages.
type page struct {
	path   string
	view   func() (any, error)
	inputs func(*inputs)
}

// A Site makes the pages of one archive. It does not change once made.
type Site struct {
	layouts *Layouts
	arc     *archive.Archive
	pages   []Markdown
	options Options

	laws       []*archive.Law             // those that most reports cite first
	years      map[int]*shelf             // the reports on each year
	indicators map[string]*indicatorShelf // by id; those that some report mentions
	problems   []*problemShelf            // by number of the topic; nil for one that no report names
	terms      []*termShelf               // by number; nil for a term that no report uses
	shared     map[*archive.Entry][]compare.Elsewhere
	known      int    // places with a report of their own
	feed       bool   // there is one
	names      string // stands for the names of places that the site adds
	sums       *sums
	atlas      atlas            // the places, over the pages of the map
	reported   map[string][]int // towns with a report, by code of a region ("" all) and year of the archive's span
}

// New prepares the pages of an archive.
func New(l *Layouts, arc *archive.Archive, pages []Markdown, o Options) *Site {
	s := &Site{layouts: l, arc: arc, pages: sortPages(pages), options: o, laws: arc.Laws(), years: map[int]*shelf{}, names: arc.Gazetteer.Additions()}
	if o.PublicShared {
		s.shared = compare.PassagesElsewhere(arc)
	}
	for _, year := range arc.Years {
		s.years[year] = s.yearShelf(year)
	}
	for _, p := range arc.Places() {
		if len(p.Reports) > 0 {
			s.known++
		}
	}
	s.feed = export.HasFeed(arc, o.BaseURL)
	s.indicators = s.indicatorShelves()
	s.terms = s.termShelves()
	s.problems = s.problemShelves()
	s.reported = s.countTowns()
	s.sums = s.newSums()
	s.atlas = newAtlas(arc)
	return s
}

// countTowns counts the towns that have a report, by region and year.
func (s *Site) countTowns() map[string][]int {
	counts := map[string][]int{"": make([]int, len(s.arc.Span()))}
	for _, e := range s.arc.Reports {
		chain := s.arc.Chain(e.Code)
		if e.Version > 1 || len(chain) == 0 || chain[len(chain)-1].Level != region.Town {
			continue
		}
		at := e.Year - s.arc.Span()[0]
		counts[""][at]++
		for _, r := range chain {
			if counts[r.Code] == nil {
				counts[r.Code] = make([]int, len(s.arc.Span()))
			}
			counts[r.Code][at]++
		}
	}
	return counts
}

// makes tells whether the site has a file at a path: a page of any kind, a
// report's original, data or an asset.
func (s *Site) makes(path string) bool {
	if export.Makes(s.arc, s.options.BaseURL, path) {
		return true
	}
	for _, k := range kinds {
		if k.due != nil && slices.ContainsFunc(k.due(s), func(p page) bool { return p.path == path }) {
			return true
		}
	}
	return slices.ContainsFunc(s.arc.Reports, func(e *archive.Entry) bool {
		return path == address.Report(e.Code, e.Year, e.Version) || path == address.Original(e.Code, e.Year, e.Version, e.Ext) || path == address.Source(e.Code, e.Year, e.Version) || path == address.Card(e.Code) && cardReport(s.arc.Place(e.Code)) == e ||
			(path == address.Changes(e.Code, e.Year) || path == address.ChangesJSON(e.Code, e.Year)) && s.arc.Against(e) != nil
	}) || slices.ContainsFunc(s.layouts.assets, func(a asset) bool { return a.path == path })
}

// Addresses gives the paths of all pages that lead a reader somewhere, for the
// sitemap: not the page for what is not there, and not the files that reports
// were received as.
func (s *Site) Addresses() []string {
	var paths []string
	for _, k := range kinds {
		if k.due == nil || k.name == "notfound" || k.name == "moved" {
			continue
		}
		for _, p := range k.due(s) {
			paths = append(paths, p.path)
		}
	}
	for _, e := range s.arc.Reports {
		paths = append(paths, address.Report(e.Code, e.Year, e.Version))
		if cardReport(s.arc.Place(e.Code)) == e {
			paths = append(paths, address.Card(e.Code))
		}
		if s.arc.Against(e) != nil {
			paths = append(paths, address.Changes(e.Code, e.Year))
		}
	}
	return paths
}

// Render makes every page but those of reports, and the assets, on as many
// goroutines as jobs says.
func (s *Site) Render(sink Sink, jobs int) error {
	if err := s.checkPages(); err != nil {
		return err
	}
	var group errgroup.Group
	group.SetLimit(jobs)
	for _, k := range kinds {
		if k.due == nil {
			continue
		}
		for _, p := range k.due(s) {
			group.Go(func() error {
				return s.put(sink, k.name, p)
			})
		}
	}
	for _, a := range s.layouts.assets {
		group.Go(func() error { return sink.Put(a.path, a.sum, a.data) })
	}
	return group.Wait()
}

// put makes one page, unless the sink has it from the same inputs already.
func (s *Site) put(sink Sink, kind string, p page) error {
	in := borrowInputs()
	defer in.giveBack()
	in.texts(s.sums.every, kind)
	var view any
	var err error
	if p.inputs != nil {
		in.texts(s.sums.base)
		p.inputs(in)
	} else {
		// Views have exported fields only, which a test holds them to: the JSON leaves
		// nothing out.
		if view, err = p.view(); err != nil {
			return err
		}
		data, err := json.Marshal(view)
		if err != nil {
			return fmt.Errorf("%s: %w", p.path, err)
		}
		in.bytes = append(in.bytes, data...)
	}
	fingerprint := in.fingerprint()
	if sink.Unchanged(p.path, fingerprint) {
		return nil
	}
	if view == nil {
		if view, err = p.view(); err != nil {
			return fmt.Errorf("%s: %w", p.path, err)
		}
	}
	var failed error // of the sink, which names the path itself
	err = s.layouts.execute(kind, view, func(page []byte) error {
		failed = sink.Put(p.path, fingerprint, page)
		return failed
	})
	if err != nil && failed == nil {
		return fmt.Errorf("%s: %w", p.path, err)
	}
	return err
}

// one gives the list of pages of a kind that there is one of.
func one(path string, view func() (any, error)) []page { return []page{{path: path, view: view}} }

// A link leads from one page to another. Href "" is text only.
type link struct {
	Text, Href string
	Note       string // stands behind the link: 上半年
}

// to makes a link that stands on the page from.
func to(from, path, text string) link { return link{Text: text, Href: address.Rel(from, path)} }
