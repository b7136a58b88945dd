package publish

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"
)

// A Summary counts the files of a build.
type Summary struct {
	Written   int // new, or with other bytes than before
	Unchanged int // carried over, or made again with the same bytes
	Removed   int // made by the last build, not by this one
}

// Commit publishes what the build claimed and removes what only the last one
// made. When it fails, public is either as it was or is brought to its end by
// the next Begin or Open; the error says which.
func (s *Stage) Commit() (Summary, error) {
	if !s.end() {
		return Summary{}, errors.New("this build was committed or aborted before; begin a new one")
	}
	next, j, sum, err := s.plan()
	if err != nil {
		s.p.discard()
		return Summary{}, err
	}
	if sum.Written == 0 && len(j.clear) == 0 && len(j.remove) == 0 {
		if s.learned || !slices.Equal(next, s.old) {
			err = s.p.record(next)
		}
		s.p.discard()
		return sum, err
	}
	if err := s.p.promise(next, j); err != nil {
		s.p.rewind()
		return Summary{}, err
	}
	if touched, err := s.p.apply(j); err != nil {
		if !touched {
			s.p.rewind()
			return Summary{}, fmt.Errorf("nothing is published: %w; %s", err, tryAgain)
		}
		s.p.cut = true
		return Summary{}, halfWay(err)
	}
	err = s.p.finish(next)
	s.p.cut = err != nil
	for _, list := range [][]placement{j.new, j.changed} {
		for _, n := range list {
			s.changed = append(s.changed, n.path)
		}
	}
	s.changed = append(append(s.changed, j.clear...), j.remove...)
	return sum, err
}

// Changed gives the paths of the files that Commit wrote and removed.
func (s *Stage) Changed() []string { return s.changed }

// halfWay is the error of a publication that stands still.
func halfWay(err error) error {
	return unfinished{fmt.Errorf("the site is half way from the last build to this one: %w; make sure that there is room and that you may write there, then start any command: it goes on from here", err)}
}

var errLostLock = errors.New("the folder of the state was removed while this program ran; start it again")

// plan weighs what was claimed against the last build and against what stands
// in public, without changing anything.
func (s *Stage) plan() (next []entry, j *journal, sum Summary, err error) {
	if s.err != nil {
		return nil, nil, sum, s.err
	}
	if !s.p.lock.held() {
		return nil, nil, sum, errLostLock
	}
	sort.Slice(s.made, func(i, k int) bool { return s.made[i].path < s.made[k].path })
	newest := int64(0)
	for _, m := range s.made {
		if m.number >= 0 {
			newest = max(newest, m.mtime)
		}
	}
	size := len(s.made)
	for _, c := range s.claims {
		if c == carried {
			size++
		}
	}
	// The one list of all files: at a million of them each copy has 64 MB.
	next = make([]entry, 0, size)
	rest := s.made
	take := func() {
		m := rest[0]
		rest = rest[1:]
		if m.number >= 0 && m.mtime > newest-int64(writeback) {
			m.mtime = 0
		}
		next = append(next, m.entry)
	}
	gone := map[string]bool{}
	for i, c := range s.claims { // whose paths rise too
		switch c {
		case carried:
			for len(rest) > 0 && rest[0].path < s.old[i].path {
				take()
			}
			next = append(next, s.old[i])
		case stale:
			gone[s.old[i].path] = true
		}
	}
	for len(rest) > 0 {
		take()
	}
	if err := checkTogether(next, sortedKeys(s.fresh)); err != nil {
		return nil, nil, sum, err
	}

	j = &journal{}
	public := lookAt(s.p.public) // anew: the last look may be minutes ago
	cleared := map[string]bool{}
	for _, m := range s.made {
		if m.number < 0 {
			continue
		}
		blocking, exists, err := obstacles(public, m.path, gone)
		if err != nil {
			return nil, nil, sum, err
		}
		for _, path := range blocking {
			cleared[path] = true
		}
		if exists {
			j.changed = append(j.changed, placement{m.number, m.path})
		} else {
			j.new = append(j.new, placement{m.number, m.path})
		}
	}
	// Data, styles and scripts before the pages that lead to them.
	pagesLast := func(a, b placement) int {
		switch {
		case isPage(a.path) == isPage(b.path):
			return strings.Compare(a.path, b.path)
		case isPage(b.path):
			return -1
		}
		return 1
	}
	slices.SortFunc(j.new, pagesLast)
	slices.SortFunc(j.changed, pagesLast)
	j.clear = sortedKeys(cleared)
	sum.Removed = len(j.clear)
	for _, path := range sortedKeys(gone) {
		if cleared[path] {
			continue
		}
		j.remove = append(j.remove, path) // also one that is gone: its folder may be left
		if removable(public, path) {
			sum.Removed++
		}
	}
	s.made = nil // 72 bytes a file, while others are still to come
	sum.Written = len(j.new) + len(j.changed)
	sum.Unchanged = len(next) - sum.Written
	return next, j, sum, nil
}

// obstacles looks at the place of a file to be written. blocking are stale
// files of ours where a folder must be, or in a folder where the file must be:
// they go before, the one case in which a link may be dead for a moment. What
// is not ours is refused there; a foreign file or link at the address itself
// gives way, since nothing is lost that the address could still show.
func obstacles(public *folders, path string, gone map[string]bool) (blocking []string, exists bool, err error) {
	dir := parent(path)
	switch public.at(dir) {
	case nothing:
		return nil, false, nil
	case other:
		file := public.culprit(dir)
		if file != "" && gone[file] && public.regular(file) != nil {
			return []string{file}, false, nil
		}
		return nil, false, public.inTheWay(dir)
	}
	fi, err := os.Lstat(public.name(path))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, false, nil
	case err != nil:
		return nil, false, err
	case !fi.IsDir():
		return nil, true, nil
	}
	err = filepath.WalkDir(public.name(path), func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		below := path + filepath.ToSlash(strings.TrimPrefix(name, public.name(path)))
		if d.IsDir() {
			inside, err := os.ReadDir(name)
			if err == nil && len(inside) == 0 {
				err = fmt.Errorf("%s: a folder where the site needs a file; move it away and build again", name)
			}
			return err
		}
		if !gone[below] {
			return fmt.Errorf("%s: a file of another hand in a folder where the site needs a file; move it away and build again", name)
		}
		blocking = append(blocking, below)
		return nil
	})
	return blocking, false, err
}

// removable tells whether a stale file is still there to be removed: a file,
// also one edited by hand since, or a link put in its place.
func removable(public *folders, path string) bool {
	if public.at(parent(path)) != folder {
		return false
	}
	fi, err := os.Lstat(public.name(path))
	return err == nil && !fi.IsDir()
}

func sortedKeys[V any](set map[string]V) []string {
	keys := make([]string, 0, len(set))
	for k := range set {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}
