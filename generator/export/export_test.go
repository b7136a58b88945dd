package export

import (
	"crypto/sha256"
	"io"
	"maps"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"zhenjian/generator/address"
	"zhenjian/generator/archive"
	"zhenjian/generator/indicator"
	"zhenjian/generator/numeral"
	"zhenjian/generator/region"
	"zhenjian/generator/report"
)

var tableTests = []struct {
	path string
	want []string // some rows, as they stand in the file
}{
	{address.ReportsCSV, []string{
		"report,province,city,county,town,code,year,title,issued,published,source,sha256,url",
		"370405/2023,山东省,枣庄市,台儿庄区,,370405,2023,台儿庄区报告,,,台儿庄区.txt," + sumOf([]byte("370405台儿庄区"+string(rune(2023)))) + ",places/370405/2023/index.html",
		"370405101/2022,山东省,枣庄市,台儿庄区,张山子镇,370405101,2022,,2023-02-30,,张山子镇.txt," + sumOf([]byte("370405101张山子镇"+string(rune(2022)))) + ",places/370405101/2022/index.html",
		"370405103/2020,山东省,枣庄市,台儿庄区,涧头集镇,370405103,2020,涧头集镇报告,,2020-07-01T09:30,涧头集镇.txt," + sumOf([]byte("370405103涧头集镇"+string(rune(2020)))) + ",places/370405103/2020/index.html",
		"370405103/2022/2,山东省,枣庄市,台儿庄区,涧头集镇,370405103,2022,涧头集镇报告,2023-01-08,,又一份.txt," + sumOf([]byte("又一份")) + ",places/370405103/2022/2/index.html",
	}},
	{address.MentionsCSV, []string{
		"report,id,indicator,value,high,qualifier,unit,period,printed,quote,line,corrected,url",
		`370405103/2022,m1,materials,300,,over,份,,300余份,"发放“宣传单”, 300余份",9,,places/370405103/2022/index.html#m1`,
		"370405103/2022,m2,drills,2,3,about,次,2022-01/2022-09,2至3次,演练2至3次,10,,places/370405103/2022/index.html#m2",
		"370405103/2022,m3,reconsiderations,0,,exact,,,无行政复议,无行政复议,11,,places/370405103/2022/index.html#m3",
	}},
	{address.SeriesCSV, []string{
		"code,province,city,county,town,year,indicator,state,value,high,qualifier,unit,period,printed,corrected,mentions",
		"370405103,山东省,枣庄市,台儿庄区,涧头集镇,2022,materials,number,350,,over,份,,300余份＋50册,,m1 m4",
		"370405103,山东省,枣庄市,台儿庄区,涧头集镇,2022,reconsiderations,none,0,,exact,,,无行政复议,,m3",
		"370405103,山东省,枣庄市,台儿庄区,涧头集镇,2022,drills,number,2,3,about,次,2022-01/2022-09,2至3次,,m2",
	}},
	{address.PlaceSeries("370405103"), []string{
		"370405103,山东省,枣庄市,台儿庄区,涧头集镇,2020,materials,unmentioned,,,,份,,,,",
		"370405103,山东省,枣庄市,台儿庄区,涧头集镇,2021,materials,no-report,,,,份,,,,",
		"370405103,山东省,枣庄市,台儿庄区,涧头集镇,2022,materials,number,350,,over,份,,300余份＋50册,,m1 m4",
		"370405103,山东省,枣庄市,台儿庄区,涧头集镇,2023,materials,no-report,,,,份,,,,",
		"370405103,山东省,枣庄市,台儿庄区,涧头集镇,2020,reconsiderations,unmentioned,,,,,,,,",
		"370405103,山东省,枣庄市,台儿庄区,涧头集镇,2022,reconsiderations,none,0,,exact,,,无行政复议,,m3",
	}},
	{address.PlaceSeries("370405"), []string{
		"370405001,山东省,枣庄市,台儿庄区,运河街道,2022,materials,no-report,,,,份,,,,", // a town without any report
		"370405101,山东省,枣庄市,台儿庄区,张山子镇,2021,materials,no-report,,,,份,,,,",
		"370405101,山东省,枣庄市,台儿庄区,张山子镇,2022,materials,unmentioned,,,,份,,,,",
		"370405103,山东省,枣庄市,台儿庄区,涧头集镇,2022,materials,number,350,,over,份,,300余份＋50册,,m1 m4",
		"370405103,山东省,枣庄市,台儿庄区,涧头集镇,2022,reconsiderations,none,0,,exact,,,无行政复议,,m3",
	}},
}

