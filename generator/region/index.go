package region

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// An index lists words by their first two characters. Whether one may begin at a
// place of a text shows in one bit: it says yes at 6 places of 100 of a report, where
// at 4 a word begins so indeed. The few words of the list are then held against the text.
type index struct {
	begins [1 << 14]uint64 // a bit for each pair of characters, by the first 20 bits of its hash
	first  [1 << 16]int32  // by the first 16 bits: which word the list begins with; 0 for none
	words  []word          // the first is none
}

// A word is a name or a short form, with the units that it may mean.
type word struct {
	text string
	next int32 // of the same list, no longer than this one; 0 for none
	bearerRange
}

func newIndex(size int) *index { return &index{words: make([]word, 1, size)} }

// clone gives an index to which words can be added.
func (x *index) clone() *index {
	c := *x
	c.words = slices.Clone(x.words)
	return &c
}

// A pair is the hash of two characters.
type pair uint32

func pairOf(a, b rune) pair { return pair((uint32(a)<<16 ^ uint32(b)) * 0x9E3779B1) }

// pairAt gives the pair that a text begins with.
func pairAt(text string) pair {
	a, size := utf8.DecodeRuneInString(text)
	b, _ := utf8.DecodeRuneInString(text[size:])
	return pairOf(a, b)
}

// list gives the first of the words that may begin with a pair, longer ones before
// shorter ones; 0 for none.
func (x *index) list(p pair) int32 {
	if x.begins[p>>18]>>(p>>12&63)&1 == 0 {
		return 0
	}
	return x.first[p>>16]
}

// find gives the place of a word in words, 0 if it is not there.
func (x *index) find(text string) int32 {
	i := x.list(pairAt(text))
	for i != 0 && x.words[i].text != text {
		i = x.words[i].next
	}
	return i
}

// add gives the place of a word in words, where it puts it if it is new.
func (x *index) add(text string) int32 {
	p := pairAt(text)
	at := &x.first[p>>16]
	for *at != 0 && len(x.words[*at].text) >= len(text) {
		if x.words[*at].text == text {
			return *at
		}
		at = &x.words[*at].next
	}
	i := int32(len(x.words))
	next := *at
	*at = i
	x.words = append(x.words, word{text: text, next: next})
	x.begins[p>>18] |= 1 << (p >> 12 & 63)
	return i
}

// opening gives the longest word that a text begins with, from i on in its list; 0 if
// there is none.
func (x *index) opening(text string, i int32) int32 {
	for i != 0 && !strings.HasPrefix(text, x.words[i].text) {
		i = x.words[i].next
	}
	return i
}
