// Package watch tells which files have changed, in batches that have settled.
//
// Folders are watched, never single files: an editor that saves by rename puts
// another file in the place of the one that was watched. The system's events
// (fsnotify) only say where to look; what changed is found by comparing the
// files with what was last seen of them. So a lost or doubled event costs time
// and nothing else, and polling is the same thing without the events.
//
// # When a change has settled
//
// A file counts as whole when it reads the same (size, time of change, inode)
// twice, 20 ms apart, and nobody has it open for writing, where the system
// tells that (writing_linux.go). A file that is gone, or is suddenly empty, is believed
// only after Quiet: Word takes the old file away before the new one comes.
// The first change after a time without any is delivered as soon as all that
// was touched is whole. What follows within Quiet is a burst: it waits for
// Quiet of silence, Longest at most. A file that is being written for even
// longer holds the others up until five times Longest have passed.
//
// # What is not followed
//
// A root may be a symbolic link, to a shared drive perhaps. Below a root no
// link to a folder is followed: it could hold itself, its files would have two
// names, and source.Find passes it over too. A link to a file changes when
// its target is found changed.
//
// # Where events do not do
//
// Polls are made by request; beside events where a root lies on a network file
// system, which tells of local changes alone, and where the system ran out of
// watches; and instead of them where each watched file takes a descriptor (BSD,
// macOS) and there are many. On Windows a watched folder keeps
// the folders above it from being renamed (fsnotify issue 356), so only the
// roots and the folders that they lie in are watched there, and polls do the
// rest. Everywhere all files are looked at twice a minute for what events
// missed: writes through a memory map, mounts of a kind not known here.
//
// # Measured
//
// On two cores, ext4, nothing else running (BenchmarkLatency, BenchmarkScan):
// from the end of a write to the batch 21 ms, 20 of them the wait between the
// two looks.
package watch

import (
	"context"
	"errors"
	"slices"
	"sync"
	"time"
)

// ErrClosed is what Next answers after Close.
var ErrClosed = errors.New("the watcher is closed")

// Options of a Watcher. Only Roots must be set.
type Options struct {
	// Roots are the folders and single files that are watched. None need exist;
	// one may lie in another.
	Roots []string
	// Ignore names what is none of the watcher's business, as the program's own
	// output; an ignored folder is not descended into. It is given names as they
	// stand in a Batch and called by the watcher's goroutine.
	Ignore func(path string) bool
	// Poll, if set, is how often the files are looked at instead of waiting for
	// events.
	Poll time.Duration
	// Quiet is how long nothing may change for a burst to be over, 200 ms if 0.
	Quiet time.Duration
	// Longest is what a burst waits for that, 2 s if 0.
	Longest time.Duration
	// Notice, if set, is called when the way of watching changes, by Open or by
	// the watcher's goroutine; it must not call the Watcher.
	Notice func(Notice)

	system *system // tests: another one
}

// A Batch is what changed since the last one.
type Batch struct {
	// Paths are the files created, written or removed, sorted, as the root that
	// they lie in was given. A folder that was moved or removed stands there with
	// all its files, one without files not at all, a root always.
	Paths []string
	// All tells that events were lost: a file that is not named may have changed
	// too, if its size and time of change did not.
	All bool
}

// A Watcher watches files. Its methods may be called from any goroutine.
type Watcher struct {
	Options
	batches chan Batch
	quit    chan struct{}
	done    chan struct{}
	closing sync.Once

	// What follows belongs to the goroutine of run.
	roots   []*root // innermost first
	isRoot  map[string]*root
	folders map[string][]entry // all that is known, by folder; entries sorted by name
	count   int                // of entries in folders

	queue   *queue
	watches *watches // nil where there are no events
	noticed map[Code]bool
	polling bool

	pending
	scans
}

// Open starts watching. What changes after it has returned is not missed.
func Open(o Options) (*Watcher, error) {
	if o.Quiet == 0 {
		o.Quiet = 200 * time.Millisecond
	}
	if o.Longest == 0 {
		o.Longest = 2 * time.Second
	}
	if o.system == nil {
		o.system = thisSystem()
	}
	w := &Watcher{
		Options: o,
		batches: make(chan Batch),
		quit:    make(chan struct{}),
		done:    make(chan struct{}),
		isRoot:  map[string]*root{},
		folders: map[string][]entry{},
		queue:   newQueue(),
		noticed: map[Code]bool{},
		pending: pending{changes: map[string]*change{}, ready: map[string]bool{}},
		scans:   scans{sums: map[string]sum{}},
	}
	if err := w.setRoots(o.Roots); err != nil {
		return nil, err
	}
	w.startEvents()
	w.firstScan()
	go w.run()
	return w, nil
}

// Next waits for changes that have settled. Of two calls at once each gets
// other changes. The error is that of the context, or ErrClosed.
func (w *Watcher) Next(ctx context.Context) (Batch, error) {
	select {
	case <-w.done: // select would choose by chance
		return Batch{}, ErrClosed
	default:
	}
	select {
	case b := <-w.batches:
		return b, nil
	case <-ctx.Done():
		return Batch{}, ctx.Err()
	case <-w.done:
		return Batch{}, ErrClosed
	}
}

// Close ends watching. After it no goroutine and no descriptor is left.
func (w *Watcher) Close() error {
	w.closing.Do(func() { close(w.quit) })
	<-w.done
	return nil
}

// closed tells long work to stop.
func (w *Watcher) closed() bool {
	select {
	case <-w.quit:
		return true
	default:
		return false
	}
}

// run is the watcher's one goroutine, beside the two that bring events.
func (w *Watcher) run() {
	defer close(w.done)
	defer w.stopEvents()
	timer := time.NewTimer(0)
	defer timer.Stop()
	for {
		w.takeEvents()
		w.scanIfDue()
		w.checkRootsIfDue()
		w.settleIfDue()

		var out chan Batch // nil blocks
		if w.offered != nil {
			out = w.batches
		}
		timer.Reset(time.Until(w.nextTurn()))
		select {
		case <-w.queue.wake:
		case <-timer.C:
		case out <- w.offer():
			w.taken()
		case <-w.quit:
			return
		}
	}
}

// nextTurn is when something is due even if no event comes.
func (w *Watcher) nextTurn() time.Time {
	times := []time.Time{w.nextScan, w.nextCheck}
	if !w.nextSettle.IsZero() {
		times = append(times, w.nextSettle)
	}
	return slices.MinFunc(times, time.Time.Compare)
}
