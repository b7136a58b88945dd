package preview

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"zhenjian/generator/source"
)

// A told message is one as the script gets it.
type message struct {
	Build string
	Page  string
	State panelState
}

func told(t *testing.T, s *Server, page string) message {
	t.Helper()
	var m message
	_, body := ask(t, "GET", s.URL()+statePath+"?page="+page)
	if err := json.Unmarshal([]byte(body), &m); err != nil {
		t.Fatalf("%v in %s", err, body)
	}
	return m
}

// An event is one as the browser gets it.
type event struct{ id, name, data string }

// A reader listens as a page does.
type reader struct {
	events chan event // closed when the server ends the connection
	stop   func()
}

func hear(t *testing.T, s *Server, page string) *reader {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	r, err := http.NewRequestWithContext(ctx, "GET", s.URL()+eventsPath+"?page="+page, nil)
	if err != nil {
		t.Fatal(err)
	}
	transport := &http.Transport{}
	resp, err := (&http.Client{Transport: transport}).Do(r)
	if err != nil {
		t.Fatal(err)
	}
	if resp.StatusCode != 200 || resp.Header.Get("Content-Type") != "text/event-stream; charset=utf-8" || resp.Header.Get("Cache-Control") != "no-store" {
		t.Fatalf("%s %v", resp.Status, resp.Header)
	}
	l := &reader{events: make(chan event, 1000)}
	var done sync.WaitGroup
	done.Go(func() {
		defer close(l.events)
		defer resp.Body.Close()
		lines := bufio.NewScanner(resp.Body)
		lines.Buffer(nil, 64<<20)
		e := event{}
		for lines.Scan() {
			switch name, value, _ := strings.Cut(lines.Text(), ":"); name {
			case "id":
				e.id = strings.TrimSpace(value)
			case "event":
				e.name = strings.TrimSpace(value)
			case "data":
				e.data = strings.TrimSpace(value)
			case "":
				if lines.Text() == ":" {
					e.name = "comment"
				}
				if e != (event{}) {
					l.events <- e
				}
				e = event{}
			}
		}
	})
	l.stop = func() { cancel(); done.Wait(); transport.CloseIdleConnections() }
	t.Cleanup(l.stop)
	return l
}

// next gives the next event, but for comments.
func (l *reader) next(t *testing.T) (event, message) {
	t.Helper()
	for {
		select {
		case e, ok := <-l.events:
			if !ok {
				t.Fatal("the connection ended")
			}
			if e.name == "comment" {
				continue
			}
			var m message
			if e.name == "" {
				if err := json.Unmarshal([]byte(e.data), &m); err != nil {
					t.Fatal(err)
				}
			}
			return e, m
		case <-time.After(time.Minute): // the machine may be busy
			t.Fatal("no event in a minute")
		}
	}
}

