package page

import (
	"net/url"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/net/html"

	"zhenjian/generator/address"
	"zhenjian/generator/archive"
	"zhenjian/generator/indicator"
)

// TestLinks follows every link of a small site, anchors too.
func TestLinks(t *testing.T) {
	s := newSite(t, smallReports)
	made, _ := s.build(t, loadLayouts(t), nil)
	there := map[string]bool{} // put by whoever calls
	for _, path := range []string{address.ReportsCSV, address.MentionsCSV, address.SeriesCSV, address.ReportsJSON, address.Schema, address.Package, address.Archive, address.Sums} {
		there[path] = true
	}
	for path := range made.data {
		there[path] = true
	}
	for _, e := range s.arc.Reports {
		there[address.Original(e.Code, e.Year, e.Version, e.Ext)] = true
		there[address.ReportJSON(e.Code, e.Year, e.Version)] = true
		for _, r := range s.arc.Chain(e.Code) {
			there[address.PlaceSeries(r.Code)] = true
		}
	}
	anchors := map[string]bool{}
	docs := map[string]*html.Node{}
	for _, path := range made.pages() {
		docs[path] = parse(t, made.data[path])
		for _, n := range all(docs[path], "", "id") {
			id, _ := attr(n, "id")
			if anchors[path+"#"+id] {
				t.Errorf("%s: id %s stands twice", path, id)
			}
			anchors[path+"#"+id] = true
		}
	}
	followed := 0
	for path, doc := range docs {
		for _, n := range append(all(doc, "", "href"), all(doc, "", "src")...) {
			href, ok := attr(n, "href")
			if !ok {
				href, _ = attr(n, "src")
			}
			base, _ := url.Parse("http://site/" + path)
			target, err := base.Parse(href)
			if err != nil || target.Host != "site" {
				t.Errorf("%s: link %s leads away", path, href)
				continue
			}
			to := strings.TrimPrefix(target.Path, "/")
			if !there[to] {
				t.Errorf("%s: link %s leads to %s, which is not there", path, href, to)
			} else if target.Fragment != "" && !anchors[to+"#"+target.Fragment] {
				t.Errorf("%s: link %s leads to an anchor that is not there", path, href)
			}
			followed++
		}
	}
	if followed < 300 {
		t.Errorf("only %d links followed", followed)
	}
}

// TestEveryPage holds what is true of all pages, and of the kinds together.
func TestEveryPage(t *testing.T) {
	made, _ := newSite(t, smallReports).build(t, loadLayouts(t), nil)
	titles := map[string]string{}
	for _, path := range made.pages() {
		doc := parse(t, made.data[path])
		if lang, _ := attr(only(t, doc, "html", ""), "lang"); lang != "zh-CN" {
			t.Errorf("%s: lang %q", path, lang)
		}
		title := textContent(only(t, doc, "title", ""))
		if other := titles[title]; other != "" {
			t.Errorf("%s and %s have one title: %s", path, other, title)
		}
		titles[title] = path
		last := 0
		for d := range doc.Descendants() {
			if len(d.Data) != 2 || d.Data[0] != 'h' || d.Data[1] < '1' || d.Data[1] > '6' {
				continue
			}
			level := int(d.Data[1] - '0')
			if level > last+1 || level == 1 && last > 0 || words(d) == "" {
				t.Errorf("%s: <%s>%s</%s> follows level %d", path, d.Data, words(d), d.Data, last)
			}
			last = level
		}
		only(t, doc, "main", "")
		only(t, doc, "h1", "")
		if len(all(doc, "style", "")) > 0 {
			t.Errorf("%s: has a <style>", path)
		}
		for _, n := range all(doc, "script", "") {
			kind, _ := attr(n, "type")
			if _, file := attr(n, "src"); !file && kind != "application/json" && kind != "application/ld+json" {
				t.Errorf("%s: has a script inline", path)
			}
		}
		for d := range doc.Descendants() {
			for _, a := range d.Attr {
				if a.Key == "style" || strings.HasPrefix(a.Key, "on") {
					t.Errorf("%s: <%s %s> is inline", path, d.Data, a.Key)
				}
			}
		}
		if path == address.NotFound || path == address.Home {
			continue
		}
		if crumbs := only(t, doc, "nav", "aria-label=当前位置"); !strings.HasPrefix(words(crumbs), "首页") {
			t.Errorf("%s: breadcrumbs %q", path, words(crumbs))
		}
		isReport := strings.Count(path, "/") > 2 && strings.HasPrefix(path, "places/") && strings.HasSuffix(path, "/index.html")
		if n := len(all(doc, "", "data-report")); n > 1 || (n == 1) != isReport {
			t.Errorf("%s: %d elements with data-report", path, n)
		}
	}
}

