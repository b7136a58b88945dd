package preview

import (
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"slices"
	"time"
)

// A listener is a connection on which a page hears of builds.
type listener struct {
	enough chan struct{} // closed when the page is to ask from time to time instead
}

// enter adds a listener of a machine, and sends the one away that has listened
// longest if they become too many.
func (s *Server) enter(machine string) *listener {
	s.mu.Lock()
	defer s.mu.Unlock()
	l := &listener{make(chan struct{})}
	all := append(s.listeners[machine], l)
	if len(all) > mostEvents {
		close(all[0].enough)
		all = all[1:]
	}
	s.listeners[machine] = all
	return l
}

func (s *Server) leave(machine string, l *listener) {
	s.mu.Lock()
	defer s.mu.Unlock()
	all := slices.DeleteFunc(s.listeners[machine], func(other *listener) bool { return other == l })
	if s.listeners[machine] = all; len(all) == 0 {
		delete(s.listeners, machine)
	}
}

// message tells a page of a build: {"build": id, "page": hash of what is at the
// address ?page= by now, "state": panelState}.
func (s *Server) message(b build, r *http.Request) []byte {
	data, err := json.Marshal(struct {
		Build string          `json:"build"`
		Page  string          `json:"page"`
		State json.RawMessage `json:"state"`
	}{b.id, s.pageHash(r.URL.Query().Get("page")), b.state})
	if err != nil {
		panic(err)
	}
	return data
}

// events sends the last build, then each that comes, as server-sent events.
func (s *Server) events(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/event-stream; charset=utf-8")
	if r.Method == http.MethodHead {
		return
	}
	machine, _, _ := net.SplitHostPort(r.RemoteAddr)
	l := s.enter(machine)
	defer s.leave(machine, l)
	control := http.NewResponseController(w)
	write := func(format string, args ...any) bool { // a page that takes nothing is left
		control.SetWriteDeadline(time.Now().Add(s.options.deadline))
		_, err := fmt.Fprintf(w, format, args...)
		return err == nil && control.Flush() == nil
	}
	if !write("retry: 1000\n\n") {
		return
	}
	alive := time.NewTicker(s.options.keepAlive)
	defer alive.Stop()
	for sent := ""; ; {
		b, news := s.now()
		if b.id != sent {
			if !write("id: %s\ndata: %s\n\n", b.id, s.message(b, r)) {
				return
			}
			sent = b.id
		}
		select {
		case <-news:
		case <-alive.C:
			if !write(":\n\n") {
				return
			}
		case <-l.enough:
			write("event: enough\ndata: 1\n\n")
			return
		case <-r.Context().Done():
			return
		case <-s.ended:
			return
		}
	}
}
