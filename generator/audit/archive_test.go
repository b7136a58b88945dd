package audit

import (
	"slices"
	"testing"

	"zhenjian/generator/archive"
	"zhenjian/generator/indicator"
	"zhenjian/generator/quantity"
	"zhenjian/generator/region"
	"zhenjian/generator/report"
	"zhenjian/generator/source"
)

// archived makes an archive of texts.
func archived(t *testing.T, texts map[string]string) *archive.Archive {
	t.Helper()
	var entries []*archive.Entry
	for name, text := range texts {
		doc, _ := source.New(name, []byte(text))
		r := report.Read(doc, region.Builtin())
		if r.Place.Code == "" || r.Year == 0 {
			t.Fatalf("%s: %+v", name, r.Problems)
		}
		e, _ := archive.NewEntry(r, indicator.Builtin(), quantity.Find(r.Tabbed()))
		entries = append(entries, e)
	}
	arc, _ := archive.New(region.Builtin(), indicator.Builtin(), entries, nil)
	return arc
}

func TestJumps(t *testing.T) {
	title := func(year string) string {
		return "鹤山市双合镇" + year + "年度法治政府建设情况报告\n一、主要举措和成效\n"
	}
	for _, tt := range []struct {
		before, now string
		want        []string
	}{
		{"办理行政处罚案件23件。", "办理行政处罚案件260件。", []string{"行政处罚"}},
		{"办理行政处罚案件260件。", "办理行政处罚案件23件。", []string{"行政处罚"}},
		{"办理行政处罚案件23件。", "办理行政处罚案件230件。", nil}, // ten times, not more
		{"办理行政处罚案件1件。", "办理行政处罚案件15件。", nil},
		{"办理行政处罚案件23件。", "办理行政处罚案件260宗。", nil}, // another unit
		{"无行政处罚案件。", "办理行政处罚案件260件。", nil},
	} {
		arc := archived(t, map[string]string{"a.txt": title("2021") + tt.before + "\n", "b.txt": title("2022") + tt.now + "\n"})
		var got []string
		for _, p := range Archive(arc) {
			if p.Code == source.Jump {
				got = append(got, p.Args[0].(string))
				if p.File != "b.txt" || p.Line != 3 {
					t.Errorf("at %s:%d", p.File, p.Line)
				}
			}
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s %s: %q, want %q", tt.before, tt.now, got, tt.want)
		}
	}
}
