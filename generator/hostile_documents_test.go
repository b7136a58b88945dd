package main

import (
	"archive/zip"
	"bytes"
	"compress/zlib"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"zhenjian/generator/source"
)

// zipped makes an archive of parts, by name and contents in turn.
func zipped(parts ...string) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i+1 < len(parts); i += 2 {
		w, err := z.Create(parts[i])
		if err != nil {
			panic(err)
		}
		io.WriteString(w, parts[i+1])
	}
	z.Close()
	return b.Bytes()
}

// hostileDocuments makes archives, pages and documents that no clerk would mean,
// with the code of what must be said of each. None may be published.
func hostileDocuments(random *rand.Rand) (map[string][]byte, map[string]source.Code) {
	files, codes := map[string][]byte{}, map[string]source.Code{}
	add := func(name string, code source.Code, data []byte) { files[name], codes[name] = data, code }

	const paragraph = `<w:p><w:r><w:t>法治</w:t></w:r></w:p>`
	body := func(body string) string {
		return `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>` + body + `</w:body></w:document>`
	}
	const main = "word/document.xml"
	whole := zipped(main, body(paragraph))
	locked := bytes.Clone(whole)
	for _, magic := range []string{"PK\x03\x04", "PK\x01\x02"} { // the bit that says encrypted
		at := bytes.Index(locked, []byte(magic))
		locked[at+map[string]int{"PK\x03\x04": 6, "PK\x01\x02": 8}[magic]] |= 1
	}
	many := []string{main, body(paragraph)}
	for i := range 6000 {
		many = append(many, fmt.Sprint(i), "")
	}
	nested := paragraph
	for range 40 {
		nested = `<w:tbl><w:tr><w:tc>` + nested + `</w:tc></w:tr></w:tbl>`
	}
	noise := make([]byte, 4000)
	for i := range noise {
		noise[i] = byte(random.Uint32())
	}
	add("bomb.docx", source.TooMuch, zipped(main, body(strings.Repeat(paragraph, 500_000))))
	add("bomb-spaces.docx", source.TooMuch, zipped(main, body(strings.Repeat(" ", 60<<20))))
	add("bomb-styles.docx", source.TooMuch, zipped(main, body(paragraph), "word/styles.xml", strings.Repeat("<a/>", 5<<20)))
	add("bomb-numbers.docx", source.TooMuch, zipped(main, body(paragraph), "word/numbering.xml", strings.Repeat("0", 60<<20)))
	add("deep.docx", source.TooMuch, zipped(main, body(strings.Repeat("<w:ins>", 100_000))))
	add("tables-in-tables.docx", source.TooMuch, zipped(main, body(nested)))
	add("million-rows.docx", source.TooMuch, zipped(main, body(`<w:tbl>`+strings.Repeat(`<w:tr><w:tc><w:p/></w:tc></w:tr>`, 300_000))))
	add("many-parts.docx", source.TooMuch, zipped(many...))
	add("entities.docx", source.Damaged, zipped(main, `<!DOCTYPE a [<!ENTITY a "法治"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>`+body(`<w:p><w:r><w:t>&b;</w:t></w:r></w:p>`)))
	add("outside-entity.docx", source.Damaged, zipped(main, `<!DOCTYPE a SYSTEM "file:///etc/passwd">`+body(paragraph)))
	add("unknown-entity.docx", source.Damaged, zipped(main, body(`<w:p><w:r><w:t>&passwd;</w:t></w:r></w:p>`)))
	add("cut.docx", source.Damaged, whole[:len(whole)-30])
	add("cut-inside.docx", source.Damaged, zipped(main, body(paragraph)[:140]))
	add("encrypted.docx", source.Locked, locked)
	add("password.docx", source.Locked, []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"+strings.Repeat("\x00", 600)))
	add("climbs-out.docx", source.Damaged, zipped("../../../secret.txt", "x", "/etc/passwd", "x"))
	add("elsewhere.docx", source.Damaged, zipped("_rels/.rels", `<Relationships><Relationship Type="x/officeDocument" Target="../../../../etc/passwd"/></Relationships>`))
	add("sheet.docx", source.Damaged, zipped("xl/workbook.xml", "<workbook/>"))
	add("archive-in-archive.docx", source.Damaged, zipped("a.docx", string(whole)))
	add("nothing.docx", source.Empty, zipped(main, body("")))
	add("zero.docx", source.Empty, nil)
	add("noise.docx", source.Damaged, append([]byte("PK\x03\x04"), noise...))
	add("old.doc", source.NoConverter, append([]byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), noise...))
	add("noise.doc", source.Damaged, noise)
	add("old.rtf", source.NoConverter, []byte(`{\rtf1 `+strings.Repeat("{", 100_000)))
	add("bomb.wps", source.TooMuch, files["bomb.docx"])

	add("single-file.html", source.WebArchive, []byte("From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x"))
	add("deep.html", source.TooMuch, []byte(strings.Repeat("<div>", 100_000)))
	add("million-tags.htm", source.TooMuch, []byte(strings.Repeat("<p>法", 900_000)))
	formatting := ""
	for i := range 450 {
		formatting += fmt.Sprintf("<font color=%d>", i)
	}
	add("formatting.html", source.TooMuch, []byte("<p>"+formatting+"</p>"+strings.Repeat("<p>法", 50_000)))
	add("script.html", source.Empty, []byte("<script>document.write('双合镇2022年法治政府建设情况报告')</script>"))
	add("noise.html", source.Damaged, append([]byte("\x00\x01"), noise...))
	add("document.html", source.Damaged, whole)

	pdf := func(objects ...string) []byte {
		var b strings.Builder
		b.WriteString("%PDF-1.7\n")
		for i, o := range objects {
			fmt.Fprintf(&b, "%d 0 obj %s endobj\n", i+1, o)
		}
		return []byte(b.String() + "trailer <</Root 1 0 R>>\n%%EOF")
	}
	page := func(dict, contents string) []byte {
		return pdf("<</Pages 2 0 R>>", "<</Kids[3 0 R]>>", "<</Contents 4 0 R/Resources<</Font<</F 5 0 R>>/XObject<</X 4 0 R>>>>>>",
			fmt.Sprintf("<<%s/Length %d>> stream\n%s\nendstream", dict, len(contents), contents), "<</Subtype/Type3>>")
	}
	var bomb bytes.Buffer
	z := zlib.NewWriter(&bomb)
	io.WriteString(z, strings.Repeat("q Q ", 10<<20))
	z.Close()
	add("nothing.pdf", source.Damaged, []byte("%PDF-1.7\n%%EOF"))
	add("scan.pdf", source.NoText, page("", "q 1 0 0 1 0 0 cm /Im Do Q"))
	add("pictures-of-letters.pdf", source.Unclear, page("", "BT /F 12 Tf ("+strings.Repeat("abcdefgh", 30)+") Tj ET"))
	add("bomb.pdf", source.TooMuch, page("/Filter/FlateDecode", bomb.String()))
	add("draws-itself.pdf", source.TooMuch, page("/Subtype/Form", strings.Repeat("/X Do ", 100)))
	add("deep.pdf", source.TooMuch, pdf("<</Pages 2 0 R>>", strings.Repeat("[", 500_000)))
	add("pages-in-a-ring.pdf", source.Damaged, pdf("<</Pages 2 0 R>>", "<</Kids[2 0 R]>>"))
	add("huge-table.pdf", source.Damaged, []byte("%PDF-1.7\n1 0 obj <</Type/XRef/Size 9000000000/W[1 2 1]/Index[0 9000000000]>> stream\nendstream endobj\nstartxref\n9\n%%EOF"))
	add("password.pdf", source.Locked, []byte("%PDF-1.7\n1 0 obj <</Pages 2 0 R>> endobj trailer <</Encrypt 3 0 R/Root 1 0 R>>"))
	add("noise.pdf", source.Damaged, append([]byte("%PDF-1.7\n"), noise...))
	add("layout.ofd", source.Format, zipped("OFD.xml", "<x/>"))
	return files, codes
}

