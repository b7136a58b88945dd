package indicator

import (
	"strings"
	"testing"
)

func FuzzRuneSet(f *testing.F) {
	for _, tt := range findTests {
		f.Add(tt.text, "，。、；：")
	}
	f.Add("(1)", "()")
	f.Add("一\xe4\xb8，\xff。é", "。é")
	f.Fuzz(func(t *testing.T, text, members string) {
		members = strings.Map(func(r rune) rune {
			if r >= 1<<16 || r == '\ufffd' {
				return -1
			}
			return r
		}, members)
		set := newRuneSet(members)
		want := strings.IndexFunc(text, func(r rune) bool { return strings.ContainsRune(members, r) && r != '\ufffd' })
		got := set.next(text, 0)
		if got == len(text) {
			got = -1
		}
		if got != want || set.in(text) != (want >= 0) {
			t.Fatalf("%q in %q: at %d, want %d", members, text, got, want)
		}
	})
}
