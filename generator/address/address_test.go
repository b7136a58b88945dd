package address

import (
	"net/url"
	"strings"
	"testing"
)

func TestPaths(t *testing.T) {
	for _, tt := range []struct{ got, want string }{
		{Place("370405"), "places/370405/index.html"},
		{Place("370405x0c6a3e"), "places/370405x0c6a3e/index.html"},
		{Report("370405104", 2022, 1), "places/370405104/2022/index.html"},
		{Report("370405104", 2022, 2), "places/370405104/2022/2/index.html"},
		{Original("370405104", 2022, 1, ".txt"), "places/370405104/2022/original.txt"},
		{Original("370405104", 2022, 3, ".DOCX"), "places/370405104/2022/3/original.docx"},
		{Original("370405104", 2022, 1, ".wps"), "places/370405104/2022/original.wps.txt"},
		{Year(2022, ""), "years/2022/index.html"},
		{Year(2022, "370000"), "years/2022/370000.html"},
		{Indicator("penalties"), "indicators/penalties/index.html"},
		{IndicatorIn("penalties", "370000"), "indicators/penalties/370000.html"},
		{Law("0123456789", ""), "laws/0123456789/index.html"},
		{Law("0123456789", "370000"), "laws/0123456789/370000.html"},
		{LawsIn("", 1), Laws},
		{LawsIn("", 2), "laws/index-2.html"},
		{LawsIn("370000", 3), "laws/370000-3.html"},
		{CoverageIn(""), Coverage},
		{CoverageIn("370405"), "coverage/370405.html"},
		{Asset("site.css", []byte("body{}")), "assets/site.7c98040a.css"},
		{Page("about"), "about/index.html"},
		{SitemapPart(2), "sitemap-2.xml"},
		{Section(1), "s1"},
		{Paragraph(12), "p12"},
	} {
		if tt.got != tt.want {
			t.Errorf("got %s, want %s", tt.got, tt.want)
		}
	}
}

func TestRel(t *testing.T) {
	for _, tt := range []struct{ from, to, want string }{
		{Home, Home, "index.html"},
		{Home, "places/370405/index.html", "places/370405/index.html"},
		{"places/370405/index.html", Home, "../../index.html"},
		{"places/370405104/2022/index.html", "places/370405104/2021/index.html", "../2021/index.html"},
		{"places/370405104/2022/index.html", "places/370405104/2022/original.txt", "original.txt"},
		{"places/370405104/2022/2/index.html", "places/370405104/2022/index.html", "../index.html"},
		{"places/370405/index.html", "places/370405104/index.html", "../370405104/index.html"},
		{"years/2022/index.html", "years/2022/370000.html", "370000.html"},
		{"laws/0123456789/index.html", "places/370405104/2022/index.html#s1", "../../places/370405104/2022/index.html#s1"},
	} {
		if got := Rel(tt.from, tt.to); got != tt.want {
			t.Errorf("from %s to %s: %s, want %s", tt.from, tt.to, got, tt.want)
		}
	}
}

// FuzzRel holds Rel against the way a browser resolves a link.
func FuzzRel(f *testing.F) {
	f.Add("places/370405104/2022/index.html", "laws/0123456789/index.html")
	f.Add("index.html", "years/2022/370000.html")
	f.Add("a/b/c", "a/bc/c")
	f.Fuzz(func(t *testing.T, from, to string) {
		for _, p := range []string{from, to} {
			if p == "" || strings.Trim(p, "abcdefghijklmnopqrstuvwxyz0123456789/.-") != "" ||
				strings.Contains("/"+p+"/", "//") || strings.Contains("/"+p+"/", "/./") || strings.Contains("/"+p+"/", "/../") {
				t.Skip("no address of a site")
			}
		}
		base, err := url.Parse("http://site/below/" + from)
		if err != nil {
			t.Skip(err)
		}
		link, err := base.Parse(Rel(from, to))
		if err != nil || link.Path != "/below/"+to {
			t.Fatalf("from %s to %s: %s leads to %s (%v)", from, to, Rel(from, to), link, err)
		}
	})
}

func TestCheckPage(t *testing.T) {
	for _, name := range []string{"about", "how-to", "faq2"} {
		if err := CheckPage(name); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, name := range []string{"laws", "search", "", "关于", "a b", "../x", "About", "a.b"} {
		if CheckPage(name) == nil {
			t.Errorf("%q is taken for a good name", name)
		}
	}
}
