package compare

import (
	"slices"
	"testing"
	"unicode/utf8"
)

// TestReadLine: one pass gives what key and eachPair give in two.
func TestReadLine(t *testing.T) {
	for _, text := range []string{"", "法治", " 开展 普法ＡＢ１２场,成效\u3000明显;", "A、b（《宪法》）", "a\xffb法\xe6", "ÄÖ ß 法", "12月，3.5%"} {
		got, chars, pairs := readLine(text, nil)
		var want []pair
		eachPair(text, func(p pair) { want = append(want, p) })
		if got != key(text) || chars != utf8.RuneCountInString(got) || !slices.Equal(pairs, want) {
			t.Errorf("%q: key %q, %d characters, %d pairs; want %q, %d, %d", text, got, chars, len(pairs), key(text), utf8.RuneCountInString(key(text)), len(want))
		}
	}
}
