package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"zhenjian/generator/region"
)

// writeArchive makes a folder of n invented reports from real towns, for tests
// and measurements: county by county in the order of codes, six years a town.
// Each is a seed with its own town, county and year put in, and numbers that
// follow from the report's place in the row, so that no two files are alike.
func writeArchive(t testing.TB, dir string, n int) {
	t.Helper()
	writeInvented(t, dir, readSeeds(t), n)
}

// readSeeds reads the five real reports.
func readSeeds(t testing.TB) []string {
	t.Helper()
	names, err := filepath.Glob("../content/reports/*.txt")
	if err != nil || len(names) == 0 {
		t.Fatal("no seeds", err)
	}
	var seeds []string
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		seeds = append(seeds, string(text))
	}
	return seeds
}

func writeInvented(t testing.TB, dir string, seeds []string, n int) {
	t.Helper()
	g := region.Builtin()
	written := 0
	var visit func(code string)
	visit = func(code string) {
		for _, unit := range g.Children(code) {
			if written >= n {
				return
			}
			if unit.Level != region.Town {
				visit(unit.Code)
				continue
			}
			chain := g.Chain(unit.Code)
			above := chain[len(chain)-2]
			for year := 2019; year < 2025 && written < n; year++ {
				text := inventReport(seeds[written%len(seeds)], above.Name, unit.Name, year, written)
				name := filepath.Join(dir, above.Code, fmt.Sprintf("%s-%d.txt", unit.Code, year))
				if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
					t.Fatal(err)
				}
				written++
			}
		}
	}
	visit("")
	if written < n {
		t.Fatalf("the gazetteer has towns for %d reports only", written)
	}
}

// seedNames are the places and years of the seeds, in the seeds' order.
var seedNames = []struct {
	town, county string
	year         int
}{
	{"涧头集镇", "台儿庄区", 2022}, {"齐村镇", "市中区", 2020}, {"双合镇", "鹤山市", 2022}, {"庙坝镇", "城口县", 2021}, {"平安镇", "云阳县", 2023},
}

func inventReport(seed, county, town string, year, k int) string {
	s := seedNames[k%len(seedNames)]
	body := strings.NewReplacer(
		s.town, town, s.county, county, strings.TrimRight(s.county, "县区市"), strings.TrimRight(county, "县区市旗"),
		fmt.Sprintf("%d年", s.year), fmt.Sprintf("%d年", year), fmt.Sprintf("%d年", s.year+1), fmt.Sprintf("%d年", year+1),
		"7次", fmt.Sprintf("%d次", 2+k%31), "35场", fmt.Sprintf("%d场", 10+k%97), "25件", fmt.Sprintf("%d件", 5+k%211), "5000", fmt.Sprint(1000+k%8000),
	).Replace(seed)
	title := fmt.Sprintf("%s%s%d年度法治政府建设情况报告\n", county, town, year)
	if i := strings.Index(body, "\n"); strings.Contains(body[:i], "报告") {
		body = body[i+1:]
	}
	return title + body
}

// readTree gives every file below a folder, by path.
func readTree(t testing.TB, dir string) map[string][]byte {
	t.Helper()
	tree := map[string][]byte{}
	err := filepath.WalkDir(dir, func(name string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		rel, _ := filepath.Rel(dir, name)
		tree[filepath.ToSlash(rel)] = data
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return tree
}

// compareTrees fails the test for each file that differs.
func compareTrees(t testing.TB, what string, got, want map[string][]byte) {
	t.Helper()
	wrong := 0
	for name := range want {
		if _, ok := got[name]; !ok {
			t.Errorf("%s: %s is missing", what, name)
			wrong++
		} else if !bytes.Equal(got[name], want[name]) {
			t.Errorf("%s: %s differs", what, name)
			wrong++
		}
		if wrong > 10 {
			t.FailNow()
		}
	}
	for name := range got {
		if _, ok := want[name]; !ok {
			t.Errorf("%s: %s should not be there", what, name)
		}
	}
}

// newSite makes a site with the five seeds and the project's own pages.
func newSite(t testing.TB) string {
	t.Helper()
	dir := t.TempDir()
	for _, name := range []string{"../content", "../config.toml"} {
		info, err := os.Stat(name)
		if err != nil {
			t.Fatal(err)
		}
		target := filepath.Join(dir, filepath.Base(name))
		if info.IsDir() {
			err = os.CopyFS(target, os.DirFS(name))
		} else {
			var data []byte
			if data, err = os.ReadFile(name); err == nil {
				err = os.WriteFile(target, data, 0o666)
			}
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return dir
}
