package publish

import (
	"os"
	"path/filepath"
	"testing"
)

// stateFile gives the name of a file of the state that the tests damage.
func stateFile(t *testing.T, o Options, name string) string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(o.State, "public-*"))
	if err != nil || len(found) != 1 {
		t.Fatal(found, err)
	}
	return filepath.Join(found[0], name)
}

// damages are ways in which a file is lost.
var damages = map[string]func(name string) error{
	"removed": os.Remove,
	"emptied": func(name string) error { return os.Truncate(name, 0) },
	"cut":     func(name string) error { return os.Truncate(name, 40) },
	"zeroed": func(name string) error {
		fi, err := os.Stat(name)
		if err != nil {
			return err
		}
		return os.WriteFile(name, make([]byte, fi.Size()), 0o666)
	},
}

// With one manifest left nothing is forgotten, and both are whole again.
func TestOneManifestDamaged(t *testing.T) {
	for how, damage := range damages {
		for _, name := range []string{manifestFile, nextFile} {
			o := newOptions(t)
			publishSite(t, o, small)
			if err := damage(stateFile(t, o, name)); err != nil {
				t.Fatal(err)
			}
			p := open(t, o)
			if name == manifestFile || how != "zeroed" { // of the copy only the size is looked at
				wantRest(t, o)
			}
			if got, err := build(p, small); err != nil || got != (Summary{Unchanged: 4}) {
				t.Errorf("%s %s: %+v, %v", name, how, got, err)
			}
			if got, err := build(p, site{"index.html": "x"}); err != nil || got != (Summary{Written: 1, Removed: 3}) {
				t.Errorf("%s %s: %+v, %v", name, how, got, err)
			}
			wantPublic(t, o, site{"index.html": "x"})
			p.Close()
		}
	}
}

// With none left public is compared by content, and nothing is removed.
func TestBothManifestsDamaged(t *testing.T) {
	for how, damage := range damages {
		o := newOptions(t)
		publishSite(t, o, small)
		write(t, o.Public, site{"about.html": "by hand"})
		before := mtimes(t, o)
		for _, name := range []string{manifestFile, nextFile} {
			if err := damage(stateFile(t, o, name)); err != nil {
				t.Fatal(err)
			}
		}
		if got := publishSite(t, o, small); got != (Summary{Unchanged: 4}) {
			t.Errorf("%s: %+v", how, got)
		}
		for path, at := range mtimes(t, o) {
			if !at.Equal(before[path]) {
				t.Errorf("%s: %s is written again", how, path)
			}
		}
		if got := publishSite(t, o, site{"index.html": "x"}); got != (Summary{Written: 1, Removed: 3}) {
			t.Errorf("%s: %+v", how, got)
		}
		wantPublic(t, o, site{"index.html": "x", "about.html": "by hand"})
		wantRest(t, o)
	}
}

func TestStateRemoved(t *testing.T) {
	o := newOptions(t)
	publishSite(t, o, small)
	if err := os.RemoveAll(o.State); err != nil {
		t.Fatal(err)
	}
	if got := publishSite(t, o, small); got != (Summary{Unchanged: 4}) {
		t.Errorf("%+v", got)
	}
	wantPublic(t, o, small)
}

// Whatever part of the state is lost after a cut, no link is dead, and the next
// build gives its own bytes and knows all files of both builds as ours.
func TestDamagedAfterCrash(t *testing.T) {
	last, next := graph(0, 6), graph(1, 6)
	for _, name := range []string{journalFile, nextFile, stageFolder, "a staged file"} {
		for _, damage := range damages {
			if name == stageFolder {
				damage = os.RemoveAll
			}
			for at := 0; ; at += 3 {
				after := []site{next, {}, last}[at/3%3] // each of them after several cuts
				o := newOptions(t)
				publishSite(t, o, last)
				write(t, o.Public, byHand)
				if cut, _ := cutAt(o, at, run(t, next)); !cut {
					break
				}
				if _, err := os.Stat(stateFile(t, o, journalFile)); err != nil {
					continue
				}
				lost := stateFile(t, o, name)
				if name == "a staged file" {
					left, _ := filepath.Glob(stateFile(t, o, filepath.Join(stageFolder, "[0-9]*")))
					if len(left) == 0 {
						continue
					}
					lost = left[0]
				}
				if err := damage(lost); err != nil {
					t.Fatal(err)
				}
				open(t, o).Close()
				wantLinks(t, o, last, next)
				publishSite(t, o, after)
				wantPublic(t, o, after.and(byHand))
				wantRest(t, o)
				publishSite(t, o, site{})
				wantPublic(t, o, byHand)
			}
		}
	}
}

// A power cut may keep the name of a staged file and lose its bytes: they must
// not reach public.
func TestStagedBytesLost(t *testing.T) {
	o := newOptions(t)
	publishSite(t, o, small)
	next := small.and(site{"index.html": "longer than before"})
	for at := 0; ; at++ {
		if cut, _ := cutAt(o, at, run(t, next)); !cut {
			t.Fatal("no cut between journal and renaming")
		}
		if _, err := os.Stat(stateFile(t, o, journalFile)); err == nil {
			break
		}
	}
	write(t, stateFile(t, o, stageFolder), site{"0": "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"})
	open(t, o).Close()
	wantPublic(t, o, small)
	publishSite(t, o, next)
	wantPublic(t, o, next)
}

// What a kill within the writing of a manifest or journal leaves is cleared.
func TestTemporaryLeft(t *testing.T) {
	o := newOptions(t)
	publishSite(t, o, small)
	write(t, filepath.Dir(stateFile(t, o, stageFolder)), site{
		stageFolder + "/0": "x", manifestFile + temporary: "x", nextFile + temporary: "x", journalFile + temporary: "x",
	})
	open(t, o)
	wantRest(t, o)
	wantPublic(t, o, small)
}

// A copy on its way from another file system is cleared with a publication
// that cannot be finished.
func TestCopyLeft(t *testing.T) {
	last, next := site{}, site{"a.txt": "x", "b.txt": "y"}
	seen := false
	for at := 0; ; at++ {
		o := newOptions(t)
		apart(t, &o)
		publishSite(t, o, last)
		if cut, _ := cutAt(o, at, run(t, next)); !cut {
			break
		}
		left, _ := filepath.Glob(filepath.Join(o.Public, ".zhenjian-*"))
		if len(left) == 0 {
			continue
		}
		seen = true
		if err := os.Remove(stateFile(t, o, nextFile)); err != nil {
			t.Fatal(err)
		}
		publishSite(t, o, site{})
		wantPublic(t, o, site{})
	}
	if !seen {
		t.Error("no cut between copy and renaming")
	}
}
