package region

import (
	"slices"
	"testing"
)

func TestMadeCode(t *testing.T) {
	// printf 涧头集镇 | sha256sum
	got := MadeCode("370405", "涧头集镇")
	if want := "370405x27660c"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if !codeForm.MatchString(got) || levelOf(got) != Town {
		t.Errorf("%s is not taken for the code of a town", got)
	}
}

func TestAbove(t *testing.T) {
	for code, want := range map[string][]string{
		"370405103":     {"370405", "370400", "370000"},
		"370405x27660c": {"370405", "370400", "370000"},
		"370405":        {"370400", "370000"},
		"370400":        {"370000"},
		"370000":        {},
	} {
		if got := above(code); !slices.Equal(got, want) {
			t.Errorf("above(%s) = %v, want %v", code, got, want)
		}
	}
}
