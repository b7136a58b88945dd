package format

import (
	"encoding/xml"
	"errors"
	"io"
	"strconv"
	"strings"
)

// A numbering is what a paragraph or a style says of its automatic number.
// Each of the two may be left open (""): then the style's holds, then its base's.
type numbering struct {
	list, level string
}

// A style is what a paragraph style says that decides about text.
type style struct {
	id, base string
	name     string
	numbering
	hidden bool
}

// styles are the styles of a document, by id.
type styles struct {
	of     map[string]*style
	normal string // the style of a paragraph that names none
}

// maxBases is how far styles are followed down; some files have them in a ring.
const maxBases = 20

// chain gives a style and those that it is based on, nearest first.
func (s styles) chain(id string) []*style {
	var out []*style
	for st := s.of[id]; st != nil && len(out) < maxBases; st = s.of[st.base] {
		out = append(out, st)
	}
	return out
}

// readStyles reads word/styles.xml.
func readStyles(data []byte) (all styles, err error) {
	defer recovered(&err)
	all.of = map[string]*style{}
	s := newScanner(data)
	root, err := s.root()
	if err != nil || root == nil {
		return all, err
	}
	s.children(func(e xml.StartElement) {
		kind := attribute(e, "type")
		if e.Name.Local != "style" || kind != "paragraph" && kind != "character" && kind != "numbering" {
			s.skip()
			return
		}
		st := &style{id: attribute(e, "styleId")}
		if all.of[st.id] == nil { // of two with one name the first counts
			all.of[st.id] = st
		}
		if kind == "paragraph" && on(e, "default") && all.normal == "" {
			all.normal = st.id
		}
		s.children(func(e xml.StartElement) {
			switch e.Name.Local {
			case "name":
				st.name = strings.ToLower(attribute(e, "val"))
			case "basedOn":
				st.base = attribute(e, "val")
			case "pPr":
				s.children(func(e xml.StartElement) {
					if e.Name.Local == "numPr" {
						st.numbering = s.numbering()
					} else {
						s.skip()
					}
				}, nil)
				return
			case "rPr":
				s.children(func(e xml.StartElement) {
					if e.Name.Local == "vanish" {
						st.hidden = set(e)
					}
					s.skip()
				}, nil)
				return
			}
			s.skip()
		}, nil)
	}, nil)
	return all, nil
}

// root gives the first element, nil for an empty part.
func (s *scanner) root() (*xml.StartElement, error) {
	for {
		t, err := s.token()
		if errors.Is(err, io.EOF) {
			return nil, nil
		}
		if err != nil {
			return nil, err
		}
		if e, ok := t.(xml.StartElement); ok {
			return &e, nil
		}
	}
}

// numbering reads w:numPr, which was opened.
func (s *scanner) numbering() (n numbering) {
	s.children(func(e xml.StartElement) {
		switch e.Name.Local {
		case "numId":
			n.list = attribute(e, "val")
		case "ilvl":
			n.level = attribute(e, "val")
		}
		s.skip()
	}, nil)
	return n
}

// set tells whether a property such as w:vanish holds: it does unless its value denies it.
func set(e xml.StartElement) bool { return attribute(e, "val") == "" || on(e, "val") }

func on(e xml.StartElement, name string) bool {
	switch attribute(e, name) {
	case "1", "true", "on":
		return true
	}
	return false
}

// A level says how one depth of a list is numbered.
type level struct {
	start   int
	format  string
	text    string // %1 stands for the number of the first depth
	suffix  string // tab, space, nothing
	restart int    // -1: after any higher depth; 0: never; n: after depth n and higher ones, counted from 1
	legal   bool   // all numbers in it are Arabic
	style   string // the paragraph style that it belongs to
}

const levels = 9

// An outline is a definition of all levels, w:abstractNum.
type outline struct {
	levels [levels]level
	style  string // a numbering style that has the levels in its place

	counts  [levels]int
	running [levels]bool
}

// A list is one use of an outline, w:num.
type list struct {
	outline *outline
	levels  [levels]*level // that it has its own way
	starts  [levels]int    // where it starts anew; -1 where it does not
	started [levels]bool
}

// level gives what holds for a depth of the list.
func (l *list) level(depth int) *level {
	if own := l.levels[depth]; own != nil {
		return own
	}
	return &l.outline.levels[depth]
}

// start gives where a depth begins to count.
func (l *list) start(depth int) int {
	if l.starts[depth] >= 0 {
		return l.starts[depth]
	}
	return l.level(depth).start
}

// lists are the lists of a document, by w:numId.
type lists map[string]*list

// readLists reads word/numbering.xml.
func readLists(data []byte, all styles) (found lists, err error) {
	defer recovered(&err)
	found = lists{}
	s := newScanner(data)
	root, err := s.root()
	if err != nil || root == nil {
		return found, err
	}
	outlines := map[string]*outline{}
	uses := map[string]string{} // list → outline
	s.children(func(e xml.StartElement) {
		switch e.Name.Local {
		case "abstractNum":
			id := attribute(e, "abstractNumId")
			o := s.outline()
			if outlines[id] == nil {
				outlines[id] = o
			}
		case "num":
			id := attribute(e, "numId")
			l, use := s.list()
			if found[id] == nil {
				found[id], uses[id] = l, use
			}
		default:
			s.skip()
		}
	}, nil)
	for id, l := range found {
		o := outlines[uses[id]]
		for range maxBases { // a list style has the levels in another outline
			if o == nil || o.style == "" || all.of[o.style] == nil {
				break
			}
			o = outlines[uses[all.of[o.style].list]]
		}
		if o == nil {
			delete(found, id)
			continue
		}
		l.outline = o
	}
	return found, nil
}

