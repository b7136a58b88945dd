package main

import (
	"context"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// baseSize is the size of the page's letters, in CSS pixels.
const baseSize = "parseFloat(getComputedStyle(document.documentElement).fontSize)"

// TestBrowserView switches 长者模式 and 高对比 on and off: by mouse and keys, from
// page to page, with storage and without, from a folder, and with no script at all.
func TestBrowserView(t *testing.T) {
	t.Parallel()
	chromium := program(t, "chromium")
	site := buildDemo(t)
	tree := readTree(t, site)
	server := httptest.NewServer(siteServer(tree))
	defer server.Close()
	town := samplePages(t, tree, "town")[0].page

	sized := func(t *testing.T, tab *tab, want float64) {
		t.Helper()
		if got := evaluate[float64](t, tab, baseSize); got != want {
			t.Errorf("letters of %v px, want %v", got, want)
		}
	}
	ground := func(t *testing.T, tab *tab, want string) {
		t.Helper()
		if got := evaluate[string](t, tab, "getComputedStyle(document.body).backgroundColor"); got != want {
			t.Errorf("the ground is %s, want %s", got, want)
		}
	}
	const black, paper = "rgb(0, 0, 0)", "rgb(248, 245, 238)"
	press := func(t *testing.T, tab *tab, words string) {
		t.Helper()
		evaluate[chromedp.Void](t, tab, "[...document.querySelectorAll('.modes a, .modes button')].find(e => e.textContent === '"+words+"').click()")
	}

	t.Run("storage", func(t *testing.T) {
		tab := openTab(t, chromium)
		tab.show(t, server.URL+"/index.html", 1280, "light")
		sized(t, tab, 18)
		press(t, tab, "长者模式")
		sized(t, tab, 22)
		press(t, tab, "大")
		press(t, tab, "大")
		press(t, tab, "大") // there is no larger one
		sized(t, tab, 30)
		press(t, tab, "高对比")
		tab.show(t, server.URL+"/"+town, 1280, "light")
		sized(t, tab, 30)
		ground(t, tab, black)
		if got := evaluate[string](t, tab, "document.querySelector('.modes a').getAttribute('aria-pressed')"); got != "true" {
			t.Errorf("the switch says pressed: %s", got)
		}
		evaluate[chromedp.Void](t, tab, "document.querySelectorAll('.modes a')[1].focus()")
		typeKeys(t, tab, " ")
		ground(t, tab, paper)
		evaluate[chromedp.Void](t, tab, "document.querySelector('.modes a').focus()")
		typeKeys(t, tab, kb.Enter)
		sized(t, tab, 18)
		tab.show(t, server.URL+"/index.html", 1280, "light")
		sized(t, tab, 18)
		tab.checkQuiet(t, server.URL)
	})

	without := func(t *testing.T, from string) {
		tab := openTab(t, chromium)
		ctx, cancel := context.WithTimeout(tab.ctx, time.Minute)
		defer cancel()
		block := page.AddScriptToEvaluateOnNewDocumentParams{Source: "Object.defineProperty(window, 'localStorage', {get: function () { throw new Error('blocked'); }})"}
		if _, err := chromedp.Call(ctx, page.AddScriptToEvaluateOnNewDocument, block); err != nil {
			t.Fatal(err)
		}
		tab.show(t, from, 1280, "light")
		press(t, tab, "长者模式")
		press(t, tab, "高对比")
		evaluate[chromedp.Void](t, tab, "[...document.querySelectorAll('.columns a')].find(a => a.textContent === '地区').click()")
		await(t, tab, "/places/.test(location.pathname) && document.readyState === 'complete'")
		if got := evaluate[string](t, tab, "location.search"); got != "?view=large.contrast" {
			t.Errorf("the address carries %q", got)
		}
		sized(t, tab, 22)
		ground(t, tab, black)
		press(t, tab, "长者模式")
		press(t, tab, "高对比")
		evaluate[chromedp.Void](t, tab, "document.querySelector('.site a').click()")
		await(t, tab, "!/places/.test(location.pathname) && document.readyState === 'complete'")
		if got := evaluate[string](t, tab, "location.search"); got != "" {
			t.Errorf("the address carries %q", got)
		}
		sized(t, tab, 18)
	}
	t.Run("no storage", func(t *testing.T) { without(t, server.URL+"/index.html") })
	t.Run("folder", func(t *testing.T) { without(t, "file://"+filepath.ToSlash(site)+"/index.html") })

	t.Run("no script", func(t *testing.T) {
		tab := openTab(t, chromium)
		ctx, cancel := context.WithTimeout(tab.ctx, time.Minute)
		defer cancel()
		if _, err := chromedp.Call(ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}); err != nil {
			t.Fatal(err)
		}
		tab.show(t, server.URL+"/"+town+"#large", 1280, "light")
		sized(t, tab, 22)
		tab.show(t, server.URL+"/"+town+"#contrast", 1280, "light")
		ground(t, tab, black)
		sized(t, tab, 18)
	})
}

