package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
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
	return startWatchAt(t, site, "127.0.0.1:0")
}

func startWatchAt(t *testing.T, site, listen string) <-chan built {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	builds, ended := make(chan built, 2000), make(chan error)
	c := &command{site: site, quiet: true}
	go func() {
		ended <- c.watchSite(ctx, listen, 0, false, func(res *pipeline.Result, err error) { builds <- built{res, err} })
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

// fresh builds a site from nothing in another folder, since the watcher holds
// the lock of its own, and gives all files.
func fresh(t *testing.T, site string) map[string][]byte {
	t.Helper()
	other := t.TempDir()
	for _, name := range []string{"content", "layouts"} {
		if err := os.CopyFS(filepath.Join(other, name), os.DirFS(filepath.Join(site, name))); err != nil && (name == "content" || !errors.Is(err, fs.ErrNotExist)) {
			t.Fatal(err)
		}
	}
	config, err := os.ReadFile(filepath.Join(site, "config.toml"))
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(other, "config.toml"), string(config))
	if out, err := zhenjian(t, nil, "build", "--quiet", "--site", other).CombinedOutput(); err != nil && !strings.Contains(err.Error(), fmt.Sprint("exit status ", exitProblems)) {
		t.Fatalf("%v\n%s", err, out)
	}
	return readTree(t, filepath.Join(other, "public"))
}

// checkFresh compares the site with one built from nothing.
func checkFresh(t *testing.T, site, what string) {
	t.Helper()
	compareTrees(t, what, readTree(t, filepath.Join(site, "public")), fresh(t, site))
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
	t.Parallel()
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
