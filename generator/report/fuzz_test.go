package report

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"zhenjian/generator/region"
	"zhenjian/generator/source"
)

// FuzzRead asks of every reading that what it found lies in the text, in
// order: blocks are the lines of the text, headings and citations stand where
// they are said to stand, sections end behind their beginning, names lie in the file.
func FuzzRead(f *testing.F) {
	names, err := filepath.Glob("../../content/reports/*.txt")
	if err != nil || len(names) == 0 {
		f.Fatal("no reports", err)
	}
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(text))
	}
	for _, tt := range placeTests {
		f.Add(tt.text)
	}
	for _, tt := range tableTests {
		f.Add(tt.text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		doc, _ := source.New("x.txt", []byte(text))
		if doc == nil {
			return
		}
		r := Read(doc, region.Builtin())
		at := 0
		for _, b := range r.Blocks {
			if b.Span.Start != at || b.Span.End < at || doc.Text[b.Span.End] != '\n' || strings.Contains(r.text(b.Span), "\n") {
				t.Fatalf("block %+v is not the line at %d", b, at)
			}
			at = b.Span.End + 1
			if b.Kind == RunIn && (b.HeadEnd <= b.Span.Start || b.HeadEnd > b.Span.End) {
				t.Fatalf("heading of %+v", b)
			}
			for i, c := range b.Cells {
				if c.Start < b.Span.Start || c.End > b.Span.End || c.Start > c.End || i > 0 && c.Start < b.Cells[i-1].End {
					t.Fatalf("cells of %+v", b)
				}
			}
		}
		if at != len(doc.Text) {
			t.Fatalf("blocks end at %d of %d", at, len(doc.Text))
		}
		at = 0
		for _, s := range r.Sections {
			if s.Span.Start < at || s.Span.End < s.Span.Start || s.End < s.Span.Start || s.Level < 1 || s.Level > 4 || !strings.Contains(doc.Text[s.Span.Start:], s.Heading) {
				t.Fatalf("section %+v", s)
			}
			at = s.Span.Start
		}
		at = 0
		for _, c := range r.Citations {
			if c.Span.Start < at || r.text(c.Span) != c.Name {
				t.Fatalf("citation %+v", c)
			}
			at = c.Span.End
		}
		for _, s := range append(r.Dates(), r.Places(region.Builtin())...) {
			if s.Start < 0 || s.End <= s.Start || s.End > len(doc.Decoded) || !utf8.ValidString(doc.Decoded[s.Start:s.End]) {
				t.Fatalf("name %+v", s)
			}
		}
		if r.Year != 0 && (r.Year < 2000 || r.Year > 2099) {
			t.Fatalf("year %d", r.Year)
		}
	})
}
