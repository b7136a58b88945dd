package main

import (
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestMarkup holds pages to the HTML standard, a third of each kind, of the demonstration
// too; with ZHENJIAN_LONG all. .ci/npm/htmlvalidate.json says by which rules.
func TestMarkup(t *testing.T) {
	t.Parallel()
	validator := checker(t, "html-validate/bin/html-validate.mjs")
	node := program(t, "node")
	for _, public := range []string{buildSite(t), buildDemo(t)} {
		validate(t, node, validator, public)
	}
}

func validate(t *testing.T, node, validator, public string) {
	t.Helper()
	args := []string{validator, "--config", filepath.Join("..", ".ci", "npm", "htmlvalidate.json"), "--formatter", "text"}
	var pages []string
	for name := range readTree(t, public) {
		if strings.HasSuffix(name, ".html") {
			pages = append(pages, name)
		}
	}
	for _, name := range thirdOfEachKind(pages) {
		args = append(args, filepath.Join(public, filepath.FromSlash(name)))
	}
	if out, err := exec.Command(node, args...).CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, strings.ReplaceAll(string(out), public+string(filepath.Separator), ""))
	}
}
