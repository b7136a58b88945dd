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

	"zhenjian/generator/archive"
	"zhenjian/generator/indicator"
	"zhenjian/generator/source"
)

// A Report is what is compared: a text, and what was found in it.
type Report struct {
	Key      string // 370405104/2021
	Year     int
	Text     string // cleaned
	Spans    *archive.Spans
	Mentions []archive.Mention

	list []sentence // made when first asked for
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

// Compare sets a report beside an earlier one of the same place.
func Compare(before, after *Report, catalogue *indicator.Catalogue) *Comparison {
	a, b := before.sentences(), after.sentences()
	one, two := before.lines(a), after.lines(b)
	passages := after.passages(b, two)
	c := &Comparison{
		Before: before, After: after, Sections: difference(before, after, a, b, one, two),
		Repeated: repeated(before.passages(a, one), passages), Twice: twice(passages),
	}
	for _, s := range c.Sections {
		for _, run := range s.After.Runs {
			n := 0
			for _, r := range after.Text[run.Span.Start:run.Span.End] {
				if isHan(r) || !isBlank(r) {
					n++
				}
			}
			c.Chars += n
			if run.Op != Changed {
				c.Kept += n
			}
		}
	}
	c.Plans = matched(before, before.promises(a), after, b, catalogue)
	c.Problems = problemsAgain(before, after, a, b)
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
	e.SetIndent("", " ")
	err := e.Encode(out)
	return b.Bytes(), err
}
