package page

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"zhenjian/generator/archive"
	"zhenjian/generator/indicator"
	"zhenjian/generator/numeral"
	"zhenjian/generator/quantity"
)

// qualifierWords say in front of a number what its qualifier means, where the
// report's own word is not beside it or the number is a sum.
var qualifierWords = map[quantity.Qualifier]string{
	quantity.About: "约", quantity.Over: "超过", quantity.AtLeast: "不少于", quantity.AtMost: "不超过",
}

// figureText is a mention's number as printed, with the words that qualify it:
// 近600件次, 300余份; 无 for a statement of none.
func figureText(m archive.Mention) string {
	if m.Denied {
		return "无"
	}
	if m.Qualifier == quantity.Exact {
		return m.Printed
	}
	if text, ok := qualified(m); ok {
		return text
	}
	return qualifierWords[m.Qualifier] + m.Printed
}

const (
	wordsBefore = 6 // characters that a qualifier takes before a number: 不得超过
	wordsAfter  = 4 // and behind it: 以上, 左右
)

// qualified widens a number in its quote, as little as will do, until the
// reading of quantities finds the qualifier in what it has: so that the words
// which qualify stand in one place, package quantity.
func qualified(m archive.Mention) (string, bool) {
	start, end := m.Number.Start-m.Clause.Start, m.Number.End-m.Clause.Start
	if start < 0 || end > len(m.Quote) || start > end {
		return "", false
	}
	reads := func(from, till int) bool {
		for _, q := range quantity.Find(m.Quote[from:till]) {
			if q.Start == start-from && q.Qualifier == m.Qualifier {
				return true
			}
		}
		return false
	}
	if reads(start, end) {
		return m.Quote[start:end], true
	}
	for from, n := start, 0; n < wordsBefore && from > 0; n++ {
		_, size := utf8.DecodeLastRuneInString(m.Quote[:from])
		from -= size
		if reads(from, end) {
			return m.Quote[from:end], true
		}
	}
	for till, n := end, 0; n < wordsAfter && till < len(m.Quote); n++ {
		_, size := utf8.DecodeRuneInString(m.Quote[till:])
		till += size
		if reads(start, till) {
			return m.Quote[start:till], true
		}
	}
	return "", false
}

// sumText writes a number that is the sum of several: 11次, 300余份 by its
// qualifier as 超过300份.
func sumText(p archive.Point) string {
	text := amountText(p.Value)
	if p.HasHigh {
		text += "—" + amountText(p.High)
	}
	return qualifierWords[p.Qualifier] + text + p.Unit
}

// amountText writes a number with 万 from ten thousand on, where nothing is
// lost by it and it becomes shorter: 41.6万, 12345.
func amountText(d numeral.Decimal) string {
	digits := d.String()
	if strings.ContainsAny(digits, ".-") || len(digits) < 5 {
		return digits
	}
	whole, rest := digits[:len(digits)-4], strings.TrimRight(digits[len(digits)-4:], "0")
	switch {
	case rest == "":
		return whole + "万"
	case len(rest) <= 2:
		return whole + "." + rest + "万"
	}
	return digits
}

// periodText names a part of the year: 1—9月; "" for the whole year.
func periodText(p indicator.Period) string {
	var year, first, lastYear, last int
	if n, err := fmt.Sscanf(string(p), "%d-%d/%d-%d", &year, &first, &lastYear, &last); n != 4 || err != nil {
		return string(p)
	}
	if first == last {
		return fmt.Sprintf("%d月", first)
	}
	return fmt.Sprintf("%d—%d月", first, last)
}
