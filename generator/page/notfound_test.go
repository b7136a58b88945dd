package page

import "testing"

// TestNotFound: the page is served at any depth, so it links to nothing.
func TestNotFound(t *testing.T) {
	made, _ := newSite(t, smallReports).build(t, loadLayouts(t), nil)
	doc := parse(t, made.data["404.html"])
	for _, attribute := range []string{"href", "src"} {
		if n := len(all(doc, "", attribute)); n > 0 {
			t.Errorf("%d elements with %s", n, attribute)
		}
	}
	if got := words(only(t, doc, "h1", "")); got != "没有找到这个网页" {
		t.Errorf("heading %q", got)
	}
}
