// Package region is the gazetteer of the administrative divisions of China, from
// the provinces down to the townships: which units there are, where they lie, which
// share a name, and which names stand in a text.
package region

import (
	"cmp"
	"slices"
	"strings"
)

// A Level is the depth of a unit. Districts and banners are counties here, streets
// (街道), sumu and whatever else is run like a township are towns.
type Level int

const (
	Province Level = iota + 1
	City           // prefecture-level: 市, 地区, 自治州, 盟
	County
	Town
)

// A Region is one unit, or a name that a unit had before.
type Region struct {
	Code   string // official code: six digits, nine for a town; from MadeCode for a town that has none
	Name   string // full official name: 涧头集镇
	Level  Level
	Parent string // code of the next higher unit there is; "" for a province
	// Former tells that the unit is gone, or that a unit that still exists is no longer called Name.
	Former bool
	// Successor is the code of the unit that carries a former one on, which after a mere
	// change of name is Code itself. "" where that is not known, and for present units.
	Successor string
}

// A Gazetteer knows units by code and by name. It never changes once made, so any
// number of goroutines may use it.
type Gazetteer struct {
	*table
	own layer // what With added
}

// Lookup gives the unit with a code, under its present name where it has one.
func (g *Gazetteer) Lookup(code string) (Region, bool) {
	if r, ok := g.own.units[code]; ok {
		return r, true
	}
	if n := cityOf(code); n >= 0 {
		present := g.units[g.cities[n]:g.cities[n+1]]
		if i, ok := searchCode(present, code); ok {
			return present[i], true
		}
	}
	gone := g.units[g.present:g.coded]
	if i, ok := searchCode(gone, code); ok {
		return gone[i], true
	}
	return Region{}, false
}

// searchCode finds the first of some units, ordered by code, whose code is not below code.
func searchCode(units []Region, code string) (int, bool) {
	return slices.BinarySearchFunc(units, code, func(r Region, c string) int { return strings.Compare(r.Code, c) })
}

// Named gives every unit with that full name: present ones first, then former ones,
// each by code. A unit that is gone is left out where its successor has the same
// name and lies in the same parent, since then nothing but a number changed.
func (g *Gazetteer) Named(name string) []Region {
	b := g.bearersOf(name)
	return slices.Clone(b.all[:b.full])
}

// Children gives the present units right below the one with that code, by code; ""
// gives the provinces.
func (g *Gazetteer) Children(code string) []Region {
	if _, ok := g.Lookup(code); !ok && code != "" {
		return nil
	}
	var found []Region
	prefix := code[:min(len(code), 2*int(levelOf(code)))] // all below 370400 begin with 3704
	from, _ := searchCode(g.units[:g.present], prefix)
	for _, r := range g.units[from:g.present] {
		if !strings.HasPrefix(r.Code, prefix) {
			break
		}
		if _, changed := g.own.units[r.Code]; r.Parent == code && !changed {
			found = append(found, r)
		}
	}
	for _, r := range g.own.units {
		if r.Parent == code && !r.Former {
			found = append(found, r)
		}
	}
	slices.SortFunc(found, func(a, b Region) int { return cmp.Compare(a.Code, b.Code) })
	return found
}

// Chain gives the unit and all above it, province first. It is nil for an unknown code.
func (g *Gazetteer) Chain(code string) []Region {
	var chain []Region
	for code != "" {
		r, ok := g.Lookup(code)
		if !ok {
			return nil
		}
		if chain == nil {
			chain = make([]Region, 0, r.Level)
		}
		chain = append(chain, r)
		code = r.Parent
	}
	slices.Reverse(chain)
	return chain
}

// Within tells whether a unit is ancestor or lies in it. A former unit counts as
// what it has become: 夏茂镇 of 沙县区 lies within 沙县, and the 南牛乡 of old within
// whatever 南牛镇 lies in today, besides where it lay itself.
func (g *Gazetteer) Within(code, ancestor string) bool {
	target, today := g.living(ancestor), g.living(code)
	return g.reaches(code, ancestor, target) || today != code && g.reaches(today, ancestor, target)
}

// reaches tells whether a unit or one above it is ancestor, or is target today.
func (g *Gazetteer) reaches(code, ancestor, target string) bool {
	for code != "" {
		r, ok := g.Lookup(code)
		if !ok {
			return false
		}
		if code == ancestor || r.Successor == "" && code == target || r.Successor != "" && g.living(code) == target {
			return true
		}
		code = r.Parent
	}
	return false
}

// living follows the successors of a unit as far as they are known.
func (g *Gazetteer) living(code string) string {
	for {
		r, ok := g.Lookup(code)
		if !ok || r.Successor == "" {
			return code
		}
		code = r.Successor // With lets no circle in, and the built-in data has none
	}
}
