package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// patience is what a test waits for something that must come; a machine may be
// busy with other things.
const patience = 2 * time.Minute

// thorough tells that tests that take minutes at full length are to have it.
func thorough() bool { return os.Getenv("ZHENJIAN_LONG") != "" }

// A watched site is one that the watch command looks after, in a process of its
// own.
type watched struct {
	*testing.T
	site string
	url  string
	cmd  *exec.Cmd

	mu    sync.Mutex
	said  strings.Builder // on both outputs
	ended chan struct{}   // closed once it says no more
}

// watchProcess starts the watch command. Unless it is killed before, it is ended as
// by Ctrl-C when the test ends.
func watchProcess(t *testing.T, site string, args ...string) *watched {
	t.Helper()
	w := &watched{T: t, site: site, ended: make(chan struct{})}
	w.cmd = zhenjian(t, []string{"LC_ALL=zh_CN.UTF-8"}, append([]string{"watch", "--site", site, "--listen", "127.0.0.1:0"}, args...)...)
	out, err := w.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	w.cmd.Stderr = w.cmd.Stdout // one pipe for both
	if err := w.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() {
		defer close(w.ended)
		for lines := bufio.NewReader(out); ; {
			line, err := lines.ReadString('\n')
			w.mu.Lock()
			w.said.WriteString(line)
			w.mu.Unlock()
			if err != nil {
				return
			}
		}
	}()
	t.Cleanup(w.end)
	w.says(0, "预览：http://")
	_, rest, _ := strings.Cut(w.output(0), "预览：")
	w.url, _, _ = strings.Cut(rest, " ")
	return w
}

// output is what was said since a mark, an earlier length of it.
func (w *watched) output(mark int) string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.said.String()[mark:]
}

func (w *watched) mark() int { return len(w.output(0)) }

// says waits until all of the words were said since a mark.
func (w *watched) says(mark int, words ...string) {
	w.Helper()
	w.until(fmt.Sprintf("it says %q", words), func() bool {
		text := w.output(mark)
		return !slices.ContainsFunc(words, func(part string) bool { return !strings.Contains(text, part) })
	})
}

// until waits for something; the watcher must not end meanwhile.
func (w *watched) until(what string, come func() bool) {
	w.Helper()
	for late := time.Now().Add(patience); !come(); time.Sleep(20 * time.Millisecond) {
		select {
		case <-w.ended:
			if !come() {
				w.Fatalf("it ended before %s:\n%s", what, w.output(0))
			}
			return
		default:
		}
		if time.Now().After(late) {
			w.Fatalf("waited in vain until %s; it said\n%s", what, w.output(0))
		}
	}
}

// builds counts the builds that were good since a mark.
func (w *watched) builds(mark int) int { return strings.Count(w.output(mark), "网站共") }

// kill ends the watcher as a power cut would.
func (w *watched) kill() {
	w.Helper()
	if err := w.cmd.Process.Kill(); err != nil {
		w.Fatal(err)
	}
	<-w.ended
	w.cmd.Wait()
}

func (w *watched) end() {
	if w.cmd.ProcessState == nil { // not killed
		if runtime.GOOS == "windows" {
			w.cmd.Process.Kill()
		} else {
			w.cmd.Process.Signal(os.Interrupt)
		}
		select {
		case <-w.ended:
		case <-time.After(patience):
			w.Error("it does not end")
			w.cmd.Process.Kill()
			<-w.ended
		}
		if err := w.cmd.Wait(); runtime.GOOS != "windows" && (err != nil || !strings.Contains(w.output(0), "预览已结束。")) {
			w.Errorf("it ended with %v:\n%s", err, w.output(0))
		}
	}
	if text := w.output(0); strings.Contains(text, "DATA RACE") || strings.Contains(text, "panic:") {
		w.Errorf("it said\n%s", text)
	}
}

// added is what the preview adds to the pages that it serves.
var added = regexp.MustCompile(`<link rel="stylesheet" href="/_preview/preview\.css">\n|<script defer src="/_preview/preview\.js" data-preview="[^"]*" data-hash="[0-9a-f]*"></script>\n`)

// get asks the preview for a file, as the build made it; false where there is none.
func (w *watched) get(name string) ([]byte, bool) {
	w.Helper()
	resp, err := http.Get(w.url + "/" + name)
	if err != nil {
		w.Fatal(err)
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		w.Fatal(err)
	}
	if strings.HasSuffix(name, ".html") {
		data = added.ReplaceAll(data, nil)
	}
	return data, resp.StatusCode == http.StatusOK
}

// served is the site as the preview serves it: all that lies in public, and of
// what else is wanted what there is.
func (w *watched) served(want map[string][]byte) map[string][]byte {
	w.Helper()
	names := map[string]bool{}
	for _, tree := range []map[string][]byte{readTree(w, filepath.Join(w.site, "public")), want} {
		for name := range tree {
			names[name] = true
		}
	}
	tree := map[string][]byte{}
	for name := range names {
		if data, ok := w.get(name); ok {
			tree[name] = data
		}
	}
	return tree
}

