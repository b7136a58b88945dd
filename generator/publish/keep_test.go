package publish

import (
	"bufio"
	"os"
	"path/filepath"
	"testing"
)

// TestKeep: what is kept comes back whole, in another process too, or not at all.
func TestKeep(t *testing.T) {
	o := Options{Public: filepath.Join(t.TempDir(), "public"), State: filepath.Join(t.TempDir(), "state")}
	p, err := Open(o)
	if err != nil {
		t.Fatal(err)
	}
	if got := p.Kept("甲"); got != "" {
		t.Errorf("nothing was kept, and there is %q", got)
	}
	text := "a\nb\x00 c"
	if err := p.Keep("a", func(w *bufio.Writer) { w.WriteString(text) }); err != nil {
		t.Fatal(err)
	}
	p.Close()
	if p, err = Open(o); err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	if got := p.Kept("a"); got != text {
		t.Errorf("kept %q, got %q", text, got)
	}
	name := p.file(keptName("a"))
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	data[len(keptHeader)+2] ^= 1
	if err := os.WriteFile(name, data, 0o666); err != nil {
		t.Fatal(err)
	}
	if got := p.Kept("a"); got != "" {
		t.Errorf("damaged, and there is %q", got)
	}
}
