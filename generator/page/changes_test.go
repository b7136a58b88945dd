package page

import (
	"os"
	"strings"
	"testing"

	"zhenjian/generator/address"
)

// changesReports are the labelled reports of two towns on three years each, and one
// town's with a year missing between.
func changesReports(t testing.TB) map[string]string {
	texts := map[string]string{
		"x.txt": sample("邳庄镇", 2020, "三、下一年度安排\n1.建成法治文化公园1处。\n2.开展普法宣讲不少于40场。"),
		"y.txt": sample("邳庄镇", 2022, "三、下一年度安排\n1.学习《民法典》。"),
	}
	for _, name := range []string{"r03", "r01", "r12", "r07", "r21"} {
		data, err := os.ReadFile("../testdata/demo/content/reports/series/" + name + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		texts[name+".txt"] = string(data)
	}
	return texts
}

func TestChanges(t *testing.T) {
	s := newSite(t, changesReports(t))
	made, _ := s.build(t, loadLayouts(t), nil)
	pages := 0
	for _, e := range s.arc.Reports {
		before := s.arc.Against(e)
		path := address.Changes(e.Code, e.Year)
		if before == nil {
			if made.data[path] != "" {
				t.Errorf("%s is there", path)
			}
			continue
		}
		pages++
		doc := parse(t, made.data[path])
		// The texts with the marks taken away are those of the two reports.
		for side, want := range map[string]string{"before": s.reports[before.Path].Doc.Text, "after": s.reports[e.Path].Doc.Text} {
			var got strings.Builder
			for _, n := range all(doc, "div", "data-side="+side) {
				for _, p := range all(n, "p", "") {
					got.WriteString(textContent(p) + "\n")
				}
			}
			if got.String() != want {
				t.Errorf("%s: %s has\n%s\nwant\n%s", path, side, got.String(), want)
			}
		}
		// What a quote links to has the quote.
		for _, a := range all(doc, "a", "href") {
			href, _ := attr(a, "href")
			if words(a) != "见原文" {
				continue
			}
			quoted := a.PrevSibling.PrevSibling
			file, id, _ := strings.Cut(href, "#")
			target := only(t, parse(t, made.data[address.Report(e.Code, e.Year, 1)]), "main", "")
			if file != "index.html" {
				target = only(t, parse(t, made.data[address.Report(before.Code, before.Year, 1)]), "main", "")
			}
			if found := all(target, "", "id="+id); len(found) != 1 || !strings.Contains(textContent(found[0])+textContent(found[0].Parent), textContent(quoted)) {
				t.Errorf("%s: %s does not have %s", path, href, textContent(quoted))
			}
		}
		if !strings.Contains(made.data[address.ChangesJSON(e.Code, e.Year)], `"against":"`+before.Key()+`"`) {
			t.Errorf("%s: no data", path)
		}
	}
	if pages != 4 {
		t.Errorf("%d pages of changes, want 4", pages)
	}
	pizhuang := ""
	for _, e := range s.arc.Reports {
		if e.Name == "邳庄镇" {
			pizhuang = e.Code
		}
	}
	page := func(path string) string { return words(only(t, parse(t, made.data[path]), "main", "")) }
	for path, want := range map[string][]string{
		address.Changes("330522110", 2022):   {"相同的文字占 22 %", "共6项，2022年度报告提到4项", "未提及", "“存在的不足”中：受用地指标制约", "执法力量与任务不相匹配", "逐字相同的段落", "领导班子集体学法6次８次"},
		address.Changes(pizhuang, 2022):      {"与最近的一份（2020年度）对照", "计划40场，报告35场"},
		address.Report("330522110", 2022, 1): {"与上年相同文字占 22 %；上年计划6项，本年报告提到4项。"},
		address.Report(pizhuang, 2022, 1):    {"与2020年相同文字占"},
		address.Place("361130204"):           {"前后年度对照", "2024年度 上年计划4项，本年报告提到2项；相同文字占 39 %。"},
	} {
		for _, w := range want {
			if got := page(path); !strings.Contains(got, w) {
				t.Errorf("%s lacks %q:\n%s", path, w, got)
			}
		}
	}
}

func BenchmarkChanges(b *testing.B) {
	s := newSite(b, changesReports(b))
	made := New(loadLayouts(b), s.arc, s.pages, s.options)
	e := s.arc.Place("330522110").Reports[0]
	before := s.arc.Against(e)
	now, old := textOf(s.reports[e.Path]), textOf(s.reports[before.Path])
	b.ReportAllocs()
	for b.Loop() {
		if _, err := made.Changes(before, e, nil, func() (*Text, error) { return now, nil }, func() (*Text, error) { return old, nil }, newFiles()); err != nil {
			b.Fatal(err)
		}
	}
}