// TestUnchanged builds a site again: nothing is made, no report opened.
func TestUnchanged(t *testing.T) {
	s, l := newSite(t, smallReports), loadLayouts(t)
	first, opened := s.build(t, l, nil)
	if len(opened) != len(smallReports) {
		t.Errorf("opened %v", opened)
	}
	again, opened := newSite(t, smallReports).build(t, l, first)
	if len(opened) > 0 || len(again.pages()) > 0 {
		t.Errorf("opened %v, made %v again", opened, again.pages())
	}
	if !reflect.DeepEqual(first.prints, again.prints) {
		t.Error("the second build knows other pages than the first")
	}
}

// TestFingerprints changes one input at a time. What has other bytes is rendered
// anew, and little else is: at most a third of the pages.
func TestFingerprints(t *testing.T) {
	l := loadLayouts(t)
	s := newSite(t, smallReports)
	first, _ := s.build(t, l, nil)
	changed := func(f func(map[string]string)) map[string]string {
		texts := map[string]string{}
		for k, v := range smallReports {
			texts[k] = v
		}
		f(texts)
		return texts
	}
	tests := []struct {
		name  string
		texts map[string]string
		edit  func(*site)
	}{
		{"a word in a report", changed(func(m map[string]string) { m["a.txt"] = strings.Replace(m["a.txt"], "薄弱", "不足", 1) }), nil},
		{"a title in a report", changed(func(m map[string]string) { m["a.txt"] = strings.Replace(m["a.txt"], "情况报告", "工作报告", 1) }), nil},
		{"a report less", changed(func(m map[string]string) { delete(m, "d.txt") }), nil},
		{"a report more", changed(func(m map[string]string) { m["f.txt"] = sample("泥沟镇", 2022, "") }), nil},
		{"a citation", changed(func(m map[string]string) { m["d.txt"] += "学习《宪法》。\n" }), nil},
		{"a term", changed(func(m map[string]string) {
			m["a.txt"] = strings.Replace(m["a.txt"], "薄弱", "薄弱，缺法律顾问", 1)
		}), nil},
		{"an explanation", smallReports, func(s *site) { s.explain(t, "禁毒", "预防毒品犯罪。") }},
		{"a wording", smallReports, func(s *site) { s.explain(t, "执法力量", "执法的人手。") }},
		{"the contact", smallReports, func(s *site) { s.options.Contact = "电话 2" }},
		{"a page by hand", smallReports, func(s *site) { s.pages[1].Text = []byte("# 关于\n\n别的。\n") }},
		{"the title of one", smallReports, func(s *site) { s.pages[1].Text = []byte("# 关于我们\n\n正文。\n") }},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			next := newSite(t, tt.texts)
			if tt.edit != nil {
				tt.edit(next)
			}
			full, _ := next.build(t, l, nil)
			some, _ := next.build(t, l, first)
			needless := 0
			for path, data := range full.data {
				if _, rendered := some.data[path]; !rendered && first.data[path] != data {
					t.Errorf("%s has other bytes, and was not made again", path)
				} else if rendered && first.data[path] == data && strings.HasSuffix(path, ".html") {
					needless++
					t.Logf("%s has the same bytes, and was made again", path)
				}
			}
			if needless > len(full.pages())/3 && tt.name != "a wording" { // which decides what any report uses
				t.Errorf("%d of %d pages were made again for nothing", needless, len(full.pages()))
			}
			if reflect.DeepEqual(full.data, first.data) {
				t.Error("the change shows nowhere")
			}
		})
	}
	s.options.Program = "2"
	if again, _ := s.build(t, l, first); len(again.pages()) != len(first.pages()) {
		t.Errorf("another program makes %d of %d pages", len(again.pages()), len(first.pages()))
	}
	s.options.Program = "1"
	other := *l
	other.hash = "another"
	if again, _ := s.build(t, &other, first); len(again.pages()) != len(first.pages()) {
		t.Errorf("another layout makes %d of %d pages", len(again.pages()), len(first.pages()))
	}
}

