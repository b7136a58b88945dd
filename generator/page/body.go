package page

import (
	"bytes"
	"html/template"
	"slices"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	tables "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"zhenjian/generator/address"
	"zhenjian/generator/report"
)

// A mark is a range of the text that stands in an element of its own: a
// citation in its link. Marks may lie inside each other and may overlap: one
// that a block or another mark ends is cut there and goes on behind it.
type mark struct {
	span report.Span
	node func(piece report.Span) ast.Node // called for each piece
}

// An outlineItem leads to a section.
type outlineItem struct {
	Text   string
	Anchor string
	Items  []outlineItem
}

// An element is a tag that goldmark has no node for; with inline set it stands
// in running text.
type element struct {
	ast.BaseBlock
	tag    string
	inline bool
}

var kindElement = ast.NewNodeKind("Element")

func (e *element) Kind() ast.NodeKind            { return kindElement }
func (e *element) Dump(source []byte, level int) { ast.DumpHelper(e, source, level, nil, nil) }
func (e *element) Type() ast.NodeType {
	if e.inline {
		return ast.TypeInline
	}
	return ast.TypeBlock
}

// newElement gives an element with a class, unless that is "".
func newElement(tag, class string, inline bool) *element {
	e := &element{tag: tag, inline: inline}
	if class != "" {
		e.SetAttributeString("class", []byte(class))
	}
	return e
}

