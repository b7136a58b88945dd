package page

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/net/html"

	"zhenjian/generator/archive"
	"zhenjian/generator/compare"
	"zhenjian/generator/glossary"
	"zhenjian/generator/indicator"
	"zhenjian/generator/quantity"
	"zhenjian/generator/region"
	"zhenjian/generator/report"
	"zhenjian/generator/source"
)

// files is a Sink that keeps what it takes, and knows what the last build made.
type files struct {
	mu    sync.Mutex
	prior map[string]string // fingerprints by path
	prints,
	data map[string]string
	changes map[[2]archive.Digest]archive.Change // what the comparison of two reports came to
}

func newFiles() *files {
	return &files{prints: map[string]string{}, data: map[string]string{}, changes: map[[2]archive.Digest]archive.Change{}}
}

func (f *files) Unchanged(path, fingerprint string) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.prior[path] != fingerprint {
		return false
	}
	f.prints[path] = fingerprint
	return true
}

func (f *files) Put(path, fingerprint string, data []byte) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if _, ok := f.data[path]; ok {
		return fmt.Errorf("%s is made twice", path)
	}
	f.prints[path], f.data[path] = fingerprint, string(data)
	return nil
}

// pages gives the paths of what was put and ends in .html, in order.
func (f *files) pages() []string {
	var out []string
	for path := range f.data {
		if strings.HasSuffix(path, ".html") {
			out = append(out, path)
		}
	}
	slices.Sort(out)
	return out
}

var gazetteer = sync.OnceValue(region.Builtin)

