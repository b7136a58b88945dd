package preview

import (
	"errors"
	"fmt"
	"net"
	"net/netip"
	"runtime"
	"strings"
	"syscall"
)

// A ListenError tells why nothing can be served at an address.
type ListenError struct {
	Addr string // as given to Listen
	Busy bool   // another program has the port
	Err  error

	words string // key of its sentence
}

func (e *ListenError) Error() string { return e.In("en") }
func (e *ListenError) Unwrap() error { return e.Err }

// In says in "zh" or "en" what is wrong and what to do.
func (e *ListenError) In(lang string) string { return fmt.Sprintf(word(e.words, lang), e.Addr, e.Err) }

func listenError(addr string, err error) *ListenError {
	e := &ListenError{Addr: addr, Err: err, words: "unavailable"}
	if errno, ok := errors.AsType[syscall.Errno](err); ok {
		const busyOnWindows = syscall.Errno(10048) // WSAEADDRINUSE, which EADDRINUSE is not there
		if e.Busy = errno == syscall.EADDRINUSE || runtime.GOOS == "windows" && errno == busyOnWindows; e.Busy {
			e.words = "busy"
		}
		e.Err = errno // without the address a second time
	}
	return e
}

// urlOf is the address for a browser on this machine. A server that listens
// everywhere is reached through loopback.
func urlOf(host string, bound net.Addr) string {
	if ip, err := netip.ParseAddr(host); err == nil && ip.IsUnspecified() {
		host = "127.0.0.1"
		if ip.Is6() {
			host = "::1"
		}
	}
	_, port, _ := net.SplitHostPort(bound.String())
	return "http://" + net.JoinHostPort(host, port)
}

// hosts are the names by which a browser may ask for the site. A page of
// another site could have its own name lead to this machine (DNS rebinding) and
// then read all that is served: so a name has to be one of ours. An address in
// numbers cannot be turned round like that.
type hosts struct {
	given string // as listened to
	all   bool   // every address of this machine, so that any in numbers may be one
}

func hostsOf(host string) hosts {
	ip, err := netip.ParseAddr(host)
	return hosts{given: strings.ToLower(host), all: err == nil && ip.IsUnspecified()}
}

// hold tells whether the Host of a request is ours, on any port: a tunnel may
// lead here from another.
func (h hosts) hold(asked string) bool {
	name := asked
	if host, _, err := net.SplitHostPort(asked); err == nil {
		name = host
	} else if strings.HasPrefix(asked, "[") && strings.HasSuffix(asked, "]") {
		name = asked[1 : len(asked)-1]
	}
	switch name = strings.ToLower(name); name {
	case "":
		return false
	case "127.0.0.1", "::1", "localhost", h.given:
		return true
	}
	_, err := netip.ParseAddr(name)
	return h.all && err == nil
}
