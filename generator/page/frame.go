package page

import (
	"html/template"
	"path"
	"strings"

	"zhenjian/generator/address"
	"zhenjian/generator/region"
)

// A frame is what stands on every page round its content.
type frame struct {
	Title       string // of the page, its column and the site
	Description string // one sentence; "" where a tag of Meta says it
	Meta        []meta
	Site        string
	Subtitle    string
	Notice      string
	Paper       string      // class of a page that has a form of its own on paper
	Linked      template.JS // JSON-LD; "" for none
	Imprint     imprint
	Style       string // the style sheet
	Icon        string // "" where there is none
	Copy        string // the script that copies citations; "" on a page with nothing to copy
	View        string // the script that keeps how the reader wants pages; "" where there is none
	Scripts     []script
	Home        string
	Find        string   // the page that searches; "" where there is nothing to search, and on itself
	Feed        string   // Atom; "" where there is none
	Canonical   string   // full address of the page, where the site's is known
	Columns     []column // main navigation
	Crumbs      []link   // from the home page to this one, which has no Href; none on the home page
	Pages       []link   // pages by hand, and the map of the site
}

// A script is loaded once the page is there. Runtime is what it loads itself
// when it comes to need it; "" for nothing.
type script struct{ Src, Runtime string }

// A meta is one <meta name content>. The names are those that the rules for
// government websites (国办发〔2017〕47号, 网页标签规范) prescribe.
type meta struct{ Name, Content string }

// A column is an entry of the main navigation.
type column struct {
	link
	Current bool
}

// frame makes the frame of the page at path. crumbs leads to it without the
// home page; the last entry is the page itself.
func (s *Site) frame(page, title, description string, crumbs ...link) frame {
	f := frame{
		Title: s.pageTitle(page, title), Description: description, Site: s.options.Title, Subtitle: s.options.Subtitle, Notice: s.options.Notice,
		Meta: s.siteMeta(page), Imprint: s.imprint(page),
		Style: address.Rel(page, s.layouts.style), Home: address.Rel(page, address.Home),
	}
	if len(crumbs) > 0 {
		f.Crumbs = append([]link{{Text: "首页", Href: f.Home}}, crumbs...)
		f.Crumbs[len(f.Crumbs)-1].Href = ""
		if id := columnID(page); crumbs[0].Text == columns[id].Name {
			f.Crumbs[1].Text = s.column(id).Name
		}
	}
	if s.layouts.icon != "" {
		f.Icon = address.Rel(page, s.layouts.icon)
	}
	if src := s.layouts.paths[viewScript]; src != "" {
		f.View = address.Rel(page, src)
	}
	if f.Imprint.Page != "" {
		f.Copy = s.copier(page)
	}
	if s.feed {
		f.Feed = address.Rel(page, address.Feed)
	}
	if len(s.arc.Reports) > 0 {
		f.Find = address.Rel(page, address.Search)
	}
	if s.options.BaseURL != "" {
		f.Canonical = s.options.BaseURL + page
	}
	for _, c := range s.columns() {
		current := c.path == page || c.path != address.Home && strings.HasPrefix(page, path.Dir(c.path)+"/")
		f.Columns = append(f.Columns, column{to(page, c.path, c.name), current})
	}
	for _, p := range s.pages {
		f.Pages = append(f.Pages, to(page, address.Page(p.Name), p.title()))
	}
	if s.hasCorrections() {
		f.Pages = append(f.Pages, to(page, address.Corrections, s.column("corrections").Name))
	}
	if s.hasMap() {
		f.Pages = append(f.Pages, to(page, address.Map, s.column("map").Name))
	}
	return f
}

// copier is the script of a page with something to copy; "" where there is none.
func (s *Site) copier(page string) string {
	if src := s.layouts.paths[copyScript]; src != "" {
		return address.Rel(page, src)
	}
	return ""
}

// chartScripts are those of a page with charts, or with a table whose rows can be
// drawn.
func (s *Site) chartScripts(page string) []script {
	src, runtime := s.layouts.paths[chartScript], s.layouts.paths[chartRuntime]
	if src == "" || runtime == "" {
		return nil
	}
	return []script{{address.Rel(page, src), address.Rel(page, runtime)}}
}

// tableScripts are those of a page with tables that can be sorted.
func (s *Site) tableScripts(page string) []script {
	if src := s.layouts.paths[tableScript]; src != "" {
		return []script{{Src: address.Rel(page, src)}}
	}
	return nil
}

type navigation struct{ path, name string }

// columns are the main lists of the site, as far as there is something in them.
func (s *Site) columns() []navigation {
	reports := len(s.arc.Reports) > 0
	var out []navigation
	for _, c := range []struct {
		there bool
		path  string
	}{
		{true, address.Home}, {reports, address.Regions}, {reports, address.Years}, {len(s.indicators) > 0, address.Indicators},
		{len(s.laws) > 0, address.Laws}, {s.options.Glossary != nil, address.Terms},
		{len(s.arc.Scope()) > 0, address.Coverage}, {reports, address.Data},
	} {
		if c.there {
			out = append(out, navigation{c.path, s.column(columnID(c.path)).Name})
		}
	}
	return out
}

// title puts the parts of what a page is called together, the narrowest first.
// The frame adds column and site.
func (s *Site) title(parts ...string) string { return strings.Join(parts, titleMark) }

const titleMark = " – "

// pageTitle is a page's <title>: item, column, site. The home page is called
// like the site.
func (s *Site) pageTitle(page, title string) string {
	if column := s.columnOf(page).Name; page != address.NotFound && page != address.Home && title != column && !strings.HasSuffix(title, titleMark+column) {
		title += titleMark + column
	}
	if page == address.Home {
		return s.options.Title
	}
	return title + titleMark + s.options.Title
}

// placeCrumbs leads from the list of regions to a place.
func (s *Site) placeCrumbs(page, code string) []link {
	crumbs := []link{to(page, address.Regions, "地区")}
	for _, r := range s.arc.Chain(code) {
		crumbs = append(crumbs, to(page, address.Place(r.Code), r.Name))
	}
	return crumbs
}

// names runs the names of regions together: 山东省枣庄市台儿庄区.
func names(regions []region.Region) string {
	var b strings.Builder
	for _, r := range regions {
		b.WriteString(r.Name)
	}
	return b.String()
}

// aboveName names what lies above a place: 山东省枣庄市台儿庄区 for 涧头集镇.
func (s *Site) aboveName(code string) string {
	chain := s.arc.Chain(code)
	return names(chain[:max(0, len(chain)-1)])
}
