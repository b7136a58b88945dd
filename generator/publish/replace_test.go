package publish

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// TestReplace: files have other bytes at once, and the build that follows leaves
// those that are right and mends the others.
func TestReplace(t *testing.T) {
	o := newOptions(t)
	files := site{"index.html": "1", "a/index.html": "1", "a/source.html": "1"}
	p := open(t, o)
	if _, err := build(p, files); err != nil {
		t.Fatal(err)
	}
	changed, err := p.Replace(map[string][]byte{"a/index.html": []byte("2"), "a/source.html": []byte("2"), "index.html": []byte("1"), "b/index.html": []byte("2")})
	if err != nil || !slices.Equal(changed, []string{"a/index.html", "a/source.html"}) {
		t.Fatalf("changed %v, %v", changed, err)
	}
	wantPublic(t, o, site{"index.html": "1", "a/index.html": "2", "a/source.html": "2"})
	files["a/index.html"] = "2"
	if got, err := build(p, files); err != nil || got != (Summary{Written: 1, Unchanged: 2}) {
		t.Errorf("%+v, %v", got, err)
	}
	wantPublic(t, o, files)
	wantRest(t, o)
	if _, err := p.Replace(map[string][]byte{"../a": nil}); err == nil {
		t.Error("a path that leaves public is taken")
	}
	if _, err := p.Begin(); err != nil {
		t.Fatal(err)
	}
	if _, err := p.Replace(map[string][]byte{"index.html": []byte("3")}); err == nil {
		t.Error("files are replaced while a build is under way")
	}
}

// TestIntact: a file that is gone, was edited, or whose time does not vouch for it
// yet is seen.
func TestIntact(t *testing.T) {
	o := newOptions(t)
	files := site{"index.html": "1", "a/index.html": "1", "a/b/source.html": "1"}
	publishSite(t, o, files)
	intact := func() bool {
		t.Helper()
		p := open(t, o)
		defer p.Close()
		n, ok := p.Intact(2)
		if ok && n != len(files) {
			t.Errorf("%d files", n)
		}
		return ok
	}
	if intact() {
		t.Error("files just written vouch for themselves")
	}
	age(t, o)
	publishSite(t, o, files)
	if !intact() {
		t.Error("an untouched site is not intact")
	}
	name := filepath.Join(o.Public, "a", "index.html")
	if err := os.WriteFile(name, []byte("2"), 0o666); err != nil {
		t.Fatal(err)
	}
	if intact() {
		t.Error("an edited file was not seen")
	}
	os.RemoveAll(filepath.Join(o.Public, "a", "b"))
	publishSite(t, o, files)
	age(t, o)
	publishSite(t, o, files)
	if !intact() {
		t.Error("a mended site is not intact")
	}
	os.RemoveAll(filepath.Join(o.Public, "a", "b"))
	if intact() {
		t.Error("a removed file was not seen")
	}
}
