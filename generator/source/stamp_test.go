package source

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

// TestStamp: whatever changes the bytes of a report or of its sidecar changes its
// stamp, also where size and time are the same as before.
func TestStamp(t *testing.T) {
	dir := t.TempDir()
	name, side := filepath.Join(dir, "a.txt"), filepath.Join(dir, "a.txt.toml")
	day := time.Date(2024, 1, 9, 0, 0, 0, 0, time.UTC)
	write := func(name, text string) {
		t.Helper()
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(name, day, day); err != nil {
			t.Fatal(err)
		}
	}
	seen := map[string]string{}
	look := func(what string) File {
		t.Helper()
		files, _, err := Find(dir)
		if err != nil || len(files) != 1 {
			t.Fatal(files, err)
		}
		if other, twice := seen[files[0].Stamp]; twice {
			t.Errorf("%s: the stamp is as %s", what, other)
		}
		seen[files[0].Stamp] = what
		return files[0]
	}
	write(name, "甲")
	first := look("first")
	if again, _, _ := Find(dir); again[0].Stamp != first.Stamp {
		t.Error("looking changes the stamp")
	}
	write(name, "甲乙")
	look("longer")
	write(side, "year = 2022")
	look("with a sidecar")
	write(side, "year = 2022 ")
	f := look("with a longer sidecar")
	if _, number := inode(mustStat(t, name)); number == 0 {
		t.Skip("this system says nothing beside size and time")
	}
	if !f.Latest.After(day) {
		t.Errorf("the time of the last change is %v", f.Latest)
	}
	other := filepath.Join(t.TempDir(), "b.txt")
	write(other, "丙丁")
	if err := os.Rename(other, name); err != nil {
		t.Fatal(err)
	}
	look("another file of the same size and time")
}

func mustStat(t *testing.T, name string) os.FileInfo {
	t.Helper()
	info, err := os.Stat(name)
	if err != nil {
		t.Fatal(err)
	}
	return info
}
