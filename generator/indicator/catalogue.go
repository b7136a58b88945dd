// Package indicator holds the catalogue of indicators, and says which
// quantities of a report are mentions of which.
//
// What an indicator is called and by which words it is known stands in
// catalogue.toml, written for people who know the field. This package knows
// how a sentence is built: clause.go cuts it, find.go gives each quantity to
// the reading that fits it best, exclude.go leaves out plans, rules, parts and
// other years, by the words that sign.go has found before the number, none.go
// reads statements that there was none.
package indicator

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"

	"zhenjian/generator/quantity"
	"zhenjian/generator/source"
)

//go:embed catalogue.toml
var builtin []byte

// An Indicator is one entry of the catalogue.
type Indicator struct {
	ID         string    `toml:"id"`         // part of addresses and data files
	Name       string    `toml:"name"`       // as pages show it
	Official   string    `toml:"official"`   // the name in the rules of the field
	Definition string    `toml:"definition"` // what is counted and what is not
	Source     string    `toml:"source"`     // where the definition comes from
	Stock      bool      `toml:"stock"`      // a number at the end of the year, not a sum over it
	Combine    Combine   `toml:"combine"`    // how several mentions make the year's value
	Why        string    `toml:"why"`        // why so
	Units      []string  `toml:"units"`      // families of package quantity, or single units
	None       []string  `toml:"none"`       // words that a statement of none is about
	Direct     bool      `toml:"direct"`     // the denial must stand right at those words: 无行政处罚案件, not 无照经营的行政处罚
	Yearly     bool      `toml:"yearly"`     // and say that it is about the year: 全年无信访
	Not        []string  `toml:"not"`        // words in the clause that rule it out
	Lists      bool      `toml:"lists"`      // all items that 、 joins to one of its own are its own
	Readings   []Reading `toml:"readings"`
	Match      []string  `toml:"match"` // sentences, "=>", values that must be found
	No         []string  `toml:"no"`    // sentences in which nothing may be found
}

// A Reading is a group of wordings with the same conditions.
type Reading struct {
	Words []string `toml:"words"` // * any characters of one clause; + a word that the sentence must have too
	Units []string `toml:"units"` // instead of the indicator's
	Near  bool     `toml:"near"`  // at most maxNear characters from the number
	Carry bool     `toml:"carry"` // the words may stand in an earlier clause of the sentence
	Weak  bool     `toml:"weak"`  // gives way to any other indicator's words
	Not   []string `toml:"not"`
}

// A Combine says which of several mentions, or what of them, is the year's value.
type Combine string

// The ways to combine.
const (
	Sum     Combine = "sum"
	Largest Combine = "largest"
	First   Combine = "first"
	Last    Combine = "last"
)

// A Catalogue is made by Builtin and With and never changed after.
type Catalogue struct {
	List  []Indicator
	byID  map[string]int
	words *lexicon
	none  []denial
}

// Builtin gives the catalogue that the program carries.
var Builtin = sync.OnceValue(func() *Catalogue {
	c, err := new(Catalogue).With(builtin)
	if err != nil {
		panic(fmt.Sprintf("catalogue.toml: %v", err)) // embedded: a test loads it
	}
	return c
})

const keys = "[[indicator]]: id, name, official, definition, source, stock, combine, why, units, none, direct, yearly, not, lists, readings, match, no; readings: words, units, near, carry, weak, not"

// With gives a catalogue in which the entries of a site's indicators.toml
// stand in the place of those with the same id, the others behind. An error is
// a *source.Fault; it names the sentence where an example fails.
func (c *Catalogue) With(data []byte) (*Catalogue, error) {
	var file struct {
		Indicator []Indicator `toml:"indicator"`
	}
	if fault := source.DecodeTOML(data, &file, keys); fault != nil {
		return nil, fault
	}
	out := &Catalogue{List: slices.Clone(c.List), byID: map[string]int{}}
	for i, in := range out.List {
		out.byID[in.ID] = i
	}
	lines := source.LinesOfKey(data, "id")
	seen := map[string]bool{}
	for k, in := range file.Indicator {
		line := 0
		if k < len(lines) {
			line = lines[k]
		}
		if fault := in.fault(line); fault != nil {
			return nil, fault
		}
		if seen[in.ID] {
			return nil, source.Faultf(line, "%q 写了两次；请合成一条", "%q stands twice; make one entry of the two", in.ID)
		}
		seen[in.ID] = true
		if i, ok := out.byID[in.ID]; ok {
			out.List[i] = in
		} else {
			out.byID[in.ID] = len(out.List)
			out.List = append(out.List, in)
		}
	}
	out.words = newLexicon(out.List)
	out.none = newDenials(out.List)
	f := newFinder(out)
	for i := range file.Indicator {
		if fault := f.tryExamples(&file.Indicator[i], data); fault != nil {
			return nil, fault
		}
	}
	return out, nil
}

