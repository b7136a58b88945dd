package source

import (
	"archive/zip"
	"bytes"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// word makes a Word document of a body.
func word(t *testing.T, body string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create("word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	w.Write([]byte(`<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>` + body + `</w:body></w:document>`))
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func paragraph(text string) string { return `<w:p><w:r><w:t>` + text + `</w:t></w:r></w:p>` }

func TestWord(t *testing.T) {
	cell := func(text string) string { return `<w:tc>` + paragraph(text) + `</w:tc>` }
	raw := word(t, paragraph("涧头集镇2023年度法治政府建设情况报告")+paragraph("")+paragraph("⼀、主要举措")+
		`<w:tbl><w:tr>`+cell("")+cell("2023年")+`</w:tr><w:tr>`+cell("行政检查")+cell("12")+`</w:tr></w:tbl>`+paragraph("二、不足"))
	d, problems := New("2023/x.DOCX", raw)
	if d == nil || len(problems) > 0 {
		t.Fatal(problems)
	}
	if want := "涧头集镇2023年度法治政府建设情况报告\n一、主要举措\n\t2023年\n行政检查\t12\n二、不足\n"; d.Text != want {
		t.Errorf("%q, want %q", d.Text, want)
	}
	for _, tt := range []struct {
		text string
		line int
		row  bool
	}{{"一、主要", 3, false}, {"\t2023年", 4, true}, {"12", 5, true}, {"二、", 6, false}} {
		at := strings.LastIndex(d.Text, tt.text)
		if d.Line(at) != tt.line || d.IsRow(at) != tt.row {
			t.Errorf("%s stands at %d, row %v", tt.text, d.Line(at), d.IsRow(at))
		}
	}
	if !bytes.Equal(d.Raw, raw) || d.Charset != "" {
		t.Error("the file as received")
	}
}

func TestFormatFaults(t *testing.T) {
	for _, tt := range []struct {
		name, raw string
		want      Code
	}{
		{"a.docx", "", Empty}, {"a.docx", "PK\x03\x04", Damaged}, {"a.docx", "一份文本", Damaged}, {"a.docx", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", Locked},
		{"a.docx", string(word(t, strings.Repeat("<w:ins>", 300))), TooMuch}, {"a.docx", string(word(t, paragraph(""))), Empty},
		{"a.html", "From: <Saved by Blink>\nMIME-Version: 1.0\nContent-Type: multipart/related", WebArchive}, {"a.htm", "%PDF-1.4", Damaged}, {"a.html", "<script>x</script>", Empty}, {"a.htm", strings.Repeat("<div>", 1000), TooMuch},
	} {
		d, problems := New(tt.name, []byte(tt.raw))
		if d != nil || len(problems) != 1 || problems[0].Code != tt.want {
			t.Errorf("%s %.20q: %v", tt.name, tt.raw, problems)
			continue
		}
		for _, lang := range []string{"zh", "en"} {
			if text := problems[0].Message(lang) + problems[0].Advice(lang); strings.Contains(text, "%!") || strings.Contains(text, "%v") {
				t.Errorf("%s", text)
			}
		}
	}
}

func TestPlaceInWords(t *testing.T) {
	for _, tt := range []struct {
		p      Problem
		zh, en string
	}{
		{Problem{File: "a.txt", Line: 3}, ":3", ":3"}, {Problem{File: "a.docx", Line: 3}, " 第3段", " paragraph 3"},
		{Problem{File: "a.docx.toml", Line: 3}, ":3", ":3"}, {Problem{File: "a.docx"}, "", ""},
	} {
		clash := tt.p
		clash.Code, clash.Args = Clash, []any{"甲", 4, "乙"}
		if unit := "第 4 " + Unit(tt.p.File, "zh"); !strings.Contains(clash.Message("zh"), unit) || !strings.Contains(clash.Message("en"), Unit(tt.p.File, "en")+" 4") {
			t.Errorf("%s, %s", clash.Message("zh"), clash.Message("en"))
		}
		if tt.p.At("zh") != tt.zh || tt.p.At("en") != tt.en {
			t.Errorf("%v: %q, %q", tt.p, tt.p.At("zh"), tt.p.At("en"))
		}
	}
}

// TestMaskedWord: a Word document is no text to put stars in; what is published
// is its text.
func TestMaskedWord(t *testing.T) {
	d, problems := New("x.docx", word(t, paragraph("涧头集镇")+`<w:tbl><w:tr><w:tc>`+paragraph("电话")+`</w:tc><w:tc>`+paragraph("13800138000")+`</w:tc></w:tr><w:tr><w:tc>`+paragraph("人")+`</w:tc><w:tc>`+paragraph("3")+`</w:tc></w:tr></w:tbl>`))
	if d == nil {
		t.Fatal(problems)
	}
	at := strings.Index(d.Decoded, "138")
	m := d.Masked([]Mask{{Span{at, at + 11}, "138****8000"}}, 0)
	if d.Ext() != ".docx" || m.Ext() != ".txt" || string(m.Raw) != m.Decoded || !strings.Contains(m.Text, "电话\t138****8000\n") || !m.IsRow(strings.Index(m.Text, "138")) {
		t.Errorf("%s, %s, %q", d.Ext(), m.Ext(), m.Text)
	}
}

func TestWebPage(t *testing.T) {
	page := `<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"><title>某某区人民政府</title><meta name="PubDate" content="2023-01-16 09:30"><meta name="ContentSource" content="镇司法所"></head>
<body><ul><li><a>首页</a></li><li><a>平安镇动态</a></li></ul><h1>涧头集镇2022年度法治政府建设情况报告</h1><table><tr><td>索引号</td><td>1137/2023-1</td></tr><tr><td>发布机构</td><td>涧头集镇人民政府</td></tr></table>
<div class="TRS_Editor"><p>　　2022年，我镇坚持依法行政，<b>现将有关</b>情况报告如下：</p><p>一、龦主要举措</p></div><p>来源：其他</p><div>联系电话</div></body></html>`
	raw, err := simplifiedchinese.GB18030.NewEncoder().String(page)
	if err != nil {
		t.Fatal(err)
	}
	d, problems := New("x.htm", []byte(raw))
	if d == nil || len(problems) > 0 {
		t.Fatal(problems)
	}
	if want := "2022年，我镇坚持依法行政，现将有关情况报告如下：\n一、龦主要举措\n"; d.Text != want {
		t.Errorf("%q", d.Text)
	}
	if want := "某某区人民政府\n索引号\t1137/2023-1\n发布机构\t涧头集镇人民政府\n　　2022年，我镇坚持依法行政，现将有关情况报告如下：\n一、龦主要举措\n来源：其他\n"; d.Decoded != want {
		t.Errorf("%q", d.Decoded)
	}
	if want := (Facts{Title: "涧头集镇2022年度法治政府建设情况报告", Published: "2023-01-16T09:30", Publisher: "涧头集镇人民政府", Index: "1137/2023-1", Source: "其他"}); d.Facts != want {
		t.Errorf("%+v", d.Facts)
	}
	if d.Charset != "GB18030" || d.Ext() != ".htm" {
		t.Error(d.Charset, d.Ext())
	}
}

func TestRevisions(t *testing.T) {
	d, problems := New("x.docx", word(t, `<w:p><w:r><w:t>办结</w:t></w:r><w:del><w:r><w:delText>20</w:delText></w:r></w:del><w:ins><w:r><w:t>35</w:t></w:r></w:ins><w:r><w:t>件</w:t></w:r></w:p>`))
	if d == nil || d.Text != "办结35件\n" || len(problems) != 1 || problems[0].Code != Revisions || !strings.Contains(problems[0].Message("zh"), "修订 2 处、批注 0 条") {
		t.Errorf("%v", problems)
	}
}
