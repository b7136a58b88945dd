package indicator

import (
	"slices"
	"strings"
)

// letters sums up the characters of a text in 64 bits. A word stands only in a
// text that has all bits of its own: of the words of a list, nine in ten are
// ruled out for a clause by this look, ten times faster than by searching it.
type letters uint64

func (l *letters) add(r rune) { *l |= 1 << (uint32(r) * 0x9E3779B1 >> 26) }

func lettersOf(text string) (l letters) {
	for _, r := range text {
		l.add(r)
	}
	return l
}

// within tells whether a text with the letters all may have a word with these.
func (l letters) within(all letters) bool { return l&^all == 0 }

// A wordList is a list of words with the letters of each.
type wordList struct {
	words   []string
	letters []letters
}

func newWordList(words []string) wordList {
	l := wordList{words: words, letters: make([]letters, len(words))}
	for i, word := range words {
		l.letters[i] = lettersOf(strings.Replace(word, "*", "", 1))
	}
	return l
}

// stands tells whether a word of the catalogue stands in text; * stands for what lies
// between its two ends.
func stands(text, word string) bool {
	head, tail, _ := strings.Cut(word, "*")
	at := strings.Index(text, head)
	return at >= 0 && strings.Contains(text[at+len(head):], tail)
}

// standsAny tells whether one of some words of the catalogue stands in text.
func standsAny(text string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return stands(text, w) })
}

// in tells whether one of the words stands in text, which has no more than the
// letters given.
func (l *wordList) in(text string, has letters) bool {
	for i, own := range l.letters {
		if own.within(has) && stands(text, l.words[i]) {
			return true
		}
	}
	return false
}
