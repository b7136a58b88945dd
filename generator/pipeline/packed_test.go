package pipeline

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"testing"

	"zhenjian/generator/publish"
)

// TestOutput builds again and again: each text has its packed copy, and no other
// file one; a copy that was spoilt or lost comes back without its text being made.
func TestOutput(t *testing.T) {
	dir := t.TempDir()
	public := filepath.Join(dir, "public")
	p, err := publish.Open(publish.Options{Public: public, State: filepath.Join(dir, "state")})
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	build := func(pack bool, texts map[string]string) (made []string) {
		t.Helper()
		stage, err := p.Begin()
		if err != nil {
			t.Fatal(err)
		}
		o := &output{stage, pack, "0123456789abcdef"}
		for name, text := range texts {
			if !o.Unchanged(name, fmt.Sprintf("%x", text)) {
				made = append(made, name)
				put := func() error { return o.Put(name, fmt.Sprintf("%x", text), []byte(text)) }
				if name == "d.csv" { // as the data is
					put = func() error {
						_, err := o.PutFrom(name, fmt.Sprintf("%x", text), func(w io.Writer) error {
							_, err := io.WriteString(w, text)
							return err
						})
						return err
					}
				}
				if err := put(); err != nil {
					t.Fatal(err)
				}
			}
		}
		if _, err := o.Commit(); err != nil {
			t.Fatal(err)
		}
		want := map[string]string{}
		for name, text := range texts {
			want[name] = text
			if pack && filepath.Ext(name) != ".zip" {
				want[name+".gz"] = text
			}
		}
		files, err := os.ReadDir(public)
		if err != nil || len(files) != len(want) {
			t.Errorf("%d files, want %d, %v", len(files), len(want), err)
		}
		for name, text := range want {
			data, err := os.ReadFile(filepath.Join(public, name))
			if err != nil {
				t.Error(err)
				continue
			}
			if filepath.Ext(name) == ".gz" {
				r, err := gzip.NewReader(bytes.NewReader(data))
				if err != nil || !r.ModTime.IsZero() || r.Name != "" {
					t.Errorf("%s: %v, header %+v", name, err, r)
					continue
				}
				if data, err = io.ReadAll(r); err != nil {
					t.Errorf("%s: %v", name, err)
				}
			}
			if string(data) != text {
				t.Errorf("%s holds %q, want %q", name, data, text)
			}
		}
		return made
	}
	texts := map[string]string{"a.html": "甲", "b.css": "乙", "c.zip": "丙", "d.csv": "戊"}
	build(false, texts)
	if made := build(true, texts); len(made) > 0 { // asked for later
		t.Errorf("made %v again", made)
	}
	if made := build(true, texts); len(made) > 0 {
		t.Errorf("made %v again", made)
	}
	texts["a.html"] = "丁"
	if made := build(true, texts); len(made) != 1 {
		t.Errorf("made %v", made)
	}
	if err := os.WriteFile(filepath.Join(public, "a.html.gz"), []byte("x"), 0o666); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(public, "b.css.gz")); err != nil {
		t.Fatal(err)
	}
	if made := build(true, texts); len(made) > 0 {
		t.Errorf("made %v again", made)
	}
	delete(texts, "b.css")
	build(true, texts)
	build(false, texts)
}
