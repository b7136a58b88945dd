package audit

import (
	"strings"

	"zhenjian/generator/archive"
	"zhenjian/generator/numeral"
	"zhenjian/generator/report"
	"zhenjian/generator/source"
)

// tableSums adds up the columns of tables that end in a row of totals.
func (c *checked) tableSums() []archive.Finding {
	var found []archive.Finding
	for i := 0; i < len(c.Blocks); {
		n := 0
		for i+n < len(c.Blocks) && c.Blocks[i+n].Kind == report.TableRow {
			n++
		}
		if n > 2 {
			found = append(found, c.tableSum(c.Blocks[i:i+n])...)
		}
		i += max(n, 1)
	}
	return found
}

// tableSum looks at one table. A subtotal in it makes the totals none of ours.
func (c *checked) tableSum(rows []report.Block) []archive.Finding {
	last := rows[len(rows)-1]
	if len(last.Cells) < 2 || !isTotal(c.cell(last, 0)) {
		return nil
	}
	for _, row := range rows[:len(rows)-1] {
		if len(row.Cells) > 0 && (isTotal(c.cell(row, 0)) || strings.Contains(c.cell(row, 0), "小计")) {
			return nil
		}
	}
	var found []archive.Finding
	for k := 1; k < len(last.Cells); k++ {
		total, ok := figure(c.cell(last, k))
		if !ok {
			continue
		}
		f := archive.Finding{Code: source.SumAgrees, Places: []source.Span{last.Cells[k]}}
		sum := numeral.Int(0)
		for _, row := range rows[:len(rows)-1] {
			if len(row.Cells) != len(last.Cells) {
				continue
			}
			if v, ok := figure(c.cell(row, k)); ok {
				sum = sum.Add(v)
				f.Places = append(f.Places, row.Cells[k])
			}
		}
		if len(f.Places) < 3 {
			continue
		}
		if sum.Cmp(total) != 0 {
			f.Code = source.SumOff
		}
		found = append(found, f)
	}
	return found
}

func (c *checked) cell(row report.Block, k int) string {
	return c.text[row.Cells[k].Start:row.Cells[k].End]
}

// isTotal tells the name of a row of totals.
func isTotal(name string) bool {
	switch strings.NewReplacer(" ", "", "　", "").Replace(name) {
	case "合计", "总计", "共计", "总数":
		return true
	}
	return false
}

// figure reads a cell that holds a number and nothing else.
func figure(cell string) (numeral.Decimal, bool) {
	digits := strings.Map(func(r rune) rune {
		switch {
		case r >= '０' && r <= '９':
			return r - '０' + '0'
		case r == ',' || r == '，' || r == ' ':
			return -1
		}
		return r
	}, cell)
	d, err := numeral.Parse(digits)
	return d, err == nil
}
