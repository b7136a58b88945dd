package page

import (
	"bytes"
	"fmt"

	"github.com/alecthomas/chroma/v2"
	chromahtml "github.com/alecthomas/chroma/v2/formatters/html"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"
)

// languages knows the languages that examples on pages by hand are written in.
// The whole set of Chroma has 300 and 4 MB; sidecars and settings are TOML.
var languages = func() *chroma.LexerRegistry {
	r := chroma.NewLexerRegistry()
	r.Register(chroma.MustNewLexer(&chroma.Config{Name: "TOML", Aliases: []string{"toml"}, EnsureNL: true}, func() chroma.Rules {
		return chroma.Rules{"root": {
			{Pattern: `#[^\n]*`, Type: chroma.Comment},
			{Pattern: `"""(?s:.*?)"""|"(\\.|[^"\\\n])*"|'[^'\n]*'`, Type: chroma.String},
			{Pattern: `^[ \t]*\[\[?[^\]\n]*\]\]?`, Type: chroma.NameNamespace},
			{Pattern: `[A-Za-z0-9_.-]+(?=[ \t]*=)`, Type: chroma.NameAttribute},
			{Pattern: `\b(true|false)\b`, Type: chroma.KeywordConstant},
			{Pattern: `\b\d{4}-\d\d-\d\d\b`, Type: chroma.LiteralDate},
			{Pattern: `[+-]?\d[\d_.]*`, Type: chroma.Number},
			{Pattern: `[=,\[\]{}]`, Type: chroma.Punctuation},
			{Pattern: `\s+`, Type: chroma.TextWhitespace},
			{Pattern: `.`, Type: chroma.Text},
		}}
	}))
	return r
}()

var (
	plainStyle    = chroma.MustNewStyle("plain", chroma.StyleEntries{chroma.Background: ""}) // the style sheet colours the classes
	codeFormatter = chromahtml.New(chromahtml.WithClasses(true), chromahtml.WithAllClasses(true), chromahtml.PreventSurroundingPre(true))
)

// codeRenderer writes fenced code with Chroma's classes.
type codeRenderer struct{}

func (codeRenderer) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	reg.Register(ast.KindFencedCodeBlock, renderCode)
}

func renderCode(w util.BufWriter, source []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	block := node.(*ast.FencedCodeBlock)
	code := block.Lines().Value(source)
	_, _ = w.WriteString(`<pre class="chroma" tabindex="0"><code>`) // w keeps its first error, which Render gives
	defer func() { _, _ = w.WriteString("</code></pre>\n") }()
	lexer := languages.Get(string(block.Language(source)))
	if lexer == nil {
		_, _ = w.Write(util.EscapeHTML(code))
		return ast.WalkSkipChildren, nil
	}
	tokens, err := lexer.Tokenise(nil, string(code))
	if err != nil {
		return ast.WalkStop, fmt.Errorf("code in %s: %w", lexer.Config().Name, err)
	}
	var out bytes.Buffer
	if err := codeFormatter.Format(&out, plainStyle, tokens); err != nil {
		return ast.WalkStop, err
	}
	_, _ = w.Write(out.Bytes())
	return ast.WalkSkipChildren, nil
}
