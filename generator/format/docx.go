package format

import (
	"bytes"
	"encoding/xml"
	"slices"
	"strconv"
	"strings"
)

// Docx reads a Word document (ECMA-376, in both its forms) as Word prints it:
// with its automatic numbers, insertions taken and deletions left out, each text box
// once, without headers, footers and comments. A footnote stands behind its
// paragraph.
func Docx(raw []byte) (text *Text, err error) {
	defer recovered(&err)
	if bytes.HasPrefix(raw, []byte(oleMagic)) {
		return nil, Locked // Word packs a document with a password into one of these
	}
	p, err := openPack(raw)
	if err != nil {
		return nil, err
	}
	d := &docx{pack: p, notes: map[string][]Line{}}
	if err := d.open(); err != nil {
		return nil, err
	}
	return &Text{Lines: d.out.list, Revisions: d.revisions, Comments: d.comments}, nil
}

// oleMagic opens the files of Word up to 2003, and those with a password.
const oleMagic = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"

// wordSpaces are the namespaces of the elements of a document: transitional, strict.
var wordSpaces = []string{"http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main"}

type docx struct {
	pack   *pack
	styles styles
	lists  lists
	notes  map[string][]Line // footnotes and endnotes, by kind and id
	out    lines
	size   int // of all text read, so that boxes in boxes do not grow beyond the limit

	*scanner
	fields []field
	kept   string // text of paragraphs whose mark was deleted, for the next one
	depth  int    // of tables and text boxes
	count  int    // paragraphs and cells

	revisions, comments int
}

// A field is what Word works out: a page number, a table of contents. Its code
// stands before what came of it.
type field struct {
	code   strings.Builder
	silent bool // nothing is printed: its code is not over, or its result is no text
}

// A para is a paragraph on its way.
type para struct {
	text    strings.Builder
	style   string
	own     numbering
	boxes   []Line // of its text boxes
	first   bool   // they come before any text of it
	notes   []Line
	joined  bool // its mark was deleted: it goes on with the next
	hidden  bool // its mark is hidden
	skipped bool // a line of a table of contents
}

func (d *docx) open() error {
	top, err := d.pack.related("")
	if err != nil {
		return err
	}
	main := top["officeDocument"]
	if main == "" {
		main = "word/document.xml"
	}
	data, err := d.pack.part(main)
	if err != nil {
		return err
	}
	if data == nil {
		return Damaged
	}
	parts, err := d.pack.related(main)
	if err != nil {
		return err
	}
	part := func(kind string) ([]byte, error) {
		if parts[kind] == "" {
			return d.pack.part("word/" + kind + ".xml")
		}
		return d.pack.part(parts[kind])
	}
	styles, err := part("styles")
	if err != nil {
		return err
	}
	if d.styles, err = readStyles(styles); err != nil {
		return err
	}
	numbers, err := part("numbering")
	if err != nil {
		return err
	}
	if d.lists, err = readLists(numbers, d.styles); err != nil {
		return err
	}
	for _, kind := range []string{"footnotes", "endnotes"} {
		notes, err := part(kind)
		if err != nil {
			return err
		}
		d.readNotes(notes, strings.TrimSuffix(kind, "s"))
	}
	comments, err := part("comments")
	if err != nil {
		return err
	}
	d.comments = bytes.Count(comments, []byte(":comment "))
	d.scanner = newScanner(data)
	root, err := d.root()
	if err != nil {
		return err
	}
	if root == nil || root.Name.Local != "document" || !slices.Contains(wordSpaces, root.Name.Space) {
		return Damaged
	}
	d.children(func(e xml.StartElement) {
		if e.Name.Local != "body" {
			d.skip()
			return
		}
		d.children(func(e xml.StartElement) { d.block(e, &d.out) }, nil)
	}, nil)
	if d.kept != "" {
		d.out.paragraph(d.kept)
	}
	return nil
}

