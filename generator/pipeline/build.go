// Package pipeline runs the stages in order, as far as each command needs:
// find, read and understand (source, report), put in order (archive), make
// pages (page), put them in place (publish).
package pipeline

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"

	"zhenjian/generator/address"
	"zhenjian/generator/archive"
	"zhenjian/generator/audit"
	"zhenjian/generator/compare"
	"zhenjian/generator/export"
	"zhenjian/generator/indicator"
	"zhenjian/generator/page"
	"zhenjian/generator/publish"
	"zhenjian/generator/quantity"
	"zhenjian/generator/region"
	"zhenjian/generator/report"
	"zhenjian/generator/search"
	"zhenjian/generator/source"
)

// Input is all that a build depends on.
type Input struct {
	Reports     string // folder of raw reports
	Public      string // folder of the site
	State       string // folder of the state of builds
	Gazetteer   *region.Gazetteer
	Catalogue   *indicator.Catalogue
	Scope       []string // counties whose towns should report; none: those with a report
	Layouts     *page.Layouts
	Pages       []page.Markdown
	Options     page.Options
	Ledger      *archive.Ledger       // nil is an empty one
	Notices     []source.Problem      // what the settings lack and what the ledger has wrong
	Precompress bool                  // each text has a packed copy beside it, PATH.gz
	Jobs        int                   // workers; at least 1
	Progress    func(done, total int) // called from several goroutines; may be nil
}

// A Result is what a build or a check came to.
type Result struct {
	Found     int // report files
	Published int // reports on the site, or that would be
	LeftOut   int // report files that are not on it, files given twice aside
	Known     int // report files taken from what earlier builds remembered
	Pages     int // files of the site
	publish.Summary
	Problems []source.Problem // sorted
	Reports  []*archive.Entry // those that are published, or would be
	Read     []Reading        // report files that are new or have other bytes than in the build before; by path
	Changed  []string         // paths of the files of the site that were written and removed
}

// A Reading is one report file that was read, and not as it was.
type Reading struct {
	source.File
	Entry *archive.Entry // nil where the report is not published
}

// ErrChanged tells that a report was saved while the build ran.
var ErrChanged = errors.New("a report changed while the site was being built")

// Build makes the site, reading again only what changed since the last build. On
// error nothing in Public has changed. A report that is saved while the build
// runs starts it anew, three times at most. Where nothing changed at all the
// Result says so, and has no Reports.
func Build(in Input) (*Result, error) {
	s, err := Open(in.Public, in.State)
	if err != nil {
		return nil, err
	}
	defer s.Close()
	key, found, err := in.look()
	if err != nil {
		return nil, err
	}
	if res := s.asBefore(in, key, found); res != nil {
		return res, nil
	}
	return s.build(in, key, found)
}

// A Session makes the site of one public folder again and again. It holds the
// lock of the site and remembers what it understood.
type Session struct {
	publisher *publish.Publisher
	memory    *memory
	shown     *shown // what the last build put in place; nil before the first
}

// Open begins a session; nobody else can build into the folder until it is closed.
func Open(public, state string) (*Session, error) {
	p, err := publish.Open(publish.Options{Public: public, State: state})
	if err != nil {
		return nil, err
	}
	return &Session{publisher: p}, nil
}

// Close ends the session.
func (s *Session) Close() error { return s.publisher.Close() }

// Build makes the site as the function Build does, and goes through the archive
// also where nothing changed. in.Public and in.State are those of the session.
func (s *Session) Build(in Input) (*Result, error) {
	key, found, err := in.look()
	if err != nil {
		return nil, err
	}
	return s.build(in, key, found)
}

// files are the report files as they lay at a time.
type files struct {
	list     []source.File
	problems []source.Problem
	at       time.Time // before the first was looked at
}

// look finds the report files, and the key of the memory.
func (in *Input) look() (key string, found files, err error) {
	if key, err = in.memoryKey(); err != nil {
		return "", files{}, err
	}
	found.at = time.Now()
	found.list, found.problems, err = source.Find(in.Reports)
	return key, found, err
}

