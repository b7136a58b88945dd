package main

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"zhenjian/generator/preview"
	"zhenjian/generator/quantity"
	"zhenjian/generator/report"
	"zhenjian/generator/source"
)

// A shown site is one in a preview, with a page of it in a browser.
type shown struct {
	*tab
	server *preview.Server
	public string
	report string // path of the page of a report
	other  string // and of another
}

// shownProblems is what a build may come to.
func shownProblems(s *shown) preview.State {
	file := "2022/涧头集镇.txt"
	return preview.State{
		Problems: []source.Problem{
			{Code: source.NoYear, File: file, Line: 3},
			{Code: source.MixedCount, File: file, Line: 12, Args: []any{"20余个"}},
			{Code: source.Binary, File: "2021/" + strings.Repeat("很长的文件名", 12) + ".txt", Args: []any{"PDF"}},
			{Code: source.NoSections, File: "2021/某镇.txt", Line: 1},
			{Code: source.YearUnsure, File: "2021/某街道.txt", Line: 4, Args: []any{report.RuleName("title"), 2021, 2020}},
		},
		Excerpt: func(_ string, line int) []preview.Line {
			return preview.Around("第一行\n第二行\n这一行有<b>问题</b>"+strings.Repeat("，很长的一段", 30)+"\n第四行\n"+strings.Repeat("又一行\n", 20), line)
		},
		Understood: []preview.Understood{{
			File: file, Place: []string{"山东省", "枣庄市", "台儿庄区", "涧头集镇"}, Code: "370405103", Year: 2022, Title: "涧头集镇2022年度法治政府建设情况报告",
			Rules:    report.Rules{Title: "title", Place: "signature", Year: "title"},
			Headings: []preview.Heading{{Level: 1, Number: "一", Text: "主要举措"}, {Level: 2, Number: "一", Text: "严格执法"}},
			Mentions: []preview.Mention{
				{Name: "行政处罚", Number: "60件", Quote: "全年作出行政处罚60件", Anchor: "m1"},
				{Name: "法治宣传教育活动", Number: "30场次", Qualifier: quantity.Over, Period: "2022-01/2022-09", Quote: "前三季度开展普法宣传30余场次" + strings.Repeat("，覆盖群众", 10), Anchor: "m2"},
				{Name: "行政复议", None: true, Quote: "无行政复议案件", Anchor: "m3"},
			},
			Page: s.report, Source: "places/370405103/2022/source.html",
		}, {File: "2022/扫描件.pdf"}},
		Changed: []string{s.report},
	}
}

