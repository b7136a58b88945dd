package source

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestFind(t *testing.T) {
	dir := t.TempDir()
	reports := filepath.Join(dir, "content", "reports")
	for name, text := range map[string]string{
		"2022/双合镇.txt": "甲", "2022/双合镇.txt.toml": "year = 2022", "a.TXT": "乙", "x.txt/inner.txt": "丙",
		"~$双合镇.docx": "x", ".hidden.txt": "x", "b.txt.swp": "x", "c.txt~": "x", "d.txt.filepart": "x", "e.tmp": "x", ".git/f.txt": "x",
		"g.docx": "PK", "g.ofd": "PK", "h.xlsx": "PK", "gone.txt.toml": "year = 2022",
	} {
		write(t, filepath.Join(reports, filepath.FromSlash(name)), text)
	}
	write(t, filepath.Join(dir, "secret.txt"), "outside")
	write(t, filepath.Join(dir, "content", "elsewhere.txt"), "inside")
	symlink(t, filepath.Join(dir, "secret.txt"), filepath.Join(reports, "out.txt"))
	symlink(t, "../elsewhere.txt", filepath.Join(reports, "in.txt"))
	symlink(t, "..", filepath.Join(reports, "loop.txt"))
	symlink(t, "nowhere", filepath.Join(reports, "dead.txt"))
	files, problems, err := Find(reports)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range files {
		if f.HasSidecar {
			f.Path += "+"
		}
		got = append(got, f.Path)
	}
	if want := []string{"2022/双合镇.txt+", "a.TXT", "g.docx", "in.txt", "x.txt/inner.txt"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	got = nil
	for _, p := range problems {
		got = append(got, p.File+" "+string(p.Code))
	}
	if want := []string{"dead.txt link-outside", "g.ofd format", "gone.txt.toml lone-sidecar", "h.xlsx unknown-kind", "loop.txt link-outside", "out.txt link-outside"}; !slices.Equal(got, want) {
		t.Errorf("problems %q, want %q", got, want)
	}
}

func TestReadTooLarge(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "big.txt"), strings.Repeat("大", MaxSize/3+1))
	doc, problems := Read(dir, File{Path: "big.txt"})
	if doc != nil || len(problems) != 1 || problems[0].Code != TooLarge {
		t.Errorf("got %v", problems)
	}
}

func TestReadSidecar(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "a.txt"), "双合镇")
	write(t, filepath.Join(dir, "a.txt.toml"), "year = 2022")
	doc, _ := ReadPath(filepath.Join(dir, "a.txt"))
	if doc == nil || string(doc.Sidecar) != "year = 2022" {
		t.Errorf("got %+v", doc)
	}
}

func TestWordings(t *testing.T) {
	for code, w := range wordings {
		if w.severity == "" || w.zh == "" || w.zhDo == "" || w.en == "" || w.enDo == "" {
			t.Errorf("%s lacks a wording", code)
		}
		if strings.Count(w.zh, "%") == 0 != (strings.Count(w.en, "%") == 0) {
			t.Errorf("%s: one language speaks of arguments, the other of none", code)
		}
	}
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

func symlink(t *testing.T, target, name string) {
	t.Helper()
	if err := os.Symlink(target, name); err != nil {
		t.Skip(err)
	}
}
