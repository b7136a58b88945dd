package report

import (
	"cmp"
	"slices"
	"strings"

	"zhenjian/generator/region"
	"zhenjian/generator/source"
)

// Where a place's name stands says how much it tells about where the report
// comes from. The weights order the zones: a title outweighs whatever a body
// can gather, and one county named in full in the body is enough to choose
// between namesakes (3 × 6 ≥ 12) where two provinces mentioned in passing are not.
const (
	inTitle     = 100
	inIssuer    = 80
	inAddressee = 60
	inFurniture = 40
	inCitation  = 20
	inPath      = 15
	inBody      = 6 // a full name; a short form counts half
	enough      = 12
)

// evidence is what the places named in a document say together.
type evidence struct {
	support map[string]int  // by code of a province, city or county: weight of its mentions
	towns   map[string]*hit // by name: towns, and what looks like one
	above   []region.Region // the units named directly before the town's name in the title
	title   []region.Region // the units above the town that the title names last
	rest    string          // what follows them in the title
}

// A hit is a town's name in the text.
type hit struct {
	name  string
	score int
	rule  string // the weightiest zone it stands in
	best  int
}

// gather collects the places named in every zone of the document.
func (r *Report) gather(g *region.Gazetteer) *evidence {
	e := &evidence{support: map[string]int{}, towns: map[string]*hit{}}
	title := cmp.Or(r.Title, squash(r.Doc.Facts.Title))
	e.readTitle(g, outsideCitations(title))
	for _, b := range r.Blocks { // the web page's title above the document's own
		if line := r.text(b.Span); b.Kind == Byline && titleLike(squash(line)) {
			e.readName(g, outsideCitations(squash(line)), inIssuer, "issuer")
		}
	}
	for _, name := range r.Issuers {
		e.readName(g, name, inIssuer, "issuer")
	}
	for _, name := range r.Addressees {
		e.add(g, name, inAddressee)
	}
	for _, c := range r.Doc.Changes {
		if c.Kind == source.Furniture && c.Span.End-c.Span.Start < 600 {
			e.readName(g, r.Doc.Decoded[c.Span.Start:c.Span.End], inFurniture, "web page")
		}
	}
	for _, c := range r.Citations {
		e.readName(g, c.Name, inCitation, "citation")
	}
	e.readBody(r, g)
	e.add(g, r.Doc.Path, inPath)
	if len(e.towns) == 0 {
		e.readName(g, r.Doc.Path, inPath, "file name")
	}
	return e
}

// add counts the units above the town named in a zone.
func (e *evidence) add(g *region.Gazetteer, text string, weight int) {
	g.Scan(text, func(start, end int, units []region.Region) {
		for _, u := range units {
			if u.Level != region.Town {
				e.count(u.Code, weight)
			}
		}
	})
}

// count adds a mention; more than three of one weight prove no more than three.
func (e *evidence) count(code string, weight int) {
	if e.support[code] < 3*weight {
		e.support[code] += weight
	}
}

// countTown counts a mention of a town's name.
func (e *evidence) countTown(name string, weight int, rule string) {
	h := e.towns[name]
	if h == nil {
		h = &hit{name: name}
		e.towns[name] = h
	}
	h.score += weight
	if weight > h.best {
		h.best, h.rule = weight, rule
	}
}

// readTitle reads the title, where the town stands behind the units above it.
func (e *evidence) readTitle(g *region.Gazetteer, title string) {
	last := 0 // where the unit before ended
	var above []region.Region
	g.Scan(title, func(start, end int, units []region.Region) {
		if isTown(units, title[start:end]) && townStands(title, start, end) {
			if start == last && len(above) > 0 {
				e.above = above
			}
			e.countTown(title[start:end], inTitle, "title")
			last, above = end, nil
			return
		}
		higher := slices.DeleteFunc(slices.Clone(units), func(u region.Region) bool { return u.Level == region.Town })
		if len(higher) == 0 {
			return
		}
		if above != nil && start == last { // 枣庄市市中区: the second lies in the first
			higher = inside(g, higher, above)
		}
		for _, u := range higher {
			e.count(u.Code, inTitle)
		}
		last, above = end, higher
		e.title, e.rest = higher, title[end:]
	})
	if len(e.towns) > 0 {
		return
	}
	// A town that the gazetteer lacks: from the unit above, or from where a
	// name can begin, to 镇, 乡 or 街道.
	from := last
	if from == 0 {
		from = nameStart(title)
	}
	if name := townName(title[from:]); name != "" {
		if last > 0 {
			e.above = above
		}
		e.countTown(name, inTitle, "title")
	}
}

// inside keeps those units that lie in one of the others, or all if none does.
func inside(g *region.Gazetteer, units, others []region.Region) []region.Region {
	kept := slices.DeleteFunc(slices.Clone(units), func(u region.Region) bool {
		return !slices.ContainsFunc(others, func(o region.Region) bool { return g.Within(u.Code, o.Code) })
	})
	if len(kept) > 0 {
		return kept
	}
	return units
}

