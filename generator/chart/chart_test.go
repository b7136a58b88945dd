package chart

import (
	"fmt"
	"strings"
	"testing"

	"zhenjian/generator/archive"
	"zhenjian/generator/indicator"
	"zhenjian/generator/numeral"
	"zhenjian/generator/quantity"
)

// points reads a series from words, one a year from 2019 on: 12件, 约500份, 无, -
// for a report that does not speak of it, . for none; ! before a word is a break,
// *1—9月 is *.
func points(t testing.TB, words string) archive.Series {
	t.Helper()
	s := archive.Series{Indicator: "penalties", Family: "cases"}
	for i, word := range strings.Fields(words) {
		p := archive.Point{Year: 2019 + i}
		if rest, ok := strings.CutPrefix(word, "!"); ok {
			p.Break, word = "单位由“件”变为“起”", rest
		}
		if rest, ok := strings.CutPrefix(word, "*"); ok {
			p.Period, word = indicator.Period(fmt.Sprintf("%d-01/%d-09", p.Year, p.Year)), rest
		}
		if rest, ok := strings.CutPrefix(word, "约"); ok {
			p.Qualifier, word = quantity.About, rest
		}
		switch word {
		case ".":
			p.State = archive.NoReport
		case "-":
			p.State = archive.Unmentioned
		case "无":
			p.State = archive.None
		default:
			p.State = archive.Number
			digits := strings.TrimRight(word, "件起份%")
			v, err := numeral.Parse(digits)
			if err != nil {
				t.Fatal(err)
			}
			p.Value, p.Unit = v, word[len(digits):]
		}
		s.Points = append(s.Points, p)
	}
	return s
}

func TestLine(t *testing.T) {
	head := `{"xAxis":[{"data":["2019","2020","2021","2022"]}],"yAxis":[{}],"series":[`
	one := func(data string) string {
		return `{"name":"数字","type":"line","symbol":"circle","data":[` + data + `]}`
	}
	for _, tt := range []struct{ points, want string }{
		{"12件 - . 30件", head + one(`{"value":12},{},{},{"value":30}`) + "]}"},
		{"12件 约500件 无 1.5件", head + one(`{"value":12},{"value":500,"symbol":"emptyDiamond"},{"value":0,"symbol":"rect"},{"value":1.5}`) + "]}"},
		{"12件 !13起 - 14起", head + one(`{"value":12}`) + "," + strings.TrimSuffix(one(`{},{"value":13},{},{"value":14}`), "}") + `,"markLine":{"data":[{"name":"口径变化","xAxis":"2020"}]}}]}`},
		{"12件 - . -", ""},
		{"- - . -", ""},
	} {
		if got := string(Line(points(t, tt.points))); got != tt.want {
			t.Errorf("%s:\n%s\nwant\n%s", tt.points, got, tt.want)
		}
	}
}

func TestTrend(t *testing.T) {
	var towns []archive.Series
	for _, words := range []string{"1件 10件 5件", "2件 20件 约7件", "3件 . 无", "4件 - *80件", "10件 30件 1件", ". . 2件"} {
		towns = append(towns, points(t, words))
	}
	var got []string
	trend := Trend(towns)
	for _, y := range trend {
		got = append(got, fmt.Sprint(y.Year, y.Towns, y.Lower, y.Median, y.Higher, y.Enough()))
	}
	want := []string{"2019 5 2 3 4 true", "2020 3 15 20 25 false", "2021 5 1 2 5 true"}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := string(TrendLines(trend)), `{"xAxis":[{"data":["2019","2020","2021"]}],"yAxis":[{}],"series":[{"name":"上四分位数","type":"line","symbol":"triangle","data":[{"value":4},{},{"value":5}]},{"name":"中位数","type":"line","symbol":"circle","data":[{"value":3},{},{"value":2}]},{"name":"下四分位数","type":"line","symbol":"emptyTriangle","data":[{"value":2},{},{"value":1}]}]}`; got != want {
		t.Errorf("options\n%s, want\n%s", got, want)
	}
	if got, want := TrendSentence(trend), "中位数从2019年度的3（5个地方）到2021年度的2（5个地方）。"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if TrendLines(trend[:2]) != "" || TrendLines(nil) != "" {
		t.Error("one year makes a line")
	}
}