func TestTables(t *testing.T) {
	made := render(t, smallArchive(), testOptions, nil)
	for _, tt := range tableTests {
		lines := strings.Split(strings.TrimPrefix(made.data[tt.path], byteOrderMark), "\r\n")
		at := 0
		for _, want := range tt.want {
			i := slices.Index(lines[at:], want)
			if i < 0 {
				t.Errorf("%s has no line\n%s\nbehind line %d of\n%s", tt.path, want, at, strings.Join(lines, "\n"))
				continue
			}
			at += i + 1
		}
	}
	if n := strings.Count(made.data[address.PlaceSeries("370405103")], "\r\n"); n != 1+3*4 {
		t.Errorf("%d lines for three indicators in four years", n)
	}
	if n, towns := strings.Count(made.data[address.PlaceSeries("370405")], "\r\n"), len(smallArchive().Towns("370405")); n != 1+towns*3*4 {
		t.Errorf("%d lines for three indicators in four years in %d towns", n, towns)
	}
	if got := made.data[address.PlaceSeries("370405101")]; got != string(header(Series)) {
		t.Errorf("a place whose reports mention nothing: %q", got)
	}
}

// TestUnitOf: of two series of one indicator each year without a number shows
// which it belongs to.
func TestUnitOf(t *testing.T) {
	made := render(t, smallArchive(func(entries []*archive.Entry) {
		entries[1].Mentions = []archive.Mention{
			{Indicator: "inspections", Value: numeral.Int(20), Unit: "次", Family: "events", Printed: "20次", Quote: "检查20次", Line: 1},
			{Indicator: "inspections", Value: numeral.Int(344), Unit: "家次", Family: "rounds", Printed: "344家次", Quote: "344家次", Line: 1},
		}
	}), testOptions, nil)
	var got []string
	for _, row := range rows(t, made.data[address.PlaceSeries("370405103")])[1:] {
		got = append(got, row[5]+row[7]+row[11])
	}
	if want := "2020unmentioned次 2021no-report次 2022number次 2023no-report次 2020unmentioned家次 2021no-report家次 2022number家次 2023no-report家次"; strings.Join(got, " ") != want {
		t.Errorf("got %s", got)
	}
}

// TestMakes: Makes names all files that Render makes, and no other.
func TestMakes(t *testing.T) {
	a := smallArchive()
	for _, o := range []Options{testOptions, {Title: "甲"}} {
		made := render(t, a, o, nil)
		for _, path := range append(made.paths(), "data/other.csv", address.Data, address.Sitemap, address.Feed, address.PlaceSeries("370402"), address.ReportJSON("370405103", 2021, 1)) {
			if _, there := made.data[path]; there != Makes(a, o.BaseURL, path) {
				t.Errorf("base URL %q: %s: made %v, Makes says otherwise", o.BaseURL, path, there)
			}
		}
	}
	if a, _ := archive.New(region.Builtin(), indicator.Builtin(), nil, nil); len(render(t, a, Options{Title: "甲"}, nil).data) != len(wholePaths)+2 {
		t.Error("an empty archive does not have its ten files")
	}
}

