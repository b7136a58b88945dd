package page

import (
	"fmt"
	"html/template"
	"path"
	"strings"

	"zhenjian/generator/address"
	"zhenjian/generator/archive"
	"zhenjian/generator/highlight"
	"zhenjian/generator/report"
	"zhenjian/generator/source"
)

// sourceView is the view of a file as received but for what follows from its
// bytes, its sidecar's and the names of places, which stand in it as hashes.
type sourceView struct {
	Frame    frame
	Name     string
	Above    string // full name of what the place lies in
	Period   string // 2022年度
	File     string // name of the file
	Saved    string // name under which it is saved
	Size     string
	SHA256   string
	Sidecar  string // its SHA-256
	Masked   int    // places of personal data that are masked
	Names    string // region.Gazetteer.Additions
	Original string
	Report   string
	Plain    bool   // a text that the view shows as it is
	Unit     string // what its lines are: 行 or 段
	Mentions []sourceMention
}

// A sourceMention leads from a line to a mention on the report's page.
type sourceMention struct {
	Line   int
	Href   string
	Text   string // 行政处罚 60件
	Number report.Span
}

// sourcePage is what the layout sees.
type sourcePage struct {
	sourceView
	Charset string
	Lines   int
	Changes string // what was done to the file for the report's page
	Facts   []fact // what is odd about it
	Legend  []legendItem
	Text    template.HTML
}

// A legendItem explains a colour.
type legendItem struct{ Class, Text, Note string }

// legend lists the kinds of spans as the layout shows them.
var legend = []legendItem{
	{highlight.Class(highlight.Heading), "标题", ""},
	{highlight.Class(highlight.Mention), "列入指标的数字", "下方有链接"},
	{highlight.Class(highlight.Number), "其他数字和单位", ""},
	{highlight.Class(highlight.Law), "《法规文件》", ""},
	{highlight.Class(highlight.Date), "日期、年份", ""},
	{highlight.Class(highlight.Place), "地名", ""},
	{highlight.Class(highlight.Furniture), "网页附带文字", "未收入正文"},
}

// Source makes the page that shows one report's file as received. open is
// called only when the page is due.
func (s *Site) Source(e *archive.Entry, open func() (*Text, error), sink Sink) error {
	r := rooms.Get().(*room)
	defer rooms.Put(r)
	view := func() (any, error) {
		text, err := open()
		if err != nil {
			return nil, err
		}
		view := s.sourceView(e)
		var links []highlight.Link
		for _, m := range view.Mentions { // in reading order, and so by line
			links = append(links, highlight.Link{Line: m.Line, Href: m.Href, Text: m.Text, Label: m.Text + "，到报告页看这句话"})
		}
		r.bytes = highlight.AppendHTML(r.bytes[:0], text.Doc.Decoded, view.Unit, spans(text, view.Mentions), links)
		lines := len(source.LineStarts(text.Doc.Decoded))
		return sourcePage{view, charsetText(text.Doc.Charset, e.Ext), lines, changesText(text.Doc.Changes), oddities(text.Doc.Decoded), legend, r.html()}, nil
	}
	return s.put(sink, "source", page{address.Source(e.Code, e.Year, e.Version), view, func(in *inputs) { s.sourceInputs(in, e) }})
}

func (s *Site) sourceView(e *archive.Entry) sourceView {
	page := address.Source(e.Code, e.Year, e.Version)
	v := sourceView{
		Name: e.Name, Above: s.aboveName(e.Code), Period: period(e),
		File: path.Base(e.Path), Saved: savedName(e), Size: sizeText(e.Size), SHA256: e.SHA256, Sidecar: e.Sidecar, Masked: e.Masked, Names: s.names,
		Original: address.Rel(page, address.Original(e.Code, e.Year, e.Version, e.Ext)),
		Report:   address.Rel(page, address.Report(e.Code, e.Year, e.Version)),
		Plain:    e.Ext == ".txt", Unit: source.Unit(e.Ext, "zh"),
	}
	if unit, ok := s.arc.Region(e.Code); ok {
		v.Name = unit.Name
	}
	for i, m := range e.Mentions {
		v.Mentions = append(v.Mentions, sourceMention{
			Line: m.Line, Href: v.Report + "#" + archive.MentionID(i+1), Text: s.indicatorLink(page, m.Indicator).Text + " " + figureText(m), Number: m.Number,
		})
	}
	own := link{Text: v.Period, Href: v.Report}
	title := v.Name + v.Period + "法治政府建设报告"
	if e.Version > 1 {
		own.Text += fmt.Sprintf("（第%d份）", e.Version)
		title += fmt.Sprintf("（第%d份）", e.Version)
	}
	crumbs := append(s.placeCrumbs(page, e.Code), own, link{Text: "收到的原文"})
	v.Frame = s.frame(page, s.title("收到的原文："+title, v.Above), v.Above+title+"收到时的原文，逐"+v.Unit+"编号。", crumbs...)
	return v
}

