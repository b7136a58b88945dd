package page

import (
	"html/template"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unsafe"

	"zhenjian/generator/address"
	"zhenjian/generator/archive"
	"zhenjian/generator/compare"
	"zhenjian/generator/report"
	"zhenjian/generator/source"
)

// The text of a report is written straight into HTML: every character of it
// once, in order and escaped, so that what is written without its tags is the
// text again, and nothing in it can be taken for markup. A syntax tree of
// goldmark in between, as pages by hand have it, takes four times as long and six
// times the memory (BenchmarkBody); none of Markdown's rules is wanted here.

// A Text is the text of a report, and where in it what stands.
type Text struct {
	Doc *source.Document
	*archive.Spans
	Corrections []archive.Correction // that the page of the report marks

	once       sync.Once
	comparable *compare.Report // see comparable
}

// of gives the characters of a range.
func (t *Text) of(s report.Span) string { return t.Doc.Text[s.Start:s.End] }

// A mark is a range of the text that stands in an element of its own: a
// citation in its link. Marks may lie inside each other and may overlap: one
// that a block or another mark ends is cut there and goes on behind it.
type mark struct {
	span  report.Span
	kind  markKind
	href  string       // of a citation or a term
	which *mentionMark // of a quote, a number and a link
	id    string       // of a section's number
	now   string       // what a correction says of a number
}

// A markKind says what element stands on a mark.
type markKind uint8

const (
	citation      markKind = iota // a link to the title's page
	sectionNumber                 // the number of a section without a heading, with its anchor
	quote                         // the clause of a mention
	number                        // the number of a mention
	numberLink                    // and its link to the indicator's page
	corrected                     // a number that was put right
	term                          // a link to the page that explains a term
)

// An outlineItem leads to a section.
type outlineItem struct {
	Text   string
	Anchor string
	Items  []outlineItem
}

// A body is a report's text on its way into HTML.
type body struct {
	text    *Text
	marks   []mark // by start, the longer first
	out     []byte
	outline outline
	anchors []anchor // in reading order

	paragraphs, tables int
}

// An anchor is a place of the text that can be linked to, from a byte on.
type anchor struct {
	start int
	id    string
}

// A renderedBody is the text of a report as HTML, and what leads into it.
type renderedBody struct {
	html    template.HTML
	outline []outlineItem
	anchors []anchor
}

// A room is what the long part of a page is written in. It is lent to one page after
// the other: a copy of each part was a twelfth of all memory that a build takes.
type room struct{ bytes []byte }

var rooms = sync.Pool{New: func() any { return new(room) }}

// html gives what stands in the room, for as long as nothing else is written there.
func (r *room) html() template.HTML {
	return template.HTML(unsafe.String(unsafe.SliceData(r.bytes), len(r.bytes)))
}

// renderBody writes the text of a report as HTML, with links where it cites a
// title that hrefs knows and where it first uses a term, and its mentions marked.
func renderBody(r *room, text *Text, hrefs map[string]string, mentions []mentionMark, terms []termMark) renderedBody {
	b := &body{text: text, out: r.bytes[:0], marks: make([]mark, 0, len(text.Citations)+3*len(mentions)+len(text.Sections)+len(terms))}
	b.markCitations(hrefs)
	b.markNumbers()
	b.markMentions(mentions, hrefs)
	for _, c := range text.Corrections {
		b.marks = append(b.marks, mark{span: c.Number, kind: corrected, now: nowText(c.Now)})
	}
	for _, t := range terms {
		b.marks = append(b.marks, mark{span: t.Span, kind: term, href: t.Href})
	}
	slices.SortStableFunc(b.marks, func(x, y mark) int {
		if x.span.Start != y.span.Start {
			return x.span.Start - y.span.Start
		}
		return y.span.End - x.span.End
	})
	for blocks := text.Blocks; len(blocks) > 0; {
		n := 0
		for n < len(blocks) && blocks[n].Kind == report.TableRow {
			n++
		}
		if n > 0 {
			b.table(blocks[:n])
			blocks = blocks[n:]
			continue
		}
		b.block(blocks[0])
		b.characters(blocks[0].Span.End, blocks[0].Span.End+1)
		blocks = blocks[1:]
	}
	r.bytes = b.out
	return renderedBody{r.html(), b.outline.top.Items, b.anchors}
}

// anchorsOf gives the anchors that renderBody sets, for who only quotes the text:
// it takes a thousandth of the time.
func anchorsOf(text *Text) []anchor {
	var out []anchor
	paragraphs, tables := 0, 0
	inTable := false
	for i := range text.Blocks {
		b := &text.Blocks[i]
		if b.Kind == report.TableRow {
			if !inTable {
				tables++
				out = append(out, anchor{b.Span.Start, address.Table(tables)})
			}
			inTable = true
			continue
		}
		inTable = false
		if b.Span.Start == b.Span.End || plainClasses[b.Kind] != "" {
			continue
		}
		start := b.Span.Start
		if b.Section >= 0 && (b.Kind == report.Heading || b.Kind == report.RunIn) {
			out = append(out, anchor{start, address.Section(b.Section + 1)})
			if b.Kind == report.Heading || b.HeadEnd >= b.Span.End {
				continue
			}
			start = b.HeadEnd
		}
		paragraphs++
		out = append(out, anchor{start, address.Paragraph(paragraphs)})
	}
	return out
}

