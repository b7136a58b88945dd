package watch

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/fsnotify/fsnotify"
)

// Tests wait more than they compute.
func TestMain(m *testing.M) {
	flag.Parse()
	flag.Set("test.parallel", "16")
	os.Exit(m.Run())
}

// patience is what a test waits for something that must come.
const patience = 20 * time.Second

// The ways of watching that all tests of what is noticed run in.
var modes = []struct {
	name string
	set  func(*Options)
}{
	{"events", func(o *Options) {}},
	{"polls", func(o *Options) { o.Poll = 30 * time.Millisecond }},
	{"events beside polls", func(o *Options) { o.system.network = func(string) string { return "nfs" } }},
	{"events of the roots alone", func(o *Options) { o.system.deep = false }}, // as on Windows
}

// A rig is a site with a watcher on it: the folders content and layouts, the
// file config.toml.
type rig struct {
	*testing.T
	site    string
	w       *Watcher
	notices func() []Notice
}

// newRig makes the files of a site, as name and text, and watches it. Events
// that are lost stay lost: no look at all files makes up for them.
func newRig(t *testing.T, set func(*Options), files ...string) *rig {
	t.Helper()
	site := t.TempDir()
	for i := 0; i < len(files); i += 2 {
		put(t, filepath.Join(site, files[i]), files[i+1])
	}
	var mu sync.Mutex
	var notices []Notice
	o := Options{
		Roots:   []string{filepath.Join(site, "content"), filepath.Join(site, "layouts"), filepath.Join(site, "config.toml")},
		Ignore:  func(path string) bool { return filepath.Base(path) == "ignored" },
		Quiet:   100 * time.Millisecond,
		Longest: time.Second,
		Notice: func(n Notice) {
			mu.Lock()
			defer mu.Unlock()
			notices = append(notices, n)
		},
		system: thisSystem(),
	}
	o.system.insure = time.Hour
	set(&o)
	w, err := Open(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { w.Close() })
	return &rig{t, site, w, func() []Notice {
		mu.Lock()
		defer mu.Unlock()
		return slices.Clone(notices)
	}}
}

