package watch

import (
	"hash/maphash"
	"io"
	"os"
	"path/filepath"
	"time"
)

// Polls that nobody set the time of come at least this often and, where looking
// takes long, so seldom that they take no more than a twentieth of the time. A
// thousand files on a disk of this machine take 4 ms, a slow share a second.
const (
	pollEvery  = 500 * time.Millisecond
	pollSeldom = 30 * time.Second
	pollShare  = 20
)

// insureShare bounds the looks for what events missed to a hundredth of the time.
const insureShare = 100

// coarse is the coarsest time of change, FAT's 2 s, and something for rounding.
const coarse = 3 * time.Second

// Scans are looks at all files.
type scans struct {
	nextScan  time.Time
	nextCheck time.Time // of the roots
	scanning  bool
	cost      time.Duration // of the last scan

	// Where no event tells of it, a file that is written twice within one tick
	// of its file system's clock, at the same size, looks unchanged. So files
	// that changed a moment ago are read as well, until the clock has moved on.
	sums map[string]sum
}

type sum struct {
	of   uint64
	made time.Time
}

func (w *Watcher) scanIfDue() {
	if !time.Now().Before(w.nextScan) {
		w.scan(false)
	}
}

// scanSoon has all files looked at once it is quiet.
func (w *Watcher) scanSoon() {
	if t := time.Now().Add(w.Quiet); t.Before(w.nextScan) {
		w.nextScan = t
	}
}

// firstScan learns what there is. Nothing of it is a change.
func (w *Watcher) firstScan() {
	start := time.Now()
	w.silent = true
	w.checkRoots()
	w.silent = false
	if w.polls() {
		w.firstSums()
	}
	w.cost = time.Since(start)
	w.nextScan = time.Now().Add(w.pause())
}

// scan compares all files with what is known of them. Again sets all watches
// anew.
func (w *Watcher) scan(again bool) {
	start, before := time.Now(), w.touches
	w.scanning = true
	for _, r := range w.roots {
		w.checkRoot(r, false, false)
		if r.known.kind == folder {
			w.enter(r, r.path, again, true)
		}
	}
	if w.polls() {
		w.checkSums()
	}
	w.scanning = false
	w.cost = time.Since(start)
	if w.touches > before && w.polls() {
		w.nextScan = w.busy.Add(w.Quiet) // is it over? settleIfDue comes after this
	} else {
		w.nextScan = time.Now().Add(w.pause())
	}
}

// pause is the time between two scans.
func (w *Watcher) pause() time.Duration {
	switch {
	case w.Poll > 0:
		return w.Poll
	case w.polling:
		return min(max(pollShare*w.cost, pollEvery), pollSeldom)
	}
	return max(insureShare*w.cost, w.system.insure)
}

// polls tells whether scans are what changes are found by.
func (w *Watcher) polls() bool { return w.Poll > 0 || w.polling }

// keepSum remembers what is in a file that has just settled.
func (w *Watcher) keepSum(path string) {
	if of, err := sumOf(path); err == nil {
		w.sums[path] = sum{of, time.Now()}
	}
}

// firstSums does so for files that changed shortly before Open, as far as the
// clock of their file system agrees with ours.
func (w *Watcher) firstSums() {
	since := time.Now().Add(-coarse).UnixNano()
	for parent, entries := range w.folders {
		for _, e := range entries {
			if e.kind == file && e.mtime > since {
				w.keepSum(filepath.Join(parent, e.name))
			}
		}
	}
	for _, r := range w.roots {
		if r.known.kind == file && r.known.mtime > since {
			w.keepSum(r.path)
		}
	}
}

// checkSums reads the files that look unchanged but need not be.
func (w *Watcher) checkSums() {
	for path, s := range w.sums {
		if w.changes[path] != nil {
			delete(w.sums, path) // made anew when that has settled
			continue
		}
		of, err := sumOf(path)
		known, listed := w.known(path)
		if err == nil && of != s.of && listed {
			w.touch(path, known, known, true)
		}
		if err != nil || of != s.of || time.Since(s.made) > coarse {
			delete(w.sums, path)
		}
	}
}

// seed makes sums hard to foresee, and worthless outside this process.
var seed = maphash.MakeSeed()

func sumOf(path string) (uint64, error) {
	f, err := os.Open(path)
	if err != nil {
		return 0, err
	}
	defer f.Close()
	var h maphash.Hash
	h.SetSeed(seed)
	_, err = io.Copy(&h, f)
	return h.Sum64(), err
}
