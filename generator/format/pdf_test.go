package format

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// pdfOf makes a PDF of objects, numbered from 1; the first is the catalogue. It has no
// table of objects, which the reader does not ask.
func pdfOf(objects ...string) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-2.0\n")
	for i, o := range objects {
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	b.WriteString("trailer <</Root 1 0 R>>\n%%EOF\n")
	return b.Bytes()
}

func streamOf(dict, data string) string {
	return fmt.Sprintf("<<%s/Length %d>>\nstream\n%s\nendstream", dict, len(data), data)
}

func flated(dict, data string) string {
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	z.Write([]byte(data))
	z.Close()
	return streamOf(dict+"/Filter/FlateDecode", b.String())
}

// fourTimes makes a stream of data that were packed four times.
func fourTimes(data string) string {
	var b bytes.Buffer
	for range 4 {
		b.Reset()
		z := zlib.NewWriter(&b)
		z.Write([]byte(data))
		z.Close()
		data = b.String()
	}
	return streamOf("/Filter[/FlateDecode/FlateDecode/FlateDecode/FlateDecode]", data)
}

// tabbed shows so many characters far apart.
func tabbed(n int) string {
	return strings.Repeat("<6CD5> Tj 60 0 Td ", n)
}

// printed makes a PDF of pages of lines in a GBK font, each line at its left edge.
func printed(pages ...[]printedLine) []byte {
	objects := []string{"<</Type/Catalog/Pages 2 0 R>>", "", "<</Type/Font/Subtype/Type0/Encoding/GBK-EUC-H/DescendantFonts[4 0 R]>>", "<</Type/Font/Subtype/CIDFontType0/DW 1000>>"}
	kids := ""
	for _, page := range pages {
		var b strings.Builder
		y := 830
		for _, l := range page {
			if !l.beside {
				y -= 30
			}
			code, err := simplifiedchinese.GBK.NewEncoder().String(l.text)
			if err != nil {
				panic(err)
			}
			fmt.Fprintf(&b, "BT /F1 16 Tf 1 0 0 1 %d %d Tm <%x> Tj ET\n", l.x, y, code)
		}
		objects = append(objects, flated("", b.String()), fmt.Sprintf("<</Type/Page/Parent 2 0 R/Contents %d 0 R>>", len(objects)+1))
		kids += fmt.Sprintf("%d 0 R ", len(objects))
	}
	objects[1] = "<</Type/Pages/Kids[" + kids + "]/Resources<</Font<</F1 3 0 R>>>>>>"
	return pdfOf(objects...)
}

type printedLine struct {
	x      int
	text   string
	beside bool // on the line of the one before
}

func TestPDF(t *testing.T) {
	first := []printedLine{
		{x: 200, text: "涧头集镇法治政府建设情况报告"},
		{x: 82, text: "二〇二二年，涧头集镇坚持以习近平新时代中国特色"}, {x: 50, text: "社会主义思想为指导，全面贯彻落实关于法治政府建设"}, {x: 50, text: "的决策部署，现将情况报告如下。"},
		{x: 82, text: "一、主要举措和成效"}, {x: 82, text: "加强组织领导，开展普法宣讲活动，发放宣传单和小册"}, {x: 250, text: "— 1 —"},
	}
	second := []printedLine{{x: 50, text: "子，受教育群众很多。"}, {x: 82, text: "二、存在的不足和原因"}, {x: 300, text: "涧头集镇人民政府"}, {x: 250, text: "— 2 —"}}
	text, err := PDF(printed(first, second))
	if err != nil {
		t.Fatal(err)
	}
	want := "涧头集镇法治政府建设情况报告\n二〇二二年，涧头集镇坚持以习近平新时代中国特色社会主义思想为指导，全面贯彻落实关于法治政府建设的决策部署，现将情况报告如下。\n" +
		"一、主要举措和成效\n加强组织领导，开展普法宣讲活动，发放宣传单和小册子，受教育群众很多。\n二、存在的不足和原因\n涧头集镇人民政府"
	if got := said(text); got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
}

