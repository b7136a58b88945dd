package publish

import (
	"errors"
	"os"
	"strings"
	"testing"
)

func TestLock(t *testing.T) {
	o := newOptions(t)
	wantLocked := func(what string) {
		t.Helper()
		p, err := Open(o)
		if err == nil {
			p.Close()
		}
		if !errors.Is(err, ErrLocked) || !strings.Contains(err.Error(), "wait for it to end") {
			t.Fatalf("%s: %v", what, err)
		}
	}

	p := open(t, o)
	wantLocked("held by this process")
	cmd, lines := helper(t, "lock", o)
	wantLine(t, lines, "open "+o.State+": "+ErrLocked.Error())
	cmd.Process.Kill()
	cmd.Wait()
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}

	cmd, lines = helper(t, "lock", o)
	wantLine(t, lines, "open <nil>")
	wantLocked("held by another process")
	cmd.Process.Kill()
	cmd.Wait()
	open(t, o) // the lock of a dead process is none
}

// Whoever removes the state while a watch runs could start a second one.
func TestLockRemoved(t *testing.T) {
	o := newOptions(t)
	p := open(t, o)
	s, err := p.Begin()
	if err != nil {
		t.Fatal(err)
	}
	if err := claimAll(s, small); err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll(o.State); err != nil {
		t.Skip("the system keeps a locked file: ", err)
	}
	second := open(t, o)
	if _, err := s.Commit(); !errors.Is(err, errLostLock) {
		t.Errorf("committed without a lock: %v", err)
	}
	if _, err := p.Begin(); !errors.Is(err, errLostLock) {
		t.Errorf("began without a lock: %v", err)
	}
	wantPublic(t, o, site{})
	if _, err := build(second, small); err != nil {
		t.Fatal(err)
	}
	wantPublic(t, o, small)
}
