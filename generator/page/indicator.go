package page

import (
	"fmt"
	"slices"
	"strings"

	"zhenjian/generator/address"
	"zhenjian/generator/archive"
	"zhenjian/generator/chart"
	"zhenjian/generator/indicator"
	"zhenjian/generator/quantity"
	"zhenjian/generator/region"
)

// indicatorView is one indicator: what it counts, and what the towns came to
// in each year, or those of one region where they are too many for one page.
type indicatorView struct {
	Frame    frame
	Name     string
	In       string // full name of the region; "" on the first page
	Facts    []fact // on the first page
	Reports  int    // that mention it, in all
	Places   int    // whose reports do
	Known    int    // places with a report
	Years    []int
	Columns  int    // of the tables: the name and the years
	Parts    []part // pages of regions; Count is of places
	Families []indicatorFamily
	Method   link // the rules of counting; Href "" where there is no such page
	Mentions link // CSV
	Series   link // CSV
	Charts   bool // there are some
}

// An indicatorFamily holds one family of units: figures that may be compared.
type indicatorFamily struct {
	Units  string // 次、场
	Trend  trendFigure
	Bars   barsFigure
	Rows   int
	Groups []indicatorGroup // of the table; none on a page whose places stand on pages of their own
	Notes  []string         // why a number does not compare with the one before it; cells name them by number, from 1
}

// An indicatorGroup holds the places right below one region.
type indicatorGroup struct {
	link
	Rows []indicatorRow
}

type indicatorRow struct {
	link
	Cells []indicatorCell
}

// An indicatorCell is one place and year. Text tells the four states apart: a
// number, 无, 未提及 or 无报告.
type indicatorCell struct {
	State  string // of package archive
	Value  string // a plain decimal, 0 for none; "" for the states without a number
	About  bool   // 近, 余, 约, a range: Value is not exact
	Text   string
	Href   string // the sentence, or the first of several; "" where there is none
	Period string // 1—9月; "" for the whole year
	Parts  []link // the sentences, where there are several
	Summed bool   // Text is the sum of Parts
	Note   int    // of indicatorFamily.Notes; 0 for none
	Break  bool   // the number does not compare with the one before in its row or column
}

// An indicatorShelf spreads the places of one indicator over its pages.
type indicatorShelf struct {
	division
	in      indicator.Indicator
	reports int                       // that mention it
	on      map[string][]string       // codes of the places, by the region on whose page they stand
	under   map[string][]string       // codes of the places, by each region at or above the one on whose page they stand
	sums    map[string]archive.Digest // by code of a place: what its reports say of it
}

// indicatorShelves makes the shelves of all indicators that are mentioned.
func (s *Site) indicatorShelves() map[string]*indicatorShelf {
	shelves := map[string]*indicatorShelf{}
	weights := map[string]map[string]int{} // by id, by code of a place
	for _, id := range s.arc.Indicators() {
		in, _ := s.arc.Catalogue.Get(id)
		shelves[id] = &indicatorShelf{in: in, on: map[string][]string{}, under: map[string][]string{}, sums: map[string]archive.Digest{}}
		weights[id] = map[string]int{}
	}
	s.weigh(shelves, weights)
	for id, h := range shelves {
		h.division = divide(s.arc, weights[id])
		for _, code := range s.arc.PlacesOf(id) {
			region := h.region(code)
			h.on[region] = append(h.on[region], code)
			h.under[""] = append(h.under[""], code)
			if h.own == nil {
				continue
			}
			for _, r := range s.arc.Chain(code) {
				if h.own[r.Code] {
					h.under[r.Code] = append(h.under[r.Code], code)
				}
			}
		}
	}
	return shelves
}

// A saying is what the reports of one place say of an indicator, while they are
// gone through.
type saying struct {
	place *archive.Place
	in    inputs
	links int
	units []string
	last  *archive.Entry
}

