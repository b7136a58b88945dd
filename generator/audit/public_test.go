package audit

import (
	"slices"
	"testing"
)

// By default the public sees what agrees, and nothing else; never more than the
// settings name.
func TestPublic(t *testing.T) {
	doc, found := looked(t, "转送案件6件，已化解4件，2件正在化解。全镇人民调解员74名，其中专职7名、兼职69名。信访事项200天。浓厚氛国。狠抓“关键少数。\n")
	for _, tt := range []struct {
		groups []string
		want   []string
	}{
		{[]string{"passed"}, []string{"4件＋2件＝6件，相符"}},
		{nil, nil},
		{[]string{"sums", "units"}, []string{"7名＋69名≠74名，不一致", "200天，单位待核"}},
		{Groups(), []string{"4件＋2件＝6件，相符", "7名＋69名≠74名，不一致", "200天，单位待核", "“不成对", "“氛国”疑为“氛围”"}},
	} {
		var got []string
		for _, v := range Public(doc.Text, found, tt.groups) {
			got = append(got, v.Text)
			if v.Quote == "" || len(v.Places) == 0 {
				t.Errorf("%+v", v)
			}
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%q: %q, want %q", tt.groups, got, tt.want)
		}
	}
}
