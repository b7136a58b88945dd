package compare

import (
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"zhenjian/generator/indicator"
	"zhenjian/generator/source"
)

// sides gives the two texts as the sections have them, line by line, and those of their
// runs that are in both.
func sides(c *Comparison) (old, now, kept, also string) {
	var a, b, same, too strings.Builder
	one := func(out, both *strings.Builder, r *Report, s Side) {
		at := 0
		for i := s.First; i < s.End; i++ {
			block := r.Spans.Blocks[i].Span
			for at < len(s.Runs) && s.Runs[at].Span.Start < block.End {
				run := s.Runs[at].Span
				text := r.Text[max(run.Start, block.Start):min(run.End, block.End)]
				out.WriteString(text)
				if s.Runs[at].Op == Same {
					both.WriteString(key(text))
				}
				if run.End > block.End {
					break
				}
				at++
			}
			out.WriteByte('\n')
		}
	}
	for _, s := range c.Sections {
		one(&a, &same, c.Before, s.Before)
		one(&b, &too, c.After, s.After)
	}
	return a.String(), b.String(), same.String(), too.String()
}

// holds checks what must hold for any two reports.
func holds(t *testing.T, c *Comparison) {
	t.Helper()
	old, now, kept, also := sides(c)
	if old != c.Before.Text {
		t.Errorf("the sections have another text of the report before:\n%q\n%q", old, c.Before.Text)
	}
	if now != c.After.Text {
		t.Errorf("the sections have another text of the report after:\n%q\n%q", now, c.After.Text)
	}
	if kept != also {
		t.Errorf("what is the same differs:\n%q\n%q", kept, also)
	}
	if c.Kept > c.Chars || c.Unchanged() > 1 {
		t.Errorf("%d of %d characters are the same", c.Kept, c.Chars)
	}
	data, err := c.JSON()
	if err != nil || !utf8.Valid(data) {
		t.Error(err)
	}
}

func TestSidesAreTheTexts(t *testing.T) {
	names := []string{"series/r03.txt", "series/r01.txt", "series/r12.txt", "series/r07.txt", "series/r21.txt", "2019/樟浦镇.txt", "2021/樟浦镇.txt", "2022/樟浦镇.txt", "2021/砻坪镇.txt", "2024/青箬镇.txt"}
	for _, a := range names {
		for _, b := range names {
			c := Compare(read(t, a), read(t, b), indicator.Builtin())
			holds(t, c)
			if a == b && c.Unchanged() != 1 {
				t.Errorf("%s: of itself %v is unchanged", a, c.Unchanged())
			}
		}
	}
}

func FuzzCompare(f *testing.F) {
	f.Add("二、存在问题\n一是力量薄弱。二是经费紧张；\n三、下一步打算\n一是培训3次，宣传5场。", "二、问题和打算\n（一）力量薄弱。明年，培训４次。")
	f.Add("“。（，；", "一、\n\n1．2．\t3\t4")
	f.Add("甲乡2021年度法治政府建设情况报告\n一、工作。\n开展宣传1,234次，，。", "甲乡2022年度法治政府建设情况报告\n一、工作。\n开展宣传１，３３４次。")
	f.Fuzz(func(t *testing.T, a, b string) {
		if len(a)+len(b) > 4000 {
			return
		}
		one, _ := source.New("a.txt", []byte(a))
		two, _ := source.New("b.txt", []byte(b))
		if one == nil || two == nil {
			return
		}
		holds(t, Compare(understood(one), understood(two), indicator.Builtin()))
	})
}

// BenchmarkCompare takes two reports of one town, and two that have nothing to do
// with each other.
func BenchmarkCompare(b *testing.B) {
	for name, pair := range map[string][2]string{
		"alike":   {"testdata/demo/content/reports/2021/樟浦镇.txt", "testdata/demo/content/reports/2022/樟浦镇.txt"},
		"strange": {"../content/reports/001_402f979c333f0346.txt", "../content/reports/003_c95c61ecb8064d92.txt"},
	} {
		b.Run(name, func(b *testing.B) {
			var reports [2]*Report
			for i, file := range pair {
				data, err := os.ReadFile("../" + file)
				if err != nil {
					b.Fatal(err)
				}
				doc, _ := source.New(file, data)
				reports[i] = understood(doc)
			}
			b.SetBytes(int64(len(reports[0].Text) + len(reports[1].Text)))
			b.ReportAllocs()
			for b.Loop() {
				r := reports[1] // which nothing has been made for; the one before was compared with the one before it
				Compare(reports[0], &Report{Key: r.Key, Year: r.Year, Text: r.Text, Spans: r.Spans, Mentions: r.Mentions}, indicator.Builtin())
			}
		})
	}
}
