package export

import (
	"archive/zip"
	"bytes"
	"io"
	"path"
	"time"

	"github.com/klauspost/compress/flate"
)

// deflateLevel is that of klauspost/compress. Of the 42 MB of data of 10,000
// reports its level 1 makes 4.9 MB in 0.13 s, 5 makes 3.6 MB in 0.24 s, 6 makes
// 3.5 MB in 0.28 s; the standard library's 4 makes 3.8 MB in 0.45 s, 6 3.3 MB in
// 0.76 s. A single changed report makes it all anew.
const deflateLevel = 5

// day is the first that a ZIP can name: no file of data has a time of its own.
var day = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)

// A pack holds files side by side, without their folder: datapackage.json has
// to stand at the root of a packed data package, and names the others as its
// neighbours. Originals are left out, which would double the size of the site.
type pack struct {
	out bytes.Buffer
	zip *zip.Writer
}

func newPack() *pack {
	p := &pack{}
	p.zip = zip.NewWriter(&p.out)
	p.zip.RegisterCompressor(zip.Deflate, func(to io.Writer) (io.WriteCloser, error) { return flate.NewWriter(to, deflateLevel) })
	return p
}

func (p *pack) add(name string, data []byte) error {
	h := &zip.FileHeader{Name: path.Base(name), Method: zip.Deflate, Modified: day}
	h.SetMode(0o644)
	member, err := p.zip.CreateHeader(h)
	if err != nil {
		return err
	}
	_, err = member.Write(data)
	return err
}

func (p *pack) done() ([]byte, error) {
	err := p.zip.Close()
	return p.out.Bytes(), err
}
