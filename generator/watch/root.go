package watch

import (
	"cmp"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// checkEvery is how often the roots are looked at although no event came. If a
// folder above a root is renamed, or another drive mounted there, no event
// tells of it, whichever folders are watched. Five calls of stat a second cost
// nothing.
const checkEvery = time.Second

// A root is one folder or file that is watched.
type root struct {
	given   string // as in the Options, but clean
	path    string // absolute
	known   entry  // what was last seen there
	network bool   // on a network file system: identities may change without reason
}

func (w *Watcher) setRoots(given []string) error {
	if len(given) == 0 {
		return errors.New("there is nothing to watch; name a folder or a file")
	}
	for _, name := range given {
		path, err := filepath.Abs(name)
		if err != nil {
			return err
		}
		if w.isRoot[path] == nil {
			r := &root{given: filepath.Clean(name), path: path}
			w.isRoot[path] = r
			w.roots = append(w.roots, r)
		}
	}
	slices.SortFunc(w.roots, func(a, b *root) int {
		return cmp.Or(cmp.Compare(len(b.path), len(a.path)), strings.Compare(a.path, b.path))
	})
	return nil
}

// rootOf finds the innermost root that a path lies in, nil if none.
func (w *Watcher) rootOf(path string) *root {
	for _, r := range w.roots {
		rest, ok := strings.CutPrefix(path, r.path)
		if ok && (rest == "" || os.IsPathSeparator(rest[0]) || os.IsPathSeparator(r.path[len(r.path)-1])) {
			return r
		}
	}
	return nil
}

// name turns a path back into what the caller knows.
func (r *root) name(path string) string {
	if path == r.path {
		return r.given
	}
	if r.given == r.path {
		return path
	}
	return filepath.Join(r.given, path[len(r.path):])
}

// ignored tells whether a path below a root is to be passed over, for its last
// name. A root inside another one stands for itself.
func (w *Watcher) ignored(r *root, path string) bool {
	return passed(filepath.Base(path)) || w.isRoot[path] != nil || w.Ignore != nil && w.Ignore(r.name(path))
}

func (w *Watcher) checkRootsIfDue() {
	if time.Now().Before(w.nextCheck) {
		return
	}
	w.nextCheck = time.Now().Add(checkEvery)
	if w.Poll == 0 { // else the scan does it
		w.checkRoots()
	}
}

func (w *Watcher) checkRoots() {
	for _, r := range w.roots {
		w.checkRoot(r, false, false)
	}
}

// checkRoot looks whether a root came, went, was replaced or, if it is a file,
// was written. Sure counts a file as changed in any case; again has the watches
// of a folder set anew.
func (w *Watcher) checkRoot(r *root, sure, again bool) {
	now, err := sample(r.path, true)
	if err != nil {
		return
	}
	was := r.known
	if now.kind != none && was.kind == none {
		w.checkNetwork(r)
	}
	if r.network {
		now.id = fileID{}
	}
	r.known = now
	w.watchAbove(r)
	_, listed := w.folders[r.path]
	switch {
	case now.kind == folder:
		came := was.kind != folder || was.id != now.id
		if came {
			w.touch(r.path, was, now, false)
		}
		if came || again || !listed {
			w.enter(r, r.path, true, true)
		}
	case was.kind == folder:
		w.leave(r.path)
		w.touch(r.path, was, now, false)
	case sure || !was.same(now):
		w.touch(r.path, was, now, sure)
	}
}

// checkNetwork finds out whether a root lies where events do not tell all.
func (w *Watcher) checkNetwork(r *root) {
	kind := w.system.network(r.path)
	r.network = kind != ""
	if r.network && w.Poll == 0 {
		w.poll(Notice{Code: Network, Path: r.given, Kind: kind})
	}
}
