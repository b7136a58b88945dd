package page

import (
	"fmt"
	"strings"
	"testing"

	"zhenjian/generator/address"
	"zhenjian/generator/export"
)

// TestData: every column of every table stands on the page, with its type, its
// meaning and what its values mean, and every file is linked.
func TestData(t *testing.T) {
	s := newSite(t, smallReports)
	s.options.BaseURL = "https://example.cn/fz/"
	made, _ := s.build(t, loadLayouts(t), nil)
	doc := parse(t, made.data[address.Data])
	lists := all(doc, "dl", "class=fields")
	if len(lists) != 1+len(export.Tables)+2 {
		t.Fatalf("%d lists of columns", len(lists))
	}
	columns := [][]export.Column{}
	for _, table := range export.Tables {
		only(t, doc, "h3", "id="+table.Name)
		columns = append(columns, table.Columns)
	}
	for i, want := range append(columns, export.ReportKeys, export.CitationKeys) {
		rows := all(lists[i+1], "div", "")
		if len(rows) != len(want) {
			t.Fatalf("list %d has %d rows, want %d", i, len(rows), len(want))
		}
		for k, c := range want {
			name := words(only(t, rows[k], "dt", ""))
			if name != c.Name+" "+typeNames[c.Type] || typeNames[c.Type] == "" {
				t.Errorf("column %q, want %s, a %s", name, c.Name, c.Type)
			}
			meaning := c.Text
			for _, v := range c.Values {
				meaning += " " + v.Value + " " + v.Text
			}
			if got := words(only(t, rows[k], "dd", "")); got != strings.Join(strings.Fields(meaning), " ") {
				t.Errorf("%s: %q, want %q", c.Name, got, meaning)
			}
		}
	}
	for i, state := range export.States {
		if row := words(all(lists[0], "div", "")[i]); row != state.Value+state.Text && row != state.Value+" "+state.Text {
			t.Errorf("state %q", row)
		}
	}
	linked := strings.Join(links(only(t, doc, "main", "")), "\n")
	for _, want := range []string{
		"reports.csv -> reports.csv", "mentions.csv -> mentions.csv", "series.csv -> series.csv", "reports.json -> reports.json", "all.zip -> all.zip",
		"reports.schema.json -> reports.schema.json", "datapackage.json -> datapackage.json", "SHA256SUMS.txt -> SHA256SUMS.txt",
		"series.csv -> ../places/370405100/series.csv", "report.json -> ../places/370405100/2022/report.json", "feed.xml -> ../feed.xml", "sitemap.xml -> ../sitemap.xml",
	} {
		if !strings.Contains(linked+"\n", want+"\n") {
			t.Errorf("no link %s in\n%s", want, linked)
		}
	}
	text := words(doc)
	mentions := 0
	for _, e := range s.arc.Reports {
		mentions += len(e.Mentions)
	}
	for _, want := range []string{"每份报告一行，共5行。", fmt.Sprintf("同一份报告里按先后排列，共%d行。", mentions), "《报告库》，文件名，https://example.cn/fz/data/index.html，以及下载的日期"} {
		if !strings.Contains(text, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
}

// TestFeedLink: each page tells of the feed where there is one.
func TestFeedLink(t *testing.T) {
	s := newSite(t, smallReports)
	made, _ := s.build(t, loadLayouts(t), nil)
	if n := len(all(parse(t, made.data[address.Home]), "link", "rel=alternate")); n > 0 || strings.Contains(made.data[address.Data], address.Feed) {
		t.Error("a feed of a site whose address is not known")
	}
	s.options.BaseURL = "https://example.cn/fz/"
	made, _ = s.build(t, loadLayouts(t), nil)
	for page, want := range map[string]string{address.Home: "feed.xml", "years/2022/index.html": "../../feed.xml"} {
		l := only(t, parse(t, made.data[page]), "link", "rel=alternate")
		href, _ := attr(l, "href")
		if kind, _ := attr(l, "type"); href != want || kind != "application/atom+xml" {
			t.Errorf("%s: %s, a %s", page, href, kind)
		}
	}
}

// TestAddresses: all pages but the one for what is not there, each once.
func TestAddresses(t *testing.T) {
	s := newSite(t, smallReports)
	l := loadLayouts(t)
	made, _ := s.build(t, l, nil)
	want := map[string]bool{}
	for _, path := range made.pages() {
		if path != address.NotFound && !strings.HasSuffix(path, "/source.html") {
			want[path] = true
		}
	}
	for _, path := range New(l, s.arc, s.pages, s.options).Addresses() {
		if !want[path] {
			t.Errorf("%s is no page, or named twice", path)
		}
		delete(want, path)
	}
	if len(want) > 0 {
		t.Errorf("not named: %v", want)
	}
}
