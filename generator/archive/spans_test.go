package archive

import (
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"zhenjian/generator/quantity"
	"zhenjian/generator/region"
	"zhenjian/generator/report"
	"zhenjian/generator/source"
)

// TestSpansCodec: spans come back from their encoding as they were, those of
// real reports, of a table and of nothing; a part of an encoding is an error.
func TestSpansCodec(t *testing.T) {
	names, err := filepath.Glob("../../content/reports/*.txt")
	if err != nil || len(names) == 0 {
		t.Fatal("no reports", err)
	}
	texts := []string{"报告\n项目\t数量\n执法检查\t35次\n"}
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, string(text))
	}
	all := []*Spans{{Blocks: []report.Block{}, Sections: []Section{}}}
	for _, text := range texts {
		doc, _ := source.New("a.txt", []byte(text))
		r := report.Read(doc, region.Builtin())
		all = append(all, NewSpans(r, quantity.Find(r.Tabbed()), region.Builtin()))
	}
	for _, want := range all {
		if want.Sections == nil {
			want.Sections = []Section{}
		}
		data := string(want.Encode(nil))
		got, err := DecodeSpans(data)
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("got %+v, %v, want %+v", got, err, want)
		}
		for n := range len(data) {
			if got, err := DecodeSpans(data[:n]); err == nil {
				t.Fatalf("%d of %d bytes give %+v", n, len(data), got)
			}
		}
	}
}
