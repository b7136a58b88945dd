// Package audit looks over a report before it is published: personal data that
// must not get out, and what does not add up.
package audit

import (
	"slices"
	"strings"
	"unicode/utf8"

	"zhenjian/generator/report"
	"zhenjian/generator/source"
)

// A dataKind is a kind of personal data.
type dataKind int

// The kinds, surest first: where two overlap the first is meant.
const (
	identity dataKind = iota
	oldIdentity
	mobile
	bankCard
	home
)

// kindNames are what the clerk is told.
var kindNames = map[dataKind]words{
	identity: {"身份证号码", "an identity number"}, oldIdentity: {"15 位身份证号码", "an identity number of 15 digits"},
	mobile: {"手机号码", "a mobile number"}, bankCard: {"银行卡号", "a bank card number"}, home: {"门牌住址", "a home address"},
}

// words are the same in Chinese and English.
type words struct{ zh, en string }

func (w words) In(lang string) string {
	if lang == "en" {
		return w.en
	}
	return w.zh
}

// mostNamed is how many pieces of personal data of a report are named one by one.
const mostNamed = 20

// Release is the gate of personal data. It gives the document as it may be
// published: as it is, or with what the sidecar says masked. Where something is
// neither masked nor accepted by the sidecar, the Problems hold the report back.
// They name the masked form alone: what is printed ends up in log files.
func Release(doc *source.Document) (*source.Document, []source.Problem) {
	var problems []source.Problem
	for _, p := range findPersonal(doc.Path) {
		problems = append(problems, source.Problem{Code: source.PersonalName, File: doc.Path, Args: []any{kindNames[p.kind], p.masked}})
	}
	found := findPersonal(doc.Decoded)
	hidden, whole := findHidden(doc)
	if len(found)+len(hidden) == 0 && whole && doc.Sidecar == nil {
		return doc, problems
	}
	answers := report.ReadAnswers(doc)
	if answers.Withdrawn != nil { // nothing of it is published
		return doc, nil
	}
	accepted, listed := make([]bool, len(answers.Accept)), make([]bool, len(answers.Mask))
	var masks []source.Mask
	open := 0
	for _, p := range found {
		if i := slices.IndexFunc(answers.Accept, func(a string) bool { return sameData(a, p.kind, doc.Decoded[p.span.Start:p.span.End]) }); i >= 0 {
			accepted[i] = true
			continue
		}
		i := slices.Index(answers.Mask, p.masked)
		if i >= 0 {
			listed[i] = true
		}
		if i >= 0 || answers.MaskAll {
			masks = append(masks, source.Mask{Span: p.span, With: p.masked})
			continue
		}
		if open++; open <= mostNamed {
			problems = append(problems, source.Problem{Code: source.PersonalData, File: doc.Path, Line: doc.DecodedLine(p.span.Start), Args: []any{kindNames[p.kind], p.masked}})
		}
	}
	covered := 0 // hidden places that go with the file
	for _, p := range hidden {
		if i := slices.IndexFunc(answers.Accept, func(a string) bool { return sameData(a, p.kind, p.value) }); i >= 0 {
			accepted[i] = true
			continue
		}
		i := slices.Index(answers.Mask, p.masked)
		if i >= 0 {
			listed[i] = true
		}
		switch {
		case i >= 0 || answers.MaskAll:
			covered++
		case len(masks) > 0: // the file is not published
		default:
			if open++; open > mostNamed {
				continue
			}
			problems = append(problems, source.Problem{Code: source.PersonalHidden, File: doc.Path, Args: []any{kindNames[p.kind], p.masked}})
		}
	}
	switch {
	case whole:
	case answers.MaskAll:
		covered++ // whatever there is
	case len(masks)+covered == 0:
		problems = append(problems, source.Problem{Code: source.PersonalUnseen, File: doc.Path})
	}
	for i, a := range answers.Accept {
		if !accepted[i] {
			problems = append(problems, source.Problem{Code: source.StaleAnswer, File: doc.SidecarPath, Line: source.LineOfKey(doc.Sidecar, "accept"), Args: []any{"accept", maskedAnswer(a)}})
		}
	}
	for i, m := range answers.Mask {
		if !listed[i] {
			problems = append(problems, source.Problem{Code: source.StaleAnswer, File: doc.SidecarPath, Line: source.LineOfKey(doc.Sidecar, "mask"), Args: []any{"mask", m}})
		}
	}
	if n := len(masks) + covered; n > 0 {
		problems = append(problems, source.Problem{Code: source.Masked, File: doc.Path, Args: []any{n}})
	}
	return doc.Masked(masks, covered), problems
}

// Words looks for personal data in what the sidecar of a report says of it and the
// site would show.
func Words(r *report.Report) []source.Problem {
	if r.Doc.Sidecar == nil {
		return nil
	}
	texts := append([]string{r.Title, r.Place.Town, r.Answers.Index, r.Answers.Number}, r.Issuers...)
	texts = append(texts, r.Answers.Former...) // addresses are made of them
	for _, c := range r.Answers.Corrections {
		texts = append(texts, c.Reason)
	}
	for _, e := range r.Answers.Changes {
		texts = append(texts, e.Reason)
	}
	if w := r.Answers.Withdrawn; w != nil {
		texts = append(texts, w.Reason)
	}
	var problems []source.Problem
	for _, text := range texts {
		if strings.Contains(r.Doc.Text, text) { // it was let through
			continue
		}
		for _, p := range findPersonal(text) {
			problems = append(problems, source.Problem{Code: source.PersonalSidecar, File: r.Doc.SidecarPath, Args: []any{kindNames[p.kind], p.masked}})
		}
	}
	return problems
}

// maskedAnswer is an answer that fits nothing, fit to be printed.
func maskedAnswer(text string) string {
	if found := findPersonal(text); len(found) == 1 {
		return found[0].masked
	}
	return text
}

// sameData tells whether an answer means what stands in the text: the same
// characters, blanks, hyphens and width aside, and of an address as much of it as
// the clerk copied.
func sameData(answer string, kind dataKind, text string) bool {
	answer, text = bare(answer), bare(text)
	return answer == text || kind == home && utf8.RuneCountInString(answer) >= 5 && (strings.HasSuffix(answer, text) || strings.HasSuffix(text, answer))
}

func bare(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= '０' && r <= '９':
			return r - '０' + '0'
		case r == 'x' || r == 'ｘ' || r == 'Ｘ' || r == '×':
			return 'X'
		case isGap(r):
			return -1
		}
		return r
	}, text)
}

// findPersonal finds the personal data of a text, in reading order, without
// overlaps.
func findPersonal(text string) []personal {
	found, houses := findNumbers(text)
	found = append(found, findHomes(text, houses)...)
	slices.SortStableFunc(found, func(a, b personal) int { return a.span.Start - b.span.Start })
	kept := found[:0]
	for _, p := range found {
		switch last := len(kept) - 1; {
		case last < 0 || p.span.Start >= kept[last].span.End:
			kept = append(kept, p)
		case p.kind < kept[last].kind:
			kept[last] = p
		}
	}
	return kept
}
