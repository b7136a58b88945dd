package glossary

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"zhenjian/generator/report"
	"zhenjian/generator/source"
)

// TestBuiltin: each term of glossary.toml has what a page shows, and its examples
// hold; loading it runs them.
func TestBuiltin(t *testing.T) {
	g, err := new(Glossary).With(builtin, nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(g.List) < 75 {
		t.Errorf("%d terms", len(g.List))
	}
	refusing := 0
	for _, term := range g.List {
		if term.Group == "" {
			t.Errorf("%s stands under no heading", term.ID)
		}
		if !strings.HasSuffix(term.Text, "。") || strings.Count(term.Text, "。") != 1 {
			t.Errorf("%s is not explained in one sentence: %s", term.ID, term.Text)
		}
		if len(term.No) > 0 {
			refusing++
		}
	}
	if refusing < 15 {
		t.Errorf("only %d terms have sentences that do not use them", refusing)
	}
}

// used names the first uses in a text: 行政复议 3.
func used(g *Glossary, text string) []string {
	var out []string
	for _, u := range g.Find(text, report.CitedIn(text)) {
		out = append(out, fmt.Sprint(text[u.Span.Start:u.Span.End], " ", u.Span.Start/3))
	}
	return out
}

var findTests = []struct {
	text string
	want []string
}{
	{"全年无行政复议案件，行政复议工作规范。", []string{"行政复议 3"}},
	{"学习《行政复议法》，做好行政复议。", []string{"行政复议 12"}},
	{"学习行政复议法。", nil},
	{"印发《关于做好〈行政复议〉工作的通知》。", nil},
	{"落实行政执法三项制度和三项制度。", []string{"行政执法三项制度 2"}},
	{"坚持新时代“枫桥经验”，行政处罚", []string{"新时代“枫桥经验” 2", "行政处罚 12"}},
	{"行政行政处罚", []string{"行政处罚 2"}},
	{"行政", nil},
	{"", nil},
	{"深化行政复议行政应诉", []string{"行政复议 2", "行政应诉 6"}},
	{"𠮷行政复议", []string{"行政复议 1"}},
}

func TestFind(t *testing.T) {
	for _, tt := range findTests {
		if got := used(Builtin(), tt.text); !slices.Equal(got, tt.want) {
			t.Errorf("%s: got %q, want %q", tt.text, got, tt.want)
		}
	}
	if got := (*Glossary)(nil).Find("行政复议", nil); got != nil {
		t.Errorf("no glossary finds %v", got)
	}
	text := "行政复议和行政复议"
	if got := Builtin().Find(text, []source.Span{{Start: 9, End: 10}}); len(got) != 1 || got[0].Span.Start != 15 {
		t.Errorf("a use that touches a span is not passed over: %v", got)
	}
}

// slowly finds uses one wording at a time, as the doc comment of Find says.
func slowly(g *Glossary, text string, not []source.Span) []Use {
	var uses []Use
	seen := map[int]bool{}
	for i := 0; i < len(text); {
		longest, of := "", -1
		for k := range g.List {
			for _, w := range g.List[k].wordings() {
				if len(w) > len(longest) && strings.HasPrefix(text[i:], w) {
					longest, of = w, k
				}
			}
		}
		for k := range g.List {
			for _, w := range g.List[k].Not {
				if len(w) > len(longest) && strings.HasPrefix(text[i:], w) {
					longest, of = w, -1
				}
			}
		}
		if longest == "" {
			i++
			continue
		}
		s := source.Span{Start: i, End: i + len(longest)}
		if of >= 0 && !seen[of] && !slices.ContainsFunc(not, func(n source.Span) bool { return n.Start < s.End && n.End > s.Start }) {
			seen[of] = true
			uses = append(uses, Use{of, s})
		}
		i = s.End
	}
	return uses
}

func FuzzFind(f *testing.F) {
	for _, tt := range findTests {
		f.Add(tt.text)
	}
	for _, text := range reports(f) {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.ToValidUTF8(text, "?")
		not := report.CitedIn(text)
		if got, want := Builtin().Find(text, not), slowly(Builtin(), text, not); !slices.Equal(got, want) {
			t.Errorf("got %v, want %v", got, want)
		}
	})
}

