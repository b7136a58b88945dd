package main

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// typicalQueries are what a reader may ask; as many are cut out of the reports.
var typicalQueries = strings.Fields(`法治 信访 普法 调解 复议 诉讼 宪法 民法典 执法 罚款 合同 培训 法律顾问 行政复议 行政诉讼 行政处罚 行政执法 人民调解 法治政府 依法行政
	矛盾纠纷 安全生产 营商环境 政务公开 政府信息公开 法律明白人 执法记录仪 村规民约 社区矫正 法律援助 枫桥经验 放管服改革 权责清单 合法性审查 规范性文件 重大行政决策
	执法全过程记录 一村一法律顾问 公共法律服务 民主法治示范村 双随机一公开 扫黑除恶 疫情防控 农村土地承包法 出庭应诉 第一责任人 述职述法 三项制度 执法人员不足 法治宣传教育`)

// A counter serves a folder and counts what it sends.
type counter struct {
	http.Handler
	mu   sync.Mutex
	sent map[string]int // bytes by path, since the last take
}

func (c *counter) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	sent := &countingWriter{ResponseWriter: w}
	c.Handler.ServeHTTP(sent, r)
	c.mu.Lock()
	defer c.mu.Unlock()
	c.sent[r.URL.Path] += sent.n
}

type countingWriter struct {
	http.ResponseWriter
	n int
}

func (w *countingWriter) Write(data []byte) (int, error) {
	w.n += len(data)
	return w.ResponseWriter.Write(data)
}

// take gives the bytes that were sent since the last time, of texts and of all
// else that belongs to searching; the page and its style sheet are no part of it.
func (c *counter) take() (index, texts int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for path, n := range c.sent {
		switch {
		case strings.HasPrefix(path, "/places/") || strings.HasPrefix(path, "/pagefind/fragment/"):
			texts += n
		case strings.HasPrefix(path, "/search/") && strings.HasSuffix(path, ".js"), strings.HasPrefix(path, "/assets/search"), strings.HasPrefix(path, "/pagefind/"):
			index += n
		}
	}
	clear(c.sent)
	return index, texts
}

// noteFirst notes in a page when its first results stand, before its scripts run.
const noteFirst = `(() => {
	const look = () => {
		const out = document.querySelector('output');
		if (!window.firstAt && (document.querySelector('#results mark') || out && out.hasAttribute('data-done') && out.getAttribute('data-total') === '0')) window.firstAt = performance.now();
	};
	new MutationObserver(look).observe(document, {subtree: true, childList: true, attributes: true, characterData: true});
	performance.setResourceTimingBufferSize(100000);
})()`

// firstResults waits for the first results, and gives the time since the page was
// asked for or the query was made, in milliseconds, and the bytes of scripts and
// index, and of texts, that were asked for by then.
const firstResults = `new Promise(done => (function look() {
	if (!window.firstAt) return setTimeout(look, 2);
	let index = 0, texts = 0;
	for (const r of performance.getEntriesByType('resource')) {
		const path = new URL(r.name).pathname;
		if (r.startTime < (window.asked || 0) || r.startTime > window.firstAt) continue;
		if (/^\/places\//.test(path)) texts += r.encodedBodySize;
		else if (/^\/search\/.*js$|^\/assets\/search/.test(path)) index += r.encodedBodySize;
	}
	done([window.firstAt - (window.asked || 0), index, texts]);
})())`

// finalCount waits two seconds at most for the final count; -1 where verifying
// takes longer.
const finalCount = `new Promise(done => {
	const end = performance.now() + 2000, out = document.querySelector('output');
	(function look() {
		if (out.hasAttribute('data-done')) return done(Number(out.getAttribute('data-total')));
		if (performance.now() > end) return done(-1);
		setTimeout(look, 5);
	})();
})`

