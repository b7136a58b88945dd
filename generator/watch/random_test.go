package watch

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// A clerk does this and that with the files of a site, faster than most.
type clerk struct {
	*rig
	*rand.Rand
}

// folder names a folder of content, which need not exist.
func (c clerk) folder() string {
	name := "content"
	for range c.IntN(4) {
		name += "/" + string(rune('a'+c.IntN(3)))
	}
	return name
}

func (c clerk) file() string {
	if c.IntN(20) == 0 {
		return "config.toml"
	}
	return fmt.Sprintf("%s/%d.txt", c.folder(), c.IntN(4))
}

// text is now longer, now as long as another one.
func (c clerk) text() string {
	return strings.Repeat(string(rune('0'+c.IntN(10))), 1+c.IntN(3)*c.IntN(3)*1000)
}

// do does one thing. What is not possible just now is not done.
func (c clerk) do() string {
	file, text := c.file(), c.text()
	write := func(name, text string) {
		os.MkdirAll(filepath.Dir(c.at(name)), 0o777)
		os.WriteFile(c.at(name), []byte(text), 0o666)
	}
	rename := func(from, to string) { os.Rename(c.at(from), c.at(to)) }
	remove := func(name string) { os.RemoveAll(c.at(name)) }
	base := func(before, after string) string {
		return filepath.Join(filepath.Dir(file), before+filepath.Base(file)+after)
	}
	switch n := c.IntN(24); n {
	default:
		write(file, text)
		return "write " + file
	case 5:
		if f, err := os.OpenFile(c.at(file), os.O_WRONLY|os.O_APPEND, 0); err == nil {
			f.WriteString(text)
			f.Close()
		}
		return "append to " + file
	case 6:
		if f, err := os.OpenFile(c.at(file), os.O_WRONLY, 0); err == nil {
			f.WriteString(string(rune('a' + c.IntN(26))))
			f.Close()
		}
		return "change a letter of " + file
	case 7:
		write(base(".", ".swp"), "b0VIM")
		write(filepath.Join(filepath.Dir(file), "4913"), "")
		remove(filepath.Join(filepath.Dir(file), "4913"))
		rename(file, file+"~")
		write(file, text)
		os.Chmod(c.at(file), 0o644)
		remove(file + "~")
		remove(base(".", ".swp"))
		return "vim " + file
	case 8:
		write(base("~$", ""), "owner")
		write(base("~WRD", ".tmp"), text)
		rename(file, base("~WRL", ".tmp"))
		time.Sleep(time.Duration(c.IntN(40)) * time.Millisecond)
		rename(base("~WRD", ".tmp"), file)
		remove(base("~WRL", ".tmp"))
		remove(base("~$", ""))
		return "Word " + file
	case 9:
		write(base(".new-", ""), text)
		rename(base(".new-", ""), file)
		return "save by rename " + file
	case 10:
		os.MkdirAll(filepath.Dir(c.at(file)), 0o777)
		if f, err := os.Create(c.at(file)); err == nil {
			f.WriteString(text)
			time.Sleep(time.Duration(c.IntN(100)) * time.Millisecond)
			f.WriteString(text)
			f.Close()
		}
		return "write slowly " + file
	case 11, 12:
		remove(file)
		return "remove " + file
	case 13:
		to := c.file()
		os.MkdirAll(filepath.Dir(c.at(to)), 0o777)
		rename(file, to)
		return "rename " + file + " to " + to
	case 14, 15, 16:
		from, to := c.folder(), c.folder()
		os.MkdirAll(filepath.Dir(c.at(to)), 0o777)
		rename(from, to)
		return "rename " + from + " to " + to
	case 17:
		folder := c.folder()
		remove("outside")
		rename(folder, "outside")
		if c.IntN(2) == 0 {
			write("outside/a/new.txt", text)
		}
		return "move out " + folder
	case 18:
		folder := c.folder()
		os.MkdirAll(filepath.Dir(c.at(folder)), 0o777)
		rename("outside", folder)
		return "move in " + folder
	case 19:
		folder := c.folder()
		remove(folder)
		return "remove " + folder
	case 20:
		folder := c.folder()
		for i := range 30 {
			write(fmt.Sprintf("%s/b/%c/%d.txt", folder, 'a'+i%3, i), text)
		}
		return "copy 30 files into " + folder
	case 21:
		remove("layouts")
		write("layouts/page.html", text)
		return "make layouts anew"
	case 22:
		link := c.folder() + "/link"
		os.Remove(c.at(link))
		os.Symlink("..", c.at(link))
		return "link " + link
	case 23:
		os.Chmod(c.at(file), 0o600)
		os.MkdirAll(c.at(c.folder()), 0o777)
		return "chmod " + file
	}
}

