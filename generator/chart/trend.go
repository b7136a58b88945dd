package chart

import (
	"slices"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"zhenjian/generator/archive"
	"zhenjian/generator/numeral"
)

// A Year sums up what many towns state of one indicator for one year, in one
// family of units. Towns that say there was none count as 0; figures for a part
// of the year, which do not compare, are left out.
type Year struct {
	Year                  int
	Towns                 int // with a figure for the whole year
	Lower, Median, Higher numeral.Decimal
}

// The names of the columns of a trend's table, and of its lines.
const (
	LowerColumn  = "下四分位数"
	MedianColumn = "中位数"
	HigherColumn = "上四分位数"
)

// Compares tells whether a point can stand beside those of other towns: it is
// stated, and for the whole year.
func Compares(p archive.Point) bool { return Stated(p) && p.Period == "" }

// Trend sums up series of several towns, all over the same years.
func Trend(series []archive.Series) []Year {
	var out []Year
	if len(series) == 0 {
		return nil
	}
	for i, p := range series[0].Points {
		var values []numeral.Decimal
		for _, s := range series {
			if Compares(s.Points[i]) {
				values = append(values, s.Points[i].Value)
			}
		}
		year := Year{Year: p.Year, Towns: len(values)}
		if len(values) > 0 {
			slices.SortFunc(values, numeral.Decimal.Cmp)
			year.Lower, year.Median, year.Higher = quantile(values, 1), quantile(values, 2), quantile(values, 3)
		}
		out = append(out, year)
	}
	return out
}

// quantile gives the n-th quartile of sorted values, by linear interpolation
// between the two nearest (type 7 of Hyndman and Fan 1996; QUARTILE.INC of
// spreadsheets), exactly.
func quantile(values []numeral.Decimal, n int) numeral.Decimal {
	at := (len(values) - 1) * n // in quarters of a step
	i := at / 4
	if at%4 == 0 {
		return values[i]
	}
	return numeral.Between(values[i], values[i+1], at%4)
}

// fewTowns is how many towns must state a figure for median and quartiles to say
// anything: with fewer, one of them is one town's own figure.
const fewTowns = 4

// TrendLines draws a trend, of the years that have enough towns for it. "" where
// these are fewer than two.
func TrendLines(trend []Year) Options {
	stated := 0
	years := make([]int, len(trend))
	lower, median, higher := make([]opts.LineData, len(trend)), make([]opts.LineData, len(trend)), make([]opts.LineData, len(trend))
	for i, y := range trend {
		years[i] = y.Year
		if y.Enough() {
			stated++
			lower[i].Value, median[i].Value, higher[i].Value = y.Lower, y.Median, y.Higher
		}
	}
	if stated < 2 {
		return ""
	}
	line := func(name, symbol string, data []opts.LineData) charts.SingleSeries {
		return charts.SingleSeries{Name: name, Type: "line", Symbol: symbol, Data: data}
	}
	return options{
		XAxis: []opts.XAxis{{Data: yearNames(years)}}, YAxis: []opts.YAxis{{}},
		Series: []charts.SingleSeries{line(HigherColumn, "triangle", higher), line(MedianColumn, exactSymbol, median), line(LowerColumn, "emptyTriangle", lower)},
	}.json()
}

// Enough tells whether enough towns state a figure for median and quartiles.
func (y Year) Enough() bool { return y.Towns >= fewTowns }
