package page

import (
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"zhenjian/generator/highlight"
	"zhenjian/generator/region"
	"zhenjian/generator/source"
)

// sourceReport is a file as it comes from a web page and Windows.
const sourceReport = "发布机构：台儿庄区涧头集镇人民政府\r\n枣庄市台儿庄区涧头集镇2022年度法治政府建设情况报告\r\n\r\n" +
	"　　2022年，我镇学习《民法典》，共有村居41个。\r\n一、贯彻《民法典》的情况\r\n全年\u200b发放宣传单近600份、小册子300余份，办理行政处罚案件60件。\r\n" +
	"二、存在的不足\r\n全年无行政复议案件。"

// codeOfPage gives the element that holds the text of a source view.
func codeOfPage(t *testing.T, page string) *html.Node {
	t.Helper()
	return only(t, only(t, parse(t, page), "pre", "class=lines"), "code", "")
}

func TestSourcePage(t *testing.T) {
	s := newSite(t, map[string]string{"a.txt": sourceReport, "b.txt": sourceReport + "\r\n2023年1月9日"})
	made, opened := s.build(t, loadLayouts(t), nil)
	if len(opened) != 2 {
		t.Errorf("opened %v", opened)
	}
	for path, file := range map[string]string{"places/370405103/2022/source.html": "b.txt", "places/370405103/2022/2/source.html": "a.txt"} {
		if got, want := textContent(codeOfPage(t, made.data[path])), s.reports[file].Doc.Decoded; got != want {
			t.Errorf("%s: the text is\n%q\nwant\n%q", path, got, want)
		}
	}
	doc := parse(t, made.data["places/370405103/2022/2/source.html"])
	if got := words(only(t, doc, "h1", "")); got != "收到的原文：涧头集镇2022年度报告" {
		t.Errorf("the heading is %q", got)
	}
	box := factsOf(t, doc)
	for name, want := range map[string]string{
		"文件名": "a.txt", "编码": "UTF-8", "篇幅": "8行，" + sizeText(len(sourceReport)), "SHA-256": s.arc.Place("370405103").Reports[1].SHA256,
		"整理情况": "去掉网页附带文字1行；去掉空行和行首行尾空白1处；去掉看不见的字符1个 （只影响报告页，本页没有改动）",
	} {
		if box[name] != want {
			t.Errorf("%s is %q, want %q", name, box[name], want)
		}
	}
	got := links(doc)
	for _, want := range []string{"看整理后的报告 -> index.html", "下载这份原文 -> original.txt", "2022年度（第2份） -> index.html", "涧头集镇 -> ../../index.html"} {
		if !slices.Contains(got, want) {
			t.Errorf("no link %q among\n%s", want, strings.Join(got, "\n"))
		}
	}
}

// TestSourceLines: each line has its number and what was found in it, and a line
// with mentions leads to them.
func TestSourceLines(t *testing.T) {
	made, _ := newSite(t, map[string]string{"a.txt": sourceReport}).build(t, loadLayouts(t), nil)
	code := codeOfPage(t, made.data["places/370405103/2022/source.html"])
	want := []string{
		"ch=台儿庄区涧头集镇 c=发布机构： c=人民政府", "gh=法治政府建设情况报告 l=2022年度 n=枣庄市台儿庄区涧头集镇", "", "ld=2022年 m=41个 s=《民法典》",
		"gh=一、贯彻 gh=的情况 sh=《民法典》", "gs=300余份 gs=60件 gs=600份", "gh=二、存在的不足", "gs=全年无行政复议案件",
	}
	lines := all(code, "span", "class=line")
	if len(lines) != len(want) {
		t.Fatalf("%d lines, want %d", len(lines), len(want))
	}
	for i, line := range lines {
		var found []string
		for _, token := range all(line, "span", "class") {
			if class, _ := attr(token, "class"); strings.HasPrefix(class, "t-") {
				found = append(found, strings.TrimPrefix(class, "t-")+"="+textContent(token))
			}
		}
		slices.Sort(found)
		wanted := strings.Fields(want[i])
		slices.Sort(wanted)
		if !slices.Equal(found, wanted) {
			t.Errorf("line %d has %q, want %q", i+1, found, wanted)
		}
	}
	uses := map[string]string{}
	for _, a := range all(code, "a", "data-text") {
		href, _ := attr(a, "href")
		text, _ := attr(a, "data-text")
		label, _ := attr(a, "aria-label")
		if id, _ := attr(a.Parent.Parent, "id"); !strings.HasPrefix(label, text) {
			t.Errorf("%s: the link %q is called %q", id, text, label)
		} else {
			uses[id+" "+href] = text
		}
	}
	if want := map[string]string{"L6 index.html#m1": "发放宣传资料 近600份", "L6 index.html#m2": "发放宣传资料 300余份", "L6 index.html#m3": "行政处罚 60件", "L8 index.html#m4": "行政复议 无"}; !maps.Equal(uses, want) {
		t.Errorf("links %v, want %v", uses, want)
	}
}

