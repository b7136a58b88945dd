package publish

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
)

// What stands at the place of a folder.
type standing uint8

const (
	nothing standing = iota + 1
	folder           // a real one, below real ones
	other            // a file or a symbolic link, here or further up
)

// folders remembers what stands at the places of folders in public, so that
// each is looked at once, and none is entered through a symbolic link. Public
// itself may be one: that is the user's word where the site is to lie.
type folders struct {
	public string
	mu     sync.Mutex
	known  map[string]standing // by slash path; "" is public itself
}

func lookAt(public string) *folders {
	return &folders{public: public, known: map[string]standing{}}
}

// name gives the name of a path in public as the system wants it.
func (f *folders) name(path string) string {
	return f.public + string(filepath.Separator) + filepath.FromSlash(path)
}

func (f *folders) at(dir string) standing {
	f.mu.Lock()
	s := f.known[dir]
	f.mu.Unlock()
	if s != 0 {
		return s
	}
	if dir == "" {
		fi, err := os.Stat(f.public)
		s = standingOf(fi, err)
	} else if s = f.at(parent(dir)); s == folder {
		fi, err := os.Lstat(f.name(dir))
		s = standingOf(fi, err)
	}
	f.set(dir, s)
	return s
}

func standingOf(fi fs.FileInfo, err error) standing {
	switch {
	case err == nil && fi.IsDir():
		return folder
	case errors.Is(err, fs.ErrNotExist):
		return nothing
	}
	return other
}

func (f *folders) set(dir string, s standing) {
	f.mu.Lock()
	f.known[dir] = s
	f.mu.Unlock()
}

// make makes a folder and those above it; made tells whether there was need.
func (f *folders) make(dir string) (made bool, err error) {
	switch f.at(dir) {
	case folder:
		return false, nil
	case other:
		return false, f.inTheWay(dir)
	}
	if dir == "" {
		err = os.MkdirAll(f.public, 0o777)
	} else if made, err = f.make(parent(dir)); err == nil {
		err = os.Mkdir(f.name(dir), 0o777)
	}
	if err != nil {
		return made, err
	}
	f.set(dir, folder)
	return true, nil
}

// regular gives a file of public that is one, under real folders; else nil.
func (f *folders) regular(path string) fs.FileInfo {
	if f.at(parent(path)) != folder {
		return nil
	}
	fi, err := os.Lstat(f.name(path))
	if err != nil || !fi.Mode().IsRegular() {
		return nil
	}
	return fi
}

// culprit gives the topmost of dir and the folders above it that is none.
func (f *folders) culprit(dir string) string {
	for dir != "" && f.at(parent(dir)) == other {
		dir = parent(dir)
	}
	return dir
}

func (f *folders) inTheWay(dir string) error {
	dir = f.culprit(dir)
	return fmt.Errorf("%s: a file or a symbolic link where the site needs a folder; move it away and build again", f.name(dir))
}
