package numeral

import (
	"bufio"
	"encoding/json"
	"os"
	"strings"
	"testing"
)

// The cases of Recognizers-Text that are numbers and nothing else belong here;
// those with units, qualifiers or words without a number in them are run by
// package quantity. See testdata/recognizers/README.md.
func TestRecognizersNumbers(t *testing.T) {
	f, err := os.Open("testdata/recognizers/zh.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	ran := 0
	for lines := bufio.NewScanner(f); lines.Scan(); {
		var c struct {
			Input, Spec, Use string
			Relevant         bool
			Expect           []struct {
				Text      string
				Value     json.Number
				UnitText  string `json:"unit_text"`
				Qualifier string
			}
		}
		if err := json.Unmarshal(lines.Bytes(), &c); err != nil {
			t.Fatal(err)
		}
		number := strings.HasPrefix(c.Spec, "Number/Chinese/NumberModel") || c.Use == "ordinal" || strings.Contains(c.Input, "分之")
		if !c.Relevant || !number || c.Use == "none" {
			continue
		}
		ran++
		rest := c.Input
		for _, want := range c.Expect {
			at := strings.Index(rest, want.Text)
			if at < 0 {
				t.Fatalf("%s: %s is not in %s", c.Spec, want.Text, c.Input)
			}
			printed := strings.TrimPrefix(want.Text, "第")
			rest = rest[at+len(want.Text)-len(printed):]
			value, n, ok := Read(rest)
			if !ok || value != plain(want.Value) || n < len(printed) && c.Use == "value" {
				t.Errorf("%s: %q is read as %v, %d bytes, %v; want %v, %d bytes", c.Spec, rest, value, n, ok, want.Value, len(printed))
			}
			rest = rest[len(printed):]
		}
	}
	if ran < 65 {
		t.Errorf("%d cases ran, want at least 65", ran)
	}
}

// plain writes out what the specs print as 4.54004E+9.
func plain(n json.Number) Decimal {
	d, err := Parse(n.String())
	if err != nil {
		f, _ := n.Float64()
		b, _ := json.Marshal(int64(f))
		d, _ = Parse(string(b))
	}
	return d
}
