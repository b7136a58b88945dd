package page

import (
	"slices"
	"strings"
	"testing"

	"zhenjian/generator/address"
)

func TestReportAt(t *testing.T) {
	for key, want := range map[string]string{
		"370405104/2022":     "places/370405104/2022/index.html",
		"370405104/2022/2":   "places/370405104/2022/2/index.html",
		"370405xa1b2c3/2022": "places/370405xa1b2c3/2022/index.html",
		"370405/2022":        "places/370405/2022/index.html",
		"../2022":            "", "370405104": "", "370405104/22": "", "370405104/2022/": "",
	} {
		if got, _ := reportAt(key); got != want {
			t.Errorf("%s: %q, want %q", key, got, want)
		}
	}
}

// TestMoved: an address that the ledger or a sidecar names leads on, once, and not
// where something else stands.
func TestMoved(t *testing.T) {
	s := newSite(t, smallReports)
	e := s.arc.Place("370405103").Reports[0]
	e.Former = []string{e.Key(), "370405xa1b2c3/2022", "370405103/2021"} // the last is the address of another report
	e.Moved = []string{"370405103/2020", "370405xa1b2c3/2022"}
	made, _ := s.build(t, loadLayouts(t), nil)
	if !strings.Contains(made.data["places/370405103/2021/index.html"], "data-report") {
		t.Error("a report gave way")
	}
	for path, want := range map[string]string{
		"places/370405xa1b2c3/2022/index.html": "../../370405103/2022/index.html",
		"places/370405xa1b2c3/index.html":      "../370405103/index.html",
		"places/370405103/2020/index.html":     "../2022/index.html",
	} {
		doc := parse(t, made.data[path])
		got := links(only(t, doc, "main", ""))
		if len(got) != 1 || !strings.HasSuffix(got[0], " -> "+want) || !strings.HasPrefix(got[0], "山东省枣庄市台儿庄区涧头集镇") {
			t.Errorf("%s: links %q", path, got)
		}
		if strings.Contains(made.data[path], `http-equiv="refresh"`) || len(all(doc, "", "data-report")) > 0 {
			t.Errorf("%s sends readers on, or is taken for a report", path)
		}
		if slices.Contains(New(loadLayouts(t), s.arc, s.pages, s.options).Addresses(), path) {
			t.Errorf("%s is in the sitemap", path)
		}
	}
	if made.data[address.Place("370405103")] == "" {
		t.Error("no page of the place")
	}
}
