package page

import "zhenjian/generator/address"

// indicatorsView lists the catalogue: what reports mention, and what none does.
type indicatorsView struct {
	Frame     frame
	Mentioned []mentionedIndicator
	Problems  link     // what reports say that falls short; Href "" where none does
	Unknown   []string // names of those that no report mentions
}

// A mentionedIndicator is one line of the list.
type mentionedIndicator struct {
	link
	Reports int
	Places  int
}

func (s *Site) indicatorsPages() []page {
	if len(s.indicators) == 0 {
		return nil
	}
	return one(address.Indicators, s.indicatorsView)
}

func (s *Site) indicatorsView() (any, error) {
	const page = address.Indicators
	v := indicatorsView{Frame: s.frame(page, s.title("指标"), "各地报告中的数字，按指标查阅。", link{Text: "指标"})}
	if s.hasProblems() {
		v.Problems = to(page, address.Problems, "各地报告所说的不足，按内容和年度")
	}
	for _, in := range s.arc.Catalogue.List {
		h := s.indicators[in.ID]
		if h == nil {
			v.Unknown = append(v.Unknown, in.Name)
			continue
		}
		v.Mentioned = append(v.Mentioned, mentionedIndicator{to(page, address.Indicator(in.ID), in.Name), h.reports, len(s.arc.PlacesOf(in.ID))})
	}
	return v, nil
}
