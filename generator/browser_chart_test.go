package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"math"
	"net/http/httptest"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// TestScriptSyntax has the scripts of the site and of its preview read as ES5, which is
// what the oldest browsers of readers surely know: as they are written, and as they
// are published.
func TestScriptSyntax(t *testing.T) {
	parser := checker(t, "acorn/bin/acorn")
	node := program(t, "node")
	args := []string{parser, "--ecma5", "--silent"}
	for _, pattern := range []string{"../layouts/assets/*.js", "preview/*.js", filepath.Join(buildSite(t), "assets", "*.js")} {
		names, err := filepath.Glob(pattern)
		if err != nil || len(names) == 0 {
			t.Fatalf("%s: %d files, %v", pattern, len(names), err)
		}
		args = append(args, names...)
	}
	if out, err := exec.Command(node, args...).CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

// TestScriptSize: what searches takes less than 20 kB, and other scripts too.
func TestScriptSize(t *testing.T) {
	search := 0
	for name, data := range assets(t) {
		if path.Dir(name) != "assets" || path.Ext(name) != ".js" {
			continue
		}
		t.Logf("%s has %d bytes", name, len(data))
		if strings.HasPrefix(path.Base(name), "search") || path.Base(name) == "names.js" {
			search += len(data)
		} else if len(data) > 20_000 {
			t.Errorf("%s has %d bytes", name, len(data))
		}
	}
	if search == 0 || search >= 20_000 {
		t.Errorf("the scripts that search have %d bytes", search)
	}
}

// publishedName takes the name of an asset as it is published apart: assets/site,
// 0a1b2c3d and .css.
var publishedName = regexp.MustCompile(`^(assets/.*)\.[0-9a-f]{8}(\.\w+)$`)

// assets are the assets of the site as they are published, by their names in
// the layouts.
func assets(t *testing.T) map[string][]byte {
	t.Helper()
	found := map[string][]byte{}
	for name, data := range siteTree(t) {
		if parts := publishedName.FindStringSubmatch(name); parts != nil {
			found[parts[1]+parts[2]] = data
		}
	}
	return found
}

// chartTree holds the pages of testdata/chart and the assets of the site. They
// are pages of our own and not those of a built site, so that each has what is
// hard to draw, and the tests do not hang on what the program makes.
func chartTree(t *testing.T) map[string][]byte {
	t.Helper()
	tree := readTree(t, filepath.Join("testdata", "chart"))
	maps.Copy(tree, assets(t))
	site := maps.Clone(tree)
	for folder, runtime := range brokenRuntimes {
		for name, data := range site {
			tree[path.Join(folder, name)] = data
		}
		tree[path.Join(folder, chartRuntime)] = []byte(runtime)
	}
	delete(tree, path.Join("absent", chartRuntime))
	for i, change := range brokenOptions {
		tree[fmt.Sprintf("broken%d.html", i)] = bytes.ReplaceAll(tree["town.html"], []byte(change[0]), []byte(change[1]))
	}
	return tree
}

// chartRuntime is the script of ECharts, by its path in a chartTree.
const chartRuntime = "assets/echarts/echarts.min.js"

// TestBrowserCharts uses the charts and tables of testdata/chart in a browser,
// by keys and pointer, under the policy that real pages are served with.
func TestBrowserCharts(t *testing.T) {
	t.Parallel()
	chromium := program(t, "chromium")
	axe, err := os.ReadFile(checker(t, "axe-core/axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	tree := chartTree(t)
	server := httptest.NewServer(siteServer(tree))
	defer server.Close()
	tab := openTab(t, chromium)
	in := func(name string, width int64, scheme string, test func(*testing.T)) {
		t.Run(name, func(t *testing.T) {
			page, _, _ := strings.Cut(name, " ")
			tab.show(t, server.URL+"/"+page+".html", width, scheme)
			test(t)
			tab.checkQuiet(t, server.URL)
		})
	}

	pictures := os.Getenv("ZHENJIAN_SCREENSHOTS")
	for _, page := range []string{"town", "region", "years", "columns"} {
		for _, view := range views {
			in(page+" "+view.name, view.width, view.scheme, func(t *testing.T) {
				if page == "years" || page == "columns" {
					for _, town := range []string{"甲镇", "乙乡", "丙镇"} {
						click(t, tab, `[aria-label="比较`+town+`"]`)
					}
				}
				drawCharts(t, tab)
				checkDrawn(t, tab)
				if wide := evaluate[int64](t, tab, "document.documentElement.scrollWidth"); wide > view.width {
					t.Errorf("the page is %d px wide and scrolls sideways", wide)
				}
				evaluate[chromedp.Void](t, tab, "document.activeElement.blur(), scrollTo(0, 0)")
				tab.photograph(t, pictures, "chart-"+page+"-"+view.name+".png")
				evaluate[chromedp.Void](t, tab, string(axe))
				for _, v := range evaluate[struct{ Violations []string }](t, tab, findViolations, chromedp.EvalAwaitPromise).Violations {
					t.Errorf("axe: %s", v)
				}
			})
		}
	}

	in("town keys", 1280, "light", func(t *testing.T) { testKeys(t, tab) })
	in("region keys", 360, "dark", func(t *testing.T) { testSeveral(t, tab) })
	in("town pointer", 1280, "light", func(t *testing.T) { testPointer(t, tab) })
	in("region pointer", 360, "light", func(t *testing.T) { testBars(t, tab) })
	in("town resize", 1280, "light", func(t *testing.T) { testResize(t, tab) })
	in("town print", 1280, "light", func(t *testing.T) { testPrint(t, tab) })
	in("columns sort", 1280, "light", func(t *testing.T) { testSort(t, tab) })
	in("years sort", 1280, "light", func(t *testing.T) { testSortGroups(t, tab) })
	in("years compare", 1280, "light", func(t *testing.T) { testCompareYears(t, tab) })
	in("columns compare", 360, "light", func(t *testing.T) { testCompareColumns(t, tab) })
	in("columns colours", 1280, "light", func(t *testing.T) { testColours(t, tab) })
	in("columns colours in the dark", 1280, "dark", func(t *testing.T) { testColours(t, tab) })

	// What fails leaves a page as it is without scripts.
	for name, runtime := range brokenRuntimes {
		t.Run("runtime "+name, func(t *testing.T) {
			tab.absent = []string{server.URL + "/absent/" + chartRuntime}
			tab.show(t, server.URL+"/"+name+"/town.html", 1280, "light")
			evaluate[chromedp.Void](t, tab, "scrollTo(0, document.body.scrollHeight)")
			await(t, tab, "document.querySelector('script[src$=\"min.js\"]') && !document.querySelector('.plot, .point')")
			if tables, charts := evaluate[int](t, tab, "document.querySelectorAll('details[open]').length"), evaluate[int](t, tab, "document.querySelectorAll('figure').length"); tables != charts {
				t.Errorf("%d of %d tables are open with the script %q", tables, charts, runtime)
			}
			tab.checkQuiet(t, server.URL)

			tab.show(t, server.URL+"/"+name+"/years.html", 1280, "light")
			click(t, tab, `[aria-label="比较甲镇"]`)
			click(t, tab, `[aria-label="比较丙镇"]`)
			evaluate[chromedp.Void](t, tab, "document.querySelector('figure').scrollIntoView()")
			await(t, tab, "document.querySelector('figure') && !document.querySelector('.plot')")
			if got := evaluate[int](t, tab, "document.querySelectorAll('figure td').length"); got != 12 {
				t.Errorf("the table of 2 towns over 6 years has %d cells", got)
			}
			tab.checkQuiet(t, server.URL)
		})
	}
	for i, change := range brokenOptions {
		in(fmt.Sprintf("broken%d", i), 1280, "light", func(t *testing.T) {
			drawn := evaluate[int](t, tab, "document.querySelectorAll('.plot').length")
			open := evaluate[int](t, tab, "document.querySelectorAll('details[open]').length")
			charts := evaluate[int](t, tab, "document.querySelectorAll('figure').length")
			if drawn != 0 || open != charts {
				t.Errorf("with %s there are %d plots, and %d of %d tables are open", change[1], drawn, open, charts)
			}
		})
	}
}

// brokenRuntimes are scripts that stand in the place of ECharts, by the folder
// of a chartTree that has them; "" is none.
var brokenRuntimes = map[string]string{
	"absent":  "",
	"other":   "var other = 1",
	"failing": "var echarts = {init: function () { throw new Error('no') }}",
}

// brokenOptions are changes to the options of charts that no table fits.
var brokenOptions = [][2]string{
	{`"name":"数字"`, `"name":"列"`},
	{`{"xAxis"`, `{{"xAxis"`},
	{`"data":["20`, `"data":["2000","2001","2002","2003","2004","20`},
	{`"series":[`, `"series":[null,`},
}

// await waits until something is true in the page. While a page goes and its
// successor comes, nothing can be asked of either: the browser says so with a
// protocol error, a half-made page with an exception. Neither is an answer.
func await(t *testing.T, tab *tab, what string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(tab.ctx, time.Minute)
	defer cancel()
	for {
		yes, err := chromedp.Run(ctx, chromedp.Evaluate[bool]("!!("+what+")"))
		if yes && err == nil {
			return
		}
		_, gone := errors.AsType[*cdproto.Error](err)
		_, unfinished := errors.AsType[*chromedp.ExceptionError](err)
		if ctx.Err() == nil && err != nil && !gone && !unfinished {
			t.Fatalf("%.60s: %v", what, err)
		}
		select {
		case <-time.After(20 * time.Millisecond):
		case <-ctx.Done():
			t.Fatalf("this did not come true in a minute: %s (%v)", what, err)
		}
	}
}

// do acts on the page as a reader does.
func do(t *testing.T, tab *tab, actions ...chromedp.Action[chromedp.Void]) {
	t.Helper()
	ctx, cancel := context.WithTimeout(tab.ctx, time.Minute)
	defer cancel()
	if err := chromedp.Do(ctx, actions...); err != nil {
		t.Fatal(err)
	}
}

// A box is where an element stands in the window, in CSS pixels.
type box struct{ X, Y, Width, Height float64 }

func (b box) middle() (x, y float64) { return b.X + b.Width/2, b.Y + b.Height/2 }

// boxOf gives the place of the element that a script gives, brought into view.
func boxOf(t *testing.T, tab *tab, element string) box {
	t.Helper()
	return evaluate[box](t, tab, `(e => {
		const r = e.getBoundingClientRect();
		if (r.top < 0 || r.bottom > innerHeight) e.scrollIntoView({block: 'center'});
		return e.getBoundingClientRect().toJSON();
	})(`+element+`)`)
}

// click clicks on the middle of an element.
func click(t *testing.T, tab *tab, selector string) {
	t.Helper()
	x, y := boxOf(t, tab, "document.querySelector('"+selector+"')").middle()
	do(t, tab, chromedp.MouseClickXY(x, y))
}

// drawCharts scrolls to each chart of the page until it is drawn.
func drawCharts(t *testing.T, tab *tab) {
	t.Helper()
	for i := range evaluate[int](t, tab, "document.querySelectorAll('figure').length") {
		figure := fmt.Sprintf("document.querySelectorAll('figure')[%d]", i)
		evaluate[chromedp.Void](t, tab, figure+".scrollIntoView()")
		await(t, tab, figure+".querySelector('.plot svg path')")
	}
}

// checkDrawn asks of each chart that the plot says what the table says.
func checkDrawn(t *testing.T, tab *tab) {
	t.Helper()
	type drawn struct {
		Title, Label, Role string
		Paths              int
		Texts, Labels      []string // in the plot, and those that ought to be there
		Open               bool
	}
	charts := evaluate[[]drawn](t, tab, `[...document.querySelectorAll('figure')].map(f => ({
		Title: f.querySelector('h2, h3, .title').textContent,
		Label: f.querySelector('.plot > div').getAttribute('aria-label'),
		Role: f.querySelector('.plot > div').getAttribute('role'),
		Paths: f.querySelectorAll('.plot svg path').length,
		Texts: [...f.querySelectorAll('.plot svg text')].map(e => e.textContent.trim()),
		Labels: [...f.querySelectorAll('tbody th[scope=row]')].map(e => e.textContent.replace('年度', '')),
		Open: !f.querySelector('details') || f.querySelector('details').open,
	}))`)
	if len(charts) == 0 {
		t.Error("the page has no chart")
	}
	for _, c := range charts {
		if c.Paths < 5 {
			t.Errorf("%s: %d paths", c.Title, c.Paths)
		}
		if c.Role != "img" || !strings.HasPrefix(c.Label, c.Title) {
			t.Errorf("%s: the picture has the role %q and the label %q", c.Title, c.Role, c.Label)
		}
		if strings.HasPrefix(c.Title, "比较") != c.Open {
			t.Errorf("%s: the table is open: %v", c.Title, c.Open)
		}
		all := strings.Join(c.Texts, "") // a long name stands in two lines
		for _, label := range c.Labels {
			if !strings.Contains(all, label) {
				t.Errorf("%s: no label %s among %q", c.Title, label, c.Texts)
			}
		}
	}
}

// focusPlot draws the n-th chart of the page and sets the focus on its plot.
func focusPlot(t *testing.T, tab *tab, n int) (figure string) {
	t.Helper()
	figure = fmt.Sprintf("document.querySelectorAll('figure')[%d]", n)
	evaluate[chromedp.Void](t, tab, figure+".querySelector('.plot').focus()")
	await(t, tab, figure+".querySelector('.plot svg path')")
	return figure
}

// pointText gives what the line below a plot says, and where its link leads.
func pointText(t *testing.T, tab *tab, figure string) string {
	t.Helper()
	return evaluate[string](t, tab, `(p => p.textContent + (p.querySelector('a') ? ' ' + p.querySelector('a').getAttribute('href').replace(/.*\//, '') : ''))(`+figure+".querySelector('.point'))")
}

// walk presses keys in a plot and compares what is said after each.
func walk(t *testing.T, tab *tab, figure string, steps [][2]string) {
	t.Helper()
	for _, step := range steps {
		do(t, tab, chromedp.KeyEvent(step[0]))
		if got := pointText(t, tab, figure); got != step[1] {
			t.Errorf("%q after the key %q, want %q", got, step[0], step[1])
		}
	}
}

// leadTo asks that the browser is at an address, and goes back.
func leadTo(t *testing.T, tab *tab, file string) {
	t.Helper()
	await(t, tab, "location.href.endsWith('/"+file+"')")
}

func testKeys(t *testing.T, tab *tab) {
	figure := focusPlot(t, tab, 0)
	walk(t, tab, figure, [][2]string{
		{kb.ArrowRight, "2019年度：12件 看原句 report.html#m1"},
		{kb.ArrowRight, "2020年度：15件 看原句 report.html#m2"},
		{kb.ArrowRight, "2021年度：未提及 "},
		{kb.ArrowRight, "2022年度：近30件（约数） 看原句 report.html#m3"},
		{kb.ArrowLeft, "2021年度：未提及 "},
		{kb.End, "2024年度：30件 看原句 report.html#m5"},
		{kb.ArrowRight, "2024年度：30件 看原句 report.html#m5"},
		{kb.ArrowUp, "2023年度：28件 看原句 report.html#m4"},
		{kb.Home, "2019年度：12件 看原句 report.html#m1"},
		{kb.ArrowLeft, "2019年度：12件 看原句 report.html#m1"},
		{kb.ArrowDown, "2020年度：15件 看原句 report.html#m2"},
	})
	figure = focusPlot(t, tab, 2) // a broken line
	walk(t, tab, figure, [][2]string{
		{kb.ArrowLeft, "2024年度：12345份 看原句 report.html#m5"},
		{kb.Home, "2019年度：3000余份（约数） 看原句 report.html#m1"},
		{kb.End, "2024年度：12345份 看原句 report.html#m5"},
		{kb.ArrowLeft, "2023年度：1.2万份 看原句 report.html#m1"},
		{kb.ArrowLeft, "2022年度：9800份（1—9月） 看原句 report.html#m1"},
	})
	if texts := evaluate[string](t, tab, figure+".querySelector('svg').textContent"); !strings.Contains(texts, "口径变化") {
		t.Errorf("the break is not marked: %s", texts)
	}
	do(t, tab, chromedp.KeyEvent(kb.Enter))
	leadTo(t, tab, "report.html#m1")
}

func testSeveral(t *testing.T, tab *tab) {
	figure := focusPlot(t, tab, 0) // three lines
	walk(t, tab, figure, [][2]string{
		{kb.ArrowRight, "2019年度，上四分位数：20 看2019年度 year-2019.html"},
		{kb.ArrowDown, "2019年度，中位数：9 看2019年度 year-2019.html"},
		{kb.ArrowRight, "2020年度，中位数：12 看2020年度 year-2020.html"},
		{kb.ArrowUp, "2020年度，上四分位数：25 看2020年度 year-2020.html"},
		{kb.ArrowRight, "2021年度，上四分位数：不足4个 看2021年度 year-2021.html"},
		{kb.ArrowUp, "2021年度，下四分位数：不足4个 看2021年度 year-2021.html"},
		{kb.ArrowDown, "2021年度，上四分位数：不足4个 看2021年度 year-2021.html"},
	})
	figure = focusPlot(t, tab, 1) // bars
	walk(t, tab, figure, [][2]string{
		{kb.ArrowDown, "丙镇：500余件（约数） 看原句 report.html#m3"},
		{kb.ArrowDown, "涧头集镇：212件 看原句 report.html#m4"},
		{kb.End, "戊镇：无报告 看戊镇 town.html"},
		{kb.ArrowUp, "丁镇：未提及 看丁镇 town.html"},
		{kb.ArrowLeft, "东风农场管理委员会：无 看原句 report.html#m0"},
		{kb.Home, "丙镇：500余件（约数） 看原句 report.html#m3"},
	})
	do(t, tab, chromedp.KeyEvent(kb.Enter))
	leadTo(t, tab, "report.html#m3")
}

// textBox gives the place of a text in a plot.
func textBox(t *testing.T, tab *tab, figure, text string) box {
	t.Helper()
	return boxOf(t, tab, fmt.Sprintf("[...%s.querySelectorAll('svg text')].reverse().find(e => e.textContent.trim() == '%s')", figure, text))
}

func testPointer(t *testing.T, tab *tab) {
	figure := focusPlot(t, tab, 0)
	for _, tt := range [][2]string{
		{"2019", "2019年度：12件 看原句 report.html#m1"},
		{"2021", "2021年度：未提及 "},
		{"2022", "2022年度：近30件（约数） 看原句 report.html#m3"},
		{"2024", "2024年度：30件 看原句 report.html#m5"},
	} {
		x, y := textBox(t, tab, figure, tt[0]).middle()
		do(t, tab, chromedp.MouseEvent(chromedp.MouseMoved, x, y-30)) // between the axis and the points
		if got := pointText(t, tab, figure); got != tt[1] {
			t.Errorf("%q over %s, want %q", got, tt[0], tt[1])
		}
	}
	x, y := textBox(t, tab, figure, "2022").middle()
	do(t, tab, chromedp.TapXY(x, y-30)) // beside every point
	if got, want := pointText(t, tab, figure), "2022年度：近30件（约数） 看原句 report.html#m3"; got != want {
		t.Errorf("%q after a tap, want %q", got, want)
	}
	time.Sleep(100 * time.Millisecond)
	if !strings.HasSuffix(evaluate[string](t, tab, "location.href"), "town.html") {
		t.Error("a tap beside the points leads away")
	}
	number := textBox(t, tab, figure, "28") // stands 17 px above its point
	x, y = number.middle()
	do(t, tab, chromedp.MouseEvent(chromedp.MouseMoved, x, y+17), chromedp.MouseClickXY(x, y+17))
	leadTo(t, tab, "report.html#m4")
}

func testBars(t *testing.T, tab *tab) {
	figure := focusPlot(t, tab, 1)
	name := textBox(t, tab, figure, "丁镇")
	do(t, tab, chromedp.MouseEvent(chromedp.MouseMoved, name.X+name.Width+100, name.Y+name.Height/2))
	if got, want := pointText(t, tab, figure), "丁镇：未提及 看丁镇 town.html"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	bar := textBox(t, tab, figure, "212件")
	do(t, tab, chromedp.MouseClickXY(bar.X+bar.Width+60, bar.Y+bar.Height/2)) // far behind it
	if got, want := pointText(t, tab, figure), "涧头集镇：212件 看原句 report.html#m4"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	do(t, tab, chromedp.MouseClickXY(bar.X-10, bar.Y+bar.Height/2))
	leadTo(t, tab, "report.html#m4")
}

func testResize(t *testing.T, tab *tab) {
	drawCharts(t, tab)
	colour := func() string {
		return evaluate[string](t, tab, "document.querySelector('figure svg text').getAttribute('fill')")
	}
	light := colour()
	do(t, tab, chromedp.EmulateViewport(360, 800))
	await(t, tab, "[...document.querySelectorAll('.plot')].every(p => p.querySelector('svg').getBoundingClientRect().width <= p.getBoundingClientRect().width)")
	checkDrawn(t, tab)
	media(t, tab, "", "dark")
	await(t, tab, "document.querySelector('figure svg text').getAttribute('fill') != '"+light+"'")
}

// media shows the page as on paper, or as on a screen with a colour scheme.
func media(t *testing.T, tab *tab, medium, scheme string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(tab.ctx, time.Minute)
	defer cancel()
	_, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Media: medium, Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}},
	})
	if err != nil {
		t.Fatal(err)
	}
}

