package page

import (
	"cmp"
	"encoding/json"
	"html/template"
	"strings"

	"zhenjian/generator/address"
	"zhenjian/generator/archive"
)

// What a page is about, for programs: JSON-LD in the words of schema.org. It is
// data: no browser runs it, and no word of it is made up.

const schemaOrg = "https://schema.org"

type linkedThing struct {
	Type       string `json:"@type"`
	Name       string `json:"name"`
	Identifier string `json:"identifier,omitempty"`
	URL        string `json:"url,omitempty"`
}

type linkedFile struct {
	Type   string `json:"@type"`
	Name   string `json:"name"`
	URL    string `json:"contentUrl"`
	Format string `json:"encodingFormat"`
	SHA256 string `json:"sha256,omitempty"`
}

type linkedReport struct {
	Context    string        `json:"@context"`
	Type       string        `json:"@type"`
	Name       string        `json:"name"`
	Lang       string        `json:"inLanguage"`
	Identifier string        `json:"identifier"`
	URL        string        `json:"url,omitempty"`
	Authors    []linkedThing `json:"author,omitempty"`
	Publisher  *linkedThing  `json:"publisher,omitempty"`
	Created    string        `json:"dateCreated,omitempty"`
	Published  string        `json:"datePublished,omitempty"`
	Modified   string        `json:"dateModified,omitempty"`
	Year       string        `json:"temporalCoverage"`
	Place      linkedThing   `json:"spatialCoverage"`
	File       linkedFile    `json:"encoding"`
	Part       linkedThing   `json:"isPartOf"`
}

type linkedDataset struct {
	Context     string       `json:"@context"`
	Type        string       `json:"@type"`
	Name        string       `json:"name"`
	Description string       `json:"description"`
	Lang        string       `json:"inLanguage"`
	URL         string       `json:"url,omitempty"`
	Creator     *linkedThing `json:"creator,omitempty"`
	Years       string       `json:"temporalCoverage"`
	Variable    string       `json:"variableMeasured,omitempty"`
	Files       []linkedFile `json:"distribution"`
	Part        *linkedThing `json:"isPartOf,omitempty"`
}

// formats are the media types of what the site offers, by ending.
var formats = map[string]string{
	".csv": "text/csv", ".json": "application/json", ".zip": "application/zip", ".txt": "text/plain", ".pdf": "application/pdf", ".doc": "application/msword",
	".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}

// full is a path as an address, where the site's is known, else as seen from a page.
func (s *Site) full(page, path string) string {
	if s.options.BaseURL != "" {
		return s.options.BaseURL + path
	}
	return address.Rel(page, path)
}

// pageURL is the full address of a page, "" where the site's is not known.
func (s *Site) pageURL(page string) string {
	if s.options.BaseURL == "" {
		return ""
	}
	return s.options.BaseURL + page
}

func (s *Site) organizer() *linkedThing {
	if s.options.Organizer == "" {
		return nil
	}
	return &linkedThing{Type: "GovernmentOrganization", Name: s.options.Organizer}
}

// reportLinked describes a report; place is the full name of where it is from.
func (s *Site) reportLinked(page string, e *archive.Entry, place string) template.JS {
	original := address.Original(e.Code, e.Year, e.Version, e.Ext)
	r := linkedReport{
		Context: schemaOrg, Type: "Report", Name: e.Title, Lang: "zh-CN", Identifier: e.Key(), URL: s.pageURL(page), Publisher: s.organizer(),
		Created: ownDate(e), Published: linkedTime(e.Public()), Modified: linkedTime(e.Revised), Year: yearText(e.Year)[:4],
		Place: linkedThing{Type: "AdministrativeArea", Name: place, Identifier: e.Code},
		File:  linkedFile{"MediaObject", original[strings.LastIndex(original, "/")+1:], s.full(page, original), cmp.Or(formats[original[strings.LastIndex(original, "."):]], "text/plain"), e.SHA256},
		Part:  linkedThing{Type: "Collection", Name: s.options.Title, URL: s.pageURL(address.Home)},
	}
	if e.Masked > 0 { // the file is not the one that the checksum is of
		r.File.SHA256 = ""
	}
	for _, name := range e.Issuers {
		r.Authors = append(r.Authors, linkedThing{Type: "GovernmentOrganization", Name: name})
	}
	return inScript(r)
}

// datasetLinked describes the data of the site, or of one indicator of it.
func (s *Site) datasetLinked(page, name, description, variable string, files ...string) template.JS {
	d := linkedDataset{
		Context: schemaOrg, Type: "Dataset", Name: name, Description: description, Lang: "zh-CN", URL: s.pageURL(page), Creator: s.organizer(), Variable: variable,
	}
	if n := len(s.arc.Years); n > 0 {
		d.Years = yearText(s.arc.Years[0])[:4] + "/" + yearText(s.arc.Years[n-1])[:4]
	}
	for _, f := range files {
		d.Files = append(d.Files, linkedFile{Type: "DataDownload", Name: f[strings.LastIndex(f, "/")+1:], URL: s.full(page, f), Format: formats[f[strings.LastIndex(f, "."):]]})
	}
	if page != address.Data {
		d.Part = &linkedThing{Type: "Dataset", Name: s.options.Title, URL: s.pageURL(address.Data)}
	}
	return inScript(d)
}

// linkedTime is a time in China as ISO 8601 has it; a day stays one.
func linkedTime(at string) string {
	switch {
	case pubDate(at) == "":
		return ""
	case strings.Contains(at, "T"):
		return at + "+08:00"
	}
	return at
}

// inScript writes what can stand in a <script>: encoding/json leaves no < in it.
func inScript(v any) template.JS {
	data, err := json.Marshal(v)
	if err != nil {
		panic(err) // texts and lists of them alone
	}
	return template.JS(data)
}
