package format

import (
	"bytes"
	"math"
	"strings"
	"unicode"
	"unicode/utf8"
)

// PDF reads a PDF that has text: its lines are put together to paragraphs again
// by where they begin and end, page numbers and what repeats on each page are
// left out. Scans have no text, and some programs leave none that can be told.
//
// The reader is our own: github.com/ledongthuc/pdf believes sizes that a file
// states (a table of 10^9 entries ends the process) and follows objects into themselves until the
// stack is full, neither of which can be caught; it knows no GBK fonts and no
// version 2.0. Nothing else in Go reads text.
func PDF(raw []byte) (out *Text, err error) {
	defer recovered(&err)
	if !bytes.Contains(raw[:min(len(raw), 1024)], []byte("%PDF-")) {
		return nil, Damaged
	}
	f := readPDF(raw)
	if f.locked {
		return nil, Locked
	}
	p := &pdfReader{file: f, fonts: map[pdfRef]*pdfFont{}}
	pages := p.pages()
	if len(pages) == 0 {
		return nil, Damaged
	}
	var lines [][]pdfLine
	var all strings.Builder
	for _, page := range pages {
		lines = append(lines, p.page(page))
		for _, line := range lines[len(lines)-1] {
			all.WriteString(line.text)
		}
	}
	if fault := legible(all.String(), len(pages)); fault != "" {
		return nil, fault
	}
	return &Text{Lines: paragraphs(lines)}, nil
}

// legible asks of a text whether it is one: 40 characters a page at least, and of
// them 85 % Chinese, digits or usual marks, as in any report; the garbage that fonts
// without a map leave has next to none.
func legible(text string, pages int) Fault {
	n, good, bad := 0, 0, 0
	for _, r := range text {
		switch {
		case unicode.IsSpace(r):
			continue
		case unicode.Is(unicode.Han, r), r >= '0' && r <= '9', r >= 0x3000 && r < 0x3040, r >= 0xFF00 && r < 0xFFF0, strings.ContainsRune("“”‘’—…·,.:;()%-", r):
			good++
		case r == utf8.RuneError, r >= 0xE000 && r < 0xF900, r < ' ':
			bad++
		}
		n++
	}
	switch {
	case n < 40*pages:
		return NoText
	case good*100 < n*85, bad*50 > n:
		return Unclear
	}
	return ""
}

// Limits on what a PDF may have drawn.
const (
	maxPages  = 300
	maxGlyphs = 200_000 // of all pages
	maxForms  = 2000    // drawings inside drawings that are looked into
	maxFonts  = 5000    // that are read; one that has a number is read once. A browser cuts one up into some 30 a page
)

type pdfReader struct {
	file   *pdfFile
	fonts  map[pdfRef]*pdfFont
	glyphs int
	forms  int
	read   int // fonts
}

// A pdfPage is a page and what its contents may name.
type pdfPage struct {
	dict      pdfDict
	resources pdfDict
}

// pages gives the pages in their order.
func (p *pdfReader) pages() (out []pdfPage) {
	seen := map[pdfRef]bool{}
	var visit func(v any, resources pdfDict, depth int)
	visit = func(v any, resources pdfDict, depth int) {
		ref, ok := v.(pdfRef)
		if ok && seen[ref] || depth > 30 || len(out) > maxPages {
			return
		}
		seen[ref] = ok
		d := p.file.dict(v)
		if r := p.file.dict(d["Resources"]); r != nil {
			resources = r
		}
		if kids := p.file.list(d["Kids"]); kids != nil {
			for _, kid := range kids {
				visit(kid, resources, depth+1)
			}
		} else if d["Contents"] != nil {
			out = append(out, pdfPage{d, resources})
		}
	}
	visit(p.file.dict(p.file.root)["Pages"], nil, 0)
	if len(out) > maxPages {
		panic(TooMuch)
	}
	return out
}

// A glyph is a character where it stands on the page.
type glyph struct {
	x, y, size, width float64
	text              string
}

type matrix [6]float64

func (m matrix) mul(n matrix) matrix {
	return matrix{
		m[0]*n[0] + m[1]*n[2], m[0]*n[1] + m[1]*n[3],
		m[2]*n[0] + m[3]*n[2], m[2]*n[1] + m[3]*n[3],
		m[4]*n[0] + m[5]*n[2] + n[4], m[4]*n[1] + m[5]*n[3] + n[5],
	}
}

// A pdfState is what the operators of a page's contents set.
type pdfState struct {
	ctm                                              matrix
	font                                             *pdfFont
	size, charSpace, wordSpace, scale, leading, rise float64
}

// page reads the lines of a page from its contents.
func (p *pdfReader) page(page pdfPage) []pdfLine {
	var data []byte
	contents := p.file.get(page.dict["Contents"])
	list, ok := contents.([]any)
	if !ok {
		list = []any{contents}
	}
	for _, v := range list {
		if s, ok := p.file.get(v).(*pdfStream); ok {
			data = append(append(data, p.file.data(s)...), '\n')
		}
	}
	d := &drawing{pdfReader: p}
	d.run(data, page.resources, pdfState{ctm: matrix{1, 0, 0, 1, 0, 0}, scale: 1}, 0)
	return linesOf(d.glyphs)
}

