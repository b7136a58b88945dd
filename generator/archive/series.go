package archive

import (
	"iter"
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
	Corrected bool             // a correction took part in Value
	Before    numeral.Decimal  // the value of the printed numbers; meant only where Corrected
	Mentions  []int            // numbers of the mentions that make the value, from 1
	Break     string           // why it does not compare with the number before it: unit, period; "" where it does
	Struck    []int            // numbers of the mentions that a correction struck out, from 1; they count in no state
	Entry     *Entry           // nil without a report
}

// A Series is one indicator and family of units in one town, with a Point for
// each year of the archive's Span.
type Series struct {
	Place     string // code
	Indicator string
	Family    string // of package quantity
	Points    []Point
}

// Series gives a place's series of an indicator, one for each family of units
// that its reports state it in; none at all where no report speaks of it. A
// statement of none belongs to the indicator's first family.
func (a *Archive) Series(code, id string) []Series {
	return a.series(code, id)
}

// AllSeries gives a place's series of all indicators, in the order of the
// catalogue and, within one, as Series does.
func (a *Archive) AllSeries(code string) []Series {
	return a.series(code, "")
}

// series puts the points of a place's reports in rows, of one indicator or, with
// the id "", of all.
func (a *Archive) series(code, id string) []Series {
	p := a.places[code]
	if p == nil {
		return nil
	}
	var out []Series
	byYear := make([]*Entry, len(a.span))
	for _, e := range p.Reports {
		if e.Version > 1 {
			continue
		}
		at := e.Year - a.span[0]
		byYear[at] = e
		for _, g := range a.gather(e, id) {
			i := slices.IndexFunc(out, func(s Series) bool { return s.Indicator == g.indicator && s.Family == g.family })
			if i < 0 {
				i = len(out)
				out = append(out, Series{Place: code, Indicator: g.indicator, Family: g.family, Points: make([]Point, len(a.span))})
			}
			out[i].Points[at] = a.point(e, g)
		}
	}
	for _, s := range out {
		for at, e := range byYear {
			switch p := &s.Points[at]; {
			case e == nil:
				*p = Point{Year: a.span[at], State: NoReport}
			case p.State == "":
				*p = Point{Year: a.span[at], State: Unmentioned, Entry: e}
			}
			if e != nil {
				s.Points[at].Struck = a.Struck(e, s.Indicator, s.Family)
			}
		}
		markBreaks(s.Points)
	}
	slices.SortFunc(out, func(x, y Series) int {
		return a.order(seriesKey{x.Indicator, x.Family}, seriesKey{y.Indicator, y.Family})
	})
	return out
}

// Struck gives the numbers, from 1, of a report's mentions that would count in a series,
// had a correction not struck them out.
func (a *Archive) Struck(e *Entry, indicator, family string) []int {
	if len(e.Corrections) == 0 {
		return nil
	}
	var out []int
	for i, m := range e.Mentions {
		if m.Struck && m.Indicator == indicator && (m.Family == family || m.Denied && family == a.main[indicator]) {
			out = append(out, i+1)
		}
	}
	return out
}

// A Stated is what one report states of an indicator in one family of units.
type Stated struct {
	Indicator, Family string
	Point
}

// StatedIn gives what a report states, in the order of AllSeries. Breaks are not
// marked: they take the years before.
func (a *Archive) StatedIn(e *Entry) []Stated {
	groups := a.gather(e, "")
	slices.SortFunc(groups, func(x, y group) int { return a.order(x.seriesKey, y.seriesKey) })
	out := make([]Stated, len(groups))
	for i, g := range groups {
		out[i] = Stated{g.indicator, g.family, a.point(e, g)}
	}
	return out
}

type seriesKey struct{ indicator, family string }

// order puts series as the catalogue does, the usual unit of each first.
func (a *Archive) order(x, y seriesKey) int {
	if x.indicator != y.indicator {
		return a.Catalogue.Index(x.indicator) - a.Catalogue.Index(y.indicator)
	}
	main := a.main[x.indicator]
	switch {
	case x.family == y.family:
		return 0
	case x.family == main:
		return -1
	case y.family == main:
		return 1
	}
	return strings.Compare(x.family, y.family)
}

// A group holds the numbers, from 1, of a report's mentions of one series.
type group struct {
	seriesKey
	numbers []int
}

