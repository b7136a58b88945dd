package page

import (
	"slices"
	"strings"
	"testing"

	"zhenjian/generator/archive"
	"zhenjian/generator/indicator"
	"zhenjian/generator/region"
)

func TestTownPage(t *testing.T) {
	made, _ := newSite(t, smallReports).build(t, loadLayouts(t), nil)
	doc := parse(t, made.data["places/370405103/index.html"])
	var rows []string
	for _, li := range all(only(t, doc, "ol", "class=years"), "li", "") {
		rows = append(rows, words(li))
	}
	want := []string{
		"2022年度 枣庄市台儿庄区涧头集镇2022年度法治政府建设情况报告 枣庄市台儿庄区涧头集镇人民政府 成文日期：2023年1月9日",
		"2022年度 枣庄市台儿庄区涧头集镇2022年度法治政府建设情况报告 第2份 枣庄市台儿庄区涧头集镇人民政府 成文日期：2023年1月9日",
		"2021年度 枣庄市台儿庄区涧头集镇2021年度法治政府建设情况报告 枣庄市台儿庄区涧头集镇人民政府 成文日期：2022年1月9日",
	}
	if !slices.Equal(rows, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(rows, "\n"), strings.Join(want, "\n"))
	}
	other := parse(t, made.data["places/500229104/index.html"])
	if rows := all(only(t, other, "ol", "class=years"), "li", ""); len(rows) != 2 || words(rows[1]) != "2021年度 无报告" {
		t.Errorf("a year without a report: %d rows", len(rows))
	}
	if got := words(only(t, doc, "nav", "aria-label=当前位置")); got != "首页 地区 山东省 枣庄市 台儿庄区 涧头集镇" {
		t.Errorf("breadcrumbs %q", got)
	}
}

func TestCountyPage(t *testing.T) {
	s := newSite(t, smallReports)
	made, _ := s.build(t, loadLayouts(t), nil)
	doc := parse(t, made.data["places/370405/index.html"])
	piz := codeOf(t, s, "邳庄镇")
	want := []string{
		"邳庄镇 -> ../" + piz + "/index.html", "2022 -> ../" + piz + "/2022/index.html",
		"涧头集镇 -> ../370405103/index.html", "2022 -> ../370405103/2022/index.html", "2022第2份 -> ../370405103/2022/2/index.html", "2021 -> ../370405103/2021/index.html",
	}
	if got := links(only(t, doc, "ul", "class=towns")); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	province := parse(t, made.data["places/370000/index.html"])
	if got := links(only(t, province, "main", "")); !slices.Equal(got, []string{"枣庄市 -> ../370400/index.html", "台儿庄区 -> ../370405/index.html"}) {
		t.Errorf("the province links %q", got)
	}
}

// TestPlaceNotes: a code of the site's own, and a unit that is gone, are said to be so.
func TestPlaceNotes(t *testing.T) {
	var former region.Region
	for _, r := range gazetteer().Named("沙县") {
		if r.Former {
			former = r
		}
	}
	if former.Code == "" {
		t.Fatal("沙县 is not former")
	}
	code := region.MadeCode("370405", "某某镇")
	arc, _ := archive.New(gazetteer(), indicator.Builtin(), []*archive.Entry{
		{Path: "a", SHA256: "a", Code: code, Name: "某某镇", Year: 2022},
		{Path: "b", SHA256: "b", Code: former.Code, Name: "沙县", Year: 2020},
	}, nil)
	s := New(loadLayouts(t), arc, nil, Options{})
	if v := s.placeView(arc.Place(code)); !v.Made || v.Name != "某某镇" || v.Above != "山东省枣庄市台儿庄区" {
		t.Errorf("%+v", v)
	}
	if v := s.placeView(arc.Place(former.Code)); !strings.Contains(v.Former, "沙县区") {
		t.Errorf("what became of 沙县: %q", v.Former)
	}
}

// TestPlaceOfMany: no page of a place has too many links.
func TestPlaceOfMany(t *testing.T) {
	arc := nation()
	s := New(loadLayouts(t), arc, nil, Options{})
	for _, p := range arc.Places() {
		v := s.placeView(p)
		n := len(v.Towns) + len(v.Beside)
		for _, g := range v.Below {
			n += 1 + len(g.Links)
		}
		if n > limit {
			t.Errorf("%s has %d links", p.Name, n)
		}
	}
}
