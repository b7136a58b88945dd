package publish

import (
	"errors"
	"os"
	"strings"
	"syscall"
	"testing"
)

// mount puts a small disk in memory over a folder, or skips the test.
func mount(t *testing.T, dir, options string) {
	t.Helper()
	if err := os.MkdirAll(dir, 0o777); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, options); err != nil {
		t.Skip("no right to mount: ", err)
	}
	t.Cleanup(func() { syscall.Unmount(dir, syscall.MNT_DETACH) })
}

// The disk of the state is full: nothing is published.
func TestStateDiskFull(t *testing.T) {
	o := newOptions(t)
	mount(t, o.State, "size=256k")
	publishSite(t, o, small)
	next := small.and(site{"index.html": strings.Repeat("x", 200_000), "a.html": strings.Repeat("x", 200_000)})
	p := open(t, o)
	_, err := build(p, next)
	if !errors.Is(err, syscall.ENOSPC) || !strings.Contains(err.Error(), "make sure that there is room") {
		t.Fatalf("error %v", err)
	}
	wantPublic(t, o, small)
	wantRest(t, o)
	if got, err := build(p, small); err != nil || got != (Summary{Unchanged: 4}) {
		t.Errorf("the build after it: %+v, %v", got, err)
	}
}

// As many sizes of the rest as a publication has steps that need room.
func TestStateDiskFullAnywhere(t *testing.T) {
	last, next := graph(0, 9), graph(1, 9)
	full := 0
	for kilobytes := 0; kilobytes < 512; kilobytes += 4 {
		o := newOptions(t)
		mount(t, o.State, "size=512k")
		publishSite(t, o, last)
		write(t, o.Public, byHand)
		ballast := o.State + "/ballast"
		if err := os.WriteFile(ballast, make([]byte, kilobytes<<10), 0o666); err != nil {
			break
		}
		p := open(t, o)
		_, err := build(p, next)
		if err != nil {
			full++
		}
		wantLinks(t, o, last, next)
		os.Remove(ballast)
		if kilobytes%24 == 0 { // else the same Publisher goes on
			p.Close()
			p = open(t, o)
			wantOneOf(t, o, last, next)
		}
		if _, err := build(p, next); err != nil {
			t.Fatal(err)
		}
		wantPublic(t, o, next.and(byHand))
		wantRest(t, o)
		p.Close()
		syscall.Unmount(o.State, syscall.MNT_DETACH)
	}
	if full == 0 {
		t.Error("the disk was never full")
	}
}

// The disk of the site is full, and is not that of the state.
func TestPublicDiskFull(t *testing.T) {
	o := newOptions(t)
	mount(t, o.Public, "size=256k")
	publishSite(t, o, small)
	next := small.and(site{"a.txt": strings.Repeat("x", 100_000), "b.txt": strings.Repeat("y", 200_000)})
	p := open(t, o)
	if _, err := build(p, next); !errors.Is(err, syscall.ENOSPC) || !errors.Is(err, ErrUnfinished) || !strings.Contains(err.Error(), "half way") {
		t.Fatalf("error %v", err)
	}
	wantPublic(t, o, small.and(site{"a.txt": next["a.txt"]}))
	if err := syscall.Mount("", o.Public, "", syscall.MS_REMOUNT, "size=1m"); err != nil {
		t.Fatal(err)
	}
	p.Close()
	open(t, o)
	wantPublic(t, o, next)
	wantRest(t, o)
}

// Public can be read only: nothing is published, and the next build is not
// bound by this one.
func TestPublicReadOnly(t *testing.T) {
	o := newOptions(t)
	mount(t, o.Public, "")
	publishSite(t, o, small)
	if err := syscall.Mount("", o.Public, "", syscall.MS_REMOUNT|syscall.MS_RDONLY, ""); err != nil {
		t.Skip("no right to mount: ", err)
	}
	p := open(t, o)
	for _, next := range []site{small.and(site{"a.txt": "x"}), small.and(site{"a.html": "x"}), {}, small.and(site{"index.html": "x"})} {
		if _, err := build(p, next); !errors.Is(err, syscall.EROFS) || errors.Is(err, ErrUnfinished) || !strings.Contains(err.Error(), "nothing is published") {
			t.Fatalf("error %v", err)
		}
		wantPublic(t, o, small)
		wantRest(t, o)
	}
	if got, err := build(p, small); err != nil || got != (Summary{Unchanged: 4}) {
		t.Errorf("a build without changes: %+v, %v", got, err)
	}
	if err := syscall.Mount("", o.Public, "", syscall.MS_REMOUNT, ""); err != nil {
		t.Fatal(err)
	}
	if got, err := build(p, site{"index.html": "x"}); err != nil || got != (Summary{Written: 1, Removed: 3}) {
		t.Errorf("the build after it: %+v, %v", got, err)
	}
}
