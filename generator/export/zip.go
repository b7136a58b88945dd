package export

import (
	"archive/zip"
	"io"
	"path"
	"time"
)

// day is the first that a ZIP can name: no file of data has a time of its own.
var day = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)

// A pack holds files side by side, without their folder: datapackage.json has
// to stand at the root of a packed data package, and names the others as its
// neighbours. Originals are left out, which would double the size of the site.
type pack struct {
	zip    *zip.Writer
	packed io.Writer // where the bytes of the file under way go
}

func newPack(to io.Writer) *pack {
	p := &pack{zip: zip.NewWriter(to)}
	p.zip.RegisterCompressor(zip.Deflate, func(to io.Writer) (io.WriteCloser, error) {
		p.packed = to
		return packedElsewhere{}, nil
	})
	return p
}

// packedElsewhere takes the bytes that a pack counts and sums up: what stands for them
// is written to packed.
type packedElsewhere struct{}

func (packedElsewhere) Write(plain []byte) (int, error) { return len(plain), nil }
func (packedElsewhere) Close() error                    { return nil }

// add begins a file, whose bytes go to a file of its own too.
func (p *pack) add(name string, file io.Writer) (*packedFile, error) {
	h := &zip.FileHeader{Name: path.Base(name), Method: zip.Deflate, Modified: day}
	h.SetMode(0o644)
	plain, err := p.zip.CreateHeader(h)
	if err != nil {
		return nil, err
	}
	return &packedFile{plain: io.MultiWriter(plain, file), packed: p.packed}, nil
}

func (p *pack) done() error { return p.zip.Close() }

// A packedFile is a file of a pack, on its way.
type packedFile struct {
	plain, packed io.Writer
	err           error // the first
}

// text adds a few words as they are, in a block of its own that stores them
// (RFC 1951, 3.2.4).
func (f *packedFile) text(words string) {
	if words == "" || f.err != nil {
		return
	}
	if _, f.err = io.WriteString(f.plain, words); f.err == nil {
		f.stored(0, words)
	}
}

func (f *packedFile) part(p part) {
	if f.err == nil {
		f.err = p.unpack(f.plain)
	}
	if f.err == nil {
		_, f.err = io.WriteString(f.packed, p.packed)
	}
}

// done ends the file.
func (f *packedFile) done() error {
	if f.err == nil {
		f.stored(1, "")
	}
	return f.err
}

// stored adds a block of at most 65,535 bytes, the last one or not.
func (f *packedFile) stored(last byte, words string) {
	n := uint16(len(words))
	_, f.err = f.packed.Write(append([]byte{last, byte(n), byte(n >> 8), byte(^n), byte(^n >> 8)}, words...))
}
