package quantity

import (
	"strings"
	"unicode/utf8"

	"zhenjian/generator/numeral"
)

// A column of a table, as far as its header tells.
type column struct {
	unit   cellUnit
	labels bool // 序号, 年份: its figures count nothing
}

// A cellUnit is a unit that stands apart from its figures, with the magnitude
// before it: 万元.
type cellUnit struct {
	unit      *unit
	printed   string
	magnitude string
}

func (u cellUnit) known() bool { return u.printed != "" }

// table reads the rows of a table one by one; a line without a tab ends it.
type table struct {
	columns    []column
	unitColumn int      // of 单位 or 计量单位; -1 where there is none
	caption    cellUnit // from 单位：万元 above the table
	found      []Quantity
}

// tableQuantities gives the bare figures of tables (convention 42): a figure
// takes its unit from the unit column, else from its row's head (行政处罚（件）), else
// from its column's head (数量（件）), else from a neighbouring cell that is nothing
// but a unit, else from the caption. Figures without any are none.
func tableQuantities(text string) []Quantity {
	t := table{unitColumn: -1}
	for at := 0; at < len(text); {
		end := strings.IndexByte(text[at:], '\n')
		if end < 0 {
			end = len(text) - at
		}
		line := text[at : at+end]
		if strings.IndexByte(line, '\t') < 0 {
			t.columns, t.unitColumn = nil, -1
			if strings.TrimSpace(line) != "" {
				t.caption = captionUnit(line)
			}
		} else {
			t.row(text, at, line)
		}
		at += end + 1
	}
	return t.found
}

// row reads one line of cells, which stands at a place of the text.
func (t *table) row(text string, at int, line string) {
	cells := strings.Split(line, "\t")
	if t.header(cells) {
		return
	}
	row := t.rowUnit(cells)
	for i, cell := range cells {
		if i < len(t.columns) && t.columns[i].labels || i == t.unitColumn {
			at += len(cell) + 1
			continue
		}
		u := row
		if !u.known() && i < len(t.columns) {
			u = t.columns[i].unit
		}
		for _, j := range [...]int{i + 1, i - 1} {
			if !u.known() && j >= 0 && j < len(cells) {
				u = unitCell(cells[j])
			}
		}
		if !u.known() {
			u = t.caption
		}
		if q, ok := figure(text, at, cell, u); ok && !(i == 0 && isYear(cell)) {
			t.found = append(t.found, q)
		}
		at += len(cell) + 1
	}
}

// header takes a row without figures for the head of the columns.
func (t *table) header(cells []string) bool {
	for i, cell := range cells {
		if _, ok := figureNumber(strings.TrimSpace(cell)); ok && !isYear(cell) && !(i == 0 && t.columns != nil && t.columns[0].labels) {
			return false
		}
	}
	told := false
	columns := make([]column, len(cells))
	copy(columns, t.columns) // heads may take two rows
	for i, cell := range cells {
		name := strings.TrimSpace(cell)
		switch name {
		case "单位", "计量单位", "计量", "单 位":
			t.unitColumn, told = i, true
		case "序号", "编号", "年份", "年度", "排名", "名次", "电话", "联系电话":
			columns[i].labels, told = true, true
		}
		if u := captionUnit(name); u.known() {
			t.caption, told = u, true
		} else if u := headUnit(name); u.known() {
			columns[i].unit, told = u, true
		}
	}
	if told || t.columns == nil {
		t.columns = columns
	}
	return true
}

// rowUnit gives the unit that holds for the figures of a row.
func (t *table) rowUnit(cells []string) cellUnit {
	if t.unitColumn >= 0 && t.unitColumn < len(cells) {
		return unitCell(cells[t.unitColumn])
	}
	for _, cell := range cells[:min(len(cells), 2)] {
		if u := headUnit(strings.TrimSpace(cell)); u.known() {
			return u
		}
	}
	return cellUnit{}
}

