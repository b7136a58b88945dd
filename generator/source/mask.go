package source

import "strings"

// A Mask stands in the place of some bytes of Decoded.
type Mask struct {
	Span Span
	With string
}

// Masked gives the document as it is with some places of it masked: Raw is that
// text in UTF-8, also where the file is no plain text, and nothing of what stood there
// before is left. masks come in reading order and do not overlap. Lines keep their
// numbers. hidden is how many places there were in the file that its text has not:
// they go with the file.
func (d *Document) Masked(masks []Mask, hidden int) *Document {
	if len(masks)+hidden == 0 {
		return d
	}
	var b strings.Builder
	at := 0
	for _, m := range masks {
		b.WriteString(d.Decoded[at:m.Span.Start])
		b.WriteString(m.With)
		for i := m.Span.Start; i < m.Span.End; i++ {
			if c := d.Decoded[i]; c == '\n' || c == '\r' {
				b.WriteByte(c)
			}
		}
		at = m.Span.End
	}
	b.WriteString(d.Decoded[at:])
	out := &Document{Path: d.Path, Raw: []byte(b.String()), Charset: "UTF-8", Decoded: b.String(), MaskedPlaces: len(masks) + hidden, Via: d.Via, Sidecar: d.Sidecar, SidecarPath: d.SidecarPath, rows: d.rows, outside: d.outside, stated: d.stated}
	out.clean()
	return out
}
