package source

import (
	"errors"
	"path"
	"strings"

	"zhenjian/generator/format"
)

// readers read files that are no plain text, by their ending in lower case.
var readers = map[string]func(raw []byte) (*format.Text, error){
	".docx": format.Docx,
}

// unread are endings of reports that nothing here reads yet.
var unread = map[string]bool{".ofd": true, ".odt": true, ".doc": true, ".wps": true, ".rtf": true, ".html": true, ".htm": true, ".pdf": true}

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
	format.Damaged: Damaged, format.Locked: Locked, format.TooMuch: TooMuch,
}

// newFormatted reads and cleans a file that is no plain text.
func newFormatted(name string, raw []byte) (*Document, []Problem) {
	ext := strings.ToLower(path.Ext(name))
	text, err := readers[ext](raw)
	if err != nil {
		fault, ok := errors.AsType[format.Fault](err)
		if !ok {
			return nil, []Problem{{Code: ReaderFailed, File: name, Args: []any{err}}}
		}
		problem := Problem{Code: faultCodes[fault], File: name}
		if fault == format.Damaged {
			problem.Args = []any{ext}
		}
		return nil, []Problem{problem}
	}
	d := &Document{Path: name, Raw: raw}
	var b strings.Builder
	for i, line := range text.Lines {
		if line.Row {
			if d.rows == nil {
				d.rows = map[int]bool{}
			}
			d.rows[i+1] = true
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
	return d, nil
}

// oneLine takes out what would end a line inside a paragraph.
var oneLine = strings.NewReplacer("\n", " ", "\r", " ", "\f", " ", "\v", " ", "\u2028", " ", "\u2029", " ")