// open writes the tag that opens an element, with attributes of names and
// values in turn; one of no value is left out.
func (b *body) open(tag string, attributes ...string) {
	b.out = append(append(b.out, '<'), tag...)
	for i := 0; i < len(attributes); i += 2 {
		if attributes[i+1] == "" {
			continue
		}
		b.out = append(append(append(b.out, ' '), attributes[i]...), `="`...)
		b.out = append(appendHTML(b.out, attributes[i+1]), '"')
	}
	b.out = append(b.out, '>')
}

func (b *body) close(tag string) { b.out = append(append(append(b.out, "</"...), tag...), '>') }

// markCitations makes links of the titles, their marks 《》 included.
func (b *body) markCitations(hrefs map[string]string) {
	for _, c := range b.text.Citations {
		if href, ok := hrefs[b.text.of(c)]; ok {
			b.marks = append(b.marks, mark{span: b.text.cited(c), kind: citation, href: href})
		}
	}
}

// cited is a title with the marks 《》 round it, where there are any.
func (t *Text) cited(s report.Span) report.Span {
	all := t.Doc.Text
	if strings.HasSuffix(all[:s.Start], "《") && strings.HasPrefix(all[s.End:], "》") {
		s = report.Span{Start: s.Start - len("《"), End: s.End + len("》")}
	}
	return s
}

// markNumbers puts the anchor of a section without a heading on its number.
func (b *body) markNumbers() {
	for _, block := range b.text.Blocks {
		if block.Kind == report.Numbered && block.Section >= 0 {
			b.marks = append(b.marks, mark{span: b.text.Sections[block.Section].Span, kind: sectionNumber, id: address.Section(block.Section + 1)})
		}
	}
}

// plainClasses are the classes of blocks that are a paragraph without an anchor.
var plainClasses = [...]string{
	report.TitleLine: "title", report.Byline: "byline", report.Addressee: "addressee", report.Signature: "signature",
}

func (b *body) block(block report.Block) {
	s := block.Span
	if s.Start == s.End {
		return
	}
	if class := plainClasses[block.Kind]; class != "" {
		b.element("p", "class", class, s)
		return
	}
	switch {
	case block.Section >= 0 && (block.Kind == report.Heading || block.Kind == report.RunIn && block.HeadEnd >= s.End):
		b.heading(block.Section, s)
	case block.Section >= 0 && block.Kind == report.RunIn:
		b.open("div", "class", "run-in")
		b.heading(block.Section, report.Span{Start: s.Start, End: block.HeadEnd})
		b.paragraph(report.Span{Start: block.HeadEnd, End: s.End})
		b.close("div")
	default:
		if block.Kind == report.Numbered && block.Section >= 0 {
			b.outline.add(b.text, block)
		}
		b.paragraph(s)
	}
}

// element writes a range of the text, with the marks in it, as an element with
// one attribute.
func (b *body) element(tag, name, value string, s report.Span) {
	b.open(tag, name, value)
	b.write(s.Start, s.End)
	b.close(tag)
}

func (b *body) heading(section int, s report.Span) {
	level := b.outline.add(b.text, report.Block{Span: s, Section: section})
	b.element("h"+strconv.Itoa(level), "id", b.anchor(s.Start, address.Section(section+1)), s)
}

func (b *body) paragraph(s report.Span) {
	b.paragraphs++
	id := b.anchor(s.Start, address.Paragraph(b.paragraphs))
	b.open("p", "id", id)
	b.write(s.Start, s.End)
	// The link to the paragraph shows a sign by the style sheet alone: nothing but
	// the report's own words stands in its text.
	b.open("a", "class", "mark-p", "href", "#"+id, "aria-label", "第"+strconv.Itoa(b.paragraphs)+"段的地址")
	b.close("a")
	b.close("p")
}

// anchor notes that id stands at byte start.
func (b *body) anchor(start int, id string) string {
	b.anchors = append(b.anchors, anchor{start, id})
	return id
}

// table makes one table of neighbouring rows, in a box that can be scrolled.
func (b *body) table(rows []report.Block) {
	b.tables++
	b.open("section", "class", "scroll", "id", b.anchor(rows[0].Span.Start, address.Table(b.tables)), "aria-label", "表"+strconv.Itoa(b.tables), "tabindex", "0")
	b.open("table")
	for i, block := range rows {
		b.open("tr")
		b.cells(block, i == 0 && len(rows) > 1 && b.headed(block))
		b.close("tr")
		b.characters(block.Span.End, block.Span.End+1)
	}
	b.close("table")
	b.close("section")
}

