package page

import (
	"fmt"
	"html/template"
	"slices"
	"strings"

	"zhenjian/generator/address"
	"zhenjian/generator/archive"
	"zhenjian/generator/chart"
)

// A seriesFigure is one series of a place as a chart and a table of the same
// figures, a row a year. The indicator's page is its link.
type seriesFigure struct {
	link
	ID       string // penalties-cases
	Units    string // 件、起
	Now      yearFigure
	Change   string // 比2021年度多3场
	Sentence string
	Rows     []yearFigure
	Notes    []string
	CSV      string
	Options  template.JS
}

// A yearFigure is one year of a series.
type yearFigure struct {
	Year int
	indicatorCell
}

// A latestFigures is the last number that a place's reports state of an
// indicator, in each family of units that they state in one year only.
type latestFigures struct {
	link
	Figures []yearFigure
}

// seriesFigures gives a chart for each series of a place with numbers for two
// years or more, and the single numbers, both in the order of the catalogue.
func (s *Site) seriesFigures(page string, all []archive.Series) ([]seriesFigure, []latestFigures) {
	var figures []seriesFigure
	var single []latestFigures
	for _, series := range all {
		l := s.indicatorLink(page, series.Indicator)
		if options := chart.Line(series); options != "" {
			figures = append(figures, s.seriesFigure(page, l, series, options))
			continue
		}
		now, _ := lastStated(page, series)
		if n := len(single); n == 0 || single[n-1].link != l {
			single = append(single, latestFigures{link: l})
		}
		last := &single[len(single)-1]
		last.Figures = append(last.Figures, now)
	}
	return figures, single
}

func (s *Site) seriesFigure(page string, l link, series archive.Series, options template.JS) seriesFigure {
	f := seriesFigure{
		link: l, ID: series.Indicator + "-" + familyID(series.Family), Sentence: chart.Sentence(series), Options: options,
		CSV: address.Rel(page, address.PlaceSeries(series.Place)),
	}
	in, _ := s.arc.Catalogue.Get(series.Indicator)
	f.Units = unitsText(addUnits(nil, series), in)
	f.Now, f.Change = lastStated(page, series)
	for _, p := range series.Points {
		row := yearFigure{p.Year, indicatorCellOf(page, p)}
		row.Note, row.Break = noteOf(&f.Notes, p), p.Break != ""
		f.Rows = append(f.Rows, row)
	}
	return f
}

// lastStated gives the last number of a series, and how it differs from the one
// before.
func lastStated(page string, series archive.Series) (yearFigure, string) {
	for _, p := range slices.Backward(series.Points) {
		if chart.Stated(p) {
			return yearFigure{p.Year, indicatorCellOf(page, p)}, chart.Change(series, p.Year)
		}
	}
	return yearFigure{}, ""
}

// noteOf enters why a point does not compare with the one before, that it was put
// right, or that another number was struck out, among notes, and gives the note's number, from 1; 0 where there is nothing to say.
func noteOf(notes *[]string, p archive.Point) int {
	var parts []string
	if p.Break != "" {
		parts = append(parts, p.Break+"，与本地前一个数字不宜直接比较")
	}
	if p.Corrected {
		parts = append(parts, fmt.Sprintf("%d年度报告印的是“%s”，%s", p.Year, p.Printed, nowText(p.Value.String()+p.Unit)))
	}
	for _, n := range p.Struck {
		if p.State != archive.Unmentioned { // else its cell shows it
			parts = append(parts, fmt.Sprintf("%d年度报告另印有“%s”，%s", p.Year, p.Entry.Mentions[n-1].Printed, nowText("")))
		}
	}
	note := strings.Join(parts, "；")
	if note == "" {
		return 0
	}
	i := slices.Index(*notes, note)
	if i < 0 {
		i = len(*notes)
		*notes = append(*notes, note)
	}
	return i + 1
}

// familyID makes a family's name fit for an id: letters, digits and - stay, any
// other character is written by its code point: u4ea9 for 亩.
func familyID(family string) string {
	var b strings.Builder
	for _, r := range family {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '-' {
			b.WriteRune(r)
		} else {
			fmt.Fprintf(&b, "u%x", r)
		}
	}
	return b.String()
}
