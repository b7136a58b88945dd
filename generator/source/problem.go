package source

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// A Severity tells what becomes of the report that a Problem is about.
type Severity string

// The four severities, gravest first.
const (
	Error    Severity = "error"    // the report is left out
	Question Severity = "question" // an answer in FILE.EXT.toml would settle it
	Warning  Severity = "warning"  // the report is published; somebody should look
	Note     Severity = "note"     // something was done that the clerk may want to know
)

// A Problem is one thing wrong, or worth knowing, in one file. Its words are
// made where it is printed, by Message and Advice, from the table in wording.go.
type Problem struct {
	Code Code   // which of the wordings
	File string // path as the clerk knows it, with slashes
	Line int    // 1-based line, or paragraph (Unit), of the file as received; 0 when the file as a whole is meant
	Args []any  // what the wording speaks of, in its order
}

// Severity tells how grave the problem is; each code has one.
func (p Problem) Severity() Severity { return wordings[p.Code].severity }

// Message says what is wrong, in "zh" or "en", without the file's name.
func (p Problem) Message(lang string) string {
	w := wordings[p.Code]
	args := make([]any, len(p.Args))
	for i, a := range p.Args {
		if words, ok := a.(interface{ In(lang string) string }); ok {
			a = words.In(lang)
		}
		args[i] = a
	}
	words := w.zh
	if lang == "en" {
		words = w.en
	}
	if !byLine(p.File) {
		words = inParagraphs.Replace(words)
	}
	return fmt.Sprintf(words, args...)
}

// inParagraphs has a wording speak of paragraphs where it speaks of lines.
var inParagraphs = strings.NewReplacer("第 %v 行", "第 %v 段", "这一行", "这一段", "line %v", "paragraph %v", "on this line", "in this paragraph")

// Advice says what to do about it, in "zh" or "en".
func (p Problem) Advice(lang string) string {
	w := wordings[p.Code]
	if lang == "en" {
		return w.enDo
	}
	return w.zhDo
}

// Error gives file, line and message in Chinese, the site's own language.
func (p Problem) Error() string {
	if p.Line == 0 {
		return p.File + ": " + p.Message("zh")
	}
	return fmt.Sprintf("%s%s: %s", p.File, p.At("zh"), p.Message("zh"))
}

// At gives the place behind the file's name, in "zh" or "en": ":12" for a line,
// " 第12段" for a paragraph, "" for the file as a whole.
func (p Problem) At(lang string) string {
	switch {
	case p.Line == 0:
		return ""
	case byLine(p.File):
		return fmt.Sprintf(":%d", p.Line)
	case lang == "en":
		return fmt.Sprintf(" paragraph %d", p.Line)
	}
	return fmt.Sprintf(" 第%d段", p.Line)
}

// SortProblems orders as CompareProblems does; what is equal stays as it was.
func SortProblems(problems []Problem) { slices.SortStableFunc(problems, CompareProblems) }

// CompareProblems orders by file, line and code, as problems are printed everywhere.
func CompareProblems(a, b Problem) int {
	return cmp.Or(strings.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), strings.Compare(string(a.Code), string(b.Code)))
}
