package numeral

import (
	"encoding/json"
	"math/big"
	"strings"
	"testing"
)

func decimal(t testing.TB, text string) Decimal {
	t.Helper()
	d, err := Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestParse(t *testing.T) {
	tests := []struct{ text, want string }{
		{"41.6", "41.6"},
		{"41.60", "41.6"},
		{"0041.0", "41"},
		{"0", "0"},
		{"-0", "0"},
		{"-0.00", "0"},
		{"-0.5", "-0.5"},
		{"1640000000", "1640000000"},
		{"999999999999999999", "999999999999999999"},
		{"9999999999999999999.10", "9999999999999999999.1"},
		{"0.0000000000000000001", "0.0000000000000000001"},
		{"0.000000000000000001", "0.000000000000000001"},
	}
	for _, tt := range tests {
		t.Run(tt.text, func(t *testing.T) {
			if got := decimal(t, tt.text).String(); got != tt.want {
				t.Errorf("%s; want %s", got, tt.want)
			}
		})
	}
	for _, text := range []string{"", "-", ".", "1.", ".5", "1e9", "1,150", "+1", "１", "1.2.3", " 1"} {
		if d, err := Parse(text); err == nil {
			t.Errorf("%q is read as %s", text, d)
		}
	}
}

func TestIntKeepsTheLargest(t *testing.T) {
	const n = 1<<63 - 1
	if got, want := Int(n), decimal(t, "9223372036854775807"); got != want {
		t.Errorf("%s; want %s", got, want)
	}
	if got, want := Int(-n-1).String(), "-9223372036854775808"; got != want {
		t.Errorf("%s; want %s", got, want)
	}
}

func TestCmp(t *testing.T) {
	rising := []string{"-99999999999999999999", "-12", "-2.5", "-2", "-0.01", "0", "0.000000000000000000009", "0.01", "0.9", "1", "1.05", "1.5", "9", "10", "999999999999999999", "99999999999999999999", "99999999999999999999.5"}
	for i, a := range rising {
		for j, b := range rising {
			want := 0
			if i < j {
				want = -1
			} else if i > j {
				want = 1
			}
			if got := decimal(t, a).Cmp(decimal(t, b)); got != want {
				t.Errorf("%s against %s is %d; want %d", a, b, got, want)
			}
		}
	}
}

func TestAdd(t *testing.T) {
	tests := []struct{ a, b, want string }{
		{"0.1", "0.2", "0.3"}, // 0.30000000000000004 in floats
		{"41.6", "-41.6", "0"},
		{"1.25", "0.75", "2"},
		{"999999999999999999", "1", "1000000000000000000"},
		{"999999999999999999", "0.01", "999999999999999999.01"},
		{"-99999999999999999999.5", "99999999999999999999", "-0.5"},
		{"500000000000000000", "-0.000000000000000001", "499999999999999999.999999999999999999"},
	}
	for _, tt := range tests {
		for _, sum := range []Decimal{decimal(t, tt.a).Add(decimal(t, tt.b)), decimal(t, tt.b).Add(decimal(t, tt.a))} {
			if sum != decimal(t, tt.want) {
				t.Errorf("%s + %s is %s; want %s", tt.a, tt.b, sum, tt.want)
			}
		}
	}
}

func TestJSON(t *testing.T) {
	in := map[string]Decimal{"a": decimal(t, "416000"), "b": decimal(t, "99.3")}
	text, err := json.Marshal(in)
	if err != nil || string(text) != `{"a":416000,"b":99.3}` {
		t.Errorf("%s, %v", text, err)
	}
	var out map[string]Decimal
	if err := json.Unmarshal(text, &out); err != nil || out["a"] != in["a"] || out["b"] != in["b"] {
		t.Errorf("%v, %v", out, err)
	}
}

func TestFloat64(t *testing.T) {
	for text, want := range map[string]float64{"99.3": 99.3, "0.1": 0.1, "1640000000": 1.64e9, "-2": -2} {
		if got := decimal(t, text).Float64(); got != want {
			t.Errorf("%s gives %v", text, got)
		}
	}
	if f := decimal(t, strings.Repeat("9", 400)).Float64(); f < 1e300 {
		t.Errorf("400 nines give %v", f)
	}
}

// FuzzDecimal holds Decimal against big.Rat.
func FuzzDecimal(f *testing.F) {
	f.Add("0.1", "0.2", 4)
	f.Add("-99999999999999999999.5", "0.000000000000000001", -3)
	f.Add("999999999999999999", "1", 1)
	f.Fuzz(func(t *testing.T, a, b string, n int) {
		x, err := Parse(a)
		y, err2 := Parse(b)
		if err != nil || err2 != nil || len(a) > 200 || len(b) > 200 {
			return
		}
		n %= 30
		rx, ry := rational(t, a), rational(t, b)
		if got := x.Cmp(y); got != rx.Cmp(ry) {
			t.Errorf("%s against %s is %d", x, y, got)
		}
		if (x == y) != (rx.Cmp(ry) == 0) {
			t.Errorf("%s == %s is %v", x, y, x == y)
		}
		if got, want := rational(t, x.Add(y).String()), new(big.Rat).Add(rx, ry); got.Cmp(want) != 0 {
			t.Errorf("%s + %s is %s", x, y, x.Add(y))
		}
		power := rational(t, "1"+strings.Repeat("0", max(n, -n)))
		want := new(big.Rat).Mul(rx, power)
		if n < 0 {
			want.Quo(rx, power)
		}
		if got := x.shift(n); rational(t, got.String()).Cmp(want) != 0 || got != decimal(t, got.String()) {
			t.Errorf("%s × 10^%d is %s", x, n, got)
		}
		if x.negated().negated() != x || x.Add(x.negated()) != (Decimal{}) {
			t.Errorf("%s and %s", x, x.negated())
		}
	})
}

func rational(t *testing.T, text string) *big.Rat {
	t.Helper()
	r, ok := new(big.Rat).SetString(text)
	if !ok {
		t.Fatalf("%q is no number", text)
	}
	return r
}

func TestSubBetween(t *testing.T) {
	for _, tt := range []struct {
		d, e string
		n    int
		want string // n quarters of the way
		less string // d − e
	}{
		{"1", "2", 2, "1.5", "-1"},
		{"1", "2", 1, "1.25", "-1"},
		{"3", "3", 3, "3", "0"},
		{"0", "98.5", 3, "73.875", "-98.5"},
		{"10.5", "0.1", 0, "10.5", "10.4"},
		{"10.5", "0.1", 4, "0.1", "10.4"},
		{"999999999999999999", "1", 2, "500000000000000000", "999999999999999998"},
		{"1234567890123456789012", "0", 1, "925925917592592591759", "1234567890123456789012"},
	} {
		d, e := decimal(t, tt.d), decimal(t, tt.e)
		if got := Between(d, e, tt.n).String(); got != tt.want {
			t.Errorf("Between(%s, %s, %d) = %s, want %s", tt.d, tt.e, tt.n, got, tt.want)
		}
		if got := d.Sub(e).String(); got != tt.less {
			t.Errorf("%s - %s = %s, want %s", tt.d, tt.e, got, tt.less)
		}
	}
}
