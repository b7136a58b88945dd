package format

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"
)

const (
	transitional = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
	strict       = "http://purl.oclc.org/ooxml/wordprocessingml/main"
	names        = `xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"`
)

// packed makes a zip archive of parts.
func packed(parts map[string]string) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, data := range parts {
		w, err := z.Create(name)
		if err != nil {
			panic(err)
		}
		w.Write([]byte(data))
	}
	z.Close()
	return b.Bytes()
}

// document makes a Word document of a body and of further parts of word/.
func document(body string, parts map[string]string) []byte {
	all := map[string]string{"word/document.xml": fmt.Sprintf(`<w:document xmlns:w="%s" %s><w:body>%s</w:body></w:document>`, transitional, names, body)}
	for name, data := range parts {
		root, inner, _ := strings.Cut(data, "|")
		all["word/"+name+".xml"] = fmt.Sprintf(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:%s xmlns:w="%s" %s>%s</w:%s>`, root, transitional, names, inner, root)
	}
	return packed(all)
}

// par is a paragraph of one run, in a style ("" for none), with further properties.
func par(text, style, properties string) string {
	if style != "" {
		properties = `<w:pStyle w:val="` + style + `"/>` + properties
	}
	return `<w:p><w:pPr>` + properties + `</w:pPr><w:r><w:t xml:space="preserve">` + text + `</w:t></w:r></w:p>`
}

func num(list, level int) string {
	return fmt.Sprintf(`<w:numPr><w:ilvl w:val="%d"/><w:numId w:val="%d"/></w:numPr>`, level, list)
}

// said gives the lines of a text as they are compared.
func said(text *Text) string {
	var out []string
	for _, l := range text.Lines {
		mark := ""
		if l.Row {
			mark = "#"
		}
		out = append(out, mark+strings.ReplaceAll(l.Text, "\t", "|"))
	}
	return strings.Join(out, "\n")
}

// outlines of the usual kinds: 1 一、（一）1.（1）, 2 the same again from its start, 3 第一章 1.1,
// 4 through styles, 5 a list style's
const numberings = `numbering|<w:abstractNum w:abstractNumId="0">` +
	`<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:suff w:val="nothing"/><w:lvlText w:val="%1、"/></w:lvl>` +
	`<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>` +
	`<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl>` +
	`<w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlRestart w:val="1"/><w:lvlText w:val="（%4）"/></w:lvl></w:abstractNum>` +
	`<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="japaneseCounting"/><w:suff w:val="space"/><w:lvlText w:val="第%1章"/></w:lvl>` +
	`<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%2"/></w:lvl></w:abstractNum>` +
	`<w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="ideographDigital"/><w:pStyle w:val="Title1"/><w:suff w:val="nothing"/><w:lvlText w:val="%1、"/></w:lvl>` +
	`<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:pStyle w:val="Title2"/><w:suff w:val="nothing"/><w:lvlText w:val="（%2）"/></w:lvl></w:abstractNum>` +
	`<w:abstractNum w:abstractNumId="3"><w:numStyleLink w:val="Listed"/></w:abstractNum>` +
	`<w:abstractNum w:abstractNumId="4"><w:lvl w:ilvl="0"><w:start w:val="1"/><mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001"/></mc:Choice><mc:Fallback><w:numFmt w:val="decimalEnclosedCircle"/></mc:Fallback></mc:AlternateContent><w:suff w:val="nothing"/><w:lvlText w:val="%1"/></w:lvl></w:abstractNum>` +
	`<w:abstractNum w:abstractNumId="5"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF06C;"/></w:lvl></w:abstractNum>` +
	`<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>` +
	`<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>` +
	`<w:num w:numId="3"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="4"><w:abstractNumId w:val="2"/></w:num>` +
	`<w:num w:numId="5"><w:abstractNumId w:val="3"/></w:num><w:num w:numId="6"><w:abstractNumId w:val="4"/></w:num>` +
	`<w:num w:numId="7"><w:abstractNumId w:val="0"/></w:num>` +
	`<w:num w:numId="8"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:lvl w:ilvl="0"><w:start w:val="5"/><w:numFmt w:val="upperRoman"/><w:suff w:val="nothing"/><w:lvlText w:val="%1)"/></w:lvl></w:lvlOverride></w:num>` +
	`<w:num w:numId="9"><w:abstractNumId w:val="5"/></w:num>`

const styleSheet = `styles|<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>` +
	`<w:style w:type="paragraph" w:styleId="Title1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="4"/></w:numPr></w:pPr></w:style>` +
	`<w:style w:type="paragraph" w:styleId="Title2"><w:name w:val="heading 2"/><w:basedOn w:val="Title1"/><w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>` +
	`<w:style w:type="paragraph" w:styleId="Mine"><w:name w:val="我的标题"/><w:basedOn w:val="Title1"/></w:style>` +
	`<w:style w:type="paragraph" w:styleId="Plain"><w:name w:val="plain"/><w:basedOn w:val="Title1"/><w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr></w:style>` +
	`<w:style w:type="numbering" w:styleId="Listed"><w:name w:val="listed"/><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>` +
	`<w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/></w:style><w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>` +
	`<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>` +
	`<w:style w:type="character" w:styleId="Unseen"><w:name w:val="unseen"/><w:rPr><w:vanish/></w:rPr></w:style>`

var docxTests = []struct{ name, body, want string }{
	{"numbers of all depths, each begun anew below a higher one",
		par("甲", "", num(1, 0)) + par("乙", "", num(1, 1)) + par("丙", "", num(1, 2)) + par("丁", "", num(1, 2)) + par("戊", "", num(1, 1)) + par("己", "", num(1, 2)) + par("庚", "", num(1, 0)) + par("辛", "", num(1, 1)),
		"一、甲\n（一）乙\n1. 丙\n2. 丁\n（二）戊\n1. 己\n二、庚\n（一）辛"},
	{"a depth that only the first begins anew",
		par("甲", "", num(1, 0)) + par("乙", "", num(1, 3)) + par("丙", "", num(1, 1)) + par("丁", "", num(1, 3)) + par("戊", "", num(1, 0)) + par("己", "", num(1, 3)),
		"一、甲\n（1）乙\n（一）丙\n（2）丁\n二、戊\n（1）己"},
	{"a list that starts anew, and one that goes on",
		par("甲", "", num(1, 0)) + par("乙", "", num(1, 0)) + par("丙", "", num(2, 0)) + par("丁", "", num(2, 0)) + par("戊", "", num(7, 0)),
		"一、甲\n二、乙\n一、丙\n二、丁\n三、戊"},
	{"Arabic numbers below 第一章", par("总则", "", num(3, 0)) + par("甲", "", num(3, 1)) + par("乙", "", num(3, 1)) + par("附则", "", num(3, 0)) + par("丙", "", num(3, 1)), "第一章 总则\n1.1 甲\n1.2 乙\n第二章 附则\n2.1 丙"},
	{"numbers of styles, their bases and the levels that are theirs", par("甲", "Title1", "") + par("乙", "Title2", "") + par("丙", "Mine", "") + par("丁", "Plain", "") + par("戊", "Title1", num(0, 0)), "一、甲\n（一）乙\n二、丙\n丁\n戊"},
	{"a list style's", par("甲", "", num(5, 0)) + par("乙", "", num(5, 1)), "第一章 甲\n1.1 乙"},
	{"a format that only new programs know", par("甲", "", num(6, 0)) + par("乙", "", num(6, 0)), "①甲\n②乙"},
	{"a level of the list's own", par("甲", "", num(8, 0)) + par("乙", "", num(8, 0)), "V)甲\nVI)乙"},
	{"bullets", par("甲", "", num(9, 0)), "●甲"},
	{"a list that there is none of, styles in a ring", par("甲", "A", num(77, 0)), "甲"},
	{"what Word deleted and inserted", `<w:p><w:r><w:t>办结</w:t></w:r><w:del><w:r><w:delText>20</w:delText></w:r></w:del><w:ins><w:r><w:t>35</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>甲</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>件</w:t></w:r></w:moveTo></w:p>`, "办结35件"},
	{"a deleted mark joins two paragraphs and counts none", par("甲", "", num(1, 0)) + par("乙", "", num(1, 0)+`<w:rPr><w:del/></w:rPr>`) + par("丙", "", num(1, 0)) + par("丁", "", num(1, 0)), "一、甲\n二、乙丙\n三、丁"},
	{"what a change of properties left is not how it is", par("甲", "", `<w:pPrChange><w:pPr>`+num(1, 0)+`</w:pPr></w:pPrChange>`), "甲"},
	{"numbers split over runs, tabs, breaks", `<w:p><w:r><w:t>检查1,</w:t></w:r><w:proofErr/><w:r><w:t>3</w:t></w:r><w:r><w:t>05家次</w:t><w:tab/><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:noBreakHyphen/><w:softHyphen/><w:t>丙</w:t></w:r></w:p>`, "检查1,305家次|甲\n乙-丙"},
	{"blanks hold where the file says so", `<w:p><w:r><w:t> 甲 </w:t></w:r><w:r><w:t xml:space="preserve"> 乙</w:t></w:r></w:p>`, "甲 乙"},
	{"hidden text", `<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>甲</w:t></w:r><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>乙</w:t></w:r><w:r><w:rPr><w:rStyle w:val="Unseen"/></w:rPr><w:t>丙</w:t></w:r></w:p>`, "乙"},
	{"a text box once, before the paragraph that it begins", `<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent>` + par("徐庄镇人民政府文件", "", "") + `</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>` + par("徐庄镇人民政府文件", "", "") + `</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent><w:t>正文</w:t></w:r></w:p>`, "徐庄镇人民政府文件\n正文"},
	{"the fallback where the choice is a picture", `<w:p><w:r><w:t>正文</w:t><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing/></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>` + par("框", "", "") + `</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>`, "正文\n框"},
	{"text boxes in a layout table", `<w:tbl><w:tr>` + strings.Repeat(`<w:tc><w:p><w:r><w:pict><v:textbox><w:txbxContent>`+par(strings.Repeat("我镇坚持依法行政。", 9), "", "")+par(strings.Repeat("扎实推进工作。", 9), "", "")+`</w:txbxContent></v:textbox></w:pict></w:r></w:p></w:tc>`, 2) + `</w:tr><w:tr>` + strings.Repeat(`<w:tc>`+par("甲", "", "")+`</w:tc>`, 2) + `</w:tr></w:tbl>`,
		strings.Repeat(strings.Repeat("我镇坚持依法行政。", 9)+"\n"+strings.Repeat("扎实推进工作。", 9)+"\n\n", 2) + "甲\n甲"},
	{"a text box with a page number", `<w:p><w:r><w:pict><v:textbox><w:txbxContent>` + par("— 3 —", "", "") + `</w:txbxContent></v:textbox></w:pict><w:t>正文</w:t></w:r></w:p>`, "正文"},
	{"fields: a page number goes, a date stays, a table of contents goes", `<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText> PAGE </w:instrText><w:fldChar w:fldCharType="separate"/><w:t>7</w:t><w:fldChar w:fldCharType="end"/><w:t>截至</w:t><w:fldChar w:fldCharType="begin"/><w:instrText> DATE \@ </w:instrText><w:fldChar w:fldCharType="separate"/><w:t>12月</w:t><w:fldChar w:fldCharType="end"/></w:r><w:fldSimple w:instr=" NUMPAGES "><w:r><w:t>9</w:t></w:r></w:fldSimple></w:p>` +
		`<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>TOC \o</w:instrText><w:fldChar w:fldCharType="separate"/><w:t>一、甲</w:t></w:r></w:p><w:p><w:r><w:t>二、乙</w:t><w:fldChar w:fldCharType="end"/></w:r></w:p>` + par("一、甲……1", "TOC1", ""), "截至12月\n\n"},
	{"a number in a circle that a field draws", `<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText> eq \o\ac(○,</w:instrText><w:instrText>3)</w:instrText><w:fldChar w:fldCharType="end"/><w:t>甲</w:t></w:r></w:p>`, "③甲"},
	{"content controls, links, ruby, formulas", `<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent>` + par("甲", "", "") + `</w:sdtContent></w:sdt><w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent>` + par("目录", "", "") + `</w:sdtContent></w:sdt>` +
		`<w:p><w:hyperlink><w:r><w:t>乙</w:t></w:r></w:hyperlink><w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>单击此处输入文字</w:t></w:r></w:sdtContent></w:sdt><w:r><w:ruby><w:rt><w:r><w:t>bǐng</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>丙</w:t></w:r></w:rubyBase></w:ruby></w:r><m:oMath><m:r><m:t>1+1</m:t></m:r></m:oMath></w:p>`, "甲\n乙丙1+1"},
	{"symbols", `<w:p><w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:sym w:font="Wingdings" w:char="00A8"/><w:t>是</w:t></w:r></w:p>`, "☑□是"},
	{"a table", table(row("指标", "2022年", "2023年"), row("行政检查", "1150", "1,305"), `<w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>`+par("合计", "", "")+`</w:tc><w:tc>`+par("9", "", "")+`</w:tc></w:tr>`), "#指标|2022年|2023年\n#行政检查|1150|1,305\n#合计||9"},
	{"an empty corner, cells broken by hand, a deleted row", table(row("", "2022年"), `<w:tr><w:tc>`+par("行政", "", "")+par("处罚", "", "")+`</w:tc><w:tc>`+par("12", "", "")+`</w:tc></w:tr>`, `<w:tr><w:trPr><w:del/></w:trPr><w:tc>`+par("旧", "", "")+`</w:tc></w:tr>`, row("检查", "3")), "#|2022年\n#行政处罚|12\n#检查|3"},
	{"a table that lays out a page", table(row("双府〔2023〕3号", "签发人：某某")), "双府〔2023〕3号\n签发人：某某"},
	{"a report in a table's cell", table(row("标题", "文号"), row(strings.Repeat("坚持依法行政，", 50), "备注")), "标题\n文号\n" + strings.Repeat("坚持依法行政，", 50) + "\n备注"},
	{"a footnote behind its paragraph", `<w:p><w:r><w:t>办结35</w:t><w:footnoteReference w:id="2"/><w:t>件</w:t></w:r></w:p>` + par("乙", "", ""), "办结35件\n指全年\n乙"},
	{"nothing but the body", `<w:bookmarkStart/>` + par("甲", "", "") + `<w:sectPr><w:headerReference/></w:sectPr>`, "甲"},
}

func row(cells ...string) string {
	var b strings.Builder
	for _, c := range cells {
		b.WriteString(`<w:tc><w:tcPr><w:tcW/></w:tcPr>` + par(c, "", "") + `</w:tc>`)
	}
	return `<w:tr>` + b.String() + `</w:tr>`
}

func table(rows ...string) string {
	return `<w:tbl><w:tblPr/><w:tblGrid/>` + strings.Join(rows, "") + `</w:tbl>`
}

var docxParts = map[string]string{"numbering": numberings, "styles": styleSheet,
	"footnotes": `footnotes|<w:footnote w:type="separator" w:id="0">` + par("线", "", "") + `</w:footnote><w:footnote w:id="2">` + par("指全年", "", "") + `</w:footnote>`}

func TestDocx(t *testing.T) {
	for _, tt := range docxTests {
		for _, space := range []string{transitional, strict} {
			raw := document(tt.body, docxParts)
			if space == strict {
				raw = packed(restricted(raw))
			}
			text, err := Docx(raw)
			if err != nil {
				t.Errorf("%s: %v", tt.name, err)
				continue
			}
			if got := said(text); got != tt.want {
				t.Errorf("%s:\n%q, want\n%q", tt.name, got, tt.want)
			}
		}
	}
}

// restricted gives the parts of a document in the strict form, behind the relations that
// lead to them, under other names.
func restricted(raw []byte) map[string]string {
	p, err := openPack(raw)
	if err != nil {
		panic(err)
	}
	parts := map[string]string{
		"_rels/.rels":             `<Relationships><Relationship Id="r1" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" Target="/doc/Main.xml"/></Relationships>`,
		"doc/_rels/main.xml.rels": `<Relationships><Relationship Type="http://purl.oclc.org/ooxml/officeDocument/relationships/styles" Target="s.xml"/><Relationship Type="x/numbering" Target="../n.xml"/><Relationship Type="x/footnotes" Target="f.xml"/></Relationships>`,
	}
	for from, to := range map[string]string{"document": "doc/main.xml", "styles": "doc/s.xml", "numbering": "n.xml", "footnotes": "doc/f.xml"} {
		data, err := p.part("word/" + from + ".xml")
		if err != nil {
			panic(err)
		}
		parts[to] = strings.ReplaceAll(string(data), transitional, strict)
	}
	return parts
}

func TestDocxRevisions(t *testing.T) {
	body := `<w:p><w:ins><w:r><w:t>甲</w:t></w:r></w:ins><w:del><w:r><w:delText>乙</w:delText></w:r></w:del></w:p><w:ins>` + par("丙", "", "") + `</w:ins>`
	text, err := Docx(document(body, map[string]string{"comments": `comments|<w:comment w:id="0">` + par("丁", "", "") + `</w:comment><w:comment w:id="1"/>`}))
	if err != nil || text.Revisions != 3 || text.Comments != 2 || said(text) != "甲\n丙" {
		t.Errorf("%+v, %v", text, err)
	}
}

func TestNumber(t *testing.T) {
	for _, tt := range []struct {
		format string
		n      int
		want   string
	}{
		{"chineseCountingThousand", 10, "十"}, {"chineseCountingThousand", 21, "二十一"}, {"chineseCountingThousand", 105, "一百零五"}, {"chineseCountingThousand", 2010, "二千零一十"},
		{"chineseCounting", 12, "十二"}, {"chineseCounting", 100, "一〇〇"}, {"japaneseCounting", 111, "百十一"}, {"ideographDigital", 10, "一〇"}, {"taiwaneseCounting", 30, "三十"},
		{"chineseLegalSimplified", 12, "壹拾贰"}, {"ideographTraditional", 3, "丙"}, {"ideographTraditional", 11, "11"}, {"decimalZero", 7, "07"}, {"decimalFullWidth", 12, "１２"},
		{"decimalEnclosedCircle", 21, "㉑"}, {"decimalEnclosedCircle", 51, "51"}, {"decimalEnclosedParen", 2, "⑵"}, {"lowerLetter", 28, "bb"}, {"upperRoman", 14, "XIV"}, {"lowerRoman", 4000, "4000"},
		{"none", 3, ""}, {"hebrew1", 3, "3"}, {"chineseCountingThousand", 0, "零"}, {"chineseCountingThousand", 123456, "一二三四五六"}, {"upperLetter", 100000, "100000"},
	} {
		if got := number(tt.format, tt.n); got != tt.want {
			t.Errorf("%s %d: %q, want %q", tt.format, tt.n, got, tt.want)
		}
	}
}

// hostileDocx are documents that nobody means, and what is said of them.
func hostileDocx() map[string]struct {
	raw  []byte
	want Fault
} {
	bomb := par("法治", "", "") + strings.Repeat(" ", maxPart)
	deep := strings.Repeat("<w:ins>", 300) + par("甲", "", "") + strings.Repeat("</w:ins>", 300)
	nested := par("甲", "", "")
	for range 30 {
		nested = `<w:tbl><w:tr><w:tc>` + nested + `</w:tc></w:tr></w:tbl>`
	}
	cut := document(par("甲", "", ""), nil)
	many := map[string]string{"word/document.xml": "x"}
	for i := range maxParts {
		many[fmt.Sprint(i)] = ""
	}
	dtd := map[string]string{"word/document.xml": `<!DOCTYPE x [<!ENTITY a "法治"><!ENTITY b "&a;&a;&a;&a;">]><w:document xmlns:w="` + transitional + `"><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>`}
	return map[string]struct {
		raw  []byte
		want Fault
	}{
		"an unpacked size beyond the limit": {document(bomb, nil), TooMuch},
		"elements too deep":                 {document(deep, nil), TooMuch},
		"tables in tables":                  {document(nested, nil), TooMuch},
		"a million rows":                    {document(`<w:tbl>`+strings.Repeat(`<w:tr><w:tc><w:p/></w:tc></w:tr>`, 60_000)+`</w:tbl>`, nil), TooMuch},
		"wide cells":                        {document(`<w:tbl>`+strings.Repeat(`<w:tr>`+strings.Repeat(`<w:tc><w:tcPr><w:gridSpan w:val="63"/></w:tcPr></w:tc>`, 90)+`</w:tr>`, 1200)+`</w:tbl>`, nil), TooMuch},
		"runs without end":                  {document("<w:p>"+strings.Repeat(`<w:r><w:t>法</w:t></w:r>`, 400_000)+"</w:p>", nil), TooMuch},
		"attributes without end":            {document("<w:p "+strings.Repeat(`a="" `, 2_000_000)+"/>", nil), TooMuch},
		"too many parts":                    {packed(many), TooMuch},
		"entities":                          {packed(dtd), Damaged},
		"an entity that there is none of":   {document(`<w:p><w:r><w:t>&x;</w:t></w:r></w:p>`, nil), Damaged},
		"a part that is cut off":            {packed(map[string]string{"word/document.xml": `<w:document xmlns:w="` + transitional + `"><w:body><w:p>`}), Damaged},
		"an archive that is cut off":        {cut[:len(cut)-10], Damaged},
		"another kind of document":          {packed(map[string]string{"xl/workbook.xml": "<x/>"}), Damaged},
		"no Word document":                  {packed(map[string]string{"word/document.xml": "<html/>"}), Damaged},
		"an empty part":                     {packed(map[string]string{"word/document.xml": ""}), Damaged},
		"no archive":                        {[]byte("PK\x03\x04"), Damaged},
		"a password":                        {[]byte(oleMagic + "EncryptedPackage"), Locked},
		"one long number again and again":   {document(strings.Repeat(par("", "", num(1, 0)), 25_000), map[string]string{"numbering": `numbering|<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="999999"/><w:lvlText w:val="` + strings.Repeat("%1", 30) + `"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`}), TooMuch},
	}
}

func TestHostileDocx(t *testing.T) {
	for name, h := range hostileDocx() {
		text, err := reading(t, name, h.raw, Docx)
		if !errors.Is(err, h.want) {
			t.Errorf("%s: %v, %v", name, text, err)
		}
	}
}

func FuzzDocx(f *testing.F) {
	for _, tt := range docxTests {
		f.Add(tt.body, numberings, styleSheet)
	}
	f.Fuzz(func(t *testing.T, body, numbers, styles string) {
		raw := document(body, map[string]string{"numbering": numbers, "styles": styles})
		checkText(t, raw, Docx)
	})
}

func FuzzDocxFile(f *testing.F) {
	for _, tt := range docxTests {
		f.Add(document(tt.body, docxParts))
	}
	f.Fuzz(func(t *testing.T, raw []byte) { checkText(t, raw, Docx) })
}

// checkText asks of a reader that it says the same twice, in lines within the
// limits, or gives up with a Fault.
func checkText(t *testing.T, raw []byte, read func([]byte) (*Text, error)) {
	t.Helper()
	text, err := reading(t, "it", raw, read)
	if err != nil {
		if _, ok := errors.AsType[Fault](err); !ok || text != nil {
			t.Fatalf("%v, %v", text, err)
		}
		return
	}
	size := 0
	for _, l := range text.Lines {
		size += len(l.Text)
		if strings.Contains(l.Text, "\n") || l.Row && !strings.Contains(l.Text, "\t") {
			t.Fatalf("a line %q, row %v", l.Text, l.Row)
		}
	}
	if size > maxText {
		t.Fatalf("%d bytes of text", size)
	}
	again, err := read(raw)
	if err != nil || said(again) != said(text) {
		t.Fatalf("%v: another text", err)
	}
}

func BenchmarkDocx(b *testing.B) {
	raw := document(strings.Repeat(par("镇党委理论学习中心组集体学法10次，举办镇村干部法治培训6次，扎实推进依法行政各项工作。", "Title2", ""), 100), docxParts)
	b.SetBytes(int64(len(raw)))
	for b.Loop() {
		if _, err := Docx(raw); err != nil {
			b.Fatal(err)
		}
	}
}
