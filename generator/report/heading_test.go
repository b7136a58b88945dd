package report

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

var update = flag.Bool("update", false, "rewrite the second file of each pair of testdata/*.txtar")

// TestHeadings reads each text of heading.txtar and compares what was found
// with the file of the same name and .want.
func TestHeadings(t *testing.T) {
	const name = "testdata/heading.txtar"
	archive, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{}
	var texts []txtar.File
	for _, f := range archive.Files {
		if base, ok := strings.CutSuffix(f.Name, ".want"); ok {
			want[base] = string(f.Data)
		} else {
			texts = append(texts, f)
		}
	}
	var out []txtar.File
	for _, f := range texts {
		r := mustRead(t, "x.txt", string(f.Data))
		var got strings.Builder
		for _, s := range r.Sections {
			fmt.Fprintln(&got, strings.TrimRight(fmt.Sprintf("%d %s %s %s", s.Level, orDash(s.Number), orDash(s.Heading), kindWords(s)), " "))
		}
		if got.String() != want[f.Name] && !*update {
			t.Errorf("%s: got\n%swant\n%s", f.Name, got.String(), want[f.Name])
		}
		out = append(out, f, txtar.File{Name: f.Name + ".want", Data: []byte(got.String())})
	}
	if *update {
		archive.Files = out
		if err := os.WriteFile(name, txtar.Format(archive), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

func orDash(s string) string {
	if s == "" {
		return "-"
	}
	return s
}

func kindWords(s Section) string {
	words := string(s.Kind)
	for _, k := range s.Also {
		words += "+" + string(k)
	}
	return words
}

func TestKindExamples(t *testing.T) {
	examples := kinds().Examples
	for kind, headings := range map[Kind][]string{
		Achievements: examples.Achievements, Leadership: examples.Leadership, Problems: examples.Problems, Plans: examples.Plans, Other: examples.Other,
	} {
		if len(headings) == 0 {
			t.Errorf("%s has no examples", kind)
		}
		for _, h := range headings {
			if got, _, _ := kindOf(h); got != kind {
				t.Errorf("%s: got %s, want %s", h, got, kind)
			}
		}
	}
	for _, m := range examples.Merged {
		if got, also, _ := kindOf(m.Heading); got != m.Kind || len(also) != 1 || also[0] != m.Also {
			t.Errorf("%s: got %s and %v, want %s and %s", m.Heading, got, also, m.Kind, m.Also)
		}
	}
}

// Each word of kinds.toml shows where it stands, with what * stands for between.
func TestKindWords(t *testing.T) {
	const before = "我镇"
	for i, k := range kinds().Kind {
		for _, w := range k.Words {
			heading := before + strings.Replace(w, "*", "甲乙", 1)
			if got := kinds().sightings(heading)[i]; got != len(before) {
				t.Errorf("%s: %s at %d, want %d", heading, k.Name, got, len(before))
			}
			if head, tail, ok := strings.Cut(w, "*"); ok {
				for _, between := range []string{"，", strings.Repeat("甲", 16)} {
					if got := kinds().sightings(head + between + tail)[i]; got == 0 {
						t.Errorf("%s: * stands for %s", w, between)
					}
				}
			}
		}
		for _, w := range k.Cancel {
			if got := kinds().sightings(k.Words[0] + w)[i]; got != -1 {
				t.Errorf("%s: %s does not cancel %s", k.Name, w, k.Words[0])
			}
		}
	}
}

func TestLonger(t *testing.T) {
	for n := range 5 {
		for _, s := range []string{"", "a", "三个字", "abc", "𠮷𠮷𠮷", "二字"} {
			if got, want := longer(s, n), runes(s) > n; got != want {
				t.Errorf("%q has more than %d: got %v", s, n, got)
			}
		}
	}
}

var citationTests = []struct {
	text string
	want []string
}{
	{"学习《民法典》选编和《中华人民共和国反有组织犯罪法》等", []string{"民法典", "中华人民共和国反有组织犯罪法"}},
	{"《关于印发<鹤山市2022年依法行政工作要点>的通知》", []string{"关于印发<鹤山市2022年依法行政工作要点>的通知"}},
	{"《关于印发〈要点〉的通知》《〈习近平谈治国理政〉第五卷导读》", []string{"关于印发〈要点〉的通知", "〈习近平谈治国理政〉第五卷导读"}},
	{"《关于印发《要点》的通知》和《宪法》", []string{"关于印发《要点》的通知", "宪法"}},
	{"《没有收尾的书名\n《宪法》", []string{"宪法"}},
	{"《》落实", nil},
}

func TestCitations(t *testing.T) {
	for _, tt := range citationTests {
		r := mustRead(t, "x.txt", tt.text)
		var got []string
		for _, c := range r.Citations {
			got = append(got, c.Name)
		}
		if strings.Join(got, "|") != strings.Join(tt.want, "|") {
			t.Errorf("%s: got %q, want %q", tt.text, got, tt.want)
		}
	}
}
