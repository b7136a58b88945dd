// Package source finds, reads, decodes and cleans report files.
//
// A Document keeps three views of one file: the bytes as received (Raw), their
// text as UTF-8 (Decoded), and the text that is understood and shown (Text).
// Every byte of Text maps to its bytes in Decoded, and so to a line of the file,
// or to a paragraph where the file is no plain text.
package source

import (
	"path"
	"sort"
	"strings"
	"unicode/utf8"
)

// A Span is a half-open range of bytes.
type Span struct{ Start, End int }

// A Document is one report file, read and cleaned, not yet understood.
type Document struct {
	Path    string   // below content/reports, or as given to explain; with slashes
	Raw     []byte   // as received, byte for byte
	Charset string   // UTF-8, GB18030, Big5, UTF-16LE, UTF-16BE; "" where the file says it itself
	Decoded string   // the text of Raw as UTF-8 without byte-order mark, line ends as received; one line a paragraph where it is no plain text
	Text    string   // the cleaned text: paragraphs and table rows, each closed by "\n"
	Facts   Facts    // what the web page round the text said about it
	Changes []Change // everything that cleaning did, by place in Decoded

	MaskedPlaces int // how many places were masked; the file as received is kept nowhere then

	Via string // the program that turned Raw into what is read, as Converter names it; "" where there was no need

	Sidecar     []byte // contents of FILE.EXT.toml, nil where there is none
	SidecarPath string

	pieces  []piece
	lines   []int        // where each line of Decoded starts
	rows    map[int]bool // lines of Decoded, from 1, that the file says to be rows of tables
	outside map[int]bool // lines of Decoded, from 1, that stand round the text of a web page
	stated  Facts        // what it states outside of its text; what stands round the text goes before
}

// Ext is the ending, with its dot and in lower case, of the file that is
// published: Raw is plain text where places are masked.
func (d *Document) Ext() string {
	if isText(d.Path) || d.MaskedPlaces > 0 {
		return ".txt"
	}
	return strings.ToLower(path.Ext(d.Path))
}

// IsRow tells whether byte i of Text stands in what the file itself says to be a
// row of a table: its cells are parted by single tabs.
func (d *Document) IsRow(i int) bool { return len(d.rows) > 0 && d.rows[d.Line(i)] }

// Facts are what known web furniture states. Empty where it does not.
type Facts struct {
	Title     string // 标题 or 名称 of a metadata block
	Published string // 发布时间, 发布日期: YYYY-MM-DD, or YYYY-MM-DDThh:mm where the hour stands too
	Signed    string // 成文日期, 生成日期: YYYY-MM-DD
	Publisher string // 发布机构, 发文机关
	Number    string // 文号, 发文字号
	Index     string // 索引号
	Source    string // 来源, never an issuer
}

// A Kind of Change says what cleaning did to some bytes.
type Kind string

// What cleaning does.
const (
	Furniture Kind = "furniture" // a line that belongs to a web page, taken out
	Invisible Kind = "invisible" // a zero-width or control character, taken out
	Blank     Kind = "blank"     // white space at a line's ends, or an empty line, taken out
	Replaced  Kind = "replaced"  // a character replaced by the one it stands for
	Joined    Kind = "joined"    // a line end inside a paragraph, taken out
	Divided   Kind = "divided"   // a character that a paragraph begins with, in the middle of a line: a line end put before it
)

// A Change is one thing that cleaning did.
type Change struct {
	Span Span // bytes of Decoded
	Kind Kind
	New  string // what stands there now; empty where something was taken out
}

// A piece maps a run of Text to the run of Decoded that it was copied from. A
// run is copied unchanged (n bytes on both sides) or is one replaced character.
type piece struct {
	text, decoded, n, from int32 // from: bytes of the run in Decoded
}

// Origin gives the bytes of Decoded that a non-empty span of Text came from,
// from the first character's first byte to the last character's last.
func (d *Document) Origin(s Span) Span {
	first, last := d.pieceAt(s.Start), d.pieceAt(s.End-1)
	if first < 0 || last < 0 {
		return Span{}
	}
	a, b := d.pieces[first], d.pieces[last]
	start := int(a.decoded)
	if a.n == a.from {
		start += s.Start - int(a.text)
	}
	end := int(b.decoded + b.from)
	if b.n == b.from {
		end = int(b.decoded) + s.End - int(b.text)
	}
	return Span{start, end}
}

// pieceAt finds the piece that holds byte i of Text, or the last one before it:
// a paragraph's closing "\n" may have no bytes of its own. -1 before the first.
func (d *Document) pieceAt(i int) int {
	return sort.Search(len(d.pieces), func(k int) bool { return int(d.pieces[k].text) > i }) - 1
}

// Line gives the 1-based line of the file as received on which byte i of Text
// stands; 1 for an empty text.
func (d *Document) Line(i int) int {
	k := d.pieceAt(i)
	if k < 0 {
		return 1
	}
	p := d.pieces[k]
	at := int(p.decoded)
	if p.n == p.from {
		at += min(i-int(p.text), int(p.n)-1)
	}
	return d.DecodedLine(at)
}

// DecodedLine gives the 1-based line of byte i of Decoded.
func (d *Document) DecodedLine(i int) int {
	return max(1, sort.SearchInts(d.lines, i+1))
}

// LineStarts gives the byte at which each line of a decoded text begins, as DecodedLine
// counts them. Every byte belongs to a line, those of a line end to the line
// that they close.
func LineStarts(text string) []int {
	spans := lineSpans(text)
	starts := make([]int, len(spans))
	for i, s := range spans {
		starts[i] = s.Start
	}
	return starts
}

// lineSpans cuts a text, which is valid UTF-8, at its line ends (CRLF, LF, CR, form feed, and the
// Unicode line and paragraph separators), which belong to no line.
func lineSpans(text string) []Span {
	spans := make([]Span, 0, 64)
	start := 0
	for i := 0; i < len(text); {
		switch c := text[i]; {
		case usual(c):
			i += usualWidth
		case c > '\r' && c != 0xE2:
			i++
		case c == '\n' || c == '\r' || c == '\f' || c == '\v':
			spans = append(spans, Span{start, i})
			i++
			if c == '\r' && i < len(text) && text[i] == '\n' {
				i++
			}
			start = i
		case c == 0xE2 && (strings.HasPrefix(text[i:], "\u2028") || strings.HasPrefix(text[i:], "\u2029")):
			spans = append(spans, Span{start, i})
			i += 3
			start = i
		default:
			i++
		}
	}
	if start < len(text) {
		spans = append(spans, Span{start, len(text)})
	}
	return spans
}

// runes counts characters, the unit in which Chinese text is measured.
func runes(s string) int { return utf8.RuneCountInString(s) }
