package region

import "slices"

// A table is the built-in gazetteer, set out for quick reading.
type table struct {
	// units holds, each by code, first the present units, then up to coded those that
	// are gone, then earlier names of units; behind them once more those that share a
	// word, side by side. So a list of the bearers of a word is always a part of units.
	units          []Region
	present, coded int

	words  map[string]int32 // index in ranges
	ranges []bearerRange
	reach  *reach // of all words
}

// A bearerRange is the part of table.units for one word: up to full the units that
// have it as their full name, from there on those that it is a short form of.
type bearerRange struct{ from, full, to int32 }

// newGazetteer sets out present units, ordered by code, and former ones, likewise.
func newGazetteer(present, former []Region) *Gazetteer {
	t := &table{
		units:   present,
		present: len(present),
		words:   make(map[string]int32, 42_000),
		ranges:  make([]bearerRange, 0, 42_000),
		reach:   new(reach),
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
	word := func(s string) int32 {
		i, ok := g.words[s]
		if !ok {
			i = int32(len(g.ranges))
			g.words[s] = i
			g.ranges = append(g.ranges, bearerRange{})
			g.reach.add(s)
		}
		return i
	}
	for i, r := range g.units {
		if g.renumbered(r) {
			continue
		}
		w := word(r.Name)
		full = append(full, bearing{int32(i), w})
		g.ranges[w].full++
		for _, s := range shortForms(r) {
			w := word(s)
			short = append(short, bearing{int32(i), w})
			g.ranges[w].to++
		}
	}
	end := int32(len(g.units))
	for w, count := range g.ranges {
		if n := count.full + count.to; n == 1 {
			g.ranges[w].from = alone
		} else {
			g.ranges[w] = bearerRange{end, end, end + count.full}
			end += n
		}
	}
	g.units = slices.Grow(g.units, int(end)-len(g.units))[:end]
	for _, b := range full {
		if r := &g.ranges[b.word]; r.from == alone {
			*r = bearerRange{b.unit, b.unit + 1, b.unit + 1}
		} else {
			g.units[r.full] = g.units[b.unit]
			r.full++
		}
	}
	for _, b := range short {
		if r := &g.ranges[b.word]; r.from == alone {
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

// bearersOf gives the units that a word may mean.
func (g *Gazetteer) bearersOf(word string) bearers {
	if b, ok := g.own.words[word]; ok {
		return b
	}
	i, ok := g.words[word]
	if !ok {
		return bearers{}
	}
	r := g.ranges[i]
	return bearers{g.units[r.from:r.to:r.to], int(r.full - r.from)}
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
