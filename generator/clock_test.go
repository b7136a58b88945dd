package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// TestClock builds one site on different days and in different time zones, and
// publishes it, long after, with nothing new: the bytes are the same, and all of
// them.
func TestClock(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	if status := run([]string{"publish", "--quiet", "--site", site, "--date", "2024-03-28T09:18"}); status != exitDone {
		t.Fatalf("status %d", status)
	}
	want := readTree(t, filepath.Join(site, "public"))
	ledger := filepath.Join(site, "content", "published.csv")
	kept, err := os.ReadFile(ledger)
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ later, zone, command string }{
		{"0h", "UTC", "build"},
		{"9607h", "Pacific/Kiritimati", "build"},
		{"262800h", "America/Los_Angeles", "publish"},
	} {
		out := t.TempDir()
		cmd := exec.Command(os.Args[0], "-test.run=^TestAtAnotherTime$")
		cmd.Env = append(os.Environ(), "TZ="+tt.zone, "ZHENJIAN_TEST_LATER="+tt.later, "ZHENJIAN_TEST_ARGS="+strings.Join([]string{tt.command, "--quiet", "--site", site, "--out", out}, "\n"))
		if said, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%s: %v\n%s", tt.later, err, said)
		}
		compareTrees(t, tt.later+" later", readTree(t, out), want)
		if now, err := os.ReadFile(ledger); err != nil || !bytes.Equal(now, kept) {
			t.Errorf("%s later: the ledger has other bytes", tt.later)
		}
	}
}

// TestAtAnotherTime runs a command while the clock is turned: in a bubble of
// synctest it stands at the beginning of 2000, and goes on as told. It is TestClock
// that runs it, each time in a process of its own, in which no clock has been
// looked at before.
func TestAtAnotherTime(t *testing.T) {
	args := os.Getenv("ZHENJIAN_TEST_ARGS")
	if args == "" {
		t.Skip("for TestClock")
	}
	later, err := time.ParseDuration(os.Getenv("ZHENJIAN_TEST_LATER"))
	if err != nil {
		t.Fatal(err)
	}
	synctest.Test(t, func(t *testing.T) {
		time.Sleep(later)
		if status := run(strings.Split(args, "\n")); status != exitDone {
			t.Errorf("status %d", status)
		}
		time.Sleep(time.Hour) // Chroma's lexers leave a clock running, for some seconds
	})
}