// TestPDFPages has running heads of two lines, and a table whose cells are printed on
// several lines.
func TestPDFPages(t *testing.T) {
	head := []printedLine{{x: 50, text: "青川县人民政府门户网站"}, {x: 300, text: "政府信息公开"}}
	full := []printedLine{{x: 82, text: "二〇二二年，涧头集镇坚持以习近平新时代中国特色"}, {x: 50, text: "社会主义思想为指导，全面贯彻落实关于法治政府建设"}, {x: 50, text: "的决策部署，现将情况报告如下。"}}
	row := func(cells ...string) (out []printedLine) {
		for i, text := range cells {
			out = append(out, printedLine{x: 50 + 140*i, text: text, beside: i > 0})
		}
		return out
	}
	first := slices.Concat(head, full, row("一", "党委中心组集", "次", "八"), []printedLine{{x: 190, text: "体学法"}}, row("二", "执法业务培训", "期", "三"), []printedLine{{x: 82, text: "从表中可以看出，今年工作平稳。"}})
	second := slices.Concat(head, full, full)
	text, err := PDF(printed(first, second))
	if err != nil {
		t.Fatal(err)
	}
	prose := "二〇二二年，涧头集镇坚持以习近平新时代中国特色社会主义思想为指导，全面贯彻落实关于法治政府建设的决策部署，现将情况报告如下。"
	want := prose + "\n一|党委中心组集体学法|次|八\n二|执法业务培训|期|三\n从表中可以看出，今年工作平稳。\n" + prose + "\n" + prose
	if got := said(text); got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
}

// page makes a PDF of one page with a font and contents.
func onePage(font, contents string, more ...string) []byte {
	return pdfOf(append([]string{"<</Pages 2 0 R>>", "<</Kids[3 0 R]>>", "<</Contents 4 0 R/Resources<</Font<</F1 5 0 R>>/XObject<</X 4 0 R/Y 6 0 R>>>>>>", flated("/Subtype/Form", contents), font}, more...)...)
}

// ownFont makes a page whose font is no object of its own: it is read each time that it is
// asked for, as so many fonts would be.
func ownFont(font, contents string, more ...string) []byte {
	return pdfOf(append([]string{"<</Pages 2 0 R>>", "<</Kids[3 0 R]>>", "<</Contents 4 0 R/Resources<</Font<</F1 " + font + ">>>>>>", flated("", contents)}, more...)...)
}

func TestPDFFonts(t *testing.T) {
	line := "法治政府建设情况报告二〇二二年度涧头集镇人民政府主要举措和成效存在的不足和原因下一步工作打算"
	var codes, chars strings.Builder
	for i, r := range []rune(line) {
		fmt.Fprintf(&codes, "%04X", i+1)
		fmt.Fprintf(&chars, "<%04X> <%04X>\n", i+1, r)
	}
	mapped := "<</Subtype/Type0/Encoding/Identity-H/ToUnicode 6 0 R/DescendantFonts[<</DW 1000>>]>>"
	show := "BT /F1 12 Tf <" + codes.String() + "> Tj ET"
	for _, tt := range []struct {
		name string
		raw  []byte
		want string
	}{
		{"a map of characters", onePage(mapped, show, flated("", "beginbfchar "+chars.String()+" endbfchar")), line},
		{"UTF-16", onePage("<</Subtype/Type0/Encoding/UniGB-UTF16-H>>", fmt.Sprintf("BT /F1 12 Tf <%s> Tj ET", utf16Hex(line))), line},
		{"ranges, in a form, scaled", onePage("<</Subtype/Type0/Encoding/Identity-H/ToUnicode 7 0 R>>", "q 2 0 0 2 0 0 cm /Y Do Q", flated("/Subtype/Form", "BT /F1 12 Tf "+strings.Repeat("<000100020003>Tj ", 20)+"ET"),
			flated("", "1 beginbfrange <0001> <0003> <6CD5> endbfrange")), strings.Repeat("法泖泗", 20)},
		{"170 fonts of characters that are drawings", ownFont("<</Subtype/Type3/FontMatrix[.01 0 0 .01 0 0]/FirstChar 1/Widths[100]/ToUnicode 5 0 R>>", "BT "+strings.Repeat("/F1 12 Tf <01> Tj ", 170)+"ET", flated("", "beginbfchar <01> <6CD5> endbfchar")), strings.Repeat("法", 170)},
	} {
		text, err := PDF(tt.raw)
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
		} else if got := said(text); got != tt.want {
			t.Errorf("%s: %q", tt.name, got)
		}
	}
}

