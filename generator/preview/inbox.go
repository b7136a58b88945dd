package preview

import (
	"bytes"
	"cmp"
	_ "embed"
	"fmt"
	"html/template"
	"path"
	"slices"
	"strings"

	"zhenjian/generator/source"
)

// inboxPath is a page of the server's own; nothing of it is in the site.
const inboxPath = own + "inbox"

// An Inbox says what came in since the last publication, what was understood of it
// and what is asked.
type Inbox struct {
	Since    string // when something was last entered in the ledger; "" never
	Arrivals []Arrival
	Missing  []source.Problem // which towns have not reported
}

// An Arrival is one report file that the ledger has not, or not with these bytes.
type Arrival struct {
	File     string            // as Problems name it
	Read     func() Understood // what was read out of it; asked only of those that are listed
	Replaced bool              // the ledger has another file of the report
	Held     bool              // it is not published
	Sidecar  bool              // there is one
	Problems []source.Problem  // of the file and its sidecar
}

// mostArrivals are listed, those that ask something first.
const mostArrivals = 100

//go:embed inbox.html
var inboxText string

var inboxTemplate = template.Must(template.New("inbox").Parse(inboxText))

type inboxView struct {
	Lang     string
	W        func(key string) string
	Intro    string
	Arrivals []arrivalView
	Further  string
	Missing  []string
}

type arrivalView struct {
	File, Name, Title, Page, Status, Numbers string
	Problems                                 []problemView
	AnswerTo, Answer                         string
	Rows                                     int
}

type problemView struct{ Severity, Name, Place, Message, Advice string }

// page writes the inbox as a page of the preview.
func (in Inbox) page(lang string) []byte {
	v := inboxView{Lang: word("lang", lang), W: func(key string) string { return word("inbox "+key, lang) }}
	arrivals := slices.Clone(in.Arrivals)
	slices.SortStableFunc(arrivals, func(a, b Arrival) int { return cmp.Compare(a.rank(), b.rank()) })
	v.Intro = word("inbox never", lang)
	if in.Since != "" {
		v.Intro = fmt.Sprintf(word("inbox since", lang), strings.Replace(in.Since, "T", " ", 1))
	}
	v.Intro += fmt.Sprintf(word("inbox count", lang), len(arrivals))
	if n := len(arrivals) - mostArrivals; n > 0 {
		v.Further, arrivals = fmt.Sprintf(word("inbox further", lang), n), arrivals[:mostArrivals]
	}
	for _, a := range arrivals {
		v.Arrivals = append(v.Arrivals, a.view(lang))
	}
	for _, p := range in.Missing {
		v.Missing = append(v.Missing, p.Message(lang))
	}
	var out bytes.Buffer
	if err := inboxTemplate.Execute(&out, v); err != nil {
		panic(err) // texts alone, into memory
	}
	return out.Bytes()
}

// rank puts first what is held back, then what is asked, then what should be looked at.
func (a Arrival) rank() int {
	rank := len(gravity)
	for _, p := range a.Problems {
		rank = min(rank, gravity[p.Severity()])
	}
	if a.Held {
		rank--
	}
	return rank
}

func (a Arrival) view(lang string) arrivalView {
	u := a.Read()
	v := arrivalView{File: a.File, Name: u.shown(lang).Name, Title: u.Title, Page: u.Page, Numbers: fmt.Sprintf(word("inbox numbers", lang), len(u.Mentions))}
	status := "inbox new"
	switch {
	case a.Held:
		status = "inbox held"
	case a.Replaced:
		status = "inbox replaced"
	}
	v.Status = word(status, lang)
	for _, p := range a.Problems {
		if p.Severity() == source.Note {
			continue
		}
		v.Problems = append(v.Problems, problemView{string(p.Severity()), word(string(p.Severity()), lang), placeOf(p, lang), p.Message(lang), p.Advice(lang)})
	}
	if v.Answer = answer(a.Problems); v.Answer != "" {
		key := "inbox make"
		if a.Sidecar {
			key = "inbox add"
		}
		v.AnswerTo = fmt.Sprintf(word(key, lang), path.Join("content/reports", a.File+".toml"))
		v.Rows = strings.Count(v.Answer, "\n") + 2 // a quote may take a second
	}
	return v
}

// placeOf says where in its file a problem is: 第15行, 第10段; "" for all of it.
func placeOf(p source.Problem, lang string) string {
	at := strings.TrimLeft(p.At(lang), " ")
	if line, ok := strings.CutPrefix(at, ":"); ok {
		return fmt.Sprintf(word("inbox line", lang), line)
	}
	return at
}

// answers are what a sidecar may say to a question, by its code; what stands in it
// are examples to be put right.
var answers = []struct {
	codes []source.Code
	text  string
}{
	{[]source.Code{source.NoPlace, source.PlaceUnknown}, `place = { county = "某某县", town = "某某镇" }`},
	{[]source.Code{source.PlaceOpen}, `place = { county = "所属区县全称" }`},
	{[]source.Code{source.NoYear, source.YearUnsure}, "year = 2023"},
	{[]source.Code{source.OtherKind}, `title = "某某镇2023年度法治政府建设情况报告"`},
	{[]source.Code{source.OddDate}, "issued = 2024-01-15"},
	{[]source.Code{source.PersonalData, source.PersonalHidden}, "mask = true"},
	{[]source.Code{source.UnsaidChange}, `change = [{ date = 2024-05-06, reason = "更正笔误" }]`},
}

// answer is the text of a sidecar that answers problems of one report; "" where
// none can be answered so.
func answer(problems []source.Problem) string {
	var lines []string
	for _, a := range answers {
		if slices.ContainsFunc(problems, func(p source.Problem) bool { return slices.Contains(a.codes, p.Code) }) {
			lines = append(lines, a.text)
		}
	}
	for _, p := range problems { // tables of TOML go last
		if (p.Code != source.SumOff && p.Code != source.RateOff && p.Code != source.UnitSlip) || len(p.Args) < 2 {
			continue
		}
		if quote, ok := p.Args[1].(string); ok && !strings.ContainsAny(quote, "\"\\\n…") {
			lines = append(lines, "", "# 确实印错了、要更正的，才写这一段", "[[correction]]", `quote = "`+quote+`"`, `printed = "照抄要更正的那个数"`, "value = 0", `reason = "报告单位来函更正"`, "date = 2024-05-06")
		}
	}
	return strings.TrimLeft(strings.Join(lines, "\n"), "\n")
}
