package publish

import (
	"bufio"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"sync"
)

// A Stage gathers the files of one build. Unchanged and Put may be called at
// the same time from several goroutines; Commit and Abort end it.
type Stage struct {
	p       *Publisher
	public  *folders
	folder  string
	began   int64   // clock of the file system, nanoseconds since 1970
	old     []entry // the last build's; each is written to by the one who claimed it
	mu      sync.Mutex
	claims  []claim         // of old
	fresh   map[string]bool // claimed paths that are not in old
	made    []made
	numbers int  // staged files so far
	learned bool // the time of a file in old has come to vouch for it, or no longer does
	err     error
	done    bool
	changed []string // by Commit
	scratch []*os.File
}

// What this build does with a file of the last one.
type claim uint8

const (
	stale   claim = iota // nothing: it goes
	carried              // it stays as it is
	remade               // Put brings it
)

// made is what one Put brought.
type made struct {
	entry
	number int // of the staged file; -1 when public holds the same bytes
}

// Begin starts a build. A publication of this Publisher that failed half way
// is finished first.
func (p *Publisher) Begin() (*Stage, error) {
	if p.stage != nil {
		return nil, errors.New("a build is under way; commit or abort it first")
	}
	if !p.lock.held() {
		return nil, errLostLock
	}
	if p.cut {
		if err := p.recover(); err != nil {
			return nil, err
		}
		p.cut = false
	}
	s := &Stage{
		p: p, public: lookAt(p.public), folder: p.file(stageFolder),
		old: p.entries, claims: make([]claim, len(p.entries)), fresh: map[string]bool{},
	}
	p.step()
	os.RemoveAll(s.folder) // what a discard could not
	if err := os.Mkdir(s.folder, 0o777); err != nil {
		return nil, fmt.Errorf("staging folder: %w; %s", err, tryAgain)
	}
	fi, err := os.Lstat(s.folder)
	if err != nil {
		return nil, fmt.Errorf("staging folder: %w; %s", err, tryAgain)
	}
	s.began = fi.ModTime().UnixNano()
	p.stage = s
	return s, nil
}

// Unchanged tells whether the last build made the file from the same inputs
// and public still holds what it left. If so the file is carried over and needs
// no Put. An empty fingerprint is never unchanged.
func (s *Stage) Unchanged(path, fingerprint string) bool {
	i, found := find(s.old, path)
	if !found || fingerprint == "" || s.old[i].fingerprint != fingerprint {
		return false
	}
	return s.carry(i)
}

// carry claims a file of the last build, if public still holds what it left.
func (s *Stage) carry(i int) bool {
	path := s.old[i].path
	s.mu.Lock()
	mine := !s.done && s.claims[i] == stale
	if mine {
		s.claims[i] = carried
	}
	s.mu.Unlock()
	if !mine {
		return false // the Put that follows says why
	}
	mtime, intact := s.holds(path, s.old[i], s.old[i].sum)
	s.mu.Lock()
	defer s.mu.Unlock()
	if !intact {
		s.claims[i] = stale
		return false
	}
	if s.old[i].mtime != mtime {
		s.old[i].mtime = mtime
		s.learned = true
	}
	return true
}

// holds tells whether public holds a file of the bytes that sum names. The
// bytes are read unless the entry vouches for them. mtime is what may be
// recorded of the file: 0 if it was changed so short a time ago that it could
// be changed again without a trace.
func (s *Stage) holds(path string, e entry, sum string) (mtime int64, ok bool) {
	fi := s.public.regular(path)
	if fi == nil {
		return 0, false
	}
	mtime = fi.ModTime().UnixNano()
	if e.mtime != 0 && mtime == e.mtime && fi.Size() == e.size {
		return mtime, e.sum == sum
	}
	got, err := sumOfFile(s.public.name(path))
	if err != nil || got != sum {
		return 0, false // unreadable: written anew, which says what is wrong
	}
	if mtime > s.began-int64(granularity) {
		mtime = 0
	}
	return mtime, true
}

// Held gives the bytes of a file of the last build, if it made the file from the
// inputs that the fingerprint names and public still holds what it left; else nil.
func (s *Stage) Held(path, fingerprint string) []byte {
	i, found := find(s.old, path)
	if !found || fingerprint == "" || s.old[i].fingerprint != fingerprint || s.public.regular(path) == nil {
		return nil
	}
	data, err := os.ReadFile(s.public.name(path))
	if err != nil || sumOf(data) != s.old[i].sum {
		return nil
	}
	return data
}

// Scratch opens a file for what does not fit into memory. It goes with the build.
func (s *Stage) Scratch() (*os.File, error) {
	s.p.step()
	f, err := os.CreateTemp(s.folder, "scratch")
	if err != nil {
		return nil, fmt.Errorf("scratch file: %w; %s", err, tryAgain)
	}
	s.mu.Lock()
	s.scratch = append(s.scratch, f)
	s.mu.Unlock()
	return f, nil
}

