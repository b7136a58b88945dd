package main

import (
	"maps"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// pageKinds says by the path of a page what kind it is of: the first pattern
// that fits. The names are those of the screenshots.
var pageKinds = []struct{ name, patterns string }{
	{"home", "index.html"},
	{"regions", "places/index.html"},
	{"province", "places/[0-9][0-9]0000/index.html"},
	{"city", "places/[0-9][0-9][0-9][0-9]00/index.html"},
	{"towns", "places/*/towns-[0-9][0-9][0-9][0-9].html"},
	{"county", "places/[0-9][0-9][0-9][0-9][0-9][0-9]/index.html"},
	{"town", "places/*/index.html"},
	{"report", "places/*/*/index.html places/*/*/*/index.html"},
	{"card", "places/*/card.html"},
	{"source", "places/*/*/source.html places/*/*/*/source.html"},
	{"changes", "places/*/*/changes.html"},
	{"years", "years/index.html"},
	{"year", "years/*/index.html"},
	{"indicators", "indicators/index.html"},
	{"indicator", "indicators/*/index.html"},
	{"problems", "problems/index.html"},
	{"problem", "problems/*/*.html"},
	{"laws", "laws/index.html"},
	{"law", "laws/*/index.html"},
	{"terms", "terms/index.html"},
	{"term", "terms/*/index.html"},
	{"coverage", "coverage/index.html"},
	{"search", "search/index.html"},
	{"data", "data/index.html"},
	{"map", "map/index.html"},
	{"corrections", "corrections/index.html"},
	{"about", "about/index.html"},
	{"method", "method/index.html"},
	{"help", "help/index.html"},
	{"notfound", "404.html"},
}

// kindOf gives the kind of a page; "" for one that is of none.
func kindOf(page string) string {
	for _, k := range pageKinds {
		for pattern := range strings.FieldsSeq(k.patterns) {
			if ok, _ := path.Match(pattern, page); ok {
				return k.name
			}
		}
	}
	return ""
}

// A sample is the page that stands for its kind.
type sample struct{ name, page string }

// demoKinds are the kinds of pages that hold more in the demonstration than in
// the site of five reports, and so are looked at there as well.
var demoKinds = []string{"home", "county", "towns", "town", "report", "source", "indicator", "changes"}

// demoOnly are those that the site of five reports, each of another town, has none of.
var demoOnly = []string{"changes"}

// samplePages gives the longest page of each kind, or of the kinds that are
// named. It fails where a kind has no page, and where a page is of no kind, so
// that no kind can go unseen.
func samplePages(t *testing.T, tree map[string][]byte, names ...string) []sample {
	t.Helper()
	longest := map[string]string{}
	for _, page := range slices.Sorted(maps.Keys(tree)) {
		if !strings.HasSuffix(page, ".html") {
			continue
		}
		kind := kindOf(page)
		if kind == "" {
			t.Errorf("%s is of no kind that pageKinds knows; enter it there", page)
		}
		if old, ok := longest[kind]; !ok || len(tree[page]) > len(tree[old]) {
			longest[kind] = page
		}
	}
	var samples []sample
	for _, k := range pageKinds {
		if len(names) > 0 && !slices.Contains(names, k.name) || len(names) == 0 && slices.Contains(demoOnly, k.name) {
			continue
		}
		page, ok := longest[k.name]
		if !ok {
			t.Errorf("the site has no page of the kind %s", k.name)
			continue
		}
		samples = append(samples, sample{k.name, page})
	}
	return samples
}

// thirdOfEachKind gives the first, the fourth, the seventh … of each kind of pages, in
// the order of their paths; with ZHENJIAN_LONG all. Pages of a kind are made by one
// layout, and to look at all takes a minute of the processor.
func thirdOfEachKind(pages []string) []string {
	slices.Sort(pages)
	if thorough() {
		return pages
	}
	seen := map[string]int{}
	return slices.DeleteFunc(pages, func(page string) bool {
		kind := kindOf(page)
		seen[kind]++
		return seen[kind]%3 != 1
	})
}

// program finds a program that a test cannot do without.
func program(t *testing.T, name string) string {
	t.Helper()
	file, err := exec.LookPath(name)
	if err != nil {
		missing(t, name+" is not installed")
	}
	return file
}

// checker finds a file of what npm installs.
func checker(t *testing.T, name string) string {
	t.Helper()
	file := filepath.Join("..", ".ci", "npm", "node_modules", filepath.FromSlash(name))
	if _, err := os.Stat(file); err != nil {
		missing(t, "the checkers are not installed: run npm ci in .ci/npm")
	}
	return file
}

// missing ends a test for want of a tool: a laptop may lack it, the gate may not.
func missing(t *testing.T, what string) {
	t.Helper()
	if os.Getenv("CI") != "" {
		t.Fatal(what)
	}
	t.Skip(what)
}

// TestPageWeight: no page of the demonstration weighs more than 300 kB with all
// that it loads, the chart runtime aside; a report's page, without what all pages
// share, less than 60 kB.
func TestPageWeight(t *testing.T) {
	tree := demoTree(t)
	heaviest, most := "", 0
	for name, data := range tree {
		if !strings.HasSuffix(name, ".html") {
			continue
		}
		weight := len(data)
		if kindOf(name) == "report" && weight >= 60_000 {
			t.Errorf("%s has %d bytes", name, weight)
		}
		links, _ := readPage(data)
		for _, l := range links {
			file := path.Join(path.Dir(name), l.address)
			if l.loaded && !strings.Contains(file, "/echarts/") {
				weight += len(tree[file])
			}
		}
		if weight > most {
			heaviest, most = name, weight
		}
	}
	t.Logf("the heaviest is %s with %d bytes", heaviest, most)
	if most > 300_000 {
		t.Errorf("%s weighs %d bytes", heaviest, most)
	}
}
