package report

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"zhenjian/generator/region"
	"zhenjian/generator/source"
)

// findPlace settles where the report comes from, by the text and the sidecar.
func (r *Report) findPlace(g *region.Gazetteer, side *sidecar) {
	e := r.gather(g)
	own := side.place()
	asTown := sync.OnceValue(r.speaksAsTown) // most titles name the town, and nobody asks
	name, rule := e.town(asTown)
	if name == "" && asTown() {
		name, rule = r.peoplesTown(g, e), "body"
	}
	if fault := unknownPlace(g, own); fault != nil {
		r.Problems = append(r.Problems, source.Problem{Code: source.BadSidecar, File: r.Doc.SidecarPath, Line: source.LineOfKey(r.Doc.Sidecar, "place"), Args: []any{fault}})
		return
	}
	if own.Town != "" {
		name, rule = own.Town, "sidecar"
	}
	if name == "" {
		r.settleAbove(g, e, own, asTown)
		return
	}
	r.Rules.Place = rule
	if own != (Place{}) {
		r.Rules.Place = "sidecar"
	}
	candidates := g.Named(name)
	candidates = slices.DeleteFunc(candidates, func(u region.Region) bool { return u.Level != region.Town })
	if len(candidates) == 0 {
		candidates = sameStem(g, name, e)
	}
	if own != (Place{}) {
		candidates = slices.DeleteFunc(candidates, func(u region.Region) bool { return !fits(g, u, own) })
		e.above = nil
		if county := named(g, own.County, region.County, own); county.Code != "" {
			e.above = []region.Region{county}
		}
	}
	if own != (Place{}) && len(candidates) == 0 && (own.Town == "" || own.County == "") {
		fault := source.Faultf(0, "旁注写的地方里没有“%s”；请核对区县，或把 town 也写上", "there is no %s in the place that the sidecar names; check the county, or give the town too", name)
		r.Problems = append(r.Problems, source.Problem{Code: source.BadSidecar, File: r.Doc.SidecarPath, Line: source.LineOfKey(r.Doc.Sidecar, "place"), Args: []any{fault}})
		return
	}
	if len(e.above) > 0 && own == (Place{}) {
		within := slices.DeleteFunc(slices.Clone(candidates), func(u region.Region) bool {
			return !slices.ContainsFunc(e.above, func(above region.Region) bool { return g.Within(u.Code, above.Code) })
		})
		if len(within) > 0 || e.above[0].Level == region.County {
			candidates = within
		}
	}
	best := e.strongest(g, candidates)
	switch {
	case len(best) == 1:
		r.Place = chainPlace(g, best[0].Code)
		r.Place.Town = name // as the report has it, where the unit has been renamed since
		r.Place.Code = present(g, best[0])
	case len(best) > 1:
		r.Place = common(g, best)
		r.Place.Town = name
		example := g.Chain(best[0].Code)
		names := make([]string, len(example))
		for i, u := range example {
			names[i] = u.Name
		}
		r.problem(source.PlaceOpen, -1, name, len(best), strings.Join(names, ""))
	default:
		r.settleUnknown(g, e, name)
	}
}

// settleUnknown places a town that the gazetteer lacks below the county that
// the text names in full for it.
func (r *Report) settleUnknown(g *region.Gazetteer, e *evidence, name string) {
	county := e.county(g)
	if county.Code == "" {
		r.Place = Place{Town: name}
		r.problem(source.PlaceUnknown, -1, name)
		return
	}
	r.Place = chainPlace(g, county.Code)
	r.Place.Town = name
	for _, u := range g.Children(county.Code) {
		if stem(u.Name) == stem(name) { // 王河乡 has become 王河镇 since the gazetteer's date
			r.Place.Code = u.Code
			return
		}
	}
	r.Place.Code = region.MadeCode(county.Code, name)
	r.problem(source.PlaceMade, -1, name, r.Place.Code)
}

