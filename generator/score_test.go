package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"zhenjian/generator/indicator"
	"zhenjian/generator/numeral"
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
	Quantities []labelledNumber
	Mentions   []labelledNumber
}

// A labelledNumber is a quantity or a mention.
type labelledNumber struct {
	ID, Unit, Qualifier, Quote string
	Value                      json.Number
}

// number writes a value one way: 5, 5.0 and 5.00 are the same.
func (n labelledNumber) number() string {
	d, err := numeral.Parse(n.Value.String())
	if err != nil {
		return err.Error()
	}
	return d.String()
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
	{"values", func(l *labelled) (out []string) {
		for _, q := range l.Quantities {
			out = append(out, q.number())
		}
		return out
	}},
	{"quantities", func(l *labelled) (out []string) {
		for _, q := range l.Quantities {
			out = append(out, q.number()+" "+q.Unit+" "+q.Qualifier)
		}
		return out
	}},
	{"mentions", func(l *labelled) (out []string) {
		for _, m := range l.Mentions {
			if !unlabelled[m.ID] {
				out = append(out, m.ID+" "+m.number())
			}
		}
		return out
	}},
}

// unlabelled are indicators of the catalogue that the labels do not have.
var unlabelled = map[string]bool{"rule-of-law-meetings": true, "law-exams": true, "staff-trained": true}

func squash(s string) string {
	return strings.TrimRight(strings.Join(strings.Fields(s), ""), "。.;；:：")
}

// A reading is one labelled report: what should be said of it, and what is.
type reading struct {
	set, name  string
	gold, said labelled
}

// readLabelled explains every labelled report.
func readLabelled(t *testing.T) []reading {
	t.Helper()
	names, err := filepath.Glob("testdata/labelled/*/*.gold.json")
	if err != nil || len(names) == 0 {
		t.Fatal("no labels", err)
	}
	var out []reading
	for _, name := range names {
		r := reading{set: filepath.Base(filepath.Dir(name)), name: strings.TrimSuffix(filepath.Base(name), ".gold.json")}
		data, err := os.ReadFile(name)
		if err == nil {
			err = json.Unmarshal(data, &r.gold)
		}
		if err != nil {
			t.Fatal(err)
		}
		explained, _ := pipeline.Explain(labelledFile(r.set, r.name), region.Builtin(), indicator.Builtin(), "zh")
		if data, err = json.Marshal(explained); err == nil {
			err = json.Unmarshal(data, &r.said)
		}
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, r)
	}
	return out
}

// labelledFile is the report that a set of labels has by a name.
func labelledFile(set, name string) string {
	file := filepath.Join(labelledFolder(set), name)
	for _, ext := range []string{".docx", ".html", ".htm", ".pdf"} {
		if _, err := os.Stat(file + ext); err == nil {
			return file + ext
		}
	}
	return file + ".txt"
}

// labelledFolder is where the reports of a set of labels lie. The seeds are
// reports of this project's own site, the series of the demonstration site.
func labelledFolder(set string) string {
	switch set {
	case "seeds":
		return "../content/reports"
	case "series":
		return "testdata/demo/content/reports/series"
	}
	return filepath.Join("testdata/labelled", set)
}

