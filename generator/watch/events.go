package watch

import (
	"errors"
	"maps"
	"path/filepath"
	"slices"
	"syscall"
	"time"

	"github.com/fsnotify/fsnotify"
)

// startEvents asks the system for events, unless polls were asked for.
func (w *Watcher) startEvents() {
	if w.Poll > 0 {
		return
	}
	n, err := w.system.start()
	if err != nil {
		w.poll(Notice{Code: NoEvents, Err: err})
		return
	}
	w.watches = newWatches(n, w.queue)
	if !w.system.deep {
		w.polling = true
	}
}

// stopEvents gives all watches back.
func (w *Watcher) stopEvents() {
	if w.watches != nil {
		w.watches.close()
		w.watches = nil
	}
}

// poll has the files looked at from now on, and says why.
func (w *Watcher) poll(n Notice) {
	w.notice(n)
	if !w.polling {
		w.polling = true
		w.nextScan = time.Now()
	}
}

// takeEvents looks at all that events speak of.
func (w *Watcher) takeEvents() {
	ops, overflow, failed := w.queue.take()
	if len(ops) == 0 && !overflow && !failed {
		return
	}
	for _, path := range slices.Sorted(maps.Keys(ops)) { // a folder before what is in it
		w.event(filepath.Clean(path), ops[path])
	}
	switch {
	case overflow:
		w.notice(Notice{Code: Overflow})
		w.lost()
		w.scan(true)
	case failed: // as when a folder was moved, then removed, before it was unwatched
		w.scanSoon()
	}
}

// event looks at a path that an event spoke of. What was created, written,
// renamed or removed counts as changed even if it looks the same: a file saved
// twice within a tick of the clock does. A change of mode or owner alone
// counts if more changed than that.
func (w *Watcher) event(path string, op fsnotify.Op) {
	again := op.Has(fsnotify.Remove | fsnotify.Rename) // either takes the watch of a folder
	sure := op&^fsnotify.Chmod != 0
	r := w.rootOf(path)
	if r == nil {
		if again {
			w.unwatch(path) // above a root; watchAbove sets it again
		}
		return
	}
	if path == r.path {
		w.checkRoot(r, sure, again)
		if r.known.kind == folder && !again {
			w.enter(r, path, false, false)
		}
		return
	}
	if w.ignored(r, path) {
		return
	}
	was, listed := w.known(path)
	if !listed {
		// The folder is not known, or not any more: whatever became of it shows in
		// the folder above.
		w.event(filepath.Dir(path), fsnotify.Chmod)
		return
	}
	now, err := w.sample(r, path)
	if err != nil {
		return
	}
	w.record(path, now)
	switch {
	case now.kind == folder && was.kind == folder && was.id == now.id:
		w.enter(r, path, again, again)
	case now.kind == folder || was.kind == folder:
		w.compare(r, path, was, now, false, false)
	case sure || !was.same(now):
		w.touch(path, was, now, sure)
	}
}

// watch asks for the events of a folder.
func (w *Watcher) watch(r *root, path string, again bool) {
	if w.watches == nil || !w.system.deep && path != r.path {
		return
	}
	w.watched(r.name(path), w.watches.add(path, again))
}

// watchAbove watches the folder that a root lies in, where the root shows when
// it comes, goes or, as a file, is replaced. If that folder does not exist
// either, checkRoots finds out when it comes.
func (w *Watcher) watchAbove(r *root) {
	above := filepath.Dir(r.path)
	if _, listed := w.folders[above]; w.watches == nil || above == r.path || listed && w.system.deep {
		return
	}
	w.watched(above, w.watches.add(above, false))
}

func (w *Watcher) unwatch(path string) {
	if w.watches != nil {
		w.watches.remove(path)
	}
}

// watched judges the outcome of a watch.
func (w *Watcher) watched(name string, err error) {
	switch {
	case err == nil || absent(err):
	case errors.Is(err, syscall.ENOSPC):
		// The watches there are stay of use.
		w.poll(Notice{Code: OutOfWatches, Path: name, Err: err})
	case errors.Is(err, syscall.EMFILE), errors.Is(err, syscall.ENFILE):
		// Descriptors are needed for other things too.
		w.stopEvents()
		w.poll(Notice{Code: OutOfWatches, Path: name, Err: err})
	case errors.Is(err, errAlias):
		w.polling = true
	default:
		w.poll(Notice{Code: NoEvents, Path: name, Err: err})
	}
}

// counted keeps the number of entries, and gives up events where each entry
// takes a descriptor and there are too many.
func (w *Watcher) counted(more int) {
	w.count += more
	if w.watches != nil && w.system.most > 0 && w.count > w.system.most {
		w.stopEvents()
		w.poll(Notice{Code: ManyFiles, Count: w.count})
	}
}
