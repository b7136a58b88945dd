package export

import "strings"

// byteOrderMark stands before every CSV file: without it Excel takes Chinese
// for GBK.
const byteOrderMark = "\xEF\xBB\xBF"

// header opens a CSV file of a table.
func header(t Table) []byte {
	names := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		names[i] = c.Name
	}
	return appendRow([]byte(byteOrderMark), names...)
}

// appendRow adds one row as RFC 4180 has it, with CRLF behind it. A cell is
// left as it is, but for quotes round one that needs them; encoding/csv would
// change line ends inside it.
func appendRow(b []byte, cells ...string) []byte {
	return append(appendCells(b, cells...), '\r', '\n')
}

// appendCells adds cells of a row, with a comma between two.
func appendCells(b []byte, cells ...string) []byte {
	for i, cell := range cells {
		if i > 0 {
			b = append(b, ',')
		}
		if plain(cell) {
			b = append(b, cell...)
			continue
		}
		b = append(b, '"')
		b = append(b, strings.ReplaceAll(cell, `"`, `""`)...)
		b = append(b, '"')
	}
	return b
}

// plain tells whether a cell needs no quotes.
func plain(cell string) bool {
	for i := range len(cell) {
		switch cell[i] {
		case ',', '"', '\r', '\n':
			return false
		}
	}
	return true
}
