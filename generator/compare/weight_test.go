package compare

import (
	"flag"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"zhenjian/generator/source"
)

var update = flag.Bool("update", false, "write common.txt anew")

// towns gives the texts of the background, all that one town wrote as one: the
// real reports, the invented ones that are labelled, those of the demonstration. The
// labelled series, on which plans and outcomes are scored, are not among them.
func towns(t *testing.T) map[string]string {
	texts := map[string]string{}
	for _, root := range []string{"../../content/reports", "../testdata/labelled/invented", "../testdata/demo/content/reports"} {
		files, _, err := source.Find(root)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			if strings.HasPrefix(f.Path, "series/") {
				continue
			}
			doc, problems := source.Read(root, f)
			if doc == nil {
				t.Fatal(problems)
			}
			name, _, _ := strings.Cut(filepath.Base(f.Path), "（")
			texts[strings.TrimSuffix(name, ".txt")] += doc.Text
		}
	}
	return texts
}

// TestCommon keeps common.txt equal to what the background's reports give.
// -update writes it.
func TestCommon(t *testing.T) {
	in := map[string]int{}
	texts := towns(t)
	for _, text := range texts {
		seen := map[pair]bool{}
		eachPair(text, func(p pair) {
			if !seen[p] {
				seen[p] = true
				in[string([]rune{rune(p >> 16), rune(p & 0xFFFF)})]++
			}
		})
	}
	by := map[int][]string{len(texts): nil}
	for p, n := range in {
		if n > 1 {
			by[n] = append(by[n], p)
		}
	}
	var out strings.Builder
	fmt.Fprintf(&out, "# 每一对相邻的字在多少个乡镇的报告里出现（共%d个乡镇；只在一个乡镇出现的不列）。\n# Pairs of characters by how many towns' reports they stand in; made by go test ./generator/compare -run Common -update\n", len(texts))
	for _, n := range slices.Backward(slices.Sorted(maps.Keys(by))) {
		slices.Sort(by[n])
		fmt.Fprintln(&out, strings.TrimSpace(fmt.Sprint(n, " ", strings.Join(by[n], " "))))
	}
	const name = "common.txt"
	if *update {
		if err := os.WriteFile(name, []byte(out.String()), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if data, err := os.ReadFile(name); err != nil || string(data) != out.String() {
		t.Fatalf("%s is not what the reports give (%v); go test ./generator/compare -run Common -update", name, err)
	}
}

// A table of pairs answers as a map does, while it grows and once it was cleared.
func TestPairIndex(t *testing.T) {
	var x pairIndex
	random := rand.New(rand.NewPCG(1, 2))
	for range 3 {
		x.clear()
		want := map[pair]int32{}
		for n := range int32(5000) {
			p := pair(random.IntN(3000)+1) << (16 * random.IntN(2))
			*x.at(p), want[p] = n, n
			q := pair(random.IntN(3000) + 1)
			got, ok := x.find(q)
			if n, known := want[q]; got != n || ok != known {
				t.Fatalf("%#x: %d, %t; want %d, %t", q, got, ok, n, known)
			}
		}
		if x.n != len(want) {
			t.Errorf("%d pairs, want %d", x.n, len(want))
		}
	}
}
