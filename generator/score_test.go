package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"zhenjian/generator/indicator"
	"zhenjian/generator/pipeline"
	"zhenjian/generator/region"
)

// A labelled report is what explain --json says of a file, or what a careful
// reader says that it should.
type labelled struct {
	Source string
	Title  string
	Place  struct{ Province, City, County, Town string }
	Year   int
	Issued string

	Issuers, Citations []string
	Sections           []struct {
		Level         int
		Heading, Kind string
	}
}

// scores of one measure: how many were right, were said, should be said.
type score struct{ hit, said, gold int }

func (s score) f1() float64 {
	if s.said+s.gold == 0 {
		return 1
	}
	return 2 * float64(s.hit) / float64(s.said+s.gold)
}

func ratio(a, b int) float64 {
	if b == 0 {
		return 1
	}
	return float64(a) / float64(b)
}

func (s score) String() string {
	return fmt.Sprintf("F1 %.3f  P %.3f  R %.3f  (%d labels)", s.f1(), ratio(s.hit, s.said), ratio(s.hit, s.gold), s.gold)
}

// measures are compared as multisets of words.
var measures = []struct {
	name  string
	words func(l *labelled) []string
}{
	{"place", func(l *labelled) []string {
		return []string{strings.Join([]string{l.Place.Province, l.Place.City, l.Place.County, l.Place.Town}, "|")}
	}},
	{"year", func(l *labelled) []string { return []string{fmt.Sprint(l.Year)} }},
	{"title", func(l *labelled) []string { return []string{squash(l.Title)} }},
	{"issued", func(l *labelled) []string { return []string{l.Issued} }},
	{"issuers", func(l *labelled) []string { return l.Issuers }},
	{"headings", func(l *labelled) (out []string) {
		for _, s := range l.Sections {
			out = append(out, fmt.Sprint(s.Level, squash(s.Heading)))
		}
		return out
	}},
	{"kinds", func(l *labelled) (out []string) {
		for _, s := range l.Sections {
			if s.Level == 1 {
				out = append(out, s.Kind+squash(s.Heading))
			}
		}
		return out
	}},
	{"citations", func(l *labelled) []string { return l.Citations }},
}

func squash(s string) string {
	return strings.TrimRight(strings.Join(strings.Fields(s), ""), "。.;；:：")
}

// TestScore reads the labelled reports and prints how well they were
// understood, measure by measure.
func TestScore(t *testing.T) {
	for _, set := range []struct {
		name, reports string
		floor         map[string]float64
	}{
		{"seeds", "../content/reports", map[string]float64{"place": 1, "year": 1, "title": 1, "headings": 0.98, "kinds": 0.98, "citations": 1}},
		{"series", "testdata/labelled/series", map[string]float64{"place": 1, "year": 1, "title": 1, "headings": 0.95, "kinds": 0.95, "citations": 1}},
	} {
		total := map[string]score{}
		names, err := filepath.Glob("testdata/labelled/" + set.name + "/*.gold.json")
		if err != nil || len(names) == 0 {
			t.Fatal("no labels", err)
		}
		for _, name := range names {
			var gold, said labelled
			data, err := os.ReadFile(name)
			if err == nil {
				err = json.Unmarshal(data, &gold)
			}
			if err != nil {
				t.Fatal(err)
			}
			explained, _ := pipeline.Explain(filepath.Join(set.reports, strings.TrimSuffix(filepath.Base(name), ".gold.json")+".txt"), region.Builtin(), indicator.Builtin(), "zh")
			if data, err = json.Marshal(explained); err == nil {
				err = json.Unmarshal(data, &said)
			}
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range measures {
				s := total[m.name]
				s.add(m.words(&said), m.words(&gold), func(word string, missed bool) {
					t.Logf("%s: %s: %s (missed: %v)", filepath.Base(name), m.name, word, missed)
				})
				total[m.name] = s
			}
		}
		for _, m := range measures {
			t.Logf("%-7s %-10s %v", set.name, m.name, total[m.name])
			if floor, ok := set.floor[m.name]; ok && total[m.name].f1() < floor {
				t.Errorf("%s: %s %v, at least %.2f asked", set.name, m.name, total[m.name], floor)
			}
		}
	}
}

// add compares two multisets; wrong is told of each word on one side only.
func (s *score) add(said, gold []string, wrong func(word string, missed bool)) {
	left := map[string]int{}
	for _, w := range gold {
		left[w]++
	}
	s.said += len(said)
	s.gold += len(gold)
	for _, w := range said {
		if left[w] > 0 {
			left[w]--
			s.hit++
		} else {
			wrong(w, false)
		}
	}
	for w, n := range left {
		for range n {
			wrong(w, true)
		}
	}
}
