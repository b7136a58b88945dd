// Package highlight shows the text of a report's file as received, with
// numbered lines and with what was read from it in colours.
//
// The colours come from Chroma, by a lexer of our own for official Chinese
// prose: it is given what the reading found, and finds nothing itself. So
// whatever is shown as a number is what was counted, and nothing else.
package highlight

import (
	"cmp"
	"slices"
	"unicode/utf8"

	"github.com/alecthomas/chroma/v2"

	"zhenjian/generator/source"
)

// A Kind says what some characters of a file are.
type Kind uint8

// The kinds, the more special the later.
const (
	Furniture Kind = iota + 1 // what a web page put round the report; left out of its text
	Heading                   // a heading, or the title
	Place                     // the name of a place
	Date                      // a day, or a year
	Law                       // a title in 《》, with these marks
	Number                    // a number with its unit
	Mention                   // what an indicator takes: a number, or 无行政复议案件
)

// A Span is a range of characters of one kind. Spans may lie over one another:
// a character is of the kind of the shortest that holds it, and of the most
// special among those as short. What lies in a heading or in furniture shows that too.
type Span struct {
	source.Span // bytes of the text
	Kind        Kind
}

// looks gives the token type of a kind: alone, in a heading, where all is bold, and
// in furniture, where all is small. Chroma makes the class of it.
var looks = [...]struct{ alone, inHeading, inFurniture chroma.TokenType }{
	0:         {alone: chroma.Text},                                                      // no class
	Furniture: {chroma.Comment, chroma.Comment, chroma.Comment},                          // c
	Heading:   {chroma.GenericHeading, chroma.GenericHeading, chroma.GenericHeading},     // gh
	Place:     {chroma.NameNamespace, chroma.Name, chroma.CommentHashbang},               // nn, n, ch
	Date:      {chroma.LiteralDate, chroma.Literal, chroma.CommentSpecial},               // ld, l, cs
	Law:       {chroma.LiteralString, chroma.LiteralStringHeredoc, chroma.LiteralString}, // s, sh
	Number:    {chroma.LiteralNumber, chroma.LiteralNumberHex, chroma.LiteralNumber},     // m, mh
	Mention:   {chroma.GenericStrong, chroma.GenericStrong, chroma.GenericStrong},        // gs
}

// A lexer hands out the spans that it was given. Its tokens together are the
// text, byte for byte, and none goes over the end of a line.
type lexer struct{ spans []Span }

var _ chroma.Lexer = lexer{}

func (lexer) Config() *chroma.Config {
	return &chroma.Config{Name: "公文", Aliases: []string{"gongwen"}}
}

// Tokenise looks at no option: line ends stay as they are, and there is one state.
func (l lexer) Tokenise(_ *chroma.TokeniseOptions, text string) (chroma.Iterator, error) {
	return chroma.Literator(l.tokens(text)...), nil
}

func (l lexer) SetRegistry(*chroma.LexerRegistry) chroma.Lexer     { return l }
func (l lexer) SetAnalyser(func(text string) float32) chroma.Lexer { return l }
func (lexer) AnalyseText(string) float32                           { return 0 }

func (l lexer) tokens(text string) []chroma.Token {
	paint := l.paint(text)
	tokens := make([]chroma.Token, 0, 4*len(l.spans)+64)
	starts := source.LineStarts(text)
	for i, start := range starts {
		end := len(text)
		if i+1 < len(starts) {
			end = starts[i+1]
		}
		for start < end {
			next := start + 1
			for next < end && paint[next] == paint[start] {
				next++
			}
			tokens = append(tokens, chroma.Token{Type: paint[start].look(), Value: text[start:next]})
			start = next
		}
	}
	return tokens
}

// A colour is the kind of a byte, 0 for plain text, and what it lies in.
type colour uint8

const (
	inHeading   colour = 1 << 7
	inFurniture colour = 1 << 6
)

func (c colour) look() chroma.TokenType {
	look := looks[c&^(inHeading|inFurniture)]
	switch {
	case c&inHeading != 0:
		return look.inHeading
	case c&inFurniture != 0:
		return look.inFurniture
	}
	return look.alone
}

// paint gives the colour of each byte. The longest spans go on first, and what
// lies on them later. A span that begins or ends inside a character has all of it.
func (l lexer) paint(text string) []colour {
	paint := make([]colour, len(text))
	spans := slices.Clone(l.spans)
	slices.SortStableFunc(spans, func(a, b Span) int {
		return cmp.Or(cmp.Compare(b.End-b.Start, a.End-a.Start), cmp.Compare(a.Kind, b.Kind))
	})
	for _, s := range spans {
		if s.Kind == 0 || int(s.Kind) >= len(looks) {
			continue // no kind of ours
		}
		start, end := max(0, s.Start), min(len(text), s.End)
		for start > 0 && start < len(text) && !utf8.RuneStart(text[start]) {
			start--
		}
		for end > 0 && end < len(text) && !utf8.RuneStart(text[end]) {
			end++
		}
		now := colour(s.Kind)
		switch s.Kind {
		case Heading:
			now |= inHeading
		case Furniture:
			now |= inFurniture
		}
		for i := start; i < end; i++ {
			paint[i] = paint[i]&(inHeading|inFurniture) | now
		}
	}
	return paint
}
