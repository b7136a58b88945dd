package source

import (
	"strings"
	"testing"
)

func TestFurnitureExamples(t *testing.T) {
	list := furniture()
	for _, text := range list.Examples.Furniture {
		if _, ok := list.read(text); !ok && !list.breadcrumb(text) {
			t.Errorf("kept as text: %s", text)
		}
	}
	for _, text := range list.Examples.Text {
		if _, ok := list.read(text); ok || list.breadcrumb(text) {
			t.Errorf("taken for furniture: %s", text)
		}
	}
}

// TestScattered reads dates that stand among words of other kinds.
func TestScattered(t *testing.T) {
	for text, want := range map[string]string{
		"来源： 竖新镇　发布时间： 2023-01-13　点击数： 163　 【大】 【中】 【小】　 收藏": "published 2023-01-13",
		"发布者：青木川镇 发布时间：2021-01-20 朗读全文":                      "published 2021-01-20",
		"成文日期：2024年1月5日 某某县人民政府办公室制":                         "signed 2024-01-05",
		"发布时间不详": "", "会议时间：2023年1月3日": "", "当前时间：2024-05-06 10:20 欢迎您访问": "", "更新时间：2024-05-06 信息提供 双合镇 朗读全文": "",
		"来源：双合镇 失效日期：2027-12-31 本文件有效": "", "防汛工作的通知 发布时间：2021-06-01 更多": "",
	} {
		var got []string
		for _, f := range furniture().scattered(text) {
			got = append(got, f.fact+" "+f.value)
		}
		if strings.Join(got, ", ") != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

var factTests = []struct {
	name, text, body string
	want             Facts
}{
	{"release line", "和平镇2021年度法治政府建设情况报告\n发布时间：2022-01-14 09:36    来源：党政综合办公室    字号：[大 中 小]    打印\n" + prose,
		"和平镇2021年度法治政府建设情况报告\n" + prose, Facts{Published: "2022-01-14T09:36", Source: "党政综合办公室"}},
	{"metadata block, then its values alone", "索引号：\n11500230/2022-3\n发布机构：栗子乡人民政府\n成文日期：2022年1月5日\n11500230/2022-3\n栗子乡人民政府\n栗子乡2021年度法治政府建设情况报告\n" + prose,
		"栗子乡2021年度法治政府建设情况报告\n" + prose, Facts{Index: "11500230/2022-3", Publisher: "栗子乡人民政府", Signed: "2022-01-05"}},
	{"metadata as a table", "| 索引号 | 115/2022-3 | 发布机构 | 王河乡 |\n" + prose, prose, Facts{Index: "115/2022-3", Publisher: "王河乡"}},
	{"a mail whose report has attachments, and the mail that it answers", "发件人: 司法所\n收件人：王科长\n主题: 报告\n谋道镇2022年度法治政府建设工作报告\n" + prose + "附件：统计表\n------原始邮件------\n发件人: 王科长\n收件人：司法所\n主题: 请报送\n请于1月13日前报送，逾期不候，并附统计表一份，谢谢配合，此致敬礼，顺祝工作顺利。\n",
		"谋道镇2022年度法治政府建设工作报告\n" + prose + "附件：统计表\n", Facts{}},
	{"the issuer's line of a title behind 来源", "来源：涧头集镇人民政府　发布日期：2023-01-20\n涧头集镇人民政府\n关于2022年度法治政府建设情况的报告\n" + prose,
		"涧头集镇人民政府\n关于2022年度法治政府建设情况的报告\n" + prose, Facts{Published: "2023-01-20", Source: "涧头集镇人民政府"}},
	{"the issuer's line of a title", "发布机构：枝城镇人民政府　发布日期：2022-01-20\n枝城镇人民政府\n关于2021年度法治政府建设情况的报告\n" + prose,
		"枝城镇人民政府\n关于2021年度法治政府建设情况的报告\n" + prose, Facts{Published: "2022-01-20", Publisher: "枝城镇人民政府"}},
	{"a value of another kind, printed again", "来源：鹤山市司法局\n鹤山市司法局\n关于双合镇2022年度法治政府建设情况的报告\n" + prose,
		"关于双合镇2022年度法治政府建设情况的报告\n" + prose, Facts{Source: "鹤山市司法局"}},
	{"a mail", "发件人: 司法所 <a@b.example>\n收件人：王科长\n主题: 回复: 请报送报告\n日期: 2023年1月13日\n\n王科长：您好\n谋道镇2022年度法治政府建设工作报告\n" + prose + "谋道镇人民政府\n2023年1月12日\n--\n张某\n电话：0718-7000000\n> 请于1月13日前报送。\n",
		"谋道镇2022年度法治政府建设工作报告\n" + prose + "谋道镇人民政府\n2023年1月12日\n", Facts{}},
	{"tails", prose + "附件：\n上一篇：没有了\n下一篇：和平镇2021年政府信息公开工作年度报告\n", prose, Facts{}},
	{"an attachment that is named stays", prose + "附件：1.统计表\n", prose + "附件：1.统计表\n", Facts{}},
	{"page numbers", prose + "— 3 —\n" + prose, prose + prose, Facts{}},
	{"a label's words inside the body stay", prose + "打印\n" + prose, prose + "打印\n" + prose, Facts{}},
}

const prose = "2021年，我镇坚持以习近平新时代中国特色社会主义思想为指导，深入推进法治政府建设，现将有关情况报告如下。\n"

func TestFacts(t *testing.T) {
	for _, tt := range factTests {
		d, _ := New("x.txt", []byte(tt.text))
		if d.Facts != tt.want {
			t.Errorf("%s: got %+v, want %+v", tt.name, d.Facts, tt.want)
		}
		if d.Text != tt.body {
			t.Errorf("%s: got text\n%s\nwant\n%s", tt.name, d.Text, tt.body)
		}
	}
}
