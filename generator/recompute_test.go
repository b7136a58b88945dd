package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// TestPagesSayWhatMentionsSay holds the numbers of the pages and of series.csv
// against those that a script of its own works out of mentions.csv.
func TestPagesSayWhatMentionsSay(t *testing.T) {
	t.Parallel()
	node := program(t, "node")
	for _, site := range chartSites {
		t.Run(site.name, func(t *testing.T) {
			tree := site.build(t)
			want := recompute(t, node, tree, site.scope)
			said := readAccount(tree)
			said.checkFamilies(want)
			for where := range want {
				page, rest, _ := strings.Cut(where, " ")
				// How a long list is spread over pages is not the script's to know.
				if _, ok := tree[page]; !ok && strings.HasPrefix(page, "indicators/") && strings.HasSuffix(page, ".html") && path.Base(page) != "index.html" || strings.HasSuffix(rest, " family") {
					delete(want, where)
				}
			}
			faults := append(said.faults, differences(said.in, want)...)
			for i, fault := range faults {
				if i == 30 {
					t.Fatalf("and %d more", len(faults)-i)
				}
				t.Error(fault)
			}
			t.Log(kinds(said.in))
			if len(want) < 1000 {
				t.Errorf("only %d places compared", len(want))
			}
		})
	}
}

// recompute runs the script over the data of a site that is for some counties. It gives what stands where,
// and behind it the printed words that are in sight there.
func recompute(t *testing.T, node string, tree map[string][]byte, scope string) map[string][]string {
	t.Helper()
	dir := t.TempDir()
	for _, name := range []string{"mentions.csv", "reports.csv"} {
		if err := os.WriteFile(filepath.Join(dir, name), tree["data/"+name], 0o666); err != nil {
			t.Fatal(err)
		}
	}
	command := exec.Command(node, "testdata/recompute.js", dir, "indicator/catalogue.toml", scope)
	command.Stderr = os.Stderr
	out, err := command.Output()
	if err != nil {
		t.Fatal(err)
	}
	var answer map[string][]string
	if err := json.Unmarshal(out, &answer); err != nil {
		t.Fatal(err)
	}
	return answer
}

// A statement is what a site says in one place, and the words in sight there.
type statement struct{ what, words string }

// An account is all that the pages of a site state in numbers, in the terms of
// testdata/recompute.js, by where it stands.
type account struct {
	in       map[string]statement
	families []familySection
	faults   []string
}

// A familySection is the part of an indicator's page that holds one family of
// units.
type familySection struct {
	page, charts string
	rows         []string
}

func readAccount(tree map[string][]byte) *account {
	a := &account{in: map[string]statement{}}
	for _, name := range slices.Sorted(maps.Keys(tree)) {
		fits := func(pattern string) bool { ok, _ := path.Match(pattern, name); return ok }
		switch {
		case name == "index.html":
			a.readHome(name, parsePage(tree[name]))
		case fits("places/*/index.html") && name != "places/index.html":
			a.readPlace(name, parsePage(tree[name]))
		case fits("places/*/towns-*.html"):
			a.readTowns(name, parsePage(tree[name]))
		case fits("indicators/*/*.html"):
			a.readIndicator(name, parsePage(tree[name]))
		case fits("places/*/series.csv"):
			a.readPlaceSeries(name, tree[name], func(code string) bool { return tree["places/"+code+"/index.html"] != nil })
		case name == "data/series.csv":
			a.readSeries(name, tree[name])
		}
	}
	return a
}

// say enters what stands in a place, which is named by words.
func (a *account) say(what, words string, where ...string) {
	key := strings.Join(where, " ")
	if _, twice := a.in[key]; twice {
		a.faults = append(a.faults, key+": twice")
	}
	a.in[key] = statement{what, words}
}

// readHome takes the chart of how many towns have a report.
func (a *account) readHome(page string, root *html.Node) {
	for _, figure := range withAttribute(root, "data-chart") {
		_, rows := rowsOf(first(elements(figure, "table")))
		for _, row := range rows {
			value := attribute(row[1], "data-value")
			if words := amountIn(textOf(row[1])); words != value {
				a.faults = append(a.faults, fmt.Sprintf("%s: %s says %s", page, value, words))
			}
			a.say(value, "", page, attribute(figure, "data-chart"), fourDigits.FindString(textOf(row[0])))
		}
	}
}

