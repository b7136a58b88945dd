package export

import (
	"cmp"
	"fmt"
	"strings"

	"zhenjian/generator/archive"
)

// version gives version.txt, by which whoever looks after a server sees what it
// has: how new the data is by the ledger, never the time of the build, how much
// of it there is, and which program made it.
func version(a *archive.Archive, o Options) []byte {
	var b strings.Builder
	years := "-"
	if n := len(a.Years); n > 0 {
		years = fmt.Sprintf("%d-%d", a.Years[0], a.Years[n-1])
	}
	for _, line := range [][2]string{
		{"site", o.Title}, {"updated", cmp.Or(o.Updated, "-")}, {"reports", fmt.Sprint(len(a.Reports))}, {"pages", fmt.Sprint(len(o.Pages))},
		{"years", years}, {"program", o.Program[:min(12, len(o.Program))]},
	} {
		b.WriteString(line[0] + ": " + line[1] + "\n")
	}
	return []byte(b.String())
}
