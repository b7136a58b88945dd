package quantity

import (
	"bufio"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"zhenjian/generator/numeral"
)

// exceptions are the relevant cases of Recognizers-Text that this package
// reads otherwise, and why.
var exceptions = map[string]string{
	"Number/Chinese/NumberRangeModel#13": "或者以上 is over here as 以上 is (convention 40), at-least there",
	"Number/Chinese/NumberRangeModel#62": "过 before a number is over there; in 开展过20次 of a report it says nothing",
}

// Of the cases in ../numeral/testdata/recognizers those with units, with
// qualifiers, and those without a number belong here. The specs count numbers
// without a unit, which are no quantities; such a number gets the unit 件 here,
// so that the rest of the case can be tried.
func TestRecognizers(t *testing.T) {
	f, err := os.Open("../numeral/testdata/recognizers/zh.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	ran := 0
	for lines := bufio.NewScanner(f); lines.Scan(); {
		var c recognizersCase
		if err := json.Unmarshal(lines.Bytes(), &c); err != nil {
			t.Fatal(err)
		}
		if !c.Relevant || c.Use == "extract" && strings.HasPrefix(c.Spec, "Number/Chinese/NumberModel") {
			continue
		}
		if c.Use == "value" && strings.HasPrefix(c.Spec, "Number/Chinese/NumberModel") {
			continue // numbers alone are tested in package numeral
		}
		if reason, ok := exceptions[c.Spec]; ok {
			if problem := c.try(); problem == "" {
				t.Errorf("%s passes; it was an exception because %s", c.Spec, reason)
			}
			continue
		}
		ran++
		if problem := c.try(); problem != "" {
			t.Errorf("%s: %s: %s", c.Spec, c.Input, problem)
		}
	}
	if ran < 70 {
		t.Errorf("%d cases ran, want at least 70", ran)
	}
}

type recognizersCase struct {
	Input, Spec, Use string
	Relevant         bool
	Expect           []struct {
		Text      string
		Value     json.Number
		Unit      *string
		UnitText  *string `json:"unit_text"`
		Qualifier *string
	}
}

// try tells what is wrong with what is found in the case, if anything.
func (c recognizersCase) try() string {
	if c.Use == "none" || c.Use == "ordinal" {
		if got := brief(Find(c.Input)); got != "" {
			return "found " + got + "; want nothing"
		}
		return ""
	}
	for _, want := range c.Expect {
		text := c.Input
		if want.Unit == nil {
			text = withUnit(text, want.Text)
		}
		found := Find(text)
		ok := false
		for _, q := range found {
			value := q.Value
			if q.Unit == "成" { // 三成 is 30 % there, 3 成 here (convention 40)
				value, _, _ = numeral.Read(value.String() + "0")
				if !q.Value.IsInt() {
					value, _, _ = numeral.Read(strings.ReplaceAll(q.Value.String(), ".", ""))
				}
			}
			unitFits := want.UnitText == nil || q.Unit == *want.UnitText || q.Unit == "个"+*want.UnitText
			qualifierFits := want.Qualifier == nil || q.Qualifier.String() == *want.Qualifier
			ok = ok || value.String() == want.Value.String() && unitFits && qualifierFits
		}
		if !ok {
			return "found " + brief(found) + "; want " + want.Value.String() + " from " + want.Text
		}
	}
	return ""
}

// withUnit puts 件 behind the number in the surface of an expected number.
func withUnit(text, surface string) string {
	at := strings.Index(text, surface)
	for i := at; i < at+len(surface); i++ {
		if n, ok := numeral.Scan(text[i:]); ok && !n.Bare && !strings.HasSuffix(surface, "件") {
			end := i + n.Len
			if r := text[end:]; strings.HasPrefix(r, "多") || strings.HasPrefix(r, "余") {
				end += 3
			}
			return text[:end] + "件" + text[end:]
		}
	}
	return text
}