// Get gives an indicator by its id.
func (c *Catalogue) Get(id string) (Indicator, bool) {
	i, ok := c.byID[id]
	if !ok {
		return Indicator{}, false
	}
	return c.List[i], true
}

// Index gives the place of an indicator in List; -1 for one that is not there.
func (c *Catalogue) Index(id string) int {
	if i, ok := c.byID[id]; ok {
		return i
	}
	return -1
}

// fault says what an entry lacks.
func (in *Indicator) fault(line int) *source.Fault {
	plain := in.ID != "" && strings.Trim(in.ID, "abcdefghijklmnopqrstuvwxyz0123456789-") == ""
	switch {
	case !plain:
		return source.Faultf(line, "id 只能用小写英文字母、数字和 -，现在是 %q", "an id has small letters, digits and - only; this is %q", in.ID)
	case in.Name == "" || in.Definition == "" || in.Source == "":
		return source.Faultf(line, "%s 要写明 name、definition 和 source", "%s needs name, definition and source", in.ID)
	case !slices.Contains([]Combine{Sum, Largest, First, Last}, in.Combine) || in.Why == "":
		return source.Faultf(line, "%s 的 combine 要写 sum、largest、first 或 last，并在 why 里说明理由", "%s needs combine (sum, largest, first or last) and why", in.ID)
	case len(in.Readings) == 0 && len(in.None) == 0:
		return source.Faultf(line, "%s 没有写从哪些词认出来（readings）", "%s has no readings", in.ID)
	case len(in.Match) == 0 || len(in.No) == 0:
		return source.Faultf(line, "%s 要有例句：match（要认出来的）和 no（不能认的）", "%s needs example sentences, match and no", in.ID)
	}
	for _, r := range in.Readings {
		if len(r.Words) == 0 || len(r.Units) == 0 && len(in.Units) == 0 {
			return source.Faultf(line, "%s 的每组说法都要有 words 和单位", "every reading of %s needs words and units", in.ID)
		}
		for _, w := range r.Words {
			if end := strings.IndexAny(w, "*+"); end < 0 && runes(w) < 2 || end >= 0 && runes(w[:end]) < 2 {
				return source.Faultf(line, "%s 的说法 %q 开头太短：“*”或“+”前至少要有两个字", "%s: the wording %q begins too short: two characters at least before * or +", in.ID, w)
			}
		}
	}
	for _, unit := range in.allUnits() {
		if !quantity.IsFamily(unit) && !readsUnit(unit) {
			return source.Faultf(line, "%s 的单位 %q 不认识；可以写类别（如 events、people、cases）或单位本身（如 \"次\"）", "%s: the unit %q is unknown; write a family (events, people, cases …) or a unit such as 次", in.ID, unit)
		}
	}
	return nil
}

// allUnits are the units of an entry and its readings.
func (in *Indicator) allUnits() []string {
	units := slices.Clone(in.Units)
	for _, r := range in.Readings {
		units = append(units, r.Units...)
	}
	return units
}

// readsUnit tells whether a number with that unit is read as one.
func readsUnit(unit string) bool {
	found := quantity.Find("共5" + unit + "。")
	return len(found) == 1 && found[0].Unit == unit
}

// tryExamples reads the example sentences of an entry with the catalogue as a
// whole: another entry may rightly be the better one. "@plans" behind a
// sentence puts it among the plans.
func (f *finder) tryExamples(in *Indicator, data []byte) *source.Fault {
	try := func(sentence, want string) *source.Fault {
		text, plans := strings.CutSuffix(strings.TrimSpace(sentence), "@plans")
		var got []string
		for _, m := range f.sentence(strings.TrimSpace(text)+"\n", place{plans: plans}) {
			if m.ID == in.ID {
				got = append(got, m.Value.String())
			}
		}
		if said := strings.Join(got, ", "); said != want {
			line := source.LineOf(data, sentence)
			return source.Faultf(line, "%[1]s 的例句“%[2]s”应认出 [%[3]s]，实际认出 [%[4]s]", "%[1]s: the example “%[2]s” should give [%[3]s] and gives [%[4]s]", in.ID, sentence, want, said)
		}
		return nil
	}
	for _, example := range in.Match {
		sentence, want, ok := strings.Cut(example, "=>")
		if !ok {
			return source.Faultf(source.LineOf(data, example), "例句“%s”后面要写“=> 数值”", "the example “%s” lacks “=> values”", example)
		}
		if fault := try(strings.TrimSpace(sentence), strings.TrimSpace(want)); fault != nil {
			return fault
		}
	}
	for _, sentence := range in.No {
		if fault := try(sentence, ""); fault != nil {
			return fault
		}
	}
	return nil
}
