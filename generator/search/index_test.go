package search

import (
	"bufio"
	"bytes"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"zhenjian/generator/archive"
	"zhenjian/generator/indicator"
	"zhenjian/generator/quantity"
	"zhenjian/generator/region"
	"zhenjian/generator/report"
	"zhenjian/generator/source"
)

// A folder is a sink in memory, which knows what the last build put.
type folder struct {
	mu    sync.Mutex
	last  map[string]file
	now   map[string]file
	wrote []string // files whose bytes are new
}

type file struct {
	fingerprint string
	data        []byte
}

func (f *folder) Unchanged(path, fingerprint string) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	old, ok := f.last[path]
	if !ok || old.fingerprint != fingerprint {
		return false
	}
	if _, twice := f.now[path]; twice {
		panic(path + " is claimed twice")
	}
	f.now[path] = old
	return true
}

func (f *folder) Held(path, fingerprint string) []byte {
	f.mu.Lock()
	defer f.mu.Unlock()
	if old := f.last[path]; old.fingerprint == fingerprint {
		return old.data
	}
	return nil
}

func (f *folder) Put(path, fingerprint string, data []byte) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if _, twice := f.now[path]; twice {
		return fmt.Errorf("%s is put twice", path)
	}
	f.now[path] = file{fingerprint, bytes.Clone(data)}
	if !bytes.Equal(f.last[path].data, data) {
		f.wrote = append(f.wrote, path)
	}
	return nil
}

// A town is a report of the test: its text, which may change from build to build.
type town struct {
	path string
	text string
}

// built makes the index of some reports, on what an earlier build left.
func built(t testing.TB, towns []town, last map[string]file, kept string) (*folder, string) {
	f, kept, _ := builtOrder(t, towns, last, kept)
	return f, kept
}

