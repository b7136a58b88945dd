package compare

import (
	"unicode/utf8"

	"zhenjian/generator/source"
)

// A Problem is a sentence in which the report before tells what falls short, and
// the sentences of this one's that speak of the same.
type Problem struct {
	Span  source.Span // without mark, lead and closing mark
	Again []Outcome
}

// lacks gives the sentences on what falls short, without mark and lead.
func (r *Report) lacks() []promise {
	list := r.sentences()
	var out []promise
	for i, s := range list {
		if s.role != lacking || s.row || s.heading && !r.lacksItself(list, i) {
			continue
		}
		if span := r.bare(s.span); utf8.RuneCountInString(r.Text[span.Start:max(span.Start, span.End)]) >= minPromise {
			out = append(out, promise{span: span, clauses: clauses(r.Text, span)})
		}
	}
	return out
}

// lacksItself tells of a heading below the first level that it names a
// shortcoming: 普法形式单一.
func (r *Report) lacksItself(list []sentence, i int) bool {
	section := r.Spans.Blocks[list[i].block].Section
	return section >= 0 && r.Spans.Sections[section].Level > 1
}

// problemsAgain finds what falls short in both reports, by the rule for plans.
func problemsAgain(before, after *Report) []Problem {
	list := before.lacks()
	out := make([]Problem, len(list))
	for i, p := range matched(before, list, after, lacking, nil) {
		for k := range p.Lacking {
			p.Lacking[k].Span = after.bare(p.Lacking[k].Span)
		}
		out[i] = Problem{p.Span, p.Lacking}
	}
	return out
}
