package region

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"
	"unicode"
	"unicode/utf8"
)

// A layer is what With puts over the built-in gazetteer. It is small: a site adds
// some dozens of units.
type layer struct {
	units   map[string]Region  // changed and added units by code
	formers []Region           // earlier names of units, in the order given
	words   map[string]bearers // all words that it touches, with all their bearers
	index   *index             // of all words, the built-in ones too
}

// With gives a gazetteer that knows the additions too. It names the entry that makes
// no sense in an *Error. Additions may refer to each other in any order; what g already
// has from an earlier With stays.
func (g *Gazetteer) With(additions []Addition) (*Gazetteer, error) {
	if len(additions) == 0 {
		return g, nil
	}
	n := &Gazetteer{table: g.table, own: layer{units: maps.Clone(g.own.units), formers: slices.Clone(g.own.formers)}}
	if n.own.units == nil {
		n.own.units = map[string]Region{}
	}
	for _, a := range additions {
		if err := n.put(a); err != nil {
			return nil, err
		}
	}
	for _, a := range additions {
		if err := n.place(a); err != nil {
			return nil, err
		}
	}
	for _, a := range additions {
		if err := n.succeed(a); err != nil {
			return nil, err
		}
	}
	n.name()
	return n, nil
}

// Additions stands for what With added, in hexadecimal digits: what was made of a
// text with the names of a gazetteer has to be made again once they differ. "" for
// the built-in gazetteer.
func (g *Gazetteer) Additions() string {
	if len(g.own.units) == 0 {
		return ""
	}
	h := sha256.New()
	for _, code := range slices.Sorted(maps.Keys(g.own.units)) {
		fmt.Fprintf(h, "%+v\n", g.own.units[code])
	}
	fmt.Fprintf(h, "%+v", g.own.formers)
	return hex.EncodeToString(h.Sum(nil))
}

// Gone gives the units that the additions say are gone, with their successors, by
// code.
func (g *Gazetteer) Gone() []Region {
	var out []Region
	for _, code := range slices.Sorted(maps.Keys(g.own.units)) {
		if r := g.own.units[code]; r.Former && r.Successor != "" {
			out = append(out, r)
		}
	}
	return out
}

// put enters the unit itself and its earlier names.
func (g *Gazetteer) put(a Addition) error {
	if !codeForm.MatchString(a.Code) {
		return a.faultf("%q 不是代码；要写六位数字，乡镇写九位，例如 \"370405103\"", "%q is no code; write six digits, nine for a town, as in \"370405103\"", a.Code)
	}
	for _, name := range append(slices.Clone(a.Former), a.Name) {
		if name != "" && !isName(name) {
			return a.faultf("%q 不是地名；要写正式全称，最多 %d 个字", "%q is no name; write the full official name, %d characters at most", name, longestWord)
		}
	}
	r, known := g.Lookup(a.Code)
	switch {
	case !known && a.Name == "":
		return a.faultf("新的地方要有 name（正式全称）", "a new place needs a name")
	case !known:
		r = Region{Code: a.Code, Name: a.Name, Level: levelOf(a.Code)}
	case a.Name != "" && a.Name != r.Name:
		g.former(r.Name, r)
		r.Name = a.Name
	}
	if known && a.Successor == "" {
		r.Former, r.Successor = false, "" // who is listed without a successor is there
	}
	g.own.units[a.Code] = r
	for _, name := range a.Former {
		if name == r.Name {
			return a.faultf("%s 是它现在的名称，不是曾用名", "%s is its present name, not a former one", name)
		}
		g.former(name, r)
	}
	return nil
}

// former enters an earlier name of a unit, once.
func (g *Gazetteer) former(name string, r Region) {
	f := Region{r.Code, name, r.Level, "", true, r.Code}
	same := func(o Region) bool { return o.Code == f.Code && o.Name == f.Name && o.Successor == f.Code }
	if !slices.ContainsFunc(g.own.formers, same) && !slices.ContainsFunc(g.Named(name), same) {
		g.own.formers = append(g.own.formers, f)
	}
}

