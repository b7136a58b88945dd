package archive

import (
	"strconv"
	"strings"

	"zhenjian/generator/indicator"
	"zhenjian/generator/numeral"
	"zhenjian/generator/quantity"
	"zhenjian/generator/report"
	"zhenjian/generator/source"
)

// A Mention is what an Entry remembers of one mention of an indicator.
type Mention struct {
	Indicator string
	Value     numeral.Decimal // exact, in Unit; 0 for a statement of none
	High      numeral.Decimal // upper end of a range, meant only where HasHigh
	HasHigh   bool
	Qualifier quantity.Qualifier
	Unit      string           // as printed; "" for a statement of none
	Family    string           // of package quantity; "" for a statement of none
	Period    indicator.Period // "" for the whole year
	Denied    bool             // a statement of none
	Printed   string           // the number with its unit as printed; the quote for a statement of none
	Quote     string           // the clause that carries it
	Line      int              // of the file as received, 1-based
	Number    source.Span      // bytes of the cleaned text
	Clause    source.Span      // of the quote

	Struck    bool            // by a correction: it counts no more
	Corrected bool            // Right takes the place of Value
	Right     numeral.Decimal // meant only where Corrected
}

// Counts gives the mention as it counts, with what a correction puts in the place
// of the printed number.
func (m *Mention) Counts() Mention {
	if !m.Corrected {
		return *m
	}
	now := *m
	now.Value, now.High, now.HasHigh, now.Qualifier = m.Right, numeral.Decimal{}, false, quantity.Exact
	return now
}

// MentionID names the n-th mention of a report, from 1, in its page and in data files.
func MentionID(n int) string { return "m" + strconv.Itoa(n) }

// familyOf is looked up here, once: series ask for it many times over.
func familyOf(m indicator.Mention) string {
	if m.Denied {
		return ""
	}
	return Family(m.Unit)
}

// Family is that of a unit, or the unit itself where its family is measured in units of several sizes.
func Family(unit string) string {
	switch family := quantity.Family(unit); family {
	case "area", "length", "weight", "volume", "power", "time":
		return unit // 亩 and 公顷 are one family, and no sum of the two is either
	default:
		return family
	}
}

// mentionsOf condenses what the catalogue finds in a report, in reading order,
// and says where it is not sure.
func mentionsOf(r *report.Report, c *indicator.Catalogue, quantities []quantity.Quantity) (out []Mention, problems []source.Problem) {
	text := r.Doc.Text
	mentions, doubtful := c.Find(r, quantities)
	for _, s := range doubtful {
		problems = append(problems, source.Problem{Code: source.MixedCount, File: r.Doc.Path, Line: r.Doc.Line(s.Start), Args: []any{strings.Clone(text[s.Start:s.End])}})
	}
	for _, m := range mentions {
		out = append(out, Mention{
			Indicator: m.ID, Value: m.Value, High: m.High, HasHigh: m.HasHigh, Qualifier: m.Qualifier, Unit: strings.Clone(m.Unit), Family: familyOf(m), Period: m.Period, Denied: m.Denied,
			Printed: strings.Clone(text[m.Number.Start:m.Number.End]), Quote: strings.Clone(text[m.Quote.Start:m.Quote.End]), Line: r.Doc.Line(m.Number.Start),
			Number: m.Number, Clause: m.Quote,
		})
	}
	return out, problems
}
