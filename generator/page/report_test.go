package page

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// facts gives the lines of the metadata box: 标题 -> ….
func factsOf(t *testing.T, doc *html.Node) map[string]string {
	t.Helper()
	out := map[string]string{}
	for _, row := range all(only(t, doc, "section", "class=record"), "div", "") {
		out[words(only(t, row, "dt", ""))] = words(only(t, row, "dd", ""))
	}
	return out
}

func TestReportPage(t *testing.T) {
	s := newSite(t, smallReports)
	made, _ := s.build(t, loadLayouts(t), nil)
	doc := parse(t, made.data["places/370405103/2022/index.html"])
	article := only(t, doc, "article", "data-report=370405103/2022")
	if got, want := textContent(only(t, article, "div", "data-text")), s.reports["b.txt"].Doc.Text; got != want {
		t.Errorf("text is\n%s\nwant\n%s", got, want)
	}
	box := factsOf(t, doc)
	for name, want := range map[string]string{
		"标题": "枣庄市台儿庄区涧头集镇2022年度法治政府建设情况报告", "发布机构": "枣庄市台儿庄区涧头集镇人民政府", "报告年度": "2022年度", "成文日期": "2023年1月9日",
		"来源文件": "b.txt", "编号": "370405103/2022 本站所编", "SHA-256": s.arc.Place("370405103").Reports[0].SHA256,
	} {
		if box[name] != want {
			t.Errorf("%s is %q, want %q", name, box[name], want)
		}
	}
	for _, absent := range []string{"发布日期", "发文字号", "来源", "索引号"} {
		if v, ok := box[absent]; ok {
			t.Errorf("%s is %q where nothing is stated", absent, v)
		}
	}
	download := only(t, article, "a", "download=b.txt")
	if href, _ := attr(download, "href"); href != "original.txt" {
		t.Errorf("the original is at %s", href)
	}
	got := links(doc)
	for _, want := range []string{
		"（一）加强组织领导 -> #s2",
		"《民法典》 -> ../../../laws/" + s.arc.LawOf("民法典").ID + "/index.html",
		"《中华人民共和国民法典》 -> ../../../laws/" + s.arc.LawOf("民法典").ID + "/index.html",
		"上一年度 2021年度 -> ../2021/index.html",
		"邳庄镇 -> ../../" + codeOf(t, s, "邳庄镇") + "/2022/index.html",
		"2022年度各地报告 -> ../../../years/2022/index.html",
		"台儿庄区 -> ../../370405/index.html",
	} {
		if !slices.Contains(got, want) {
			t.Errorf("no link %q among\n%s", want, strings.Join(got, "\n"))
		}
	}
	second := parse(t, made.data["places/370405103/2022/2/index.html"])
	if box := factsOf(t, second); box["编号"] != "370405103/2022/2 本站所编" {
		t.Errorf("the second version is %q", box["索引"])
	}
	if !slices.ContainsFunc(links(second), func(l string) bool { return strings.HasSuffix(l, " -> ../index.html") }) {
		t.Error("the second version does not lead to the first")
	}
}

func codeOf(t *testing.T, s *site, name string) string {
	t.Helper()
	for _, p := range s.arc.Places() {
		if p.Name == name {
			return p.Code
		}
	}
	t.Fatalf("no place is called %s", name)
	return ""
}

// TestReportNotes: what the site made, corrected or knows to be partial is said.
func TestReportNotes(t *testing.T) {
	text := "一、工作开展情况\n2022年上半年，开展培训20次。\n"
	s := newSite(t, map[string]string{"a.txt": sample("涧头集镇", 2022, "")})
	e := s.arc.Reports[0]
	e.OwnTitle, e.Title, e.Part, e.Issued, e.Issuers = true, "本站拟的标题", "上半年", "", nil
	e.Published, e.Number, e.Source = "2023-03-01T09:30", "台政发〔2023〕1号", "区政府网"
	e.Overrides = []string{"year", "place"}
	s.reports["a.txt"] = understand(t, "a.txt", text)
	made, _ := s.build(t, loadLayouts(t), nil)
	doc := parse(t, made.data["places/370405103/2022/index.html"])
	box := factsOf(t, doc)
	for name, want := range map[string]string{
		"标题": "本站拟的标题 原文无标题，本站所拟", "发布机构": "文中未注明", "成文日期": "文中未注明", "发布日期": "2023年3月1日",
		"发文字号": "台政发〔2023〕1号", "来源": "区政府网", "报告年度": "2022年上半年",
	} {
		if box[name] != want {
			t.Errorf("%s is %q, want %q", name, box[name], want)
		}
	}
	page := words(doc)
	for _, want := range []string{"不是全年报告，只涉及2022年上半年", "以下各项由整理人员更正，与原文或自动识别的结果不同：报告年度、地区。"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
}

func TestDateText(t *testing.T) {
	for _, tt := range []struct{ date, want string }{{"2023-01-09", "2023年1月9日"}, {"", ""}, {"2023年", "2023年"}} {
		if got := dateText(tt.date); got != tt.want {
			t.Errorf("%q becomes %q, want %q", tt.date, got, tt.want)
		}
	}
}

func TestSizeText(t *testing.T) {
	for _, tt := range []struct {
		n    int
		want string
	}{{900, "900 字节"}, {6041, "5.9 KB"}, {3 << 20, "3.0 MB"}} {
		if got := sizeText(tt.n); got != tt.want {
			t.Errorf("%d bytes: %q, want %q", tt.n, got, tt.want)
		}
	}
}
