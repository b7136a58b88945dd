// Package archive holds all reports of a site by region, town and year, and
// what links them: neighbours, years before and after, the laws they cite.
//
// It keeps a compact Entry of each report, no body text, and is made anew for
// each build.
package archive

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"zhenjian/generator/indicator"
	"zhenjian/generator/quantity"
	"zhenjian/generator/region"
	"zhenjian/generator/report"
	"zhenjian/generator/source"
)

// An Entry is what the archive remembers of one report.
type Entry struct {
	Path      string // below content/reports
	SHA256    string // of the file as received, lower-case hex
	Sidecar   string // SHA-256 of the sidecar, "" without one
	Size      int    // bytes of the file
	Ext       string // of the file that is published, with its dot: .txt
	Words     string // stands for the words of its text, see wordsOf
	Via       string // the program that a file of an old format was read with
	Code      string // place, as in addresses
	Name      string // full name of the place; a place the gazetteer lacks is known by it
	Year      int    // reported on
	Part      string // 上半年 and the like; "" for the whole year
	Version   int    // 1 for the report that stands for its place and year, 2 … for further ones
	Title     string // as printed, or made by the site
	OwnTitle  bool   // the site made the title
	Issued    string // YYYY-MM-DD, "" where the text does not say
	Published string // the stated 发布时间, "" where there is none
	Issuers   []string
	Source    string // 来源 of the web page
	Number    string // 发文字号
	Index     string // 索引号 as printed on the page it came from
	Kinds     []report.Kind
	Headings  int // sections
	Chars     int // characters of the body
	Cites     []string
	Mentions  []Mention // in reading order
	Prints    Prints    // of its clauses; what makes the entry sets them
	Lacks     Lacks     // topics of what falls short; what makes the entry sets them
	Terms     Terms     // of the glossary that the site was read with; what makes the entry sets it
	Overrides []string  // what the sidecar settled
	Masked    int       // places of personal data that are masked: the file published is not the one received
	Moved     []string  // keys that its page was at before, by the sidecar
	Released  bool      // Issued is the stated day of release: the text has no date of its own

	// What the sidecar decides.
	Corrections []Correction   // that hold, in its order
	Withdrawn   *report.Event  // nil: the report was not withdrawn
	Changes     []report.Event // why the file was changed after it was published

	// What the ledger says, set by Ledger.Enter before New.
	Entered  string   // when the site first published the report: 2024-03-28T09:18; "" where it does not say
	Replaced bool     // the ledger does not have the file that there is now
	Revised  string   // when another file took the first one's place, the last time; "" where none did
	Former   []string // keys that it was published with: 370405104/2022

	// What a comparison with the report before came to; the pipeline sets it before
	// pages are made. It is none of what was read of the report: digests leave it out.
	Change Change

	of     []int32 // numbers of the mentions' indicators in the archive, set by New: what looks for one need not go through all mentions
	digest Digest  // zero until it is asked for
	face   Digest  // set by New
}

// A Change says in numbers what a comparison with the report before came to.
type Change struct {
	Against int // year of that report; 0 where there is none
	Percent int // share of characters that stand in both, rounded down
	Plans   int // that report's promises
	TakenUp int // those that this one speaks of
}

// Key is the report's name in data files: 370405104/2022, with /2 … for a further version.
func (e *Entry) Key() string {
	if e.Version > 1 {
		return fmt.Sprintf("%s/%d/%d", e.Code, e.Year, e.Version)
	}
	return fmt.Sprintf("%s/%d", e.Code, e.Year)
}

