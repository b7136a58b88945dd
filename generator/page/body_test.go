package page

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"zhenjian/generator/report"
	"zhenjian/generator/source"
)

// checkAnchors asks that the anchors are known without the HTML as well.
func checkAnchors(t *testing.T, text *Text, body renderedBody) {
	t.Helper()
	if got := anchorsOf(text); !slices.Equal(got, body.anchors) {
		t.Errorf("anchors %v, the HTML has %v", got, body.anchors)
	}
}

// A line is one block of a report made by hand.
type line struct {
	kind  report.BlockKind
	text  string
	level int // of the section that opens in it; 0 for none
	head  int // RunIn: bytes of the heading; Numbered: of the number
}

// handmade makes a report of lines, with the titles in 《》 as its citations.
func handmade(lines ...line) *report.Report {
	r := &report.Report{Doc: &source.Document{}}
	for _, l := range lines {
		start := len(r.Doc.Text)
		r.Doc.Text += l.text + "\n"
		b := report.Block{Kind: l.kind, Span: report.Span{Start: start, End: start + len(l.text)}, Section: -1}
		if l.level > 0 {
			b.Section = len(r.Sections)
			s := report.Section{Level: l.level, Heading: l.text, Span: b.Span}
			if l.kind == report.RunIn {
				b.HeadEnd = start + l.head
			}
			if l.kind == report.Numbered {
				s.Heading, s.Span.End = "", start+l.head
			}
			r.Sections = append(r.Sections, s)
		}
		if l.kind == report.TableRow {
			at := start
			for _, cell := range strings.FieldsFunc(l.text, func(r rune) bool { return r == '\t' || r == '\u3000' }) {
				i := at + strings.Index(r.Doc.Text[at:], cell)
				at = i + len(cell)
				b.Cells = append(b.Cells, report.Span{Start: i, End: at})
			}
		}
		r.Blocks = append(r.Blocks, b)
	}
	for at := 0; ; {
		i := strings.Index(r.Doc.Text[at:], "《")
		if i < 0 {
			return r
		}
		at += i + len("《")
		end := at + strings.Index(r.Doc.Text[at:], "》")
		r.Citations = append(r.Citations, report.Citation{Name: r.Doc.Text[at:end], Span: report.Span{Start: at, End: end}})
	}
}

// lawHrefs links every citation of a report.
func lawHrefs(r *report.Report) map[string]string {
	hrefs := map[string]string{}
	for _, c := range r.Citations {
		hrefs[c.Name] = "../laws/" + strings.ReplaceAll(c.Name, "<", "") + ".html"
	}
	return hrefs
}

var bodyTests = []struct {
	name  string
	lines []line
	want  string
}{
	{"a paragraph", []line{{text: "2022年，我镇认真学习。"}}, `<p id="p1">2022年，我镇认真学习。</p>
`},
	{"title, byline, addressee, signature", []line{
		{kind: report.TitleLine, text: "某镇2022年"}, {kind: report.TitleLine, text: "法治政府建设报告"}, {kind: report.Byline, text: "某镇人民政府"},
		{kind: report.Addressee, text: "县政府："}, {text: "报告如下。"}, {kind: report.Signature, text: "2023年1月9日"},
	}, `<p class="title">某镇2022年</p>
<p class="title">法治政府建设报告</p>
<p class="byline">某镇人民政府</p>
<p class="addressee">县政府：</p>
<p id="p1">报告如下。</p>
<p class="signature">2023年1月9日</p>
`},
	{"headings", []line{
		{kind: report.Heading, text: "一、成效", level: 1}, {kind: report.Heading, text: "（一）学习", level: 2}, {text: "甲。"}, {kind: report.Heading, text: "二、不足", level: 1},
	}, `<h2 id="s1">一、成效</h2>
<h3 id="s2">（一）学习</h3>
<p id="p1">甲。</p>
<h2 id="s3">二、不足</h2>
`},
	{"no HTML level is left out", []line{
		{kind: report.Heading, text: "（一）前", level: 2}, {kind: report.Heading, text: "一、成效", level: 1}, {kind: report.Heading, text: "1.甲", level: 3},
		{kind: report.Heading, text: "①乙", level: 4}, {kind: report.Heading, text: "（一）丙", level: 2},
	}, `<h2 id="s1">（一）前</h2>
<h2 id="s2">一、成效</h2>
<h3 id="s3">1.甲</h3>
<h4 id="s4">①乙</h4>
<h3 id="s5">（一）丙</h3>
`},
	{"a run-in heading", []line{{kind: report.RunIn, text: "（一）加强领导。 成立小组。", level: 2, head: len("（一）加强领导。")}},
		`<div class="run-in"><h2 id="s1">（一）加强领导。</h2><p id="p1"> 成立小组。</p></div>
`},
	{"a run-in heading with nothing behind it", []line{{kind: report.RunIn, text: "（一）加强领导。", level: 2, head: len("（一）加强领导。")}}, `<h2 id="s1">（一）加强领导。</h2>
`},
	{"a numbered paragraph", []line{{kind: report.Numbered, text: "1.我镇学习《民法典》。", level: 3, head: 2}},
		`<p id="p1"><span class="number" id="s1">1.</span>我镇学习<a href="../laws/%e6%b0%91%e6%b3%95%e5%85%b8.html" class="cite">《民法典》</a>。</p>
`},
	{"a table", []line{
		{kind: report.TableRow, text: "项目\t数量"}, {kind: report.TableRow, text: "执法检查\t35"}, {kind: report.TableRow, text: "处罚\u3000\u30002"}, {text: "以上。"},
	}, `<section class="scroll" id="t1" aria-label="表1" tabindex="0"><table><tr><th scope="col">项目</th>` + "\t" + `<th scope="col">数量</th></tr>
<tr><td>执法检查</td>` + "\t" + `<td>35</td></tr>
<tr><td>处罚　　</td><td>2</td></tr>
</table></section><p id="p1">以上。</p>
`},
	{"markup of any kind is text", []line{{text: `<script>alert(1)</script> &amp; **甲** \* [乙](javascript:alert(1)) "丙" 'x' <!-- --> &#39; 1. # ` + "`a`"}},
		`<p id="p1">&lt;script&gt;alert(1)&lt;/script&gt; &amp;amp; **甲** \* [乙](javascript:alert(1)) &#34;丙&#34; &#39;x&#39; &lt;!-- --&gt; &amp;#39; 1. # ` + "`a`" + `</p>
`},
	{"a citation with markup in it", []line{{text: `《a"b<c》`}}, `<p id="p1"><a href="../laws/a%22bc.html" class="cite">《a&#34;b&lt;c》</a></p>
`},
}

