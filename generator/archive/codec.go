package archive

import (
	"encoding/binary"
	"errors"
	"unique"

	"github.com/zeebo/xxh3"

	"zhenjian/generator/indicator"
	"zhenjian/generator/numeral"
	"zhenjian/generator/quantity"
	"zhenjian/generator/report"
	"zhenjian/generator/source"
)

// A Digest stands for all that was read of a report.
type Digest [16]byte

// Digest of the entry, but for Version, which New sets, and what the ledger says:
// two entries with one digest were read from the same.
func (e *Entry) Digest() Digest {
	if e.digest == (Digest{}) {
		e.digest = DigestOf(e.Encode(nil))
	}
	return e.digest
}

// Face stands for what pages other than its own show of a report: where it is
// from, on what time, and what it is called. Numbers are not part of it.
func (e *Entry) Face() Digest { return e.face }

func (e *Entry) faceDigest() Digest {
	w := writer{make([]byte, 0, 256)}
	for _, text := range []string{e.Code, e.Name, e.Part, e.Title, e.Issued, e.Published, e.Entered, e.Revised} {
		w.text(text)
	}
	w.texts(e.Former)
	w.number(e.Year)
	w.number(e.Version)
	w.flags(e.OwnTitle, e.Released)
	w.texts(e.Issuers)
	return DigestOf(w.out)
}

// DigestOf is the XXH3 of data. It tells what changed from what did not, to a program
// that keeps both sides itself; nobody gains by two texts of one digest.
func DigestOf(data []byte) Digest { return xxh3.Hash128(data).Bytes() }

// Encode appends the entry, but for Version and what the ledger says, in a form that Decode reads back: its
// fields in order, numbers as varints, texts behind their lengths. It is for the
// cache of a site, which another program never reads; JSON takes ten times as
// long to read (1.3 s for 10,000 entries).
func (e *Entry) Encode(out []byte) []byte {
	w := writer{out}
	for _, text := range []string{e.Path, e.SHA256, e.Sidecar, e.Ext, e.Via, e.Words, e.Code, e.Name, e.Part, e.Title, e.Issued, e.Published, e.Source, e.Number, e.Index, string(e.Terms), string(e.Lacks), string(e.Prints)} {
		w.text(text)
	}
	for _, n := range []int{e.Size, e.Year, e.Headings, e.Chars, e.Masked} {
		w.number(n)
	}
	w.flags(e.OwnTitle, e.Released)
	w.texts(e.Issuers)
	w.number(len(e.Kinds))
	for _, k := range e.Kinds {
		w.text(string(k))
	}
	w.texts(e.Cites)
	w.texts(e.Overrides)
	w.texts(e.Moved)
	w.number(len(e.Mentions))
	for i := range e.Mentions {
		w.mention(&e.Mentions[i])
	}
	w.number(len(e.Corrections))
	for _, c := range e.Corrections {
		w.span(c.Number)
		for _, text := range []string{c.Printed, c.Quote, c.Now, c.Reason, c.Date} {
			w.text(text)
		}
		w.number(c.Line)
	}
	events := e.Changes
	w.flags(e.Withdrawn != nil)
	if e.Withdrawn != nil {
		events = append([]report.Event{*e.Withdrawn}, events...)
	}
	w.number(len(events))
	for _, event := range events {
		w.text(event.Date)
		w.text(event.Reason)
	}
	return w.out
}

// A writer appends values.
type writer struct{ out []byte }

func (w *writer) number(n int) { w.out = binary.AppendVarint(w.out, int64(n)) }

func (w *writer) text(s string) {
	w.number(len(s))
	w.out = append(w.out, s...)
}

func (w *writer) texts(list []string) {
	w.number(len(list))
	for _, s := range list {
		w.text(s)
	}
}

func (w *writer) flags(flags ...bool) {
	bits := 0
	for i, f := range flags {
		if f {
			bits |= 1 << i
		}
	}
	w.number(bits)
}

func (w *writer) span(s source.Span) {
	w.number(s.Start)
	w.number(s.End - s.Start)
}

// Encode appends a mention, as in its entry.
func (m *Mention) Encode(out []byte) []byte {
	w := writer{out}
	w.mention(m)
	return w.out
}

func (w *writer) mention(m *Mention) {
	w.text(m.Indicator)
	w.text(m.Value.String())
	w.text(m.High.String())
	w.flags(m.HasHigh, m.Denied, m.Struck, m.Corrected)
	w.number(int(m.Qualifier))
	for _, text := range []string{m.Unit, m.Family, string(m.Period), m.Printed, m.Quote} {
		w.text(text)
	}
	w.number(m.Line)
	w.span(m.Number)
	w.span(m.Clause)
	if m.Corrected {
		w.text(m.Right.String())
	}
}

