package page

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"zhenjian/generator/archive"
	"zhenjian/generator/indicator"
	"zhenjian/generator/quantity"
	"zhenjian/generator/report"
)

// markedMentions gives the mentions of a report with a page for each indicator.
func markedMentions(r *report.Report) []mentionMark {
	var out []mentionMark
	e, _ := archive.NewEntry(r, indicator.Builtin(), quantity.Find(r.Tabbed()))
	for i, m := range e.Mentions {
		out = append(out, mentionMark{
			ID: archive.MentionID(i + 1), Indicator: m.Indicator, Name: m.Indicator, Href: "../" + m.Indicator + ".html", Value: m.Value.String(), Number: m.Number, Clause: m.Clause,
		})
	}
	return out
}

// marking makes the mark of a number in a quote of a text by hand; a number
// that is the quote is a statement of none.
func marking(text, id, quote, number string) mentionMark {
	at := strings.Index(text, quote)
	n := at + strings.Index(quote, number)
	return mentionMark{ID: id, Indicator: "x", Name: "甲", Href: "../x.html", Value: "1", Number: report.Span{Start: n, End: n + len(number)}, Clause: report.Span{Start: at, End: at + len(quote)}}
}

// data is the markup of a number by hand.
func data(id, text string) string {
	return `<data value="1" data-indicator="x" data-mention="` + id + `"><a href="../x.html" title="指标：甲">` + text + `</a></data>`
}

var markMentionTests = []struct {
	name  string
	lines []line
	marks [][3]string // id, quote, number
	want  string
}{
	{"a number", []line{{text: "我镇处罚60件，完。"}}, [][3]string{{"m1", "我镇处罚60件", "60件"}},
		`<p id="p1"><span class="quote" id="m1">我镇处罚` + data("m1", "60件") + `</span>，完。</p>
`},
	{"two in one quote", []line{{text: "处罚60件和8起。"}}, [][3]string{{"m1", "处罚60件和8起", "60件"}, {"m2", "处罚60件和8起", "8起"}},
		`<p id="p1"><span class="quote" id="m1"><span class="quote" id="m2">处罚` + data("m1", "60件") + `和` + data("m2", "8起") + `</span></span>。</p>
`},
	{"a statement of none", []line{{text: "全年无行政复议。"}}, [][3]string{{"m1", "全年无行政复议", "全年无行政复议"}},
		`<p id="p1"><span class="quote" id="m1">` + data("m1", "全年无行政复议") + `</span>。</p>
`},
	{"two statements of none in one quote", []line{{text: "无复议、无诉讼。"}}, [][3]string{{"m1", "无复议、无诉讼", "无复议、无诉讼"}, {"m2", "无复议、无诉讼", "无复议、无诉讼"}},
		`<p id="p1"><span class="quote" id="m1"><span class="quote" id="m2"><data value="1" data-indicator="x" data-mention="m1"><data value="1" data-indicator="x" data-mention="m2"><a href="../x.html" title="指标：甲">无复议、无诉讼</a></data></data></span></span>。</p>
`},
	{"in a run-in heading", []line{{kind: report.RunIn, text: "（一）处罚60件。又8起。", level: 2, head: len("（一）处罚60件。")}}, [][3]string{{"m1", "（一）处罚60件", "60件"}, {"m2", "又8起", "8起"}},
		`<div class="run-in"><h2 id="s1"><span class="quote" id="m1">（一）处罚` + data("m1", "60件") + `</span>。</h2><p id="p1"><span class="quote" id="m2">又` + data("m2", "8起") + `</span>。</p></div>
`},
	{"cut by the end of a heading", []line{{kind: report.RunIn, text: "（一）处罚 60件。", level: 2, head: len("（一）处罚")}}, [][3]string{{"m1", "（一）处罚 60件", "60件"}},
		`<div class="run-in"><h2 id="s1"><span class="quote">（一）处罚</span></h2><p id="p1"><span class="quote" id="m1"> ` + data("m1", "60件") + `</span>。</p></div>
`},
	{"behind the number of a paragraph", []line{{kind: report.Numbered, text: "1.处罚60件。", level: 3, head: 2}}, [][3]string{{"m1", "1.处罚60件", "60件"}},
		`<p id="p1"><span class="quote" id="m1"><span class="number" id="s1">1.</span>处罚` + data("m1", "60件") + `</span>。</p>
`},
	{"in a row of a table", []line{{kind: report.TableRow, text: "处罚\t60件\t完"}}, [][3]string{{"m1", "处罚\t60件\t完", "60件"}},
		`<section class="scroll" id="t1" aria-label="表1" tabindex="0"><table><tr><td><span class="quote">处罚</span></td>	<td><span class="quote" id="m1">` + data("m1", "60件") + `</span></td>	<td><span class="quote">完</span></td></tr>
</table></section>`},
	{"with a title in the quote", []line{{text: "按《甲法》处罚60件。"}}, [][3]string{{"m1", "按《甲法》处罚60件", "60件"}},
		`<p id="p1"><span class="quote" id="m1">按<a href="../laws/甲法.html" class="cite">《甲法》</a>处罚` + data("m1", "60件") + `</span>。</p>
`},
	{"a quote that begins in a title", []line{{text: "按《甲，乙》处罚60件。"}}, [][3]string{{"m1", "乙》处罚60件", "60件"}},
		`<p id="p1">按<a href="../laws/%e7%94%b2%ef%bc%8c%e4%b9%99.html" class="cite">《甲，<span class="quote">乙》</span></a><span class="quote" id="m1">处罚` + data("m1", "60件") + `</span>。</p>
`},
	{"a statement of none with a title in it", []line{{text: "无《甲法》案件。"}}, [][3]string{{"m1", "无《甲法》案件", "无《甲法》案件"}},
		`<p id="p1"><span class="quote" id="m1"><data value="1" data-indicator="x" data-mention="m1">无<a href="../laws/%e7%94%b2%e6%b3%95.html" class="cite">《甲法》</a>案件</data></span>。</p>
`},
	{"markup in the text", []line{{text: "<b>处罚&60件。"}}, [][3]string{{"m1", "<b>处罚&60件", "60件"}},
		`<p id="p1"><span class="quote" id="m1">&lt;b&gt;处罚&amp;` + data("m1", "60件") + `</span>。</p>
`},
}