// readPlace takes the charts of a place, and the numbers that no chart shows.
func (a *account) readPlace(page string, root *html.Node) {
	for _, figure := range withAttribute(root, "data-chart") {
		id := attribute(figure, "data-chart")
		now := first(withClass(figure, "now"))
		year := fourDigits.FindString(textOf(first(elements(now, "span"))))
		a.say(year+" "+a.leads(page, first(elements(now, "b"))), textOf(now), page, id, "now")
		_, rows := rowsOf(first(elements(figure, "table")))
		for _, row := range rows {
			a.say(a.cell(page, row[1]), textOf(row[1]), page, id, textOf(row[0]))
		}
		a.say(numbersIn(lineNumbers, first(withClass(figure, "says"))), "", page, id, "says")
	}
	for _, list := range withClass(root, "latest") {
		for _, div := range elements(list, "div") {
			id := a.indicator(page, first(elements(div, "dt")))
			for _, dd := range elements(div, "dd") {
				leads := a.leads(page, dd)
				a.say(fourDigits.FindString(textOf(dd))+" "+leads, textOf(dd), page, id, "single", rowName(leads))
			}
		}
	}
}

// readIndicator takes the figures of each family of units, and the table of
// places. A row is named by its first number.
func (a *account) readIndicator(page string, root *html.Node) {
	indicator := path.Dir(page)
	if path.Base(page) == "index.html" {
		a.say(numbersIn(leadNumbers, first(withClass(root, "lead"))), "", page, "lead")
	}
	for _, section := range elements(root, "section") {
		heading := elements(section, "h2")
		if len(heading) == 0 || heading[0].Parent != section || !strings.HasPrefix(textOf(heading[0]), "按“") {
			continue
		}
		family := familySection{page: page}
		for _, figure := range withAttribute(section, "data-chart") {
			id := attribute(figure, "data-chart")
			family.charts += id + " "
			if strings.HasPrefix(id, "trend-") {
				a.readTrend(page, id, figure)
			} else {
				a.readBars(page, id, figure)
			}
		}
		for _, table := range withAttribute(section, "data-compare") {
			heads, rows := rowsOf(table)
			for _, row := range rows {
				cells := make([]string, len(row))
				name := ""
				for i, cell := range row[1:] {
					cells[i+1] = a.cell(page, cell)
					if name == "" {
						name = rowName(cells[i+1])
					}
				}
				if code := a.place(page, row[0]); !strings.HasPrefix(name, code+"/") {
					a.faults = append(a.faults, fmt.Sprintf("%s: the row of %s has numbers of %s", page, code, name))
				}
				family.rows = append(family.rows, indicator+" "+name)
				for i, cell := range cells[1:] {
					a.say(cell, textOf(row[i+1]), indicator, name, strings.TrimSuffix(heads[i+1], "年度"))
				}
			}
		}
		a.families = append(a.families, family)
	}
}

// readTrend takes median and quartiles, and the first and the last median that
// the sentence names.
func (a *account) readTrend(page, id string, figure *html.Node) {
	heads, rows := rowsOf(first(elements(figure, "table")))
	for _, row := range rows {
		var words []string
		for _, head := range []string{"下四分位数", "中位数", "上四分位数", "有数字的地方", "有报告的地方"} {
			column := slices.Index(heads, head)
			if column < 0 || column >= len(row) {
				continue
			}
			cell := row[column]
			value := attribute(cell, "data-value")
			switch text := textOf(cell); {
			case text == "不计" && value == "":
				value = "-"
			case strings.HasPrefix(head, "有"):
				value = text
			case value != text:
				a.faults = append(a.faults, fmt.Sprintf("%s: %s: %s says %s", page, id, value, text))
			}
			words = append(words, value)
		}
		a.say(strings.Join(words, " "), "", page, id, strings.TrimSpace(textOf(row[0])))
	}
	a.say(numbersIn(trendNumbers, first(withClass(figure, "says"))), "", page, id, "says")
}

// readBars takes the bars in their order, and how many towns the sentence names.
func (a *account) readBars(page, id string, figure *html.Node) {
	_, rows := rowsOf(first(elements(figure, "table")))
	for i, row := range rows {
		what := a.cell(page, row[1])
		if len(row) > 2 { // medians of regions
			what = attribute(row[1], "data-value") + " " + textOf(row[2])
		}
		a.say(fmt.Sprint(i+1, " ", what), textOf(row[1]), page, id, a.place(page, row[0]))
	}
	a.say(numbersIn(barsNumbers, first(withClass(figure, "says"))), "", page, id, "says")
}

