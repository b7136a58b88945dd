package main

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"net/http/httptest"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// wantsScript finds what asks the reader for a script.
var wantsScript = regexp.MustCompile(`(需要|请|启用|开启|打开|支持)[^，。；]{0,8}(脚本|(?i:javascript))`)

// shownTables gives for each cell of the tables of figures whether it can be
// seen, and its words as they are shown and as they stand in the file. It runs
// in a page that runs no script of its own.
const shownTables = `Array.from(document.querySelectorAll('figure[data-chart] table, table.series')).map(table => ({
	Name: table.caption.textContent,
	Seen: table.checkVisibility({opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true}) && table.caption.getBoundingClientRect().height > 0,
	Cells: Array.from(table.querySelectorAll('th, td')).map(cell => ({
		Width: cell.getBoundingClientRect().width, Height: cell.getBoundingClientRect().height, Value: cell.getAttribute('data-value') || '',
		Seen: cell.checkVisibility({opacityProperty: true, visibilityProperty: true}), Shown: cell.innerText, Text: cell.textContent,
	})),
}))`

// TestFiguresWithoutScript opens the page of each kind that has most numbers in
// a browser that runs no script: all of them are there to be read.
func TestFiguresWithoutScript(t *testing.T) {
	t.Parallel()
	chromium := program(t, "chromium")
	tree := demoTree(t)
	most := map[string]string{} // page by kind
	numbers := func(page string) int { return bytes.Count(tree[page], []byte(" data-value=")) }
	for _, page := range slices.Sorted(maps.Keys(tree)) {
		if kind := kindOf(page); path.Ext(page) == ".html" && numbers(page) > numbers(most[kind]) {
			most[kind] = page
		}
	}
	for _, pattern := range []string{"places/*/index.html", "places/*/towns-*.html", "indicators/*/index.html"} {
		if !slices.ContainsFunc(slices.Collect(maps.Values(most)), func(page string) bool { ok, _ := path.Match(pattern, page); return ok }) {
			t.Errorf("no page %s has numbers", pattern)
		}
	}
	planted := path.Dir(most["town"]) + "/planted.html" // with one table shut
	tree[planted] = bytes.Replace(tree[most["town"]], []byte(`<details class="data" open>`), []byte(`<details class="data">`), 1)

	server := httptest.NewServer(siteServer(tree))
	defer server.Close()
	tab := openTab(t, chromium)
	runScripts := func(on bool) {
		ctx, cancel := context.WithTimeout(tab.ctx, time.Minute)
		defer cancel()
		if _, err := chromedp.Call(ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !on}); err != nil {
			t.Fatal(err)
		}
	}
	plots := func() int { return evaluate[int](t, tab, "document.querySelectorAll('.plot').length") }

	runScripts(false)
	for _, kind := range slices.Sorted(maps.Keys(most)) {
		t.Run(kind, func(t *testing.T) {
			page := most[kind]
			tab.show(t, server.URL+"/"+page, 360, "light")
			if plots() > 0 {
				t.Fatal("a script ran")
			}
			if asks := wantsScript.FindString(evaluate[string](t, tab, "document.body.innerText")); asks != "" {
				t.Errorf("%s: asks for a script: %s", page, asks)
			}
			seen, faults := tab.readTables(t)
			for _, fault := range faults {
				t.Errorf("%s: %s", page, fault)
			}
			if seen != numbers(page) {
				t.Errorf("%s: %d numbers in tables, %d on the page", page, seen, numbers(page))
			}
		})
	}
	tab.show(t, server.URL+"/"+planted, 360, "light")
	if _, faults := tab.readTables(t); len(faults) == 0 {
		t.Error("a table that is shut is taken for one that can be seen")
	}
	runScripts(true) // or the switch did nothing above
	tab.show(t, server.URL+"/"+most["town"], 360, "light")
	if plots() == 0 {
		t.Error("with scripts on nothing is drawn")
	}
}

// readTables counts the numbers in the tables of the page that is open, and
// tells what of the tables cannot be seen.
func (tab *tab) readTables(t *testing.T) (numbers int, faults []string) {
	t.Helper()
	for _, table := range evaluate[[]struct {
		Name  string
		Seen  bool
		Cells []struct {
			Width, Height      float64
			Value, Shown, Text string
			Seen               bool
		}
	}](t, tab, shownTables) {
		if !table.Seen {
			faults = append(faults, table.Name+" is not shown")
		}
		for _, cell := range table.Cells {
			shown := strings.Join(strings.Fields(cell.Shown), "")
			if !cell.Seen || cell.Width == 0 || cell.Height == 0 || shown == "" || shown != strings.Join(strings.Fields(cell.Text), "") {
				faults = append(faults, fmt.Sprintf("%s: %q is shown as %q, %.0f×%.0f px", table.Name, cell.Text, cell.Shown, cell.Width, cell.Height))
			}
			if cell.Value != "" {
				numbers++
			}
		}
	}
	return numbers, faults
}

// TestTourWithoutScript goes from the home page to a sentence of a report, to the
// chart behind a number, to the card and to a download, by links alone, from a server
// and from a folder.
func TestTourWithoutScript(t *testing.T) {
	t.Parallel()
	chromium := program(t, "chromium")
	site := buildDemo(t)
	server := httptest.NewServer(siteServer(readTree(t, site)))
	defer server.Close()
	for _, root := range []string{server.URL, "file://" + filepath.ToSlash(site)} {
		tab := openTab(t, chromium)
		tab.absent = []string{server.URL + "/favicon.ico"}
		ctx, cancel := context.WithTimeout(tab.ctx, time.Minute)
		if _, err := chromedp.Call(ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}); err != nil {
			t.Fatal(err)
		}
		cancel()
		tab.show(t, root+"/index.html", 360, "light")
		for _, step := range []struct{ link, then string }{
			{"a[href='places/369821100/index.html']", "document.title.indexOf('望棠镇') === 0"},
			{"a[href='card.html']", "document.title.indexOf('一分钟') > 0 && document.querySelectorAll('.card li').length === 10"},
			{".source-line a", "document.querySelector('[data-text]').innerText.length > 1000"},
			{".figures .ways a", "document.querySelector(':target') && document.querySelector(':target').getBoundingClientRect().top < innerHeight"},
			{".figures th a", "document.querySelector('figure[data-chart] td a').getBoundingClientRect().height > 0"},
		} {
			href := evaluate[string](t, tab, "(e => e && e.getBoundingClientRect().height > 0 ? e.href : '')(document.querySelector(`"+step.link+"`))")
			if href == "" {
				t.Fatalf("%s: no link %s to be seen", root, step.link)
			}
			tab.show(t, href, 360, "light")
			if !evaluate[bool](t, tab, "Boolean("+step.then+")") {
				t.Errorf("%s: behind %s is something else: not %s", root, step.link, step.then)
			}
			if n := evaluate[int](t, tab, "[...document.querySelectorAll('.seek, form[data-index]')].filter(e => e.getBoundingClientRect().height > 0).length"); n > 0 {
				t.Errorf("%s: a form that needs a script is shown", href)
			}
		}
	}
}