func TestBody(t *testing.T) {
	for _, tt := range bodyTests {
		t.Run(tt.name, func(t *testing.T) {
			r := handmade(tt.lines...)
			got := renderBody(new(room), textOf(r), lawHrefs(r), nil, nil)
			checkAnchors(t, textOf(r), got)
			if withoutMarks(string(got.html)) != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got.html, tt.want)
			}
			checkBody(t, r, string(got.html), got.outline)
		})
	}
}

// checkBody holds what is true of every body: the words are the report's, no
// element but those of the program stands in it, and each entry of the outline
// has its anchor.
func checkBody(t *testing.T, r *report.Report, body string, outline []outlineItem) {
	t.Helper()
	doc := parse(t, "<!DOCTYPE html><div data-text>"+body+"</div>")
	if got := textContent(only(t, doc, "div", "data-text")); got != r.Doc.Text {
		t.Errorf("textContent is\n%q, the text\n%q", got, r.Doc.Text)
	}
	allowed := []string{"html", "head", "body", "div", "section", "p", "h2", "h3", "h4", "h5", "a", "span", "table", "tbody", "tr", "td", "th", "data"}
	depth := 0
	for _, tag := range regexp.MustCompile(`<a |</a>`).FindAllString(body, -1) { // a browser would take them apart
		if depth++; tag == "</a>" {
			depth -= 2
		}
		if depth > 1 {
			t.Error("a link stands in a link")
		}
	}
	ids := map[string]bool{}
	for d := range doc.Descendants() {
		if d.Type == html.CommentNode || d.Type == html.ElementNode && !slices.Contains(allowed, d.Data) {
			t.Errorf("<%s> came out of the text", d.Data)
		}
		if id, ok := attr(d, "id"); ok {
			if ids[id] {
				t.Errorf("id %s stands twice", id)
			}
			ids[id] = true
		}
	}
	sections := 0
	var walk func([]outlineItem)
	walk = func(items []outlineItem) {
		for _, item := range items {
			if sections++; !ids[item.Anchor] || item.Text == "" {
				t.Errorf("entry %q leads to %q", item.Text, item.Anchor)
			}
			walk(item.Items)
		}
	}
	walk(outline)
	if sections != len(r.Sections) {
		t.Errorf("%d entries for %d sections", sections, len(r.Sections))
	}
}

func TestOutline(t *testing.T) {
	long := "1.我镇在今年的工作中认真贯彻上级的各项决策部署并且狠抓落实"
	body := renderBody(new(room), textOf(handmade(
		line{kind: report.Heading, text: "一、成效。", level: 1}, line{kind: report.Numbered, text: long, level: 3, head: 2},
		line{kind: report.Heading, text: "二、不足", level: 1})), nil, nil, nil)
	outline := body.outline
	if len(outline) != 2 || len(outline[0].Items) != 1 || outline[0].Text != "一、成效" || outline[1].Anchor != "s3" {
		t.Fatalf("got %+v", outline)
	}
	if got := outline[0].Items[0].Text; got != "1.我镇在今年的工作中认真贯彻上级的各项决策部署…" {
		t.Errorf("a paragraph without a heading is called %q", got)
	}
}

