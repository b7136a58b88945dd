// Package preview serves the built site on this machine while somebody works on
// it, tells open pages to reload once a build is in place, and shows in them
// what is wrong and what was understood.
//
// What it adds to a page it adds on the way out: a style sheet and a script of
// its own, both files of the server, as the policy allows nothing inline. The
// files of the site are read, never written.
//
// # Connections
//
// An open page holds one connection, on which it hears of builds. A browser has
// six to one server, for all its tabs, and a seventh page would wait for ever.
// So the server lets each machine hold four: when a fifth page asks, the one
// that has listened longest is told to ask every 2 s instead, which it does
// until somebody looks at it again.
package preview

import (
	"context"
	"crypto/rand"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"sync"
	"time"
)

// Options are good at zero.
type Options struct {
	Lang string // of what the server adds and says: "en", else Chinese

	// Of tests; the zero value stands for the constant behind each.
	patience  time.Duration // patience
	keepAlive time.Duration // keepAlive
	deadline  time.Duration // deadline
}

const (
	patience   = time.Second      // how long a file that is not there is waited for: a build may be moving it
	keepAlive  = 15 * time.Second // between comments on a silent connection, so that a dead one is noticed
	deadline   = 10 * time.Second // for a page to take an event
	fileLimit  = 10 * time.Minute // for a reader to take a file
	grace      = time.Second      // for answers that are on their way when the server ends
	mostEvents = 4                // connections that listen, for one machine
)

// A Server serves one folder until it is closed.
type Server struct {
	public   string
	options  Options
	hosts    hosts
	url      string
	http     *http.Server
	instance string        // a part of every build's id, so that none is taken for one of a server before
	served   chan struct{} // closed when the last connection was accepted
	ended    chan struct{} // closed when Close begins
	end      sync.Once

	showing   sync.Mutex // held by Show
	mu        sync.Mutex
	builds    int
	build     build
	news      chan struct{}          // closed at the next Show
	listeners map[string][]*listener // by machine, the longest listening first
}

// Listen begins to serve the folder public at an address such as
// 127.0.0.1:8080; port 0 takes a free one. An address without a host is this
// machine's own; others reach the preview only where their side of it is named.
// The folder may be missing, or be made anew, at any time. An address that
// cannot be had is a *ListenError.
func Listen(addr string, public string, o Options) (*Server, error) {
	host, port, err := net.SplitHostPort(addr)
	if err != nil {
		return nil, &ListenError{Addr: addr, Err: err, words: "address"}
	}
	if host == "" {
		host = "127.0.0.1"
	}
	l, err := net.Listen("tcp", net.JoinHostPort(host, port))
	if err != nil {
		return nil, listenError(addr, err)
	}
	for _, unset := range []struct {
		option *time.Duration
		usual  time.Duration
	}{{&o.patience, patience}, {&o.keepAlive, keepAlive}, {&o.deadline, deadline}} {
		if *unset.option == 0 {
			*unset.option = unset.usual
		}
	}
	s := &Server{
		public: public, options: o, hosts: hostsOf(host), url: urlOf(host, l.Addr()), instance: rand.Text()[:8],
		served: make(chan struct{}), ended: make(chan struct{}), news: make(chan struct{}), listeners: map[string][]*listener{},
	}
	s.build = s.encode(State{}, build{})
	s.http = &http.Server{
		Handler: http.HandlerFunc(s.serve), ReadHeaderTimeout: 10 * time.Second, WriteTimeout: fileLimit, IdleTimeout: time.Minute, MaxHeaderBytes: 1 << 16,
		ErrorLog: log.New(io.Discard, "", 0), // what a browser breaks off is no news
	}
	go func() {
		defer close(s.served)
		s.http.Serve(l)
	}()
	return s, nil
}

// URL is where a browser on this machine finds the site.
func (s *Server) URL() string { return s.url }

// Show tells all open pages what a build came to, whether it changed anything or
// failed. It is called once the new files are in place, and waits for no page;
// of several in a row a slow page hears the last.
func (s *Server) Show(state State) {
	s.showing.Lock()
	defer s.showing.Unlock()
	before, _ := s.now()
	b := s.encode(state, before) // without s.mu: it calls State.Excerpt
	s.mu.Lock()
	defer s.mu.Unlock()
	s.builds++
	b.id = s.buildID(s.builds)
	s.build = b
	close(s.news)
	s.news = make(chan struct{})
}

// now gives the last build, and what is closed at the next.
func (s *Server) now() (build, <-chan struct{}) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.build, s.news
}

// Close ends all connections: those that listen at once, those that carry a file
// after a second, or when ctx is done. Pages then say that the preview has stopped.
func (s *Server) Close(ctx context.Context) error {
	s.end.Do(func() { close(s.ended) })
	ctx, cancel := context.WithTimeout(ctx, grace)
	defer cancel()
	err := s.http.Shutdown(ctx)
	if errors.Is(err, context.DeadlineExceeded) || errors.Is(err, context.Canceled) {
		err = s.http.Close()
	}
	<-s.served
	return err
}
