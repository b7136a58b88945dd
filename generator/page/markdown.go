package page

import (
	"bytes"
	"cmp"
	"fmt"
	"html/template"
	"slices"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"zhenjian/generator/address"
	"zhenjian/generator/source"
)

// A Markdown is a page by hand, content/pages/NAME.md. Its first heading of
// level 1 is its title.
//
// A link to NAME.md leads to the page made of that file, one that begins with /
// to that path below the root of the site, wherever that is published.
type Markdown struct {
	Name string
	Text []byte
}

type markdownView struct {
	Frame    frame
	Heading  string
	Body     template.HTML
	Rules    []rule // of counting; on the page on the method alone, as is Accuracy
	Accuracy accuracyView
}

// markdown reads pages by hand. Line ends between Chinese characters are no
// blanks; raw HTML is left out.
var markdown = goldmark.New(
	goldmark.WithExtensions(
		extension.NewTable(extension.WithTableCellAlignMethod(extension.TableCellAlignNone)), // the others may write style attributes
		extension.NewCJK(extension.WithEastAsianLineBreaks(extension.EastAsianLineBreaksCSS3Draft), extension.WithEscapedSpace()),
	),
	goldmark.WithRendererOptions(renderer.WithNodeRenderers(util.Prioritized(codeRenderer{}, 100))),
)

// firstPages are the pages that stand first in the footer, in this order.
var firstPages = []string{"about", "method", "help"}

// sortPages puts pages in the order of the footer.
func sortPages(pages []Markdown) []Markdown {
	rank := func(m Markdown) int {
		if i := slices.Index(firstPages, m.Name); i >= 0 {
			return i
		}
		return len(firstPages)
	}
	pages = slices.Clone(pages)
	slices.SortFunc(pages, func(a, b Markdown) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), strings.Compare(a.Name, b.Name))
	})
	return pages
}

// title gives the text of the first heading of level 1, or else the name.
func (m Markdown) title() string {
	if h := titleOf(m.parse()); h != nil {
		if title := plainText(h, m.Text); title != "" {
			return title
		}
	}
	return m.Name
}

func (m Markdown) parse() ast.Node { return markdown.Parser().Parse(text.NewReader(m.Text)) }

func titleOf(doc ast.Node) *ast.Heading {
	for n := doc.FirstChild(); n != nil; n = n.NextSibling() {
		if h, ok := n.(*ast.Heading); ok && h.Level == 1 {
			return h
		}
	}
	return nil
}

// plainText gives the characters of a node without any markup.
func plainText(n ast.Node, source []byte) string {
	var b strings.Builder
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) { // the function gives no error
		if t, ok := n.(*ast.Text); ok && entering {
			b.Write(t.Value(source))
		}
		return ast.WalkContinue, nil
	})
	return strings.TrimSpace(b.String())
}

func (s *Site) markdownPages() []page {
	var pages []page
	for _, m := range s.pages {
		pages = append(pages, page{path: address.Page(m.Name), view: func() (any, error) { return s.markdownView(m) }})
	}
	return pages
}

func (s *Site) markdownView(m Markdown) (any, error) {
	if err := address.CheckPage(m.Name); err != nil {
		return nil, fileFault(m.Name, &source.Fault{Zh: "文件名会成为网址：只能用小写英文字母、数字和 -，也不能与网站自己的页面重名；请改名", En: err.Error()})
	}
	page, doc := address.Page(m.Name), m.parse()
	v := markdownView{Heading: m.title()}
	v.Frame = s.frame(page, s.title(v.Heading), v.Heading+"。", link{Text: v.Heading})
	if h := titleOf(doc); h != nil {
		doc.RemoveChild(doc, h) // the layout shows it
	}
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) { // the function gives no error
		if l, ok := n.(*ast.Link); ok && entering {
			l.Destination = []byte(pageLink(page, string(l.Destination)))
		}
		return ast.WalkContinue, nil
	})
	var body bytes.Buffer
	if err := markdown.Renderer().Render(&body, m.Text, doc); err != nil {
		return nil, fmt.Errorf("content/pages/%s.md: %w", m.Name, err)
	}
	v.Body = template.HTML(body.String())
	if m.Name == methodPage {
		if err := s.addMethod(&v); err != nil {
			return nil, err
		}
	}
	return v, nil
}

// checkPages refuses pages by hand with a link to a page that there is not.
func (s *Site) checkPages() error {
	for _, m := range s.pages {
		err := ast.Walk(m.parse(), func(n ast.Node, entering bool) (ast.WalkStatus, error) {
			if l, ok := n.(*ast.Link); ok && entering && !s.leads(string(l.Destination)) {
				target := string(l.Destination)
				return ast.WalkStop, fileFault(m.Name, source.Faultf(lineOf(m.Text, target), "链接 %[1]q 指向的页面不存在；请改正或删去这个链接", "the link %[1]q leads to no page; correct it or take it out", target))
			}
			return ast.WalkContinue, nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// leads tells whether a link of a page by hand leads somewhere, as far as the
// site is concerned: to a page by hand, to one that the site makes, or out of it.
func (s *Site) leads(destination string) bool {
	target, _, _ := strings.Cut(destination, "#")
	if name, ok := strings.CutSuffix(target, ".md"); ok && !strings.ContainsAny(name, "/:") {
		return slices.ContainsFunc(s.pages, func(m Markdown) bool { return m.Name == name })
	}
	if path, ok := strings.CutPrefix(target, "/"); ok && !strings.HasPrefix(path, "/") {
		if path == "" || strings.HasSuffix(path, "/") {
			path += "index.html"
		}
		return s.makes(path)
	}
	return target == "" || strings.Contains(target, ":") || strings.HasPrefix(target, "//")
}

// fileFault puts the file's name in front of a fault in a page by hand.
func fileFault(name string, fault *source.Fault) error {
	return fmt.Errorf("content/pages/%s.md: %w", name, fault)
}

// lineOf gives the line that a word stands in first, 0 if it does not.
func lineOf(text []byte, word string) int {
	at := bytes.Index(text, []byte(word))
	if at < 0 {
		return 0
	}
	return 1 + bytes.Count(text[:at], []byte("\n"))
}

// pageLink makes the link on a page of one as Markdown has it.
func pageLink(page, destination string) string {
	target, anchor, _ := strings.Cut(destination, "#")
	if anchor != "" {
		anchor = "#" + anchor
	}
	if name, ok := strings.CutSuffix(target, ".md"); ok && !strings.ContainsAny(name, "/:") {
		return address.Rel(page, address.Page(name)) + anchor
	}
	if path, ok := strings.CutPrefix(target, "/"); ok && !strings.HasPrefix(path, "/") {
		if path == "" || strings.HasSuffix(path, "/") {
			path += "index.html"
		}
		return address.Rel(page, path) + anchor
	}
	return destination
}
