package format

import (
	"fmt"
	"runtime/metrics"
	"strings"
	"testing"
	"time"
)

// memoryFor is what reading a file of so many bytes may take of memory: 256 MiB for
// each MiB, and for a file of less, which may be packed a thousand times over.
func memoryFor(size int) int { return 256 * max(size, 1<<20) }

// reading reads a file and fails where that takes too much memory. What is counted is all that
// is allocated, whether it is still needed or not: never less than what is there at any
// time, and the same on a busy machine.
func reading(t *testing.T, name string, raw []byte, read func([]byte) (*Text, error)) (*Text, error) {
	t.Helper()
	took := []metrics.Sample{{Name: "/gc/heap/allocs:bytes"}}
	metrics.Read(took)
	before, began := took[0].Value.Uint64(), time.Now()
	text, err := read(raw)
	seconds := time.Since(began)
	metrics.Read(took)
	n := int(took[0].Value.Uint64() - before)
	t.Logf("%s: %d bytes, %.1f MiB, %v", name, len(raw), float64(n)/(1<<20), seconds)
	if n > memoryFor(len(raw)) {
		t.Errorf("%s: %d bytes take %d MiB", name, len(raw), n>>20)
	}
	return text, err
}

// readPage reads a web page of bytes.
func readPage(raw []byte) (*Text, error) { return HTML(strings.ToValidUTF8(string(raw), "\uFFFD")) }

// TestLargest reads what is just within the limits, in the forms that cost most.
func TestLargest(t *testing.T) {
	sentence := "镇党委理论学习中心组集体学法10次，举办镇村干部法治培训6次，扎实推进依法行政各项工作。"
	font := "<</Subtype/Type0/Encoding/UniGB-UTF16-H>>"
	shown := "BT /F1 12 Tf <" + utf16Hex(strings.Repeat("法治政府", 20)) + "> Tj ET "
	column := strings.Builder{}
	column.WriteString("BT /F1 12 Tf 1 0 0 1 50 90000 Tm <6CD56CBB> Tj 0 -1 Td ")
	for range 150_000 {
		column.WriteString("0 -.6 Td <6CD5> Tj ")
	}
	for _, tt := range []struct {
		name string
		raw  []byte
		read func([]byte) (*Text, error)
	}{
		{"Word, runs of a character", document("<w:p>"+strings.Repeat(`<w:r><w:t>法</w:t></w:r>`, maxMarks/4-100)+"</w:p>", nil), Docx},
		{"Word, long paragraphs", document(strings.Repeat(par(sentence, "", ""), 30_000), nil), Docx},
		{"Word, empty elements", document("<w:p>"+strings.Repeat(`<w:r/>`, maxMarks-1000)+"</w:p>", nil), Docx},
		{"Word, attributes", document("<w:p "+strings.Repeat(`a="" `, maxMarks-1000)+"/>"+par("甲", "", ""), nil), Docx},
		{"Word, a table", document(table(strings.Repeat(row("一", "二", "三"), 12_000)), nil), Docx},
		{"Word, styles", document(par("甲", "A", ""), map[string]string{"styles": "styles|" + strings.Repeat(`<w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/></w:style>`, maxMarks/6-100)}), Docx},
		{"a web page, paragraphs", []byte("<body>" + strings.Repeat("<div>"+sentence+"</div>", 14_000)), readPage},
		{"a web page, one text", []byte("<body>" + strings.Repeat("法治政府建设，", 190_000)), readPage},
		{"a web page, a table", []byte("<body><table>" + strings.Repeat("<tr><td>1<td>2", 10_000)), readPage},
		{"PDF, one line", onePage(font, strings.Repeat(shown, maxGlyphs/80-1)), PDF},
		{"PDF, a column of single characters", onePage(font, column.String()), PDF},
		{"PDF, 300 pages", printed(slicesOf(300, []printedLine{{x: 50, text: sentence}, {x: 50, text: sentence}, {x: 82, text: sentence}})...), PDF},
		{"PDF, an array", onePage(font, shown+"["+strings.Repeat("/a", maxSpent-2000)+"]"), PDF},
		{"PDF, objects in an object", onePage(font, shown+strings.Repeat("<</a 0>>", maxSpent/4-200)), PDF},
	} {
		if _, err := reading(t, tt.name, tt.raw, tt.read); err != nil {
			t.Errorf("%s: %v", tt.name, err)
		}
	}
}

// slicesOf repeats a page.
func slicesOf(n int, page []printedLine) [][]printedLine {
	var out [][]printedLine
	for i := range n {
		out = append(out, append([]printedLine{{x: 50, text: fmt.Sprint("第", i, "节，法治政府建设")}}, page...))
	}
	return out
}
