package indicator

import (
	"strings"
	"unicode/utf8"

	"zhenjian/generator/quantity"
)

// signs has a bit for each list of words that say something of the numbers
// behind them. A paragraph with numbers is looked through once for the words of
// all lists; what the conditions of exclude.go ask of a number is then mostly a
// bit, and the words are only looked at again where it is set.
type signs uint32

const (
	signPlan  signs = 1 << iota // planWords
	signAim                     // opens a plan that runs on to the end of the sentence's part
	signFocus                   // and one that runs on to its full stop
	signEach                    // one of which every rule has
	signPast                    // pastWords
	signRise                    // riseWords
	signFrom                    // before the first number of a rise
	signThan                    // before a difference
	signPart                    // partWords
	signOpen                    // opens brackets
	signShut                    // shuts brackets
	signYear                    // behind the number of a year
	signTime                    // what every name of a part of a year has
	signClick                   // clickWords, viewWords
	signTo                      // what is done to the number
	signApart                   // gives numbers out to names
)

var signLists = []struct {
	signs signs
	words []string
}{
	{signPlan, planWords},
	{signAim, []string{"力争", "计划开展", "争取"}},
	{signFocus, []string{"将重点"}},
	{signEach, []string{"每", "均", "逢", "则", "各"}},
	{signPast, pastWords},
	{signRise, riseWords},
	{signFrom, []string{"由", "从"}},
	{signThan, []string{"比", "较"}},
	{signPart, partWords},
	{signOpen, []string{"（", "("}},
	{signShut, []string{"）", ")"}},
	{signYear, []string{"年"}},
	{signTime, []string{"月", "季", "上半年"}},
	{signClick, clickWords},
	{signClick, viewWords},
	{signTo, []string{"对"}},
	{signApart, []string{"分别"}},
}

// A signWord is a word with the lists that have it.
type signWord struct {
	word  string
	signs signs
}

// signWords files the words by their first character; signRunes has these.
var signWords, signRunes = func() (map[rune][]signWord, *runeSet) {
	m, first := map[rune][]signWord{}, new(runeSet)
	for _, list := range signLists {
	words:
		for _, word := range list.words {
			r, _ := utf8.DecodeRuneInString(word)
			first.add(r)
			for k := range m[r] {
				if m[r][k].word == word {
					m[r][k].signs |= list.signs
					continue words
				}
			}
			m[r] = append(m[r], signWord{word, list.signs})
		}
	}
	return m, first
}()

// A sign is one of the words where it stands in the text.
type sign struct {
	start, end int
	signs      signs
}

// appendSigns adds the signs in text[start:end], in the order in which they begin.
func appendSigns(all []sign, text string, start, end int) []sign {
	text = text[:end]
	for i := signRunes.next(text, start); i < end; {
		r, size := utf8.DecodeRuneInString(text[i:])
		for _, w := range signWords[r] {
			if strings.HasPrefix(text[i:], w.word) {
				all = append(all, sign{i, i + len(w.word), w.signs})
			}
		}
		i = signRunes.next(text, i+size)
	}
	return all
}

// A setting says what stands before a number.
type setting struct {
	own, whole, sentence signs // from where its clause, the whole stretch or the sentence begins, up to the number
	planned              bool  // an earlier clause opens a plan that runs on
	bracket              int   // byte of the last bracket since major; -1 for none
	opened               bool  // and it opens
	part                 int   // byte of the last of partWords since major; -1 for none
}

// settingOf looks back from a number of clause c to where its sentence begins.
// Numbers are asked for in reading order.
func (f *finder) settingOf(c *clause, q *quantity.Quantity) setting {
	for f.passed < len(f.signs) && f.signs[f.passed].start < q.Start {
		f.passed++
	}
	s := setting{bracket: -1, part: -1}
	for k := f.passed - 1; k >= 0 && f.signs[k].start >= c.sentence; k-- {
		g := &f.signs[k]
		if g.end > q.Start {
			continue
		}
		s.sentence |= g.signs
		if g.end <= c.start && (g.signs&signFocus != 0 || g.signs&signAim != 0 && g.start >= c.major) {
			s.planned = true
		}
		if g.start < c.major {
			continue
		}
		if s.bracket < 0 && g.signs&(signOpen|signShut) != 0 {
			s.bracket, s.opened = g.start, g.signs&signOpen != 0
		}
		if s.part < 0 && g.signs&signPart != 0 {
			s.part = g.start
		}
		if g.start >= c.whole[0] {
			s.whole |= g.signs
		}
		if g.start >= c.start {
			s.own |= g.signs
		}
	}
	return s
}
