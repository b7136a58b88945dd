package chart

import (
	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"zhenjian/generator/archive"
)

// Column is the name of the one column of a town's table, and of its line.
const Column = "数字"

// Line draws one series over the years of its points, with a gap where nothing
// is stated. Where a number does not compare with the one before, the line ends
// and a new one begins behind a mark. "" where fewer than two years are stated:
// that is no line.
func Line(s archive.Series) Options {
	stated := 0
	years := make([]int, len(s.Points))
	for i, p := range s.Points {
		years[i] = p.Year
		if Stated(p) {
			stated++
		}
	}
	if stated < 2 {
		return ""
	}
	o := options{XAxis: []opts.XAxis{{Data: yearNames(years)}}, YAxis: []opts.YAxis{{}}}
	line := func(from, till int) {
		data := make([]opts.LineData, from, till) // empty up to where it begins
		for _, p := range s.Points[from:till] {
			data = append(data, opts.LineData{Value: value(p), Symbol: symbol(p)})
		}
		one := charts.SingleSeries{Name: Column, Type: "line", Symbol: exactSymbol, Data: data}
		if s.Points[from].Break != "" {
			one.MarkLines = &opts.MarkLines{Data: []any{opts.MarkLineNameXAxisItem{Name: "口径变化", XAxis: yearNames(years)[from]}}}
		}
		o.Series = append(o.Series, one)
	}
	from := 0
	for i, p := range s.Points {
		if p.Break != "" && i > from {
			line(from, i)
			from = i
		}
	}
	line(from, len(s.Points))
	return o.json()
}
