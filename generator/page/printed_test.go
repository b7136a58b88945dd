package page

import (
	"strings"
	"testing"

	"zhenjian/generator/archive"
	"zhenjian/generator/chart"
	"zhenjian/generator/indicator"
	"zhenjian/generator/numeral"
	"zhenjian/generator/quantity"
	"zhenjian/generator/source"
)

// stated makes a mention of the one quantity of a quote.
func stated(t *testing.T, quote string) archive.Mention {
	t.Helper()
	found := quantity.Find(quote)
	if len(found) != 1 {
		t.Fatalf("%d quantities in %s", len(found), quote)
	}
	q := found[0]
	const at = 100 // the quote stands somewhere in a report
	return archive.Mention{
		Value: q.Value, High: q.High, HasHigh: q.HasHigh, Qualifier: q.Qualifier, Unit: q.Unit, Printed: quote[q.Start:q.End], Quote: quote,
		Number: source.Span{Start: at + q.Start, End: at + q.End}, Clause: source.Span{Start: at, End: at + len(quote)},
	}
}

func TestFigureText(t *testing.T) {
	for _, tt := range []struct{ quote, want string }{
		{"开展普法宣讲35场", "35场"},
		{"发放宣传单300余份", "300余份"},
		{"化解矛盾纠纷近600件次", "近600件次"},
		{"化解矛盾纠纷约 600件", "约 600件"},
		{"开展检查不少于8次", "不少于8次"},
		{"参训人员达到500人以上", "500人以上"},
		{"开展培训20次左右", "20次左右"},
		{"每季度学习2至3次", "2至3次"},
		{"受教育群众超过1万人", "超过1万人"},
	} {
		t.Run(tt.quote, func(t *testing.T) {
			if got := figureText(stated(t, tt.quote)); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
	cell := stated(t, "35场")
	cell.Printed = "35" // in a table
	if got := figureText(cell); got != "35场" {
		t.Errorf("in a table: %q", got)
	}
	far := stated(t, "超过35场")
	far.Quote, far.Clause.Start = far.Printed, far.Number.Start // the word is not in the quote
	if got := figureText(far); got != "超过35场" {
		t.Errorf("without its word: %q", got)
	}
	if got := figureText(archive.Mention{Denied: true, Printed: "无行政复议案件"}); got != "无" {
		t.Errorf("a statement of none is %q", got)
	}
}

func TestSumText(t *testing.T) {
	for _, tt := range []struct {
		value     string
		qualifier quantity.Qualifier
		unit      string
		want      string
	}{
		{"11", quantity.Exact, "次", "11次"},
		{"600", quantity.Over, "份", "超过600份"},
		{"600", quantity.About, "份", "约600份"},
		{"416000", quantity.Exact, "元", "41.6万元"},
		{"12345", quantity.Exact, "元", "12345元"},
		{"230000", quantity.AtLeast, "份", "不少于23万份"},
		{"10500", quantity.Exact, "人", "1.05万人"},
		{"10050", quantity.Exact, "人", "10050人"},
		{"41.65", quantity.Exact, "万元", "41.65万元"},
	} {
		value, err := numeral.Parse(tt.value)
		if err != nil {
			t.Fatal(err)
		}
		if got := chart.Text(archive.Point{Value: value, Qualifier: tt.qualifier, Unit: tt.unit}); got != tt.want {
			t.Errorf("%s is written %q, want %q", tt.value, got, tt.want)
		}
	}
	if got := chart.Text(archive.Point{Value: numeral.Int(5), High: numeral.Int(6), HasHigh: true, Unit: "次"}); got != "5—6次" {
		t.Errorf("a range is written %q", got)
	}
}

func TestPeriodText(t *testing.T) {
	for period, want := range map[indicator.Period]string{"": "", "2022-01/2022-09": "1—9月", "2022-01/2022-01": "1月"} {
		if got := periodText(period); got != want {
			t.Errorf("%q is written %q, want %q", period, got, want)
		}
	}
}

// FuzzFigureText: what is shown of a number is in the quote, the number whole
// in it, or is the number behind a word for its qualifier.
func FuzzFigureText(f *testing.F) {
	f.Add("发放宣传单近300余份")
	f.Add("不少于8次以上")
	f.Fuzz(func(t *testing.T, quote string) {
		for _, q := range quantity.Find(quote) {
			m := archive.Mention{Qualifier: q.Qualifier, Printed: quote[q.Start:q.End], Quote: quote, Number: source.Span{Start: q.Start, End: q.End}, Clause: source.Span{End: len(quote)}}
			got := figureText(m)
			if !strings.Contains(got, m.Printed) || !strings.Contains(quote, got) && got != chart.Qualifiers[q.Qualifier]+m.Printed {
				t.Errorf("%q in %q is written %q", m.Printed, quote, got)
			}
		}
	})
}