// weigh goes through all mentions once. It gives the cells or, if they are more,
// the links that a place takes on an indicator's pages, sums up what its reports
// say of it, and counts the reports. Each printed unit is taken for a family of
// its own, which is more than there are.
func (s *Site) weigh(shelves map[string]*indicatorShelf, weights map[string]map[string]int) {
	said := map[string]*saying{}
	for id := range shelves {
		said[id] = &saying{}
	}
	var ids []string // that the place speaks of
	for _, p := range s.arc.Places() {
		var head inputs // what reports there are tells 未提及 from 无报告
		head.texts(p.Code, p.Name)
		for _, e := range p.Reports {
			head.numbers(e.Year, e.Version)
		}
		ids = ids[:0]
		for _, e := range p.Reports {
			for i := range e.Mentions {
				m := &e.Mentions[i]
				h, now := shelves[m.Indicator], said[m.Indicator]
				if h == nil {
					continue // only a further version has it
				}
				if now.place != p {
					*now = saying{place: p, in: inputs{append(now.in.bytes[:0], head.bytes...)}, units: now.units[:0]}
					ids = append(ids, m.Indicator)
				}
				now.in.numbers(e.Year, e.Version, i)
				now.in.bytes = m.Encode(now.in.bytes)
				if e.Version > 1 {
					continue
				}
				if now.last != e {
					now.last = e
					h.reports++
				}
				now.links++
				if !slices.Contains(now.units, m.Unit) {
					now.units = append(now.units, m.Unit)
				}
			}
		}
		for _, id := range ids {
			now := said[id]
			shelves[id].sums[p.Code] = now.in.sum()
			if now.links > 0 {
				weights[id][p.Code] = max(now.links, len(s.arc.Span())*len(now.units))
			}
		}
	}
}

func (s *Site) indicatorPages() []page {
	var pages []page
	for _, id := range s.arc.Indicators() {
		for _, code := range s.indicators[id].pages() {
			pages = append(pages, page{address.IndicatorIn(id, code), func() (any, error) { return s.indicatorView(id, code), nil }, func(in *inputs) { s.indicatorInputs(in, s.indicators[id], code) }})
		}
	}
	return pages
}

func (s *Site) indicatorView(id, code string) indicatorView {
	page, h := address.IndicatorIn(id, code), s.indicators[id]
	v := indicatorView{
		Name: h.in.Name, Reports: h.reports, Places: len(s.arc.PlacesOf(id)), Known: s.known, Years: s.arc.Span(), Columns: 1 + len(s.arc.Span()),
		Mentions: to(page, address.MentionsCSV, "mentions.csv"), Series: to(page, address.SeriesCSV, "series.csv"),
	}
	title := h.in.Name
	crumbs := []link{to(page, address.Indicators, "指标"), to(page, address.Indicator(id), h.in.Name)}
	if code == "" {
		v.Facts = indicatorFacts(h.in)
		if slices.ContainsFunc(s.pages, func(m Markdown) bool { return m.Name == methodPage }) {
			v.Method = to(page, address.Page(methodPage), "全部指标的统计口径")
			v.Method.Href += "#" + ruleAnchor(id)
		}
	} else {
		chain := s.arc.Chain(code)
		v.In = names(chain)
		title += "（" + v.In + "）"
		for _, r := range chain {
			crumbs = append(crumbs, to(page, address.IndicatorIn(id, r.Code), r.Name))
		}
	}
	for _, c := range h.parts[code] {
		unit, _ := s.arc.Region(c)
		v.Parts = append(v.Parts, part{to(page, address.IndicatorIn(id, c), unit.Name), h.placesIn(c)})
	}
	v.Families = s.indicatorFamilies(page, h, code)
	v.Charts = slices.ContainsFunc(v.Families, func(f indicatorFamily) bool { return f.Trend.ID != "" || f.Bars.ID != "" })
	v.Frame = s.frame(page, s.title(title), "各地报告所述“"+title+"”的历年数字，每个数字都连到原文。", crumbs...)
	v.Frame.Scripts = append(s.chartScripts(page), s.tableScripts(page)...)
	v.Frame.Linked = s.datasetLinked(page, title, "各地报告所述“"+title+"”的历年数字", v.Name, address.MentionsCSV, address.SeriesCSV)
	return v
}