// shows waits until the preview serves what a build from nothing makes of the
// site as it is now. Nobody may change the site meanwhile.
func (w *watched) shows(what string) {
	w.Helper()
	want := fresh(w.T, w.site)
	start := time.Now()
	same := func() bool {
		names := 0
		filepath.WalkDir(filepath.Join(w.site, "public"), func(_ string, entry fs.DirEntry, err error) error {
			if err == nil && !entry.IsDir() {
				names++
			}
			return nil // what goes while it is looked at is not at rest
		})
		for name, text := range want {
			if data, err := os.ReadFile(filepath.Join(w.site, "public", filepath.FromSlash(name))); err != nil || !bytes.Equal(data, text) {
				return false
			}
		}
		return names == len(want)
	}
	for !same() && time.Since(start) < patience {
		time.Sleep(50 * time.Millisecond)
	}
	w.Logf("%s: at rest %v after a build from nothing was", what, time.Since(start).Round(time.Millisecond))
	compareTrees(w, what, w.served(want), want)
	if w.Failed() {
		w.Logf("it said\n%s", w.output(0))
	}
}

// descriptors counts what the watcher has open; -1 where the system does not tell.
func (w *watched) descriptors() int {
	open, err := os.ReadDir(fmt.Sprintf("/proc/%d/fd", w.cmd.Process.Pid))
	if err != nil {
		return -1
	}
	return len(open)
}

// A panel is what the preview's panel shows.
type panel struct {
	Fault, Open string
	Problems    []struct {
		File, Href, Message, Advice string
		Line                        int
		Fresh                       bool
		Around                      []excerptLine
	}
	Reports []struct {
		File, Page string
		Facts      []struct{ Name, Value string }
		Headings   []struct{ Text string }
		Mentions   []struct{ Number, Href string }
	}
}

type excerptLine struct {
	Text  string
	Meant bool
}

func (w *watched) panel() panel {
	w.Helper()
	resp, err := http.Get(w.url + "/_preview/state")
	if err != nil {
		w.Fatal(err)
	}
	defer resp.Body.Close()
	var message struct{ State panel }
	if err := json.NewDecoder(resp.Body).Decode(&message); err != nil {
		w.Fatal(err)
	}
	return message.State
}

// fault is what the panel says about a build that failed.
func (w *watched) fault() string {
	w.Helper()
	return w.panel().Fault
}

// TestWatchPanel: what the panel shows of problems and of what was understood leads
// into the site, also where the report was not changed.
func TestWatchPanel(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	const text = "枣庄市台儿庄区泥沟镇2022年度法治政府建设情况报告\n一、主要举措\n开展普法宣讲35场，调解纠纷、信访事项20余个。\n"
	reports := filepath.Join(site, "content", "reports")
	write(t, filepath.Join(reports, "old.txt"), text)
	w := watchProcess(t, site, "--open-changed")
	w.until("the first build", func() bool { return len(w.panel().Problems) > 0 })
	lines := 0
	for _, problem := range w.panel().Problems {
		if problem.Line == 0 || strings.HasSuffix(problem.File, ".toml") {
			continue
		}
		lines++
		page, anchor, _ := strings.Cut(problem.Href, "#")
		view, there := w.get(page)
		if want := fmt.Sprint("L", problem.Line); anchor != want || !there || !bytes.Contains(view, []byte(`id="`+want+`"`)) {
			t.Errorf("%s:%d leads to %q", problem.File, problem.Line, problem.Href)
		}
		if problem.Message == "" || problem.Advice == "" || !slices.ContainsFunc(problem.Around, func(line excerptLine) bool { return line.Meant && line.Text != "" }) {
			t.Errorf("%s:%d shows too little: %+v", problem.File, problem.Line, problem)
		}
	}
	if lines == 0 {
		t.Errorf("no problem has a line: %+v", w.panel().Problems)
	}

	write(t, filepath.Join(reports, "new.txt"), strings.Replace(text, "泥沟镇", "邳庄镇", 1))
	w.until("the panel shows the new report", func() bool { return len(w.panel().Reports) > 0 })
	p := w.panel()
	r := p.Reports[0]
	if r.File != "new.txt" || p.Open != r.Page || len(r.Facts) == 0 || len(r.Headings) != 1 || len(r.Mentions) == 0 {
		t.Errorf("%+v", p)
	}
	if page, there := w.get(r.Page); !there || !bytes.Contains(page, []byte("邳庄镇")) {
		t.Errorf("%s is not the page of the new report", r.Page)
	}
	if !strings.Contains(r.Facts[0].Value, "邳庄镇") {
		t.Errorf("%+v", r.Facts)
	}
	for _, problem := range p.Problems {
		if problem.Fresh != (problem.File == "new.txt") {
			t.Errorf("%s: fresh %v", problem.File, problem.Fresh)
		}
	}

	layout := filepath.Join(site, "layouts", "home.html")
	if err := os.Mkdir(filepath.Dir(layout), 0o777); err != nil {
		t.Fatal(err)
	}
	before, _ := w.get("index.html")
	write(t, layout, "<p>\n{{.NoSuchThing}}\n")
	w.until("the panel shows what is wrong with the layout", func() bool { return strings.Contains(w.fault(), "layouts/home.html:2") })
	if after, _ := w.get("index.html"); !bytes.Equal(after, before) {
		t.Error("a broken layout changed the site")
	}
	os.Remove(layout)
	w.until("the fault is gone", func() bool { return w.fault() == "" })
}
