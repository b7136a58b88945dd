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

// TestHeld: a file of the last build can be read by who knows what it was made
// from, as long as it is as it was; a scratch file goes with its build.
func TestHeld(t *testing.T) {
	o := Options{Public: filepath.Join(t.TempDir(), "public"), State: filepath.Join(t.TempDir(), "state")}
	p, err := Open(o)
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	begin := func() *Stage {
		s, err := p.Begin()
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	s := begin()
	scratch, err := s.Scratch()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := scratch.Write([]byte("a")); err != nil {
		t.Fatal(err)
	}
	if err := s.Put("a.js", "1", []byte("a")); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Commit(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(scratch.Name()); err == nil {
		t.Error("the scratch file is still there")
	}
	s = begin()
	defer s.Abort()
	for _, tt := range []struct{ path, fingerprint, want string }{{"a.js", "1", "a"}, {"a.js", "2", ""}, {"b.js", "1", ""}, {"a.js", "", ""}} {
		if got := string(s.Held(tt.path, tt.fingerprint)); got != tt.want {
			t.Errorf("%s from %q: %q, want %q", tt.path, tt.fingerprint, got, tt.want)
		}
	}
	if err := os.WriteFile(filepath.Join(o.Public, "a.js"), []byte("b"), 0o666); err != nil {
		t.Fatal(err)
	}
	if got := s.Held("a.js", "1"); got != nil {
		t.Errorf("changed by hand, and %q is held", got)
	}
}
