package compare

import (
	"cmp"
	"slices"
	"unicode/utf8"

	"zhenjian/generator/archive"
	"zhenjian/generator/source"
)

// Passages that reports of several towns share are found by clauses, not by
// sentences: one word changed leaves the other clauses of a sentence as they are, and
// figures are left out of the comparison, since they are what is changed first. A clause
// that many towns have is a formula, or prescribed from above, and counts for nothing.
//
// Time and memory are linear in the archive: the prints of all reports are sorted in
// shares, so that some 10 MB of them are in memory at a time.

const (
	minClauseRunes = 12  // of a clause that gets a print
	maxPrints      = 100 // of a report
	minPrintBytes  = 5   // that a print takes in an entry
	maxTowns       = 4   // that may share what is no formula
	maxProvinces   = 2   // that these may lie in
	minRun         = 3   // clauses of a passage
	maxGap         = 2   // clauses between two of a passage that are not shared
	maxLines       = 3   // from one of a passage to the next: of short clauses, which have no print, whole paragraphs may lie between
)

// Prints gives the fingerprints of a report's clauses. line says on which line of
// the file a byte of the text stands.
func (r *Report) Prints(line func(at int) int) []archive.Print {
	var out []archive.Print
	r.eachPrinted(func(c source.Span, hash uint32) {
		out = append(out, archive.Print{Hash: hash, Line: line(c.Start)})
	})
	return out
}

// Printed gives the clauses of a report that have a print, in the order of these.
func (r *Report) Printed() []source.Span {
	var out []source.Span
	r.eachPrinted(func(c source.Span, _ uint32) { out = append(out, c) })
	return out
}

func (r *Report) eachPrinted(f func(c source.Span, hash uint32)) {
	prints := 0
	var list []source.Span
	for _, s := range r.sentences() {
		if s.heading || s.row || s.role == apart && r.hasParts() {
			continue
		}
		list = appendClauses(list[:0], r.Text, s.span)
		for _, c := range list {
			n, hash := 0, uint32(2166136261) // FNV-1a, by characters
			for i := c.Start; i < c.End; {
				ch, size := hanAt(r.Text, i), 3
				if ch == 0 {
					ch, size = utf8.DecodeRuneInString(r.Text[i:c.End])
					ch = fold(ch)
				}
				if i += size; isLetter(ch) {
					hash = (hash ^ uint32(ch)) * 16777619
					n++
				}
			}
			if n < minClauseRunes {
				continue
			}
			f(c, hash)
			if prints++; prints == maxPrints {
				return
			}
		}
	}
}

// hasParts tells whether a report has a section of level 1.
func (r *Report) hasParts() bool {
	return slices.ContainsFunc(r.Spans.Sections, func(s archive.Section) bool { return s.Level == 1 })
}

// A Shared is a passage of a report that stands in an earlier one of another place.
type Shared struct {
	Entry, From *archive.Entry
	Line        int // of Entry's file, where it begins
	Clauses     int
}

// A sighting is a clause of one report.
type sighting struct {
	hash   uint32
	report int32 // index into the archive's reports
	at     int32 // number of the print, from 0
	line   int32
	from   int32 // index of a report of another place that has it
}

// maxShare is how many prints are sorted at a time, or nearly.
const maxShare = 1 << 18

// SharedPassages finds what reports of different places have in common, by
// report; of several reports that have a passage the earliest by year stands for
// it. Reports on one year are not taken for sources of each other in both
// directions: that of the lower code is.
func SharedPassages(a *archive.Archive) []Shared {
	var out []Shared
	for _, r := range runs(a, func(group, places []sighting) (hits []sighting) {
		for _, s := range group {
			if a.Reports[s.report].Code != a.Reports[places[0].report].Code {
				s.from = places[0].report
				hits = append(hits, s)
			}
		}
		return hits
	}) {
		e := a.Reports[r.report]
		out = append(out, Shared{Entry: e, From: a.Reports[r.from], Line: lineOf(e, r.first), Clauses: r.clauses})
	}
	return out
}

// An Elsewhere is a passage of a report that stands in reports of other places as well.
type Elsewhere struct {
	First, Last int              // clauses, as numbers of Printed
	Others      []*archive.Entry // the first of each place that has all of it, by year
}

// PassagesElsewhere finds the same for readers: of each report, also of the earliest,
// what others have in common with it.
func PassagesElsewhere(a *archive.Archive) map[*archive.Entry][]Elsewhere {
	all := runs(a, func(group, places []sighting) (hits []sighting) {
		for _, s := range group {
			for _, p := range places { // not each report of the group: that would be their square
				if a.Reports[s.report].Code != a.Reports[p.report].Code {
					s.from = p.report
					hits = append(hits, s)
				}
			}
		}
		return hits
	})
	out := map[*archive.Entry][]Elsewhere{}
	for len(all) > 0 {
		n := 1
		for n < len(all) && all[n].report == all[0].report {
			n++
		}
		out[a.Reports[all[0].report]] = elsewhere(a, all[:n])
		all = all[n:]
	}
	return out
}

