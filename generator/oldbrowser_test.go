package main

import (
	"bufio"
	"fmt"
	"os"
	"path"
	"regexp"
	"strings"
	"testing"
)

// A newer is something that old browsers do not know, a line of
// testdata/oldbrowsers.txt.
type newer struct {
	kind, since, name string
	pattern           *regexp.Regexp
}

func readNewer(t *testing.T) []newer {
	t.Helper()
	file, err := os.Open("testdata/oldbrowsers.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var list []newer
	for lines := bufio.NewScanner(file); lines.Scan(); {
		if strings.HasPrefix(lines.Text(), "#") {
			continue
		}
		f := strings.Split(lines.Text(), "\t")
		if len(f) != 4 {
			t.Fatalf("%q has %d parts, want 4", lines.Text(), len(f))
		}
		list = append(list, newer{f[0], f[1], f[2], regexp.MustCompile(f[3])})
	}
	return list
}

var (
	scriptComment = regexp.MustCompile(`(?s)/\*.*?\*/|(?m)(^|\s)//.*$`)
	scriptString  = regexp.MustCompile(`'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"`)
	ifKnown       = regexp.MustCompile(`@supports[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}`)
)

// lint lists what a style sheet or a script has that old browsers do not know.
// What stands in @supports is only for those that do.
func lint(list []newer, kind, text string) []string {
	text = scriptComment.ReplaceAllString(text, "")
	if kind == "js" {
		text = scriptString.ReplaceAllString(text, "''")
	} else {
		text = ifKnown.ReplaceAllString(text, "")
	}
	var found []string
	for _, n := range list {
		if at := n.pattern.FindString(text); n.kind == kind && at != "" {
			found = append(found, fmt.Sprintf("%s, from Chromium %s on: %q", n.name, n.since, at))
		}
	}
	return found
}

// TestOldBrowsers: no style sheet and no script of the site, as it is published, has
// anything that readers' browsers may not know. What comes from ECharts is made for
// them by its makers (chart/runtime).
func TestOldBrowsers(t *testing.T) {
	list := readNewer(t)
	seen := map[string]int{}
	for name, data := range assets(t) {
		kind := strings.TrimPrefix(path.Ext(name), ".")
		if path.Dir(name) != "assets" || kind != "css" && kind != "js" {
			continue
		}
		seen[kind]++
		for _, what := range lint(list, kind, string(data)) {
			t.Errorf("%s: %s", name, what)
		}
	}
	if seen["css"] == 0 || seen["js"] < 5 {
		t.Errorf("looked at %v", seen)
	}
}

// TestOldBrowsersPlanted: what is planted is found, what only looks like it is not.
func TestOldBrowsersPlanted(t *testing.T) {
	list := readNewer(t)
	for _, tt := range []struct {
		kind, text string
		found      int
	}{
		{"js", "var a = b?.c;", 1},
		{"js", "fetch('x.json');", 1},
		{"js", "var a = b ?? c;", 1},
		{"js", "text.replaceAll('a', 'b');", 1},
		{"js", "navigator.clipboard.writeText(x);", 1},
		{"js", "var a = b ?.5 : c; // fetch(", 0},
		{"js", "var word = 'fetch('; prefetched(1);", 0},
		{"css", ".a { display: flex; gap: 1rem; }", 1},
		{"css", ".a{display:flex;gap:1rem}", 1},
		{"css", ".a:has(b) { color: red; }", 1},
		{"css", ".a { width: min(3rem, 4%); }", 1},
		{"css", ".a { .b { color: red; } & c { color: red; } }", 1},
		{"css", ".a { grid-gap: 1rem; column-gap: 2rem; width: calc(1rem - 2px); grid-template-columns: minmax(0, 1fr); }", 0},
		{"css", "@supports (gap: 1px) { .a { gap: 1rem; } }", 0},
	} {
		if found := lint(list, tt.kind, tt.text); len(found) != tt.found {
			t.Errorf("%s: found %q, want %d", tt.text, found, tt.found)
		}
	}
}
