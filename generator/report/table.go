package report

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// findTables marks the rows of tables: neighbouring lines with the same number
// of cells, at least two lines where tabs part them, three where blanks do.
func (r *Report) findTables() {
	for i := 0; i < len(r.Blocks); {
		cells, tabs := r.cells(i)
		if len(cells) < 2 {
			rows := r.spaced(i)
			for k, row := range rows {
				r.Blocks[i+k].Kind, r.Blocks[i+k].Cells = TableRow, row
			}
			i += max(1, len(rows))
			continue
		}
		rows := [][]Span{cells}
		for k := i + 1; k < len(r.Blocks); k++ {
			next, nextTabs := r.cells(k)
			if nextTabs != tabs || len(next) != len(cells) && !(tabs && len(next) >= 2) {
				break
			}
			rows = append(rows, next)
		}
		if tabs && len(rows) >= 2 || len(rows) >= 3 || r.Doc.IsRow(r.Blocks[i].Span.Start) {
			for k, row := range rows {
				r.Blocks[i+k].Kind, r.Blocks[i+k].Cells = TableRow, row
			}
		}
		i += len(rows)
	}
}

// spaced gives the rows of a table from line i on, its header first, whose cells are
// parted by one blank each, as a web page's are once it has been pasted; nil for
// anything else. A column 单位 in the header tells it: 指标 单位 2023年 2022年.
func (r *Report) spaced(i int) [][]Span {
	var rows [][]Span
	unit := -1
	for ; i < len(r.Blocks) && r.Blocks[i].Kind == Paragraph; i++ {
		line := r.text(r.Blocks[i].Span)
		if len(line) > 300 || strings.ContainsAny(line, "。；\t") {
			break
		}
		row := wordsOf(line, r.Blocks[i].Span.Start)
		if rows == nil {
			unit = slices.IndexFunc(row, func(c Span) bool { return r.text(c) == "单位" })
			if unit < 1 || len(row) < 3 {
				return nil
			}
		} else if len(row) != len(rows[0]) || strings.ContainsAny(r.text(row[unit]), arabicDigits) || !slices.ContainsFunc(row[1:], func(c Span) bool { return strings.IndexAny(r.text(c), arabicDigits) == 0 }) {
			break
		}
		rows = append(rows, row)
	}
	if len(rows) < 3 {
		return nil
	}
	return rows
}

// wordsOf gives what stands between the blanks of a line that begins at a byte.
func wordsOf(line string, at int) (words []Span) {
	for field := range strings.FieldsSeq(line) {
		from := strings.Index(line, field)
		words = append(words, Span{Start: at + from, End: at + from + len(field)})
		line, at = line[from+len(field):], at+from+len(field)
	}
	return words
}

// cells cuts line i where a tab stands, or two blanks and more. A table's cell
// is short and no sentence. tabs tells which of the two parts them.
func (r *Report) cells(i int) (cells []Span, tabs bool) {
	b := r.Blocks[i]
	line := r.text(b.Span)
	if b.Kind == Paragraph && r.Doc.IsRow(b.Span.Start) {
		return tabbed(line, b.Span.Start), true
	}
	if b.Kind != Paragraph || len(line) > 2000 || strings.Contains(line, "。") {
		return nil, false
	}
	if cells = ruled(line, b.Span.Start); cells != nil {
		return cells, true
	}
	tabs = strings.Contains(line, "\t")
	if !tabs && !strings.Contains(line, "  ") && !strings.Contains(line, "\u3000") {
		return nil, false // a single cell makes no table
	}
	start := -1
	add := func(end int) {
		if start >= 0 {
			cells = append(cells, Span{Start: b.Span.Start + start, End: b.Span.Start + end})
			start = -1
		}
	}
	blanks, blankAt := 0, 0 // columns of the run of blanks, and where it began
	for k, c := range line {
		switch c {
		case '\t':
			if blanks == 0 {
				blankAt = k
			}
			add(blankAt)
			blanks += 4
			continue
		case ' ', '\u3000':
			if blanks == 0 {
				blankAt = k
			}
			if c == ' ' {
				blanks++
			} else {
				blanks += 2
			}
			if !tabs && blanks >= 2 {
				add(blankAt)
			}
			continue
		}
		if start < 0 {
			start = k
		}
		blanks = 0
	}
	end := len(line)
	if blanks > 0 {
		end = blankAt
	}
	add(end)
	for _, c := range cells {
		if longer(r.text(c), 40) {
			return nil, tabs
		}
	}
	return cells, tabs
}

// ruled gives the cells of a line that upright bars part and enclose, | 行政检查 | 件 |;
// nil for any other.
func ruled(line string, at int) (cells []Span) {
	const blanks = " \u3000\t"
	start := -1 // of a cell; behind the first bar
	for k, c := range line {
		if c != '|' && c != '｜' {
			continue
		}
		if start >= 0 {
			text := line[start:k]
			cell := strings.Trim(text, blanks)
			from := at + start + strings.Index(text, cell)
			cells = append(cells, Span{Start: from, End: from + len(cell)})
		} else if strings.Trim(line[:k], blanks) != "" {
			return nil
		}
		start = k + utf8.RuneLen(c)
	}
	if len(cells) < 2 || strings.Trim(line[start:], blanks) != "" {
		return nil
	}
	return cells
}

// tabbed gives the cells of a row that is one by its file, empty ones among them.
func tabbed(line string, at int) (cells []Span) {
	for _, cell := range strings.Split(line, "\t") {
		text := strings.TrimSpace(cell)
		start := at
		if text != "" {
			start += strings.Index(cell, text)
		}
		cells = append(cells, Span{Start: start, End: start + len(text)})
		at += len(cell) + 1
	}
	return cells
}

// Tabbed gives the text with a tab in each gap between the cells of a table
// row, in the place of blanks, and not a byte moved: what reads tables by their
// tabs then reads all of them, and what it finds lies where it lies in the text.
func (r *Report) Tabbed() string {
	var out []byte
	for _, b := range r.Blocks {
		if b.Kind != TableRow {
			continue
		}
		for k := range len(b.Cells) + 1 {
			gap, mark := b.Span, byte('\t')
			if k > 0 {
				gap.Start = b.Cells[k-1].End
			}
			if k < len(b.Cells) {
				gap.End = b.Cells[k].Start
			}
			if k == 0 || k == len(b.Cells) { // a bar that encloses the row
				mark = ' '
			}
			if gap.Start == gap.End || strings.Contains(r.text(gap), "\t") {
				continue
			}
			if out == nil {
				out = []byte(r.Doc.Text)
			}
			out[gap.Start] = mark
			for i := gap.Start + 1; i < gap.End; i++ {
				out[i] = ' '
			}
		}
	}
	if out == nil {
		return r.Doc.Text
	}
	return string(out)
}