var errNoEntry = errors.New("no entry, or one of another program")

// Decode reads what Encode wrote. The texts of the entry are parts of data, but
// for the few that many mentions have, of which there is one each: they are
// compared a thousand times as often as they are read.
func Decode(data string) (*Entry, error) {
	r := reader{data: data}
	e := &Entry{Version: 1}
	terms, lacks, prints := "", "", ""
	for _, text := range []*string{&e.Path, &e.SHA256, &e.Sidecar, &e.Ext, &e.Via, &e.Words, &e.Code, &e.Name, &e.Part, &e.Title, &e.Issued, &e.Published, &e.Source, &e.Number, &e.Index, &terms, &lacks, &prints} {
		*text = r.text()
	}
	e.Terms, e.Lacks, e.Prints = Terms(terms), Lacks(lacks), Prints(prints)
	for _, n := range []*int{&e.Size, &e.Year, &e.Headings, &e.Chars, &e.Masked} {
		*n = r.number()
	}
	r.flags(&e.OwnTitle, &e.Released)
	e.Issuers = r.texts()
	for _, k := range r.texts() {
		e.Kinds = append(e.Kinds, report.Kind(k))
	}
	e.Cites, e.Overrides, e.Moved = r.texts(), r.texts(), r.texts()
	if n := r.length(); n > 0 {
		e.Mentions = make([]Mention, n)
		for i := range e.Mentions {
			r.mention(&e.Mentions[i])
		}
	}
	if n := r.length(); n > 0 {
		e.Corrections = make([]Correction, n)
		for i := range e.Corrections {
			c := &e.Corrections[i]
			c.Number = r.span()
			for _, text := range []*string{&c.Printed, &c.Quote, &c.Now, &c.Reason, &c.Date} {
				*text = r.text()
			}
			c.Line = r.number()
		}
	}
	var withdrawn bool
	r.flags(&withdrawn)
	for i := range r.length() {
		event := report.Event{Date: r.text(), Reason: r.text()}
		if i == 0 && withdrawn {
			e.Withdrawn = &event
		} else {
			e.Changes = append(e.Changes, event)
		}
	}
	if r.bad || r.data != "" {
		return nil, errNoEntry
	}
	e.digest = xxh3.HashString128(data).Bytes()
	return e, nil
}

// A reader takes values from the front of data; bad once that held something else.
type reader struct {
	data string
	bad  bool
}

func (r *reader) number() int {
	var n uint64
	for i := 0; i < len(r.data) && i < binary.MaxVarintLen64; i++ {
		b := r.data[i]
		n |= uint64(b&0x7F) << (7 * i)
		if b < 0x80 {
			r.data = r.data[i+1:]
			return int(int64(n>>1) ^ -int64(n&1))
		}
	}
	r.fail()
	return 0
}

func (r *reader) fail() { r.data, r.bad = "", true }

// length is a number of things of a byte at least that are still to come.
func (r *reader) length() int {
	n := r.number()
	if n < 0 || n > len(r.data) {
		r.fail()
		return 0
	}
	return n
}

func (r *reader) text() string {
	n := r.length()
	s := r.data[:n]
	r.data = r.data[n:]
	return s
}

func (r *reader) texts() []string {
	n := r.length()
	if n == 0 {
		return nil
	}
	list := make([]string, n)
	for i := range list {
		list[i] = r.text()
	}
	return list
}

func (r *reader) flags(flags ...*bool) {
	bits := r.number()
	for i, f := range flags {
		*f = bits>>i&1 == 1
	}
}

func (r *reader) span() source.Span {
	start := r.number()
	return source.Span{Start: start, End: start + r.number()}
}

func (r *reader) decimal() numeral.Decimal {
	d, err := numeral.Parse(r.text())
	if err != nil {
		r.fail()
	}
	return d
}

// shared gives the one copy of a text.
func shared(s string) string { return unique.Make(s).Value() }

func (r *reader) mention(m *Mention) {
	m.Indicator = shared(r.text())
	m.Value, m.High = r.decimal(), r.decimal()
	r.flags(&m.HasHigh, &m.Denied, &m.Struck, &m.Corrected)
	m.Qualifier = quantity.Qualifier(r.number())
	m.Unit, m.Family, m.Period = shared(r.text()), shared(r.text()), indicator.Period(shared(r.text()))
	m.Printed, m.Quote = r.text(), r.text()
	m.Line = r.number()
	m.Number, m.Clause = r.span(), r.span()
	if m.Corrected {
		m.Right = r.decimal()
	}
}
