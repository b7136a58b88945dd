// Package compare sets two reports of one town side by side: what was carried
// over word for word, what of the plans the next report takes up, what was
// inserted and deleted, which problems are named again.
//
// It says what stands in the two texts and judges nothing: no score, no verdict.
// Everything is worked out from the two reports and from lists that the
// program carries, so that the page of one pair depends on no other report.
package compare

import (
	"bytes"
	"encoding/json"
	"math"
	"slices"
	"sync"
	"sync/atomic"

	"zhenjian/generator/archive"
	"zhenjian/generator/indicator"
	"zhenjian/generator/source"
)

// A Report is what is compared: a text, and what was found in it. It stands on both
// sides, beside the year before and beside the year after, mostly in two goroutines:
// what both need of it is made once.
type Report struct {
	Key      string // 370405104/2021
	Year     int
	Text     string // cleaned
	Spans    *archive.Spans
	Mentions []archive.Mention

	cutting sync.Once
	list    []sentence
	reading sync.Once
	read    reading
}

// A Comparison is of a report with the one before it.
type Comparison struct {
	Before, After *Report
	Sections      []Section     // in the order of both
	Kept, Chars   int           // characters of the report after that stand in the one before, in unchanged or moved runs, and all, blanks aside
	Repeated      []source.Span // paragraphs of the report after that stand word for word in the one before
	Twice         []source.Span // paragraphs that stand word for word in two places of the report after
	Plans         []Plan        // of the report before
	Problems      []Problem     // of the report before
}

// A reading is what comparing needs of a report on either side.
type reading struct {
	lines    []line                   // one a sentence
	sets     []atomic.Pointer[[]pair] // of some of them, made by set
	heads    [][]pair                 // of the headings of the first two levels, by section
	passages []passage                // see repeat.go
}

func (r *Report) toCompare() *reading {
	r.reading.Do(func() {
		r.read.lines = r.lines()
		r.read.sets = make([]atomic.Pointer[[]pair], len(r.read.lines))
		r.read.heads = r.heads()
		r.read.passages = r.passages(r.read.lines)
	})
	return &r.read
}

// set gives the pairs of a line, sorted, each once. Most lines are told apart, or for
// the same, without them.
func (r *reading) set(i int) []pair {
	if made := r.sets[i].Load(); made != nil {
		return *made
	}
	set := setOf(slices.Clone(r.lines[i].pairs))
	r.sets[i].Store(&set)
	return set
}

// Compare sets a report beside an earlier one of the same place.
func Compare(before, after *Report, catalogue *indicator.Catalogue) *Comparison {
	a, b := before.toCompare(), after.toCompare()
	d := &differ{before: before, after: after, a: a.lines, b: b.lines}
	c := &Comparison{
		Before: before, After: after, Sections: d.difference(),
		Repeated: repeated(a.passages, b.passages), Twice: twice(b.passages),
	}
	c.Kept, c.Chars = d.kept()
	c.Plans = matched(before, before.promises(), after, done, catalogue)
	c.Problems = problemsAgain(before, after)
	return c
}

// Unchanged is the share of characters that stand in the report before, from 0 to
// 1, rounded down to hundredths.
func (c *Comparison) Unchanged() float64 {
	if c.Chars == 0 {
		return 0
	}
	return math.Floor(100*float64(c.Kept)/float64(c.Chars)) / 100
}

// TakenUp counts the plans that the report after takes up.
func (c *Comparison) TakenUp() int {
	n := 0
	for _, p := range c.Plans {
		if len(p.Outcomes) > 0 {
			n++
		}
	}
	return n
}

// JSON gives the comparison as data. Texts are parts of the cleaned reports.
func (c *Comparison) JSON() ([]byte, error) {
	type plan struct {
		Plan     string   `json:"plan"`
		Outcomes []string `json:"outcomes"`
		Lacking  []string `json:"lacking"`
	}
	var out struct {
		Report    string   `json:"report"`
		Against   string   `json:"against"`
		Unchanged float64  `json:"unchanged"`
		Repeated  []string `json:"repeated"`
		Plans     []plan   `json:"plans"`
	}
	out.Report, out.Against, out.Unchanged = c.After.Key, c.Before.Key, c.Unchanged()
	out.Repeated, out.Plans = []string{}, []plan{}
	for _, s := range c.Repeated {
		out.Repeated = append(out.Repeated, c.After.Text[s.Start:s.End])
	}
	quotes := func(list []Outcome) []string {
		texts := []string{}
		for _, o := range list {
			texts = append(texts, c.After.Text[o.Span.Start:o.Span.End])
		}
		return texts
	}
	for _, p := range c.Plans {
		out.Plans = append(out.Plans, plan{c.Before.Text[p.Span.Start:p.Span.End], quotes(p.Outcomes), quotes(p.Lacking)})
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(out)
	return b.Bytes(), err
}