// builtOrder also gives the paths of the reports in the order of the archive.
func builtOrder(t testing.TB, towns []town, last map[string]file, kept string) (*folder, string, []string) {
	t.Helper()
	g := region.Builtin()
	var entries []*archive.Entry
	texts := map[string]string{}
	all := map[string]*archive.Spans{}
	for _, one := range towns {
		doc, _ := source.New(one.path, []byte(one.text))
		r := report.Read(doc, g)
		if r.Place.Code == "" || r.Year == 0 {
			t.Fatalf("%s has no place or year", one.path)
		}
		q := quantity.Find(r.Tabbed())
		e, _ := archive.NewEntry(r, indicator.Builtin(), q)
		entries = append(entries, e)
		texts[e.Path] = doc.Text
		all[e.Path] = archive.NewSpans(r, q, g)
	}
	arc, _ := archive.New(g, indicator.Builtin(), entries, nil)
	f := &folder{last: last, now: map[string]file{}}
	open := func(e *archive.Entry) (string, *archive.Spans, error) { return texts[e.Path], all[e.Path], nil }
	x := New(Input{Archive: arc, Program: "p", Kept: kept, Sink: f, Jobs: 3, Open: open, Lend: func() (Scratch, error) {
		return os.Create(filepath.Join(t.TempDir(), "scratch"))
	}})
	var group sync.WaitGroup
	for i, e := range arc.Reports {
		group.Go(func() {
			if err := x.Report(i, func() (string, *archive.Spans, error) { return open(e) }); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	if err := x.Finish(); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	w := bufio.NewWriter(&b)
	x.Keep(w)
	w.Flush()
	var order []string
	for _, e := range arc.Reports {
		order = append(order, e.Path)
	}
	return f, b.String(), order
}

func someTowns(t testing.TB, n int) []town {
	texts := realTexts(t, reals)
	var towns []town
	for _, r := range region.Builtin().Children("370405") {
		for year := 2019; year < 2025 && len(towns) < n; year++ {
			_, body, _ := strings.Cut(texts[len(towns)%len(texts)], "\n")
			towns = append(towns, town{fmt.Sprintf("%s-%d.txt", r.Code, year), fmt.Sprintf("枣庄市台儿庄区%s%d年度法治政府建设情况报告\n%s\n本件为第%d件。\n", r.Name, year, body, len(towns))}) // of two with the same words one is a mirror
		}
	}
	return towns
}

func cleaned(one town) string {
	doc, _ := source.New(one.path, []byte(one.text))
	return doc.Text
}

// TestLists holds the lists of terms against the texts themselves.
func TestLists(t *testing.T) {
	towns := someTowns(t, 30)
	f, _, order := builtOrder(t, towns, nil, "")
	width := widthOf(len(towns))
	lists := map[uint32][]uint32{}
	for number := range uint32(1) << width {
		data := f.now[fmt.Sprintf("search/s/0/%02x.js", number)].data
		data = data[len(fmt.Sprintf(`zj("s/%d",%d,"`, number, len(towns))) : len(data)-len("\");\n")]
		var s shard
		r := bitReader{data: data}
		s.read(&r, number, width, len(towns))
		if r.bad {
			t.Fatalf("shard %d cannot be read", number)
		}
		for i, m := range s.terms {
			if _, twice := lists[m]; twice {
				t.Fatal("a term stands twice")
			}
			lists[m] = s.list(i)
		}
	}
	want := map[uint32][]uint32{}
	set := termSet{}
	for i, path := range order {
		at := slices.IndexFunc(towns, func(o town) bool { return o.path == path })
		for _, m := range set.of(Fold(cleaned(towns[at]))) {
			want[m] = append(want[m], uint32(i))
		}
	}
	if !maps.EqualFunc(lists, want, slices.Equal) {
		t.Errorf("%d terms, want %d, or their lists differ", len(lists), len(want))
	}
}

// TestUpdate: after any edits the index is, byte for byte, one that is made from
// nothing; a changed report rewrites no shard but those of its changed terms.
func TestUpdate(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	towns := someTowns(t, 60)
	f, kept, orderBefore := builtOrder(t, towns, nil, "")
	for round := range 40 {
		before := towns
		towns = slices.Clone(towns)
		k := random.IntN(len(towns))
		what := random.IntN(5)
		last := maps.Clone(f.now)
		switch what {
		case 0, 1: // words that are new
			towns[k].text += fmt.Sprintf("新增内容%d，鱻龘靐%c。\n", round, rune(0x4e00+random.IntN(20000)))
		case 2: // a line less
			lines := strings.SplitAfter(towns[k].text, "\n")
			if len(lines) > 20 {
				towns[k].text = strings.Join(slices.Delete(lines, 9, 10), "")
			}
		case 3: // a report less
			towns = slices.Delete(towns, k, k+1)
		case 4: // one came back, or a file of the last build is damaged
			if all := someTowns(t, 60); len(towns) < 60 {
				for _, one := range all {
					if !slices.ContainsFunc(towns, func(o town) bool { return o.path == one.path }) {
						towns = append(towns, one)
						break
					}
				}
			} else {
				paths := slices.Sorted(maps.Keys(last))
				delete(last, paths[random.IntN(len(paths))])
			}
		}
		updated, nextKept, order := builtOrder(t, towns, last, kept)
		anew, wantKept := built(t, towns, nil, "")
		if nextKept != wantKept {
			t.Fatalf("round %d, edit %d: what is kept differs", round, what)
		}
		for path, want := range anew.now {
			if got := updated.now[path]; !bytes.Equal(got.data, want.data) || got.fingerprint != want.fingerprint {
				t.Fatalf("round %d, edit %d: %s differs", round, what, path)
			}
		}
		if len(updated.now) != len(anew.now) {
			t.Fatalf("round %d: %d files, want %d", round, len(updated.now), len(anew.now))
		}
		if what <= 2 && slices.Equal(order, orderBefore) { // a changed report may come from another place, says its text
			var set termSet
			touched := map[string]bool{}
			was, is := Fold(cleaned(before[k])), Fold(cleaned(towns[k]))
			a, b := slices.Clone(set.of(was)), slices.Clone(set.of(is))
			for _, m := range append(slices.Clone(a), b...) {
				if slices.Contains(a, m) != slices.Contains(b, m) {
					touched[fmt.Sprintf("search/s/0/%02x.js", m>>(32-widthOf(len(towns))))] = true
				}
			}
			for _, path := range updated.wrote {
				if strings.HasPrefix(path, "search/s/") && !touched[path] {
					t.Errorf("round %d: %s was written, and none of its terms changed", round, path)
				}
			}
		}
		f, kept, orderBefore = updated, nextKept, order
	}
}

// TestDamagedShard: where a shard is gone and the reports have moved as well, so
// that all shards are read side by side, none is lost.
func TestDamagedShard(t *testing.T) {
	towns := someTowns(t, 60)
	f, kept := built(t, towns, nil, "")
	fewer := slices.Clone(towns[1:])
	want, _ := built(t, fewer, nil, "")
	for path := range f.now {
		if !strings.HasPrefix(path, "search/s/") {
			continue
		}
		last := maps.Clone(f.now)
		delete(last, path)
		got, _ := built(t, fewer, last, kept)
		for name, file := range want.now {
			if !bytes.Equal(got.now[name].data, file.data) {
				t.Fatalf("without %s: %s differs", path, name)
			}
		}
	}
}