func utf16Hex(s string) string {
	var b strings.Builder
	for _, r := range s {
		fmt.Fprintf(&b, "%04x", r)
	}
	return b.String()
}

func TestHostilePDF(t *testing.T) {
	font := "<</Subtype/Type0/Encoding/UniGB-UTF16-H>>"
	shown := "BT /F1 12 Tf <" + utf16Hex(strings.Repeat("法治政府", 20)) + "> Tj ET "
	for name, h := range map[string]struct {
		raw  []byte
		want error
	}{
		"a scan":                                    {onePage(font, "q 1 0 0 1 0 0 cm /Im Do Q"), NoText},
		"a font without a map":                      {onePage("<</Subtype/Type0/Encoding/Identity-H>>", shown), Unclear},
		"glyphs that are drawings":                  {onePage("<</Subtype/Type3/FirstChar 0>>", shown), Unclear},
		"a password":                                {append(pdfOf("<</Pages 2 0 R>>"), "trailer <</Encrypt 9 0 R>>"...), Locked},
		"nothing":                                   {[]byte("%PDF-1.4\n%%EOF"), Damaged},
		"no PDF":                                    {[]byte("<html>"), Damaged},
		"a page that is its parent":                 {pdfOf("<</Pages 2 0 R>>", "<</Kids[2 0 R 2 0 R]>>"), Damaged},
		"pages without end":                         {pdfOf("<</Pages 2 0 R>>", "<</Kids["+strings.Repeat("<</Contents 4 0 R>>", 1000)+"]>>"), TooMuch},
		"arrays in arrays":                          {pdfOf("<</Pages 2 0 R>>", strings.Repeat("[", 100_000)), TooMuch},
		"dictionaries without end":                  {[]byte("%PDF-1.4\n" + strings.Repeat("1 0 obj <<", 100_000)), TooMuch},
		"a form that draws itself":                  {onePage(font, strings.Repeat("/X Do ", 50)+shown), TooMuch},
		"a packed bomb":                             {onePage(font, strings.Repeat("0 0 Td ", maxPart/6)), TooMuch},
		"a million characters":                      {onePage(font, strings.Repeat(shown, 3_000)), TooMuch},
		"a million objects":                         {[]byte("%PDF-1.4\n" + strings.Repeat("1 0 obj 2 0 obj 3 0 obj 4 0 obj ", 20_000)), Damaged},
		"objects without end":                       {pdfOf(strings.Split(strings.Repeat("1,", maxObjects+1), ",")...), TooMuch},
		"streams that never end":                    {[]byte("%PDF-1.4\n" + strings.Repeat("1 0 obj <<>> stream ", 100_000)), Damaged},
		"an array without end":                      {onePage(font, "["+strings.Repeat("0 ", maxPart/2-1000)), TooMuch},
		"objects at one place":                      {pdfOf("<</Pages 2 0 R>>", flated("/Type/ObjStm/N 20000/First 80000", strings.Repeat("9 0 ", 20_000)+"("+strings.Repeat("a", 10<<20))), TooMuch},
		"widths set again":                          {onePage("<</Subtype/Type0/Encoding/UniGB-UTF16-H/DescendantFonts[<</W["+strings.Repeat("1 60000 7 ", 100_000)+"]>>]>>", shown), TooMuch},
		"one code for a book":                       {onePage("<</Subtype/Type0/Encoding/Identity-H/ToUnicode 6 0 R>>", "BT /F1 12 Tf <"+strings.Repeat("0001", 100_000)+"> Tj ET", flated("", "1 beginbfrange <0001> <FFFF> <"+strings.Repeat("6CD5", 1<<20)+"> endbfrange")), Unclear},
		"a font again and again":                    {ownFont("<</Subtype/TrueType/FirstChar 0/Widths["+strings.Repeat("500 ", 256)+"]>>", strings.Repeat("/F1 12 Tf ", maxFonts-100)), TooMuch},
		"packed four times, a font again and again": {ownFont("<</Subtype/Type3/FirstChar 1/Widths[1000]/ToUnicode 5 0 R>>", "BT "+strings.Repeat("/F1 12 Tf <01> Tj ", maxFonts-100)+"ET", fourTimes("beginbfchar <01> <6CD5> endbfchar")), nil},
		"a cell that goes on without end":           {onePage(font, "BT /F1 1 Tf 1 0 0 1 50 800 Tm "+tabbed(3)+strings.Repeat("0 -.6 Td <6CBB> Tj 0 -.6 Td <653F> Tj ", 10_000)+"ET"), nil},
		"rows of a thousand cells":                  {onePage(font, "BT /F1 12 Tf "+strings.Repeat(tabbed(1000)+" 1 0 0 1 50 0 Tm ", 5)+"ET"), nil},
		"wide maps":                                 {onePage("<</Subtype/Type0/Encoding/Identity-H/ToUnicode 6 0 R>>", shown, flated("", strings.Repeat("1 beginbfrange <0000> <FFFF> <6CD5> endbfrange ", 1000))), TooMuch},
	} {
		text, err := reading(t, name, h.raw, PDF)
		if !errors.Is(err, h.want) {
			t.Errorf("%s: %v, %v", name, err, text)
		}
	}
}

