//go:build unix

package source

import (
	"os/exec"
	"syscall"
)

// together has a command and what it starts end together: soffice is a script
// that starts the program proper.
func together(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
}
