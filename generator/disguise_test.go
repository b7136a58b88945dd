package main

import (
	"encoding/json"
	"fmt"
	"html"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"zhenjian/generator/indicator"
	"zhenjian/generator/numeral"
	"zhenjian/generator/pipeline"
	"zhenjian/generator/region"
)

// disguises are what happens to a report on its way to the clerk. None of them
// may change what is understood of it.
var disguises = []struct {
	name string
	ext  string
	do   func(text string) []byte
}{
	{"a saved web page in GBK that says gb2312", ".html", func(text string) []byte {
		return gbk(`<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"><title>信息公开_某某网</title></head><body><ul><li><a href=1>首页</a><li><a>政务公开</a></ul>` +
			`<div class="path">当前位置：首页 &gt; 法治政府建设报告</div><table><tr><td>索引号</td><td>1150/2022-00012</td><td>有效性</td><td>有效</td></tr></table><div class="TRS_Editor">` + paragraphs(text, "<p>　　", "</p>\n") + `</div><div>上一篇：<a>没有了</a></div><div>版权所有</div></body></html>`)
	}},
	{"a web page of a system that is not known", ".htm", func(text string) []byte {
		return []byte(`<!DOCTYPE html><title>法治建设</title><div id=top><a>首页</a> | <a>登录</a></div><table width=980><tr><td><ul><li><a>乡镇动态</a></ul></td><td><div class=x>` +
			paragraphs(numbers.ReplaceAllString(html.EscapeString(text), "<span>$1</span><font>$2</font>"), "<div><span>&nbsp;&nbsp;", "</span></div>") + `</div></td></tr></table><div>主办单位：某某县人民政府</div>`)
	}},
	{"a Word document", ".docx", func(text string) []byte {
		return wordFile("word/document.xml", paragraphs(numbers.ReplaceAllString(html.EscapeString(text), `$1</w:t></w:r><w:r><w:t xml:space="preserve">$2`), `<w:p><w:pPr><w:ind w:firstLineChars="200"/></w:pPr><w:r><w:t xml:space="preserve">`, `</w:t></w:r></w:p>`))
	}},
	{"a Word document that numbers its headings itself, its text in a table", ".docx", numberedWord},
	{"GBK with CRLF", ".txt", func(text string) []byte {
		return gbk(strings.ReplaceAll(text, "\n", "\r\n"))
	}},
	{"UTF-16 with mark", ".txt", func(text string) []byte {
		out, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(text)
		if err != nil {
			panic(err)
		}
		return []byte(out)
	}},
	{"indented, with blank lines between", ".txt", func(text string) []byte {
		return []byte("\n\n" + strings.ReplaceAll(strings.ReplaceAll(text, "\n", "\n\n　　"), "\n　　\n", "\n\n"))
	}},
	{"hard-wrapped at 36 characters", ".txt", func(text string) []byte { return []byte(wrap(text, 36)) }},
	{"hard-wrapped at 25 characters, paragraphs indented", ".txt", func(text string) []byte { return []byte(wrap(indent(text), 25)) }},
	{"a web page's head and tail round it", ".txt", func(text string) []byte {
		return []byte("无障碍 | 长者模式 | 登录\n您当前的位置：首页 > 政务公开 > 法治政府建设报告\n索引号：11500230008641566C/2022-00012\n发文字号：无\n主题分类：公安、安全、司法\n体裁分类：工作报告\n有效性：有效\n浏览次数：\n字号：大 中 小\n" +
			text + "\n打印本页 关闭窗口\n上一篇：没有了\n下一篇：2020年政府信息公开工作年度报告\n主办单位：某某人民政府 联系电话：023-12345678\n备案号：渝ICP备05001234号\n")
	}},
	{"radicals and zero-width characters", ".txt", func(text string) []byte {
		return []byte(strings.NewReplacer("人", "⼈", "民", "⺠", "政府", "政\u200b府", "法治", "法\u00ad治").Replace(text))
	}},
	{"in one line, each paragraph behind two blanks", ".txt", func(text string) []byte { return []byte(strings.ReplaceAll(indent(text), "\n", "")) }},
	{"in one line without any blank between", ".txt", func(text string) []byte {
		return []byte(strings.NewReplacer("\n　　", "", "\n", "").Replace(indent(text)))
	}},
	{"half-width brackets and points", ".txt", func(text string) []byte {
		return []byte(strings.NewReplacer("（一）", "(一)", "（二）", "(二)", "（三）", "(三) ", "１．", "1.", "一、", "一、 ").Replace(text))
	}},
}

// lowered are floors for what some disguise takes away: where a heading without a mark ends, and
// where a paragraph does.
var lowered = map[string]map[string]float64{
	"in one line without any blank between": {"title": 0.75, "headings": 0.78, "kinds": 0.86},
}

// numbers are those of several digits, which pages and documents split.
var numbers = regexp.MustCompile(`([0-9]+)([0-9])`)

// paragraphs puts marks round each line of a text.
func paragraphs(text, before, after string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		b.WriteString(before + strings.TrimRight(line, "\n") + after)
	}
	return b.String()
}

func gbk(text string) []byte {
	out, err := simplifiedchinese.GB18030.NewEncoder().String(text)
	if err != nil {
		panic(err)
	}
	return []byte(out)
}

// wordFile makes a Word document of parts, by name and contents in turn.
func wordFile(parts ...string) []byte {
	roots := map[string]string{"word/document.xml": "document", "word/numbering.xml": "numbering", "word/styles.xml": "styles"}
	for i := 0; i < len(parts); i += 2 {
		root, body := roots[parts[i]], parts[i+1]
		if root == "document" {
			body = "<w:body>" + body + "</w:body>"
		}
		parts[i+1] = fmt.Sprintf(`<w:%s xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">%s</w:%s>`, root, body, root)
	}
	return zipped(parts...)
}

