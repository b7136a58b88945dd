package audit

import (
	"slices"
	"testing"
)

// By default the public sees what agrees, and nothing else; never more than the
// settings name.
func TestPublic(t *testing.T) {
	doc, found := looked(t, "转送案件6件，已化解4件，2件正在化解。全镇人民调解员74名，其中专职7名、兼职69名。信访事项200天。浓厚氛国。狠抓“关键少数。\n")
	for _, tt := range []struct {
		groups []string
		want   []string
	}{
		{[]string{"passed"}, []string{"4件＋2件＝6件，相符"}},
		{nil, nil},
		{[]string{"sums", "units"}, []string{"7名＋69名≠74名，不一致", "200天，单位待核"}},
		{Groups(), []string{"4件＋2件＝6件，相符", "7名＋69名≠74名，不一致", "200天，单位待核", "“不成对", "“氛国”疑为“氛围”"}},
	} {
		var got []string
		for _, v := range Public(doc.Text, found, tt.groups) {
			got = append(got, v.Text)
			if v.Quote == "" || len(v.Places) == 0 {
				t.Errorf("%+v", v)
			}
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%q: %q, want %q", tt.groups, got, tt.want)
		}
	}
}

// What is about a report as a whole has no words of it to quote.
func TestPublicWhole(t *testing.T) {
	for date, want := range map[string]string{"2023年1月9日": "", "2023年3月15日": "成文日期2023-03-15，在3月1日以后", "2021年3月15日": "成文日期2021-03-15，与报告年度不相邻"} {
		doc, found := looked(t, "鹤山市双合镇2022年度法治政府建设情况报告\n一、主要举措和成效\n开展普法宣传。\n二、存在的不足\n力量不足。\n双合镇人民政府\n"+date+"\n")
		for _, v := range Public(doc.Text, found, []string{"parts"}) {
			if want := "没有看到这几部分的标题：党政主要负责人履行第一责任人职责的情况；下一年度的主要安排"; v.Text != want || v.Quote != "" || v.Places != nil {
				t.Errorf("%+v", v)
			}
		}
		got := ""
		for _, v := range Public(doc.Text, found, []string{"dates"}) {
			got += v.Text
		}
		if got != want {
			t.Errorf("%s: %q, want %q", date, got, want)
		}
	}
}
