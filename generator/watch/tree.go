package watch

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// sample looks at a path below a root.
func (w *Watcher) sample(r *root, path string) (entry, error) {
	e, err := sample(path, path == r.path)
	if r.network {
		e.id = fileID{}
	}
	return e, err
}

// list reads a folder, sorted by name.
func (w *Watcher) list(r *root, path string) ([]entry, error) {
	found, err := os.ReadDir(path)
	if err != nil {
		return nil, err
	}
	entries := make([]entry, 0, len(found))
	for _, f := range found {
		child := filepath.Join(path, f.Name())
		if w.ignored(r, child) {
			continue
		}
		info, err := f.Info()
		if err != nil {
			if absent(err) {
				continue // gone since
			}
			return nil, err
		}
		e := describe(child, info, false)
		if r.network {
			e.id = fileID{}
		}
		entries = append(entries, e)
	}
	return entries, nil
}

// enter compares a folder with what is known of it. Again sets its watch anew;
// deep goes on into the folders in it, otherwise only new ones are entered. The
// watch comes before the look, so nothing falls between them.
func (w *Watcher) enter(r *root, path string, again, deep bool) {
	if w.closed() {
		return
	}
	old, known := w.folders[path]
	w.watch(r, path, again || !known)
	now, err := w.list(r, path)
	if err != nil {
		if absent(err) {
			w.leave(path)
		}
		return
	}
	w.folders[path] = now
	w.counted(len(now) - len(old))

	for i, j := 0, 0; i < len(old) || j < len(now); {
		order := 0
		switch {
		case i == len(old):
			order = 1
		case j == len(now):
			order = -1
		default:
			order = strings.Compare(old[i].name, now[j].name)
		}
		var a, b entry
		if order <= 0 {
			a, i = old[i], i+1
		}
		if order >= 0 {
			b, j = now[j], j+1
		}
		w.compare(r, filepath.Join(path, max(a.name, b.name)), a, b, again, deep)
	}
}

// compare takes note of what became of one name in a folder.
func (w *Watcher) compare(r *root, path string, was, now entry, again, deep bool) {
	if was.kind == folder && now.kind != folder {
		w.leave(path)
		was = entry{}
	}
	if now.kind == folder {
		if was.kind != folder {
			w.touch(path, was, entry{}, false)
		}
		fresh := was.kind != folder || was.id != now.id
		if _, listed := w.folders[path]; fresh || deep || !listed {
			w.enter(r, path, fresh || again, fresh || deep)
		}
		return
	}
	if !was.same(now) {
		w.touch(path, was, now, false)
	}
}

// leave forgets a folder that is gone; its files went with it.
func (w *Watcher) leave(path string) {
	entries, known := w.folders[path]
	if !known {
		return
	}
	delete(w.folders, path)
	w.counted(-len(entries))
	w.unwatch(path)
	for _, e := range entries {
		child := filepath.Join(path, e.name)
		if e.kind == folder {
			w.leave(child)
		} else {
			w.touch(child, e, entry{}, false)
		}
	}
}

// known is what was last seen at a path in a folder that is listed.
func (w *Watcher) known(path string) (e entry, listed bool) {
	if r := w.isRoot[path]; r != nil {
		return r.known, true
	}
	entries, listed := w.folders[filepath.Dir(path)]
	if i, ok := find(entries, filepath.Base(path)); ok {
		e = entries[i]
	}
	return e, listed
}

// record keeps what was seen at a path in a folder that is listed.
func (w *Watcher) record(path string, e entry) {
	parent, name := filepath.Split(path)
	parent = filepath.Clean(parent)
	entries := w.folders[parent]
	i, ok := find(entries, name)
	switch {
	case ok && e.kind == none:
		entries = slices.Delete(entries, i, i+1)
		w.counted(-1)
	case ok:
		entries[i] = e
	case e.kind != none:
		entries = slices.Insert(entries, i, e)
		w.counted(1)
	}
	w.folders[parent] = entries
}

func find(entries []entry, name string) (int, bool) {
	return slices.BinarySearchFunc(entries, name, func(e entry, name string) int { return strings.Compare(e.name, name) })
}
