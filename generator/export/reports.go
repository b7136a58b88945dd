package export

import (
	"strconv"

	"zhenjian/generator/address"
	"zhenjian/generator/archive"
	"zhenjian/generator/region"
)

// placeNames are the names of a place and of what it lies in, by level.
type placeNames [region.Town + 1]string

func namesOf(a *archive.Archive, code string) placeNames {
	var names placeNames
	for _, unit := range a.Chain(code) {
		names[unit.Level] = unit.Name
	}
	return names
}

// printedTitle is a report's title; "" where it has none and the site made one.
func printedTitle(e *archive.Entry) string {
	if e.OwnTitle {
		return ""
	}
	return e.Title
}

// reportRow adds a report's row of Reports.
func reportRow(b []byte, e *archive.Entry, in placeNames) []byte {
	return appendRow(b, e.Key(), in[region.Province], in[region.City], in[region.County], in[region.Town], e.Code, strconv.Itoa(e.Year),
		printedTitle(e), e.Issued, e.Public(), e.Path, e.SHA256, address.Report(e.Code, e.Year, e.Version))
}
