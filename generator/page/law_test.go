package page

import (
	"slices"
	"strings"
	"testing"

	"zhenjian/generator/address"
	"zhenjian/generator/archive"
	"zhenjian/generator/indicator"
)

func TestLaw(t *testing.T) {
	s := newSite(t, smallReports)
	made, _ := s.build(t, loadLayouts(t), nil)
	doc := parse(t, made.data["laws/"+s.arc.LawOf("民法典").ID+"/index.html"])
	main := only(t, doc, "main", "")
	if got := words(only(t, main, "h1", "")); got != "《民法典》" {
		t.Errorf("heading %q", got)
	}
	if got := words(only(t, main, "div", "class=note")); !strings.Contains(got, "《中华人民共和国民法典》") {
		t.Errorf("other spellings: %q", got)
	}
	got := links(main)
	for _, want := range []string{"涧头集镇 2021年 -> ../../places/370405103/2021/index.html", "庙坝镇 2022年 -> ../../places/500229104/2022/index.html"} {
		if !slices.Contains(got, want) {
			t.Errorf("no link %q among %q", want, got)
		}
	}
}

// TestLawOfMany: a title that the whole country cites is split by province.
func TestLawOfMany(t *testing.T) {
	arc, _ := archive.New(gazetteer(), indicator.Builtin(), syntheticEntries(limit+1, 2022, func(int) []string { return []string{"民法典"} }), nil)
	s := New(loadLayouts(t), arc, nil, Options{Title: "甲"})
	if got := len(linked(t, s.lawShelf(s.laws[0]))); got != limit+1 {
		t.Errorf("%d links", got)
	}
	pages := s.lawPages()
	if len(pages) < 3 {
		t.Fatalf("%d pages", len(pages))
	}
	view, err := pages[1].view()
	if err != nil {
		t.Fatal(err)
	}
	if v := view.(lawView); v.In != "北京市" || v.Count != arc.Place("110000").Total {
		t.Errorf("%q, %d", v.In, v.Count)
	}
}

// TestLawSpreads: the page of a title tells in which year places first cite it.
func TestLawSpreads(t *testing.T) {
	made, _ := newSite(t, smallReports).build(t, loadLayouts(t), nil)
	doc := parse(t, made.data[address.Law(archive.LawID("民法典"), "")])
	got := words(only(t, doc, "table", "class=series"))
	if want := "2021年度1112022年度423"; !strings.HasSuffix(strings.ReplaceAll(got, " ", ""), want) {
		t.Errorf("%s, want %s", got, want)
	}
}
