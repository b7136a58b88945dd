package publish

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// obstacleTests: what stands in public by hand before small is published.
var obstacleTests = []struct {
	name   string
	files  site              // an empty folder ends in a slash
	links  map[string]string // path in public to path in a folder elsewhere
	want   string            // in the error; "" when the build goes through
	stands bool              // the links stay
}{
	{name: "a file for a folder", files: site{"places": "x"}, want: "a file or a symbolic link where the site needs a folder"},
	{name: "a file for a folder further down", files: site{"places/370405104/2022": "x"}, want: "where the site needs a folder"},
	{name: "a folder with a file for a file", files: site{"index.html/x": "x"}, want: "of another hand in a folder where the site needs a file"},
	{name: "an empty folder for a file", files: site{"index.html/": ""}, want: "a folder where the site needs a file"},
	{name: "a link for a folder", links: map[string]string{"places": "."}, want: "a file or a symbolic link", stands: true},
	{name: "a link for a folder further down", links: map[string]string{"places/370405104": "."}, want: "a file or a symbolic link", stands: true},
	{name: "a dead link for a folder", links: map[string]string{"places": "nowhere"}, want: "a file or a symbolic link", stands: true},
	{name: "a link for a file", links: map[string]string{"index.html": "index.html"}},
	{name: "a link to a folder for a file", links: map[string]string{"index.html": "."}},
	{name: "a dead link for a file", links: map[string]string{"index.html": "nowhere"}},
	{name: "a link for a file to the same bytes", links: map[string]string{"index.html": "same"}},
	{name: "a link elsewhere", links: map[string]string{"pictures": "."}, stands: true},
}

func TestObstacle(t *testing.T) {
	for _, tt := range obstacleTests {
		t.Run(tt.name, func(t *testing.T) {
			o := newOptions(t)
			elsewhere := t.TempDir()
			outside := site{"index.html": "x", "same": small["index.html"], "370405104/index.html": "x", "2022/index.html": "x"}
			write(t, elsewhere, outside)
			hand := site{}
			for path, text := range tt.files {
				if dir, ok := strings.CutSuffix(path, "/"); ok {
					os.MkdirAll(filepath.Join(o.Public, dir), 0o777)
				} else {
					write(t, o.Public, site{path: text})
				}
				hand[path] = text
			}
			for path, to := range tt.links {
				name := filepath.Join(o.Public, path)
				os.MkdirAll(filepath.Dir(name), 0o777)
				if err := os.Symlink(filepath.Join(elsewhere, to), name); err != nil {
					t.Skip("no symbolic links: ", err)
				}
			}
			p := open(t, o)
			_, err := build(p, small)
			if tt.want == "" && err != nil || tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want)) {
				t.Fatalf("error %v, want %q", err, tt.want)
			}
			for path := range tt.links {
				fi, err := os.Lstat(filepath.Join(o.Public, path))
				if err != nil || (fi.Mode()&os.ModeSymlink != 0) != tt.stands {
					t.Errorf("link %s: %v, %v", path, fi, err)
				}
				if tt.stands {
					os.Remove(filepath.Join(o.Public, path))
					os.Remove(filepath.Dir(filepath.Join(o.Public, path))) // if made for the link
				}
			}
			if tt.want == "" {
				wantPublic(t, o, small)
			} else {
				wantPublic(t, o, hand)
			}
			wantPublic(t, Options{Public: elsewhere}, outside)
			wantRestOrNone(t, o)
		})
	}
}

// Folders that a link has replaced since the last build are neither looked
// into nor cleared.
func TestLinkPutInPlaceOfFolder(t *testing.T) {
	o := newOptions(t)
	publishSite(t, o, small)
	elsewhere := filepath.Join(t.TempDir(), "places")
	places := filepath.Join(o.Public, "places")
	if err := os.CopyFS(elsewhere, os.DirFS(places)); err != nil {
		t.Fatal(err)
	}
	os.RemoveAll(places)
	if err := os.Symlink(elsewhere, places); err != nil {
		t.Skip("no symbolic links: ", err)
	}
	outside := read(t, elsewhere)

	p := open(t, o)
	if _, err := build(p, small); err == nil || !strings.Contains(err.Error(), "symbolic link") {
		t.Errorf("published through a link: %v", err)
	}
	if got, err := build(p, site{"index.html": small["index.html"]}); err != nil || got != (Summary{Unchanged: 1, Removed: 1}) {
		t.Errorf("%+v, %v", got, err)
	}
	wantPublic(t, Options{Public: elsewhere}, outside)
	if _, err := os.Lstat(places); err != nil {
		t.Error(err)
	}
}

// Public itself may be a link: the user has said where the site lies.
func TestPublicIsLink(t *testing.T) {
	o := newOptions(t)
	real := t.TempDir()
	if err := os.Symlink(real, o.Public); err != nil {
		t.Skip("no symbolic links: ", err)
	}
	publishSite(t, o, graph(0, 6))
	publishSite(t, o, small)
	wantPublic(t, Options{Public: real}, small)
}

func TestPublicIsFile(t *testing.T) {
	o := newOptions(t)
	write(t, filepath.Dir(o.Public), site{"public": "x"})
	p := open(t, o)
	if _, err := build(p, small); err == nil || !strings.Contains(err.Error(), "where the site needs a folder") {
		t.Errorf("published into a file: %v", err)
	}
}

// An obstacle that comes up while the files are moved: the error says so, and
// the publication is finished when it is gone, by this Publisher or the next.
func TestObstacleWithinCommit(t *testing.T) {
	last, next := graph(0, 6), graph(1, 6)
	for _, who := range []string{"the same", "the next"} {
		o := newOptions(t)
		publishSite(t, o, last)
		write(t, o.Public, byHand)
		p := open(t, o)
		obstacle := filepath.Join(o.Public, "places", "003", "source.html")
		p.step = func() {
			if _, err := os.Stat(stateFile(t, o, journalFile)); err == nil {
				write(t, obstacle, site{"x": "x"})
			}
		}
		_, err := build(p, next)
		if err == nil || !strings.Contains(err.Error(), "half way") {
			t.Fatalf("published over a folder: %v", err)
		}
		if _, err := build(p, next); err == nil || !strings.Contains(err.Error(), "half way") {
			t.Fatalf("began a build on half a site: %v", err)
		}
		p.step = func() {}
		os.RemoveAll(obstacle)
		wantLinks(t, o, last, next)
		if who == "the next" {
			p.Close()
			p = open(t, o)
		} else {
			s, err := p.Begin()
			if err != nil {
				t.Fatal(err)
			}
			s.Abort()
		}
		wantPublic(t, o, next.and(byHand))
		wantRest(t, o)
		p.Close()
	}
}

// The site is published but the manifest cannot be written: the same Publisher
// makes up for it before its next build.
func TestManifestCannotBeWritten(t *testing.T) {
	o := newOptions(t)
	p := open(t, o)
	obstacle := stateFile(t, o, manifestFile+temporary)
	if err := os.Mkdir(obstacle, 0o777); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if _, err := build(p, small); err == nil || !strings.Contains(err.Error(), "published, but not yet recorded") {
			t.Fatalf("error %v", err)
		}
		wantPublic(t, o, small)
	}
	os.Remove(obstacle)
	if got, err := build(p, site{}); err != nil || got != (Summary{Removed: 4}) {
		t.Errorf("%+v, %v", got, err)
	}
	wantPublic(t, o, site{})
	wantRest(t, o)
}
