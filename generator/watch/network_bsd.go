//go:build darwin || freebsd

package watch

import "syscall"

// local is MNT_LOCAL of <sys/mount.h>.
const local = 0x1000

// networkKind names the network file system that a path lies on, "" for others.
func networkKind(path string) string {
	var st syscall.Statfs_t
	if syscall.Statfs(path, &st) != nil || st.Flags&local != 0 {
		return ""
	}
	kind := ""
	for _, c := range st.Fstypename {
		if c == 0 {
			break
		}
		kind += string(rune(c))
	}
	return kind
}
