package source

import (
	_ "embed"
	"strings"
	"unicode/utf8"
)

// radicalList holds pairs of characters: a radical of the Unicode blocks
// Kangxi Radicals and CJK Radicals Supplement, and the character it stands for
// (property Equivalent_Unified_Ideograph, Unicode 14). PDFs leave them in
// place of the characters; NFKC repairs only 2 of the supplement's 115.
//
//go:embed radicals.txt
var radicalList string

var radicals = func() map[rune]string {
	m := map[rune]string{}
	for line := range strings.Lines(radicalList) {
		from, n := utf8.DecodeRuneInString(line)
		m[from] = strings.TrimSpace(line[n:])
	}
	return m
}()

// New decodes and cleans one file. The document is nil where the file cannot
// be a report; the problems say why.
func New(path string, raw []byte) (*Document, []Problem) {
	if len(raw) == 0 {
		return nil, []Problem{{Code: Empty, File: path}}
	}
	if !isText(path) {
		return newFormatted(path, raw)
	}
	if kind := binaryKind(raw); kind != "" {
		return nil, []Problem{{Code: Binary, File: path, Args: []any{kind}}}
	}
	text, charset, bad := decode(raw)
	if wrong, is := garbled(text, bad); is {
		return nil, []Problem{{Code: Garbled, File: path, Args: []any{charset, wrong}}}
	}
	d := &Document{Path: path, Raw: raw, Charset: charset, Decoded: text}
	d.clean()
	if d.Text == "" {
		return nil, []Problem{{Code: Empty, File: path}}
	}
	var problems []Problem
	if bad > 0 {
		line := d.DecodedLine(strings.Index(text, "\uFFFD"))
		problems = append(problems, Problem{Code: BadBytes, File: path, Line: line, Args: []any{charset, bad}})
	}
	return d, problems
}

// A line is one line of the file on its way into the text.
type line struct {
	span    Span   // bytes of Decoded without white space at the ends
	text    string // the cleaned line
	runes   int    // characters of text
	columns int    // its printed width
	indent  int    // columns of white space before it
	blanks  int    // characters of white space before it
	plain   bool   // text is Decoded[span] as it stands
	kept    bool   // not furniture
	row     bool   // a row of a table, cells parted by tabs
	outside bool   // it stands round the text: furniture, whatever it says
}

// clean makes Text, its map and the list of changes.
func (d *Document) clean() {
	received := lineSpans(d.Decoded)
	d.lines = make([]int, len(received))
	for i, s := range received {
		d.lines[i] = s.Start
	}
	spans, of := divide(d.Decoded, received, func(i int) bool { return d.rows[i+1] || d.outside[i+1] })
	lines := make([]line, len(spans))
	for i, s := range spans {
		lines[i] = trimLine(d.Decoded, s, d.rows[of[i]+1])
		lines[i].outside = d.outside[of[i]+1]
	}
	d.Facts = markFurniture(lines)
	d.Facts.fill(d.stated)
	joins := findJoins(lines)

	d.pieces = make([]piece, 0, len(lines))
	var b strings.Builder
	b.Grow(len(d.Decoded))
	last := -1 // the kept line before
	for i, l := range lines {
		if l.span.Start > spans[i].Start {
			d.change(Span{spans[i].Start, l.span.Start}, Blank, "")
		}
		if l.text == "" || !l.kept {
			kind := Furniture
			if l.text == "" {
				kind = Blank
			}
			d.change(l.span, kind, "")
			d.change(Span{l.span.End, spans[i].End}, Blank, "")
			continue
		}
		if last >= 0 {
			if joins[i] {
				d.change(Span{lines[last].span.End, l.span.Start}, Joined, "")
				if needsBlank(lines[last].text, l.text) {
					d.pieces = append(d.pieces, piece{int32(b.Len()), int32(lines[last].span.End), 1, int32(l.span.Start - lines[last].span.End)})
					b.WriteByte(' ')
				}
			} else {
				b.WriteByte('\n')
				if of[i] == of[last] {
					_, n := utf8.DecodeRuneInString(d.Decoded[l.span.Start:])
					d.change(Span{l.span.Start, l.span.Start + n}, Divided, "\n"+cleanText(d.Decoded[l.span.Start:l.span.Start+n]))
				}
			}
		}
		d.copyLine(&b, l)
		last = i
		if l.span.End < spans[i].End {
			d.change(Span{l.span.End, spans[i].End}, Blank, "")
		}
	}
	if last >= 0 {
		b.WriteByte('\n')
	}
	d.Text = b.String()
}

func (d *Document) change(s Span, kind Kind, now string) {
	if s.Start < s.End {
		d.Changes = append(d.Changes, Change{s, kind, now})
	}
}

