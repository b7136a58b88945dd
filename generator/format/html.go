package format

import (
	"bytes"
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"codeberg.org/readeck/go-readability"
	"github.com/pelletier/go-toml/v2"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// pageData lists where web pages have their text.
//
//go:embed pages.toml
var pageData []byte

type pageList struct {
	Place []struct{ ID, Class, System string }

	Example []struct{ Page, Text string }
}

var pages = sync.OnceValue(func() *pageList {
	list := &pageList{}
	if err := toml.Unmarshal(pageData, list); err != nil {
		panic(fmt.Sprintf("pages.toml: %v", err)) // embedded: a test loads it
	}
	return list
})

// maxNodes bounds the elements of a page: a report of 60 KB from Word has 10,000.
const maxNodes = 60_000

// HTML reads a saved web page, decoded already. Lines outside of its main text are marked,
// in the order of the page; what nobody sees is left out.
func HTML(text string) (out *Text, err error) {
	defer recovered(&err)
	if webArchive(text) {
		return nil, Archive
	}
	if !parsable(text) {
		return nil, TooMuch
	}
	root, err := html.Parse(strings.NewReader(text))
	if err != nil {
		return nil, TooMuch // its elements lie deeper than the parser goes
	}
	p := &page{meta: map[string]string{}}
	p.look(root)
	if p.nodes > maxNodes {
		return nil, TooMuch
	}
	main := p.mainText(root)
	out = &Text{Facts: p.facts()}
	w := &pageWriter{main: map[*html.Node]bool{}, round: map[*html.Node]bool{}, outside: len(main) > 0}
	for _, n := range main {
		w.main[n] = true
		for up := n.Parent; up != nil && !w.round[up]; up = up.Parent {
			w.round[up] = true
		}
	}
	w.block(root)
	w.end()
	out.Lines = w.out.list
	return out, nil
}

// parsable tells a page that the parser can make a tree of in bounded memory. It
// opens formatting elements anew in each paragraph, as the standard has it: 500 of
// them that are never closed make 500 elements of each further word.
func parsable(text string) bool {
	z := html.NewTokenizer(strings.NewReader(text))
	started, open, made := 0, 0, 0
	for {
		kind := z.Next()
		switch kind {
		case html.ErrorToken:
			return true
		case html.StartTagToken, html.SelfClosingTagToken, html.EndTagToken:
			if kind != html.EndTagToken {
				started++
			}
			name, _ := z.TagName()
			switch atom.Lookup(name) {
			case atom.A, atom.B, atom.Big, atom.Code, atom.Em, atom.Font, atom.I, atom.Nobr, atom.S, atom.Small, atom.Strike, atom.Strong, atom.Tt, atom.U:
				if kind == html.StartTagToken {
					open++
				} else if kind == html.EndTagToken && open > 0 {
					open--
				}
			}
		}
		if made += 1 + open; made > 10*maxNodes || started > maxNodes {
			return false
		}
	}
}

// webArchive tells a page saved as one file (MHTML), which is a mail.
func webArchive(text string) bool {
	head := strings.ToLower(text[:min(len(text), 4096)])
	return !strings.HasPrefix(strings.TrimLeft(head, " \t\r\n"), "<") && strings.Contains(head, "mime-version:") && strings.Contains(head, "content-type:")
}

// A page is what is known of one before its text is read.
type page struct {
	title   string
	headers []string // its first h1 elements
	others  []string // other elements that look like its title
	meta    map[string]string
	nodes   int
}

// look goes over all elements once and takes out of the tree those that nobody sees.
func (p *page) look(n *html.Node) {
	if p.nodes++; p.nodes > maxNodes {
		return
	}
	if n.Type == html.ElementNode {
		switch n.DataAtom {
		case atom.Meta:
			name := strings.ToLower(value(n, "name") + value(n, "property"))
			if content := squeeze(value(n, "content")); content != "" && p.meta[name] == "" && len(content) < 500 {
				p.meta[name] = content
			}
		case atom.Title:
			if text := squeeze(plain(n)); p.title == "" && len(text) < 500 && n.Namespace == "" {
				p.title = text
			}
		case atom.H1:
			if text := squeeze(plain(n)); text != "" && len(text) < 300 && len(p.headers) < 3 {
				p.headers = append(p.headers, text)
			}
		case atom.H2, atom.H3, atom.Div, atom.P, atom.Td, atom.Span:
			if len(p.others) < 3 && headsText(n) {
				if text := squeeze(plain(n)); ofReport(text) && !strings.HasPrefix(text, "一、") {
					p.others = append(p.others, text)
				}
			}
		}
	}
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		if c.Type == html.CommentNode || c.Type == html.DoctypeNode || unseen(c) {
			if c.DataAtom == atom.Head {
				p.look(c)
			}
			n.RemoveChild(c)
		} else {
			p.look(c)
		}
		c = next
	}
}

