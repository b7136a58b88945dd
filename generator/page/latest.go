package page

import (
	"slices"

	"zhenjian/generator/archive"
)

// A latestFigures is the last number that a place's reports state of an
// indicator, in each family of units.
type latestFigures struct {
	link
	Figures []yearFigure
}

type yearFigure struct {
	Year int
	indicatorCell
}

// latestFigures gives them in the order of the catalogue.
func (s *Site) latestFigures(page string, p *archive.Place) []latestFigures {
	said := map[string]bool{}
	for _, e := range p.Reports {
		for _, m := range e.Mentions {
			said[m.Indicator] = said[m.Indicator] || e.Version == 1
		}
	}
	var out []latestFigures
	for _, id := range s.arc.Indicators() {
		if !said[id] {
			continue
		}
		l := latestFigures{link: s.indicatorLink(page, id)}
		for _, series := range s.arc.Series(p.Code, id) {
			for _, point := range slices.Backward(series.Points) {
				if point.State == archive.Number || point.State == archive.None {
					l.Figures = append(l.Figures, yearFigure{point.Year, indicatorCellOf(page, point)})
					break
				}
			}
		}
		out = append(out, l)
	}
	return out
}
