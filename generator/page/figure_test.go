package page

import (
	"slices"
	"testing"
)

func TestSeriesFigures(t *testing.T) {
	made, _ := newSite(t, seriesReports).build(t, loadLayouts(t), nil)
	doc := parse(t, made.data["places/370405103/index.html"])
	figures := all(doc, "figure", "")
	var ids []string
	for _, f := range figures {
		id, _ := attr(f, "data-chart")
		ids = append(ids, id)
	}
	if want := []string{"penalties-cases", "reconsiderations-cases"}; !slices.Equal(ids, want) {
		t.Fatalf("charts %q, want %q", ids, want)
	}
	for i, want := range [][]string{
		{"年度 | 数字", "2020 | 60件", "2021 | 未提及", "2022 | 近60起注1 1—9月"},
		{"年度 | 数字", "2020 | 未提及", "2021 | 1件", "2022 | 无"},
	} {
		if got := rowsOf(only(t, figures[i], "table", "")); !slices.Equal(got, want) {
			t.Errorf("%s: rows %q, want %q", ids[i], got, want)
		}
	}
	for i, want := range []string{
		"行政处罚 单位：件、起 近60起 1—9月 2022年度，与2020年度不宜直接比较（单位由“件”变为“起”） 2020年度60件，2022年度约60起，其间口径有变化，前后不宜直接比较；1个年度未提及。",
		"行政复议 单位：件 无 2022年度，比2021年度少1件 从2021年度的1件到2022年度的0；1个年度未提及。",
	} {
		if got := words(only(t, figures[i], "figcaption", "")); got != want {
			t.Errorf("%s: says\n%q, want\n%q", ids[i], got, want)
		}
	}
	for i, want := range []string{
		`{"xAxis":[{"data":["2020","2021","2022"]}],"yAxis":[{}],"series":[{"name":"数字","type":"line","symbol":"circle","data":[{"value":60},{}]},{"name":"数字","type":"line","symbol":"circle","data":[{},{},{"value":60,"symbol":"emptyDiamond"}],"markLine":{"data":[{"name":"口径变化","xAxis":"2022"}]}}]}`,
		`{"xAxis":[{"data":["2020","2021","2022"]}],"yAxis":[{}],"series":[{"name":"数字","type":"line","symbol":"circle","data":[{},{"value":1},{"value":0,"symbol":"rect"}]}]}`,
	} {
		if got := textContent(only(t, figures[i], "script", "type=application/json")); got != want {
			t.Errorf("%s: options\n%s, want\n%s", ids[i], got, want)
		}
	}
	if got := links(figures[1]); !slices.Contains(got, "无 -> 2022/index.html#m1") || !slices.Contains(got, "下载数据（CSV）：行政复议 -> series.csv") {
		t.Errorf("links %q", got)
	}
	if got := words(only(t, doc, "dl", "class=latest")); got != "普法宣传活动2020年度 38场＝35场＋3次" {
		t.Errorf("what no chart shows: %s", got)
	}
	if county := parse(t, made.data["places/370405/index.html"]); len(all(county, "figure", ""))+len(all(county, "dl", "class=latest")) > 0 {
		t.Error("a county without a report has numbers")
	}
}

func TestFamilyID(t *testing.T) {
	for family, want := range map[string]string{"cases": "cases", "亩": "u4ea9", "个月": "u4e2au6708", "": ""} {
		if got := familyID(family); got != want {
			t.Errorf("%q becomes %q, want %q", family, got, want)
		}
	}
}
