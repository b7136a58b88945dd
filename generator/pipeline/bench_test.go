package pipeline

import (
	"os"
	"path/filepath"
	"testing"

	"zhenjian/generator/archive"
	"zhenjian/generator/indicator"
	"zhenjian/generator/quantity"
	"zhenjian/generator/region"
	"zhenjian/generator/report"
	"zhenjian/generator/source"
)

// BenchmarkReading reads the five real reports as the first pass does, from
// bytes to mentions, on one core.
func BenchmarkReading(b *testing.B) {
	names, err := filepath.Glob("../../content/reports/*.txt")
	if err != nil || len(names) == 0 {
		b.Fatal("no reports", err)
	}
	var raws [][]byte
	size := 0
	for _, name := range names {
		raw, err := os.ReadFile(name)
		if err != nil {
			b.Fatal(err)
		}
		raws, size = append(raws, raw), size+len(raw)
	}
	gazetteer, catalogue := region.Builtin(), indicator.Builtin()
	b.SetBytes(int64(size))
	for b.Loop() {
		for _, raw := range raws {
			doc, _ := source.New("x.txt", raw)
			r := report.Read(doc, gazetteer)
			archive.NewEntry(r, catalogue, quantity.Find(r.Tabbed()))
		}
	}
}
