package format

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// A pack is an Office Open XML file: a zip archive of parts, which relations
// lead to (ECMA-376, part 2). Nothing is unpacked but what is read, and nothing
// is written anywhere, so that a part's name can do no harm.
type pack struct {
	parts map[string]*zip.File // by lower-case name without the leading slash
	left  int                  // bytes that may still be unpacked
	marks int                  // tags and attributes that may still be read
}

// maxMarks bounds the tags and attributes, by their < and =, of all parts that are
// read. A report of 60 KB of text whose words are each formatted by themselves has 70,000; a
// million take a second, of a file of 10 KB.
const maxMarks = 600_000

// maxParts is more than any document has: 8 MiB hold no more pictures.
const maxParts = 5000

func openPack(raw []byte) (*pack, error) {
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		return nil, Damaged
	}
	if len(z.File) > maxParts {
		return nil, TooMuch
	}
	p := &pack{parts: make(map[string]*zip.File, len(z.File)), left: maxPart, marks: maxMarks}
	for _, f := range z.File {
		name := strings.TrimPrefix(strings.ToLower(strings.ReplaceAll(f.Name, `\`, "/")), "/")
		if p.parts[name] == nil { // of two with one name the first counts
			p.parts[name] = f
		}
	}
	return p, nil
}

// part gives the bytes of a part, nil if there is none by that name.
func (p *pack) part(name string) ([]byte, error) {
	f := p.parts[strings.ToLower(name)]
	if f == nil {
		return nil, nil
	}
	if f.Flags&1 != 0 {
		return nil, Locked
	}
	r, err := f.Open()
	if err != nil {
		return nil, Damaged
	}
	defer r.Close()
	data, err := io.ReadAll(io.LimitReader(r, int64(p.left)+1))
	if len(data) > p.left {
		return nil, TooMuch
	}
	if err != nil {
		return nil, Damaged
	}
	p.left -= len(data)
	if p.marks -= bytes.Count(data, []byte("<")) + bytes.Count(data, []byte("=")); p.marks < 0 {
		return nil, TooMuch
	}
	return data, nil
}

// related gives the names of the parts that a part's relations lead to, by the
// last word of the relation's type. Those of the pack itself are those of "".
func (p *pack) related(name string) (map[string]string, error) {
	data, err := p.part(path.Join(path.Dir(name), "_rels", path.Base(name)+".rels"))
	if name == "" {
		data, err = p.part("_rels/.rels")
	}
	if err != nil || data == nil {
		return nil, err
	}
	found := map[string]string{}
	r := newScanner(data)
	for {
		t, err := r.token()
		if err != nil {
			if errors.Is(err, io.EOF) {
				return found, nil
			}
			return nil, err
		}
		e, ok := t.(xml.StartElement)
		if !ok || e.Name.Local != "Relationship" || attribute(e, "TargetMode") == "External" {
			continue
		}
		kind, target := path.Base(attribute(e, "Type")), attribute(e, "Target")
		if !strings.HasPrefix(target, "/") {
			target = path.Join(path.Dir(name), target)
		}
		if found[kind] == "" {
			found[kind] = strings.TrimPrefix(path.Clean(target), "/")
		}
	}
}

// A scanner reads XML token by token. It knows no document types and so no
// entities but the five of XML itself.
type scanner struct {
	*xml.Decoder
	depth int
}

func newScanner(data []byte) *scanner {
	d := xml.NewDecoder(bytes.NewReader(utf8Of(data)))
	d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil } // utf8Of has seen to it
	return &scanner{Decoder: d}
}

// utf8Of turns a part in UTF-16, which XML allows too, into UTF-8.
func utf8Of(data []byte) []byte {
	big := bytes.HasPrefix(data, []byte("\xFE\xFF"))
	if !big && !bytes.HasPrefix(data, []byte("\xFF\xFE")) {
		return data
	}
	units := make([]uint16, 0, len(data)/2)
	for i := 2; i+1 < len(data); i += 2 {
		a, b := uint16(data[i]), uint16(data[i+1])
		if !big {
			a, b = b, a
		}
		units = append(units, a<<8|b)
	}
	out := make([]byte, 0, len(data))
	for _, r := range utf16.Decode(units) {
		out = utf8.AppendRune(out, r)
	}
	return out
}

// token gives the next start, end or text; io.EOF at the end.
func (s *scanner) token() (xml.Token, error) {
	for {
		t, err := s.Token()
		if err != nil {
			if errors.Is(err, io.EOF) {
				return nil, err
			}
			return nil, Damaged
		}
		switch t.(type) {
		case xml.StartElement:
			if s.depth++; s.depth > maxDepth {
				return nil, TooMuch
			}
			return t, nil
		case xml.EndElement:
			s.depth--
			return t, nil
		case xml.CharData:
			return t, nil
		case xml.Directive: // <!DOCTYPE: no office program writes one
			return nil, Damaged
		}
	}
}

// must gives the next token and panics with a Fault where there is none.
func (s *scanner) must() xml.Token {
	t, err := s.token()
	if errors.Is(err, io.EOF) {
		panic(Damaged)
	}
	if err != nil {
		panic(err)
	}
	return t
}

// skip passes over what is left of an element that was opened.
func (s *scanner) skip() {
	for open := 1; open > 0; {
		switch s.must().(type) {
		case xml.StartElement:
			open++
		case xml.EndElement:
			open--
		}
	}
}

// children calls visit for each element inside the one that was opened; visit
// must read it to its end. text is called for what stands between them, if it is not nil.
func (s *scanner) children(visit func(e xml.StartElement), text func(string)) {
	for {
		switch t := s.must().(type) {
		case xml.StartElement:
			visit(t)
		case xml.EndElement:
			return
		case xml.CharData:
			if text != nil {
				text(string(t))
			}
		}
	}
}

// attribute gives an attribute by its local name, "" if there is none.
func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}
