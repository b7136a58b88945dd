package publish

import (
	"errors"
	"fmt"
	"os"
	"syscall"
	"time"
)

// Answers of Windows that package syscall has no name for.
const (
	errCrossDevice      = syscall.Errno(17) // ERROR_NOT_SAME_DEVICE
	errSharingViolation = syscall.Errno(32) // ERROR_SHARING_VIOLATION
)

// A lock is a file opened for this process alone: the system lets go of it
// with the process, and nobody can remove it until then.
type lock struct{ h syscall.Handle }

func takeLock(name string) (*lock, error) {
	p, err := syscall.UTF16PtrFromString(name)
	if err != nil {
		return nil, err
	}
	h, err := syscall.CreateFile(p, syscall.GENERIC_READ|syscall.GENERIC_WRITE, 0, nil,
		syscall.OPEN_ALWAYS, syscall.FILE_ATTRIBUTE_NORMAL, 0)
	if errors.Is(err, errSharingViolation) {
		return nil, ErrLocked
	}
	if err != nil {
		return nil, fmt.Errorf("cannot be locked: %w; %s", err, tryAgain)
	}
	return &lock{h}, nil
}

func (l *lock) held() bool { return true }

func (l *lock) release() error { return syscall.CloseHandle(l.h) }

func syncFolder(string) {} // a folder cannot be synced here

func rename(from, to string) error { return patiently(func() error { return os.Rename(from, to) }) }

func remove(name string) error { return patiently(func() error { return os.Remove(name) }) }

// patiently tries for 2 s: a web server or a virus scanner that just reads a
// file keeps others from replacing it.
func patiently(try func() error) error {
	for i := 0; ; i++ {
		err := try()
		busy := errors.Is(err, errSharingViolation) || errors.Is(err, syscall.ERROR_ACCESS_DENIED)
		if !busy || i == 40 {
			return err
		}
		time.Sleep(50 * time.Millisecond)
	}
}
