package compare

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"zhenjian/generator/archive"
	"zhenjian/generator/indicator"
	"zhenjian/generator/quantity"
	"zhenjian/generator/region"
	"zhenjian/generator/report"
	"zhenjian/generator/source"
)

const demo = "../testdata/demo/content/reports"

// read understands a report file.
func read(t testing.TB, name string) *Report {
	t.Helper()
	doc, problems := source.Read(demo, source.File{Path: name})
	if doc == nil {
		t.Fatal(problems)
	}
	return understood(doc)
}

func understood(doc *source.Document) *Report {
	r := report.Read(doc, region.Builtin())
	quantities := quantity.Find(r.Tabbed())
	e, _ := archive.NewEntry(r, indicator.Builtin(), quantities)
	return &Report{Key: e.Key(), Year: r.Year, Text: doc.Text, Spans: archive.NewSpans(r, quantities, region.Builtin()), Mentions: e.Mentions}
}

// series are the labelled reports that follow on each other.
var series = [][2]string{{"r03", "r01"}, {"r12", "r07"}, {"r07", "r21"}}

// unknown are carried plans that are not found, and pairs that are shown and not
// labelled, each with the reason.
var unknown = map[string]string{
	"争创市级民主法治示范村1个": "shown with 凤山村评为市级民主法治示范村, which the labels leave out",
}

// TestSeries holds what is said of the labelled series against their labels.
func TestSeries(t *testing.T) {
	var plans, pairs, hits int
	for _, p := range series {
		before, after := read(t, "series/"+p[0]+".txt"), read(t, "series/"+p[1]+".txt")
		c := Compare(before, after, indicator.Builtin())
		var gold struct {
			CarriedPlans []struct {
				PlanQuote    string `json:"plan_quote"`
				OutcomeQuote string `json:"outcome_quote"`
			} `json:"carried_plans"`
			RepeatedParagraphs []string `json:"repeated_paragraphs"`
		}
		data, err := os.ReadFile(filepath.Join("../testdata/labelled/series", p[1]+".gold.json"))
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(data, &gold); err != nil {
			t.Fatal(err)
		}
		var said []string
		for _, s := range c.Repeated {
			said = append(said, after.Text[s.Start:s.End])
		}
		if !slices.Equal(said, gold.RepeatedParagraphs) {
			t.Errorf("%v: repeated %q, want %q", p, said, gold.RepeatedParagraphs)
		}
		plans += len(gold.CarriedPlans)
		right := make([]bool, len(gold.CarriedPlans))
		for _, plan := range c.Plans {
			for _, o := range plan.Outcomes {
				pairs++
				a, b := before.Text[plan.Span.Start:plan.Span.End], after.Text[o.Span.Start:o.Span.End]
				i := slices.IndexFunc(gold.CarriedPlans, func(g struct {
					PlanQuote    string `json:"plan_quote"`
					OutcomeQuote string `json:"outcome_quote"`
				}) bool {
					return strings.Contains(a, g.PlanQuote) && strings.Contains(b, g.OutcomeQuote)
				})
				if i >= 0 {
					hits++
					right[i] = true
				} else if unknown[a] == "" {
					t.Errorf("%v: not labelled: %s => %s", p, a, b)
				}
			}
		}
		for i, g := range gold.CarriedPlans {
			if !right[i] {
				t.Errorf("%v: not found: %s => %s", p, g.PlanQuote, g.OutcomeQuote)
			}
		}
	}
	t.Logf("%d of %d carried plans found, %d pairs shown", hits, plans, pairs)
	if hits*10 < plans*9 || hits*10 < pairs*9 {
		t.Errorf("%d of %d carried plans found, %d pairs shown: 0.9 of both was asked", hits, plans, pairs)
	}
}
