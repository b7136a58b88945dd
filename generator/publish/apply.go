package publish

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
)

// stubPage stands at a new address until its page is in place, and at the
// address of a stale page before it goes. Readers see it only if they open just
// such a page within those moments.
const stubPage = `<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta http-equiv="refresh" content="3"><title>正在更新</title></head>
<body><p>本站正在更新，请稍候。</p><p lang="en">This site is being updated. Please wait a moment.</p></body></html>
`

// linksPerStub is how many addresses share one stub file: hard links cost a
// tenth of a file, and NTFS allows 1,023 to one.
const linksPerStub = 1000

// An application is one run through a journal.
type application struct {
	p       *Publisher
	public  *folders
	touched bool // public is no longer as it was
	stubs   int
	copying bool // the staging folder is on another file system
}

// apply brings public to what the journal says. touched tells whether anything
// was changed before the error. Every step may have been done before.
func (p *Publisher) apply(j *journal) (touched bool, err error) {
	a := &application{p: p, public: lookAt(p.public)}
	err = a.run(j)
	return a.touched, err
}

func (a *application) run(j *journal) error {
	if err := a.remove(j.clear); err != nil {
		return err
	}
	for _, n := range j.new {
		if isPage(n.path) {
			if err := a.stub(n.path); err != nil {
				return err
			}
		}
	}
	for _, n := range j.new {
		if err := a.place(n); err != nil {
			return err
		}
	}
	for _, n := range j.changed {
		if err := a.place(n); err != nil {
			return err
		}
	}
	// A packed copy goes before its page, whose stub it would be sent in the place of.
	if err := a.remove(packedOf(j.remove)); err != nil {
		return err
	}
	for _, path := range j.remove {
		if isPage(path) && removable(a.public, path) {
			if err := a.silence(path); err != nil {
				return err
			}
		}
	}
	return a.remove(j.remove)
}

// packedOf gives the packed copies among paths.
func packedOf(paths []string) []string {
	var packed []string
	for _, path := range paths {
		if strings.HasSuffix(path, ".gz") {
			packed = append(packed, path)
		}
	}
	return packed
}

// makeFolder makes the folder of a path.
func (a *application) makeFolder(path string) error {
	a.p.step()
	made, err := a.public.make(parent(path))
	a.touched = a.touched || made
	return err
}

// stub puts the stub at an address where nothing stands.
func (a *application) stub(path string) error {
	if err := a.makeFolder(path); err != nil {
		return err
	}
	err := a.newStub(a.public.name(path))
	if errors.Is(err, fs.ErrExist) && removable(a.public, path) { // put there before the publication was cut
		return nil
	}
	a.touched = a.touched || err == nil
	return err
}

// silence puts the stub over a stale page: stale pages link to one another and
// to stale styles, so that their links go before the first of them does.
func (a *application) silence(path string) error {
	from := a.p.file(filepath.Join(stageFolder, "silent"))
	os.Remove(from) // of an attempt that was cut short
	if err := a.newStub(from); err != nil {
		return err
	}
	return a.move(from, path, "stub")
}

// newStub makes a stub where nothing stands.
func (a *application) newStub(name string) error {
	from := a.p.file(filepath.Join(stageFolder, "stub"+strconv.Itoa(a.stubs/linksPerStub)))
	if a.stubs%linksPerStub == 0 {
		os.Remove(from) // of an attempt that was cut short; its links must not be ours
		if err := writeNew(from, stubPage); err != nil {
			return err
		}
	}
	a.stubs++
	a.p.step()
	err := os.Link(from, name)
	if err == nil || errors.Is(err, fs.ErrExist) {
		return err
	}
	return writeNew(name, stubPage) // no hard links here
}

func writeNew(name, text string) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	_, err = f.WriteString(text)
	if e := f.Close(); err == nil {
		err = e
	}
	return err
}

// place moves a staged file to its address.
func (a *application) place(n placement) error {
	if err := a.makeFolder(n.path); err != nil {
		return err
	}
	return a.move(a.p.staged(n.number), n.path, strconv.Itoa(n.number))
}

