// Package address makes the path of every page and file of the site, and the
// name of every anchor. No other place in the program spells one out.
//
// A path is relative to the root of the site and written out to index.html, so
// that links work below any prefix and from a folder on disk. All are ASCII.
package address

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path"
	"strconv"
	"strings"
)

// Pages that there is one of.
const (
	Home     = "index.html"
	Regions  = "places/index.html"
	Years    = "years/index.html"
	Laws     = "laws/index.html"
	Coverage = "coverage/index.html"
	Map      = "map/index.html" // 站点地图

	Corrections = "corrections/index.html" // 更正记录

	NotFound = "404.html"
	Version  = "version.txt"

	WebConfig = "web.config" // of the server IIS, which does not send it

	Indicators = "indicators/index.html"

	Terms = "terms/index.html"

	Problems = "problems/index.html"

	Search = "search/index.html"

	Data        = "data/index.html"
	ReportsCSV  = "data/reports.csv"
	MentionsCSV = "data/mentions.csv"
	SeriesCSV   = "data/series.csv"
	ReportsJSON = "data/reports.json"
	Schema      = "data/reports.schema.json" // of ReportsJSON and of each report.json
	Package     = "data/datapackage.json"
	Archive     = "data/all.zip"
	Sums        = "data/SHA256SUMS.txt"
	Sitemap     = "sitemap.xml" // only where the site's address is known, as Feed
	Feed        = "feed.xml"
)

// SitemapPart is the n-th part, from 1, of a sitemap that is too long for one file.
func SitemapPart(n int) string { return "sitemap-" + strconv.Itoa(n) + ".xml" }

// Indicator is the page of an indicator; id is the catalogue's.
func Indicator(id string) string { return IndicatorIn(id, "") }

// IndicatorIn is an indicator in one region where all places do not fit on one
// page.
func IndicatorIn(id, code string) string { return "indicators/" + id + "/" + part(code, 1) }

// Place is the page of a region or town; code is official, or made by the site.
func Place(code string) string { return "places/" + code + "/index.html" }

// Card is a town's one-minute card.
func Card(code string) string { return "places/" + code + "/card.html" }

// Towns is the table of a region's towns in a year.
func Towns(code string, year int) string {
	return "places/" + code + "/towns-" + strconv.Itoa(year) + ".html"
}

// PlaceSeries holds the series of one place as CSV.
func PlaceSeries(code string) string { return "places/" + code + "/series.csv" }

// Report is the page of a report; version is 1 for the one that stands for its
// place and year.
func Report(code string, year, version int) string {
	return reportFolder(code, year, version) + "index.html"
}

// Source is the view of a report's file as received, with numbered lines.
func Source(code string, year, version int) string {
	return reportFolder(code, year, version) + "source.html"
}

// Changes is a report beside the one before.
func Changes(code string, year int) string { return reportFolder(code, year, 1) + "changes.html" }

// ChangesJSON holds the same as data.
func ChangesJSON(code string, year int) string { return reportFolder(code, year, 1) + "changes.json" }

// SearchText is the n-th file, from 0, of a report's text as the search page
// loads it; only a report of 100,000 characters and more has a second.
func SearchText(code string, year, version, n int) string {
	return reportFolder(code, year, version) + "search" + more(n) + ".js"
}

func more(n int) string {
	if n == 0 {
		return ""
	}
	return "-" + strconv.Itoa(n+1)
}

// SearchPart is a numbered file of the search index, in folders of 256.
func SearchPart(kind string, number uint32) string {
	return fmt.Sprintf("search/%s/%x/%02x.js", kind, number>>8, number&0xFF)
}

// SearchList is any other file of it.
func SearchList(name string) string { return "search/" + name + ".js" }

// ReportJSON holds what was read from a report.
func ReportJSON(code string, year, version int) string {
	return reportFolder(code, year, version) + "report.json"
}

// plainExts are endings that every web server knows how to send. A file with
// any other gets .txt behind its own.
var plainExts = map[string]bool{".txt": true, ".docx": true, ".doc": true, ".pdf": true}

