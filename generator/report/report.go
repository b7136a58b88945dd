// Package report reads title, place, year, dates, issuers, sections, blocks
// and citations out of one cleaned document.
//
// Each question has its file: title.go, place.go (what settles it), evidence.go (what the text says of places),
// town.go (what is a town's name), year.go, date.go, issuer.go,
// heading.go, table.go, citation.go. What they find is a span of the
// document's Text, never a copy that was changed.
package report

import (
	"slices"
	"strings"

	"zhenjian/generator/region"
	"zhenjian/generator/source"
)

// A Span is a half-open range of bytes of the document's Text.
type Span = source.Span

// A Report is one document, understood.
type Report struct {
	Doc        *source.Document
	Title      string // as printed, lines joined without blanks; "" where the text has none
	Place      Place
	Year       int  // the year reported on; 0 unknown
	Part       Part // "" for a report on the whole year
	Issued     string
	Issuers    []string
	Addressees []string
	Sections   []Section
	Blocks     []Block // all of Text, in order
	Citations  []Citation
	Rules      Rules
	Overrides  []string         // keys that the sidecar settled, as it names them
	Answers    Answers          // what the clerk decided beside
	Problems   []source.Problem // in the order of the text

	names []name // of places in Doc.Text, as the gazetteer found them
}

// A name is one of a place, with the units that bear it or that it is short for.
type name struct {
	Span
	units []region.Region
}

// A Place is where a report comes from: full names, "" where not settled.
type Place struct {
	Province, City, County, Town string
	Code                         string // of the smallest unit settled; "" where even that is open
}

// A Part of a year that a report is about: "上半年", "前三季度"; "" for all of it.
type Part string

// Rules say what settled the main facts, for explain: "title", "signature",
// "body", "sidecar" and the like.
type Rules struct{ Title, Place, Year, Issued string }

// A Kind of level-1 section, after the parts that article 26 of the 2019
// provisions on supervising law-based government asks of each report.
type Kind string

// The kinds; the last is for a section that is none of the four.
const (
	Achievements Kind = "achievements"
	Leadership   Kind = "leadership"
	Problems     Kind = "problems"
	Plans        Kind = "plans"
	Other        Kind = "other"
)

// A Section is a heading, or a numbered paragraph that has none of its own.
type Section struct {
	Level   int    // 1 for 一、, 2 for （一）, 3 for 1., 4 for （1） and ①
	Number  string // as printed without punctuation: 一, 1; "" where it has none
	Heading string // without number and closing 。; "" for a numbered paragraph without a heading
	Kind    Kind   // on level 1 only
	Also    []Kind // further kinds that a merged heading names
	Planned bool   // on any level: the heading names plans before anything else
	Span    Span   // the heading with its number, or the numbered paragraph's number
	End     int    // where the section's text ends: at the next of its level or a higher one
}

// A BlockKind tells what a block of text is.
type BlockKind int

// The kinds of blocks.
const (
	Paragraph BlockKind = iota
	TitleLine           // part of the title
	Byline              // the issuer's or a date's line under the title
	Addressee           // 县委、县政府：
	Heading             // a heading on a line of its own
	RunIn               // a heading and, behind it, its paragraph
	Numbered            // a numbered paragraph without a heading
	TableRow            // a row of a table; neighbouring rows make one table
	Signature           // issuer or date at the end
)

// A Block is one line of Text.
type Block struct {
	Kind    BlockKind
	Span    Span   // without the closing "\n"
	Section int    // index into Sections of the section that opens here; -1 elsewhere
	HeadEnd int    // RunIn: where the heading ends, its closing mark included
	Cells   []Span // TableRow: what stands between the tabs or runs of blanks
}

// A Citation is a title inside 《》, without the marks.
type Citation struct {
	Name string
	Span Span
}

// Read understands one document. The sidecar's answers win over the text.
func Read(doc *source.Document, gazetteer *region.Gazetteer) *Report {
	r := &Report{Doc: doc}
	side, problem := readSidecar(doc)
	if problem != nil {
		r.Problems = append(r.Problems, *problem)
	}
	r.Answers = side.answers
	r.Blocks = blocks(doc.Text)
	r.findTitle()
	r.findTables()
	r.findSections()
	signature, bylines := r.findSignature(), r.bylines()
	r.findAddressees()
	r.findIssuers(signature, bylines)
	r.findIssued(signature, bylines)
	r.findCitations()
	r.findYear()
	r.findPlace(gazetteer, side)
	side.apply(r)
	r.planNextYear()
	r.check()
	if slices.ContainsFunc(r.Problems, func(p source.Problem) bool { return p.Code == source.BadSidecar }) {
		// The answer may be in it: nothing else is asked, and nothing is said to be settled by it.
		r.Problems = slices.DeleteFunc(r.Problems, func(p source.Problem) bool {
			return p.Severity() == source.Question || p.Code == source.Overridden
		})
	}
	return r
}

// blocks cuts a text into its lines.
func blocks(text string) []Block {
	out := make([]Block, 0, strings.Count(text, "\n"))
	for start := 0; ; {
		n := strings.IndexByte(text[start:], '\n')
		if n < 0 {
			return out
		}
		out = append(out, Block{Span: Span{Start: start, End: start + n}, Section: -1})
		start += n + 1
	}
}

// text gives the text of a span.
func (r *Report) text(s Span) string { return r.Doc.Text[s.Start:s.End] }

// problem adds a Problem at byte at of the text; -1 for the report as a whole.
func (r *Report) problem(code source.Code, at int, args ...any) {
	line := 0
	if at >= 0 {
		line = r.Doc.Line(at)
	}
	r.Problems = append(r.Problems, source.Problem{Code: code, File: r.Doc.Path, Line: line, Args: args})
}