// TestUnchanged changes one input at a time. What is put must be all that has
// other bytes, and of the files of single reports and places nothing else.
func TestUnchanged(t *testing.T) {
	first := render(t, smallArchive(), testOptions, nil)
	program, title, pages := testOptions, testOptions, testOptions
	program.Program, title.Title, pages.Pages = "2", "另一个", []string{"index.html"}
	renamed, err := region.Builtin().With([]region.Addition{{Code: "370405", Name: "某区"}})
	if err != nil {
		t.Fatal(err)
	}
	enlarged, err := region.Builtin().With([]region.Addition{{Code: "370405199", Name: "新某镇"}})
	if err != nil {
		t.Fatal(err)
	}
	catalogue := *indicator.Builtin()
	catalogue.List = slices.Clone(catalogue.List)
	i := slices.IndexFunc(catalogue.List, func(in indicator.Indicator) bool { return in.ID == "materials" })
	catalogue.List[i].Combine = indicator.Largest
	one := func(edit func(*archive.Entry)) *archive.Archive {
		return smallArchive(func(entries []*archive.Entry) { entries[1].Mentions = slices.Clone(mentions); edit(entries[1]) })
	}
	again := func(g *region.Gazetteer, c *indicator.Catalogue) *archive.Archive {
		a, _ := archive.New(g, c, smallArchive().Reports, nil)
		return a
	}
	for _, tt := range []struct {
		name   string
		a      *archive.Archive
		o      Options
		single int // files of single reports and places that are put
	}{
		{"nothing", smallArchive(), testOptions, 0},
		{"a quote", one(func(e *archive.Entry) { e.Mentions[0].Quote += "。" }), testOptions, 3},
		{"a value", one(func(e *archive.Entry) { e.Mentions[0].Value = numeral.Int(301) }), testOptions, 3},
		{"an upper end", one(func(e *archive.Entry) { e.Mentions[1].High = numeral.Int(4) }), testOptions, 3},
		{"a family of units", one(func(e *archive.Entry) { e.Mentions[3].Family = "goods" }), testOptions, 3},
		{"a line", one(func(e *archive.Entry) { e.Mentions[2].Line++ }), testOptions, 3},
		{"a title", one(func(e *archive.Entry) { e.Title = "改" }), testOptions, 3},
		{"an issuer", one(func(e *archive.Entry) { e.Issuers = []string{"甲", "乙"} }), testOptions, 3},
		{"a citation", one(func(e *archive.Entry) { e.Cites = []string{"民法典"} }), testOptions, 3},
		{"a part", one(func(e *archive.Entry) { e.Kinds = []report.Kind{report.Other} }), testOptions, 3},
		{"a year", smallArchive(func(entries []*archive.Entry) { entries[4].Year = 2024 }), testOptions, 1 + 3},
		{"the name of the county", again(renamed, indicator.Builtin()), testOptions, 5 + 3},
		{"a town more", again(enlarged, indicator.Builtin()), testOptions, 1},
		{"the catalogue", again(region.Builtin(), &catalogue), testOptions, 3},
		{"the program", smallArchive(), program, 5 + 3},
		{"the site's title", smallArchive(), title, 0},
		{"the pages", smallArchive(), pages, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			full, some := render(t, tt.a, tt.o, nil), render(t, tt.a, tt.o, first)
			single := 0
			for path, data := range full.data {
				_, put := some.data[path]
				if !put && first.data[path] != data {
					t.Errorf("%s has other bytes, and was not put", path)
				}
				if put && some.data[path] != data {
					t.Errorf("%s is another one than that made from nothing", path)
				}
				if put && strings.HasPrefix(path, "places/") {
					single++
				}
			}
			if single != tt.single {
				t.Errorf("%d files of single reports and places were put, want %d", single, tt.single)
			}
			if tt.name == "nothing" && len(some.data) != 2 {
				t.Errorf("put %q, want the sitemap and the feed", some.paths())
			}
			if tt.name != "nothing" && tt.name != "the program" && reflect.DeepEqual(full.data, first.data) {
				t.Error("the change shows nowhere")
			}
		})
	}
	for _, path := range wholePaths { // one that was lost
		prior := newFiles(nil)
		maps.Copy(prior.prints, first.prints)
		prior.rows = first.rows
		delete(prior.prints, path)
		some := render(t, smallArchive(), testOptions, prior)
		if some.data[path] != first.data[path] || len(some.data) != 3 {
			t.Errorf("%s lost: put %q", path, some.paths())
		}
	}
}

// TestSameBytes: the number of workers and the order of the files change nothing.
func TestSameBytes(t *testing.T) {
	a, err := realArchive()
	if err != nil {
		t.Fatal(err)
	}
	first := render(t, a, testOptions, nil)
	entries := slices.Clone(a.Reports)
	slices.Reverse(entries)
	a, _ = archive.New(region.Builtin(), indicator.Builtin(), entries, nil)
	again := newFiles(nil)
	if _, err := Render(a, testOptions, again, 1); err != nil {
		t.Fatal(err)
	}
	for path, data := range first.data {
		if again.data[path] != data {
			t.Errorf("%s has other bytes", path)
		}
	}
}

type fullSink struct{}

func (fullSink) Unchanged(string, string) bool    { return false }
func (fullSink) Put(string, string, []byte) error { return os.ErrInvalid }
func (fullSink) PutFrom(string, string, func(io.Writer) error) (sum [sha256.Size]byte, err error) {
	return sum, os.ErrInvalid
}

func TestSinkErrors(t *testing.T) {
	if _, err := Render(smallArchive(), testOptions, fullSink{}, 2); err == nil {
		t.Error("Render does not tell of a sink that takes nothing")
	}
}
