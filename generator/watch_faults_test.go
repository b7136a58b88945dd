package main

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"
)

// TestWatchCopied copies a folder of 500 files into a watched site at once, some of
// them slowly, in parts, from the first moment to the last. No build may hold half a
// file, and there are three at most.
func TestWatchCopied(t *testing.T) {
	site, from := newSite(t), filepath.Join(t.TempDir(), "batch")
	writeArchive(t, from, 500)
	for name, text := range readTree(t, from) { // a build of short ones takes a quarter of the time
		for len(text) > 1500 {
			text = text[:bytes.LastIndexByte(text[:len(text)-1], '\n')+1]
		}
		write(t, filepath.Join(from, filepath.FromSlash(name)), string(text))
	}
	w := watchProcess(t, site)
	w.until("the first build", func() bool { return w.builds(0) > 0 })
	known := map[[32]byte]bool{}
	for _, dir := range []string{filepath.Join(site, "content", "reports"), from} {
		for _, text := range readTree(t, dir) {
			known[sha256.Sum256(text)] = true
		}
	}
	stop := make(chan bool)
	var looking sync.WaitGroup
	public := filepath.Join(site, "public")
	looks := 0
	looking.Go(func() {
		for {
			select {
			case <-stop:
				return
			case <-time.After(10 * time.Millisecond):
			}
			looks++
			filepath.WalkDir(filepath.Join(public, "places"), func(name string, _ fs.DirEntry, err error) error {
				if err == nil && filepath.Base(name) == "original.txt" {
					if text, err := os.ReadFile(name); err == nil && !known[sha256.Sum256(text)] {
						t.Errorf("%s holds %d bytes of no file that was copied", name, len(text))
					}
				}
				return nil // it may just be moved
			})
		}
	})

	mark := w.mark()
	tree := readTree(t, from)
	slow := map[string]*os.File{}
	for name := range tree {
		file := filepath.Join(site, "content", "reports", "batch", name)
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			t.Fatal(err)
		}
		if len(slow) < 5 {
			f, err := os.Create(file)
			if err != nil {
				t.Fatal(err)
			}
			slow[name] = f
		}
	}
	copied := 0
	for name, text := range tree {
		if slow[name] == nil {
			write(t, filepath.Join(site, "content", "reports", "batch", name), string(text))
		}
		for name, f := range slow {
			f.Write(tree[name][len(tree[name])*copied/500 : len(tree[name])*(copied+1)/500])
		}
		copied++
	}
	for _, f := range slow {
		f.Close()
	}
	w.says(mark, "报告 505 份：已发布 505 份")
	close(stop)
	looking.Wait()
	if n := w.builds(mark); n > 3 {
		t.Errorf("%d builds", n)
	}
	t.Logf("%d builds, %d looks at what they published", w.builds(mark), looks)
	originals := 0
	for name := range readTree(t, public) {
		if filepath.Base(name) == "original.txt" {
			originals++
			if text, ok := w.get(name); !ok || !known[sha256.Sum256(text)] {
				t.Errorf("%s is served as something else", name)
			}
		}
	}
	if originals != 505 {
		t.Errorf("%d originals", originals)
	}
	checkLinks(t, public)
}

// TestWatchKilled kills watchers at random moments while the site changes from one
// state to another and back. No link is dead after any of them, and the next one goes
// on from whatever was left.
func TestWatchKilled(t *testing.T) {
	t.Parallel()
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 2))
	site := newSite(t)
	more, public := filepath.Join(site, "content", "reports", "more"), filepath.Join(site, "public")
	prepare(t, more, 15, 0)
	rounds := 6
	if thorough() {
		rounds = 100
	}
	within := 0
	for k := range rounds {
		w := watchProcess(t, site)
		if k%2 == 0 { // else it is killed in its first build, or soon after
			w.until("a build", func() bool { return w.builds(0) > 0 })
		}
		mark := w.mark()
		prepare(t, more, 15+k%3*5, k%2)
		time.Sleep(time.Duration(random.IntN(1500)) * time.Millisecond)
		w.kill()
		if w.builds(mark) == 0 {
			within++
		}
		if _, err := os.Stat(public); err == nil {
			checkLinks(t, public)
		}
		if t.Failed() {
			t.Fatalf("round %d", k)
		}
	}
	t.Logf("%d of %d were killed before they had built what changed", within, rounds)
	watchProcess(t, site).shows("after the last one")
}

