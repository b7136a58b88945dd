package watch

import (
	"errors"
	"maps"
	"testing"

	"github.com/fsnotify/fsnotify"
)

func TestQueue(t *testing.T) {
	q := newQueue()
	events, errs := make(chan fsnotify.Event), make(chan error)
	done := make(chan bool)
	go func() {
		defer close(done)
		q.fill(events, errs)
	}()
	events <- fsnotify.Event{Name: "a", Op: fsnotify.Create}
	events <- fsnotify.Event{Name: "b", Op: fsnotify.Chmod}
	events <- fsnotify.Event{Name: "a", Op: fsnotify.Write}
	errs <- errors.New("an error")
	errs <- fsnotify.ErrEventOverflow
	close(errs)
	events <- fsnotify.Event{Name: "c", Op: fsnotify.Remove}
	close(events)
	<-done
	select {
	case <-q.wake:
	default:
		t.Error("nobody was woken")
	}
	ops, overflow, failed := q.take()
	want := map[string]fsnotify.Op{"a": fsnotify.Create | fsnotify.Write, "b": fsnotify.Chmod, "c": fsnotify.Remove}
	if !maps.Equal(ops, want) || !overflow || !failed {
		t.Error(ops, overflow, failed)
	}
	if ops, overflow, failed := q.take(); len(ops) > 0 || overflow || failed {
		t.Error("still", ops, overflow, failed)
	}
}
