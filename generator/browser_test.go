package main

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"zhenjian/generator/highlight"
	"zhenjian/generator/source"
)

// widths and modes are the ways in which each kind of page is looked at: windows in
// CSS pixels, and colours and type. press is the place of a switch in the head of
// the page, target the least size of what is touched.
var (
	widths = []int64{1280, 360}
	modes  = []struct {
		name, scheme string
		press        int
		target       float64
	}{
		{"light", "light", -1, 44},
		{"dark", "dark", -1, 44},
		{"large", "light", 0, 60},
		{"contrast", "light", 1, 44},
	}
)

// views are windows and colours of pages that have no switch for more.
var views = []struct {
	name   string
	width  int64  // of the window, in CSS pixels
	scheme string // of colours, as the reader's system asks for
}{
	{"1280-light", 1280, "light"},
	{"1280-dark", 1280, "dark"},
	{"360-light", 360, "light"},
	{"360-dark", 360, "dark"},
}

// findWide names some of what stands out of the window on the right.
const findWide = `[...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1).slice(0, 5).map(e => e.nodeName + '.' + e.className + ' "' + e.textContent.trim().slice(0, 12) + '"').join(', ')`

// findSmall lists what is touched and is smaller than a size. Links inside a
// sentence, the text of a report and the numbers of lines are as high as their
// line; a box is touched by its label, too.
const findSmall = `(least => {
	const hanzi = /[\u4e00-\u9fff]/;
	return [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, summary, textarea')].filter(e => {
		if (e.closest('[data-text], .lines, .prose, .skip') || !e.getClientRects().length) return false;
		if (e.matches('.skip') || e.type === 'checkbox' && e.closest('label')) return false;
		if (getComputedStyle(e).display === 'inline' && [...e.parentNode.childNodes].some(n => n.nodeType === 3 && hanzi.test(n.data))) return false;
		const box = e.getBoundingClientRect();
		return box.height < least - 0.5 || box.width < 23.5;
	}).map(e => { const box = e.getBoundingClientRect(); return e.closest('[class]').className + ' ' + e.nodeName + ' "' + e.textContent.trim().slice(0, 12) + '" ' + Math.round(box.width) + '×' + Math.round(box.height); });
})`

// findViolations runs axe-core, which is in the page by then. Target size and
// the like are rules of level AA of WCAG 2.2.
const findViolations = `axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']}).then(r => ({
	Passed: r.passes.length,
	Violations: r.violations.flatMap(v => v.nodes.map(n => v.id + ' at ' + n.target.join(' ') + ': ' + n.failureSummary)),
}))`

// firstView waits until every chart in the window is drawn, and gives the time
// since the page was asked for, in milliseconds.
const firstView = `new Promise(done => (function look() {
	const inView = [...document.querySelectorAll('.plot')].filter(p => p.getBoundingClientRect().top < innerHeight);
	if (document.readyState === 'complete' && inView.every(p => p.querySelector('svg path'))) return done(performance.now());
	requestAnimationFrame(look);
})())`

// wordyMarks are the words that the style sheet puts into the marks of a legend,
// which are shapes alone.
const wordyMarks = `[...document.querySelectorAll('.mark')].map(e => getComputedStyle(e, '::after').content).filter(words => words !== 'none').join()`

// comparedTitle is what heads the chart of two chosen towns: what it is of, and its unit.
var comparedTitle = regexp.MustCompile(`^比较2个地方：\S+（\S+）$`)

