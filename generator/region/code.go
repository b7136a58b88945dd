package region

import (
	"crypto/sha256"
	"fmt"
	"regexp"
)

// MadeCode gives a code for a town that the gazetteer lacks: the code of its county,
// "x", and the first six hexadecimal digits of the SHA-256 of its name, as in
// 370405x27660c. The same name in the same county always has the same code. Of a
// county's 50 towns two meet in one code once in 13,000 counties.
func MadeCode(county, name string) string {
	return fmt.Sprintf("%sx%.3x", county, sha256.Sum256([]byte(name)))
}

// codeForm is what a code may look like: 370000, 370405, 370405104, 370405x27660c.
var codeForm = regexp.MustCompile(`^[1-9][0-9]{5}([0-9]{3}|x[0-9a-f]{6})?$`)

// levelOf gives the level that a code of that form stands for, and Province's
// forerunner 0 for "".
func levelOf(code string) Level {
	switch {
	case code == "":
		return 0
	case len(code) > 6:
		return Town
	case code[2:] == "0000":
		return Province
	case code[4:] == "00":
		return City
	}
	return County
}

// cityOf gives the number that a code opens with, of four digits; -1 if it does not.
func cityOf(code string) int {
	if len(code) < 4 {
		return -1
	}
	n := 0
	for i := range 4 {
		if !isDigit(code[i]) {
			return -1
		}
		n = n*10 + int(code[i]-'0')
	}
	return n
}

// above gives the codes of the units that one with this code may lie in, nearest
// first; not all need exist: 东城区 of 北京 has no city.
func above(code string) []string {
	codes := []string{code[:6], code[:4] + "00", code[:2] + "0000"}
	for len(codes) > 0 && (codes[0] == code || levelOf(codes[0]) >= levelOf(code)) {
		codes = codes[1:]
	}
	return codes
}
