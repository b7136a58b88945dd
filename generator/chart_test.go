package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"zhenjian/generator/region"
)

// chartSites are the sites that the charts of are looked at: the demonstration
// has what a county's reports have, the wide one what comes with many towns.
var chartSites = []struct {
	name  string
	scope string // what config.toml says of it
	build func(testing.TB) map[string][]byte
}{
	{"demo", "369821,369822", demoTree},
	{"wide", "", wideTree},
}

// wideTree builds a site whose indicators need pages of regions, and where a
// chart of all towns would have too many bars: short invented reports of real
// towns, and one of 2000, which makes every table 25 years wide.
func wideTree(t testing.TB) map[string][]byte {
	site := t.TempDir()
	write := func(code string, year, k int) {
		var names []string
		for _, unit := range region.Builtin().Chain(code) {
			names = append(names, unit.Name)
		}
		pick := func(words ...string) string { return words[k%len(words)] }
		text := fmt.Sprintf("%s%d年度法治政府建设情况报告\n\n一、主要工作\n", strings.Join(names, ""), year) +
			fmt.Sprintf("开展普法宣讲%d%s，发放宣传单%d%s份。", 3+k*7%61, pick("场", "场", "次", "场次", "次"), 100+k*37%900, pick("", "余", "")) +
			fmt.Sprintf("审查合同%d至%d份，审查文件%d件。", 2+k%9, 12+k%9, 1+k%5) +
			pick("全年无行政复议案件。", fmt.Sprintf("全年办理行政复议案件%d件。", 1+k%3)) +
			pick("", "", "", fmt.Sprintf("截至10月受理信访%d件。", 90+k%50)) + pick("前三季度", "") + fmt.Sprintf("受理信访%d件。", 5+k%83) +
			fmt.Sprintf("村级调解成功率9%d.%d%%，镇级调解成功率9%d%%。\n", k*7%10, k*3%10, k%10)
		name := filepath.Join(site, "content", "reports", fmt.Sprintf("%s-%d.txt", code, year))
		err := os.MkdirAll(filepath.Dir(name), 0o777)
		if err == nil {
			err = os.WriteFile(name, []byte(text), 0o666)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	k := 0
	for _, county := range []struct {
		code  string
		towns int
	}{{"110101", 5}, {"110102", 6}, {"110105", 38}, {"120101", 5}, {"441900", 6}} {
		towns := region.Builtin().Children(county.code)
		for _, town := range towns[:min(county.towns, len(towns))] {
			if k == 0 {
				write(town.Code, 2000, k)
			}
			write(town.Code, 2023, k+1)
			write(town.Code, 2024, k+2)
			k += 3
		}
	}
	if status := run([]string{"build", "--quiet", "--site", site}); status != exitDone {
		t.Fatalf("status %d", status)
	}
	return readTree(t, filepath.Join(site, "public"))
}

// TestChartsSayWhatTablesSay holds the options of each chart against the table
// beside it.
func TestChartsSayWhatTablesSay(t *testing.T) {
	t.Parallel()
	for _, site := range chartSites {
		t.Run(site.name, func(t *testing.T) {
			tree := site.build(t)
			charts, points := map[string]int{}, 0
			for _, page := range slices.Sorted(maps.Keys(tree)) {
				if path.Ext(page) != ".html" {
					continue
				}
				seen := map[string]bool{}
				for _, figure := range figuresIn(tree[page]) {
					id := attribute(figure, "data-chart")
					if seen[id] {
						t.Errorf("%s: two charts %s", page, id)
					}
					seen[id] = true
					for _, lack := range lacksOf(figure, page, tree) {
						t.Errorf("%s: %s: %s", page, id, lack)
					}
					kind, drawn, faults := compareChart(figure)
					charts[kind]++
					points += drawn
					for _, fault := range faults {
						t.Errorf("%s: %s: %s", page, id, fault)
					}
				}
			}
			t.Logf("%d charts of lines and %d of bars with %d numbers", charts["line"], charts["bar"], points)
			if charts["line"] < 10 || charts["bar"] < 5 {
				t.Error("too few charts")
			}
		})
	}
}

// lacksOf tells what of the words and links that every chart has is missing in a
// figure: the unit in its title, a sentence, and the way to a file of its numbers.
func lacksOf(figure *html.Node, page string, tree map[string][]byte) (lacks []string) {
	caption := first(elements(figure, "figcaption"))
	title := textOf(first(elements(caption, "h2"))) + textOf(first(elements(caption, "h3")))
	if _, unit, _ := strings.Cut(title, "单位："); unit == "" {
		lacks = append(lacks, "no unit in the title "+title)
	}
	if textOf(first(withClass(caption, "says"))) == "" {
		lacks = append(lacks, "no sentence")
	}
	for _, link := range elements(figure, "a") {
		if file := path.Join(path.Dir(page), attribute(link, "href")); path.Ext(file) == ".csv" && tree[file] != nil {
			return lacks
		}
	}
	return append(lacks, "no file of its numbers")
}

// A chart's options, as far as numbers and marks go.
type chartOptions struct {
	XAxis, YAxis []struct{ Data []string }
	Series       []struct {
		Name, Type string
		Data       []struct {
			Value     json.Number // "" for a gap
			Symbol    string
			ItemStyle *struct{ Color string }
		}
		MarkLine struct {
			Data []struct{ XAxis string }
		}
	}
}

// compareChart tells where the options in a figure say other than its table,
// and counts the numbers that stand in both.
func compareChart(figure *html.Node) (kind string, points int, faults []string) {
	fault := func(format string, args ...any) { faults = append(faults, fmt.Sprintf(format, args...)) }
	tables, scripts := elements(figure, "table"), elements(figure, "script")
	if len(tables) != 1 || len(scripts) != 1 || attribute(scripts[0], "type") != "application/json" {
		fault("%d tables and %d scripts, not one of each", len(tables), len(scripts))
		return kind, 0, faults
	}
	var o chartOptions
	if err := json.Unmarshal([]byte(textOf(scripts[0])), &o); err != nil {
		fault("%v", err)
		return kind, 0, faults
	}
	if len(o.XAxis) != 1 || len(o.YAxis) != 1 || len(o.Series) == 0 {
		fault("not one axis of each kind, or no series")
		return kind, 0, faults
	}
	kind = o.Series[0].Type
	names := o.XAxis[0].Data
	if kind == "bar" {
		names = o.YAxis[0].Data
	}
	if captions := elements(tables[0], "caption"); len(captions) != 1 || textOf(captions[0]) == "" {
		fault("the table has no caption")
	}
	heads, rows := rowsOf(tables[0])
	for _, th := range elements(tables[0], "th") {
		if scope := attribute(th, "scope"); scope != "col" && scope != "row" {
			fault("%s: scope %q", textOf(th), scope)
		}
	}
	if len(rows) != len(names) {
		fault("%d rows for %d places on the axis", len(rows), len(names))
		return kind, 0, faults
	}
	drawn := map[*html.Node]bool{}
	marked := map[string]bool{}
	for _, s := range o.Series {
		column := slices.Index(heads, s.Name)
		if column < 1 || len(s.Data) > len(rows) || s.Type != kind {
			fault("series %s: no column, too many items, or of the kind %s", s.Name, s.Type)
			continue
		}
		for _, mark := range s.MarkLine.Data {
			marked[mark.XAxis] = true
		}
		begun := false
		for i, item := range s.Data {
			if item.Value == "" {
				if item.Symbol != "" || item.ItemStyle != nil {
					fault("%s: a mark without a number", names[i])
				}
				continue
			}
			cell := rows[i][column]
			points++
			if drawn[cell] {
				fault("%s: two numbers of %s", names[i], s.Name)
			}
			drawn[cell] = true
			if value := attribute(cell, "data-value"); value != item.Value.String() {
				fault("%s: %s is drawn, the table has %q", names[i], item.Value, value)
			}
			if begun && breakIn(cell) {
				fault("%s: the line goes on, the table has a break", names[i])
			}
			begun = true
			none, about := hasClass(cell, "none"), hasAttribute(cell, "data-about")
			symbol := ""
			switch {
			case kind == "bar":
			case none:
				symbol = "rect"
			case about:
				symbol = "emptyDiamond"
			}
			hollow := item.ItemStyle != nil && item.ItemStyle.Color == "none"
			if item.Symbol != symbol || hollow != (kind == "bar" && about) || none && about {
				fault("%s: symbol %q, hollow %v; the table has none %v, about %v", names[i], item.Symbol, hollow, none, about)
			}
		}
	}
	for i, row := range rows {
		if name := strings.TrimSpace(textOf(row[0])); name != names[i] {
			fault("row %d is %s, on the axis stands %s", i+1, name, names[i])
		}
		broken := false
		for _, cell := range row[1:] {
			broken = broken || breakIn(cell)
			if breakIn(cell) && len(elements(cell, "sup")) == 0 {
				fault("%s: no note says why the line breaks", names[i])
			}
			// The one figure that the table has alone: of a part of the year, among bars.
			part := kind == "bar" && monthsIn(cell) != ""
			if hasAttribute(cell, "data-value") && drawn[cell] == part {
				fault("%s: %s, for a part of the year %v, is drawn %v", names[i], attribute(cell, "data-value"), part, drawn[cell])
			}
		}
		if broken != marked[names[i]] {
			fault("%s: a break in the table %v, a mark in the chart %v", names[i], broken, marked[names[i]])
		}
		delete(marked, names[i])
	}
	for _, name := range slices.Sorted(maps.Keys(marked)) {
		fault("a mark at %s, which is no row", name)
	}
	return kind, points, faults
}

// A figure of lines with all that there can be, and one of bars.
const (
	lineFigure = `<figure data-chart="x"><table><caption>x</caption><thead><tr><th scope="col">年度</th><th scope="col">数字</th></tr></thead><tbody>
<tr><th scope="row">2019</th><td class="number" data-value="12"><a href="#">12件</a></td></tr>
<tr><th scope="row">2020</th><td class="unmentioned"><span class="none">未提及</span></td></tr>
<tr><th scope="row">2021</th><td class="number" data-value="13.5" data-about data-break><a href="#">约13.5起</a><sup>注1</sup> <small>1—9月</small></td></tr>
<tr><th scope="row">2022</th><td class="none" data-value="0"><a href="#">无</a></td></tr>
</tbody></table><script type="application/json">{"xAxis":[{"data":["2019","2020","2021","2022"]}],"yAxis":[{}],"series":[
{"name":"数字","type":"line","symbol":"circle","data":[{"value":12},{}]},
{"name":"数字","type":"line","symbol":"circle","data":[{},{},{"value":13.5,"symbol":"emptyDiamond"},{"value":0,"symbol":"rect"}],"markLine":{"data":[{"name":"口径变化","xAxis":"2021"}]}}]}</script></figure>`
	barsFigure = `<figure data-chart="x"><table><caption>x</caption><thead><tr><th scope="col">地方</th><th scope="col">数字</th></tr></thead><tbody>
<tr><th scope="row"><a href="#">甲</a></th><td class="number" data-value="500" data-about><a href="#">约500件</a></td></tr>
<tr><th scope="row"><a href="#">乙</a></th><td class="none" data-value="0"><a href="#">无</a></td></tr>
<tr><th scope="row"><a href="#">丙</a></th><td class="number" data-value="900"><a href="#">900件</a> <small>1—9月</small></td></tr>
<tr><th scope="row"><a href="#">丁</a></th><td class="no-report"><span class="none">无报告</span></td></tr>
</tbody></table><script type="application/json">{"xAxis":[{"type":"value"}],"yAxis":[{"type":"category","data":["甲","乙","丙","丁"]}],"series":[
{"name":"数字","type":"bar","data":[{"value":500,"itemStyle":{"color":"none","borderWidth":2}},{"value":0},{},{}]}]}</script></figure>`
)

// TestCompareChart plants one fault at a time, by replacing old by new.
func TestCompareChart(t *testing.T) {
	for _, tt := range []struct{ figure, old, new, want string }{
		{lineFigure, "", "", ""},
		{lineFigure, `{"value":12}`, `{"value":12.1}`, `2019: 12.1 is drawn, the table has "12"`},
		{lineFigure, `data-value="12"`, `data-value="13"`, `2019: 12 is drawn, the table has "13"`},
		{lineFigure, `{"value":12}`, `{}`, `2019: 12, for a part of the year false, is drawn false`},
		{lineFigure, `[{"value":12},{}]`, `[{"value":12},{"value":12}]`, `2020: 12 is drawn, the table has ""`},
		{lineFigure, `[{"value":12},{}]`, `[{"value":12},{},{"value":13.5,"symbol":"emptyDiamond"}]`, "2021: the line goes on, the table has a break\n2021: two numbers of 数字"},
		{lineFigure, `,"symbol":"emptyDiamond"`, ``, `2021: symbol "", hollow false; the table has none false, about true`},
		{lineFigure, ` data-about data-break`, ` data-break`, `2021: symbol "emptyDiamond", hollow false; the table has none false, about false`},
		{lineFigure, `class="none" data-value`, `class="number" data-value`, `2022: symbol "rect", hollow false; the table has none false, about false`},
		{lineFigure, ` data-break`, ``, `2021: a break in the table false, a mark in the chart true`},
		{lineFigure, `<sup>注1</sup>`, ``, `2021: no note says why the line breaks`},
		{lineFigure, `"xAxis":"2021"`, `"xAxis":"2023"`, "2021: a break in the table true, a mark in the chart false\na mark at 2023, which is no row"},
		{lineFigure, `"2019","2020"`, `"2020","2019"`, "row 1 is 2019, on the axis stands 2020\nrow 2 is 2020, on the axis stands 2019"},
		{lineFigure, `,"2022"]`, `]`, `4 rows for 3 places on the axis`},
		{lineFigure, `scope="col">数字`, `scope="col">数`, "series 数字: no column, too many items, or of the kind line\nseries 数字: no column, too many items, or of the kind line\n" +
			"2019: 12, for a part of the year false, is drawn false\n2021: 13.5, for a part of the year false, is drawn false\n2021: a break in the table true, a mark in the chart false\n2022: 0, for a part of the year false, is drawn false"},
		{lineFigure, `<caption>x</caption>`, ``, `the table has no caption`},
		{lineFigure, `<th scope="row">2020`, `<th>2020`, "2020: scope \"\"\n3 rows for 4 places on the axis"},
		{lineFigure, `</figure>`, `<table></table></figure>`, `2 tables and 1 scripts, not one of each`},
		{lineFigure, `{"xAxis"`, `"xAxis"`, `invalid character`},
		{barsFigure, "", "", ""},
		{barsFigure, `,"itemStyle":{"color":"none","borderWidth":2}`, ``, `甲: symbol "", hollow false; the table has none false, about true`},
		{barsFigure, `{"value":0},{},`, `{"value":0},{"value":900},`, `丙: 900, for a part of the year true, is drawn true`},
		{barsFigure, ` <small>1—9月</small>`, ``, `丙: 900, for a part of the year false, is drawn false`},
	} {
		text := strings.Replace(tt.figure, tt.old, tt.new, 1)
		_, _, faults := compareChart(figuresIn([]byte(text))[0])
		if got := strings.Join(faults, "\n"); !strings.HasPrefix(got, tt.want) || tt.want == "" && got != "" {
			t.Errorf("%s for %s:\n got %q\nwant %q", tt.new, tt.old, got, tt.want)
		}
	}
}
