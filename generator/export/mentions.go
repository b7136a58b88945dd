// Package export writes the data of the archive as files that other programs
// read: CSV in UTF-8 with a byte-order mark and CRLF, as Excel and WPS want
// it, plain decimals, a header row.
package export

import (
	"bytes"
	"encoding/csv"
	"strconv"

	"zhenjian/generator/address"
	"zhenjian/generator/archive"
	"zhenjian/generator/numeral"
)

// A table is a CSV file on its way.
type table struct {
	out bytes.Buffer
	csv *csv.Writer
}

func newTable(columns ...string) *table {
	t := &table{}
	t.out.WriteString("\xEF\xBB\xBF")
	t.csv = csv.NewWriter(&t.out)
	t.csv.UseCRLF = true
	t.row(columns...)
	return t
}

// row adds a row; a buffer takes it, so nothing can fail before done.
func (t *table) row(cells ...string) { _ = t.csv.Write(cells) }

func (t *table) done() ([]byte, error) {
	t.csv.Flush()
	return t.out.Bytes(), t.csv.Error()
}

// Mentions gives data/mentions.csv: every mention of every report, in the
// order of the archive. url is relative to the site's root and ends in the
// mention's anchor.
func Mentions(a *archive.Archive) ([]byte, error) {
	t := newTable("report", "id", "indicator", "value", "high", "qualifier", "unit", "period", "printed", "quote", "line", "corrected", "url")
	for _, e := range a.Reports {
		page := address.Report(e.Code, e.Year, e.Version)
		for i, m := range e.Mentions {
			id := archive.MentionID(i + 1)
			t.row(e.Key(), id, m.Indicator, m.Value.String(), highOf(m.HasHigh, m.High), m.Qualifier.String(), m.Unit, string(m.Period),
				m.Printed, m.Quote, strconv.Itoa(m.Line), "", page+"#"+id)
		}
	}
	return t.done()
}

func highOf(has bool, high numeral.Decimal) string {
	if !has {
		return ""
	}
	return high.String()
}
