package archive

import (
	"strings"
	"testing"
	"unicode"

	"zhenjian/generator/indicator"
	"zhenjian/generator/quantity"
	"zhenjian/generator/region"
	"zhenjian/generator/report"
	"zhenjian/generator/source"
)

// read reads a report as a build does.
func read(t *testing.T, path, text, sidecar string) *Entry {
	t.Helper()
	doc, problems := source.New(path, []byte(text))
	if doc == nil {
		t.Fatal(problems)
	}
	if sidecar != "" {
		doc.Sidecar, doc.SidecarPath = []byte(sidecar), path+".toml"
	}
	r := report.Read(doc, region.Builtin())
	e, _ := NewEntry(r, indicator.Builtin(), quantity.Find(r.Tabbed()))
	return e
}

const annual = "涧头集镇2022年度法治政府建设情况报告\n2022年，台儿庄区涧头集镇坚持依法行政，扎实推进法治政府建设，现将有关情况报告如下：\n一、主要举措和成效\n全年办理行政处罚案件60件，开展普法宣讲35场。\n二、存在的不足\n执法力量不足。\n"

func TestMirrors(t *testing.T) {
	page := "<title>网站</title><h1>涧头集镇2022年度法治政府建设情况报告</h1><div id=zoom><p>　　" + strings.ReplaceAll(strings.TrimPrefix(annual, "涧头集镇2022年度法治政府建设情况报告\n"), "\n", "</p>\n<p>　　") + "</p></div>"
	half := strings.ReplaceAll(annual, "2022年度", "2022年上半年")
	for _, tt := range []struct {
		name    string
		entries []*Entry
		want    string // paths of what is published, and of mirrors behind !
	}{
		{"a page and a text of one report", []*Entry{read(t, "b.txt", annual, ""), read(t, "a.html", page, "")}, "a.html !b.txt"},
		{"the one with a sidecar stays", []*Entry{read(t, "b.txt", annual, "issued = \"2023-01-10\"\n"), read(t, "c.html", page, ""), read(t, "a.txt", annual+"\n", "")}, "b.txt !a.txt !c.html"},
		{"both with a sidecar", []*Entry{read(t, "a.txt", annual, "issued = \"2023-01-10\"\n"), read(t, "b.html", page, "title = \"报告\"\n")}, "a.txt b.html"},
		{"another number", []*Entry{read(t, "a.txt", annual, ""), read(t, "b.txt", strings.Replace(annual, "60件", "62件", 1), "")}, "a.txt b.txt"},
		{"half a year", []*Entry{read(t, "a.txt", annual, ""), read(t, "b.txt", half, "")}, "a.txt b.txt"},
	} {
		a, problems := New(region.Builtin(), indicator.Builtin(), tt.entries, nil)
		var got []string
		for _, e := range a.Reports {
			got = append(got, e.Path)
		}
		for _, p := range problems {
			if p.Code == source.Mirror {
				got = append(got, "!"+p.File)
			}
		}
		if strings.Join(got, " ") != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestDifference(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"another number, more words", strings.Replace(annual, "案件60件，", "案件62件，无行政复议案件，", 1), "；与那一份相比：行政处罚 60件→62件，行政复议 –→无行政复议案件，多 8 字"},
		{"words alone", strings.Replace(annual, "执法力量不足。", "力量不足。", 1), "；与那一份相比：列入指标的数字都相同，少 2 字"},
		{"a number lost", strings.Replace(annual, "，开展普法宣讲35场", "", 1), "；与那一份相比：普法宣传活动 35场→–，少 10 字"},
		{"a part of the year", strings.ReplaceAll(annual, "2022年度", "2022年上半年"), "；它只报上半年"},
	} {
		d := differs(read(t, "a.txt", annual, ""), read(t, "b.txt", tt.text, ""), indicator.Builtin())
		if d.In("zh") != tt.want || d.In("en") == "" || strings.Contains(d.In("en"), "；") {
			t.Errorf("%s: %q, %q", tt.name, d.In("zh"), d.In("en"))
		}
	}
}

// TestAppendWords: the quick way round most characters leaves out what unicode does.
func TestAppendWords(t *testing.T) {
	for _, text := range []string{"", " 法治\u3000建设\u00A0。\n", "𠮷 a\tb", "\u2003\u2028丂", "é é", "丂"} {
		want := strings.Map(func(r rune) rune {
			if unicode.IsSpace(r) {
				return -1
			}
			return r
		}, text)
		if got := string(appendWords(nil, text)); got != want {
			t.Errorf("%q gives %q, want %q", text, got, want)
		}
	}
}