func testPrint(t *testing.T, tab *tab) {
	drawCharts(t, tab)
	click(t, tab, "figure summary") // which the reader leaves open
	open := func() int { return evaluate[int](t, tab, "document.querySelectorAll('figure details[open]').length") }
	figures := evaluate[int](t, tab, "document.querySelectorAll('figure').length")
	if got := open(); got != 1 {
		t.Errorf("%d tables are open", got)
	}
	media(t, tab, "print", "light")
	await(t, tab, fmt.Sprintf("document.querySelectorAll('figure details[open]').length == %d", figures))
	if shown := evaluate[int](t, tab, "[...document.querySelectorAll('.plot, .point')].filter(e => e.offsetHeight).length"); shown > 0 {
		t.Errorf("%d plots and lines below them are printed", shown)
	}
	media(t, tab, "", "light")
	await(t, tab, "document.querySelectorAll('figure details[open]').length == 1")
	evaluate[chromedp.Void](t, tab, "dispatchEvent(new Event('beforeprint'))")
	if got := open(); got != figures {
		t.Errorf("%d of %d tables are open before printing", got, figures)
	}
	evaluate[chromedp.Void](t, tab, "dispatchEvent(new Event('afterprint'))")
	if got := open(); got != 1 {
		t.Errorf("%d tables are open after printing", got)
	}
}

