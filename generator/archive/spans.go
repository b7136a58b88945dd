package archive

import (
	"slices"

	"zhenjian/generator/quantity"
	"zhenjian/generator/region"
	"zhenjian/generator/report"
	"zhenjian/generator/source"
)

// Spans say where in its text a report says what: all that the pages of the
// report itself show beside the text. With them a file need only be decoded
// again for its pages, not understood again; some 600 bytes a report save a
// fifth of a build's time.
type Spans struct {
	Blocks     []report.Block // all of the text, in order
	Sections   []Section
	Citations  []source.Span // titles inside 《》, without the marks
	Quantities []source.Span // numbers with their units
	Dates      []source.Span // days and years; bytes of the file as decoded
	Places     []source.Span // names of places; bytes of the file as decoded
	Findings   []Finding     // what checks of the report found
}

// A Finding is one thing that a check found in a report: it compares Places with
// each other, or names them.
type Finding struct {
	Code   source.Code
	Places []source.Span // bytes of the text; of a sum or rate the first is what the others make
	Words  string        // what there is no place for: parts that are missing, a date
}

// A Section is a heading, or a numbered paragraph that has none of its own.
type Section struct {
	Level   int           // 1 to 4
	Span    source.Span   // the heading with its number, or the paragraph's number
	Headed  bool          // it has a heading
	Planned bool          // the heading names plans before anything else
	Kinds   []report.Kind // of level 1: that of the section, and further ones
}

// kinds are those that a section may have, in the order of their bits in the
// encoding.
var kinds = [...]report.Kind{report.Achievements, report.Leadership, report.Problems, report.Plans, report.Other}

// NewSpans gathers what was found in a report. quantities are those of its text, g
// is the gazetteer that it was read with.
func NewSpans(r *report.Report, quantities []quantity.Quantity, g *region.Gazetteer) *Spans {
	s := &Spans{Blocks: r.Blocks, Dates: r.Dates(), Places: r.Places(g)}
	for _, section := range r.Sections {
		kept := Section{Level: section.Level, Span: section.Span, Headed: section.Heading != "", Planned: section.Planned}
		if section.Level == 1 {
			for _, k := range kinds {
				if k == section.Kind || slices.Contains(section.Also, k) {
					kept.Kinds = append(kept.Kinds, k)
				}
			}
		}
		s.Sections = append(s.Sections, kept)
	}
	for _, c := range r.Citations {
		s.Citations = append(s.Citations, c.Span)
	}
	for _, q := range quantities {
		s.Quantities = append(s.Quantities, source.Span{Start: q.Start, End: q.End})
	}
	return s
}

// Encode appends the spans in a form that DecodeSpans reads back. Each begins at
// so many bytes behind the one before, which mostly takes a byte or two.
func (s *Spans) Encode(out []byte) []byte {
	w := writer{out}
	w.number(len(s.Blocks))
	at := 0
	for i := range s.Blocks {
		b := &s.Blocks[i]
		w.number(int(b.Kind))
		w.next(&at, b.Span)
		w.number(b.Section)
		if b.Kind == report.RunIn {
			w.number(b.HeadEnd - b.Span.Start)
		}
		if b.Kind == report.TableRow {
			w.spans(b.Cells)
		}
	}
	w.number(len(s.Sections))
	at = 0
	for _, section := range s.Sections {
		w.number(section.Level)
		w.next(&at, section.Span)
		bits := []bool{section.Headed}
		for _, k := range kinds {
			bits = append(bits, slices.Contains(section.Kinds, k))
		}
		bits = append(bits, section.Planned) // last: few are, and a seventh bit takes a second byte
		w.flags(bits...)
	}
	for _, list := range [][]source.Span{s.Citations, s.Quantities, s.Dates, s.Places} {
		w.spans(list)
	}
	w.number(len(s.Findings))
	for _, f := range s.Findings {
		w.text(string(f.Code))
		w.spans(f.Places)
		w.text(f.Words)
	}
	return w.out
}

func (w *writer) spans(list []source.Span) {
	w.number(len(list))
	at := 0
	for _, s := range list {
		w.next(&at, s)
	}
}

// next writes a span by how far behind at it begins, and moves at to its end.
func (w *writer) next(at *int, s source.Span) {
	w.number(s.Start - *at)
	w.number(s.End - s.Start)
	*at = s.End
}

// DecodeSpans reads what Encode wrote.
func DecodeSpans(data string) (*Spans, error) {
	r := reader{data: data}
	s := &Spans{}
	s.Blocks = make([]report.Block, r.length())
	at := 0
	for i := range s.Blocks {
		b := &s.Blocks[i]
		b.Kind = report.BlockKind(r.number())
		b.Span = r.next(&at)
		b.Section = r.number()
		if b.Kind == report.RunIn {
			b.HeadEnd = b.Span.Start + r.number()
		}
		if b.Kind == report.TableRow {
			b.Cells = r.spans()
		}
	}
	s.Sections = make([]Section, r.length())
	at = 0
	for i := range s.Sections {
		s.Sections[i].Level = r.number()
		s.Sections[i].Span = r.next(&at)
		bits := r.number()
		s.Sections[i].Headed = bits&1 == 1
		s.Sections[i].Planned = bits>>(len(kinds)+1)&1 == 1
		for k, kind := range kinds {
			if bits>>(k+1)&1 == 1 {
				s.Sections[i].Kinds = append(s.Sections[i].Kinds, kind)
			}
		}
	}
	for _, list := range []*[]source.Span{&s.Citations, &s.Quantities, &s.Dates, &s.Places} {
		*list = r.spans()
	}
	if n := r.length(); n > 0 {
		s.Findings = make([]Finding, n)
		for i := range s.Findings {
			s.Findings[i] = Finding{source.Code(shared(r.text())), r.spans(), r.text()}
		}
	}
	if r.bad || r.data != "" {
		return nil, errNoEntry
	}
	return s, nil
}

func (r *reader) spans() []source.Span {
	n := r.length()
	if n == 0 {
		return nil
	}
	list := make([]source.Span, n)
	at := 0
	for i := range list {
		list[i] = r.next(&at)
	}
	return list
}

func (r *reader) next(at *int) source.Span {
	start := *at + r.number()
	*at = start + r.number()
	return source.Span{Start: start, End: *at}
}
