package compare

import (
	"slices"

	"zhenjian/generator/report"
	"zhenjian/generator/source"
)

// minRepeated is the least length of a passage, in characters without blanks,
// that is worth saying that it stands in two reports.
const minRepeated = 25

// A passage is a paragraph that is long enough, with its key.
type passage struct {
	key  string
	span source.Span
}

// passages gives those of a report. Headings of their own, what stands round the
// body, and rows of tables are none: they are prescribed, or too short to mean
// anything. lines are the report's sentences with their keys.
func (r *Report) passages(lines []line) []passage {
	var out []passage
	list := r.sentences()
	for i := 0; i < len(list); {
		first, block, chars := i, list[i].block, 0
		for ; i < len(list) && list[i].block == block; i++ {
			chars += lines[i].chars
		}
		b := r.Spans.Blocks[block]
		switch b.Kind {
		case report.Paragraph, report.RunIn, report.Numbered:
			if chars >= minRepeated {
				out = append(out, passage{r.joined(lines[first:i]), b.Span})
			}
		}
	}
	return out
}

// joined gives the key of a paragraph, whose lines these are. Mostly each is its text,
// and so is the paragraph's.
func (r *Report) joined(lines []line) string {
	whole := r.Text[lines[0].span.Start:lines[len(lines)-1].span.End]
	if !slices.ContainsFunc(lines, func(l line) bool { return l.folded }) {
		return whole
	}
	return key(whole)
}

// repeated gives the passages of the report after that stand word for word in the
// one before, in order, each once.
func repeated(before, after []passage) []source.Span {
	old := make(map[string]bool, len(before))
	for _, p := range before {
		old[p.key] = true
	}
	var out []source.Span
	for _, p := range after {
		if old[p.key] {
			out = append(out, p.span)
			delete(old, p.key)
		}
	}
	return out
}

// twice gives the passages that stand twice or more in one report, each once, in
// the order of their second place.
func twice(list []passage) []source.Span {
	seen := make(map[string]int, len(list))
	var out []source.Span
	for _, p := range list {
		if seen[p.key]++; seen[p.key] == 2 {
			out = append(out, p.span)
		}
	}
	return out
}
