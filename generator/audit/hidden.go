package audit

import (
	"archive/zip"
	"bytes"
	"io"
	"path"
	"regexp"
	"slices"
	"strings"

	"zhenjian/generator/source"
)

// A file that is no plain text holds more than the text that is read of it:
// deleted words and comments of a Word document, what a web page leaves out. The
// file is published as it was received, so that is looked through as well. PDF is
// not: its streams hold coordinates, three numbers of which may look like a mobile
// number, and its text is all read.

const (
	mostPart   = 8 << 20  // bytes of one part of a document that are looked through
	mostHidden = 64 << 20 // of all of them
)

var (
	endOfParagraph = regexp.MustCompile(`</w:(?:p|tc)>|<w:(?:br|tab)/>`)
	anyTag         = regexp.MustCompile(`<[^<>]*>`)
)

// findHidden finds personal data in the file of a document that is not in its
// decoded text.
func findHidden(doc *source.Document) []personal {
	var texts []string
	switch strings.ToLower(path.Ext(doc.Path)) {
	case ".docx":
		texts = wordParts(doc.Raw)
	case ".html", ".htm":
		page := source.DecodeText(doc.Raw)
		texts = []string{page, anyTag.ReplaceAllString(page, "")}
	case ".doc", ".wps", ".rtf": // text of one byte a character, and of two
		texts = []string{string(doc.Raw), strings.ReplaceAll(string(doc.Raw), "\x00", "")}
	default:
		return nil
	}
	known := bare(doc.Decoded)
	var found []personal
	for _, text := range texts {
		for _, p := range findPersonal(text) {
			p.value = text[p.span.Start:p.span.End]
			if p.kind == home || strings.Contains(known, bare(p.value)) || slices.ContainsFunc(found, func(q personal) bool { return bare(q.value) == bare(p.value) }) {
				continue
			}
			found = append(found, p)
		}
	}
	return found
}

// wordParts gives the texts of the parts of a .docx file; nothing of a damaged one,
// which is refused elsewhere.
func wordParts(raw []byte) []string {
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		return nil
	}
	var texts []string
	left := int64(mostHidden)
	for _, f := range z.File {
		if path.Ext(f.Name) != ".xml" || left <= 0 {
			continue
		}
		r, err := f.Open()
		if err != nil {
			continue
		}
		data, _ := io.ReadAll(io.LimitReader(r, min(mostPart, left))) // what can be read of it
		r.Close()
		left -= int64(len(data))
		texts = append(texts, anyTag.ReplaceAllString(endOfParagraph.ReplaceAllString(string(data), "\n\n"), ""))
	}
	return texts
}
