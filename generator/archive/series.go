package archive

import (
	"slices"
	"strings"

	"zhenjian/generator/indicator"
	"zhenjian/generator/numeral"
	"zhenjian/generator/quantity"
)

// A State says what is known of an indicator in one town and year. The four
// are kept apart everywhere: nothing said is no zero, and no report is not
// nothing said.
type State string

// The states.
const (
	Number      State = "number"      // the report states it
	None        State = "none"        // the report says that there was none
	Unmentioned State = "unmentioned" // the report does not speak of it
	NoReport    State = "no-report"   // there is no report
)

// A Point is an indicator in one town and year, in one family of units.
type Point struct {
	Year      int
	State     State
	Value     numeral.Decimal // 0 for None
	High      numeral.Decimal
	HasHigh   bool
	Qualifier quantity.Qualifier
	Unit      string           // as printed
	Period    indicator.Period // "" for the whole year
	Printed   string           // as printed; several joined by ＋ where they are summed
	Mentions  []int            // numbers of the mentions that make the value, from 1
	Break     string           // why it does not compare with the number before it: unit, period; "" where it does
	Entry     *Entry           // nil without a report
}

// A Series is one indicator and family of units in one town over the archive's years.
type Series struct {
	Place     string // code
	Indicator string
	Family    string // of package quantity
	Points    []Point
}

// Series gives a town's series of an indicator, one for each family of units
// that its reports state it in; none at all where no report speaks of it. A
// statement of none belongs to the indicator's first family.
func (a *Archive) Series(code, id string) []Series {
	p := a.places[code]
	in, ok := a.Catalogue.Get(id)
	if p == nil || !ok {
		return nil
	}
	main := mainFamily(in)
	byYear := map[int]*Entry{}
	var families []string
	for _, e := range p.Reports {
		if e.Version > 1 {
			continue
		}
		byYear[e.Year] = e
		for _, m := range e.Mentions {
			if m.Indicator == id {
				if f := within(main, m); !slices.Contains(families, f) {
					families = append(families, f)
				}
			}
		}
	}
	slices.Sort(families)
	if i := slices.Index(families, main); i > 0 { // the usual unit first
		families = slices.Insert(slices.Delete(families, i, i+1), 0, main)
	}
	var out []Series
	for _, family := range families {
		s := Series{Place: code, Indicator: id, Family: family}
		for _, year := range a.Years {
			s.Points = append(s.Points, pointOf(in, main, family, year, byYear[year]))
		}
		markBreaks(s.Points)
		out = append(out, s)
	}
	return out
}

// mainFamily is the family of units that an indicator is usually counted in.
func mainFamily(in indicator.Indicator) string {
	for _, u := range in.Units {
		return quantity.Family(u)
	}
	return ""
}

// within gives the family of units that a mention counts in; a statement of none
// belongs to the indicator's main one.
func within(main string, m Mention) string {
	if m.Denied {
		return main
	}
	return m.Family
}

// pointOf makes the year's value of what one report says.
func pointOf(in indicator.Indicator, main, family string, year int, e *Entry) Point {
	p := Point{Year: year, Entry: e, State: NoReport}
	if e == nil {
		return p
	}
	p.State = Unmentioned
	var stated, denied []int // numbers of mentions, from 1
	wholeYear, longest := false, indicator.Period("")
	for i, m := range e.Mentions {
		if m.Indicator != in.ID || within(main, m) != family {
			continue
		}
		if m.Denied || m.Value.IsZero() {
			denied = append(denied, i+1)
			continue
		}
		stated = append(stated, i+1)
		wholeYear = wholeYear || m.Period == ""
		longest = max(longest, m.Period) // of one year, and all but a few from January on: the later end
	}
	if len(stated) == 0 && len(denied) == 0 {
		return p
	}
	if len(stated) == 0 {
		m := e.Mentions[denied[0]-1]
		p.State, p.Mentions, p.Unit, p.Printed, p.Period = None, denied, m.Unit, m.Printed, m.Period
		return p
	}
	if wholeYear { // a figure of part of the year says less than one of all of it
		longest = ""
	}
	stated = slices.DeleteFunc(stated, func(n int) bool { return e.Mentions[n-1].Period != longest })
	p.State = Number
	switch in.Combine {
	case indicator.First:
		stated = stated[:1]
	case indicator.Last:
		stated = stated[len(stated)-1:]
	case indicator.Largest:
		best := stated[0]
		for _, n := range stated {
			if e.Mentions[n-1].Value.Cmp(e.Mentions[best-1].Value) > 0 {
				best = n
			}
		}
		stated = []int{best}
	}
	var printed []string
	for k, n := range stated {
		m := e.Mentions[n-1]
		if k == 0 {
			p.Value, p.High, p.HasHigh, p.Qualifier, p.Unit, p.Period = m.Value, m.High, m.HasHigh, m.Qualifier, m.Unit, m.Period
		} else {
			p.High, p.HasHigh = sumOfHighs(p, m)
			p.Value = p.Value.Add(m.Value)
			p.Qualifier = weaker(p.Qualifier, m.Qualifier)
		}
		printed = append(printed, m.Printed)
	}
	p.Mentions, p.Printed = stated, strings.Join(printed, "＋")
	return p
}

// sumOfHighs adds the upper ends of two values of which one at least is a range.
func sumOfHighs(p Point, m Mention) (numeral.Decimal, bool) {
	if !p.HasHigh && !m.HasHigh {
		return numeral.Decimal{}, false
	}
	high := p.Value
	if p.HasHigh {
		high = p.High
	}
	if m.HasHigh {
		return high.Add(m.High), true
	}
	return high.Add(m.Value), true
}

// weaker gives the qualifier of a sum: what is said of one part holds of the
// whole, and 余 with 近 leaves 约.
func weaker(a, b quantity.Qualifier) quantity.Qualifier {
	switch {
	case a == b || b == quantity.Exact:
		return a
	case a == quantity.Exact:
		return b
	}
	return quantity.About
}

// markBreaks says where a number does not compare with the one before.
func markBreaks(points []Point) {
	var last *Point
	for i := range points {
		p := &points[i]
		if p.State != Number {
			continue
		}
		if last != nil {
			switch {
			case p.Unit != last.Unit:
				p.Break = "单位由“" + last.Unit + "”变为“" + p.Unit + "”"
			case p.Period.Months() != last.Period.Months():
				p.Break = "统计时段不同"
			}
		}
		last = p
	}
}

// Indicators gives the ids that some report mentions, in the catalogue's order.
func (a *Archive) Indicators() []string { return a.mentioned }

// PlacesOf gives the codes of the places whose reports mention an indicator, by code.
func (a *Archive) PlacesOf(id string) []string { return a.placesOf[id] }

// findIndicators gathers which indicators are mentioned, and where.
func (a *Archive) findIndicators() {
	for _, e := range a.Reports {
		if e.Version > 1 {
			continue
		}
		for _, m := range e.Mentions {
			if list := a.placesOf[m.Indicator]; len(list) == 0 || list[len(list)-1] != e.Code {
				a.placesOf[m.Indicator] = append(list, e.Code)
			}
		}
	}
	for _, in := range a.Catalogue.List {
		if len(a.placesOf[in.ID]) > 0 {
			a.mentioned = append(a.mentioned, in.ID)
		}
	}
}
