package watch

// A Code says what a Notice is about.
type Code string

// All codes. But for Overflow each is told once.
const (
	// NoEvents: the system gives no events (Err says why), or none for Path;
	// files are looked at every so often.
	NoEvents Code = "no-events"
	// OutOfWatches: Path could not be watched since the system allows no more
	// (Err); files are looked at every so often.
	OutOfWatches Code = "out-of-watches"
	// ManyFiles: there are Count files, each of which would take a descriptor;
	// files are looked at every so often.
	ManyFiles Code = "many-files"
	// Network: Path lies on a network file system of kind Kind, which does not
	// tell what others change; files are looked at every so often as well.
	Network Code = "network"
	// Overflow: more happened at once than the system could tell; all files were
	// looked at.
	Overflow Code = "overflow"
)

// A Notice tells that files are watched in another way from now on. Its words
// are made where it is printed.
type Notice struct {
	Code  Code
	Path  string // as it would stand in a Batch
	Kind  string // of file system, as nfs
	Count int
	Err   error
}

// notice tells a Notice, unless it was told before.
func (w *Watcher) notice(n Notice) {
	if w.noticed[n.Code] && n.Code != Overflow {
		return
	}
	w.noticed[n.Code] = true
	if w.Notice != nil {
		w.Notice(n)
	}
}
