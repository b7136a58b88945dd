package audit

import (
	"archive/zip"
	"bytes"
	"io"
	"path"
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
	mostHidden = 12 << 20 // bytes unpacked, pictures aside, that are looked through; what has more is not published
	mostNested = 3        // documents inside each other
	mostListed = 1000     // different numbers that its text has not; a file with more is a list of people
	headBytes  = 64 << 10 // of a picture, where its own words stand
)

// pictures are the first bytes of files that hold pixels.
var pictures = []string{"\x89PNG", "\xFF\xD8\xFF", "GIF8", "BM", "II*\x00", "MM\x00*"}

// paragraphEnds are tags behind which another paragraph, cell or line begins.
var paragraphEnds = []string{"</w:p>", "</w:tc>", "</text:p>", "</text:h>", "</table:table-cell>", "</a:p>", "</si>", "</c>", "</row>", "<w:br/>", "<w:tab/>", "<text:line-break/>", "<text:tab/>"}

// findHidden finds personal data in the file of a document that is not in its
// decoded text. whole is false where a part of it could not be looked through.
func findHidden(doc *source.Document) (found []personal, whole bool) {
	ext := strings.ToLower(path.Ext(doc.Path))
	if ext == "" || ext == ".txt" { // all of it is read
		return nil, true
	}
	h := &hidden{known: bare(doc.Decoded), seen: map[string]bool{}, left: mostHidden, whole: true}
	shown, _ := findNumbers(doc.Decoded)
	for _, p := range shown {
		h.seen[bare(doc.Decoded[p.span.Start:p.span.End])] = true
	}
	if ext == ".html" || ext == ".htm" {
		h.markup(doc.Raw)
	} else {
		h.file(doc.Raw, 0)
	}
	return h.found, h.whole
}

// hidden looks through a file and what is packed in it.
type hidden struct {
	known string          // the decoded text, as bare gives it
	seen  map[string]bool // numbers that were looked at or are told in the text, as bare gives them
	apart int             // of them not told in the text
	found []personal
	left  int64 // bytes that may still be unpacked
	whole bool  // all of it could be looked through
}

// look looks for personal data in a text.
func (h *hidden) look(text string) {
	numbers, _ := findNumbers(text) // addresses are too many to be told without their paragraph
	for _, p := range numbers {
		p.value = strings.Clone(text[p.span.Start:p.span.End])
		value := bare(p.value)
		if h.seen[value] {
			continue
		}
		if h.apart++; h.apart > mostListed {
			h.whole = false
			return
		}
		h.seen[value] = true
		if !strings.Contains(h.known, value) {
			h.found = append(h.found, p)
		}
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
		h.look(unformatted(raw))
	default: // of an old document, or a picture: text of one byte a character, and of two
		h.look(string(raw))
		if bytes.IndexByte(raw, 0) >= 0 {
			h.look(strings.ReplaceAll(string(raw), "\x00", ""))
		}
	}
}

// markup looks through a web page, or a part in XML: also between its tags' marks,
// where attributes stand.
func (h *hidden) markup(raw []byte) {
	text := source.DecodeText(raw)
	h.look(text)
	h.look(unmarked(text))
}

// unmarked takes the tags out of a text. (A regular expression took ten times as long.)
func unmarked(text string) string {
	var b strings.Builder
	b.Grow(len(text))
	for {
		i := strings.IndexByte(text, '<')
		if i < 0 {
			break
		}
		b.WriteString(text[:i])
		text = text[i:]
		n := strings.IndexByte(text, '>') + 1
		if n == 0 {
			break
		}
		if slices.Contains(paragraphEnds, text[:n]) {
			b.WriteString("\n\n")
		}
		text = text[n:]
	}
	b.WriteString(text)
	return b.String()
}

// unformatted takes the control words and braces out of RTF.
func unformatted(raw []byte) string {
	letter := func(c byte) bool { return c >= 'a' && c <= 'z' }
	digit := func(c byte) bool { return c >= '0' && c <= '9' }
	out := make([]byte, 0, len(raw))
	for i := 0; i < len(raw); {
		c := raw[i]
		switch {
		case c == '{' || c == '}':
			i++
		case c == '\\' && i+1 < len(raw) && letter(raw[i+1]):
			for i++; i < len(raw) && letter(raw[i]); i++ {
			}
			if i < len(raw) && raw[i] == '-' {
				i++
			}
			for i < len(raw) && digit(raw[i]) {
				i++
			}
			if i < len(raw) && raw[i] == ' ' {
				i++
			}
		case c == '\\' && i+3 < len(raw) && raw[i+1] == '\'': // a byte in hexadecimal digits
			i += 4
		default:
			out = append(out, c)
			i++
		}
	}
	return string(out)
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

// unpacked gives a part, or more bytes than most; of a picture its head.
func unpacked(f *zip.File, most int64) ([]byte, error) {
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	head, err := io.ReadAll(io.LimitReader(r, headBytes))
	if err != nil || slices.ContainsFunc(pictures, func(magic string) bool { return bytes.HasPrefix(head, []byte(magic)) }) {
		return head, err
	}
	return io.ReadAll(io.LimitReader(io.MultiReader(bytes.NewReader(head), r), most+1))
}
