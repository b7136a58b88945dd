package page

import (
	"strings"
	"unicode/utf8"

	"zhenjian/generator/archive"
	"zhenjian/generator/chart"
	"zhenjian/generator/indicator"
	"zhenjian/generator/quantity"
)

// figureText is a mention's number as printed, with the words that qualify it:
// 近600件次, 300余份; 无 for a statement of none. A correction stands behind it.
func figureText(m archive.Mention) string {
	switch {
	case m.Struck:
		return printedText(m) + "（" + nowText("") + "）"
	case m.Corrected:
		return printedText(m) + "（" + nowText(m.Right.String()+m.Unit) + "）"
	}
	return printedText(m)
}

func printedText(m archive.Mention) string {
	if m.Denied {
		return "无"
	}
	text := m.Printed
	if m.Qualifier != quantity.Exact {
		var ok bool
		if text, ok = qualified(m); !ok {
			text = chart.Qualifiers[m.Qualifier] + m.Printed
		}
	}
	if strings.Trim(m.Printed, "0123456789０１２３４５６７８９.,，") == "" {
		text += m.Unit // in a table the unit stands in another cell
	}
	return text
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

// periodText names a part of the year: 1—9月; "" for the whole year.
func periodText(p indicator.Period) string {
	months := p.Months()
	if months == "" {
		return string(p)
	}
	first, last := strings.TrimPrefix(months[:2], "0"), strings.TrimPrefix(months[3:], "0")
	if first == last {
		return first + "月"
	}
	return first + "—" + last + "月"
}
