package pipeline

import (
	"slices"
	"strings"

	"zhenjian/generator/address"
	"zhenjian/generator/archive"
	"zhenjian/generator/page"
	"zhenjian/generator/source"
)

// Somebody who saves a report looks at its page, and a whole build of 10,000
// reports takes a second even if hardly anything changed: lists, totals, tables
// and data hang on it. So the pages of the report itself go first, made from the
// archive as it was, in 15 ms. What they cannot know yet (a place's first
// mention of an indicator, a title that no report cited before) the build that
// follows puts right, before a reader has scrolled.

// mostQuick is how many reports are worth showing before the build.
const mostQuick = 8

// shown is what the last build put in place.
type shown struct {
	in   Input
	arc  *archive.Archive
	site *page.Site
	res  *Result
}

// Quick shows the pages of reports that were saved, before the build that must
// follow. paths are report files, or sidecars of such, below Input.Reports. It
// gives nil where it cannot: a report is new or gone, is from another place or
// year now, or cannot be published; where nothing differs; and after any error,
// which the build will meet again and name.
func (s *Session) Quick(paths []string) *Result {
	if s.shown == nil || len(paths) == 0 || len(paths) > mostQuick {
		return nil
	}
	made := pages{}
	var readings []*quickReading
	res := *s.shown.res
	res.Read, res.Changed = nil, nil
	for _, path := range paths {
		path, sidecar := strings.CutSuffix(path, ".toml")
		reading := s.quickly(path, sidecar, made)
		if reading == nil {
			s.shown = nil // half swapped: the build comes first
			return nil
		}
		res.Read = append(res.Read, reading.Reading)
		readings = append(readings, reading)
	}
	if s.shown.in.Precompress && packAll(made) != nil {
		return nil
	}
	changed, err := s.publisher.Replace(made)
	if err != nil || len(changed) == 0 {
		return nil
	}
	for _, r := range readings { // once the pages are there: copying 70,000 takes its time
		res.Problems = replaceProblems(res.Problems, r.Path, r.problems)
	}
	res.Changed, res.Written = changed, len(changed)
	res.Unchanged, res.Removed = res.Pages-len(changed), 0
	return &res
}

// replaceProblems gives the problems, which are sorted, with those of one report and
// its sidecar replaced.
func replaceProblems(problems []source.Problem, path string, by []source.Problem) []source.Problem {
	out := make([]source.Problem, 0, len(problems)+len(by))
	for _, p := range problems {
		if strings.TrimSuffix(p.File, ".toml") != path {
			out = append(out, p)
		}
	}
	for _, p := range by {
		at, equal := slices.BinarySearchFunc(out, p, source.CompareProblems)
		for equal && at < len(out) && source.CompareProblems(out[at], p) == 0 {
			at++ // behind its equals, as a stable sort has it
		}
		out = slices.Insert(out, at, p)
	}
	return out
}

type quickReading struct {
	Reading
	problems []source.Problem
}

// quickly makes the pages of one report.
func (s *Session) quickly(path string, sidecar bool, made pages) *quickReading {
	in, arc := s.shown.in, s.shown.arc
	at := slices.IndexFunc(arc.Reports, func(e *archive.Entry) bool { return e.Path == path })
	if at < 0 || sidecar && arc.Reports[at].Sidecar == "" {
		return nil
	}
	f := source.File{Path: path, HasSidecar: arc.Reports[at].Sidecar != ""}
	var e *archive.Entry
	var spans *archive.Spans
	var problems []source.Problem
	if problem := guard(path, func() { e, spans, problems = understandOne(in, f) }); problem != nil || e == nil {
		return nil
	}
	if !arc.Swap(arc.Reports[at], e) {
		return nil
	}
	doc, _ := in.read(f)
	if doc == nil || sum(doc.Raw) != e.SHA256 {
		return nil // saved once more
	}
	open := func() (*page.Text, error) { return &page.Text{Doc: doc, Spans: spans}, nil }
	site := s.shown.site
	if before := arc.Against(e); before != nil {
		openBefore := func() (*page.Text, error) { return reopen(in, before, s.memory.records[before.Path].spans) }
		change, err := site.Changes(before, e, nil, open, openBefore, made)
		if err != nil {
			return nil
		}
		e.Change = change
	}
	if site.Report(e, open, made) != nil || site.Source(e, open, made) != nil || site.Card(e, open, made) != nil {
		return nil
	}
	made[address.Original(e.Code, e.Year, e.Version, e.Ext)] = doc.Raw
	return &quickReading{Reading{f, e}, problems}
}

// pages gathers files by path.
type pages map[string][]byte

func (pages) Unchanged(string, string) bool { return false }

func (p pages) Put(path, _ string, data []byte) error {
	p[path] = slices.Clone(data)
	return nil
}
