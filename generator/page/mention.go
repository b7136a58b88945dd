package page

import (
	"sort"
	"strings"
	"unicode/utf8"

	"zhenjian/generator/address"
	"zhenjian/generator/archive"
	"zhenjian/generator/report"
)

// A mentionMark says where a mention stands in the text of its report.
type mentionMark struct {
	ID        string // m3
	Indicator string
	Name      string // of the indicator
	Href      string // its page; "" where there is none
	Value     string // a plain decimal
	Number    report.Span
	Clause    report.Span
}

// markMentions puts the anchor of each mention on its quote, and its value on
// the number in it, which leads to the indicator's page. What a link to a title
// stands in, or stands for all of, does not become a link again.
//
// The anchor stands on the piece of the quote that holds the number, where a
// heading or a cell of a table cuts it.
func (b *body) markMentions(mentions []mentionMark, hrefs map[string]string) {
	for i := range mentions {
		b.marks = append(b.marks, mark{span: mentions[i].Clause, kind: quote, which: &mentions[i]})
	}
	for i := range mentions {
		b.marks = append(b.marks, mark{span: mentions[i].Number, kind: number, which: &mentions[i]})
	}
	for i := range mentions {
		if m := &mentions[i]; m.Href != "" && !b.cites(m.Number, hrefs) {
			b.marks = append(b.marks, mark{span: m.Number, kind: numberLink, which: m})
		}
	}
}

// cites tells whether a link to a title touches s. Citations come in reading order.
func (b *body) cites(s report.Span, hrefs map[string]string) bool {
	all := b.text.Citations
	for i := sort.Search(len(all), func(i int) bool { return b.text.cited(all[i]).End > s.Start }); i < len(all); i++ {
		if b.text.cited(all[i]).Start >= s.End {
			return false
		}
		if hrefs[b.text.of(all[i])] != "" {
			return true
		}
	}
	return false
}

// mentionMarks gives the mentions of a report as its page marks them.
func (s *Site) mentionMarks(page string, e *archive.Entry) []mentionMark {
	var out []mentionMark
	for i, m := range e.Mentions {
		l := s.indicatorLink(page, m.Indicator)
		out = append(out, mentionMark{
			ID: archive.MentionID(i + 1), Indicator: m.Indicator, Name: l.Text, Href: l.Href, Value: m.Value.String(), Number: m.Number, Clause: m.Clause,
		})
	}
	return out
}

// An indicatorFigures is what a report states of one indicator.
type indicatorFigures struct {
	link
	Figures []figure
}

// A figure is one number, and the link to the words that it was read from.
type figure struct {
	Text   string // as printed; 无 for a statement of none
	Period string // 1—9月; "" for the whole year
	Quote  string
	Href   string
	Place  string // 第12行 of the file as received
	Source string // the line in the view of the file as received
}

// quoteRunes is the length at which a quote in a link's text is cut.
const quoteRunes = 40

// reportFigures groups the mentions of a report by indicator, in the order in
// which it first speaks of them.
func (s *Site) reportFigures(page string, e *archive.Entry) []indicatorFigures {
	var out []indicatorFigures
	at := map[string]int{}
	file := address.Rel(page, address.Source(e.Code, e.Year, e.Version))
	for i, m := range e.Mentions {
		k, ok := at[m.Indicator]
		if !ok {
			k = len(out)
			at[m.Indicator] = k
			out = append(out, indicatorFigures{link: s.indicatorLink(page, m.Indicator)})
		}
		out[k].Figures = append(out[k].Figures, figure{figureText(m), periodText(m.Period), shorten(m.Quote, quoteRunes), "#" + archive.MentionID(i+1), lineName(m.Line, e), file + "#" + address.Line(m.Line)})
	}
	return out
}

// An otherFigure is a number that is no mention, in the clause round it.
type otherFigure struct {
	Before, Text, After string
	Href                string // of its paragraph or section; "" for one in the title
}

// otherFigures lists the quantities of a text that no mention takes.
func otherFigures(t *Text, mentions []mentionMark, anchors []anchor) []otherFigure {
	taken := map[report.Span]bool{}
	for _, m := range mentions {
		taken[m.Number] = true
	}
	var out []otherFigure
	text := t.Doc.Text
	for _, q := range t.Quantities {
		if taken[q] {
			continue
		}
		start, end := clauseAround(text, q.Start, q.End)
		f := otherFigure{Before: text[start:q.Start], Text: text[q.Start:q.End], After: text[q.End:end]}
		if i := sort.Search(len(anchors), func(i int) bool { return anchors[i].start > q.Start }); i > 0 {
			f.Href = "#" + anchors[i-1].id
		}
		out = append(out, f)
	}
	return out
}

// sideRunes is how far a clause is followed to either side of a number.
const sideRunes = 30

// clauseAround widens a range of a text to the nearest marks between clauses.
func clauseAround(text string, start, end int) (int, int) {
	const marks = "，。；：！？\n\t"
	for range sideRunes {
		c, n := utf8.DecodeLastRuneInString(text[:start])
		if n == 0 || strings.ContainsRune(marks, c) {
			break
		}
		start -= n
	}
	for range sideRunes {
		c, n := utf8.DecodeRuneInString(text[end:])
		if n == 0 || strings.ContainsRune(marks, c) {
			break
		}
		end += n
	}
	return start, end
}

// indicatorLink leads to an indicator's page; without Href where there is none.
func (s *Site) indicatorLink(page, id string) link {
	l := link{Text: id}
	if in, ok := s.arc.Catalogue.Get(id); ok {
		l.Text = in.Name
	}
	if s.indicators[id] != nil {
		l.Href = address.Rel(page, address.Indicator(id))
	}
	return l
}
