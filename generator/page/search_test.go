package page

import (
	"strings"
	"testing"

	"zhenjian/generator/address"
	"zhenjian/generator/search"
)

// TestSearch: the page offers what can be chosen, says what its scripts need, and
// without scripts leads to the lists; every page leads to it, a place's to a
// search of its own reports.
func TestSearch(t *testing.T) {
	s := newSite(t, smallReports)
	made, _ := s.build(t, loadLayouts(t), nil)
	doc := parse(t, made.data[address.Search])
	form := only(t, doc, "form", "data-index="+search.About(s.arc, s.options.Program))
	for _, name := range []string{"q", "place"} {
		only(t, form, "input", "name="+name)
	}
	if got := len(all(only(t, form, "select", "name=year"), "option", "")); got != 1+len(s.arc.Years) {
		t.Errorf("%d years to choose from", got)
	}
	if got := words(only(t, form, "select", "name=kind")); got != "全文举措不足职责安排" {
		t.Errorf("kinds: %s", got)
	}
	if n := strings.Count(made.data[address.Search], "<noscript>"); n != 1 {
		t.Errorf("%d times noscript", n)
	}
	only(t, doc, "output", "id=count")

	place := s.arc.Places()[len(s.arc.Places())-1]
	town := parse(t, made.data[address.Place(place.Code)])
	only(t, town, "input", "value="+place.Code)
	for _, path := range made.pages() {
		if path != address.Search && path != address.NotFound && !strings.Contains(made.data[path], `search/index.html"`) {
			t.Errorf("%s does not lead to the search", path)
		}
	}
}
