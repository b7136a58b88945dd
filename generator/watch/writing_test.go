package watch

import (
	"os"
	"path/filepath"
	"sync"
	"testing"
)

func TestWriting(t *testing.T) {
	name := filepath.Join(t.TempDir(), "a.txt")
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	if got := writing(name); got == unknown {
		t.Skip("the system does not tell")
	} else if got != open {
		t.Error("open for writing: ", got)
	}
	f.Close()
	if got := writing(name); got != closed {
		t.Error("closed: ", got)
	}
	if f, err = os.Open(name); err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if got := writing(name); got != closed {
		t.Error("open for reading: ", got)
	}
	if got := writing(name + ".none"); got != unknown {
		t.Error("not there: ", got)
	}
}

// Asking never makes a writer fail, nor the signal that a lease brings end the
// process.
func TestWritingBeside(t *testing.T) {
	name := filepath.Join(t.TempDir(), "a.txt")
	put(t, name, "x")
	stop := make(chan bool)
	var group sync.WaitGroup
	for range 2 {
		group.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
					writing(name)
				}
			}
		})
	}
	for range 5000 {
		put(t, name, "x")
	}
	close(stop)
	group.Wait()
}
