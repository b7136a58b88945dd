package export

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"strings"
	"sync"

	"github.com/klauspost/compress/flate"

	"zhenjian/generator/address"
	"zhenjian/generator/archive"
)

// The files of the whole archive have the rows of one region behind those of
// another. What a region's rows came to is remembered, packed as all.zip holds
// it, so that of 10,000 reports with one changed only the rows of one county are
// made and packed again: that is a sixth of the time of such a build. Nor is a
// file ever held as a whole, of which the largest of 10,000 reports has 20 MB.

// The files that consist of blocks, by what stands before, between and behind
// the blocks.
var blockFiles = [...]struct{ path, head, between, tail string }{
	{address.ReportsCSV, string(header(Reports)), "", ""},
	{address.MentionsCSV, string(header(Mentions)), "", ""},
	{address.SeriesCSV, string(header(Series)), "", ""},
	{address.ReportsJSON, "[", ",", "\n]\n"}, // one report a line
}

// A block has the rows of a region, and of the towns right below it, in each of
// blockFiles.
type block struct {
	key   string // fingerprint of all that they are made from
	parts [len(blockFiles)]part
}

// A part is a piece of a file. packed is a piece of a deflate stream that ends
// with a byte, is not the last of it, and refers to nothing before itself.
type part struct {
	size   int // bytes
	packed string
}

// deflateLevel is that of klauspost/compress. Of the 42 MB of data of 10,000
// reports its level 1 makes 4.9 MB in 0.13 s, 5 makes 3.6 MB in 0.24 s, 6 makes
// 3.5 MB in 0.28 s; the standard library's 4 makes 3.8 MB in 0.45 s, 6 3.3 MB in
// 0.76 s.
const deflateLevel = 5

var (
	packers = sync.Pool{New: func() any {
		w, err := flate.NewWriter(nil, deflateLevel)
		if err != nil {
			panic(err) // of the level
		}
		return w
	}}
	unpackers = sync.Pool{New: func() any { return flate.NewReader(nil) }}
)

func packPart(plain []byte) part {
	if len(plain) == 0 {
		return part{}
	}
	var out bytes.Buffer
	w := packers.Get().(*flate.Writer)
	defer packers.Put(w)
	w.Reset(&out)
	w.Write(plain) // into memory: there is no error
	w.Flush()
	return part{len(plain), out.String()}
}

// unpack writes the part as it was.
func (p part) unpack(to io.Writer) error {
	if p.size == 0 {
		return nil
	}
	r := unpackers.Get().(io.Reader)
	defer unpackers.Put(r)
	if err := r.(flate.Resetter).Reset(strings.NewReader(p.packed), nil); err != nil {
		return err
	}
	n, err := io.Copy(to, io.LimitReader(r, int64(p.size)))
	if err == nil && n < int64(p.size) {
		err = io.ErrUnexpectedEOF
	}
	return err
}

// newBlock makes the rows of some reports, which are all of the places.
func newBlock(key string, a *archive.Archive, reports []*archive.Entry, series [][]byte) (block, error) {
	var ofReports, ofMentions []byte
	objects := newJSONText()
	for i, e := range reports {
		names := namesOf(a, e.Code)
		ofReports = reportRow(ofReports, e, names)
		ofMentions = mentionRows(ofMentions, e)
		if i > 0 {
			objects.text(",")
		}
		objects.text("\n")
		objects.value(objectOf(e, names))
	}
	ofObjects, err := objects.done()
	if err != nil {
		return block{}, fmt.Errorf("%s: %w", address.ReportsJSON, err)
	}
	return block{key, [...]part{packPart(ofReports), packPart(ofMentions), packPart(bytes.Join(series, nil)), packPart(ofObjects)}}, nil
}

// Rows are the rows of all regions, for the next build to take what has not
// changed from.
type Rows struct {
	blocks []block
	fresh  bool // some were made by this build
}

// Changed tells whether there is something new to be kept.
func (r *Rows) Changed() bool { return r != nil && r.fresh }

// Keep writes the rows in the form that Options.Kept gives back.
func (r *Rows) Keep(w *bufio.Writer) {
	number := func(n int) { w.Write(binary.AppendUvarint(w.AvailableBuffer(), uint64(n))) }
	for _, b := range r.blocks {
		if b.key == "" {
			continue // a region without reports
		}
		number(len(b.key))
		w.WriteString(b.key)
		for _, p := range b.parts {
			number(p.size)
			number(len(p.packed))
			w.WriteString(p.packed)
		}
	}
}

// recallBlocks reads what Keep wrote, by key; what it cannot read it leaves out.
func recallBlocks(kept string) map[string]block {
	blocks := map[string]block{}
	ok := true
	number := func() int {
		n, size := uint64(0), 0
		if ok {
			n, size = binary.Uvarint([]byte(kept[:min(len(kept), binary.MaxVarintLen64)]))
		}
		if ok = size > 0 && n < 1<<40; !ok {
			return 0
		}
		kept = kept[size:]
		return int(n)
	}
	text := func() (s string) {
		n := number()
		if ok = ok && n <= len(kept); ok {
			s, kept = kept[:n], kept[n:]
		}
		return s
	}
	for kept != "" {
		b := block{key: text()}
		for i := range b.parts {
			b.parts[i] = part{number(), text()}
		}
		if !ok {
			break
		}
		blocks[b.key] = b
	}
	return blocks
}