// readTowns takes the table of a region's towns in a year. A column is named by
// its first number. Towns without any report have no link, and no numbers.
func (a *account) readTowns(page string, root *html.Node) {
	a.say(numbersIn(reportNumbers, first(withClass(root, "lead"))), "", page, "lead")
	for _, table := range withAttribute(root, "data-compare") {
		_, rows := rowsOf(table)
		heads := elements(first(elements(table, "thead")), "th")
		for column := 1; column < len(heads); column++ {
			name := ""
			for _, row := range rows {
				if name == "" {
					name = rowName(a.cell(page, row[column]))
				}
			}
			id := a.indicator(page, heads[column])
			for _, row := range rows {
				what := a.cell(page, row[column])
				if code := a.place(page, row[0]); code != "" {
					a.say(what, textOf(row[column]), page, id, name, code)
				} else if what != "no-report" {
					a.faults = append(a.faults, fmt.Sprintf("%s: %s without a page: %s", page, textOf(row[0]), what))
				}
			}
		}
	}
}

// cell reads a cell of a table: state, number, how sure it is, and what it leads
// to. A sum has to stand in sight as well.
func (a *account) cell(page string, td *html.Node) string {
	state, value := attribute(td, "class"), attribute(td, "data-value")
	if value == "" {
		if want := map[string]string{"unmentioned": "未提及", "no-report": "无报告"}[state]; textOf(td) != want {
			a.faults = append(a.faults, fmt.Sprintf("%s: %s says %q", page, state, textOf(td)))
		}
		return state
	}
	sure := "exact"
	if hasAttribute(td, "data-about") {
		sure = "about"
	}
	if links := elements(td, "a"); state == "none" && textOf(first(links)) != "无" || state == "number" && len(withClass(td, "sum")) > 0 && amountIn(textOf(first(links))) != value {
		a.faults = append(a.faults, fmt.Sprintf("%s: %s %s says %s", page, state, value, textOf(td)))
	}
	return strings.Join([]string{state, value, sure, a.leads(page, td)}, " ")
}

// leads gives the months that a number is for, where they are not all, and the
// report and the mentions that it leads to: 1-9 370405104/2022#m1#m2.
func (a *account) leads(page string, n *html.Node) string {
	links := elements(n, "a")
	if len(links) == 0 {
		return "nowhere"
	}
	if len(links) > 1 { // the sum leads to the first of its parts
		if attribute(links[0], "href") != attribute(links[1], "href") {
			a.faults = append(a.faults, fmt.Sprintf("%s: %s does not lead to its first part", page, textOf(n)))
		}
		links = links[1:]
	}
	target := ""
	for _, link := range links {
		file, anchor, _ := strings.Cut(attribute(link, "href"), "#")
		report := strings.TrimSuffix(strings.TrimPrefix(path.Join(path.Dir(page), file), "places/"), "/index.html")
		if target == "" {
			target = report
		} else if !strings.HasPrefix(target, report+"#") {
			a.faults = append(a.faults, fmt.Sprintf("%s: %s is made of two reports", page, textOf(n)))
		}
		target += "#" + anchor
	}
	if months := monthsIn(n); months != "" {
		return months + " " + target
	}
	return target
}

// indicator gives the id of the indicator whose page n links to.
func (a *account) indicator(page string, n *html.Node) string {
	return a.linked(page, n, "indicators/")
}

// place gives the code of the place whose page n links to, "" where to none.
func (a *account) place(page string, n *html.Node) string { return a.linked(page, n, "places/") }

func (a *account) linked(page string, n *html.Node, folder string) string {
	for _, link := range elements(n, "a") {
		if rest, ok := strings.CutPrefix(path.Join(path.Dir(page), attribute(link, "href")), folder); ok {
			return strings.TrimSuffix(rest, "/index.html")
		}
	}
	return ""
}

// readSeries takes the file of all series.
func (a *account) readSeries(name string, data []byte) {
	for _, row := range records(data)[1:] {
		a.say(strings.Join(row, " | "), "", name, row[0], row[6], row[5], strings.ReplaceAll(row[len(row)-1], " ", "#"))
	}
}