// NewEntry condenses a report whose place has a code and whose year is known,
// and says what it had to decide: a title of its own, a number left out.
// quantities are those of its text.
func NewEntry(r *report.Report, c *indicator.Catalogue, quantities []quantity.Quantity) (*Entry, []source.Problem) {
	sum := sha256.Sum256(r.Doc.Raw)
	e := &Entry{
		Path: r.Doc.Path, SHA256: hex.EncodeToString(sum[:]), Size: len(r.Doc.Raw), Ext: r.Doc.Ext(), Via: r.Doc.Via, Words: wordsOf(r),
		Code: r.Place.Code, Name: strings.Clone(placeName(r.Place)), Year: r.Year, Part: string(r.Part), Version: 1,
		Title: strings.Clone(r.Title), Issued: strings.Clone(r.Issued), Published: strings.Clone(r.Doc.Facts.Published), Issuers: cloned(r.Issuers),
		Source: strings.Clone(r.Doc.Facts.Source), Number: strings.Clone(r.Doc.Facts.Number), Index: strings.Clone(r.Doc.Facts.Index),
		Headings: len(r.Sections), Overrides: r.Overrides, Masked: r.Doc.MaskedPlaces, Released: r.Rules.Issued == report.ByRelease, Moved: cloned(r.Answers.Former),
	}
	e.Index, e.Number = cmp.Or(strings.Clone(r.Answers.Index), e.Index), cmp.Or(strings.Clone(r.Answers.Number), e.Number)
	var problems []source.Problem
	e.Mentions, problems = mentionsOf(r, c, quantities)
	problems = append(problems, e.correct(r, quantities)...)
	e.Withdrawn, e.Changes = r.Answers.Withdrawn, r.Answers.Changes
	if r.Doc.Sidecar != nil {
		sum := sha256.Sum256(r.Doc.Sidecar)
		e.Sidecar = hex.EncodeToString(sum[:])
	}
	if e.Title == "" {
		e.OwnTitle = true
		e.Title = ownTitle(r)
		problems = append(problems, source.Problem{Code: source.NoTitle, File: e.Path, Args: []any{e.Title}})
	}
	for _, s := range r.Sections {
		if s.Level == 1 {
			for _, k := range append([]report.Kind{s.Kind}, s.Also...) {
				if !slices.Contains(e.Kinds, k) {
					e.Kinds = append(e.Kinds, k)
				}
			}
		}
	}
	for _, c := range r.Citations {
		if !slices.Contains(e.Cites, c.Name) {
			e.Cites = append(e.Cites, strings.Clone(c.Name))
		}
	}
	for range strings.ReplaceAll(r.Doc.Text, "\n", "") {
		e.Chars++
	}
	return e, problems
}

// ownTitle makes a title for a report that has none.
func ownTitle(r *report.Report) string {
	return fmt.Sprintf("%s%d年%s法治政府建设情况报告", placeName(r.Place), r.Year, cmp.Or(string(r.Part), "度"))
}

// cloned copies strings. A part of a text keeps all of it in memory; an entry
// must not, or memory would grow by texts.
func cloned(list []string) []string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = strings.Clone(s)
	}
	return out
}

func placeName(p report.Place) string { return cmp.Or(p.Town, p.County, p.City, p.Province) }

// A Place is a unit that has reports or lies above one that has.
type Place struct {
	region.Region
	Children []*Place // places below that have reports, by code
	Reports  []*Entry // its own, newest year first, versions in order
	Total    int      // reports of its own and below

	chain []region.Region
}

// A Law is one title that reports cite, all its variants taken together.
type Law struct {
	ID       string   // ten hexadecimal digits of the SHA-256 of Title
	Title    string   // the merged title
	Variants []string // as printed, if they differ from Title; sorted
	Citing   []*Entry // by year, then place
}

// An Archive is made by New and never changed after.
type Archive struct {
	Gazetteer *region.Gazetteer
	Catalogue *indicator.Catalogue
	Reports   []*Entry // by place code, year, version
	Years     []int    // with a report, oldest first
	Withdrawn []*Entry // reports that were withdrawn, by place code, year, path; counted nowhere

	made   map[string]region.Region // places that the gazetteer lacks
	places map[string]*Place
	sorted []*Place        // by code
	laws   map[string]*Law // by ID
	lawOf  map[string]string
	byYear map[int][]*Entry
	scope  []string
	span   []int // years from the first to the last

	numbers   map[string]int32    // of the ids of indicators, from 0
	main      map[string]string   // by id of an indicator: the family of units that it is usually counted in
	mentioned []string            // ids of indicators, in the catalogue's order
	placesOf  map[string][]string // by id of an indicator
}

// inArchive puts reports by place and year; of several on one year that on all of it
// comes first, then the one issued last.
func inArchive(x, y *Entry) int {
	if x.Code != y.Code {
		return strings.Compare(x.Code, y.Code)
	}
	return cmp.Or(cmp.Compare(x.Year, y.Year), cmp.Compare(len(x.Part), len(y.Part)), strings.Compare(y.Issued, x.Issued), strings.Compare(x.Path, y.Path))
}