// TestScore reads the labelled reports and prints how well they were
// understood, measure by measure and indicator by indicator.
func TestScore(t *testing.T) {
	floors := map[string]map[string]float64{
		"seeds":    {"place": 1, "year": 1, "title": 1, "headings": 0.98, "kinds": 0.98, "citations": 1, "values": 0.98, "quantities": 0.97, "mentions": 0.93},
		"series":   {"place": 1, "year": 1, "title": 1, "headings": 0.95, "kinds": 0.95, "citations": 1, "values": 0.98, "quantities": 0.97, "mentions": 0.93},
		"invented": {"place": 1, "year": 1, "title": 1, "headings": 0.98, "kinds": 0.98, "citations": 1, "values": 0.98, "quantities": 0.97, "mentions": 0.95},
		"plain":    {"year": 1, "title": 1, "headings": 0.98, "kinds": 0.95, "citations": 1, "values": 0.98, "quantities": 0.97, "mentions": 0.95},
		"varied":   {"place": 1, "year": 1, "title": 1, "headings": 0.98, "kinds": 0.98, "citations": 0.95, "values": 0.97, "quantities": 0.97, "mentions": 0.95},
		"years":    {"place": 1, "year": 1, "title": 1, "headings": 0.98, "kinds": 0.98, "citations": 1, "values": 0.98, "quantities": 0.97, "mentions": 0.95},
		"common":   {"place": 1, "year": 1, "title": 1, "headings": 0.98, "kinds": 0.98, "citations": 1, "values": 0.98, "quantities": 0.97, "mentions": 0.95},
		"late":     {"place": 1, "year": 1, "title": 1, "headings": 0.98, "kinds": 0.98, "citations": 1, "values": 0.98, "quantities": 0.97, "mentions": 0.95},
		"last":     {"place": 1, "year": 1, "title": 1, "issued": 1, "issuers": 1, "headings": 0.93, "kinds": 0.9, "citations": 1, "values": 0.98, "quantities": 0.97, "mentions": 0.95},
		"odd":      {"place": 1, "year": 1, "title": 0.93, "issued": 1, "issuers": 1, "headings": 0.98, "kinds": 0.98, "citations": 1, "values": 0.98, "quantities": 0.97, "mentions": 0.95},
		"papers":   {"place": 1, "year": 1, "title": 1, "issued": 1, "issuers": 1, "headings": 0.98, "kinds": 0.95, "citations": 1, "values": 0.98, "quantities": 0.97, "mentions": 0.95},
		"again":    {"place": 1, "year": 1, "title": 1, "issued": 1, "issuers": 1, "headings": 0.98, "kinds": 0.98, "citations": 1, "values": 0.98, "quantities": 0.97, "mentions": 0.95},
		"formats":  {"place": 1, "year": 1, "title": 1, "issued": 1, "issuers": 1, "headings": 0.98, "kinds": 0.98, "citations": 1, "values": 0.98, "quantities": 0.97, "mentions": 0.95},
		"pairs":    {"place": 1, "year": 1, "title": 1, "headings": 0.98, "kinds": 0.98, "citations": 1, "values": 0.98, "quantities": 0.97, "mentions": 0.95},
		"written":  {"place": 0.95, "year": 1, "title": 1, "headings": 0.98, "kinds": 0.98, "citations": 1, "values": 0.98, "quantities": 0.97, "mentions": 0.95},
	}
	total := map[string]map[string]score{}
	for set := range floors {
		total[set] = map[string]score{}
	}
	byIndicator := map[string]score{}
	for _, r := range readLabelled(t) {
		for _, m := range measures {
			s := total[r.set][m.name]
			s.add(m.words(&r.said), m.words(&r.gold), func(word string, missed bool) {
				t.Logf("%s/%s: %s: %s (missed: %v)", r.set, r.name, m.name, word, missed)
			})
			total[r.set][m.name] = s
		}
		for id, s := range scoreIndicators(r) {
			all := byIndicator[id]
			byIndicator[id] = score{all.hit + s.hit, all.said + s.said, all.gold + s.gold}
		}
	}
	for set, floor := range floors {
		for _, m := range measures {
			t.Logf("%-7s %-10s %v", set, m.name, total[set][m.name])
			if f, ok := floor[m.name]; ok && total[set][m.name].f1() < f {
				t.Errorf("%s: %s %v, at least %.2f asked", set, m.name, total[set][m.name], f)
			}
		}
	}
	for _, in := range indicator.Builtin().List {
		if !unlabelled[in.ID] {
			t.Logf("%-22s %v", in.ID, byIndicator[in.ID])
		}
	}
}

// scoreIndicators compares the values of each indicator.
func scoreIndicators(r reading) map[string]score {
	words := func(l *labelled, id string) (out []string) {
		for _, m := range l.Mentions {
			if m.ID == id {
				out = append(out, m.number())
			}
		}
		return out
	}
	out := map[string]score{}
	for _, in := range indicator.Builtin().List {
		if !unlabelled[in.ID] {
			var s score
			s.add(words(&r.said, in.ID), words(&r.gold, in.ID), func(string, bool) {})
			out[in.ID] = s
		}
	}
	return out
}

// TestDenials asks of every mention of value 0 that its quote denies the
// thing, and of every denial that no number is read out of it.
func TestDenials(t *testing.T) {
	for _, r := range readLabelled(t) {
		for _, m := range r.said.Mentions {
			denies := strings.ContainsAny(m.Quote, "无未零0０") || strings.Contains(m.Quote, "没有")
			if zero := m.number() == "0"; zero && !denies {
				t.Errorf("%s: %s is 0 by %q", r.name, m.ID, m.Quote)
			} else if !zero && m.Unit == "" {
				t.Errorf("%s: %s is %s without a unit by %q", r.name, m.ID, m.number(), m.Quote)
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
