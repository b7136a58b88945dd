package preview

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"zhenjian/generator/quantity"
	"zhenjian/generator/report"
	"zhenjian/generator/source"
)

// encoded gives what the script knows of a state.
func encoded(t *testing.T, lang string, state State, before build) (panelState, build) {
	t.Helper()
	s := &Server{options: Options{Lang: lang}, instance: "x"}
	b := s.encode(state, before)
	var p panelState
	if err := json.Unmarshal(b.state, &p); err != nil {
		t.Fatal(err)
	}
	return p, b
}

var sampleState = State{
	Problems: []source.Problem{
		{Code: source.MixedCount, File: "2022/甲.txt", Line: 9, Args: []any{"20个"}},
		{Code: source.BadSidecar, File: "2022/甲.txt.toml", Line: 2, Args: []any{source.Faultf(2, "写错了", "wrong")}},
		{Code: source.Empty, File: "2021/乙.txt"},
		{Code: source.NoYear, File: "2022/甲.txt", Line: 3},
		{Code: source.NoSections, File: "2021/丙.txt", Line: 1},
	},
	Excerpt: func(file string, line int) []Line {
		return []Line{{line - 1, "前"}, {line, file}, {line + 1, "<后>"}}
	},
	Understood: []Understood{
		{
			File: "2022/甲.txt", Place: []string{"山东省", "枣庄市", "台儿庄区", "涧头集镇"}, Code: "370405104", Year: 2022, Title: "报告", Issued: "2023-01-10",
			Rules:    report.Rules{Title: "title", Place: "signature", Year: "title", Issued: "signature"},
			Headings: []Heading{{1, "一", "主要举措"}, {2, "（一）", "普法"}, {2, "", ""}},
			Mentions: []Mention{
				{Name: "行政处罚", Number: "60件", Quote: "作出行政处罚60件", Anchor: "m1"},
				{Name: "普法活动", Number: "35场", Qualifier: quantity.Over, Period: "2022-01/2022-09", Quote: "开展35余场", Anchor: "m2"},
				{Name: "行政复议案件", None: true, Quote: "无行政复议案件", Anchor: "m3"},
			},
			Page: "places/370405104/2022/index.html", Source: "places/370405104/2022/source.html",
		},
		{File: "2022/丁.docx"},
		{File: "2022/戊.txt", Year: 2022, Part: "上半年"},
	},
	Changed: []string{"index.html"},
}

func TestState(t *testing.T) {
	p, _ := encoded(t, "zh", sampleState, build{id: "x-0"})
	if p.Wrong != 3 || p.Asked != 1 || p.Notes != 1 || p.Lang != "zh-CN" || !p.Shown || p.Fault != "" {
		t.Errorf("%+v", p)
	}
	var order []string
	for _, q := range p.Problems {
		order = append(order, fmt.Sprintf("%s %s:%d %v %s", q.Name, q.File, q.Line, q.Fresh, q.Href))
	}
	want := []string{
		"错误 2022/甲.txt.toml:2 true ",
		"待答 2022/甲.txt:3 true places/370405104/2022/source.html#L3",
		"说明 2022/甲.txt:9 true places/370405104/2022/source.html#L9",
		"错误 2021/乙.txt:0 false ",
		"注意 2021/丙.txt:1 false ",
	}
	if !slices.Equal(order, want) {
		t.Errorf("problems\n%s\nwant\n%s", strings.Join(order, "\n"), strings.Join(want, "\n"))
	}
	if got := p.Problems[1].Around; len(got) != 3 || got[1] != (lineState{3, "2022/甲.txt", true}) || got[2] != (lineState{4, "<后>", false}) {
		t.Errorf("around: %+v", got)
	}
	if got := p.Problems[3].Around; got == nil || len(got) != 0 {
		t.Errorf("around no line: %+v", got)
	}
	if got := p.Problems[1]; got.Message != "看不出报告的是哪一年的工作" || !strings.HasPrefix(got.Advice, "请新建旁注文件") {
		t.Errorf("%+v", got)
	}

	r := p.Reports[0]
	if r.Name != "涧头集镇 2022年度" || r.Page != "places/370405104/2022/index.html" {
		t.Errorf("%+v", r)
	}
	facts := fmt.Sprint(r.Facts)
	if facts != "[{地方 山东省枣庄市台儿庄区涧头集镇（370405104） 依据：落款} {年度 2022年度 依据：标题} {标题 报告 依据：标题} {成文日期 2023-01-10 依据：落款}]" {
		t.Error(facts)
	}
	if got := fmt.Sprint(r.Headings); got != "[{1 一 主要举措} {2 （一） 普法} {2 （没有小标题的一段）}]" {
		t.Error(got)
	}
	var numbers []string
	for _, m := range r.Mentions {
		numbers = append(numbers, m.Name+" "+m.Number+" "+m.Quote+" "+strings.TrimPrefix(m.Href, r.Page))
	}
	if got := strings.Join(numbers, "\n"); got != "行政处罚 60件 作出行政处罚60件 #m1\n普法活动 35场（超过）（2022-01 至 2022-09） 开展35余场 #m2\n行政复议案件 无 无行政复议案件 #m3" {
		t.Error(got)
	}
	if r := p.Reports[1]; r.Name != "丁.docx" || r.Page != "" || r.Facts == nil || len(r.Facts) != 0 || len(r.Mentions) != 0 {
		t.Errorf("%+v", r)
	}
	if r := p.Reports[2]; r.Name != "戊.txt" || r.Facts[1].Value != "2022年上半年" {
		t.Errorf("%+v", r)
	}
}

