package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"testing"

	"zhenjian/generator/indicator"
)

var update = flag.Bool("update", false, "write page/accuracy.json anew")

// accuracy is what the method page says of how well reports are read.
type accuracy struct {
	Reports    int                 `json:"reports"`
	Measures   []accuracyMeasure   `json:"measures"`
	Indicators []accuracyIndicator `json:"indicators"`
}

type accuracyMeasure struct {
	Name string `json:"name"`
	Hit  int    `json:"hit"`
	Said int    `json:"said"`
	Gold int    `json:"gold"`
}

type accuracyIndicator struct {
	ID     string   `json:"id"`
	Hit    int      `json:"hit"`
	Said   int      `json:"said"`
	Gold   int      `json:"gold"`
	Missed []string `json:"missed"`
	Wrong  []string `json:"wrong"`
}

// TestAccuracy keeps page/accuracy.json, which the method page prints, equal
// to what a run over the labelled reports gives. -update writes it.
func TestAccuracy(t *testing.T) {
	const name = "page/accuracy.json"
	readings := readLabelled(t)
	a := accuracy{Reports: len(readings), Indicators: []accuracyIndicator{}}
	for _, m := range measures {
		var s score
		for _, r := range readings {
			s.add(m.words(&r.said), m.words(&r.gold), func(string, bool) {})
		}
		a.Measures = append(a.Measures, accuracyMeasure{m.name, s.hit, s.said, s.gold})
	}
	var plans, repeated score
	for _, s := range changeSets {
		p, r := scoreChanges(t, s.set, func(string, ...any) {})
		plans, repeated = score{plans.hit + p.hit, plans.said + p.said, plans.gold + p.gold}, score{repeated.hit + r.hit, repeated.said + r.said, repeated.gold + r.gold}
	}
	a.Measures = append(a.Measures, accuracyMeasure{"plans", plans.hit, plans.said, plans.gold}, accuracyMeasure{"repeated", repeated.hit, repeated.said, repeated.gold})
	for _, in := range indicator.Builtin().List {
		if unlabelled[in.ID] {
			continue
		}
		line := accuracyIndicator{ID: in.ID, Missed: []string{}, Wrong: []string{}}
		for _, r := range readings {
			s := scoreIndicators(r)[in.ID]
			line.Hit, line.Said, line.Gold = line.Hit+s.hit, line.Said+s.said, line.Gold+s.gold
			line.Missed = append(line.Missed, quotesBeside(r.gold.Mentions, r.said.Mentions, in.ID)...)
			line.Wrong = append(line.Wrong, quotesBeside(r.said.Mentions, r.gold.Mentions, in.ID)...)
		}
		a.Indicators = append(a.Indicators, line)
	}
	want, err := json.MarshalIndent(a, "", "\t")
	if err != nil {
		t.Fatal(err)
	}
	want = append(want, '\n')
	if *update {
		if err := os.WriteFile(name, want, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := os.ReadFile(name); err != nil || !bytes.Equal(got, want) {
		t.Errorf("%s is not what this run gives (%v); write it by: go test ./generator -run Accuracy -update", name, err)
	}
}

// quotesBeside gives the quotes of those mentions of an indicator that the
// other list lacks.
func quotesBeside(list, other []labelledNumber, id string) []string {
	left := map[string]int{}
	for _, m := range other {
		if m.ID == id {
			left[m.number()]++
		}
	}
	var out []string
	for _, m := range list {
		if m.ID != id {
			continue
		}
		if left[m.number()] > 0 {
			left[m.number()]--
		} else {
			out = append(out, m.Quote)
		}
	}
	return out
}
