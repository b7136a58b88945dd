package format

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A pdfLine is a printed line.
type pdfLine struct {
	text        string
	left, right float64
	y, size     float64
	cells       []extent // of what is parted by tabs
}

// An extent is how far something goes from left to right.
type extent struct{ left, right float64 }

// linesOf puts characters together to lines, from the top down.
func linesOf(glyphs []glyph) []pdfLine {
	glyphs = slices.DeleteFunc(glyphs, func(g glyph) bool {
		return !(g.size > 0.5 && g.size < 500) || math.IsNaN(g.x) || math.IsNaN(g.y) || math.Abs(g.x) > 1e5 || math.Abs(g.y) > 1e5
	})
	slices.SortStableFunc(glyphs, func(a, b glyph) int { return cmp.Compare(b.y, a.y) })
	var out []pdfLine
	for len(glyphs) > 0 {
		n := 1 // characters of this line: those that stand less than half their size lower
		for n < len(glyphs) && glyphs[0].y-glyphs[n].y < 0.45*max(glyphs[0].size, glyphs[n].size) {
			n++
		}
		row := glyphs[:n]
		glyphs = glyphs[n:]
		slices.SortStableFunc(row, func(a, b glyph) int { return cmp.Compare(a.x, b.x) })
		if line := lineOf(row); line.text != "" {
			out = append(out, line)
		}
	}
	return out
}

// lineOf writes the characters of a line from left to right: its blanks, one where Latin words
// stand apart without, and a tab where a gap is two characters wide.
func lineOf(row []glyph) pdfLine {
	var b strings.Builder
	line := pdfLine{y: row[0].y}
	end, blanks := 0.0, 0
	var last rune
	sizes := map[float64]int{}
	for i, g := range row {
		if i > 0 && g.text == row[i-1].text && math.Abs(g.x-row[i-1].x) < 0.1*g.size { // bold by printing twice
			continue
		}
		if strings.TrimSpace(g.text) == "" {
			blanks = min(blanks+utf8.RuneCountInString(g.text), 40)
			continue
		}
		first, _ := utf8.DecodeRuneInString(g.text)
		if b.Len() == 0 {
			line.left = g.x
			line.cells = append(line.cells, extent{left: g.x})
		} else {
			gap := (g.x - end) / g.size
			switch {
			case blanks > 0:
				b.WriteString(strings.Repeat(" ", blanks))
			case gap > 1.8:
				b.WriteByte('\t')
				line.cells = append(line.cells, extent{left: g.x})
			case gap > 0.2 && !wide(last) && !wide(first), gap > 0.7:
				b.WriteByte(' ')
			}
		}
		b.WriteString(g.text)
		last, _ = utf8.DecodeLastRuneInString(g.text)
		end, blanks = g.x+g.width, 0
		line.cells[len(line.cells)-1].right = end
		sizes[math.Round(g.size*2)/2] += utf8.RuneCountInString(g.text)
	}
	line.text, line.right = b.String(), end
	most := 0
	for size, n := range sizes {
		if n > most || n == most && size > line.size {
			line.size, most = size, n
		}
	}
	return line
}

// paragraphs joins the lines of all pages. The text as a whole tells where a full
// line begins and ends; a line goes on where the one before is full and it does not itself begin
// further right.
func paragraphs(pages [][]pdfLine) []Line {
	pages = withoutFurniture(pages)
	lefts, rights, pitches := map[int]int{}, map[int]int{}, map[int]int{}
	for _, page := range pages {
		for i, l := range page {
			n := utf8.RuneCountInString(l.text)
			lefts[int(math.Round(l.left/4))] += n
			rights[int(math.Round(l.right/4))] += n
			if i > 0 {
				pitches[int(math.Round(page[i-1].y-l.y))]++
			}
		}
	}
	left := 4 * float64(margin(lefts))
	right := 4 * float64(common(rights))
	pitch := max(1, float64(common(pitches)))
	indented := 0
	for _, page := range pages {
		for _, l := range page {
			if l.left > left+1.2*l.size && l.left < left+3*l.size && l.right > right-3*l.size {
				indented++
			}
		}
	}
	out := &lines{}
	var text strings.Builder // a paragraph may have as many lines as all pages have characters
	var last *pdfLine
	var row pdfRow // that the text is, if it is one of a table
	for _, page := range pages {
		for i := range page {
			l := &page[i]
			if i > 0 && row.goesOn(l, page[i-1].y, pitch) {
				text.Reset()
				text.WriteString(strings.Join(row.texts, "\t"))
				continue
			}
			row = rowOf(l)
			joins := false
			if last != nil && last.right+max(1.6, firstWord(l.text)+0.6)*l.size > right && math.Abs(last.size-l.size) < 1 && l.left < left+1.2*l.size && !strings.Contains(l.text, "\t") && !strings.Contains(last.text, "\t") {
				joins = i == 0 || last.y-l.y < 1.6*pitch
				if indented == 0 { // a line that is full by chance is rarer than a sentence that ends with a line
					joins = joins && !numbered(l.text)
				}
			}
			if joins {
				a, _ := utf8.DecodeLastRuneInString(text.String())
				b, _ := utf8.DecodeRuneInString(l.text)
				if !wide(a) && !wide(b) && (unicode.IsLetter(a) && unicode.IsLetter(b)) {
					text.WriteByte(' ')
				}
			} else {
				if last != nil {
					out.add(Line{Text: text.String()})
				}
				text.Reset()
			}
			text.WriteString(l.text)
			last = l
		}
	}
	if last != nil {
		out.add(Line{Text: text.String()})
	}
	return out.list
}

