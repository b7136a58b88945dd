package report

import (
	"testing"

	"zhenjian/generator/region"
	"zhenjian/generator/source"
)

// What stands above a title is part of it, or whose page or paper it is on.
var titleTests = []struct{ name, head, want string }{
	{"the county's name over a whole title", "台儿庄区人民政府\n涧头集镇2022年度法治政府建设情况报告\n", "涧头集镇2022年度法治政府建设情况报告"},
	{"the issuer over 关于", "涧头集镇人民政府\n关于2022年度法治政府建设情况的报告\n", "涧头集镇人民政府关于2022年度法治政府建设情况的报告"},
	{"a letterhead", "台儿庄区涧头集镇人民政府文件\n涧政发〔2023〕4号\n签发人：\n涧头集镇人民政府\n关于2022年度法治政府\n建设情况的报告\n", "涧头集镇人民政府关于2022年度法治政府建设情况的报告"},
	{"labels set wide", "文　号：    发布日期：2023年1月18日    浏览次数：\n涧头集镇2022年度法治政府建设情况报告\n", "涧头集镇2022年度法治政府建设情况报告"},
}

func TestTitle(t *testing.T) {
	for _, tt := range titleTests {
		doc, _ := source.New("x.txt", []byte(tt.head+"2022年，涧头集镇"+opening))
		if r := Read(doc, region.Builtin()); r.Title != tt.want {
			t.Errorf("%s: got %q, want %q", tt.name, r.Title, tt.want)
		}
	}
}
