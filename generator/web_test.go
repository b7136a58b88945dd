package main

import (
	"path"
	"regexp"
	"strings"
	"testing"
)

// TestPlainNames: every file of the demonstration has a name in ASCII that no file
// system and no server takes for another, and an ending that IIS knows, by itself or
// by the web.config beside.
func TestPlainNames(t *testing.T) {
	plain := regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]*$`)
	known := " .html .css .js .csv .txt .xml .svg .png .zip .json .docx .doc .pdf "
	tree := readTree(t, buildDemo(t))
	for name := range tree {
		for part := range strings.SplitSeq(name, "/") {
			if !plain.MatchString(part) {
				t.Errorf("%s: %s is no plain name", name, part)
			}
		}
		if name != "web.config" && name != ".gitignore" && !strings.Contains(known, " "+path.Ext(name)+" ") {
			t.Errorf("%s: no server knows this ending", name)
		}
	}
	if tree["web.config"] == nil || tree["version.txt"] == nil {
		t.Error("no web.config, or no version.txt")
	}
}
