package watch

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"
)

// Opened and closed, at rest or in the midst of things, a watcher leaves no
// goroutine and no descriptor.
func TestLeak(t *testing.T) {
	site := t.TempDir()
	for i := range 20 {
		put(t, filepath.Join(site, fmt.Sprintf("content/%d/a.txt", i)), "x")
	}
	cycle := func(i int, poll time.Duration) {
		w, err := Open(Options{Roots: []string{filepath.Join(site, "content"), filepath.Join(site, "config.toml")}, Poll: poll})
		if err != nil {
			t.Fatal(err)
		}
		for j := range i % 10 {
			put(t, filepath.Join(site, fmt.Sprintf("content/%d/b/%d.txt", j, i)), "x")
		}
		if i%3 == 0 {
			time.Sleep(time.Duration(i%25) * time.Millisecond)
		}
		if i%20 == 0 {
			os.RemoveAll(filepath.Join(site, "content", fmt.Sprint(i/20)))
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
	}
	cycle(0, 0)
	cycle(0, time.Millisecond)
	goroutines, descriptors := runtime.NumGoroutine(), openFiles(t)
	for i := range 200 {
		cycle(i, time.Duration(i%2)*time.Millisecond)
	}
	for deadline := time.Now().Add(patience); runtime.NumGoroutine() > goroutines && time.Now().Before(deadline); {
		time.Sleep(10 * time.Millisecond) // one may have been about to end
	}
	if n := runtime.NumGoroutine(); n > goroutines {
		all := make([]byte, 1<<16)
		t.Errorf("%d goroutines, were %d\n%s", n, goroutines, all[:runtime.Stack(all, true)])
	}
	if n := openFiles(t); n > descriptors {
		t.Errorf("%d descriptors, were %d", n, descriptors)
	}
}

// openFiles counts the descriptors of this process, where there is a list.
func openFiles(t *testing.T) int {
	list, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		t.Log("descriptors are not counted: ", err)
	}
	return len(list)
}
