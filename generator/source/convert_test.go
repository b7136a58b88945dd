//go:build unix

package source

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// soffice puts a script in the place of LibreOffice, and nothing else on the path.
func soffice(t *testing.T, script string) {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "soffice"), []byte("#!/bin/sh\nPATH=/bin:/usr/bin\n"+script), 0o755); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", dir)
}

const oldWord = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"

// TestConvert has a script in the place of LibreOffice; TestOffice asks the real one, where it is
// installed.
func TestConvert(t *testing.T) {
	made := filepath.Join(t.TempDir(), "made.docx")
	if err := os.WriteFile(made, word(t, paragraph("涧头集镇2022年度法治政府建设情况报告")), 0o666); err != nil {
		t.Fatal(err)
	}
	count := filepath.Join(t.TempDir(), "count")
	// The last argument is the file, the one before it the folder that it goes to.
	soffice(t, `echo x >>"`+count+`"; while [ $# -gt 2 ]; do shift; done; [ -s "$2" ] && mkdir "$1" && cp "`+made+`" "$1/report.docx"; test -e "$HOME/profile/user/registrymodifications.xcu"`)
	for _, name := range []string{"a.doc", "a.doc", "a.wps", "a.rtf", "b.doc"} {
		raw := []byte(oldWord + "x")
		if name == "a.rtf" || name == "b.doc" {
			raw = []byte(`{\rtf1 x}`)
		}
		d, problems := New(name, raw)
		if d == nil || d.Text != "涧头集镇2022年度法治政府建设情况报告\n" || string(d.Raw) != string(raw) || d.Ext() != filepath.Ext(name) {
			t.Errorf("%s: %v", name, problems)
		}
	}
	if runs, err := os.ReadFile(count); err != nil || strings.Count(string(runs), "x") != 3 {
		t.Errorf("%d runs: %v", strings.Count(string(runs), "x"), err) // .doc, .wps, .rtf, each once
	}
	// An ending that was given by hand, or by the system that made the file.
	for name, raw := range map[string]string{"c.doc": string(word(t, paragraph("甲"))), "d.doc": "<html><p>甲</p></html>", "e.wps": string(word(t, paragraph("甲")))} {
		if d, problems := New(name, []byte(raw)); d == nil || d.Text != "甲\n" {
			t.Errorf("%s: %v", name, problems)
		}
	}
	for name, raw := range map[string]string{"f.doc": "一份文本", "g.rtf": "\x00\x01", "h.odt": "x"} {
		if _, problems := New(name, []byte(raw)); name != "h.odt" && (len(problems) != 1 || problems[0].Code != Damaged) {
			t.Errorf("%s: %v", name, problems)
		}
	}
}

func TestNotConverted(t *testing.T) {
	before := Converter()
	for _, tt := range []struct {
		script string
		want   Code
	}{{"", NotConverted}, {"echo no filter; exit 1", NotConverted}, {`while [ $# -gt 2 ]; do shift; done; mkdir "$1"; echo x >"$1/report.docx"`, Damaged}} {
		soffice(t, tt.script)
		if _, problems := New("z.doc", []byte(oldWord+tt.script)); len(problems) != 1 || problems[0].Code != tt.want {
			t.Errorf("%q: %v", tt.script, problems)
		}
	}
	if now := Converter(); now == "" || now == before {
		t.Errorf("another program is %q", now)
	}
	t.Setenv("PATH", t.TempDir())
	if _, problems := New("z.doc", []byte(oldWord)); Converter() == "" && (len(problems) != 1 || problems[0].Code != NoConverter) {
		t.Error(problems)
	}
}
