package publish

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A text has one sum, as a whole, in pieces and from a file; that of the empty one is
// known from the reference of XXH3.
func TestSum(t *testing.T) {
	if got, want := sumOf(nil), "maoG0wFHmNhgAcMkRo1Jfw"; got != want {
		t.Errorf("of nothing %s, want %s", got, want)
	}
	seen := map[string]int{}
	for _, n := range []int{0, 1, 16, 17, 240, 241, 1 << 10, 64 << 10, 64<<10 + 1, 300_000} {
		text := strings.Repeat("法治", n)[:n]
		want := sumOf([]byte(text))
		if len(want) != sumLen {
			t.Errorf("%d bytes: a sum of %d characters", n, len(want))
		}
		if other, ok := seen[want]; ok {
			t.Errorf("%d and %d bytes have one sum", other, n)
		}
		seen[want] = n
		var pieces summer
		for rest := text; rest != ""; {
			k := min(1000, len(rest))
			pieces.Write([]byte(rest[:k]))
			rest = rest[k:]
		}
		name := filepath.Join(t.TempDir(), "file")
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		if got, err := sumOfFile(name); pieces.sum() != want || got != want || err != nil {
			t.Errorf("%d bytes: in pieces %s, from a file %s (%v), want %s", n, pieces.sum(), got, err, want)
		}
	}
}
