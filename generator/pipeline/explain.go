package pipeline

import (
	"fmt"

	"zhenjian/generator/archive"
	"zhenjian/generator/audit"
	"zhenjian/generator/indicator"
	"zhenjian/generator/numeral"
	"zhenjian/generator/quantity"
	"zhenjian/generator/region"
	"zhenjian/generator/report"
	"zhenjian/generator/source"
)

// An Explained says what was understood in one file. It is the JSON object of
// `explain --json`; the keys are fixed, null stands for unknown.
type Explained struct {
	Source     string              `json:"source"`
	Title      *string             `json:"title"`
	Place      *ExplainedPlace     `json:"place"`
	Year       *int                `json:"year"`
	Part       string              `json:"part,omitempty"` // 上半年 and the like
	Issued     *string             `json:"issued"`
	Issuers    []string            `json:"issuers"`
	Addressees []string            `json:"addressees"`
	Sections   []ExplainedSection  `json:"sections"`
	Mentions   []ExplainedMention  `json:"mentions"`
	Quantities []ExplainedQuantity `json:"quantities"`
	Citations  []string            `json:"citations"`
	Charset    string              `json:"charset"`
	Published  string              `json:"published,omitempty"` // the stated 发布时间
	Rules      map[string]string   `json:"rules"`               // what settled title, place, year, issued
	Overrides  []string            `json:"overrides,omitempty"` // keys that the sidecar settled
	Problems   []ExplainedProblem  `json:"problems"`
}

// An ExplainedPlace holds full names; null where not settled.
type ExplainedPlace struct {
	Province *string `json:"province"`
	City     *string `json:"city"`
	County   *string `json:"county"`
	Town     *string `json:"town"`
	Code     *string `json:"code"`
}

// An ExplainedSection is one heading.
type ExplainedSection struct {
	Level   int           `json:"level"`
	Number  *string       `json:"number"`
	Heading *string       `json:"heading"`
	Kind    *report.Kind  `json:"kind"`
	Also    []report.Kind `json:"also,omitempty"`
	Line    int           `json:"line"`
}

// An ExplainedMention says what an indicator came to. Numbers are plain
// decimals; High is the upper end of a range.
type ExplainedMention struct {
	ID        string           `json:"id"`
	Value     numeral.Decimal  `json:"value"`
	High      *numeral.Decimal `json:"high,omitempty"`
	Qualifier string           `json:"qualifier"`
	Unit      *string          `json:"unit"`
	Period    indicator.Period `json:"period,omitempty"`
	Quote     string           `json:"quote"`
	Line      int              `json:"line"`
	Rule      string           `json:"rule"`
}

// An ExplainedQuantity is one counted number.
type ExplainedQuantity struct {
	Text      string           `json:"text"`
	Value     numeral.Decimal  `json:"value"`
	High      *numeral.Decimal `json:"high,omitempty"`
	Qualifier string           `json:"qualifier"`
	Unit      string           `json:"unit"`
	Line      int              `json:"line"`
}

// An ExplainedProblem is a Problem with its words.
type ExplainedProblem struct {
	Severity source.Severity `json:"severity"`
	Code     source.Code     `json:"code"`
	Line     int             `json:"line"`
	Message  string          `json:"message"`
}

// Listed gives problems as check --format json prints them.
func Listed(problems []source.Problem, lang string) []ListedProblem {
	out := []ListedProblem{}
	for _, p := range problems {
		out = append(out, ListedProblem{p.File, ExplainedProblem{p.Severity(), p.Code, p.Line, p.Message(lang)}, p.Advice(lang)})
	}
	return out
}

// A ListedProblem is a Problem of some file of the site.
type ListedProblem struct {
	File string `json:"file"`
	ExplainedProblem
	Advice string `json:"advice"`
}

// Unread is what explain says of a file that cannot be read.
type Unread struct {
	Source   string             `json:"source"`
	Problems []ExplainedProblem `json:"problems"`
}

// Explain reads one file and says what was understood. understood is false
// where the file cannot be read or lacks place or year.
func Explain(name string, gazetteer *region.Gazetteer, catalogue *indicator.Catalogue, lang string) (said any, understood bool) {
	if problem := guard(name, func() { said, understood = explain(name, gazetteer, catalogue, lang) }); problem != nil {
		return Unread{name, explainProblems([]source.Problem{*problem}, lang)}, false
	}
	return said, understood
}

