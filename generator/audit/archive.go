package audit

import (
	"fmt"
	"slices"
	"strings"

	"zhenjian/generator/archive"
	"zhenjian/generator/numeral"
	"zhenjian/generator/region"
	"zhenjian/generator/source"
)

// Archive looks over what shows only when all reports are there: files that were
// replaced after they were published, numbers far from those of the year before,
// and towns that have not reported.
func Archive(a *archive.Archive) []source.Problem {
	var out []source.Problem
	var last *archive.Entry // whose turn was before, mostly on the year before
	var stated []archive.Stated
	for _, e := range a.Reports {
		if (e.Replaced || e.Revised != "") && !explained(e) {
			out = append(out, source.Problem{Code: source.UnsaidChange, File: e.Path, Args: []any{e.Entered}})
		}
		before := yearBefore(a, e)
		if before == nil {
			continue
		}
		if last != before {
			stated = a.StatedIn(before)
		}
		old := stated
		last, stated = e, a.StatedIn(e)
		for _, j := range jumps(a, before, old, stated) {
			now, then := e.Mentions[j.Now-1], j.Before.Mentions[j.Then-1]
			out = append(out, source.Problem{Code: source.Jump, File: e.Path, Line: now.Line, Args: []any{j.Name, now.Printed, then.Printed, now.Quote, then.Quote, fmt.Sprintf("%s:%d", j.Before.Path, then.Line)}})
		}
	}
	return append(out, missing(a)...)
}

// explained tells whether the sidecar says why the file was replaced: in the month
// in which it was, or later; for one that the ledger has not yet, at any time after
// the first.
func explained(e *archive.Entry) bool {
	last := ""
	for _, c := range e.Changes {
		last = max(last, c.Date)
	}
	since := e.Revised
	if e.Replaced {
		since = max(e.Entered, e.Revised)
	}
	return last != "" && last[:7] >= since[:min(7, len(since))]
}

// tooSmall: of numbers up to it ten times as much is nothing odd.
const tooSmall = 20

// A Jump is a number that is more than ten times that of the year before, or less than
// a tenth, in the same unit and for the same part of the year.
type Jump struct {
	Name   string         // of the indicator
	Before *archive.Entry // the report on the year before
	Now    int            // number of the mention in the report, from 1
	Then   int            // in the one before
}

// Jumps finds those of a report, in reading order. A sum may be of more parts than
// before and is left alone.
func Jumps(a *archive.Archive, e *archive.Entry) []Jump {
	before := yearBefore(a, e)
	if before == nil {
		return nil
	}
	return jumps(a, before, a.StatedIn(before), a.StatedIn(e))
}

// yearBefore gives the report that the numbers of one are held against; nil where
// there is none.
func yearBefore(a *archive.Archive, e *archive.Entry) *archive.Entry {
	before := a.Earlier(e)
	if e.Version != 1 || before == nil || before.Year != e.Year-1 {
		return nil
	}
	return before
}

func jumps(a *archive.Archive, before *archive.Entry, old, now []archive.Stated) []Jump {
	var out []Jump
	for _, n := range now {
		for _, o := range old {
			if o.Indicator != n.Indicator || o.Family != n.Family || o.State != archive.Number || n.State != archive.Number || o.Unit != n.Unit || o.Period.Months() != n.Period.Months() || len(o.Mentions)+len(n.Mentions) > 2 {
				continue
			}
			less, more := o.Value, n.Value
			if less.Cmp(more) > 0 {
				less, more = more, less
			}
			if more.Cmp(numeral.Int(tooSmall)) <= 0 || more.Float64() <= 10*less.Float64() {
				continue
			}
			in, _ := a.Catalogue.Get(n.Indicator)
			out = append(out, Jump{in.Name, before, n.Mentions[0], o.Mentions[0]})
		}
	}
	slices.SortStableFunc(out, func(x, y Jump) int { return x.Now - y.Now })
	return out
}

// mostMissing is how many towns a message names.
const mostMissing = 30

// missing names the towns of a county that have not reported on the last year, if
// half of them have. Those of earlier years stand on the coverage page.
func missing(a *archive.Archive) []source.Problem {
	var out []source.Problem
	last := len(a.Years) - 1
	for _, g := range a.Coverage() {
		have, due := 0, 0
		var names []string
		for _, r := range g.Rows {
			if r.Place.Level != region.Town {
				continue
			}
			due++
			if last >= 0 && r.Reports[last] != nil {
				have++
			} else {
				names = append(names, r.Place.Name)
			}
		}
		if len(names) == 0 || 2*have < due {
			continue
		}
		list := strings.Join(names[:min(mostMissing, len(names))], "、")
		if len(names) > mostMissing {
			list += "……"
		}
		out = append(out, source.Problem{Code: source.MissingReports, File: g.Region.Name, Args: []any{g.Region.Name, a.Years[last], due, have, list}})
	}
	return out
}
