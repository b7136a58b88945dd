package report

import (
	"testing"
	"unicode"

	"zhenjian/generator/numeral"
	"zhenjian/generator/source"
)

var yearTests = []struct {
	name, text string
	year       int
	part       Part
}{
	{"title", "涧头集镇2022年度法治政府建设情况报告\n我镇" + opening, 2022, ""},
	{"full-width digits", "和平镇２０２２年度法治政府建设情况报告\n我镇" + opening, 2022, ""},
	{"Chinese digits", "双合镇二〇二三年度法治政府建设情况报告\n我镇" + opening, 2023, ""},
	{"half a year", "2020年苍城镇上半年全面依法治镇工作总结\n截至5月底，我镇" + opening, 2020, "上半年"},
	{"the title goes before a heading that was not updated", "北城街道2025年法治政府建设情况报告\n2025年，我街道坚持以习近平新时代中国特色社会主义思想为指导，现将有关情况报告如下。\n一、2024年推进法治政府建设的主要举措和成效\n（一）加强领导。\n二、2026年工作安排\n", 2025, ""},
	{"opening", "现将我镇2023年度法治政府建设情况报告如下：\n一、主要举措和成效\n（一）加强领导。\n", 2023, ""},
	{"the plans' year less one", "我镇高度重视法治政府建设，深入推进依法行政，现将有关情况报告如下。\n一、主要举措和成效\n（一）加强领导。\n二、2024年工作安排\n一是加强学习。\n", 2023, ""},
	{"signed in January", "我镇高度重视法治政府建设，深入推进依法行政，现将有关情况报告如下。\n一、主要举措和成效\n（一）加强领导。\n双合镇人民政府\n2024年1月5日\n", 2023, ""},
	{"signed in December", "我镇高度重视法治政府建设，深入推进依法行政，现将有关情况报告如下。\n一、主要举措和成效\n（一）加强领导。\n双合镇人民政府\n2023年12月22日\n", 2023, ""},
	{"plans of five years and comparisons do not count", "我镇落实《法治政府建设实施纲要（2021—2025年）》，按照法治社会规划2020—2025年的要求，2023年以来扎实推进，调解纠纷较2022年下降，较2022年多，比2022年好。\n一、主要举措和成效\n（一）加强领导。\n", 2023, ""},
	{"a report on one year that plans the next in its title", "双合镇2022年法治政府建设工作总结及2023年工作打算\n我镇" + opening, 2022, ""},
	{"the page's date is not the year", "发布时间：2023-02-14\n我镇高度重视法治政府建设，深入推进依法行政，现将有关情况报告如下。\n一、2022年主要举措和成效\n（一）加强领导。\n", 2022, ""},
}

func TestYear(t *testing.T) {
	for _, tt := range yearTests {
		r := mustRead(t, "x.txt", tt.text)
		if r.Year != tt.year || r.Part != tt.part {
			t.Errorf("%s: got %d %q by %s, want %d %q", tt.name, r.Year, r.Part, r.Rules.Year, tt.year, tt.part)
		}
	}
}

func TestNoYear(t *testing.T) {
	r := mustRead(t, "x.txt", "双合镇法治政府建设情况报告\n我镇高度重视法治政府建设，深入推进依法行政，现将有关情况报告如下。\n")
	if r.Year != 0 || !hasProblem(r, source.NoYear) {
		t.Errorf("got %d, %v", r.Year, r.Problems)
	}
}

var issuedTests = []struct {
	tail string
	want string
}{
	{"双合镇人民政府\n2024年1月15日\n", "2024-01-15"},
	{"双合镇人民政府 2024年1月15日\n", "2024-01-15"},
	{"双合镇人民政府\n２０２３年１月１８日\n", "2023-01-18"},
	{"双合镇人民政府\n二〇二三年一月十八日\n", "2023-01-18"},
	{"双合镇人民政府\n2024.1.15\n", "2024-01-15"},
	{"双合镇人民政府\n2024年 1 月 5 日\n附件：1.统计表\n", "2024-01-05"},
	{"枝城镇人民政府\n2022年1月14日\n（联系单位：枝城镇司法所，办公电话：0717-4900000）\n", "2022-01-14"},
	{"福宝镇人民政府\n2022年1月17日\n抄送：县委依法治县办，县司法局。\n福宝镇人民政府办公室　　2022年1月18日印发\n", "2022-01-17"},
	{"（此件公开发布）\n", ""},
	{"2024年1月15日，我镇召开会议研究法治政府建设工作，部署下一步任务。\n", ""},
}

// A year that numeral reads begins with one of twos, if it is one from 2000 on.
func TestOpensYear(t *testing.T) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		year, _, ok := numeral.Year(string(r) + "023")
		if got, want := opensYear(string(r)), ok && year == 2023; got != want {
			t.Errorf("%c: got %v, want %v", r, got, want)
		}
	}
	if got := yearFrom("年2022年", 0); got != len("年") {
		t.Errorf("the next year at %d", got)
	}
	if got := yearFrom("一二月2", len("一二")); got != len("一二月") {
		t.Errorf("the next year at %d", got)
	}
}

func TestIssued(t *testing.T) {
	for _, tt := range issuedTests {
		r := mustRead(t, "x.txt", "双合镇2023年法治政府建设情况报告\n我镇"+opening+tt.tail)
		if r.Issued != tt.want {
			t.Errorf("%q: got %q, want %q", tt.tail, r.Issued, tt.want)
		}
	}
}
