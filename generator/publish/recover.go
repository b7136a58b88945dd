package publish

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strconv"
	"strings"
)

// recover brings the state to rest and reads the manifest. A journal means
// that a publication was cut short: it is finished. A staging folder without a
// journal is a build that never came to publishing: it is thrown away.
func (p *Publisher) recover() error {
	j, err := readJournal(p.file(journalFile))
	if errors.Is(err, fs.ErrNotExist) {
		return p.load()
	}
	if err != nil && err != errDamaged {
		return unreadable(err)
	}
	next, sum, nextErr := readManifest(p.file(nextFile))
	if err == nil && nextErr == nil && sum == j.manifest {
		if rest, ok := p.remaining(j, next); ok {
			os.Mkdir(p.file(stageFolder), 0o777) // for stubs, if only the folder is lost
			if _, err := p.apply(rest); err != nil {
				return halfWay(err)
			}
			return p.finish(next)
		}
	}
	return p.abandon(j, next)
}

// load reads the manifest; the copy serves when it is damaged or gone. With
// neither, nothing in public is known as ours: files are compared by content,
// and none is removed.
func (p *Publisher) load() error {
	if _, err := os.Lstat(p.file(stageFolder)); err == nil {
		return p.loadAfterCut()
	}
	entries, _, err := readManifest(p.file(manifestFile))
	lost := isLost(err)
	if lost {
		entries, _, err = readManifest(p.file(nextFile))
	}
	if err != nil && !isLost(err) {
		return unreadable(err)
	}
	p.entries = entries
	if lost && err == nil || !sameSize(p.file(manifestFile), p.file(nextFile)) {
		return p.record(entries)
	}
	return nil
}

// loadAfterCut reads the manifest after a build that left its staging folder.
// The copy may be that of a site that never was, or one whose journal somebody
// removed: what only the copy names is ours if public holds just those bytes.
func (p *Publisher) loadAfterCut() error {
	last, sum, err := readManifest(p.file(manifestFile))
	if err != nil && !isLost(err) {
		return unreadable(err)
	}
	next, nextSum, err := readManifest(p.file(nextFile))
	if err != nil && !isLost(err) {
		return unreadable(err)
	}
	var ours []entry
	if nextSum != sum {
		public, stub := lookAt(p.public), sumOf([]byte(stubPage))
		for _, e := range next {
			if _, known := find(last, e.path); known || public.regular(e.path) == nil {
				continue
			}
			if got, err := sumOfFile(public.name(e.path)); err == nil && (got == e.sum || got == stub) {
				e.mtime = 0
				ours = append(ours, e)
			}
		}
	}
	p.entries = merge(last, ours)
	if len(ours) > 0 {
		if err := p.record(p.entries); err != nil {
			return err
		}
	}
	p.rewind()
	return nil
}

func unreadable(err error) error { return fmt.Errorf("state of the site: %w; %s", err, tryAgain) }

// isLost tells that a manifest is gone or worthless, rather than that the disk
// failed or the rights are wrong, which the user can mend.
func isLost(err error) bool { return err == errDamaged || errors.Is(err, fs.ErrNotExist) }

// sameSize tells whether two files are of one size, also when both are missing.
func sameSize(a, b string) bool {
	fa, errA := os.Stat(a)
	fb, errB := os.Stat(b)
	if errA != nil || errB != nil {
		return errA != nil && errB != nil
	}
	return fa.Size() == fb.Size()
}

// remaining gives what a journal still has to do. A staged file that is gone
// must be found in public. All are hashed, 15 µs each: a power cut may have kept
// their names and lost their bytes, and somebody may have removed the staging
// folder. ok is false when one is nowhere.
func (p *Publisher) remaining(j *journal, next []entry) (rest *journal, ok bool) {
	public := lookAt(p.public)
	left := func(all []placement) (some []placement, ok bool) {
		for _, n := range all {
			i, found := find(next, n.path)
			if !found {
				return nil, false
			}
			sum, err := sumOfFile(p.staged(n.number))
			placed := errors.Is(err, fs.ErrNotExist)
			if placed && public.regular(n.path) != nil {
				sum, err = sumOfFile(public.name(n.path))
			}
			if err != nil || sum != next[i].sum {
				return nil, false
			}
			if !placed {
				some = append(some, n)
			}
		}
		return some, true
	}
	rest = &journal{clear: j.clear, remove: j.remove}
	if rest.new, ok = left(j.new); !ok {
		return nil, false
	}
	rest.changed, ok = left(j.changed)
	return rest, ok
}

// abandon gives up a publication that cannot be finished because the state was
// damaged. Public is then between two builds. All that either of them made is
// ours, and none of it is trusted: the next build compares it by content and
// brings public to its own result.
func (p *Publisher) abandon(j *journal, next []entry) error {
	last, _, _ := readManifest(p.file(manifestFile))
	all := merge(last, next)
	for i := range all {
		all[i].mtime = 0
	}
	if j != nil {
		public := lookAt(p.public)
		placed := append(j.new, j.changed...)
		slices.SortFunc(placed, func(a, b placement) int { return strings.Compare(a.path, b.path) })
		var ours []entry // whose bytes nobody knows any more
		for _, n := range placed {
			ours = append(ours, entry{path: n.path})
		}
		all = merge(ours, all)
		besides := make([]string, 0, len(placed)+len(j.remove))
		for _, n := range placed {
			besides = append(besides, besidePath(n.path, strconv.Itoa(n.number)))
		}
		for _, path := range j.remove {
			besides = append(besides, besidePath(path, "stub"))
		}
		for _, beside := range besides {
			if public.regular(beside) != nil {
				os.Remove(public.name(beside))
			}
		}
	}
	if err := p.record(all); err != nil {
		return err
	}
	p.step()
	if err := os.Remove(p.file(journalFile)); err != nil {
		return fmt.Errorf("state of the site: %w; %s", err, tryAgain)
	}
	p.discard()
	return nil
}

// rewind takes a build back before its first change in public. The staging
// folder goes last: as long as it is there, the next Open does this again.
func (p *Publisher) rewind() {
	p.step()
	os.Remove(p.file(journalFile))
	for _, name := range []string{manifestFile, nextFile, journalFile} {
		os.Remove(p.file(name) + temporary)
	}
	p.step()
	writeManifest(p.file(nextFile), true, p.entries) // failing that, it serves only if the manifest is lost too
	p.discard()
}

// discard removes the staging folder. What is left of it the next Begin finds.
func (p *Publisher) discard() {
	p.step()
	os.RemoveAll(p.file(stageFolder))
}
