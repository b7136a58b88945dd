package export

import (
	"encoding/xml"
	"fmt"
	"strings"
	"testing"
	"time"

	"zhenjian/generator/address"
	"zhenjian/generator/archive"
)

// readFeed reads a feed as a reader of feeds does.
func readFeed(t *testing.T, text string) (f struct {
	XMLName xml.Name
	Lang    string `xml:"lang,attr"`
	ID      string `xml:"id"`
	Title   string `xml:"title"`
	Updated string `xml:"updated"`
	Author  string `xml:"author>name"`
	Link    []struct {
		Rel  string `xml:"rel,attr"`
		Href string `xml:"href,attr"`
	} `xml:"link"`
	Entry []struct {
		ID        string   `xml:"id"`
		Title     string   `xml:"title"`
		Published string   `xml:"published"`
		Updated   string   `xml:"updated"`
		Author    []string `xml:"author>name"`
		Summary   string   `xml:"summary"`
		Link      struct {
			Rel  string `xml:"rel,attr"`
			Href string `xml:"href,attr"`
		} `xml:"link"`
	} `xml:"entry"`
}) {
	t.Helper()
	if err := xml.Unmarshal([]byte(text), &f); err != nil {
		t.Fatal(err)
	}
	return f
}

func TestFeed(t *testing.T) {
	o := testOptions
	o.BaseURL = "http://10.1.2.3/法治 & 镇/"
	made := render(t, smallArchive(func(entries []*archive.Entry) { entries[1].Title = "甲 <乙> & 丙" }), o, nil)
	f := readFeed(t, made.data[address.Feed])
	const base = "http://10.1.2.3/%E6%B3%95%E6%B2%BB%20&%20%E9%95%87/"
	if f.XMLName.Space != "http://www.w3.org/2005/Atom" || f.XMLName.Local != "feed" || f.Lang != "zh-CN" || f.ID != base || f.Title != "报告库" || f.Author != "某司法局" || f.Updated != "2023-01-09T00:00:00+08:00" {
		t.Errorf("feed %+v", f)
	}
	if got := fmt.Sprint(f.Link); got != "[{self "+base+"feed.xml} {alternate "+base+"index.html}]" {
		t.Errorf("links %s", got)
	}
	var got []string
	for _, e := range f.Entry {
		got = append(got, strings.TrimPrefix(e.ID, base)+" "+e.Updated)
		if e.ID != e.Link.Href || e.Link.Rel != "alternate" || e.Title == "" {
			t.Errorf("entry %+v", e)
		}
	}
	// No date, and a day that there is not, keep a report out.
	want := "places/370405103/2022/index.html 2023-01-09T00:00:00+08:00;places/370405103/2022/2/index.html 2023-01-08T00:00:00+08:00;places/370405103/2020/index.html 2020-07-01T09:30:00+08:00"
	if strings.Join(got, ";") != want {
		t.Errorf("entries %s", strings.Join(got, ";"))
	}
	if e := f.Entry[0]; e.Title != "甲 <乙> & 丙" || e.Summary != "山东省枣庄市台儿庄区涧头集镇2022年度法治政府建设情况报告" || fmt.Sprint(e.Author) != "[涧头集镇人民政府]" {
		t.Errorf("entry %+v", e)
	}
	if e := f.Entry[2]; e.Summary != "山东省枣庄市台儿庄区涧头集镇2020年上半年法治政府建设情况报告" || e.Author != nil {
		t.Errorf("entry %+v", e)
	}
}

// TestFeedIsShort: the newest fifty, in time's order.
func TestFeedIsShort(t *testing.T) {
	o := testOptions
	made := render(t, inventedArchive(120), o, nil)
	f := readFeed(t, made.data[address.Feed])
	if len(f.Entry) != maxFeed {
		t.Fatalf("%d entries", len(f.Entry))
	}
	ids := map[string]bool{}
	for i, e := range f.Entry {
		if _, err := time.Parse(time.RFC3339, e.Updated); err != nil || i > 0 && e.Updated > f.Entry[i-1].Updated || ids[e.ID] {
			t.Errorf("entry %d: %s %s", i, e.ID, e.Updated)
		}
		ids[e.ID] = true
	}
	if f.Updated != f.Entry[0].Updated || f.Updated < "2025" {
		t.Errorf("updated %s", f.Updated)
	}
}

// TestNoFeed: without a date, or without the site's address, there is none.
func TestNoFeed(t *testing.T) {
	undated := smallArchive(func(entries []*archive.Entry) {
		for _, e := range entries {
			e.Issued, e.Published = "", ""
		}
	})
	made := render(t, undated, testOptions, nil)
	if _, there := made.data[address.Feed]; there || HasFeed(undated, testOptions.BaseURL) {
		t.Error("a feed of reports without a date")
	}
	if _, there := made.data[address.Sitemap]; !there {
		t.Error("no sitemap")
	}
	made = render(t, smallArchive(), Options{Title: "甲"}, nil)
	for _, path := range []string{address.Feed, address.Sitemap} {
		if _, there := made.data[path]; there {
			t.Errorf("%s of a site without an address", path)
		}
	}
}

// TestFeedByLedger: what this site published last goes first, whenever it was
// written; a file that was put right shows again.
func TestFeedByLedger(t *testing.T) {
	o := testOptions
	o.BaseURL = "http://10.1.2.3/"
	f := readFeed(t, render(t, smallArchive(func(entries []*archive.Entry) {
		for i, e := range entries {
			e.Entered = fmt.Sprintf("2024-03-0%dT08:00", i+1)
		}
		entries[0].Revised = "2024-05-01T10:00"
	}), o, nil).data[address.Feed])
	if f.Updated != "2024-05-01T10:00:00+08:00" || f.Entry[0].Updated != f.Updated || f.Entry[0].Published != "2024-03-01T08:00:00+08:00" {
		t.Errorf("feed %+v", f)
	}
	if len(f.Entry) < 3 || f.Entry[1].Updated < f.Entry[2].Updated || f.Entry[1].Published != f.Entry[1].Updated {
		t.Errorf("entries %+v", f.Entry)
	}
}
