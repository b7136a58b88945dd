// Package format reads the text of a report out of a file that is no plain
// text: a Word document, a saved web page, a PDF. What comes out is lines:
// each paragraph is one, and each row of a table, its cells parted by tabs.
//
// The files are untrusted. Every reader works within the limits below, opens
// nothing outside of the bytes it was given, and gives up with a Fault.
package format

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Line is a paragraph, or a part of one behind a line break, or a table's row.
type Line struct {
	Text    string // without line ends
	Row     bool   // a row of a table: cells parted by single tabs, empty ones among them
	Outside bool   // a web page's, outside of its main text
}

// A Text is what a file says.
type Text struct {
	Lines     []Line
	Facts     Facts
	Revisions int // tracked insertions and deletions of a Word document
	Comments  int
}

// Facts are what a web page states about its text in its own head. Empty where
// it does not.
type Facts struct {
	Window    string // the name of its window: the title, mostly with the site's name
	Title     string
	Published string // as the page gives it: 2022-01-14 09:36
	Source    string
	Publisher string
}

// A Fault is a reason for which a file cannot be read.
type Fault string

// The faults.
const (
	Damaged Fault = "damaged"  // it is not what it says it is, or a part of it is missing
	Locked  Fault = "locked"   // it asks for a password
	TooMuch Fault = "too much" // it grows beyond the limits
	NoText  Fault = "no text"  // pages that are pictures
	Unclear Fault = "unclear"  // a PDF whose characters cannot be told
	Archive Fault = "archive"  // a page saved as one file, MHTML
)

func (f Fault) Error() string { return string(f) }

// The limits. A report of 60 KB of text, the longest known, has 1 MB of XML when
// each of its words was formatted by itself.
const (
	maxPart  = 12 << 20 // bytes unpacked of a packed file
	maxText  = 4 << 20  // bytes of text
	maxLines = 100_000  // paragraphs and cells
	maxRow   = 100      // columns of a table; Word has 63 at most
	maxDepth = 200      // elements inside each other; Word's own deepest documents have 40
	maxCell  = 300      // characters of a table's cell; a table with longer ones is there for the layout
)

// lines gathers the text.
type lines struct {
	list []Line
	size int
}

func (l *lines) add(line Line) {
	l.size += len(line.Text) + 1
	if l.size > maxText || len(l.list) >= 2*maxLines {
		panic(TooMuch)
	}
	l.list = append(l.list, line)
}

// paragraph adds a paragraph, each of its line breaks a line's end.
func (l *lines) paragraph(text string) {
	for _, part := range strings.Split(text, "\n") {
		l.add(Line{Text: part})
	}
}

// recovered turns the panic of a reader that gave up into its Fault. Other panics go on.
func recovered(err *error) {
	switch v := recover().(type) {
	case nil:
	case Fault:
		*err = v
	default:
		panic(v)
	}
}

// A cell is what stands in one of a table's.
type cell struct {
	lines []Line
	span  int // columns that it goes over
}

// text joins the lines of a cell. Words that were broken to fit a narrow column
// are joined as they were, longer lines by a blank.
func (c *cell) text() string {
	var parts []string
	n := 0
	for _, line := range c.lines {
		if text := strings.TrimSpace(strings.ReplaceAll(line.Text, "\t", " ")); text != "" {
			parts = append(parts, text)
			n += utf8.RuneCountInString(text)
		}
	}
	if len(parts) > 1 && n <= 20 {
		joined := parts[0]
		for _, part := range parts[1:] {
			a, _ := utf8.DecodeLastRuneInString(joined)
			b, _ := utf8.DecodeRuneInString(part)
			if !unicode.Is(unicode.Han, a) || !unicode.Is(unicode.Han, b) {
				joined += " "
			}
			joined += part
		}
		return joined
	}
	return strings.Join(parts, " ")
}

// figures tells a row that is one of a table, whatever stands in the others: short cells, one
// of them nothing but a number, one with words.
func figures(cells []string) bool {
	numbers, words := 0, 0
	for _, text := range cells {
		switch {
		case utf8.RuneCountInString(text) > maxCell/5:
			return false
		case text == "":
		case strings.Trim(text, "0123456789.,，%％") == "":
			numbers++
		default:
			words++
		}
	}
	return numbers > 0 && words > 0 && words < 4
}

// table adds a table: rows of cells, or the paragraphs of all cells one after
// the other where it only lays the page out. A table has two rows of two cells, three
// of them filled, and no cell as long as a paragraph of running text.
func (l *lines) table(rows [][]cell) {
	texts := make([][]string, len(rows))
	wide, filled, long := 0, 0, false
	for i, row := range rows {
		n := 0
		for k := range row {
			text := row[k].text()
			if text != "" {
				n++
			}
			long = long || utf8.RuneCountInString(text) > maxCell || len(row[k].lines) > 1 && strings.Count(text, "。") > 1 && utf8.RuneCountInString(text) > maxCell/3
			texts[i] = append(texts[i], text)
			for range min(row[k].span-1, maxRow-len(texts[i])) {
				texts[i] = append(texts[i], "")
			}
		}
		if filled += n; n > 0 && len(row) >= 2 {
			wide++
		}
		for k := range row {
			for _, line := range row[k].lines {
				long = long || line.Row
			}
		}
	}
	for i, row := range rows {
		switch {
		case long && figures(texts[i]):
			l.add(Line{Text: strings.Join(texts[i], "\t"), Row: true})
		case wide < 2 || filled < 3 || long:
			for _, c := range row {
				for _, line := range c.lines {
					l.add(line)
				}
			}
		case strings.Join(texts[i], "") != "":
			l.add(Line{Text: strings.Join(texts[i], "\t"), Row: len(texts[i]) > 1})
		}
	}
}
