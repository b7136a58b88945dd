package report

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

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

// findPlace settles where the report comes from, by the text and the sidecar.
func (r *Report) findPlace(g *region.Gazetteer, side *sidecar) {
	e := r.gather(g)
	own := side.place()
	asTown := r.speaksAsTown()
	name, rule := e.town(asTown)
	if name == "" && asTown {
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
func (r *Report) settleAbove(g *region.Gazetteer, e *evidence, own Place, asTown bool) {
	var units []region.Region
	switch {
	case own.Code != "":
		if _, ok := g.Lookup(own.Code); ok {
			r.Place = chainPlace(g, own.Code)
			r.Rules.Place = "sidecar"
			return
		}
	case own != (Place{}):
		if u := named(g, cmp.Or(own.County, own.City, own.Province), 0, own); u.Code != "" && !asTown {
			r.Place, r.Rules.Place = chainPlace(g, u.Code), "sidecar"
			return
		}
	case !asTown:
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
		if county := e.county(g); county.Code != "" && asTown {
			r.Place = chainPlace(g, county.Code)
			r.Place.Code = ""
		}
		r.problem(source.NoPlace, -1)
	}
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

// readTitle reads the title, where the town stands behind the units above it.
func (e *evidence) readTitle(g *region.Gazetteer, title string) {
	last := 0 // where the unit before ended
	var above []region.Region
	g.Scan(title, func(start, end int, units []region.Region) {
		if isTown(units, title[start:end]) && townStands(title, start, end) {
			if start == last && len(above) > 0 {
				e.above = above
			}
			e.town1(title[start:end], inTitle, "title")
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
		e.town1(name, inTitle, "title")
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

// isTown tells whether a name found in the text is a town's. 东城区 is not: a
// zone of that name counts as a town, but a county bears it too.
func isTown(units []region.Region, name string) bool {
	town := false
	for _, u := range units {
		if u.Name == name {
			if u.Level != region.Town {
				return false
			}
			town = true
		}
	}
	return town
}

// town1 counts a mention of a town's name.
func (e *evidence) town1(name string, weight int, rule string) {
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

// readName reads a short text that names who issued the report.
func (e *evidence) readName(g *region.Gazetteer, text string, weight int, rule string) {
	found := false
	last := 0
	g.Scan(text, func(start, end int, units []region.Region) {
		if isTown(units, text[start:end]) {
			if !found && townStands(text, start, end) {
				if weight == inCitation { // a town's own papers; no more than a few words of the text
					e.town1(text[start:end], 4, rule)
				} else {
					e.town1(text[start:end], weight, rule)
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
			e.town1(name, weight, rule)
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
		e.town1(text[start:end], weight, "body")
	})
}

// offices follow the name of the county that a town reports to.
var offices = []string{"委", "人民政府", "政府", "司法局", "依法治", "人大", "人民法院", "人民检察院"}

// townActs follow a town's name where the report speaks of the town itself.
var townActs = []string{"党委", "人民政府", "政府", "党工委", "街道办", "办事处", "镇委", "坚持", "以习近平", "认真", "深入", "全面", "高度重视", "紧紧", "持续", "始终", "严格", "按照", "积极", "法治", "在区", "在县", "在市", "综合行政执法", "司法所", "各村", "2", "将", "以"}

func followedBy(s string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.HasPrefix(s, w) })
}

// startsClause tells whether a clause begins at byte i.
func startsClause(text string, i int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:i])
	return i == 0 || strings.ContainsRune("\n。，；：,;: \u3000、年", before)
}

// townStands tells a town's name from the same characters in a longer word:
// 示范镇, 提高镇村干部水平, 联合镇各部门. It is a name where something goes
// before it that a name can follow, or behind it that only a town does.
func townStands(text string, start, end int) bool {
	name := text[start:end]
	if runes(name) > 3 {
		return true
	}
	before, _ := utf8.DecodeLastRuneInString(text[:start])
	if start == 0 || before < 0x4E00 || before > 0x9FFF {
		// At the start of a clause a verb may stand too: 提高镇…, 联合镇….
		return !verbs[strings.TrimRight(name, "镇乡")] || followedBy(text[end:], []string{"党委", "人民政府", "党工委", "20", "２０", "关于"})
	}
	return strings.ContainsRune("市县区省州盟旗年度于在由共对到赴是为和与及向自省，", before) || followedBy(text[end:], []string{"党委", "人民政府", "党工委", "办事处", "20", "２０", "关于"}) && !verbs[strings.TrimRight(name, "镇乡")]
}

// verbs that are also the stems of towns' names.
var verbs = map[string]bool{"联合": true, "提高": true, "建设": true, "团结": true, "前进": true, "发展": true, "推进": true, "组织": true, "开展": true, "配合": true, "指导": true, "协调": true, "加强": true, "和平": false}

// nameStart gives where a name can begin in a title or issuer: behind 中共,
// 关于, a year.
func nameStart(s string) int {
	from := 0
	for _, w := range []string{"中国共产党", "中共", "关于印发", "关于", "年度", "年", "："} {
		if i := strings.Index(s, w); i >= 0 && i+len(w) > from && strings.ContainsAny(s[i+len(w):], "镇乡街") {
			from = i + len(w)
		}
	}
	return from
}

// townName reads a name up to 街道, 镇 or 乡 at the start of s: two to ten
// characters. A kind of town follows the longest run: 人民街街道, 石家乡.
func townName(s string) string {
	n := 0
	for i, r := range s {
		if n++; n > 11 || r < 0x3400 || r > 0x9FFF && r < 0x20000 {
			break
		}
		rest := s[i+utf8.RuneLen(r):]
		switch {
		case n >= 2 && r == '镇' && !strings.HasPrefix(rest, "乡"), n >= 2 && r == '乡' && !strings.HasPrefix(rest, "镇"):
			return plausible(s[:len(s)-len(rest)])
		case n >= 3 && strings.HasPrefix(s[i:], "街道") && !strings.HasPrefix(s[i:], "街街道"):
			return plausible(s[:i] + "街道")
		}
	}
	return ""
}

// plausible refuses what ends like a town but is none.
func plausible(name string) string {
	for _, w := range []string{"全面", "依法", "法治", "我镇", "我乡", "本镇", "各镇", "乡镇", "建设", "全镇", "年", "委员会", "政府", "中共", "工作"} {
		if strings.Contains(name, w) {
			return ""
		}
	}
	return name
}

// town chooses the town that the report comes from. asTown: the text speaks as
// a town does, so that one named in the body alone may be taken.
func (e *evidence) town(asTown bool) (name, rule string) {
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
	case !asTown:
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
	for _, u := range candidates {
		switch s := score(u); {
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
	return slices.DeleteFunc(slices.Clone(candidates), func(u region.Region) bool { return score(u) < best })
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

// speaksAsTown tells from its own words whether a township reports: 我镇, 全乡,
// 镇党委 against 我县, 全区. All of them show in two characters, so one pass does.
func (r *Report) speaksAsTown() bool {
	town := 0
	last := rune(0)
	for _, c := range r.Doc.Text {
		switch last {
		case '我', '本', '全', '镇', '乡', '党', '街':
			town += speakers[[2]rune{last, c}]
		}
		last = c
	}
	return town > 0
}

var speakers = func() map[[2]rune]int {
	m := map[[2]rune]int{}
	for words, weight := range map[string]int{
		"我镇 我乡 本镇 本乡 全镇 全乡 我街 全街 本街 镇党 乡党 镇政 乡政 镇村 镇机 乡机 镇委 镇人 乡人 党工 街道": 1,
		"我县 我区 我市 我省 我州 我旗 全县 全区 全市 全省 全州 全旗":                            -1,
	} {
		for _, w := range strings.Fields(words) {
			c := []rune(w)
			m[[2]rune{c[0], c[1]}] = weight
		}
	}
	return m
}()

// sameStem looks for a town under the name it had before it became a 镇 or
// 街道, or with the peoples of its name left out, where the text's other
// places speak for it.
func sameStem(g *region.Gazetteer, name string, e *evidence) []region.Region {
	var out []region.Region
	for code, weight := range e.support {
		if u, ok := g.Lookup(code); !ok || u.Level != region.County || u.Former || weight < inBody {
			continue
		}
		for _, u := range g.Children(code) {
			if stem(u.Name) == stem(name) || strings.HasPrefix(u.Name, stem(name)) && strings.HasSuffix(u.Name, "族乡") || withPeople(name, stem(u.Name)) {
				out = append(out, u)
			}
		}
	}
	slices.SortFunc(out, func(a, b region.Region) int { return strings.Compare(a.Code, b.Code) })
	return out
}

// withPeople tells whether a name is a stem with the name of a people: 二酉苗族乡
// is 二酉乡 in the gazetteer's source.
func withPeople(name, stem string) bool {
	rest, ok := strings.CutPrefix(name, stem)
	return ok && (strings.HasSuffix(rest, "族乡") || strings.HasSuffix(rest, "族镇")) && runes(rest) <= 8
}

// peoplesTown looks for a 民族乡 that the gazetteer has without its people, in
// the counties that the text names.
func (r *Report) peoplesTown(g *region.Gazetteer, e *evidence) string {
	text := r.Doc.Text
	if !strings.Contains(text, "族乡") {
		return ""
	}
	var names []string
	for code, weight := range e.support {
		if u, ok := g.Lookup(code); !ok || u.Level != region.County || u.Former || weight < inBody {
			continue
		}
		for _, u := range g.Children(code) {
			at := strings.Index(text, stem(u.Name))
			for at >= 0 {
				end := strings.Index(text[at:min(len(text), at+60)], "族乡")
				if end > 0 && withPeople(text[at:at+end+len("族乡")], stem(u.Name)) && runes(stem(u.Name)) >= 2 {
					names = append(names, text[at:at+end+len("族乡")])
					break
				}
				next := strings.Index(text[at+1:], stem(u.Name))
				if next < 0 {
					break
				}
				at += 1 + next
			}
		}
	}
	if len(names) != 1 {
		return ""
	}
	return names[0]
}

// stem is a town's name without its kind.
func stem(name string) string {
	for _, kind := range []string{"街道", "镇", "乡"} {
		if s, ok := strings.CutSuffix(name, kind); ok {
			return s
		}
	}
	return name
}

// department tells a title that goes on with an office's name: 江津区城市管理局.
func department(rest string) bool {
	for i, r := range rest {
		if i > 60 || strings.ContainsRune("年关0123456789０１２", r) {
			rest = rest[:i]
			break
		}
	}
	return hasSuffixOf(rest, []string{"局", "委", "办公室", "中心", "支队", "大队", "院", "厅"}) && !hasSuffixOf(rest, []string{"党委", "县委", "区委", "市委", "省委"}) || strings.HasSuffix(rest, "委员会") && !strings.HasPrefix(rest, "委员会")
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
