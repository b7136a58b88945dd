package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"zhenjian/generator/indicator"
	"zhenjian/generator/pipeline"
	"zhenjian/generator/region"
)

// TestLongTexts explains half a megabyte of what no report holds. Together
// they take seconds as long as no step looks at all of a text for each line of
// it; before that was so, one alone took 12.
func TestLongTexts(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		strings.Repeat("1.甲乙丙丁\n", 30_000),
		"一、" + strings.Repeat("存在", 80_000),
		strings.Repeat("1.甲乙丙丁2022年\n", 20_000),
		strings.Repeat("一、甲乙\n主要问题\n我镇坚持依法行政，扎实推进法治政府建设各项工作，取得新的成效。\n", 4_000),
		"2023年，我镇坚持依法行政，现将有关情况报告如下：\n一、主要工作\n" + strings.Repeat("行政检查\t甲乙\n", 30_000) + strings.Repeat("行政检查\t5家次\n", 30_000),
		"2023年，我镇坚持依法行政，现将有关情况报告如下：\n一、主要工作\n" + strings.Repeat("全年开展执法检查5次。开展执法检查6次。", 10_000),
		strings.Repeat("全年审查合同25份、文件9件，", 10_000),
		strings.Repeat("路1号", 70_000),
		strings.Repeat("组1号1号1号", 30_000),
		"2023年，我镇坚持依法行政，现将有关情况报告如下：\n一、主要举措和成效\n" + strings.Repeat("全全全5次", 40_000),
		"2023年，我镇坚持依法行政，现将有关情况报告如下：\n一、主要举措和成效\n" + strings.Repeat("其中5件、", 35_000),
		"2023年，我镇坚持依法行政，现将有关情况报告如下：\n一、存在的不足\n" + strings.Repeat("2024年印发文件。", 20_000),
	} {
		name := filepath.Join(t.TempDir(), "x.txt")
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		said, _ := pipeline.Explain(name, region.Builtin(), indicator.Builtin(), "zh")
		if _, ok := said.(pipeline.Explained); !ok {
			t.Errorf("%.20q: %+v", text, said)
		}
	}
}