const askPagefind = `(async (query, first) => {
	const start = first ? 0 : performance.now();
	window.pagefind = window.pagefind || await import('/pagefind/pagefind.js');
	const found = await window.pagefind.search(query);
	await Promise.all(found.results.slice(0, 10).map(r => r.data()));
	return [performance.now() - start, found.results.length];
})`

// TestMeasureSearch measures a built site that the environment names; beside it,
// in the same run, Pagefind, where the environment names its program:
//
//	ZHENJIAN_MEASURE=/dev/shm/site/public ZHENJIAN_PAGEFIND=…/pagefind go test ./generator -run MeasureSearch -v -timeout 1h
func TestMeasureSearch(t *testing.T) {
	public := os.Getenv("ZHENJIAN_MEASURE")
	if public == "" {
		t.Skip("ZHENJIAN_MEASURE names no site")
	}
	random := rand.New(rand.NewPCG(1, 1))
	corpus := readCorpus(t, public)
	queries := slices.Clone(typicalQueries)
	for len(queries) < 100 {
		phrase, _ := corpus.cut(random)
		if n := len([]rune(phrase)); n >= 2 && n <= 8 && !strings.ContainsAny(phrase, "，。、；：（）“”《》 \"-0123456789") {
			queries = append(queries, phrase)
		}
	}
	random.Shuffle(len(queries), func(i, k int) { queries[i], queries[k] = queries[k], queries[i] })

	count := &counter{Handler: http.FileServer(http.Dir(public)), sent: map[string]int{}}
	server := httptest.NewServer(count)
	defer server.Close()
	tab := openTab(t, program(t, "chromium"))
	ctx, cancel := context.WithTimeout(tab.ctx, time.Minute)
	defer cancel()
	if _, err := chromedp.Call(ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: noteFirst}); err != nil {
		t.Fatal(err)
	}
	ask := func(query string) string { return "/search/index.html?q=" + url.QueryEscape(query) }
	var first, firstTexts, firstTime, later, laterTexts, laterTime []float64
	for _, query := range queries {
		forget(t, tab)
		tab.show(t, server.URL+ask(query), 1280, "light")
		got := evaluate[[]float64](t, tab, firstResults, chromedp.EvalAwaitPromise)
		first, firstTexts, firstTime = append(first, got[1]), append(firstTexts, got[2]), append(firstTime, got[0])
	}
	report := func(name, unit string, list []float64) { t.Logf("%-44s %s %s", name, spreadOf(list), unit) }
	report("first query: script and index", "bytes", first)
	report("first query: texts until first results", "bytes", firstTexts)
	report("first query: from the page's start", "ms", firstTime)
	forget(t, tab)
	tab.show(t, server.URL+ask("法治"), 1280, "light")
	evaluate[int](t, tab, finalCount, chromedp.EvalAwaitPromise)
	wrong := 0
	for _, query := range queries {
		time.Sleep(200 * time.Millisecond) // what still came of the query before
		typed, _ := json.Marshal(query)
		evaluate[chromedp.Void](t, tab, "window.asked = performance.now(); window.firstAt = 0; document.querySelector('#q').value = "+string(typed)+"; document.querySelector('form[data-index] button').click()")
		spent := evaluate[[]float64](t, tab, firstResults, chromedp.EvalAwaitPromise)
		later, laterTexts, laterTime = append(later, spent[1]), append(laterTexts, spent[2]), append(laterTime, spent[0])
		got := evaluate[int](t, tab, finalCount, chromedp.EvalAwaitPromise)
		if want := len(corpus.count(query)); got >= 0 && got != want {
			wrong++
			t.Errorf("%s: %d, want %d", query, got, want)
		}
	}
	report("later queries: index", "bytes", later)
	report("later queries: texts until first results", "bytes", laterTexts)
	report("later queries", "ms", laterTime)

	size := map[string]int64{}
	filepath.WalkDir(public, func(name string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		info, _ := entry.Info()
		rel, _ := filepath.Rel(public, name)
		switch {
		case strings.HasPrefix(rel, "search"+string(filepath.Separator)):
			size["index"] += info.Size()
			size["largest"] = max(size["largest"], info.Size())
		case strings.HasPrefix(filepath.Base(rel), "search") && strings.HasPrefix(rel, "places"):
			size["texts"] += info.Size()
			size["largest"] = max(size["largest"], info.Size())
		case strings.HasPrefix(filepath.Base(rel), "original"):
			size["reports"] += info.Size()
		}
		return nil
	})
	t.Logf("index %d, texts %d, reports %d bytes: %.2f and %.2f of the reports; largest file %d", size["index"], size["texts"], size["reports"],
		float64(size["index"])/float64(size["reports"]), float64(size["texts"])/float64(size["reports"]), size["largest"])

	if pagefind := os.Getenv("ZHENJIAN_PAGEFIND"); pagefind != "" {
		measurePagefind(t, tab, pagefind, public, server, count, corpus, queries, report)
	}
}