func TestEvents(t *testing.T) {
	s, public := serveSite(t)
	_, served := ask(t, "GET", s.URL()+"/index.html")
	readers := []*reader{hear(t, s, "/index.html"), hear(t, s, "/places/1/index.html"), hear(t, s, "/nothing.html")}
	for _, l := range readers {
		if e, m := l.next(t); e.id != s.buildID(0) || m.Build != e.id || m.State.Shown {
			t.Fatalf("%+v", e)
		}
	}
	write(t, public, map[string]string{"index.html": page + "<!-- new -->"})
	s.Show(State{Changed: []string{"index.html"}, Open: "places/1/index.html", Problems: []source.Problem{{Code: source.NoPlace, File: "a.txt"}}})
	for i, l := range readers {
		e, m := l.next(t)
		if e.id != s.buildID(1) || m.Build != e.id || !m.State.Shown || m.State.Open != "places/1/index.html" || m.State.Files != 1 || m.State.Asked != 1 {
			t.Errorf("%d: %+v", i, e)
		}
		if changed := m.Page != hashIn(t, served); i == 0 && !changed {
			t.Error("the page that was changed has its old hash")
		}
	}
	_, served = ask(t, "GET", s.URL()+"/index.html")
	late := hear(t, s, "/index.html")
	if e, m := late.next(t); e.id != s.buildID(1) || m.Page != hashIn(t, served) {
		t.Errorf("who comes later hears %+v", e)
	}
	if m := told(t, s, "/index.html"); m.Build != s.buildID(1) || m.Page != hashIn(t, served) {
		t.Errorf("who asks is told %+v", m)
	}
	_, notFound := ask(t, "GET", s.URL()+"/nothing.html")
	if m := told(t, s, "/nothing.html"); m.Page != hashIn(t, notFound) {
		t.Errorf("the page for what is not there has the hash %s, and is served with %s", m.Page, hashIn(t, notFound))
	}
	_, chinese := ask(t, "GET", s.URL()+"/%E8%AF%B4%E6%98%8E.html")
	for _, asked := range []string{"%25E8%25AF%25B4%25E6%2598%258E.html", "%E8%AF%B4%E6%98%8E.html"} { // as location.pathname has it, and plain
		if m := told(t, s, "/"+asked); m.Page != hashIn(t, chinese) {
			t.Errorf("%s: %s", asked, m.Page)
		}
	}
	for _, asked := range []string{"", "/", "/places/", "/data/reports.csv", "/%25zz", "/.gitignore", "/../secret.txt"} {
		if m := told(t, s, asked); m.Page != "" && m.Page != hashIn(t, notFound) {
			t.Errorf("%q has the hash %s", asked, m.Page)
		}
	}
}