// headsText tells an element that may show the title of what the page is about: a heading,
// or one that is called so. Titles of other articles are links.
func headsText(n *html.Node) bool {
	if n.DataAtom != atom.H2 && n.DataAtom != atom.H3 && !strings.Contains(strings.ToLower(value(n, "class")+value(n, "id")), "title") {
		return false
	}
	left := 300 // bytes: an element may hold many of its kind
	return !holds(n, func(n *html.Node) bool {
		if n.Type == html.TextNode {
			left -= len(n.Data)
		}
		return n.DataAtom == atom.A || left < 0
	}) && left < 300
}

// holds tells whether an element or one in it is of a kind.
func holds(n *html.Node, kind func(*html.Node) bool) bool {
	if kind(n) {
		return true
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if holds(c, kind) {
			return true
		}
	}
	return false
}

// facts gives what the head of the page says: the names that 政府网站发展指引 asks
// for, and those of other systems.
func (p *page) facts() Facts {
	first := func(names ...string) string {
		for _, name := range names {
			if v := p.meta[name]; v != "" {
				return v
			}
		}
		return ""
	}
	return Facts{
		Window:    p.title,
		Title:     p.reportTitle(first("articletitle", "og:title", "title")),
		Published: first("pubdate", "publishdate", "article:published_time", "date"),
		Source:    first("contentsource", "source"),
		Publisher: first("publisher", "organization", "department"),
	}
}

// reportTitle chooses the title: what the page states, a heading, or the name
// of the window without the site's.
func (p *page) reportTitle(stated string) string {
	candidates := append([]string{stated}, p.headers...)
	window := p.title
	for _, mark := range []string{"_", "|", "－", " - ", "--", "—", "-"} {
		if before, _, ok := strings.Cut(window, mark); ok && utf8.RuneCountInString(before) >= 8 {
			window = strings.TrimSpace(before)
		}
	}
	candidates = append(append(candidates, window), p.others...)
	for _, names := range []func(string) bool{ofReport, ofLaw} { // a column may be called 法治政府建设
		if i := slices.IndexFunc(candidates, names); i >= 0 {
			return candidates[i]
		}
	}
	return stated
}

// ofLaw tells whether a title names what the reports are about.
func ofLaw(title string) bool {
	for _, word := range []string{"法治", "依法", "法制", "普法"} {
		if strings.Contains(title, word) {
			return true
		}
	}
	return false
}

// ofReport tells the title of a report from that of a column or a part.
func ofReport(title string) bool {
	return ofLaw(title) && strings.Contains(title, "年") && (strings.Contains(title, "报告") || strings.Contains(title, "总结") || strings.Contains(title, "汇报"))
}

