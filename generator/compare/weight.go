package compare

import (
	_ "embed"
	"fmt"
	"math"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

//go:embed common.txt
var commonData string

// A pair is two characters that follow each other in a text, folded.
type pair uint32

// common says how many of the background's reports each pair of characters stands
// in, and how many reports these are.
//
// How rare a pair is could be counted in the archive itself. Then every page of
// changes would depend on every report, and one report saved would make all of
// them anew; and the same two reports would be matched one way in a county's
// archive and another way in a province's. So the background is fixed, and
// carried by the program: reports from all over the country, one a town.
type common struct {
	reports int
	in      pairIndex
	logs    []float64 // of reports/n, by n
}

// A pairIndex gives numbers to pairs: a table of twice the room or more, in which a
// pair stands at the first free place from its own on. Most of the time that matching
// takes goes into asking it; a map takes three times as long.
type pairIndex struct {
	keys  []pair // 0: free
	vals  []int32
	n     int
	shift uint8 // 32 less the bits of a place
}

// clear takes all pairs out and leaves room for some.
func (x *pairIndex) clear() {
	if x.keys == nil {
		x.resize(10)
		return
	}
	clear(x.keys)
	x.n = 0
}

func (x *pairIndex) resize(bits uint8) {
	keys, vals := x.keys, x.vals
	*x = pairIndex{keys: make([]pair, 1<<bits), vals: make([]int32, 1<<bits), shift: 32 - bits}
	for i, p := range keys {
		if p != 0 {
			*x.at(p) = vals[i]
		}
	}
}

// find gives the number of a pair.
func (x *pairIndex) find(p pair) (n int32, ok bool) {
	for i := uint32(p) * 0x9E3779B1 >> x.shift; ; i = (i + 1) & uint32(len(x.keys)-1) {
		switch x.keys[i] {
		case p:
			return x.vals[i], true
		case 0:
			return 0, false
		}
	}
}

// at gives the place of a pair's number, which is 0 for one that is new.
func (x *pairIndex) at(p pair) *int32 {
	if 2*x.n >= len(x.keys) {
		x.resize(33 - x.shift)
	}
	for i := uint32(p) * 0x9E3779B1 >> x.shift; ; i = (i + 1) & uint32(len(x.keys)-1) {
		switch x.keys[i] {
		case 0:
			x.keys[i], x.vals[i] = p, 0
			x.n++
			return &x.vals[i]
		case p:
			return &x.vals[i]
		}
	}
}

var background = sync.OnceValue(func() *common {
	c := &common{}
	c.in.clear()
	for line := range strings.Lines(commonData) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		number, pairs, _ := strings.Cut(line, " ")
		n, err := strconv.Atoi(number)
		if err != nil {
			panic(fmt.Sprintf("common.txt: %v", err)) // embedded: a test loads it
		}
		c.reports = max(c.reports, n)
		for _, p := range strings.Fields(pairs) {
			eachPair(p, func(q pair) { *c.in.at(q) = int32(n) })
		}
	}
	c.logs = make([]float64, c.reports+1)
	for n := 1; n <= c.reports; n++ {
		c.logs[n] = math.Log(float64(c.reports) / float64(n))
	}
	return c
})

// least is what the commonest pair weighs.
const least = 0.05

// weight of a pair: the natural logarithm of one in how many reports has it. known
// tells that one has.
func (c *common) weight(p pair) (weight float64, known bool) {
	n, _ := c.in.find(p)
	return max(least, c.logs[max(1, n)]), n > 0
}

// isHan tells most characters of a report: they are letters, no marks, and folded.
// Loops over texts ask for them first.
func isHan(c rune) bool { return c >= 0x4E00 && c <= 0x9FFF }

// hanAt gives the character that stands at a byte of a text if it is one of these,
// which have three bytes each; else 0. A range over the text asks the runtime for
// every one, which took a quarter of the time of comparing.
func hanAt(text string, i int) rune {
	if b := text[i]; b < 0xE4 || b > 0xE9 || i+2 >= len(text) {
		return 0
	}
	if c := rune(text[i]&0x0F)<<12 | rune(text[i+1]&0x3F)<<6 | rune(text[i+2]&0x3F); isHan(c) {
		return c
	}
	return 0
}

// isLetter tells what words are made of: characters and letters of the basic plane,
// no digits.
func isLetter(c rune) bool {
	switch c {
	case '，', '。', '、', '；', '：', '（', '）', '“', '”', '《', '》': // nearly all that is none; a look into the tables takes longer
		return false
	}
	return isHan(c) || c >= 'a' && c <= 'z' || c >= 0x80 && c <= 0xFFFF && unicode.IsLetter(c)
}

// marks are the half-width marks that stand for full-width ones.
var marks = [128]rune{',': '，', ';': '；', ':': '：', '!': '！', '?': '？', '(': '（', ')': '）'}

// fold gives the form in which characters are compared: full-width digits and
// letters as half-width, half-width marks as full-width, capitals as small letters. Most
// sentences are in that form already.
func fold(c rune) rune {
	switch {
	case c >= 'A' && c <= 'Z':
		return c + 'a' - 'A'
	case c < 128:
		if m := marks[c]; m != 0 {
			return m
		}
	case c >= 0xFF01 && c <= 0xFF5E:
		return foldWide(c)
	}
	return c
}

func foldWide(c rune) rune {
	half := c - 0xFEE0
	if marks[half] != 0 {
		return c
	}
	if half >= 'A' && half <= 'Z' {
		half += 'a' - 'A'
	}
	return half
}

// isBlank tells what is passed over when texts are compared.
func isBlank(c rune) bool {
	return c == ' ' || c == '\u3000' || c == '\t' || c == '\u00A0' || c == '\n'
}

// eachPair calls f for every pair of a text.
func eachPair(text string, f func(pair)) {
	last := rune(0) // 0: no letter
	for i := 0; i < len(text); {
		if c := hanAt(text, i); c != 0 {
			if last != 0 {
				f(pair(last)<<16 | pair(c))
			}
			last = c
			i += 3
			continue
		}
		c, n := utf8.DecodeRuneInString(text[i:])
		i += n
		if isBlank(c) {
			continue
		}
		if c = fold(c); !isLetter(c) {
			last = 0
			continue
		}
		if last != 0 {
			f(pair(last)<<16 | pair(c))
		}
		last = c
	}
}

// key gives a text as it is compared word for word: folded, without blanks.
func key(text string) string {
	for i := 0; i < len(text); {
		if hanAt(text, i) != 0 {
			i += 3
			continue
		}
		c, n := utf8.DecodeRuneInString(text[i:])
		if isBlank(c) || fold(c) != c {
			return foldFrom(text, i)
		}
		i += n
	}
	return text
}

// foldFrom gives the key of a text that is as it should be before byte i.
func foldFrom(text string, i int) string {
	var out strings.Builder
	out.Grow(len(text) + 16) // a half-width mark has two bytes less than the full-width one
	from := 0                // what follows need not be written yet
	for i < len(text) {
		if hanAt(text, i) != 0 {
			i += 3
			continue
		}
		c, n := utf8.DecodeRuneInString(text[i:])
		if blank := isBlank(c); blank || fold(c) != c {
			out.WriteString(text[from:i])
			if !blank {
				out.WriteRune(fold(c))
			}
			from = i + n
		}
		i += n
	}
	out.WriteString(text[from:])
	return out.String()
}