func FuzzPDF(f *testing.F) {
	f.Add(printed([]printedLine{{x: 50, text: "涧头集镇法治政府建设情况报告涧头集镇法治政府建设情况报告"}, {x: 50, text: "涧头集镇法治政府建设情况报告"}}))
	f.Add(onePage("<</Subtype/Type0/Encoding/Identity-H/ToUnicode 6 0 R/DescendantFonts[<</DW 1000/W[1[500 600]3 9 700]>>]>>", "q 1 0 0 1 3 4 cm BT /F1 12 Tf 14 TL <0001> Tj T* [(a)-200(b)] TJ (c) ' ET Q", streamOf("", "beginbfchar <0001> <6CD5> endbfchar 1 beginbfrange <0002> <0005> [<6CBB>] endbfrange")))
	f.Add([]byte("%PDF-1.5\n1 0 obj<</Type/ObjStm/N 1/First 4/Length 20>>stream\n2 0 <</Pages 2 0 R>>\nendstream\n5 0 obj <</Type/XRef/Root 2 0 R>> stream"))
	f.Add(pdfOf("<</Title<FEFF6CD5>/A[(a)(\xEF\xBB\xBFb)]>>", flated("/Type/Metadata", "<x/>"), flated("/Type/EmbeddedFile", "甲")))
	f.Fuzz(func(t *testing.T, raw []byte) {
		checkText(t, raw, PDF)
		texts, files, err := Unshown(raw)
		again, too, fault := Unshown(raw)
		if err != fault || !slices.Equal(texts, again) || !slices.EqualFunc(files, too, bytes.Equal) {
			t.Fatal("other strings or files")
		}
	})
}

// What pages do not draw: strings in their encodings, those of objects that were replaced,
// metadata and attached files.
func TestUnshown(t *testing.T) {
	raw := append(pdfOf("<</Title<FEFF6CD56CBB>/A[(a)(\xEF\xBB\xBFb)]>>", flated("/Type/Metadata", "<x/>"), flated("/Type/EmbeddedFile/Desc(c)", "甲"), streamOf("", "(drawn) Tj"),
		flated("/Type/ObjStm/N 1/First 4", "9 0 (packed)")), "1 0 obj (now) endobj"...)
	texts, files, err := Unshown(raw)
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{"a", "b", "法治", "now", "c", "packed"}; !slices.Equal(texts, want) {
		t.Errorf("%q, want %q", texts, want)
	}
	if len(files) != 2 || string(files[0]) != "<x/>" || string(files[1]) != "甲" {
		t.Errorf("%q", files)
	}
	if _, _, err := Unshown(pdfOf(strings.Split(strings.Repeat("(a),", maxObjects+1), ",")...)); !errors.Is(err, TooMuch) {
		t.Errorf("beyond the limits: %v", err)
	}
}
