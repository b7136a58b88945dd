package export

import (
	"encoding/xml"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// readSitemap gives the addresses in a file, and the name of its root.
func readSitemap(t *testing.T, f file) (root string, locs []string) {
	t.Helper()
	var doc struct {
		XMLName xml.Name
		URL     []struct {
			Loc string `xml:"loc"`
		} `xml:"url"`
		Sitemap []struct {
			Loc string `xml:"loc"`
		} `xml:"sitemap"`
	}
	if err := xml.Unmarshal(f.data, &doc); err != nil {
		t.Fatalf("%s: %v", f.path, err)
	}
	if doc.XMLName.Space != "http://www.sitemaps.org/schemas/sitemap/0.9" {
		t.Errorf("%s: name space %s", f.path, doc.XMLName.Space)
	}
	for _, u := range append(doc.URL, doc.Sitemap...) {
		locs = append(locs, u.Loc)
	}
	return doc.XMLName.Local, locs
}

func TestSitemap(t *testing.T) {
	var pages, want []string
	for i := range 25 {
		pages = append(pages, fmt.Sprintf("places/3704051%02d/index.html", i))
		want = append(want, "http://x/a&b/"+pages[i])
	}
	one := len(locElement("url", "http://x/a&b/"+pages[0]))
	frame := len(opened("urlset")) + len("</urlset>\n")
	for _, tt := range []struct {
		name             string
		addresses, bytes int
		parts            string // addresses in each
	}{
		{"one file", 25, 1 << 20, "[25]"},
		{"split by number", 10, 1 << 20, "[10 10 5]"},
		{"split by size", 25, frame + 12*one, "[12 12 1]"},
		{"one byte less", 25, frame + 12*one - 1, "[11 11 3]"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			files := sitemap("http://x/a&b/", pages, tt.addresses, tt.bytes)
			parts := files
			if root, locs := readSitemap(t, files[0]); files[0].path != "sitemap.xml" {
				t.Fatalf("the first is %s", files[0].path)
			} else if len(files) > 1 {
				parts = files[1:]
				var named []string
				for _, f := range parts {
					named = append(named, "http://x/a&b/"+f.path)
				}
				if root != "sitemapindex" || !slices.Equal(locs, named) {
					t.Errorf("%s names %q", root, locs)
				}
			}
			var got []string
			var counts []int
			for _, f := range parts {
				root, locs := readSitemap(t, f)
				if root != "urlset" || len(f.data) > tt.bytes {
					t.Errorf("%s: %s of %d bytes", f.path, root, len(f.data))
				}
				got = append(got, locs...)
				counts = append(counts, len(locs))
			}
			if fmt.Sprint(counts) != tt.parts || !slices.Equal(got, want) {
				t.Errorf("%v, want %s; addresses %q", counts, tt.parts, got)
			}
		})
	}
	if files := sitemap("http://x/", []string{"index.html"}, maxAddresses, maxBytes); len(files) != 1 || strings.Contains(string(files[0].data), "lastmod") {
		t.Errorf("%s", files[0].data)
	}
}
