package source

import (
	"encoding/binary"
	"io/fs"
)

// stamped adds what the file system says of a file to the stamp: size, time of
// the last change of its bytes, and what the system knows beside: the time of
// the last change of any kind and the number of the file, which tell where a
// program set the first back, or where another file was moved here.
func stamped(f File, info fs.FileInfo) File {
	stamp := binary.AppendVarint([]byte(f.Stamp), info.Size())
	stamp = binary.AppendVarint(stamp, info.ModTime().UnixNano())
	if info.ModTime().After(f.Latest) {
		f.Latest = info.ModTime()
	}
	changed, number := inode(info)
	if changed.After(f.Latest) {
		f.Latest = changed
	}
	stamp = binary.AppendVarint(stamp, changed.UnixNano())
	f.Stamp = string(binary.AppendUvarint(stamp, number))
	return f
}
