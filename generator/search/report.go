package search

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"zhenjian/generator/address"
	"zhenjian/generator/archive"
	"zhenjian/generator/report"
)

// A report's file holds all that a result shows of it and that a candidate is
// verified on: the text of its page, after three lines with its title, its place
// and its time. Beside it stand a sign for each line, which tells what anchor it
// has and in which part of the report it stands, and what of the text folds to
// something else by more than a rule.

// headLines stand in front of the text.
const headLines = 3

// What a line is. A run-in heading is followed by two digits that say where it
// ends; '!' and a digit tell of which kinds the lines from here on are.
const (
	plainLine     = '.'
	paragraphLine = 'p'
	headingLine   = 's'
	runInLine     = 'r'
	numberedLine  = 'n'
	tableLine     = 't' // the first row of a table
	rowLine       = '_'
	kindsSign     = '!'
)

// maxPiece is the length at which a packed text goes on in a further file; with
// what stands round it a file stays below 200 kB.
const maxPiece = 180_000

// kinds are the parts of a report that a reader can search in, in the order of
// their bits.
var kinds = [...]report.Kind{report.Achievements, report.Problems, report.Leadership, report.Plans, report.Other}

// Kinds gives them, in the order in which the page offers them, by their names in
// its address.
func Kinds() []string {
	var names []string
	for _, k := range kinds {
		names = append(names, string(k))
	}
	return names
}

// fileOf names all that a report's file is made from.
func (x *Index) fileOf(e *archive.Entry) digest {
	h := sha256.New()
	d := e.Digest()
	fmt.Fprintf(h, "%s\n%d %s\n", x.program, e.Version, d[:])
	for _, r := range x.arc.Chain(e.Code) {
		fmt.Fprintf(h, "%s\n", r.Name)
	}
	return digest(h.Sum(nil)[:16])
}

// writeReport gives the files of a report: one, or several where it is long.
func (p *packer) writeReport(names, period string, e *archive.Entry, text string, spans *archive.Spans) [][]byte {
	whole := units(e.Title + "\n" + names + "\n" + period + "\n" + strings.TrimSuffix(text, "\n"))
	packed := p.pack(whole)
	pieces := 1 + max(0, len(packed)-1)/maxPiece
	var files [][]byte
	for i := range pieces {
		piece := packed[i*maxPiece : min(len(packed), (i+1)*maxPiece)]
		out := make([]byte, 0, len(piece)+512)
		if i == 0 {
			out = append(out, `zj("t/`+e.Key()+`",`...)
			out = append(strconv.AppendInt(out, int64(pieces), 10), `,"`...)
			out = append(out, lineSigns(text, spans)...)
			out = append(appendFolds(append(out, `","`...), whole), `","`...)
		} else {
			out = append(out, `zj("t/`+e.Key()+"+"+strconv.Itoa(i)+`","`...)
		}
		files = append(files, append(append(out, piece...), "\");\n"...))
	}
	return files
}

// lineSigns says of each line of a text what it is.
func lineSigns(text string, spans *archive.Spans) []byte {
	var out []byte
	kindsNow := uint32(0)
	sign := func(bits uint32) {
		if bits != kindsNow {
			out = appendDigit(append(out, kindsSign), bits)
			kindsNow = bits
		}
	}
	row := false
	for i := range spans.Blocks {
		b := &spans.Blocks[i]
		if b.Section >= 0 && spans.Sections[b.Section].Level == 1 {
			sign(kindBits(spans.Sections[b.Section].Kinds))
		}
		wasRow := row
		row = b.Kind == report.TableRow
		switch {
		case b.Kind == report.TableRow && wasRow:
			out = append(out, rowLine)
		case b.Kind == report.TableRow:
			out = append(out, tableLine)
		case b.Kind == report.TitleLine || b.Kind == report.Byline || b.Kind == report.Addressee || b.Kind == report.Signature:
			sign(0)
			out = append(out, plainLine)
		case b.Span.Start == b.Span.End:
			out = append(out, plainLine)
		case b.Section >= 0 && (b.Kind == report.Heading || b.Kind == report.RunIn && b.HeadEnd >= b.Span.End):
			out = append(out, headingLine)
		case b.Section >= 0 && b.Kind == report.RunIn:
			n := min(uint32(len(units(text[b.Span.Start:b.HeadEnd]))), digits*digits-1)
			out = appendDigit(appendDigit(append(out, runInLine), n/digits), n%digits)
		case b.Section >= 0 && b.Kind == report.Numbered:
			out = append(out, numberedLine)
		default:
			out = append(out, paragraphLine)
		}
	}
	return out
}

func kindBits(list []report.Kind) (bits uint32) {
	for _, k := range list {
		if i := slices.Index(kinds[:], k); i >= 0 {
			bits |= 1 << i
		}
	}
	return bits
}

// appendFolds lists the units of a text that fold by the table, each with what it
// becomes, as a string of the script.
func appendFolds(out []byte, text []uint16) []byte {
	var seen []uint16
	for _, u := range text {
		if f := folds[u]; f != u && f != foldRule(u) && !slices.Contains(seen, u) {
			seen = append(seen, u)
			out = appendUnit(appendUnit(out, u), f)
		}
	}
	return out
}

func appendUnit(out []byte, u uint16) []byte { return fmt.Appendf(out, `\u%04x`, u) }

// textPath is the n-th file of a report's text, from 0.
func textPath(e *archive.Entry, n int) string {
	return address.SearchText(e.Code, e.Year, e.Version, n)
}

// A digest stands for what a file is made from, or for what it holds.
type digest [16]byte

func digestOf(data []byte) digest {
	sum := sha256.Sum256(data)
	return digest(sum[:16])
}

func (d digest) String() string { return hex.EncodeToString(d[:]) }
