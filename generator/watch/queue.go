package watch

import (
	"errors"
	"sync"

	"github.com/fsnotify/fsnotify"
)

// A queue keeps events until the watcher has time for them, folded by path.
//
// It is emptied by the goroutine that adds and removes watches, and filled by
// another: fsnotify holds its lock, or its only thread on Windows, while it
// waits for an event or error to be taken, so whoever takes them must never
// wait for Add or Remove.
type queue struct {
	wake chan struct{} // has one element if there is something to take

	mu       sync.Mutex
	ops      map[string]fsnotify.Op
	overflow bool
	failed   bool
}

func newQueue() *queue {
	return &queue{wake: make(chan struct{}, 1), ops: map[string]fsnotify.Op{}}
}

// fill takes events and errors until both channels are closed.
func (q *queue) fill(events <-chan fsnotify.Event, errs <-chan error) {
	for events != nil || errs != nil {
		select {
		case e, ok := <-events:
			if !ok {
				events = nil
				continue
			}
			q.put(e)
		case err, ok := <-errs:
			if !ok {
				errs = nil
				continue
			}
			q.fail(err)
		}
	}
}

func (q *queue) put(e fsnotify.Event) {
	q.mu.Lock()
	q.ops[e.Name] |= e.Op
	q.mu.Unlock()
	q.rouse()
}

func (q *queue) fail(err error) {
	q.mu.Lock()
	if errors.Is(err, fsnotify.ErrEventOverflow) {
		q.overflow = true
	} else {
		q.failed = true
	}
	q.mu.Unlock()
	q.rouse()
}

func (q *queue) rouse() {
	select {
	case q.wake <- struct{}{}:
	default:
	}
}

// take empties the queue. Failed tells of an error that may have cost events.
func (q *queue) take() (ops map[string]fsnotify.Op, overflow, failed bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	overflow, failed = q.overflow, q.failed
	q.overflow, q.failed = false, false
	if len(q.ops) > 0 {
		ops, q.ops = q.ops, map[string]fsnotify.Op{}
	}
	return ops, overflow, failed
}