// place hangs the unit on the next higher one.
func (g *Gazetteer) place(a Addition) error {
	r := g.own.units[a.Code]
	if a.Parent == "" && (r.Parent != "" || r.Level == Province) {
		return nil
	}
	parents := []string{a.Parent}
	if a.Parent == "" {
		parents = above(a.Code)
	}
	for _, code := range parents {
		p, ok := g.Lookup(code)
		if ok && p.Level >= r.Level {
			return a.faultf("%s 不能属于 %s：级别不比它高", "%s cannot lie in %s, which is no higher", r.Name, p.Name)
		}
		if ok {
			r.Parent = code
			g.own.units[a.Code] = r
			return nil
		}
	}
	if a.Parent != "" {
		return a.faultf("它所属的 %q 不存在；请先添加那个地方，或改正 parent", "there is no place with the code %q for it to lie in; add that place, or correct parent", a.Parent)
	}
	return a.faultf("从代码看不出它属于哪里；请加上 parent", "its code does not show where it lies; add parent")
}

// succeed enters that a unit is gone, and hangs what lies in it on its successor.
func (g *Gazetteer) succeed(a Addition) error {
	if a.Successor == "" {
		return nil
	}
	if _, ok := g.Lookup(a.Successor); !ok {
		return a.faultf("接续它的 %q 不存在；请先添加那个地方，或改正 successor", "there is no place with the code %q to carry it on; add that place, or correct successor", a.Successor)
	}
	for code := a.Successor; code != ""; {
		if code == a.Code {
			return a.faultf("它不能由自己接续；请改正 successor", "it would be its own successor; correct successor")
		}
		r, _ := g.Lookup(code)
		code = r.Successor
	}
	r := g.own.units[a.Code]
	r.Former, r.Successor = true, a.Successor
	g.own.units[a.Code] = r
	heir, _ := g.Lookup(a.Successor)
	for _, child := range g.Children(a.Code) {
		if heir.Level < child.Level {
			child.Parent = heir.Code
			g.own.units[child.Code] = child
		}
	}
	return nil
}

// name lists the bearers of every word that the layer touches.
func (g *Gazetteer) name() {
	for i, f := range g.own.formers {
		g.own.formers[i].Parent = g.own.units[f.Code].Parent
	}
	mine := slices.Concat(slices.Collect(maps.Values(g.own.units)), g.own.formers)
	words := map[string]bearers{}
	for _, r := range mine {
		words[r.Name] = bearers{}
		for _, word := range shortForms(r) {
			words[word] = bearers{}
		}
	}
	below := &Gazetteer{table: g.table}
	for code := range g.own.units {
		if r, ok := below.Lookup(code); ok { // it may have other names now
			words[r.Name] = bearers{}
			for _, word := range shortForms(r) {
				words[word] = bearers{}
			}
		}
	}
	index := g.index.clone()
	for word := range words {
		words[word] = g.gather(below.bearersOf(word), mine, word)
		index.add(word)
	}
	g.own.words, g.own.index = words, index
}

// gather gives the bearers of a word: the built-in ones as far as no addition speaks
// of their unit, and mine.
func (g *Gazetteer) gather(built bearers, mine []Region, word string) bearers {
	var full, short []Region
	for i, r := range built.all {
		if now, changed := g.own.units[r.Code]; changed {
			if r.Successor != r.Code {
				continue
			}
			r.Parent = now.Parent // an earlier name stays one
		}
		if i < built.full {
			full = append(full, r)
		} else {
			short = append(short, r)
		}
	}
	for _, r := range mine {
		switch {
		case r.Name == word && !g.renumbered(r):
			full = append(full, r)
		case slices.Contains(shortForms(r), word) && !slices.ContainsFunc(short, func(o Region) bool { return o.Code == r.Code }):
			short = append(short, r) // once, though 长兴 fits 长兴县 and its new name 长兴市
		}
	}
	presentFirst(full)
	presentFirst(short)
	return bearers{append(full, short...), len(full)}
}

// presentFirst orders units as Named gives them.
func presentFirst(units []Region) {
	slices.SortStableFunc(units, func(a, b Region) int {
		if a.Former != b.Former {
			if b.Former {
				return -1
			}
			return 1
		}
		return cmp.Compare(a.Code, b.Code)
	})
}

// isName tells whether a unit may be called so: Chinese characters, no blanks.
func isName(name string) bool {
	n := utf8.RuneCountInString(name)
	first, _ := utf8.DecodeRuneInString(name)
	return n >= 2 && n <= longestWord && unicode.Is(unicode.Han, first) &&
		!slices.ContainsFunc([]rune(name), func(r rune) bool { return unicode.IsSpace(r) || r == utf8.RuneError })
}