func loadLayouts(t testing.TB) *Layouts {
	t.Helper()
	l, err := Load(os.DirFS("../../layouts"))
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// understand reads a report from its text.
func understand(t testing.TB, path, text string) *report.Report {
	t.Helper()
	doc, problems := source.New(path, []byte(text))
	if doc == nil {
		t.Fatalf("%s: %v", path, problems)
	}
	return report.Read(doc, gazetteer())
}

// sample is a report of a town of 台儿庄区 whose place and year its title tells.
func sample(town string, year int, more string) string {
	return fmt.Sprintf(`枣庄市台儿庄区%[1]s%[2]d年度法治政府建设情况报告
区政府：
%[2]d年，%[1]s认真贯彻《法治政府建设实施纲要（2021-2025年）》和《中华人民共和国民法典》，现将有关情况报告如下：
一、主要举措和成效
（一）加强组织领导。全年开展普法宣讲35场。
二、存在的不足和原因
执法力量薄弱。
%[3]s
枣庄市台儿庄区%[1]s人民政府
%[4]d年1月9日
`, town, year, more, year+1)
}

// A small archive: two towns of one county, one of another province.
var smallReports = map[string]string{
	"a.txt": sample("涧头集镇", 2021, ""),
	"b.txt": sample("涧头集镇", 2022, "三、下一年度安排\n1.学习《民法典》。\n2.学习《枣庄市物业管理条例》。"),
	"c.txt": sample("邳庄镇", 2022, "<script>alert(1)</script> &amp; [甲](javascript:alert(1)) **乙** \\* 丙"),
	"d.txt": "重庆市城口县庙坝镇2022年法治政府建设情况报告\n2022年，庙坝镇贯彻《民法典》。\n一、工作开展情况\n开展培训20次。\n",
	"e.txt": sample("涧头集镇", 2022, "三、补充\n另一份。"),
}

// A site is a small archive with its reports.
type site struct {
	arc     *archive.Archive
	reports map[string]*report.Report // by path
	pages   []Markdown
	options Options
}

func newSite(t testing.TB, texts map[string]string) *site {
	t.Helper()
	s := &site{
		reports: map[string]*report.Report{},
		pages:   []Markdown{{"help", []byte("# 帮助\n\n见[关于](about.md)和[首页](/)。\n")}, {"about", []byte("# 关于\n\n正文。\n")}},
		options: Options{Title: "报告库", Subtitle: "全文", Organizer: "某司法局", Contact: "电话 1", Program: "1", Glossary: glossary.Builtin()},
	}
	for path, text := range texts {
		r := understand(t, path, text)
		if r.Place.Code == "" || r.Year == 0 {
			t.Fatalf("%s is not understood: %+v, %d", path, r.Place, r.Year)
		}
		s.reports[path] = r
	}
	s.arrange()
	return s
}

// arrange makes the archive of the reports.
func (s *site) arrange() {
	var entries []*archive.Entry
	for _, r := range s.reports {
		e, _ := archive.NewEntry(r, indicator.Builtin(), quantity.Find(r.Tabbed()))
		e.Lacks = archive.LacksOf((&compare.Report{Year: r.Year, Text: r.Doc.Text, Spans: textOf(r).Spans}).Lacks())
		e.Terms = archive.TermsOf(s.options.Glossary.UsedIn(r))
		entries = append(entries, e)
	}
	s.arc, _ = archive.New(gazetteer(), indicator.Builtin(), entries, nil)
}

// explain puts a term in the place of 禁毒 in the glossary, and reads the reports
// with it.
func (s *site) explain(t testing.TB, name, text string) {
	t.Helper()
	g, err := glossary.Builtin().With(fmt.Appendf(nil, "[[term]]\nid = \"drug-control\"\nname = %q\nnot = [\"禁毒法\"]\ngroup = \"基层治理和平安建设\"\ntext = %q\nsource = \"《禁毒法》\"\nlaw = \"禁毒法\"\nmatch = [%[1]q]\n", name, text), nil)
	if err != nil {
		t.Fatal(err)
	}
	s.options.Glossary = g
	s.arrange()
}

// textOf gives a report as its pages take it.
func textOf(r *report.Report) *Text { return textWith(r, gazetteer()) }

func textWith(r *report.Report, g *region.Gazetteer) *Text {
	return &Text{Doc: r.Doc, Spans: archive.NewSpans(r, quantity.Find(r.Tabbed()), g)}
}

// build makes all pages; opened are the reports that were opened for it.
func (s *site) build(t testing.TB, l *Layouts, prior *files) (out *files, opened []string) {
	t.Helper()
	out = newFiles()
	if prior != nil {
		out.prior = prior.prints
	}
	made := New(l, s.arc, s.pages, s.options)
	for _, e := range s.arc.Reports {
		opener := func(e *archive.Entry) func() (*Text, error) {
			return sync.OnceValues(func() (*Text, error) {
				if !slices.Contains(opened, e.Path) {
					opened = append(opened, e.Path)
				}
				return textWith(report.Read(s.reports[e.Path].Doc, s.arc.Gazetteer), s.arc.Gazetteer), nil
			})
		}
		open := opener(e)
		if before := s.arc.Against(e); before != nil {
			var known *archive.Change
			if prior != nil {
				if change, ok := prior.changes[[2]archive.Digest{before.Digest(), e.Digest()}]; ok {
					known = &change
				}
			}
			change, err := made.Changes(before, e, known, open, opener(before), out)
			if err != nil {
				t.Fatal(err)
			}
			e.Change = change
			out.changes[[2]archive.Digest{before.Digest(), e.Digest()}] = change
		}
		if err := made.Report(e, open, out); err != nil {
			t.Fatal(err)
		}
		if err := made.Card(e, open, out); err != nil {
			t.Fatal(err)
		}
		if err := made.Source(e, open, out); err != nil {
			t.Fatal(err)
		}
	}
	if err := made.Render(out, 2); err != nil {
		t.Fatal(err)
	}
	return out, opened
}

// parse reads a page as a browser does.
func parse(t testing.TB, page string) *html.Node {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// all gives the elements below n that are a tag ("" any) and have an attribute
// ("" any), in order; the attribute may be given with its value: class=title.
func all(n *html.Node, tag, attribute string) []*html.Node {
	name, value, valued := strings.Cut(attribute, "=")
	var out []*html.Node
	for d := range n.Descendants() {
		if d.Type != html.ElementNode || tag != "" && d.Data != tag {
			continue
		}
		got, ok := attr(d, name)
		if attribute == "" || ok && (!valued || got == value) {
			out = append(out, d)
		}
	}
	return out
}

// only gives the one element that all finds.
func only(t testing.TB, n *html.Node, tag, attribute string) *html.Node {
	t.Helper()
	found := all(n, tag, attribute)
	if len(found) != 1 {
		t.Fatalf("%d elements <%s %s>, want 1", len(found), tag, attribute)
	}
	return found[0]
}

func attr(n *html.Node, name string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val, true
		}
	}
	return "", false
}

// textContent is what the DOM property of that name gives.
func textContent(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}

// words is textContent with all white space as single blanks.
func words(n *html.Node) string { return strings.Join(strings.Fields(textContent(n)), " ") }

// links gives the text and target of each link below n: 甲 -> a.html.
func links(n *html.Node) []string {
	var out []string
	for _, a := range all(n, "a", "href") {
		href, _ := attr(a, "href")
		out = append(out, words(a)+" -> "+href)
	}
	return out
}