// rowOrder gives the names of a table's rows as they stand.
func rowOrder(t *testing.T, tab *tab) string {
	t.Helper()
	return strings.Join(evaluate[[]string](t, tab, `[...document.querySelectorAll('.scroll > table:not(figure table) tbody th')].map(e => ([...e.childNodes].find(n => n.nodeName == 'A' || n.nodeName == '#text')).textContent.trim())`), " ")
}

func testSort(t *testing.T, tab *tab) {
	for _, tt := range []struct {
		column             int
		order, said, state string
	}{
		{2, "丙镇 甲镇 戊镇 己镇 乙乡 丁镇", "已按“行政处罚（件）”从大到小排列", "descending"},
		{2, "己镇 戊镇 甲镇 丙镇 乙乡 丁镇", "已按“行政处罚（件）”从小到大排列", "ascending"},
		{2, "甲镇 乙乡 丙镇 丁镇 戊镇 己镇", "已恢复原来的顺序", ""},
		{3, "己镇 丙镇 乙乡 戊镇 甲镇 丁镇", "已按“法治宣传教育活动（场次）”从大到小排列", "descending"},
		{1, "甲镇 乙乡 丙镇 丁镇 戊镇 己镇", "已按“地方”顺排", "ascending"},
		{1, "己镇 戊镇 丁镇 丙镇 乙乡 甲镇", "已按“地方”倒排", "descending"},
	} {
		head := fmt.Sprintf("thead th:nth-child(%d)", tt.column)
		top := evaluate[float64](t, tab, "scrollY")
		click(t, tab, head+" button")
		if got := rowOrder(t, tab); got != tt.order {
			t.Errorf("%s: the rows are %s, want %s", tt.said, got, tt.order)
		}
		if got := evaluate[string](t, tab, "document.querySelector('p.unseen').textContent"); got != tt.said {
			t.Errorf("%q is said, want %q", got, tt.said)
		}
		states := evaluate[string](t, tab, "[...document.querySelectorAll('thead th')].map(e => e.getAttribute('aria-sort') || '').join('')")
		if states != tt.state || evaluate[string](t, tab, "document.querySelector('"+head+"').getAttribute('aria-sort') || ''") != tt.state {
			t.Errorf("%s: the heads say %q", tt.said, states)
		}
		if now := evaluate[float64](t, tab, "scrollY"); now != top {
			t.Errorf("%s: the page scrolled from %v to %v", tt.said, top, now)
		}
	}
	evaluate[chromedp.Void](t, tab, "document.querySelector('thead th:nth-child(5) button').focus()")
	do(t, tab, chromedp.KeyEvent(" "))
	if got, want := rowOrder(t, tab), "丙镇 甲镇 戊镇 己镇 乙乡 丁镇"; got != want {
		t.Errorf("the rows are %s by a key, want %s", got, want)
	}
}

