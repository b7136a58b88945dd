package page

import (
	"html/template"
	"reflect"
	"strconv"
	"strings"
	syntax "text/template/parse"
)

// The escapers that html/template puts at the end of a pipeline, by their names
// there. Each appends to a page what the functions of html/template come to for
// a string, one after the other.
var escapers = map[string]func(page []byte, s string) []byte{
	"htmlescaper":   appendHTML, // text
	"rcdataescaper": appendHTML, // <title>
	"attrescaper":   appendHTML, // an attribute in quotes
	"urlfilter urlnormalizer attrescaper": func(page []byte, s string) []byte { // href="{{.}}"
		if !safeURL(s) {
			return append(page, "#ZgotmplZ"...)
		}
		return appendURL(page, s, true)
	},
	"urlnormalizer attrescaper": func(page []byte, s string) []byte { return appendURL(page, s, true) },  // href="a/{{.}}"
	"urlescaper attrescaper":    func(page []byte, s string) []byte { return appendURL(page, s, false) }, // href="#{{.}}", href="?a={{.}}"
}

// verbatim are the types that are what the place of a value asks for already.
var verbatim = map[string]reflect.Type{
	"htmlescaper":  reflect.TypeFor[template.HTML](),
	"jsvalescaper": reflect.TypeFor[template.JS](), // in <script>
}

// written compiles a pipeline but for the escapers at its end, and names those.
func (s *scope) written(p *syntax.PipeNode, dot reflect.Type) (v value, names string) {
	var found []string
	for _, cmd := range p.Cmds[1:] {
		name, ok := strings.CutPrefix(function(cmd), "_html_template_")
		if !ok || len(cmd.Args) > 1 {
			s.unknown(p, "pipeline")
			return value{}, ""
		}
		found = append(found, name)
	}
	return s.command(p.Cmds[0], dot), strings.Join(found, " ")
}

// write compiles the writing of a value. One that html/template leaves without
// an escaper is none that we know.
func (s *scope) write(n syntax.Node, v value, names string) step {
	escape, known := escapers[names]
	switch {
	case v.typ == nil:
	case v.typ == verbatim[names]:
		return func(x *execution, dot reflect.Value) { x.out = append(x.out, v.get(x, dot).String()...) }
	case !known || v.typ.PkgPath() == "html/template" || reflect.PointerTo(v.typ).NumMethod() > 0:
		// Another escaper, a type that is trusted elsewhere, or one that may write itself.
	case v.typ.Kind() == reflect.String:
		return func(x *execution, dot reflect.Value) { x.out = escape(x.out, v.get(x, dot).String()) }
	case v.typ.Kind() == reflect.Int:
		return func(x *execution, dot reflect.Value) { x.out = strconv.AppendInt(x.out, v.get(x, dot).Int(), 10) } // no escaper changes a digit or -
	}
	s.unknown(n, "value of such a type in such a place")
	return nil
}

// htmlEscapes are those of html/template, + among them.
var htmlEscapes = [...]string{0: "\uFFFD", '"': "&#34;", '&': "&amp;", '\'': "&#39;", '+': "&#43;", '<': "&lt;", '>': "&gt;"}

// appendHTML escapes for text, and for attributes in quotes. Bytes that are not
// UTF-8 stay.
func appendHTML(page []byte, s string) []byte {
	from := 0
	for i := range len(s) {
		if c := s[i]; int(c) < len(htmlEscapes) && htmlEscapes[c] != "" {
			page = append(append(page, s[from:i]...), htmlEscapes[c]...)
			from = i + 1
		}
	}
	return append(page, s[from:]...)
}

// safeURL tells whether an address is relative or of a scheme that cannot run a
// script.
func safeURL(s string) bool {
	scheme, _, ok := strings.Cut(s, ":")
	return !ok || strings.Contains(scheme, "/") ||
		strings.EqualFold(scheme, "http") || strings.EqualFold(scheme, "https") || strings.EqualFold(scheme, "mailto")
}

// How a byte of an address is written, by what it means there (RFC 3986, 2.2
// and 2.3, but for the quote and the parentheses).
const (
	percent    = iota // %27
	unreserved        // as it is
	reserved          // as it is where the address is whole, percent where it is one value of it
)

var urlBytes = func() (table [256]uint8) {
	for c := range table {
		switch {
		case '0' <= c && c <= '9', 'A' <= c && c <= 'Z', 'a' <= c && c <= 'z', strings.IndexByte("-._~", byte(c)) >= 0:
			table[c] = unreserved
		case strings.IndexByte("!#$&*+,/:;=?@[]", byte(c)) >= 0:
			table[c] = reserved
		}
	}
	return table
}()

// appendURL escapes for an attribute that holds an address: the whole of it or
// the front part of its path, or else one value in it.
func appendURL(page []byte, s string, whole bool) []byte {
	const digits = "0123456789abcdef"
	from := 0
	for i := range len(s) {
		c := s[i]
		switch kind := urlBytes[c]; {
		case kind == unreserved, c == '%' && whole && i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2]):
			continue
		case kind == reserved && whole:
			if c != '&' && c != '+' {
				continue
			}
			page = append(append(page, s[from:i]...), htmlEscapes[c]...)
		default:
			page = append(append(page, s[from:i]...), '%', digits[c>>4], digits[c&15])
		}
		from = i + 1
	}
	return append(page, s[from:]...)
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}