// elsewhere gives the passages of one report, each once, in the order of the text.
func elsewhere(a *archive.Archive, list []run) []Elsewhere {
	slices.SortStableFunc(list, func(x, y run) int { return cmp.Or(cmp.Compare(x.first, y.first), cmp.Compare(y.last, x.last)) })
	var out []Elsewhere
	for i, r := range list {
		if i > 0 && list[i-1].first == r.first && list[i-1].last == r.last {
			continue
		}
		e := Elsewhere{First: int(r.first), Last: int(r.last)}
		for _, o := range list {
			if from := a.Reports[o.from]; o.first <= r.first && o.last >= r.last && !slices.Contains(e.Others, from) {
				e.Others = append(e.Others, from)
			}
		}
		slices.SortFunc(e.Others, func(x, y *archive.Entry) int { return cmp.Or(cmp.Compare(x.Year, y.Year), cmp.Compare(x.Code, y.Code)) })
		out = append(out, e)
	}
	return out
}

// A run is a passage of one report that another has.
type run struct {
	report, from int32 // indexes into the archive's reports
	first, last  int32 // prints of report
	clauses      int
}

// runs finds the passages that reports share, by report. hits says which sightings of a
// clause count, with from set: group are all, in the order of years, places the first
// of each place.
func runs(a *archive.Archive, hits func(group, places []sighting) []sighting) []run {
	var found []sighting
	size := 0
	for _, e := range a.Reports {
		size += len(e.Prints)
	}
	order := byYear(a)
	shares := uint32(1 + size/minPrintBytes/maxShare)
	for share := range shares {
		seen := make([]sighting, 0, size/minPrintBytes/int(shares))
		for _, i := range order {
			e := a.Reports[i]
			if e.Version > 1 {
				continue
			}
			at := int32(0)
			for p := range e.Prints.All() {
				if p.Hash%shares == share {
					seen = append(seen, sighting{hash: p.Hash, report: i, at: at, line: int32(p.Line)})
				}
				at++
			}
		}
		seen = byHash(seen)
		for len(seen) > 0 {
			n := 1
			for n < len(seen) && seen[n].hash == seen[0].hash {
				n++
			}
			if n > 1 {
				if places := places(a, seen[:n]); len(places) > 1 {
					found = append(found, hits(seen[:n], places)...)
				}
			}
			seen = seen[n:]
		}
	}
	slices.SortFunc(found, func(x, y sighting) int {
		return cmp.Or(cmp.Compare(x.report, y.report), cmp.Compare(x.from, y.from), cmp.Compare(x.at, y.at))
	})
	var out []run
	for len(found) > 0 {
		n := 1
		for n < len(found) && found[n].report == found[0].report && found[n].from == found[0].from && found[n].at-found[n-1].at <= maxGap+1 && found[n].line-found[n-1].line <= maxLines {
			n++
		}
		if n >= minRun {
			out = append(out, run{report: found[0].report, from: found[0].from, first: found[0].at, last: found[n-1].at, clauses: n})
		}
		found = found[n:]
	}
	return out
}

// byYear gives the reports in the order of years, as indexes.
func byYear(a *archive.Archive) []int32 {
	order := make([]int32, len(a.Reports))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortStableFunc(order, func(x, y int32) int { return cmp.Compare(a.Reports[x].Year, a.Reports[y].Year) })
	return order
}

// byHash sorts sightings by their hashes, a byte at a time from the last, which leaves
// those of one clause in the order of list. A formula is seen in thousands of
// reports: comparing took five times as long (200,000: 83 ms, 18 now).
func byHash(list []sighting) []sighting {
	spare := make([]sighting, len(list))
	for shift := 0; shift < 32; shift += 8 {
		var next [257]int // where the next sighting with a byte goes
		for i := range list {
			next[list[i].hash>>shift&0xFF+1]++
		}
		for b := range 256 {
			next[b+1] += next[b]
		}
		for i := range list {
			b := list[i].hash >> shift & 0xFF
			spare[next[b]] = list[i]
			next[b]++
		}
		list, spare = spare, list
	}
	return list
}

// places gives the first sighting of a clause in each place, none where too many
// places have it. group is in the order of years.
func places(a *archive.Archive, group []sighting) []sighting {
	out := group[:1:1]
	provinces := []string{province(a.Reports[group[0].report].Code)}
	for _, s := range group[1:] {
		code := a.Reports[s.report].Code
		if slices.ContainsFunc(out, func(o sighting) bool { return a.Reports[o.report].Code == code }) {
			continue
		}
		if out = append(out, s); len(out) > maxTowns {
			return nil
		}
		if p := province(code); !slices.Contains(provinces, p) {
			if provinces = append(provinces, p); len(provinces) > maxProvinces {
				return nil
			}
		}
	}
	return out
}

// province is the part of a code that names it.
func province(code string) string { return code[:min(2, len(code))] }

func lineOf(e *archive.Entry, at int32) int {
	n := int32(0)
	for p := range e.Prints.All() {
		if n == at {
			return p.Line
		}
		n++
	}
	return 0
}

// SharedNotes tells the clerk of the passages that a report has in common with
// others, one note for each of the others.
func SharedNotes(a *archive.Archive) []source.Problem {
	var out []source.Problem
	for _, s := range SharedPassages(a) {
		if n := len(out); n > 0 && out[n-1].File == s.Entry.Path && out[n-1].Args[0] == any(s.From.Path) {
			out[n-1].Args[1] = out[n-1].Args[1].(int) + s.Clauses
			continue
		}
		out = append(out, source.Problem{Code: source.SharedText, File: s.Entry.Path, Line: s.Line, Args: []any{s.From.Path, s.Clauses}})
	}
	return out
}
