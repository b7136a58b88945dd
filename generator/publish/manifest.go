package publish

import (
	"bufio"
	"sort"
	"strconv"
	"strings"
	"time"
)

// An entry is one file that a build left in public. The strings of entries
// that were read share the text of the manifest: some 220 bytes a file in all.
type entry struct {
	path        string
	fingerprint string // of the inputs; "" when the file is never carried over
	sum         string // of the bytes, as sumOf gives it
	size        int64  // bytes
	mtime       int64  // nanoseconds since 1970; 0 when size and time do not vouch for the bytes
}

// granularity is the coarsest step of a file system's clock (FAT: 2 s). A file
// may be changed again within the same step without its time showing it. So the
// time of a file vouches for its bytes only if they were read in a build that
// began at least that much later.
const granularity = 2 * time.Second

// writeback is how long a system may keep written bytes in memory (Linux: 30 s
// and up to 5 s until the next round). After a power cut a file may stand there
// with size and time, but empty. Syncing 10,000 files would take longer than
// making them; instead, what was written less than this before the end of its
// build is hashed once by the next one (15 µs a file).
const writeback = 35 * time.Second

const manifestHeader = "zhenjian manifest 2"

// writeManifest writes one line an entry, in the order given: path,
// fingerprint, sum, size, mtime.
func writeManifest(name string, durable bool, entries []entry) (sum string, err error) {
	return writeSealed(name, durable, func(w *bufio.Writer) {
		w.WriteString(manifestHeader + "\n")
		var number [20]byte
		for _, e := range entries {
			w.WriteString(e.path)
			w.WriteByte(' ')
			w.WriteString(e.fingerprint)
			w.WriteByte(' ')
			w.WriteString(e.sum)
			w.WriteByte(' ')
			w.Write(strconv.AppendInt(number[:0], e.size, 10))
			w.WriteByte(' ')
			w.Write(strconv.AppendInt(number[:0], e.mtime, 10))
			w.WriteByte('\n')
		}
	})
}

// readManifest gives the entries in rising order of path. Paths are checked
// again: nothing outside public may ever be removed in the name of a manifest.
func readManifest(name string) (entries []entry, sum string, err error) {
	lines, sum, err := readSealed(name, manifestHeader)
	if err != nil {
		return nil, "", err
	}
	entries = make([]entry, 0, strings.Count(lines, "\n"))
	last := ""
	for lines != "" {
		var e entry
		var size, mtime string
		var ok [5]bool
		e.path, lines, ok[0] = strings.Cut(lines, " ")
		e.fingerprint, lines, ok[1] = strings.Cut(lines, " ")
		e.sum, lines, ok[2] = strings.Cut(lines, " ")
		size, lines, ok[3] = strings.Cut(lines, " ")
		mtime, lines, ok[4] = strings.Cut(lines, "\n")
		var err1, err2 error
		e.size, err1 = strconv.ParseInt(size, 10, 64)
		e.mtime, err2 = strconv.ParseInt(mtime, 10, 64)
		if ok != [5]bool{true, true, true, true, true} || err1 != nil || err2 != nil ||
			e.path <= last || checkPath(e.path) != nil {
			return nil, "", errDamaged
		}
		last = e.path
		entries = append(entries, e)
	}
	return entries, sum, nil
}

// find looks a path up in entries that rise by path.
func find(entries []entry, path string) (int, bool) {
	return sort.Find(len(entries), func(i int) int { return strings.Compare(path, entries[i].path) })
}

// merge joins two lists that rise by path; where both name a path, b counts.
func merge(a, b []entry) []entry {
	all := make([]entry, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		switch c := strings.Compare(a[0].path, b[0].path); {
		case c < 0:
			all, a = append(all, a[0]), a[1:]
		case c > 0:
			all, b = append(all, b[0]), b[1:]
		default:
			a = a[1:]
		}
	}
	return append(append(all, a...), b...)
}
