// Package export writes the data of the archive as files that other programs
// read: tables as CSV in UTF-8 with a byte-order mark and CRLF, as Excel and WPS
// want it, with plain decimals and a header row; reports as JSON; a description
// of both; all of it packed, with checksums; and, where the site's address is
// known, a sitemap and a feed.
//
// A report's rows are made by one function of its entry, a place's series are
// worked out once for all the files that they go into.
//
// # Measured
//
// 10,000 invented reports with 146,000 mentions, 110,000 rows in series.csv, 2
// cores, in memory: 11,794 files of 167 MB take 2.1 s of CPU. Half of it are the
// rows and the JSON of single places and reports (119 MB, 35 MB of them towns in
// the files of their counties), a tenth each the fingerprints, mentions.csv and
// packing. With one report changed it is 1.0 s, with none 0.3 s.
package export

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash"
	"io"
	"net/url"
	"slices"
	"strconv"

	"golang.org/x/sync/errgroup"

	"zhenjian/generator/address"
	"zhenjian/generator/archive"
)

// A Sink takes finished files. Several goroutines may call it at once.
type Sink interface {
	// Unchanged tells whether the file at path was made from the same inputs before.
	Unchanged(path, fingerprint string) bool
	Put(path, fingerprint string, data []byte) error
}

// Options say what the files need to know of the site.
type Options struct {
	Title     string   // of the site
	Organizer string   // 主办单位; may be empty
	BaseURL   string   // address that the site is published at, with a closing slash; "" leaves out sitemap and feed
	Program   string   // hash of the program: another one may make other files of the same inputs
	Updated   string   // the newest time in the ledger; "" for none
	Pages     []string // paths of all pages, for the sitemap
}

// escapedBase is BaseURL as a URI has it, which may name neither 法 nor a blank.
func (o Options) escapedBase() string {
	u, err := url.Parse(o.BaseURL)
	if err != nil {
		return o.BaseURL
	}
	return u.String()
}

// A file on its way.
type file struct {
	path string
	data []byte
}

// wholePaths are those of the files of the whole archive.
var wholePaths = []string{
	address.ReportsCSV, address.MentionsCSV, address.SeriesCSV, address.ReportsJSON, address.Schema, address.Package, address.Archive, address.Sums,
}

// Makes tells whether Render makes a file at a path.
func Makes(a *archive.Archive, baseURL, path string) bool {
	switch path {
	case address.Version:
		return true
	case address.Sitemap:
		return baseURL != ""
	case address.Feed:
		return HasFeed(a, baseURL)
	}
	return slices.Contains(wholePaths, path) || slices.ContainsFunc(a.Reports, func(e *archive.Entry) bool {
		return path == address.ReportJSON(e.Code, e.Year, e.Version)
	}) || slices.ContainsFunc(a.Places(), func(p *archive.Place) bool { return path == address.PlaceSeries(p.Code) && hasSeries(p) })
}

// A renderer makes the files of one archive.
type renderer struct {
	a      *archive.Archive
	o      Options
	sink   Sink
	jobs   int
	prints []string // of each report: all that its rows and its JSON are made from
	counts string   // fingerprint of what else series are made from
}

// Render gives the sink all files of the archive's data, on as many goroutines
// as jobs says.
func Render(a *archive.Archive, o Options, sink Sink, jobs int) error {
	r := &renderer{a: a, o: o, sink: sink, jobs: max(1, jobs), prints: make([]string, len(a.Reports))}
	if err := r.fingerprints(); err != nil {
		return err
	}
	due := r.due()
	series, err := r.regions(len(due) > 0)
	if err != nil {
		return err
	}
	group := r.group()
	if len(due) > 0 {
		group.Go(func() error { return r.whole(due, series) })
	}
	for i, e := range a.Reports {
		group.Go(func() error { return r.report(e, r.prints[i]) })
	}
	if err := group.Wait(); err != nil {
		return err
	}
	text := version(a, o)
	if fingerprint := r.fingerprint(string(text)); !sink.Unchanged(address.Version, fingerprint) {
		if err := sink.Put(address.Version, fingerprint, text); err != nil {
			return err
		}
	}
	if o.BaseURL == "" {
		return nil
	}
	return r.web()
}

func (r *renderer) group() *errgroup.Group {
	group := &errgroup.Group{}
	group.SetLimit(r.jobs)
	return group
}

// fingerprints makes those that the others are made of.
func (r *renderer) fingerprints() error {
	catalogue, err := json.Marshal(r.a.Catalogue.List)
	if err != nil {
		return fmt.Errorf("catalogue: %w", err)
	}
	r.counts = r.fingerprint(string(catalogue), fmt.Sprint(r.a.Span()))
	for i, e := range r.a.Reports {
		names := namesOf(r.a, e.Code)
		digest := e.Digest()
		r.prints[i] = r.fingerprint(append(names[:], strconv.Itoa(e.Version), string(digest[:]), e.Entered, e.Revised)...)
	}
	return nil
}

