package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/chromedp/chromedp"
	"golang.org/x/net/html"

	"zhenjian/generator/search"
	"zhenjian/generator/source"
)

// askSearch types queries into the search page, one after the other, and gives of
// each what the page then says: the count, and the reports of all pages of results.
const askSearch = `(async queries => {
	const form = document.querySelector('form[data-index]'), out = document.querySelector('output'), answers = [];
	for (const q of queries) {
		form.elements.q.value = q;
		form.querySelector('button').click();
		const start = performance.now();
		while (!out.hasAttribute('data-done') || out.getAttribute('data-total') > 0 && !document.querySelector('#results mark')) {
			if (performance.now() - start > 60000) return [{query: q, total: -1}];
			const all = [...document.querySelectorAll('#more button')].find(b => b.textContent.startsWith('核对'));
			if (all) all.click();
			await new Promise(r => setTimeout(r, 1));
		}
		const ids = window.zj.search().found.slice();
		const links = [...document.querySelectorAll('.hit a')].map(a => ({href: a.getAttribute('href'), text: a.textContent}));
		answers.push({query: q, total: Number(out.getAttribute('data-total')), ids, links});
	}
	return answers;
})`

type searchAnswer struct {
	Query string
	Total int
	Ids   []int
	Links []struct{ Href, Text string }
}

// A searchCorpus is what an independent scan searches: the cleaned texts of the
// reports, folded, by the order of the archive.
type searchCorpus struct {
	keys   []string
	folded []string
	raw    []string // as received, for cutting strings
}

func (c *searchCorpus) count(phrase string) (found []int) {
	want := foldedText(phrase)
	for i, text := range c.folded {
		if strings.Contains(text, want) {
			found = append(found, i)
		}
	}
	return found
}

func foldedText(text string) string { return string(utf16.Decode(search.Fold(text))) }

// readCorpus reads all reports that a built site has published.
func readCorpus(t *testing.T, public string) *searchCorpus {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(public, "data", "reports.json"))
	if err != nil {
		t.Fatal(err)
	}
	var list []struct{ Report, Source string }
	if err := json.Unmarshal(data, &list); err != nil {
		t.Fatal(err)
	}
	c := &searchCorpus{}
	for _, r := range list {
		names, _ := filepath.Glob(filepath.Join(public, "places", filepath.FromSlash(r.Report), "original*"))
		if len(names) == 0 {
			t.Fatalf("%s: no original", r.Report)
		}
		raw, err := os.ReadFile(names[0])
		if err != nil {
			t.Fatal(err)
		}
		doc, _ := source.New(r.Source, raw)
		c.keys = append(c.keys, r.Report)
		c.folded = append(c.folded, foldedText(doc.Text))
		c.raw = append(c.raw, doc.Decoded)
	}
	return c
}

// cut gives a random string of 1 to 12 characters out of a paragraph of a report
// as received, and where it is from; blanks at its ends are no part of a query.
func (c *searchCorpus) cut(random *rand.Rand) (phrase string, from int) {
	for {
		from = random.IntN(len(c.raw))
		lines := strings.FieldsFunc(c.raw[from], func(r rune) bool { return r == '\n' || r == '\r' })
		line := []rune(strings.Trim(lines[random.IntN(len(lines))], " \t\u3000\u00a0"))
		n := 1 + random.IntN(12)
		if len(line) < 20 || len(line) < n {
			continue
		}
		at := random.IntN(len(line) - n + 1)
		phrase = string(line[at : at+n])
		if strings.TrimSpace(phrase) == phrase && strings.Contains(c.folded[from], foldedText(phrase)) {
			return phrase, from
		}
	}
}

// quote writes a phrase as a query that means it and nothing else.
func quote(phrase string) string { return `"` + strings.ReplaceAll(phrase, `"`, `""`) + `"` }