func measurePagefind(t *testing.T, tab *tab, pagefind, public string, server *httptest.Server, count *counter, corpus *searchCorpus, queries []string, report func(name, unit string, list []float64)) {
	cmd := exec.Command(pagefind, "--site", public, "--glob", "places/*/[0-9]*/index.html", "--root-selector", ".text", "--output-path", filepath.Join(public, "pagefind"))
	defer os.RemoveAll(filepath.Join(public, "pagefind"))
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	t.Logf("Pagefind's index: %.1f s of CPU", (cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()).Seconds())
	logMemory(t, cmd.ProcessState.SysUsage())
	var first, firstTexts, firstTime, later, laterTexts, laterTime []float64
	lost, false_ := 0, 0
	for _, query := range queries {
		typed, _ := json.Marshal(query)
		for _, fresh := range []bool{true, false} {
			forget(t, tab)
			tab.show(t, server.URL+"/help/index.html", 1280, "light")
			if !fresh {
				evaluate[[]float64](t, tab, askPagefind+`("法治", false)`, chromedp.EvalAwaitPromise)
			}
			count.take()
			answer := evaluate[[]float64](t, tab, fmt.Sprintf("%s(%s, false)", askPagefind, typed), chromedp.EvalAwaitPromise)
			index, texts := count.take()
			if fresh {
				first, firstTexts, firstTime = append(first, float64(index)), append(firstTexts, float64(texts)), append(firstTime, answer[0])
				if n := len(corpus.count(query)); int(answer[1]) < n {
					lost++
				} else if int(answer[1]) > n {
					false_++
				}
			} else {
				later, laterTexts, laterTime = append(later, float64(index)), append(laterTexts, float64(texts)), append(laterTime, answer[0])
			}
		}
	}
	report("Pagefind, first query: all but results", "bytes", first)
	report("Pagefind, first query: ten results", "bytes", firstTexts)
	report("Pagefind, first query", "ms", firstTime)
	report("Pagefind, a later query: index", "bytes", later)
	report("Pagefind, a later query: ten results", "bytes", laterTexts)
	report("Pagefind, a later query", "ms", laterTime)
	t.Logf("Pagefind: %d of %d queries find fewer reports than have the words, %d more", lost, len(queries), false_)
}

// forget empties the browser's cache.
func forget(t *testing.T, tab *tab) {
	t.Helper()
	ctx, cancel := context.WithTimeout(tab.ctx, time.Minute)
	defer cancel()
	if _, err := chromedp.Call(ctx, network.ClearBrowserCache, cdp.Empty{}); err != nil {
		t.Fatal(err)
	}
}

// spreadOf gives median and 95th percentile.
func spreadOf(list []float64) string {
	list = slices.Sorted(slices.Values(list))
	return fmt.Sprintf("median %7.0f, p95 %7.0f, most %7.0f", list[len(list)/2], list[len(list)*95/100], list[len(list)-1])
}
