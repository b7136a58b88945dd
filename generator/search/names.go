package search

import (
	"crypto/sha256"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/mozillazg/go-pinyin"

	"zhenjian/generator/address"
	"zhenjian/generator/archive"
	"zhenjian/generator/region"
)

// Names of places and indicators are suggested while a reader types. They are no
// part of the texts' index: that a report is from a place and that its words name
// the place are two things, and the count of a search is of the words.
//
// A name stands under each character that it has, but for the 镇 or 县 at its end,
// which half of all have, and under two letters: the first of pinyin, and the first of the first
// two characters' pinyin, with every reading that a character has. A file holds
// all names under some such keys, as the hash says, 3 to 6 kB.

// A name is one line of the files.
type name struct {
	text  string
	code  string // of a place, or the id of an indicator
	above string // names of what a place lies in
	sound string // pinyin, readings of one character joined by /; "" where the key is a character
}

func (n *name) line() string { return n.text + "\t" + n.code + "\t" + n.above + "\t" + n.sound }

// nameWidth gives the number of files, as a power of two.
func nameWidth(arc *archive.Archive) uint {
	width := uint(0)
	for 16<<width < len(arc.Places())+len(arc.Catalogue.List) {
		width++
	}
	return width
}

// commonEnds are the last characters of names that no name stands under.
const commonEnds = "镇乡县区市省道处盟旗州场园"

func (x *Index) putNames() error {
	h := sha256.New()
	fmt.Fprintf(h, "%s\n", x.keptKey())
	for _, p := range x.arc.Places() {
		fmt.Fprintf(h, "%s %s %s\n", p.Code, p.Name, p.Parent)
	}
	mentioned := x.arc.Indicators()
	for _, in := range x.arc.Catalogue.List {
		fmt.Fprintf(h, "%s %s %t\n", in.ID, in.Name, slices.Contains(mentioned, in.ID))
	}
	fingerprint := digest(h.Sum(nil)[:16]).String()
	width := nameWidth(x.arc)
	fresh := make([]bool, 1<<width)
	for n := range fresh {
		fresh[n] = !x.Sink.Unchanged(address.SearchPart("n", uint32(n)), fingerprint)
	}
	if !slices.Contains(fresh, true) {
		return nil
	}
	under := make([]map[term][]string, 1<<width)
	enter := func(k term, n name) {
		number := 0
		if width > 0 {
			number = int(k.mix() >> (32 - width))
		}
		if under[number] == nil {
			under[number] = map[term][]string{}
		}
		under[number][k] = append(under[number][k], n.line())
	}
	for _, p := range x.arc.Places() {
		above := ""
		chain := x.arc.Chain(p.Code)
		for _, r := range chain[:max(0, len(chain)-1)] {
			above += r.Name
		}
		x.enterName(name{text: p.Name, code: p.Code, above: above}, p.Level <= region.Town, enter)
	}
	for _, in := range x.arc.Catalogue.List {
		if slices.Contains(mentioned, in.ID) {
			x.enterName(name{text: in.Name, code: in.ID}, false, enter)
		}
	}
	p := newPacker()
	for number, keys := range under {
		if !fresh[number] {
			continue
		}
		var lines []string
		for _, k := range slices.Sorted(maps.Keys(keys)) {
			lines = append(lines, string([]rune{rune(k >> 16)})+strings.TrimRight(string([]rune{rune(k & 0xFFFF)}), "\x00"))
			lines = append(lines, keys[k]...)
		}
		out := fmt.Appendf(nil, `zj("n/%d","`, number)
		out = append(append(out, p.pack(units(strings.Join(lines, "\n")))...), "\");\n"...)
		if err := x.Sink.Put(address.SearchPart("n", uint32(number)), fingerprint, out); err != nil {
			return err
		}
	}
	return nil
}

// enterName puts a name under all its keys.
func (x *Index) enterName(n name, place bool, enter func(term, name)) {
	runes := []rune(n.text)
	keys := map[term]bool{}
	for i, r := range runes {
		if place && i > 0 && i == len(runes)-1 && strings.ContainsRune(commonEnds, r) || r > 0xFFFF {
			continue
		}
		if k := term(folds[uint16(r)]) << 16; !keys[k] {
			keys[k] = true
			enter(k, n)
		}
	}
	var sounds [][]string
	for _, r := range runes {
		sounds = append(sounds, readings(r))
	}
	var spoken []string
	for _, s := range sounds {
		spoken = append(spoken, strings.Join(s, "/"))
	}
	n.sound = strings.Join(spoken, " ")
	for _, first := range sounds[0] {
		seconds := []string{first[min(1, len(first)):]}
		if len(sounds) > 1 {
			seconds = append(seconds, sounds[1]...)
		}
		for _, second := range seconds {
			if first == "" || second == "" {
				continue
			}
			if k := term(first[0])<<16 | term(second[0]); !keys[k] {
				keys[k] = true
				enter(k, n)
			}
		}
	}
}

// readings gives the pinyin of a character, every reading it has, without tones;
// a letter or digit is its own.
func readings(r rune) []string {
	if r < 0x80 {
		return []string{strings.ToLower(string(r))}
	}
	a := pinyin.NewArgs()
	a.Heteronym = true
	found := pinyin.SinglePinyin(r, a)
	if len(found) == 0 {
		return []string{""}
	}
	slices.Sort(found)
	return slices.Compact(found)
}
