package format

import (
	"bytes"
	"encoding/hex"
	"strconv"
)

// The objects of a PDF (ISO 32000-1, 7.3): nil, bool, float64, pdfName, string,
// []any, pdfDict, pdfRef, *pdfStream and, in a page's contents, pdfWord.
type (
	pdfName string
	pdfWord string
	pdfDict map[pdfName]any
	pdfRef  int
)

type pdfStream struct {
	dict pdfDict
	data []byte // as it stands in the file
}

// maxNested is how deep arrays and dictionaries may lie in each other.
const maxNested = 60

// A pdfLexer reads objects one after the other.
type pdfLexer struct {
	data []byte
	at   int
	file *pdfFile // that is charged with each object
}

func (f *pdfFile) lexer(data []byte) *pdfLexer { return &pdfLexer{data: data, file: f} }

func pdfBlank(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0
}

func pdfMark(c byte) bool { return bytes.IndexByte([]byte("()<>[]{}/%"), c) >= 0 }

func (l *pdfLexer) blanks() {
	for l.at < len(l.data) {
		switch c := l.data[l.at]; {
		case pdfBlank(c):
			l.at++
		case c == '%':
			for l.at < len(l.data) && l.data[l.at] != '\n' && l.data[l.at] != '\r' {
				l.at++
			}
		default:
			return
		}
	}
}

// object reads the next object; ok is false at the end.
func (l *pdfLexer) object(depth int) (v any, ok bool) {
	l.blanks()
	if l.at >= len(l.data) {
		return nil, false
	}
	if depth > maxNested {
		panic(TooMuch)
	}
	l.file.spend(1)
	switch c := l.data[l.at]; c {
	case '/':
		l.at++
		return l.name(), true
	case '(':
		l.at++
		return l.text(), true
	case '[':
		l.at++
		list := []any{}
		for {
			v, ok := l.object(depth + 1)
			if !ok || v == pdfWord("]") {
				return list, true
			}
			list = l.reference(append(list, v))
		}
	case '<':
		l.at++
		if l.at < len(l.data) && l.data[l.at] == '<' {
			l.at++
			return l.dict(depth), true
		}
		return l.hexText(), true
	case '>':
		if l.at++; l.at < len(l.data) && l.data[l.at] == '>' {
			l.at++
		}
		return pdfWord(">>"), true
	case ']', '{', '}', ')':
		l.at++
		return pdfWord(c), true
	}
	start := l.at
	for l.at < len(l.data) && !pdfBlank(l.data[l.at]) && !pdfMark(l.data[l.at]) {
		l.at++
	}
	word := string(l.data[start:l.at])
	if c := word[0]; c >= '0' && c <= '9' || c == '-' || c == '+' || c == '.' {
		if n, err := strconv.ParseFloat(word, 64); err == nil && n > -1e12 && n < 1e12 {
			return n, true
		}
		return 0.0, true
	}
	switch word {
	case "true":
		return true, true
	case "false":
		return false, true
	case "null":
		return nil, true
	}
	return pdfWord(word), true
}

// operator reads an operator and the operands before it, into args; of more than most
// the last half at least are kept. Not ok at the end of the data.
func (l *pdfLexer) operator(args []any, most int) (word pdfWord, operands []any, ok bool) {
	for {
		v, ok := l.object(0)
		if !ok {
			return "", args, false
		}
		if word, isWord := v.(pdfWord); isWord {
			return word, args, true
		}
		if args = append(args, v); len(args) > most {
			args = args[most/2:]
		}
	}
}

// reference turns 12 0 R at the end of a list into one object.
func (l *pdfLexer) reference(list []any) []any {
	n := len(list)
	if n < 3 || list[n-1] != pdfWord("R") {
		return list
	}
	id, ok := list[n-3].(float64)
	if _, number := list[n-2].(float64); !ok || !number {
		return list
	}
	return append(list[:n-3], pdfRef(id))
}

func (l *pdfLexer) dict(depth int) pdfDict {
	var list []any
	for {
		v, ok := l.object(depth + 1)
		if !ok || v == pdfWord(">>") {
			break
		}
		list = l.reference(append(list, v))
	}
	d := pdfDict{}
	for i := 0; i+1 < len(list); i += 2 {
		if key, ok := list[i].(pdfName); ok {
			d[key] = list[i+1]
		}
	}
	return d
}

func (l *pdfLexer) name() pdfName {
	var out []byte
	for l.at < len(l.data) && !pdfBlank(l.data[l.at]) && !pdfMark(l.data[l.at]) {
		c := l.data[l.at]
		if c == '#' && l.at+2 < len(l.data) {
			if b, err := hex.DecodeString(string(l.data[l.at+1 : l.at+3])); err == nil {
				c = b[0]
				l.at += 2
			}
		}
		out = append(out, c)
		l.at++
	}
	return pdfName(out)
}

func (l *pdfLexer) text() string {
	var out []byte
	for open := 1; l.at < len(l.data); l.at++ {
		c := l.data[l.at]
		switch c {
		case '(':
			open++
		case ')':
			if open--; open == 0 {
				l.at++
				return string(out)
			}
		case '\\':
			if l.at++; l.at >= len(l.data) {
				return string(out)
			}
			switch c = l.data[l.at]; c {
			case 'n':
				c = '\n'
			case 'r':
				c = '\r'
			case 't':
				c = '\t'
			case 'b':
				c = '\b'
			case 'f':
				c = '\f'
			case '\r':
				if l.at+1 < len(l.data) && l.data[l.at+1] == '\n' {
					l.at++
				}
				continue
			case '\n':
				continue
			default:
				if c >= '0' && c <= '7' {
					n := 0
					for k := 0; k < 3 && l.at < len(l.data) && l.data[l.at] >= '0' && l.data[l.at] <= '7'; k++ {
						n = n*8 + int(l.data[l.at]-'0')
						l.at++
					}
					l.at--
					c = byte(n)
				}
			}
		}
		out = append(out, c)
	}
	return string(out)
}

func (l *pdfLexer) hexText() string {
	var digits []byte
	for ; l.at < len(l.data); l.at++ {
		c := l.data[l.at]
		if c == '>' {
			l.at++
			break
		}
		if c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F' {
			digits = append(digits, c)
		}
	}
	if len(digits)%2 == 1 {
		digits = append(digits, '0')
	}
	out := make([]byte, len(digits)/2)
	hex.Decode(out, digits)
	return string(out)
}