func put(t testing.TB, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

// at names a file of the site.
func (r *rig) at(name string) string { return filepath.Join(r.site, name) }

func (r *rig) put(name, text string) { r.Helper(); put(r, r.at(name), text) }

func (r *rig) rename(from, to string) { r.Helper(); r.must(os.Rename(r.at(from), r.at(to))) }

func (r *rig) remove(name string) { r.Helper(); r.must(os.RemoveAll(r.at(name))) }

func (r *rig) must(err error) {
	r.Helper()
	if err != nil {
		r.Fatal(err)
	}
}

// next is the next batch, its paths below the site.
func (r *rig) next() Batch {
	r.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	b, err := r.w.Next(ctx)
	if err != nil {
		r.Fatal("no batch: ", err)
	}
	if !slices.IsSorted(b.Paths) {
		r.Errorf("not sorted: %q", b.Paths)
	}
	for i, p := range b.Paths {
		if b.Paths[i], err = filepath.Rel(r.site, p); err != nil {
			r.Fatal(err)
		}
	}
	return b
}

// want takes batches until all paths were named, then makes a change to see
// that no other was. A path that begins with a question mark may be named or
// not. It returns the number of batches.
func (r *rig) want(paths ...string) int {
	r.Helper()
	optional := map[string]bool{"layouts/last.html": true, "layouts": true}
	paths = slices.DeleteFunc(slices.Clone(paths), func(p string) bool {
		name, ok := strings.CutPrefix(p, "?")
		optional[name] = optional[name] || ok
		return ok
	})
	batches := 0
	var got []string
	take := func(until func() bool) {
		r.Helper()
		for !until() {
			b := r.next()
			batches++
			got = append(got, b.Paths...)
			slices.Sort(got)
			got = slices.Compact(got)
			if len(b.Paths) == 0 && !b.All {
				r.Error("an empty batch")
			}
		}
	}
	defer func() {
		if r.Failed() {
			r.Logf("so far %q", got)
		}
	}()
	take(func() bool {
		return !slices.ContainsFunc(paths, func(p string) bool { return !slices.Contains(got, p) })
	})
	n := batches
	r.put("layouts/last.html", fmt.Sprint(time.Now().UnixNano()))
	take(func() bool { return slices.Contains(got, "layouts/last.html") })
	got = slices.DeleteFunc(got, func(p string) bool { return optional[p] })
	slices.Sort(paths)
	if !slices.Equal(got, paths) {
		r.Errorf("named %q,\nwant  %q", got, paths)
	}
	return n
}

var noticeTests = []struct {
	name  string
	files []string // and texts, before the watcher starts
	do    func(r *rig)
	want  []string
}{
	{"a new file", nil, func(r *rig) { r.put("content/a.txt", "x") }, []string{"content", "content/a.txt"}},
	{"a file written", []string{"content/a.txt", "x"}, func(r *rig) { r.put("content/a.txt", "xy") }, []string{"content/a.txt"}},
	{"a file removed", []string{"content/a.txt", "x", "content/b.txt", "x"}, func(r *rig) { r.remove("content/a.txt") }, []string{"content/a.txt"}},
	{"a file renamed", []string{"content/a.txt", "x"}, func(r *rig) { r.rename("content/a.txt", "content/b.txt") }, []string{"content/a.txt", "content/b.txt"}},
	{"a single file", []string{"config.toml", "x"}, func(r *rig) { r.put("config.toml", "xy") }, []string{"config.toml"}},
	{"a single file saved by rename", []string{"config.toml", "x"}, func(r *rig) {
		r.put("config.toml.new", "xy")
		r.rename("config.toml.new", "config.toml")
	}, []string{"config.toml"}},
	{"a single file that comes", nil, func(r *rig) { r.put("config.toml", "xy") }, []string{"config.toml"}},
	{"a single file that goes", []string{"config.toml", "x"}, func(r *rig) { r.remove("config.toml") }, []string{"config.toml"}},
	{"files beside the roots", []string{"config.toml", "x"}, func(r *rig) {
		r.put("public/index.html", "x")
		r.put("config.yaml", "x")
		r.put("content.zip", "x")
	}, nil},
	{"ignored", []string{"content/ignored/a.txt", "x"}, func(r *rig) {
		r.put("content/ignored/a.txt", "xy")
		r.put("content/ignored/b/c.txt", "xy")
		r.put("layouts/ignored", "x")
		r.put("content/.git/HEAD", "x")
	}, []string{}},
	{"chmod", []string{"content/a.txt", "x", "content/b/c.txt", "x"}, func(r *rig) {
		r.must(os.Chmod(r.at("content/a.txt"), 0o600))
		r.must(os.Chmod(r.at("content/b"), 0o700))
		r.must(os.Chmod(r.at("content"), 0o700))
	}, nil},
	{"touch", []string{"content/a.txt", "x"}, func(r *rig) {
		r.must(os.Chtimes(r.at("content/a.txt"), time.Time{}, time.Now().Add(-time.Hour)))
	}, []string{"content/a.txt"}},
	{"came and went", []string{"content/a.txt", "x"}, func(r *rig) {
		r.put("content/b.txt", "x")
		r.remove("content/b.txt")
		r.put("content/c/d.txt", "x")
		r.remove("content/c")
	}, nil},
	{"no text", []string{"content/a.txt", "x"}, func(r *rig) { r.put("content/a.txt", "") }, []string{"content/a.txt"}},

	// vim as recorded with strace, version 9.0; the others as their saving is
	// described.
	{"vim", []string{"content/a.txt", "x"}, func(r *rig) {
		r.vimSwap("content/a.txt")
		r.put("content/4913", "")
		r.remove("content/4913")
		r.rename("content/a.txt", "content/a.txt~")
		r.put("content/a.txt", "xy")
		r.must(os.Chmod(r.at("content/a.txt"), 0o644))
		r.remove("content/a.txt~")
		r.remove("content/.a.txt.swp")
	}, []string{"content/a.txt"}},
	{"vim with backupcopy=yes", []string{"content/a.txt", "x"}, func(r *rig) {
		r.vimSwap("content/a.txt")
		r.put("content/a.txt~", "x")
		r.must(os.Chtimes(r.at("content/a.txt~"), time.Time{}, time.Now().Add(-time.Hour)))
		r.put("content/a.txt", "xy")
		r.must(os.Chmod(r.at("content/a.txt"), 0o644))
		r.remove("content/a.txt~")
		r.remove("content/.a.txt.swp")
	}, []string{"content/a.txt"}},
	{"Word", []string{"content/a.docx", "x"}, func(r *rig) {
		r.put("content/~$a.docx", "owner")
		r.put("content/~WRD0001.tmp", "xy")
		r.rename("content/a.docx", "content/~WRL0002.tmp")
		time.Sleep(40 * time.Millisecond) // a slow share
		r.rename("content/~WRD0001.tmp", "content/a.docx")
		r.remove("content/~WRL0002.tmp")
		r.remove("content/~$a.docx")
	}, []string{"content/a.docx"}},
	{"WPS", []string{"content/a.docx", "x"}, func(r *rig) {
		r.put("content/.~a.docx", "owner")
		r.put("content/a.docx~RF3c5f1e.TMP", "x")
		r.put("content/wps8C1A.tmp", "xy")
		r.remove("content/a.docx")
		r.rename("content/wps8C1A.tmp", "content/a.docx")
		r.remove("content/a.docx~RF3c5f1e.TMP")
		r.remove("content/.~a.docx")
	}, []string{"content/a.docx"}},
	{"gedit", []string{"content/a.txt", "x"}, func(r *rig) {
		r.put("content/.goutputstream-KQ8ZR2", "xy")
		r.rename("content/.goutputstream-KQ8ZR2", "content/a.txt")
	}, []string{"content/a.txt"}},
	{"Emacs", []string{"content/a.txt", "x"}, func(r *rig) {
		r.must(os.Symlink("user@host.123", r.at("content/.#a.txt")))
		r.put("content/#a.txt#", "xy")
		r.rename("content/a.txt", "content/a.txt~")
		r.put("content/a.txt", "xy")
		r.remove("content/.#a.txt")
		r.remove("content/#a.txt#")
	}, []string{"content/a.txt"}},
	{"file managers", []string{"content/a.txt", "x"}, func(r *rig) {
		r.put("content/Thumbs.db", "x")
		r.put("content/.DS_Store", "x")
		r.put("content/desktop.ini", "x")
		r.put("content/b.txt.filepart", "x")
		r.rename("content/b.txt.filepart", "content/b.txt")
	}, []string{"content/b.txt"}},

	{"folders made at once", []string{"content/a.txt", "x"}, func(r *rig) {
		for i := range 20 {
			r.put(fmt.Sprintf("content/%d/b/c/d.txt", i), "x")
		}
	}, many("content/%d/b/c/d.txt", 20)},
	{"a folder moved in", []string{"content/a.txt", "x", "b/c/d.txt", "x", "b/e.txt", "x"}, func(r *rig) {
		r.rename("b", "content/b")
	}, []string{"content/b/c/d.txt", "content/b/e.txt"}},
	{"a folder moved in, then written to", []string{"content/a.txt", "x", "b/c/d.txt", "x", "b/e.txt", "x"}, func(r *rig) {
		r.rename("b", "content/b")
		time.Sleep(150 * time.Millisecond)
		r.put("content/b/c/f.txt", "x")
	}, []string{"content/b/c/d.txt", "content/b/e.txt", "content/b/c/f.txt"}},
	{"a folder moved out", []string{"content/b/c/d.txt", "x", "content/b/e.txt", "x"}, func(r *rig) {
		r.rename("content/b", "b")
		r.put("b/c/f.txt", "x")
	}, []string{"content/b/c/d.txt", "content/b/e.txt"}},
	{"a folder renamed", []string{"content/b/c/d.txt", "x"}, func(r *rig) {
		r.rename("content/b", "content/e")
	}, []string{"content/b/c/d.txt", "content/e/c/d.txt"}},
	{"a folder renamed, then written to", []string{"content/b/c/d.txt", "x"}, func(r *rig) {
		r.rename("content/b", "content/a")
		time.Sleep(150 * time.Millisecond)
		r.put("content/a/f.txt", "x")
		r.put("content/a/c/d.txt", "xyz")
		r.put("content/a/c/g.txt", "x")
	}, []string{"content/b/c/d.txt", "content/a/c/d.txt", "content/a/f.txt", "content/a/c/g.txt"}},
	{"a folder renamed there and back", []string{"content/b/c/d.txt", "x"}, func(r *rig) {
		r.rename("content/b", "content/a")
		r.rename("content/a", "content/b")
		time.Sleep(150 * time.Millisecond)
		r.put("content/b/e.txt", "x")
		r.put("content/b/c/f.txt", "x")
	}, []string{"content/b/e.txt", "content/b/c/f.txt"}},
	{"two folders change names", []string{"content/b/c/d.txt", "x", "content/e/c/f.txt", "x"}, func(r *rig) {
		r.rename("content/b", "content/t")
		r.rename("content/e", "content/b")
		r.rename("content/t", "content/e")
		time.Sleep(150 * time.Millisecond)
		r.put("content/b/c/g.txt", "x")
		r.put("content/e/c/h.txt", "x")
	}, []string{"content/b/c/d.txt", "content/e/c/d.txt", "content/b/c/f.txt", "content/e/c/f.txt", "content/b/c/g.txt", "content/e/c/h.txt"}},
	{"a folder removed", []string{"content/b/c/d.txt", "x", "content/b/e.txt", "x", "content/a.txt", "x"}, func(r *rig) {
		r.remove("content/b")
	}, []string{"content/b/c/d.txt", "content/b/e.txt"}},
	{"a folder renamed, then removed", []string{"content/b/c/d.txt", "x", "content/a.txt", "x"}, func(r *rig) {
		r.rename("content/b", "content/e")
		r.remove("content/e")
	}, []string{"content/b/c/d.txt"}},
	{"a folder removed and made again", []string{"content/b/c/d.txt", "x", "content/b/e.txt", "x"}, func(r *rig) {
		r.remove("content/b")
		r.put("content/b/c/f.txt", "x")
		time.Sleep(150 * time.Millisecond)
		r.put("content/b/c/g.txt", "x")
	}, []string{"content/b/c/d.txt", "content/b/e.txt", "content/b/c/f.txt", "content/b/c/g.txt"}},
	{"a folder becomes a file", []string{"content/b/c.txt", "x"}, func(r *rig) {
		r.remove("content/b")
		r.put("content/b", "x")
	}, []string{"content/b", "content/b/c.txt"}},
	{"a file becomes a folder", []string{"content/b", "x"}, func(r *rig) {
		r.remove("content/b")
		r.put("content/b/c.txt", "x")
	}, []string{"content/b", "content/b/c.txt"}},

	{"a root removed", []string{"content/b/c.txt", "x"}, func(r *rig) {
		r.remove("content")
	}, []string{"content", "content/b/c.txt"}},
	{"a root removed and made again", []string{"content/b/c.txt", "x"}, func(r *rig) {
		r.remove("content")
		time.Sleep(250 * time.Millisecond)
		r.put("content/b/d.txt", "x")
		time.Sleep(250 * time.Millisecond)
		r.put("content/b/e.txt", "x")
	}, []string{"content", "content/b/c.txt", "content/b/d.txt", "content/b/e.txt"}},
	{"a root replaced", []string{"content/b/c.txt", "x", "other/b/d.txt", "x"}, func(r *rig) {
		r.rename("content", "old")
		r.rename("other", "content")
		time.Sleep(250 * time.Millisecond)
		r.put("content/b/e.txt", "x")
		r.put("old/b/f.txt", "x")
	}, []string{"?content", "content/b/c.txt", "content/b/d.txt", "content/b/e.txt"}},
	{"the site renamed there and back", []string{"content/b/c.txt", "x", "config.toml", "x"}, func(r *rig) {
		r.must(os.Rename(r.site, r.site+".old"))
		time.Sleep(1500 * time.Millisecond)
		r.must(os.Rename(r.site+".old", r.site))
		time.Sleep(1500 * time.Millisecond)
		r.put("content/b/d.txt", "x")
		r.put("config.toml", "xy")
	}, []string{"content", "content/b/c.txt", "content/b/d.txt", "config.toml"}},
	{"the site renamed there and back at once", []string{"content/b/c.txt", "x", "config.toml", "x"}, func(r *rig) {
		r.must(os.Rename(r.site, r.site+".old"))
		r.must(os.Rename(r.site+".old", r.site))
		time.Sleep(1500 * time.Millisecond)
		r.put("content/b/d.txt", "x")
		r.remove("config.toml") // seen by the look at the roots
		time.Sleep(1500 * time.Millisecond)
		r.put("config.toml", "xy")
	}, []string{"content/b/d.txt", "config.toml"}},
	{"the site replaced", []string{"content/b/c.txt", "x", "config.toml", "x"}, func(r *rig) {
		r.must(os.Rename(r.site, r.site+".old"))
		r.put("content/b/d.txt", "x")
		r.put("config.toml", "xy")
		time.Sleep(1500 * time.Millisecond)
		r.put("content/b/e.txt", "x")
		r.put("config.toml", "xyz")
	}, []string{"?content", "content/b/c.txt", "content/b/d.txt", "content/b/e.txt", "config.toml"}},

	{"a link that holds itself", []string{"content/b/c.txt", "x"}, func(r *rig) {
		r.must(os.Symlink("..", r.at("content/b/up")))
		r.must(os.Symlink("self", r.at("content/b/self")))
		r.put("content/b/d.txt", "x")
	}, []string{"content/b/d.txt", "content/b/self", "content/b/up"}},
	{"a file behind a link", []string{"content/b/c.txt", "x", "c.txt", "xyz"}, func(r *rig) {
		r.must(os.Symlink("../c.txt", r.at("content/d.txt")))
	}, []string{"content/d.txt"}},
	{"another file of the same size and time", []string{"content/a.txt", "x", "b.txt", "y"}, func(r *rig) {
		info, err := os.Stat(r.at("content/a.txt"))
		r.must(err)
		r.must(os.Chtimes(r.at("b.txt"), time.Time{}, info.ModTime()))
		r.rename("b.txt", "content/a.txt")
	}, []string{"content/a.txt"}},
	{"twice at the same size and time", []string{"content/a.txt", "x"}, func(r *rig) {
		r.put("content/a.txt", "y")
		info, err := os.Stat(r.at("content/a.txt"))
		r.must(err)
		if b := r.next(); !slices.Equal(b.Paths, []string{"content/a.txt"}) {
			r.Errorf("first %q", b.Paths)
		}
		f, err := os.OpenFile(r.at("content/a.txt"), os.O_WRONLY, 0)
		r.must(err)
		_, err = f.WriteString("z")
		r.must(err)
		r.must(os.Chtimes(r.at("content/a.txt"), time.Time{}, info.ModTime()))
		r.must(f.Close())
	}, []string{"content/a.txt"}},
}

// vimSwap makes the swap file of vim, as it does on opening.
func (r *rig) vimSwap(name string) {
	swap := filepath.Join(filepath.Dir(name), "."+filepath.Base(name)+".swp")
	swx := strings.TrimSuffix(swap, "p") + "x"
	r.put(swap, "")
	r.put(swx, "")
	r.remove(swx)
	r.remove(swap)
	r.put(swap, "b0VIM 9.0")
}

func many(format string, n int) (names []string) {
	for i := range n {
		names = append(names, fmt.Sprintf(format, i))
	}
	return names
}

func TestNoticed(t *testing.T) {
	for _, mode := range modes {
		for _, tt := range noticeTests {
			t.Run(mode.name+"/"+tt.name, func(t *testing.T) {
				t.Parallel()
				r := newRig(t, mode.set, tt.files...)
				t.Cleanup(func() { os.RemoveAll(r.site + ".old") })
				tt.do(r)
				r.want(tt.want...)
			})
		}
	}
}

// Files copied at once come in one to three batches. With the usual 200 ms of
// quiet a loaded machine, which stops the copying for as long now and then,
// makes more of them, and rightly so.
func TestBurst(t *testing.T) {
	for _, mode := range modes {
		t.Run(mode.name, func(t *testing.T) {
			t.Parallel()
			r := newRig(t, func(o *Options) {
				mode.set(o)
				o.Quiet, o.Longest = 3*time.Second, patience
			}, "content/a.txt", "x")
			whole := strings.Repeat("法治", 2000)
			names := many("content/2022/%03d.txt", 500)
			done := make(chan bool)
			go func() {
				defer close(done)
				for _, name := range names {
					put(t, r.at(name), whole)
				}
			}()
			n := r.want(names...)
			<-done
			if n > 3 {
				t.Errorf("%d batches, at most 3", n)
			}
		})
	}
}

// A file that is still being written is waited for, its writer however slow.
func TestHalf(t *testing.T) {
	for _, mode := range modes {
		t.Run(mode.name, func(t *testing.T) {
			t.Parallel()
			r := newRig(t, func(o *Options) {
				mode.set(o)
				o.Longest = patience
			}, "content/a.txt", "x")
			f, err := os.Create(r.at("content/b.txt"))
			r.must(err)
			defer f.Close()
			if writing(f.Name()) != open {
				t.Skip("the system does not tell who writes")
			}
			go func() {
				f.WriteString("half")
				time.Sleep(500 * time.Millisecond)
				f.WriteString("half")
				f.Close()
			}()
			if b := r.next(); !slices.Equal(b.Paths, []string{"content/b.txt"}) {
				t.Errorf("got %q", b.Paths)
			}
			if text, _ := os.ReadFile(f.Name()); string(text) != "halfhalf" {
				t.Errorf("got the file as %q", text)
			}
			r.want()
		})
	}
}

// A file that is gone or empty for a moment only is never seen so.
func TestMoment(t *testing.T) {
	for _, mode := range modes {
		for name, do := range map[string]func(r *rig){
			"gone": func(r *rig) {
				r.put("content/~WRD0001.tmp", "xy")
				r.rename("content/a.docx", "content/~WRL0002.tmp")
				time.Sleep(100 * time.Millisecond)
				r.rename("content/~WRD0001.tmp", "content/a.docx")
			},
			"empty": func(r *rig) {
				r.put("content/a.docx", "")
				time.Sleep(100 * time.Millisecond)
				r.put("content/a.docx", "xy")
			},
		} {
			t.Run(mode.name+"/"+name, func(t *testing.T) {
				t.Parallel()
				r := newRig(t, func(o *Options) {
					mode.set(o)
					o.Quiet, o.Longest = 2*time.Second, patience
				}, "content/a.docx", "x")
				go do(r)
				if b := r.next(); !slices.Equal(b.Paths, []string{"content/a.docx"}) {
					t.Errorf("got %q", b.Paths)
				}
				if text, _ := os.ReadFile(r.at("content/a.docx")); string(text) != "xy" {
					t.Errorf("got the file as %q", text)
				}
			})
		}
	}
}

// A file that somebody keeps open, as a program on a share may, is not waited
// for forever, and a file that is always written holds the others up for a
// while only.
func TestKeptOpen(t *testing.T) {
	t.Parallel()
	r := newRig(t, func(o *Options) { o.Longest = 200 * time.Millisecond }, "content/a.txt", "x")
	f, err := os.Create(r.at("content/b.txt"))
	r.must(err)
	defer f.Close()
	f.WriteString("x")
	r.want("content/b.txt")

	stop, stopped := make(chan bool), make(chan bool)
	go func() {
		defer close(stopped)
		for {
			select {
			case <-stop:
				return
			case <-time.After(10 * time.Millisecond):
				f.WriteString("x")
			}
		}
	}()
	r.put("content/c.txt", "x")
	if b := r.next(); !slices.Contains(b.Paths, "content/c.txt") {
		t.Errorf("got %q", b.Paths)
	}
	close(stop)
	<-stopped
	r.want("content/b.txt")
}

// The first change is not kept back for Quiet, a burst not for more than Longest.
func TestFirstAtOnce(t *testing.T) {
	t.Parallel()
	r := newRig(t, func(o *Options) { o.Quiet, o.Longest = time.Hour, 300*time.Millisecond }, "content/a.txt", "x")
	r.put("content/a.txt", "xy")
	r.next()
	r.put("content/a.txt", "xyz")
	r.next()

	r = newRig(t, func(o *Options) { o.Quiet, o.Longest = time.Hour, time.Hour }, "content/a.txt", "x")
	r.put("content/a.txt", "xy")
	r.next()
	r.put("content/a.txt", "xyz")
	ctx, cancel := context.WithTimeout(context.Background(), 300*time.Millisecond)
	defer cancel()
	if b, err := r.w.Next(ctx); err == nil {
		t.Errorf("got %v at once, though it may be the first of many", b)
	}
}

// Changes that never end are delivered every Longest.
func TestLongest(t *testing.T) {
	for _, mode := range modes {
		t.Run(mode.name, func(t *testing.T) {
			t.Parallel()
			r := newRig(t, mode.set, "content/a.txt", "x")
			stop, stopped := make(chan bool), make(chan bool)
			defer func() { close(stop); <-stopped }()
			go func() {
				defer close(stopped)
				for i := 0; ; i++ {
					put(t, r.at(fmt.Sprintf("content/%d.txt", i%1000)), "x")
					select {
					case <-stop:
						return
					case <-time.After(10 * time.Millisecond):
					}
				}
			}()
			for range 2 {
				r.next()
			}
		})
	}
}

// What happens while nobody waits, as during a build, is there afterwards.
func TestWhileBuilding(t *testing.T) {
	t.Parallel()
	r := newRig(t, func(*Options) {}, "content/a.txt", "x")
	for i := range 6 {
		r.put(fmt.Sprintf("content/%d.txt", i), "x")
		time.Sleep(time.Duration(i) * 50 * time.Millisecond)
	}
	if n := r.want(many("content/%d.txt", 6)...); n > 2 {
		t.Errorf("%d batches", n)
	}
}

// An overflow has everything looked at, and says that all must be.
func TestOverflow(t *testing.T) {
	t.Parallel()
	r := newRig(t, func(o *Options) { o.system.start = deaf }, "content/a.txt", "x", "content/b/c.txt", "x")
	r.put("content/d/e.txt", "x")
	r.put("content/a.txt", "xy")
	r.remove("content/b")
	r.w.queue.fail(fsnotify.ErrEventOverflow)
	b := r.next()
	if want := []string{"content/a.txt", "content/b/c.txt", "content/d/e.txt"}; !b.All || !slices.Equal(b.Paths, want) {
		t.Errorf("got %+v", b)
	}
	r.w.queue.fail(fsnotify.ErrEventOverflow)
	if b := r.next(); !b.All || len(b.Paths) > 0 {
		t.Errorf("got %+v, want all and nothing named", b)
	}
	r.put("content/a.txt", "xyz")
	r.w.queue.fail(errors.New("another error"))
	if b := r.next(); b.All || !slices.Equal(b.Paths, []string{"content/a.txt"}) {
		t.Errorf("got %+v", b)
	}
	if n := r.notices(); len(n) != 2 || n[0].Code != Overflow || n[1].Code != Overflow {
		t.Errorf("notices %+v", n)
	}
}

// After an overflow all watches are set anew: some may have been lost with the
// events that told so.
func TestOverflowRestores(t *testing.T) {
	t.Parallel()
	lost := make(chan notifier, 1)
	r := newRig(t, func(o *Options) {
		o.system.start = func() (notifier, error) {
			n, err := startNotifier()
			lost <- n
			return n, err
		}
	}, "content/a/b/c.txt", "x")
	n := <-lost
	r.must(n.Remove(r.at("content/a/b")))
	r.w.queue.fail(fsnotify.ErrEventOverflow)
	r.next()
	r.put("content/a/b/d.txt", "x")
	r.want("content/a/b/d.txt")
}

// An event in a folder that could not be listed has it listed.
func TestUnlisted(t *testing.T) {
	r := newRig(t, func(o *Options) {}, "content/a/b/c.txt", "x")
	r.must(r.w.Close()) // what belongs to its goroutine belongs to this one
	r.w.quit = make(chan struct{})
	r.w.leave(r.at("content/a"))
	clear(r.w.changes)
	r.put("content/a/b/d.txt", "x")
	r.w.event(r.at("content/a/b/d.txt"), fsnotify.Write)
	if r.w.changes[r.at("content/a/b/d.txt")] == nil {
		t.Errorf("touched %v", r.w.changes)
	}
}

// The system's own overflow: the queue is not emptied while more happens than
// it holds.
func TestOverflowOfTheSystem(t *testing.T) {
	text, err := os.ReadFile("/proc/sys/fs/inotify/max_queued_events")
	if err != nil {
		t.Skip("the bound is that of Linux")
	}
	bound, err := strconv.Atoi(strings.TrimSpace(string(text)))
	if err != nil || bound > 1_000_000 {
		t.Skip("no bound to reach: ", bound, err)
	}
	t.Parallel()
	var mu sync.Mutex
	r := newRig(t, func(o *Options) {
		o.system.start = func() (notifier, error) {
			n, err := startNotifier()
			return &slow{n, &mu}, err
		}
	}, "content/a.txt", "x")
	mu.Lock()
	f, err := os.OpenFile(r.at("content/a.txt"), os.O_WRONLY|os.O_APPEND, 0)
	r.must(err)
	g, err := os.OpenFile(r.at("content/b.txt"), os.O_WRONLY|os.O_CREATE, 0o666)
	r.must(err)
	for range bound { // alternating, as like events are merged
		f.WriteString("x")
		g.WriteString("x")
	}
	f.Close()
	g.Close()
	r.put("content/c/d/e.txt", "x")
	mu.Unlock()
	all := false
	got := map[string]bool{}
	for !all || len(got) < 3 {
		b := r.next()
		all = all || b.All
		for _, p := range b.Paths {
			got[p] = true
		}
	}
	r.put("content/c/d/f.txt", "x")
	r.want("content/c/d/f.txt")
}

// A slow notifier lets events through while it can have the lock.
type slow struct {
	notifier
	mu *sync.Mutex
}

func (s *slow) channels() (<-chan fsnotify.Event, <-chan error) {
	from, errs := s.notifier.channels()
	to := make(chan fsnotify.Event)
	go func() {
		for e := range from {
			s.mu.Lock()
			to <- e
			s.mu.Unlock()
		}
		close(to)
	}()
	return to, errs
}

// deaf starts a notifier that hears nothing.
func deaf() (notifier, error) {
	n, err := startNotifier()
	return deafNotifier{n}, err
}

type deafNotifier struct{ notifier }

func (d deafNotifier) Add(string) error    { return nil }
func (d deafNotifier) Remove(string) error { return nil }

// A stingy notifier allows so many watches.
type stingy struct {
	notifier
	left   int
	err    error
	closed *atomic.Bool
}

func (s *stingy) Close() error {
	s.closed.Store(true)
	return s.notifier.Close()
}

func (s *stingy) Add(folder string) error {
	if s.left == 0 {
		return &os.PathError{Op: "watch", Path: folder, Err: s.err}
	}
	s.left--
	return s.notifier.Add(folder)
}

// Wherever events cannot be had, changes are seen all the same, and the reason
// is told once.
func TestWithoutEvents(t *testing.T) {
	few := func(left int, err error) func(*system, *atomic.Bool) {
		return func(s *system, closed *atomic.Bool) {
			s.start = func() (notifier, error) {
				n, startErr := startNotifier()
				return &stingy{n, left, err, closed}, startErr
			}
		}
	}
	for _, tt := range []struct {
		name string
		set  func(s *system, closed *atomic.Bool)
		want Notice
		ends bool // events are given up
	}{
		{"no watch left", few(3, syscall.ENOSPC), Notice{Code: OutOfWatches}, false},
		{"none from the beginning", few(0, syscall.ENOSPC), Notice{Code: OutOfWatches}, false},
		{"no descriptor left", few(3, syscall.EMFILE), Notice{Code: OutOfWatches}, true},
		{"not this folder", few(3, syscall.EINVAL), Notice{Code: NoEvents}, false},
		{"no notifier", func(s *system, closed *atomic.Bool) {
			s.start = func() (notifier, error) { return nil, syscall.EMFILE }
		}, Notice{Code: NoEvents}, false},
		{"many files", func(s *system, closed *atomic.Bool) {
			few(100, nil)(s, closed)
			s.most = 6
		}, Notice{Code: ManyFiles, Count: 7}, true},
		{"a share", func(s *system, closed *atomic.Bool) {
			s.start = deaf
			s.network = func(string) string { return "nfs" }
		}, Notice{Code: Network, Kind: "nfs"}, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			var closed atomic.Bool
			r := newRig(t, func(o *Options) { tt.set(o.system, &closed) }, "content/a/b.txt", "x", "content/c/d.txt", "x", "layouts/e.html", "x")
			r.put("content/a/f.txt", "x")
			r.put("content/g/h/i.txt", "x")
			r.put("content/c/d.txt", "xy")
			r.want("content/a/f.txt", "content/g/h/i.txt", "content/c/d.txt")
			r.put("content/g/h/j.txt", "x")
			r.remove("content/c")
			r.want("content/g/h/j.txt", "content/c/d.txt")
			n := r.notices()
			if len(n) != 1 || n[0].Code != tt.want.Code || n[0].Kind != tt.want.Kind || n[0].Count != tt.want.Count {
				t.Errorf("notices %+v, want %+v", n, tt.want)
			}
			if closed.Load() != tt.ends {
				t.Errorf("events were given up: %v", closed.Load())
			}
			if (n[0].Err != nil) != (n[0].Code == OutOfWatches || n[0].Code == NoEvents) {
				t.Errorf("the error is %v", n[0].Err)
			}
		})
	}
}

