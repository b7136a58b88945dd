package export

import (
	"encoding/xml"
	"errors"
	"io"
	"os"
	"strings"
	"testing"
)

// TestWebConfig: the file is well-formed, and each kind of file is removed before it
// is named.
func TestWebConfig(t *testing.T) {
	d := xml.NewDecoder(strings.NewReader(webConfig))
	removed := map[string]bool{}
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		e, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		for _, a := range e.Attr {
			switch {
			case e.Name.Local == "remove":
				removed[a.Value] = true
			case e.Name.Local == "mimeMap" && a.Name.Local == "fileExtension" && !removed[a.Value]:
				t.Errorf("%s may stand twice", a.Value)
			}
		}
	}
	if len(removed) < 8 {
		t.Errorf("removed %v", removed)
	}
}

// TestServerExamples: what the README shows for nginx sets the same headers.
func TestServerExamples(t *testing.T) {
	text, err := os.ReadFile("../../README.zh-CN.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		`add_header Content-Security-Policy "` + ContentPolicy + `" always;`, "error_page 404 ", "gzip_types ", "charset_types ", "expires 1y;", "index index.html;",
	} {
		if !strings.Contains(string(text), want) {
			t.Errorf("README.zh-CN.md lacks %s", want)
		}
	}
}