// placesIn counts the places on the page of a region and on those below it.
func (h *indicatorShelf) placesIn(code string) int {
	n := len(h.on[code])
	for _, c := range h.parts[code] {
		n += h.placesIn(c)
	}
	return n
}

// indicatorFamilies makes figures and a table for each family of units, the one
// that most places use first.
func (s *Site) indicatorFamilies(page string, h *indicatorShelf, code string) []indicatorFamily {
	var families []*indicatorFamily
	units := map[*indicatorFamily][]string{}
	series := map[*indicatorFamily][]archive.Series{}
	byName := map[string]*indicatorFamily{}
	for _, place := range h.under[code] {
		for _, one := range s.arc.Series(place, h.in.ID) {
			f := byName[one.Family]
			if f == nil {
				f = &indicatorFamily{}
				byName[one.Family] = f
				families = append(families, f)
			}
			units[f], series[f] = addUnits(units[f], one), append(series[f], one)
			f.Rows++
			if h.region(place) == code {
				f.add(s.indicatorGroup(page, place), s.indicatorRow(page, f, one))
			}
		}
	}
	slices.SortStableFunc(families, func(a, b *indicatorFamily) int { return b.Rows - a.Rows })
	out := make([]indicatorFamily, len(families))
	for i, f := range families {
		f.Units = unitsText(units[f], h.in)
		towns := slices.DeleteFunc(series[f], func(one archive.Series) bool { return s.arc.Place(one.Place).Level != region.Town })
		f.Trend = s.trendFigure(page, h.in, f.Units, code, towns)
		f.Bars = s.barsFigure(page, h.in, f.Units, code, towns)
		out[i] = *f
	}
	return out
}

func (f *indicatorFamily) add(g indicatorGroup, row indicatorRow) {
	if n := len(f.Groups); n == 0 || f.Groups[n-1].link != g.link {
		f.Groups = append(f.Groups, g)
	}
	last := &f.Groups[len(f.Groups)-1]
	last.Rows = append(last.Rows, row)
}

// indicatorGroup heads the rows of the places right below one region.
func (s *Site) indicatorGroup(page, code string) indicatorGroup {
	chain := s.arc.Chain(code)
	if len(chain) < 2 {
		return indicatorGroup{link: link{Text: "省级"}}
	}
	above := chain[:len(chain)-1]
	return indicatorGroup{link: to(page, address.Place(above[len(above)-1].Code), names(above))}
}

func (s *Site) indicatorRow(page string, t *indicatorFamily, series archive.Series) indicatorRow {
	unit, _ := s.arc.Region(series.Place)
	row := indicatorRow{link: to(page, address.Place(series.Place), unit.Name)}
	for _, p := range series.Points {
		cell := indicatorCellOf(page, p)
		cell.Note, cell.Break = noteOf(&t.Notes, p), p.Break != ""
		row.Cells = append(row.Cells, cell)
	}
	return row
}

// about tells that the number of a point is a rounded one, or one of two.
func about(p archive.Point) bool { return p.Qualifier != quantity.Exact || p.HasHigh }

// indicatorCellOf makes the cell of a point, with links to the sentences it is made of.
func indicatorCellOf(page string, p archive.Point) indicatorCell {
	c := indicatorCell{State: string(p.State), Period: periodText(p.Period)}
	switch p.State {
	case archive.Unmentioned:
		c.Text = "未提及"
		if len(p.Struck) > 0 {
			c.showStruck(page, p)
		}
		return c
	case archive.NoReport:
		c.Text = "无报告"
		return c
	}
	target := address.Rel(page, address.Report(p.Entry.Code, p.Entry.Year, p.Entry.Version))
	sentence := func(k int) (archive.Mention, string) {
		return p.Entry.Mentions[p.Mentions[k]-1], target + "#" + archive.MentionID(p.Mentions[k])
	}
	first, href := sentence(0)
	c.Text, c.Href, c.Value = figureText(first), href, p.Value.String()
	c.About = about(p)
	if p.State == archive.None {
		c.Text = "无"
	}
	if len(p.Mentions) == 1 {
		return c
	}
	if p.State == archive.Number {
		c.Text, c.Summed = chart.Text(p), true
	}
	for k := range p.Mentions {
		m, href := sentence(k)
		text := figureText(m)
		if p.State == archive.None {
			text = shorten(m.Quote, labelRunes)
		}
		c.Parts = append(c.Parts, link{Text: text, Href: href})
	}
	return c
}

