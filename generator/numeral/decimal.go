package numeral

import (
	"errors"
	"fmt"
	"math"
	"math/big"
	"strconv"
	"strings"
)

// A Decimal is an exact decimal number. Equal numbers are equal values, so
// that == and map keys work: 41.60 and 41.6 are the same Decimal. The zero
// Decimal is 0.
//
// Up to 18 digits lie in an integer, which holds whatever a report counts
// (its largest sums run to 16 digits); a longer run of digits, which is a
// code and no count, keeps its digits as text, so that nothing is rounded.
type Decimal struct {
	coefficient int64  // below 1e18 either way; 0 where wide is set
	scale       uint8  // digits behind the point, the last of them not 0; at most 18
	wide        string // plain decimal of more than 18 digits
}

const maxDigits = 18 // 1e18 is the largest power of ten in an int64

var errNotPlain = errors.New("not a plain decimal; write digits with at most one point, as in 41.6")

// Int gives n as a Decimal.
func Int(n int64) Decimal {
	if n > -1e18 && n < 1e18 {
		return Decimal{coefficient: n}
	}
	return Decimal{wide: strconv.FormatInt(n, 10)}
}

// Parse reads what String prints: digits with at most one point between them
// and a minus before them. Separators, signs of per cent and exponents are
// errors.
func Parse(text string) (Decimal, error) {
	digits, negative := strings.CutPrefix(text, "-")
	whole, fraction, point := strings.Cut(digits, ".")
	if !allDigits(whole) || point && !allDigits(fraction) {
		return Decimal{}, fmt.Errorf("%.40q: %w", text, errNotPlain)
	}
	return assemble(negative, []byte(whole), []byte(fraction)), nil
}

