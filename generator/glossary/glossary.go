// Package glossary holds the terms of government that reports use and that not
// every reader knows, each explained in a sentence, and finds where a text first
// uses them.
//
// The terms stand in glossary.toml, written for people who know the field.
package glossary

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"zhenjian/generator/report"
	"zhenjian/generator/source"
)

//go:embed glossary.toml
var builtin []byte

// A Term is one entry of the glossary.
type Term struct {
	ID        string   `toml:"id"`        // part of its page's address
	Name      string   `toml:"name"`      // as pages show it, and the first of its wordings
	Also      []string `toml:"also"`      // other wordings
	Not       []string `toml:"not"`       // longer words that hold one of the wordings and mean something else
	Group     string   `toml:"group"`     // the heading that it is listed under; "" for what has none
	Text      string   `toml:"text"`      // what it means, in one sentence of at most MaxText characters
	Source    string   `toml:"source"`    // the law or document that it comes from
	Indicator string   `toml:"indicator"` // id of the indicator that counts it; "" where none does
	Law       string   `toml:"law"`       // title, without 《》, of the law or document to read on; "" for none
	Match     []string `toml:"match"`     // sentences that use it
	No        []string `toml:"no"`        // sentences that do not, though they look like it
}

// MaxText is how many characters an explanation has at most: more is not read on
// the way through a report.
const MaxText = 90

// A Glossary is made by Builtin and With and never changed after.
type Glossary struct {
	List []Term

	finder *finder
}

// Builtin gives the glossary that the program carries.
var Builtin = sync.OnceValue(func() *Glossary {
	g, err := new(Glossary).With(builtin, nil)
	if err != nil {
		panic(fmt.Sprintf("glossary.toml: %v", err)) // embedded: a test loads it
	}
	return g
})

const keys = "[[term]]: id, name, also, not, group, text, source, indicator, law, match, no"

// With gives a glossary in which the entries of a site's glossary.toml stand in
// the place of those with the same id, the others behind. indicator tells whether
// there is an indicator of that id; nil where that cannot be told. An error is a
// *source.Fault; it names the sentence where an example fails.
func (g *Glossary) With(data []byte, indicator func(id string) bool) (*Glossary, error) {
	var file struct {
		Term []Term `toml:"term"`
	}
	if fault := source.DecodeTOML(data, &file, keys); fault != nil {
		return nil, fault
	}
	out := &Glossary{List: slices.Clone(g.List)}
	lines := source.LinesOfKey(data, "id")
	seen := map[string]bool{}
	for k, t := range file.Term {
		line := 0
		if k < len(lines) {
			line = lines[k]
		}
		if fault := t.fault(line); fault != nil {
			return nil, fault
		}
		if seen[t.ID] {
			return nil, source.Faultf(line, "%q 写了两次；请合成一条", "%q stands twice; make one entry of the two", t.ID)
		}
		seen[t.ID] = true
		if t.Indicator != "" && indicator != nil && !indicator(t.Indicator) {
			return nil, source.Faultf(line, "%s 的 indicator 写的是 %q，没有这项指标；请写指标的英文代号，或删去这一项", "%s: there is no indicator %q; write the id of one, or leave the key out", t.ID, t.Indicator)
		}
		if i := slices.IndexFunc(out.List, func(o Term) bool { return o.ID == t.ID }); i >= 0 {
			out.List[i] = t
		} else {
			out.List = append(out.List, t)
		}
	}
	if fault := out.claims(file.Term, lines); fault != nil {
		return nil, fault
	}
	out.finder = newFinder(out.List)
	for i := range file.Term {
		if fault := out.tryExamples(&file.Term[i], data); fault != nil {
			return nil, fault
		}
	}
	return out, nil
}

// wordings are all that a term is known by.
func (t *Term) wordings() []string { return append([]string{t.Name}, t.Also...) }

// fault says what an entry lacks.
func (t *Term) fault(line int) *source.Fault {
	plain := t.ID != "" && t.ID != "index" && strings.Trim(t.ID, "abcdefghijklmnopqrstuvwxyz0123456789-") == ""
	switch {
	case !plain:
		return source.Faultf(line, "id 只能用小写英文字母、数字和 -，不能是 index，现在是 %q", "an id has small letters, digits and - only and is not index; this is %q", t.ID)
	case t.Name == "" || t.Text == "" || t.Source == "":
		return source.Faultf(line, "%s 要写明 name、text 和 source", "%s needs name, text and source", t.ID)
	case utf8.RuneCountInString(t.Text) > MaxText:
		return source.Faultf(line, "%s 的解释（text）有 %d 个字，最多 %d 个；请写短些", "the text of %s has %d characters, the most is %d; make it shorter", t.ID, utf8.RuneCountInString(t.Text), MaxText)
	case len(t.Match) == 0:
		return source.Faultf(line, "%s 要有例句：match（用到它的话）", "%s has no example sentence, match", t.ID)
	}
	for _, w := range append(t.wordings(), t.Not...) {
		if len(w) < headBytes || strings.ContainsAny(w, "\n\t") {
			return source.Faultf(line, "%s 的说法 %q 太短或换了行；至少要有两个汉字（或六个字母、数字），写在一行里", "%s: the wording %q is too short or has a line end; it takes two Chinese characters, or six letters, on one line", t.ID, w)
		}
	}
	return nil
}

// claims tells where a new entry has a wording that another entry has too.
func (g *Glossary) claims(added []Term, lines []int) *source.Fault {
	owner := map[string]string{}
	for i := range g.List {
		for _, w := range g.List[i].wordings() {
			if other, taken := owner[w]; taken {
				line := 0
				for k, t := range added {
					if t.ID == g.List[i].ID && k < len(lines) {
						line = lines[k]
					}
				}
				return source.Faultf(line, "“%s”在 %s 和 %s 里都有；请只留一处，或用同一个 id 替换整条", "“%s” is a wording of both %s and %s; keep one, or replace the whole entry by using its id", w, other, g.List[i].ID)
			}
			owner[w] = g.List[i].ID
		}
	}
	return nil
}

// tryExamples reads the example sentences of an entry with the glossary as a
// whole: a longer word of another entry may rightly take the place.
func (g *Glossary) tryExamples(t *Term, data []byte) *source.Fault {
	for i, sentence := range slices.Concat(t.Match, t.No) {
		found := slices.ContainsFunc(g.Find(sentence, report.CitedIn(sentence)), func(u Use) bool { return g.List[u.Term].ID == t.ID })
		if want := i < len(t.Match); found != want {
			line := source.LineOf(data, sentence)
			if want {
				return source.Faultf(line, "%s 的例句“%s”里应找到这个词，没有找到", "%s: the example “%s” should use the term and does not", t.ID, sentence)
			}
			return source.Faultf(line, "%s 的例句“%s”里不应找到这个词，却找到了", "%s: the example “%s” should not use the term and does", t.ID, sentence)
		}
	}
	return nil
}
