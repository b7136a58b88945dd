package page

import (
	"fmt"
	"html/template"

	"zhenjian/generator/address"
	"zhenjian/generator/archive"
	"zhenjian/generator/chart"
	"zhenjian/generator/indicator"
)

// A trendFigure sums up the towns of a region over the years: median and
// quartiles, as a chart and a table. ID "" is no figure.
type trendFigure struct {
	ID       string
	Name     string
	Units    string
	Sentence string
	Rows     []trendRow
	CSV      link
	Options  template.JS
}

// A trendRow is one year. The numbers are exact decimals, "" where too
// few towns have a figure.
type trendRow struct {
	Year                  link // to the list of the year's reports
	Lower, Median, Higher string
	Towns                 int // with a figure for the whole year
	Reports               int // towns with a report
}

// A barsFigure compares the towns of a region in one year, or, where they are
// too many for a chart, the medians of the regions that part them.
type barsFigure struct {
	ID       string
	Name     string
	Year     int
	Units    string
	Sentence string
	Regions  bool // bars are medians of regions
	Rows     []barRow
	CSV      link
	Options  template.JS
}

// A barRow is one town, or one region with so many towns that have a figure.
type barRow struct {
	Place link
	indicatorCell
	Towns int // of a region
}

// maxBars is how many bars can be read below each other: 40 take some 1,000 px.
// More are drawn only for the towns of one county, of which a few have more.
const maxBars = 40

// trendFigure makes one where enough towns have figures, in at least two years.
func (s *Site) trendFigure(page string, in indicator.Indicator, units, code string, towns []archive.Series) trendFigure {
	trend := chart.Trend(towns)
	options := chart.TrendLines(trend)
	if options == "" {
		return trendFigure{}
	}
	f := trendFigure{
		ID: "trend-" + familyID(towns[0].Family), Name: in.Name, Units: units, Sentence: chart.TrendSentence(trend), Options: options,
		CSV: to(page, address.SeriesCSV, "下载数据（CSV）"),
	}
	for i, y := range trend {
		row := trendRow{Year: link{Text: fmt.Sprint(y.Year)}, Towns: y.Towns, Reports: s.reported[code][i]}
		if h := s.years[y.Year]; h != nil {
			row.Year = to(page, h.path(h.region(code)), row.Year.Text)
		}
		if y.Enough() {
			row.Lower, row.Median, row.Higher = y.Lower.String(), y.Median.String(), y.Higher.String()
		}
		f.Rows = append(f.Rows, row)
	}
	return f
}

// barsFigure takes the last year in which two towns or more have a figure for the
// whole of it.
func (s *Site) barsFigure(page string, in indicator.Indicator, units, code string, towns []archive.Series) barsFigure {
	if len(towns) == 0 {
		return barsFigure{}
	}
	at, count := len(s.arc.Span())-1, 0
	for ; at >= 0 && count < 2; at-- {
		count = 0
		for _, one := range towns {
			if chart.Compares(one.Points[at]) {
				count++
			}
		}
	}
	if at++; count < 2 {
		return barsFigure{}
	}
	year := s.arc.Span()[at]
	f := barsFigure{ID: fmt.Sprintf("bars-%s-%d", familyID(towns[0].Family), year), Name: in.Name, Year: year, Units: units, CSV: to(page, address.SeriesCSV, "下载数据（CSV）")}
	var bars []chart.Bar
	counts := map[string]int{}
	if depth := s.commonDepth(towns); count > maxBars && depth > 0 {
		f.Regions = true
		bars, counts = s.medianBars(depth, towns, at)
	} else {
		for _, one := range towns {
			unit, _ := s.arc.Region(one.Place)
			bars = append(bars, chart.Bar{Name: unit.Name, Code: one.Place, Point: one.Points[at]})
		}
	}
	chart.SortBars(bars)
	if f.Options = chart.Bars(bars); f.Options == "" {
		return barsFigure{}
	}
	none, part := 0, 0
	for _, one := range towns {
		switch p := one.Points[at]; {
		case p.State == archive.None && chart.Compares(p):
			none++
		case chart.Stated(p) && !chart.Compares(p):
			part++
		}
	}
	f.Sentence = barsSentence(year, s.reported[code][at], count, none, part)
	for _, b := range bars {
		row := barRow{Place: to(page, address.Place(b.Code), b.Name)}
		if f.Regions {
			row.indicatorCell = indicatorCell{State: string(archive.Number), Value: b.Point.Value.String(), Text: b.Point.Value.String()}
			row.Towns = counts[b.Code]
		} else {
			row.indicatorCell = indicatorCellOf(page, b.Point)
		}
		f.Rows = append(f.Rows, row)
	}
	return f
}

// barsSentence says how many of the towns the bars stand for.
func barsSentence(year, reports, count, none, part int) string {
	text := fmt.Sprintf("%d年度有报告的%d个乡镇、街道中，%d个写到全年数字", year, reports, count)
	if none > 0 {
		text += fmt.Sprintf("（%d个写明没有）", none)
	}
	if part > 0 {
		text += fmt.Sprintf("，%d个只有部分月份的数字，不画在图里", part)
	}
	return text + "。按数字大小排列，只为便于查看，不表示好坏。"
}

// commonDepth gives the depth, from the province's 1, at which regions part the
// towns: that of the cities for towns of one province. 0 where these are the
// towns themselves.
func (s *Site) commonDepth(towns []archive.Series) int {
	first := s.arc.Chain(towns[0].Place)
	for depth := range first[:len(first)-1] {
		for _, one := range towns {
			if chain := s.arc.Chain(one.Place); chain[min(depth, len(chain)-1)].Code != first[depth].Code {
				return depth + 1
			}
		}
	}
	return 0
}

// medianBars gives the medians of the regions at a depth, and by code how many
// towns each stands for.
func (s *Site) medianBars(depth int, towns []archive.Series, at int) ([]chart.Bar, map[string]int) {
	within := map[string][]archive.Series{}
	for _, one := range towns {
		region := s.arc.Chain(one.Place)[depth-1]
		within[region.Code] = append(within[region.Code], one)
	}
	var bars []chart.Bar
	counts := map[string]int{}
	for code, series := range within {
		y := chart.Trend(series)[at]
		if y.Towns == 0 {
			continue
		}
		unit, _ := s.arc.Region(code)
		bars = append(bars, chart.Bar{Name: unit.Name, Code: code, Point: archive.Point{Year: y.Year, State: archive.Number, Value: y.Median}})
		counts[code] = y.Towns
	}
	return bars, counts
}
