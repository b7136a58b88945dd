package page

import (
	"bytes"
	"path"
	"regexp"
	"strings"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/js"
	input "github.com/tdewolff/parse/v2"
	syntax "github.com/tdewolff/parse/v2/js"
)

// shortened is a script as it is published: without comments, indentation and
// long names of its own variables, in less than half the bytes. The scripts of
// the search page have 18 kB then instead of 40, and a reader's first search
// loads 16 kB less. Whoever wants to read them finds them in layouts/assets.
//
// A script stays as it is if it cannot be read, if it is short already
// (*.min.js), or if it would become another one: newer than ES5, or with Math.trunc
// as |0, which is another number beyond 32 bits. So do files of all other kinds:
// the style sheet would lose only 0.7 of 7.4 kB when compressed, and who adapts
// a site looks into it.
func shortened(name string, data []byte) []byte {
	if path.Ext(name) != ".js" || strings.HasSuffix(name, ".min.js") || trunc.Match(data) {
		return data
	}
	var short bytes.Buffer
	if err := (&js.Minifier{Version: 5}).Minify(minify.New(), &short, bytes.NewReader(data), nil); err != nil || isNewer(short.Bytes()) {
		return data
	}
	return short.Bytes()
}

var trunc = regexp.MustCompile(`\bMath\s*\.\s*trunc\b`)

// isNewer tells whether a script has what the minifier writes against its
// Version: a**b for Math.pow(a, b), and {a} for {a: a}, which the latter may
// become once variables have other names.
func isNewer(script []byte) bool {
	tree, err := syntax.Parse(input.NewInputBytes(bytes.Clone(script)), syntax.Options{})
	if err != nil {
		return true
	}
	var newer newerThanES5
	syntax.Walk(&newer, tree)
	return bool(newer)
}

// A newerThanES5 becomes true once it has seen what it is called for.
type newerThanES5 bool

func (newer *newerThanES5) Enter(node syntax.INode) syntax.IVisitor {
	switch node := node.(type) {
	case *syntax.BinaryExpr:
		if node.Op == syntax.ExpToken {
			*newer = true
		}
	case *syntax.Property:
		if value, ok := node.Value.(*syntax.Var); ok && node.Name != nil && node.Name.IsIdent(value.Data) {
			*newer = true
		}
	}
	return newer
}

func (*newerThanES5) Exit(syntax.INode) {}
