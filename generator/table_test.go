package main

import (
	"maps"
	"path"
	"slices"
	"testing"

	"golang.org/x/net/html"
)

// TestTablesAreNamed: each table of our own has a caption, and each head of it says
// what it is the head of. Tables inside a report's text are as the report has them.
func TestTablesAreNamed(t *testing.T) {
	t.Parallel()
	for _, site := range []struct {
		name string
		tree map[string][]byte
	}{{"site", siteTree(t)}, {"demo", demoTree(t)}} {
		kinds := map[string]bool{}
		for _, page := range slices.Sorted(maps.Keys(site.tree)) {
			if path.Ext(page) != ".html" {
				continue
			}
			root := parsePage(site.tree[page])
			theirs := map[*html.Node]bool{}
			for _, text := range withAttribute(root, "data-text") {
				for _, table := range elements(text, "table") {
					theirs[table] = true
				}
			}
			for _, table := range elements(root, "table") {
				if theirs[table] {
					continue
				}
				kinds[kindOf(page)] = true
				if textOf(first(elements(table, "caption"))) == "" {
					t.Errorf("%s: %s: a table without a caption", site.name, page)
				}
				heads := elements(table, "th")
				if len(heads) == 0 {
					t.Errorf("%s: %s: a table without heads", site.name, page)
				}
				for _, th := range heads {
					switch scope := attribute(th, "scope"); scope {
					case "col", "row", "rowgroup":
					default:
						t.Errorf("%s: %s: the head %q has the scope %q", site.name, page, textOf(th), scope)
					}
				}
			}
		}
		if len(kinds) < 5 {
			t.Errorf("%s: tables on pages of the kinds %v alone", site.name, slices.Sorted(maps.Keys(kinds)))
		}
	}
}
