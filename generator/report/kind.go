package report

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/pelletier/go-toml/v2"
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
}

var kinds = sync.OnceValue(func() *kindList {
	list := &kindList{}
	if err := toml.Unmarshal(kindData, list); err != nil {
		panic(fmt.Sprintf("kinds.toml: %v", err)) // embedded: a test loads it
	}
	return list
})

// kindOf reads a level-1 heading: the kind that it names first, and the further
// ones. named is false for a work area, which is one of the achievements.
func kindOf(heading string) (kind Kind, also []Kind, named bool) {
	heading = strings.Join(strings.Fields(heading), "")
	type hit struct {
		kind Kind
		at   int
	}
	var hits []hit
	for _, k := range kinds().Kind {
		if slices.ContainsFunc(k.Cancel, func(w string) bool { return strings.Contains(heading, w) }) {
			continue
		}
		best := -1
		for _, w := range k.Words {
			if at := find(heading, w); at >= 0 && (best < 0 || at < best) {
				best = at
			}
		}
		if best < 0 {
			continue
		}
		if k.Decides {
			best = -1
		}
		hits = append(hits, hit{k.Name, best})
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

// find gives where a pattern begins in text, -1 if nowhere; * stands for up to
// 15 characters with no mark among them.
func find(text, pattern string) int {
	head, tail, star := strings.Cut(pattern, "*")
	for from := 0; ; {
		at := strings.Index(text[from:], head)
		if at < 0 {
			return -1
		}
		at += from
		if !star {
			return at
		}
		rest := text[at+len(head):]
		rest = rest[:min(len(rest), 15*utf8.UTFMax+len(tail))] // no further than * reaches
		if k := strings.Index(rest, tail); k >= 0 && runes(rest[:k]) <= 15 && !strings.ContainsAny(rest[:k], "，。；：,;:") {
			return at
		}
		from = at + len(head)
	}
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