// TestBrowser looks at one page of each kind in a browser, under a policy that
// lets a page load nothing but files of its own site. It leaves pictures in the
// folder ZHENJIAN_SCREENSHOTS, a full path.
func TestBrowser(t *testing.T) {
	t.Parallel()
	axe, err := os.ReadFile(checker(t, "axe-core/axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	chromium := program(t, "chromium")
	tree, demoTree := siteTree(t), demoTree(t)
	serve := func(tree map[string][]byte) string {
		server := httptest.NewServer(siteServer(tree))
		t.Cleanup(server.Close) // once all that is below has ended
		return server.URL
	}
	site, demo := serve(tree), serve(demoTree)

	// The page for what is not there stands at whatever address was asked for,
	// and so can name no icon: the browser then looks for one by itself.
	absent := site + "/places/000000000/2022/index.html"
	in := func(name string, test func(*testing.T, *tab)) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tab := openTab(t, chromium)
			tab.absent = []string{absent, site + "/favicon.ico", demo + "/favicon.ico"}
			test(t, tab)
		})
	}
	pictures := os.Getenv("ZHENJIAN_SCREENSHOTS")
	in("site", func(t *testing.T, tab *tab) {
		looker := &looker{tab: tab, axe: string(axe), pictures: pictures}
		for _, kind := range samplePages(t, tree) {
			page := site + "/" + kind.page
			if kind.name == "notfound" {
				page = absent
			}
			looker.look(t, kind.name, page, site)
		}
	})
	in("demo", func(t *testing.T, tab *tab) {
		looker := &looker{tab: tab, axe: string(axe), pictures: pictures}
		for _, kind := range samplePages(t, demoTree, demoKinds...) {
			looker.look(t, "demo-"+kind.name, demo+"/"+kind.page, demo)
		}
	})
	in("charts", func(t *testing.T, tab *tab) {
		var pages []string
		for name, page := range demoTree {
			if strings.HasSuffix(name, ".html") && bytes.Contains(page, []byte(" data-chart=")) {
				pages = append(pages, name)
			}
		}
		charts := 0
		for _, name := range thirdOfEachKind(pages) {
			charts += bytes.Count(demoTree[name], []byte(" data-chart="))
			tab.show(t, demo+"/"+name, 1280, "light")
			drawCharts(t, tab)
			checkDrawn(t, tab)
			if words := evaluate[string](t, tab, wordyMarks); words != "" {
				t.Errorf("%s: marks of the legend have words: %s", name, words)
			}
			tab.checkQuiet(t, demo)
		}
		t.Logf("%d charts", charts)
		if charts < 100 {
			t.Errorf("only %d charts", charts)
		}
	})
	// On pages of the site two towns are drawn in one chart, as on those of testdata/chart.
	in("compare", func(t *testing.T, tab *tab) {
		for _, kind := range samplePages(t, demoTree, "towns", "indicator") {
			for _, width := range widths {
				tab.show(t, demo+"/"+kind.page, width, "dark")
				for i := range 2 {
					evaluate[chromedp.Void](t, tab, fmt.Sprintf("document.querySelector('table[data-compare]').querySelectorAll('.pick input')[%d].click()", i))
				}
				drawCharts(t, tab)
				checkDrawn(t, tab)
				around := aroundCompared(t, tab)
				if title, rest, _ := strings.Cut(around, "\n"); !comparedTitle.MatchString(title) || !strings.HasSuffix(rest, "下载数据（CSV）\nseries.csv") || strings.Count(rest, "\n") < 2 {
					t.Errorf("%s: around the chart stands\n%s", kind.page, around)
				}
				tab.photograph(t, pictures, fmt.Sprintf("demo-%s-compared-%d-dark.png", kind.name, width))
				tab.checkQuiet(t, demo)
			}
		}
	})
	in("first view", func(t *testing.T, tab *tab) {
		for _, kind := range samplePages(t, demoTree, "town", "towns", "indicator") {
			tab.show(t, demo+"/"+kind.page, 1280, "light")
			t.Logf("%s: %d kB of HTML, first view whole after %.0f ms", kind.page, len(demoTree[kind.page])/1000, evaluate[float64](t, tab, firstView, chromedp.EvalAwaitPromise))
		}
	})
	in("text", func(t *testing.T, tab *tab) {
		texts, views := 0, 0
		for _, name := range slices.Sorted(maps.Keys(tree)) {
			switch kindOf(name) {
			case "report":
				tab.show(t, site+"/"+name, 1280, "light")
				checkText(t, tab, name, tree)
				texts++
			case "source":
				tab.show(t, site+"/"+name, 1280, "light")
				tab.checkCode(t, name, originalOf(t, name, tree).Decoded)
				views++
			}
		}
		if texts == 0 || views == 0 {
			t.Errorf("%d texts and %d source views were seen", texts, views)
		}
		every := everyCharacter()
		code := string(highlight.AppendHTML(nil, every, "行", nil, nil))
		odd := httptest.NewServer(siteServer(map[string][]byte{"odd.html": []byte(`<!DOCTYPE html><meta charset="utf-8"><pre class="lines"><code>` + code + `</code></pre>`)}))
		defer odd.Close()
		tab.show(t, odd.URL+"/odd.html", 1280, "light")
		tab.checkCode(t, "odd.html", highlight.Shown(every))
	})
}

// A looker looks at pages in all views.
type looker struct {
	tab      *tab
	axe      string // the script
	pictures string // folder for pictures; "" for none
	ready    string // what becomes true once a page is there; "" for one that is so at once
}

