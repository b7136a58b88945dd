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
		if !standsAny(clauseAround(text, f.start, f.end), c.List[f.indicator].Not) {
			at = append(at, f.indicator)
		}
	}
	slices.Sort(at)
	var ids []string
	for _, i := range slices.Compact(at) {
		ids = append(ids, c.List[i].ID)
	}
	return ids
}

// clauseAround gives what stands between commas around bytes [start, end).
func clauseAround(text string, start, end int) string {
	const marks = "，；。"
	from := strings.LastIndexAny(text[:start], marks)
	if from >= 0 {
		from += len("，")
	}
	until := strings.IndexAny(text[end:], marks)
	if until < 0 {
		until = len(text) - end
	}
	return text[max(from, 0) : end+until]
}
