package main

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"zhenjian/generator/pipeline"
)

// edit replaces a text in a file of a site.
func edit(t *testing.T, name, old, now string) {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(data, []byte(old)) {
		t.Fatalf("%s does not hold %s", name, old)
	}
	if err := os.WriteFile(name, bytes.Replace(data, []byte(old), []byte(now), 1), 0o666); err != nil {
		t.Fatal(err)
	}
}

// session opens a session of a site, with the input of its builds.
func session(t *testing.T, dir string) (*pipeline.Session, func() *pipeline.Result) {
	t.Helper()
	c := &command{site: dir, lang: "zh", quiet: true}
	in, err := c.input()
	if err != nil {
		t.Fatal(err)
	}
	s, err := pipeline.Open(in.Public, in.State)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s, func() *pipeline.Result {
		t.Helper()
		in, err := c.input()
		if err != nil {
			t.Fatal(err)
		}
		res, err := s.Build(in)
		if err != nil {
			t.Fatal(err)
		}
		return res
	}
}

// fromNothing builds a site from nothing.
func fromNothing(t *testing.T, dir string) (map[string][]byte, *pipeline.Result) {
	t.Helper()
	in, err := (&command{site: dir, lang: "zh", quiet: true}).input()
	if err != nil {
		t.Fatal(err)
	}
	out := t.TempDir()
	in.Public, in.State = filepath.Join(out, "public"), filepath.Join(out, "state")
	res, err := pipeline.Build(in)
	if err != nil {
		t.Fatal(err)
	}
	return readTree(t, in.Public), res
}

// TestQuick: the pages of a saved report are shown before the build, which leaves
// them as they are; what Quick cannot do it leaves to the build.
func TestQuick(t *testing.T) {
	t.Parallel()
	const path = "000_103808b7dd47328f.txt"
	dir := newSite(t)
	name := filepath.Join(dir, "content", "reports", path)
	s, build := session(t, dir)
	if s.Quick([]string{path}) != nil {
		t.Error("something is shown before the first build")
	}
	build()
	if s.Quick([]string{path}) != nil {
		t.Error("nothing was saved, and something is shown")
	}
	edit(t, name, "47条", "48条")
	res := s.Quick([]string{path})
	if res == nil {
		t.Fatal("nothing is shown")
	}
	const folder = "places/370405103/2022/"
	if want := []string{folder + "index.html", folder + "original.txt", folder + "source.html", "places/370405103/card.html"}; !slices.Equal(res.Changed, want) {
		t.Errorf("changed %v, want %v", res.Changed, want)
	}
	if len(res.Read) != 1 || res.Read[0].Path != path || res.Read[0].Entry == nil {
		t.Errorf("read %+v", res.Read)
	}
	early := readTree(t, filepath.Join(dir, "public"))
	if !bytes.Contains(early[folder+"index.html"], []byte("48条")) {
		t.Error("the page is the old one")
	}
	built := build()
	for _, path := range res.Changed {
		if slices.Contains(built.Changed, path) {
			t.Errorf("the build writes %s again", path)
		}
	}
	want, _ := fromNothing(t, dir)
	compareTrees(t, "after the build", readTree(t, filepath.Join(dir, "public")), want)
	for _, tt := range []struct {
		name   string
		change func()
		path   string
	}{
		{"another title", func() { edit(t, name, "涧头集镇", "涧头集镇人民政府") }, path},
		{"another year", func() {
			data, _ := os.ReadFile(name)
			os.WriteFile(name, bytes.ReplaceAll(data, []byte("2022年"), []byte("2019年")), 0o666)
		}, path},
		{"a new sidecar", func() { os.WriteFile(name+".toml", []byte("year = 2018\n"), 0o666) }, path + ".toml"},
		{"a new report", func() {
			data, _ := os.ReadFile(name)
			os.WriteFile(filepath.Join(filepath.Dir(name), "new.txt"), bytes.ReplaceAll(data, []byte("2019年"), []byte("2017年")), 0o666)
		}, "new.txt"},
		{"a report that is gone", func() { os.Remove(filepath.Join(filepath.Dir(name), "new.txt")) }, "new.txt"},
		{"no report any more", func() { os.WriteFile(name, []byte("无\n"), 0o666) }, path},
	} {
		tt.change()
		if res := s.Quick([]string{tt.path}); res != nil {
			t.Errorf("%s: shown %v", tt.name, res.Changed)
		}
		build()
		want, _ := fromNothing(t, dir)
		compareTrees(t, tt.name, readTree(t, filepath.Join(dir, "public")), want)
	}
}