// What events missed is found by and by.
func TestInsurance(t *testing.T) {
	t.Parallel()
	r := newRig(t, func(o *Options) {
		o.system.start = deaf
		o.system.insure = 100 * time.Millisecond
	}, "content/a/b.txt", "x")
	r.put("content/a/c.txt", "x")
	r.want("content/a/c.txt")
}

// A folder that may not be read is as good as gone, until it may be.
func TestReadable(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("root may read all")
	}
	for _, mode := range modes {
		t.Run(mode.name, func(t *testing.T) {
			t.Parallel()
			r := newRig(t, mode.set, "content/b/c.txt", "x")
			r.must(os.Chmod(r.at("content/b"), 0))
			r.want("content/b/c.txt")
			r.must(os.Chmod(r.at("content/b"), 0o777))
			r.want("content/b/c.txt")
			r.put("content/b/d.txt", "x")
			r.want("content/b/d.txt")
		})
	}
}

// A root may be a link, lie in another root, and be given as a relative path.
func TestRoots(t *testing.T) {
	for _, mode := range modes {
		t.Run(mode.name, func(t *testing.T) {
			t.Parallel()
			r := newRig(t, func(o *Options) {
				mode.set(o)
				site := filepath.Dir(o.Roots[0])
				put(t, filepath.Join(site, "share/reports/a.txt"), "x")
				put(t, filepath.Join(site, "other/b.txt"), "x")
				put(t, filepath.Join(site, "content/c.toml"), "x")
				if err := os.Symlink("../share/reports", filepath.Join(site, "content/reports")); err != nil {
					t.Skip(err)
				}
				o.Roots = append(o.Roots, filepath.Join(site, "content/reports"))
			})
			r.put("share/reports/2022/d.txt", "x")
			r.put("content/c.toml", "xy")
			r.want("content/reports/2022/d.txt", "content/c.toml")

			r.must(os.Symlink("../other", r.at("content/new")))
			r.rename("content/new", "content/reports")
			r.want("?content/reports", "?content/new", "content/reports/2022/d.txt", "content/reports/a.txt", "content/reports/b.txt") // a slow machine sees the new link by its first name
			r.put("other/e.txt", "x")
			r.put("share/reports/f.txt", "x")
			r.want("content/reports/e.txt")
		})
	}
}