func testSortGroups(t *testing.T, tab *tab) {
	click(t, tab, "thead th:nth-child(4) button")
	if got, want := rowOrder(t, tab), "东县 城关镇 乙乡 甲镇 西县 丙镇 辰镇 卯镇 寅镇 丑镇 子镇 城关镇"; got != want {
		t.Errorf("the rows are %s, want %s", got, want)
	}
}

// compared gives the text of the table in the chart of chosen towns, a row a line.
func compared(t *testing.T, tab *tab) string {
	t.Helper()
	return strings.Join(evaluate[[]string](t, tab, `[...document.querySelectorAll('figure tr')].map(tr => [...tr.cells].map(c => c.textContent).join(' '))`), "\n")
}

// aroundCompared gives what stands around that chart and table: title, sentence,
// notes, and the file of the numbers.
func aroundCompared(t *testing.T, tab *tab) string {
	t.Helper()
	return strings.Join(evaluate[[]string](t, tab, `(f => [f.querySelector('.title'), ...f.querySelectorAll('.says'), ...f.querySelectorAll('.more')].map(e => e.textContent).concat(f.querySelector('.more a').href.replace(/.*\//, '')))(document.querySelector('figure[data-chart=compare]'))`), "\n")
}

func testCompareYears(t *testing.T, tab *tab) {
	click(t, tab, `[aria-label="比较甲镇"]`)
	if evaluate[bool](t, tab, "!!document.querySelector('figure')") {
		t.Error("one town is compared")
	}
	top := boxOf(t, tab, `document.querySelectorAll('[aria-label="比较城关镇"]')[1]`)
	x, y := top.middle()
	do(t, tab, chromedp.MouseClickXY(x, y))
	await(t, tab, "document.querySelector('figure')")
	if now := evaluate[float64](t, tab, `document.querySelectorAll('[aria-label="比较城关镇"]')[1].getBoundingClientRect().top`); math.Abs(now-top.Y) > 1 {
		t.Errorf("the box went from %v to %v px", top.Y, now)
	}
	evaluate[chromedp.Void](t, tab, "document.querySelector('figure').scrollIntoView()") // it is drawn when near
	await(t, tab, "document.querySelector('figure .plot svg path')")
	if got, want := compared(t, tab), `年度 甲镇 城关镇
2019年度 12件 7件
2020年度 15件 未提及
2021年度 未提及 未提及
2022年度 近20件 7件
2023年度 28件 8件
2024年度 30件 6件`; got != want {
		t.Errorf("the table of the chosen towns is\n%s\nwant\n%s", got, want)
	}
	if links := evaluate[int](t, tab, "document.querySelectorAll('figure td a[href]').length"); links != 9 {
		t.Errorf("%d links of 9 are kept", links)
	}
	click(t, tab, `[aria-label="比较城关镇"]`) // the namesake
	click(t, tab, `[aria-label="比较乙乡"]`)
	if got, want := strings.SplitN(compared(t, tab), "\n", 2)[0], "年度 甲镇 西县城关镇 东县城关镇 乙乡"; got != want {
		t.Errorf("the columns are %q, want %q", got, want)
	}
	if got, want := aroundCompared(t, tab), `比较4个地方：行政处罚（件）
甲镇2019年度12件，2024年度30件；西县城关镇2019年度7件，2024年度6件；东县城关镇2019年度40件，2024年度47件；乙乡2020年度3件，2024年度3件（其间口径有变化，前后不宜直接比较）。
注1　单位由“起”变为“件”，与本地前一个数字不宜直接比较。
下载数据（CSV）
series.csv`; got != want {
		t.Errorf("around the chart of the chosen towns stands\n%s\nwant\n%s", got, want)
	}
	evaluate[chromedp.Void](t, tab, "document.querySelector('figure').scrollIntoView()")
	await(t, tab, "[...document.querySelectorAll('figure .plot svg text')].filter(e => e.textContent === '口径变化').length === 1")
	figure := focusPlot(t, tab, 0)
	walk(t, tab, figure, [][2]string{
		{kb.Home, "2019年度，甲镇：12件 看原句 report.html#m1"},
		{kb.ArrowUp, "2019年度，乙乡：无报告 "},
		{kb.End, "2024年度，乙乡：3件 看原句 report.html#m1"},
		{kb.ArrowUp, "2024年度，东县城关镇：47件 看原句 report.html#m1"},
		{kb.ArrowLeft, "2023年度，东县城关镇：50余件（约数） 看原句 report.html#m1"},
	})
	click(t, tab, ".jump")
	if got := evaluate[string](t, tab, "location.hash + ' ' + document.activeElement.id"); got != "#compare-0 compare-0" && got != "#compare-0 " {
		t.Errorf("the link beside the last choice leads to %q", got)
	}
	for _, town := range []string{"子镇", "丑镇", "寅镇", "卯镇"} {
		click(t, tab, `[aria-label="比较`+town+`"]`)
	}
	if !evaluate[bool](t, tab, `document.querySelector('[aria-label="比较辰镇"]').disabled`) {
		t.Error("a ninth town can be chosen")
	}
	evaluate[chromedp.Void](t, tab, "document.querySelector('figure').scrollIntoView()")
	await(t, tab, "document.querySelector('figure .plot svg path')")
	styles := evaluate[[]string](t, tab, `[...new Set([...document.querySelectorAll('figure svg path[stroke-width="2.5"]')].map(e => e.getAttribute('stroke') + ' ' + (e.getAttribute('stroke-dasharray') || '')))]`)
	dashed := 0
	for _, style := range styles {
		if !strings.HasSuffix(style, " ") {
			dashed++
		}
	}
	if len(styles) != 8 || dashed != 4 {
		t.Errorf("8 towns have %d styles of lines, %d of them dashed: %q", len(styles), dashed, styles)
	}
	click(t, tab, `[aria-label="比较子镇"]`)
	if evaluate[bool](t, tab, `document.querySelector('[aria-label="比较辰镇"]').disabled`) {
		t.Error("after one of eight is given up, no other can be chosen")
	}
	click(t, tab, ".picked button")
	if got := evaluate[string](t, tab, "document.querySelectorAll('figure, input:checked, input:disabled').length + document.querySelector('.picked p').textContent"); got != "0勾选两个或更多地方，就画在一张图里比较，最多8个。" {
		t.Errorf("after the choice is cleared: %q", got)
	}
}

