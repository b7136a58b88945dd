package publish

import (
	"bytes"
	"fmt"
	"path/filepath"
	"sync"
	"testing"
)

const benchFiles, benchSize = 10_000, 10_000

// claimParallel claims files of benchSize from two goroutines, one folder each.
func claimParallel(b *testing.B, s *Stage, files int, changed map[int]bool) {
	var wg sync.WaitGroup
	for part := range 2 {
		wg.Go(func() {
			data := bytes.Repeat([]byte("执法"), benchSize/6+1)[:benchSize]
			for i := part; i < files; i += 2 {
				fingerprint := fmt.Sprintf("%016x", i)
				if changed[i] {
					fingerprint = "changed"
				}
				path := fmt.Sprintf("places/%09d/2022/index.html", i)
				if s.Unchanged(path, fingerprint) {
					continue
				}
				copy(data, path)
				copy(data[40:], fingerprint)
				if err := s.Put(path, fingerprint, data); err != nil {
					b.Error(err)
				}
			}
		})
	}
	wg.Wait()
}

func benchBuild(b *testing.B, o Options, files int, changed map[int]bool, want Summary) {
	p, err := Open(o)
	if err != nil {
		b.Fatal(err)
	}
	s, err := p.Begin()
	if err != nil {
		b.Fatal(err)
	}
	claimParallel(b, s, files, changed)
	got, err := s.Commit()
	if err != nil || got != want {
		b.Fatalf("%+v, %v, want %+v", got, err, want)
	}
	if err := p.Close(); err != nil {
		b.Fatal(err)
	}
}

// BenchmarkPublish times whole runs, from Open to Close.
func BenchmarkPublish(b *testing.B) {
	for _, disk := range []string{"memory", "disk"} {
		options := func(b *testing.B) Options {
			if disk == "memory" {
				return newOptions(b)
			}
			dir := b.TempDir()
			return Options{Public: filepath.Join(dir, "public"), State: filepath.Join(dir, ".zhenjian")}
		}
		b.Run(disk+"/fresh", func(b *testing.B) {
			b.SetBytes(benchFiles * benchSize)
			for b.Loop() {
				benchBuild(b, options(b), benchFiles, nil, Summary{Written: benchFiles})
			}
		})
		o := options(b)
		benchBuild(b, o, benchFiles, nil, Summary{Written: benchFiles})
		b.Run(disk+"/read_back", func(b *testing.B) { // after less than 2 s: no file vouches for itself
			b.SetBytes(benchFiles * benchSize)
			for b.Loop() {
				benchBuild(b, o, benchFiles, nil, Summary{Unchanged: benchFiles})
			}
		})
		b.StopTimer()
		age(b, o)
		benchBuild(b, o, benchFiles, nil, Summary{Unchanged: benchFiles})
		b.Run(disk+"/unchanged", func(b *testing.B) {
			for b.Loop() {
				benchBuild(b, o, benchFiles, nil, Summary{Unchanged: benchFiles})
			}
		})
		now := false
		b.Run(disk+"/one_changed", func(b *testing.B) {
			for b.Loop() {
				now = !now
				benchBuild(b, o, benchFiles, map[int]bool{5000: now}, Summary{Written: 1, Unchanged: benchFiles - 1})
			}
		})
	}
}