// A drawing gathers the characters of a page.
type drawing struct {
	*pdfReader
	glyphs []glyph
}

// run goes through contents.
func (d *drawing) run(data []byte, resources pdfDict, s pdfState, depth int) {
	l := d.file.lexer(data)
	var args []any
	var saved []pdfState
	text, line := matrix{1, 0, 0, 1, 0, 0}, matrix{1, 0, 0, 1, 0, 0}
	arg := func(i int) float64 {
		if i < len(args) {
			n, _ := args[i].(float64)
			return n
		}
		return 0
	}
	move := func(x, y float64) {
		line = matrix{1, 0, 0, 1, x, y}.mul(line)
		text = line
	}
	show := func(v any) {
		str, _ := v.(string)
		for str != "" && s.font != nil {
			code, c := s.font.next(str)
			str = str[len(code):]
			w, ok := s.font.widths[codeKey(code)]
			if !ok {
				w = s.font.width
			}
			at := matrix{s.size * s.scale, 0, 0, s.size, 0, s.rise}.mul(text).mul(s.ctm)
			if c != "" && c != "\x00" {
				if d.pdfReader.glyphs++; d.pdfReader.glyphs > maxGlyphs {
					panic(TooMuch)
				}
				d.glyphs = append(d.glyphs, glyph{at[4], at[5], math.Hypot(at[2], at[3]), w / 1000 * math.Hypot(at[0], at[1]), c})
			}
			step := w/1000*s.size + s.charSpace
			if code == " " {
				step += s.wordSpace
			}
			text = matrix{1, 0, 0, 1, step * s.scale, 0}.mul(text)
		}
	}
	for {
		var word pdfWord
		var ok bool
		if word, args, ok = l.operator(args[:0], 100); !ok {
			return
		}
		switch word {
		case "q":
			if len(saved) < 100 {
				saved = append(saved, s)
			}
		case "Q":
			if n := len(saved); n > 0 {
				s, saved = saved[n-1], saved[:n-1]
			}
		case "cm":
			s.ctm = matrix{arg(0), arg(1), arg(2), arg(3), arg(4), arg(5)}.mul(s.ctm)
		case "BT":
			text, line = matrix{1, 0, 0, 1, 0, 0}, matrix{1, 0, 0, 1, 0, 0}
		case "Tf":
			if len(args) == 2 {
				name, _ := args[0].(pdfName)
				s.font, s.size = d.font(d.file.dict(resources["Font"])[name]), arg(1)
			}
		case "Tc":
			s.charSpace = arg(0)
		case "Tw":
			s.wordSpace = arg(0)
		case "Tz":
			s.scale = arg(0) / 100
		case "TL":
			s.leading = arg(0)
		case "Ts":
			s.rise = arg(0)
		case "Td":
			move(arg(0), arg(1))
		case "TD":
			s.leading = -arg(1)
			move(arg(0), arg(1))
		case "Tm":
			line = matrix{arg(0), arg(1), arg(2), arg(3), arg(4), arg(5)}
			text = line
		case "T*":
			move(0, -s.leading)
		case "Tj":
			if len(args) > 0 {
				show(args[len(args)-1])
			}
		case "'", "\"":
			move(0, -s.leading)
			if len(args) == 3 {
				s.wordSpace, s.charSpace = arg(0), arg(1)
			}
			if len(args) > 0 {
				show(args[len(args)-1])
			}
		case "TJ":
			if len(args) > 0 {
				list, _ := args[len(args)-1].([]any)
				for _, v := range list {
					if n, ok := v.(float64); ok {
						text = matrix{1, 0, 0, 1, -n / 1000 * s.size * s.scale, 0}.mul(text)
					} else {
						show(v)
					}
				}
			}
		case "Do":
			if len(args) > 0 && depth < 8 {
				name, _ := args[0].(pdfName)
				d.form(d.file.dict(resources["XObject"])[name], resources, s, depth)
			}
		case "ID": // a picture among the contents
			if end := bytes.Index(l.data[l.at:], []byte("EI")); end >= 0 {
				l.at += end + 2
			}
		}
	}
}

// form draws a form, which has contents of its own.
func (d *drawing) form(v any, resources pdfDict, s pdfState, depth int) {
	form, ok := d.file.get(v).(*pdfStream)
	if !ok || d.file.get(form.dict["Subtype"]) != pdfName("Form") {
		return
	}
	if d.forms++; d.forms > maxForms {
		panic(TooMuch)
	}
	if r := d.file.dict(form.dict["Resources"]); r != nil {
		resources = r
	}
	if m := d.file.list(form.dict["Matrix"]); len(m) == 6 {
		var own matrix
		for i := range own {
			own[i] = d.file.number(m[i])
		}
		s.ctm = own.mul(s.ctm)
	}
	d.run(d.file.data(form), resources, s, depth+1)
}

// font gives a font by what names it; one that is used again is read once.
func (p *pdfReader) font(v any) *pdfFont {
	ref, ok := v.(pdfRef)
	if ok && p.fonts[ref] != nil {
		return p.fonts[ref]
	}
	if p.read++; p.read > maxFonts {
		panic(TooMuch)
	}
	font := p.file.font(v)
	if ok {
		p.fonts[ref] = font
	}
	return font
}
