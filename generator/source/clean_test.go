package source

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

var cleanTests = []struct{ name, text, want string }{
	{"indents, blank lines, CRLF", "　　一、工作\r\n\r\n  二、打算 \r\n", "一、工作\n二、打算\n"},
	{"zero-width and soft hyphens", "法\u200b治\u00ad政\ufeff府\u2060建设\n", "法治政府建设\n"},
	{"non-breaking blanks", "平安镇\u00a0人民政府\u202f印\n", "平安镇 人民政府 印\n"},
	{"pictures before headings", "📌一、主要工作\n⚠️二、不足\n★三、打算\n❶甲☑乙\n", "一、主要工作\n二、不足\n★三、打算\n❶甲☑乙\n"},
	{"radicals that PDFs leave", "⻄安市⻓安区⼈⺠政府⻛险\n", "西安市长安区人民政府风险\n"},
	{"full-width characters stay", "２０２２年１，０３６件　次\n", "２０２２年１，０３６件　次\n"},
	{"a tab inside a line stays", "指标\t数量\n", "指标\t数量\n"},
	{"Unicode line ends", "甲\u2028乙\u2029丙\f丁", "甲\n乙\n丙\n丁\n"},
	{"no markup is made or lost", "<b>&amp;*x*</b>\n", "<b>&amp;*x*</b>\n"},
}

func TestClean(t *testing.T) {
	for _, tt := range cleanTests {
		d, _ := New("x.txt", []byte(tt.text))
		if d.Text != tt.want {
			t.Errorf("%s: got %q, want %q", tt.name, d.Text, tt.want)
		}
		checkMap(t, d)
	}
}

// checkMap asks of every character kept that its bytes in the file are found,
// in order, and say the same; of every byte of the file that it is either kept
// or listed as a change; and of the list that it is in order.
func checkMap(t *testing.T, d *Document) {
	t.Helper()
	replaced := map[Span]string{}
	covered := make([]bool, len(d.Decoded))
	for _, c := range d.Changes {
		replaced[c.Span] = c.New
		for i := c.Span.Start; i < c.Span.End; i++ {
			covered[i] = true
		}
	}
	last := -1
	for i, r := range d.Text {
		if r == '\n' {
			continue
		}
		o := d.Origin(Span{i, i + utf8.RuneLen(r)})
		if o.Start < last || o.End <= o.Start || o.End > len(d.Decoded) {
			t.Fatalf("%q: character %d comes from %v, the one before ended at %d", d.Text, i, o, last)
		}
		last = o.End
		from := d.Decoded[o.Start:o.End]
		if now, ok := replaced[o]; from != string(r) && (!ok || now != string(r)) && strings.TrimSpace(from) != "" {
			t.Fatalf("%q: %q comes from %q and no change says so", d.Text, string(r), from)
		}
		for k := o.Start; k < o.End; k++ {
			covered[k] = true
		}
	}
	for i := range covered {
		if c := d.Decoded[i]; !covered[i] && c != '\n' && c != '\r' && c != '\f' && c != '\v' && !strings.Contains("\u2028\u2029", d.Decoded[i:i+1]) {
			t.Fatalf("%q: byte %d (%q) is neither kept nor listed", d.Decoded, i, c)
		}
	}
}

func TestLine(t *testing.T) {
	text := "双合镇2022年法治政府建设情况报告\r\n\r\n　　一、主要工作\r\n二、打算\r\n"
	d, _ := New("x.txt", []byte(text))
	for _, tt := range []struct {
		word string
		line int
	}{{"双合镇", 1}, {"报告", 1}, {"一、", 3}, {"工作", 3}, {"二、", 4}, {"算", 4}} {
		if got := d.Line(strings.Index(d.Text, tt.word)); got != tt.line {
			t.Errorf("%s: line %d, want %d", tt.word, got, tt.line)
		}
	}
	if starts := LineStarts(d.Decoded); !slices.Equal(starts, d.lines) || len(starts) != 4 {
		t.Errorf("lines start at %v, the document says %v; want 4", starts, d.lines)
	}
}

// A sentence that ends at the last column of a line does not end the paragraph.
func TestBrimfulLines(t *testing.T) {
	text := "一、主要举措和成效\n" + strings.Repeat("镇党委定期研究法治建设工作并听取部门汇报\n压实各方面责任，确保任务落实不打一点折扣\n全年召开专题会议，及时解决突出困难问题。\n各村组织村民学习法律法规并评选法治家庭，\n群众评价较好。\n", 3)
	want := "一、主要举措和成效\n" + strings.Repeat("镇党委定期研究法治建设工作并听取部门汇报压实各方面责任，确保任务落实不打一点折扣全年召开专题会议，及时解决突出困难问题。各村组织村民学习法律法规并评选法治家庭，群众评价较好。\n", 3)
	if d, _ := New("x.txt", []byte(text)); d.Text != want {
		t.Errorf("got\n%s\nwant\n%s", d.Text, want)
	}
}

