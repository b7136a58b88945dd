package preview

import (
	"cmp"
	"encoding/json"
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"

	"zhenjian/generator/quantity"
	"zhenjian/generator/report"
	"zhenjian/generator/source"
)

// A State is what a build came to.
type State struct {
	// Problems are all of the site, as they are printed.
	Problems []source.Problem
	// Excerpt gives the words around a Problem, as Around does; nil for none.
	// Show calls it, for the problems that are listed: 100 at most.
	Excerpt func(file string, line int) []Line
	// View gives the path of the view of a report's file, with its lines, "" where
	// there is none; nil where those of Understood have to do. Show calls it as Excerpt.
	View func(file string) string
	// Understood has each report that changed since the build before, those that
	// could not be read too. 50 are listed.
	Understood []Understood
	// Changed are the paths of the files of the site that were written or removed.
	Changed []string
	// Open is the path of the page to go to; "" to stay.
	Open string
	// Inbox is what came in since the last publication; nil leaves the page as it was.
	Inbox *Inbox
	// Fault is what made the build fail, with file and line, in the words of the
	// preview's language; "" for a build that did not. The site is as it was.
	Fault string
}

// What the panel lists at most. A province can have thousands of notes; the
// clerk looks for those of the report that was just saved, which go first.
const (
	mostProblems = 100
	mostReports  = 50
	mostChanged  = 2000 // paths; beyond, a page goes by its own content alone
)

// A build is a State as it is sent.
type build struct {
	id    string
	state json.RawMessage // a panelState

	inbox    []byte        // the page
	problems problemsState // kept for a build that fails
	reports  reportsState
}

// panelState is what the script of a page knows of a build.
type panelState struct {
	Shown   bool              `json:"shown"` // false before the first Show
	Lang    string            `json:"lang"`
	Words   map[string]string `json:"words"`
	Fault   string            `json:"fault"`
	Open    string            `json:"open"`
	Changed []string          `json:"changed"` // null for more than are listed
	Files   int               `json:"files"`   // how many changed
	problemsState
	reportsState
}

type problemsState struct {
	Wrong    int            `json:"wrong"` // errors and warnings
	Asked    int            `json:"asked"` // questions
	Notes    int            `json:"notes"`
	Problems []problemState `json:"problems"` // gravest first, those of changed reports before others
	Further  int            `json:"further"`  // problems that are not listed
}

type problemState struct {
	Severity source.Severity `json:"severity"`
	Name     string          `json:"name"`  // of the severity
	Fresh    bool            `json:"fresh"` // the report was changed since the build before
	File     string          `json:"file"`
	Line     int             `json:"line"`
	Place    string          `json:"place"` // the line in words, "" for none
	Href     string          `json:"href"`  // the line in the report's source view; "" where there is none
	Message  string          `json:"message"`
	Advice   string          `json:"advice"`
	Around   []lineState     `json:"around"`
}

type lineState struct {
	Number int    `json:"number"`
	Text   string `json:"text"`
	Meant  bool   `json:"meant"` // the problem is on it
}

type reportsState struct {
	Reports        []reportState `json:"reports"`
	FurtherReports int           `json:"furtherReports"`
}

type reportState struct {
	File     string         `json:"file"`
	Name     string         `json:"name"` // 涧头集镇 2022年度; the file's where that is open
	Page     string         `json:"page"`
	Facts    []factState    `json:"facts"` // none of a file that could not be read
	Headings []headingState `json:"headings"`
	Mentions []mentionState `json:"mentions"`
}

type factState struct {
	Name  string `json:"name"`
	Value string `json:"value"` // "" not understood
	Rule  string `json:"rule"`
}

type headingState struct {
	Level int    `json:"level"`
	Text  string `json:"text"`
}

type mentionState struct {
	Name   string `json:"name"`
	Number string `json:"number"`
	Href   string `json:"href"`
	Quote  string `json:"quote"`
}

func (s *Server) buildID(n int) string { return fmt.Sprintf("%s-%d", s.instance, n) }

// encode makes of a State what is sent. A build that failed has no problems of
// its own: those of the one before, which is still served, stay.
func (s *Server) encode(state State, before build) build {
	lang := s.options.Lang
	b := build{id: s.buildID(0), problems: before.problems, reports: before.reports, inbox: before.inbox}
	if state.Inbox != nil {
		b.inbox = state.Inbox.page(lang)
	}
	if state.Fault == "" || state.Problems != nil || state.Understood != nil {
		b.problems, b.reports = problemsOf(state, lang), reportsOf(state.Understood, lang)
	}
	p := panelState{
		Shown: before.id != "", Lang: word("lang", lang), Words: panelWords(lang), Fault: state.Fault, Open: state.Open,
		Changed: state.Changed, Files: len(state.Changed), problemsState: b.problems, reportsState: b.reports,
	}
	if p.Files > mostChanged {
		p.Changed = nil
	} else if p.Changed == nil {
		p.Changed = []string{}
	}
	data, err := json.Marshal(p)
	if err != nil {
		panic(err) // strings and numbers alone
	}
	b.state = data
	return b
}

