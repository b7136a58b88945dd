package audit

import (
	"slices"
	"strings"
	"unicode/utf8"

	"zhenjian/generator/archive"
	"zhenjian/generator/indicator"
	"zhenjian/generator/quantity"
	"zhenjian/generator/report"
	"zhenjian/generator/source"
)

// A check looks for one kind of thing in a report. Each has a file of its own.
type check func(*checked) []archive.Finding

var checks = []check{sums, rises, rates, clashes, restated, units, doubled, marks, misprints, parts, dates}

// checked is a report on its way through the checks.
type checked struct {
	*report.Report
	text       string
	quantities []quantity.Quantity
	sentences  []int // of each quantity: two with one number stand in one sentence
	families   []string
	entry      *archive.Entry
	catalogue  *indicator.Catalogue
}

// Check looks over a report that was understood: quantities are those of its text,
// e is its entry, both read with the catalogue. What it finds is in the order of the checks.
func Check(r *report.Report, quantities []quantity.Quantity, e *archive.Entry, catalogue *indicator.Catalogue) []archive.Finding {
	c := &checked{Report: r, text: r.Doc.Text, quantities: quantities, entry: e, catalogue: catalogue}
	c.sentences, c.families = make([]int, len(quantities)), make([]string, len(quantities))
	for i, q := range quantities {
		c.families[i] = quantity.Family(q.Unit)
		if i > 0 {
			c.sentences[i] = c.sentences[i-1]
			if strings.ContainsAny(c.between(i-1, i), "。！？\n") {
				c.sentences[i]++
			}
		}
	}
	var found []archive.Finding
	for _, check := range checks {
		found = append(found, check(c)...)
	}
	return found
}

// between gives what stands between two quantities.
func (c *checked) between(i, j int) string {
	return c.text[c.quantities[i].End:max(c.quantities[i].End, c.quantities[j].Start)]
}

// clause gives what stands from the last comma to quantity i.
func (c *checked) clause(i int) string {
	from, at := 0, c.quantities[i].Start
	if i > 0 {
		from = min(c.quantities[i-1].End, at)
	}
	return c.text[startBehind(c.text[:at], from, "，,；;：:（(、。！？\n"):at]
}

// startBehind gives where the text begins behind the last of some marks, from byte
// from on.
func startBehind(text string, from int, marks string) int {
	for i := len(text); i > from; {
		r, n := utf8.DecodeLastRuneInString(text[:i])
		if (r < 0x4E00 || r > 0x9FFF) && strings.ContainsRune(marks, r) { // no Chinese character is one
			return i
		}
		i -= n
	}
	return from
}

// behind gives what stands from quantity i to the end of its clause.
func (c *checked) behind(i int) string {
	text := c.text[c.quantities[i].End:]
	if i+1 < len(c.quantities) {
		text = c.between(i, i+1)
	}
	if k := strings.IndexAny(text, "，,；;：:（()）、。！？\n"); k >= 0 {
		text = text[:k]
	}
	return text
}

// exact tells a quantity that can be reckoned with.
func (c *checked) exact(i int) bool {
	q := c.quantities[i]
	return q.Qualifier == quantity.Exact && !q.HasHigh && !q.Each
}

func (c *checked) span(i int) source.Span {
	return source.Span{Start: c.quantities[i].Start, End: c.quantities[i].End}
}

func (c *checked) spans(list ...int) []source.Span {
	var out []source.Span
	for _, i := range list {
		out = append(out, c.span(i))
	}
	return out
}

// holdsAny tells whether a text has one of some words.
func holdsAny(text string, words ...string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(text, w) })
}

// Problems says what was found in a report, with the words that are compared and
// their lines.
func Problems(doc *source.Document, found []archive.Finding) []source.Problem {
	var out []source.Problem
	for _, f := range found {
		p := source.Problem{Code: f.Code, File: doc.Path}
		if len(f.Places) > 0 {
			p.Line = doc.Line(f.Places[0].Start)
		}
		p.Args = argsOf(doc, f)
		out = append(out, p)
	}
	return out
}

// mostQuoted is how many characters of a quote a message repeats.
const mostQuoted = 60

func argsOf(doc *source.Document, f archive.Finding) []any {
	text := doc.Text
	switch f.Code {
	case source.SumAgrees, source.SumOff, source.RateAgrees, source.RateOff:
		return []any{Reckoning(text, f), quote(text, f.Places)}
	case source.Clash, source.Doubled:
		return []any{quote(text, f.Places[:1]), doc.Line(f.Places[1].Start), quote(text, f.Places[1:2])}
	case source.Misprint:
		return []any{text[f.Places[0].Start:f.Places[0].End], rightFor(text[f.Places[0].Start:f.Places[0].End]), quote(text, f.Places[:1])}
	case source.Unbalanced, source.UnitSlip, source.RateOver:
		return []any{text[f.Places[0].Start:f.Places[0].End], quote(text, f.Places[:1])}
	case source.PartsMissing, source.LateDate, source.OddDate:
		return []any{f.Words}
	}
	return nil
}

// quote gives the clauses that hold some places, cut to what is enough to find them.
func quote(text string, places []source.Span) string {
	start, end := places[0].Start, places[0].End
	for _, p := range places[1:] {
		start, end = min(start, p.Start), max(end, p.End)
	}
	start = clauseStart(text, start)
	for most := min(len(text), end+longestClause); end < most; {
		r, n := utf8.DecodeRuneInString(text[end:])
		if strings.ContainsRune("，。；！？\n,;", r) {
			break
		}
		end += n
	}
	q := strings.Clone(text[start:end])
	n := 0
	for i := range q {
		if n++; n > mostQuoted {
			return q[:i] + "…"
		}
	}
	return q
}

// longestClause is how many bytes a clause is followed back and on: a text without a
// mark would else be gone through for each of its numbers.
const longestClause = 1200

// clauseStart is where the clause begins that byte at stands in.
func clauseStart(text string, at int) int {
	for least := max(0, at-longestClause); at > least; {
		r, n := utf8.DecodeLastRuneInString(text[:at])
		if strings.ContainsRune("，。；！？\n,;", r) {
			break
		}
		at -= n
	}
	return at
}

// Reckoning writes what a check of numbers compares, as they are printed:
// 46件＋4件＝50件, 309件÷312件＝99%.
func Reckoning(text string, f archive.Finding) string {
	of := func(s source.Span) string { return text[s.Start:s.End] }
	var b strings.Builder
	sign, equals := "＋", "＝"
	switch f.Code {
	case source.RateAgrees, source.RateOff:
		sign = "÷"
	}
	switch f.Code {
	case source.SumOff, source.RateOff:
		equals = "≠"
	}
	for i, p := range f.Places[1:] {
		if i > 0 {
			b.WriteString(sign)
		}
		b.WriteString(of(p))
	}
	b.WriteString(equals + of(f.Places[0]))
	return b.String()
}
