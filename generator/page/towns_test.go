package page

import (
	"slices"
	"strings"
	"testing"
)

func TestTownsPage(t *testing.T) {
	made, _ := newSite(t, seriesReports).build(t, loadLayouts(t), nil)
	doc := parse(t, made.data["places/370405/towns-2022.html"])
	rows := rowsOf(only(t, doc, "table", ""))
	if want := "乡镇、街道 | 法律咨询 人次 | 法律咨询 场 | 行政处罚 起 | 行政复议 件（起、宗）"; rows[0] != want {
		t.Errorf("columns %q, want %q", rows[0], want)
	}
	if caption, want := words(only(t, doc, "caption", "")), "台儿庄区2022年度各乡镇、街道数字，共4列"; caption != want {
		t.Errorf("caption %q, want %q", caption, want)
	}
	for _, want := range []string{
		"马兰屯镇 | 无报告 | 无报告 | 无报告 | 无报告",
		"涧头集镇 报告全文 | 未提及 | 未提及 | 近60起 1—9月 | 无",
		"邳庄镇 报告全文 | 20人次 | 5场 | 未提及 | 未提及",
	} {
		if !slices.Contains(rows, want) {
			t.Errorf("no row %q among\n%s", want, strings.Join(rows, "\n"))
		}
	}
	all := links(doc)
	for _, want := range []string{
		"近60起 -> ../370405103/2022/index.html#m2", "报告全文 -> ../370405103/2022/index.html", "上一年度 2021年度 -> towns-2021.html",
		"下载数据（CSV）：台儿庄区各乡镇、街道各年度 -> series.csv", "普法宣传活动 -> ../../indicators/publicity-events/index.html", "台儿庄区 -> index.html",
	} {
		if !slices.Contains(all, want) {
			t.Errorf("no link %q among\n%s", want, strings.Join(all, "\n"))
		}
	}
	if county := links(parse(t, made.data["places/370405/index.html"])); !slices.Contains(county, "2022年度 -> towns-2022.html") {
		t.Errorf("the county does not lead to its tables: %q", county)
	}
}
