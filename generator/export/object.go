package export

import (
	"zhenjian/generator/address"
	"zhenjian/generator/archive"
	"zhenjian/generator/numeral"
	"zhenjian/generator/region"
	"zhenjian/generator/report"
)

// A reportObject is a report in JSON: the columns of Reports, then ReportKeys.
// What is unknown is null.
type reportObject struct {
	Report    string  `json:"report"`
	Province  string  `json:"province"`
	City      *string `json:"city"`
	County    *string `json:"county"`
	Town      *string `json:"town"`
	Code      string  `json:"code"`
	Year      int     `json:"year"`
	Title     *string `json:"title"`
	Issued    *string `json:"issued"`
	Published *string `json:"published"`
	Source    string  `json:"source"`
	SHA256    string  `json:"sha256"`
	URL       string  `json:"url"`

	Part         *string       `json:"part"`
	Issuers      []string      `json:"issuers"`
	Kinds        []report.Kind `json:"kinds"`
	MentionCount int           `json:"mention_count"`
	Original     string        `json:"original"`
	JSON         string        `json:"json"`
}

// A mentionObject is a row of Mentions; its report is the one it stands in.
type mentionObject struct {
	ID        string           `json:"id"`
	Indicator string           `json:"indicator"`
	Value     numeral.Decimal  `json:"value"`
	High      *numeral.Decimal `json:"high"`
	Qualifier string           `json:"qualifier"`
	Unit      *string          `json:"unit"`
	Period    *string          `json:"period"`
	Printed   string           `json:"printed"`
	Quote     string           `json:"quote"`
	Line      int              `json:"line"`
	Corrected *string          `json:"corrected"`
	URL       string           `json:"url"`
}

// A citationObject is one title that a report cites, with CitationKeys.
type citationObject struct {
	Printed string `json:"printed"`
	Title   string `json:"title"`
	URL     string `json:"url"`
}

// objectOf makes the object of a report.
func objectOf(e *archive.Entry, in placeNames) reportObject {
	return reportObject{
		Report: e.Key(), Province: in[region.Province], City: orNull(in[region.City]), County: orNull(in[region.County]), Town: orNull(in[region.Town]),
		Code: e.Code, Year: e.Year, Title: orNull(printedTitle(e)), Issued: orNull(e.Issued), Published: orNull(e.Public()),
		Source: e.Path, SHA256: e.SHA256, URL: address.Report(e.Code, e.Year, e.Version),
		Part: orNull(e.Part), Issuers: append([]string{}, e.Issuers...), Kinds: append([]report.Kind{}, e.Kinds...), MentionCount: len(e.Mentions),
		Original: address.Original(e.Code, e.Year, e.Version, e.Ext), JSON: address.ReportJSON(e.Code, e.Year, e.Version),
	}
}

// mentionOf makes the object of a report's n-th mention, from 1.
func mentionOf(e *archive.Entry, n int) mentionObject {
	m, id := e.Mentions[n-1], archive.MentionID(n)
	o := mentionObject{
		ID: id, Indicator: m.Indicator, Value: m.Value, Qualifier: m.Qualifier.String(), Unit: orNull(m.Unit), Period: orNull(string(m.Period)),
		Printed: m.Printed, Quote: m.Quote, Line: m.Line, Corrected: orNull(correctedText(m)), URL: address.Report(e.Code, e.Year, e.Version) + "#" + id,
	}
	if m.HasHigh {
		o.High = &m.High
	}
	return o
}

// citationOf makes the object of a title as printed.
func citationOf(a *archive.Archive, printed string) citationObject {
	law := a.LawOf(printed) // there is one: a report in the archive cites it
	return citationObject{printed, law.Title, address.Law(law.ID, "")}
}

// reportJSON gives the file of one report: its object, with its mentions and
// citations behind, one a line.
func reportJSON(a *archive.Archive, e *archive.Entry) ([]byte, error) {
	j := newJSONText()
	j.value(objectOf(e, namesOf(a, e.Code)))
	j.out.Truncate(j.out.Len() - len("}"))
	j.text(",\n\"mentions\":")
	j.list(len(e.Mentions), func(i int) any { return mentionOf(e, i+1) })
	j.text(",\n\"citations\":")
	j.list(len(e.Cites), func(i int) any { return citationOf(a, e.Cites[i]) })
	j.text("}\n")
	return j.done()
}

func orNull(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}
