package page

import (
	"strings"

	"zhenjian/generator/address"
	"zhenjian/generator/archive"
)

// A reference is how to cite a page. Where the site's address is not known, Here is
// the path of the page, in whose place a script puts the address at which it is read.
type reference struct {
	Before string
	Here   string
	After  string
}

// versionDigits is how much of a SHA-256 names the version of a file: 48 bits.
const versionDigits = 12

// citeReport names issuer, title, dates, address and version of a report. What is
// not stated is left out.
func (s *Site) citeReport(page string, e *archive.Entry) reference {
	var before strings.Builder
	if len(e.Issuers) > 0 {
		before.WriteString(strings.Join(e.Issuers, "、") + "：")
	}
	before.WriteString("《" + e.Title + "》，")
	if day := ownDate(e); day != "" {
		before.WriteString(dateText(day) + "成文，")
	}
	if day, _, _ := strings.Cut(e.Public(), "T"); day != "" {
		before.WriteString(dateText(day) + "发布，")
	}
	before.WriteString(s.options.siteName() + "，")
	c := reference{Before: before.String(), Here: s.pageURL(page), After: "，SHA-256 " + e.SHA256[:min(versionDigits, len(e.SHA256))]}
	if c.Here == "" {
		c.Here = address.Report(e.Code, e.Year, e.Version)
	}
	return c
}
