package main

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/xml"
	"maps"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// sumFaults gives the lines of data/SHA256SUMS.txt that do not hold for a site,
// and the files that should stand in it and do not.
func sumFaults(tree map[string][]byte) []string {
	var faults []string
	named := map[string]bool{}
	lines := bufio.NewScanner(bytes.NewReader(tree["data/SHA256SUMS.txt"]))
	for lines.Scan() {
		sum, name, ok := strings.Cut(lines.Text(), "  ")
		name = path.Join("data", name)
		data, there := tree[name]
		got := sha256.Sum256(data)
		if !ok || !there || sum != hex.EncodeToString(got[:]) {
			faults = append(faults, lines.Text())
		}
		named[name] = true
	}
	for _, name := range slices.Sorted(maps.Keys(tree)) {
		data := path.Dir(name) == "data" && name != "data/index.html" && name != "data/SHA256SUMS.txt"
		if (data || strings.HasPrefix(path.Base(name), "original.")) && !named[name] {
			faults = append(faults, name+" is not named")
		}
	}
	return faults
}

// TestSums checks the checksums of a built site as a reader would, here and by
// the program for it, and that both notice a file that was changed.
func TestSums(t *testing.T) {
	public := buildSite(t)
	data := filepath.Join(public, "data")
	check := func() (faults []string, failed bool) {
		if _, err := exec.LookPath("sha256sum"); err != nil {
			t.Log("sha256sum is not installed")
			faults = sumFaults(readTree(t, public))
			return faults, len(faults) > 0
		}
		cmd := exec.Command("sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS.txt")
		cmd.Dir = data
		out, err := cmd.CombinedOutput()
		t.Logf("%s", out)
		return sumFaults(readTree(t, public)), err != nil
	}
	if faults, failed := check(); failed || len(faults) > 0 {
		t.Errorf("faults %q, sha256sum failed: %v", faults, failed)
	}
	originals, err := filepath.Glob(filepath.Join(public, "places", "*", "*", "original.txt"))
	if err != nil || len(originals) == 0 {
		t.Fatal("no originals", err)
	}
	for _, name := range []string{originals[0], filepath.Join(data, "mentions.csv")} {
		old, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, append(slices.Clone(old), '\n'), 0o666); err != nil {
			t.Fatal(err)
		}
		if faults, failed := check(); !failed || len(faults) != 1 {
			t.Errorf("%s was changed: faults %q, sha256sum failed: %v", filepath.Base(name), faults, failed)
		}
		if err := os.WriteFile(name, old, 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// TestWebAddresses builds a site whose address is known: each address in its
// sitemap and its feed is a page of it, and each page but two kinds is in the
// sitemap.
func TestWebAddresses(t *testing.T) {
	const base = "https://example.cn/fz/"
	site := newSite(t)
	config, err := os.ReadFile(filepath.Join(site, "config.toml"))
	if err == nil {
		err = os.WriteFile(filepath.Join(site, "config.toml"), append(config, "\nbase_url = \""+base+"\"\n"...), 0o666)
	}
	if err != nil {
		t.Fatal(err)
	}
	if status := run([]string{"build", "--quiet", "--site", site}); status != exitDone {
		t.Fatalf("status %d", status)
	}
	tree := readTree(t, filepath.Join(site, "public"))
	for _, fault := range linkFaults(tree) {
		t.Error(fault)
	}
	var sitemap struct {
		Loc []string `xml:"url>loc"`
	}
	var feed struct {
		Entry []struct {
			ID string `xml:"id"`
		} `xml:"entry"`
	}
	if err := xml.Unmarshal(tree["sitemap.xml"], &sitemap); err != nil {
		t.Fatal(err)
	}
	if err := xml.Unmarshal(tree["feed.xml"], &feed); err != nil {
		t.Fatal(err)
	}
	listed := map[string]bool{}
	for _, loc := range sitemap.Loc {
		name, ok := strings.CutPrefix(loc, base)
		if _, there := tree[name]; !ok || !there || listed[name] {
			t.Errorf("sitemap: %s is no page, or there twice", loc)
		}
		listed[name] = true
	}
	for name := range tree {
		if page := strings.HasSuffix(name, ".html"); page && !listed[name] && kindOf(name) != "notfound" && kindOf(name) != "source" {
			t.Errorf("sitemap: %s is missing", name)
		}
	}
	if len(feed.Entry) == 0 {
		t.Error("no report in the feed")
	}
	for _, e := range feed.Entry {
		if name := strings.TrimPrefix(e.ID, base); kindOf(name) != "report" || tree[name] == nil {
			t.Errorf("feed: %s is no report", e.ID)
		}
	}
}
