package archive

import (
	"strings"
	"testing"

	"zhenjian/generator/indicator"
	"zhenjian/generator/region"
	"zhenjian/generator/source"
)

func entry(path, code string, year int, edit ...func(*Entry)) *Entry {
	e := &Entry{Path: path, SHA256: path, Words: path, Code: code, Year: year, Version: 1, Title: path}
	if u, ok := region.Builtin().Lookup(code); ok {
		e.Name = u.Name
	}
	for _, f := range edit {
		f(e)
	}
	return e
}

// 370405104 涧头集镇 and 370405101 lie in 370405 台儿庄区; 370402 is another county.
func testArchive(t *testing.T) (*Archive, []source.Problem) {
	t.Helper()
	return New(region.Builtin(), indicator.Builtin(), []*Entry{
		entry("b/2022.txt", "370405104", 2022, func(e *Entry) { e.Issued = "2023-01-10" }),
		entry("a/2022.txt", "370405104", 2022, func(e *Entry) { e.Issued = "2023-02-10" }),
		entry("a/2022上半年.txt", "370405104", 2022, func(e *Entry) { e.Part = "上半年"; e.Issued = "2023-12-31" }),
		entry("a/2021.txt", "370405104", 2021),
		entry("a/2019.txt", "370405104", 2019),
		entry("c/2022.txt", "370405101", 2022),
		entry("c/2022 copy.txt", "370405101", 2022, func(e *Entry) { e.SHA256 = "c/2022.txt" }),
		entry("county.txt", "370405", 2022),
		entry("new.txt", "370405x12ab34", 2022, func(e *Entry) { e.Name = "新设镇" }),
	}, nil)
}

func TestVersions(t *testing.T) {
	a, problems := testArchive(t)
	got := map[string]string{}
	for _, e := range a.Reports {
		got[e.Path] = e.Key()
	}
	for path, key := range map[string]string{
		"a/2022.txt": "370405104/2022", "b/2022.txt": "370405104/2022/2", "a/2022上半年.txt": "370405104/2022/3",
		"c/2022 copy.txt": "370405101/2022", "county.txt": "370405/2022", "new.txt": "370405x12ab34/2022",
	} {
		if got[path] != key {
			t.Errorf("%s: %q, want %s", path, got[path], key)
		}
	}
	if _, there := got["c/2022.txt"]; there {
		t.Error("the same file is there twice")
	}
	codes := map[source.Code]int{}
	for _, p := range problems {
		codes[p.Code]++
	}
	if codes[source.Duplicate] != 1 || codes[source.SecondVersion] != 2 {
		t.Errorf("problems %v", problems)
	}
}

func TestNeighbours(t *testing.T) {
	a, _ := testArchive(t)
	of := func(path string) *Entry {
		for _, e := range a.Reports {
			if e.Path == path {
				return e
			}
		}
		t.Fatal(path)
		return nil
	}
	if e := a.Earlier(of("a/2022.txt")); e == nil || e.Path != "a/2021.txt" {
		t.Errorf("earlier: %+v", e)
	}
	if e := a.Later(of("a/2019.txt")); e == nil || e.Path != "a/2021.txt" {
		t.Errorf("later: %+v", e)
	}
	if e := a.Later(of("a/2022.txt")); e != nil {
		t.Errorf("later than the last: %+v", e)
	}
	var names []string
	for _, e := range a.Neighbours(of("a/2022.txt")) {
		names = append(names, e.Path)
	}
	if got := strings.Join(names, " "); got != "c/2022 copy.txt new.txt" {
		t.Errorf("neighbours: %s", got)
	}
	if p := a.Place("370000"); p == nil || p.Total != 8 || len(p.Children) != 1 {
		t.Errorf("province: %+v", p)
	}
}

func TestCoverage(t *testing.T) {
	a, _ := testArchive(t)
	groups := a.Coverage()
	if len(groups) != 1 || groups[0].Region.Code != "370405" {
		t.Fatalf("groups %+v", groups)
	}
	g := groups[0]
	towns := len(region.Builtin().Children("370405")) + 1
	if len(g.Rows) != towns || g.Wanted != towns*3 || g.Found != 5 {
		t.Errorf("%d rows of %d, %d of %d", len(g.Rows), towns, g.Found, g.Wanted)
	}
	a, _ = New(region.Builtin(), indicator.Builtin(), []*Entry{entry("a", "370405104", 2022)}, []string{"370402"})
	if groups := a.Coverage(); len(groups) != 1 || groups[0].Region.Code != "370402" || groups[0].Found != 0 {
		t.Errorf("scope is not kept: %+v", groups)
	}
}

var lawTests = []struct{ a, b string }{
	{"中华人民共和国民法典", "民法典"},
	{"法治政府建设实施纲要(2021-2025年)", "法治政府建设实施纲要（2021—2025年）"},
	{"法治政府建设实施纲要", "法治政府建设实施纲要（2021—2025年）"},
	{"法治政府建设与责任落实督查工作规定", "法治政府建设与责任落实督察工作规定"},
	{"关于印发<要点>的通知", "关于印发〈要点〉的通知"},
}

func TestLawsThatAreOne(t *testing.T) {
	for _, tt := range lawTests {
		if LawTitle(tt.a) != LawTitle(tt.b) {
			t.Errorf("%s and %s: %s, %s", tt.a, tt.b, LawTitle(tt.a), LawTitle(tt.b))
		}
	}
	for _, tt := range [][2]string{{"法治政府建设实施纲要（2015—2020年）", "法治政府建设实施纲要（2021—2025年）"}, {"行政处罚法", "行政复议法"}, {"民法典", "宪法"}} {
		if LawTitle(tt[0]) == LawTitle(tt[1]) {
			t.Errorf("%s and %s are taken for one", tt[0], tt[1])
		}
	}
}

func TestLaws(t *testing.T) {
	cite := func(names ...string) func(*Entry) { return func(e *Entry) { e.Cites = names } }
	a, _ := New(region.Builtin(), indicator.Builtin(), []*Entry{
		entry("a", "370405104", 2021, cite("中华人民共和国民法典", "民法典", "宪法")),
		entry("b", "370405104", 2022, cite("民法典")),
	}, nil)
	laws := a.Laws()
	if len(laws) != 2 || laws[0].Title != "民法典" || len(laws[0].Citing) != 2 || laws[0].Citing[0].Path != "b" || laws[0].Variants[0] != "中华人民共和国民法典" {
		t.Errorf("laws: %+v", laws[0])
	}
	if law := a.LawOf("中华人民共和国民法典"); law != laws[0] {
		t.Errorf("LawOf: %+v", law)
	}
}