// look shows a page in every view, with all its charts drawn, and asks what is
// true of each: it does not scroll sideways, what is touched is large enough, axe-core
// finds nothing, it is quiet. Axe takes most of the time: it runs in light colours on
// a wide window and in dark ones on a narrow one, and with ZHENJIAN_LONG in every view.
// What the other modes change, sizes and colours, is asked of each view here and of
// each palette by TestContrast.
func (l *looker) look(t *testing.T, name, page, server string) {
	for k, width := range widths {
		opened := false
		for i, mode := range modes {
			t.Run(fmt.Sprintf("%s/%d-%s", name, width, mode.name), func(t *testing.T) {
				if !opened {
					l.tab.show(t, page, width, mode.scheme)
					opened = true
					if l.ready != "" {
						await(t, l.tab, l.ready)
					}
					evaluate[chromedp.Void](t, l.tab, l.axe)
				}
				l.tab.colours(t, mode.scheme)
				press := fmt.Sprintf("document.querySelectorAll('.modes a')[%d].click()", mode.press)
				if mode.press >= 0 && name != "notfound" { // which knows no address, and so no script
					evaluate[chromedp.Void](t, l.tab, press)
					defer evaluate[chromedp.Void](t, l.tab, press)
				}
				if i > 0 && evaluate[bool](t, l.tab, "!!document.querySelector('.plot')") {
					time.Sleep(200 * time.Millisecond) // charts are drawn anew after 150
				}
				drawCharts(t, l.tab)
				if wide := evaluate[int64](t, l.tab, "document.documentElement.scrollWidth"); wide > width {
					t.Errorf("the page is %d px wide and scrolls sideways: %s", wide, evaluate[string](t, l.tab, findWide))
				}
				for _, small := range evaluate[[]string](t, l.tab, fmt.Sprintf("%s(%v)", findSmall, mode.target)) {
					t.Errorf("smaller than %v px: %s", mode.target, small)
				}
				l.tab.photograph(t, l.pictures, fmt.Sprintf("%s-%d-%s.png", name, width, mode.name))
				if i == k || thorough() {
					l.violations(t)
				}
				l.tab.checkQuiet(t, server)
			})
		}
	}
	t.Run(name+"/320", func(t *testing.T) { // 1280 at 400 %
		l.tab.show(t, page, 320, "light")
		if wide := evaluate[int64](t, l.tab, "document.documentElement.scrollWidth"); wide > 320 {
			t.Errorf("the page is %d px wide and scrolls sideways: %s", wide, evaluate[string](t, l.tab, findWide))
		}
	})
}

// violations runs axe-core.
func (l *looker) violations(t *testing.T) {
	t.Helper()
	found := evaluate[struct {
		Passed     int
		Violations []string
	}](t, l.tab, findViolations, chromedp.EvalAwaitPromise)
	for _, v := range found.Violations {
		t.Errorf("axe: %s", v)
	}
	if found.Passed == 0 {
		t.Error("axe: no rule applied")
	}
}

// everyCharacter is a text with each character of Unicode's first plane, some
// beyond it, and all line ends.
func everyCharacter() string {
	var b strings.Builder
	for r := rune(0); r <= 0xFFFF; r++ {
		if r < 0xD800 || r > 0xDFFF {
			b.WriteRune(r)
		}
	}
	b.WriteString("𠮷\U0010FFFF\r\n\r\r\n\n\r完")
	return b.String()
}

// checkCode compares the text of the code block of a source view.
func (tab *tab) checkCode(t *testing.T, name, want string) {
	t.Helper()
	if got := evaluate[string](t, tab, "document.querySelector('.lines code').textContent"); got != want {
		t.Errorf("%s: the text of the code block differs from the file %s", name, firstDifference(got, want))
	}
}

// originalOf reads the original that is published beside a page.
func originalOf(t *testing.T, name string, tree map[string][]byte) *source.Document {
	t.Helper()
	for original, data := range tree {
		if path.Dir(original) != path.Dir(name) || !strings.HasPrefix(path.Base(original), "original.") {
			continue
		}
		doc, problems := source.New(original, data)
		if doc == nil {
			t.Fatalf("%s cannot be read: %v", original, problems)
		}
		return doc
	}
	t.Fatalf("%s: no original beside it", name)
	return nil
}

// checkText compares the text that a reader can select on a report page with
// the cleaned text of the original published beside it.
func checkText(t *testing.T, tab *tab, name string, tree map[string][]byte) {
	t.Helper()
	doc := originalOf(t, name, tree)
	if got := evaluate[string](t, tab, "document.querySelector('article[data-report] [data-text]').textContent"); got != doc.Text {
		t.Errorf("%s: the text differs from the cleaned text %s", name, firstDifference(got, doc.Text))
	}
}