// settleAbove places the report of a county, city or province: its title or
// issuer names it and no town, and the text does not speak as a town does.
func (r *Report) settleAbove(g *region.Gazetteer, e *evidence, own Place, asTown func() bool) {
	var units []region.Region
	switch {
	case own.Code != "":
		if _, ok := g.Lookup(own.Code); ok {
			r.Place = chainPlace(g, own.Code)
			r.Rules.Place = "sidecar"
			return
		}
	case own != (Place{}):
		if u := named(g, cmp.Or(own.County, own.City, own.Province), 0, own); u.Code != "" && !asTown() {
			r.Place, r.Rules.Place = chainPlace(g, u.Code), "sidecar"
			return
		}
	case !asTown():
		units = e.strongest(g, e.title)
	}
	switch {
	case len(units) == 1:
		r.Place, r.Rules.Place = chainPlace(g, units[0].Code), "title"
		if department(e.rest) {
			r.problem(source.OtherKind, -1, "部门的报告")
		}
	case len(units) > 1:
		r.Place, r.Rules.Place = common(g, units), "title"
		r.problem(source.PlaceOpen, -1, units[0].Name, len(units), g.Chain(units[0].Code)[0].Name+units[0].Name)
	default:
		if county := e.county(g); county.Code != "" && asTown() {
			r.Place = chainPlace(g, county.Code)
			r.Place.Code = ""
		}
		r.problem(source.NoPlace, -1)
	}
}

// chainPlace gives the full names of a unit and of all above it.
func chainPlace(g *region.Gazetteer, code string) Place {
	var p Place
	for _, u := range g.Chain(code) {
		switch u.Level {
		case region.Province:
			p.Province = u.Name
		case region.City:
			p.City = u.Name
		case region.County:
			p.County = u.Name
		case region.Town:
			p.Town = u.Name
		}
		p.Code = u.Code
	}
	return p
}

// present gives the code that a unit goes by today.
func present(g *region.Gazetteer, u region.Region) string {
	for u.Former && u.Successor != "" && u.Successor != u.Code {
		next, ok := g.Lookup(u.Successor)
		if !ok {
			break
		}
		u = next
	}
	return u.Code
}

// common gives the levels that all units share.
func common(g *region.Gazetteer, units []region.Region) Place {
	p := chainPlace(g, units[0].Code)
	for _, u := range units[1:] {
		q := chainPlace(g, u.Code)
		if q.Province != p.Province {
			p.Province = ""
		}
		if q.City != p.City || p.Province == "" {
			p.City = ""
		}
		if q.County != p.County || p.Province == "" {
			p.County = ""
		}
	}
	return Place{Province: p.Province, City: p.City, County: p.County}
}

// unknownPlace says which name or code of a sidecar's place there is not.
func unknownPlace(g *region.Gazetteer, own Place) *source.Fault {
	if own == (Place{}) {
		return nil
	}
	if _, ok := g.Lookup(own.Code); own.Code != "" && !ok {
		return source.Faultf(0, "没有 %q 这个代码；区县写六位，乡镇写九位", "there is no code %q; a county has six digits, a township nine", own.Code)
	}
	for _, unit := range []struct {
		name   string
		level  region.Level
		suffix []string
	}{{own.Province, region.Province, []string{"省", "市", "自治区"}}, {own.City, region.City, []string{"市", "地区", "自治州", "盟"}}, {own.County, region.County, []string{"县", "区", "市", "旗"}}} {
		known := func(name string) bool {
			return slices.ContainsFunc(g.Named(name), func(u region.Region) bool { return u.Level == unit.level })
		}
		if unit.name == "" || known(unit.name) {
			continue
		}
		for _, suffix := range unit.suffix {
			if known(unit.name + suffix) {
				return source.Faultf(0, "“%[1]s”不是全称，应写“%[1]s%[2]s”", "%[1]s is no full name; write %[1]s%[2]s", unit.name, suffix)
			}
		}
		return source.Faultf(0, "没有叫“%s”的地方；请写区划的正式全称", "there is no place called %s; write the full official name", unit.name)
	}
	return nil
}

// fits tells whether a unit lies where the sidecar says.
func fits(g *region.Gazetteer, u region.Region, own Place) bool {
	p := chainPlace(g, u.Code)
	return (own.Province == "" || own.Province == p.Province) && (own.City == "" || own.City == p.City) &&
		(own.County == "" || own.County == p.County) && (own.Code == "" || own.Code == u.Code)
}

// named finds the one unit of that name and level (0: any above a town) that
// fits what else the sidecar says.
func named(g *region.Gazetteer, name string, level region.Level, own Place) region.Region {
	var found []region.Region
	for _, u := range g.Named(name) {
		if !u.Former && u.Level != region.Town && (level == 0 || u.Level == level) {
			above := own
			switch u.Level {
			case region.County:
				above.County = ""
			case region.City:
				above.City = ""
			case region.Province:
				above.Province = ""
			}
			if fits(g, u, above) {
				found = append(found, u)
			}
		}
	}
	if len(found) != 1 {
		return region.Region{}
	}
	return found[0]
}
