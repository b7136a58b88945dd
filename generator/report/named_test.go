package report

import (
	"strings"
	"testing"

	"zhenjian/generator/region"
)

var datesTests = []struct{ text, want string }{
	{"2023年1月9日", "2023年1月9日"},
	{"２０２３年１月９日", "２０２３年１月９日"},
	{"二〇二三年一月九日", "二〇二三年一月九日"},
	{"2024.1.15，2022-01-14 09:36", "2024.1.15 2022-01-14"},
	{"2024 年 1 月 10 日印发", "2024 年 1 月 10 日"},
	{"涧头集镇2022年度法治政府建设情况报告", "2022年度"},
	{"较2021年下降", "2021年"},
	{"2022年1-9月办案60件", "2022年"},
	{"2021—2025年规划", ""},
	{"投入2022元，编号12022年", ""},
	{"发放资料2000份", ""},
	{"", ""},
}

func TestDatesIn(t *testing.T) {
	for _, tt := range datesTests {
		var got []string
		for _, s := range datesIn(tt.text) {
			got = append(got, tt.text[s.Start:s.End])
		}
		if strings.Join(got, " ") != tt.want {
			t.Errorf("%s: got %q, want %q", tt.text, got, tt.want)
		}
	}
}

// TestNamed reads a file with furniture, invisible characters and line ends of
// Windows, which shift what stands behind them.
func TestNamed(t *testing.T) {
	file := "发布机构：台儿庄区涧头集镇人民政府\r\n发布时间：2023-01-09 10:36\r\n涧头集镇\u200b2022年度法治政府建设情况报告\r\n" +
		"2022年，涧头集镇争创全国法治示范镇，学习《枣庄市2021年物业管理条例》，赴台儿庄讲法，维护和平稳定，\r\n" +
		strings.ReplaceAll(opening, "\n", "\r\n") + "台儿庄区涧头集镇人民政府\r\n2023年1月9日\r\n"
	r := mustRead(t, "x.txt", file)
	words := func(spans []Span) string {
		var out []string
		for _, s := range spans {
			out = append(out, r.Doc.Decoded[s.Start:s.End])
		}
		return strings.Join(out, " ")
	}
	if got, want := words(r.Dates()), "2022年度 2022年 2023年1月9日 2023-01-09"; got != want {
		t.Errorf("dates: %s, want %s", got, want)
	}
	want := "涧头集镇 涧头集镇 台儿庄 台儿庄区 涧头集镇 台儿庄区 涧头集镇"
	if got := words(r.Places(region.Builtin())); got != want {
		t.Errorf("places: %s, want %s", got, want)
	}
}

// TestPlacesOfUnknownTown: the report's own town counts though no gazetteer has it.
func TestPlacesOfUnknownTown(t *testing.T) {
	r := mustRead(t, "x.txt", "长兴县新设甲乙镇2022年法治政府建设情况报告\n2022年，新设甲乙镇"+opening)
	var got []string
	for _, s := range r.Places(region.Builtin()) {
		got = append(got, r.Doc.Decoded[s.Start:s.End])
	}
	if want := "长兴县 新设甲乙镇 新设甲乙镇"; strings.Join(got, " ") != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
