package source

import (
	"errors"
	"path"
	"slices"
	"strings"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"

	"zhenjian/generator/format"
)

// A reader gives the text of a file, the encoding that it had to find out, and
// the program that it needed.
type reader func(raw []byte) (text *format.Text, charset, via string, err error)

// readers read files that are no plain text, by their ending in lower case.
var readers = map[string]reader{
	".docx": unencoded(format.Docx), ".pdf": unencoded(format.PDF), ".html": webPage, ".htm": webPage,
	".doc": oldFormat(".doc"), ".wps": oldFormat(".wps"), ".rtf": oldFormat(".rtf"), ".odt": oldFormat(".odt"),
}

// oldFormat reads files with an ending that LibreOffice has to read. Many are
// something else by their first bytes: a .docx or a web page that was given the ending by hand
// or by the system that made it.
func oldFormat(ext string) reader {
	return func(raw []byte) (*format.Text, string, string, error) {
		kind := ext
		head := strings.ToLower(strings.TrimLeft(string(raw[:min(len(raw), 512)]), "\xEF\xBB\xBF \t\r\n"))
		switch {
		case ext != ".odt" && strings.HasPrefix(head, "pk\x03\x04"):
			return unencoded(format.Docx)(raw)
		case strings.HasPrefix(head, "<") || strings.HasPrefix(head, "mime-version"):
			return webPage(raw)
		case strings.HasPrefix(head, "{\\rtf"):
			kind = ".rtf"
		case ext != ".odt" && !strings.HasPrefix(string(raw), "\xD0\xCF\x11\xE0"):
			return nil, "", "", format.Damaged
		}
		made, via, err := converted(raw, kind)
		if err != nil {
			return nil, "", "", err
		}
		text, err := format.Docx(made)
		return text, "", via, err
	}
}

// unencoded is a reader of files that say themselves how they are encoded.
func unencoded(read func([]byte) (*format.Text, error)) reader {
	return func(raw []byte) (*format.Text, string, string, error) {
		text, err := read(raw)
		return text, "", "", err
	}
}

// unread are endings of reports that nothing here reads yet.
var unread = map[string]bool{".ofd": true, ".ceb": true, ".gd": true}

// isText tells a file of plain text by its name. explain reads a file without an
// ending as one.
func isText(name string) bool {
	ext := strings.ToLower(path.Ext(name))
	return ext == ".txt" || ext == ""
}

// byLine tells a file, a report, a sidecar or the ledger, whose places are counted
// by lines.
func byLine(name string) bool {
	return isText(name) || strings.HasSuffix(name, ".toml") || strings.HasSuffix(name, ".csv")
}

// Unit is what places in a file are counted by, in "zh" or "en": lines of plain
// text, paragraphs of anything else. name is the file's, or its ending.
func Unit(name, lang string) string {
	switch {
	case byLine(name) && lang == "en":
		return "line"
	case byLine(name):
		return "行"
	case lang == "en":
		return "paragraph"
	}
	return "段"
}

// faultCodes are the codes of what format may find.
var faultCodes = map[format.Fault]Code{
	format.Damaged: Damaged, format.Locked: Locked, format.TooMuch: TooMuch, format.Archive: WebArchive, format.NoText: NoText, format.Unclear: Unclear,
}

// webPage reads a saved web page. What it declares helps where its bytes are no
// UTF-8: pages that say gb2312 are in GBK or GB18030, which both are read as the last.
func webPage(raw []byte) (*format.Text, string, string, error) {
	if kind := binaryKind(raw); kind != "" {
		return nil, "", "", format.Damaged
	}
	text, charset, bad := decode(raw)
	if charset != "UTF-8" || bad > 0 {
		declared := format.Charset(raw)
		if e, name := declaredEncoding(declared); e != nil && name != charset && !strings.HasPrefix(charset, "UTF-16") {
			text, charset, bad = convert(raw, name, e)
		}
	}
	if _, is := garbled(text, bad); is {
		return nil, charset, "", format.Damaged
	}
	out, err := format.HTML(text)
	return out, charset, "", err
}

// declaredEncoding gives the encoding of a Chinese page by the name that it
// declares; nil for any other.
func declaredEncoding(name string) (encoding.Encoding, string) {
	switch {
	case strings.HasPrefix(name, "gb"), name == "x-gbk", name == "cp936":
		return simplifiedchinese.GB18030, "GB18030"
	case strings.HasPrefix(name, "big5"):
		return traditionalchinese.Big5, "Big5"
	}
	return nil, ""
}

// newFormatted reads and cleans a file that is no plain text.
func newFormatted(name string, raw []byte) (*Document, []Problem) {
	ext := strings.ToLower(path.Ext(name))
	text, charset, via, err := readers[ext](raw)
	if err != nil {
		fault, ok := errors.AsType[format.Fault](err)
		if errors.Is(err, errNoConverter) {
			return nil, []Problem{{Code: NoConverter, File: name, Args: []any{ext}}}
		}
		if !ok {
			return nil, []Problem{{Code: NotConverted, File: name, Args: []any{ext, err.Error()}}}
		}
		problem := Problem{Code: faultCodes[fault], File: name}
		if fault == format.Damaged {
			problem.Args = []any{ext}
		}
		return nil, []Problem{problem}
	}
	d := &Document{Path: name, Raw: raw, Charset: charset, Via: via, rows: map[int]bool{}, outside: map[int]bool{}}
	var b strings.Builder
	lines, n := text.Lines, 0
	if text.Facts.Window != "" {
		lines = append([]format.Line{{Text: text.Facts.Window, Outside: true}}, lines...)
	}
	for _, line := range lines {
		if line.Outside && line.Text != text.Facts.Window && !saysSomething(line) {
			continue
		}
		n++
		if line.Row {
			d.rows[n] = true
		}
		if line.Outside {
			d.outside[n] = true
		}
		b.WriteString(oneLine.Replace(line.Text))
		b.WriteByte('\n')
	}
	d.Decoded = strings.ToValidUTF8(b.String(), "\uFFFD")
	d.stated = Facts{Title: text.Facts.Title, Published: text.Facts.Published, Source: text.Facts.Source, Publisher: text.Facts.Publisher}
	d.clean()
	if d.Text == "" {
		return nil, []Problem{{Code: Empty, File: name}}
	}
	if text.Revisions+text.Comments > 0 {
		return d, []Problem{{Code: Revisions, File: name, Args: []any{text.Revisions, text.Comments}}}
	}
	return d, nil
}

// saysSomething tells a line round the text of a web page that states something
// of the report, or where on its site the page stands. Menus and the like are let go.
func saysSomething(l format.Line) bool {
	line := line{text: strings.TrimSpace(cleanText(l.Text)), row: l.Row} // &nbsp; parts labels
	found := append(furniture().whole(line.labelled()), furniture().scattered(line.labelled())...)
	return slices.ContainsFunc(found, func(f foundLabel) bool { return f.fact != "" && f.value != "" }) || runes(line.text) > 6 && furniture().breadcrumb(line.text)
}

// oneLine takes out what would end a line inside a paragraph.
var oneLine = strings.NewReplacer("\n", " ", "\r", " ", "\f", " ", "\v", " ", "\u2028", " ", "\u2029", " ")
