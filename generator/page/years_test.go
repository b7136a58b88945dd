package page

import (
	"slices"
	"testing"
)

func TestYears(t *testing.T) {
	made, _ := newSite(t, smallReports).build(t, loadLayouts(t), nil)
	doc := parse(t, made.data["years/index.html"])
	var rows []string
	for _, li := range all(only(t, doc, "main", ""), "li", "") {
		rows = append(rows, words(li))
	}
	if want := []string{"2022年度 4份报告", "2021年度 1份报告"}; !slices.Equal(rows, want) {
		t.Errorf("got %q, want %q", rows, want)
	}
}
