package format

import (
	"errors"
	"strings"
	"testing"
)

const prosaic = "2022年，我镇坚持依法行政，扎实推进法治政府建设，现将有关情况报告如下。"

// inside gives the lines of the main text.
func inside(text *Text) string {
	kept := &Text{}
	for _, l := range text.Lines {
		if !l.Outside {
			kept.Lines = append(kept.Lines, l)
		}
	}
	return said(kept)
}

func TestPageExamples(t *testing.T) {
	if len(pages().Place) < 20 || len(pages().Example) == 0 {
		t.Fatal("pages.toml")
	}
	for _, p := range pages().Place {
		if (p.ID == "") == (p.Class == "") || p.System == "" {
			t.Errorf("%+v", p)
		}
	}
	for _, e := range pages().Example {
		text, err := HTML(e.Page)
		if err != nil {
			t.Errorf("%s: %v", e.Page, err)
			continue
		}
		if got := strings.ReplaceAll(inside(text), "\n", "/"); got != e.Text {
			t.Errorf("%s\n%q, want\n%q", e.Page, got, e.Text)
		}
	}
	// Each place holds by itself what the rest of the page does not.
	for _, p := range pages().Place {
		page := `<ul><li><a href=x>政务公开，法治政府，年度报告，乡镇街道，政策文件，信息公开</a></li></ul><div class="head">标题栏</div><div id="` + p.ID + `" class="a ` + p.Class + ` b"><p>` + prosaic + `</p><p>镇政府</p></div><p>版权所有</p>`
		if text, err := HTML(page); err != nil || inside(text) != prosaic+"\n镇政府" {
			t.Errorf("%+v: %v", p, err)
		}
	}
}

var htmlTests = []struct{ name, page, want string }{
	{"line ends of the source", "<p>" + prosaic + "\n我镇\r\n坚持\n2022年 12 月\n\nABC\nDEF</p>", prosaic + "我镇坚持2022年 12 月ABC DEF"},
	{"numbers split by tags", "<p>" + prosaic + "开展<span>3</span><b><span>5</span></b><font>场</font>次</p>", prosaic + "开展35场次"},
	{"breaks and blocks", "<div>" + prosaic + "<br>一、甲<br/><br/>二、乙<div>丙</div>丁</div>", prosaic + "\n一、甲\n二、乙\n丙\n丁"},
	{"entities and blanks", "<p>" + prosaic + "&lt;甲&gt;&amp;&nbsp;&ldquo;乙&rdquo;&#8212;&emsp;</p>", prosaic + "<甲>&\u00a0“乙”—\u2003"},
	{"what nobody sees", "<p>" + prosaic + "<script>var a</script><style>p{}</style><!-- 注 --><span style='DISPLAY: none'>藏</span><span hidden>藏</span><noscript>藏</noscript><ruby>甲<rt>jiǎ</rt></ruby></p>", prosaic + "甲"},
	{"a table with cells over rows and columns", "<p>" + prosaic + "</p><table><caption>表</caption><thead><tr><th>类别<th>指标<th>2022年</tr></thead><tbody><tr><td rowspan=2>执法<td>检查<td>12</tr><tr><td>处罚<td>3</tr><tr><td colspan=2>合计<td>15</tr></tbody></table>",
		prosaic + "\n表\n#类别|指标|2022年\n#执法|检查|12\n#|处罚|3\n#合计||15"},
	{"a table that lays the page out", "<table><tr><td>导航</td><td><table><tr><td><p>" + prosaic + "</p><p>一、甲</p></td></tr></table></td></tr></table>", prosaic + "\n一、甲"},
	{"a numbered list", "<p>" + prosaic + "</p><ol><li>甲</li><li>乙</li></ol><ol start=3 type=a><li>丙</ol><ol style='list-style: none'><li>丁</ol><ul><li>戊</ul>", prosaic + "\n1.甲\n2.乙\nc.丙\n丁\n戊"},
	{"preformatted text", "<pre>" + prosaic + "\n一、甲\r\n  乙</pre>", prosaic + "\n一、甲\n  乙"},
	{"a page from Word", "<div class=WordSection1><p class=MsoNormal><span lang=EN-US>" + prosaic + "</span></p><p class=MsoNormal><![if !supportLists]><span style='mso-list:Ignore'>一、</span><![endif]>主要\n举措<o:p></o:p></p></div>", prosaic + "\n一、主要举措"},
	{"a signature beside the text", "<div class=x><h2>标题</h2><div class=y><div>" + prosaic + "<br>一、甲</div><div align=right>涧头集镇人民政府</div></div></div><div><a>上一篇</a></div>", prosaic + "\n一、甲\n涧头集镇人民政府"},
	{"more than a signature beside the text", "<div class=x><div>" + prosaic + "<br>一、甲</div><p>特此报告。</p><div>涧头集镇人民政府</div><div>2023年1月5日</div><div>附件：统计表</div></div>", prosaic + "\n一、甲\n特此报告。\n涧头集镇人民政府\n2023年1月5日\n附件：统计表"},
	{"a footer beside the text", "<div class=x><div>" + prosaic + "<br>一、甲</div><div>主办单位：双合镇政府　地址：新城路1号</div></div>", prosaic + "\n一、甲"},
	{"an info line beside the text", "<div class=x><div>双合镇　2023-01-13　163次阅读</div><div>" + prosaic + "<br>一、甲</div></div>", prosaic + "\n一、甲"},
	{"rows of figures in a table that lays the page out", "<table><tr><td colspan=3>" + strings.Repeat(prosaic, 10) + "</td></tr><tr><td>行政检查<td>530<td>家次</tr><tr><td>填报单位<td>某某镇<td>填报日期</tr><tr><td colspan=3>" + prosaic + "</td></tr></table>", strings.Repeat(prosaic, 10) + "\n#行政检查|530|家次\n填报单位\n某某镇\n填报日期\n" + prosaic},
	{"no running text at all", "<p>甲</p><p>乙</p>", "甲\n乙"},
}

