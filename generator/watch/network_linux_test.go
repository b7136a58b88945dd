package watch

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The kind of a file system is read from the mounts of this machine, those of
// networks among them if it has any.
func TestNetworkKind(t *testing.T) {
	if kind := networkKind(t.TempDir()); kind != "" {
		t.Skip("temporary files lie on ", kind)
	}
	if kind := networkKind(filepath.Join(t.TempDir(), "none", "a.txt")); kind != "" {
		t.Errorf("a file that does not exist yet lies on %s", kind)
	}
	mounts, err := os.ReadFile("/proc/self/mounts")
	if err != nil {
		t.Skip(err)
	}
	for line := range strings.Lines(string(mounts)) {
		field := strings.Fields(line)
		if len(field) < 3 {
			continue
		}
		base, _, _ := strings.Cut(field[2], ".") // fuse.sshfs
		for _, kind := range networks {
			if base == kind && networkKind(field[1]) != kind {
				t.Errorf("%s is %s, not %q", field[1], field[2], networkKind(field[1]))
			}
		}
		if base == "tmpfs" || base == "ext4" || base == "proc" {
			if kind := networkKind(field[1]); kind != "" {
				t.Errorf("%s is %s, not %s", field[1], field[2], kind)
			}
		}
	}
}
