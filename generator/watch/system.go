package watch

import (
	"runtime"
	"time"
)

// A system is what differs from one to another.
type system struct {
	start   func() (notifier, error)
	deep    bool                     // folders below the roots may be watched too
	most    int                      // entries beyond which events are given up; 0 for no bound
	network func(path string) string // the kind of a network file system, "" for others
	insure  time.Duration            // how often to look for what events missed
}

// kqueue opens each file in a watched folder. A process may have 10,240
// descriptors on an older macOS, often fewer on a BSD, and needs some itself.
const mostOpen = 4000

func thisSystem() *system {
	s := &system{start: startNotifier, deep: true, network: networkKind, insure: 30 * time.Second}
	switch runtime.GOOS {
	case "windows":
		s.deep = false
	case "darwin", "dragonfly", "freebsd", "netbsd", "openbsd":
		s.most = mostOpen
	}
	return s
}
