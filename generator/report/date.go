package report

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"zhenjian/generator/numeral"
)

// ByRelease is the rule by which a report without a date of its own has the
// stated day of its release for one.
const ByRelease = "发布时间"

// findIssued takes the date under the signature or in a byline, else the
// stated date of signing, else the stated day of release (guide, 46). Dates
// of the body never count.
func (r *Report) findIssued(signature, bylines []signed) {
	for _, zone := range []struct {
		rule  string
		lines []signed
	}{{"signature", signature}, {"byline", bylines}} {
		for _, s := range zone.lines {
			if s.date != "" {
				r.Issued, r.Rules.Issued = s.date, zone.rule
			}
		}
		if r.Issued != "" {
			return
		}
	}
	switch facts := r.Doc.Facts; {
	case facts.Signed != "":
		r.Issued, r.Rules.Issued = facts.Signed, "成文日期"
	case facts.Published != "":
		r.Issued, r.Rules.Issued = facts.Published[:len("2006-01-02")], ByRelease
	}
}

// dateAtEnd reads a date that a line ends with: 2024年1月15日, full-width,
// with blanks inside, 二〇二四年一月十五日, 2024.1.15. It gives the byte
// where the date begins and YYYY-MM-DD.
func dateAtEnd(line string) (int, string) {
	for i := yearFrom(line, 0); i >= 0; i = yearFrom(line, i+1) {
		if y, n := readYear(line[i:]); y > 0 {
			if date, m := readDay(line[i+n:], y); m > 0 && strings.Trim(line[i+n+m:], " \t\u3000）)") == "" {
				return i, date
			}
		}
	}
	return 0, ""
}

// readDay reads month and day behind a year: 年1月15日, .1.15, -01-15.
func readDay(s string, year int) (string, int) {
	rest := s
	var v [2]int
	for i, marks := range []string{"年-—.．/", "月-—.．/"} {
		rest = strings.TrimLeft(rest, " \t\u3000")
		mark, n := utf8.DecodeRuneInString(rest)
		if n == 0 || !strings.ContainsRune(marks, mark) {
			return "", 0
		}
		rest = strings.TrimLeft(rest[n:], " \t\u3000")
		n = prefixOf(rest, arabicDigits)
		v[i] = arabic(rest[:n])
		if n == 0 {
			n = prefixOf(rest, chineseDigits+"〇零")
			v[i] = ordinal(rest[:n])
		}
		if n == 0 {
			return "", 0
		}
		rest = rest[n:]
	}
	if v[0] < 1 || v[0] > 12 || v[1] < 1 || v[1] > 31 {
		return "", 0
	}
	rest = strings.TrimLeft(rest, " \u3000")
	rest = strings.TrimPrefix(rest, "日")
	return fmt.Sprintf("%04d-%02d-%02d", year, v[0], v[1]), len(s) - len(rest)
}

// readYear reads a year from 2000 to 2099 at the start of s, in any digits. It
// gives the bytes read.
func readYear(s string) (year, n int) {
	if !opensYear(s) {
		return 0, 0
	}
	year, n, ok := numeral.Year(s)
	if !ok || year < 2000 {
		return 0, 0
	}
	return year, n
}

// twos are the characters that a year from 2000 to 2099 may begin with.
var twos = []string{"2", "２", "二", "贰"}

func opensYear(s string) bool { return followedBy(s, twos) }

// yearFrom gives the next byte from at on where a year may begin, -1 if there is none:
// at one character in a hundred of a report.
func yearFrom(s string, at int) int {
	end := len(s)
	for _, two := range twos {
		if n := strings.Index(s[at:end], two); n >= 0 {
			end = at + n
		}
	}
	if end == len(s) {
		return -1
	}
	return end
}
