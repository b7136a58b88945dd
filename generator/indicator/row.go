package indicator

import (
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"zhenjian/generator/numeral"
	"zhenjian/generator/quantity"
	"zhenjian/generator/report"
)

// row gives the mentions of a row of a table: the last cell of words before a number says
// what is counted (tablePart.name). A column of another year counts nothing (guide, convention 42).
func (f *finder) row(r *report.Report, i, first, next int) []Mention {
	f.out = f.out[:0]
	b := r.Blocks[i]
	if len(b.Cells) < 2 || first == next {
		return nil
	}
	t := f.tableOf(r, i)
	for k := first; k < next; k++ {
		q := f.quantities[k]
		column := slices.IndexFunc(b.Cells, func(s report.Span) bool { return q.Start >= s.Start && q.Start < s.End })
		group, name := t.name(column, q.Unit)
		if name == "" {
			continue
		}
		cell := f.text[b.Cells[column].Start:b.Cells[column].End]
		title := t.title(column)
		year, ofYear := t.year(column)
		if hasAny(title, pastWords) || ofYear && r.Year != 0 && year != r.Year || hasAny(title, []string{"计划", "目标", "增长", "同比", "增减"}) {
			continue
		}
		if f.plans && !ofYear { // a column of the reported year stands behind the plans too: 附表
			continue
		}
		// A cell may say itself what it counts, a remark always does: 调解成功率100%.
		before := lastClause(cell[:q.Start-b.Cells[column].Start])
		if hasPrefixOf(before, "其中", "含", "包括") {
			continue
		}
		var mentions []Mention
		speaks := runes(before) > 3
		if speaks {
			mentions = f.cell(before, q, b.Span)
		}
		remark := speaks && hasAny(title, []string{"备注", "说明"})
		if len(mentions) == 0 && !remark {
			mentions = f.cell(name+before, q, b.Span)
		}
		if len(mentions) == 0 && !remark && group != "" {
			mentions = f.cell(group+name+before, q, b.Span) // 合法性审查: 镇级合同, 村级合同
		}
		for _, m := range mentions {
			if m.Denied {
				continue
			}
			m.Number = report.Span{Start: q.Start, End: q.End}
			m.Quote = b.Cells[column] // no element holds more than a cell
			f.out = append(f.out, m)
		}
	}
	return f.out
}

// A tablePart is a table up to one of its rows.
type tablePart struct {
	r         *report.Report
	top, body int // its first block, and the first row with a number
	row       int
}

// maxHead is how many rows the head of a table has at most.
const maxHead = 4

// tableOf gives the table that block i is a row of.
func (f *finder) tableOf(r *report.Report, i int) tablePart {
	t := tablePart{r: r, top: i, row: i}
	for t.top > 0 && r.Blocks[t.top-1].Kind == report.TableRow {
		if t.top--; t.top == f.lastRow { // of the same table, which may have a hundred thousand rows
			t.top = f.lastTop
			break
		}
	}
	f.lastRow, f.lastTop = i, t.top
	at := sort.Search(len(f.quantities), func(k int) bool { return f.quantities[k].Start >= r.Blocks[t.top].Span.Start })
	for t.body = t.top; t.body < min(i, t.top+maxHead) && f.quantities[at].Start >= r.Blocks[t.body].Span.End; t.body++ {
		if t.body > t.top && t.text(t.body, 0) != "" {
			break // no part of a head: cells of that are blank where they go over two rows
		}
	}
	return t
}

// text gives a cell of a row, "" where there is none.
func (t *tablePart) text(row, column int) string {
	cells := t.r.Blocks[row].Cells
	if column >= len(cells) {
		return ""
	}
	return strings.TrimSpace(t.r.Doc.Text[cells[column].Start:cells[column].End])
}

// title gives what stands over a column, of all rows of the head.
func (t *tablePart) title(column int) (title string) {
	for row := t.top; row < t.body; row++ {
		title += t.text(row, column)
	}
	return title
}

// year gives the year that a column is headed by.
func (t *tablePart) year(column int) (year int, ok bool) {
	for row := t.top; row < t.body && !ok; row++ {
		year, _, ok = numeral.Year(t.text(row, column))
	}
	return year, ok
}

// maxMerged is how many rows a cell is looked for that was merged down.
const maxMerged = 40

// asideTitles head columns that do not say what is counted.
var asideTitles = []string{"单位", "部门", "负责", "牵头", "责任", "对象", "主体", "说明", "备注", "进度"}

// name gives what a row counts: the last cell before the column that is neither number nor
// unit, and what it is one of, in the cell before that. A blank cell goes on with the one above.
func (t *tablePart) name(column int, unit string) (group, name string) {
	for c := range column {
		text := t.text(t.row, c)
		for row := t.row - 1; text == "" && row >= max(t.body, t.row-maxMerged); row-- {
			text = t.text(row, c)
		}
		if text == "" || isFigure(text) || text == unit || hasAny(t.title(c), asideTitles) {
			continue
		}
		group, name = name, text
	}
	return group, name
}

// isFigure tells a cell of nothing but digits and marks.
func isFigure(text string) bool {
	return strings.Trim(text, "0123456789０１２３４５６７８９.,，．、%％ ") == ""
}

// cell gives the mentions of a number as of a sentence of its own: what is counted, then
// the number. What is doubtful in it is noted as of the row.
func (f *finder) cell(counted string, q quantity.Quantity, row report.Span) []Mention {
	probe := finder{Catalogue: f.Catalogue, place: place{year: f.year, heading: f.heading}, text: counted + f.text[q.Start:q.NumEnd] + q.Unit}
	q.NumEnd = len(counted) + q.NumEnd - q.Start
	q.Start, q.End = len(counted), q.NumEnd+len(q.Unit)
	probe.quantities = []quantity.Quantity{q}
	mentions := probe.paragraph(0, len(probe.text), 0)
	if len(probe.doubtful) > 0 {
		f.doubtful = append(f.doubtful, row)
	}
	return mentions
}

// lastClause gives what stands behind the last mark of a text.
func lastClause(text string) string {
	text = strings.TrimSpace(text)
	if i := strings.LastIndexAny(text, "，；。,;："); i >= 0 {
		_, n := utf8.DecodeRuneInString(text[i:])
		text = text[i+n:]
	}
	return text
}
