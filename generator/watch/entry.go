package watch

import (
	"errors"
	"io/fs"
	"os"
	"syscall"
)

// A kind of entry. The zero kind is nothing at all.
type kind uint8

const (
	none kind = iota
	file
	folder
	special // a device, pipe, socket; a link that leads nowhere or to a folder
)

// An entry is what was seen at a name in a folder.
type entry struct {
	name  string
	size  int64
	mtime int64 // nanoseconds
	id    fileID
	kind  kind
}

// A fileID tells a file from another that took its place: device and inode, or
// what comes next to them. The zero value tells nothing.
type fileID struct{ device, number uint64 }

// same tells whether nothing changed. What is in a folder shows in its entries,
// its own size and time say nothing.
func (e entry) same(o entry) bool {
	return e.kind == o.kind && e.id == o.id && (e.kind == folder || e.size == o.size && e.mtime == o.mtime)
}

// sample looks at a path. Nothing there is no error; an error means that it
// cannot be known just now, as when a share does not answer.
func sample(path string, follow bool) (entry, error) {
	info, err := os.Lstat(path)
	switch {
	case err == nil:
		return describe(path, info, follow), nil
	case absent(err):
		return entry{}, nil
	}
	return entry{}, err
}

// describe makes an entry of what Lstat said of a path. A link stands for its
// target, if that is a file, or if folders are to be followed.
func describe(path string, info fs.FileInfo, follow bool) entry {
	e := entry{name: info.Name()}
	if info.Mode()&fs.ModeSymlink != 0 {
		if target, err := os.Stat(path); err == nil && (follow || !target.IsDir()) {
			info = target
		}
	}
	e.size, e.mtime, e.id = info.Size(), info.ModTime().UnixNano(), identity(info)
	switch {
	case info.IsDir():
		e.kind = folder
	case info.Mode().IsRegular():
		e.kind = file
	default:
		e.kind = special
	}
	return e
}

// absent tells errors that mean that nothing is there, as far as this program
// can ever see; all others may pass.
func absent(err error) bool {
	return errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.ENOTDIR) || errors.Is(err, syscall.ELOOP)
}