// TestHostileDocuments builds a site with all of them and without LibreOffice: each is
// refused by name, with its reason, while the project's own reports are published.
func TestHostileDocuments(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	files, codes := hostileDocuments(rand.New(rand.NewPCG(3, 4)))
	folder := filepath.Join(site, "content", "reports", "hostile")
	if err := os.MkdirAll(folder, 0o777); err != nil {
		t.Fatal(err)
	}
	for name, data := range files {
		if err := os.WriteFile(filepath.Join(folder, name), data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	out, err := zhenjian(t, []string{"PATH=" + t.TempDir(), "LANG=en"}, "build", "--lang", "en", "--site", site).CombinedOutput()
	if err == nil || bytes.Contains(out, []byte("panic")) {
		t.Fatalf("%v\n%.3000s", err, out)
	}
	for name, code := range codes {
		problem := source.Problem{Code: code, File: name, Args: []any{filepath.Ext(name)}}
		words, _, _ := strings.Cut(problem.Message("en"), "%!")
		if want := "hostile/" + name + ": error: " + words; !bytes.Contains(out, []byte(want)) {
			t.Errorf("%s: not %q", name, want)
		}
	}
	if len(files) < 30 {
		t.Errorf("%d documents", len(files))
	}
	public := readTree(t, filepath.Join(site, "public"))
	for _, seed := range []string{"370405103/2022", "370402103/2020", "440784112/2022", "500229104/2021", "500235133/2023"} {
		if _, ok := public["places/"+seed+"/index.html"]; !ok {
			t.Errorf("%s is not published", seed)
		}
	}
	originals := 0
	for name := range public {
		if strings.Contains(name, "/original.") {
			originals++
		}
	}
	if originals != 5 {
		t.Errorf("%d originals are published", originals)
	}
}
