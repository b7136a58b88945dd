package main

import (
	"bytes"
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"zhenjian/generator/config"
	"zhenjian/generator/region"
)

const (
	demoSite   = "testdata/demo"
	demoCounty = "369821" // 云岫县, where most of its towns lie
)

// A builtOnce is a site that is built once for all tests.
type builtOnce struct {
	once sync.Once
	tree map[string][]byte
}

// files gives the pages and other files; those of the map may be exchanged, the
// bytes of one may not be changed.
func (b *builtOnce) files(t testing.TB, build func() (public string)) map[string][]byte {
	t.Helper()
	b.once.Do(func() { b.tree = readTree(t, build()) })
	if b.tree == nil {
		t.Fatal("the site was not built, see another test")
	}
	return maps.Clone(b.tree)
}

// writeTree writes files into a folder of the test's own.
func writeTree(t testing.TB, tree map[string][]byte) string {
	t.Helper()
	dir := t.TempDir()
	for name, data := range tree {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

var demo, site builtOnce

// demoTree gives the pages of the demonstration site.
func demoTree(t testing.TB) map[string][]byte {
	t.Helper()
	return demo.files(t, func() string {
		site, public := copyDemo(t), filepath.Join(t.TempDir(), "public")
		cmd := zhenjian(t, nil, "build", "--site", site, "--out", public)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		return public
	})
}

func buildDemo(t testing.TB) string { t.Helper(); return writeTree(t, demoTree(t)) }

// siteTree gives the pages of the site of this checkout.
func siteTree(t testing.TB) map[string][]byte {
	t.Helper()
	return site.files(t, func() string {
		dir := newSite(t)
		if status := run([]string{"build", "--quiet", "--site", dir}); status != exitDone {
			t.Fatalf("status %d", status)
		}
		return filepath.Join(dir, "public")
	})
}

func buildSite(t testing.TB) string { t.Helper(); return writeTree(t, siteTree(t)) }

// copyDemo makes a copy of the demonstration site, so that no state of a build
// is left in the checkout.
func copyDemo(t testing.TB) string {
	t.Helper()
	site := t.TempDir()
	settings, err := os.ReadFile(filepath.Join(demoSite, "config.toml"))
	if err == nil {
		err = os.WriteFile(filepath.Join(site, "config.toml"), settings, 0o666)
	}
	if err == nil {
		err = os.CopyFS(filepath.Join(site, "content"), os.DirFS(filepath.Join(demoSite, "content")))
	}
	if err != nil {
		t.Fatal(err)
	}
	return site
}

// TestDemoHoldsWhatItIsFor asks for what other tests and whoever looks at the
// demonstration site rely on.
func TestDemoHoldsWhatItIsFor(t *testing.T) {
	t.Parallel()
	public := buildDemo(t)
	reports := readCSV(t, filepath.Join(public, "data", "reports.csv"))
	years := map[string][]string{} // of each town of the county, in order
	all := map[string]bool{}
	for _, r := range reports {
		all[r["year"]] = true
		if code := r["code"]; strings.HasPrefix(code, demoCounty) && !slices.Contains(years[code], r["year"]) {
			years[code] = append(years[code], r["year"])
		}
	}
	if len(years) < 12 {
		t.Errorf("%d towns with a report in one county", len(years))
	}
	for _, year := range []string{"2019", "2020", "2021", "2022", "2023", "2024"} {
		if !all[year] {
			t.Errorf("no report for %s", year)
		}
	}
	// The report that the browser looks at is one that shares words with another.
	tree := demoTree(t)
	for _, s := range samplePages(t, tree, "report") {
		if !bytes.Contains(tree[s.page], []byte("与其他地方报告相同文字")) {
			t.Errorf("%s, the longest report, has no words that another has", s.page)
		}
	}
	gaps, single := 0, 0
	for _, list := range years {
		slices.Sort(list)
		first, err := strconv.Atoi(list[0])
		if err != nil {
			t.Fatal(err)
		}
		if list[len(list)-1] >= strconv.Itoa(first+len(list)) {
			gaps++
		}
		if len(list) == 1 {
			single++
		}
	}
	if gaps == 0 || single == 0 {
		t.Errorf("%d towns lack a report between two years, %d have one report", gaps, single)
	}
	if len(reports) < 85 {
		t.Errorf("%d reports", len(reports))
	}

	states, qualifiers := map[string]int{}, map[string]int{}
	periods, ranges, large, broken, families := 0, 0, 0, 0, 0
	type key struct{ code, indicator string }
	before := map[key]map[string]string{} // the row of the last year with a number
	rows := readCSV(t, filepath.Join(public, "data", "series.csv"))
	slices.SortStableFunc(rows, func(a, b map[string]string) int { return strings.Compare(a["year"], b["year"]) })
	for _, row := range rows {
		states[row["state"]]++
		qualifiers[row["qualifier"]]++
		if row["period"] != "" {
			periods++
		}
		if row["high"] != "" {
			ranges++
		}
		if len(row["value"]) > 4 && !strings.Contains(row["value"], ".") {
			large++
		}
		if row["state"] != "number" {
			continue
		}
		k := key{row["code"], row["indicator"]}
		if last := before[k]; last != nil && last["year"] != row["year"] && last["unit"] != row["unit"] {
			if last["unit"] == "次" && row["unit"] == "场" {
				broken++
			}
			if last["unit"] == "件" && row["unit"] == "人次" {
				families++
			}
		}
		before[k] = row
	}
	for what, n := range map[string]int{
		"numbers": states["number"], "statements of none": states["none"],
		"qualifier about": qualifiers["about"], "qualifier over": qualifiers["over"],
		"periods": periods, "ranges": ranges, "values from 10,000": large,
		"changes from 次 to 场": broken, "changes from 件 to 人次": families,
	} {
		if n == 0 {
			t.Errorf("no %s in series.csv", what)
		}
	}
	if mentions := readCSV(t, filepath.Join(public, "data", "mentions.csv")); len(mentions) < 2000 {
		t.Errorf("%d mentions", len(mentions))
	}
}

// TestDemoSaysThatItIsInvented asks for the notice on every page, and that no
// division of China has a name or a code of the demonstration site.
func TestDemoSaysThatItIsInvented(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile(filepath.Join(demoSite, "config.toml"))
	if err != nil {
		t.Fatal(err)
	}
	settings, fault := config.Parse(data)
	if fault != nil || !strings.Contains(settings.Notice, "虚构") {
		t.Fatalf("notice %q, %v", settings.Notice, fault)
	}
	pages := 0
	for name, page := range demoTree(t) {
		if !strings.HasSuffix(name, ".html") || name == "404.html" { // which tells no fact, and has no frame
			continue
		}
		pages++
		if !bytes.Contains(page, []byte(settings.Notice)) {
			t.Errorf("%s does not say that its facts are invented", name)
		}
	}
	if pages < 150 {
		t.Errorf("%d pages", pages)
	}
	if data, err = os.ReadFile(filepath.Join(demoSite, "content", "regions.toml")); err != nil {
		t.Fatal(err)
	}
	places, err := region.ParseAdditions(data)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range places {
		if known, ok := region.Builtin().Lookup(p.Code); ok {
			t.Errorf("%s is the code of %s", p.Code, known.Name)
		}
		for _, name := range append(p.Former, p.Name) {
			if known := region.Builtin().Named(name); len(known) > 0 {
				t.Errorf("%s is a name of %s", name, known[0].Code)
			}
		}
	}
}

// TestDemoProblems names what the clerk is asked about the demonstration site:
// two further versions, two sums that do not come out, and fines 22 times as high.
func TestDemoProblems(t *testing.T) {
	t.Parallel()
	out, err := zhenjian(t, nil, "check", "--site", copyDemo(t), "--lang", "en", "--format", "json").Output()
	if err != nil {
		t.Error(err)
	}
	var problems []struct{ File, Severity, Code string }
	if err := json.Unmarshal(out, &problems); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, p := range problems {
		if p.Severity != "note" && p.Code != "unset-key" {
			got = append(got, p.Severity+" "+p.Code+" "+p.File)
		}
	}
	want := []string{
		"warning second-version 2022/桐荫镇上半年.txt",
		"warning jump 2022/鹭汀镇.txt",
		"warning second-version 2023/鹭汀镇（12月报）.txt",
		"warning sum-off series/r01.txt",
		"warning sum-off series/r01.txt",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}