// spans gives what was found in a report, in bytes of its file as decoded.
func spans(text *Text, mentions []sourceMention) []highlight.Span {
	out := make([]highlight.Span, 0, len(text.Quantities)+len(text.Dates)+len(text.Places)+len(text.Sections)+2*len(mentions))
	add := func(kind highlight.Kind, spans ...source.Span) {
		for _, span := range spans {
			out = append(out, highlight.Span{Span: span, Kind: kind})
		}
	}
	inFile := func(kind highlight.Kind, span report.Span) {
		if span.Start < span.End {
			add(kind, text.Doc.Origin(span))
		}
	}
	for _, c := range text.Doc.Changes {
		if c.Kind == source.Furniture {
			add(highlight.Furniture, c.Span)
		}
	}
	for _, b := range text.Blocks {
		if b.Kind == report.TitleLine {
			inFile(highlight.Heading, b.Span)
		}
	}
	for _, section := range text.Sections {
		if section.Headed {
			inFile(highlight.Heading, section.Span)
		}
	}
	for _, c := range text.Citations {
		inFile(highlight.Law, text.cited(c))
	}
	for _, q := range text.Quantities {
		inFile(highlight.Number, q)
	}
	for _, m := range mentions {
		inFile(highlight.Mention, m.Number)
	}
	add(highlight.Date, text.Dates...)
	add(highlight.Place, text.Places...)
	return out
}

// formatTexts name the kinds of files that are no plain text.
var formatTexts = map[string]string{
	".docx": "Word文档", ".doc": "Word文档（97—2003）", ".wps": "WPS文字", ".rtf": "RTF文档", ".pdf": "PDF", ".html": "网页", ".htm": "网页",
}

// lineName says where a line of a report's file stands: 第12行, 第12段.
func lineName(line int, e *archive.Entry) string {
	return fmt.Sprintf("第%d%s", line, source.Unit(e.Ext, "zh"))
}

// savedName is the name under which a reader saves the original: that of the
// file as received, with the ending of what is published.
func savedName(e *archive.Entry) string {
	name, ext := path.Base(e.Path), path.Ext(address.Original(e.Code, e.Year, e.Version, e.Ext))
	if !strings.EqualFold(path.Ext(name), ext) {
		name += ext
	}
	return name
}

// charsetText names an encoding with those that it holds, or the kind of a file
// that is no plain text.
func charsetText(charset, ext string) string {
	name := formatTexts[ext]
	if name != "" && charset == "" {
		return name
	}
	if name != "" {
		name += "，"
	}
	if charset == "GB18030" {
		return name + "GB18030（含GBK、GB2312）"
	}
	return name + charset
}

// oddities says which characters of a file could not be read or cannot be shown.
func oddities(text string) (facts []fact) {
	if n := strings.Count(text, "\uFFFD"); n > 0 {
		facts = append(facts, fact{Name: "无法辨认", Value: fmt.Sprintf("%d处，显示为“\uFFFD”", n)})
	}
	if n := strings.Count(text, "\x00"); n > 0 {
		facts = append(facts, fact{Name: "空字符", Value: fmt.Sprintf("%d个，网页无法显示，以“%s”代替", n, highlight.Shown("\x00"))})
	}
	return facts
}

// changeTexts say what cleaning did, by how often.
var changeTexts = []struct {
	kind source.Kind
	text string
}{
	{source.Furniture, "去掉网页附带文字%d行"},
	{source.Joined, "接上断开的行%d处"},
	{source.Divided, "分开连成一行的段落%d处"},
	{source.Blank, "去掉空行和行首行尾空白%d处"},
	{source.Invisible, "去掉看不见的字符%d个"},
	{source.Replaced, "换成通用字符%d个"},
}

func changesText(changes []source.Change) string {
	count := map[source.Kind]int{}
	for _, c := range changes {
		count[c.Kind]++
	}
	var parts []string
	for _, t := range changeTexts {
		if n := count[t.kind]; n > 0 {
			parts = append(parts, fmt.Sprintf(t.text, n))
		}
	}
	if len(parts) == 0 {
		return "没有改动"
	}
	return strings.Join(parts, "；")
}
