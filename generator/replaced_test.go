package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"
	"time"
)

// TestProgramReplaced puts another program in the place of one that is watching.
// What the old one then builds may not be kept as made by the new one, which
// would believe it.
func TestProgramReplaced(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		t.Skip("the file of a running program stays")
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	program, err := os.ReadFile(self)
	if err != nil {
		t.Fatal(err)
	}
	site, dir := newSite(t), t.TempDir()
	name, other := filepath.Join(dir, "zhenjian"), filepath.Join(dir, "other")
	for file, data := range map[string][]byte{name: program, other: append(program, "another"...)} {
		if err := os.WriteFile(file, data, 0o777); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.Command(name, "watch", "--quiet", "--site", site, "--listen", "127.0.0.1:0")
	cmd.Env = append(os.Environ(), "ZHENJIAN_TEST_COMMAND=1")
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	defer cmd.Wait()
	defer cmd.Process.Kill()
	// kept gives the key under which reports are remembered, once they are after a
	// time.
	kept := func(after time.Time) []byte {
		t.Helper()
		for range 600 {
			names, _ := filepath.Glob(filepath.Join(site, ".zhenjian", "*", "kept-reports"))
			if len(names) == 1 {
				info, err := os.Stat(names[0])
				data, err2 := os.ReadFile(names[0])
				if err == nil && err2 == nil && info.ModTime().After(after) {
					_, key, _ := bytes.Cut(data, []byte("\n"))
					return key[:32]
				}
			}
			time.Sleep(100 * time.Millisecond)
		}
		t.Fatal("nothing is remembered within a minute")
		return nil
	}
	before := kept(time.Time{})
	if err := os.Rename(other, name); err != nil {
		t.Fatal(err)
	}
	time.Sleep(50 * time.Millisecond) // a coarse clock
	now := time.Now()
	write(t, filepath.Join(site, "content", "reports", "new.txt"), "枣庄市台儿庄区泥沟镇2022年度法治政府建设情况报告\n一、主要举措\n开展普法宣讲35场。\n")
	if after := kept(now); !bytes.Equal(after, before) {
		t.Error("the program that runs keeps its reports as those of the other one")
	}
}