// TestBrowserPreview works with the preview of a built site as a clerk does.
func TestBrowserPreview(t *testing.T) {
	t.Parallel()
	axe, err := os.ReadFile(checker(t, "axe-core/axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	chromium := program(t, "chromium")
	s := &shown{tab: openTab(t, chromium), public: buildSite(t)}
	tree := readTree(t, s.public)
	for _, name := range slices.Sorted(maps.Keys(tree)) {
		if kindOf(name) == "report" {
			s.report, s.other = name, s.report
		}
	}
	in := func(name string, test func(*testing.T, *shown)) {
		t.Run(name, func(t *testing.T) {
			s.listen(t, "127.0.0.1:0", preview.Options{})
			t.Cleanup(func() { s.show(t, "about:blank", 1280, "light") }) // before the server ends, which the page would report
			s.open(t, s.report, 1280)
			test(t, s)
		})
	}
	in("panel", testPanel)
	in("keys", testPanelKeys)
	in("reload", testReload)
	in("fault", testFault)
	in("open changed", testOpenChanged)
	in("corner", testCorner)
	in("stopped", testStopped)
	in("many tabs", testManyTabs)
	in("poll", testPoll)
	in("forbidden storage", testForbiddenStorage)
	in("absent", testAbsentPage)
	in("print", func(t *testing.T, s *shown) {
		s.server.Show(shownProblems(s))
		await(t, s.tab, "document.getElementById('preview')")
		media(t, s.tab, "print", "light")
		if evaluate[bool](t, s.tab, "!!document.getElementById('preview').offsetHeight") {
			t.Error("the panel is printed")
		}
		media(t, s.tab, "", "light")
	})

	pictures := os.Getenv("ZHENJIAN_SCREENSHOTS")
	s.listen(t, "127.0.0.1:0", preview.Options{})
	s.server.Show(shownProblems(s))
	for _, view := range views {
		for i, part := range []string{"problems", "understood", "fault"} {
			t.Run(part+" "+view.name, func(t *testing.T) {
				state := shownProblems(s)
				if part == "fault" {
					state.Fault = "config.toml:1: 没有叫 \"titel\" 的项目；可用的有：title, subtitle\nlayouts/report.html:7: function \"nosuch\" not defined"
				}
				s.server.Show(state)
				s.show(t, s.server.URL()+"/"+s.report, view.width, view.scheme)
				await(t, s.tab, "document.querySelector('.preview-toggle')")
				if !evaluate[bool](t, s.tab, "document.querySelector('.preview-body').offsetHeight > 0") {
					click(t, s.tab, ".preview-toggle")
				}
				click(t, s.tab, fmt.Sprintf("#preview-tab-%d", i%2))
				if wide := evaluate[int64](t, s.tab, "document.documentElement.scrollWidth"); wide > view.width {
					t.Errorf("the page is %d px wide and scrolls sideways", wide)
				}
				for _, wide := range evaluate[[]string](t, s.tab, `[...document.querySelectorAll('.preview-page')].filter(e => e.scrollWidth > e.clientWidth).map(e => e.id)`) {
					t.Errorf("%s scrolls sideways", wide)
				}
				s.picture(t, pictures, "preview-"+part+"-"+view.name+".png")
				evaluate[chromedp.Void](t, s.tab, string(axe))
				for _, v := range evaluate[struct{ Violations []string }](t, s.tab, findViolations, chromedp.EvalAwaitPromise).Violations {
					t.Errorf("axe: %s", v)
				}
				s.checkQuiet(t, s.server.URL())
				checkTargets(t, s.tab)
				checkContrast(t, s.tab)
			})
		}
	}
	t.Run("markup", func(t *testing.T) {
		html := evaluate[string](t, s.tab, `'<!DOCTYPE html>\n<html lang="zh-CN"><head><title>预览</title></head>\n<body>' + document.getElementById('preview').outerHTML.replace(/ (hidden|open)=""/g, ' $1') + '</body></html>\n'`)
		folder := t.TempDir()
		if err := os.WriteFile(filepath.Join(folder, "panel.html"), []byte(html), 0o666); err != nil {
			t.Fatal(err)
		}
		validate(t, program(t, "node"), checker(t, "html-validate/bin/html-validate.mjs"), folder)
	})
	after := readTree(t, s.public)
	for name, data := range tree { // testReload changed one page, and put it back
		if !bytes.Equal(after[name], data) {
			t.Errorf("%s was changed", name)
		}
	}
	if len(after) != len(tree) {
		t.Errorf("%d files became %d", len(tree), len(after))
	}
}

// listen serves the site anew, with nothing shown.
func (s *shown) listen(t *testing.T, addr string, o preview.Options) {
	t.Helper()
	server, err := preview.Listen(addr, s.public, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { server.Close(context.Background()) })
	s.server = server
}

// open opens a page of the site, as in a browser that never saw the preview.
func (s *shown) open(t *testing.T, name string, width int64) {
	t.Helper()
	s.show(t, s.server.URL()+"/"+name, width, "light")
	await(t, s.tab, "document.getElementById('preview')")
	evaluate[chromedp.Void](t, s.tab, "window.marker = 1")
}

// stays asks that the page was not loaded again.
func (s *shown) stays(t *testing.T) {
	t.Helper()
	if !evaluate[bool](t, s.tab, "window.marker === 1") {
		t.Error("the page was loaded again")
	}
}

// picture writes what the window shows, not the whole page.
func (s *shown) picture(t *testing.T, folder, name string) {
	t.Helper()
	if folder == "" {
		return
	}
	file := filepath.Join(folder, name)
	ctx, cancel := context.WithTimeout(s.ctx, time.Minute)
	defer cancel()
	png, err := chromedp.Run(ctx, chromedp.CaptureScreenshot())
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

const (
	toggleText = "document.querySelector('.preview-toggle').textContent"
	panelText  = "document.querySelector('.preview-page:not([hidden])').innerText"
)

// checkTargets asks that what can be hit is large enough.
func checkTargets(t *testing.T, tab *tab) {
	t.Helper()
	for _, small := range evaluate[[]string](t, tab, `[...document.querySelectorAll('.preview button, .preview summary, .preview-way a')].filter(e => e.offsetHeight && (e.offsetHeight < 44 || e.offsetWidth < 44)).map(e => e.className + e.textContent)`) {
		t.Errorf("%s is less than 44 px high or wide", small)
	}
}

// checkContrast asks that every text of the panel has a contrast of 7:1.
func checkContrast(t *testing.T, tab *tab) {
	t.Helper()
	poor := evaluate[[]string](t, tab, `(() => {
		const rgb = c => c.match(/[\d.]+/g).map(Number);
		const light = c => rgb(c).slice(0, 3).map(v => v / 255).map(v => v <= .04045 ? v / 12.92 : Math.pow((v + .055) / 1.055, 2.4)).reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
		const ground = e => { const c = getComputedStyle(e).backgroundColor; return rgb(c)[3] === 0 ? ground(e.parentElement) : c; };
		return [...document.querySelectorAll('.preview *')].filter(e => e.offsetHeight && [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim())).map(e => {
			const [a, b] = [light(getComputedStyle(e).color), light(ground(e))];
			return [(Math.max(a, b) + .05) / (Math.min(a, b) + .05), e];
		}).filter(([ratio]) => ratio < 7).map(([ratio, e]) => ratio.toFixed(2) + ' ' + e.className + ' ' + e.textContent.slice(0, 20));
	})()`)
	for _, p := range poor {
		t.Errorf("contrast %s", p)
	}
}

func testPanel(t *testing.T, s *shown) {
	if got := evaluate[string](t, s.tab, toggleText); got != "正在生成网站……" {
		t.Errorf("before the first build: %q", got)
	}
	s.server.Show(preview.State{})
	await(t, s.tab, toggleText+" == '没有问题'")
	s.server.Show(shownProblems(s))
	await(t, s.tab, toggleText+" == '问题 3 · 待答 1'")
	s.stays(t)
	if said := evaluate[string](t, s.tab, "document.querySelector('.preview [aria-live=polite]').textContent"); said != "网站已更新。问题 3 · 待答 1" {
		t.Errorf("%q is said", said)
	}
	click(t, s.tab, ".preview-toggle")
	text := evaluate[string](t, s.tab, panelText)
	at := 0
	for _, want := range []string{
		"待答", "2022/涧头集镇.txt", "第 3 行", "刚改过", "看不出报告的是哪一年的工作", "2 第二行", "3 这一行有<b>问题</b>，很长", "4 第四行", "怎么办：请新建旁注文件",
		"说明", "第 12 行", "“20余个”", "错误", "不是文本文件，而是 PDF 格式", "怎么办：请用原来的软件打开它", "注意", "2021/某镇.txt", "没有找到任何小标题", "年度按标题定为 2021 年", "其中说明 1 条",
	} {
		i := strings.Index(text[at:], want)
		if i < 0 {
			t.Fatalf("no %q behind\n%s", want, text[:at])
		}
		at += i + len(want)
	}
	click(t, s.tab, "#preview-tab-1")
	text = evaluate[string](t, s.tab, panelText)
	at = 0
	for _, want := range []string{
		"涧头集镇 2022年度", "打开网页", "2022/涧头集镇.txt", "山东省枣庄市台儿庄区涧头集镇（370405103）", "依据：落款", "2022年度", "看不出", "小标题 2 个", "数字 3 个", "扫描件.pdf", "这份报告没有发布", "文件：2022/扫描件.pdf",
	} {
		i := strings.Index(text[at:], want)
		if i < 0 {
			t.Fatalf("no %q behind\n%s", want, text[:at])
		}
		at += i + len(want)
	}
	evaluate[chromedp.Void](t, s.tab, "[...document.querySelectorAll('.preview details')].forEach(d => { d.open = true })")
	rows := evaluate[[]string](t, s.tab, "[...document.querySelectorAll('.preview tbody tr')].map(tr => [...tr.cells].map(c => c.textContent.slice(0, 40)).join(' ') + ' ' + tr.querySelector('a').getAttribute('href'))")
	want := []string{
		"行政处罚 60件 全年作出行政处罚60件 /" + s.report + "#m1",
		"法治宣传教育活动 30场次（超过）（2022-01 至 2022-09） 前三季度开展普法宣传30余场次" + strings.Repeat("，覆盖群众", 5) + " /" + s.report + "#m2",
		"行政复议 无 无行政复议案件 /" + s.report + "#m3",
	}
	if !slices.Equal(rows, want) {
		t.Errorf("%q, want %q", rows, want)
	}
	if got := evaluate[string](t, s.tab, "[...document.querySelectorAll('.preview-outline li')].map(e => e.textContent).join()"); got != "一 主要举措,一 严格执法" {
		t.Error(got)
	}
	// What is open stays open, and what the reader has opened in it.
	s.server.Show(shownProblems(s))
	await(t, s.tab, "document.querySelectorAll('.preview details[open]').length == 2 && "+toggleText+" == '问题 3 · 待答 1'")
	s.stays(t)
	s.checkQuiet(t, s.server.URL())
	click(t, s.tab, ".preview-way a")
	await(t, s.tab, "location.pathname == '/"+s.report+"'")
}

func testPanelKeys(t *testing.T, s *shown) {
	evaluate[chromedp.Void](t, s.tab, "localStorage.clear()")
	s.open(t, s.report, 360)
	s.server.Show(shownProblems(s))
	await(t, s.tab, toggleText+" == '问题 3 · 待答 1'")
	evaluate[chromedp.Void](t, s.tab, "document.querySelector('.preview-toggle').focus()")
	state := func() string {
		return evaluate[string](t, s.tab, `(document.activeElement === document.body ? '' : document.activeElement.id) + ' ' + document.querySelector('.preview-toggle').getAttribute('aria-expanded') + ' ' +
			[...document.querySelectorAll('[role=tab]')].map(e => e.getAttribute('aria-selected') + e.tabIndex).join(' ')`)
	}
	for _, tt := range [][2]string{
		{kb.Enter, "preview-toggle true true0 false-1"},
		{kb.Enter, "preview-toggle false true0 false-1"},
		{" ", "preview-toggle true true0 false-1"},
		{kb.Tab, " true true0 false-1"}, // the inbox
		{kb.Tab, " true true0 false-1"}, // the button that hides the panel
		{kb.Tab, "preview-tab-0 true true0 false-1"},
		{kb.ArrowRight, "preview-tab-1 true false-1 true0"},
		{kb.ArrowRight, "preview-tab-0 true true0 false-1"},
		{kb.End, "preview-tab-1 true false-1 true0"},
		{kb.Tab, "preview-page-1 true false-1 true0"},
		{kb.Escape, "preview-toggle false false-1 true0"},
	} {
		do(t, s.tab, chromedp.KeyEvent(tt[0]))
		if got := state(); got != tt[1] {
			t.Errorf("after %q: %q, want %q", tt[0], got, tt[1])
		}
	}
	// It is remembered on the next page.
	do(t, s.tab, chromedp.KeyEvent(kb.Enter))
	s.open(t, s.other, 360)
	if got := state(); got != " true false-1 true0" {
		t.Errorf("on the next page: %q", got)
	}
	s.checkQuiet(t, s.server.URL())
}

// rewrite changes a page of the site as a build does, until the test ends.
func (s *shown) rewrite(t *testing.T, name string, change func([]byte) []byte) {
	t.Helper()
	file := filepath.Join(s.public, filepath.FromSlash(name))
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	put := func(data []byte) {
		if err := os.WriteFile(file+"~", data, 0o666); err != nil {
			t.Fatal(err)
		}
		if err := os.Rename(file+"~", file); err != nil {
			t.Fatal(err)
		}
	}
	t.Cleanup(func() { put(data) })
	put(change(bytes.Clone(data)))
}

func retitle(title string) func([]byte) []byte {
	return func(page []byte) []byte {
		_, rest, _ := bytes.Cut(page, []byte("</title>"))
		head, _, _ := bytes.Cut(page, []byte("<title>"))
		return slices.Concat(head, []byte("<title>"+title+"</title>"), rest)
	}
}

func testReload(t *testing.T, s *shown) {
	s.server.Show(preview.State{})
	await(t, s.tab, toggleText+" == '没有问题'")
	const scroll = 1234
	evaluate[chromedp.Void](t, s.tab, fmt.Sprintf("scrollTo(0, %d)", scroll))
	start := time.Now()
	s.rewrite(t, s.report, retitle("改过的标题"))
	s.server.Show(preview.State{Changed: []string{s.report}})
	await(t, s.tab, "document.title == '改过的标题' && document.readyState == 'complete' && document.querySelector('.preview-toggle')")
	t.Logf("from the new file to the reloaded page %v", time.Since(start).Round(time.Millisecond))
	await(t, s.tab, fmt.Sprintf("Math.abs(scrollY - %d) < 2", scroll))
	time.Sleep(200 * time.Millisecond)
	if y := evaluate[float64](t, s.tab, "scrollY"); y < scroll-2 || y > scroll+2 {
		t.Errorf("the page is at %v, and was at %v", y, scroll)
	}
	if got := evaluate[string](t, s.tab, "history.scrollRestoration"); got != "auto" {
		t.Errorf("scrolling is left %s", got)
	}

	// What grows above the place does not move it.
	sentence := "[...document.querySelectorAll('[data-text] p')].find(p => p.getBoundingClientRect().top > 0)"
	before := evaluate[string](t, s.tab, sentence+".textContent")
	s.rewrite(t, s.report, func(page []byte) []byte {
		return bytes.Replace(page, []byte(`<article`), []byte(`<p>`+strings.Repeat("新加的一段话。", 200)+`</p><article`), 1)
	})
	s.server.Show(preview.State{})
	await(t, s.tab, "document.readyState == 'complete' && document.body.textContent.includes('新加的一段话') && scrollY > 1300")
	time.Sleep(100 * time.Millisecond)
	if after := evaluate[string](t, s.tab, sentence+".textContent"); after != before {
		t.Errorf("%.60q stands where %.60q stood", after, before)
	}

	// A page that did not change stays, whatever else did.
	evaluate[chromedp.Void](t, s.tab, "window.marker = 1")
	s.rewrite(t, s.other, retitle("别的"))
	s.server.Show(preview.State{Changed: []string{s.other, s.report}, Problems: []source.Problem{{Code: source.Empty, File: "a.txt"}}})
	await(t, s.tab, toggleText+" == '问题 1'")
	time.Sleep(100 * time.Millisecond)
	s.stays(t)

	// One that loaded what changed goes on to the new.
	asset := strings.TrimPrefix(evaluate[string](t, s.tab, "document.querySelector('link[rel=stylesheet]').href"), s.server.URL()+"/")
	s.server.Show(preview.State{Changed: []string{asset}})
	await(t, s.tab, "window.marker === undefined && document.querySelector('.preview-toggle')")
	s.checkQuiet(t, s.server.URL())

	// A page that is gone shows what readers will find.
	file := filepath.Join(s.public, filepath.FromSlash(s.other))
	s.open(t, s.other, 1280)
	if err := os.Rename(file, file+"~"); err != nil {
		t.Fatal(err)
	}
	s.absent = []string{s.server.URL() + "/" + s.other, s.server.URL() + "/favicon.ico"}
	s.server.Show(preview.State{Changed: []string{s.other}})
	await(t, s.tab, "document.title.includes('没有找到') && document.querySelector('.preview-toggle')")
	if err := os.Rename(file+"~", file); err != nil {
		t.Fatal(err)
	}
	s.server.Show(preview.State{Changed: []string{s.other}})
	await(t, s.tab, "document.title == '别的' && document.querySelector('.preview-toggle')")
	s.checkQuiet(t, s.server.URL())
}

func testFault(t *testing.T, s *shown) {
	s.server.Show(shownProblems(s))
	await(t, s.tab, toggleText+" == '问题 3 · 待答 1'")
	fault := "document.querySelector('.preview-fault')"
	if evaluate[bool](t, s.tab, fault+".offsetHeight > 0") {
		t.Error("there is a fault bar without a fault")
	}
	s.server.Show(preview.State{Fault: "config.toml:1: 没有叫 \"titel\" 的项目"})
	await(t, s.tab, fault+".offsetHeight > 0")
	if text := evaluate[string](t, s.tab, fault+".innerText"); !strings.Contains(text, "网站没有更新") || !strings.Contains(text, `config.toml:1: 没有叫 "titel" 的项目`) || !strings.Contains(text, "仍是上一次生成的网站") {
		t.Error(text)
	}
	if got := evaluate[string](t, s.tab, toggleText); got != "问题 3 · 待答 1" {
		t.Errorf("with the fault the bar says %q", got)
	}
	if rgb := evaluate[string](t, s.tab, "getComputedStyle("+fault+").backgroundColor"); rgb != "rgb(140, 26, 16)" {
		t.Errorf("the bar is %s", rgb)
	}
	s.stays(t)
	s.server.Show(preview.State{})
	await(t, s.tab, fault+".offsetHeight == 0 && "+toggleText+" == '没有问题'")
	s.stays(t)
	s.checkQuiet(t, s.server.URL())
}

func testOpenChanged(t *testing.T, s *shown) {
	s.server.Show(preview.State{})
	await(t, s.tab, toggleText+" == '没有问题'")
	s.server.Show(preview.State{Changed: []string{s.other}, Open: s.other})
	await(t, s.tab, "location.pathname == '/"+s.other+"' && document.querySelector('.preview-toggle')")
	evaluate[chromedp.Void](t, s.tab, "window.marker = 1")
	time.Sleep(200 * time.Millisecond)
	s.stays(t)
	// Who goes elsewhere is not taken back.
	s.open(t, s.report, 1280)
	time.Sleep(200 * time.Millisecond)
	s.stays(t)
	evaluate[chromedp.Void](t, s.tab, "history.back()")
	await(t, s.tab, "location.pathname == '/"+s.other+"'")
	// The same page again: it stays, or is loaded again if it changed.
	s.open(t, s.other, 1280)
	s.rewrite(t, s.other, retitle("又改了"))
	s.server.Show(preview.State{Changed: []string{s.other}, Open: s.other})
	await(t, s.tab, "document.title == '又改了' && location.pathname == '/"+s.other+"'")

	// A tab that nobody looks at waits, and goes only if no other went before.
	s.before(t, "Object.defineProperty(Document.prototype, 'hidden', {get() { return !!window.away }})")
	for _, taken := range []bool{false, true} {
		s.open(t, s.report, 1280)
		evaluate[chromedp.Void](t, s.tab, "window.away = true")
		s.server.Show(preview.State{Open: s.other, Problems: []source.Problem{{Code: source.Empty, File: "a.txt"}}})
		await(t, s.tab, toggleText+" == '问题 1'")
		time.Sleep(100 * time.Millisecond)
		s.stays(t)
		if taken {
			evaluate[chromedp.Void](t, s.tab, `fetch('/_preview/state').then(r => r.json()).then(m => localStorage.setItem('preview-opened', JSON.stringify(m.build)))`, chromedp.EvalAwaitPromise)
		}
		evaluate[chromedp.Void](t, s.tab, "window.away = false; document.dispatchEvent(new Event('visibilitychange'))")
		if !taken {
			await(t, s.tab, "location.pathname == '/"+s.other+"'")
			s.server.Show(preview.State{})
			continue
		}
		time.Sleep(100 * time.Millisecond)
		s.stays(t)
	}
	s.checkQuiet(t, s.server.URL())
}

func testCorner(t *testing.T, s *shown) {
	s.server.Show(shownProblems(s))
	await(t, s.tab, toggleText+" == '问题 3 · 待答 1'")
	seen := func() string {
		return evaluate[string](t, s.tab, "[...document.querySelectorAll('.preview > *')].filter(e => e.offsetHeight > 1).map(e => e.className).join(' ')")
	}
	click(t, s.tab, ".preview-hide")
	if got := seen(); got != "preview-corner" {
		t.Errorf("hidden, it shows %s", got)
	}
	if got := evaluate[string](t, s.tab, "document.activeElement.className + document.activeElement.textContent"); got != "preview-corner问题 3 · 待答 1" {
		t.Errorf("the focus is on %s", got)
	}
	checkTargets(t, s.tab)
	s.open(t, s.other, 1280)
	if got := seen(); got != "preview-corner" {
		t.Errorf("on the next page it shows %s", got)
	}
	s.server.Show(preview.State{Fault: "config.toml:1"})
	await(t, s.tab, "document.querySelector('.preview-fault').offsetHeight > 0")
	if got := seen(); got != "preview-fault preview-bar" {
		t.Errorf("with a fault it shows %s", got)
	}
	s.server.Show(preview.State{})
	await(t, s.tab, "document.querySelector('.preview-corner').offsetHeight > 0")
	click(t, s.tab, ".preview-corner")
	if got := seen(); got != "preview-bar" {
		t.Errorf("brought back, it shows %s", got)
	}
	s.checkQuiet(t, s.server.URL())
}

func testStopped(t *testing.T, s *shown) {
	s.server.Show(preview.State{})
	await(t, s.tab, toggleText+" == '没有问题'")
	s.checkQuiet(t, s.server.URL())
	addr := strings.TrimPrefix(s.server.URL(), "http://")
	if err := s.server.Close(context.Background()); err != nil {
		t.Error(err)
	}
	stopped := "document.querySelector('.preview-stopped').offsetHeight > 0"
	await(t, s.tab, stopped)
	if text := evaluate[string](t, s.tab, "document.querySelector('.preview-stopped').innerText"); !strings.HasPrefix(text, "预览已停止") {
		t.Error(text)
	}
	s.stays(t)
	// The browser goes on trying, and says so on its console: that is not ours.
	s.listen(t, addr, preview.Options{})
	await(t, s.tab, "!("+stopped+")")
	s.stays(t)
	s.rewrite(t, s.report, retitle("后来改的"))
	s.server.Show(preview.State{})
	await(t, s.tab, "document.title == '后来改的' && document.querySelector('.preview-toggle')")
}

// testManyTabs: a browser has six connections to the server for all its tabs.
func testManyTabs(t *testing.T, s *shown) {
	s.server.Show(preview.State{})
	tabs := []*tab{s.tab}
	for range 8 { // one that got no connection would wait for ever
		ctx, cancel := chromedp.NewContext(s.ctx)
		defer cancel()
		other := &tab{ctx: ctx}
		if err := chromedp.Listen(ctx, other.hear); err != nil {
			t.Fatal(err)
		}
		other.show(t, s.server.URL()+"/"+s.report, 1280, "light")
		await(t, other, "document.querySelector('.preview-toggle')")
		tabs = append(tabs, other)
	}
	s.rewrite(t, s.report, retitle("到处都要看到"))
	s.server.Show(preview.State{Changed: []string{s.report}})
	for _, other := range tabs {
		await(t, other, "document.title == '到处都要看到' && document.querySelector('.preview-toggle')")
	}
	for _, other := range tabs[1:] {
		other.checkQuiet(t, s.server.URL())
	}
}

// before runs a script before those of each page that is opened.
func (s *shown) before(t *testing.T, script string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(s.ctx, time.Minute)
	defer cancel()
	added, err := chromedp.Call(ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: script})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(s.ctx, time.Minute)
		defer cancel()
		if _, err := chromedp.Call(ctx, page.RemoveScriptToEvaluateOnNewDocument, page.RemoveScriptToEvaluateOnNewDocumentParams(added)); err != nil {
			t.Error(err)
		}
	})
}

