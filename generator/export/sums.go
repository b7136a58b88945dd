package export

import (
	"zhenjian/generator/address"
	"zhenjian/generator/archive"
)

// sumLine adds a line as sha256sum writes and checks it, the path as seen from
// the folder of the data.
func sumLine(b []byte, sum, path string) []byte {
	b = append(b, sum...)
	b = append(b, "  "...)
	b = append(b, address.Rel(address.Sums, path)...)
	return append(b, '\n')
}

// originalSums adds a line for each report's file as received.
func originalSums(b []byte, a *archive.Archive) []byte {
	for _, e := range a.Reports {
		b = sumLine(b, e.SHA256, address.Original(e.Code, e.Year, e.Version, e.Ext))
	}
	return b
}