// readPlaceSeries takes the file of a place: its own series, each known by its
// first number, then those of the towns right below it, the same for each town
// and known by the first number that one of them has. Towns without any report,
// which tells says, have no numbers.
func (a *account) readPlaceSeries(file string, data []byte, tells func(code string) bool) {
	own := path.Base(path.Dir(file))
	series := seriesIn(records(data)[1:])
	names := map[int]string{} // of the n-th series of all towns
	for _, s := range series {
		if s.code != own && names[s.n] == "" {
			names[s.n] = s.name
		}
	}
	for _, s := range series {
		name := s.name
		if s.code != own {
			name = names[s.n]
		}
		for _, row := range s.rows {
			if tells(s.code) {
				a.say(strings.Join(row, " | "), "", file, row[6], name, s.code, row[5])
			} else if row[7] != "no-report" {
				a.faults = append(a.faults, fmt.Sprintf("%s: %s has no report: %s", file, s.code, row[7]))
			}
		}
	}
}

// A seriesRows is a series in a CSV file: a row for each year, from the first on.
type seriesRows struct {
	code string
	n    int    // which it is of its place, from 0
	name string // its first number; "" without one
	rows [][]string
}

func seriesIn(rows [][]string) []seriesRows {
	var out []seriesRows
	for i, row := range rows {
		switch {
		case i == 0 || row[0] != rows[i-1][0]:
			out = append(out, seriesRows{code: row[0]})
		case row[6] != rows[i-1][6] || row[5] <= rows[i-1][5]:
			out = append(out, seriesRows{code: row[0], n: out[len(out)-1].n + 1})
		}
		s := &out[len(out)-1]
		s.rows = append(s.rows, row)
		if ids := strings.Fields(row[len(row)-1]); len(ids) > 0 && s.name == "" {
			s.name = row[0] + "/" + row[5] + "#" + ids[0]
		}
	}
	return out
}

// records reads a CSV file of the site.
func records(data []byte) [][]string {
	rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, []byte("\xEF\xBB\xBF")))).ReadAll()
	if err != nil {
		return [][]string{{err.Error()}}
	}
	return rows
}

// checkFamilies asks that the rows and the charts of a section are of one family
// of units, and no two sections of a page of the same.
func (a *account) checkFamilies(want map[string][]string) {
	seen := map[string]bool{}
	for _, f := range a.families {
		found := map[string]bool{}
		for _, row := range f.rows {
			if family := want[row+" family"]; family != nil {
				found[family[0]] = true
			}
		}
		for _, id := range strings.Fields(f.charts) {
			_, family, _ := strings.Cut(id, "-")
			if strings.HasPrefix(id, "bars-") {
				family = family[:strings.LastIndex(family, "-")]
			}
			found[family] = true
		}
		names := slices.Sorted(maps.Keys(found))
		key := f.page + " " + strings.Join(names, " ")
		if len(names) != 1 || seen[key] {
			a.faults = append(a.faults, fmt.Sprintf("%s: a section of %q", f.page, names))
		}
		seen[key] = true
	}
}

// differences tells where a site says other than it should: of each place what
// is said there, and that the printed words are in sight in their order.
func differences(got map[string]statement, want map[string][]string) []string {
	var out []string
	for _, where := range slices.Sorted(maps.Keys(want)) {
		is, ok := got[where]
		switch {
		case !ok:
			out = append(out, fmt.Sprintf("%s: missing: %s", where, want[where][0]))
			continue
		case is.what != want[where][0]:
			out = append(out, fmt.Sprintf("%s: %s, want %s", where, is.what, want[where][0]))
		}
		rest := is.words
		for _, printed := range want[where][1:] {
			_, after, found := strings.Cut(rest, printed)
			if !found {
				out = append(out, fmt.Sprintf("%s: %q is not in sight in %q", where, printed, is.words))
			}
			rest = after
		}
	}
	for _, where := range slices.Sorted(maps.Keys(got)) {
		if _, ok := want[where]; !ok {
			out = append(out, fmt.Sprintf("%s: should not be there: %s", where, got[where].what))
		}
	}
	return out
}

// kinds counts places of an account by what stands there.
func kinds(in map[string]statement) string {
	counts := map[string]int{}
	for where := range in {
		page, rest, _ := strings.Cut(where, " ")
		kind := path.Base(page)
		switch {
		case strings.HasPrefix(page, "indicators/") && strings.HasSuffix(page, ".html"):
			kind, _, _ = strings.Cut(rest, "-")
			kind = "indicator " + strings.Fields(kind)[0]
		case strings.HasPrefix(page, "indicators/"):
			kind = "indicator row"
		case strings.HasPrefix(kind, "towns-"):
			kind = "towns table"
		case page == "index.html":
			kind = "home"
		case kind == "index.html":
			kind = "place"
		}
		counts[kind]++
	}
	return fmt.Sprint(len(in), " places: ", counts)
}

