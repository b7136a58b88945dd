package numeral

import "unicode/utf8"

// Year reads the four digits of a year from 1900 to 2099 at the start of text,
// whichever way they are printed: 2023, ２０２３, 二〇二三, 二零二三, and with the
// letter or the circle that is often typed for the zero, 二O二三 and 二○二三. A
// fifth digit behind them makes them no year. n is their length in bytes; what
// follows (年, 年度, 〕) is left to the caller.
func Year(text string) (year, n int, ok bool) {
	for range 4 {
		r, size := utf8.DecodeRuneInString(text[n:])
		d, known := yearDigit(r)
		if !known {
			return 0, 0, false
		}
		year = year*10 + d
		n += size
	}
	if r, _ := utf8.DecodeRuneInString(text[n:]); isYearDigit(r) || year < 1900 || year > 2099 {
		return 0, 0, false
	}
	return year, n, true
}

func isYearDigit(r rune) bool {
	_, ok := yearDigit(r)
	return ok
}

func yearDigit(r rune) (digit int, ok bool) {
	switch r {
	case 'O', 'Ｏ', '○', '零', '〇':
		return 0, true
	case '两': // counts, but is no digit
		return 0, false
	}
	if d := arabicDigit(r); d >= 0 {
		return d, true
	}
	if d := chineseDigit(r); d > 0 {
		return d, true
	}
	return 0, false
}
