package main

import (
	"bytes"
	"fmt"
	"maps"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// linkAttributes are the attributes of HTML that hold one address.
var linkAttributes = []string{"href", "src", "poster", "data", "action", "formaction", "cite", "longdesc", "data-runtime"}

// styleAddress finds an address in a style sheet: url(x), url("x"), @import "x".
var styleAddress = regexp.MustCompile(`(?:url\(\s*["']?|@import\s+["'])([^"')]+)`)

// linkFaults gives what is wrong with the links of a site: those that lead to
// no file or anchor of it, and what is loaded from elsewhere. A link has to be
// relative and name a file, or it would not work below any path and from a
// folder on a disk.
func linkFaults(tree map[string][]byte) []string {
	anchors := map[string]map[string]bool{}
	links := map[string][]siteLink{}
	for name, data := range tree {
		switch path.Ext(name) {
		case ".html", ".svg":
			links[name], anchors[name] = readPage(data)
		case ".css":
			for _, m := range styleAddress.FindAllSubmatch(data, -1) {
				links[name] = append(links[name], siteLink{string(m[1]), true})
			}
		}
	}
	var faults []string
	for _, name := range slices.Sorted(maps.Keys(links)) {
		for _, l := range links[name] {
			if wrong := l.fault(name, tree, anchors); wrong != "" {
				faults = append(faults, fmt.Sprintf("%s: %s: %s", name, l.address, wrong))
			}
		}
	}
	return faults
}

// A siteLink is an address in a file of the site.
type siteLink struct {
	address string
	loaded  bool // by the browser, unasked
}

// readPage gives the links and the anchors of a page.
func readPage(data []byte) ([]siteLink, map[string]bool) {
	var links []siteLink
	anchors := map[string]bool{}
	root, err := html.Parse(bytes.NewReader(data))
	if err != nil {
		return []siteLink{{err.Error(), true}}, nil // nothing that can be read leads anywhere
	}
	for n := range root.Descendants() {
		canonical := n.Data == "link" && slices.Contains(n.Attr, html.Attribute{Key: "rel", Val: "canonical"})
		for _, a := range n.Attr {
			switch {
			case a.Key == "id":
				anchors[a.Val] = true
			case a.Key == "srcset":
				for part := range strings.SplitSeq(a.Val, ",") {
					if address := strings.Fields(part); len(address) > 0 {
						links = append(links, siteLink{address[0], true})
					}
				}
			case slices.Contains(linkAttributes, a.Key):
				asked := n.Data == "a" || n.Data == "area" || a.Key == "cite" || canonical
				links = append(links, siteLink{a.Val, !asked})
			}
		}
	}
	return links, anchors
}

// fault says what is wrong with a link of a file; "" where it is right.
func (l siteLink) fault(from string, tree map[string][]byte, anchors map[string]map[string]bool) string {
	u, err := url.Parse(l.address)
	switch {
	case err != nil:
		return "is no address"
	case l.loaded && (u.Scheme != "" || u.Host != ""):
		return "is loaded from elsewhere"
	case slices.Contains([]string{"http", "https", "mailto", "tel"}, u.Scheme):
		return ""
	case u.Scheme != "" || u.Host != "":
		return "is of a kind that does not belong here"
	case strings.HasPrefix(u.Path, "/"):
		return "does not work below another path"
	}
	target := from
	if u.Path != "" {
		target = path.Join(path.Dir(from), u.Path)
	}
	if _, ok := tree[target]; !ok || strings.HasSuffix(u.Path, "/") {
		return "leads to no file"
	}
	if strings.Contains(l.address, "#") && !anchors[target][u.Fragment] {
		return "leads to no anchor"
	}
	return ""
}

var linkTests = []struct{ file, text, want string }{
	{"a/a.html", `<a href="../b/index.html">`, ""},
	{"a/a.html", `<a href="../b/index.html#s1">`, ""},
	{"a/a.html", `<a href="../b/%E6%B3%95.html">`, ""},
	{"a/a.html", `<h2 id="二"><a href="#%E4%BA%8C">`, ""},
	{"a/a.html", `<a href="?year=2022#main"><main id="main">`, ""},
	{"a/a.html", `<a href="https://www.gov.cn/"><link rel="canonical" href="https://example.gov.cn/a.html">`, ""},
	{"a/a.html", `<link rel="stylesheet" href="../site.css"><img srcset="../b/x.svg 2x, ../b/x.svg">`, ""},
	{"a/a.html", `<a href="b/index.html">`, "a/a.html: b/index.html: leads to no file"},
	{"a/a.html", `<a href="../b/">`, "a/a.html: ../b/: leads to no file"},
	{"a/a.html", `<a href="../b/index.html/">`, "a/a.html: ../b/index.html/: leads to no file"},
	{"a/a.html", `<a href="../../b/index.html">`, "a/a.html: ../../b/index.html: leads to no file"},
	{"a/a.html", `<a href="../b/index.html#s2">`, "a/a.html: ../b/index.html#s2: leads to no anchor"},
	{"a/a.html", `<a href="#">`, "a/a.html: #: leads to no anchor"},
	{"a/a.html", `<a href="/b/index.html">`, "a/a.html: /b/index.html: does not work below another path"},
	{"a/a.html", `<a href="javascript:go()">`, "a/a.html: javascript:go(): is of a kind that does not belong here"},
	{"a/a.html", `<a href="//host/">`, "a/a.html: //host/: is of a kind that does not belong here"},
	{"a/a.html", `<form action="s.html"><q cite="t.html">`, "a/a.html: s.html: leads to no file\na/a.html: t.html: leads to no file"},
	{"a/a.html", `<script src="https://cdn.example/x.js"></script>`, "a/a.html: https://cdn.example/x.js: is loaded from elsewhere"},
	{"a/a.html", `<link rel="preconnect" href="//fonts.example">`, "a/a.html: //fonts.example: is loaded from elsewhere"},
	{"a/a.html", `<img srcset="../b/x.svg 1x, ../b/y.svg 2x">`, "a/a.html: ../b/y.svg: leads to no file"},
	{"a/a.svg", `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"><use xlink:href="#x"/></svg>`, "a/a.svg: #x: leads to no anchor"},
	{"a/a.css", `@import "x.css"; p { background: url( '../b/x.svg' ) }`, "a/a.css: x.css: leads to no file"},
	{"a/a.css", `@font-face { src: url(https://fonts.example/x.woff2) }`, "a/a.css: https://fonts.example/x.woff2: is loaded from elsewhere"},
}

func TestLinkFaults(t *testing.T) {
	for _, tt := range linkTests {
		tree := map[string][]byte{
			"b/index.html": []byte(`<h1 id="s1">`), "b/法.html": nil, "b/x.svg": nil, "site.css": nil,
			tt.file: []byte(tt.text),
		}
		if got := strings.Join(linkFaults(tree), "\n"); got != tt.want {
			t.Errorf("%s:\n got %q\nwant %q", tt.text, got, tt.want)
		}
	}
}

// TestLinks follows every link of this checkout's own site, and of the
// demonstration.
func TestLinks(t *testing.T) {
	t.Parallel()
	for _, tree := range []map[string][]byte{siteTree(t), demoTree(t)} {
		for _, fault := range linkFaults(tree) {
			t.Error(fault)
		}
	}
}
