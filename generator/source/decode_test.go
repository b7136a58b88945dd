package source

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
)

const sample = "双合镇2022年度法治政府建设情况报告\r\n2022年，双合镇党委、政府坚持依法行政，全年开展普法宣传52场次，发放资料1600余份。\r\n"

var decodeTests = []struct {
	name, charset string
	raw           []byte
}{
	{"UTF-8", "UTF-8", []byte(sample)},
	{"UTF-8 with mark", "UTF-8", []byte("\xEF\xBB\xBF" + sample)},
	{"GB18030", "GB18030", encodeText(simplifiedchinese.GB18030, sample)},
	{"GBK", "GB18030", encodeText(simplifiedchinese.GBK, sample)},
	{"UTF-16LE with mark", "UTF-16LE", encodeText(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), sample)},
	{"UTF-16BE with mark", "UTF-16BE", encodeText(unicode.UTF16(unicode.BigEndian, unicode.UseBOM), sample)},
	{"UTF-16LE without mark", "UTF-16LE", encodeText(unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), sample)},
	{"UTF-16BE without mark", "UTF-16BE", encodeText(unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), sample)},
	{"one short line in GBK", "GB18030", encodeText(simplifiedchinese.GBK, "双合镇人民政府")},
}

func encodeText(e encoding.Encoding, text string) []byte {
	out, err := e.NewEncoder().Bytes([]byte(text))
	if err != nil {
		panic(err)
	}
	return out
}

func TestDecode(t *testing.T) {
	for _, tt := range decodeTests {
		want := sample
		if strings.HasPrefix(tt.name, "one short") {
			want = "双合镇人民政府"
		}
		text, charset, bad := decode(tt.raw)
		if text != want || charset != tt.charset || bad != 0 {
			t.Errorf("%s: got %s, %d bad, %.40q", tt.name, charset, bad, text)
		}
	}
}

func TestDecodeBig5(t *testing.T) {
	text := strings.Repeat("本鎮堅持依法行政，全年開展普法宣傳，發放資料，群眾反映良好。", 5)
	if got, charset, _ := decode(encodeText(traditionalchinese.Big5, text)); got != text || charset != "Big5" {
		t.Errorf("got %s %.30s", charset, got)
	}
}

// The detector is asked only where the second bytes leave it open.
func TestNoBig5(t *testing.T) {
	traditional := strings.Repeat("本鎮堅持依法行政，全年開展普法宣傳，", 5)
	for _, tt := range []struct {
		name string
		raw  []byte
		want bool
	}{
		{"GBK", encodeText(simplifiedchinese.GBK, sample), true},
		{"GBK with rare characters", encodeText(simplifiedchinese.GBK, sample+"朱镕基、堃"), true},
		{"Big5", encodeText(traditionalchinese.Big5, traditional), false},
		{"short GBK", encodeText(simplifiedchinese.GBK, "双合镇人民政府"), false},
	} {
		if got := noBig5(tt.raw); got != tt.want {
			t.Errorf("%s: got %v", tt.name, got)
		}
	}
}

// A character that GBK lacks is in the file of many a town: 𠮷 㐂 㘰.
func TestDecodeRareCharacters(t *testing.T) {
	text := "狄家㘰村、罗家㘵村、𠮷屋村等3个村通过复核，" + sample
	if got, _, bad := decode(encodeText(simplifiedchinese.GB18030, text)); got != text || bad != 0 {
		t.Errorf("got %q", got)
	}
}

var damagedTests = []struct {
	name string
	raw  []byte
	bad  int
}{
	{"UTF-8 cut off inside a character", []byte(sample + "政")[:len(sample)+2], 1},
	{"GBK cut off inside a character", encodeText(simplifiedchinese.GBK, sample+"政")[:len(encodeText(simplifiedchinese.GBK, sample))+1], 1},
	{"a byte lost in the middle", append([]byte(sample[:4]), sample[5:]...), 1},
}

func TestDamagedTextIsKept(t *testing.T) {
	for _, tt := range damagedTests {
		text, _, bad := decode(tt.raw)
		if bad != tt.bad || !strings.Contains(text, "普法宣传52场次") {
			t.Errorf("%s: %d bad, %q", tt.name, bad, text)
		}
		doc, problems := New("x.txt", tt.raw)
		if doc == nil || len(problems) != 1 || problems[0].Code != BadBytes {
			t.Errorf("%s: problems %v", tt.name, problems)
		}
	}
}

var refusedTests = []struct {
	name string
	raw  []byte
	code Code
}{
	{"nothing", nil, Empty},
	{"blanks", []byte(" \r\n\t\u3000\n"), Empty},
	{"a Word file by another name", []byte("PK\x03\x04\x14\x00\x06\x00rest of the archive"), Binary},
	{"a PDF", []byte("%PDF-1.7\n"), Binary},
	{"an old Word file", []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), Binary},
	{"random bytes", []byte("\x01\x9c\x02\xff\x80\x81\x03\x04\x05\xfe\xfd\x9c\x01\x02\x03\x04\x05\x06\x07\x08"), Garbled},
	{"NULs", make([]byte, 1000), Garbled},
}

func TestRefused(t *testing.T) {
	for _, tt := range refusedTests {
		doc, problems := New("x.txt", tt.raw)
		if doc != nil || len(problems) != 1 || problems[0].Code != tt.code {
			t.Errorf("%s: got %v", tt.name, problems)
		}
	}
}
