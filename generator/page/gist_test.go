package page

import (
	"slices"
	"strings"
	"testing"

	"zhenjian/generator/report"
	"zhenjian/generator/source"
)

var gistTests = []struct {
	name, text string
	kind       report.Kind
	want       []string
}{
	{"headings", "双合镇2022年度法治政府建设情况报告\n一、存在的不足和原因\n虽有成绩，但还有差距：\n（一）宣传氛围不够浓厚。形式单一。\n（二）执法队伍力量仍然薄弱。人员不足。\n（三）法治意识仍需加强。\n（四）经费不足。\n二、下一年度安排\n继续努力做好各项工作。\n", report.Problems,
		[]string{"宣传氛围不够浓厚", "执法队伍力量仍然薄弱", "法治意识仍需加强"}},
	{"list items", "双合镇2022年度法治政府建设情况报告\n一、存在的问题\n当前还存在一些不足：一是普法形式单一，入户宣传不够；二是执法人员少。三是要加强培训。\n", report.Problems,
		[]string{"普法形式单一，入户宣传不够", "执法人员少", "加强培训"}},
	{"sentences", "双合镇2022年度法治政府建设情况报告\n一、2023年工作安排\n2023年，主要做好以下工作。深入学习宣传宪法；健全合同审查制度。\n", report.Plans,
		[]string{"深入学习宣传宪法", "健全合同审查制度"}},
	{"numbered paragraphs without headings", "双合镇2022年度法治政府建设情况报告\n一、2023年工作安排\n（一）深入抓好领导干部学法用法，不断提高基层干部依法执政能力，把学法列入理论学习中心组年度学习计划并逐月抓好落实，确保全年集体学法不少于四次，参训率达到百分之百。\n（二）规范执法。\n", report.Plans,
		[]string{"深入抓好领导干部学法用法，不断提高基层干部依法执政能力，把学法列入理论学习中心组年度学习计划并逐月抓好落实……", "规范执法"}},
	{"no such part", "双合镇2022年度法治政府建设情况报告\n一、主要举措和成效\n开展普法活动12场。\n", report.Problems, nil},
	{"problems and plans under one heading", "双合镇2022年度法治政府建设情况报告\n一、存在问题及下一步打算\n（一）人手不足。\n（二）经费不足。\n", report.Plans, []string{"人手不足", "经费不足"}},
}

func TestGist(t *testing.T) {
	for _, tt := range gistTests {
		t.Run(tt.name, func(t *testing.T) {
			doc, _ := source.New("a.txt", []byte(tt.text))
			text := textOf(report.Read(doc, gazetteer()))
			var got []string
			anchors := renderBody(new(room), text, nil, nil, nil).anchors
			for _, l := range gist(text, tt.kind, 3, "2022/index.html", anchors) {
				if !strings.Contains(text.Doc.Text, l.Text) {
					t.Errorf("%q stands nowhere in the report", l.Text)
				}
				if id := strings.TrimPrefix(l.Href, "2022/index.html#"); !slices.ContainsFunc(anchors, func(a anchor) bool { return a.id == id }) {
					t.Errorf("%q leads to %s, which is not there", l.Text, l.Href)
				}
				if l.Cut {
					l.Text += "……"
				}
				got = append(got, l.Text)
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// FuzzGist: lines are words of the report, few, and none too long.
func FuzzGist(f *testing.F) {
	for _, tt := range gistTests {
		f.Add(tt.text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		doc, _ := source.New("a.txt", []byte(text))
		if doc == nil {
			return
		}
		read := textOf(report.Read(doc, gazetteer()))
		for _, kind := range []report.Kind{report.Achievements, report.Problems, report.Plans} {
			lines := gist(read, kind, 3, "", nil)
			if len(lines) > 3 {
				t.Fatalf("%d lines", len(lines))
			}
			for _, l := range lines {
				if !strings.Contains(doc.Text, l.Text) || len([]rune(l.Text)) > gistRunes {
					t.Fatalf("%q", l.Text)
				}
			}
		}
	})
}