var gravity = map[source.Severity]int{source.Error: 0, source.Question: 1, source.Warning: 2, source.Note: 3}

func problemsOf(state State, lang string) problemsState {
	changed := map[string]Understood{}
	for _, u := range state.Understood {
		changed[u.File] = u
		changed[u.File+".toml"] = Understood{} // the sidecar has no view of its lines
	}
	out := problemsState{Problems: []problemState{}}
	for _, p := range state.Problems {
		switch p.Severity() {
		case source.Question:
			out.Asked++
		case source.Note:
			out.Notes++
		default:
			out.Wrong++
		}
	}
	// By rank, as far as they are listed: sorting 70,000 for the first 100 takes its time.
	ranks := make([][]source.Problem, 2*len(gravity))
	for _, p := range state.Problems {
		rank := gravity[p.Severity()]
		if _, ok := changed[p.File]; !ok {
			rank += len(gravity)
		}
		if len(ranks[rank]) < mostProblems {
			ranks[rank] = append(ranks[rank], p)
		}
	}
	listed := slices.Concat(ranks...)
	listed = listed[:min(mostProblems, len(listed))]
	out.Further = len(state.Problems) - len(listed)
	for _, p := range listed {
		u, fresh := changed[p.File]
		q := problemState{
			Severity: p.Severity(), Name: word(string(p.Severity()), lang), Fresh: fresh, File: p.File, Line: p.Line,
			Message: p.Message(lang), Advice: p.Advice(lang), Around: []lineState{},
		}
		if p.Line > 0 {
			q.Place = strings.NewReplacer("{n}", strconv.Itoa(p.Line), "{unit}", source.Unit(p.File, lang)).Replace(word("problem place", lang))
			if u.Source == "" && state.View != nil {
				u.Source = state.View(p.File)
			}
			q.Href = u.sourceLine(p.Line)
			if state.Excerpt != nil {
				for _, l := range state.Excerpt(p.File, p.Line) {
					q.Around = append(q.Around, lineState{l.Number, l.Text, l.Number == p.Line})
				}
			}
		}
		out.Problems = append(out.Problems, q)
	}
	return out
}

func reportsOf(all []Understood, lang string) reportsState {
	out := reportsState{Reports: []reportState{}}
	if len(all) > mostReports {
		out.FurtherReports = len(all) - mostReports
		all = all[:mostReports]
	}
	for _, u := range all {
		out.Reports = append(out.Reports, u.shown(lang))
	}
	return out
}

func (u Understood) shown(lang string) reportState {
	out := reportState{File: u.File, Name: path.Base(u.File), Page: u.Page, Facts: []factState{}, Headings: []headingState{}, Mentions: []mentionState{}}
	if len(u.Place) == 0 && u.Year == 0 && u.Title == "" && len(u.Headings) == 0 && len(u.Mentions) == 0 {
		return out
	}
	year := ""
	switch {
	case u.Year != 0 && u.Part != "":
		year = fmt.Sprintf(word("part", lang), u.Year, u.Part)
	case u.Year != 0:
		year = fmt.Sprintf(word("year", lang), u.Year)
	}
	place := strings.Join(u.Place, "")
	if u.Code != "" {
		place += fmt.Sprintf(word("brackets", lang), u.Code)
	}
	if len(u.Place) > 0 && year != "" {
		out.Name = u.Place[len(u.Place)-1] + " " + year
	}
	for _, f := range []struct{ name, value, rule string }{
		{"place", place, u.Rules.Place}, {"reported year", year, u.Rules.Year}, {"title", u.Title, u.Rules.Title}, {"issued", u.Issued, u.Rules.Issued},
	} {
		rule := ""
		if f.rule != "" && f.value != "" {
			rule = fmt.Sprintf(word("rule", lang), report.RuleName(f.rule).In(lang))
		}
		out.Facts = append(out.Facts, factState{word(f.name, lang), f.value, rule})
	}
	for _, h := range u.Headings {
		text := strings.TrimSpace(h.Number + " " + h.Text)
		out.Headings = append(out.Headings, headingState{h.Level, cmp.Or(text, word("no heading", lang))})
	}
	for _, m := range u.Mentions {
		number := m.Number
		if m.None {
			number = word("stated none", lang)
		} else if m.Qualifier != quantity.Exact {
			number += fmt.Sprintf(word("brackets", lang), word("qualifier "+m.Qualifier.String(), lang))
		}
		if m.Period != "" {
			number += fmt.Sprintf(word("brackets", lang), strings.ReplaceAll(m.Period, "/", word("till", lang)))
		}
		href := ""
		if u.Page != "" && m.Anchor != "" {
			href = u.Page + "#" + m.Anchor
		}
		out.Mentions = append(out.Mentions, mentionState{m.Name, number, href, m.Quote})
	}
	return out
}
