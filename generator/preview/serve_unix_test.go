//go:build unix

package preview

import (
	"net/http"
	"path/filepath"
	"syscall"
	"testing"
)

// TestPipe: a named pipe is not waited for.
func TestPipe(t *testing.T) {
	s, public := serveSite(t)
	if err := syscall.Mkfifo(filepath.Join(public, "pipe.txt"), 0o666); err != nil {
		t.Skip(err)
	}
	if resp, _ := ask(t, "GET", s.URL()+"/pipe.txt"); resp.StatusCode != http.StatusNotFound {
		t.Error(resp.Status)
	}
}
