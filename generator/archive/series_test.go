package archive

import (
	"fmt"
	"testing"

	"zhenjian/generator/indicator"
	"zhenjian/generator/numeral"
	"zhenjian/generator/quantity"
	"zhenjian/generator/region"
)

// stated makes a mention of a number.
func stated(id, value, unit string, edit ...func(*Mention)) Mention {
	d, err := numeral.Parse(value)
	if err != nil {
		panic(err)
	}
	m := Mention{Indicator: id, Value: d, Unit: unit, Family: quantity.Family(unit), Printed: value + unit}
	for _, f := range edit {
		f(&m)
	}
	return m
}

func over(m *Mention)  { m.Qualifier = quantity.Over }
func about(m *Mention) { m.Qualifier = quantity.About }
func part(m *Mention)  { m.Period = "2022-01/2022-09" }

var none = Mention{Indicator: "reconsiderations", Denied: true, Printed: "无行政复议案件"}

var pointTests = []struct {
	name     string
	id       string
	mentions []Mention
	want     string // a word a family: state value unit qualifier printed
}{
	{"sum", "study-sessions", []Mention{stated("study-sessions", "31", "次"), stated("study-sessions", "13", "次")}, "number 44 次 exact 31次＋13次"},
	{"a sum of a number and one that is over", "materials", []Mention{stated("materials", "300", "份"), stated("materials", "1000", "份", over)}, "number 1300 份 over 300份＋1000份"},
	{"over and about leave about", "materials", []Mention{stated("materials", "300", "份", about), stated("materials", "1000", "份", over)}, "number 1300 份 about 300份＋1000份"},
	{"largest", "penalties", []Mention{stated("penalties", "5", "件"), stated("penalties", "12", "宗"), stated("penalties", "3", "件")}, "number 12 宗 exact 12宗"},
	{"families never add up", "inspections", []Mention{stated("inspections", "20", "次"), stated("inspections", "344", "家次")}, "number 20 次 exact 20次; number 344 家次 exact 344家次"},
	{"a statement of none", "reconsiderations", []Mention{none}, "none 0  exact 无行政复议案件"},
	{"a printed zero", "reconsiderations", []Mention{stated("reconsiderations", "0", "件")}, "none 0 件 exact 0件"},
	{"a number goes before a statement of none", "reconsiderations", []Mention{none, stated("reconsiderations", "1", "件")}, "number 1 件 exact 1件"},
	{"the whole year goes before a part of it", "study-sessions", []Mention{stated("study-sessions", "5", "次", part), stated("study-sessions", "8", "次")}, "number 8 次 exact 8次"},
	{"parts of the year that overlap", "study-sessions", []Mention{stated("study-sessions", "35", "次", func(m *Mention) { m.Period = "2022-01/2022-06" }), stated("study-sessions", "50", "次", part)}, "number 50 次 exact 50次"},
	{"the longer part of the year goes before the later one", "study-sessions", []Mention{stated("study-sessions", "20", "次", func(m *Mention) { m.Period = "2022-01/2022-11" }), stated("study-sessions", "9", "次", func(m *Mention) { m.Period = "2022-07/2022-12" })}, "number 20 次 exact 20次"},
	{"a range from 0 is no statement of none", "penalties", []Mention{stated("penalties", "0", "件", func(m *Mention) { m.High, m.HasHigh = numeral.Int(3), true })}, "number 0 件 exact 0件"},
	{"not mentioned", "drills", []Mention{stated("penalties", "5", "件")}, ""},
}

func TestPoints(t *testing.T) {
	for _, tt := range pointTests {
		a, _ := New(region.Builtin(), indicator.Builtin(), []*Entry{entry("x", "370405104", 2022, func(e *Entry) { e.Mentions = tt.mentions })}, nil)
		got := ""
		for i, s := range a.Series("370405104", tt.id) {
			if i > 0 {
				got += "; "
			}
			p := s.Points[0]
			got += fmt.Sprintf("%s %s %s %s %s", p.State, p.Value, p.Unit, p.Qualifier, p.Printed)
		}
		if got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
		}
	}
}

