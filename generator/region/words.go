package region

import (
	_ "embed"
	"strings"
)

//go:embed data/words.txt
var wordList string

//go:embed data/notnames.txt
var notNameList string

var (
	uncut   = wordSet(wordList)    // no name may cut one of these in two
	notName = wordSet(notNameList) // these seldom mean a unit
)

// wordSet reads words between blanks; # begins a remark.
func wordSet(text string) map[string]bool {
	words := map[string]bool{}
	for line := range strings.Lines(text) {
		line, _, _ = strings.Cut(line, "#")
		for _, word := range strings.Fields(line) {
			words[word] = true
		}
	}
	return words
}