// TestViews: JSON, and so a fingerprint, holds all of a view only if each field
// is exported, none is left out by a tag, and none is an interface or a function.
func TestViews(t *testing.T) {
	var check func(at string, v reflect.Type)
	check = func(at string, v reflect.Type) {
		switch v.Kind() {
		case reflect.Struct:
			for i := range v.NumField() {
				f := v.Field(i)
				if !f.IsExported() && !f.Anonymous || f.Tag != "" {
					t.Errorf("%s.%s: not exported, or tagged", at, f.Name)
				}
				check(at+"."+f.Name, f.Type)
			}
		case reflect.Slice:
			if v.Elem() != v && !strings.HasSuffix(at, ".Items") { // an outline holds itself
				check(at, v.Elem())
			}
		case reflect.String, reflect.Int, reflect.Bool:
		default:
			t.Errorf("%s: a %s cannot be fingerprinted", at, v.Kind())
		}
	}
	for _, k := range kinds {
		check(k.name, reflect.TypeOf(k.blank))
	}
}

// TestEmptyArchive: no page without content (terms are explained without a report), and a home page that says so.
func TestEmptyArchive(t *testing.T) {
	s := newSite(t, nil)
	s.pages = nil
	made, _ := s.build(t, loadLayouts(t), nil)
	if got := made.pages(); !slices.Equal(got, []string{"404.html", "index.html", "terms/index.html"}) {
		t.Errorf("made %v", got)
	}
	if !strings.Contains(made.data["index.html"], "尚无报告") {
		t.Error("the home page does not say that there is nothing")
	}
}

func TestSinkErrors(t *testing.T) {
	s := newSite(t, smallReports)
	made := New(loadLayouts(t), s.arc, s.pages, s.options)
	if err := made.Render(fullSink{}, 2); err == nil {
		t.Error("Render does not tell of a sink that takes nothing")
	}
	e := s.arc.Reports[0]
	err := made.Report(e, func() (*Text, error) { return nil, os.ErrNotExist }, newFiles())
	if err == nil || !strings.Contains(err.Error(), e.Code) {
		t.Errorf("a report that cannot be opened: %v", err)
	}
}

type fullSink struct{}

func (fullSink) Unchanged(string, string) bool    { return false }
func (fullSink) Put(string, string, []byte) error { return os.ErrInvalid }

// BenchmarkReport makes pages of a real report: of what is new, and of what is
// found unchanged.
func BenchmarkReport(b *testing.B) {
	names, _ := filepath.Glob("../../content/reports/*.txt")
	if len(names) == 0 {
		b.Fatal("no reports")
	}
	raw, err := os.ReadFile(names[0])
	if err != nil {
		b.Fatal(err)
	}
	s := newSite(b, map[string]string{"a.txt": string(raw)})
	made := New(loadLayouts(b), s.arc, nil, s.options)
	e := s.arc.Reports[0]
	open := func() (*Text, error) { return textOf(s.reports["a.txt"]), nil }
	b.Run("new", func(b *testing.B) {
		b.SetBytes(int64(len(raw)))
		for b.Loop() {
			if err := made.Report(e, open, newFiles()); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("unchanged", func(b *testing.B) {
		first := newFiles()
		if err := made.Report(e, open, first); err != nil {
			b.Fatal(err)
		}
		again := newFiles()
		again.prior = first.prints
		for b.Loop() {
			if err := made.Report(e, open, again); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// syntheticEntries makes n reports on one year, spread over real towns.
func syntheticEntries(n int, year int, cites func(i int) []string) []*archive.Entry {
	var entries []*archive.Entry
	for _, province := range gazetteer().Children("") {
		for _, city := range gazetteer().Children(province.Code) {
			for _, county := range gazetteer().Children(city.Code) {
				for _, town := range append(gazetteer().Children(county.Code), county) {
					if len(entries) == n {
						return entries
					}
					i := len(entries)
					e := &archive.Entry{Path: town.Code, SHA256: town.Code, Ext: ".txt", Code: town.Code, Name: town.Name, Year: year, Title: town.Name, OwnTitle: true}
					if cites != nil {
						e.Cites = cites(i)
					}
					entries = append(entries, e)
				}
			}
		}
	}
	return entries
}

// nation is an archive with a report of every town and county.
var nation = sync.OnceValue(func() *archive.Archive {
	arc, _ := archive.New(gazetteer(), indicator.Builtin(), syntheticEntries(1<<20, 2022, nil), nil)
	return arc
})