func explain(name string, gazetteer *region.Gazetteer, catalogue *indicator.Catalogue, lang string) (said any, understood bool) {
	doc, problems := source.ReadPath(name)
	if doc == nil {
		return Unread{name, explainProblems(problems, lang)}, false
	}
	doc, found := audit.Release(doc)
	problems = append(problems, found...)
	doc.Path = name
	r := report.Read(doc, gazetteer)
	problems = append(problems, r.Problems...)
	problems = append(problems, audit.Words(r)...)
	e := Explained{
		Source: name, Title: orNull(r.Title), Year: orNull(r.Year), Part: string(r.Part), Issued: orNull(r.Issued),
		Place:   &ExplainedPlace{orNull(r.Place.Province), orNull(r.Place.City), orNull(r.Place.County), orNull(r.Place.Town), orNull(r.Place.Code)},
		Issuers: orEmpty(r.Issuers), Addressees: orEmpty(r.Addressees),
		Sections: []ExplainedSection{}, Mentions: []ExplainedMention{}, Quantities: []ExplainedQuantity{}, Citations: []string{},
		Charset: doc.Charset, Published: doc.Facts.Published, Overrides: r.Overrides,
		Rules: map[string]string{"title": r.Rules.Title, "place": r.Rules.Place, "year": r.Rules.Year, "issued": r.Rules.Issued},
	}
	if r.Place == (report.Place{}) {
		e.Place = nil
	}
	for _, s := range r.Sections {
		e.Sections = append(e.Sections, ExplainedSection{s.Level, orNull(s.Number), orNull(s.Heading), orNull(s.Kind), s.Also, doc.Line(s.Span.Start)})
	}
	seen := map[string]bool{}
	for _, c := range r.Citations {
		if !seen[c.Name] {
			seen[c.Name] = true
			e.Citations = append(e.Citations, c.Name)
		}
	}
	quantities := quantity.Find(r.Tabbed())
	for _, q := range quantities {
		e.Quantities = append(e.Quantities, ExplainedQuantity{doc.Text[q.Start:q.End], q.Value, highOf(q.HasHigh, q.High), q.Qualifier.String(), q.Unit, doc.Line(q.Start)})
	}
	mentions, doubtful := catalogue.Find(r, quantities)
	for _, s := range doubtful {
		problems = append(problems, source.Problem{Code: source.MixedCount, File: name, Line: doc.Line(s.Start), Args: []any{doc.Text[s.Start:s.End]}})
	}
	for _, m := range mentions {
		e.Mentions = append(e.Mentions, ExplainedMention{m.ID, m.Value, highOf(m.HasHigh, m.High), m.Qualifier.String(), orNull(m.Unit), m.Period, doc.Text[m.Quote.Start:m.Quote.End], doc.Line(m.Number.Start), m.Rule})
	}
	entry, _ := archive.NewEntry(r, catalogue, quantities)
	for _, p := range audit.Problems(doc, audit.Check(r, quantities, entry, catalogue)) {
		p.File = name
		problems = append(problems, p)
	}
	e.Problems = explainProblems(problems, lang)
	return e, r.Place.Code != "" && r.Year != 0
}

func highOf(has bool, high numeral.Decimal) *numeral.Decimal {
	if !has {
		return nil
	}
	return &high
}

// guard runs what reads one file. A panic in it costs that file only.
func guard(path string, read func()) (problem *source.Problem) {
	defer func() {
		if v := recover(); v != nil {
			problem = &source.Problem{Code: source.ReaderFailed, File: path, Args: []any{fmt.Sprint(v)}}
		}
	}()
	read()
	return nil
}

func explainProblems(problems []source.Problem, lang string) []ExplainedProblem {
	source.SortProblems(problems)
	out := []ExplainedProblem{}
	for _, p := range problems {
		out = append(out, ExplainedProblem{p.Severity(), p.Code, p.Line, p.Message(lang)})
	}
	return out
}

// orNull gives a pointer to a value, nil for the zero value.
func orNull[T comparable](v T) *T {
	var zero T
	if v == zero {
		return nil
	}
	return &v
}

func orEmpty(s []string) []string {
	if s == nil {
		return []string{}
	}
	return s
}
