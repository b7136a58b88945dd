package page

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"zhenjian/generator/address"
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
		"涧头集镇 -> places/370405103/index.html", "台儿庄区 -> places/370405/index.html", "城口县 -> places/500229/index.html",
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

// TestHomeRecent: the reports whose day is the latest, that of publication if any
// report states one.
func TestHomeRecent(t *testing.T) {
	entries := syntheticEntries(40, 2022, nil)
	for i, e := range entries {
		e.Issued = fmt.Sprintf("2023-01-%02d", 1+i%28)
	}
	arc, _ := archive.New(gazetteer(), indicator.Builtin(), entries, nil)
	days := func() []string {
		var days []string
		for _, r := range New(loadLayouts(t), arc, nil, Options{}).recentReports("index.html") {
			days = append(days, r.Date+r.What)
		}
		return days
	}
	if got, want := days(), []string{"2023-01-28成文", "2023-01-27成文", "2023-01-26成文", "2023-01-25成文", "2023-01-24成文", "2023-01-23成文"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	entries[3].Published, entries[5].Published = "2023-02-03T09:18", "2023-03-01"
	if got, want := days(), []string{"2023-03-01发布", "2023-02-03发布"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestHomeCoverage: the figure of the home page counts what the coverage counts.
func TestHomeCoverage(t *testing.T) {
	s := newSite(t, smallReports)
	f := New(loadLayouts(t), s.arc, nil, Options{}).coverageFigure(address.Home)
	found, wanted := 0, 0
	for _, g := range s.arc.Coverage() {
		found += g.Found
		wanted += len(g.Rows)
	}
	sum := 0
	for _, row := range f.Rows {
		sum += row.Found
		if row.Wanted != wanted {
			t.Errorf("%s: %d towns expected, want %d", row.Year.Text, row.Wanted, wanted)
		}
	}
	if sum != found || found == 0 {
		t.Errorf("%d reports in the figure, %d in the coverage", sum, found)
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
		if got := len(v.Regions[0].Links) > 0; got != tt.want {
			t.Errorf("%d counties: they are listed is %v", v.Counties, got)
		}
	}
}