// gather groups the mentions of a report by series, in the order in which they
// come: those of one indicator or, with the id "", of all. A statement of none
// counts in the indicator's main family.
func (a *Archive) gather(e *Entry, id string) []group {
	var groups []group
	var room []int // most series of a report have one mention
	if id == "" {
		room = make([]int, len(e.Mentions))
	}
	for i, m := range a.MentionsOf(e, id) {
		key := seriesKey{m.Indicator, m.Family}
		if m.Struck {
			continue
		}
		if m.Denied {
			key.family = a.main[m.Indicator]
		}
		at := slices.IndexFunc(groups, func(g group) bool { return g.seriesKey == key })
		if at < 0 {
			at = len(groups)
			g := group{seriesKey: key}
			if room != nil {
				g.numbers = room[i : i : i+1]
			}
			groups = append(groups, g)
		}
		groups[at].numbers = append(groups[at].numbers, i+1)
	}
	return groups
}

// MentionsOf gives the mentions that a report has of an indicator or, with the
// id "", all of them, with their places in Mentions.
func (a *Archive) MentionsOf(e *Entry, id string) iter.Seq2[int, *Mention] {
	number, known := a.numbers[id]
	return func(yield func(int, *Mention) bool) {
		for i, n := range e.of {
			if (n == number && known || id == "") && !yield(i, &e.Mentions[i]) {
				return
			}
		}
	}
}

// Span gives all years from the archive's first to its last, those without a
// single report among them: an axis with a year left out would lie.
func (a *Archive) Span() []int { return a.span }

// point makes the year's value of the mentions that one report has of a series, whose
// group it uses up.
func (a *Archive) point(e *Entry, g group) Point {
	p := Point{Year: e.Year, Entry: e}
	in, _ := a.Catalogue.Get(g.indicator)
	stated, denied := g.numbers[:0], []int(nil)
	longest := 0 // months
	for _, n := range g.numbers {
		m := e.Mentions[n-1].Counts()
		if m.Denied || m.Value.IsZero() && !m.HasHigh {
			denied = append(denied, n)
			continue
		}
		stated = append(stated, n)
		longest = max(longest, m.Period.Length())
	}
	if len(stated) == 0 {
		m := e.Mentions[denied[0]-1]
		p.Corrected, p.Before = m.Corrected, m.Value
		p.State, p.Mentions, p.Unit, p.Printed, p.Period = None, denied, m.Unit, m.Printed, m.Period
		return p
	}
	// A figure of part of the year says less than one of all of it; of two parts as
	// long the later one holds.
	period := indicator.Period("")
	for _, n := range stated {
		if p := e.Mentions[n-1].Period; p.Length() == longest {
			period = max(period, p)
		}
	}
	stated = slices.DeleteFunc(stated, func(n int) bool { return e.Mentions[n-1].Period != period })
	p.State = Number
	switch in.Combine {
	case indicator.First:
		stated = stated[:1]
	case indicator.Last:
		stated = stated[len(stated)-1:]
	case indicator.Largest:
		best := stated[0]
		for _, n := range stated {
			if e.Mentions[n-1].value().Cmp(e.Mentions[best-1].value()) > 0 {
				best = n
			}
		}
		stated = []int{best}
	}
	for k, n := range stated {
		m := e.Mentions[n-1].Counts()
		p.Before = p.Before.Add(e.Mentions[n-1].Value)
		p.Corrected = p.Corrected || m.Corrected
		if k == 0 {
			p.Printed = m.Printed
			p.Value, p.High, p.HasHigh, p.Qualifier, p.Unit, p.Period = m.Value, m.High, m.HasHigh, m.Qualifier, m.Unit, m.Period
		} else {
			p.High, p.HasHigh = sumOfHighs(p, &m)
			p.Value = p.Value.Add(m.Value)
			p.Qualifier = weaker(p.Qualifier, m.Qualifier)
			p.Printed += "＋" + m.Printed
		}
	}
	p.Mentions = stated
	return p
}

// sumOfHighs adds the upper ends of two values of which one at least is a range.
func sumOfHighs(p Point, m *Mention) (numeral.Decimal, bool) {
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
		e.of = make([]int32, len(e.Mentions))
		for i := range e.Mentions {
			if e.Mentions[i].Struck {
				e.of[i] = -1 // of no page
				continue
			}
			id := e.Mentions[i].Indicator
			number, ok := a.numbers[id]
			if !ok {
				number = int32(len(a.numbers))
				a.numbers[id] = number
			}
			e.of[i] = number
			if e.Version > 1 {
				continue
			}
			if list := a.placesOf[id]; len(list) == 0 || list[len(list)-1] != e.Code {
				a.placesOf[id] = append(list, e.Code)
			}
		}
	}
	for _, in := range a.Catalogue.List {
		for _, u := range in.Units[:min(1, len(in.Units))] {
			a.main[in.ID] = quantity.Family(u)
		}
		if len(a.placesOf[in.ID]) > 0 {
			a.mentioned = append(a.mentioned, in.ID)
		}
	}
}
