package archive

import "zhenjian/generator/report"

// Lacks are the topics of what a report says that falls short, each with the
// paragraph where it says so first: three bytes a topic, in the order of the text. An
// archive has hundreds of thousands of them.
type Lacks string

// A Lack is one of them.
type Lack struct {
	Topic     int // of package compare, from 0
	Paragraph int // as anchors count them, from 1
}

// lackBytes is what one takes.
const lackBytes = 3

// LacksOf packs them. Topics beyond 255 and paragraphs beyond 65,535 are left out: there are none.
func LacksOf(list []Lack) Lacks {
	out := make([]byte, 0, lackBytes*len(list))
	for _, l := range list {
		if l.Topic < 1<<8 && l.Paragraph < 1<<16 {
			out = append(out, byte(l.Topic), byte(l.Paragraph>>8), byte(l.Paragraph))
		}
	}
	return Lacks(out)
}

// Paragraph gives the paragraph that first tells of a topic; 0 where none does.
func (l Lacks) Paragraph(topic int) int {
	for i := 0; i+lackBytes <= len(l); i += lackBytes {
		if int(l[i]) == topic {
			return int(l[i+1])<<8 | int(l[i+2])
		}
	}
	return 0
}

// Paragraph gives the number, from 1, of the paragraph that holds a byte of the
// text, as anchors count them: titles, headings, signatures and tables are none. 0
// where none does.
func (s *Spans) Paragraph(at int) int {
	n := 0
	for _, b := range s.Blocks {
		if b.Span.Start > at {
			break
		}
		start := b.Span.Start
		switch {
		case b.Span.Start == b.Span.End:
			continue
		case b.Kind == report.TitleLine, b.Kind == report.Byline, b.Kind == report.Addressee, b.Kind == report.Signature, b.Kind == report.TableRow:
			continue
		case b.Section >= 0 && (b.Kind == report.Heading || b.Kind == report.RunIn && b.HeadEnd >= b.Span.End):
			continue
		case b.Section >= 0 && b.Kind == report.RunIn:
			start = b.HeadEnd
		}
		n++
		if at < b.Span.End {
			if at < start {
				return 0 // in the heading before it
			}
			return n
		}
	}
	return 0
}
