package main

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	"zhenjian/generator/archive"
)

// TestPublishKilled kills publish at random moments. The ledger is then as it was,
// or has all the new rows, and each is whole; no link is dead; and the next publish
// ends in what one that nobody killed makes.
func TestPublishKilled(t *testing.T) {
	t.Parallel()
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 1))
	site := newSite(t)
	ledger, public := filepath.Join(site, "content", "published.csv"), filepath.Join(site, "public")
	publish := func(out string) []string {
		return []string{"publish", "--site", site, "--out", out, "--date", "2024-03-28T09:18"}
	}
	start := time.Now()
	if msg, err := zhenjian(t, nil, publish(filepath.Join(t.TempDir(), "public"))...).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, msg)
	}
	took := time.Since(start)
	want, err := os.ReadFile(ledger)
	if err != nil {
		t.Fatal(err)
	}
	for range 8 {
		if err := os.Remove(ledger); err != nil && !os.IsNotExist(err) {
			t.Fatal(err)
		}
		cmd := zhenjian(t, nil, publish(public)...)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		timer := time.AfterFunc(time.Duration(random.Int64N(int64(took))), func() { cmd.Process.Kill() })
		cmd.Wait() // killed or not
		timer.Stop()
		switch got, err := os.ReadFile(ledger); {
		case os.IsNotExist(err):
		case err != nil:
			t.Fatal(err)
		case string(got) != string(want):
			t.Errorf("the ledger is\n%s", got)
		}
		if _, err := os.Stat(filepath.Join(public, "index.html")); err == nil {
			checkLinks(t, public)
		}
	}
	if msg, err := zhenjian(t, nil, publish(public)...).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, msg)
	}
	fresh := filepath.Join(t.TempDir(), "public")
	if msg, err := zhenjian(t, nil, "build", "--site", site, "--out", fresh).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, msg)
	}
	compareTrees(t, "after the kills", readTree(t, public), readTree(t, fresh))
	entries, err := os.ReadDir(filepath.Dir(ledger))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if filepath.Ext(e.Name()) == ".tmp" {
			t.Errorf("%s is left behind", e.Name())
		}
	}
	data, _ := os.ReadFile(ledger)
	if _, problems := archive.ParseLedger(data); len(problems) > 0 || string(data) != string(want) {
		t.Errorf("%v, the ledger is\n%s", problems, data)
	}
}