// A text with a line end every 20 characters, as mail programs and PDFs make.
func TestHardWrapped(t *testing.T) {
	whole := []string{
		"一、主要举措和成效",
		"（一）加强领导。成立领导小组，定期研究部署法治政府建设工作，全年召开专题会议4次，听取汇报，研究解决重点难点问题，压实工作责任，确保各项任务落到实处。",
		"（二）规范执法。严格落实行政执法三项制度，全年开展行政检查1238家次，整改安全隐患607处，办理行政处罚案件186件，罚没款41.6万元，执法质量稳步提升。",
		"二、存在的问题",
		"执法力量与任务不相匹配，专业执法人员偏少，办案经验不足，普法的针对性还不够强，对外来务工人员缺少分类宣传，需要在今后的工作中认真研究解决。",
	}
	for _, indent := range []string{"", "　　"} {
		var b strings.Builder
		for _, p := range whole {
			line := []rune(indent + p)
			for len(line) > 20 {
				b.WriteString(string(line[:20]) + "\n")
				line = line[20:]
			}
			b.WriteString(string(line) + "\n")
		}
		d, _ := New("x.txt", []byte(b.String()))
		if want := strings.Join(whole, "\n") + "\n"; d.Text != want {
			t.Errorf("indent %q: got\n%s\nwant\n%s", indent, d.Text, want)
		}
		checkMap(t, d)
		if got, want := d.Line(strings.Index(d.Text, "607")), 1+strings.Count(b.String()[:strings.Index(b.String(), "60")], "\n"); got != want {
			t.Errorf("indent %q: line %d, want %d", indent, got, want)
		}
	}
}

// Some programs count each of the blanks that a paragraph opens with as a
// character, digits like Chinese characters: such first lines look short.
func TestBlanksAreCharacters(t *testing.T) {
	whole := []string{
		"2022年9月检查1200家次2350处并督促整改，对拒不整改的依法立案处罚，没有一起案件被提起行政复议或者行政诉讼，群众总体比较满意，企业也很支持。",
		"2022年8月走访3000户11500人并登记，把听来的矛盾纠纷逐一交给村调解员化解，化解不了的由镇里牵头会商，再不行的引导走诉讼渠道解决。",
		"2022年7月宣讲140场18600人并回访，哪些内容群众爱听就多讲哪些内容，用身边的案例讲身边的法律，让每户都有一个懂法的人，效果明显。",
		"2022年6月受理3200件办结3180件并回访，平均用时比上一年少一天半，窗口工作人员没有收到一次不满意的评价，办事的群众普遍说方便。",
	}
	var b strings.Builder
	for _, p := range whole {
		line := []rune("    " + p)
		for len(line) > 26 {
			b.WriteString(string(line[:26]) + "\n")
			line = line[26:]
		}
		b.WriteString(string(line) + "\n")
	}
	d, _ := New("x.txt", []byte(b.String()))
	if want := strings.Join(whole, "\n") + "\n"; d.Text != want {
		t.Errorf("got\n%s\nwant\n%s", d.Text, want)
	}
	checkMap(t, d)
}

func TestParagraphsAreNotJoined(t *testing.T) {
	for _, text := range []string{
		"一、主要工作\n加强领导\n规范执法\n化解纠纷\n开展宣传\n强化监督\n落实责任\n完善制度\n优化服务\n",
		strings.Repeat("一是加强领导，成立领导小组，定期研究部署法治工作，压实工作责任。\n", 12),
	} {
		d, _ := New("x.txt", []byte(text))
		if d.Text != text {
			t.Errorf("got %q, want %q", d.Text, text)
		}
	}
}

// What is usual is so from U+3000 to U+9FFF, and cleaning leaves it as it is.
func TestUsual(t *testing.T) {
	for r := rune(0); r <= utf8.MaxRune; r++ {
		if !utf8.ValidRune(r) {
			continue
		}
		s := string(r)
		if got, want := usual(s[0]), r >= 0x3000 && r <= 0x9FFF; got != want {
			t.Fatalf("%U: got %v, want %v", r, got, want)
		}
		if _, changed := cleanRune(r); usual(s[0]) && (changed || len(s) != usualWidth || width(r) != 2) {
			t.Fatalf("%U is not usual", r)
		}
	}
}

func TestTrimLineMeasures(t *testing.T) {
	for _, tt := range cleanTests {
		for _, s := range lineSpans(tt.text) {
			if l := trimLine(tt.text, s, false); l.runes != runes(l.text) || l.columns != columns(l.text) {
				t.Errorf("%q: %d characters, %d columns", l.text, l.runes, l.columns)
			}
		}
	}
}

// BenchmarkNew decodes and cleans a real report in the two usual encodings.
func BenchmarkNew(b *testing.B) {
	names, _ := filepath.Glob("../../content/reports/*.txt")
	if len(names) == 0 {
		b.Fatal("no reports")
	}
	raw, err := os.ReadFile(names[0])
	if err != nil {
		b.Fatal(err)
	}
	d, _ := New("x.txt", raw)
	for _, e := range []struct {
		name string
		raw  []byte
	}{{"UTF-8", []byte(d.Decoded)}, {"GB18030", encodeText(simplifiedchinese.GB18030, d.Decoded)}} {
		b.Run(e.name, func(b *testing.B) {
			b.SetBytes(int64(len(e.raw)))
			for b.Loop() {
				New("x.txt", e.raw)
			}
		})
	}
}

func FuzzNew(f *testing.F) {
	for _, tt := range cleanTests {
		f.Add([]byte(tt.text))
	}
	for _, tt := range decodeTests {
		f.Add(tt.raw)
	}
	for _, tt := range factTests {
		f.Add([]byte(tt.text))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		d, problems := reading(t, "x.txt", raw)
		if d == nil {
			if len(problems) == 0 {
				t.Fatal("refused without a reason")
			}
			return
		}
		if !utf8.ValidString(d.Text) || d.Text == "" || !strings.HasSuffix(d.Text, "\n") {
			t.Fatalf("text %q", d.Text)
		}
		checkMap(t, d)
	})
}
