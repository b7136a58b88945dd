package report

import (
	"os"
	"path/filepath"
	"testing"

	"zhenjian/generator/region"
	"zhenjian/generator/source"
)

// BenchmarkRead decodes, cleans and understands the five real reports.
func BenchmarkRead(b *testing.B) {
	g := region.Builtin()
	names, err := filepath.Glob("../../content/reports/*.txt")
	if err != nil || len(names) == 0 {
		b.Fatal("no reports", err)
	}
	var texts [][]byte
	size := 0
	for _, name := range names {
		raw, err := os.ReadFile(name)
		if err != nil {
			b.Fatal(err)
		}
		texts, size = append(texts, raw), size+len(raw)
	}
	b.SetBytes(int64(size))
	for b.Loop() {
		for _, raw := range texts {
			doc, _ := source.New("x.txt", raw)
			Read(doc, g)
		}
	}
}

// BenchmarkNamed looks for the names in a real report, as its source view does.
func BenchmarkNamed(b *testing.B) {
	g := region.Builtin()
	raw, err := os.ReadFile("../region/testdata/齐村镇2020.txt")
	if err != nil {
		b.Fatal(err)
	}
	doc, _ := source.New("x.txt", raw)
	r := Read(doc, g)
	b.SetBytes(int64(len(raw)))
	for b.Loop() {
		r.Dates()
		r.Places(g)
	}
}
