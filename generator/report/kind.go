package report

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/pelletier/go-toml/v2"

	"zhenjian/generator/numeral"
)

//go:embed kinds.toml
var kindData []byte

type kindList struct {
	Kind []struct {
		Name    Kind
		Decides bool // wherever it stands, this kind goes first
		Words   []string
		Cancel  []string
	}
	Examples struct {
		Achievements, Leadership, Problems, Plans, Other []string
		Merged                                           []struct {
			Heading    string
			Kind, Also Kind
		}
	}

	byFirst map[rune][]kindWord // all words, by their first character
}

// A kindWord is one of the words of kinds.toml, cut at its *.
type kindWord struct {
	kind       int // place in kindList.Kind
	cancels    bool
	head, tail string
	star       bool
}

var kinds = sync.OnceValue(func() *kindList {
	list := &kindList{byFirst: map[rune][]kindWord{}}
	if err := toml.Unmarshal(kindData, list); err != nil {
		panic(fmt.Sprintf("kinds.toml: %v", err)) // embedded: a test loads it
	}
	for i, k := range list.Kind {
		for _, w := range k.Words {
			head, tail, star := strings.Cut(w, "*")
			list.enter(kindWord{i, false, head, tail, star})
		}
		for _, w := range k.Cancel {
			list.enter(kindWord{i, true, w, "", false})
		}
	}
	return list
})

func (list *kindList) enter(w kindWord) {
	first, _ := utf8.DecodeRuneInString(w.head)
	list.byFirst[first] = append(list.byFirst[first], w)
}

// sightings gives for each kind where the first of its words stands in a heading, -1 if
// none does or one stands there that cancels them.
func (list *kindList) sightings(heading string) []int {
	const cancelled = -2
	at := slices.Repeat([]int{-1}, len(list.Kind))
	for i, r := range heading {
		for _, w := range list.byFirst[r] {
			settled := at[w.kind] == cancelled || at[w.kind] >= 0 && !w.cancels
			if settled || !w.opens(heading[i:]) {
				continue
			}
			at[w.kind] = i
			if w.cancels {
				at[w.kind] = cancelled
			}
		}
	}
	for i := range at {
		at[i] = max(at[i], -1)
	}
	return at
}

// kindOf reads a level-1 heading: the kind that it names first, and the further
// ones. named is false for a work area, which is one of the achievements.
func kindOf(heading string) (kind Kind, also []Kind, named bool) {
	heading = squash(heading)
	type hit struct {
		kind Kind
		at   int
	}
	var hits []hit
	for i, at := range kinds().sightings(heading) {
		k := kinds().Kind[i]
		if at < 0 {
			continue
		}
		if k.Decides {
			at = -1
		}
		hits = append(hits, hit{k.Name, at})
	}
	if len(hits) == 0 {
		return Achievements, nil, false
	}
	slices.SortStableFunc(hits, func(a, b hit) int { return a.at - b.at })
	// 存在问题及整改情况, 主要举措…有关情况: an achievements word behind
	// another kind's is its rest, not a second part.
	for _, h := range hits[1:] {
		if h.kind != Achievements && h.kind != Other && hits[0].kind != Leadership {
			also = append(also, h.kind)
		}
	}
	return hits[0].kind, also, true
}

// opens tells whether a text begins with the word; * stands for up to 15 characters
// with no mark among them.
func (w kindWord) opens(text string) bool {
	rest, ok := strings.CutPrefix(text, w.head)
	if !ok || !w.star {
		return ok
	}
	rest = rest[:min(len(rest), 15*utf8.UTFMax+len(w.tail))] // no further than * reaches
	k := strings.Index(rest, w.tail)
	return k >= 0 && !longer(rest[:k], 15) && !strings.ContainsAny(rest[:k], "，。；：,;:")
}

// namesPart tells a line whose words name one of the report's parts.
func namesPart(line string) bool {
	_, _, named := kindOf(line)
	return named
}

// nameKinds gives each level-1 section its kind, and marks headings of plans
// on every level.
func (r *Report) nameKinds() {
	for i := range r.Sections {
		s := &r.Sections[i]
		if s.Level > 1 && !containsOf(s.Heading, []string{"下", "今后", "明年", "计划", "打算", "安排", "思路", "整改"}) {
			continue // the words of plans begin or end so; most headings have none
		}
		kind, also, _ := kindOf(s.Heading)
		s.Planned = kind == Plans
		if s.Level == 1 {
			s.Kind, s.Also = kind, also
		}
	}
}

// planNextYear makes plans of what begins with the year after the one reported on, and names no
// part of a report: 2020年工作重点.
func (r *Report) planNextYear() {
	for i := range r.Sections {
		s := &r.Sections[i]
		year, _, ok := numeral.Year(s.Heading)
		if ok && s.Level == 1 && s.Kind == Achievements && r.Year != 0 && year == r.Year+1 && !containsOf(s.Heading, []string{"完成", "总结", "回顾", "成效", "情况", "以来", "上半年", "开展"}) {
			s.Kind, s.Planned = Plans, true
		}
	}
}
