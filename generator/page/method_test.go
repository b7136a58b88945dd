package page

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"zhenjian/generator/indicator"
)

const sampleAccuracy = `{"reports": 10, "measures": [{"name": "mentions", "hit": 8, "said": 9, "gold": 10}, {"name": "new", "hit": 1, "said": 1, "gold": 1}],
"indicators": [{"id": "penalties", "hit": 5, "said": 6, "gold": 6, "missed": ["立案<2>宗"], "wrong": ["甲", "乙"]}, {"id": "fines", "hit": 1, "said": 1, "gold": 1, "missed": [], "wrong": []}, {"id": "drills", "hit": 0, "said": 0, "gold": 0}]}`

func TestMethodPage(t *testing.T) {
	s := newSite(t, seriesReports)
	s.pages = append(s.pages, Markdown{"method", []byte("# 整理方法\n\n## 原文\n\n正文。\n")})
	made, _ := s.build(t, loadLayouts(t), nil)
	doc := parse(t, made.data["method/index.html"])
	rules := only(t, doc, "section", "class=rules")
	if n, want := len(all(rules, "h3", "id")), len(indicator.Builtin().List); n != want {
		t.Errorf("rules of %d indicators, want %d", n, want)
	}
	if got := links(rules); !slices.Contains(got, "行政处罚 -> ../indicators/penalties/index.html") || slices.ContainsFunc(got, func(l string) bool { return strings.HasPrefix(l, "行政许可 ") }) {
		t.Errorf("links %q", got)
	}
	if text := words(rules); !strings.Contains(text, "普法…宣；") || strings.Contains(text, "*") || strings.Contains(text, "+") {
		t.Error("the words that an indicator is known by are not plain")
	}
	if got := words(only(t, doc, "h3", "id=rule-penalties")); got != "行政处罚" {
		t.Errorf("the rule of penalties is headed %s", got)
	}
	if got := links(parse(t, made.data["indicators/penalties/index.html"])); !slices.Contains(got, "全部指标的统计口径 -> ../../method/index.html#rule-penalties") {
		t.Errorf("the indicator does not lead to its rule: %q", got)
	}
	if other := parse(t, made.data["about/index.html"]); len(all(other, "section", "class=rules")) > 0 {
		t.Error("another page by hand has the rules")
	}
}

// TestAccuracyPart: the numbers of the file, misses and false finds; without
// any report, nothing.
func TestAccuracyPart(t *testing.T) {
	var a accuracy
	if err := json.Unmarshal([]byte(sampleAccuracy), &a); err != nil {
		t.Fatal(err)
	}
	s := bare(t)
	var out strings.Builder
	v := markdownView{Frame: frame{Site: "甲"}, Heading: "整理方法", Accuracy: s.accuracyView("method/index.html", a)}
	if err := s.layouts.execute("markdown", v, into(&out)); err != nil {
		t.Fatal(err)
	}
	part := only(t, parse(t, out.String()), "section", "class=accuracy")
	if got := words(part); !strings.Contains(got, "用10份逐句标注过的报告检验") || !strings.Contains(got, "在编写识别规则时已经用过") {
		t.Errorf("the page does not say what was measured: %s", got)
	}
	tables := all(part, "table", "")
	var got []string
	for _, table := range tables {
		got = append(got, rowsOf(table)...)
	}
	want := []string{
		"项目 | 应有（处） | 认出（处） | 其中正确（处）", "指标 | 10 | 9 | 8", "new | 1 | 1 | 1",
		"项目 | 应有（处） | 认出（处） | 其中正确（处）", "行政处罚 | 6 | 6 | 5", "罚没金额 | 1 | 1 | 1",
	}
	if !slices.Equal(got, want) {
		t.Errorf("rows %q, want %q", got, want)
	}
	if got, want := words(only(t, part, "details", "")), "行政处罚（没有认出1处，认错2处） 没有认出： 立案<2>宗 认错： 甲乙"; got != want {
		t.Errorf("faults %q, want %q", got, want)
	}
	out.Reset()
	v.Accuracy = s.accuracyView("method/index.html", accuracy{})
	if err := s.layouts.execute("markdown", v, into(&out)); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(out.String(), "准确度") {
		t.Error("the page speaks of accuracy that was not measured")
	}
}

// TestBuiltinAccuracy: the file that comes with the program can be read, and
// speaks of indicators that there are.
func TestBuiltinAccuracy(t *testing.T) {
	a, err := builtinAccuracy()
	if err != nil {
		t.Fatal(err)
	}
	for _, in := range a.Indicators {
		if _, ok := indicator.Builtin().Get(in.ID); !ok {
			t.Errorf("accuracy of %s, which there is not", in.ID)
		}
	}
	for _, m := range a.Measures {
		if measureNames[m.Name] == "" {
			t.Errorf("no words for the measure %s", m.Name)
		}
	}
}