// New puts entries in order. It sets their Version: of several reports for one
// place and year a whole year goes before a part, then the newest by date of
// issue, then the path that sorts first. Files with the same bytes, or with the same words in another
// form, are taken once. scope names the counties whose towns are expected to report, by code;
// empty: the counties that have a report.
func New(gazetteer *region.Gazetteer, catalogue *indicator.Catalogue, entries []*Entry, scope []string) (*Archive, []source.Problem) {
	a := &Archive{Gazetteer: gazetteer, Catalogue: catalogue, placesOf: map[string][]string{}, main: map[string]string{}, numbers: map[string]int32{}, made: map[string]region.Region{}, places: map[string]*Place{}, laws: map[string]*Law{}, lawOf: map[string]string{}, byYear: map[int][]*Entry{}, scope: scope}
	var problems []source.Problem
	entries = slices.Clone(entries)
	slices.SortFunc(entries, func(x, y *Entry) int { return strings.Compare(x.Path, y.Path) })
	bySum := map[string]*Entry{}
	for _, e := range entries {
		if first, ok := bySum[e.SHA256+e.Sidecar]; ok {
			problems = append(problems, source.Problem{Code: source.Duplicate, File: e.Path, Args: []any{first.Path}})
			continue
		}
		bySum[e.SHA256+e.Sidecar] = e
		if e.Withdrawn != nil {
			a.Withdrawn = append(a.Withdrawn, e)
			continue
		}
		a.Reports = append(a.Reports, e)
	}
	if !slices.IsSortedFunc(a.Reports, inArchive) { // files mostly lie so that their paths put them in order
		slices.SortFunc(a.Reports, inArchive)
	}
	var mirrors []source.Problem
	a.Reports, mirrors = withoutMirrors(a.Reports)
	problems = append(problems, mirrors...)
	for i, e := range a.Reports {
		if _, known := gazetteer.Lookup(e.Code); !known {
			a.made[e.Code] = region.Region{Code: e.Code, Name: e.Name, Level: region.Town, Parent: e.Code[:min(6, len(e.Code))]}
		}
		e.Version = 1
		if i > 0 && a.Reports[i-1].Code == e.Code && a.Reports[i-1].Year == e.Year {
			e.Version = a.Reports[i-1].Version + 1
			first := a.Reports[i-e.Version+1]
			unit, _ := a.Region(e.Code)
			problems = append(problems, source.Problem{Code: source.SecondVersion, File: e.Path, Args: []any{unit.Name, e.Year, first.Path, differs(first, e, catalogue)}})
		}
		e.Digest()
		e.face = e.faceDigest()
		if _, ok := a.byYear[e.Year]; !ok {
			a.Years = append(a.Years, e.Year)
		}
		a.byYear[e.Year] = append(a.byYear[e.Year], e)
		a.enter(e)
	}
	slices.SortStableFunc(a.Withdrawn, func(x, y *Entry) int {
		return cmp.Or(strings.Compare(x.Code, y.Code), cmp.Compare(x.Year, y.Year))
	})
	slices.Sort(a.Years)
	if len(a.Years) > 0 {
		for year := a.Years[0]; year <= a.Years[len(a.Years)-1]; year++ {
			a.span = append(a.span, year)
		}
	}
	a.sortPlaces()
	a.findLaws()
	a.findIndicators()
	return a, problems
}

// enter puts a report under its place and counts it in all places above.
func (a *Archive) enter(e *Entry) {
	p := a.place(e.Code)
	i, _ := slices.BinarySearchFunc(p.Reports, e, func(x, y *Entry) int {
		return cmp.Or(cmp.Compare(y.Year, x.Year), cmp.Compare(x.Version, y.Version))
	})
	p.Reports = slices.Insert(p.Reports, i, e)
	for {
		p.Total++
		if p.Parent == "" {
			return
		}
		p = a.place(p.Parent)
	}
}

// place gives the place of a code, made with all places above it.
func (a *Archive) place(code string) *Place {
	if p, ok := a.places[code]; ok {
		return p
	}
	unit, _ := a.Region(code)
	p := &Place{Region: unit}
	a.places[code] = p
	if unit.Parent != "" {
		above := a.place(unit.Parent)
		i, _ := slices.BinarySearchFunc(above.Children, p, func(x, y *Place) int { return strings.Compare(x.Code, y.Code) })
		above.Children = slices.Insert(above.Children, i, p)
	}
	return p
}
