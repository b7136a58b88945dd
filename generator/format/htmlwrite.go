package format

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A pageWriter writes the lines of a page.
type pageWriter struct {
	main    map[*html.Node]bool // the elements that hold the text
	round   map[*html.Node]bool // those that they lie in
	outside bool                // of the main text
	out     lines
	line    strings.Builder
	gap     string // white space before the next word: "", " ", or "\n" for a line end of the source
	depth   int    // of tables
	pre     bool
}

// end ends a line.
func (w *pageWriter) end() {
	w.gap = ""
	if w.line.Len() == 0 {
		return
	}
	w.out.add(Line{Text: w.line.String(), Outside: w.outside})
	w.line.Reset()
}

// block writes what an element holds.
func (w *pageWriter) block(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.node(c)
	}
}

func (w *pageWriter) node(n *html.Node) {
	if n.Type == html.TextNode {
		w.text(n.Data)
		return
	}
	if w.main[n] {
		w.end()
		outside := w.outside
		w.outside = false
		w.element(n)
		w.end()
		w.outside = outside
		return
	}
	w.element(n)
}

func (w *pageWriter) element(n *html.Node) {
	switch {
	case n.DataAtom == atom.Br || n.DataAtom == atom.Hr:
		w.end()
	case n.DataAtom == atom.Table && !w.round[n]: // a table round the main text lays the page out
		w.end()
		w.table(n)
	case n.DataAtom == atom.Tr && !w.round[n] && w.figures(n):
		w.end()
		row := w.row(n, map[int]int{})
		texts := make([]string, len(row))
		for i := range row {
			texts[i] = row[i].text()
		}
		w.out.add(Line{Text: strings.Join(texts, "\t"), Row: true, Outside: w.outside})
	case n.DataAtom == atom.Pre || n.DataAtom == atom.Listing || n.DataAtom == atom.Xmp:
		w.end()
		pre := w.pre
		w.pre = true
		w.block(n)
		w.end()
		w.pre = pre
	case inline(n):
		if w.outside { // 发布时间 and 来源 stand beside each other by their style
			w.gap = " "
		}
		w.block(n)
	case n.DataAtom == atom.Ol:
		w.end()
		w.list(n)
		w.end()
	default:
		w.end()
		w.block(n)
		w.end()
	}
}

var oneKindOfEnd = strings.NewReplacer("\r\n", "\n", "\r", "\n")

// text writes text, white space as a browser shows it. A line end of the source
// beside a Chinese character is no blank: programs that make pages break
// lines there.
func (w *pageWriter) text(s string) {
	if w.pre {
		for i, part := range strings.Split(oneKindOfEnd.Replace(s), "\n") {
			if i > 0 {
				w.end()
			}
			w.line.WriteString(part)
		}
		return
	}
	for s != "" {
		i := strings.IndexAny(s, " \t\r\n\f")
		if i != 0 {
			if i < 0 {
				i = len(s)
			}
			w.word(s[:i])
			s = s[i:]
			continue
		}
		rest := strings.TrimLeft(s, " \t\r\n\f")
		if strings.ContainsAny(s[:len(s)-len(rest)], "\r\n") {
			if w.gap == "" {
				w.gap = "\n"
			}
		} else {
			w.gap = " "
		}
		s = rest
	}
}

func (w *pageWriter) word(s string) {
	if w.line.Len() > 0 && w.gap != "" {
		before, _ := utf8.DecodeLastRuneInString(w.line.String())
		after, _ := utf8.DecodeRuneInString(s)
		if w.gap == " " || !wide(before) && !wide(after) {
			w.line.WriteByte(' ')
		}
	}
	w.gap = ""
	if w.line.Len()+len(s) > maxText {
		panic(TooMuch)
	}
	w.line.WriteString(s)
}

// wide tells a Chinese character or mark.
func wide(r rune) bool {
	return unicode.Is(unicode.Han, r) || r >= 0x3000 && r < 0x3040 || r >= 0xFF00 && r < 0xFFF0 || strings.ContainsRune("“”‘’—…·", r)
}

// figures tells a row of a table that lays the page out whether it is one of a table itself.
func (w *pageWriter) figures(n *html.Node) bool {
	var cells []string
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom != atom.Td && c.DataAtom != atom.Th {
			continue
		}
		left := 2 * maxCell
		if holds(c, func(n *html.Node) bool {
			if n.Type == html.TextNode {
				left -= len(n.Data)
			}
			return n.DataAtom == atom.Table || left < 0
		}) || len(cells) > maxRow {
			return false
		}
		cells = append(cells, strings.Join(strings.Fields(plain(c)), ""))
	}
	return figures(cells)
}

// list writes a numbered list with the numbers that a browser shows.
func (w *pageWriter) list(n *html.Node) {
	at := 1
	if start, err := strconv.Atoi(value(n, "start")); err == nil {
		at = start
	}
	kinds := map[string]string{"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
	style := strings.ToLower(strings.ReplaceAll(value(n, "style"), " ", ""))
	bare := w.outside || strings.Contains(style, "list-style:none") || strings.Contains(style, "list-style-type:none")
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom != atom.Li || bare {
			w.node(c)
			continue
		}
		if v, err := strconv.Atoi(value(c, "value")); err == nil {
			at = v
		}
		w.end()
		w.line.WriteString(number(kinds[value(n, "type")], at) + ".")
		w.block(c)
		w.end()
		at++
	}
}

// table reads a table: cells that go over several rows are empty in the further ones.
func (w *pageWriter) table(n *html.Node) {
	if w.depth++; w.depth > 20 {
		panic(TooMuch)
	}
	var rows [][]cell
	below := map[int]int{} // column → rows that a cell above still takes
	var visit func(n *html.Node)
	visit = func(n *html.Node) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			switch {
			case c.DataAtom == atom.Tr:
				rows = append(rows, w.row(c, below))
			case c.DataAtom == atom.Caption:
				w.block(c)
				w.end()
			default:
				visit(c)
			}
		}
	}
	visit(n)
	w.depth--
	from := len(w.out.list)
	w.out.table(rows)
	for i := from; i < len(w.out.list); i++ {
		w.out.list[i].Outside = w.outside
	}
}

func (w *pageWriter) row(n *html.Node, below map[int]int) (row []cell) {
	column := 0
	fill := func() {
		for below[column] > 0 && column < maxRow {
			below[column]--
			row = append(row, cell{span: 1})
			column++
		}
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom != atom.Td && c.DataAtom != atom.Th {
			continue
		}
		fill()
		inner := &pageWriter{main: w.main, round: w.round, outside: w.outside, depth: w.depth, pre: w.pre}
		inner.node(c)
		inner.end()
		span := columns(value(c, "colspan"))
		if rows := count(value(c, "rowspan")); rows > 1 {
			for k := range span {
				below[column+k] = min(rows-1, 1000)
			}
		}
		row = append(row, cell{lines: inner.out.list, span: span})
		if column += span; column > maxRow {
			break
		}
	}
	fill()
	return row
}
