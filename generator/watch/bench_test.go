package watch

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// BenchmarkLatency is the time from the end of a write to the batch.
func BenchmarkLatency(b *testing.B) {
	site := b.TempDir()
	for i := range 1000 {
		put(b, filepath.Join(site, fmt.Sprintf("content/%d/%d.txt", i/10, i)), "x")
	}
	w, err := Open(Options{Roots: []string{filepath.Join(site, "content")}, Quiet: 5 * time.Millisecond})
	if err != nil {
		b.Fatal(err)
	}
	defer w.Close()
	for i := 0; b.Loop(); i++ {
		b.StopTimer()
		time.Sleep(20 * time.Millisecond) // a first change after a time without any
		put(b, filepath.Join(site, fmt.Sprintf("content/%d/%d.txt", i%1000/10, i%1000)), fmt.Sprint(i))
		b.StartTimer()
		if _, err := w.Next(context.Background()); err != nil {
			b.Fatal(err)
		}
	}
}

// archive makes 10,000 files in 1,000 folders that were not written just now.
func archive(b *testing.B) (content string) {
	content = filepath.Join(b.TempDir(), "content")
	for i := range 10_000 {
		name := filepath.Join(content, fmt.Sprintf("%d/%d.txt", i/10, i))
		put(b, name, "x")
		if err := os.Chtimes(name, time.Time{}, time.Now().Add(-time.Hour)); err != nil {
			b.Fatal(err)
		}
	}
	return content
}

// BenchmarkScan is a look at all files, as a poll makes it.
func BenchmarkScan(b *testing.B) {
	w, err := Open(Options{Roots: []string{archive(b)}, Poll: time.Hour})
	if err != nil {
		b.Fatal(err)
	}
	w.Close() // its goroutine is gone, so this one may look
	w.quit = make(chan struct{})
	b.ReportAllocs()
	for b.Loop() {
		w.scan(false)
	}
}

// BenchmarkOpen has each of the folders watched as well.
func BenchmarkOpen(b *testing.B) {
	content := archive(b)
	b.ReportAllocs()
	for b.Loop() {
		w, err := Open(Options{Roots: []string{content}})
		if err != nil {
			b.Fatal(err)
		}
		w.Close()
	}
}
