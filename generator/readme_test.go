package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"zhenjian/layouts"
)

// readmes are the documents that people are led by.
var readmes = []string{"../README.zh-CN.md", "../README.md", "README.md", "SECURITY.md"}

// TestReadmes holds what the READMEs list against what there is: commands, layouts,
// how many indicators and terms, and that their links lead somewhere.
func TestReadmes(t *testing.T) {
	counts := map[string]int{"indicator/catalogue.toml": 0, "glossary/glossary.toml": 0}
	for name := range counts {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		counts[name] = len(regexp.MustCompile(`(?m)^\[\[(indicator|term)\]\]`).FindAll(data, -1))
	}
	want := map[string][]string{
		"../README.zh-CN.md": {fmt.Sprintf("认识 %d 项指标", counts["indicator/catalogue.toml"]), fmt.Sprintf("自带 %d 个词", counts["glossary/glossary.toml"])},
		"../README.md":       {fmt.Sprintf("built-in %d,", counts["indicator/catalogue.toml"]), fmt.Sprintf("one of %d terms", counts["glossary/glossary.toml"])},
	}
	entries, err := layouts.FS.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if name, ok := strings.CutSuffix(e.Name(), ".html"); ok {
			want["../README.zh-CN.md"] = append(want["../README.zh-CN.md"], "`"+e.Name()+"`")
			want["../README.md"] = append(want["../README.md"], "`"+name+"`")
		}
	}
	for _, sub := range (&command{}).root().Commands() {
		if !sub.Hidden {
			for _, readme := range readmes[:2] {
				want[readme] = append(want[readme], "\n| `"+sub.Name())
			}
		}
	}
	for _, name := range readmes {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, words := range want[name] {
			if !strings.Contains(string(data), words) {
				t.Errorf("%s lacks %q", name, words)
			}
		}
		for _, link := range regexp.MustCompile(`\]\(([^)\s]+)\)`).FindAllStringSubmatch(string(data), -1) {
			file, anchor, _ := strings.Cut(link[1], "#")
			if strings.Contains(file, "://") {
				continue
			}
			target := name
			if file != "" {
				target = filepath.Join(filepath.Dir(name), filepath.FromSlash(file))
			}
			info, err := os.Stat(target)
			if err != nil {
				t.Errorf("%s: %v", name, err)
				continue
			}
			if anchor == "" || info.IsDir() {
				continue
			}
			to, err := os.ReadFile(target)
			if err != nil {
				t.Fatal(err)
			}
			if !slices.Contains(anchorsOf(string(to)), anchor) {
				t.Errorf("%s: %s has no heading #%s", name, target, anchor)
			}
		}
	}
}

// anchorsOf gives the names that the headings of a Markdown file are reached by: in
// lower case, blanks as hyphens, without punctuation.
func anchorsOf(text string) (names []string) {
	for _, m := range regexp.MustCompile(`(?m)^#+ (.*)$`).FindAllStringSubmatch(text, -1) {
		names = append(names, strings.Map(func(r rune) rune {
			switch {
			case r == ' ':
				return '-'
			case r == '-' || r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r):
				return unicode.ToLower(r)
			}
			return -1
		}, m[1]))
	}
	return names
}