// reports gives the texts of the real reports.
func reports(t testing.TB) []string {
	names, err := filepath.Glob("../../content/reports/*.txt")
	if err != nil || len(names) == 0 {
		t.Fatalf("no reports: %v", err)
	}
	var out []string
	for _, name := range names {
		raw, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		doc, problems := source.New(filepath.Base(name), raw)
		if doc == nil {
			t.Fatal(problems)
		}
		out = append(out, doc.Text)
	}
	return out
}

// TestReports: each of the real reports uses several terms.
func TestReports(t *testing.T) {
	for i, text := range reports(t) {
		got := used(Builtin(), text)
		t.Logf("report %d: %q", i, got)
		if len(got) < 10 {
			t.Errorf("report %d uses %d terms", i, len(got))
		}
	}
}

func TestWith(t *testing.T) {
	const good = `[[term]]
id = "yard-meetings"
name = "院坝会"
text = "在农家院坝开的会。"
source = "本县文件"
match = ["召开院坝会18场。"]
`
	g, err := Builtin().With([]byte(good), nil)
	if err != nil || len(g.List) != len(Builtin().List)+1 {
		t.Fatalf("%v", err)
	}
	if got := used(g, "召开院坝会。"); !slices.Equal(got, []string{"院坝会 2"}) {
		t.Errorf("got %q", got)
	}
	replaced, err := g.With([]byte(strings.ReplaceAll(good, "院坝会", "坝坝会")), nil)
	if err != nil || len(replaced.List) != len(g.List) {
		t.Fatalf("an entry of the same id does not replace: %v", err)
	}
	if got := used(replaced, "召开院坝会、坝坝会。"); !slices.Equal(got, []string{"坝坝会 6"}) {
		t.Errorf("got %q", got)
	}
	for _, tt := range []struct{ old, new, want string }{
		{"text =", "txt =", `4: unknown key "txt"; there are: ` + keys},
		{"yard-meetings", "Yard", `2: an id has small letters, digits and - only and is not index; this is "Yard"`},
		{"yard-meetings", "index", `2: an id has`},
		{"在农家院坝开的会。", "", "2: yard-meetings needs name, text and source"},
		{"在农家院坝开的会。", strings.Repeat("会", MaxText+1), "2: the text of yard-meetings has 91 characters, the most is 90; make it shorter"},
		{`["召开院坝会18场。"]`, "[]", "2: yard-meetings has no example sentence, match"},
		{`["召开院坝会18场。"]`, `["召开会议18场。"]`, "6: yard-meetings: the example “召开会议18场。” should use the term and does not"},
		{`["召开院坝会18场。"]`, "[\"召开院坝会18场。\"]\nno = [\"院坝会议\"]", "7: yard-meetings: the example “院坝会议” should not use the term and does"},
		{`name = "院坝会"`, `name = "会"`, `2: yard-meetings: the wording "会" is too short`},
		{`name = "院坝会"`, `name = "行政复议"`, "2: “行政复议” is a wording of both administrative-reconsideration and yard-meetings"},
		{`source =`, "indicator = \"none\"\nsource =", `2: yard-meetings: there is no indicator "none"`},
		{good, good + good, `8: "yard-meetings" stands twice`},
	} {
		_, err := Builtin().With([]byte(strings.Replace(good, tt.old, tt.new, 1)), func(string) bool { return false })
		if err == nil || !strings.HasPrefix(err.Error(), tt.want) {
			t.Errorf("%s: got %v, want %s", tt.new, err, tt.want)
		}
	}
}

// BenchmarkFind goes through the real reports.
func BenchmarkFind(b *testing.B) {
	var texts []string
	var cited [][]source.Span
	size := 0
	for _, text := range reports(b) {
		texts, cited, size = append(texts, text), append(cited, report.CitedIn(text)), size+len(text)
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		for i, text := range texts {
			Builtin().Find(text, cited[i])
		}
	}
}