// read is what a path of a site has to say: its text, "" if it is no file.
func (r *rig) read(path string) string {
	info, err := os.Stat(path)
	if err != nil || !info.Mode().IsRegular() {
		return ""
	}
	text, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		r.Error(err)
	}
	return string(text)
}

// tree reads all files that are watched.
func (r *rig) tree() map[string]string {
	files := map[string]string{}
	for _, root := range r.w.Roots {
		filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			if err == nil && !passed(d.Name()) {
				if text := r.read(path); text != "" {
					files[path] = text
				}
			}
			return nil
		})
	}
	return files
}

// wantWatched waits until each folder has its watch, and nothing else has.
func (r *rig) wantWatched(list func() []string) {
	r.Helper()
	want := []string{r.site}
	for _, root := range r.w.Roots {
		filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			if err == nil && d.IsDir() {
				want = append(want, path)
			}
			return nil
		})
	}
	slices.Sort(want)
	var got []string
	for deadline := time.Now().Add(patience); time.Now().Before(deadline); time.Sleep(20 * time.Millisecond) {
		if got = slices.Sorted(slices.Values(list())); slices.Equal(got, want) {
			return
		}
	}
	r.Errorf("watched %q,\nwant    %q", got, want)
}

// An addNotifier counts how often a folder was asked to be watched.
type addNotifier struct {
	fsnotifier
	folder string
	times  *atomic.Int32
}

func (n addNotifier) Add(folder string) error {
	if folder == n.folder {
		n.times.Add(1)
	}
	return n.fsnotifier.Add(folder)
}

// The watch above the roots is set again when it was lost.
func TestAbove(t *testing.T) {
	var events fsnotifier
	var times atomic.Int32
	r := newRig(t, func(o *Options) {
		o.system.start = func() (notifier, error) {
			n, err := startNotifier()
			events, _ = n.(fsnotifier)
			return addNotifier{events, filepath.Dir(o.Roots[0]), &times}, err
		}
	}, "content/a/b.txt", "x")
	before := times.Load()
	r.must(os.Rename(r.site, r.site+".old"))
	r.must(os.Rename(r.site+".old", r.site))
	for deadline := time.Now().Add(patience); times.Load() == before; time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("the watch was never set again")
		}
	}
	r.wantWatched(events.WatchList)
}

// Whatever is done, and however fast: who reads again what is named knows all
// files in the end.
func TestRandom(t *testing.T) {
	seed := uint64(time.Now().UnixNano())
	operations := 300
	if testing.Short() {
		operations = 100
	}
	for _, mode := range modes {
		t.Run(mode.name, func(t *testing.T) {
			t.Parallel()
			t.Log("seed ", seed)
			var events fsnotifier
			r := newRig(t, func(o *Options) {
				mode.set(o)
				o.Quiet, o.Longest = 50*time.Millisecond, 300*time.Millisecond
				o.system.start = func() (notifier, error) {
					n, err := startNotifier()
					events, _ = n.(fsnotifier)
					return n, err
				}
			}, "content/a/0.txt", "x", "content/b/a/1.txt", "x", "config.toml", "x")
			c := clerk{r, rand.New(rand.NewPCG(seed, 0))}

			known := r.tree()
			var history []string
			finished := make(chan bool)
			go func() {
				defer close(finished)
				for range operations {
					history = append(history, c.do())
					if c.IntN(2) == 0 { // else at once
						time.Sleep(time.Duration(c.IntN(1+c.IntN(300))) * time.Millisecond)
					}
				}
			}()
			batches, pause := 0, rand.New(rand.NewPCG(seed, 1))
			for {
				ctx, cancel := context.WithTimeout(context.Background(), patience)
				over := false
				select {
				case <-finished:
					over = true
				default:
					go func() { <-finished; cancel() }() // there may be no batch any more
				}
				if over && maps.Equal(known, r.tree()) {
					cancel()
					break
				}
				b, err := r.w.Next(ctx)
				cancel()
				if err != nil && !over {
					continue
				}
				if err != nil {
					tree := r.tree()
					for path, text := range tree {
						if known[path] != text {
							t.Errorf("%s has %.10q, last read as %.10q", path, text, known[path])
						}
					}
					for path := range known {
						if _, ok := tree[path]; !ok {
							t.Errorf("%s is gone", path)
						}
					}
					t.Fatalf("after %d batches: %v\n%s", batches, err, strings.Join(history, "\n"))
				}
				batches++
				for _, path := range b.Paths {
					known[path] = r.read(path)
					if known[path] == "" {
						delete(known, path)
					}
				}
				time.Sleep(time.Duration(pause.IntN(50)) * time.Millisecond) // a build
			}
			if events.Watcher != nil && r.w.system.deep {
				r.wantWatched(events.WatchList)
			}
			t.Logf("%d operations, %d batches, %d files", operations, batches, len(known))
		})
	}
}
