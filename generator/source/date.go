package source

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// readDate reads a date at the start of text, with the time of day where one
// follows: 2022-01-14 09:36, 2026年01月28日, 2026.03.05, 2026/3/5. It gives
// YYYY-MM-DD or YYYY-MM-DDThh:mm and the bytes read, 0 if there is no date.
func readDate(text string) (string, int) {
	y, n := readInt(text, 4)
	if n != 4 || y < 1949 || y > 2100 {
		return "", 0
	}
	at := n
	m, d := 0, 0
	for i, part := range []*int{&m, &d} {
		mark := firstRune(text[at:])
		if !strings.ContainsRune("-—－./年月", mark) {
			return "", 0
		}
		at += utf8.RuneLen(mark)
		v, n := readInt(text[at:], 2)
		if n == 0 || v < 1 || v > []int{12, 31}[i] {
			return "", 0
		}
		*part = v
		at += n
	}
	at += len(text[at:]) - len(strings.TrimPrefix(text[at:], "日"))
	date := fmt.Sprintf("%04d-%02d-%02d", y, m, d)
	clock := strings.TrimLeft(text[at:], " \tT\u3000")
	h, n := readInt(clock, 2)
	if n == 0 || h > 23 || len(clock) == n || clock[n] != ':' && !strings.HasPrefix(clock[n:], "：") {
		return date, at
	}
	clock = clock[n+utf8.RuneLen(firstRune(clock[n:])):]
	min, n := readInt(clock, 2)
	if n == 0 || min > 59 {
		return date, at
	}
	clock = clock[n:]
	if len(clock) >= 3 && clock[0] == ':' {
		if _, n := readInt(clock[1:], 2); n == 2 {
			clock = clock[3:]
		}
	}
	return fmt.Sprintf("%sT%02d:%02d", date, h, min), len(text) - len(clock)
}

// readInt reads up to most ASCII digits.
func readInt(text string, most int) (value, n int) {
	for n < len(text) && n < most && text[n] >= '0' && text[n] <= '9' {
		value = value*10 + int(text[n]-'0')
		n++
	}
	return value, n
}
