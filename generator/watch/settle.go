package watch

import (
	"maps"
	"slices"
	"time"
)

// twice is the time between the two looks that must agree.
const twice = 20 * time.Millisecond

// enough is how many times Longest a file may be in writing before the others
// go without it.
const enough = 5

// Pending is what has changed but was not delivered.
type pending struct {
	changes map[string]*change
	ready   map[string]bool // settled
	all     bool
	offered *Batch // of ready and all, if it may be delivered now

	silent     bool      // the first look: nothing is a change
	touches    int       // so far
	begun      time.Time // the oldest of changes
	busy       time.Time // the last touch
	counts     time.Time // the last touch of those that came to something
	first      bool      // changes began after a time without any
	nextSettle time.Time // zero if nothing is due
}

// A change is a path that was touched and has not settled.
type change struct {
	was, now entry
	since    time.Time // now looks like this, or the last event
	sure     bool      // an event said so: changed even if it looks the same
	settled  bool
}

func (c *change) real() bool {
	if c.was.kind == none && c.now.kind == none {
		return false // came and went
	}
	return c.sure || !c.was.same(c.now)
}

// touch notes that a path changed, or may have. A folder given as was or now is
// a root; of others the files are touched.
func (w *Watcher) touch(path string, was, now entry, sure bool) {
	if w.silent {
		return
	}
	c := w.changes[path]
	if c == nil {
		if was.kind == none && now.kind == none {
			return
		}
		c = &change{was: was}
		w.changes[path] = c
	}
	c.now, c.sure, c.settled = now, c.sure || sure, false
	w.stir()
	c.since = w.busy
}

// stir puts off what is to be delivered, since more is happening.
func (w *Watcher) stir() {
	now := time.Now()
	if w.nextSettle.IsZero() {
		w.begun = now
		w.first = !w.scanning && now.Sub(w.counts) >= w.Quiet
	}
	w.busy = now
	w.touches++
	w.offered = nil
	silence := w.Quiet
	if w.first {
		silence = twice
	}
	if last := w.begun.Add(w.Longest); now.Before(last) { // later, settleIfDue sets the pace
		w.nextSettle = earlier(now.Add(silence), last)
	}
}

func earlier(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}

// lost notes that anything may have changed.
func (w *Watcher) lost() {
	w.all = true
	w.counts = time.Now() // not the first change
	w.stir()
}

// settleIfDue offers a batch once all that was touched has settled.
func (w *Watcher) settleIfDue() {
	now := time.Now()
	if w.nextSettle.IsZero() || now.Before(w.nextSettle) {
		return
	}
	unsettled := 0
	for _, path := range slices.Sorted(maps.Keys(w.changes)) {
		if c := w.changes[path]; !c.settled {
			if c.settled = w.settle(path, c, now); !c.settled {
				unsettled++
			}
		}
	}
	// settle may have touched other paths, which are not settled either.
	if (unsettled > 0 || w.busy.After(now)) && now.Sub(w.begun) < enough*w.Longest {
		w.nextSettle = time.Now().Add(twice)
		return
	}
	w.nextSettle = time.Time{}
	for path, c := range w.changes {
		if !c.settled {
			w.begun, w.first, w.nextSettle = now, false, now.Add(w.Quiet)
			continue
		}
		delete(w.changes, path)
		if c.real() {
			w.counts = w.busy
			w.ready[w.rootOf(path).name(path)] = true
			if w.polls() && c.now.kind == file {
				w.keepSum(path)
			}
		}
	}
	if len(w.ready) > 0 || w.all {
		w.offered = &Batch{Paths: slices.Sorted(maps.Keys(w.ready)), All: w.all}
	}
}

// settle tells whether a path is at rest. It looks at it again, except after
// Longest, when nothing but writing is waited for.
func (w *Watcher) settle(path string, c *change, now time.Time) bool {
	age, late := now.Sub(c.since), now.Sub(w.begun) >= w.Longest
	if age < twice && !late {
		return false
	}
	r := w.rootOf(path)
	e, err := w.sample(r, path)
	if e.kind == folder && path != r.path {
		e = entry{} // its files are touched for themselves
	}
	if err == nil && !e.same(c.now) {
		w.again(path, c, e)
		return false
	}
	state := closed
	if c.now.kind == file {
		state = writing(path)
	}
	need := twice
	switch {
	case state == open:
		need = w.Longest
	case c.now.kind == none || c.now.size == 0 && c.was.size > 0:
		need = w.Quiet
	case state == unknown && c.was.kind == none:
		need = w.Quiet // a copy has begun with it, perhaps
	}
	if late && state != open && (state == closed || age >= twice) {
		return true
	}
	return age >= need
}

// again notes that a path changed between two looks, as in poll mode or on a
// share, where no event says so.
func (w *Watcher) again(path string, c *change, e entry) {
	w.event(path, 0)
	c.now, c.since = e, time.Now()
}

// offer is the batch to be delivered, if there is one.
func (w *Watcher) offer() Batch {
	if w.offered == nil {
		return Batch{}
	}
	return *w.offered
}

// taken notes that the offered batch was delivered.
func (w *Watcher) taken() {
	w.offered, w.all = nil, false
	clear(w.ready)
}