// TestAsBefore: a build that would make the very same site does nothing, and says
// what the last one said; whatever else there is it sees.
func TestAsBefore(t *testing.T) {
	t.Parallel()
	dir := newSite(t)
	public := filepath.Join(dir, "public")
	report := filepath.Join(dir, "content", "reports", "000_103808b7dd47328f.txt")
	whole := func() *pipeline.Result {
		t.Helper()
		in, err := (&command{site: dir, lang: "zh", quiet: true}).input()
		if err != nil {
			t.Fatal(err)
		}
		res, err := pipeline.Build(in)
		if err != nil {
			t.Fatal(err)
		}
		return res
	}
	settle := func() {
		t.Helper()
		time.Sleep(2100 * time.Millisecond) // until the times of the reports vouch for them
		whole()
		old := time.Now().Add(-time.Hour)
		for path := range readTree(t, public) {
			if err := os.Chtimes(filepath.Join(public, path), old, old); err != nil {
				t.Fatal(err)
			}
		}
		whole()
	}
	// The memory of reports is written by every build but one that does nothing.
	build := func() (*pipeline.Result, bool) {
		t.Helper()
		kept, _ := filepath.Glob(filepath.Join(dir, ".zhenjian", "public-*", "kept-reports"))
		if len(kept) != 1 {
			t.Fatal("no memory of reports")
		}
		os.Remove(kept[0])
		res := whole()
		_, err := os.Stat(kept[0])
		return res, err != nil
	}
	settle()
	_, said := fromNothing(t, dir)
	res, idle := build()
	if !idle {
		t.Error("a site as before is built again")
	}
	if res.Published != 5 || res.Found != said.Found || res.Unchanged != said.Pages || res.Written+res.Removed > 0 || len(res.Problems) != len(said.Problems) {
		t.Errorf("it says %+v, the build before said %+v", res, said)
	}
	for i := range res.Problems {
		for _, lang := range []string{"zh", "en"} {
			if got, want := res.Problems[i].Message(lang), said.Problems[i].Message(lang); got != want {
				t.Errorf("problem %q, want %q", got, want)
			}
		}
	}
	for _, tt := range []struct {
		name   string
		change func()
	}{
		{"a page edited by hand", func() { edit(t, filepath.Join(public, "index.html"), "<main", "<mein") }},
		{"a page removed", func() { os.Remove(filepath.Join(public, "about", "index.html")) }},
		{"a report saved", func() { edit(t, report, "47条", "49条") }},
		{"a file that is no report", func() { os.WriteFile(strings.TrimSuffix(report, ".txt")+".xlsx", nil, 0o666) }},
		{"another title", func() { edit(t, filepath.Join(dir, "config.toml"), "title = \"", "title = \"新") }},
		{"an indicator", func() {
			os.WriteFile(filepath.Join(dir, "content", "indicators.toml"), []byte("# nothing\n"), 0o666)
			os.WriteFile(filepath.Join(dir, "content", "regions.toml"), []byte("[[place]]\ncode = \"370405990\"\nname = \"新设甲乙镇\"\n"), 0o666)
		}},
	} {
		settle()
		tt.change()
		if _, idle := build(); idle {
			t.Errorf("%s: nothing was built", tt.name)
		}
		want, _ := fromNothing(t, dir)
		compareTrees(t, tt.name, readTree(t, public), want)
	}
}