func TestHTML(t *testing.T) {
	for _, tt := range htmlTests {
		text, err := HTML(tt.page)
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		if got := inside(text); got != tt.want {
			t.Errorf("%s:\n%q, want\n%q", tt.name, got, tt.want)
		}
	}
}

func TestPageFacts(t *testing.T) {
	page := `<html><head><title>涧头集镇2022年度法治政府建设情况报告_台儿庄区人民政府</title><meta name="ArticleTitle" content="涧头集镇2022年度法治政府建设情况报告"><meta name="PubDate" content="2023-01-16 09:30">
	<META NAME="ContentSource" CONTENT="涧头集镇"></head><body><h1>台儿庄区人民政府</h1><div><span>发布时间：2023-01-16</span><span>来源：涧头集镇</span></div><div id=zoom><p>` + prosaic + `</p></div></body></html>`
	text, err := HTML(page)
	if err != nil {
		t.Fatal(err)
	}
	want := Facts{"涧头集镇2022年度法治政府建设情况报告_台儿庄区人民政府", "涧头集镇2022年度法治政府建设情况报告", "2023-01-16 09:30", "涧头集镇", ""}
	if text.Facts != want {
		t.Errorf("%+v", text.Facts)
	}
	if len(text.Lines) != 3 || text.Lines[1] != (Line{Text: "发布时间：2023-01-16 来源：涧头集镇", Outside: true}) {
		t.Errorf("%+v", text.Lines)
	}
	for _, tt := range []struct{ page, want string }{
		{"<title>大河乡2022年法治政府建设工作总结 - 某某县政府网</title>", "大河乡2022年法治政府建设工作总结"},
		{"<title>某某县人民政府</title><h1>大河乡2022年法治政府建设工作总结</h1>", "大河乡2022年法治政府建设工作总结"},
		{"<title>某某县人民政府</title>", ""},
		{"<title>某某县人民政府</title><h3>大河乡2022年法治政府建设工作总结</h3>", "大河乡2022年法治政府建设工作总结"},
		{"<title>某某县人民政府</title><div class=xxgk_title>大河乡2022年法治政府建设工作总结</div>", "大河乡2022年法治政府建设工作总结"},
		{"<title>大河乡2022年法治政府建设工作总结 - 某某县政府网</title><div class=lm_title>2022年法治政府建设年度报告</div><h2>法治政府建设</h2>", "大河乡2022年法治政府建设工作总结"},
		{"<title>某某县人民政府</title><h2>政务公开</h2><h2>法治政府建设</h2><h2>一、依法行政</h2><div class=title> </div><h2>大河乡2022年法治政府建设工作总结</h2>", "大河乡2022年法治政府建设工作总结"},
		{"<title>法治政府建设-某某县人民政府</title><h2>大河乡2022年法治政府建设工作总结</h2>", "大河乡2022年法治政府建设工作总结"},
		{"<title>某某县人民政府</title><div class=title><a>小河乡2022年法治政府建设工作总结</a></div>", ""},
	} {
		if text, err := HTML(tt.page); err != nil || text.Facts.Title != tt.want {
			t.Errorf("%s: %q, %v", tt.page, text.Facts.Title, err)
		}
	}
}

