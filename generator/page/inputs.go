package page

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"sync"

	"zhenjian/generator/archive"
)

// Inputs name what a page is made from, so that the page need not be made to
// learn that it is as before. They may name too much, which costs time; naming
// too little leaves an old page standing. What every page is made from need not
// be named: program, layouts, settings, titles of pages by hand, gazetteer,
// catalogue, the main navigation.
//
// Making the views of 10,000 reports' pages and writing them as JSON took 4 s of
// CPU; naming their inputs takes 0.1 s.
type inputs struct{ bytes []byte }

// mostInputs is the size from which on the digest of what was named stands for it: a
// page may show every report there is.
const mostInputs = 4 << 10

// Of 10,000 reports 80,000 files are asked whether they are as before.
var inputsRoom = sync.Pool{New: func() any { return &inputs{make([]byte, 0, 2*mostInputs)} }}

func borrowInputs() *inputs {
	in := inputsRoom.Get().(*inputs)
	in.bytes = in.bytes[:0]
	return in
}

func (in *inputs) giveBack() {
	if cap(in.bytes) <= 2*mostInputs { // not those that a whole view went into
		inputsRoom.Put(in)
	}
}

func (in *inputs) fold() {
	if len(in.bytes) > mostInputs {
		d := archive.DigestOf(in.bytes)
		in.bytes = append(in.bytes[:0], d[:]...)
	}
}

func (in *inputs) texts(list ...string) {
	for _, s := range list {
		in.numbers(len(s))
		in.bytes = append(in.bytes, s...)
	}
	in.fold()
}

func (in *inputs) numbers(list ...int) {
	for _, n := range list {
		in.bytes = binary.LittleEndian.AppendUint64(in.bytes, uint64(n))
	}
}

func (in *inputs) digests(list ...archive.Digest) {
	for _, d := range list {
		in.bytes = append(in.bytes, d[:]...)
	}
	in.fold()
}

// faces names what the pages of other reports show of some.
func (in *inputs) faces(entries []*archive.Entry) {
	in.numbers(len(entries))
	for _, e := range entries {
		in.digests(e.Face())
	}
}

// wholes names all that was read of some reports.
func (in *inputs) wholes(entries []*archive.Entry) {
	in.faces(entries)
	for _, e := range entries {
		in.digests(e.Digest())
	}
}

// changes names what the comparisons of some reports with those before came to.
func (in *inputs) changes(entries ...*archive.Entry) {
	for _, e := range entries {
		in.numbers(e.Change.Against, e.Change.Percent, e.Change.Plans, e.Change.TakenUp)
	}
}

func (in *inputs) sum() archive.Digest { return archive.DigestOf(in.bytes) }

// fingerprint names the same in the letters of a manifest.
func (in *inputs) fingerprint() string {
	sum := in.sum()
	return hex.EncodeToString(sum[:])
}

// A placeSum stands for what lies at and below a place.
type placeSum struct {
	kin  archive.Digest // the places right below it and the faces of their reports
	deep archive.Digest // all reports at and below it by their faces, and the places between
}

// sums are worked out once for the pages of an archive.
type sums struct {
	every  string // what every page is made from: program, layouts
	base   string // and, as far as it does not see to that itself, everything else that many pages show
	places map[string]placeSum
	years  map[int]archive.Digest // faces of the year's reports
	words  archive.Digest         // all wordings of the glossary: they decide what a report uses
}

func (s *Site) newSums() *sums {
	out := &sums{every: s.options.Program + " " + s.layouts.Sum(), base: s.baseSum(), places: map[string]placeSum{}, years: map[int]archive.Digest{}}
	for _, p := range s.arc.Provinces() {
		out.add(p)
	}
	for _, year := range s.arc.Years {
		in := &inputs{}
		in.faces(s.arc.OfYear(year))
		out.years[year] = in.sum()
	}
	if g := s.options.Glossary; g != nil {
		in := &inputs{}
		for i := range g.List {
			in.texts(g.List[i].ID, g.List[i].Name)
			in.numbers(len(g.List[i].Also), len(g.List[i].Not))
			in.texts(g.List[i].Also...)
			in.texts(g.List[i].Not...)
		}
		out.words = in.sum()
	}
	return out
}

// add sums up a place and all below it.
func (s *sums) add(p *archive.Place) placeSum {
	kin, deep := &inputs{}, &inputs{}
	deep.texts(p.Code, p.Name)
	deep.faces(p.Reports)
	for _, c := range p.Children {
		sum := s.add(c)
		kin.texts(c.Code, c.Name)
		kin.faces(c.Reports)
		deep.digests(sum.deep)
	}
	sum := placeSum{kin.sum(), deep.sum()}
	s.places[p.Code] = sum
	return sum
}

// baseSum stands for what every page is made from.
func (s *Site) baseSum() string {
	h := sha256.New()
	var titles, columns []string
	for _, m := range s.pages {
		titles = append(titles, m.Name, m.title())
	}
	for _, c := range s.columns() {
		columns = append(columns, c.path)
	}
	options := s.options
	options.Glossary = nil // few pages show what is in it
	for _, v := range []any{options, titles, columns, s.arc.Catalogue.List, s.arc.Gazetteer.Additions(), s.feed} {
		data, err := json.Marshal(v)
		if err != nil {
			panic(err) // texts, numbers and lists of them alone
		}
		h.Write(append(data, '\n'))
	}
	return hex.EncodeToString(h.Sum(nil))
}