func (s *scanner) outline() *outline {
	o := &outline{}
	for i := range o.levels {
		o.levels[i] = level{format: "decimal", suffix: "tab", restart: -1}
	}
	s.children(func(e xml.StartElement) {
		switch e.Name.Local {
		case "lvl":
			if depth, ok := depthOf(e); ok {
				o.levels[depth] = s.level()
				return
			}
		case "numStyleLink":
			o.style = attribute(e, "val")
		}
		s.skip()
	}, nil)
	return o
}

func depthOf(e xml.StartElement) (int, bool) {
	n, err := strconv.Atoi(attribute(e, "ilvl"))
	return n, err == nil && n >= 0 && n < levels
}

// maxMark bounds the text of a level: real ones have ten characters at most.
const maxMark = 60

func (s *scanner) level() level {
	l := level{format: "decimal", suffix: "tab", restart: -1}
	var read func(e xml.StartElement)
	read = func(e xml.StartElement) {
		switch val := attribute(e, "val"); e.Name.Local {
		case "start":
			l.start = count(val)
		case "numFmt":
			if val != "custom" {
				l.format = val
			}
		case "lvlText":
			if len(val) <= maxMark {
				l.text = val
			}
		case "suff":
			l.suffix = val
		case "lvlRestart":
			l.restart = min(count(val), levels)
		case "isLgl":
			l.legal = set(e)
		case "pStyle":
			l.style = val
		case "AlternateContent", "Fallback": // a custom format, and the one for programs that do not know it
			s.children(read, nil)
			return
		}
		s.skip()
	}
	s.children(read, nil)
	return l
}

// count reads a number of a list, which is not negative and below a million.
func count(val string) int {
	n, err := strconv.Atoi(val)
	if err != nil || n < 0 || n >= 1_000_000 {
		return 0
	}
	return n
}

func (s *scanner) list() (l *list, outline string) {
	l = &list{}
	for i := range l.starts {
		l.starts[i] = -1
	}
	s.children(func(e xml.StartElement) {
		switch e.Name.Local {
		case "abstractNumId":
			outline = attribute(e, "val")
		case "lvlOverride":
			depth, ok := depthOf(e)
			if !ok {
				break
			}
			s.children(func(e xml.StartElement) {
				switch e.Name.Local {
				case "startOverride":
					l.starts[depth] = count(attribute(e, "val"))
				case "lvl":
					own := s.level()
					l.levels[depth] = &own
					return
				}
				s.skip()
			}, nil)
			return
		}
		s.skip()
	}, nil)
	return l, outline
}

// next counts a paragraph of a list and gives its number as Word shows it, with
// what parts it from the text. The lists of one outline count on together,
// unless one starts anew. A gap of a tab's width is a blank behind a Latin mark
// and nothing behind a Chinese one, as people type it.
func (l *list) next(depth int) string {
	o := l.outline
	switch {
	case l.starts[depth] >= 0 && !l.started[depth]:
		o.counts[depth] = l.starts[depth]
	case !o.running[depth]:
		o.counts[depth] = l.start(depth)
	default:
		o.counts[depth]++
	}
	l.started[depth], o.running[depth] = true, true
	for k := depth + 1; k < levels; k++ {
		if r := l.level(k).restart; r < 0 || depth < r {
			o.running[k] = false
		}
	}
	at := l.level(depth)
	var b strings.Builder
	for i := 0; i < len(at.text); i++ {
		c := at.text[i]
		if c != '%' || i+1 == len(at.text) || at.text[i+1] < '1' || at.text[i+1] > '9' {
			b.WriteByte(c)
			continue
		}
		i++
		k := int(at.text[i] - '1')
		n := o.counts[k]
		if !o.running[k] {
			n = l.start(k)
		}
		format := l.level(k).format
		if at.legal && format != "decimalZero" {
			format = "decimal"
		}
		b.WriteString(number(format, n))
	}
	mark := b.String()
	if at.format == "bullet" {
		mark = strings.Map(symbol, mark)
	}
	if mark == "" {
		return ""
	}
	if at.suffix == "space" || at.suffix == "tab" && mark[len(mark)-1] < 0x80 {
		mark += " "
	}
	return mark
}

// symbols are characters of the fonts Symbol and Wingdings, which have a place of their
// own in Unicode.
var symbols = map[rune]rune{
	0xF0B7: '•', 0xF06C: '●', 0xF06E: '■', 0xF075: '◆', 0xF0A7: '▪', 0xF0A8: '□', 0xF0D8: '➢', 0xF0FC: '✓', 0xF0FE: '☑', 0xF052: '☑', 0xF0A3: '□', 0xF06F: '□',
	0xF0D7: '×', 0xF0B1: '±', 0xF0B0: '°', 0xF0B3: '≥', 0xF0A5: '∞', 0xF0AE: '→', 0xF0E0: '→', 0xF076: '❖',
}

// symbol gives a character of a symbol font by its meaning: a bullet for those
// that are not known.
func symbol(r rune) rune {
	if known, ok := symbols[r]; ok {
		return known
	}
	if r >= 0xF000 && r <= 0xF0FF {
		return '•'
	}
	return r
}
