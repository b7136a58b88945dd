package compare

import (
	"strings"

	"zhenjian/generator/report"
	"zhenjian/generator/source"
)

// minRepeated is the least length of a passage, in characters without blanks,
// that is worth saying that it stands in two reports.
const minRepeated = 25

// key gives a text as it is compared word for word: folded, without blanks. n is its
// length in characters.
func key(text string) (folded string, n int) {
	var b strings.Builder
	b.Grow(len(text))
	for _, c := range text {
		if !isBlank(c) {
			b.WriteRune(fold(c))
			n++
		}
	}
	return b.String(), n
}

// passages gives the paragraphs of a report that are long enough, each with its
// key. Headings of their own, what stands round the body, and rows of tables are
// none: they are prescribed, or too short to mean anything.
func (r *Report) passages(f func(key string, s source.Span)) {
	for _, b := range r.Spans.Blocks {
		switch b.Kind {
		case report.Paragraph, report.RunIn, report.Numbered:
			if len(r.Text[b.Span.Start:b.Span.End]) < minRepeated {
				continue
			}
			if k, n := key(r.Text[b.Span.Start:b.Span.End]); n >= minRepeated {
				f(k, b.Span)
			}
		}
	}
}

// repeated gives the passages of the report after that stand word for word in the
// one before, in order, each once.
func repeated(before, after *Report) []source.Span {
	old := map[string]bool{}
	before.passages(func(k string, _ source.Span) { old[k] = true })
	var out []source.Span
	after.passages(func(k string, s source.Span) {
		if old[k] {
			out = append(out, s)
			delete(old, k)
		}
	})
	return out
}
