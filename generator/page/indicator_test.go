package page

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"zhenjian/generator/address"
	"zhenjian/generator/archive"
	"zhenjian/generator/indicator"
	"zhenjian/generator/numeral"
	"zhenjian/generator/region"
)

// counted is a report of a town with a sentence on its work.
func counted(town string, year int, sentence string) string {
	return fmt.Sprintf("枣庄市台儿庄区%s%d年度法治政府建设情况报告\n%d年，我镇认真开展工作。\n一、主要举措和成效\n%s\n二、存在的不足和原因\n力量薄弱。\n", town, year, year, sentence)
}

// seriesReports hold all four states, a sum, a part of a year and a break.
var seriesReports = map[string]string{
	"a.txt": counted("涧头集镇", 2020, "全年办理行政处罚案件60件。全年开展普法宣讲35场，法治宣传3次。"),
	"b.txt": counted("涧头集镇", 2021, "全年受理行政复议案件1件。"),
	"c.txt": counted("涧头集镇", 2022, "全年无行政复议案件。1至9月办理行政处罚案件近60起。"),
	"d.txt": counted("邳庄镇", 2020, "全年发放宣传资料300余份。"),
	"e.txt": counted("邳庄镇", 2022, "提供法律咨询20人次，开展法律咨询5场。"),
	"f.txt": "重庆市城口县庙坝镇2022年法治政府建设情况报告\n2022年，庙坝镇认真开展工作。\n一、工作开展情况\n全年办理行政处罚案件2件。\n",
}

// seriesPage gives the rows of each table of an indicator's page.
func seriesPage(t *testing.T, made *files, id string) [][]string {
	t.Helper()
	var out [][]string
	for _, table := range all(parse(t, made.data[address.Indicator(id)]), "table", "class=series") {
		out = append(out, rowsOf(table))
	}
	return out
}

func TestIndicatorPage(t *testing.T) {
	made, _ := newSite(t, seriesReports).build(t, loadLayouts(t), nil)
	for _, tt := range []struct {
		id   string
		want [][]string
	}{
		{"penalties", [][]string{{
			"地方 | 2020年度 | 2021年度 | 2022年度",
			"山东省枣庄市台儿庄区",
			"涧头集镇 | 60件 | 未提及 | 近60起注1 1—9月",
			"重庆市城口县",
			"庙坝镇 | 无报告 | 无报告 | 2件",
		}}},
		{"reconsiderations", [][]string{{
			"地方 | 2020年度 | 2021年度 | 2022年度",
			"山东省枣庄市台儿庄区",
			"涧头集镇 | 未提及 | 1件 | 无",
		}}},
		{"publicity-events", [][]string{{
			"地方 | 2020年度 | 2021年度 | 2022年度",
			"山东省枣庄市台儿庄区",
			"涧头集镇 | 38场＝35场＋3次 | 未提及 | 未提及",
		}}},
		{"consultations", [][]string{
			{"地方 | 2020年度 | 2021年度 | 2022年度", "山东省枣庄市台儿庄区", "邳庄镇 | 未提及 | 无报告 | 20人次"},
			{"地方 | 2020年度 | 2021年度 | 2022年度", "山东省枣庄市台儿庄区", "邳庄镇 | 未提及 | 无报告 | 5场"},
		}},
	} {
		if got := seriesPage(t, made, tt.id); fmt.Sprint(got) != fmt.Sprint(tt.want) {
			t.Errorf("%s: tables\n%q\nwant\n%q", tt.id, got, tt.want)
		}
	}

	doc := parse(t, made.data[address.Indicator("penalties")])
	page := words(doc)
	for _, want := range []string{
		"3个有报告的地方中，2个提到这项指标，共3份报告。", "规范名称行政处罚实施数量", "性质流量，即一年里发生多少", "年度数字同一份报告里有几个数时，取最大的一个。理由：立案数与处罚数说的常是同一批案件。",
		"按“件、起”计", "单位由“件”变为“起”，与本地前一个数字不宜直接比较。",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not say %q:\n%s", want, page)
		}
	}
	for _, want := range []string{"60件 -> ../../places/370405103/2020/index.html#m1", "近60起 -> ../../places/370405103/2022/index.html#m2", "mentions.csv -> ../../data/mentions.csv"} {
		if !slices.Contains(links(doc), want) {
			t.Errorf("no link %q among\n%s", want, strings.Join(links(doc), "\n"))
		}
	}
	sum := links(parse(t, made.data[address.Indicator("publicity-events")]))
	for _, want := range []string{"38场 -> ../../places/370405103/2020/index.html#m2", "35场 -> ../../places/370405103/2020/index.html#m2", "3次 -> ../../places/370405103/2020/index.html#m3"} {
		if !slices.Contains(sum, want) {
			t.Errorf("no link %q among\n%s", want, strings.Join(sum, "\n"))
		}
	}
	none := parse(t, made.data[address.Indicator("reconsiderations")])
	if cell := only(t, none, "td", "class=none"); !slices.Equal(links(cell), []string{"无 -> ../../places/370405103/2022/index.html#m1"}) {
		t.Errorf("none leads to %q", links(cell))
	}
}