// readName reads a short text that names who issued the report.
func (e *evidence) readName(g *region.Gazetteer, text string, weight int, rule string) {
	found := false
	last := 0
	g.Scan(text, func(start, end int, units []region.Region) {
		if isTown(units, text[start:end]) {
			if !found && townStands(text, start, end) {
				if weight == inCitation { // a town's own papers; no more than a few words of the text
					e.countTown(text[start:end], 4, rule)
				} else {
					e.countTown(text[start:end], weight, rule)
				}
				found = true
			}
			return
		}
		for _, u := range units {
			if u.Level != region.Town {
				e.count(u.Code, weight)
				last = end
			}
		}
	})
	if !found && weight == inIssuer {
		if name := townName(text[last+nameStart(text[last:]):]); name != "" {
			e.countTown(name, weight, rule)
		}
	}
}

// readBody counts the places in the running text. A town counts where the
// text speaks of it as its subject, in the opening paragraph above all.
func (e *evidence) readBody(r *Report, g *region.Gazetteer) {
	text := r.Doc.Text
	opening := 0
	for _, b := range r.Blocks {
		if (b.Kind == Paragraph || b.Kind == RunIn || b.Kind == Numbered) && isProse(r.text(b.Span)) {
			opening = b.Span.End
			break
		}
	}
	g.Scan(text, func(start, end int, units []region.Region) {
		r.names = append(r.names, name{Span{Start: start, End: end}, units})
		if r.cited(start) {
			return
		}
		for _, u := range units {
			if u.Level != region.Town {
				switch {
				case u.Name != text[start:end]:
					e.count(u.Code, inBody/2)
				case followedBy(text[end:], offices): // 中共云阳县委, 云阳县司法局
					e.count(u.Code, inCitation)
				default:
					e.count(u.Code, inBody)
				}
			}
		}
		if !isTown(units, text[start:end]) || !townStands(text, start, end) {
			return
		}
		weight := 1
		if startsClause(text, start) {
			weight += 2
		}
		if followedBy(text[end:], townActs) {
			weight += 3
		}
		if start < opening {
			weight += 4
		}
		e.countTown(text[start:end], weight, "body")
	})
}

// offices follow the name of the county that a town reports to.
var offices = []string{"委", "人民政府", "政府", "司法局", "依法治", "人大", "人民法院", "人民检察院"}

// townActs follow a town's name where the report speaks of the town itself.
var townActs = []string{"党委", "人民政府", "政府", "党工委", "街道办", "办事处", "镇委", "坚持", "以习近平", "认真", "深入", "全面", "高度重视", "紧紧", "持续", "始终", "严格", "按照", "积极", "法治", "在区", "在县", "在市", "综合行政执法", "司法所", "各村", "2", "将", "以"}

// town chooses the town that the report comes from. asTown: the text speaks as
// a town does, so that one named in the body alone may be taken.
func (e *evidence) town(asTown func() bool) (name, rule string) {
	hits := make([]*hit, 0, len(e.towns))
	for _, h := range e.towns {
		hits = append(hits, h)
	}
	if len(hits) == 0 {
		return "", ""
	}
	slices.SortFunc(hits, func(a, b *hit) int {
		return cmp.Or(cmp.Compare(b.score, a.score), strings.Compare(a.name, b.name))
	})
	best := hits[0]
	switch {
	case best.best >= inTitle, best.best >= inIssuer:
		return best.name, best.rule
	case !asTown():
		return "", ""
	case best.best >= inFurniture:
		return best.name, best.rule
	case best.score < 3, len(hits) > 1 && best.score*2 < hits[1].score*3:
		return "", ""
	}
	return best.name, best.rule
}

// strongest keeps those candidates that the other places in the text speak
// for most; all of them where the text says too little.
func (e *evidence) strongest(g *region.Gazetteer, candidates []region.Region) []region.Region {
	if len(candidates) < 2 {
		return candidates
	}
	score := func(u region.Region) int {
		total := 0
		for _, above := range g.Chain(u.Code) {
			switch above.Level {
			case region.County:
				total += 3 * e.support[above.Code]
			case region.City:
				total += 2 * e.support[above.Code]
			case region.Province:
				total += e.support[above.Code]
			}
		}
		return total
	}
	best, second := 0, 0
	scores := make([]int, len(candidates))
	for i, u := range candidates {
		scores[i] = score(u)
		switch s := scores[i]; {
		case s > best:
			best, second = s, best
		case s > second && s < best:
			second = s
		}
	}
	if best < enough || best*4 < second*5 {
		if current := slices.DeleteFunc(slices.Clone(candidates), func(u region.Region) bool { return u.Former }); best < enough && len(current) > 0 {
			return current // a unit long gone is no rival of the one there is
		}
		return candidates
	}
	kept := make([]region.Region, 0, len(candidates))
	for i, u := range candidates {
		if scores[i] == best {
			kept = append(kept, u)
		}
	}
	return kept
}

// county gives the county that the text names for its town most clearly; it
// must stand in the title, the signature or the web page, or twice in full.
func (e *evidence) county(g *region.Gazetteer) region.Region {
	for _, u := range e.above {
		if len(e.above) == 1 && u.Level == region.County {
			return u
		}
	}
	var best region.Region
	top, tie := 0, false
	for code, s := range e.support {
		u, ok := g.Lookup(code)
		if !ok || u.Level != region.County || u.Former {
			continue
		}
		for _, above := range g.Chain(code) {
			if above.Code != code {
				s += e.support[above.Code] / 4
			}
		}
		switch {
		case s > top:
			best, top, tie = u, s, false
		case s == top:
			tie = true
		}
	}
	if tie || top < 2*inBody {
		return region.Region{}
	}
	return best
}
