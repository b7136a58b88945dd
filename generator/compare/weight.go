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
	in      map[pair]int
}

var background = sync.OnceValue(func() *common {
	c := &common{in: map[pair]int{}}
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
			a, size := utf8.DecodeRuneInString(p)
			b, _ := utf8.DecodeRuneInString(p[size:])
			if q, ok := pairOf(a, b); ok {
				c.in[q] = n
			}
		}
	}
	return c
})

// least is what the commonest pair weighs.
const least = 0.05

// weight of a pair: the natural logarithm of one in how many reports has it.
func (c *common) weight(p pair) float64 {
	return max(least, math.Log(float64(c.reports)/float64(max(1, c.in[p]))))
}

// pairOf makes a pair of two letters of the basic plane, which all but a few
// names are written in.
func pairOf(a, b rune) (pair, bool) {
	if !isLetter(a) || !isLetter(b) || a > 0xFFFF || b > 0xFFFF {
		return 0, false
	}
	return pair(a)<<16 | pair(b), true
}

// isLetter tells what words are made of: characters and letters, no digits.
func isLetter(c rune) bool {
	return c >= 0x4E00 && c <= 0x9FFF || c >= 'a' && c <= 'z' || c >= 0x80 && unicode.IsLetter(c)
}

// fold gives the form in which characters are compared: full-width ones as half-width,
// capitals as small letters.
func fold(c rune) rune {
	if c >= 0xFF01 && c <= 0xFF5E {
		c -= 0xFEE0
	}
	if c >= 'A' && c <= 'Z' {
		c += 'a' - 'A'
	}
	return c
}

// isBlank tells what is passed over when texts are compared.
func isBlank(c rune) bool {
	return c == ' ' || c == '\u3000' || c == '\t' || c == '\u00A0' || c == '\n'
}

// eachPair calls f for every pair of a text.
func eachPair(text string, f func(pair)) {
	last := rune(0)
	for _, c := range text {
		if isBlank(c) {
			continue
		}
		c = fold(c)
		if p, ok := pairOf(last, c); ok {
			f(p)
		}
		last = c
	}
}
