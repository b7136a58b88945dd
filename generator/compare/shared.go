package compare

import (
	"cmp"
	"slices"

	"zhenjian/generator/archive"
	"zhenjian/generator/source"
)

// Passages that reports of several towns share are found by clauses, not by
// sentences: one word changed leaves the other clauses of a sentence as they are, and
// figures are left out of the comparison, since they are what is changed first. A clause
// that many towns have is a formula, or prescribed from above, and counts for nothing.
//
// Time and memory are linear in the archive: the prints of all reports are sorted in
// shares by their first bits, so that a sixteenth of them is in memory at a time.

const (
	minClauseRunes = 12  // of a clause that gets a print
	maxPrints      = 100 // of a report
	maxTowns       = 4   // that may share what is no formula
	maxProvinces   = 2   // that these may lie in
	minRun         = 3   // clauses of a passage
	maxGap         = 2   // clauses between two of a passage that are not shared
)

// Prints gives the fingerprints of a report's clauses. line says on which line of
// the file a byte of the text stands.
func (r *Report) Prints(line func(at int) int) []archive.Print {
	var out []archive.Print
	for _, s := range r.sentences() {
		if s.heading || s.row || s.role == apart && r.hasParts() {
			continue
		}
		for _, c := range clauses(r.Text, s.span) {
			n, hash := 0, uint32(2166136261) // FNV-1a, by characters
			for _, ch := range r.Text[c.Start:c.End] {
				if ch = fold(ch); isLetter(ch) {
					hash = (hash ^ uint32(ch)) * 16777619
					n++
				}
			}
			if n < minClauseRunes {
				continue
			}
			if out = append(out, archive.Print{Hash: hash, Line: line(c.Start)}); len(out) == maxPrints {
				return out
			}
		}
	}
	return out
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
	from   int32 // index of the earliest report of another place that has it
}

// shares is in how many parts the prints are sorted.
const shares = 16

// SharedPassages finds what reports of different places have in common, by
// report; of several reports that have a passage the earliest by year stands for
// it. Reports on one year are not taken for sources of each other in both
// directions: that of the lower code is.
func SharedPassages(a *archive.Archive) []Shared {
	var hits []sighting
	for share := range uint32(shares) {
		var seen []sighting
		for i, e := range a.Reports {
			if e.Version > 1 {
				continue
			}
			at := int32(0)
			for p := range e.Prints.All() {
				if p.Hash%shares == share {
					seen = append(seen, sighting{hash: p.Hash, report: int32(i), at: at})
				}
				at++
			}
		}
		slices.SortFunc(seen, func(x, y sighting) int {
			ex, ey := a.Reports[x.report], a.Reports[y.report]
			return cmp.Or(cmp.Compare(x.hash, y.hash), cmp.Compare(ex.Year, ey.Year), cmp.Compare(x.report, y.report), cmp.Compare(x.at, y.at))
		})
		for len(seen) > 0 {
			n := 1
			for n < len(seen) && seen[n].hash == seen[0].hash {
				n++
			}
			hits = append(hits, together(a, seen[:n])...)
			seen = seen[n:]
		}
	}
	slices.SortFunc(hits, func(x, y sighting) int {
		return cmp.Or(cmp.Compare(x.report, y.report), cmp.Compare(x.from, y.from), cmp.Compare(x.at, y.at))
	})
	var out []Shared
	for len(hits) > 0 {
		n := 1
		for n < len(hits) && hits[n].report == hits[0].report && hits[n].from == hits[0].from && hits[n].at-hits[n-1].at <= maxGap+1 {
			n++
		}
		if n >= minRun {
			e := a.Reports[hits[0].report]
			out = append(out, Shared{Entry: e, From: a.Reports[hits[0].from], Line: lineOf(e, hits[0].at), Clauses: n})
		}
		hits = hits[n:]
	}
	return out
}

// together gives those reports that have a clause of an earlier one of another
// place, unless too many places have it. group is in the order of years.
func together(a *archive.Archive, group []sighting) []sighting {
	first := a.Reports[group[0].report]
	places, provinces := []string{first.Code}, []string{province(first.Code)}
	for _, s := range group[1:] {
		code := a.Reports[s.report].Code
		if !slices.Contains(places, code) {
			if places = append(places, code); len(places) > maxTowns {
				return nil
			}
		}
		if p := province(code); !slices.Contains(provinces, p) {
			if provinces = append(provinces, p); len(provinces) > maxProvinces {
				return nil
			}
		}
	}
	if len(places) == 1 {
		return nil
	}
	var out []sighting
	for _, s := range group {
		if a.Reports[s.report].Code != first.Code {
			s.from = group[0].report
			out = append(out, s)
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