// fakeVoice stands for a voice of the reader's computer, of which this one has
// none: it notes what it is given to read, and is done at once.
const fakeVoice = `
	window.heard = [];
	window.SpeechSynthesisUtterance = function (text) { this.text = text; };
	Object.defineProperty(window, 'speechSynthesis', {value: {
		paused: false, addEventListener: function () {},
		getVoices: function () { return [{lang: 'en-US', name: 'English'}, {lang: 'zh-CN', name: '普通话'}]; },
		speak: function (u) { window.heard.push(u.text); if (u.voice.lang !== 'zh-CN') throw new Error('another voice'); if (!window.slow) setTimeout(u.onend, 0); else window.last = u; },
		cancel: function () {}, resume: function () { this.paused = false; }, pause: function () { this.paused = true; },
	}});`

// TestBrowserSpeak has a report read aloud: all of its text, in its order, and
// nothing else; and no button is there without a voice.
func TestBrowserSpeak(t *testing.T) {
	t.Parallel()
	chromium := program(t, "chromium")
	tree := siteTree(t)
	server := httptest.NewServer(siteServer(tree))
	defer server.Close()
	report := server.URL + "/" + samplePages(t, tree, "report")[0].page

	tab := openTab(t, chromium)
	tab.show(t, report, 1280, "light")
	if evaluate[bool](t, tab, "!!document.querySelector('.speak')") && evaluate[int](t, tab, "speechSynthesis.getVoices().length") == 0 {
		t.Error("there is a button, and no voice")
	}
	ctx, cancel := context.WithTimeout(tab.ctx, time.Minute)
	defer cancel()
	if _, err := chromedp.Call(ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: fakeVoice}); err != nil {
		t.Fatal(err)
	}
	tab.show(t, report, 1280, "light")
	evaluate[chromedp.Void](t, tab, "document.querySelector('.speak button').click()")
	await(t, tab, "heard.length > 3 && document.querySelector('.speak button').textContent === '朗读全文'")
	if evaluate[bool](t, tab, "!!document.querySelector('.spoken')") {
		t.Error("a paragraph is still marked")
	}
	bare := func(s string) string { return strings.Join(strings.Fields(s), "") }
	heard := bare(evaluate[string](t, tab, "heard.join('')"))
	text := bare(evaluate[string](t, tab, "document.querySelector('[data-text]').textContent"))
	if heard != text {
		t.Errorf("what is read differs from the text %s", firstDifference(heard, text))
	}

	evaluate[chromedp.Void](t, tab, "window.slow = true; heard = []; document.querySelector('.speak button').click()")
	if !evaluate[bool](t, tab, "!!document.querySelector('[data-text] .spoken')") {
		t.Error("nothing marks what is read")
	}
	evaluate[chromedp.Void](t, tab, "document.querySelector('.speak button').click()")
	if got := evaluate[string](t, tab, "document.querySelector('.speak button').textContent + speechSynthesis.paused"); got != "继续true" {
		t.Errorf("a pause: %s", got)
	}
	evaluate[chromedp.Void](t, tab, "document.querySelectorAll('.speak button')[1].click(); last.onend()")
	if got := evaluate[int](t, tab, "heard.length"); got != 1 {
		t.Errorf("it goes on after it was stopped: %d pieces", got)
	}
	tab.checkQuiet(t, server.URL)
}

