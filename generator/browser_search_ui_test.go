package main

import (
	"context"
	"net/http/httptest"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// TestBrowserSearchPage uses the page that searches the demonstration: filters,
// the address, names while typing, by keys, at both widths, and what stands there
// with nothing asked, with results and with none.
func TestBrowserSearchPage(t *testing.T) {
	t.Parallel()
	axe, err := os.ReadFile(checker(t, "axe-core/axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	chromium := program(t, "chromium")
	server := httptest.NewServer(siteServer(demoTree(t)))
	defer server.Close()
	tab := openTab(t, chromium)
	tab.absent = []string{server.URL + "/favicon.ico"}
	page := server.URL + "/search/index.html"
	open := func(t *testing.T, query string) {
		t.Helper()
		tab.show(t, page+query, 1280, "light")
	}
	done := func(t *testing.T) int {
		t.Helper()
		await(t, tab, "document.querySelector('output').hasAttribute('data-done') && (document.querySelector('output').getAttribute('data-total') === '0' || document.querySelector('[data-result] a'))")
		return evaluate[int](t, tab, "Number(document.querySelector('output').getAttribute('data-total'))")
	}
	all := func(t *testing.T, query string) int {
		t.Helper()
		open(t, query)
		return done(t)
	}

	looker := &looker{tab: tab, axe: string(axe), pictures: os.Getenv("ZHENJIAN_SCREENSHOTS")}
	for name, query := range map[string]string{"empty": "", "results": "?q=%E6%B3%95%E6%B2%BB%E6%94%BF%E5%BA%9C", "none": "?q=%E9%B1%BB%E9%BE%98%E9%9D%90", "place": "?q=%E8%B0%83%E8%A7%A3&place=369821"} {
		looker.ready = "document.querySelector('form[data-index]:not([hidden])') && window.zj.choosePlace"
		if query != "" {
			looker.ready += " && document.querySelector('output').hasAttribute('data-done')"
			if name != "none" {
				looker.ready += " && document.querySelector('.bars a')"
			}
		}
		looker.look(t, "search-"+name, page+query, server.URL)
	}
	looker.ready = ""

	t.Run("place names", func(t *testing.T) {
		open(t, "")
		await(t, tab, "window.zj.choosePlace")
		for _, typed := range []string{"yp", "yueb", "月泊"} {
			evaluate[chromedp.Void](t, tab, "document.querySelector('#q').value = ''; document.querySelector('#q').focus()")
			typeKeys(t, tab, typed)
			if typed == "yp" { // 月泊乡 is yuè bó xiāng; yp is nothing of it
				continue
			}
			await(t, tab, "document.querySelector('#offers li') && document.querySelector('#offers li').textContent.indexOf('月泊') === 0")
		}
		typeKeys(t, tab, kb.ArrowDown)
		typeKeys(t, tab, kb.Enter)
		if n := done(t); n == 0 || n > 6 {
			t.Errorf("%d reports of one town", n)
		}
		if got := evaluate[string](t, tab, "location.search"); !strings.Contains(got, "place=") {
			t.Errorf("the address is %s", got)
		}
		await(t, tab, "[...document.querySelectorAll('select[data-level]')].some(s => s.selectedOptions[0].textContent === '月泊镇')")
		tab.checkQuiet(t, server.URL)
	})

	t.Run("filters", func(t *testing.T) {
		every := all(t, "?q=%E8%B0%83%E8%A7%A3")
		year := all(t, "?q=%E8%B0%83%E8%A7%A3&year=2022")
		kind := all(t, "?q=%E8%B0%83%E8%A7%A3&kind=plans")
		without := all(t, "?q=%E8%B0%83%E8%A7%A3+-%E5%BE%8B%E5%B8%88")
		with := all(t, "?q=%E8%B0%83%E8%A7%A3+%E5%BE%8B%E5%B8%88")
		folded := all(t, "?q=%E8%AA%BF%E8%A7%A3") // 調解
		if year == 0 || year >= every || kind == 0 || kind >= every || with == 0 || with+without != every || folded != every {
			t.Errorf("調解: all %d, year %d, plans %d, without 律师 %d, with it %d, traditional %d", every, year, kind, without, with, folded)
		}
	})

	t.Run("history", func(t *testing.T) {
		first := all(t, "?q=%E8%B0%83%E8%A7%A3")
		evaluate[chromedp.Void](t, tab, "document.querySelector('[name=year]').value = '2022'; document.querySelector('[name=year]').dispatchEvent(new Event('change'))")
		second := done(t)
		evaluate[chromedp.Void](t, tab, "history.back()")
		await(t, tab, "document.querySelector('[name=year]').value === '' && document.querySelector('output').getAttribute('data-total') === '"+strconv.Itoa(first)+"'")
		if second == 0 || second == first {
			t.Errorf("%d reports of one year, %d of all", second, first)
		}
		await(t, tab, "document.querySelector('.bars a')")
		evaluate[chromedp.Void](t, tab, "document.querySelector('.bars a').click()")
		if n := done(t); n >= first {
			t.Errorf("%d reports behind a bar, of %d", n, first)
		}
	})

	t.Run("results", func(t *testing.T) {
		all(t, "?q=%E6%B3%95%E5%BE%8B%E9%A1%BE%E9%97%AE") // 法律顾问
		evaluate[chromedp.Void](t, tab, "document.querySelector('.hit a').click()")
		await(t, tab, "document.querySelector('article[data-report] :target') && document.querySelector(':target').textContent.indexOf('法律顾问') >= 0")
	})

	t.Run("from a town", func(t *testing.T) {
		all(t, "?q=%E6%9C%88%E6%B3%8A%E4%B9%A1&sort=year")
		evaluate[chromedp.Void](t, tab, "document.querySelector('[data-result] a').click()")
		await(t, tab, "document.querySelector('article[data-report]') && document.readyState === 'complete'") // its links stand at its end
		evaluate[chromedp.Void](t, tab, "[...document.querySelectorAll('.related a')].find(a => a.textContent.endsWith('历年报告')).click()")
		await(t, tab, "document.querySelector('#within') && document.readyState === 'complete'")
		evaluate[chromedp.Void](t, tab, "document.querySelector('#within').value = '法'; document.querySelector('#within').form.submit()")
		await(t, tab, "location.search.indexOf('place=') > 0 && document.querySelector('output') && document.querySelector('output').hasAttribute('data-done')")
		if n := done(t); n == 0 || n > 6 {
			t.Errorf("%d reports of one town", n)
		}
	})

	t.Run("damaged", func(t *testing.T) { // the server has no index: the page says so
		tree := demoTree(t)
		for name := range tree {
			if strings.HasPrefix(name, "search/s/") {
				delete(tree, name)
			}
		}
		broken := httptest.NewServer(siteServer(tree))
		defer broken.Close()
		tab.show(t, broken.URL+"/search/index.html?q=%E8%B0%83%E8%A7%A3", 1280, "light")
		await(t, tab, "document.querySelector('output').textContent.indexOf('没有读到') === 0 && !document.querySelector('output').hasAttribute('data-done')")
	})
}

// typeKeys presses keys in whatever has the focus.
func typeKeys(t *testing.T, tab *tab, keys string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(tab.ctx, time.Minute)
	defer cancel()
	if err := chromedp.Do(ctx, chromedp.KeyEvent(keys)); err != nil {
		t.Fatal(err)
	}
}