func TestMarkMentions(t *testing.T) {
	for _, tt := range markMentionTests {
		t.Run(tt.name, func(t *testing.T) {
			r := handmade(tt.lines...)
			var marks []mentionMark
			for _, m := range tt.marks {
				marks = append(marks, marking(r.Doc.Text, m[0], m[1], m[2]))
			}
			got := renderBody(new(room), textOf(r), lawHrefs(r), marks, nil)
			want := strings.ReplaceAll(tt.want, "甲法.html", "%e7%94%b2%e6%b3%95.html")
			if withoutMarks(string(got.html)) != want {
				t.Errorf("got\n%s\nwant\n%s", got.html, want)
			}
			checkBody(t, r, string(got.html), got.outline)
			checkMentions(t, string(got.html), marks)
		})
	}
}

// checkMentions asks that each mention has one anchor, that its number with
// value and indicator stands in it, and that no link stands in another.
func checkMentions(t *testing.T, body string, marks []mentionMark) {
	t.Helper()
	doc := parse(t, "<!DOCTYPE html>"+body)
	for _, m := range marks {
		quote := only(t, doc, "span", "id="+m.ID)
		if n := len(all(quote, "data", "data-mention="+m.ID)); n != 1 {
			t.Errorf("%d numbers in %s", n, m.ID)
			continue
		}
		number := only(t, doc, "data", "data-mention="+m.ID)
		if value, _ := attr(number, "value"); value != m.Value {
			t.Errorf("%s has the value %s, want %s", m.ID, value, m.Value)
		}
		if id, _ := attr(number, "data-indicator"); id != m.Indicator {
			t.Errorf("%s is of %s, want %s", m.ID, id, m.Indicator)
		}
	}
	if n := len(all(doc, "data", "")); n != len(marks) {
		t.Errorf("%d numbers for %d mentions", n, len(marks))
	}
	for _, a := range all(doc, "a", "") {
		if len(all(a, "a", "")) > 0 {
			t.Errorf("a link stands in the link %s", words(a))
		}
	}
}

// TestMentionsOfReports: in the real reports the element of a mention holds its
// quote and nothing else, and its number as printed.
func TestMentionsOfReports(t *testing.T) {
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
		marks := markedMentions(r)
		body := renderBody(new(room), textOf(r), lawHrefs(r), marks, nil)
		checkMentions(t, string(body.html), marks)
		doc := parse(t, "<!DOCTYPE html>"+string(body.html))
		e, _ := archive.NewEntry(r, indicator.Builtin(), quantity.Find(r.Tabbed()))
		for i, m := range e.Mentions {
			if got := textContent(only(t, doc, "span", "id="+marks[i].ID)); got != m.Quote {
				t.Errorf("%s: %s holds %q, want %q", name, marks[i].ID, got, m.Quote)
			}
			if got := textContent(only(t, doc, "data", "data-mention="+marks[i].ID)); got != m.Printed {
				t.Errorf("%s: %s is %q, want %q", name, marks[i].ID, got, m.Printed)
			}
		}
		if len(marks) < 5 {
			t.Errorf("%s: only %d mentions", name, len(marks))
		}
	}
}