func TestDeclaredCharset(t *testing.T) {
	for page, want := range map[string]string{
		`<meta charset="GBK">`: "gbk", `<META http-equiv=Content-Type content="text/html; charset=gb2312">`: "gb2312", "<meta charset = utf-8 />": "utf-8", "<p>charset</p>": "", "": "",
	} {
		if got := Charset([]byte(page)); got != want {
			t.Errorf("%s: %q", page, got)
		}
	}
}

func TestHostileHTML(t *testing.T) {
	formatting := ""
	for i := range 400 {
		formatting += "<font color=" + strings.Repeat("a", i) + ">"
	}
	for name, h := range map[string]struct {
		page string
		want error
	}{
		"elements too deep":                  {strings.Repeat("<div>", 10_000) + prosaic, TooMuch},
		"tables in tables":                   {"<p>" + prosaic + "</p>" + strings.Repeat("<table><tr><td>", 60), TooMuch},
		"a million rows":                     {"<table>" + strings.Repeat("<tr><td>1<td>2", 200_000), TooMuch},
		"many paragraphs":                    {strings.Repeat("<p>", 70_000), TooMuch},
		"formatting that is never closed":    {"<p>" + formatting + "</p>" + strings.Repeat("<p>甲", 50_000), TooMuch},
		"a page saved as one file":           {"From: <Saved by Blink>\r\nSnapshot-Content-Location: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;", Archive},
		"all tags in one":                    {"<" + strings.Repeat("a b=c ", 100_000) + ">" + prosaic, nil},
		"wide tables":                        {"<table>" + strings.Repeat("<tr><td colspan=1000 rowspan=60000>1<td>2", 20_000), TooMuch},
		"a menu of links":                    {strings.Repeat("<a href=x>政务公开，信息</a>", 8_000) + "<p>" + prosaic, nil},
		"as many places of text as elements": {strings.Repeat("<div class=view><p>"+prosaic+"</p></div>", 5_000), nil},
	} {
		text, err := reading(t, name, []byte(h.page), readPage)
		if !errors.Is(err, h.want) && err != h.want {
			t.Errorf("%s: %v, %d lines", name, err, len(text.Lines))
		}
	}
}

func FuzzHTML(f *testing.F) {
	for _, tt := range htmlTests {
		f.Add([]byte(tt.page))
	}
	for _, e := range pages().Example {
		f.Add([]byte(e.Page))
	}
	f.Fuzz(func(t *testing.T, raw []byte) { checkText(t, raw, readPage) })
}
