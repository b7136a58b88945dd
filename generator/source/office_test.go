package source

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestOffice holds the text of documents that LibreOffice 7.4 made once of the five reports of this
// project's own site to the text of these, character for character. Its HTML breaks
// the lines of its source at blanks, which stand between two Chinese characters
// in report 001 alone; that is why 001.html is not among them.
func TestOffice(t *testing.T) {
	names, err := filepath.Glob("testdata/office/*")
	if err != nil || len(names) < 9 {
		t.Fatal(names, err)
	}
	for _, name := range names {
		ext := filepath.Ext(name)
		if ext == ".doc" && (Converter() == "" || os.Getenv("ZHENJIAN_LONG") == "") {
			continue // TestConvert has a program in its place
		}
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		seeds, err := filepath.Glob("../../content/reports/" + strings.TrimSuffix(filepath.Base(name), ext) + "_*.txt")
		if err != nil || len(seeds) != 1 {
			t.Fatal(seeds, err)
		}
		seed, err := os.ReadFile(seeds[0])
		if err != nil {
			t.Fatal(err)
		}
		want, _ := New("x.txt", seed)
		d, problems := New(name, text)
		if d == nil {
			t.Errorf("%s: %v", name, problems)
			continue
		}
		if d.Text == want.Text {
			continue
		}
		got, lines := strings.Split(d.Text, "\n"), strings.Split(want.Text, "\n")
		for i := range min(len(got), len(lines)) {
			if got[i] != lines[i] {
				t.Errorf("%s, line %d of %d, %d asked:\n%q, want\n%q", name, i+1, len(got), len(lines), got[i], lines[i])
				break
			}
		}
	}
}
