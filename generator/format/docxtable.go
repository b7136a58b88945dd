package format

import (
	"encoding/xml"
)

// table reads a table.
func (d *docx) table(out *lines) {
	d.deeper(func() {
		var rows [][]cell
		d.children(func(e xml.StartElement) { d.tableRow(e, &rows) }, nil)
		out.table(rows)
	})
}

// tableRow reads a row, or what holds rows.
func (d *docx) tableRow(e xml.StartElement, rows *[][]cell) {
	switch e.Name.Local {
	case "tr":
		var row []cell
		deleted := false
		d.children(func(e xml.StartElement) {
			if e.Name.Local != "trPr" {
				d.tableCell(e, &row)
				return
			}
			d.children(func(e xml.StartElement) {
				switch e.Name.Local {
				case "del":
					deleted = true
				case "gridBefore":
					row = append(row, cell{span: columns(attribute(e, "val"))})
				}
				d.skip()
			}, nil)
		}, nil)
		if !deleted && len(row) > 0 {
			*rows = append(*rows, row)
		}
	case "sdt":
		d.control(func(e xml.StartElement) { d.tableRow(e, rows) })
	case "ins", "moveTo", "customXml":
		d.children(func(e xml.StartElement) { d.tableRow(e, rows) }, nil)
	default:
		d.skip()
	}
}

// tableCell reads a cell, or what holds cells.
func (d *docx) tableCell(e xml.StartElement, row *[]cell) {
	switch e.Name.Local {
	case "tc":
		d.one()
		c := cell{span: 1}
		var content lines
		d.children(func(e xml.StartElement) {
			if e.Name.Local != "tcPr" {
				d.block(e, &content)
				return
			}
			d.children(func(e xml.StartElement) {
				if e.Name.Local == "gridSpan" {
					c.span = columns(attribute(e, "val"))
				}
				d.skip()
			}, nil)
		}, nil)
		c.lines = content.list
		*row = append(*row, c)
	case "sdt":
		d.control(func(e xml.StartElement) { d.tableCell(e, row) })
	case "ins", "moveTo", "customXml":
		d.children(func(e xml.StartElement) { d.tableCell(e, row) }, nil)
	default:
		d.skip()
	}
}

// columns reads over how many columns a cell goes; Word has 63 at most.
func columns(val string) int { return max(1, min(count(val), 63)) }
