package report

import "strings"

// maxCitation is the longest title inside 《》, in bytes: 100 characters. A 《
// that is not closed within them is a misprint and opens nothing.
const maxCitation = 300

// findCitations reads the titles inside 《》.
func (r *Report) findCitations() {
	for _, s := range CitedIn(r.Doc.Text) {
		r.Citations = append(r.Citations, Citation{Name: r.text(s), Span: s})
	}
}

// CitedIn gives the titles inside 《》 in a text, without the marks. Marks nest
// (《关于印发《…》的通知》); the outermost pair gives the title, with the inner marks
// as printed.
func CitedIn(text string) []Span {
	var out []Span
	for at := 0; ; {
		open := strings.Index(text[at:], "《")
		if open < 0 {
			return out
		}
		open += at
		end := citationEnd(text[open:])
		if end < 0 {
			at = open + len("《")
			continue
		}
		s := Span{Start: open + len("《"), End: open + end - len("》")}
		if strings.TrimSpace(text[s.Start:s.End]) != "" {
			out = append(out, s)
		}
		at = open + end
	}
}

// citationEnd gives the byte behind the 》 that closes the 《 a text opens with,
// -1 if none does on the same line.
func citationEnd(text string) int {
	depth := 0
	for i, c := range text {
		switch {
		case c == '\n' || i > maxCitation:
			return -1
		case c == '《':
			depth++
		case c == '》':
			if depth--; depth == 0 {
				return i + len("》")
			}
		}
	}
	return -1
}