func allDigits(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// assemble makes the one Decimal of these digits before and behind the point.
func assemble(negative bool, whole, fraction []byte) Decimal {
	for len(whole) > 0 && whole[0] == '0' {
		whole = whole[1:]
	}
	for len(fraction) > 0 && fraction[len(fraction)-1] == '0' {
		fraction = fraction[:len(fraction)-1]
	}
	if len(whole)+len(fraction) <= maxDigits {
		var c int64
		for _, d := range whole {
			c = c*10 + int64(d-'0')
		}
		for _, d := range fraction {
			c = c*10 + int64(d-'0')
		}
		if negative {
			c = -c
		}
		return Decimal{coefficient: c, scale: uint8(len(fraction))}
	}
	var b strings.Builder
	b.Grow(len(whole) + len(fraction) + 3)
	if negative {
		b.WriteByte('-')
	}
	if len(whole) == 0 {
		b.WriteByte('0')
	}
	b.Write(whole)
	if len(fraction) > 0 {
		b.WriteByte('.')
		b.Write(fraction)
	}
	return Decimal{wide: b.String()}
}

// String prints d in plain digits, never with an exponent: 1640000000, -0.5.
func (d Decimal) String() string {
	if d.wide != "" {
		return d.wide
	}
	digits := strconv.FormatInt(d.coefficient, 10)
	if d.scale == 0 {
		return digits
	}
	digits, negative := strings.CutPrefix(digits, "-")
	scale := int(d.scale)
	if short := scale + 1 - len(digits); short > 0 {
		digits = strings.Repeat("0", short) + digits
	}
	digits = digits[:len(digits)-scale] + "." + digits[len(digits)-scale:]
	if negative {
		digits = "-" + digits
	}
	return digits
}

// Float64 gives the nearest float64, for drawing only; sums are made with Add.
func (d Decimal) Float64() float64 {
	if d.wide == "" && d.scale == 0 {
		return float64(d.coefficient)
	}
	f, err := strconv.ParseFloat(d.String(), 64)
	if err != nil && !math.IsInf(f, 0) { // out of range gives ±Inf, which says what it is
		return math.NaN()
	}
	return f
}

// MarshalJSON prints d as a JSON number.
func (d Decimal) MarshalJSON() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalJSON reads a JSON number without an exponent.
func (d *Decimal) UnmarshalJSON(text []byte) error {
	v, err := Parse(string(text))
	if err == nil {
		*d = v
	}
	return err
}

// IsZero tells whether d is 0.
func (d Decimal) IsZero() bool { return d == Decimal{} }

// IsInt tells whether d has no digits behind the point.
func (d Decimal) IsInt() bool { return d.scale == 0 && !strings.Contains(d.wide, ".") }

// Cmp is -1, 0 or 1 as d is less than, equal to or greater than e.
func (d Decimal) Cmp(e Decimal) int {
	if d == e {
		return 0
	}
	if d.wide == "" && e.wide == "" && d.scale == e.scale {
		if d.coefficient < e.coefficient {
			return -1
		}
		return 1
	}
	dNegative, dWhole, dFraction := d.parts()
	eNegative, eWhole, eFraction := e.parts()
	if dNegative != eNegative {
		if dNegative {
			return -1
		}
		return 1
	}
	// Neither whole part has leading zeros, so the longer one is the greater.
	order := len(dWhole) - len(eWhole)
	if order == 0 {
		order = strings.Compare(dWhole, eWhole)
	}
	if order == 0 {
		order = strings.Compare(dFraction, eFraction)
	}
	if (order < 0) != dNegative {
		return -1
	}
	return 1
}

// Add gives d + e, exactly.
func (d Decimal) Add(e Decimal) Decimal {
	if d.IsZero() {
		return e
	}
	if e.IsZero() {
		return d
	}
	if d.wide == "" && e.wide == "" {
		if d.scale < e.scale {
			d, e = e, d
		}
		// Both below 1e18, so the sum cannot leave an int64.
		factor := powerOfTen(int(d.scale - e.scale))
		if c := e.coefficient * factor; c/factor == e.coefficient && c > -1e18 && c < 1e18 {
			return fromScaled(c+d.coefficient, int(d.scale))
		}
	}
	dNegative, dWhole, dFraction := d.parts()
	eNegative, eWhole, eFraction := e.parts()
	scale := max(len(dFraction), len(eFraction))
	sum := new(big.Int).Add(
		integer(dNegative, dWhole+dFraction+strings.Repeat("0", scale-len(dFraction))),
		integer(eNegative, eWhole+eFraction+strings.Repeat("0", scale-len(eFraction))))
	return fromDigits(sum.String(), scale)
}

// Sub gives d − e, exactly.
func (d Decimal) Sub(e Decimal) Decimal { return d.Add(e.negated()) }

// Between gives the number n quarters of the way from d to e, exactly; n is 0
// to 4. Medians and quartiles lie there.
func Between(d, e Decimal, n int) Decimal {
	var sum Decimal
	for i := range 4 {
		if i < n {
			sum = sum.Add(e)
		} else {
			sum = sum.Add(d)
		}
	}
	quarter := sum // a quarter is 25 hundredths
	for range 2 {
		one := quarter
		for range 4 {
			quarter = quarter.Add(one)
		}
	}
	return quarter.shift(-2)
}

func integer(negative bool, digits string) *big.Int {
	n, _ := new(big.Int).SetString(digits, 10) // digits alone always parse
	if negative {
		n.Neg(n)
	}
	return n
}

// fromScaled gives coefficient / 10^scale.
func fromScaled(coefficient int64, scale int) Decimal {
	for scale > 0 && coefficient%10 == 0 {
		coefficient /= 10
		scale--
	}
	if coefficient > -1e18 && coefficient < 1e18 {
		return Decimal{coefficient: coefficient, scale: uint8(scale)}
	}
	return fromDigits(strconv.FormatInt(coefficient, 10), scale)
}

// fromDigits gives digits / 10^scale, where digits may open with a minus.
func fromDigits(digits string, scale int) Decimal {
	digits, negative := strings.CutPrefix(digits, "-")
	if short := scale + 1 - len(digits); short > 0 {
		digits = strings.Repeat("0", short) + digits
	}
	point := len(digits) - scale
	return assemble(negative, []byte(digits[:point]), []byte(digits[point:]))
}

// parts gives the digits of d before and behind the point.
func (d Decimal) parts() (negative bool, whole, fraction string) {
	text, negative := strings.CutPrefix(d.String(), "-")
	whole, fraction, _ = strings.Cut(text, ".")
	return negative, whole, fraction
}

// shift gives d × 10^n, where n may be negative.
func (d Decimal) shift(n int) Decimal {
	if n == 0 || d.IsZero() {
		return d
	}
	if d.wide == "" && n > 0 {
		if n <= int(d.scale) {
			return Decimal{coefficient: d.coefficient, scale: d.scale - uint8(n)}
		}
		if zeros := n - int(d.scale); zeros < maxDigits {
			factor := powerOfTen(zeros)
			if c := d.coefficient * factor; c/factor == d.coefficient && c > -1e18 && c < 1e18 {
				return Decimal{coefficient: c}
			}
		}
	}
	negative, whole, fraction := d.parts()
	if n > 0 {
		if short := n - len(fraction); short > 0 {
			fraction += strings.Repeat("0", short)
		}
		whole, fraction = whole+fraction[:n], fraction[n:]
	} else {
		if short := -n - len(whole); short > 0 {
			whole = strings.Repeat("0", short) + whole
		}
		point := len(whole) + n
		whole, fraction = whole[:point], whole[point:]+fraction
	}
	return assemble(negative, []byte(whole), []byte(fraction))
}

func (d Decimal) negated() Decimal {
	if d.wide == "" {
		return Decimal{coefficient: -d.coefficient, scale: d.scale}
	}
	if text, negative := strings.CutPrefix(d.wide, "-"); negative {
		return Decimal{wide: text}
	}
	return Decimal{wide: "-" + d.wide}
}

// powerOfTen gives 10^n for n from 0 to 18.
func powerOfTen(n int) int64 {
	p := int64(1)
	for range n {
		p *= 10
	}
	return p
}
