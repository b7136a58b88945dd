// Package search makes the index of the site: files by which a browser finds any
// string of characters that stands in a report, without a server.
//
// # How it is found
//
// Every character of a folded text is a term, and every two that follow each
// other in a line; for each term there is the list of the reports that have it.
// One or two characters are answered by one list. For more, the reports that are
// on the lists of all pairs in it are candidates; each is verified on its text.
// So nothing that stands there is missed and nothing is found that does not. No
// words are cut anywhere: those who do lose what their dictionary cuts otherwise.
//
// # In which files
//
// A list is in a shard, which its term tells (list.go). There are 1<<width
// shards, a power of two that is a quarter of the reports or more: a shard has 2
// to 4 kB whatever the archive's size (10,000 reports: 4,096 shards; a list of
// 240,000 reports is 37 kB at most), and a new report hardly ever changes their number. A
// report's text lies beside its page (report.go, text.go), coded in a third of
// its bytes. What else the page needs is in lists.go and names.go.
//
// # By which build
//
// The files of the last build are what the next one begins with: it keeps the
// digests of the reports and of the shards alone (update.go). A changed report
// then rewrites the shards of the terms that came and went. A report that is new
// or gone moves all behind it by one in every list, so all shards are written.
package search

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"io"
	"slices"
	"strconv"
	"sync"

	"golang.org/x/sync/errgroup"

	"zhenjian/generator/address"
	"zhenjian/generator/archive"
)

// A Sink takes finished files. Several goroutines may call it at once.
type Sink interface {
	// Unchanged tells whether the file at path was made from the same inputs before,
	// and takes it over.
	Unchanged(path, fingerprint string) bool
	// Held gives a file that the last build made from the inputs that the fingerprint
	// names, nil where it is not there any more as it was.
	Held(path, fingerprint string) []byte
	Put(path, fingerprint string, data []byte) error
}

// A Scratch is a file that goes with the build.
type Scratch interface {
	io.Writer
	io.ReaderAt
}

// Input is all that an index depends on.
type Input struct {
	Archive *archive.Archive
	Program string // hash of the program
	Kept    string // what Keep wrote after the last build
	Sink    Sink
	Lend    func() (Scratch, error) // asked at most once
	Jobs    int
	// Open gives the text of a report and what stands where in it.
	Open func(*archive.Entry) (text string, spans *archive.Spans, err error)
}

// An Index is being made. Report may be called from several goroutines, once for
// each report of the archive, then Finish.
type Index struct {
	Input
	arc     *archive.Archive
	program string
	width   uint     // there are 1<<width shards
	files   []digest // of the reports, by place in the archive
	shards  []digest // by number
	old     *kept    // nil: all is made anew
	spill   *spill
	mu      sync.Mutex
	change  change
	packers sync.Pool
}

// format changes when the files do, for kept ones are then of no use.
const format = "zhenjian search 1"

// minWidth keeps the shards of a handful of reports small.
const minWidth = 4

// widthOf gives the number of shards for n reports, as the power of two.
func widthOf(n int) uint {
	width := uint(minWidth)
	for 4<<width < n {
		width++
	}
	return width
}

// New begins an index.
func New(in Input) *Index {
	x := &Index{Input: in, arc: in.Archive, program: in.Program, width: widthOf(len(in.Archive.Reports))}
	x.files = make([]digest, len(x.arc.Reports))
	for i, e := range x.arc.Reports {
		x.files[i] = x.fileOf(e)
	}
	x.shards = make([]digest, 1<<x.width)
	x.packers.New = func() any { return &worker{packer: newPacker()} }
	x.begin()
	if x.old == nil {
		x.spill = newSpill(in.Lend)
	}
	return x
}

// A worker is what a goroutine needs to take in a report.
type worker struct {
	packer *packer
	set    termSet
	parted [partitions][]byte
}

// Report puts the files of the report at place i of the archive, and takes its
// terms in. open is called only if it is new or changed.
func (x *Index) Report(i int, open func() (string, *archive.Spans, error)) error {
	e := x.arc.Reports[i]
	w := x.packers.Get().(*worker)
	defer x.packers.Put(w)
	unchanged := x.takeOver(e, x.files[i])
	before := x.before(i)
	if unchanged && before {
		return nil
	}
	text, spans, err := open()
	if err != nil {
		return err
	}
	if !unchanged {
		if err := x.putReport(w, e, x.files[i], text, spans); err != nil {
			return err
		}
	}
	terms := w.set.of(Fold(text))
	if x.old == nil {
		return x.spill.add(w, uint32(i), terms)
	}
	if !before {
		x.replaced(w, i, slices.Clone(terms))
	}
	return nil
}

