package page

import (
	"io"
	"testing"
)

// BenchmarkLayouts executes the layouts on the views of the longest report,
// source view, town, indicator and table of towns of the demonstration.
// Microseconds and allocations, go1.26 on a core of 2, by html/template and
// compiled:
//
//	report       699   5,459    20   0
//	source       106     830     6   0
//	place      2,980  25,846    81   0
//	indicator  1,245   9,420    48   0
//	towns      2,846  21,313   124   0
//
// A build of 3,000 invented reports from nothing took 15.4 s of CPU before and
// takes 11.2 s (medians of three), the site being the same byte for byte.
func BenchmarkLayouts(b *testing.B) {
	views, l := viewsOf(b, demoSite(b)), loadLayouts(b)
	for _, kind := range []string{"report", "source", "place", "indicator", "towns"} {
		var longest any
		size := 0
		for _, view := range views[kind] {
			if compiled, _ := bothWays(b, l, kind, view); len(compiled) > size {
				longest, size = view, len(compiled)
			}
		}
		b.Run(kind+"/compiled", func(b *testing.B) {
			b.SetBytes(int64(size))
			b.ReportAllocs()
			for b.Loop() {
				l.programs[kind].execute(longest, func([]byte) error { return nil })
			}
		})
		b.Run(kind+"/template", func(b *testing.B) {
			b.SetBytes(int64(size))
			b.ReportAllocs()
			for b.Loop() {
				l.templates.ExecuteTemplate(io.Discard, kind+".html", longest)
			}
		})
	}
}