// Put gives a file of the site. data is not kept. A file that public holds
// with the same bytes is not written again. The path is relative, clean, with
// slashes, in ASCII, and no part begins with a dot. The fingerprint names all
// inputs of the file; it may be empty. After an error Commit fails too.
func (s *Stage) Put(path, fingerprint string, data []byte) error {
	err := s.put(path, fingerprint, data)
	s.failed(err)
	return err
}

// failed has Commit fail after an error.
func (s *Stage) failed(err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.err == nil {
		s.err = err
	}
}

func (s *Stage) put(path, fingerprint string, data []byte) error {
	old, err := s.due(path, fingerprint)
	if err != nil {
		return err
	}
	m := made{entry{path: path, fingerprint: fingerprint, sum: sumOf(data), size: int64(len(data))}, -1}
	if !s.stands(&m, old) {
		name := s.stagedName(&m)
		if err := os.WriteFile(name, data, 0o666); err != nil {
			return notStaged(path, err)
		}
		if err := timeOf(&m, name); err != nil {
			return err
		}
	}
	s.add(m)
	return nil
}

// PutFrom is Put for a file that write writes, piece by piece, because it is too
// large to be held. It gives the SHA-256 of the file.
func (s *Stage) PutFrom(path, fingerprint string, write func(w io.Writer) error) (sum [sha256.Size]byte, err error) {
	sum, err = s.putFrom(path, fingerprint, write)
	s.failed(err)
	return sum, err
}

func (s *Stage) putFrom(path, fingerprint string, write func(w io.Writer) error) (sum [sha256.Size]byte, err error) {
	old, err := s.due(path, fingerprint)
	if err != nil {
		return sum, err
	}
	m := made{entry{path: path, fingerprint: fingerprint}, -1}
	name := s.stagedName(&m)
	f, err := os.Create(name)
	if err != nil {
		return sum, notStaged(path, err)
	}
	h, own := sha256.New(), &summer{}
	w := bufio.NewWriterSize(io.MultiWriter(f, h, own), 64<<10)
	err = write(w)
	if err == nil {
		if err = w.Flush(); err != nil {
			err = notStaged(path, err)
		}
	}
	if e := f.Close(); err == nil && e != nil {
		err = notStaged(path, e)
	}
	if err != nil {
		return sum, err
	}
	h.Sum(sum[:0])
	m.sum = own.sum()
	if err := timeOf(&m, name); err != nil {
		return sum, err
	}
	if staged := m; s.stands(&m, old) {
		os.Remove(name) // or it goes with the stage
	} else {
		m = staged
	}
	s.add(m)
	return sum, nil
}

// due claims a path for a file that is put, and gives what the last build left there.
func (s *Stage) due(path, fingerprint string) (entry, error) {
	if err := checkPath(path); err != nil {
		return entry{}, err
	}
	if err := checkFingerprint(path, fingerprint); err != nil {
		return entry{}, err
	}
	return s.claim(path)
}

// stands tells whether public holds just the file that was made, which then has
// no staged file.
func (s *Stage) stands(m *made, old entry) bool {
	fi := s.public.regular(m.path)
	if fi == nil || fi.Size() != m.size {
		return false
	}
	mtime, same := s.holds(m.path, old, m.sum)
	if same {
		m.mtime, m.number = mtime, -1
	}
	return same
}

// stagedName gives a file the number that it is staged under.
func (s *Stage) stagedName(m *made) string {
	s.mu.Lock()
	m.number = s.numbers
	s.numbers++
	s.mu.Unlock()
	s.p.step()
	return filepath.Join(s.folder, strconv.Itoa(m.number))
}

// timeOf notes size and time of a staged file.
func timeOf(m *made, name string) error {
	fi, err := os.Lstat(name)
	if err != nil {
		return notStaged(m.path, err)
	}
	m.size, m.mtime = fi.Size(), fi.ModTime().UnixNano()
	return nil
}

func notStaged(path string, err error) error {
	return fmt.Errorf("%s: cannot be staged: %w; %s", path, err, tryAgain)
}

func (s *Stage) add(m made) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.made = append(s.made, m)
}

// claim reserves a path for one Put and gives what the last build left there.
func (s *Stage) claim(path string) (entry, error) {
	i, found := find(s.old, path)
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case s.done:
		return entry{}, fmt.Errorf("%s: put after the end of the build; begin a new one", path)
	case found && s.claims[i] != stale, !found && s.fresh[path]:
		return entry{}, fmt.Errorf("%s: made twice in one build; give one of the two another address", path)
	case found:
		s.claims[i] = remade
		return s.old[i], nil
	}
	s.fresh[path] = true
	return entry{}, nil
}

// Abort ends the build without a trace in public. After Commit it does nothing.
func (s *Stage) Abort() {
	if !s.end() {
		return
	}
	s.p.discard()
}

// end tells whether the build was still under way.
func (s *Stage) end() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.done {
		return false
	}
	s.done = true
	s.p.stage = nil
	for _, f := range s.scratch {
		f.Close()
		os.Remove(f.Name())
	}
	return true
}
