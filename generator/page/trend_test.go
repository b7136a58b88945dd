package page

import (
	"fmt"
	"slices"
	"testing"

	"zhenjian/generator/archive"
	"zhenjian/generator/indicator"
	"zhenjian/generator/numeral"
	"zhenjian/generator/quantity"
)

// countedEntries are reports of n towns on two years that state the number of
// penalties: 1, 2, 3 … in the first year, ten times that in the second; of every
// seventh town for nine months only, of every fifth that there were none.
func countedEntries(n int) []*archive.Entry {
	var entries []*archive.Entry
	for k, year := range []int{2021, 2023} {
		for i, e := range syntheticEntries(n, year, nil) {
			value := numeral.Int(int64(i + 1))
			if k == 1 {
				value = numeral.Int(int64(10 * (i + 1)))
			}
			m := archive.Mention{Indicator: "penalties", Value: value, Unit: "件", Family: "cases", Printed: value.String() + "件", Quote: "处罚" + value.String() + "件"}
			switch {
			case i%7 == 6:
				m.Period = indicator.Period(fmt.Sprintf("%d-01/%d-09", year, year))
			case i%5 == 4:
				m = archive.Mention{Indicator: "penalties", Denied: true, Printed: "无处罚", Quote: "无处罚"}
			case i%3 == 2:
				m.Qualifier = quantity.Over
			}
			e.Path, e.SHA256 = fmt.Sprint(e.Code, year), fmt.Sprint(e.Code, year)
			e.Mentions = []archive.Mention{m}
			entries = append(entries, e)
		}
	}
	return entries
}

func TestTrendFigure(t *testing.T) {
	arc, _ := archive.New(gazetteer(), indicator.Builtin(), countedEntries(8), nil)
	s := New(loadLayouts(t), arc, nil, Options{Title: "甲"})
	v := s.indicatorView("penalties", "")
	f := v.Families[0].Trend
	var rows []string
	for _, r := range f.Rows {
		rows = append(rows, fmt.Sprint(r.Year.Text, " ", r.Year.Href, " ", r.Lower, " ", r.Median, " ", r.Higher, " ", r.Towns, "/", r.Reports))
	}
	// 1 2 3 4 0 6 8 of seven towns; the eighth counts nine months.
	want := []string{"2021 ../../years/2021/index.html 1.5 3 5 7/8", "2022     0/0", "2023 ../../years/2023/index.html 15 30 50 7/8"}
	if !slices.Equal(rows, want) {
		t.Errorf("rows %q, want %q", rows, want)
	}
	if want := "中位数从2021年度的3（7个地方）到2023年度的30（7个地方）。"; f.Sentence != want || f.ID != "trend-cases" {
		t.Errorf("%s says %s", f.ID, f.Sentence)
	}
	b := v.Families[0].Bars
	rows = nil
	for _, r := range b.Rows {
		rows = append(rows, fmt.Sprint(r.State, " ", r.Value, r.About))
	}
	want = []string{"number 80false", "number 60true", "number 40false", "number 30true", "number 20false", "number 10false", "none 0false", "number 70false"}
	if !slices.Equal(rows, want) || b.ID != "bars-cases-2023" || b.Regions {
		t.Errorf("%s: bars %q, want %q", b.ID, rows, want)
	}
	if want := "2023年度有报告的8个乡镇、街道中，7个写到全年数字（1个写明没有），1个只有部分月份的数字，不画在图里。按数字大小排列，只为便于查看，不表示好坏。"; b.Sentence != want {
		t.Errorf("bars: %s\nwant %s", b.Sentence, want)
	}
}

// TestBarsOfRegions: where the towns are too many for a chart, it shows the
// medians of what lies right below.
func TestBarsOfRegions(t *testing.T) {
	const n = 600
	arc, _ := archive.New(gazetteer(), indicator.Builtin(), countedEntries(n), nil)
	s := New(loadLayouts(t), arc, nil, Options{Title: "甲"})
	b := s.indicatorView("penalties", "").Families[0].Bars
	towns := 0
	for _, r := range b.Rows {
		towns += r.Towns
	}
	if !b.Regions || len(b.Rows) < 2 || len(b.Rows) > maxBars || towns < n/2 || b.Options == "" {
		t.Errorf("%d bars for %d towns, of regions: %v", len(b.Rows), towns, b.Regions)
	}
}

// TestNoTrend: three towns are too few for a median, one for bars.
func TestNoTrend(t *testing.T) {
	for n, want := range map[int]string{1: "|", 3: "|bars-cases-2023", 5: "trend-cases|bars-cases-2023"} {
		arc, _ := archive.New(gazetteer(), indicator.Builtin(), countedEntries(n), nil)
		f := New(loadLayouts(t), arc, nil, Options{Title: "甲"}).indicatorView("penalties", "").Families[0]
		if got := f.Trend.ID + "|" + f.Bars.ID; got != want {
			t.Errorf("%d towns: %s, want %s", n, got, want)
		}
	}
}

// TestBarsOfOneCounty: towns of one county have a bar each, however many.
func TestBarsOfOneCounty(t *testing.T) {
	var entries []*archive.Entry
	for i, town := range gazetteer().Children("110105") { // 朝阳区: 43
		e := &archive.Entry{Path: town.Code, SHA256: town.Code, Ext: ".txt", Code: town.Code, Name: town.Name, Year: 2022, Title: town.Name}
		e.Mentions = []archive.Mention{{Indicator: "penalties", Value: numeral.Int(int64(i)), Unit: "件", Family: "cases", Printed: "件", Quote: "处罚"}}
		entries = append(entries, e)
	}
	arc, _ := archive.New(gazetteer(), indicator.Builtin(), entries, nil)
	b := New(loadLayouts(t), arc, nil, Options{Title: "甲"}).indicatorView("penalties", "").Families[0].Bars
	if b.Regions || len(b.Rows) != len(entries) || len(b.Rows) <= maxBars {
		t.Errorf("%d bars for %d towns, of regions: %v", len(b.Rows), len(entries), b.Regions)
	}
}
