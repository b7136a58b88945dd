package audit

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"zhenjian/generator/source"
)

// Every inconsistency and every piece of personal data that the labels of the
// invented series name is found, on its line; and no sum is called wrong besides.
func TestSeries(t *testing.T) {
	names, err := filepath.Glob("../testdata/labelled/series/*.gold.json")
	if err != nil || len(names) < 5 {
		t.Fatal(names, err)
	}
	inconsistencies, data := 0, 0
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var gold struct {
			Source          string
			Inconsistencies []struct{ Quote string }
			PersonalData    []struct{ Kind, Text string } `json:"personal_data"`
		}
		if err := json.Unmarshal(text, &gold); err != nil {
			t.Fatal(err)
		}
		raw, err := os.ReadFile(filepath.Join("../testdata/demo/content/reports/series", gold.Source))
		if err != nil {
			t.Fatal(err)
		}
		doc, _ := source.New(gold.Source, raw)
		lines := map[int]int{}
		for _, p := range Problems(doc, checkDoc(doc)) {
			if p.Code == source.SumOff || p.Code == source.RateOff || p.Code == source.Clash || p.Code == source.UnitSlip {
				lines[p.Line]++
			}
		}
		found := 0
		for _, n := range lines {
			found += n
		}
		if found != len(gold.Inconsistencies) {
			t.Errorf("%s: %d inconsistencies, the labels have %d", gold.Source, found, len(gold.Inconsistencies))
		}
		for _, i := range gold.Inconsistencies {
			inconsistencies++
			if at := strings.Index(doc.Text, i.Quote); at < 0 || lines[doc.Line(at)] == 0 {
				t.Errorf("%s: not found: %s", gold.Source, i.Quote)
			}
		}
		personal := findPersonal(doc.Decoded)
		if len(personal) != len(gold.PersonalData) {
			t.Errorf("%s: %d pieces of personal data, the labels have %d", gold.Source, len(personal), len(gold.PersonalData))
			continue
		}
		for i, p := range gold.PersonalData {
			data++
			if got := doc.Decoded[personal[i].span.Start:personal[i].span.End]; got != p.Text || (p.Kind == "mobile") != (personal[i].kind == mobile) {
				t.Errorf("%s: found %q, the labels have %q", gold.Source, got, p.Text)
			}
		}
	}
	if inconsistencies < 2 || data < 2 {
		t.Errorf("%d inconsistencies, %d pieces of personal data", inconsistencies, data)
	}
}