// TestManyPages: the sixth connection of a browser stays free for files, as the
// page that has listened longest is sent away.
func TestManyPages(t *testing.T) {
	s, _ := serveSite(t)
	var readers []*reader
	for range mostEvents + 3 {
		l := hear(t, s, "/index.html")
		l.next(t)
		readers = append(readers, l)
	}
	for i, l := range readers {
		if i < 3 {
			if e, _ := l.next(t); e.name != "enough" {
				t.Errorf("%d: %+v", i, e)
			}
			if e, ok := <-l.events; ok {
				t.Errorf("%d: the connection goes on with %+v", i, e)
			}
		}
	}
	s.Show(State{})
	for _, l := range readers[3:] {
		if e, _ := l.next(t); e.id != s.buildID(1) {
			t.Errorf("%+v", e)
		}
	}
	for _, l := range readers {
		l.stop()
	}
	for range 200 {
		s.mu.Lock()
		left := len(s.listeners)
		s.mu.Unlock()
		if left == 0 {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Errorf("listeners are left: %v", s.listeners)
}

func TestKeepAlive(t *testing.T) {
	s := listen(t, t.TempDir(), Options{keepAlive: 20 * time.Millisecond})
	l := hear(t, s, "/")
	for _, want := range []string{"", "comment", "comment"} {
		if e := <-l.events; e.name != want {
			t.Errorf("%+v, want %q", e, want)
		}
	}
}

// takeNothing connects to the events of a server as a page does that then takes none.
func takeNothing(t *testing.T, s *Server) {
	t.Helper()
	conn, err := net.Dial("tcp", strings.TrimPrefix(s.URL(), "http://"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	fmt.Fprintf(conn, "GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n", eventsPath)
}

// tooLarge is more than the buffers of a connection hold.
var tooLarge = State{Fault: strings.Repeat("坏", 2<<20)}

// TestSlowPage: a page that takes nothing holds up nobody, however long it is waited
// for: for an hour here, so that whoever waited for it would be noticed.
func TestSlowPage(t *testing.T) {
	s := listen(t, t.TempDir(), Options{deadline: time.Hour, patience: time.Millisecond})
	takeNothing(t, s)
	quick := hear(t, s, "/")
	quick.next(t)
	for n := 1; n <= 4; n++ {
		s.Show(tooLarge)
		for {
			if e, _ := quick.next(t); e.id == s.buildID(n) {
				break
			}
		}
	}
}

// TestSlowPageIsLeft: a page that takes nothing is left after a time.
func TestSlowPageIsLeft(t *testing.T) {
	s := listen(t, t.TempDir(), Options{deadline: 100 * time.Millisecond, patience: time.Millisecond})
	listeners := func() int {
		s.mu.Lock()
		defer s.mu.Unlock()
		return len(s.listeners)
	}
	takeNothing(t, s)
	for late := time.Now().Add(time.Minute); listeners() == 0; time.Sleep(time.Millisecond) {
		if time.Now().After(late) {
			t.Fatal("the page does not listen")
		}
	}
	s.Show(tooLarge)
	for late := time.Now().Add(time.Minute); listeners() > 0; time.Sleep(time.Millisecond) {
		if time.Now().After(late) {
			t.Fatal("the slow page is still waited for")
		}
	}
}

// TestShowAtOnce: builds that come fast are heard in order, the last one surely.
func TestShowAtOnce(t *testing.T) {
	s := listen(t, t.TempDir(), Options{patience: time.Millisecond})
	var readers []*reader
	for range mostEvents {
		readers = append(readers, hear(t, s, "/"))
	}
	for range 500 {
		s.Show(State{})
	}
	for _, l := range readers {
		last := -1
		for last < 500 {
			e, _ := l.next(t)
			n := 0
			fmt.Sscanf(strings.TrimPrefix(e.id, s.instance+"-"), "%d", &n)
			if n <= last {
				t.Fatalf("%d after %d", n, last)
			}
			last = n
		}
	}
}

// TestClose: with pages that listen, one that takes nothing, a request that
// waits, a connection without a request and a file on its way, Close ends all,
// soon, and leaves no goroutine.
func TestClose(t *testing.T) {
	public := t.TempDir()
	if err := os.WriteFile(filepath.Join(public, "large.zip"), make([]byte, 64<<20), 0o666); err != nil {
		t.Fatal(err)
	}
	s := listen(t, public, Options{patience: time.Minute, deadline: time.Minute})
	dial := func(request string) net.Conn {
		conn, err := net.Dial("tcp", strings.TrimPrefix(s.URL(), "http://"))
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { conn.Close() })
		fmt.Fprint(conn, request)
		return conn
	}
	for _, request := range []string{
		"", "GET / HT", "GET /nothing HTTP/1.1\r\nHost: localhost\r\n\r\n", "GET /large.zip HTTP/1.1\r\nHost: localhost\r\n\r\n", "GET " + eventsPath + " HTTP/1.1\r\nHost: localhost\r\n\r\n",
	} {
		dial(request)
	}
	s.Show(State{Fault: strings.Repeat("坏", 4<<20)})
	l := hear(t, s, "/")
	l.next(t)
	time.Sleep(100 * time.Millisecond)
	start := time.Now()
	if err := s.Close(context.Background()); err != nil {
		t.Error(err)
	}
	if took := time.Since(start); took > 30*time.Second { // the patience and the deadline are a minute
		t.Errorf("Close took %v", took)
	}
	for range l.events {
	}
	l.stop()
	if err := s.Close(context.Background()); err != nil {
		t.Errorf("again: %v", err)
	}
	s.Show(State{}) // harmless
	var stacks string
	for range 200 {
		buf := make([]byte, 1<<20)
		stacks = string(buf[:runtime.Stack(buf, true)])
		if !strings.Contains(stacks, "net/http.(*conn)") && !strings.Contains(stacks, "preview.(*Server)") {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Errorf("goroutines are left:\n%s", stacks)
}

// TestCloseQuietly: where nothing is on its way Close does not wait. Other work on the
// machine may hold it up now and then, but not in each of twenty tries.
func TestCloseQuietly(t *testing.T) {
	var took time.Duration
	for range 20 {
		s := listen(t, t.TempDir(), Options{})
		l := hear(t, s, "/")
		l.next(t)
		start := time.Now()
		if err := s.Close(context.Background()); err != nil {
			t.Error(err)
		}
		took = time.Since(start)
		if conn, err := net.Dial("tcp", strings.TrimPrefix(s.URL(), "http://")); err == nil {
			conn.Close()
			t.Error("the port is still open")
		}
		if took < grace/2 {
			return
		}
	}
	t.Errorf("Close took %v", took)
}
