package publish

import (
	"path/filepath"
	"strings"
	"testing"
)

var pathTests = []struct {
	path string
	want string // in the error; "" for a good path
}{
	{"index.html", ""},
	{"places/370405104/2022/original.docx.txt", ""},
	{"data/SHA256SUMS.txt", ""},
	{"a-b_c~d/e+f,g.html", ""},
	{"", "clean relative"},
	{".", "clean relative"},
	{"..", "clean relative"},
	{"a/../b", "clean relative"},
	{"../a", "clean relative"},
	{"/a", "clean relative"},
	{"a/", "clean relative"},
	{"a//b", "clean relative"},
	{"./a", "clean relative"},
	{".gitignore", "begins with a dot"},
	{".git/config", "begins with a dot"},
	{"a/.gitignore", "begins with a dot"},
	{"a/.zhenjian-1", "begins with a dot"},
	{"a./b", "ends in a dot"},
	{"a.", "ends in a dot"},
	{"a b", "character"},
	{"a\nb", "character"},
	{"a\x00b", "character"},
	{`a\b`, "character"},
	{`C:/a`, "character"},
	{"涧头集镇.html", "character"},
	{"a?b", "character"},
}

func TestCheckPath(t *testing.T) {
	for _, tt := range pathTests {
		err := checkPath(tt.path)
		switch {
		case tt.want == "" && err != nil:
			t.Errorf("%q: %v", tt.path, err)
		case tt.want != "" && err == nil:
			t.Errorf("%q is accepted", tt.path)
		case err != nil && !strings.Contains(err.Error(), tt.want):
			t.Errorf("%q: %v, want %q in it", tt.path, err, tt.want)
		}
	}
}

// What is accepted stays in public and keeps the user's names free.
func FuzzCheckPath(f *testing.F) {
	for _, tt := range pathTests {
		f.Add(tt.path)
	}
	f.Fuzz(func(t *testing.T, path string) {
		if checkPath(path) != nil {
			return
		}
		name := filepath.Join("public", filepath.FromSlash(path))
		if back, err := filepath.Rel("public", name); err != nil || filepath.ToSlash(back) != path || !filepath.IsLocal(back) {
			t.Fatalf("%q becomes %q", path, name)
		}
		for part := range strings.SplitSeq(path, "/") {
			if part == "" || part[0] == '.' {
				t.Fatalf("%q has the part %q", path, part)
			}
		}
		for dir := parent(path); dir != ""; dir = parent(dir) {
			if !strings.HasPrefix(path, dir+"/") {
				t.Fatalf("%q lies in %q", path, dir)
			}
		}
	})
}
