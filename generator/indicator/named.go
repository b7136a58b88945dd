package indicator

import (
	"slices"
	"strings"
)

// Named gives the indicators that a stretch of text speaks of by their wordings, in
// the catalogue's order, whether it gives a number or not, and whether of the
// year or of what is planned: what a plan and its outcome have in common.
func (c *Catalogue) Named(text string) []string {
	found, _ := c.words.scan(nil, text, 0, len(text))
	var at []int
	for _, f := range found {
		if f.with != "" && !strings.Contains(text, f.with) || c.List[f.indicator].Readings[f.reading].Weak {
			continue
		}
		at = append(at, f.indicator)
	}
	slices.Sort(at)
	var ids []string
	for _, i := range slices.Compact(at) {
		if in := &c.List[i]; !slices.ContainsFunc(in.Not, func(w string) bool { return strings.Contains(text, w) }) {
			ids = append(ids, in.ID)
		}
	}
	return ids
}