// figuresReport has numbers of all sorts.
const figuresReport = `枣庄市台儿庄区涧头集镇2022年度法治政府建设情况报告
2022年，我镇共有村居41个。
一、主要举措和成效
全年发放宣传单近600份、小册子300余份，1至9月办理行政处罚案件60件。
二、存在的不足和原因
全年无行政复议案件。
`

// rowsOf gives the cells of a table's rows: 甲 | 乙.
func rowsOf(table *html.Node) []string {
	var out []string
	for _, tr := range all(table, "tr", "") {
		var cells []string
		for d := range tr.ChildNodes() {
			if d.Type == html.ElementNode {
				cells = append(cells, words(d))
			}
		}
		out = append(out, strings.Join(cells, " | "))
	}
	return out
}

func TestReportFigures(t *testing.T) {
	made, _ := newSite(t, map[string]string{"a.txt": figuresReport}).build(t, loadLayouts(t), nil)
	doc := parse(t, made.data["places/370405103/2022/index.html"])
	box := only(t, doc, "section", "class=figures")
	want := []string{
		"指标 | 数字",
		"发放宣传资料 | 近600份 见原文：全年发放宣传单近600份 第4行，收到的原文300余份 见原文：小册子300余份 第4行，收到的原文",
		"行政处罚 | 60件 （1—9月） 见原文：1至9月办理行政处罚案件60件 第4行，收到的原文",
		"行政复议 | 无 见原文：全年无行政复议案件 第6行，收到的原文",
	}
	if got := rowsOf(only(t, box, "table", "")); !slices.Equal(got, want) {
		t.Errorf("rows\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	for _, want := range []string{"行政处罚 -> ../../../indicators/penalties/index.html", "见原文：全年无行政复议案件 -> #m4", "第6行，收到的原文 -> source.html#L6"} {
		if !slices.Contains(links(box), want) {
			t.Errorf("no link %q among\n%s", want, strings.Join(links(box), "\n"))
		}
	}
	others := only(t, box, "details", "")
	if got := words(only(t, others, "summary", "")); got != "其他数字（1个）" {
		t.Errorf("the rest is headed %q", got)
	}
	if got := links(others); !slices.Equal(got, []string{"我镇共有村居41个 -> #p1"}) {
		t.Errorf("the rest is %q", got)
	}
}

// TestNoFigures: a report without any says so.
func TestNoFigures(t *testing.T) {
	made, _ := newSite(t, map[string]string{"a.txt": "枣庄市台儿庄区涧头集镇2022年度法治政府建设情况报告\n2022年，一切照旧。\n"}).build(t, loadLayouts(t), nil)
	box := only(t, parse(t, made.data["places/370405103/2022/index.html"]), "section", "class=figures")
	if got := words(box); got != "本报告中的数字 正文中没有认出本站统计的指标。" {
		t.Errorf("the page says %q", got)
	}
	for _, path := range made.pages() {
		if strings.HasPrefix(path, "indicators/") {
			t.Errorf("%s is made without any mention", path)
		}
	}
}

// TestSecondVersionAlone: what only a further report of a town mentions has no
// page, and so no link.
func TestSecondVersionAlone(t *testing.T) {
	plain := "枣庄市台儿庄区涧头集镇2022年度法治政府建设情况报告\n2022年，一切照旧。\n一、工作情况\n一切照旧。\n"
	made, _ := newSite(t, map[string]string{"a.txt": plain + "枣庄市台儿庄区涧头集镇人民政府\n2023年1月9日\n", "b.txt": plain + "全年办理行政处罚案件60件。\n枣庄市台儿庄区涧头集镇人民政府\n2023年1月1日\n"}).build(t, loadLayouts(t), nil)
	doc := parse(t, made.data["places/370405103/2022/2/index.html"])
	number := only(t, doc, "data", "data-indicator=penalties")
	if len(all(number, "a", "")) > 0 || len(made.data["indicators/penalties/index.html"]) > 0 {
		t.Error("the number leads to a page that should not be there")
	}
	if got := rowsOf(only(t, only(t, doc, "section", "class=figures"), "table", "")); len(got) != 2 || !strings.HasPrefix(got[1], "行政处罚 | 60件 ") {
		t.Errorf("rows %q", got)
	}
}