// testPoll: a browser that cannot listen asks.
func testPoll(t *testing.T, s *shown) {
	s.before(t, "delete window.EventSource")
	s.open(t, s.report, 1280)
	s.server.Show(shownProblems(s))
	await(t, s.tab, toggleText+" == '问题 3 · 待答 1'")
	s.stays(t)
	s.rewrite(t, s.report, retitle("问来的"))
	s.server.Show(preview.State{})
	await(t, s.tab, "document.title == '问来的' && document.querySelector('.preview-toggle')")
	s.checkQuiet(t, s.server.URL())
	if err := s.server.Close(context.Background()); err != nil {
		t.Error(err)
	}
	await(t, s.tab, "document.querySelector('.preview-stopped').offsetHeight > 0")
}

// testForbiddenStorage: where nothing can be remembered all else still works.
func testForbiddenStorage(t *testing.T, s *shown) {
	s.before(t, `for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, {get() { throw new Error('forbidden') }})`)
	s.open(t, s.report, 1280)
	s.server.Show(shownProblems(s))
	await(t, s.tab, toggleText+" == '问题 3 · 待答 1'")
	click(t, s.tab, ".preview-toggle")
	await(t, s.tab, "document.querySelector('.preview-body').offsetHeight > 0")
	evaluate[chromedp.Void](t, s.tab, "scrollTo(0, 900)")
	s.rewrite(t, s.report, retitle("不记也行"))
	s.server.Show(preview.State{})
	await(t, s.tab, "document.title == '不记也行' && document.readyState == 'complete' && scrollY > 890 && scrollY < 910")
	s.server.Show(preview.State{Open: s.other})
	await(t, s.tab, "location.pathname == '/"+s.other+"'")
	s.checkQuiet(t, s.server.URL())
}

// testAbsentPage: the page for what is not there has the panel, and turns into
// the page that is made at its address.
func testAbsentPage(t *testing.T, s *shown) {
	s.server.Show(shownProblems(s))
	s.absent = []string{s.server.URL() + "/places/new/index.html", s.server.URL() + "/favicon.ico"}
	s.open(t, "places/new/index.html", 360)
	if got := evaluate[string](t, s.tab, toggleText); got != "问题 3 · 待答 1" {
		t.Error(got)
	}
	folder := filepath.Join(s.public, "places", "new")
	t.Cleanup(func() { os.RemoveAll(folder) })
	if err := os.Mkdir(folder, 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, "index.html"), []byte("<!DOCTYPE html><title>新建的</title><p>有了"), 0o666); err != nil {
		t.Fatal(err)
	}
	s.server.Show(preview.State{Changed: []string{"places/new/index.html"}})
	await(t, s.tab, "document.title == '新建的' && document.querySelector('.preview-toggle')")
	s.checkQuiet(t, s.server.URL())
}
