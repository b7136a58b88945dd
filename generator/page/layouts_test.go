package page

import (
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"
)

// layoutFiles copies the layouts, for a test to break.
func layoutFiles(t *testing.T) fstest.MapFS {
	t.Helper()
	out := fstest.MapFS{}
	root := os.DirFS("../../layouts")
	err := fs.WalkDir(root, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || strings.HasSuffix(name, ".go") {
			return err
		}
		data, err := fs.ReadFile(root, name)
		out[name] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestLoadRefuses: a layout that cannot work is an error at the start, with file and line.
func TestLoadRefuses(t *testing.T) {
	for _, tt := range []struct {
		name, file, old, new string
		want                 []string
	}{
		{"a field of a page", "year.html", "{{.Heading}}", "\n{{.Haeding}}", []string{"layouts/year.html:4:", "Haeding"}},
		{"a field deep in a list", "report.html", "{{.Name}}</dt>", "{{.Nmae}}</dt>", []string{"layouts/report.html:", "Nmae"}},
		{"a field that only an empty page asks for", "home.html", "尚无报告", "{{.None}}", []string{"layouts/home.html:", "None"}},
		{"a field that a partial asks for", "partials/lists.html", "{{with .Note}}", "{{with .Notes}}", []string{"layouts/partials/lists.html:", "Notes"}},
		{"an action left open", "law.html", "{{end}}", "", []string{"layouts/law.html:", "EOF"}},
		{"an unknown function", "report.html", "{{.Key}}", "{{key .}}", []string{"layouts/report.html:2:", `"key"`}},
		{"a partial that there is not", "laws.html", `{{template "bottom" .Frame}}`, `{{template "foot" .Frame}}`, []string{"layouts/laws.html:", "foot"}},
		{"an attribute left open", "regions.html", `class="page-head"`, `class="page-head`, []string{"layouts/regions.html"}},
		{"a broken partial", "partials/frame.html", "{{- range .Columns}}", "{{- range}}", []string{"layouts/partials/frame.html:"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			files := layoutFiles(t)
			text := string(files[tt.file].Data)
			broken := strings.Replace(text, tt.old, tt.new, 1)
			if broken == text {
				t.Fatalf("%s has no %s", tt.file, tt.old)
			}
			files[tt.file] = &fstest.MapFile{Data: []byte(broken)}
			_, err := Load(files)
			if err == nil {
				t.Fatal("no error")
			}
			for _, want := range tt.want {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("%q does not say %q", err, want)
				}
			}
		})
	}
	for _, missing := range []string{"place.html", "assets/site.css"} {
		files := layoutFiles(t)
		delete(files, missing)
		if _, err := Load(files); err == nil || !strings.Contains(err.Error(), missing) {
			t.Errorf("without %s: %v", missing, err)
		}
	}
}

// TestLayoutHash: another template gives another hash, another asset another address.
func TestLayoutHash(t *testing.T) {
	first := loadLayouts(t)
	files := layoutFiles(t)
	if same, err := Load(files); err != nil || same.hash != first.hash || same.style != first.style {
		t.Errorf("the same layouts differ: %v", err)
	}
	files["partials/lists.html"] = &fstest.MapFile{Data: append(files["partials/lists.html"].Data, '\n')}
	files["assets/site.css"] = &fstest.MapFile{Data: append(files["assets/site.css"].Data, '\n')}
	other, err := Load(files)
	if err != nil {
		t.Fatal(err)
	}
	if other.hash == first.hash {
		t.Error("a changed partial leaves the hash as it was")
	}
	if other.style == first.style {
		t.Error("a changed style sheet keeps its address")
	}
}
