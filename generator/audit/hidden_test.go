package audit

import (
	"archive/zip"
	"bytes"
	"slices"
	"strings"
	"testing"

	"zhenjian/generator/source"
)

// word makes a .docx file of its parts.
func word(t *testing.T, parts map[string]string) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, name := range []string{"[Content_Types].xml", "word/document.xml", "word/comments.xml", "docProps/custom.xml"} {
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write([]byte(parts[name]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func wordBody(paragraph string) string {
	return `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p>` + paragraph + `</w:p></w:body></w:document>`
}

// What a file has beside the text that is read of it is not published either.
func TestHidden(t *testing.T) {
	const types = `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`
	run := func(s string) string { return "<w:r><w:t>" + s + "</w:t></w:r>" }
	for _, tt := range []struct {
		name, file string
		raw        []byte
		sidecar    string
		want       []string
		published  string // ending of what is published
	}{
		{"deleted words", "a.docx", word(t, map[string]string{"[Content_Types].xml": types, "word/document.xml": wordBody(run("我镇化解纠纷。") + `<w:del><w:r><w:delText>1380013</w:delText></w:r><w:r><w:delText>8000</w:delText></w:r></w:del>`)}), "", []string{"personal-data-hidden"}, ".docx"},
		{"a comment, masked", "a.docx", word(t, map[string]string{"[Content_Types].xml": types, "word/document.xml": wordBody(run("我镇化解纠纷。")), "word/comments.xml": "<c>" + run("电话13800138000") + "</c>"}), "mask = true", []string{"masked"}, ".txt"},
		{"a comment, accepted", "a.docx", word(t, map[string]string{"[Content_Types].xml": types, "word/document.xml": wordBody(run("我镇化解纠纷。")), "word/comments.xml": "<c>" + run("电话13800138000") + "</c>"}), `accept = ["13800138000"]`, nil, ".docx"},
		{"shown and masked", "a.docx", word(t, map[string]string{"[Content_Types].xml": types, "word/document.xml": wordBody(run("电话138") + run("00138000。")), "docProps/custom.xml": "<p>36113019000102</p><p>0027</p>"}), `mask = ["138****8000"]`, []string{"masked"}, ".txt"},
		{"nothing", "a.docx", word(t, map[string]string{"[Content_Types].xml": types, "word/document.xml": wordBody(run("我镇化解纠纷12件。"))}), "", nil, ".docx"},
		{"code of a page", "a.html", []byte("<html><head><title>甲镇报告</title></head><body><!-- 13800138000 --><p>我镇坚持依法行政，化解纠纷12件，无行政复议案件，普法宣传形式多样。</p><p>开展普法宣传35场次，发放资料300余份，受到群众好评，效果良好。</p></body></html>"), "", []string{"personal-data-hidden"}, ".html"},
	} {
		doc, problems := source.New(tt.file, tt.raw)
		if doc == nil {
			t.Fatalf("%s: %v", tt.name, problems)
		}
		if tt.sidecar != "" {
			doc.Sidecar, doc.SidecarPath = []byte(tt.sidecar), tt.file+".toml"
		}
		doc, problems = Release(doc)
		var got []string
		for _, p := range problems {
			got = append(got, string(p.Code))
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
		if doc.Ext() != tt.published {
			t.Errorf("%s: %s is published", tt.name, doc.Ext())
		}
		if tt.published == ".txt" && strings.Contains(string(doc.Raw), "PK") {
			t.Errorf("%s: the file itself is published", tt.name)
		}
	}
}
