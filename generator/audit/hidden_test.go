package audit

import (
	"archive/zip"
	"bytes"
	"compress/zlib"
	"fmt"
	"os"
	"path/filepath"
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

// zipped packs parts, by name and contents in turn.
func zipped(t *testing.T, parts ...string) string {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for i := 0; i < len(parts); i += 2 {
		w, err := z.Create(parts[i])
		if err == nil {
			_, err = w.Write([]byte(parts[i+1]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func deflated(t *testing.T, text string) string {
	t.Helper()
	var out bytes.Buffer
	z := zlib.NewWriter(&out)
	if _, err := z.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	z.Close()
	return out.String()
}

// A number is found wherever a document of any kind may have it, and nothing is where
// there is none.
func TestHiddenPlaces(t *testing.T) {
	pdf := func(objects ...string) string {
		out := "%PDF-1.7\n"
		for i, o := range objects {
			out += fmt.Sprintf("%d 0 obj\n%s\nendobj\n", i+1, o)
		}
		return out + "trailer <</Root 1 0 R>>\n%%EOF\n"
	}
	stream := func(dict, data string) string {
		return fmt.Sprintf("<<%s/Length %d>>\nstream\n%s\nendstream", dict, len(data), data)
	}
	utf16 := ""
	for _, r := range "电话13800138000" {
		utf16 += fmt.Sprintf("%04X", r)
	}
	split := `<w:p><w:r><w:t>1380013</w:t></w:r><w:r><w:t>8000</w:t></w:r></w:p>`
	word := zipped(t, "word/document.xml", wordBody("<w:r><w:t>甲</w:t></w:r>"), "word/footnotes.xml", split)
	for _, tt := range []struct {
		name, file, raw string
		found           bool
	}{
		{"a header", "a.docx", zipped(t, "word/header1.xml", "<w:hdr>"+split+"</w:hdr>"), true},
		{"an attribute", "a.docx", zipped(t, "word/comments.xml", `<w:comment w:author="张三13800138000"/>`), true},
		{"the address of a link", "a.docx", zipped(t, "word/_rels/document.xml.rels", `<Relationship Target="tel:13800138000"/>`), true},
		{"a part in UTF-16", "a.docx", zipped(t, "customXml/item1.xml", "\xFF\xFE<\x00a\x00>\x001\x003\x008\x000\x000\x001\x003\x008\x000\x000\x000\x00<\x00/\x00a\x00>\x00"), true},
		{"a document in the document", "a.docx", zipped(t, "word/embeddings/x.docx", word), true},
		{"a table in the document", "a.docx", zipped(t, "word/embeddings/x.xlsx", zipped(t, "xl/worksheets/sheet1.xml", "<c><v>13800138000</v></c>")), true},
		{"a .doc that is a .docx", "a.doc", word, true},
		{"a .doc", "a.doc", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 1\x003\x008\x000\x000\x001\x003\x008\x000\x000\x000\x00", true},
		{"a comment of an .odt", "a.odt", zipped(t, "content.xml", "<office:annotation><text:p>1380013<text:span>8000</text:span></text:p></office:annotation>"), true},
		{"the author of an .odt", "a.odt", zipped(t, "meta.xml", "<dc:creator>13800138000</dc:creator>"), true},
		{"a .rtf", "a.rtf", `{\rtf1 138{\b 0013}8000}`, true},
		{"title of a PDF", "a.pdf", pdf("<</Pages 2 0 R>>", "<</Title(13800138000)>>"), true},
		{"a comment of a PDF, in UTF-16", "a.pdf", pdf("<</Pages 2 0 R>>", "<</Annots[<</Contents<FEFF"+utf16+">>>]>>"), true},
		{"what was replaced in a PDF", "a.pdf", pdf("<</Title(13800138000)>>") + "1 0 obj <</Title()>> endobj\n", true},
		{"objects packed in a PDF", "a.pdf", pdf("<<>>", stream("/Type/ObjStm/N 1/First 4/Filter/FlateDecode", deflated(t, "9 0 <</V(13800138000)>>"))), true},
		{"metadata of a PDF", "a.pdf", pdf("<<>>", stream("/Type/Metadata/Filter/FlateDecode", deflated(t, "<x:xmpmeta><dc:creator>13800138000</dc:creator></x:xmpmeta>"))), true},
		{"a file in a PDF", "a.pdf", pdf("<<>>", stream("/Type/EmbeddedFile/Filter/FlateDecode", deflated(t, word))), true},
		{"places and dates in a PDF", "a.pdf", pdf("<</CreationDate(D:20230115093012+08'00')/W[138 0013 8000]>>", stream("", "138 0013 8000 re")), false},
		{"marks of Word's own", "a.docx", zipped(t, "word/document.xml", `<w:p w:rsidR="00138001" w14:paraId="38001380"><w:id w:val="-1380013800"/></w:p>`, "word/theme/theme1.xml", `<a:ext uri="{13800138-0000-4A00-8138-001380013800}"/>`), false},
	} {
		doc := &source.Document{Path: tt.file, Raw: []byte(tt.raw), Decoded: "我镇化解纠纷12件。\n", Text: "我镇化解纠纷12件。\n"}
		_, problems := Release(doc)
		held := slices.ContainsFunc(problems, func(p source.Problem) bool { return p.Code == source.PersonalHidden })
		if held != tt.found || len(problems) > 1 {
			t.Errorf("%s: %v", tt.name, problems)
		}
	}
}

// The documents that were made of the real reports hold none.
func TestHiddenNowhere(t *testing.T) {
	names, _ := filepath.Glob("../source/testdata/office/*")
	if len(names) < 10 {
		t.Fatalf("%d documents", len(names))
	}
	for _, name := range names {
		raw, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if found, whole := findHidden(&source.Document{Path: name, Raw: raw}); found != nil || !whole {
			t.Errorf("%s: %+v, %v", name, found, whole)
		}
	}
}

// What cannot be looked through is not published as a file.
func TestUnseen(t *testing.T) {
	nested := wordBody("<w:r><w:t>甲</w:t></w:r>")
	for range mostNested + 1 {
		nested = zipped(t, "word/embeddings/x.docx", nested)
	}
	for name, raw := range map[string]string{
		"nested": nested, "damaged": zipped(t, "word/embeddings/x.docx", "PK\x03\x04"), "a PDF beyond the limits": zipped(t, "word/embeddings/x.pdf", "%PDF-1.4\n1 0 obj "+strings.Repeat("[", 100)), "large": zipped(t, "customXml/item1.xml", strings.Repeat(" ", mostHidden+1)),
	} {
		doc := &source.Document{Path: "a.docx", Raw: []byte(raw), Decoded: "我镇化解纠纷12件。\n", Text: "我镇化解纠纷12件。\n"}
		if _, problems := Release(doc); len(problems) != 1 || problems[0].Code != source.PersonalUnseen {
			t.Errorf("%s: %v", name, problems)
		}
		doc.Sidecar, doc.SidecarPath = []byte("mask = true"), "a.docx.toml"
		if masked, problems := Release(doc); len(problems) != 1 || problems[0].Code != source.Masked || masked.Ext() != ".txt" {
			t.Errorf("%s, masked: %v", name, problems)
		}
	}
}

// A file with a list of people is held back without a line for each.
func TestHiddenList(t *testing.T) {
	var list strings.Builder
	for i := range 200_000 {
		fmt.Fprintf(&list, "<v>138%08d</v>", i)
	}
	doc := &source.Document{Path: "a.docx", Raw: []byte(zipped(t, "word/embeddings/x.xlsx", zipped(t, "xl/worksheets/sheet1.xml", list.String()))), Decoded: "我镇化解纠纷12件。\n", Text: "我镇化解纠纷12件。\n"}
	_, problems := Release(doc)
	if len(problems) != mostNamed+1 || problems[0].Code != source.PersonalHidden || problems[mostNamed].Code != source.PersonalUnseen {
		t.Errorf("%d problems", len(problems))
	}
}