// mainText finds the elements that hold the text: those of a known system, else
// what readability finds, else the smallest element that holds nearly all prose.
func (p *page) mainText(root *html.Node) []*html.Node {
	all := prose(root)
	if all == 0 {
		return nil
	}
	for _, place := range pages().Place {
		found := outermost(root, func(n *html.Node) bool {
			return place.ID != "" && strings.EqualFold(value(n, "id"), place.ID) || place.Class != "" && hasClass(n, place.Class)
		})
		got := 0
		for _, n := range found {
			got += prose(n)
		}
		if got*10 >= all*7 {
			return found
		}
	}
	if n := readable(root, all); n != nil && prose(n)*10 >= all*8 {
		return []*html.Node{widened(n)}
	}
	if n := smallest(root, all*9/10); n != root {
		return []*html.Node{widened(n)}
	}
	return nil
}

// widened gives the element that holds n and what else of the text stands beside it, in
// elements of its own: <div>…</div><div align="right">某某镇人民政府</div>, or the further rows of a table.
func widened(n *html.Node) *html.Node {
	for n.Parent != nil && n.Parent.Type == html.ElementNode {
		belongs := signs
		switch n.Parent.DataAtom {
		case atom.Body, atom.Table: // a table that is the text would be read as one of figures
			return n
		case atom.Tr, atom.Tbody:
			belongs = func(c *html.Node) bool { return signs(c) || !linked(c) && !roundText(squeeze(plain(c))) }
		}
		for c := n.Parent.FirstChild; c != nil; c = c.NextSibling {
			if c != n && !belongs(c) {
				return n
			}
		}
		n = n.Parent
	}
	return n
}

// linked tells an element with a link or a picture in it, as menus and lists of articles have.
func linked(n *html.Node) bool {
	return holds(n, func(n *html.Node) bool {
		return n.DataAtom == atom.A || n.DataAtom == atom.Img || n.DataAtom == atom.Form || n.DataAtom == atom.Input
	})
}

// roundText tells a short text that pages have round an article.
func roundText(text string) bool {
	if utf8.RuneCountInString(text) > 120 {
		return false
	}
	for _, word := range []string{"电话", "地址", "备案", "版权", "主办", "承办", "访问", "访客", "浏览", "阅读", "打印", "字体", "字号", "来源", "发布", "时间", "首页", "位置", "导航", "登录", "点击"} {
		if strings.Contains(text, word) {
			return true
		}
	}
	return false
}

// signs tells an element that holds an addressee, who signs, or a date, or nothing at all.
func signs(n *html.Node) bool {
	if linked(n) || holds(n, func(n *html.Node) bool { return n.DataAtom == atom.Table }) {
		return false
	}
	text := strings.Join(strings.Fields(plain(n)), "")
	if text == "" {
		return true
	}
	if utf8.RuneCountInString(text) > 40 || strings.ContainsAny(text, "|>") || roundText(text) {
		return false
	}
	if strings.HasPrefix(text, "附件") {
		return true
	}
	for _, end := range []string{"政府", "委员会", "办事处", "办公室", "党委", "党工委", "局", "所", "日", "：", ":", "。", "）", ")"} {
		if strings.HasSuffix(text, end) {
			return true
		}
	}
	return false
}

// readable asks readability for the main text of a page with so much prose, and gives
// the element that holds what it found.
func readable(root *html.Node, all int) *html.Node {
	parser := readability.NewParser()
	parser.MaxElemsToParse = maxNodes
	article, err := parser.ParseDocument(root, nil)
	if err != nil || article.Node == nil {
		return nil
	}
	// What it gives is a copy, cleaned by rules for news; how much it holds tells
	// which element of the page it is.
	found := min(prose(article.Node), all) * 9 / 10
	if n := smallest(root, found); found > 0 && n != root {
		return n
	}
	return nil
}

// smallest gives the deepest element that holds so many characters of prose.
func smallest(n *html.Node, least int) *html.Node {
	for {
		deeper := (*html.Node)(nil)
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.Type == html.ElementNode && prose(c) >= least {
				deeper = c
			}
		}
		if deeper == nil || deeper.DataAtom == atom.P || inline(deeper) {
			return n
		}
		n = deeper
	}
}

