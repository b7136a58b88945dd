package highlight

import (
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/alecthomas/chroma/v2"
	"golang.org/x/net/html"

	"zhenjian/generator/source"
)

func TestAppendHTML(t *testing.T) {
	text := "一、成效\r\n　　案件60件、0件 \n\n网站地图\r完"
	spans := []Span{{source.Span{Start: 0, End: 12}, Heading}, {source.Span{Start: 26, End: 31}, Mention}}
	links := []Link{{5, "a", "丙", "丙"}, {2, "index.html#m1", "行政处罚 60件", "行政处罚 60件，到报告页"}, {2, "index.html#m2", `"<&`, "乙"}, {9, "a", "丁", "丁"}, {0, "a", "丁", "丁"}}
	want := `<span class="line" id="L1"><a href="#L1" data-line="1" aria-label="第1行"></a><span class="t-gh">一、成效</span>&#13;</span>
<span class="line" id="L2"><a href="#L2" data-line="2" aria-label="第2行"></a>　　案件<span class="t-gs">60件</span>、0件 <span class="uses">` +
		`<a href="index.html#m1" data-text="行政处罚 60件" aria-label="行政处罚 60件，到报告页"></a><a href="index.html#m2" data-text="&#34;&lt;&amp;" aria-label="乙"></a></span></span>
<span class="line" id="L3"><a href="#L3" data-line="3" aria-label="第3行"></a></span>
<span class="line" id="L4"><a href="#L4" data-line="4" aria-label="第4行"></a>网站地图&#13;</span>` +
		`<span class="line" id="L5"><a href="#L5" data-line="5" aria-label="第5行"></a>完<span class="uses"><a href="a" data-text="丙" aria-label="丙"></a></span></span>`
	if got := string(AppendHTML(nil, text, "行", spans, links)); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestFormatter: a line is what Chroma's formatter makes of its tokens.
func TestFormatter(t *testing.T) {
	for _, tt := range lexerTests {
		tokens := lexer{spansOf(tt.text, tt.spans)}.tokens(tt.text)
		tokens = slices.DeleteFunc(tokens, func(t chroma.Token) bool { return strings.ContainsAny(t.Value, "\r\n\f\u2028") })
		tokens = append(tokens, chroma.Token{Type: chroma.LiteralNumber, Value: `<"&'>`})
		var want strings.Builder
		if err := formatter.Format(&want, style, chroma.Literator(tokens...)); err != nil {
			t.Fatal(err)
		}
		got := string(appendLine(nil, 1, "行", tokens, nil))
		_, got, _ = strings.Cut(got, "</a>")
		if got != want.String()+"</span>" {
			t.Errorf("%s: got  %s\nwant %s", tt.name, got, want.String())
		}
	}
}

func TestClass(t *testing.T) {
	seen := map[string]Kind{}
	for k := Furniture; k <= Mention; k++ {
		class := Class(k)
		if other, twice := seen[class]; twice || class == classPrefix {
			t.Errorf("kinds %d and %d have the class %s", k, other, class)
		}
		seen[class] = k
	}
}

var textTests = []string{
	"",
	"枣庄市台儿庄区涧头集镇2022年度报告\n",
	"甲\r\n乙\r丙\n\n丁\f戊\v己\u2028庚\u2029辛",
	"\n\n甲", "\r甲", "\r\n", "\r\r\n\n\r",
	"甲 \u3000\t\n  乙  ",
	"<b>&amp;</b></code></pre><!-- \"'` &#13; &#0; <![CDATA[ <script>",
	"\x00甲\x00\n\x01\x02\x1b\x7f\u0080\u0085\u009f\u00a0\u00ad\u200b\ufeff\ufffd\ufffe\uffff𠮷",
	"甲\x00", "\x00\n",
}

func TestText(t *testing.T) {
	for _, text := range textTests {
		spans := []Span{{source.Span{Start: 1, End: 5}, Law}, {source.Span{Start: 0, End: len(text)}, Heading}, {source.Span{Start: 3, End: 9}, Number}}
		checkText(t, text, spans, []Link{{1, "甲", "乙\r\x00", "丙"}})
	}
}

// checkText parses what is rendered as a browser does: its text is the text,
// each of its lines has its number, id and link, and begins where the document says.
func checkText(t *testing.T, text string, spans []Span, links []Link) {
	t.Helper()
	code := string(AppendHTML(nil, text, "行", spans, links))
	doc, err := html.Parse(strings.NewReader("<!DOCTYPE html><pre><code>" + code + "</code></pre>"))
	if err != nil {
		t.Fatal(err)
	}
	var got strings.Builder
	var starts []int
	uses := 0
	for n := range doc.Descendants() {
		switch {
		case n.Type == html.TextNode:
			if p := n.Parent; p.Data != "span" && p.Data != "code" {
				t.Fatalf("%q: %q stands in <%s>", text, n.Data, p.Data)
			}
			got.WriteString(n.Data)
		case n.Data == "span" && attribute(n, "class") == "line":
			starts = append(starts, got.Len())
			for _, l := range links {
				if l.Line == len(starts) {
					uses--
				}
			}
			number := strconv.Itoa(len(starts))
			if a := n.FirstChild; attribute(n, "id") != "L"+number || a.Data != "a" || attribute(a, "href") != "#L"+number || attribute(a, "data-line") != number || attribute(a, "aria-label") == "" {
				t.Fatalf("%q: line %s is %v", text, number, n)
			}
		case n.Data == "a" && attribute(n, "data-text") != "":
			uses++
		case n.Type == html.ElementNode && n.Data != "span" && n.Data != "a" && n.Data != "html" && n.Data != "head" && n.Data != "body" && n.Data != "pre" && n.Data != "code":
			t.Fatalf("%q: makes an element <%s>", text, n.Data)
		}
	}
	if want := Shown(text); got.String() != want {
		t.Fatalf("got  %q\nwant %q", got.String(), want)
	}
	if uses != 0 {
		t.Fatalf("%q: %+d links", text, uses)
	}
	want := source.LineStarts(text)
	if len(starts) != len(want) {
		t.Fatalf("%q: %d lines, want %d", text, len(starts), len(want))
	}
	for i := range want {
		if want := len(Shown(text[:want[i]])); starts[i] != want {
			t.Fatalf("%q: line %d begins at byte %d, want %d", text, i+1, starts[i], want)
		}
	}
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// FuzzAppendHTML takes spans and links from bytes: three for a span (start, length
// and kind), the first of which also names a line to link to.
func FuzzAppendHTML(f *testing.F) {
	for _, text := range textTests {
		f.Add(text, []byte{0, 9, 2, 3, 6, 5, 200, 3, 1, 1, 255, 9})
	}
	f.Fuzz(func(t *testing.T, text string, numbers []byte) {
		text = strings.ToValidUTF8(text, "\uFFFD") // as decoding does
		var spans []Span
		var links []Link
		for ; len(numbers) >= 3; numbers = numbers[3:] {
			start := int(numbers[0]) - 8
			spans = append(spans, Span{source.Span{Start: start, End: start + int(int8(numbers[1]))}, Kind(numbers[2])})
			links = append(links, Link{start, text, "→" + text, text})
		}
		value := ""
		for _, token := range (lexer{spans}).tokens(text) {
			if token.Value == "" {
				t.Fatalf("%q: an empty token", text)
			}
			value += token.Value
		}
		if value != text {
			t.Fatalf("the tokens are %q, the text %q", value, text)
		}
		checkText(t, text, spans, links)
	})
}

// BenchmarkAppendHTML shows a real report: with the spans of its numbers and titles
// that a reading gives it, some 20 a KB.
func BenchmarkAppendHTML(b *testing.B) {
	names, _ := filepath.Glob("../../content/reports/*.txt")
	if len(names) == 0 {
		b.Fatal("no reports")
	}
	raw, err := os.ReadFile(names[0])
	if err != nil {
		b.Fatal(err)
	}
	doc, _ := source.New(names[0], raw)
	var spans []Span
	var links []Link
	for i := 0; i+48 < len(doc.Decoded); i += 48 {
		spans = append(spans, Span{source.Span{Start: i, End: i + 12}, Kind(i/48%7 + 1)})
		if i%480 == 0 {
			links = append(links, Link{doc.DecodedLine(i), "index.html#m1", "行政处罚 60件", "行政处罚 60件，到报告页"})
		}
	}
	b.SetBytes(int64(len(doc.Decoded)))
	b.ReportAllocs()
	for b.Loop() {
		AppendHTML(nil, doc.Decoded, "行", spans, links)
	}
}
