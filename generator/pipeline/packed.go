package pipeline

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"io"
	"path"
	"sync"
	"time"

	"github.com/klauspost/compress/gzip"

	"zhenjian/generator/publish"
)

// An output is a stage that puts beside each text a packed copy, PATH.gz, where the
// site asks for it: a server with gzip_static sends that and need not pack it at
// each request. Both are claimed together, so that neither is without the other or
// older than it, and one goes with the other.
type output struct {
	*publish.Stage
	pack    bool
	program string // hash; another program may pack in another way
}

// packable are endings of files that grow smaller; the others are packed as they are.
var packable = map[string]bool{".html": true, ".css": true, ".js": true, ".svg": true, ".csv": true, ".json": true, ".txt": true, ".xml": true}

func (o *output) packs(name string) bool { return o.pack && packable[path.Ext(name)] }

// fingerprint is that of the packed copy of a file.
func (o *output) fingerprint(of string) string {
	if of == "" {
		return ""
	}
	return of + ".gz" + o.program[:min(12, len(o.program))]
}

func (o *output) Unchanged(name, fingerprint string) bool {
	if !o.Stage.Unchanged(name, fingerprint) {
		return false
	}
	if !o.packs(name) || o.Stage.Unchanged(name+".gz", o.fingerprint(fingerprint)) {
		return true
	}
	// The copy alone is missing or spoilt. Without it, if it cannot be made, the site
	// is whole; the next build tries again.
	if data := o.Held(name, fingerprint); data != nil {
		o.putPacked(name, fingerprint, data)
	}
	return true
}

func (o *output) Put(name, fingerprint string, data []byte) error {
	if err := o.Stage.Put(name, fingerprint, data); err != nil || !o.packs(name) {
		return err
	}
	return o.putPacked(name, fingerprint, data)
}

// PutFrom packs what is written on its way.
func (o *output) PutFrom(name, fingerprint string, write func(w io.Writer) error) ([sha256.Size]byte, error) {
	if !o.packs(name) {
		return o.Stage.PutFrom(name, fingerprint, write)
	}
	var packed []byte
	sum, err := o.Stage.PutFrom(name, fingerprint, func(w io.Writer) (err error) {
		packed, err = packing(func(packer io.Writer) error { return write(io.MultiWriter(w, packer)) })
		return err
	})
	if err != nil {
		return sum, err
	}
	return sum, o.Stage.Put(name+".gz", o.fingerprint(fingerprint), packed)
}

func (o *output) putPacked(name, fingerprint string, data []byte) error {
	packed, err := pack(data)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return o.Stage.Put(name+".gz", o.fingerprint(fingerprint), packed)
}

// packers lends writers, each of which takes some 800 kB.
var packers = sync.Pool{New: func() any {
	w, err := gzip.NewWriterLevel(nil, gzip.DefaultCompression)
	if err != nil {
		panic(err) // of a level that there is
	}
	return w
}}

// packing gives what is written, packed. The same is the same bytes: the header has
// no time and no name.
func packing(write func(w io.Writer) error) ([]byte, error) {
	w := packers.Get().(*gzip.Writer)
	defer packers.Put(w)
	var out bytes.Buffer
	w.Reset(&out)
	w.ModTime = time.Unix(0, 0) // which is 0 in the header: no time is known
	if err := write(w); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

func pack(data []byte) ([]byte, error) {
	return packing(func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	})
}

// packAll adds the packed copies of pages.
func packAll(made pages) error {
	for name, data := range made {
		if !packable[path.Ext(name)] {
			continue
		}
		packed, err := pack(data)
		if err != nil {
			return err
		}
		made[name+".gz"] = packed
	}
	return nil
}
