package quantity

import (
	"strings"
	"unicode/utf8"

	"zhenjian/generator/numeral"
)

// quantity gives the candidate as it is reported.
func (c *candidate) quantity() Quantity {
	before := trimBlanksRight(c.before())
	q := Quantity{
		Value: c.num.Value, High: c.high, HasHigh: c.hasHigh, Unit: c.unitPrinted(),
		Each:  endsWithAny(before, "各", "均"),
		Start: c.start, End: c.end, NumEnd: c.numEnd,
	}
	if !c.num.High.IsZero() {
		q.High, q.HasHigh = c.num.High, true
	}
	if c.half {
		q.Value = q.Value.Add(oneHalf)
	}
	if c.falls() {
		q.Value = negative(q.Value)
		_, size := utf8.DecodeLastRuneInString(c.before())
		q.Start -= size
	}
	q.Qualifier = c.qualifier(before)
	return q
}

// falls tells whether the minus before a percentage is one: 同比增长-12.5%.
func (c *candidate) falls() bool {
	if c.unit.family.name != "percent" && c.unit.family.name != "points" || c.hasHigh || c.num.Value.IsZero() {
		return false
	}
	before := c.before()
	r, size := utf8.DecodeLastRuneInString(before)
	if r != '-' && r != '－' && r != '−' {
		return false
	}
	r, _ = utf8.DecodeLastRuneInString(before[:len(before)-size])
	return r == utf8.RuneError || r == ' ' || r == '\t' || r == '\n' || unicodeHan(r) || strings.ContainsRune("（(：:，,", r)
}

func negative(d numeral.Decimal) numeral.Decimal {
	n, err := numeral.Parse("-" + d.String())
	if err != nil {
		return d // already below zero: 负-3%
	}
	return n
}

// unitPrinted gives the printed unit without holding on to the text.
func (c *candidate) unitPrinted() string {
	if c.printed == c.unit.name {
		return c.unit.name
	}
	return strings.Clone(c.printed)
}

var oneHalf = func() numeral.Decimal {
	half, _, _ := numeral.Read("0.5")
	return half
}()

func (c *candidate) qualifier(before string) Qualifier {
	if c.hasHigh || !c.num.High.IsZero() {
		return About // convention 40
	}
	if q := qualifyBefore(before); q != Exact {
		return q
	}
	if strings.HasSuffix(before, "的不足") && (c.unit.family == peopleFamily || c.unit == percentUnit || c.unit.name == "成") {
		return AtMost // 能独立办案的不足5名; 存在的不足3个 is none
	}
	if c.more != Exact {
		return c.more
	}
	if c.num.Over {
		return Over
	}
	if c.num.Bare && endsWithAny(before, "上") {
		return Over
	}
	return qualifyAfter(c.rest(), c.unit)
}
