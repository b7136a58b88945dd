package audit

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"zhenjian/generator/region"
	"zhenjian/generator/report"
	"zhenjian/generator/source"
)

// The identity numbers were born in January 1900, the mobile number is the one that
// examples use; the cards are test numbers.
var personalTests = []struct {
	text string
	want []string // masked
}{
	{"村民詹某某（身份证号码361130190001020027，电话138 0013 8000）", []string{"36*************027", "138****8000"}},
	{"身份证３６１１３０１９０００１０２００２７。", []string{"36*************027"}},
	{"361130 19000102 0027", []string{"36*************027"}},
	{"3611301900-0102-0027", []string{"36*************027"}},
	{"编号A361130190001020027号", []string{"36*************027"}},
	{"折行的361130190\n　　001020027，", []string{"36*************027"}},
	{"看不见的361130\u200b190001020027", []string{"36*************027"}},
	{"尾号为x的11010519491231002x，", []string{"11*************02X"}},
	{"尾号为Ｘ的11010519491231002Ｘ", []string{"11*************02X"}},
	{"粘在一起2023361130190001020027", []string{"36*************027"}},
	{"13800138000361130190001020027", []string{"36*************027"}},
	{"旧身份证号：110105491231002", []string{"11**********002"}},
	{"手机13800138000", []string{"138****8000"}},
	{"张三 138-0013-8000", []string{"138****8000"}},
	{"张三１３８００１３８０００", []string{"138****8000"}},
	{"+86 13800138000", []string{"138****8000"}},
	{"+8613800138000", []string{"138****8000"}},
	{"0086-138-0013-8000", []string{"138****8000"}},
	{"联系电话：138 00 13 80 00", []string{"138****8000"}},
	{"联系电话：1380013\n8000", []string{"138****8000"}},
	{"（Tel:13800138000）", []string{"138****8000"}},
	{"0632-3051234、13800138000", []string{"138****8000"}},
	{"张三138.0013.8000", []string{"138****8000"}},
	{"1.13800138000\n2.13800138001\n", []string{"138****8000", "138****8001"}},
	{"电话：013800138000", []string{"138****8000"}},
	{"361130·19000102·0027", []string{"36*************027"}},
	{"12 13800138000 35", []string{"138****8000"}},
	{"账号6222 0212 3456 7890 128", []string{"6222***********0128"}},
	{"打入4111111111111111", []string{"4111********1111"}},
	{"家住双合镇泗合村三组12号", []string{"***"}},
	{"李某（住幸福小区3栋2单元501室）反映", []string{"***"}},
	{"黄某，人民路12号", []string{"***"}},
	{"居民王某在建设街12号附3号的房屋", []string{"***"}},

	// What only looks like personal data.
	{"身份证号码361130190001020028", nil}, // wrong check digit
	{"621130190001020028", nil},
	{"361130190013020027", nil}, // no such month
	{"统一社会信用代码11370405004221234X", nil},
	{"统一社会信用代码91370405MA3C8N9X12", nil},
	{"索引号：11500234008646033P/2024-00012", nil},
	{"索引号 000014349/2022-00123", nil},
	{"索引号：113704050042212345202200012", nil},
	{"涧政发〔2022〕15号、鹤法治委〔2022〕1号、市政府令第188号", nil},
	{"监督电话：0632-6611234，12345热线、12348平台，400-810-8888", nil},
	{"财政拨款13800138000元", nil},
	{"总产值1380013.8000万元", nil},
	{"http://www.taierzhuang.gov.cn/n156/13800138000/t20220119_13912345678.html", nil},
	{"2022.01.18至2023.12.31，3.1415，第3.1.2节，13.8001 38000", nil},
	{"2022年1月18日至2023年12月31日，2021—2025年", nil},
	{"186 97 44 35 7802 15000 13290 6387 6134 769", nil},
	{"202201190001380013", nil},
	{"20220119000138001", nil},
	{"6222021234567890123", nil}, // wrong check digit
	{"便民服务中心位于建设路12号", nil},
	{"司法所（地址：人民路12号）", nil},
	{"在幸福小区3栋、5栋安装充电桩", nil},
	{"联系电话：0559-2510000　　地址：屯溪区老街街道办事处（滨江西路15号）", nil},
	{"老街街道办事处位于滨江西路15号。", nil},
	{"地址：老街街道办事处滨江西路15号", nil},
	{"老街街道办事处（地址：滨江西路15号）", nil},
	{"办事处综合执法队驻地：滨江西路15号", nil},
	{"街道办事处工作人员到泗合村三组12号的调解现场", []string{"***"}},
	{"街道办事处对当事人幸福小区3栋2单元501室的处罚", []string{"***"}},
	{"泗合村3号水库、平安村1号桥、沿街12号楼", nil},
	{"成立三个工作组，第一组12号出发", nil},
	{"18个村（社区）建立调解室1个", nil},
	{"法治建设12件，第2号提案", nil},
	{"“12·4”“4.15”“6，26”", nil},
}

func TestPersonal(t *testing.T) {
	for _, tt := range personalTests {
		var got []string
		for _, p := range findPersonal(tt.text) {
			got = append(got, p.masked)
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s: found %q, want %q", tt.text, got, tt.want)
		}
	}
}

