package quantity

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"zhenjian/generator/numeral"
)

// goldQuantity is a quantity as the labelled reports give it.
type goldQuantity struct {
	Text, Qualifier, Unit string
	Value                 numeral.Decimal
}

type tally struct{ hit, said, gold int }

func (t *tally) add(other tally) { t.hit += other.hit; t.said += other.said; t.gold += other.gold }

func (t tally) scores() (precision, recall, f1 float64) {
	if t.hit == 0 {
		return 0, 0, 0
	}
	precision, recall = float64(t.hit)/float64(t.said), float64(t.hit)/float64(t.gold)
	return precision, recall, 2 * precision * recall / (precision + recall)
}

// overlap counts what two multisets share.
func overlap[K comparable](said, gold []K) tally {
	counts := map[K]int{}
	for _, k := range gold {
		counts[k]++
	}
	t := tally{said: len(said), gold: len(gold)}
	for _, k := range said {
		if counts[k] > 0 {
			counts[k]--
			t.hit++
		}
	}
	return t
}

// The eleven labelled reports, read as they were received, furniture and all.
// testdata/README.md says where they come from.
func TestGold(t *testing.T) {
	paths, err := filepath.Glob("testdata/gold/*.gold.json")
	if err != nil || len(paths) < 11 {
		t.Fatalf("%d labelled reports, %v; want 11", len(paths), err)
	}
	type triple struct {
		value           numeral.Decimal
		unit, qualifier string
	}
	var allValues, allTriples tally
	for _, path := range paths {
		var gold struct {
			Source     string
			Quantities []goldQuantity
		}
		raw, err := os.ReadFile(path)
		if err == nil {
			err = json.Unmarshal(raw, &gold)
		}
		if err != nil {
			t.Fatal(err)
		}
		text := readReport(t, "testdata/reports/"+gold.Source)
		var saidValues, goldValues []numeral.Decimal
		var saidTriples, goldTriples []triple
		for _, q := range Find(text) {
			saidValues = append(saidValues, q.Value)
			saidTriples = append(saidTriples, triple{q.Value, q.Unit, q.Qualifier.String()})
		}
		for _, q := range gold.Quantities {
			goldValues = append(goldValues, q.Value)
			goldTriples = append(goldTriples, triple{q.Value, q.Unit, q.Qualifier})
		}
		values, triples := overlap(saidValues, goldValues), overlap(saidTriples, goldTriples)
		report(t, gold.Source, values, triples)
		allValues.add(values)
		allTriples.add(triples)
		if values.hit < values.gold || triples.hit < triples.said {
			for _, q := range Find(text) {
				t.Logf("	%s: %s %s %s", text[q.Start:q.End], q.Value, q.Unit, q.Qualifier)
			}
		}
	}
	report(t, "all", allValues, allTriples)
	if _, _, f1 := allValues.scores(); f1 < 0.97 {
		t.Errorf("values: F1 %.3f, want 0.97", f1)
	}
	if _, _, f1 := allTriples.scores(); f1 < 0.97 {
		t.Errorf("quantities: F1 %.3f, want 0.97", f1)
	}
}

func report(t *testing.T, name string, values, triples tally) {
	p, r, f1 := values.scores()
	tp, tr, tf1 := triples.scores()
	t.Logf("%-26s values P %.3f R %.3f F1 %.3f   quantities P %.3f R %.3f F1 %.3f", name, p, r, f1, tp, tr, tf1)
}

func readReport(t testing.TB, path string) string {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}