// takeOver claims the files of a report that the last build made from the same.
// The first one names how many there are.
func (x *Index) takeOver(e *archive.Entry, d digest) bool {
	name := d.String()
	more := 0
	if e.Chars > maxPiece/4 { // it may have several; a unit takes 3 bytes and less
		first := x.Sink.Held(textPath(e, 0), name)
		if first == nil {
			return false
		}
		n, _, ok := parseReport(first)
		if !ok {
			return false
		}
		for more = 1; more < n; more++ {
			if x.Sink.Held(textPath(e, more), name) == nil {
				return false
			}
		}
		more = n - 1
	}
	for n := more; n >= 0; n-- { // the first last: where it is not there, none was claimed
		if !x.Sink.Unchanged(textPath(e, n), name) {
			return false
		}
	}
	return true
}

func (x *Index) putReport(w *worker, e *archive.Entry, d digest, text string, spans *archive.Spans) error {
	names := ""
	for _, r := range x.arc.Chain(e.Code) {
		names += " " + r.Name
	}
	for n, data := range w.packer.writeReport(names[min(1, len(names)):], period(e), e, text, spans) {
		if err := x.Sink.Put(textPath(e, n), d.String(), data); err != nil {
			return err
		}
	}
	return nil
}

// period names the time a report is about: 2022年度, 2022年上半年.
func period(e *archive.Entry) string {
	return strconv.Itoa(e.Year) + "年" + cmp.Or(e.Part, "度")
}

// Finish puts all other files of the index.
func (x *Index) Finish() error {
	done := false
	if x.old != nil {
		var err error
		if done, err = x.update(); err != nil {
			return err
		}
	}
	if !done {
		if err := x.anew(); err != nil {
			return err
		}
	}
	return x.putLists()
}

// anew puts all shards, but for those that an update has come to claim.
func (x *Index) anew() error {
	if x.spill == nil { // an update that could not be finished
		x.spill = newSpill(x.Lend)
		var group errgroup.Group
		group.SetLimit(max(1, x.Jobs))
		for i, e := range x.arc.Reports {
			group.Go(func() error {
				text, _, err := x.Open(e)
				if err != nil {
					return err
				}
				w := x.packers.Get().(*worker)
				defer x.packers.Put(w)
				return x.spill.add(w, uint32(i), w.set.of(Fold(text)))
			})
		}
		if err := group.Wait(); err != nil {
			return err
		}
	}
	groups := min(partitions, len(x.shards))
	var group errgroup.Group
	group.SetLimit(max(1, x.Jobs))
	for g := range groups {
		group.Go(func() error {
			room := rooms.Get().(*room)
			defer rooms.Put(room)
			postings, err := x.spill.postings(room, g*partitions/groups, (g+1)*partitions/groups)
			if err != nil {
				return err
			}
			for number := g * len(x.shards) / groups; number < (g+1)*len(x.shards)/groups; number++ {
				n := 0
				for n < len(postings) && postings[n].mixed>>(32-x.width) == uint32(number) {
					n++
				}
				if x.shards[number] == (digest{}) {
					if err := x.putShard(room, uint32(number), room.shardOf(postings[:n])); err != nil {
						return err
					}
				}
				postings = postings[n:]
			}
			return nil
		})
	}
	return group.Wait()
}

// A room is what one goroutine at a time sorts and writes in.
type room struct {
	all, other []posting
	data, out  []byte
	shard      shard
}

var rooms = sync.Pool{New: func() any { return new(room) }}

// shardOf gathers the lists of sorted postings.
func (room *room) shardOf(postings []posting) *shard {
	s := &room.shard
	s.terms, s.ends, s.ids = s.terms[:0], s.ends[:0], s.ids[:0]
	for i, p := range postings {
		if i == 0 || p.mixed != postings[i-1].mixed {
			s.terms = append(s.terms, p.mixed)
			s.ends = append(s.ends, 0)
		}
		s.ids = append(s.ids, p.id)
		s.ends[len(s.ends)-1] = len(s.ids)
	}
	return s
}

// putShard puts the file of a shard. The number of reports in it tells the page
// whether it is of the index that the page is of.
func (x *Index) putShard(room *room, number uint32, s *shard) error {
	w := bitWriter{out: fmt.Appendf(room.out[:0], `zj("s/%d",%d,"`, number, len(x.arc.Reports))}
	s.write(&w, x.width, len(x.arc.Reports))
	room.out = append(w.close(), "\");\n"...)
	d := digestOf(room.out)
	x.shards[number] = d
	return x.Sink.Put(address.SearchPart("s", number), d.String(), room.out)
}

// A posting says that a report has a term.
type posting struct{ mixed, id uint32 }

