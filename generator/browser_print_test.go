package main

import (
	"context"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/css"
	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// A sheet is a page of a PDF: its size, and the words on it, in points from the
// upper left corner.
type sheet struct {
	width, height float64
	words         []word
}

type word struct {
	left, top, right, bottom float64
	text                     string
}

// printed prints the page in a tab, with the size that its style sheet asks for, and
// reads the PDF by pdftotext.
func (tab *tab) printed(t *testing.T, pdftotext string) []sheet {
	t.Helper()
	ctx, cancel := context.WithTimeout(tab.ctx, time.Minute)
	defer cancel()
	pdf, err := chromedp.Call(ctx, page.PrintToPDF, page.PrintToPDFParams{PreferCSSPageSize: new(true)})
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "page.pdf")
	if err := os.WriteFile(file, pdf.Data, 0o666); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(pdftotext, "-bbox", file, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	number := func(s string) float64 {
		x, err := strconv.ParseFloat(s, 64)
		if err != nil {
			t.Fatal(err)
		}
		return x
	}
	var sheets []sheet
	for _, m := range regexp.MustCompile(`<page width="(.*?)" height="(.*?)">|<word xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)</word>`).FindAllStringSubmatch(string(out), -1) {
		if m[1] != "" {
			sheets = append(sheets, sheet{width: number(m[1]), height: number(m[2])})
			continue
		}
		last := &sheets[len(sheets)-1]
		last.words = append(last.words, word{number(m[3]), number(m[4]), number(m[5]), number(m[6]), m[7]})
	}
	return sheets
}

// TestBrowserPrint prints a report in the manner of GB/T 9704-2012 and a card on a
// single sheet, and measures the PDF.
func TestBrowserPrint(t *testing.T) {
	t.Parallel()
	chromium, pdftotext := program(t, "chromium"), program(t, "pdftotext")
	tree := readTree(t, buildSite(t))
	server := httptest.NewServer(siteServer(tree))
	defer server.Close()
	tab := openTab(t, chromium)
	const mm = 72 / 25.4
	report := samplePages(t, tree, "report")[0].page

	tab.show(t, server.URL+"/"+report, 1280, "dark") // what the screen looks like is nothing to paper
	sheets := tab.printed(t, pdftotext)
	hanzi := len(regexp.MustCompile(`\p{Han}`).FindAllString(evaluate[string](t, tab, "document.querySelector('[data-text]').textContent"), -1))
	if least := hanzi / (22 * 28); len(sheets) < least || len(sheets) > 2*least+2 {
		t.Errorf("%d sheets for %d characters", len(sheets), hanzi)
	}
	var lines []float64 // tops of those on the second sheet
	for i, s := range sheets {
		if s.width < 209*mm || s.width > 211*mm || s.height < 296*mm || s.height > 298*mm {
			t.Errorf("sheet %d has %.0f by %.0f mm", i+1, s.width/mm, s.height/mm)
		}
		for _, w := range s.words {
			middle := (w.top + w.bottom) / 2 // the box is as high as the font could ever need
			foot := middle > (37+225)*mm     // the number of the page
			if foot && !strings.ContainsAny(w.text, "—0123456789") {
				t.Errorf("sheet %d: %q stands below the type area", i+1, w.text)
			}
			if !foot && (w.left < 28*mm-3 || w.right > (28+156)*mm+9 || middle < 37*mm+8) { // marks at the end of a line may hang by half a character
				t.Errorf("sheet %d: %q at %.0f–%.0f, %.0f–%.0f mm leaves the type area", i+1, w.text, w.left/mm, w.right/mm, w.top/mm, w.bottom/mm)
			}
			if i == 1 && !foot && !slices.ContainsFunc(lines, func(y float64) bool { return y-w.top < 14 && w.top-y < 14 }) {
				lines = append(lines, w.top)
			}
		}
	}
	if len(lines) < 21 || len(lines) > 22 {
		t.Errorf("%d lines on the second sheet, want 22", len(lines))
	}
	for _, s := range sheets {
		for _, w := range s.words {
			if strings.Contains(w.text, "全文检索") || strings.Contains(w.text, "长者模式") || strings.Contains(w.text, "上一年度") {
				t.Errorf("navigation is printed: %q", w.text)
			}
		}
	}
	if fonts := printFonts(t, tab, "[data-text] p"); !strings.HasPrefix(fonts, "FangSong") || !strings.Contains(fonts, "Serif") {
		t.Errorf("the text is printed in %s", fonts)
	}

	for name := range tree {
		if kindOf(name) == "card" {
			tab.show(t, server.URL+"/"+name, 1280, "light")
			if sheets := tab.printed(t, pdftotext); len(sheets) != 1 {
				t.Errorf("%s takes %d sheets", name, len(sheets))
			}
		}
	}
}

// TestBrowserPrintTowns prints a table of more columns than a sheet can hold: each
// number of it is on paper, with the head of its column.
func TestBrowserPrintTowns(t *testing.T) {
	t.Parallel()
	chromium, pdftotext := program(t, "chromium"), program(t, "pdftotext")
	tree := demoTree(t)
	server := httptest.NewServer(siteServer(tree))
	defer server.Close()
	tab := openTab(t, chromium)
	tab.show(t, server.URL+"/"+samplePages(t, tree, "towns")[0].page, 1280, "light")
	cells := evaluate[[]string](t, tab, `[...document.querySelectorAll('.towns-table tbody td')].map(td => {
		const head = td.closest('table').tHead.rows[0].cells[td.cellIndex];
		return (head.querySelector('a').textContent + '（' + head.querySelector('small').textContent + '）：' + td.textContent).replace(/\s/g, '');
	})`)
	var paper strings.Builder
	for i, s := range tab.printed(t, pdftotext) {
		for _, w := range s.words {
			if w.right > s.width {
				t.Fatalf("sheet %d: %q stands beside it", i+1, w.text)
			}
			paper.WriteString(w.text)
		}
	}
	rest := paper.String()
	for i, cell := range cells {
		_, after, found := strings.Cut(rest, cell)
		if !found {
			t.Fatalf("cell %d of %d is not on paper: %s", i+1, len(cells), cell)
		}
		rest = after
	}
	if len(cells) < 500 {
		t.Errorf("only %d cells", len(cells))
	}
}

// printFonts gives the fonts that the style sheet asks for on paper, and, as few
// of them are at hand here, those that are used.
func printFonts(t *testing.T, tab *tab, selector string) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(tab.ctx, time.Minute)
	defer cancel()
	fail := func(err error) {
		if err != nil {
			t.Fatal(err)
		}
	}
	_, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
	fail(err)
	asked := evaluate[string](t, tab, "getComputedStyle(document.querySelector('"+selector+"')).fontFamily")
	_, err = chromedp.Call(ctx, dom.Enable, dom.EnableParams{})
	fail(err)
	_, err = chromedp.Call(ctx, css.Enable, cdp.Empty{})
	fail(err)
	document, err := chromedp.Call(ctx, dom.GetDocument, dom.GetDocumentParams{})
	fail(err)
	node, err := chromedp.Call(ctx, dom.QuerySelector, dom.QuerySelectorParams{NodeID: document.Root.NodeID, Selector: selector})
	fail(err)
	used, err := chromedp.Call(ctx, css.GetPlatformFontsForNode, css.GetPlatformFontsForNodeParams{NodeID: node.NodeID})
	fail(err)
	for _, f := range used.Fonts {
		asked += "; " + f.FamilyName
	}
	return asked
}
