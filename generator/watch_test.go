package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"zhenjian/generator/pipeline"
)

// A built is what one build of a watched site came to.
type built struct {
	res *pipeline.Result
	err error
}

// startWatch watches a site until the test ends, and gives its builds.
func startWatch(t *testing.T, site string) <-chan built {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	builds, ended := make(chan built, 1000), make(chan error)
	c := &command{site: site, quiet: true}
	go func() {
		ended <- c.watchSite(ctx, "127.0.0.1:0", 0, false, func(res *pipeline.Result, err error) { builds <- built{res, err} })
	}()
	t.Cleanup(func() {
		cancel()
		select {
		case err := <-ended:
			if err != nil {
				t.Errorf("watching ended with %v", err)
			}
		case <-time.After(30 * time.Second):
			t.Error("watching does not end")
		}
	})
	return builds
}

// until waits for a build that fits.
func until(t *testing.T, builds <-chan built, what string, fits func(built) bool) {
	t.Helper()
	late := time.After(time.Minute)
	for {
		select {
		case b := <-builds:
			if fits(b) {
				return
			}
		case <-late:
			t.Fatalf("no build: %s", what)
		}
	}
}

func good(b built) bool { return b.err == nil }

// checkFresh compares the site with one built from nothing in another folder,
// since the watcher holds the lock of its own.
func checkFresh(t *testing.T, site, what string) {
	t.Helper()
	fresh := t.TempDir()
	if err := os.CopyFS(filepath.Join(fresh, "content"), os.DirFS(filepath.Join(site, "content"))); err != nil {
		t.Fatal(err)
	}
	config, err := os.ReadFile(filepath.Join(site, "config.toml"))
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(fresh, "config.toml"), string(config))
	if status := run([]string{"build", "--quiet", "--site", fresh}); status != exitDone && status != exitProblems {
		t.Fatalf("%s: status %d", what, status)
	}
	compareTrees(t, what, readTree(t, filepath.Join(site, "public")), readTree(t, filepath.Join(fresh, "public")))
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

// TestWatch: what is saved is built, a fault keeps the last good site, and what
// was lost and comes back is built again.
func TestWatch(t *testing.T) {
	site := newSite(t)
	builds := startWatch(t, site)
	until(t, builds, "the first", good)
	public := filepath.Join(site, "public")
	report := filepath.Join(site, "content", "reports", "new.txt")
	write(t, report, "枣庄市台儿庄区泥沟镇2022年度法治政府建设情况报告\n一、主要举措\n开展普法宣讲35场。\n")
	until(t, builds, "of a new report", func(b built) bool { return good(b) && len(b.res.Read) == 1 && b.res.Read[0].Path == "new.txt" })
	found, _ := filepath.Glob(filepath.Join(public, "places", "*", "2022", "report.json"))
	if !slices.ContainsFunc(found, func(name string) bool {
		data, _ := os.ReadFile(name)
		return strings.Contains(string(data), "泥沟镇")
	}) {
		t.Error("the new report has no page")
	}

	before := readTree(t, public)
	config := filepath.Join(site, "config.toml")
	kept, err := os.ReadFile(config)
	if err != nil {
		t.Fatal(err)
	}
	write(t, config, `titel = "x"`)
	until(t, builds, "of a faulty config", func(b built) bool { _, fault := errors.AsType[fileFault](b.err); return fault })
	compareTrees(t, "after a fault", readTree(t, public), before)
	write(t, config, string(kept)+"\nnotice = \"试运行\"\n")
	until(t, builds, "of the mended config", good)

	content, away := filepath.Join(site, "content"), filepath.Join(site, "away")
	if err := os.Rename(content, away); err != nil {
		t.Fatal(err)
	}
	until(t, builds, "without content", func(b built) bool { _, none := errors.AsType[noSite](b.err); return none })
	if err := os.Rename(away, content); err != nil {
		t.Fatal(err)
	}
	until(t, builds, "with content again", good)
	checkFresh(t, site, "in the end")
}

// TestWatchRandom edits a watched site at random, as editors save, and compares it
// with one built from nothing once it has come to rest.
func TestWatchRandom(t *testing.T) {
	seed := time.Now().UnixNano()
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewSource(seed))
	site := newSite(t)
	builds := startWatch(t, site)
	until(t, builds, "the first", good)
	reports := filepath.Join(site, "content", "reports")
	towns := []string{"泥沟镇", "邳庄镇", "张山子镇", "马兰屯镇"}
	for step := range 60 {
		town := towns[random.Intn(len(towns))]
		folder := filepath.Join(reports, fmt.Sprint("批次", random.Intn(3)))
		os.MkdirAll(folder, 0o777)
		name := filepath.Join(folder, town+".txt")
		text := fmt.Sprintf("枣庄市台儿庄区%s%d年度法治政府建设情况报告\n一、主要举措\n开展普法宣讲%d场。\n", town, 2019+random.Intn(4), 10+random.Intn(80))
		switch random.Intn(7) {
		case 0: // Word: the new file beside it, then two renames
			write(t, name+".tmp", text)
			os.Rename(name, name+".bak")
			os.Rename(name+".tmp", name)
			os.Remove(name + ".bak")
		case 1: // vim
			os.Rename(name, name+"~")
			write(t, name, text)
			os.Remove(name + "~")
		case 2:
			os.Remove(name)
		case 3:
			os.Rename(folder, folder+fmt.Sprint("x", step))
		case 4:
			write(t, name+".toml", fmt.Sprintf("year = %d\n", 2019+random.Intn(4)))
		case 5:
			write(t, filepath.Join(site, "config.toml"), fmt.Sprintf("title = \"档案%d\"\n", random.Intn(5)))
		default:
			write(t, name, text)
		}
		time.Sleep(time.Duration(random.Intn(300)) * time.Millisecond)
	}
	for quiet := false; !quiet; {
		select {
		case <-builds:
		case <-time.After(4 * time.Second):
			quiet = true
		}
	}
	checkFresh(t, site, fmt.Sprintf("seed %d", seed))
}
