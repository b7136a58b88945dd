package export

import (
	"strings"
	"unicode/utf8"
)

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
// left as it is, but for quotes round one that needs them and an apostrophe before one
// that is guarded; encoding/csv would change line ends inside it.
func appendRow(b []byte, cells ...string) []byte {
	return append(appendCells(b, cells...), '\r', '\n')
}

// appendCells adds cells of a row, with a comma between two.
func appendCells(b []byte, cells ...string) []byte {
	for i, cell := range cells {
		if i > 0 {
			b = append(b, ',')
		}
		if formula(cell) {
			cell = "'" + cell
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

// formula tells whether a spreadsheet might run a cell as a formula: a text out of a
// report that begins with one of these characters (OWASP, CSV Injection; ASVS 5.0,
// 1.2.10). Quotes round it do not help, an apostrophe before it does. A number is none: -5
// stays one for programs. The files in JSON have every text as it is.
func formula(cell string) bool {
	if cell == "" {
		return false
	}
	switch c := cell[0]; {
	case c == '=' || c == '@' || c == '\t' || c == '\r' || c == '\n':
		return true
	case c == '+' || c == '-':
		return strings.Trim(cell[1:], "0123456789.") != ""
	case c < utf8.RuneSelf:
		return false
	}
	r, _ := utf8.DecodeRuneInString(cell)
	return r == '＝' || r == '＋' || r == '－' || r == '＠'
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
