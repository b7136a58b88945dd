package page

import (
	"slices"
	"testing"
)

func TestRegions(t *testing.T) {
	made, _ := newSite(t, smallReports).build(t, loadLayouts(t), nil)
	got := links(only(t, parse(t, made.data["places/index.html"]), "main", ""))
	want := []string{"山东省 -> 370000/index.html", "枣庄市 -> 370400/index.html", "台儿庄区 -> 370405/index.html", "重庆市 -> 500000/index.html", "城口县 -> 500229/index.html"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestRegionsOfMany: the counties of the whole country are too many for one page.
func TestRegionsOfMany(t *testing.T) {
	arc := nation()
	view, err := New(loadLayouts(t), arc, nil, Options{}).regionsView()
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, s := range view.(regionsView).Sections {
		n++
		for _, g := range s.Groups {
			n += 1 + len(g.Links)
		}
	}
	if n > limit || n < 300 {
		t.Errorf("%d links", n)
	}
}
