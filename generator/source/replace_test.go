package source

import (
	"os"
	"path/filepath"
	"testing"
)

func TestReplaceFile(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "a.csv")
	if err := os.WriteFile(filepath.Join(dir, ".a.csv.tmp"), []byte("half"), 0o666); err != nil { // of an attempt that was cut short
		t.Fatal(err)
	}
	for _, text := range []string{"甲", "乙乙", ""} {
		if err := ReplaceFile(name, []byte(text)); err != nil {
			t.Fatal(err)
		}
		if data, err := os.ReadFile(name); err != nil || string(data) != text {
			t.Errorf("got %q, %v, want %q", data, err, text)
		}
		if files, err := os.ReadDir(dir); err != nil || len(files) != 1 {
			t.Errorf("left behind: %v, %v", files, err)
		}
	}
	if err := ReplaceFile(name, nil); err != nil {
		t.Error(err)
	}
	if files, err := os.ReadDir(dir); err != nil || len(files) != 0 {
		t.Errorf("left behind: %v, %v", files, err)
	}
	// What cannot be replaced stays, and nothing is left beside it.
	if err := os.MkdirAll(filepath.Join(name, "b"), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := ReplaceFile(name, []byte("甲")); err == nil {
		t.Error("a folder was replaced")
	}
	if files, err := os.ReadDir(dir); err != nil || len(files) != 1 {
		t.Errorf("left behind: %v, %v", files, err)
	}
}