// readNotes reads the footnotes or endnotes; kind is the name of one.
func (d *docx) readNotes(data []byte, kind string) {
	if data == nil {
		return
	}
	d.scanner = newScanner(data)
	root, err := d.root()
	if err != nil {
		panic(err)
	}
	if root == nil {
		return
	}
	d.children(func(e xml.StartElement) {
		if e.Name.Local != kind || attribute(e, "type") != "" && attribute(e, "type") != "normal" { // a line that parts notes from text
			d.skip()
			return
		}
		var note lines
		d.children(func(e xml.StartElement) { d.block(e, &note) }, nil)
		d.notes[kind+attribute(e, "id")] = note.list
		d.fields, d.kept = nil, ""
	}, nil)
}

// word tells whether an element is one of a document's own, by its local name.
func word(e xml.StartElement) bool { return slices.Contains(wordSpaces, e.Name.Space) }

// block reads what stands beside paragraphs, or holds them.
func (d *docx) block(e xml.StartElement, out *lines) {
	if !word(e) && e.Name.Local != "AlternateContent" {
		d.skip()
		return
	}
	switch e.Name.Local {
	case "p":
		d.paragraph(out)
	case "tbl":
		d.table(out)
	case "sdt":
		d.control(func(e xml.StartElement) { d.block(e, out) })
	case "ins", "moveTo", "customXml", "smartTag", "sdtContent":
		d.revised(e)
		d.children(func(e xml.StartElement) { d.block(e, out) }, nil)
	case "AlternateContent":
		size := d.size
		d.alternatives(func(e xml.StartElement) { d.block(e, out) }, func() bool { return d.size > size })
	default:
		d.skip()
	}
}

// revised counts an element that tracks a change.
func (d *docx) revised(e xml.StartElement) {
	switch e.Name.Local {
	case "ins", "del", "moveFrom":
		d.revisions++
	}
}

// control reads a content control: all but one that holds a table of contents.
func (d *docx) control(visit func(xml.StartElement)) {
	contents := false // or another thing that is no text
	d.children(func(e xml.StartElement) {
		switch e.Name.Local {
		case "sdtPr":
			d.children(func(e xml.StartElement) {
				if e.Name.Local != "docPartObj" {
					contents = contents || e.Name.Local == "showingPlcHdr" && set(e) // 单击此处输入文字
					d.skip()
					return
				}
				d.children(func(e xml.StartElement) {
					contents = contents || e.Name.Local == "docPartGallery" && attribute(e, "val") == "Table of Contents"
					d.skip()
				}, nil)
			}, nil)
		case "sdtContent":
			if contents {
				d.skip()
				return
			}
			d.children(visit, nil)
		default:
			d.skip()
		}
	}, nil)
}

// alternatives reads the first choice that says something, else the fallback.
func (d *docx) alternatives(visit func(xml.StartElement), said func() bool) {
	d.children(func(e xml.StartElement) {
		if (e.Name.Local == "Choice" || e.Name.Local == "Fallback") && !said() {
			d.children(visit, nil)
			return
		}
		d.skip()
	}, nil)
}

// deeper reads what may hold itself: tables and text boxes.
func (d *docx) deeper(read func()) {
	if d.depth++; d.depth > 20 {
		panic(TooMuch)
	}
	read()
	d.depth--
}

// one counts a paragraph or a cell.
func (d *docx) one() {
	if d.count++; d.count > maxLines {
		panic(TooMuch)
	}
}

func (d *docx) paragraph(out *lines) {
	d.one()
	p := &para{style: d.styles.normal}
	d.children(func(e xml.StartElement) { d.inline(e, p) }, nil)
	text := p.text.String()
	switch {
	case p.skipped:
		text = ""
	case p.joined:
		d.keep(text)
		text = ""
	default:
		text = d.kept + text
		d.kept = ""
		if !(p.hidden && text == "") {
			if mark := d.mark(p); mark != "" {
				text = mark + strings.TrimLeft(text, " \t\u3000")
			}
			if p.first {
				d.add(out, p.boxes)
				p.boxes = nil
			}
			out.paragraph(text)
		}
	}
	d.add(out, p.boxes)
	d.add(out, p.notes)
}

func (d *docx) keep(text string) {
	if len(d.kept)+len(text) > maxText {
		panic(TooMuch)
	}
	d.kept += text
}

func (d *docx) add(out *lines, more []Line) {
	for _, line := range more {
		out.add(line)
	}
}

