package format

import (
	"strings"
	"unicode/utf16"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// A pdfFont says what the codes of a font mean and how wide they are.
type pdfFont struct {
	wide    bool           // codes of two bytes, if nothing else is said
	mapping map[int]string // by the length of a code in its upper bits and the code
	lengths [5]bool        // of codes in bytes, that the mapping has
	widths  map[int]float64
	width   float64 // of a code without one; in thousandths of the size
	read    func(code string) string
}

// maxCodes bounds the codes that a font's map gives: those of two bytes, twice.
const maxCodes = 1 << 17

// maxMeant bounds, in bytes of UTF-16, what one code may stand for: a ligature is
// four characters. Each glyph repeats it.
const maxMeant = 32

const unknownCode = "\uFFFD"

func codeKey(code string) int {
	n := len(code) << 32
	for i := range len(code) {
		n |= int(code[i]) << (8 * (len(code) - 1 - i))
	}
	return n
}

// glyphNames are names of characters in simple fonts that are no letters.
var glyphNames = map[string]string{
	"zero": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9", "period": ".", "comma": ",",
	"hyphen": "-", "percent": "%", "space": " ", "colon": ":", "semicolon": ";", "parenleft": "(", "parenright": ")", "slash": "/", "quotedblleft": "“", "quotedblright": "”",
	"bracketleft": "[", "bracketright": "]", "endash": "–", "emdash": "—", "plus": "+", "equal": "=", "periodcentered": "·", "bullet": "•",
}

func (f *pdfFile) font(v any) *pdfFont {
	d := f.dict(v)
	font := &pdfFont{widths: map[int]float64{}, width: 500}
	if s, ok := f.get(d["ToUnicode"]).(*pdfStream); ok {
		font.readMap(f, f.data(s))
	}
	encoding, _ := f.get(d["Encoding"]).(pdfName)
	if f.get(d["Subtype"]) == pdfName("Type0") {
		font.wide, font.width = true, 1000
		switch {
		case strings.HasPrefix(string(encoding), "UniGB-"), strings.HasPrefix(string(encoding), "UniCNS-"):
			font.read = utf16Code
		case strings.HasPrefix(string(encoding), "GB"):
			font.read, font.wide = gbCode, false
		}
		if list := f.list(d["DescendantFonts"]); len(list) > 0 {
			below := f.dict(list[0])
			if n, ok := f.get(below["DW"]).(float64); ok {
				font.width = n
			}
			font.readWidths(f, f.list(below["W"]))
		}
		return font
	}
	first, unit := int(f.number(d["FirstChar"])), 1.0
	if m := f.list(d["FontMatrix"]); len(m) == 6 { // of a font whose characters are drawings
		unit = 1000 * f.number(m[0])
	}
	widths, differences := f.list(d["Widths"]), f.list(f.dict(d["Encoding"])["Differences"])
	f.spend(min(len(widths), 256) + len(differences) + 50)
	for i, w := range widths[:min(len(widths), 256)] {
		font.widths[codeKey(string([]byte{byte(first + i)}))] = f.number(w) * unit
	}
	names := map[byte]string{}
	code := 0
	for _, v := range differences {
		switch v := f.get(v).(type) {
		case float64:
			code = int(v)
		case pdfName:
			names[byte(code)] = glyphName(string(v))
			code++
		}
	}
	font.read = func(code string) string {
		if name, ok := names[code[0]]; ok {
			return name
		}
		if c := code[0]; f.get(d["Subtype"]) == pdfName("Type3") || c < ' ' {
			return unknownCode
		}
		return string(charmap.Windows1252.DecodeByte(code[0]))
	}
	return font
}

func glyphName(name string) string {
	if c, ok := glyphNames[name]; ok {
		return c
	}
	if len(name) == 1 {
		return name
	}
	if hex, ok := strings.CutPrefix(name, "uni"); ok && len(hex) == 4 {
		return utf16Code((&pdfLexer{data: []byte(hex + ">")}).hexText())
	}
	return unknownCode
}

func utf16Code(code string) string {
	var units []uint16
	for i := 0; i+1 < len(code); i += 2 {
		units = append(units, uint16(code[i])<<8|uint16(code[i+1]))
	}
	return string(utf16.Decode(units))
}

func gbCode(code string) string {
	out, err := simplifiedchinese.GB18030.NewDecoder().String(code)
	if err != nil {
		return unknownCode
	}
	return out
}

// readWidths reads the widths of a font of many characters: 12 [500 600] or 12 20 500.
func (font *pdfFont) readWidths(f *pdfFile, list []any) {
	set := func(code int, w any) {
		f.spend(1) // the same code may be set again and again
		font.widths[codeKey(string([]byte{byte(code >> 8), byte(code)}))] = f.number(w)
	}
	for i := 0; i+1 < len(list) && len(font.widths) < 1<<16; {
		first := int(f.number(list[i]))
		if each := f.list(list[i+1]); each != nil {
			for k, w := range each[:min(len(each), 1<<16)] {
				set(first+k, w)
			}
			i += 2
			continue
		}
		if i+2 < len(list) {
			for code := first; code <= min(int(f.number(list[i+1])), first+1<<16) && len(font.widths) < 1<<16; code++ {
				set(code, list[i+2])
			}
		}
		i += 3
	}
}

// readMap reads a ToUnicode map.
func (font *pdfFont) readMap(f *pdfFile, data []byte) {
	font.mapping = map[int]string{}
	l := f.lexer(data)
	var stack []any
	puts := 0
	put := func(code, text string) {
		f.spend(1)
		if puts++; puts > maxCodes {
			panic(TooMuch)
		}
		if len(code) > 0 && len(code) <= 4 {
			font.lengths[len(code)] = true
			font.mapping[codeKey(code)] = utf16Code(text)
		}
	}
	for {
		var word pdfWord
		var ok bool
		if word, stack, ok = l.operator(stack[:0], 1000); !ok {
			return
		}
		switch word {
		case "endbfchar":
			for i := 0; i+1 < len(stack); i += 2 {
				code, ok := stack[i].(string)
				text, ok2 := stack[i+1].(string)
				if ok && ok2 && len(text) <= maxMeant {
					put(code, text)
				}
			}
		case "endbfrange":
			for i := 0; i+2 < len(stack); i += 3 {
				from, ok := stack[i].(string)
				till, ok2 := stack[i+1].(string)
				if !ok || !ok2 || len(from) != len(till) || len(from) == 0 || len(from) > 4 {
					continue
				}
				n := min(codeKey(till)-codeKey(from), 1<<16)
				if list, ok := stack[i+2].([]any); ok {
					for k := 0; k <= n && k < len(list); k++ {
						if text, ok := list[k].(string); ok && len(text) <= maxMeant {
							put(nextCode(from, k), text)
						}
					}
				} else if text, ok := stack[i+2].(string); ok && len(text) >= 2 && len(text) <= maxMeant {
					for k := 0; k <= n; k++ {
						put(nextCode(from, k), text[:len(text)-2]+nextCode(text[len(text)-2:], k))
					}
				}
			}
		}
	}
}

// nextCode adds n to a code, which keeps its length.
func nextCode(code string, n int) string {
	b := []byte(code)
	for i := len(b) - 1; i >= 0 && n > 0; i-- {
		n += int(b[i])
		b[i] = byte(n)
		n >>= 8
	}
	return string(b)
}

// next takes the first code off a shown text and gives what it means.
func (font *pdfFont) next(s string) (code, text string) {
	size := 1
	switch {
	case font.mapping != nil && !font.wide:
		for n := 1; n <= 4 && n <= len(s); n++ {
			if text, ok := font.mapping[codeKey(s[:n])]; ok && font.lengths[n] {
				return s[:n], text
			}
		}
	case font.wide:
		size = min(2, len(s))
	case s[0] >= 0x80 && len(s) > 1 && font.width == 1000: // GBK
		size = 2
	}
	code = s[:size]
	if text, ok := font.mapping[codeKey(code)]; ok {
		return code, text
	}
	if font.read != nil {
		return code, font.read(code)
	}
	return code, unknownCode
}
