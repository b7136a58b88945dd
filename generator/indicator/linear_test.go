package indicator

import (
	"strings"
	"testing"
)

// TestLongRuns reads what no report holds, in 128 KB without an end of
// sentence; it ends in seconds as long as every look around a number is bounded.
func TestLongRuns(t *testing.T) {
	for _, s := range []string{"检查5次", "培训5次和", "检查5次、", "无行政复议，", "化解纠纷5件（其中3件", "对5家、", "5"} {
		text := strings.Repeat(s, 1<<17/len(s))
		for _, m := range newFinder(Builtin()).sentence(text, place{year: 2023}) {
			if m.Quote.End-m.Quote.Start > 2*maxClause {
				t.Fatalf("%s: a quote of %d bytes", s, m.Quote.End-m.Quote.Start)
			}
		}
	}
}
