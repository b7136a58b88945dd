package quantity

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"zhenjian/generator/numeral"
)

func FuzzFind(f *testing.F) {
	for _, tt := range append(findTests, sentenceTests...) {
		f.Add(tt.text)
	}
	f.Add("指标\t单位\t2021年\n罚没款\t万元\t41.6\n受众\t人次\t约1,200余\n")
	f.Fuzz(func(t *testing.T, text string) {
		end := 0
		for _, q := range Find(text) {
			if q.Start < end || q.NumEnd <= q.Start || q.End < q.NumEnd || q.End > len(text) {
				t.Fatalf("%+v overlaps its neighbour or leaves the text", q)
			}
			end = q.End
			if q.Unit == "" {
				t.Fatalf("%+v has no unit", q)
			}
			printed := text[q.Start:q.End]
			if utf8.ValidString(text) && (!utf8.ValidString(printed) || !utf8.ValidString(text[q.Start:q.NumEnd])) {
				t.Fatalf("%q ends inside a character", printed)
			}
			if q.HasHigh && q.High.Cmp(q.Value) <= 0 {
				t.Fatalf("%q is a range from %s to %s", printed, q.Value, q.High)
			}
			// What is printed gives the value back, unless the unit column, a line
			// end or the upper end of the range has a part in it.
			if q.HasHigh || strings.Contains(printed, "半") || strings.ContainsAny(text, "\t\n") {
				continue
			}
			if value, _, ok := numeral.Read(text[q.Start:q.NumEnd]); ok && value != q.Value {
				t.Fatalf("%q is %s; read alone it is %s", printed, q.Value, value)
			}
		}
	})
}

// Find must take time in proportion to its text, whatever is repeated in it. A text
// takes as long as its eight parts then, and eight times as long where each character
// is looked at for each other. Both go on for equally long, so that other work on the
// machine disturbs them alike; it only ever adds to a time: the shortest of some tries
// count.
func TestFindIsLinear(t *testing.T) {
	for _, part := range []string{"1", "一", "1\n", "1,111", "1 111 ", "十", "百分之", "《", "“", "\"", "1至", "1、", "第1、", "每", "一次", "一次，", "1.1", "1-", "万", "两三", "余", "1\t", "\t", "单位\t件\n", " ", "1 ", "三分之", "://", "9亿", "、两个", "至少"} {
		const n = 15_000 // bytes of a part
		short, long := strings.Repeat(part, n/len(part)), strings.Repeat(part, 8*n/len(part))
		var parts, whole time.Duration
		for try := range 50 {
			begin := time.Now()
			for range 8 {
				Find(short)
			}
			between := time.Now()
			Find(long)
			end := time.Now()
			if took := between.Sub(begin); try == 0 || took < parts {
				parts = took
			}
			if took := end.Sub(between); try == 0 || took < whole {
				whole = took
			}
			if 2*whole < 5*parts {
				break
			}
		}
		if 2*whole >= 5*parts {
			t.Errorf("%q takes %v for %d bytes, %v for the eight parts of them", part, whole, len(long), parts)
		}
	}
}

func BenchmarkFind(b *testing.B) {
	for _, name := range []string{"002_31459aafedb26a79", "004_74b179ce9aae933a", "r01"} {
		b.Run(name, func(b *testing.B) {
			text := readReport(b, "testdata/reports/"+name+".txt")
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				Find(text)
			}
		})
	}
}
