package report

import (
	"strings"
	"testing"
)

var tableTests = []struct {
	name, text string
	rows       []string // cells joined by |
}{
	{"tabs", "指标\t数量\t单位\n行政检查\t1,150\t家次\n行政处罚\t12\t件\n", []string{"指标|数量|单位", "行政检查|1,150|家次", "行政处罚|12|件"}},
	{"blanks", "指标      数量\n行政检查    1150\n行政处罚　　12\n", []string{"指标|数量", "行政检查|1150", "行政处罚|12"}},
	{"bars", "　| 指标 | 单位 | 数量 |\n　| 行政检查 | 家次 | 1,150 |\n", []string{"指标|单位|数量", "行政检查|家次|1,150"}},
	{"wide bars, an empty cell", "｜项目｜单位｜数量｜\n｜ 检查 ｜｜12｜\n", []string{"项目|单位|数量", "检查||12"}},
	{"bars that enclose nothing", "首页 | 政务公开 | 法治政府\n打印 | 关闭 | 分享\n", nil},
	{"a cell with a blank in it", "项目\t全年 合计\n检查\t12\n", []string{"项目|全年 合计", "检查|12"}},
	{"single blanks under a header with 单位", "指标 单位 2023年 2022年\n行政检查 家次 3426 2987\n罚没金额 万元 286.4 231.9\n如上表 一并 报告 请阅\n", []string{"指标|单位|2023年|2022年", "行政检查|家次|3426|2987", "罚没金额|万元|286.4|231.9"}},
	{"single blanks without such a header", "指标 2023年 2022年\n行政检查 3426 2987\n罚没金额 286.4 231.9\n", nil},
	{"a signature is none", "中共平安镇委员会    平安镇人民政府\n2024年1月15日\n", nil},
	{"two lines with blanks are none", "甲    乙\n丙    丁\n", nil},
	{"sentences are none", "一是加强领导。  二是规范执法。\n一是加强领导。  二是规范执法。\n一是加强领导。  二是规范执法。\n", nil},
}

func TestTables(t *testing.T) {
	for _, tt := range tableTests {
		r := mustRead(t, "x.txt", "2023年，我镇坚持依法行政，扎实推进法治政府建设各项工作，现将有关情况报告如下：\n一、主要举措和成效\n"+tt.text+"二、存在的问题\n")
		var rows []string
		for _, b := range r.Blocks {
			if b.Kind != TableRow {
				continue
			}
			var cells []string
			for _, c := range b.Cells {
				cells = append(cells, r.text(c))
			}
			rows = append(rows, strings.Join(cells, "|"))
		}
		if strings.Join(rows, "\n") != strings.Join(tt.rows, "\n") {
			t.Errorf("%s: got %q, want %q", tt.name, rows, tt.rows)
		}
		if len(r.Sections) != 2 {
			t.Errorf("%s: %d sections", tt.name, len(r.Sections))
		}
	}
}

func TestTabbed(t *testing.T) {
	r := mustRead(t, "x.txt", "2023年，我镇坚持依法行政，扎实推进法治政府建设各项工作，现将有关情况报告如下：\n一、主要举措和成效\n指标      数量  单位\n行政检查    1150　　家次\n行政处罚　　12  件\n二、存在的问题\n")
	got := r.Tabbed()
	if len(got) != len(r.Doc.Text) || strings.Count(got, "\t") != 6 {
		t.Errorf("%d bytes of %d, %q", len(got), len(r.Doc.Text), got)
	}
	for _, b := range r.Blocks {
		for _, c := range b.Cells {
			if got[c.Start:c.End] != r.text(c) {
				t.Errorf("cell %q became %q", r.text(c), got[c.Start:c.End])
			}
		}
	}
}
