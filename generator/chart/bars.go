package chart

import (
	"cmp"
	"slices"
	"strings"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"zhenjian/generator/archive"
	"zhenjian/generator/quantity"
)

// A Bar is one town in one year.
type Bar struct {
	Name  string
	Code  string
	Point archive.Point
}

// SortBars puts bars in order: figures for the whole year from the largest
// down, then those for a part of it, then reports that do not speak of it, then
// towns without a report; by code where they are equal. The order is one of
// size, to be read with ease, and none of merit.
func SortBars(bars []Bar) {
	rank := func(p archive.Point) int {
		switch {
		case Compares(p):
			return 0
		case Stated(p):
			return 1
		case p.State == archive.Unmentioned:
			return 2
		}
		return 3
	}
	slices.SortStableFunc(bars, func(a, b Bar) int {
		return cmp.Or(cmp.Compare(rank(a.Point), rank(b.Point)), b.Point.Value.Cmp(a.Point.Value), strings.Compare(a.Code, b.Code))
	})
}

// hollow is the style of a bar that stands for 近, 余, 约 or a range: an outline,
// whose colour the script sets for all.
var hollow = &opts.ItemStyle{Color: "none", BorderWidth: 2}

// Bars draws sorted bars, one below the other. Figures for a part of the year
// have none. "" where fewer than two bars would stand beside each other.
func Bars(bars []Bar) Options { return BarsOf(Column, bars) }

// BarsOf is Bars for a table whose column of numbers has another name.
func BarsOf(column string, bars []Bar) Options {
	names := make([]string, len(bars))
	data := make([]opts.BarData, len(bars))
	drawn := 0
	for i, b := range bars {
		names[i] = b.Name
		if !Compares(b.Point) {
			continue
		}
		drawn++
		data[i].Value = b.Point.Value
		if b.Point.Qualifier != quantity.Exact || b.Point.HasHigh {
			data[i].ItemStyle = hollow
		}
	}
	if drawn < 2 {
		return ""
	}
	return options{
		XAxis: []opts.XAxis{{Type: "value"}}, YAxis: []opts.YAxis{{Type: "category", Data: names}},
		Series: []charts.SingleSeries{{Name: column, Type: "bar", Data: data}},
	}.json()
}