// mark gives the paragraph's automatic number, "" if it has none.
func (d *docx) mark(p *para) string {
	id, depth := p.own.list, p.own.level
	chain := d.styles.chain(p.style)
	for _, st := range chain {
		if id == "" {
			id = st.list
		}
	}
	l := d.lists[id]
	if l == nil { // 0 is no list
		return ""
	}
	if depth == "" || p.own.list == "" { // the list says which of its levels is a style's
		for _, st := range chain {
			for k := range levels {
				if depth == "" && l.level(k).style == st.id {
					depth = strconv.Itoa(k)
				}
			}
		}
		for _, st := range chain {
			if depth == "" {
				depth = st.level
			}
		}
	}
	return l.next(min(count(depth), levels-1))
}

// inline reads what a paragraph holds.
func (d *docx) inline(e xml.StartElement, p *para) {
	switch e.Name.Local {
	case "pPr":
		if word(e) {
			d.properties(p)
			return
		}
	case "r":
		if word(e) {
			d.run(p)
		} else { // a formula's
			d.formula(p)
		}
		return
	case "del", "moveFrom", "rt", "sdtPr", "rPr":
		d.revised(e)
	case "sdt":
		d.control(func(e xml.StartElement) { d.inline(e, p) })
		return
	case "fldSimple":
		if unprinted(attribute(e, "instr")) {
			break
		}
		d.children(func(e xml.StartElement) { d.inline(e, p) }, nil)
		return
	case "ruby", "rubyBase", "hyperlink", "smartTag", "ins", "moveTo", "customXml", "sdtContent", "dir", "bdo", "oMath", "oMathPara",
		"f", "num", "den", "e", "sup", "sub", "sSup", "sSub", "d", "rad", "nary": // of formulas
		d.revised(e)
		d.children(func(e xml.StartElement) { d.inline(e, p) }, nil)
		return
	case "AlternateContent":
		size := d.size
		d.alternatives(func(e xml.StartElement) { d.inline(e, p) }, func() bool { return d.size > size })
		return
	}
	d.skip()
}

// properties reads those of a paragraph, without what they were before a change.
func (d *docx) properties(p *para) {
	d.children(func(e xml.StartElement) {
		switch e.Name.Local {
		case "pStyle":
			p.style = attribute(e, "val")
			if st := d.styles.of[p.style]; st != nil {
				p.skipped = strings.HasPrefix(st.name, "toc ") && st.name != "toc heading"
			}
		case "numPr":
			p.own = d.numbering()
			return
		case "rPr":
			d.children(func(e xml.StartElement) {
				switch e.Name.Local {
				case "del", "moveFrom":
					p.joined = true
				case "vanish":
					p.hidden = set(e)
				}
				d.skip()
			}, nil)
			return
		}
		d.skip()
	}, nil)
}

// formula reads a run of a formula.
func (d *docx) formula(p *para) {
	d.children(func(e xml.StartElement) {
		if e.Name.Local == "t" {
			d.say(p, d.words())
			return
		}
		d.skip()
	}, nil)
}

// words gives the text of an element that was opened.
func (d *docx) words() string {
	var b strings.Builder
	d.children(func(xml.StartElement) { d.skip() }, func(s string) { b.WriteString(s) })
	return b.String()
}

// say adds text to a paragraph, unless it stands in a field whose result is not printed.
func (d *docx) say(p *para, text string) {
	if text == "" {
		return
	}
	for i := range d.fields {
		if d.fields[i].silent {
			return
		}
	}
	if d.size += len(text); d.size > maxText {
		panic(TooMuch)
	}
	p.text.WriteString(text)
}

// unprinted tells fields that are no part of the text: page numbers, tables of contents.
func unprinted(code string) bool {
	words := strings.Fields(code)
	if len(words) == 0 {
		return false
	}
	switch strings.ToUpper(words[0]) {
	case "PAGE", "NUMPAGES", "SECTIONPAGES", "PAGEREF", "TOC", "INDEX", "TC", "XE", "RD":
		return true
	}
	return false
}

// endsAsBlanks makes blanks of the line ends inside a run, as Word does. It is made
// once: for each of 400,000 runs it took 60 % of the memory and 40 % of the time.
var endsAsBlanks = strings.NewReplacer("\r\n", " ", "\n", " ", "\r", " ")