// TestSourceNames: a place that the site adds is coloured once it is known, on a
// page that is made again for it.
func TestSourceNames(t *testing.T) {
	text := map[string]string{"a.txt": strings.Replace(sourceReport, "我镇学习", "我镇赴新设甲乙镇学习", 1)}
	s := newSite(t, text)
	first, _ := s.build(t, loadLayouts(t), nil)
	g, err := gazetteer().With([]region.Addition{{Code: "370405901", Name: "新设甲乙镇"}})
	if err != nil {
		t.Fatal(err)
	}
	s.arc.Gazetteer = g
	again, _ := s.build(t, loadLayouts(t), first)
	const page = "places/370405103/2022/source.html"
	place := `<span class="` + highlight.Class(highlight.Place) + `">新设甲乙镇</span>`
	if strings.Contains(first.data[page], place) || !strings.Contains(again.data[page], place) {
		t.Error("the place is known too early, or never")
	}
}

func TestOddities(t *testing.T) {
	var got []string
	for _, f := range oddities("甲\x00乙\uFFFD丙\uFFFD") {
		got = append(got, f.Name+" "+f.Value)
	}
	if want := []string{"无法辨认 2处，显示为“\uFFFD”", "空字符 1个，网页无法显示，以“␀”代替"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := oddities("甲\r\n"); got != nil {
		t.Errorf("got %v", got)
	}
}

func TestChangesText(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"涧头集镇报告\n一、工作\n", "没有改动"},
		{"⻄安⼈⺠\n", "换成通用字符3个"},
	} {
		doc, _ := source.New("x.txt", []byte(tt.text))
		if got := changesText(doc.Changes); got != tt.want {
			t.Errorf("%q: %q, want %q", tt.text, got, tt.want)
		}
	}
	if got := changesText([]source.Change{{Kind: source.Joined}, {Kind: source.Blank}, {Kind: source.Joined}}); got != "接上断开的行2处；去掉空行和行首行尾空白1处" {
		t.Errorf("got %q", got)
	}
}

// BenchmarkSource makes the source view of a real report: its spans, then the page.
func BenchmarkSource(b *testing.B) {
	names, _ := filepath.Glob("../../content/reports/*.txt")
	if len(names) == 0 {
		b.Fatal("no reports")
	}
	raw, err := os.ReadFile(names[len(names)-1])
	if err != nil {
		b.Fatal(err)
	}
	s := newSite(b, map[string]string{"a.txt": string(raw)})
	made := New(loadLayouts(b), s.arc, nil, s.options)
	e, r := s.arc.Reports[0], s.reports["a.txt"]
	view, text := made.sourceView(e), textOf(r)
	b.Run("spans", func(b *testing.B) {
		b.SetBytes(int64(len(raw)))
		for b.Loop() {
			spans(text, view.Mentions)
		}
	})
	b.Run("code", func(b *testing.B) {
		spans := spans(text, view.Mentions)
		b.SetBytes(int64(len(raw)))
		for b.Loop() {
			highlight.AppendHTML(nil, r.Doc.Decoded, "行", spans, nil)
		}
	})
	b.Run("page", func(b *testing.B) {
		b.SetBytes(int64(len(raw)))
		for b.Loop() {
			if err := made.Source(e, func() (*Text, error) { return text, nil }, newFiles()); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// TestSourceColours: each class that the lexer gives has a rule, its colours have
// a contrast of 7:1 on the sheet, and furniture, which is to stand back, 4.5:1.
func TestSourceColours(t *testing.T) {
	css := styleText(t)
	for _, l := range legend {
		if !strings.Contains(css, "."+l.Class+" {") && !strings.Contains(css, "."+l.Class+",") {
			t.Errorf("%s has no rule: .%s", l.Text, l.Class)
		}
	}
	palettes := regexp.MustCompile(`\{[^}]*--sheet: #(\w+);`).FindAllStringSubmatch(css, -1)
	rules := regexp.MustCompile(`\.source[^{}]* \{ --law: #(\w+); --date: #(\w+); --grey: #(\w+); \}`).FindAllStringSubmatch(css, -1)
	if len(palettes) != 4 || len(rules) != 4 {
		t.Fatalf("%d palettes and %d rules, want light, dark, high contrast and print", len(palettes), len(rules))
	}
	for i, rule := range rules {
		sheet := luminance(t, palettes[i][1])
		for k, least := range []float64{7, 7, 4.5} {
			if c := contrast(luminance(t, rule[k+1]), sheet); c < least {
				t.Errorf("#%s on the sheet is %.2f, want %.1f", rule[k+1], c, least)
			}
		}
	}
}
