package preview

import (
	"strings"

	"zhenjian/generator/address"
	"zhenjian/generator/archive"
	"zhenjian/generator/indicator"
	"zhenjian/generator/quantity"
	"zhenjian/generator/region"
	"zhenjian/generator/report"
	"zhenjian/generator/source"
)

// Understood says what was read out of one changed report. Of a file that could
// not be read it has File alone.
type Understood struct {
	File     string   // as Problems name it
	Place    []string // full names from the province down; empty where not settled
	Code     string   // of the last of Place
	Year     int      // 0 unknown
	Part     string   // of the year; "" for all of it
	Title    string   // as printed
	Issued   string   // YYYY-MM-DD
	Rules    report.Rules
	Headings []Heading // in reading order
	Mentions []Mention // in reading order
	Page     string    // path of its page; "" where the report was left out
	Source   string    // path of the view of its file
}

// A Heading is one line of a report's outline.
type Heading struct {
	Level        int // from 1
	Number, Text string
}

// A Mention is one number that was taken for an indicator.
type Mention struct {
	Name      string // of the indicator
	Number    string // with its unit, as printed
	None      bool   // a statement of none, which has no number
	Qualifier quantity.Qualifier
	Period    string // as 2022-01/2022-09; "" for the whole year
	Quote     string
	Anchor    string // on Page
}

// Understand tells what was read out of a report. e is its entry in the archive,
// which knows its page; nil for a report that was left out.
func Understand(r *report.Report, e *archive.Entry, c *indicator.Catalogue) Understood {
	u := Understood{File: r.Doc.Path, Code: r.Place.Code, Year: r.Year, Part: string(r.Part), Title: r.Title, Issued: r.Issued, Rules: r.Rules}
	for _, name := range []string{r.Place.Province, r.Place.City, r.Place.County, r.Place.Town} {
		if name != "" {
			u.Place = append(u.Place, name)
		}
	}
	for _, s := range r.Sections {
		u.Headings = append(u.Headings, Heading{s.Level, s.Number, s.Heading})
	}
	if e != nil {
		u.Page = address.Report(e.Code, e.Year, e.Version)
		u.Source = address.Source(e.Code, e.Year, e.Version)
	} else {
		e, _ = archive.NewEntry(r, c, quantity.Find(r.Tabbed())) // for what was found in it
	}
	u.Mentions = mentionsOf(e, c)
	return u
}

func mentionsOf(e *archive.Entry, c *indicator.Catalogue) []Mention {
	var out []Mention
	for i, m := range e.Mentions {
		name := m.Indicator
		if in, ok := c.Get(m.Indicator); ok {
			name = in.Name
		}
		out = append(out, Mention{name, m.Printed, m.Denied, m.Qualifier, string(m.Period), m.Quote, archive.MentionID(i + 1)})
	}
	return out
}

// Entered tells what an entry of the archive says of a report.
func Entered(e *archive.Entry, g *region.Gazetteer, c *indicator.Catalogue) Understood {
	u := Understood{File: e.Path, Code: e.Code, Year: e.Year, Part: e.Part, Title: e.Title, Issued: e.Issued, Page: address.Report(e.Code, e.Year, e.Version), Source: address.Source(e.Code, e.Year, e.Version)}
	for _, r := range g.Chain(e.Code) {
		u.Place = append(u.Place, r.Name)
	}
	if len(u.Place) == 0 {
		u.Place = []string{e.Name}
	}
	u.Mentions = mentionsOf(e, c)
	return u
}

// sourceLine is the path of a line in the view of the file.
func (u Understood) sourceLine(line int) string {
	if u.Source == "" {
		return ""
	}
	return u.Source + "#" + address.Line(line)
}

// A Line is a line of a file as received.
type Line struct {
	Number int // from 1
	Text   string
}

// Characters that Around keeps: a line of a report is often a paragraph of 500.
const (
	runesOfLine      = 120
	runesOfNeighbour = 40
)

// Around gives a line of a text and the nearest line before and behind it that
// is not blank, each cut to what is enough to know it again. Lines are counted
// as source.Document counts those of Decoded. Nothing where there is no such line.
func Around(decoded string, line int) []Line {
	starts := source.LineStarts(decoded)
	if line < 1 || line > len(starts) {
		return nil
	}
	at := func(n int) string {
		end := len(decoded)
		if n < len(starts) {
			end = starts[n]
		}
		return strings.TrimSpace(decoded[starts[n-1]:end])
	}
	var out []Line
	for n := line - 1; n >= 1; n-- {
		if text := at(n); text != "" {
			out = append(out, Line{n, cut(text, runesOfNeighbour)})
			break
		}
	}
	out = append(out, Line{line, cut(at(line), runesOfLine)})
	for n := line + 1; n <= len(starts); n++ {
		if text := at(n); text != "" {
			out = append(out, Line{n, cut(text, runesOfNeighbour)})
			break
		}
	}
	return out
}

// cut keeps the first n characters of a line.
func cut(text string, n int) string {
	for i := range text {
		if n == 0 {
			return text[:i] + "…"
		}
		n--
	}
	return text
}