// searchNumber is how many strings are tried: a few for every change, as many as
// the environment says by .ci/long.
func searchNumber(name string, usual int) int {
	n, err := strconv.Atoi(os.Getenv(name))
	return cmp.Or(n, usual*btoi(err != nil))
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// TestBrowserSearch: whatever string stands in a report is found, in the reports
// that it stands in and in no others, and what stands nowhere is not found.
func TestBrowserSearch(t *testing.T) {
	t.Parallel()
	chromium := program(t, "chromium")
	reports, tries := searchNumber("ZHENJIAN_SEARCH_REPORTS", 40), searchNumber("ZHENJIAN_SEARCH_STRINGS", 60)
	site := newSite(t)
	writeArchive(t, filepath.Join(site, "content", "reports", "more"), reports)
	if status := run([]string{"build", "--quiet", "--site", site}); status != exitDone {
		t.Fatalf("status %d", status)
	}
	public := filepath.Join(site, "public")
	corpus := readCorpus(t, public)
	if len(corpus.keys) < reports {
		t.Fatalf("only %d reports", len(corpus.keys))
	}
	tree := readTree(t, public)
	server := httptest.NewServer(siteServer(tree))
	defer server.Close()
	tab := openTab(t, chromium)
	for _, way := range []struct {
		name, page string
		share      int // of the strings that are tried
	}{{"http", server.URL + "/search/index.html", 1}, {"file", "file://" + filepath.ToSlash(public) + "/search/index.html", 5}} {
		t.Run(way.name, func(t *testing.T) {
			random := rand.New(rand.NewPCG(6, 1081))
			tab.show(t, way.page, 1280, "light")
			var phrases []string
			from := map[string]int{}
			for range tries / way.share {
				phrase, at := corpus.cut(random)
				phrases = append(phrases, phrase)
				from[phrase] = at
			}
			for len(phrases) < tries/way.share*6/5 { // and strings that stand nowhere
				phrase, _ := corpus.cut(random)
				r := []rune(phrase)
				random.Shuffle(len(r), func(i, k int) { r[i], r[k] = r[k], r[i] })
				if phrase = strings.TrimSpace(string(r)); phrase != "" && len(corpus.count(phrase)) == 0 {
					phrases = append(phrases, phrase)
				}
			}
			for batch := range slices.Chunk(phrases, 3) {
				var queries []string
				for _, p := range batch {
					queries = append(queries, quote(p))
				}
				asked, _ := json.Marshal(queries)
				answers := evaluate[[]searchAnswer](t, tab, askSearch+"("+string(asked)+")", chromedp.EvalAwaitPromise)
				if len(answers) != len(batch) {
					t.Fatalf("no answer to %q: %+v", batch, answers)
				}
				for i, a := range answers {
					want := corpus.count(batch[i])
					slices.Sort(a.Ids)
					if a.Total != len(want) || !slices.Equal(a.Ids, want) {
						t.Errorf("%q: %d reports %v, want %d %v", batch[i], a.Total, short(a.Ids), len(want), short(want))
					}
					for _, l := range a.Links {
						checkHit(t, tree, l.Href, strings.Trim(l.Text, "…"))
					}
					if len(a.Links) == 0 && len(want) > 0 {
						t.Errorf("%q: no hit is marked", batch[i])
					}
				}
			}
			if way.name == "http" {
				tab.checkQuiet(t, server.URL)
			}
			t.Logf("%d strings in %d reports", len(phrases), len(corpus.keys))
		})
	}
}

// checkHit asks that a sentence stands where its link leads, if it stands in any
// element that has an anchor: the lines of title and signature have none.
func checkHit(t *testing.T, tree map[string][]byte, href, sentence string) {
	t.Helper()
	page, anchor, _ := strings.Cut(strings.TrimPrefix(href, "../"), "#")
	doc, err := html.Parse(bytes.NewReader(tree[page]))
	if err != nil || tree[page] == nil {
		t.Fatalf("%s: no page, %v", href, err)
	}
	leads, others := false, 0
	for n := range doc.Descendants() {
		if n.Data == "p" && attribute(n, "id") == "" && strings.Contains(textOf(n), sentence) {
			return // a line of that kind, perhaps
		}
		if id := attribute(n, "id"); len(id) > 1 && strings.Contains("pst", id[:1]) && strings.Trim(id[1:], "0123456789") == "" && strings.Contains(textOf(n), sentence) {
			leads = leads || id == anchor
			others++
		}
	}
	if !leads && others > 0 {
		t.Errorf("%s: %q does not stand there", href, sentence)
	}
}

func short(list []int) string { return fmt.Sprint(list[:min(len(list), 8)]) }
