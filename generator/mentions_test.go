package main

import (
	"bytes"
	"encoding/csv"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// TestMentionsLeadToTheirWords follows every row of data/mentions.csv of a
// built site: the page is there, the element with the row's id holds the quote
// and nothing else, and in it the number as printed, with value and indicator.
func TestMentionsLeadToTheirWords(t *testing.T) {
	site := newSite(t)
	var names []string
	for _, set := range []string{"invented", "series"} {
		found, err := filepath.Glob(filepath.Join(labelledFolder(set), "*.txt*")) // with their sidecars
		if err != nil || len(found) < 5 {
			t.Fatal("labelled reports: ", found, err)
		}
		names = append(names, found...)
	}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err == nil {
			err = os.WriteFile(filepath.Join(site, "content", "reports", filepath.Base(name)), data, 0o666)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if status := run([]string{"build", "--quiet", "--site", site}); status != exitDone {
		t.Fatalf("status %d", status)
	}
	public := filepath.Join(site, "public")
	rows := readCSV(t, filepath.Join(public, "data", "mentions.csv"))
	pages := map[string]*html.Node{}
	for _, row := range rows {
		page, anchor, _ := strings.Cut(row["url"], "#")
		if pages[page] == nil {
			data, err := os.ReadFile(filepath.Join(public, filepath.FromSlash(page)))
			if err != nil {
				t.Fatal(err)
			}
			if pages[page], err = html.Parse(bytes.NewReader(data)); err != nil {
				t.Fatal(err)
			}
		}
		quote := byID(pages[page], anchor)
		if quote == nil || quote.Data != "span" {
			t.Errorf("%s: no <span> has the id", row["url"])
			continue
		}
		if got := textOf(quote); got != row["quote"] {
			t.Errorf("%s: holds %q, the row says %q", row["url"], got, row["quote"])
		}
		number := byAttribute(quote, "data-mention", row["id"])
		if number == nil || number.Data != "data" {
			t.Errorf("%s: no <data> for %s", row["url"], row["id"])
			continue
		}
		if got := textOf(number); got != row["printed"] {
			t.Errorf("%s: the number is %q, the row says %q", row["url"], got, row["printed"])
		}
		if attribute(number, "value") != row["value"] || attribute(number, "data-indicator") != row["indicator"] {
			t.Errorf("%s: value %s of %s, the row says %s of %s", row["url"], attribute(number, "value"), attribute(number, "data-indicator"), row["value"], row["indicator"])
		}
	}
	if len(rows) < 600 {
		t.Errorf("only %d mentions", len(rows))
	}
	checkSeries(t, filepath.Join(public, "data", "series.csv"), rows)
}

// checkSeries asks of every row of series.csv that its mentions are there, and
// that a value made of one mention is that mention's.
func checkSeries(t *testing.T, name string, mentions []map[string]string) {
	t.Helper()
	byKey := map[string]map[string]string{}
	for _, m := range mentions {
		byKey[m["report"]+" "+m["id"]] = m
	}
	rows := readCSV(t, name)
	for _, row := range rows {
		ids := strings.Fields(row["mentions"])
		for _, id := range ids {
			m := byKey[row["code"]+"/"+row["year"]+" "+id]
			if m == nil || m["indicator"] != row["indicator"] {
				t.Errorf("%s %s %s: %s is no mention of it", row["code"], row["year"], row["indicator"], id)
			} else if len(ids) == 1 && (m["value"] != row["value"] || m["unit"] != row["unit"] || m["qualifier"] != row["qualifier"]) {
				t.Errorf("%s %s %s: %s %s, the mention says %s %s", row["code"], row["year"], row["indicator"], row["value"], row["unit"], m["value"], m["unit"])
			}
		}
		if len(ids) == 0 || row["state"] != "number" && row["state"] != "none" || row["state"] == "none" && row["value"] != "0" {
			t.Errorf("%s %s %s: state %s, value %s, mentions %q", row["code"], row["year"], row["indicator"], row["state"], row["value"], row["mentions"])
		}
	}
	if len(rows) < 100 {
		t.Errorf("only %d rows in series.csv", len(rows))
	}
}

// readCSV reads a file of ours: with a byte-order mark, CRLF, and a header.
func readCSV(t *testing.T, name string) []map[string]string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	text, ok := bytes.CutPrefix(data, []byte("\xEF\xBB\xBF"))
	if !ok || bytes.Count(text, []byte("\n")) != bytes.Count(text, []byte("\r\n")) {
		t.Errorf("%s: no byte-order mark, or line ends that are not CRLF", name)
	}
	records, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var rows []map[string]string
	for _, record := range records[1:] {
		row := map[string]string{}
		for i, column := range records[0] {
			row[column] = record[i]
		}
		rows = append(rows, row)
	}
	return rows
}

func byID(n *html.Node, id string) *html.Node { return byAttribute(n, "id", id) }

func byAttribute(n *html.Node, key, value string) *html.Node {
	for d := range n.Descendants() {
		if attribute(d, key) == value {
			return d
		}
	}
	return nil
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}
