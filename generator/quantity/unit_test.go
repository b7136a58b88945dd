package quantity

import (
	"strings"
	"testing"
)

func TestFamily(t *testing.T) {
	tests := []struct{ unit, want string }{
		{"次", "events"},
		{"场", "events"},
		{"场次", "events"},
		{"期", "events"},
		{"人", "people"},
		{"名", "people"},
		{"人次", "visits"},
		{"人（次）", "visits"},
		{"人/次", "visits"},
		{"家次", "rounds"},
		{"家（次）", "rounds"},
		{"家(次)", "rounds"},
		{"个次", "rounds"},
		{"件", "cases"},
		{"件次", "cases"},
		{"件(次)", "cases"},
		{"宗", "cases"},
		{"起", "cases"},
		{"份", "copies"},
		{"份（册）", "copies"},
		{"条", "items"},
		{"处", "places"},
		{"批", "batches"},
		{"批次", "batches"},
		{"元", "money"},
		{"元/亩", "money"},
		{"平方米", "area"},
		{"%", "percent"},
		{"个百分点", "points"},
		{"小时", "time"},
		{"个工作日", "time"},
		{"周岁", "age"},
		{"成", "share"},
		{"斛", "斛"}, // not in the table
	}
	for _, tt := range tests {
		t.Run(tt.unit, func(t *testing.T) {
			if got := Family(tt.unit); got != tt.want {
				t.Errorf("%s; want %s", got, tt.want)
			}
		})
	}
}

// A list of words for a unit that is not in the table would never be read.
func TestWordListsNameUnits(t *testing.T) {
	known := map[string]bool{}
	for _, f := range families {
		for _, name := range strings.Fields(f.units) {
			if known[name] {
				t.Errorf("%s stands in the table twice", name)
			}
			known[name] = true
		}
	}
	for list, m := range map[string]map[string]string{"never": never, "words": words, "mustFollow": mustFollow} {
		for name := range m {
			if !known[name] {
				t.Errorf("%s has words for %s, which is no unit", list, name)
			}
		}
	}
	for name := range nameTails {
		if !known[name] {
			t.Errorf("nameTails has words for %s, which is no unit", name)
		}
	}
}