// TestQuantile has the figures that a spreadsheet's QUARTILE.INC gives.
func TestQuantile(t *testing.T) {
	for _, tt := range []struct{ values, want string }{
		{"7", "7 7 7"}, {"1 2", "1.25 1.5 1.75"}, {"1 2 3 4", "1.75 2.5 3.25"}, {"0 0 5 100 1000 1000", "1.25 52.5 775"}, {"95.5 96.1 98 99.3 100", "96.1 98 99.3"},
	} {
		var values []numeral.Decimal
		for _, word := range strings.Fields(tt.values) {
			v, err := numeral.Parse(word)
			if err != nil {
				t.Fatal(err)
			}
			values = append(values, v)
		}
		if got := fmt.Sprint(quantile(values, 1), quantile(values, 2), quantile(values, 3)); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.values, got, tt.want)
		}
	}
}

func TestBars(t *testing.T) {
	var bars []Bar
	for i, word := range strings.Fields("- 12件 约500件 无 *900件 . 12件") {
		bars = append(bars, Bar{Name: "甲乙丙丁戊己庚"[3*i : 3*i+3], Code: fmt.Sprint(i), Point: points(t, word).Points[0]})
	}
	SortBars(bars)
	order := ""
	for _, b := range bars {
		order += b.Name
	}
	if order != "丙乙庚丁戊甲己" {
		t.Errorf("order %s", order)
	}
	if got, want := string(Bars(bars)), `{"xAxis":[{"type":"value"}],"yAxis":[{"type":"category","data":["丙","乙","庚","丁","戊","甲","己"]}],"series":[{"name":"数字","type":"bar","data":[{"value":500,"itemStyle":{"color":"none","borderWidth":2}},{"value":12},{"value":12},{"value":0},{},{},{}]}]}`; got != want {
		t.Errorf("options\n%s, want\n%s", got, want)
	}
	if got := Bars(bars[4:]); got != "" {
		t.Errorf("nothing to compare, but %s", got)
	}
}

func TestSentence(t *testing.T) {
	for _, tt := range []struct{ points, sentence, change string }{
		{"12件 15件 30件 25件", "从2019年度的12件到2022年度的25件；变化最大的是2021年度，比2020年度多15件。", "比2021年度少5件"},
		{"12件 - . 30件", "从2019年度的12件到2022年度的30件；1个年度未提及，1个年度无报告。", "比2019年度多18件"},
		{"12件 12件", "2019年度和2020年度都是12件。", "与2019年度相同"},
		{"12件 !13起 14起", "2019年度12件，2021年度14起，其间口径有变化，前后不宜直接比较；变化最大的是2021年度，比2020年度多1起。", "比2020年度多1起"},
		{"12件 !13起", "2019年度12件，2020年度13起，其间口径有变化，前后不宜直接比较。", "与2019年度不宜直接比较（单位由“件”变为“起”）"},
		{"约12000份 30000份", "从2019年度的约1.2万份到2020年度的3万份。", "比2019年度多约1.8万份"},
		{"3件 无", "从2019年度的3件到2020年度的0。", "比2019年度少3件"},
		{"98.5% 97%", "从2019年度的98.5%到2020年度的97%。", "比2019年度少1.5个百分点"},
		{". 5件", "只有2020年度有数字：5件；1个年度无报告。", ""},
		{". -", "", ""},
	} {
		s := points(t, tt.points)
		if got := Sentence(s); got != tt.sentence {
			t.Errorf("%s:\n%s\nwant\n%s", tt.points, got, tt.sentence)
		}
		if got := Change(s, s.Points[len(s.Points)-1].Year); got != tt.change {
			t.Errorf("%s: %q, want %q", tt.points, got, tt.change)
		}
	}
}

func BenchmarkLine(b *testing.B) {
	s := points(b, "12件 约15件 无 - 25件 30件")
	for b.Loop() {
		Line(s)
	}
}