// fingerprint stands for inputs of a file and for the program.
func (r *renderer) fingerprint(inputs ...string) string {
	return hex.EncodeToString(r.hash(inputs...).Sum(nil))
}

func (r *renderer) hash(inputs ...string) hash.Hash {
	h := sha256.New()
	fmt.Fprintln(h, r.o.Program)
	for _, in := range inputs {
		fmt.Fprintln(h, len(in))
		io.WriteString(h, in)
	}
	return h
}

// due gives the fingerprint of each file of the whole archive that is to be
// made, by path. They have one fingerprint, since hardly a change leaves one of
// them as it was.
func (r *renderer) due() map[string]string {
	fingerprint := r.fingerprint(append(slices.Clone(r.prints), r.counts, r.o.Title, r.o.BaseURL)...)
	due := map[string]string{}
	for _, path := range wholePaths {
		if !r.sink.Unchanged(path, fingerprint) {
			due[path] = fingerprint
		}
	}
	return due
}

// report puts what was read from one report.
func (r *renderer) report(e *archive.Entry, fingerprint string) error {
	path := address.ReportJSON(e.Code, e.Year, e.Version)
	if r.sink.Unchanged(path, fingerprint) {
		return nil
	}
	data, err := reportJSON(r.a, e)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return r.sink.Put(path, fingerprint, data)
}

// whole puts the files of the whole archive that are due. Each is let go before
// the next is made: at 10,000 reports the largest has 20 MB.
func (r *renderer) whole(due map[string]string, series [][]byte) error {
	var sums []byte
	put := func(path string, data []byte) error {
		sums = sumLine(sums, sumOf(data), path)
		if fingerprint, ok := due[path]; ok {
			return r.sink.Put(path, fingerprint, data)
		}
		return nil
	}
	packed := newPack()
	for _, f := range []struct {
		path string
		make func() ([]byte, error)
	}{
		{address.ReportsCSV, r.reportsCSV},
		{address.MentionsCSV, r.mentionsCSV},
		{address.SeriesCSV, func() ([]byte, error) { return slices.Concat(append([][]byte{header(Series)}, series...)...), nil }},
		{address.ReportsJSON, r.reportsJSON},
		{address.Schema, schema},
		{address.Package, func() ([]byte, error) { return dataPackage(r.o) }},
	} {
		data, err := f.make()
		if err == nil {
			err = packed.add(f.path, data)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", f.path, err)
		}
		if err := put(f.path, data); err != nil {
			return err
		}
	}
	data, err := packed.done()
	if err != nil {
		return fmt.Errorf("%s: %w", address.Archive, err)
	}
	if err := put(address.Archive, data); err != nil {
		return err
	}
	if fingerprint, ok := due[address.Sums]; ok {
		return r.sink.Put(address.Sums, fingerprint, originalSums(sums, r.a))
	}
	return nil
}

func (r *renderer) reportsCSV() ([]byte, error) {
	out := header(Reports)
	for _, e := range r.a.Reports {
		out = reportRow(out, e, namesOf(r.a, e.Code))
	}
	return out, nil
}

func (r *renderer) mentionsCSV() ([]byte, error) {
	size := 0 // a little more than it takes
	for _, e := range r.a.Reports {
		for _, m := range e.Mentions {
			size += len(m.Quote) + len(m.Printed) + 130
		}
	}
	out := slices.Grow(header(Mentions), size)
	for _, e := range r.a.Reports {
		out = mentionRows(out, e)
	}
	return out, nil
}

// reportsJSON has one report a line.
func (r *renderer) reportsJSON() ([]byte, error) {
	j := newJSONText()
	j.list(len(r.a.Reports), func(i int) any {
		e := r.a.Reports[i]
		return objectOf(e, namesOf(r.a, e.Code))
	})
	j.text("\n")
	return j.done()
}

// web puts what only a site with a known address has. These files are compared
// by their bytes: they cost less than a fingerprint that names all pages.
func (r *renderer) web() error {
	files := sitemap(r.o.escapedBase(), r.o.Pages, maxAddresses, maxBytes)
	if HasFeed(r.a, r.o.BaseURL) {
		data, err := feed(r.a, r.o)
		if err != nil {
			return fmt.Errorf("%s: %w", address.Feed, err)
		}
		files = append(files, file{address.Feed, data})
	}
	for _, f := range files {
		if err := r.sink.Put(f.path, "", f.data); err != nil {
			return err
		}
	}
	return nil
}