// Original is the report's file as received; ext is its ending with the dot.
func Original(code string, year, version int, ext string) string {
	ext = strings.ToLower(ext)
	if !plainExts[ext] {
		ext += ".txt"
	}
	return reportFolder(code, year, version) + "original" + ext
}

func reportFolder(code string, year, version int) string {
	folder := "places/" + code + "/" + strconv.Itoa(year) + "/"
	if version > 1 {
		folder += strconv.Itoa(version) + "/"
	}
	return folder
}

// Year lists the reports on a year. Where they are too many for one page, those
// of a region stand on a page of their own; code "" is the first page.
func Year(year int, code string) string {
	return "years/" + strconv.Itoa(year) + "/" + part(code, 1)
}

// Law lists the reports that cite a title, split as Year is. id is ten
// hexadecimal digits.
func Law(id, code string) string { return "laws/" + id + "/" + part(code, 1) }

// Term explains a term of the glossary and lists the reports that use it, split as
// Year is; id is the glossary's.
func Term(id, code string) string { return "terms/" + id + "/" + part(code, 1) }

// LawsIn lists titles that reports of one region alone cite, or with code ""
// all others; n counts the pages of a list that is too long for one, from 1.
func LawsIn(code string, n int) string { return "laws/" + part(code, n) }

// CoverageIn is the coverage of one region where that of all does not fit on
// one page.
func CoverageIn(code string) string { return "coverage/" + part(code, 1) }

// MapIn is the map of the site's places in one region, where those of all do not
// fit on one page.
func MapIn(code string) string { return "map/" + part(code, 1) }

func part(code string, n int) string {
	name := code
	if name == "" {
		name = "index"
	}
	if n > 1 {
		name += "-" + strconv.Itoa(n)
	}
	return name + ".html"
}

// Problem lists the reports that name one kind of shortcoming, split as Law is.
func Problem(id, code string) string { return "problems/" + id + "/" + part(code, 1) }

// Asset is where a file of layouts/assets is published. Its name carries eight
// hexadecimal digits of the SHA-256 of its content, so that a browser never
// shows a page with an old one: site.css is assets/site.0a1b2c3d.css.
func Asset(name string, content []byte) string {
	sum := sha256.Sum256(content)
	ext := path.Ext(name)
	return "assets/" + strings.TrimSuffix(name, ext) + "." + hex.EncodeToString(sum[:4]) + ext
}

// Page is the page made from content/pages/NAME.md.
func Page(name string) string { return name + "/index.html" }

// taken are the folders that other pages and files of the site live in.
var taken = map[string]bool{
	"assets": true, "corrections": true, "coverage": true, "data": true, "indicators": true, "laws": true,
	"map": true, "places": true, "problems": true, "search": true, "terms": true, "years": true,
}

// CheckPage tells why content/pages/NAME.md cannot have a page; nil if it can.
func CheckPage(name string) error {
	if taken[name] {
		return fmt.Errorf("the site has other pages under %s/; give the file another name", name)
	}
	ok := name != ""
	for _, r := range name {
		ok = ok && (r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '-')
	}
	if !ok {
		return fmt.Errorf("the name becomes an address; use only a to z, 0 to 9 and -")
	}
	return nil
}

// Section is the anchor of a report's n-th section, from 1, in reading order.
func Section(n int) string { return "s" + strconv.Itoa(n) }

// Paragraph is the anchor of a report's n-th paragraph, from 1, in reading order.
func Paragraph(n int) string { return "p" + strconv.Itoa(n) }

// Table is the anchor of a report's n-th table, from 1, in reading order.
func Table(n int) string { return "t" + strconv.Itoa(n) }

// Group is the anchor of the n-th group of a list, from 1.
func Group(n int) string { return "g" + strconv.Itoa(n) }

// Line is the anchor of a line in a report's source view, from 1.
func Line(n int) string { return "L" + strconv.Itoa(n) }

// Rel is the link that leads from one page to another page or file.
func Rel(from, to string) string {
	shared := 0 // bytes of the folders that both lie in
	for i := 0; i < len(from) && i < len(to) && from[i] == to[i]; i++ {
		if from[i] == '/' {
			shared = i + 1
		}
	}
	return strings.Repeat("../", strings.Count(from[shared:], "/")) + to[shared:]
}