func (s *Session) build(in Input, key string, found files) (*Result, error) {
	if s.memory == nil || s.memory.key != key {
		s.memory = recall(s.publisher.Kept(memoryName), key)
	}
	s.shown = nil
	res, err := s.make(in, found)
	for again := 0; errors.Is(err, ErrChanged) && again < 2; again++ {
		if _, found, err = in.look(); err == nil {
			res, err = s.make(in, found)
		}
	}
	if err != nil {
		return nil, err
	}
	// Without what is kept the next build takes longer, and no worse.
	if s.memory.changed && s.publisher.Keep(memoryName, s.memory.keep) == nil {
		s.memory.changed = false
	}
	s.remember(in, key, found, res)
	return res, nil
}

func (s *Session) make(in Input, found files) (*Result, error) {
	m := s.memory
	arc, res, err := understand(in, m, found, 2)
	if err != nil {
		return nil, err
	}
	begun, err := s.publisher.Begin()
	if err != nil {
		return nil, err
	}
	defer begun.Abort()
	stage := &output{begun, in.Precompress, in.Options.Program}
	site := page.New(in.Layouts, arc, in.Pages, in.Options)
	index := newIndex(in, m, arc, s.publisher, stage)
	if err := renderReports(in, m, arc, site, index, stage); err != nil {
		return nil, err
	}
	// After the reports: the pages of places tell what their comparisons came to.
	if err := site.Render(stage, max(1, in.Jobs)); err != nil {
		return nil, err
	}
	if err := index.Finish(); err != nil {
		return nil, err
	}
	rows, err := exportData(in, arc, site, s.publisher, stage)
	if err != nil {
		return nil, err
	}
	res.Summary, err = stage.Commit()
	if err == nil {
		keepIndex(index, s.publisher)
		if rows.Changed() { // so is the data
			s.publisher.Keep(dataName, rows.Keep)
		}
	}
	res.Changed = stage.Changed()
	res.Pages = res.Written + res.Unchanged
	if err != nil {
		return nil, err
	}
	s.shown = &shown{in, arc, site, res}
	return res, nil
}

// indexName is what the search index keeps under.
const indexName = "search"

// newIndex begins the search index, with what the last build left of its own.
func newIndex(in Input, m *memory, arc *archive.Archive, p *publish.Publisher, stage *output) *search.Index {
	return search.New(search.Input{
		Archive: arc, Program: in.Options.Program, Kept: p.Kept(indexName), Sink: stage, Jobs: in.Jobs,
		Lend: func() (search.Scratch, error) { return stage.Scratch() },
		Open: func(e *archive.Entry) (string, *archive.Spans, error) {
			return textOf(reopen(in, e, m.records[e.Path].spans))
		},
	})
}

// keepIndex remembers the index for the next build, which takes longer without
// it, and is no worse.
func keepIndex(index *search.Index, p *publish.Publisher) {
	if index.Changed() {
		p.Keep(indexName, index.Keep)
	}
}

func textOf(text *page.Text, err error) (string, *archive.Spans, error) {
	if err != nil {
		return "", nil, err
	}
	return text.Doc.Text, text.Spans, nil
}

// dataName is what the rows of the archive's data are kept under.
const dataName = "data"

// exportData puts the files of the archive's data.
func exportData(in Input, arc *archive.Archive, site *page.Site, p *publish.Publisher, stage *output) (*export.Rows, error) {
	o := in.Options
	return export.Render(arc, export.Options{Title: o.Title, Organizer: o.Organizer, BaseURL: o.BaseURL, Program: o.Program, Updated: in.Ledger.Newest(), Pages: site.Addresses(), Kept: func() string { return p.Kept(dataName) }}, stage, in.Jobs)
}

// Check reads everything and publishes nothing.
func Check(in Input) (*Result, error) {
	_, found, err := in.look()
	if err != nil {
		return nil, err
	}
	_, res, err := understand(in, recall("", ""), found, 1)
	return res, err
}

