package highlight

import (
	"strings"
	"testing"

	"github.com/alecthomas/chroma/v2"

	"zhenjian/generator/source"
)

// spansOf gives a span for each word of a text: the first place it stands at.
func spansOf(text string, words map[string]Kind) []Span {
	var spans []Span
	for word, kind := range words {
		if i := strings.Index(text, word); i >= 0 {
			spans = append(spans, Span{source.Span{Start: i, End: i + len(word)}, kind})
		}
	}
	return spans
}

var lexerTests = []struct {
	name, text string
	spans      map[string]Kind
	want       string // class:text, the class empty for plain text
}{
	{"prose", "全年办理案件60件。", map[string]Kind{"60件": Number}, ":全年办理案件|m:60件|:。"},
	{"a law in a heading", "一、贯彻《民法典》", map[string]Kind{"一、贯彻《民法典》": Heading, "《民法典》": Law}, "gh:一、贯彻|sh:《民法典》"},
	{"place and year in a title", "涧头集镇2022年报告", map[string]Kind{"涧头集镇2022年报告": Heading, "涧头集镇": Place, "2022年": Date}, "n:涧头集镇|l:2022年|gh:报告"},
	{"a mention is a number too", "案件60件", map[string]Kind{"60件": Number, "60": Mention}, ":案件|gs:60|m:件"},
	{"of one length the more special", "60件", map[string]Kind{"60件": Mention}, "gs:60件"},
	{"a statement of none with a law in it", "无违反《民法典》案件", map[string]Kind{"无违反《民法典》案件": Mention, "《民法典》": Law}, "gs:无违反|s:《民法典》|gs:案件"},
	{"a number in a law", "《办好10件实事》", map[string]Kind{"《办好10件实事》": Law, "10件": Number}, "s:《办好|m:10件|s:实事》"},
	{"the date of a line taken out", "发布时间：2023-01-09", map[string]Kind{"发布时间：2023-01-09": Furniture, "2023-01-09": Date}, "c:发布时间：|cs:2023-01-09"},
	{"the shorter of two that overlap", "甲乙丙丁戊", map[string]Kind{"甲乙丙丁": Number, "丙丁戊": Place}, "m:甲乙|nn:丙丁戊"},
	{"the more special of two that overlap", "甲乙丙丁戊", map[string]Kind{"甲乙丙": Law, "丙丁戊": Place}, "s:甲乙丙|nn:丁戊"},
	{"a span over a line end", "《行政\n处罚法》", map[string]Kind{"《行政\n处罚法》": Law}, "s:《行政\n|s:处罚法》"},
	{"neighbours of one kind", "枣庄市涧头集镇", map[string]Kind{"枣庄市": Place, "涧头集镇": Place}, "nn:枣庄市涧头集镇"},
	{"no spans", "甲\r\n乙\f丙\u2028丁", nil, ":甲\r\n|:乙\f|:丙\u2028|:丁"},
	{"nothing", "", nil, ""},
}

func TestTokens(t *testing.T) {
	for _, tt := range lexerTests {
		if got := classes(lexer{spansOf(tt.text, tt.spans)}.tokens(tt.text)); got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
		}
	}
}

// TestOddSpans: what is out of bounds, empty, the wrong way round, of no kind or
// cuts a character does no harm.
func TestOddSpans(t *testing.T) {
	for _, tt := range []struct {
		span Span
		want string
	}{
		{Span{source.Span{Start: -5, End: 3}, Law}, "s:甲|:乙丙"},
		{Span{source.Span{Start: 6, End: 99}, Law}, ":甲乙|s:丙"},
		{Span{source.Span{Start: 4, End: 5}, Law}, ":甲|s:乙|:丙"},
		{Span{source.Span{Start: 6, End: 3}, Law}, ":甲乙丙"},
		{Span{source.Span{Start: 99, End: 100}, Law}, ":甲乙丙"},
		{Span{source.Span{Start: -9, End: -3}, Law}, ":甲乙丙"},
		{Span{source.Span{Start: 0, End: 9}, 0}, ":甲乙丙"},
		{Span{source.Span{Start: 0, End: 9}, 99}, ":甲乙丙"},
	} {
		if got := classes(lexer{[]Span{tt.span}}.tokens("甲乙丙")); got != tt.want {
			t.Errorf("%+v: got %q, want %q", tt.span, got, tt.want)
		}
	}
}

func classes(tokens []chroma.Token) string {
	var parts []string
	for _, token := range tokens {
		parts = append(parts, chroma.StandardTypes[token.Type]+":"+token.Value)
	}
	return strings.Join(parts, "|")
}