// showStruck shows the numbers of a report that a correction struck out, where it has
// no other: as printed, with links to their sentences and to 更正记录.
func (c *indicatorCell) showStruck(page string, p archive.Point) {
	target := address.Rel(page, address.Report(p.Entry.Code, p.Entry.Year, p.Entry.Version))
	for i, n := range p.Struck {
		l := link{Text: figureText(p.Entry.Mentions[n-1]), Href: target + "#" + archive.MentionID(n)}
		if i == 0 {
			c.Text, c.Href = l.Text, l.Href
		} else {
			c.Parts = append(c.Parts, l)
		}
	}
	c.Parts = append(c.Parts, to(page, address.Corrections, "更正记录"))
}

// addUnits adds the units of a series to those of its table.
func addUnits(units []string, series archive.Series) []string {
	for _, p := range series.Points {
		if p.State == archive.Number && !slices.Contains(units, p.Unit) {
			units = append(units, p.Unit)
		}
	}
	return units
}

// maxUnits is how many units a heading names.
const maxUnits = 6

// unitsText names the units of a table: 次、场、场次. A table of nothing but
// statements of none has those of the catalogue.
func unitsText(units []string, in indicator.Indicator) string {
	if len(units) == 0 {
		return catalogueUnits(in.Units[:min(1, len(in.Units))])
	}
	if len(units) > maxUnits {
		return strings.Join(units[:maxUnits], "、") + "等"
	}
	return strings.Join(units, "、")
}

// indicatorFacts say what an indicator is.
func indicatorFacts(in indicator.Indicator) []fact {
	facts := []fact{
		{Name: "规范名称", Value: in.Official},
		{Name: "定义", Value: in.Definition},
		{Name: "依据", Value: in.Source},
		{Name: "性质", Value: natureText(in)},
		{Name: "年度数字", Value: combineText(in)},
		{Name: "计量单位", Value: catalogueUnits(in.Units)},
	}
	return slices.DeleteFunc(facts, func(f fact) bool { return f.Value == "" })
}

func natureText(in indicator.Indicator) string {
	if in.Stock {
		return "存量，即年末有多少"
	}
	return "流量，即一年里发生多少"
}

// combineTexts say how several figures of one report make the year's.
var combineTexts = map[indicator.Combine]string{
	indicator.Sum:     "同一份报告里有几个数时，相加",
	indicator.Largest: "同一份报告里有几个数时，取最大的一个",
	indicator.First:   "同一份报告里有几个数时，取最先写到的一个",
	indicator.Last:    "同一份报告里有几个数时，取最后写到的一个",
}

func combineText(in indicator.Indicator) string {
	return fmt.Sprintf("%s。理由：%s。", combineTexts[in.Combine], strings.TrimRight(in.Why, "。"))
}

// familyUnits name the families of units as the catalogue's own head does.
var familyUnits = map[string]string{
	"events": "次（场、期）", "people": "人（名）", "visits": "人次", "cases": "件（起、宗）", "copies": "份（册、张）", "items": "条（项）",
	"places": "个（处、家）", "teams": "支（队、组）", "batches": "批", "devices": "台（辆）", "rounds": "家次", "goods": "物品件数", "doses": "剂",
	"votes": "票", "money": "元", "area": "亩（公顷、平方米）", "length": "米（公里）", "weight": "吨（公斤）", "volume": "立方米", "power": "千瓦",
	"percent": "%", "points": "个百分点", "share": "成", "multiples": "倍", "score": "分", "time": "年（月、天、小时）", "age": "岁",
}

// catalogueUnits writes the units of an entry of the catalogue, which names
// families and single units.
func catalogueUnits(units []string) string {
	var out []string
	for _, u := range units {
		if name, ok := familyUnits[u]; ok {
			u = name
		}
		if !slices.Contains(out, u) {
			out = append(out, u)
		}
	}
	return strings.Join(out, "、")
}
