package search

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"zhenjian/generator/source"
)

func realTexts(t testing.TB, pattern string) []string {
	t.Helper()
	names, err := filepath.Glob(pattern)
	if err != nil || len(names) == 0 {
		t.Fatal("no reports", err)
	}
	var texts []string
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		doc, _ := source.New(name, data)
		texts = append(texts, doc.Text)
	}
	return texts
}

const reals = "../../content/reports/*.txt"

func TestPack(t *testing.T) {
	p := newPacker()
	chars, bytes := 0, 0
	for _, text := range append(realTexts(t, reals), "", "一", "a😀\x00\uFFFF", "镇镇镇镇镇镇镇镇镇镇镇镇镇镇镇镇镇镇镇镇镇镇镇镇镇镇镇镇镇镇镇镇镇镇镇镇镇镇镇镇镇镇镇") {
		want := units(text)
		packed := p.pack(want)
		chars, bytes = chars+len(want), bytes+len(packed)
		if got, ok := unpack(packed); !ok || !slices.Equal(got, want) {
			t.Fatalf("%.20q came back as another text, %t", text, ok)
		}
	}
	t.Logf("%.2f bits a character", float64(bytes)*6.5/float64(chars))
}

func BenchmarkPack(b *testing.B) {
	text := units(realTexts(b, reals)[1])
	b.SetBytes(int64(len(text)))
	p := newPacker()
	for b.Loop() {
		p.pack(text)
	}
}

func BenchmarkUnpack(b *testing.B) {
	text := slices.Clone(newPacker().pack(units(realTexts(b, reals)[1])))
	for b.Loop() {
		unpack(text)
	}
}
