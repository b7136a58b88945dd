package page

import (
	"slices"
	"strings"
	"testing"

	"zhenjian/generator/archive"
	"zhenjian/generator/indicator"
)

func TestHome(t *testing.T) {
	s := newSite(t, smallReports)
	made, _ := s.build(t, loadLayouts(t), nil)
	doc := parse(t, made.data["index.html"])
	var stats []string
	for _, d := range all(only(t, doc, "dl", "class=stats"), "div", "") {
		stats = append(stats, words(d))
	}
	if want := []string{"份报告5", "个乡镇、街道3", "个县（市、区）2", "报告年度2021–2022"}; !slices.Equal(stats, want) {
		t.Errorf("got %q, want %q", stats, want)
	}
	got := links(only(t, doc, "main", ""))
	for _, want := range []string{
		"山东省 -> places/370000/index.html", "台儿庄区 -> places/370405/index.html", "城口县 -> places/500229/index.html",
		"2022年度 -> years/2022/index.html", "《民法典》 -> laws/" + s.arc.LawOf("民法典").ID + "/index.html",
	} {
		if !slices.Contains(got, want) {
			t.Errorf("no link %q among %q", want, got)
		}
	}
	if text := words(doc); !strings.Contains(text, "最近的报告年度是2022年度，共4份") {
		t.Errorf("the last year is missing: %s", text)
	}
}

// TestHomeOfMany: with too many counties the home page leaves them to the provinces.
func TestHomeOfMany(t *testing.T) {
	for _, tt := range []struct {
		n    int
		want bool
	}{{500, true}, {8000, false}} {
		arc, _ := archive.New(gazetteer(), indicator.Builtin(), syntheticEntries(tt.n, 2022, nil), nil)
		view, err := New(loadLayouts(t), arc, nil, Options{}).homeView()
		if err != nil {
			t.Fatal(err)
		}
		v := view.(homeView)
		if got := len(v.Provinces[0].Links) > 0; got != tt.want {
			t.Errorf("%d counties: they are listed is %v", v.Counties, got)
		}
	}
}
