// Package chart turns series into charts: the options that a script of the site
// hands to ECharts, as JSON of go-echarts types, and the words that say what the
// chart shows. The figures of a chart stand in a table beside it, which package
// page makes of the same points; options hold numbers and marks alone, no words
// of a table and no addresses. The script finds these in the table: row i of it
// is place i of the category axis, and a series bears the name of its column.
//
// Only the options that differ from chart to chart are here; what all have in
// common (grid, colours, fonts, tooltip) stands in the script. go-echarts' own
// chart types add defaults of 400 bytes to each and take 25 µs; the same types
// put together here take 3 µs and 200 bytes.
package chart

import (
	"encoding/json"
	"html/template"
	"strconv"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"zhenjian/generator/archive"
	"zhenjian/generator/quantity"
)

// Options are the options of a chart as JSON. The JSON holds no <, > or &, so that
// it can stand in a <script> as it is; "" says that there is nothing to draw.
type Options = template.JS

type options struct {
	XAxis  []opts.XAxis          `json:"xAxis"`
	YAxis  []opts.YAxis          `json:"yAxis"`
	Series []charts.SingleSeries `json:"series"`
}

func (o options) json() Options {
	data, err := json.Marshal(o)
	if err != nil {
		panic(err) // strings, numbers and nil alone
	}
	return Options(data)
}

// Symbols of points: what a number is worth is told by its shape.
const (
	exactSymbol     = "circle"
	correctedSymbol = "triangle"     // put right after it was printed
	aboutSymbol     = "emptyDiamond" // 近, 余, 约, a range
	noneSymbol      = "rect"         // said to be none, at 0
)

// symbol gives the symbol of a point; "" for the usual one.
func symbol(p archive.Point) string {
	switch {
	case p.Corrected:
		return correctedSymbol
	case p.State == archive.None:
		return noneSymbol
	case p.Qualifier != quantity.Exact || p.HasHigh:
		return aboutSymbol
	}
	return ""
}

// Stated tells whether a report says something of a point: a number, or that
// there was none.
func Stated(p archive.Point) bool { return p.State == archive.Number || p.State == archive.None }

// value is a point's number for an axis, exact; nil for a gap.
func value(p archive.Point) any {
	if !Stated(p) {
		return nil
	}
	return p.Value
}

func yearNames(years []int) []string {
	names := make([]string, len(years))
	for i, year := range years {
		names[i] = strconv.Itoa(year)
	}
	return names
}