func TestIndicatorsPage(t *testing.T) {
	made, _ := newSite(t, seriesReports).build(t, loadLayouts(t), nil)
	doc := parse(t, made.data[address.Indicators])
	if list := words(doc); !strings.Contains(list, "行政处罚 3份报告，2个地方") {
		t.Errorf("the list says %s", list)
	}
	unknown := only(t, doc, "ul", "class=links unlinked")
	if got := words(unknown); !strings.Contains(got, "行政许可") || strings.Contains(got, "行政处罚") || len(links(unknown)) > 0 {
		t.Errorf("those that no report mentions: %s", got)
	}
}

// manyEntries are reports of n towns that all mention one indicator.
func manyEntries(n int) []*archive.Entry {
	entries := syntheticEntries(n, 2022, nil)
	for _, e := range entries {
		e.Mentions = []archive.Mention{{Indicator: "penalties", Value: numeral.Int(6), Unit: "件", Printed: "6件", Quote: "处罚6件"}}
	}
	return entries
}

// TestIndicatorOfMany: a long list is split by region, each place stands on one
// page, and each page can be reached.
func TestIndicatorOfMany(t *testing.T) {
	for _, tt := range []struct {
		n     int
		pages []string
		not   string
	}{
		{limit, []string{"indicators/penalties/index.html"}, "indicators/penalties/110000.html"},
		{limit + 1, []string{"indicators/penalties/index.html", "indicators/penalties/130000.html"}, "indicators/penalties/130100.html"},
		{8000, []string{"indicators/penalties/index.html", "indicators/penalties/130000.html", "indicators/penalties/130100.html"}, "indicators/penalties/130102.html"},
	} {
		t.Run(fmt.Sprint(tt.n), func(t *testing.T) {
			arc, _ := archive.New(gazetteer(), indicator.Builtin(), manyEntries(tt.n), nil)
			s := New(loadLayouts(t), arc, nil, Options{Title: "甲"})
			var paths []string
			rows, reached := map[string]bool{}, map[string]bool{"indicators/penalties/index.html": true}
			for _, p := range s.indicatorPages() {
				paths = append(paths, p.path)
				view, err := p.view()
				if err != nil {
					t.Fatal(err)
				}
				v := view.(indicatorView)
				n := 0
				for _, table := range v.Families {
					for _, g := range table.Groups {
						for _, row := range g.Rows {
							n++
							if rows[row.Href] {
								t.Errorf("%s stands twice", row.Href)
							}
							rows[row.Href] = true
						}
					}
				}
				if n > limit || n+len(v.Parts) == 0 {
					t.Errorf("%s has %d rows and %d parts", p.path, n, len(v.Parts))
				}
				places := 0
				for _, part := range v.Parts {
					reached["indicators/penalties/"+part.Href] = true
					places += part.Count
				}
				if v.In == "" && places+n != tt.n {
					t.Errorf("%d places on the first page and its parts", places+n)
				}
			}
			if len(rows) != tt.n {
				t.Errorf("%d rows for %d places", len(rows), tt.n)
			}
			for _, p := range paths {
				if !reached[p] {
					t.Errorf("nothing leads to %s", p)
				}
			}
			for _, want := range tt.pages {
				if !slices.Contains(paths, want) {
					t.Errorf("no page %s", want)
				}
			}
			if slices.Contains(paths, tt.not) {
				t.Errorf("there is a page %s", tt.not)
			}
		})
	}
}

// TestIndicatorGroup: what lies in a province itself has a heading too.
func TestIndicatorGroup(t *testing.T) {
	entries := manyEntries(3)
	for i, code := range []string{"370000", "370405", "370405103"} {
		unit, ok := gazetteer().Lookup(code)
		if !ok {
			t.Fatalf("no %s", code)
		}
		entries[i].Code, entries[i].Name, entries[i].Path, entries[i].SHA256 = code, unit.Name, code, code
	}
	arc, _ := archive.New(gazetteer(), indicator.Builtin(), entries, nil)
	s := New(loadLayouts(t), arc, nil, Options{Title: "甲"})
	var got []string
	for _, g := range s.indicatorView("penalties", "").Families[0].Groups {
		got = append(got, fmt.Sprint(g.Text, " ", g.Rows[0].Text, " ", g.Href))
	}
	want := []string{"省级 山东省 ", "山东省枣庄市 台儿庄区 ../../places/370400/index.html", "山东省枣庄市台儿庄区 涧头集镇 ../../places/370405/index.html"}
	if !slices.Equal(got, want) {
		t.Errorf("groups %q, want %q", got, want)
	}
	if unit, _ := arc.Region("370405103"); unit.Level != region.Town {
		t.Errorf("370405103 is of level %v", unit.Level)
	}
}

// TestIndicatorTexts: every way to combine and every family of the catalogue
// has its words.
func TestIndicatorTexts(t *testing.T) {
	for _, in := range indicator.Builtin().List {
		if combineTexts[in.Combine] == "" {
			t.Errorf("%s: no words for %s", in.ID, in.Combine)
		}
		if units := catalogueUnits(in.Units); strings.ContainsAny(units, "abcdefghijklmnopqrstuvwxyz") {
			t.Errorf("%s: the units are shown as %s", in.ID, units)
		}
	}
}
