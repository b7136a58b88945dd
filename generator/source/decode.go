package source

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/gogs/chardet"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
)

// DecodeText turns a text file into UTF-8 without a byte-order mark.
func DecodeText(raw []byte) string {
	text, _, _ := decode(raw)
	return text
}

// decode turns a file into UTF-8 without a byte-order mark. It goes from the
// surest sign to the least sure: byte-order mark, valid UTF-8, UTF-16 by where
// its high bytes stand, GB18030 by its second bytes, and a detector that has to
// tell it from Big5 only (it takes 0.8 ms for 4 KB, 25 times as much as all else
// that is done to a file here, which is why it comes last). GBK and GB2312 are
// read as GB18030, which holds both. bad counts what could not be decoded.
func decode(raw []byte) (text, charset string, bad int) {
	switch {
	case bytes.HasPrefix(raw, []byte("\xEF\xBB\xBF")):
		return repair(string(raw[3:]), "UTF-8")
	case bytes.HasPrefix(raw, []byte("\xFF\xFE")):
		return convert(raw[2:], "UTF-16LE", unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM))
	case bytes.HasPrefix(raw, []byte("\xFE\xFF")):
		return convert(raw[2:], "UTF-16BE", unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM))
	}
	if charset := utf16WithoutMark(raw); charset == "UTF-16LE" {
		return convert(raw, charset, unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM))
	} else if charset == "UTF-16BE" {
		return convert(raw, charset, unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM))
	}
	if utf8.Valid(raw) {
		return counted(string(raw), "UTF-8")
	}
	if mostlyUTF8(raw) {
		return repair(string(raw), "UTF-8")
	}
	if noBig5(raw) {
		return convert(raw, "GB18030", simplifiedchinese.GB18030)
	}
	if likelyBig5(raw[:min(len(raw), 1<<16)]) {
		if text, charset, bad := convert(raw, "Big5", traditionalchinese.Big5); bad == 0 {
			return text, charset, bad
		}
	}
	return convert(raw, "GB18030", simplifiedchinese.GB18030)
}

// convert decodes with one of x/text's decoders, which report no error but
// write U+FFFD for what they cannot read.
func convert(raw []byte, charset string, e encoding.Encoding) (string, string, int) {
	out, err := e.NewDecoder().Bytes(raw)
	if err != nil { // none of these decoders returns one; count the file as unreadable if that changes
		return "", charset, len(raw)
	}
	return counted(string(out), charset)
}

// counted gives a text, which is valid UTF-8, with the number of characters that
// could not be decoded.
func counted(text, charset string) (string, string, int) {
	return text, charset, strings.Count(text, "\uFFFD")
}

// repair makes damaged UTF-8 valid, one U+FFFD for each run of bad bytes.
func repair(text, charset string) (string, string, int) {
	if !utf8.ValidString(text) {
		text = strings.ToValidUTF8(text, "\uFFFD")
	}
	return counted(text, charset)
}

// mostlyUTF8 tells UTF-8 with a damaged place (a file cut off inside a
// character, a byte lost in a copy) from another encoding: GB18030 text read as
// UTF-8 is bad at nearly every character, so 20 good ones for a bad one decide.
func mostlyUTF8(raw []byte) bool {
	good, bad := 0, 0
	for i := 0; i < len(raw); {
		r, n := utf8.DecodeRune(raw[i:])
		if r == utf8.RuneError && n == 1 {
			if bad++; 40*bad > len(raw) { // more than even good ones of two bytes could make up for
				return false
			}
		} else if n > 1 {
			good++
		}
		i += n
	}
	return good >= 20*bad && good > 0
}

// noBig5 tells Chinese text that cannot be Big5 by the second bytes of its
// characters: in Big5 half of them are ASCII (49 % and more in 111 reports, for
// all punctuation is), in GB18030 hardly any (0.14 % at most). One in ten parts
// the two; a text of less than 20 characters is left to the detector.
func noBig5(raw []byte) bool {
	pairs, low := 0, 0
	for i := 0; i+1 < len(raw); {
		if raw[i] < 0x80 {
			i++
			continue
		}
		if raw[i+1] < 0x80 {
			low++
		}
		pairs++
		i += 2
	}
	return pairs >= 20 && low*10 < pairs
}

// likelyBig5 asks the detector. It gives each encoding a confidence, and Big5 must
// have the highest, GB18030 a lower one: which of two equals the detector calls
// the best is chance.
func likelyBig5(raw []byte) bool {
	found, err := chardet.NewTextDetector().DetectAll(raw)
	if err != nil {
		return false
	}
	big5, gb := 0, 0
	for _, f := range found {
		switch f.Charset {
		case "Big5":
			big5 = f.Confidence
		case "GB18030":
			gb = f.Confidence
		}
	}
	return big5 == found[0].Confidence && big5 > gb
}

// utf16WithoutMark recognises UTF-16 that carries no mark: the high bytes of
// Chinese text are 4E to 9F, or 00, 30 and FF for digits and punctuation, and
// all stand at one parity. "" where the file is something else.
func utf16WithoutMark(raw []byte) string {
	n := min(len(raw), 4096) &^ 1
	if n < 16 || len(raw)%2 != 0 || bytes.IndexByte(raw[:n], 0) < 0 {
		return ""
	}
	var high, zero [2]int
	for i := 0; i < n; i++ {
		switch b := raw[i]; {
		case b == 0:
			zero[i%2]++
			high[i%2]++
		case b >= 0x4E && b <= 0x9F || b == 0x30 || b == 0xFF:
			high[i%2]++
		}
	}
	for parity, charset := range []string{"UTF-16BE", "UTF-16LE"} {
		// Valid GB18030 and UTF-8 text have no NUL at all, so some at the right
		// parity are needed: every report has digits, line ends or brackets.
		// Few characters have one at the other: 开 is 5F00, 一 is 4E00.
		if zero[parity] > 2*zero[1-parity] && high[parity]*20 >= n/2*19 {
			return charset
		}
	}
	return ""
}

// binaryKind names what a file is that is no text, "" for a text.
func binaryKind(raw []byte) string {
	for _, k := range []struct{ magic, name string }{
		{"PK\x03\x04", "Word/WPS (.docx)"}, {"%PDF", "PDF"}, {"\xD0\xCF\x11\xE0", "Word/WPS (.doc)"},
		{"{\\rtf", "RTF"}, {"\x89PNG", "PNG"}, {"\xFF\xD8\xFF", "JPEG"}, {"GIF8", "GIF"}, {"Rar!", "RAR"}, {"7z\xBC\xAF", "7z"},
		{"\x1F\x8B", "gzip"}, {"MZ", "EXE"}, {"\x7FELF", "ELF"}, {"BM", "BMP"}, {"SQLite format", "SQLite"},
	} {
		if bytes.HasPrefix(raw, []byte(k.magic)) && (k.magic != "MZ" && k.magic != "BM" || bytes.IndexByte(raw, 0) >= 0) {
			return k.name
		}
	}
	return ""
}

// garbled tells decoded text that is no text: characters that could not be
// decoded or control characters, more than one in 50. It also counts them.
func garbled(text string, bad int) (wrong int, is bool) {
	n, control := 0, 0
	for i := 0; i < len(text); n++ {
		if usual(text[i]) {
			i += usualWidth
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		if r < ' ' && r != '\n' && r != '\r' && r != '\t' && r != '\f' || r >= 0x7F && r < 0xA0 || r >= 0xE000 && r < 0xF900 {
			control++
		}
		i += size
	}
	wrong = bad + control
	return wrong, n > 0 && wrong*50 > n
}
