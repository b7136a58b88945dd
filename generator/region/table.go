package region

import "slices"

// A table is the built-in gazetteer, set out for quick reading.
type table struct {
	// units holds, each by code, first the present units, then up to coded those that
	// are gone, then earlier names of units; behind them once more those that share a
	// word, side by side. So a list of the bearers of a word is always a part of units.
	units          []Region
	present, coded int
	// cities tells where the present units begin whose codes open with these four digits,
	// as those of a city do: to find one of 45,000 by its code, 130 are searched.
	cities [10_001]int32

	index *index // of all words
}

// A bearerRange is the part of table.units for one word: up to full the units that
// have it as their full name, from there on those that it is a short form of.
type bearerRange struct{ from, full, to int32 }

// newGazetteer sets out present units, ordered by code, and former ones, likewise.
func newGazetteer(present, former []Region) *Gazetteer {
	t := &table{
		units:   present,
		present: len(present),
		index:   newIndex(42_000),
	}
	var names []Region
	for _, r := range former {
		if r.Successor == r.Code {
			names = append(names, r)
		} else {
			t.units = append(t.units, r)
		}
	}
	t.coded = len(t.units)
	t.units = append(t.units, names...)
	n := 0
	for i, r := range present {
		for ; n <= cityOf(r.Code); n++ {
			t.cities[n] = int32(i)
		}
	}
	for ; n < len(t.cities); n++ {
		t.cities[n] = int32(len(present))
	}
	g := &Gazetteer{table: t}
	g.fill()
	return g
}

// fill makes the list of words. It counts the bearers of each, and gives those that
// share one a range of their own, in the order in which they come.
func (g *Gazetteer) fill() {
	type bearing struct{ unit, word int32 }
	full := make([]bearing, 0, len(g.units))
	short := make([]bearing, 0, 5_000)
	for i, r := range g.units {
		if g.renumbered(r) {
			continue
		}
		w := g.index.add(r.Name)
		full = append(full, bearing{int32(i), w})
		g.index.words[w].full++
		for _, s := range shortForms(r) {
			w := g.index.add(s)
			short = append(short, bearing{int32(i), w})
			g.index.words[w].to++
		}
	}
	words := g.index.words
	end := int32(len(g.units))
	for w := range words[1:] {
		r := &words[w+1].bearerRange
		if n := r.full + r.to; n == 1 {
			r.from = alone
		} else {
			*r = bearerRange{end, end, end + r.full}
			end += n
		}
	}
	g.units = slices.Grow(g.units, int(end)-len(g.units))[:end]
	for _, b := range full {
		if r := &words[b.word].bearerRange; r.from == alone {
			*r = bearerRange{b.unit, b.unit + 1, b.unit + 1}
		} else {
			g.units[r.full] = g.units[b.unit]
			r.full++
		}
	}
	for _, b := range short {
		if r := &words[b.word].bearerRange; r.from == alone {
			*r = bearerRange{b.unit, b.unit, b.unit + 1}
		} else {
			g.units[r.to] = g.units[b.unit]
			r.to++
		}
	}
}

// alone marks, while the list is being made, a word with a single bearer.
const alone = -1

// bearers are the units that a word may mean. The first full of them have it as
// their full name, the others as a short form.
type bearers struct {
	all  []Region
	full int
}

// names gives the words that g knows, those of its additions among them.
func (g *Gazetteer) names() *index {
	if g.own.index != nil {
		return g.own.index
	}
	return g.index
}

// bearersOf gives the units that a word may mean.
func (g *Gazetteer) bearersOf(word string) bearers {
	x := g.names()
	return g.bearersAt(x, x.find(word))
}

// bearersAt gives the units that word i of g's names may mean.
func (g *Gazetteer) bearersAt(x *index, i int32) bearers {
	w := &x.words[i]
	if len(g.own.words) > 0 {
		if b, ok := g.own.words[w.text]; ok {
			return b
		}
	}
	return bearers{g.units[w.from:w.to:w.to], int(w.full - w.from)}
}

// renumbered tells of a unit that is gone only by its number: one with its name has
// taken over in the same parent, or in what that has become.
func (g *Gazetteer) renumbered(r Region) bool {
	if !r.Former || r.Successor == r.Code {
		return false
	}
	s, ok := g.Lookup(r.Successor)
	return ok && s.Name == r.Name && g.Within(s.Code, r.Parent)
}