// TestView: a problem leads to its line also where the report did not change.
func TestView(t *testing.T) {
	state := sampleState
	state.View = func(file string) string {
		if file == "2021/丙.txt" {
			return "places/370405103/2021/source.html"
		}
		return ""
	}
	p, _ := encoded(t, "zh", state, build{id: "x-0"})
	got := map[string]string{}
	for _, q := range p.Problems {
		got[fmt.Sprintf("%s:%d", q.File, q.Line)] = q.Href
	}
	want := map[string]string{
		"2022/甲.txt:9": "places/370405104/2022/source.html#L9", "2022/甲.txt:3": "places/370405104/2022/source.html#L3",
		"2021/丙.txt:1": "places/370405103/2021/source.html#L1", "2022/甲.txt.toml:2": "", "2021/乙.txt:0": "",
	}
	if !maps.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestEnglish(t *testing.T) {
	p, _ := encoded(t, "en", sampleState, build{id: "x-0"})
	if p.Lang != "en" || p.Words["stopped"] != "The preview has stopped" || p.Problems[1].Name != "question" || p.Problems[0].Message != "the sidecar has a fault: wrong" {
		t.Errorf("%+v", p)
	}
	if got := fmt.Sprint(p.Reports[0].Facts[0]); got != "{place 山东省枣庄市台儿庄区涧头集镇 (370405104) from: signature}" {
		t.Error(got)
	}
	if got := p.Reports[0].Mentions[1].Number; got != "35场 (over) (2022-01 to 2022-09)" {
		t.Error(got)
	}
}

// TestFault: a build that failed says so; what was wrong with the site that is
// still served stays, and goes with the next good build.
func TestFault(t *testing.T) {
	_, good := encoded(t, "zh", sampleState, build{id: "x-0"})
	p, failed := encoded(t, "zh", State{Fault: "config.toml:1: 没有叫 \"titel\" 的项目"}, good)
	if p.Fault == "" || len(p.Problems) != 5 || len(p.Reports) != 3 || p.Files != 0 || p.Open != "" {
		t.Errorf("%+v", p)
	}
	p, _ = encoded(t, "zh", State{}, failed)
	if p.Fault != "" || len(p.Problems) != 0 || len(p.Reports) != 0 {
		t.Errorf("%+v", p)
	}
}

// TestBounds: a state stays small, whatever the archive has.
func TestBounds(t *testing.T) {
	state := State{Excerpt: func(string, int) []Line { return nil }}
	for i := range 5000 {
		state.Problems = append(state.Problems, source.Problem{Code: source.MixedCount, File: fmt.Sprintf("%d.txt", i), Line: 1, Args: []any{"x"}})
		state.Changed = append(state.Changed, fmt.Sprintf("places/%d/index.html", i))
		if i%2 == 0 {
			state.Understood = append(state.Understood, Understood{File: fmt.Sprintf("%d.txt", i)})
		}
	}
	state.Problems = append(state.Problems, source.Problem{Code: source.Empty, File: "4998.txt"})
	asked := 0
	state.Excerpt = func(string, int) []Line { asked++; return nil }
	p, b := encoded(t, "zh", state, build{})
	if len(p.Problems) != mostProblems || p.Further != 5001-mostProblems || p.Notes != 5000 || p.Wrong != 1 {
		t.Errorf("%d problems, %d further, %d notes", len(p.Problems), p.Further, p.Notes)
	}
	if p.Problems[0].Code() != "错误 4998.txt" {
		t.Errorf("the gravest is not first: %+v", p.Problems[0])
	}
	if len(p.Reports) != mostReports || p.FurtherReports != 2500-mostReports || p.Changed != nil || p.Files != 5000 {
		t.Errorf("%d reports, %d further, %d files", len(p.Reports), p.FurtherReports, p.Files)
	}
	if asked > mostProblems {
		t.Errorf("%d excerpts for %d problems", asked, mostProblems)
	}
	if len(b.state) > 100_000 {
		t.Errorf("%d bytes", len(b.state))
	}
}

// Code names a problem in messages of tests.
func (p problemState) Code() string { return p.Name + " " + p.File }

// TestWordings: every wording stands in both languages and speaks of the same things.
func TestWordings(t *testing.T) {
	for key, w := range wordings {
		if w.zh == "" || w.en == "" {
			t.Errorf("%q lacks a language", key)
		}
		if strings.Count(w.zh, "{n}") != strings.Count(w.en, "{n}") || strings.Count(w.zh, "%") != strings.Count(w.en, "%") {
			t.Errorf("%q speaks of other things in English", key)
		}
	}
	script, err := assets.ReadFile("preview.js")
	if err != nil {
		t.Fatal(err)
	}
	for key := range panelWords("zh") {
		if !strings.Contains(string(script), "words."+key) && !strings.Contains(string(script), "words['"+key+"']") {
			t.Errorf("no use is made of “panel %s”", key)
		}
	}
	for _, severity := range []source.Severity{source.Error, source.Question, source.Warning, source.Note} {
		if word(string(severity), "zh") == "" {
			t.Errorf("%s has no word", severity)
		}
	}
	for q := quantity.About; q <= quantity.AtMost; q++ {
		if word("qualifier "+q.String(), "zh") == "" {
			t.Errorf("%v has no word", q)
		}
	}
}
