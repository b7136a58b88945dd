package highlight

import (
	"slices"
	"strconv"
	"strings"

	"github.com/alecthomas/chroma/v2"
	chromahtml "github.com/alecthomas/chroma/v2/formatters/html"

	"zhenjian/generator/source"
)

// A Link leads from a line to a page that uses what stands on it.
type Link struct {
	Line  int // 1-based, as source.Document.DecodedLine counts
	Href  string
	Text  string // shown below the line, but no part of the text
	Label string // its accessible name, which holds Text
}

// Shown is what the view has for a text: the text, character for character, but
// ␀ (U+2400) for NUL, the one character that no HTML page can hold.
func Shown(text string) string { return strings.ReplaceAll(text, "\x00", shownNUL) }

const shownNUL = "\u2400"

// Class is the CSS class of a kind, outside headings.
func Class(k Kind) string { return classPrefix + chroma.StandardTypes[looks[k].alone] }

// classPrefix keeps our classes apart from those of code on pages by hand.
const classPrefix = "t-"

var (
	style     = chroma.MustNewStyle("source", chroma.StyleEntries{chroma.Background: ""}) // the style sheet colours the classes
	formatter = chromahtml.New(chromahtml.WithClasses(true), chromahtml.ClassPrefix(classPrefix), chromahtml.PreventSurroundingPre(true))
)

// A tag is what the formatter puts round the text of a token.
type tag struct{ open, close string }

// tags are asked of Chroma's formatter once for each type of token: it takes a
// token at a time through a list of lines, a buffer and a replacer, which is
// four times the work of writing tag, text and tag (TestFormatter holds the
// two to the same bytes).
var tags = func() map[chroma.TokenType]tag {
	out := map[chroma.TokenType]tag{}
	for _, look := range looks {
		for _, t := range []chroma.TokenType{look.alone, look.inHeading, look.inFurniture} {
			var b strings.Builder
			if err := formatter.Format(&b, style, chroma.Literator(chroma.Token{Type: t, Value: "x"})); err != nil {
				panic(err) // a strings.Builder takes everything
			}
			open, close, _ := strings.Cut(b.String(), "x")
			out[t] = tag{open, close}
		}
	}
	return out
}()

// AppendHTML appends text, whose lines a reader counts by unit (行 or 段), which is UTF-8, as the content of a <code> element in a
// <pre>: a <span class="line" id="L12"> for each line, with a link to itself,
// and below it the links that are for it. A browser's textContent of the whole
// is Shown(text): numbers and links are attributes, which the style sheet shows.
//
// The closing LF of a line stands behind its element, so that blanks before it
// end no line of HTML. The links of one line stay in their order; one to a line
// that there is none of is left out.
func AppendHTML(out []byte, text, unit string, spans []Span, links []Link) []byte {
	tokens := lexer{spans}.tokens(text)
	links = slices.Clone(links)
	slices.SortStableFunc(links, func(a, b Link) int { return a.Line - b.Line })
	starts := source.LineStarts(text)
	at := 0 // byte that tokens[0] begins at
	for i := range starts {
		end := len(text)
		if i+1 < len(starts) {
			end = starts[i+1]
		}
		n := 0
		for at < end {
			at += len(tokens[n].Value)
			n++
		}
		for len(links) > 0 && links[0].Line < i+1 {
			links = links[1:]
		}
		mine := 0
		for mine < len(links) && links[mine].Line == i+1 {
			mine++
		}
		out = appendLine(out, i+1, unit, tokens[:n], links[:mine])
		tokens, links = tokens[n:], links[mine:]
	}
	return out
}

func appendLine(out []byte, n int, unit string, tokens []chroma.Token, links []Link) []byte {
	out = strconv.AppendInt(append(out, `<span class="line" id="L`...), int64(n), 10)
	out = strconv.AppendInt(append(out, `"><a href="#L`...), int64(n), 10)
	out = strconv.AppendInt(append(out, `" data-line="`...), int64(n), 10)
	out = strconv.AppendInt(append(out, `" aria-label="第`...), int64(n), 10)
	out = append(append(out, unit...), `"></a>`...)
	closed := false
	for i, token := range tokens {
		value := token.Value
		if i == len(tokens)-1 {
			if value, closed = strings.CutSuffix(value, "\n"); value == "" {
				break
			}
		}
		tag := tags[token.Type]
		out = append(appendText(append(out, tag.open...), value), tag.close...)
	}
	if len(links) > 0 {
		out = append(out, `<span class="uses">`...)
		for _, l := range links {
			out = appendText(append(out, `<a href="`...), l.Href)
			out = appendText(append(out, `" data-text="`...), l.Text)
			out = appendText(append(out, `" aria-label="`...), l.Label)
			out = append(out, `"></a>`...)
		}
		out = append(out, `</span>`...)
	}
	out = append(out, "</span>"...)
	if closed {
		out = append(out, '\n')
	}
	return out
}

// escapes are those of package html, and of what a browser would change in a
// text: it reads CR as LF, and drops NUL.
var escapes = [256]string{'&': "&amp;", '\'': "&#39;", '<': "&lt;", '>': "&gt;", '"': "&#34;", '\r': "&#13;", 0: shownNUL}

func appendText(out []byte, text string) []byte {
	from := 0
	for i := range len(text) {
		if e := escapes[text[i]]; e != "" {
			out = append(append(out, text[from:i]...), e...)
			from = i + 1
		}
	}
	return append(out, text[from:]...)
}