// The five real reports hold none.
func TestPersonalInReports(t *testing.T) {
	names, err := filepath.Glob("../../content/reports/*.txt")
	if err != nil || len(names) < 5 {
		t.Fatal(names, err)
	}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range findPersonal(string(data)) {
			t.Errorf("%s: %s %q", name, kindNames[p.kind].en, data[p.span.Start:p.span.End])
		}
	}
}

func released(text, sidecar string) (*source.Document, []string) {
	doc, _ := source.New("甲镇.txt", []byte(text))
	if sidecar != "" {
		doc.Sidecar, doc.SidecarPath = []byte(sidecar), "甲镇.txt.toml"
	}
	doc, problems := Release(doc)
	var said []string
	for _, p := range problems {
		said = append(said, string(p.Code))
	}
	return doc, said
}

func TestRelease(t *testing.T) {
	const text = "第一行\n电话138 0013 8000，身份证36113019000\n1020027。\n末行\n"
	for _, tt := range []struct {
		sidecar string
		want    []string
		text    string
	}{
		{"", []string{"personal-data", "personal-data"}, text},
		{"mask = true", []string{"masked"}, "第一行\n电话138****8000，身份证36*************027\n。\n末行\n"},
		{`mask = ["138****8000"]`, []string{"personal-data", "masked"}, "第一行\n电话138****8000，身份证36113019000\n1020027。\n末行\n"},
		{`accept = ["13800138000", "361130190001020027"]`, nil, text},
		{"mask = true\naccept = [\"138 0013 8000\"]", []string{"masked"}, "第一行\n电话138 0013 8000，身份证36*************027\n。\n末行\n"},
		{"mask = true\naccept = [\"13900139000\"]", []string{"stale-answer", "masked"}, "第一行\n电话138****8000，身份证36*************027\n。\n末行\n"},
		{"mask = [\"13800138000\"]", []string{"personal-data", "personal-data"}, text}, // a fault of the sidecar, which names the number in full
	} {
		doc, said := released(text, tt.sidecar)
		if !slices.Equal(said, tt.want) {
			t.Errorf("%q: %q, want %q", tt.sidecar, said, tt.want)
		}
		if doc.Decoded != tt.text || string(doc.Raw) != tt.text {
			t.Errorf("%q: published is %q, want %q", tt.sidecar, doc.Raw, tt.text)
		}
	}
	if _, said := released("村民", ""); said != nil {
		t.Errorf("a clean text: %q", said)
	}
}

// No message repeats what it warns of.
func TestReleaseSaysNothing(t *testing.T) {
	doc, _ := source.New("13800138000.txt", []byte("电话13800138000，家住甲镇乙村3组12号\n"))
	doc.Sidecar, doc.SidecarPath = []byte(`accept = ["13900139000"]`), "13800138000.txt.toml"
	_, problems := Release(doc)
	if len(problems) != 4 {
		t.Fatalf("%d problems: %v", len(problems), problems)
	}
	for _, p := range problems {
		for _, lang := range []string{"zh", "en"} {
			if m := p.Message(lang); strings.Contains(m, "13800138000") || strings.Contains(m, "13900139000") || strings.Contains(m, "12号") {
				t.Error(m)
			}
		}
	}
}

func FuzzPersonal(f *testing.F) {
	for _, tt := range personalTests {
		f.Add(tt.text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		doc, _ := source.New("a.txt", []byte(text))
		if doc == nil {
			return
		}
		end := 0
		var masks []source.Mask
		for _, p := range findPersonal(doc.Decoded) {
			if p.span.Start < end || p.span.End <= p.span.Start || p.span.End > len(doc.Decoded) {
				t.Fatalf("%+v overlaps its neighbour or leaves the text", p)
			}
			end = p.span.End
			masks = append(masks, source.Mask{Span: p.span, With: p.masked})
		}
		for _, p := range findPersonal(doc.Masked(masks, 0).Decoded) {
			if p.kind != home { // an address may go on where another ended
				t.Fatalf("%q is left in the masked text", p.masked)
			}
		}
	})
}

func BenchmarkPersonal(b *testing.B) {
	data, err := os.ReadFile("../../content/reports/002_31459aafedb26a79.txt")
	if err != nil {
		b.Fatal(err)
	}
	text := string(data)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		findPersonal(text)
	}
}

// What a sidecar has the site show is looked at too: it is no part of the file.
func TestWords(t *testing.T) {
	const text = "鹤山市双合镇2022年度法治政府建设情况报告\n一、主要举措和成效\n办理行政处罚案件60件。\n"
	for sidecar, want := range map[string]int{
		`title = "报告（13800138000）"`:                                   1,
		`issuers = ["13800138000"]`:                                   1,
		`index = "13800138000"`:                                       1,
		`number = "双府发13800138000号"`:                                  1,
		`former = ["370405/2022/13800138000"]`:                        1,
		`withdrawn = { date = 2024-01-01, reason = "联系13800138000" }`: 1,
		`place = { county = "鹤山市", town = "13800138000" }`:            1,
		"index = \"11500235/2024-00012\"\nnumber = \"双府发〔2024〕3号\"\nformer = [\"370405104/2022\"]": 0,
	} {
		doc, _ := source.New("a.txt", []byte(text))
		doc.Sidecar, doc.SidecarPath = []byte(sidecar), "a.txt.toml"
		if problems := Words(report.Read(doc, region.Builtin())); len(problems) != want {
			t.Errorf("%s: %v", sidecar, problems)
		}
	}
}
