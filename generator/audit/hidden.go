package audit

import (
	"archive/zip"
	"bytes"
	"io"
	"path"
	"regexp"
	"slices"
	"strings"

	"zhenjian/generator/format"
	"zhenjian/generator/source"
)

// A file that is no plain text holds more than the text that is read of it:
// deleted words, comments, headers and properties of a document, names of authors in its
// attributes, documents inside it, what a web page leaves out. The file is published
// as it was received, so that all that can be unpacked is looked through as well, by
// what it is, not by its name. Of a PDF these are strings, metadata and attached
// files; not the streams that draw, which hold coordinates, three of which may look like a mobile
// number: their text is all read.

const (
	mostHidden = 64 << 20 // bytes unpacked that are looked through; what has more is not published
	mostNested = 3        // documents inside each other
)

var (
	endOfParagraph = regexp.MustCompile(`</(?:w:(?:p|tc)|text:(?:p|h)|table:table-cell|a:p|si|c|row)>|<(?:w:(?:br|tab)|text:(?:line-break|tab))/>`)
	anyTag         = regexp.MustCompile(`<[^<>]*>`)
	richWord       = regexp.MustCompile(`\\[a-z]+-?[0-9]* ?|\\'[0-9a-f]{2}|[{}]`) // of RTF
)

// findHidden finds personal data in the file of a document that is not in its
// decoded text. whole is false where a part of it could not be looked through.
func findHidden(doc *source.Document) (found []personal, whole bool) {
	h := &hidden{known: bare(doc.Decoded), left: mostHidden, whole: true}
	switch strings.ToLower(path.Ext(doc.Path)) {
	case "", ".txt": // all of it is read
	case ".html", ".htm":
		h.markup(doc.Raw)
	default:
		h.file(doc.Raw, 0)
	}
	return h.found, h.whole
}

// hidden looks through a file and what is packed in it.
type hidden struct {
	known string // the decoded text, as bare gives it
	found []personal
	left  int64 // bytes that may still be unpacked
	whole bool  // all of it could be looked through
}

// look looks for personal data in a text.
func (h *hidden) look(text string) {
	for _, p := range findPersonal(text) {
		p.value = strings.Clone(text[p.span.Start:p.span.End])
		if p.kind == home || strings.Contains(h.known, bare(p.value)) || slices.ContainsFunc(h.found, func(q personal) bool { return bare(q.value) == bare(p.value) }) {
			continue
		}
		h.found = append(h.found, p)
	}
}

// file takes a file apart by its first bytes.
func (h *hidden) file(raw []byte, depth int) {
	head := bytes.TrimLeft(raw[:min(len(raw), 512)], "\xEF\xBB\xBF \t\r\n")
	switch {
	case depth > mostNested:
		h.whole = false
	case bytes.HasPrefix(raw, []byte("PK\x03\x04")):
		h.packed(raw, depth)
	case bytes.Contains(raw[:min(len(raw), 1024)], []byte("%PDF-")):
		texts, files, err := format.Unshown(raw)
		h.whole = h.whole && err == nil
		for _, text := range texts {
			h.look(text)
		}
		for _, f := range files {
			h.file(f, depth+1)
		}
	case bytes.HasPrefix(head, []byte("<")), bytes.HasPrefix(raw, []byte("\xFF\xFE")), bytes.HasPrefix(raw, []byte("\xFE\xFF")):
		h.markup(raw)
	case bytes.HasPrefix(head, []byte("{\\rtf")):
		h.look(string(raw))
		h.look(richWord.ReplaceAllString(string(raw), ""))
	default: // of an old document, or a picture: text of one byte a character, and of two
		h.look(string(raw))
		h.look(strings.ReplaceAll(string(raw), "\x00", ""))
	}
}

// markup looks through a web page, or a part in XML: also between its tags' marks,
// where attributes stand.
func (h *hidden) markup(raw []byte) {
	text := source.DecodeText(raw)
	h.look(text)
	h.look(anyTag.ReplaceAllString(endOfParagraph.ReplaceAllString(text, "\n\n"), ""))
}

// packed looks through the parts of an archive.
func (h *hidden) packed(raw []byte, depth int) {
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		h.whole = false
		return
	}
	h.look(z.Comment)
	for _, f := range z.File {
		h.look(f.Name)
		data, err := unpacked(f, h.left)
		if h.left -= int64(len(data)); err != nil || h.left < 0 {
			h.whole = false
			return
		}
		h.file(data, depth+1)
	}
}

// unpacked gives a part, or more bytes than most.
func unpacked(f *zip.File, most int64) ([]byte, error) {
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return io.ReadAll(io.LimitReader(r, most+1))
}