// TestBrowserSeek finds a town from the home page: by its name, by its pinyin, by
// a click on what is offered; other words are searched for in the texts.
func TestBrowserSeek(t *testing.T) {
	t.Parallel()
	chromium := program(t, "chromium")
	site := buildDemo(t)
	server := httptest.NewServer(siteServer(readTree(t, site)))
	defer server.Close()
	for _, home := range []string{server.URL + "/index.html", "file://" + filepath.ToSlash(site) + "/index.html"} {
		tab := openTab(t, chromium)
		tab.absent = []string{server.URL + "/favicon.ico"}
		for _, tt := range []struct{ typed, title string }{
			{"月泊镇", "月泊镇"}, {"yuebo", "月泊镇"}, {"yb", "月泊镇"}, {"和平", "和平镇"}, {"云岫县", "云岫县"}, {"程序约束", "全文检索"},
		} {
			tab.show(t, home, 1280, "light")
			await(t, tab, "!document.querySelector('.seek').hidden")
			evaluate[chromedp.Void](t, tab, "document.querySelector('#seek').focus()")
			typeKeys(t, tab, tt.typed)
			typeKeys(t, tab, kb.Enter)
			await(t, tab, "document.title.indexOf("+"'"+tt.title+"'"+") === 0")
		}
		tab.show(t, home, 1280, "light")
		evaluate[chromedp.Void](t, tab, "document.querySelector('#seek').focus()")
		typeKeys(t, tab, "乡")
		typeKeys(t, tab, kb.Backspace)
		typeKeys(t, tab, "泊")
		await(t, tab, "document.querySelector('#offers li')")
		if evaluate[string](t, tab, "document.querySelector('#seek').getAttribute('aria-expanded')") != "true" {
			t.Error("a list is open, and not said to be")
		}
		typeKeys(t, tab, kb.ArrowDown)
		typeKeys(t, tab, kb.Enter)
		await(t, tab, "document.title.indexOf('月泊镇') === 0")
	}
}

// atFocus tells what has the focus, whether that can be seen, and whether a line
// round it says so.
const atFocus = `(() => {
	const e = document.activeElement;
	if (!e || e === document.body || e === document.documentElement) return null;
	const box = e.getBoundingClientRect(), style = getComputedStyle(e);
	return {
		Name: e.nodeName + ' ' + (e.getAttribute('aria-label') || e.textContent).trim().slice(0, 20),
		Href: e.href || '', Words: e.textContent.trim(),
		Seen: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
		Lined: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
	};
})()`

type focused struct {
	Name, Href, Words string
	Seen, Lined       bool
}

// TestBrowserKeys goes by the Tab key alone through pages, and from the home page
// to a sentence of a report.
func TestBrowserKeys(t *testing.T) {
	t.Parallel()
	chromium := program(t, "chromium")
	tree := readTree(t, buildDemo(t))
	server := httptest.NewServer(siteServer(tree))
	defer server.Close()
	tab := openTab(t, chromium)
	tab.absent = []string{server.URL + "/favicon.ico"}

	const most = 120 // stops that are looked at on a page
	for _, kind := range samplePages(t, tree, "home", "county", "towns", "town", "card", "report", "changes", "indicator", "search", "coverage", "map") {
		tab.show(t, server.URL+"/"+kind.page, 1280, "light")
		stops := 0
		for ; stops < most; stops++ {
			typeKeys(t, tab, kb.Tab)
			at := evaluate[*focused](t, tab, atFocus)
			if at == nil {
				break // round once
			}
			if !at.Seen || !at.Lined {
				t.Errorf("%s: %s has the focus; it is seen: %v, a line is round it: %v", kind.name, at.Name, at.Seen, at.Lined)
			}
			if stops == 0 && at.Words != "跳到主要内容" {
				t.Errorf("%s: the first stop is %s", kind.name, at.Name)
			}
		}
		if stops < 10 {
			t.Errorf("%s: only %d stops", kind.name, stops)
		}
	}

	// to presses Tab until the focus is on what it wants, and Enter.
	to := func(want func(focused) bool) {
		t.Helper()
		for range 300 {
			typeKeys(t, tab, kb.Tab)
			if at := evaluate[*focused](t, tab, atFocus); at != nil && want(*at) {
				typeKeys(t, tab, kb.Enter)
				return
			}
		}
		t.Fatal("the Tab key does not get there")
	}
	words := func(w string) func(focused) bool { return func(f focused) bool { return f.Words == w } }
	tab.show(t, server.URL+"/index.html", 1280, "light")
	to(words("望棠镇"))
	await(t, tab, "document.title.indexOf('望棠镇') === 0 && document.readyState === 'complete'")
	to(words("读全文"))
	await(t, tab, "document.querySelector('[data-report]') && document.readyState === 'complete'")
	to(func(f focused) bool { return strings.HasPrefix(f.Words, "见原文") })
	await(t, tab, "/^#m[0-9]+$/.test(location.hash) && document.querySelector(':target')")
	tab.checkQuiet(t, server.URL)
}
