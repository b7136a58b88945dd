package pipeline

import (
	"bufio"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"zhenjian/generator/archive"
	"zhenjian/generator/source"
)

// A memory holds what earlier builds understood of each report, so that only
// what changed is read again. It says what a build from nothing would: a report
// is taken from it only where the file system vouches for file and sidecar, and
// where program, gazetteer, catalogue and glossary are the same.
type memory struct {
	key     string // program, gazetteer, catalogue, glossary, converter of old formats
	records map[string]*record
	changed bool // since it was kept
}

// A record is one report file.
type record struct {
	stamp    string
	sure     bool   // the stamp vouches for what was read
	text     string // the entry, encoded; "" where the report is left out
	spans    string // where in the report what stands, encoded
	entry    *archive.Entry
	problems []source.Problem
	against  archive.Digest // of the report that this one was compared with last; zero where it was not
	change   archive.Change // what that came to
}

// known gives what the comparison with another report came to; nil where these two
// were not compared as they are.
func (r *record) known(before *archive.Entry) *archive.Change {
	if r.against != before.Digest() {
		return nil
	}
	return &r.change
}

// compared remembers what a comparison came to, and tells whether that is new.
func (r *record) compared(before *archive.Entry, change archive.Change) bool {
	fresh := r.against != before.Digest() || r.change != change
	r.against, r.change = before.Digest(), change
	return fresh
}

// encodeChange appends what record.compared remembers.
func (r *record) encodeChange(out []byte) []byte {
	if r.against == (archive.Digest{}) {
		return out
	}
	out = append(out, r.against[:]...)
	for _, n := range []int{r.change.Against, r.change.Percent, r.change.Plans, r.change.TakenUp} {
		out = binary.AppendUvarint(out, uint64(n))
	}
	return out
}

// decodeChange reads what encodeChange wrote; of anything else it remembers nothing.
func (r *record) decodeChange(text string) {
	if len(text) < len(r.against) {
		return
	}
	against, rest := archive.Digest([]byte(text[:len(r.against)])), []byte(text[len(r.against):])
	var change archive.Change
	for _, n := range []*int{&change.Against, &change.Percent, &change.Plans, &change.TakenUp} {
		v, size := binary.Uvarint(rest)
		if size <= 0 {
			return
		}
		*n, rest = int(v), rest[size:]
	}
	r.against, r.change = against, change
}

// clockStep is the coarsest step of a file system's clock (FAT: 2 s). A file may
// change again within a step without its times showing it: they vouch for what
// was read only if they lie further back than that.
const clockStep = 2 * time.Second

// sure tells whether the stamps of all records vouch for what was read.
func (m *memory) sure() bool {
	for _, r := range m.records {
		if !r.sure {
			return false
		}
	}
	return true
}

// memoryName is what the memory is kept as.
const memoryName = "reports"

// memoryKey stands for all that decides how a report is understood.
func (in *Input) memoryKey() (string, error) {
	lists, err := json.Marshal([]any{in.Catalogue.List, in.Options.Glossary})
	if err != nil {
		return "", fmt.Errorf("catalogue and glossary: %w", err)
	}
	sum := sha256.New()
	fmt.Fprintf(sum, "%s\n%s\n%s\n", in.Options.Program, in.Gazetteer.Additions(), source.Converter())
	sum.Write(lists)
	return string(sum.Sum(nil)), nil
}

// recall opens what was kept under the same key; anything else is as nothing.
func recall(kept, key string) *memory {
	m := &memory{key: key, records: map[string]*record{}}
	if len(kept) < len(key) || kept[:len(key)] != key {
		return m
	}
	for rest := kept[len(key):]; rest != ""; {
		var fields [6]string
		for i := range fields {
			var ok bool
			if fields[i], rest, ok = cutField(rest); !ok {
				m.records = map[string]*record{}
				return m
			}
		}
		r := &record{stamp: fields[1], sure: fields[1] != "", text: fields[2], spans: fields[3]}
		var ok bool
		if r.problems, ok = decodeProblems(fields[4]); !ok {
			continue
		}
		r.decodeChange(fields[5])
		m.records[fields[0]] = r
	}
	return m
}

// keep writes the memory for the next process.
func (m *memory) keep(w *bufio.Writer) {
	w.WriteString(m.key)
	var problems []byte
	for _, path := range slices.Sorted(maps.Keys(m.records)) {
		r := m.records[path]
		var ok bool
		if problems, ok = appendProblems(problems[:0], r.problems); !r.sure || !ok {
			continue
		}
		for _, field := range []string{path, r.stamp, r.text, r.spans, string(problems), string(r.encodeChange(nil))} {
			w.Write(binary.AppendUvarint(w.AvailableBuffer(), uint64(len(field))))
			w.WriteString(field)
		}
	}
}

// known gives what is remembered of a file that has not changed; nil otherwise.
func (m *memory) known(f source.File) *record {
	r := m.records[f.Path]
	if r == nil || !r.sure || r.stamp != f.Stamp {
		return nil
	}
	if r.entry == nil && r.text != "" {
		e, err := archive.Decode(r.text)
		if err != nil {
			return nil
		}
		r.entry = e
	}
	return r
}

// newRecord remembers what was understood of a file that was looked at at the
// time given.
func newRecord(f source.File, looked time.Time, e *archive.Entry, spans *archive.Spans, problems []source.Problem) *record {
	r := &record{stamp: f.Stamp, sure: f.Latest.Before(looked.Add(-clockStep)), problems: problems}
	for _, p := range problems {
		r.sure = r.sure && p.Code != source.NotConverted // a busy machine may have kept it from being read
		for i, arg := range p.Args {
			if words, ok := arg.(string); ok { // a quote, which would keep the whole text alive: 10 kB a report
				p.Args[i] = strings.Clone(words)
			}
		}
	}
	if e != nil {
		// What is kept is the entry as it comes out of its encoding: its texts are
		// then parts of one, and nothing else stays alive.
		r.text, r.spans = string(e.Encode(nil)), string(spans.Encode(nil))
		var err error
		if r.entry, err = archive.Decode(r.text); err != nil {
			panic(err) // of bytes that Encode made
		}
	}
	return r
}