// TestMarks lays ranges over each other in all ways.
func TestMarks(t *testing.T) {
	section := func(id string, start, end int) mark {
		return mark{span: report.Span{Start: start, End: end}, kind: sectionNumber, id: id}
	}
	link := func(start, end int) mark {
		return mark{span: report.Span{Start: start, End: end}, kind: citation, href: "x"}
	}
	for _, tt := range []struct {
		name  string
		marks []mark
		want  string
	}{
		{"none", nil, "0123456789"},
		{"side by side", []mark{section("a", 0, 2), section("b", 2, 4)}, `[a]01</span>[b]23</span>456789`},
		{"one in the other", []mark{section("a", 1, 8), section("b", 3, 5)}, `0[a]12[b]34</span>567</span>89`},
		{"the same", []mark{section("a", 1, 3), section("b", 1, 3)}, `0[a][b]12</span></span>3456789`},
		{"overlapping", []mark{section("a", 1, 5), section("b", 3, 8)}, `0[a]12[b]34</span></span>[b]567</span>89`},
		{"beyond the end", []mark{section("a", 8, 12)}, `01234567[a]89</span>`},
		{"a link in a link", []mark{link(1, 8), link(3, 5)}, `0<a href="x" class="cite">1234567</a>89`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			b := &body{text: textOf(handmade(line{text: "0123456789"})), marks: tt.marks}
			b.write(0, 10)
			want := regexp.MustCompile(`\[(.)\]`).ReplaceAllString(tt.want, `<span class="number" id="$1">`)
			if string(b.out) != want {
				t.Errorf("got  %s\nwant %s", b.out, want)
			}
		})
	}
}

// BenchmarkBody writes the text of a real report.
func BenchmarkBody(b *testing.B) {
	raw, err := os.ReadFile("../../content/reports/002_31459aafedb26a79.txt")
	if err != nil {
		b.Fatal(err)
	}
	r := understand(b, "a.txt", string(raw))
	hrefs, marks, terms := lawHrefs(r), markedMentions(r), markedTerms(r)
	b.SetBytes(int64(len(r.Doc.Text)))
	b.ReportAllocs()
	text := textOf(r)
	for b.Loop() {
		renderBody(new(room), text, hrefs, marks, terms)
	}
}

// TestBodyOfReports renders the real reports.
func TestBodyOfReports(t *testing.T) {
	names, err := filepath.Glob("../../content/reports/*.txt")
	if err != nil || len(names) == 0 {
		t.Fatalf("no reports: %v", err)
	}
	for _, name := range names {
		raw, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		r := understand(t, filepath.Base(name), string(raw))
		terms := markedTerms(r)
		body := renderBody(new(room), textOf(r), lawHrefs(r), markedMentions(r), terms)
		checkAnchors(t, textOf(r), body)
		checkBody(t, r, string(body.html), body.outline)
		if got := strings.Count(string(body.html), `class="term"`); got != len(terms) || got < 10 {
			t.Errorf("%s: %d links for %d terms", name, got, len(terms))
		}
		if got := strings.Count(string(body.html), `class="cite"`); got != len(r.Citations) {
			t.Errorf("%s: %d links for %d citations", name, got, len(r.Citations))
		}
	}
}

func FuzzBody(f *testing.F) {
	for _, tt := range bodyTests {
		var b strings.Builder
		for _, l := range tt.lines {
			b.WriteString(l.text + "\n")
		}
		f.Add(b.String())
	}
	f.Add(sample("涧头集镇", 2022, "全年无行政复议案件，《行政复议》和行政复议、行政处罚案件60件。\n（二）行政处罚。 行政许可"))
	f.Add(sample("涧头集镇", 2022, "项目\t数量\n检查\t35\n一是《a《b》c》。"))
	f.Fuzz(func(t *testing.T, text string) {
		doc, _ := source.New("a.txt", []byte(text))
		if doc == nil {
			t.Skip("no report")
		}
		r := report.Read(doc, gazetteer())
		body := renderBody(new(room), textOf(r), lawHrefs(r), markedMentions(r), markedTerms(r))
		checkAnchors(t, textOf(r), body)
		checkBody(t, r, string(body.html), body.outline)
	})
}

var paragraphMark = regexp.MustCompile(`<a class="mark-p" href="#(p\d+)" aria-label="第\d+段的地址"></a></p>`)

// withoutMarks leaves out the links at the ends of paragraphs.
func withoutMarks(body string) string { return paragraphMark.ReplaceAllString(body, "</p>") }

// TestParagraphMarks: each paragraph ends in the link to itself, which adds nothing
// to its text.
func TestParagraphMarks(t *testing.T) {
	r := understand(t, "a.txt", sample("涧头集镇", 2022, ""))
	body := string(renderBody(new(room), textOf(r), nil, nil, nil).html)
	doc := parse(t, body)
	n := 0
	for _, p := range all(doc, "p", "id") {
		id, _ := attr(p, "id")
		mark := only(t, p, "a", "class=mark-p")
		if href, _ := attr(mark, "href"); href != "#"+id || mark.FirstChild != nil || mark.NextSibling != nil {
			t.Errorf("%s: link %s", id, href)
		}
		n++
	}
	if n == 0 || textContent(doc) != r.Doc.Text {
		t.Errorf("%d paragraphs, text %q", n, textContent(doc))
	}
}
