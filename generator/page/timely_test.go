package page

import (
	"strconv"
	"testing"

	"zhenjian/generator/address"
	"zhenjian/generator/archive"
	"zhenjian/generator/report"
)

func TestTimeliness(t *testing.T) {
	for _, tt := range []struct {
		name string
		e    archive.Entry
		want timely
	}{
		{"nothing stated", archive.Entry{}, unknownTime},
		{"stated, the last day of March", archive.Entry{Published: "2023-03-31T23:59"}, inTime},
		{"stated, the first of April", archive.Entry{Published: "2023-04-01"}, late},
		{"here since March", archive.Entry{Entered: "2023-03-31T23:59"}, inTime},
		{"here since May", archive.Entry{Entered: "2023-05-01T00:00"}, unknownTime},
		{"here since May, signed in April", archive.Entry{Entered: "2023-05-01T00:00", Issued: "2023-04-01"}, late},
		{"signed in January", archive.Entry{Issued: "2023-01-09"}, unknownTime},
		{"released in May, which stands for the date", archive.Entry{Published: "2023-05-02", Issued: "2023-05-02", Released: true}, late},
		{"stated late, here in time", archive.Entry{Published: "2023-05-02", Entered: "2023-03-01"}, inTime},
		{"half a year", archive.Entry{Part: "上半年", Published: "2022-07-01"}, noDeadline},
		{"no such day", archive.Entry{Published: "2023-02-30"}, unknownTime},
	} {
		tt.e.Year = 2022
		if got := timelinessOf(&tt.e); got != tt.want {
			t.Errorf("%s: %s", tt.name, timelyNames[got])
		}
	}
}

func TestParts(t *testing.T) {
	e := &archive.Entry{Kinds: []report.Kind{report.Plans, report.Achievements}}
	if got := partsText(e); got != "5项中的2项：主要举措和成效、下一年度安排" {
		t.Errorf("%s", got)
	}
	if got := partsText(&archive.Entry{}); got != "5项中没有认出" {
		t.Errorf("%s", got)
	}
}

// TestTimelyTotals: each report is counted once, and all that have a page are.
func TestTimelyTotals(t *testing.T) {
	made, _ := newSite(t, smallReports).build(t, loadLayouts(t), nil)
	reports := 0
	for path := range made.data {
		if reportPath.MatchString(path) {
			reports++
		}
	}
	table := all(parse(t, made.data[address.Coverage]), "table", "")[0]
	rows := all(table, "tr", "")
	last := all(rows[len(rows)-1], "td", "")
	number := func(i int) int {
		n, err := strconv.Atoi(words(last[i]))
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	if number(0) != reports || number(1)+number(2)+number(3)+number(4) != reports {
		t.Errorf("%s of %d reports", words(rows[len(rows)-1]), reports)
	}
}
