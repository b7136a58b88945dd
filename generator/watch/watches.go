package watch

import (
	"errors"
	"sync"

	"github.com/fsnotify/fsnotify"
)

// A notifier is what this package needs of fsnotify.
type notifier interface {
	Add(folder string) error
	Remove(folder string) error
	Close() error
	channels() (<-chan fsnotify.Event, <-chan error)
}

type fsnotifier struct{ *fsnotify.Watcher }

func (n fsnotifier) channels() (<-chan fsnotify.Event, <-chan error) { return n.Events, n.Errors }

func startNotifier() (notifier, error) {
	n, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, err
	}
	return fsnotifier{n}, nil
}

// errAlias tells of one folder watched at two paths, as through a link or a
// bind mount. The system has one watch for both and names the first alone.
var errAlias = errors.New("the folder is watched at another path")

// Watches are the folders whose events the system tells. They know folders by
// identity: when a watched folder has been renamed, fsnotify still has it at
// its old path, would name files there, and would drop the watch once it reads
// of the renaming. So the old path is given up before the new one is added.
type watches struct {
	notifier
	paths  map[string]fileID
	ids    map[fileID]string
	filler sync.WaitGroup
}

func newWatches(n notifier, q *queue) *watches {
	ws := &watches{notifier: n, paths: map[string]fileID{}, ids: map[fileID]string{}}
	ws.filler.Go(func() { q.fill(n.channels()) })
	return ws
}

// add watches a folder, and does nothing if it is watched already; again has it
// watched anew. A path where there is none is passed over: if one comes, the
// folder above tells.
func (ws *watches) add(path string, again bool) error {
	e, err := sample(path, true)
	if err != nil || e.kind != folder {
		ws.remove(path)
		return err
	}
	if id, ok := ws.paths[path]; ok {
		if id == e.id && !again {
			return nil
		}
		ws.remove(path)
	}
	if other, ok := ws.ids[e.id]; ok && e.id != (fileID{}) {
		if o, err := sample(other, true); err == nil && o.id == e.id {
			return errAlias
		}
		ws.remove(other)
	}
	if err := ws.Add(path); err != nil {
		return err
	}
	ws.paths[path] = e.id
	ws.ids[e.id] = path
	return nil
}

// remove gives a watch up. That fsnotify may have lost it before is no matter.
func (ws *watches) remove(path string) {
	id, ok := ws.paths[path]
	if !ok {
		return
	}
	delete(ws.paths, path)
	if ws.ids[id] == path {
		delete(ws.ids, id)
	}
	ws.Remove(path)
}

func (ws *watches) close() {
	ws.Close()
	ws.filler.Wait()
}