// move moves a file of the staging folder to a path of public, in whose folder
// name serves for a copy from another file system.
func (a *application) move(from, path, name string) error {
	to := a.public.name(path)
	a.p.step()
	if !a.copying {
		err := rename(from, to)
		if err == nil {
			a.touched = true
			return nil
		}
		if !errors.Is(err, errCrossDevice) {
			return err
		}
		a.copying = true
	}
	beside := a.public.name(besidePath(path, name))
	if err := copyFile(from, beside); err != nil {
		os.Remove(beside)
		return err
	}
	a.p.step()
	if err := rename(beside, to); err != nil {
		os.Remove(beside)
		return err
	}
	a.touched = true
	return nil // the original goes with the staging folder
}

// staged gives the name of a staged file.
func (p *Publisher) staged(number int) string {
	return p.file(filepath.Join(stageFolder, strconv.Itoa(number)))
}

// besidePath is a temporary address in the folder of a path. No file of a site
// is called like that, and the next attempt takes the same name.
func besidePath(path, name string) string {
	if dir := parent(path); dir != "" {
		return dir + "/.zhenjian-" + name
	}
	return ".zhenjian-" + name
}

// copyFile makes a copy. Its time is another one than the manifest has, so that
// the next build reads it once.
func copyFile(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	os.Remove(to) // of an attempt that was cut short
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	if e := out.Close(); err == nil {
		err = e
	}
	return err
}

// remove removes files of ours, and then the folders that this leaves empty. A
// folder is taken for ours when files of ours were all that it held. What has
// become unreachable without following a link, or a folder, is left alone.
func (a *application) remove(paths []string) error {
	emptied := map[string]bool{}
	for _, path := range paths {
		if !removable(a.public, path) {
			continue
		}
		a.p.step()
		if err := remove(a.public.name(path)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		a.touched = true
		emptied[parent(path)] = true
		delete(a.public.known, path) // it was no folder, and may become one
	}
	// A run that is cut between a file and its folder would forget the folder:
	// those of all paths are tried, whoever removed the file, and those above.
	for _, path := range paths {
		emptied[parent(path)] = true
	}
	queue := sortedKeys(emptied)
	for len(queue) > 0 {
		dir := queue[len(queue)-1] // the deepest of its branch
		queue = queue[:len(queue)-1]
		if dir == "" || a.public.at(dir) == other {
			continue
		}
		if a.public.at(dir) == folder {
			a.p.step()
			if os.Remove(a.public.name(dir)) != nil {
				continue // not empty
			}
			delete(a.public.known, dir)
		}
		up := parent(dir)
		if i := sort.SearchStrings(queue, up); i == len(queue) || queue[i] != up {
			queue = append(queue[:i], append([]string{up}, queue[i:]...)...)
		}
	}
	return nil
}

// promise writes the manifest to come and the journal: from here on the
// publication will be finished.
func (p *Publisher) promise(next []entry, j *journal) error {
	p.step()
	sum, err := writeManifest(p.file(nextFile), true, next)
	if err != nil {
		return err
	}
	j.manifest = sum
	p.step()
	if err := j.write(p.file(journalFile)); err != nil {
		return err
	}
	syncFolder(p.home)
	return nil
}

// record writes both manifests.
func (p *Publisher) record(next []entry) error {
	p.step()
	if _, err := writeManifest(p.file(nextFile), true, next); err != nil {
		return err
	}
	p.step()
	if _, err := writeManifest(p.file(manifestFile), false, next); err != nil {
		return err
	}
	p.entries = next
	return nil
}

// finish closes a publication whose journal is done.
func (p *Publisher) finish(next []entry) error {
	p.step()
	if _, err := writeManifest(p.file(manifestFile), false, next); err != nil {
		return unfinished{fmt.Errorf("the site is published, but not yet recorded: %w", err)}
	}
	p.step()
	if err := os.Remove(p.file(journalFile)); err != nil {
		return unfinished{fmt.Errorf("the site is published, but its journal stays: %w; %s", err, tryAgain)}
	}
	p.entries = next
	p.discard()
	return nil
}
