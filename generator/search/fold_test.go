package search

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"testing"
	"unicode/utf16"

	"github.com/pelletier/go-toml/v2"
)

func TestFold(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"涧头集镇", "涧头集镇"},
		{"２０２２年，ＡＢＣ", "2022年,abc"},
		{"臺灣行政執法", "台湾行政执法"},
		{"⽂件⻓", "文件长"},
		{"一　二\t三\u00a0四", "一 二 三 四"},
		{"Éé", "éé"},
		{"𠮷", "𠮷"},
	} {
		if got := string(utf16.Decode(Fold(tt.text))); got != tt.want {
			t.Errorf("%q folds to %q, want %q", tt.text, got, tt.want)
		}
	}
}

// TestFoldTable: folding twice is folding once; no character becomes a line end,
// nor ceases to be one; the data are those that fetch made.
func TestFoldTable(t *testing.T) {
	for u, f := range folds {
		if folds[f] != f {
			t.Errorf("%c becomes %c, which becomes %c", u, f, folds[f])
		}
		if (u == '\n') != (f == '\n') {
			t.Errorf("%U becomes %U", u, f)
		}
	}
	notes, err := os.ReadFile("data/VERSION.toml")
	if err != nil {
		t.Fatal(err)
	}
	var version struct {
		SHA256 string `toml:"sha256"`
	}
	if err := toml.Unmarshal(notes, &version); err != nil {
		t.Fatal(err)
	}
	if sum := sha256.Sum256([]byte(foldData)); hex.EncodeToString(sum[:]) != version.SHA256 {
		t.Error("fold.txt is not what VERSION.toml says; run go generate ./generator/search")
	}
}

func FuzzFold(f *testing.F) {
	f.Add("臺灣行政執法")
	f.Fuzz(func(t *testing.T, text string) {
		if got, want := len(Fold(text)), len(utf16.Encode([]rune(text))); got != want {
			t.Errorf("%d units fold to %d", want, got)
		}
	})
}
