package search

import "testing"

func BenchmarkTerms(b *testing.B) {
	text := Fold(realTexts(b, reals)[1])
	var s termSet
	for b.Loop() {
		s.of(text)
	}
}