// figure gives the quantity in a cell that holds a bare figure.
func figure(text string, at int, cell string, u cellUnit) (Quantity, bool) {
	if !u.known() {
		return Quantity{}, false
	}
	trimmed := strings.TrimSpace(cell)
	n, ok := figureNumber(trimmed)
	if !ok {
		return Quantity{}, false
	}
	start := at + strings.Index(cell, trimmed) + n.start
	printed := trimmed[n.start:n.end]
	value, size, ok := numeral.Read(printed + u.magnitude)
	if !ok || size != len(printed)+len(u.magnitude) || !value.IsInt() && u.unit.family.whole || leadingZero(printed) || value.Cmp(tooLong) >= 0 {
		return Quantity{}, false
	}
	q := Quantity{
		Value: value, Unit: strings.Clone(u.printed), Start: start,
		End: start + len(printed), NumEnd: start + len(printed),
	}
	q.Qualifier = qualifyBefore(text[:start])
	if q.Qualifier == Exact {
		rest, more := trimMore(text[q.End : at+len(cell)])
		if q.Qualifier = qualifyAfter(rest, u.unit); more {
			q.Qualifier = Over
		}
	}
	return q, true
}

func trimMore(text string) (rest string, more bool) {
	for _, word := range [...]string{"余", "多", "+", "＋"} {
		if rest, ok := strings.CutPrefix(strings.TrimLeft(text, " "), word); ok {
			return rest, true
		}
	}
	return text, false
}

// A span is a part of a cell.
type span struct{ start, end int }

// figureNumber gives the number of a cell that holds a number and at most the
// words that qualify it.
func figureNumber(cell string) (span, bool) {
	start := strings.IndexFunc(cell, isDigit)
	if start < 0 || start > 12 {
		return span{}, false
	}
	value, n, ok := numeral.Read(cell[start:])
	if !ok || start == 1 && cell[0] == '-' && value.IsZero() {
		return span{}, false
	}
	if head := cell[:start]; head != "" && qualifyBefore(head) == Exact {
		return span{}, false
	}
	tail, _ := trimMore(cell[start+n:])
	if tail = strings.TrimSpace(tail); tail != "" && qualifyAfter(tail, &unit{family: &families[0]}) == Exact || utf8.RuneCountInString(tail) > 5 {
		return span{}, false
	}
	return span{start, start + n}, true
}

func isYear(cell string) bool {
	cell = strings.TrimSpace(cell)
	_, n, ok := numeral.Year(cell)
	return ok && n == len(cell)
}

// unitCell reads a cell that is nothing but a unit.
func unitCell(cell string) cellUnit {
	cell = strings.TrimSpace(cell)
	if outer := strings.Trim(cell, "（）()"); outer != cell && !strings.ContainsAny(outer, "（）()") {
		cell = outer
	}
	rest := cell
	u, n, ok := printedUnit(rest)
	if !ok { // 万元, but not 千克
		rest = strings.TrimLeft(cell, "百千万亿")
		u, n, ok = printedUnit(rest)
	}
	if !ok || n != len(rest) {
		return cellUnit{}
	}
	printed := rest
	if u.name == "%" {
		printed = "%"
	}
	return cellUnit{u, printed, cell[:len(cell)-len(rest)]}
}

// headUnit reads the unit that a head names in parentheses (数量（件）, 金额(万元)) or
// ends in (参与人次).
func headUnit(head string) cellUnit {
	for _, pair := range [...][2]string{{"（", "）"}, {"(", ")"}} {
		if inner, ok := strings.CutSuffix(head, pair[1]); ok {
			if i := strings.LastIndex(inner, pair[0]); i > 0 {
				return unitCell(strings.TrimPrefix(inner[i+len(pair[0]):], "单位："))
			}
		}
	}
	for _, name := range [...]string{"人次", "场次", "件次", "家次", "批次", "户次", "%", "％"} {
		if strings.HasSuffix(head, name) && len(head) > len(name) {
			return unitCell(name)
		}
	}
	return cellUnit{}
}

// captionUnit reads 单位：万元.
func captionUnit(line string) cellUnit {
	for _, label := range [...]string{"单位：", "单位:"} {
		if _, rest, ok := strings.Cut(line, label); ok {
			return unitCell(strings.TrimRight(strings.TrimSpace(rest), "）)"))
		}
	}
	return cellUnit{}
}