// siteServer serves a site as an intranet server does that is set up with care.
func siteServer(tree map[string][]byte) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", "default-src 'self'")
		name := strings.TrimPrefix(r.URL.Path, "/")
		data, ok := tree[name]
		if !ok {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			w.WriteHeader(http.StatusNotFound)
			w.Write(tree["404.html"])
			return
		}
		http.ServeContent(w, r, name, time.Time{}, bytes.NewReader(data))
	})
}

// A tab of a browser, and what the page in it has done.
type tab struct {
	ctx context.Context

	mu       sync.Mutex
	absent   []string // addresses that are not there, as they should not
	said     []string // messages on the console
	requests []string // addresses
}

// openTab starts a browser, which ends with the test.
func openTab(t *testing.T, chromium string) *tab {
	t.Helper()
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(chromium),
		chromedp.NoSandbox) // which root cannot have, and our own pages need not
	browser, stop := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, closeTab := chromedp.NewContext(browser)
	t.Cleanup(func() { closeTab(); stop() })
	tab := &tab{ctx: ctx}
	if err := chromedp.Listen(ctx, tab.hear); err != nil {
		t.Fatalf("%s does not start: %v", chromium, err)
	}
	return tab
}

// hear notes an event of the browser.
func (tab *tab) hear(event any) {
	tab.mu.Lock()
	defer tab.mu.Unlock()
	switch e := event.(type) {
	case *log.EventEntryAdded: // where the policy was not kept, too
		if e.Entry.Source == log.EntrySourceNetwork && slices.Contains(tab.absent, e.Entry.URL) {
			return
		}
		tab.said = append(tab.said, fmt.Sprintf("%s: %s %s", e.Entry.Level, e.Entry.Text, e.Entry.URL))
	case *runtime.EventConsoleAPICalled:
		message := string(e.Type) + ":"
		for _, arg := range e.Args {
			message += fmt.Sprintf(" %s%s", arg.Value, arg.Description)
		}
		tab.said = append(tab.said, message)
	case *runtime.EventExceptionThrown:
		tab.said = append(tab.said, (&chromedp.ExceptionError{ExceptionDetails: e.ExceptionDetails}).Error())
	case *network.EventRequestWillBeSent:
		tab.requests = append(tab.requests, e.Request.URL)
	}
}

// show opens a page in a window of a width, in CSS pixels, and a colour scheme.
func (tab *tab) show(t *testing.T, page string, width int64, scheme string) {
	t.Helper()
	tab.mu.Lock()
	tab.said, tab.requests = nil, nil
	tab.mu.Unlock()
	ctx, cancel := context.WithTimeout(tab.ctx, time.Minute)
	defer cancel()
	tab.colours(t, scheme)
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(width, 800), chromedp.Navigate(page)); err != nil {
		t.Fatalf("%s: %v", page, err)
	}
}

// colours sets the colours that the reader's system asks for.
func (tab *tab) colours(t *testing.T, scheme string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(tab.ctx, time.Minute)
	defer cancel()
	_, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}},
	})
	if err != nil {
		t.Fatal(err)
	}
}

// checkQuiet asks that the page wrote nothing on the console, and that all it
// loaded came from the server.
func (tab *tab) checkQuiet(t *testing.T, server string) {
	t.Helper()
	tab.mu.Lock()
	defer tab.mu.Unlock()
	for _, message := range tab.said {
		t.Errorf("console: %s", message)
	}
	for _, address := range tab.requests {
		if !strings.HasPrefix(address, server+"/") {
			t.Errorf("request to %s", address)
		}
	}
	if len(tab.requests) == 0 {
		t.Error("no request was seen")
	}
}

// photograph writes the whole page into a PNG file in a folder; "" where none
// are asked for, as a picture takes as long as all else that is looked at.
func (tab *tab) photograph(t *testing.T, folder, name string) {
	t.Helper()
	if folder == "" {
		return
	}
	file := filepath.Join(folder, name)
	ctx, cancel := context.WithTimeout(tab.ctx, time.Minute)
	defer cancel()
	png, err := chromedp.Run(ctx, chromedp.FullScreenshot(100))
	if err == nil {
		err = os.MkdirAll(filepath.Dir(file), 0o777)
	}
	if err == nil {
		err = os.WriteFile(file, png, 0o666)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// evaluate gives the value of a script in the page.
func evaluate[T any](t *testing.T, tab *tab, script string, options ...chromedp.EvaluateOption) T {
	t.Helper()
	ctx, cancel := context.WithTimeout(tab.ctx, time.Minute)
	defer cancel()
	value, err := chromedp.Run(ctx, chromedp.Evaluate[T](script, options...))
	if err != nil {
		t.Fatalf("%.60s: %v", script, err)
	}
	return value
}