// Sum stands for the layouts and assets.
func (l *Layouts) Sum() string {
	in := &inputs{}
	in.texts(l.hash)
	for _, a := range l.assets {
		in.texts(a.path, a.sum)
	}
	return in.fingerprint()
}

// around names a place, what lies above it, and the reports of the places beside
// it.
func (s *Site) around(in *inputs, p *archive.Place) {
	for _, r := range s.arc.Chain(p.Code) {
		in.texts(r.Code, r.Name)
	}
	in.faces(p.Reports)
	in.digests(s.sums.places[p.Parent].kin)
}

// reportInputs names what a report's page is made from.
func (s *Site) reportInputs(in *inputs, e *archive.Entry) {
	in.wholes([]*archive.Entry{e})
	in.digests(s.sums.words)
	in.changes(e)
	if before := s.arc.Earlier(e); before != nil && s.showsJumps() {
		in.wholes([]*archive.Entry{before})
	}
	for _, p := range s.shared[e] {
		in.numbers(p.First, p.Last)
		in.faces(p.Others)
		for _, o := range p.Others {
			in.texts(s.placeName(o))
		}
	}
	s.around(in, s.arc.Place(e.Code))
	shelf := s.years[e.Year]
	in.texts(shelf.path(shelf.region(e.Code)))
	for _, m := range e.Mentions {
		if s.indicators[m.Indicator] == nil { // of a further version
			in.texts(m.Indicator)
		}
	}
	for _, c := range e.Cites {
		if law := s.arc.LawOf(c); law != nil {
			in.texts(law.ID, law.Title)
		}
	}
}

// changesInputs names what a report beside the one before is made from.
func (s *Site) changesInputs(in *inputs, before, e *archive.Entry) {
	in.wholes([]*archive.Entry{before, e})
	for _, r := range s.arc.Chain(e.Code) {
		in.texts(r.Code, r.Name)
	}
}

// sourceInputs names what the view of a file is made from.
func (s *Site) sourceInputs(in *inputs, e *archive.Entry) {
	in.wholes([]*archive.Entry{e})
	for _, r := range s.arc.Chain(e.Code) {
		in.texts(r.Code, r.Name)
	}
}

// placeInputs names what a place's page is made from.
func (s *Site) placeInputs(in *inputs, p *archive.Place) {
	s.around(in, p)
	in.wholes(p.Reports)
	in.changes(p.Reports...)
	in.numbers(s.arc.Span()...)
	in.digests(s.sums.places[p.Code].deep)
}

// townsInputs names what a table of towns is made from.
func (s *Site) townsInputs(in *inputs, p *archive.Place, years []int, i int) {
	s.around(in, p)
	in.numbers(years...)
	in.numbers(i)
	in.texts(s.arc.Indicators()...)
	for _, c := range p.Children {
		in.texts(c.Code, c.Name)
		if e := reportOf(c, years[i]); e != nil {
			in.wholes([]*archive.Entry{e})
		}
	}
}

// yearInputs names what a list of a year's reports is made from.
func (s *Site) yearInputs(in *inputs, year int, code string) {
	in.digests(s.sums.years[year])
	in.numbers(s.arc.Years...)
	in.texts(code)
}

// lawInputs names what a title's page is made from.
func (s *Site) lawInputs(in *inputs, law *archive.Law) {
	in.texts(law.Title)
	in.texts(law.Variants...)
	in.faces(law.Citing)
	in.numbers(s.arc.Years...)
}

// termInputs names what a term's page is made from: the reports that stand on it,
// and how many use the term elsewhere.
func (s *Site) termInputs(in *inputs, h *termShelf, code string) {
	in.texts(h.term.ID, h.term.Name, h.term.Text, h.term.Source, h.term.Law, h.term.Indicator, code)
	in.numbers(len(h.term.Also))
	in.texts(h.term.Also...)
	if h.law != nil {
		in.texts(h.law.ID)
	}
	s.tallyInputs(in, h.tally, code)
	if s.indicators[h.term.Indicator] != nil {
		in.texts(h.term.Indicator)
	}
	for _, r := range s.arc.Chain(code) {
		in.texts(r.Name)
	}
}

// indicatorInputs names what a page of an indicator is made from: its mentions
// in the reports of the places below the page's region, and how many reports
// there are.
func (s *Site) indicatorInputs(in *inputs, h *indicatorShelf, code string) {
	in.texts(h.in.ID, code)
	in.numbers(h.reports, s.known, len(s.arc.PlacesOf(h.in.ID)))
	in.numbers(s.arc.Span()...)
	in.numbers(s.reported[code]...)
	for _, c := range h.parts[code] {
		in.texts(c)
		in.numbers(h.placesIn(c))
	}
	for _, year := range s.arc.Years {
		in.texts(s.years[year].path(s.years[year].region(code)))
	}
	for _, r := range s.arc.Chain(code) {
		in.texts(r.Name)
	}
	for _, place := range h.under[code] {
		in.digests(h.sums[place])
	}
}
