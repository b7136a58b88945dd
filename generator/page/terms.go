package page

import (
	"cmp"

	"zhenjian/generator/address"
)

// termsView lists the terms of the glossary with what they mean.
type termsView struct {
	Frame  frame
	Count  int
	Groups []termGroup
}

// A termGroup is the terms under one heading.
type termGroup struct {
	Name   string
	Anchor string
	Terms  []termLine
}

// A termLine is one term. Href is "" where no report uses it: it has no page then.
type termLine struct {
	link
	Explained string
	Source    string
	Reports   int
}

// restOfTerms is the heading of terms whose entries name none.
const restOfTerms = "其他"

func (s *Site) termsPages() []page {
	if s.options.Glossary == nil {
		return nil
	}
	return one(address.Terms, s.termsView)
}

func (s *Site) termsView() (any, error) {
	const page = address.Terms
	list := s.options.Glossary.List
	v := termsView{Count: len(list)}
	at := map[string]int{}
	for i := range list {
		t := &list[i]
		name := cmp.Or(t.Group, restOfTerms)
		k, ok := at[name]
		if !ok {
			k = len(v.Groups)
			at[name] = k
			v.Groups = append(v.Groups, termGroup{Name: name, Anchor: address.Group(k + 1)})
		}
		line := termLine{link: link{Text: t.Name}, Explained: t.Text, Source: t.Source}
		if h := s.terms[i]; h != nil {
			line.link, line.Reports = to(page, h.path(""), t.Name), h.used
		}
		v.Groups[k].Terms = append(v.Groups[k].Terms, line)
	}
	v.Frame = s.frame(page, s.title("词语解释"), "报告中常见词语的意思和出处，及用到它们的报告。", link{Text: "词语解释"})
	return v, nil
}
