package indicator

import (
	"strings"
	"testing"
)

func FuzzWordList(f *testing.F) {
	for _, tt := range findTests {
		f.Add(tt.text, strings.Join(planWords, " "))
		f.Add(tt.text, "宣传 无一例 其*中 法")
	}
	f.Fuzz(func(t *testing.T, text, list string) {
		words := strings.Fields(strings.ToValidUTF8(list, ""))
		l := newWordList(words)
		if got, want := l.in(text, lettersOf(text)), standsAny(text, words); got != want {
			t.Fatalf("%q in %q: %v", words, text, got)
		}
		half := text[:len(text)/2]
		if got, want := l.in(half, lettersOf(text)), standsAny(half, words); got != want {
			t.Fatalf("%q in half of %q: %v", words, text, got)
		}
	})
}

func TestStands(t *testing.T) {
	for _, tt := range []struct {
		text, word string
		want       bool
	}{
		{"组织30人参加执法资格考试", "考试", true},
		{"组织30人参加执法资格考试", "组织*考试", true},
		{"考试由司法所组织", "组织*考试", false},
		{"组织", "组织*", true},
	} {
		if got := stands(tt.text, tt.word); got != tt.want {
			t.Errorf("%s in %s: %v", tt.word, tt.text, got)
		}
	}
}
