package indicator

import (
	"strings"
	"testing"
)

func FuzzWordList(f *testing.F) {
	for _, tt := range findTests {
		f.Add(tt.text, strings.Join(planWords, " "))
		f.Add(tt.text, "宣传 无一例 其中 法")
	}
	f.Fuzz(func(t *testing.T, text, list string) {
		words := strings.Fields(strings.ToValidUTF8(list, ""))
		l := newWordList(words)
		if got, want := l.in(text, lettersOf(text)), hasAny(text, words); got != want {
			t.Fatalf("%q in %q: %v", words, text, got)
		}
		half := text[:len(text)/2]
		if got, want := l.in(half, lettersOf(text)), hasAny(half, words); got != want {
			t.Fatalf("%q in half of %q: %v", words, text, got)
		}
	})
}
