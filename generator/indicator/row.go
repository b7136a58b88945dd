package indicator

import (
	"slices"
	"strings"

	"zhenjian/generator/numeral"
	"zhenjian/generator/report"
)

// row gives the mentions of a row of a table: its first cell says what is
// counted. A column of another year counts nothing (guide, convention 42).
func (f *finder) row(r *report.Report, i, first, next int) []Mention {
	f.out = f.out[:0]
	b := r.Blocks[i]
	if len(b.Cells) < 2 || first == next {
		return nil
	}
	header := i
	for header > 0 && r.Blocks[header-1].Kind == report.TableRow {
		header--
	}
	named := 0 // the cell that says what is counted: behind a running number
	for named+1 < len(b.Cells) && strings.Trim(r.Doc.Text[b.Cells[named].Start:b.Cells[named].End], "0123456789０１２３４５６７８９.、 ") == "" {
		named++
	}
	name := r.Doc.Text[b.Cells[named].Start:b.Cells[named].End]
	for k := first; k < next; k++ {
		q := f.quantities[k]
		column := slices.IndexFunc(b.Cells, func(s report.Span) bool { return q.Start >= s.Start && q.Start < s.End })
		if column <= named {
			continue
		}
		cell := r.Doc.Text[b.Cells[column].Start:b.Cells[column].End]
		ofYear := false // a column of the reported year stands behind the plans too: 附表
		if header != i && column < len(r.Blocks[header].Cells) {
			s := r.Blocks[header].Cells[column]
			title := r.Doc.Text[s.Start:s.End]
			year, _, ok := numeral.Year(title)
			if hasAny(title, pastWords) || ok && r.Year != 0 && year != r.Year || hasAny(title, []string{"计划", "目标", "增长", "同比", "增减"}) {
				continue
			}
			ofYear = ok
		}
		if f.plans && !ofYear {
			continue
		}
		// Read as a sentence of its own: what is counted, then the number. A remark says itself
		// what it counts: 其中村级合同112件, 调解成功率100%.
		about := name
		if before := cell[:q.Start-b.Cells[column].Start]; runes(strings.TrimSpace(before)) > 3 {
			about = before
			if hasAny(before, partWords) || strings.HasPrefix(strings.TrimSpace(before), "含") {
				continue
			}
		}
		probe := finder{Catalogue: f.Catalogue, place: place{year: f.year, heading: f.heading}, text: about + r.Doc.Text[q.Start:q.NumEnd] + q.Unit}
		shifted := q
		shifted.Start, shifted.NumEnd = len(about), len(about)+q.NumEnd-q.Start
		shifted.End = shifted.NumEnd + len(q.Unit)
		probe.quantities = append(probe.quantities, shifted)
		mentions := probe.paragraph(0, len(probe.text), 0)
		if len(probe.doubtful) > 0 {
			f.doubtful = append(f.doubtful, b.Span)
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