func testCompareColumns(t *testing.T, tab *tab) {
	for _, town := range []string{"丙镇", "乙乡", "甲镇"} {
		click(t, tab, `[aria-label="比较`+town+`"]`)
	}
	await(t, tab, "document.querySelector('figure .plot svg path')")
	if got, want := compared(t, tab), `地方 行政处罚（件） 法治宣传教育活动（场次） 发放普法宣传资料（份） 行政复议案件（件）
丙镇 513件 20场次 未提及 2件
乙乡 未提及 9场次 3000余份 未提及
甲镇 30件 未提及 12345份 无`; got != want {
		t.Errorf("the table of the chosen towns is\n%s\nwant\n%s", got, want)
	}
	// Each column has a number of two of them: the first is drawn.
	title := func() string {
		return evaluate[string](t, tab, "document.querySelector('figure .title').textContent")
	}
	if got, want := aroundCompared(t, tab), `比较3个地方：行政处罚（件）
3个地方中，2个有全年数字，从30件（甲镇）到513件（丙镇）。
下载数据（CSV）
series.csv`; got != want {
		t.Errorf("around the chart of the chosen towns stands\n%s\nwant\n%s", got, want)
	}
	figure := focusPlot(t, tab, 0)
	walk(t, tab, figure, [][2]string{
		{kb.Home, "丙镇：513件 看原句 report.html#m1"},
		{kb.ArrowDown, "乙乡：未提及 "},
	})
	evaluate[chromedp.Void](t, tab, "document.querySelector('select').focus()")
	do(t, tab, chromedp.KeyEvent(kb.ArrowDown+kb.ArrowDown))
	await(t, tab, "document.querySelector('figure .title').textContent == '比较3个地方：发放普法宣传资料（份）'")
	if evaluate[string](t, tab, "document.activeElement.tagName") != "SELECT" {
		t.Error("the list of columns lost the focus")
	}
	await(t, tab, "document.querySelector('figure .plot svg')?.textContent.includes('3000余份')")
	click(t, tab, `[aria-label="比较己镇"]`)
	if got, want := title(), "比较4个地方：发放普法宣传资料（份）"; got != want {
		t.Errorf("with another town the chart is of %q, want %q", got, want)
	}
}