// headNumber is the number at the start of a heading, as people type it.
var headNumber = regexp.MustCompile(`^(?:([一二三四五六七八九十]+)、|（([一二三四五六七八九十]+)）|([0-9]{1,2})[.．] ?)`)

// numberedWord makes a Word document whose headings have their numbers from lists of
// three styles. Each list starts where the text has it: some leave a number out.
func numberedWord(text string) []byte {
	var body, lists strings.Builder
	styles := ""
	for k, format := range []string{"chineseCountingThousand", "japaneseCounting", "decimal"} {
		styles += fmt.Sprintf(`<w:style w:type="paragraph" w:styleId="H%d"><w:name w:val="heading %d"/><w:pPr><w:numPr><w:ilvl w:val="%d"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>`, k, k+1, k)
		fmt.Fprintf(&lists, `<w:lvl w:ilvl="%d"><w:start w:val="1"/><w:numFmt w:val="%s"/><w:pStyle w:val="H%d"/><w:lvlText w:val="%s"/></w:lvl>`, k, format, k, []string{"%1、", "（%2）", "%3."}[k])
	}
	outline := `<w:abstractNum w:abstractNumId="0">` + lists.String() + `</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`
	last := [3]int{} // numbers of the three levels
	id := 1
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		m := headNumber.FindStringSubmatch(line)
		properties := ""
		if m != nil {
			level, n := 0, 0
			for k, number := range m[1:] {
				if number != "" {
					value, _, _ := numeral.Read(number)
					level, n = k, int(value.Float64())
				}
			}
			properties = fmt.Sprintf(`<w:pStyle w:val="H%d"/>`, level)
			if n != last[level]+1 {
				id++
				outline += fmt.Sprintf(`<w:num w:numId="%d"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="%d"><w:startOverride w:val="%d"/></w:lvlOverride></w:num>`, id, level, n)
				properties += fmt.Sprintf(`<w:numPr><w:ilvl w:val="%d"/><w:numId w:val="%d"/></w:numPr>`, level, id)
			}
			last[level] = n
			for k := level + 1; k < 3; k++ {
				last[k] = 0
			}
			line = line[len(m[0]):]
		}
		fmt.Fprintf(&body, `<w:p><w:pPr>%s</w:pPr><w:r><w:t xml:space="preserve">%s</w:t></w:r></w:p>`, properties, html.EscapeString(line))
	}
	return wordFile("word/document.xml", `<w:tbl><w:tr><w:tc>`+body.String()+`</w:tc></w:tr></w:tbl>`, "word/numbering.xml", outline, "word/styles.xml", styles)
}

func indent(text string) string {
	lines := strings.Split(text, "\n")
	for i, l := range lines {
		if l = strings.TrimLeft(l, " \u3000"); l != "" {
			lines[i] = "　　" + l
		}
	}
	return strings.Join(lines, "\n")
}

func wrap(text string, width int) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		runes := []rune(strings.TrimRight(line, "\n"))
		for len(runes) > width {
			b.WriteString(string(runes[:width]) + "\n")
			runes = runes[width:]
		}
		b.WriteString(string(runes) + "\n")
	}
	return b.String()
}

// TestDisguises reads every labelled report in every disguise.
func TestDisguises(t *testing.T) {
	t.Parallel()
	names, err := filepath.Glob("testdata/labelled/*/*.gold.json")
	if err != nil || len(names) == 0 {
		t.Fatal("no labels", err)
	}
	for _, d := range disguises {
		total := map[string]score{}
		for _, name := range names {
			set := filepath.Base(filepath.Dir(name))
			file := labelledFile(set, strings.TrimSuffix(filepath.Base(name), ".gold.json"))
			if filepath.Ext(file) != ".txt" || set == "plain" || set == "written" || set == "varied" || set == "odd" || set == "last" { // it has no such ways, or ways of its own
				continue
			}
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			file = filepath.Join(t.TempDir(), "x"+d.ext)
			if err := os.WriteFile(file, d.do(strings.ReplaceAll(strings.TrimPrefix(string(text), "\uFEFF"), "\r\n", "\n")), 0o666); err != nil {
				t.Fatal(err)
			}
			var gold, said labelled
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if err := json.Unmarshal(data, &gold); err != nil {
				t.Fatal(err)
			}
			explained, _ := pipeline.Explain(file, region.Builtin(), indicator.Builtin(), "zh")
			data, err = json.Marshal(explained)
			if err != nil {
				t.Fatal(err)
			}
			if err := json.Unmarshal(data, &said); err != nil {
				t.Fatal(err)
			}
			for _, m := range measures {
				s := total[m.name]
				s.add(m.words(&said), m.words(&gold), func(word string, missed bool) {
					t.Logf("%s: %s: %s: %s (missed: %v)", d.name, filepath.Base(name), m.name, word, missed)
				})
				total[m.name] = s
			}
		}
		for _, m := range measures {
			floor := 0.98
			if m.name == "title" { // one line of 25 characters and more is cut like any other
				floor = 0.95
			}
			if f, ok := lowered[d.name][m.name]; ok {
				floor = f
			}
			if f := total[m.name].f1(); m.name != "issuers" && m.name != "issued" && f < floor {
				t.Errorf("%s: %s %v", d.name, m.name, total[m.name])
			}
		}
	}
}