// understand is the first pass: every report that is not remembered is read once
// and leaves a compact entry, no text. passes is how many there will be, for the
// progress bar.
func understand(in Input, m *memory, found files, passes int) (*archive.Archive, *Result, error) {
	files, problems, looked := found.list, found.problems, found.at
	entries := make([]*archive.Entry, len(files))
	said := make([][]source.Problem, len(files))
	fresh := make([]bool, len(files))
	records := make([]*record, len(files))
	var group errgroup.Group
	group.SetLimit(max(1, in.Jobs))
	tick := ticker(in.Progress, passes*len(files))
	known := 0
	for i, f := range files {
		if r := m.known(f); r != nil {
			known++
			entries[i], said[i], records[i] = r.entry, r.problems, r
			tick()
			continue
		}
		m.changed = true
		before := m.records[f.Path]
		group.Go(func() error {
			var e *archive.Entry
			var spans *archive.Spans
			var problems []source.Problem
			if problem := guard(f.Path, func() { e, spans, problems = understandOne(in, f) }); problem != nil {
				e, spans, problems = nil, nil, []source.Problem{*problem}
			}
			r := newRecord(f, looked, e, spans, problems)
			entries[i], said[i], records[i] = r.entry, problems, r
			fresh[i] = before == nil || before.text == "" || before.text != r.text
			tick()
			return nil
		})
	}
	group.Wait()
	m.changed = m.changed || len(files) != len(m.records)
	m.records = make(map[string]*record, len(files))
	for i, f := range files {
		m.records[f.Path] = records[i]
	}
	res := &Result{Found: len(files), Known: known, Problems: slices.Concat(in.Notices, problems)}
	var kept []*archive.Entry
	for i, e := range entries {
		res.Problems = append(res.Problems, said[i]...)
		if e != nil {
			kept = append(kept, e)
		}
	}
	for _, p := range problems {
		if p.Severity() == source.Error { // a report in a form that cannot be read
			res.Found++
		}
	}
	understood := len(kept)
	in.Ledger.Enter(kept)
	arc, more := archive.New(in.Gazetteer, in.Catalogue, kept, in.Scope)
	res.Problems = slices.Concat(res.Problems, more, audit.Archive(arc), compare.SharedNotes(arc))
	source.SortProblems(res.Problems)
	for i, f := range files {
		if fresh[i] {
			reading := Reading{File: f}
			if e := entries[i]; e != nil {
				if p := arc.Place(e.Code); p != nil && slices.Contains(p.Reports, e) {
					reading.Entry = e
				}
			}
			res.Read = append(res.Read, reading)
		}
	}
	res.Published, res.Reports = len(arc.Reports), arc.Reports
	res.LeftOut = res.Found - understood
	return arc, res, nil
}

// understandOne gives the entry of a report that can be published and its
// spans, nil for one that must be left out, and what the clerk should know.
func understandOne(in Input, f source.File) (*archive.Entry, *archive.Spans, []source.Problem) {
	doc, problems := in.read(f)
	if doc == nil {
		return nil, nil, problems
	}
	r := report.Read(doc, in.Gazetteer)
	problems = append(problems, r.Problems...)
	problems = append(problems, audit.Words(r)...)
	for _, p := range problems {
		if p.Severity() == source.Error {
			return nil, nil, problems
		}
	}
	if r.Place.Code == "" || r.Year == 0 {
		return nil, nil, problems
	}
	quantities := quantity.Find(r.Tabbed())
	e, decided := archive.NewEntry(r, in.Catalogue, quantities)
	spans := archive.NewSpans(r, quantities, in.Gazetteer)
	comparable := &compare.Report{Year: r.Year, Text: doc.Text, Spans: spans}
	e.Lacks, e.Prints = archive.LacksOf(comparable.Lacks()), archive.PrintsOf(comparable.Prints(doc.Line))
	e.Terms = archive.TermsOf(in.Options.Glossary.UsedIn(r))
	spans.Findings = audit.Check(r, quantities, e, in.Catalogue)
	problems = append(append(problems, decided...), audit.Problems(doc, spans.Findings)...)
	return e, spans, problems
}

