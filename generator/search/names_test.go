package search

import (
	"slices"
	"testing"
)

// TestNames: a name stands under its characters, and under two letters of every
// reading that they have.
func TestNames(t *testing.T) {
	x := &Index{}
	for _, tt := range []struct {
		name string
		keys []string
		not  []string
	}{
		{"涧头集镇", []string{"涧", "头", "集", "ji", "jt"}, []string{"镇", "he"}},
		{"重庆市", []string{"重", "庆", "zh", "ch", "zq", "cq"}, []string{"市"}}, // 重 is chóng and zhòng
		{"六安市", []string{"li", "la", "lu"}, nil},                           // 六 is liù and lù
	} {
		var keys []string
		x.enterName(name{text: tt.name}, true, func(k term, n name) {
			key := string([]rune{rune(k >> 16)})
			if k&0xFFFF != 0 {
				key += string([]rune{rune(k & 0xFFFF)})
			}
			keys = append(keys, key)
		})
		for _, want := range tt.keys {
			if !slices.Contains(keys, want) {
				t.Errorf("%s is not found under %s but under %v", tt.name, want, keys)
			}
		}
		for _, not := range tt.not {
			if slices.Contains(keys, not) {
				t.Errorf("%s is found under %s", tt.name, not)
			}
		}
	}
}
