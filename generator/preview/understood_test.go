package preview

import (
	"fmt"
	"strings"
	"testing"

	"zhenjian/generator/archive"
	"zhenjian/generator/indicator"
	"zhenjian/generator/quantity"
	"zhenjian/generator/region"
	"zhenjian/generator/report"
	"zhenjian/generator/source"
)

const sampleReport = `涧头集镇2022年度法治政府建设情况报告

2022年，涧头集镇认真落实法治政府建设要求。
一、主要举措和成效
（一）严格执法。全年作出行政处罚60件，无行政复议案件。
二、2023年工作安排
继续努力。
山东省枣庄市台儿庄区涧头集镇人民政府
2023年1月10日
`

func understand(t *testing.T, text string, entry bool) Understood {
	t.Helper()
	doc, problems := source.New("2022/涧头集镇.txt", []byte(text))
	if doc == nil {
		t.Fatal(problems)
	}
	r := report.Read(doc, region.Builtin())
	if !entry {
		return Understand(r, nil, indicator.Builtin())
	}
	e, _ := archive.NewEntry(r, indicator.Builtin(), quantity.Find(r.Tabbed()))
	e.Version = 2
	return Understand(r, e, indicator.Builtin())
}

func TestUnderstand(t *testing.T) {
	u := understand(t, sampleReport, true)
	if u.File != "2022/涧头集镇.txt" || strings.Join(u.Place, " ") != "山东省 枣庄市 台儿庄区 涧头集镇" || u.Code != "370405103" || u.Year != 2022 || u.Issued != "2023-01-10" || u.Title != "涧头集镇2022年度法治政府建设情况报告" {
		t.Errorf("%+v", u)
	}
	if got := fmt.Sprint(u.Headings); got != "[{1 一 主要举措和成效} {2 一 严格执法} {1 二 2023年工作安排}]" {
		t.Error(got)
	}
	if u.Page != "places/370405103/2022/2/index.html" || u.sourceLine(5) != "places/370405103/2022/2/source.html#L5" {
		t.Errorf("%s %s", u.Page, u.sourceLine(5))
	}
	if len(u.Mentions) != 2 || u.Mentions[0].Number != "60件" || u.Mentions[0].Anchor != "m1" || u.Mentions[0].Name != "行政处罚" || !u.Mentions[1].None || u.Mentions[1].Anchor != "m2" {
		t.Errorf("%+v", u.Mentions)
	}
	if u.Rules.Place == "" || u.Rules.Year == "" {
		t.Errorf("%+v", u.Rules)
	}
}

// TestUnderstandLeftOut: of a report without place and year, what there is is told.
func TestUnderstandLeftOut(t *testing.T) {
	u := understand(t, "一、工作情况\n作出行政处罚60件。\n", false)
	if u.Page != "" || u.Source != "" || len(u.Place) != 0 || u.Year != 0 || len(u.Headings) != 1 || len(u.Mentions) != 1 || u.sourceLine(1) != "" {
		t.Errorf("%+v", u)
	}
}

func TestAround(t *testing.T) {
	long := strings.Repeat("长", 200)
	text := "一\r\n\r\n二\n　 \n" + long + "\n三\n"
	for _, tt := range []struct {
		line int
		want string
	}{
		{0, "[]"},
		{1, "[{1 一} {3 二}]"},
		{2, "[{1 一} {2 } {3 二}]"},
		{3, "[{1 一} {3 二} {5 " + long[:3*40] + "…}]"},
		{5, "[{3 二} {5 " + long[:3*120] + "…} {6 三}]"},
		{6, "[{5 " + long[:3*40] + "…} {6 三}]"},
		{99, "[]"},
	} {
		if got := fmt.Sprint(Around(text, tt.line)); got != tt.want {
			t.Errorf("line %d: %s, want %s", tt.line, got, tt.want)
		}
	}
	if got := Around("", 1); len(got) > 1 {
		t.Errorf("of nothing: %v", got)
	}
}
