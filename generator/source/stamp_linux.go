package source

import (
	"io/fs"
	"syscall"
	"time"
)

// inode gives the time of the last change of any kind, and the file's number.
func inode(info fs.FileInfo) (changed time.Time, number uint64) {
	if s, ok := info.Sys().(*syscall.Stat_t); ok {
		return time.Unix(s.Ctim.Unix()), s.Ino
	}
	return time.Unix(0, 0), 0
}