// TestDifferences plants one fault at a time in a town's page.
func TestDifferences(t *testing.T) {
	const town = `<figure data-chart="penalties-cases"><p class="now"><b><a href="2020/index.html#m2">13起</a></b> <span>2020年度，…</span></p>
<p class="says">2019年度约12件，2020年度13起，其间口径有变化，前后不宜直接比较；1个年度未提及。</p>
<table><thead><tr><th scope="col">年度</th><th scope="col">数字</th></tr></thead><tbody>
<tr><th scope="row">2019</th><td class="number" data-value="12" data-about><a href="2019/index.html#m1">约12件</a><small class="sum">＝<a href="2019/index.html#m1">约5件</a>＋<a href="2019/index.html#m4">7件</a></small></td></tr>
<tr><th scope="row">2020</th><td class="number" data-value="13"><a href="2020/index.html#m2">13起</a> <small>1—9月</small></td></tr>
<tr><th scope="row">2021</th><td class="unmentioned"><span class="none">未提及</span></td></tr></tbody></table></figure>
<dl class="latest"><div><dt><a href="../../indicators/fines/index.html">罚款</a></dt><dd><small>2019年度</small> <a href="2019/index.html#m3">1.2万元</a></dd></div></dl>`
	const page = "places/370405104/index.html"
	want := map[string][]string{
		page + " penalties-cases says":           {"broken 2019 12 2020 13 unmentioned 1"},
		page + " penalties-cases now":            {"2020 370405104/2020#m2", "13起"},
		page + " penalties-cases 2019":           {"number 12 about 370405104/2019#m1#m4", "5件", "7件"},
		page + " penalties-cases 2020":           {"number 13 exact 1-9 370405104/2020#m2", "13起"},
		page + " penalties-cases 2021":           {"unmentioned"},
		page + " fines single 370405104/2019#m3": {"2019 370405104/2019#m3", "1.2万元"},
	}
	for _, tt := range []struct{ old, new, want string }{
		{"", "", ""},
		{`data-value="13"`, `data-value="14"`, "penalties-cases 2020: number 14 exact 1-9 370405104/2020#m2, want number 13 exact 1-9 370405104/2020#m2"},
		{`>13起</a> <small`, `>14起</a> <small`, `penalties-cases 2020: "13起" is not in sight in "14起 1—9月"`},
		{`年度13起，其`, `年度14起，其`, "penalties-cases says: broken 2019 12 2020 14 unmentioned 1, want broken 2019 12 2020 13 unmentioned 1"},
		{`>约12件`, `>约13件`, "number 12 says 约13件＝约5件＋7件"},
		{` data-about`, ``, "penalties-cases 2019: number 12 exact 370405104/2019#m1#m4, want number 12 about 370405104/2019#m1#m4"},
		{`2019/index.html#m4`, `2019/index.html#m5`, "penalties-cases 2019: number 12 about 370405104/2019#m1#m5, want number 12 about 370405104/2019#m1#m4"},
		{` <small>1—9月</small>`, ``, "penalties-cases 2020: number 13 exact 370405104/2020#m2, want number 13 exact 1-9 370405104/2020#m2"},
		{`class="unmentioned"><span class="none">未提及`, `class="no-report"><span class="none">无报告`, "penalties-cases 2021: no-report, want unmentioned"},
		{`"none">未提及`, `"none">无报告`, `unmentioned says "无报告"`},
		{`<tr><th scope="row">2021</th><td class="unmentioned"><span class="none">未提及</span></td></tr>`, ``, "penalties-cases 2021: missing: unmentioned"},
		{`"row">2021`, `"row">2022`, "penalties-cases 2021: missing: unmentioned\n" + page + " penalties-cases 2022: should not be there: unmentioned"},
		{`<span>2020年度`, `<span>2019年度`, "penalties-cases now: 2019 370405104/2020#m2, want 2020 370405104/2020#m2"},
		{`1.2万元`, `1.3万元`, `fines single 370405104/2019#m3: "1.2万元" is not in sight in "2019年度 1.3万元"`},
	} {
		a := readAccount(map[string][]byte{page: []byte(strings.Replace(town, tt.old, tt.new, 1))})
		got := strings.Join(append(a.faults, differences(a.in, want)...), "\n")
		if _, rest, _ := strings.Cut(got, " "); rest != tt.want {
			t.Errorf("%s for %s:\n got %q\nwant %q", tt.new, tt.old, rest, tt.want)
		}
	}
}
