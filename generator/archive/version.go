package archive

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"zhenjian/generator/indicator"
	"zhenjian/generator/report"
	"zhenjian/generator/source"
)

// wordsOf stands for the words of a report, without white space: its title, which
// stands outside of the text on many pages, and all behind it. The same text has
// the same in a Word document, on a web page and wrapped in a mail.
func wordsOf(r *report.Report) string {
	words := make([]byte, 0, len(r.Title)+1+len(r.Doc.Text))
	words = append(append(words, r.Title...), '\n')
	for _, b := range r.Blocks {
		if b.Kind != report.TitleLine && b.Kind != report.Byline {
			words = appendWords(words, r.Doc.Text[b.Span.Start:b.Span.End])
		}
	}
	sum := sha256.Sum256(words)
	return hex.EncodeToString(sum[:16])
}

// appendWords appends a text without its white space.
func appendWords(out []byte, text string) []byte {
	from := 0
	for i := 0; i < len(text); {
		if text[i] >= 0xE4 { // no white space lies there, and nearly all of a report
			i += 3
			continue
		}
		c, n := utf8.DecodeRuneInString(text[i:])
		if unicode.IsSpace(c) {
			out = append(out, text[from:i]...)
			from = i + n
		}
		i += n
	}
	return append(out, text[from:]...)
}

// withoutMirrors leaves out reports that another on the same place and time has word
// for word. reports come in the order of their versions; of two, one with a
// sidecar stays, else the first.
func withoutMirrors(reports []*Entry) ([]*Entry, []source.Problem) {
	type text struct {
		code, part, words string
		year              int
	}
	kept := map[text]*Entry{}
	of := func(e *Entry) text { return text{e.Code, e.Part, e.Words, e.Year} }
	for _, e := range reports {
		if first := kept[of(e)]; first == nil || first.Sidecar == "" && e.Sidecar != "" {
			kept[of(e)] = e
		}
	}
	var problems []source.Problem
	reports = slices.DeleteFunc(reports, func(e *Entry) bool {
		first := kept[of(e)]
		if first == e || e.Sidecar != "" {
			return false
		}
		problems = append(problems, source.Problem{Code: source.Mirror, File: e.Path, Args: []any{first.Path}})
		return true
	})
	return reports, problems
}

// A difference says in a few words how a further version differs from the first.
type difference struct {
	zh, en string
}

// In gives it in "zh" or "en", with what parts it from the sentence before.
func (d difference) In(lang string) string {
	if lang == "en" {
		return d.en
	}
	return d.zh
}

// mostDiffering is how many numbers a difference names.
const mostDiffering = 3

// differs compares the numbers of two versions, and their lengths.
func differs(first, e *Entry, c *indicator.Catalogue) difference {
	if e.Part != "" {
		return difference{"；它只报" + e.Part, "; it is on part of the year (" + e.Part + ")"}
	}
	lost, added := unmatched(first, e), unmatched(e, first)
	var names []string // of indicators, in the order in which the versions speak of them
	for _, m := range append(slices.Clone(lost), added...) {
		if !slices.Contains(names, m.Indicator) {
			names = append(names, m.Indicator)
		}
	}
	var zh, en []string
	for _, id := range names[:min(len(names), mostDiffering)] {
		name := id
		if in, ok := c.Get(id); ok {
			name = in.Name
		}
		before, after := printed(lost, id), printed(added, id)
		zh = append(zh, fmt.Sprintf("%s %s→%s", name, before, after))
		en = append(en, fmt.Sprintf("%s %s→%s", name, before, after))
	}
	if n := len(names) - mostDiffering; n > 0 {
		zh = append(zh, fmt.Sprintf("另有 %d 项", n))
		en = append(en, fmt.Sprintf("%d more", n))
	}
	if len(names) == 0 {
		zh, en = append(zh, "列入指标的数字都相同"), append(en, "the numbers of the indicators are the same")
	}
	switch n := e.Chars - first.Chars; {
	case n > 0:
		zh, en = append(zh, fmt.Sprintf("多 %d 字", n)), append(en, fmt.Sprintf("%d characters more", n))
	case n < 0:
		zh, en = append(zh, fmt.Sprintf("少 %d 字", -n)), append(en, fmt.Sprintf("%d characters less", -n))
	default:
		zh, en = append(zh, "字数相同"), append(en, "the length is the same")
	}
	return difference{"；与那一份相比：" + strings.Join(zh, "，"), "; beside that one: " + strings.Join(en, ", ")}
}

// unmatched gives the mentions of one report that the other has not, as printed.
func unmatched(e, other *Entry) (out []Mention) {
	key := func(m Mention) string { return m.Indicator + " " + m.Printed + " " + string(m.Period) }
	left := map[string]int{}
	for _, m := range other.Mentions {
		left[key(m)]++
	}
	for _, m := range e.Mentions {
		if left[key(m)]--; left[key(m)] < 0 {
			out = append(out, m)
		}
	}
	return out
}

// printed gives the first number of an indicator as printed, – where there is none.
func printed(mentions []Mention, id string) string {
	for _, m := range mentions {
		if m.Indicator == id {
			return m.Printed
		}
	}
	return "–"
}