// testColours asks that the colours of the towns stand out from their ground by
// 3:1, as WCAG 1.4.11 wants of lines.
func testColours(t *testing.T, tab *tab) {
	colours := evaluate[map[string][]float64](t, tab, `(() => {
		const probe = document.body.appendChild(document.createElement('i'));
		const out = {};
		for (const name of ['sheet', 1, 2, 3, 4, 5, 6, 7, 8].map(n => n > 0 ? 'town-' + n : n)) {
			probe.style.color = 'var(--' + name + ')';
			out[name] = getComputedStyle(probe).color.match(/\d+/g).map(Number);
		}
		return out;
	})()`)
	luminance := func(rgb []float64) float64 {
		sum := 0.0
		for i, weight := range []float64{.2126, .7152, .0722} {
			c := rgb[i] / 255
			if c <= .04045 {
				c /= 12.92
			} else {
				c = math.Pow((c+.055)/1.055, 2.4)
			}
			sum += weight * c
		}
		return sum
	}
	ground := luminance(colours["sheet"])
	for name, rgb := range colours {
		l := luminance(rgb)
		if ratio := (max(l, ground) + .05) / (min(l, ground) + .05); name != "sheet" && ratio < 3 {
			t.Errorf("%s has a contrast of %.2f", name, ratio)
		}
	}
}