// A body builds the syntax tree of a report's text. Every character of the text
// goes into it once, in order, as a raw segment of the text: what is rendered
// without its tags is the text again, and nothing in it can be taken for markup.
type body struct {
	report  *report.Report
	marks   []mark // by start, the longer first
	doc     *ast.Document
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

// renderBody writes the text of a report as HTML, with links where it cites a
// title that hrefs knows, and its mentions marked.
func renderBody(r *report.Report, hrefs map[string]string, mentions []mentionMark) (renderedBody, error) {
	b := &body{report: r, doc: ast.NewDocument()}
	b.markCitations(hrefs)
	b.markNumbers()
	b.markMentions(mentions, hrefs)
	slices.SortStableFunc(b.marks, func(x, y mark) int {
		if x.span.Start != y.span.Start {
			return x.span.Start - y.span.Start
		}
		return y.span.End - x.span.End
	})
	for i := 0; i < len(r.Blocks); {
		if r.Blocks[i].Kind == report.TableRow {
			n := 1
			for i+n < len(r.Blocks) && r.Blocks[i+n].Kind == report.TableRow {
				n++
			}
			b.table(r.Blocks[i : i+n])
			i += n
			continue
		}
		b.block(r.Blocks[i])
		b.segment(b.doc, r.Blocks[i].Span.End, r.Blocks[i].Span.End+1)
		i++
	}
	var out bytes.Buffer
	out.Grow(2 * len(r.Doc.Text))
	if err := bodyRenderer.Render(&out, []byte(r.Doc.Text), b.doc); err != nil {
		return renderedBody{}, err
	}
	return renderedBody{template.HTML(out.String()), b.outline.top.Items, b.anchors}, nil
}

// markCitations makes links of the titles, their marks 《》 included.
func (b *body) markCitations(hrefs map[string]string) {
	for _, c := range b.report.Citations {
		href, ok := hrefs[c.Name]
		if !ok {
			continue
		}
		b.marks = append(b.marks, mark{citationSpan(b.report, c), func(report.Span) ast.Node {
			l := ast.NewLink()
			l.Destination = []byte(href)
			l.SetAttributeString("class", []byte("cite"))
			return l
		}})
	}
}

// citationSpan is a title with the marks 《》 round it, where there are any.
func citationSpan(r *report.Report, c report.Citation) report.Span {
	all, s := r.Doc.Text, c.Span
	if strings.HasSuffix(all[:s.Start], "《") && strings.HasPrefix(all[s.End:], "》") {
		s = report.Span{Start: s.Start - len("《"), End: s.End + len("》")}
	}
	return s
}

// markNumbers puts the anchor of a section without a heading on its number.
func (b *body) markNumbers() {
	for _, block := range b.report.Blocks {
		if block.Kind != report.Numbered || block.Section < 0 {
			continue
		}
		n := block.Section
		b.marks = append(b.marks, mark{b.report.Sections[n].Span, func(report.Span) ast.Node {
			e := newElement("span", "number", true)
			e.SetAttributeString("id", []byte(address.Section(n+1)))
			return e
		}})
	}
}

// plainClasses are the classes of blocks that are a paragraph without an anchor.
var plainClasses = map[report.BlockKind]string{
	report.TitleLine: "title", report.Byline: "byline", report.Addressee: "addressee", report.Signature: "signature",
}

func (b *body) block(block report.Block) {
	s := block.Span
	if s.Start == s.End {
		return
	}
	if class, ok := plainClasses[block.Kind]; ok {
		p := ast.NewParagraph()
		p.SetAttributeString("class", []byte(class))
		b.doc.AppendChild(b.doc, p)
		b.text(p, s.Start, s.End)
		return
	}
	switch {
	case block.Section >= 0 && (block.Kind == report.Heading || block.Kind == report.RunIn && block.HeadEnd >= s.End):
		b.heading(b.doc, block.Section, s)
	case block.Section >= 0 && block.Kind == report.RunIn:
		div := newElement("div", "run-in", false)
		b.doc.AppendChild(b.doc, div)
		b.heading(div, block.Section, report.Span{Start: s.Start, End: block.HeadEnd})
		b.paragraph(div, report.Span{Start: block.HeadEnd, End: s.End})
	default:
		if block.Kind == report.Numbered && block.Section >= 0 {
			b.outline.add(b.report, block)
		}
		b.paragraph(b.doc, s)
	}
}

func (b *body) heading(parent ast.Node, section int, s report.Span) {
	level := b.outline.add(b.report, report.Block{Span: s, Section: section})
	h := ast.NewHeading(level)
	h.SetAttributeString("id", []byte(b.anchor(s.Start, address.Section(section+1))))
	parent.AppendChild(parent, h)
	b.text(h, s.Start, s.End)
}

func (b *body) paragraph(parent ast.Node, s report.Span) {
	b.paragraphs++
	p := ast.NewParagraph()
	p.SetAttributeString("id", []byte(b.anchor(s.Start, address.Paragraph(b.paragraphs))))
	parent.AppendChild(parent, p)
	b.text(p, s.Start, s.End)
}

// anchor notes that id stands at byte start.
func (b *body) anchor(start int, id string) string {
	b.anchors = append(b.anchors, anchor{start, id})
	return id
}

// table makes one table of neighbouring rows, in a box that can be scrolled.
func (b *body) table(rows []report.Block) {
	b.tables++
	box := newElement("section", "scroll", false)
	box.SetAttributeString("aria-label", []byte("表"+strconv.Itoa(b.tables)))
	box.SetAttributeString("tabindex", []byte("0"))
	b.doc.AppendChild(b.doc, box)
	table := tables.NewTable()
	box.AppendChild(box, table)
	for i, block := range rows {
		row := tables.NewTableRow(nil)
		table.AppendChild(table, row)
		b.cells(row, block, i == 0 && len(rows) > 1 && b.headed(block))
		b.segment(table, block.Span.End, block.Span.End+1)
	}
}

// headed tells whether a table's first row names its columns: no cell of it
// holds a number.
func (b *body) headed(row report.Block) bool {
	return len(row.Cells) > 1 && !strings.ContainsAny(b.report.Doc.Text[row.Span.Start:row.Span.End], "0123456789０１２３４５６７８９")
}

// cells fills a row. What stands between two cells stays between them where
// HTML leaves it there; an ideographic blank would be moved out of the table,
// and stands at the end of the cell before.
func (b *body) cells(row ast.Node, block report.Block, head bool) {
	at := block.Span.Start
	cells := block.Cells
	if len(cells) == 0 {
		cells = []report.Span{block.Span}
	}
	for i, c := range cells {
		next := block.Span.End
		if i+1 < len(cells) {
			next = cells[i+1].Start
		}
		end := c.End
		if strings.Trim(b.report.Doc.Text[end:next], " \t") != "" {
			end = next
		}
		cell := newElement("td", "", false)
		if head {
			cell.tag = "th"
			cell.SetAttributeString("scope", []byte("col"))
		}
		row.AppendChild(row, cell)
		b.text(cell, at, end)
		b.segment(row, end, next) // no element can stand between two cells
		at = next
	}
}

// text appends the characters from start to end, with the marks among them. It
// goes through the text from front to back: marks that end before are done with.
func (b *body) text(parent ast.Node, start, end int) {
	for len(b.marks) > 0 && b.marks[0].span.End <= start {
		b.marks = b.marks[1:]
	}
	b.marked(parent, start, end, b.marks, false)
}

// marked appends characters under the marks that lie among them; linked tells
// that parent is in a link, where another link cannot stand.
func (b *body) marked(parent ast.Node, start, end int, marks []mark, linked bool) {
	for i, m := range marks {
		from, till := max(m.span.Start, start), min(m.span.End, end)
		if m.span.Start >= end {
			break
		}
		if from >= till {
			continue
		}
		node := m.node(report.Span{Start: from, End: till})
		isLink := node.Kind() == ast.KindLink
		if isLink && linked {
			continue
		}
		b.segment(parent, start, from)
		parent.AppendChild(parent, node)
		b.marked(node, from, till, marks[i+1:], linked || isLink)
		start = till
	}
	b.segment(parent, start, end)
}

func (b *body) segment(parent ast.Node, start, end int) {
	if start < end {
		parent.AppendChild(parent, ast.NewRawTextSegment(text.NewSegment(start, end)))
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
func (o *outline) add(r *report.Report, block report.Block) int {
	section := r.Sections[block.Section]
	for len(o.open) > 0 && o.open[len(o.open)-1] >= section.Level {
		o.open = o.open[:len(o.open)-1]
	}
	into := &o.top
	for range o.open {
		into = &into.Items[len(into.Items)-1]
	}
	o.open = append(o.open, section.Level)
	label := r.Doc.Text[block.Span.Start:block.Span.End]
	if section.Heading == "" {
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

// bodyRenderer writes the tree without adding a character between tags.
// goldmark's own functions, which write links and text, add line ends to blocks.
var bodyRenderer = renderer.NewRenderer(renderer.WithNodeRenderers(
	util.Prioritized(html.NewRenderer(), 1000), util.Prioritized(blockRenderer{}, 100)))

type blockRenderer struct{}

func (blockRenderer) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	for _, kind := range []ast.NodeKind{ast.KindHeading, ast.KindParagraph, tables.KindTable, tables.KindTableRow, kindElement} {
		reg.Register(kind, renderTag)
	}
}

func renderTag(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	var tag string
	switch n := node.(type) {
	case *ast.Heading:
		tag = "h" + strconv.Itoa(n.Level)
	case *ast.Paragraph:
		tag = "p"
	case *tables.Table:
		tag = "table"
	case *tables.TableRow:
		tag = "tr"
	case *element:
		tag = n.tag
	}
	if !entering {
		_, _ = w.WriteString("</" + tag + ">") // w keeps its first error, which Render gives
		return ast.WalkContinue, nil
	}
	_, _ = w.WriteString("<" + tag)
	html.RenderAttributes(w, node, nil)
	_ = w.WriteByte('>')
	return ast.WalkContinue, nil
}
