package pipeline

import (
	"reflect"
	"testing"

	"zhenjian/generator/source"
)

func TestKeptProblems(t *testing.T) {
	fault := source.Faultf(3, "甲 %d", "one %d", 1)
	problems := []source.Problem{{Code: source.Empty, File: "a"}, {Code: source.YearUnsure, File: "b", Line: 2, Args: []any{fault, 2021, "丙"}}}
	data, ok := appendProblems(nil, problems)
	if !ok {
		t.Fatal("not kept")
	}
	text := string(data)
	got, ok := decodeProblems(text)
	if !ok || len(got) != 2 {
		t.Fatal(got)
	}
	for i, p := range got {
		for _, lang := range []string{"zh", "en"} {
			if p.Message(lang) != problems[i].Message(lang) || !reflect.DeepEqual(p.Line, problems[i].Line) {
				t.Errorf("%s becomes %s", problems[i].Message(lang), p.Message(lang))
			}
		}
	}
	for n := range len(text) { // cut off anywhere it is fewer problems, or none
		if got, ok := decodeProblems(text[:n]); ok && len(got) > 1 {
			t.Errorf("%d problems come out of the first %d bytes", len(got), n)
		}
	}
	if _, ok := appendProblems(nil, []source.Problem{{Code: source.Empty, Args: []any{1.5}}}); ok {
		t.Error("a number that would not come back is kept")
	}
}
