package page

import (
	"fmt"
	"slices"
	"testing"

	"zhenjian/generator/archive"
	"zhenjian/generator/indicator"
)

func TestLaws(t *testing.T) {
	s := newSite(t, smallReports)
	made, _ := s.build(t, loadLayouts(t), nil)
	var rows []string
	for _, li := range all(only(t, parse(t, made.data["laws/index.html"]), "main", ""), "li", "") {
		rows = append(rows, words(li))
	}
	want := []string{"《民法典》 5份报告，另有1种写法", "《法治政府建设实施纲要（2021—2025年）》 4份报告，另有1种写法", "《枣庄市物业管理条例》 1份报告"}
	if !slices.Equal(rows, want) {
		t.Errorf("got %q, want %q", rows, want)
	}
}

// TestLawsOfMany: titles of one province stand on its pages, the others on the
// first; each once, and none of the pages is too long.
func TestLawsOfMany(t *testing.T) {
	entries := syntheticEntries(1000, 2022, func(i int) []string {
		out := []string{"民法典", fmt.Sprintf("共同的文件%d", i%100)}
		for n := range 4 {
			out = append(out, fmt.Sprintf("文件%d-%d", i, n))
		}
		return out
	})
	arc, _ := archive.New(gazetteer(), indicator.Builtin(), entries, nil)
	s := New(loadLayouts(t), arc, nil, Options{Title: "甲"})
	seen := map[string]string{}
	beijing := 0
	for _, p := range s.lawsPages() {
		view, err := p.view()
		if err != nil {
			t.Fatal(err)
		}
		v := view.(lawsView)
		if len(v.Laws) == 0 || len(v.Laws) > limit {
			t.Errorf("%s has %d titles", p.path, len(v.Laws))
		}
		for _, l := range v.Laws {
			if seen[l.Text] != "" {
				t.Errorf("%s stands on %s and %s", l.Text, seen[l.Text], p.path)
			}
			seen[l.Text] = p.path
		}
		if p.path == "laws/110000.html" || p.path == "laws/110000-2.html" {
			beijing++
		}
	}
	if len(seen) != len(s.laws) || len(s.laws) != 4101 {
		t.Errorf("%d of %d titles", len(seen), len(s.laws))
	}
	if seen["《民法典》"] != "laws/index.html" || seen["《文件0—0》"] != "laws/110000.html" || beijing == 0 {
		t.Errorf("《民法典》 stands on %s, 《文件0—0》 on %s", seen["《民法典》"], seen["《文件0—0》"])
	}
}
