package highlight

import (
	"bytes"
	"html"
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

// Render writes text, which is UTF-8, as the content of a <code> element in a
// <pre>: a <span class="line" id="L12"> for each line, with a link to itself,
// and below it the links that are for it. A browser's textContent of the whole
// is Shown(text): numbers and links are attributes, which the style sheet shows.
//
// Each line is formatted alone. Its closing LF stands behind the element, so
// that blanks before it end no line of HTML. The links of one line stay in their
// order; one to a line that there is none of is left out.
func Render(text string, spans []Span, links []Link) (string, error) {
	iterator, err := lexer{spans}.Tokenise(nil, text)
	if err != nil {
		return "", err
	}
	tokens := iterator.Tokens()
	links = slices.Clone(links)
	slices.SortStableFunc(links, func(a, b Link) int { return a.Line - b.Line })
	starts := source.LineStarts(text)
	var out bytes.Buffer
	out.Grow(2*len(text) + 96*len(starts) + 32*len(tokens) + 256*len(links))
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
		if err := writeLine(&out, i+1, tokens[:n], links[:mine]); err != nil {
			return "", err
		}
		tokens, links = tokens[n:], links[mine:]
	}
	return out.String(), nil
}

func writeLine(out *bytes.Buffer, n int, tokens []chroma.Token, links []Link) error {
	number := strconv.Itoa(n)
	for _, s := range []string{`<span class="line" id="L`, number, `"><a href="#L`, number, `" data-line="`, number, `" aria-label="第`, number, `行"></a>`} {
		out.WriteString(s)
	}
	last := &tokens[len(tokens)-1]
	value, closed := strings.CutSuffix(last.Value, "\n")
	if last.Value = value; value == "" {
		tokens = tokens[:len(tokens)-1]
	}
	if err := formatter.Format(guard{out}, style, chroma.Literator(tokens...)); err != nil {
		return err
	}
	if len(links) > 0 {
		out.WriteString(`<span class="uses">`)
		for _, l := range links {
			for _, s := range []string{`<a href="`, html.EscapeString(l.Href), `" data-text="`, html.EscapeString(l.Text), `" aria-label="`, html.EscapeString(l.Label), `"></a>`} {
				out.WriteString(s)
			}
		}
		out.WriteString(`</span>`)
	}
	out.WriteString("</span>")
	if closed {
		out.WriteByte('\n')
	}
	return nil
}

// A guard writes what the formatter makes, and in its text what HTML would
// change: a browser reads CR as LF, and drops NUL. The formatter's tags have neither.
type guard struct{ out *bytes.Buffer }

func (g guard) Write(p []byte) (int, error) {
	n := len(p)
	for {
		i := bytes.IndexAny(p, "\r\x00")
		if i < 0 {
			g.out.Write(p)
			return n, nil
		}
		g.out.Write(p[:i])
		if p[i] == '\r' {
			g.out.WriteString("&#13;")
		} else {
			g.out.WriteString(shownNUL)
		}
		p = p[i+1:]
	}
}