// prose counts the characters of running text: in blocks of 20 characters and more
// with a mark of a sentence, links left out.
func prose(n *html.Node) int {
	total := 0
	var run strings.Builder
	flush := func() {
		text := run.String()
		run.Reset()
		if k := utf8.RuneCountInString(text); k >= 20 && strings.ContainsAny(text, "，。；,;") {
			total += k
		}
	}
	var visit func(n *html.Node)
	visit = func(n *html.Node) {
		switch {
		case n.Type == html.TextNode:
			run.WriteString(strings.TrimSpace(n.Data))
			return
		case n.DataAtom == atom.A:
			return
		}
		block := n.Type == html.ElementNode && !inline(n)
		if block {
			flush()
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			visit(c)
		}
		if block {
			flush()
		}
	}
	visit(n)
	flush()
	return total
}

// outermost gives the elements that match and lie in no other that does.
func outermost(n *html.Node, match func(*html.Node) bool) (found []*html.Node) {
	if n.Type == html.ElementNode && match(n) {
		return []*html.Node{n}
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		found = append(found, outermost(c, match)...)
	}
	return found
}

func value(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func hasClass(n *html.Node, class string) bool {
	return slices.ContainsFunc(strings.Fields(value(n, "class")), func(c string) bool { return strings.EqualFold(c, class) })
}

// plain gives the text of an element.
func plain(n *html.Node) string {
	var b strings.Builder
	var visit func(n *html.Node)
	visit = func(n *html.Node) {
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			visit(c)
		}
	}
	visit(n)
	return b.String()
}

// squeeze makes one blank of each run of white space.
func squeeze(text string) string { return strings.Join(strings.Fields(text), " ") }

// unseen tells an element whose text no reader of the page sees, or that is no text.
func unseen(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Head, atom.Iframe, atom.Object, atom.Embed, atom.Svg, atom.Math, atom.Select, atom.Button, atom.Textarea,
		atom.Input, atom.Video, atom.Audio, atom.Canvas, atom.Map, atom.Datalist, atom.Rt, atom.Rp, atom.Del:
		return true
	}
	for _, a := range n.Attr {
		switch a.Key {
		case "hidden":
			return true
		case "style":
			style := strings.ToLower(strings.ReplaceAll(a.Val, " ", ""))
			shown := strings.EqualFold(value(n, "id"), "js_content") // an article of WeChat, which a script shows once it is there
			if strings.Contains(style, "display:none") || strings.Contains(style, "visibility:hidden") && !shown || strings.Contains(style, "mso-hide:all") {
				return true
			}
		}
	}
	return false
}

// inline tells an element that begins no line of its own.
func inline(n *html.Node) bool {
	switch n.DataAtom {
	case atom.A, atom.Abbr, atom.B, atom.Bdi, atom.Bdo, atom.Big, atom.Cite, atom.Code, atom.Data, atom.Dfn, atom.Em, atom.Font, atom.I, atom.Img, atom.Ins, atom.Kbd, atom.Label,
		atom.Mark, atom.Nobr, atom.Q, atom.Ruby, atom.S, atom.Samp, atom.Small, atom.Span, atom.Strike, atom.Strong, atom.Sub, atom.Sup, atom.Time, atom.Tt, atom.U, atom.Var, atom.Wbr:
		return true
	}
	return n.DataAtom == 0 // o:p, st1:chsdate and the like, as Word writes them
}

// Charset gives the encoding that a web page declares in its first 4 KB, in
// lower case; "" if it declares none.
func Charset(raw []byte) string {
	head := bytes.ToLower(raw[:min(len(raw), 4096)])
	for {
		i := bytes.Index(head, []byte("charset"))
		if i < 0 {
			return ""
		}
		head = bytes.TrimLeft(head[i+len("charset"):], " ")
		if after, ok := bytes.CutPrefix(head, []byte("=")); ok {
			name := bytes.TrimLeft(after, " \"'")
			if end := bytes.IndexAny(name, "\"' />;\r\n"); end > 0 {
				return string(name[:end])
			}
		}
	}
}
