package search

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"

	"zhenjian/generator/archive"
	"zhenjian/generator/indicator"
	"zhenjian/generator/quantity"
	"zhenjian/generator/region"
	"zhenjian/generator/report"
	"zhenjian/generator/source"
)

// A sieve takes files and keeps their sizes.
type sieve struct{ texts, index, most atomic.Int64 }

func (s *sieve) Unchanged(path, fingerprint string) bool { return false }
func (s *sieve) Held(path, fingerprint string) []byte    { return nil }

func (s *sieve) Put(path, fingerprint string, data []byte) error {
	if strings.HasPrefix(path, "places/") {
		s.texts.Add(int64(len(data)))
		return nil
	}
	s.index.Add(int64(len(data)))
	for most := s.most.Load(); most < int64(len(data)) && !s.most.CompareAndSwap(most, int64(len(data))); most = s.most.Load() {
	}
	return nil
}

// TestMeasureIndex makes the index, and nothing else, of as many reports as the
// environment says: the five real ones with other names, years and numbers.
//
//	ZHENJIAN_INDEX=100000 go test ./generator/search -run MeasureIndex -v -timeout 1h
func TestMeasureIndex(t *testing.T) {
	n := 0
	if _, err := fmt.Sscan(os.Getenv("ZHENJIAN_INDEX"), &n); err != nil {
		t.Skip("ZHENJIAN_INDEX says no number")
	}
	type seed struct {
		entry *archive.Entry
		spans *archive.Spans
		text  string
	}
	var seeds []seed
	names, _ := filepath.Glob(reals)
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		doc, _ := source.New(name, data)
		r := report.Read(doc, region.Builtin())
		q := quantity.Find(r.Tabbed())
		e, _ := archive.NewEntry(r, indicator.Builtin(), nil)
		seeds = append(seeds, seed{e, archive.NewSpans(r, q, region.Builtin()), doc.Text})
	}
	var entries []*archive.Entry
	texts := func(k int, name string) (string, *archive.Spans, error) {
		s := seeds[k%len(seeds)]
		// As long as what stood there, so that the spans still fit.
		number := fmt.Sprintf("%04d", k%10000)
		return strings.NewReplacer("2022", "2"+number[1:], "5000", number, "群众", string([]rune(name)[:2])).Replace(s.text), s.spans, nil
	}
	g := region.Builtin()
	var visit func(code string)
	visit = func(code string) {
		for _, unit := range g.Children(code) {
			if unit.Level != region.Town {
				visit(unit.Code)
				continue
			}
			for year := 2019; year < 2025 && len(entries) < n; year++ {
				e := *seeds[len(entries)%len(seeds)].entry
				e.Code, e.Name, e.Year, e.Path = unit.Code, unit.Name, year, fmt.Sprintf("%06d", len(entries))
				e.SHA256, e.Mentions = e.Path, nil
				entries = append(entries, &e)
			}
		}
	}
	visit("")
	arc, _ := archive.New(g, indicator.Builtin(), entries, nil)
	open := func(e *archive.Entry) (string, *archive.Spans, error) {
		k := 0
		fmt.Sscan(strings.TrimLeft(e.Path, "0"), &k)
		return texts(k, e.Name)
	}
	var before, after syscall.Rusage
	syscall.Getrusage(syscall.RUSAGE_SELF, &before)
	began := time.Now()
	var s sieve
	x := New(Input{Archive: arc, Program: "p", Sink: &s, Jobs: 2, Open: open, Lend: func() (Scratch, error) {
		return os.Create(filepath.Join(t.TempDir(), "scratch"))
	}})
	var group errgroup.Group
	group.SetLimit(2)
	var size atomic.Int64
	for i, e := range arc.Reports {
		group.Go(func() error {
			return x.Report(i, func() (string, *archive.Spans, error) {
				text, spans, err := open(e)
				size.Add(int64(len(text)))
				return text, spans, err
			})
		})
	}
	if err := group.Wait(); err != nil {
		t.Fatal(err)
	}
	if err := x.Finish(); err != nil {
		t.Fatal(err)
	}
	syscall.Getrusage(syscall.RUSAGE_SELF, &after)
	cpu := time.Duration(after.Utime.Nano() + after.Stime.Nano() - before.Utime.Nano() - before.Stime.Nano())
	t.Logf("%d reports of %d bytes: %.1f s of CPU, %.1f s, peak %d MiB (%d before), scratch %d MB", n, size.Load()/int64(n), cpu.Seconds(), time.Since(began).Seconds(), after.Maxrss>>10, before.Maxrss>>10, x.spill.at/1e6)
	t.Logf("index %d, texts %d bytes: %.3f and %.3f of the texts; largest file %d", s.index.Load(), s.texts.Load(), float64(s.index.Load())/float64(size.Load()), float64(s.texts.Load())/float64(size.Load()), s.most.Load())
}
