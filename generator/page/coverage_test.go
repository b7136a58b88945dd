package page

import (
	"slices"
	"strings"
	"testing"

	"zhenjian/generator/archive"
	"zhenjian/generator/indicator"
)

func TestCoverage(t *testing.T) {
	made, _ := newSite(t, smallReports).build(t, loadLayouts(t), nil)
	doc := parse(t, made.data["coverage/index.html"])
	tables := all(doc, "table", "")[1:] // the first counts by year
	if len(tables) != 2 {
		t.Fatalf("%d tables for 2 counties", len(tables))
	}
	var head, row []string
	for _, th := range all(tables[0], "th", "scope=col") {
		head = append(head, words(th))
	}
	for _, tr := range all(tables[0], "tr", "") {
		if strings.HasPrefix(words(tr), "涧头集镇") {
			row = append(row, words(tr))
		}
	}
	if want := []string{"乡镇、街道", "2021年度", "2022年度"}; !slices.Equal(head, want) {
		t.Errorf("columns %q", head)
	}
	if want := []string{"涧头集镇有报告 2022-01-09成文，公布时间不详，五项中有2项有报告 2023-01-09成文，公布时间不详，五项中有3项"}; !slices.Equal(row, want) {
		t.Errorf("row %q", row)
	}
	if text := words(tables[0]); !strings.Contains(text, "邳庄镇无报告有报告 2023-01-09成文") || !strings.Contains(text, "台儿庄区各乡镇、街道的年度报告") {
		t.Errorf("table: %s", text)
	}
	for _, tr := range all(tables[0], "tr", "")[1:] {
		only(t, tr, "th", "scope=row")
	}
}

// TestCoverageSplit: each county has a page as soon as all do not fit on one;
// the first sums up counties, or provinces where even those are too many.
func TestCoverageSplit(t *testing.T) {
	arc, _ := archive.New(gazetteer(), indicator.Builtin(), syntheticEntries(coverageCells+500, 2022, nil), nil)
	s := New(loadLayouts(t), arc, nil, Options{Title: "甲"})
	pages := s.coveragePages()
	groups := arc.Coverage()
	if len(pages) != len(groups)+1 {
		t.Fatalf("%d pages for %d counties", len(pages), len(groups))
	}
	view, err := pages[0].view()
	if err != nil {
		t.Fatal(err)
	}
	first := view.(coverageView)
	rows := 0
	for _, sum := range first.Summaries {
		rows += len(sum.Rows)
	}
	if rows != len(groups) || len(first.Tables) > 0 {
		t.Errorf("%d rows, %d tables", rows, len(first.Tables))
	}
	view, err = pages[1].view()
	if err != nil {
		t.Fatal(err)
	}
	county := view.(coverageView)
	if len(county.Tables) != 1 || county.Heading != "北京市东城区收录情况" || pages[1].path != "coverage/110101.html" || county.Wanted != groups[0].Wanted {
		t.Errorf("%s: %q, %d tables", pages[1].path, county.Heading, len(county.Tables))
	}

	arc = nation()
	s = New(loadLayouts(t), arc, nil, Options{Title: "甲"})
	var paths []string
	for _, p := range s.coveragePages() {
		paths = append(paths, p.path)
	}
	first = s.coverageIndex(arc.Coverage())
	if len(first.Summaries) != 1 || len(first.Summaries[0].Rows) > 40 {
		t.Errorf("%d summaries", len(first.Summaries))
	}
	for _, row := range first.Summaries[0].Rows {
		if !slices.Contains(paths, "coverage/"+row.Href) {
			t.Errorf("%s leads to %s", row.Text, row.Href)
		}
	}
	slices.Sort(paths)
	if len(slices.Compact(paths)) != len(arc.Coverage())+len(first.Summaries[0].Rows)+1 {
		t.Errorf("%d pages", len(paths))
	}
}
