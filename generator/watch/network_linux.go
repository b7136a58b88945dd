package watch

import (
	"path/filepath"
	"syscall"
)

// Numbers of file systems (statfs(2), f_type) that are changed from elsewhere
// without an event here. FUSE is sshfs and the like, and drives with NTFS, whose
// events are whole: a poll beside them does no harm. 9P is what WSL 2 and
// virtual machines see of their host.
var networks = map[uint32]string{
	0x6969:     "nfs",
	0x517b:     "smb",
	0xff534d42: "cifs",
	0xfe534d42: "smb2",
	0x01021997: "9p",
	0x65735546: "fuse",
	0x53464846: "wslfs",
	0x5346414f: "afs",
	0x6b414653: "kafs",
	0x73757245: "coda",
	0x00c36400: "ceph",
	0x0bd00bd0: "lustre",
	0x01161970: "gfs2",
	0x7461636f: "ocfs2",
	0x47504653: "gpfs",
	0x786f4256: "vboxsf",
	0xbacbacbc: "vmhgfs",
	0x7c7c6673: "prl_fs",
}

// networkKind names the network file system that a path lies on, "" for others.
func networkKind(path string) string {
	for {
		var st syscall.Statfs_t
		if syscall.Statfs(path, &st) == nil {
			return networks[uint32(st.Type)]
		}
		above := filepath.Dir(path)
		if above == path {
			return ""
		}
		path = above
	}
}
