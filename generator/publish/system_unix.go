//go:build unix

package publish

import (
	"errors"
	"fmt"
	"os"
	"syscall"
)

// errCrossDevice is what rename answers between two file systems.
const errCrossDevice = syscall.EXDEV

// A lock is a file under flock: the kernel lets go of it with the process.
type lock struct{ f *os.File }

func takeLock(name string) (*lock, error) {
	for {
		f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o666)
		if err != nil {
			return nil, err
		}
		l := &lock{f}
		if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
			f.Close()
			if errors.Is(err, syscall.EWOULDBLOCK) {
				return nil, ErrLocked
			}
			return nil, fmt.Errorf("cannot be locked: %w; keep the state on a file system that knows locks", err)
		}
		if l.held() {
			return l, nil
		}
		f.Close() // removed by hand between the two calls
	}
}

// held tells whether the locked file is still the one that others would lock:
// the user may have removed the folder of the state.
func (l *lock) held() bool {
	mine, err := l.f.Stat()
	if err != nil {
		return false
	}
	theirs, err := os.Lstat(l.f.Name())
	return err == nil && os.SameFile(mine, theirs)
}

func (l *lock) release() error { return l.f.Close() }

// syncFolder makes renames in a folder last. File systems that cannot do it
// refuse; the journal is then as safe as they allow.
func syncFolder(name string) {
	if f, err := os.Open(name); err == nil {
		f.Sync()
		f.Close()
	}
}

func rename(from, to string) error { return os.Rename(from, to) }

func remove(name string) error { return os.Remove(name) }