// read reads one file, and lets of it through what may be published: with
// personal data masked where the sidecar says so.
func (in *Input) read(f source.File) (*source.Document, []source.Problem) {
	doc, problems := source.Read(in.Reports, f)
	if doc == nil {
		return nil, problems
	}
	doc, found := audit.Release(doc)
	return doc, append(problems, found...)
}

// An opened report is one that can be opened.
type opened struct {
	entry *archive.Entry // nil for none
	open  func() (*page.Text, error)
}

// renderReports is the second pass: a report is decoded again only where its
// page or its original has to be made.
func renderReports(in Input, m *memory, arc *archive.Archive, site *page.Site, index *search.Index, stage *output) error {
	var group errgroup.Group
	group.SetLimit(max(1, in.Jobs))
	tick := ticker(in.Progress, 2*len(arc.Reports))
	for range arc.Reports {
		tick() // the first half was reading
	}
	var changed atomic.Bool
	// A report is opened once for its own pages and for the next year's comparison with
	// it, which mostly follows; one that nobody needs any more is let go.
	var last opened
	for i, e := range arc.Reports {
		own := opened{e, sync.OnceValues(func() (*page.Text, error) { return reopen(in, e, m.records[e.Path].spans) })}
		before := opened{entry: arc.Against(e)}
		if before.entry == last.entry {
			before = last
		} else if b := before.entry; b != nil {
			before.open = func() (*page.Text, error) { return reopen(in, b, m.records[b.Path].spans) }
		}
		last = own
		group.Go(func() error {
			defer tick()
			open := own.open
			e.Change = archive.Change{}
			if before.entry != nil {
				r := m.records[e.Path]
				change, err := site.Changes(before.entry, e, r.known(before.entry), open, before.open, stage)
				if err != nil {
					return err
				}
				if e.Change = change; r.compared(before.entry, change) {
					changed.Store(true)
				}
			}
			if err := site.Report(e, open, stage); err != nil {
				return err
			}
			if err := site.Source(e, open, stage); err != nil {
				return err
			}
			if err := site.Card(e, open, stage); err != nil {
				return err
			}
			if err := index.Report(i, func() (string, *archive.Spans, error) { return textOf(open()) }); err != nil {
				return err
			}
			original := address.Original(e.Code, e.Year, e.Version, e.Ext)
			if stage.Unchanged(original, e.SHA256) {
				return nil
			}
			text, err := open()
			if err != nil {
				return err
			}
			return stage.Put(original, e.SHA256, text.Doc.Raw)
		})
	}
	err := group.Wait()
	m.changed = m.changed || changed.Load()
	return err
}

// reopen decodes a report for its pages; it must still be the one understood, in
// which spans lie.
func reopen(in Input, e *archive.Entry, spans string) (*page.Text, error) {
	doc, _ := source.Read(in.Reports, source.File{Path: e.Path, HasSidecar: e.Sidecar != ""})
	// Without a sidecar the gate changes nothing of what it lets through, and the sums tell
	// that these are the bytes that it let through.
	if doc != nil && doc.Sidecar != nil {
		doc, _ = audit.Release(doc)
	}
	if doc == nil || sum(doc.Raw) != e.SHA256 || e.Sidecar != "" && sum(doc.Sidecar) != e.Sidecar {
		return nil, fmt.Errorf("%s: %w", e.Path, ErrChanged)
	}
	s, err := archive.DecodeSpans(spans)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", e.Path, err)
	}
	return &page.Text{Doc: doc, Spans: s}, nil
}

func sum(data []byte) string {
	s := sha256.Sum256(data)
	return hex.EncodeToString(s[:])
}

// ticker counts work done, for the progress bar.
func ticker(progress func(done, total int), total int) func() {
	if progress == nil {
		return func() {}
	}
	var mu sync.Mutex
	done := 0
	return func() {
		mu.Lock()
		defer mu.Unlock()
		done++
		progress(done, total)
	}
}
