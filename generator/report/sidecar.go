package report

import (
	"bytes"
	"fmt"
	"strings"
	"time"

	"zhenjian/generator/source"
)

// A sidecar holds the clerk's answers for one report, from FILE.EXT.toml. Its
// keys are those of explain. What it states wins over the text.
type sidecar struct {
	Title string `toml:"title"`
	Place *struct {
		Province string `toml:"province"`
		City     string `toml:"city"`
		County   string `toml:"county"`
		Town     string `toml:"town"`
		Code     string `toml:"code"`
	} `toml:"place"`
	Year       int      `toml:"year"`
	Issued     any      `toml:"issued"`
	Issuers    []string `toml:"issuers"`
	Addressees []string `toml:"addressees"`

	issued string
}

// readSidecar reads a document's sidecar; an empty one where it has none.
func readSidecar(doc *source.Document) (*sidecar, *source.Problem) {
	side := &sidecar{}
	if doc.Sidecar == nil {
		return side, nil
	}
	refuse := func(fault *source.Fault) (*sidecar, *source.Problem) {
		return &sidecar{}, &source.Problem{Code: source.BadSidecar, File: doc.SidecarPath, Line: fault.Line, Args: []any{fault}}
	}
	if fault := source.DecodeTOML(doc.Sidecar, side, "title, place, year, issued, issuers, addressees"); fault != nil {
		if line := source.LineOfKey(doc.Sidecar, "place"); line > 0 && line == fault.Line && !bytes.Contains(doc.Sidecar, []byte("{")) {
			fault = source.Faultf(line, "place 要写成 place = { county = \"某某县\", town = \"某某镇\" }", "place is a table: place = { county = \"…\", town = \"…\" }")
		}
		return refuse(fault)
	}
	switch v := side.Issued.(type) {
	case nil:
	case string:
		side.issued = v
	case fmt.Stringer:
		side.issued = v.String()
	}
	if _, err := time.Parse("2006-01-02", side.issued); side.Issued != nil && err != nil {
		return refuse(source.Faultf(source.LineOfKey(doc.Sidecar, "issued"), "issued 要写成 2024-01-15 的样子", "issued is a date such as 2024-01-15"))
	}
	if side.Year != 0 && (side.Year < 2000 || side.Year > 2099) {
		return refuse(source.Faultf(source.LineOfKey(doc.Sidecar, "year"), "year 要写成 2023 这样的四位年份", "year has four digits, as in 2023"))
	}
	return side, nil
}

// place gives what the sidecar says of the place.
func (s *sidecar) place() Place {
	if s.Place == nil {
		return Place{}
	}
	return Place{Province: s.Place.Province, City: s.Place.City, County: s.Place.County, Town: s.Place.Town, Code: s.Place.Code}
}

// apply puts the sidecar's answers in the place of what the text said.
func (s *sidecar) apply(r *Report) {
	set := func(key string) { r.Overrides = append(r.Overrides, key) }
	if s.Title != "" {
		r.Title, r.Rules.Title = s.Title, "sidecar"
		if year, part := yearIn(s.Title); year > 0 {
			r.Year, r.Part, r.Rules.Year = year, part, "sidecar"
		}
		set("title")
	}
	if s.Place != nil {
		set("place")
	}
	if s.Year != 0 {
		r.Year, r.Rules.Year = s.Year, "sidecar"
		set("year")
	}
	if s.issued != "" {
		r.Issued, r.Rules.Issued = s.issued, "sidecar"
		set("issued")
	}
	if s.Issuers != nil {
		r.Issuers = s.Issuers
		set("issuers")
	}
	if s.Addressees != nil {
		r.Addressees = s.Addressees
		set("addressees")
	}
	if len(r.Overrides) == 0 {
		return
	}
	kept := r.Problems[:0]
	for _, p := range r.Problems {
		answered := (p.Code == source.NoYear || p.Code == source.YearUnsure) && s.Year != 0 || p.Code == source.OtherKind && s.Title != ""
		if !answered {
			kept = append(kept, p)
		}
	}
	r.Problems = kept
	r.problem(source.Overridden, -1, strings.Join(r.Overrides, "、"))
}