func TestRelativeRoots(t *testing.T) {
	t.Chdir(t.TempDir())
	put(t, "content/a.txt", "x")
	var ignored []string
	w, err := Open(Options{
		Roots:  []string{"./content/", "config.toml", "content"},
		Ignore: func(path string) bool { ignored = append(ignored, path); return false },
	})
	if err != nil {
		t.Fatal(err)
	}
	put(t, "content/b/c.txt", "x")
	put(t, "config.toml", "x")
	got := map[string]bool{}
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	for len(got) < 2 {
		b, err := w.Next(ctx)
		if err != nil {
			t.Fatal(err, got)
		}
		for _, p := range b.Paths {
			got[p] = true
		}
	}
	w.Close()
	if want := (map[string]bool{"content/b/c.txt": true, "config.toml": true}); !maps.Equal(got, want) {
		t.Errorf("got %v", got)
	}
	if !slices.Contains(ignored, "content/a.txt") || !slices.Contains(ignored, "content/b") {
		t.Errorf("asked about %q", ignored)
	}
}

func TestOpenNothing(t *testing.T) {
	if _, err := Open(Options{}); err == nil || !strings.Contains(err.Error(), "name a folder") {
		t.Error(err)
	}
}

func TestNextEnds(t *testing.T) {
	r := newRig(t, func(*Options) {}, "content/a.txt", "x")
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := r.w.Next(ctx); err != context.Canceled {
		t.Error(err)
	}
	ended := make(chan error)
	go func() {
		_, err := r.w.Next(context.Background())
		ended <- err
	}()
	r.must(r.w.Close())
	if err := <-ended; err != ErrClosed {
		t.Error(err)
	}
	r.must(r.w.Close())
	if _, err := r.w.Next(context.Background()); err != ErrClosed {
		t.Error(err)
	}
}