// TestSeries keeps the four states apart over the years, and says where a
// number does not compare with the one before.
func TestSeries(t *testing.T) {
	with := func(mentions ...Mention) func(*Entry) { return func(e *Entry) { e.Mentions = mentions } }
	a, _ := New(region.Builtin(), indicator.Builtin(), []*Entry{
		entry("a", "370405104", 2019, with(stated("reconsiderations", "2", "件"))),
		entry("b", "370405104", 2020, with(none)),
		entry("c", "370405104", 2021, with()),
		entry("d", "370405104", 2023, with(stated("reconsiderations", "3", "宗"))),
		entry("e", "370405104", 2024, with(stated("reconsiderations", "4", "宗", part))),
		entry("f", "370405101", 2022, with()),
	}, nil)
	series := a.Series("370405104", "reconsiderations")
	if len(series) != 1 {
		t.Fatalf("%d series", len(series))
	}
	want := []struct {
		state State
		brk   bool
	}{{Number, false}, {None, false}, {Unmentioned, false}, {NoReport, false}, {Number, true}, {Number, true}}
	for i, p := range series[0].Points {
		if p.State != want[i].state || (p.Break != "") != want[i].brk {
			t.Errorf("%d: %s, break %q; want %+v", p.Year, p.State, p.Break, want[i])
		}
	}
	if got := fmt.Sprint(a.Indicators(), a.PlacesOf("reconsiderations")); got != "[reconsiderations] [370405104]" {
		t.Errorf("got %s", got)
	}
}

// TestSpan: a year without a single report has its place on every axis.
func TestSpan(t *testing.T) {
	five := func(e *Entry) { e.Mentions = []Mention{stated("penalties", "5", "件"), none} }
	a, _ := New(region.Builtin(), indicator.Builtin(), []*Entry{entry("x", "370405104", 2019, five), entry("y", "370405103", 2022, five)}, nil)
	if got := fmt.Sprint(a.Span()); got != "[2019 2020 2021 2022]" {
		t.Fatalf("span %s", got)
	}
	got := ""
	for _, s := range a.AllSeries("370405104") {
		got += s.Indicator
		for _, p := range s.Points {
			got += fmt.Sprint(" ", p.Year, " ", p.State)
		}
		got += "; "
	}
	if want := "penalties 2019 number 2020 no-report 2021 no-report 2022 no-report; reconsiderations 2019 none 2020 no-report 2021 no-report 2022 no-report; "; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// TestAllSeries: all at once are those of each indicator, in order, and what one
// report states is what stands at its year.
func TestAllSeries(t *testing.T) {
	mentions := [][]Mention{
		{stated("penalties", "5", "件"), stated("inspections", "344", "家次"), none},
		{stated("inspections", "20", "次"), stated("penalties", "9", "宗"), stated("materials", "300", "份", over)},
	}
	var entries []*Entry
	for i, list := range mentions {
		entries = append(entries, entry(fmt.Sprint(i), "370405104", 2019+2*i, func(e *Entry) { e.Mentions = list }))
	}
	a, _ := New(region.Builtin(), indicator.Builtin(), entries, nil)
	var single []Series
	for _, id := range a.Indicators() {
		single = append(single, a.Series("370405104", id)...)
	}
	all := a.AllSeries("370405104")
	if fmt.Sprintf("%+v", all) != fmt.Sprintf("%+v", single) || len(all) != 5 {
		t.Errorf("all\n%+v\none by one\n%+v", all, single)
	}
	for i, e := range entries {
		var want []string
		for _, s := range all {
			if p := s.Points[2*i]; p.State == Number || p.State == None {
				want = append(want, fmt.Sprint(s.Indicator, s.Family, p.Value, p.Mentions))
			}
		}
		var got []string
		for _, s := range a.StatedIn(e) {
			got = append(got, fmt.Sprint(s.Indicator, s.Family, s.Value, s.Mentions))
		}
		if fmt.Sprint(got) != fmt.Sprint(want) || len(got) == 0 {
			t.Errorf("%d states %q, want %q", e.Year, got, want)
		}
	}
}