// A pdfRow is a row of a table as far as it was read.
type pdfRow struct {
	cells []extent
	texts []string
	size  float64
	lines int // that carried on with it
}

// Rows of more cells, longer cells and more lines a cell are no table of figures.
const (
	mostCells     = 12
	mostCellLines = 6
)

func rowOf(l *pdfLine) pdfRow {
	if len(l.cells) < 3 || len(l.cells) > mostCells {
		return pdfRow{}
	}
	return pdfRow{cells: l.cells, texts: strings.Split(l.text, "\t"), size: l.size}
}

// goesOn adds a line to a row if it carries on with some of its cells, the first
// one not among them: cells have lines of their own where they are narrow. Such a line
// is no wider than the one above, which is full, and no number goes on.
func (r *pdfRow) goesOn(l *pdfLine, above, pitch float64) bool {
	if len(r.cells) != len(r.texts) || len(r.cells) <= len(l.cells) || r.lines >= mostCellLines || above-l.y > min(1.6*pitch, 2*l.size) || math.Abs(l.size-r.size) > 0.5 {
		return false
	}
	parts := strings.Split(l.text, "\t")
	if len(parts) != len(l.cells) || numbered(l.text) || signed(l.text) {
		return false
	}
	at := make([]int, len(parts))
	near := 0.6 * l.size
	for k, part := range l.cells {
		at[k] = slices.IndexFunc(r.cells, func(cell extent) bool {
			return (math.Abs(cell.left-part.left) < near || part.left > cell.left) && part.right < cell.right+1.2*l.size && part.left < cell.right
		})
		if at[k] < 1 || len(r.texts[at[k]])+len(parts[k]) > 3*maxCell || hasDigit(parts[k]) && hasDigit(r.texts[at[k]]) {
			return false
		}
	}
	for k, part := range parts {
		r.texts[at[k]] += part
	}
	r.lines++
	return true
}

func hasDigit(text string) bool {
	return strings.ContainsAny(text, "0123456789０１２３４５６７８９")
}

// signed tells a line that ends a report: who signs, or a date.
func signed(text string) bool {
	for _, end := range []string{"政府", "办事处", "委员会", "日"} {
		if strings.HasSuffix(text, end) {
			return true
		}
	}
	return false
}

// firstWord is the width, in sizes of the font, of what cannot be parted at the
// start of a line: a character or a Latin word or number, with opening marks before it and closing ones behind.
func firstWord(s string) float64 {
	width := 0.0
	opening := true // nothing but opening marks so far
	before := false // a Latin character stands before
	for _, r := range s {
		latin := r < 0x2E80 && r > ' ' && !strings.ContainsRune("“”‘’", r)
		closing := strings.ContainsRune("，。、；：！？）》”’】,.;:)", r)
		if width > 10 || !opening && !closing && !(latin && before) {
			break
		}
		opening = opening && strings.ContainsRune("（《“‘【(", r)
		before = latin
		if latin {
			width += 0.5
		} else {
			width++
		}
	}
	return width
}

// numbered tells a line that opens with a heading's number.
func numbered(s string) bool {
	s = strings.TrimLeft(s, "（(")
	rest := strings.TrimLeft(s, "一二三四五六七八九十0123456789")
	mark, n := utf8.DecodeRuneInString(rest)
	after, _ := utf8.DecodeRuneInString(rest[n:])
	return rest != s && strings.ContainsRune("、.．）)", mark) && !(mark == '.' && unicode.IsDigit(after))
}

// margin gives the least key that counts a tenth of all.
func margin(counts map[int]int) int {
	total := 0
	for _, n := range counts {
		total += n
	}
	least, found := 0, false
	for k, n := range counts {
		if n*10 >= total && (!found || k < least) {
			least, found = k, true
		}
	}
	return least
}

// common gives the key that counts most, the least of several.
func common(counts map[int]int) int {
	best, most := 0, 0
	for k, n := range counts {
		if n > most || n == most && k < best {
			best, most = k, n
		}
	}
	return best
}

// maxEdge is how many lines a running head has, or a foot.
const maxEdge = 3

// withoutFurniture leaves out page numbers and lines that stand, but for their
// digits, at the top or foot of most pages.
func withoutFurniture(pages [][]pdfLine) [][]pdfLine {
	heads, feet := map[string]int{}, map[string]int{} // on how many pages a line stands at the top, at the foot
	bare := func(l pdfLine) string {
		return strings.Map(func(r rune) rune {
			if unicode.IsDigit(r) {
				return -1
			}
			return r
		}, l.text)
	}
	for _, page := range pages {
		top, foot := map[string]bool{}, map[string]bool{}
		for k := range min(maxEdge, len(page)/3) {
			top[bare(page[k])], foot[bare(page[len(page)-1-k])] = true, true
		}
		for text := range top {
			heads[text]++
		}
		for text := range foot {
			feet[text]++
		}
	}
	goes := func(l pdfLine, edge map[string]int) bool {
		text := strings.Trim(l.text, "-—–－·•~ \t")
		digits := strings.Trim(text, "0123456789０１２３４５６７８９/ ") == ""
		page := strings.HasPrefix(text, "第") && strings.HasSuffix(text, "页") && strings.Trim(text, "第共页/ 0123456789，,") == ""
		return len(text) < 30 && (digits || page) || edge[bare(l)] >= 2 && edge[bare(l)]*5 >= len(pages)*3
	}
	var out [][]pdfLine
	for _, page := range pages {
		for len(page) > 0 && goes(page[0], heads) {
			page = page[1:]
		}
		for len(page) > 0 && goes(page[len(page)-1], feet) {
			page = page[:len(page)-1]
		}
		out = append(out, page)
	}
	return out
}