// headed tells whether a table's first row names its columns: no cell of it
// holds a number.
func (b *body) headed(row report.Block) bool {
	return len(row.Cells) > 1 && !strings.ContainsAny(b.text.Doc.Text[row.Span.Start:row.Span.End], "0123456789０１２３４５６７８９")
}

// cells fills a row. What stands between two cells stays between them where
// HTML leaves it there; an ideographic blank would be moved out of the table,
// and stands at the end of the cell before.
func (b *body) cells(block report.Block, head bool) {
	at := block.Span.Start
	cells := block.Cells
	if len(cells) == 0 {
		cells = []report.Span{block.Span}
	}
	tag, scope := "td", ""
	if head {
		tag, scope = "th", "col"
	}
	for i, c := range cells {
		next := block.Span.End
		if i+1 < len(cells) {
			next = cells[i+1].Start
		}
		end := c.End
		if strings.Trim(b.text.Doc.Text[end:next], " \t") != "" {
			end = next
		}
		b.element(tag, "scope", scope, report.Span{Start: at, End: end})
		b.characters(end, next) // no element can stand between two cells
		at = next
	}
}

// write writes the characters from start to end, with the marks among them. It
// goes through the text from front to back: marks that end before are done with.
func (b *body) write(start, end int) {
	for len(b.marks) > 0 && b.marks[0].span.End <= start {
		b.marks = b.marks[1:]
	}
	b.marked(start, end, b.marks, false)
}

// marked writes characters under the marks that lie among them; linked tells
// that they stand in a link, where another link cannot.
func (b *body) marked(start, end int, marks []mark, linked bool) {
	for i := range marks {
		m := &marks[i]
		from, till := max(m.span.Start, start), min(m.span.End, end)
		if m.span.Start >= end {
			break
		}
		isLink := m.kind == citation || m.kind == numberLink || m.kind == term
		if from >= till || isLink && linked {
			continue
		}
		b.characters(start, from)
		tag := b.openMark(m, report.Span{Start: from, End: till})
		b.marked(from, till, marks[i+1:], linked || isLink)
		b.close(tag)
		start = till
	}
	b.characters(start, end)
}

// openMark opens the element of a mark, for one piece of it, and gives its tag.
func (b *body) openMark(m *mark, piece report.Span) (tag string) {
	switch m.kind {
	case citation:
		tag = "a"
		b.openLink(m.href)
		b.out = append(b.out, ` class="cite">`...)
	case term:
		tag = "a"
		b.openLink(m.href)
		b.out = append(b.out, ` class="term">`...)
	case numberLink:
		tag = "a"
		b.openLink(m.which.Href)
		b.out = append(appendHTML(append(b.out, ` title="指标：`...), m.which.Name), `">`...)
	case sectionNumber:
		tag = "span"
		b.open(tag, "class", "number", "id", m.id)
	case quote:
		tag = "span"
		id := "" // stands on the piece that holds the number
		if n := m.which.Number.Start; piece.Start <= n && n < piece.End {
			id = m.which.ID
		}
		b.open(tag, "class", "quote", "id", id)
	case corrected:
		tag = "span"
		b.open(tag, "class", "corrected", "data-now", m.now)
	case number:
		tag = "data"
		b.open(tag, "value", m.which.Value, "data-indicator", m.which.Indicator, "data-mention", m.which.ID)
	}
	return tag
}

// openLink writes a link's tag as far as its address.
func (b *body) openLink(href string) {
	b.out = append(appendURL(append(b.out, `<a href="`...), href, true), '"')
}

// characters writes a range of the text.
func (b *body) characters(start, end int) {
	if start < end {
		b.out = appendHTML(b.out, b.text.Doc.Text[start:end])
	}
}

// An outline collects sections. Sections are nested by level, but with no level
// left out: 1. right below 一、 is one deeper, as HTML wants its headings.
type outline struct {
	top  outlineItem
	open []int // levels of the sections that enclose the place
}

// labelRunes is the length at which the label of a section without a heading is cut.
const labelRunes = 24

// add enters the section that opens in a block and gives its HTML level, 2 to 5.
func (o *outline) add(text *Text, block report.Block) int {
	section := text.Sections[block.Section]
	for len(o.open) > 0 && o.open[len(o.open)-1] >= section.Level {
		o.open = o.open[:len(o.open)-1]
	}
	into := &o.top
	for range o.open {
		into = &into.Items[len(into.Items)-1]
	}
	o.open = append(o.open, section.Level)
	label := text.of(block.Span)
	if !section.Headed {
		label = shorten(label, labelRunes)
	}
	into.Items = append(into.Items, outlineItem{Text: strings.TrimRight(label, "。；;：: "), Anchor: address.Section(block.Section + 1)})
	return 1 + len(o.open)
}

// shorten cuts a text after n characters.
func shorten(s string, n int) string {
	for i := range s {
		if n--; n < 0 {
			return s[:i] + "…"
		}
	}
	return s
}