// copyLine writes a line's text and maps it.
func (d *Document) copyLine(b *strings.Builder, l line) {
	if l.plain {
		n := int32(l.span.End - l.span.Start)
		d.pieces = append(d.pieces, piece{int32(b.Len()), int32(l.span.Start), n, n})
		b.WriteString(l.text)
		return
	}
	run := l.span.Start // start of the run not yet copied
	flush := func(end int) {
		if n := int32(end - run); n > 0 {
			d.pieces = append(d.pieces, piece{int32(b.Len()), int32(run), n, n})
			b.WriteString(d.Decoded[run:end])
		}
	}
	for i := l.span.Start; i < l.span.End; {
		r, n := utf8.DecodeRuneInString(d.Decoded[i:])
		if now, changed := cleanRune(r); changed {
			flush(i)
			run = i + n
			if now == "" {
				d.change(Span{i, i + n}, Invisible, "")
			} else {
				d.change(Span{i, i + n}, Replaced, now)
				d.pieces = append(d.pieces, piece{int32(b.Len()), int32(i), int32(len(now)), int32(n)})
				b.WriteString(now)
			}
		}
		i += n
	}
	flush(l.span.End)
}

// trimLine finds a line's text: without white space at its ends, invisible
// characters out, radicals and non-breaking blanks replaced. A row of a table
// keeps the tabs of its empty cells.
func trimLine(text string, s Span, row bool) line {
	l := line{span: s, plain: true, kept: true, row: row}
	for !row && l.span.Start < l.span.End {
		r, n := utf8.DecodeRuneInString(text[l.span.Start:l.span.End])
		if !isBlank(r) && !isPicture(r) {
			break
		}
		switch r {
		case '\u3000':
			l.indent += 2
		case '\t':
			l.indent += 4
		case ' ', '\u00A0':
			l.indent++
		}
		l.blanks++
		l.span.Start += n
	}
	for !row && l.span.End > l.span.Start {
		r, n := utf8.DecodeLastRuneInString(text[l.span.Start:l.span.End])
		if !isBlank(r) {
			break
		}
		l.span.End -= n
	}
	l.text = text[l.span.Start:l.span.End]
	for i := 0; i < len(l.text); l.runes++ {
		c := l.text[i]
		if usual(c) {
			i += usualWidth
			l.columns += 2
			continue
		}
		r, n := utf8.DecodeRuneInString(l.text[i:])
		if _, changed := cleanRune(r); changed {
			l.text, l.plain = cleanText(l.text), false
			l.runes, l.columns = runes(l.text), columns(l.text)
			return l
		}
		i += n
		l.columns += width(r)
	}
	return l
}

// usual tells by its first byte a character from U+3000 to U+9FFF: punctuation
// and Chinese characters, nine of ten in a report. Cleaning leaves them as they
// are, so that a loop need not decode them. Each has usualWidth bytes.
func usual(first byte) bool { return first >= 0xE3 && first <= 0xE9 }

const usualWidth = 3

// cleanText takes invisible characters out and replaces those that stand for others.
func cleanText(text string) string {
	var b strings.Builder
	for _, r := range text {
		if now, changed := cleanRune(r); changed {
			b.WriteString(now)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// isPicture tells an emoji, as people who write on a phone put before headings: ✅一、主要工作.
func isPicture(r rune) bool {
	return r >= 0x1F000 && r <= 0x1FAFF || r >= 0x2600 && r <= 0x27BF && r != '★' && r != '☆' && !(r >= 0x2610 && r <= 0x2612) && !(r >= 0x2776 && r <= 0x2793) || r == '\uFE0F'
}

// isBlank tells white space and invisible characters, as they stand at the
// ends of lines.
func isBlank(r rune) bool {
	switch r {
	case ' ', '\t', '\u3000', '\u00A0', '\u1680', '\u2007', '\u202F', '\u205F':
		return true
	}
	return r >= '\u2000' && r <= '\u200A' || invisible(r)
}

// invisible tells characters that show nothing and mean nothing in a report.
func invisible(r rune) bool {
	switch {
	case r < ' ':
		return r != '\t'
	case r < '\u00AD':
		return r >= '\u007F' && r < '\u00A0'
	case r == '\u00AD', r >= '\u200B' && r <= '\u200F', r >= '\u202A' && r <= '\u202E', r >= '\u2060' && r <= '\u206F', r == '\uFEFF', r >= '\uFFF9' && r <= '\uFFFB':
		return true
	}
	return false
}

// cleanRune gives what stands in the text for a character of the file, and
// whether that differs.
func cleanRune(r rune) (string, bool) {
	switch {
	case r >= ' ' && r < '\u007F' || r >= '\u3000' && r < '\uA000':
		return "", false
	case r == '\u00A0', r == '\u2007', r == '\u202F':
		return " ", true
	case r >= '\u2E80' && r <= '\u2FDF':
		now, ok := radicals[r]
		return now, ok
	}
	return "", invisible(r)
}

// needsBlank tells whether a joined line end stood for a blank: between two
// Latin words, never beside a Chinese character.
func needsBlank(before, after string) bool {
	a, _ := utf8.DecodeLastRuneInString(before)
	b, _ := utf8.DecodeRuneInString(after)
	letter := func(r rune) bool { return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' }
	return letter(a) && letter(b)
}
