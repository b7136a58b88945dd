package page

import (
	"slices"
	"strings"
	"testing"

	"zhenjian/generator/archive"
	"zhenjian/generator/indicator"
)

func TestYear(t *testing.T) {
	s := newSite(t, smallReports)
	made, _ := s.build(t, loadLayouts(t), nil)
	main := only(t, parse(t, made.data["years/2022/index.html"]), "main", "")
	want := []string{
		"山东省 -> ../../places/370000/index.html", "枣庄市台儿庄区 -> ../../places/370405/index.html",
		"邳庄镇 -> ../../places/" + codeOf(t, s, "邳庄镇") + "/2022/index.html", "涧头集镇 -> ../../places/370405103/2022/index.html",
		"涧头集镇 -> ../../places/370405103/2022/2/index.html",
		"重庆市 -> ../../places/500000/index.html", "城口县 -> ../../places/500229/index.html", "庙坝镇 -> ../../places/500229104/2022/index.html",
		"上一年度 2021年度 -> ../2021/index.html",
	}
	if got := links(main); !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// TestYearSplit: the page of a province names it, counts its own reports, and
// leads back.
func TestYearSplit(t *testing.T) {
	arc, _ := archive.New(gazetteer(), indicator.Builtin(), syntheticEntries(limit+1, 2022, nil), nil)
	s := New(loadLayouts(t), arc, nil, Options{Title: "甲"})
	v := s.yearView(2022, "110000")
	if v.Heading != "北京市2022年度报告" || v.Count != arc.Place("110000").Total || v.Frame.Title != "北京市2022年度 – 年度 – 甲" {
		t.Errorf("%q, %d, %q", v.Heading, v.Count, v.Frame.Title)
	}
	want := []link{{Text: "首页", Href: "../../index.html"}, {Text: "年度", Href: "../index.html"}, {Text: "2022年度", Href: "index.html"}, {Text: "北京市"}}
	if !slices.Equal(v.Frame.Crumbs, want) {
		t.Errorf("breadcrumbs %+v", v.Frame.Crumbs)
	}
	first := s.yearView(2022, "")
	if len(first.List.Sections) > 0 || first.List.Parts[0].Text != "北京市" || first.List.Parts[0].Count != v.Count {
		t.Errorf("first page: %+v", first.List)
	}
}