// A spill gathers the postings of all reports, in partitions by the first bits of
// the terms. It writes them to a scratch file as they become many, so that memory
// does not grow with the archive: 3.7 bytes a posting, 80 MB for 10,000 reports, of
// which 4 MB stay in memory.
type spill struct {
	lend    func() (Scratch, error)
	mu      sync.Mutex
	parts   [partitions][]byte
	file    Scratch
	at      int64
	extents [partitions][]extent
}

type extent struct {
	at   int64
	size int
}

const (
	partitionBits = 8
	partitions    = 1 << partitionBits
	restBytes     = 3        // of a mixed value, without the partition
	spillSize     = 16 << 10 // of a partition in memory
)

func newSpill(lend func() (Scratch, error)) *spill { return &spill{lend: lend} }

// add takes the terms of one report.
func (s *spill) add(w *worker, id uint32, terms []uint32) error {
	for i := range w.parted {
		w.parted[i] = w.parted[i][:0]
	}
	for _, m := range terms {
		p := &w.parted[m>>(32-partitionBits)]
		*p = append(*p, byte(m), byte(m>>8), byte(m>>16))
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for i := range s.parts {
		rest := w.parted[i]
		if len(rest) == 0 {
			continue
		}
		if s.parts[i] == nil && s.file != nil {
			s.parts[i] = make([]byte, 0, spillSize+spillSize/8)
		}
		p := binary.AppendUvarint(s.parts[i], uint64(id))
		p = binary.AppendUvarint(p, uint64(len(rest)/restBytes))
		p = append(p, rest...)
		if len(p) >= spillSize {
			if err := s.flush(i, p); err != nil {
				return err
			}
			p = p[:0]
		}
		s.parts[i] = p
	}
	return nil
}

func (s *spill) flush(i int, data []byte) error {
	if s.file == nil {
		var err error
		if s.file, err = s.lend(); err != nil {
			return err
		}
	}
	if _, err := s.file.Write(data); err != nil {
		return fmt.Errorf("scratch file of the search index: %w; make room on the disk", err)
	}
	s.extents[i] = append(s.extents[i], extent{s.at, len(data)})
	s.at += int64(len(data))
	return nil
}

// postings gives those of some partitions that follow each other, sorted.
func (s *spill) postings(room *room, from, to int) ([]posting, error) {
	room.all = room.all[:0]
	for i := from; i < to; i++ {
		for _, x := range s.extents[i] {
			room.data = slices.Grow(room.data[:0], x.size)[:x.size]
			if _, err := s.file.ReadAt(room.data, x.at); err != nil {
				return nil, fmt.Errorf("scratch file of the search index: %w", err)
			}
			room.take(i, room.data)
		}
		room.take(i, s.parts[i])
		s.parts[i] = nil
	}
	room.other = slices.Grow(room.other[:0], len(room.all))[:len(room.all)]
	sortPostings(room.all, room.other)
	return room.all, nil
}

// take reads postings of a partition.
func (room *room) take(partition int, data []byte) {
	for len(data) > 0 {
		id, n := binary.Uvarint(data)
		count, m := binary.Uvarint(data[n:])
		data = data[n+m:]
		for range count {
			mixed := uint32(data[0]) | uint32(data[1])<<8 | uint32(data[2])<<16 | uint32(partition)<<24
			room.all = append(room.all, posting{mixed, uint32(id)})
			data = data[restBytes:]
		}
	}
}

// sortPostings sorts by term, then report: by twelve bits at a time. They come in partitions, in an order of
// reports that several goroutines have mixed up a little. other is as long.
func sortPostings(list, other []posting) {
	if len(list) < 256 {
		slices.SortFunc(list, comparePostings)
		return
	}
	for shift := 0; shift < 32; shift += 12 {
		var counts [1 << 12]uint32
		for _, p := range list {
			counts[p.mixed>>shift&(1<<12-1)]++
		}
		sum := uint32(0)
		for i, n := range counts {
			counts[i] = sum
			sum += n
		}
		for _, p := range list {
			at := &counts[p.mixed>>shift&(1<<12-1)]
			other[*at] = p
			*at++
		}
		list, other = other, list
	}
	// After three rounds what is sorted stands in the other room. Of one term
	// reports come nearly in order: moving the few that do not takes no time.
	copy(other, list)
	list = other
	for i := 1; i < len(list); i++ {
		p := list[i]
		k := i
		for ; k > 0 && list[k-1].mixed == p.mixed && list[k-1].id > p.id; k-- {
			list[k] = list[k-1]
		}
		list[k] = p
	}
}

func comparePostings(a, b posting) int {
	return cmp.Or(cmp.Compare(a.mixed, b.mixed), cmp.Compare(a.id, b.id))
}