// TestWatchContentGone takes the reports away while the site is watched, and puts
// them back.
func TestWatchContentGone(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	w := watchProcess(t, site)
	w.until("the first build", func() bool { return w.builds(0) > 0 })
	before := readTree(t, filepath.Join(site, "public"))
	kept := filepath.Join(t.TempDir(), "content")
	if err := os.CopyFS(kept, os.DirFS(filepath.Join(site, "content"))); err != nil {
		t.Fatal(err)
	}
	mark := w.mark()
	if err := os.RemoveAll(filepath.Join(site, "content")); err != nil {
		t.Fatal(err)
	}
	w.says(mark, "没有 content/reports 文件夹", "网站仍是上一次生成的")
	w.until("the panel says so", func() bool { return strings.Contains(w.fault(), "没有 content/reports 文件夹") })
	compareTrees(t, "without content", w.served(before), before)
	mark = w.mark()
	if err := os.CopyFS(filepath.Join(site, "content"), os.DirFS(kept)); err != nil {
		t.Fatal(err)
	}
	w.until("it builds again", func() bool { return w.builds(mark) > 0 })
	w.shows("with content again")
	w.until("the panel has no fault", func() bool { return w.fault() == "" })
}

// TestWatchStateGone takes the state away while the site is watched, then the site.
func TestWatchStateGone(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	w := watchProcess(t, site)
	w.until("the first build", func() bool { return w.builds(0) > 0 })
	for i, gone := range []string{".zhenjian", "public"} {
		if err := os.RemoveAll(filepath.Join(site, gone)); err != nil {
			t.Fatal(err)
		}
		mark := w.mark()
		write(t, filepath.Join(site, "content", "reports", "new.txt"), fmt.Sprintf("枣庄市台儿庄区泥沟镇2022年度法治政府建设情况报告\n一、主要举措\n开展普法宣讲3%d场。\n", i))
		w.until("it builds again", func() bool { return w.builds(mark) > 0 })
		w.shows("without " + gone)
	}
	if text := w.output(0); strings.Contains(text, "失败") {
		t.Errorf("it said\n%s", text)
	}
}

// TestWatchLeaks has a tiny site built again and again in one process, with pages
// listening and files asked for. No goroutine and no descriptor may be left.
func TestWatchLeaks(t *testing.T) {
	site := t.TempDir()
	report := filepath.Join(site, "content", "reports", "a.txt")
	if err := os.MkdirAll(filepath.Dir(report), 0o777); err != nil {
		t.Fatal(err)
	}
	text := func(n int) string {
		return fmt.Sprintf("枣庄市台儿庄区泥沟镇2022年度法治政府建设情况报告\n一、主要举措\n开展普法宣讲%d场。\n", n)
	}
	write(t, report, text(0))
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	addr := l.Addr().String()
	l.Close()
	builds := startWatchAt(t, site, addr)
	until(t, builds, "the first", good)

	client := &http.Client{Transport: &http.Transport{}}
	listen := func() (cancel func()) {
		resp, err := client.Get("http://" + addr + "/_preview/events?page=/index.html")
		if err != nil {
			t.Fatal(err)
		}
		go io.Copy(io.Discard, resp.Body) // until it is closed
		return func() { resp.Body.Close() }
	}
	count := func() (goroutines, descriptors int) {
		client.CloseIdleConnections()
		open, _ := os.ReadDir("/proc/self/fd") // elsewhere goroutines have to do
		return runtime.NumGoroutine(), len(open)
	}
	rebuild := func(i int) {
		switch i % 50 {
		case 10: // a build that fails
			write(t, filepath.Join(site, "config.toml"), "titel = 1\n")
			until(t, builds, "with a fault", func(b built) bool { return b.err != nil })
			os.Remove(filepath.Join(site, "config.toml"))
		case 20: // a folder more to watch, and less
			write(t, filepath.Join(site, "content", "b.txt"), "")
			os.MkdirAll(filepath.Join(site, "content", "reports", fmt.Sprint(i)), 0o777)
			write(t, filepath.Join(site, "content", "reports", fmt.Sprint(i), "b.txt"), text(i))
		case 30:
			os.RemoveAll(filepath.Join(site, "content", "reports", fmt.Sprint(i-10)))
		default:
			write(t, report, text(i+1))
		}
		until(t, builds, fmt.Sprint(i), good)
		cancel := listen()
		resp, err := client.Get("http://" + addr + "/index.html")
		if err != nil {
			t.Fatal(err)
		}
		io.Copy(io.Discard, resp.Body)
		resp.Body.Close()
		cancel()
	}
	rebuilds := 40
	if thorough() {
		rebuilds = 1000
	}
	for i := range 5 {
		rebuild(i)
	}
	var goroutines, descriptors int
	for range 20 { // until what has just ended is gone
		goroutines, descriptors = count()
		time.Sleep(20 * time.Millisecond)
	}
	for i := range rebuilds {
		rebuild(5 + i)
	}
	for late := time.Now().Add(patience); ; time.Sleep(20 * time.Millisecond) {
		g, d := count()
		if g <= goroutines && d <= descriptors {
			t.Logf("%d goroutines, %d descriptors after %d rebuilds; %d and %d before", g, d, rebuilds, goroutines, descriptors)
			return
		}
		if time.Now().After(late) {
			all := make([]byte, 1<<20)
			t.Fatalf("%d goroutines, were %d; %d descriptors, were %d\n%s", g, goroutines, d, descriptors, all[:runtime.Stack(all, true)])
		}
	}
}
