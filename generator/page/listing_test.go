package page

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"zhenjian/generator/address"
	"zhenjian/generator/archive"
	"zhenjian/generator/indicator"
)

// linked collects the reports that a shelf's pages link to, with the page each
// stands on, and fails where a page is too long.
func linked(t *testing.T, h *shelf) map[string]string {
	t.Helper()
	out := map[string]string{}
	for _, code := range h.pages() {
		page, n := h.path(code), 0
		l := h.list(code)
		if len(l.Parts) == 0 && len(l.Sections) == 0 {
			t.Errorf("%s has nothing on it", page)
		}
		for _, s := range l.Sections {
			for _, g := range s.Groups {
				for _, to := range g.Links {
					n++
					if out[to.Href] != "" {
						t.Errorf("%s stands on %s and %s", to.Href, out[to.Href], page)
					}
					out[to.Href] = page
				}
			}
		}
		if n > limit || len(l.Parts) > limit {
			t.Errorf("%s has %d links and %d parts", page, n, len(l.Parts))
		}
	}
	return out
}

func TestShelf(t *testing.T) {
	for _, tt := range []struct {
		n     int
		pages []string // some of them
		not   string
	}{
		{limit, []string{"years/2022/index.html"}, "years/2022/110000.html"},
		{limit + 1, []string{"years/2022/index.html", "years/2022/110000.html", "years/2022/130000.html"}, "years/2022/130100.html"},
		{8000, []string{"years/2022/index.html", "years/2022/130000.html", "years/2022/130100.html"}, "years/2022/130102.html"},
	} {
		t.Run(fmt.Sprint(tt.n), func(t *testing.T) {
			arc, _ := archive.New(gazetteer(), indicator.Builtin(), syntheticEntries(tt.n, 2022, nil), nil)
			s := New(loadLayouts(t), arc, nil, Options{Title: "甲"})
			h := s.years[2022]
			if got := len(linked(t, h)); got != tt.n {
				t.Errorf("%d links for %d reports", got, tt.n)
			}
			var paths []string
			for _, p := range s.yearPages() {
				paths = append(paths, p.path)
			}
			for _, want := range tt.pages {
				if !slices.Contains(paths, want) {
					t.Errorf("no page %s", want)
				}
			}
			if slices.Contains(paths, tt.not) {
				t.Errorf("there is a page %s", tt.not)
			}
			stand := linked(t, h)
			for _, e := range arc.Reports[:100] {
				page := h.path(h.region(e.Code))
				if href := address.Rel(page, address.Report(e.Code, e.Year, 1)); stand[href] != page {
					t.Errorf("%s stands on %q, and is said to stand on %s", e.Code, stand[href], page)
				}
			}
		})
	}
}

// TestListing reads the headings that reports stand under.
func TestListing(t *testing.T) {
	var entries []*archive.Entry
	for _, code := range []string{"370000", "370400", "370405", "370405103", "370402103", "500229104", "500229", "441900003"} {
		unit, ok := gazetteer().Lookup(code)
		if !ok {
			t.Fatal(code)
		}
		entries = append(entries, &archive.Entry{Path: code, SHA256: code, Code: code, Name: unit.Name, Year: 2022})
	}
	arc, _ := archive.New(gazetteer(), indicator.Builtin(), entries, nil)
	var got []string
	for _, s := range New(loadLayouts(t), arc, nil, Options{}).years[2022].list("").Sections {
		for _, g := range s.Groups {
			var reports []string
			for _, l := range g.Links {
				reports = append(reports, l.Text)
			}
			got = append(got, s.Text+"/"+g.Text+"/"+strings.Join(reports, " "))
		}
	}
	want := []string{
		"山东省//山东省 枣庄市", "山东省/枣庄市/台儿庄区", "山东省/枣庄市市中区/齐村镇", "山东省/枣庄市台儿庄区/涧头集镇",
		"广东省/东莞市/" + entries[7].Name, "重庆市//城口县", "重庆市/城口县/庙坝镇",
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestVersionNote(t *testing.T) {
	for _, tt := range []struct {
		e    archive.Entry
		want string
	}{
		{archive.Entry{Version: 1}, ""},
		{archive.Entry{Version: 1, Part: "上半年"}, "上半年"},
		{archive.Entry{Version: 2, Part: "上半年"}, "上半年，第2份"},
	} {
		if got := versionNote(&tt.e); got != tt.want {
			t.Errorf("%+v: %q, want %q", tt.e, got, tt.want)
		}
	}
}
