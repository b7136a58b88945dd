package compare

import (
	"testing"

	"zhenjian/generator/archive"
	"zhenjian/generator/indicator"
	"zhenjian/generator/quantity"
	"zhenjian/generator/region"
	"zhenjian/generator/report"
	"zhenjian/generator/source"
)

const demo = "../testdata/demo/content/reports"

// read understands a report file.
func read(t testing.TB, name string) *Report {
	t.Helper()
	doc, problems := source.Read(demo, source.File{Path: name})
	if doc == nil {
		t.Fatal(problems)
	}
	return understood(doc)
}

func understood(doc *source.Document) *Report {
	r := report.Read(doc, region.Builtin())
	quantities := quantity.Find(r.Tabbed())
	e, _ := archive.NewEntry(r, indicator.Builtin(), quantities)
	return &Report{Key: e.Key(), Year: r.Year, Text: doc.Text, Spans: archive.NewSpans(r, quantities, region.Builtin()), Mentions: e.Mentions}
}
