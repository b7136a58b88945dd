package preview

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/url"
)

// inject puts the style sheet at the end of a page's head and the script at the
// end of its body, with the id of the last build and the hash of the page: what
// the script needs to know whether a later build changed it.
func (s *Server) inject(page []byte) []byte {
	if bytes.IndexByte(page, 0) >= 0 {
		return page // UTF-16, or no HTML at all
	}
	b, _ := s.now()
	style := `<link rel="stylesheet" href="` + stylePath + `">` + "\n"
	script := fmt.Sprintf(`<script defer src="%s" data-preview="%s" data-hash="%s"></script>`+"\n", scriptPath, b.id, hashOf(page))
	body := endTag(page, "body", true)
	if body < 0 {
		body = len(page)
	}
	head := endTag(page[:body], "head", false)
	if head < 0 {
		head = body
	}
	out := make([]byte, 0, len(page)+len(style)+len(script))
	out = append(append(out, page[:head]...), style...)
	out = append(append(out, page[head:body]...), script...)
	return append(out, page[body:]...)
}

// endTag finds the first or last </name of a page, in any case; -1 for none.
func endTag(page []byte, name string, last bool) int {
	at := -1
	for i := 0; ; {
		n := bytes.Index(page[i:], []byte("</"))
		if n < 0 {
			return at
		}
		i += n
		if end := i + 2 + len(name); end < len(page) && bytes.EqualFold(page[i+2:end], []byte(name)) && bytes.IndexByte([]byte("> \t\r\n\f"), page[end]) >= 0 {
			if at = i; !last {
				return at
			}
		}
		i += 2
	}
}

// hashOf names the content of a page, in 16 hexadecimal digits.
func hashOf(page []byte) string {
	sum := sha256.Sum256(page)
	return hex.EncodeToString(sum[:8])
}

// pageHash is the hash of what a browser now gets at the path of a page, given as
// it stands in addresses; "" at that of something else.
func (s *Server) pageHash(asked string) string {
	asked, err := url.PathUnescape(asked)
	if asked == inboxPath {
		return hashOf(s.inboxPage())
	}
	if name, ok := nameOf(asked); ok && err == nil {
		if f, err := s.open(name); err == nil {
			defer f.close()
			if !f.page {
				return ""
			}
			return hashOf(f.data)
		}
	}
	page, _ := s.absentPage()
	return hashOf(page)
}
