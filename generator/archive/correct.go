package archive

import (
	"strings"

	"zhenjian/generator/numeral"
	"zhenjian/generator/quantity"
	"zhenjian/generator/report"
	"zhenjian/generator/source"
)

// A Correction is one of the sidecar's that holds: the words it speaks of stand in
// the text once.
type Correction struct {
	Number  source.Span // bytes of the text: the number with its unit
	Printed string      // the same as printed
	Quote   string      // the words that it stands in, as the sidecar has them
	Now     string      // the right number with its unit, 61件; "" where it is struck out
	Reason  string
	Date    string // YYYY-MM-DD
	Line    int    // of the number, in the file as received
}

// correct applies the sidecar's corrections to the mentions of the numbers that
// they speak of. One whose words are not in the text, or not once, is not applied,
// and said to be stale.
func (e *Entry) correct(r *report.Report, quantities []quantity.Quantity) (problems []source.Problem) {
	text := r.Doc.Text
	for _, c := range r.Answers.Corrections {
		number, fault := numberOf(text, c, quantities, e.Mentions)
		if fault != nil {
			problems = append(problems, source.Problem{Code: source.StaleCorrection, File: r.Doc.SidecarPath, Line: c.Line, Args: []any{fault}})
			continue
		}
		now, unit := "", ""
		for _, q := range quantities {
			if q.Start == number.Start && q.End == number.End {
				unit = q.Unit
			}
		}
		if !c.Strike {
			now = c.Value.String() + unit
		}
		for i := range e.Mentions {
			if m := &e.Mentions[i]; m.Number == number {
				m.Struck, m.Corrected = c.Strike, !c.Strike
				if m.Corrected {
					m.Right = c.Value
				}
			}
		}
		e.Corrections = append(e.Corrections, Correction{number, strings.Clone(text[number.Start:number.End]), c.Quote, now, c.Reason, c.Date, r.Doc.Line(number.Start)})
	}
	return problems
}

// numberOf finds the number that a correction speaks of.
func numberOf(text string, c report.Correction, quantities []quantity.Quantity, mentions []Mention) (source.Span, *source.Fault) {
	start := strings.Index(text, c.Quote)
	switch {
	case start < 0:
		return source.Span{}, source.Faultf(c.Line, "报告里没有“%s”这句话", "the report has not the words “%s”", c.Quote)
	case strings.Contains(text[start+1:], c.Quote):
		return source.Span{}, source.Faultf(c.Line, "“%s”在报告里不止一处，请多抄几个字", "the words “%s” stand in the report more than once; copy some more", c.Quote)
	}
	end := start + len(c.Quote)
	var found []source.Span
	for _, q := range quantities {
		printed := text[q.Start:q.End]
		if q.Start >= start && q.End <= end && (c.Printed == "" || c.Printed == printed || c.Printed == text[q.Start:q.NumEnd]) {
			found = append(found, source.Span{Start: q.Start, End: q.End})
		}
	}
	if len(found) == 0 && c.Strike { // a statement of none
		for _, m := range mentions {
			if m.Denied && m.Number.Start >= start && m.Number.End <= end && (len(found) == 0 || found[0] != m.Number) {
				found = append(found, m.Number)
			}
		}
	}
	switch {
	case len(found) == 0 && c.Printed != "":
		return source.Span{}, source.Faultf(c.Line, "“%s”里没有“%s”这个数", "the words “%s” hold no number “%s”", c.Quote, c.Printed)
	case len(found) == 0:
		return source.Span{}, source.Faultf(c.Line, "“%s”里没有可以更正的数", "the words “%s” hold no number to correct", c.Quote)
	case len(found) > 1:
		return source.Span{}, source.Faultf(c.Line, "“%s”里有几个数，请用 printed 写明是哪一个，例如 printed = \"%s\"", "the words “%s” hold several numbers; say which, as in printed = \"%s\"", c.Quote, text[found[0].Start:found[0].End])
	}
	return found[0], nil
}

// value is the number that counts.
func (m *Mention) value() numeral.Decimal {
	if m.Corrected {
		return m.Right
	}
	return m.Value
}
