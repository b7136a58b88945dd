package region

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"fmt"
	"io"
	"strings"
	"sync"
)

// The built-in gazetteer: the divisions of 2023-06-30, the newest that the statistics
// bureau gave out by township, and what of 2021 has gone or changed its name since.
// data/VERSION.toml says where it comes from, fetch makes it.
//
// The data is a text, one unit a line, ordered by code:
//
//	370405台儿庄区     six digits: province, city, county
//	001运河街道        three digits: a town below the code of six digits before it
//	涧头集镇           no digits: the number of the line before and one
//	620201             no name: the towns after it have this code without a unit (嘉峪关市)
//	former             from here on units that are gone, and earlier names:
//	130123200南牛乡130123106   code, name, successor where known
//
// 248 KB, in memory 8 MB; loading takes 20 ms in a new process, 4 of them to unpack 630 KB.

//go:generate go run ./fetch

//go:embed data/divisions.txt.gz
var packed []byte

// Builtin gives the gazetteer that the binary carries.
func Builtin() *Gazetteer { return builtin() }

var builtin = sync.OnceValue(func() *Gazetteer {
	text, err := unpack(packed)
	if err != nil {
		panic(err) // the file is part of the program and its checksum is tested
	}
	return newGazetteer(parse(text))
})

func unpack(packed []byte) (string, error) {
	zip, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return "", fmt.Errorf("divisions.txt.gz: %w", err)
	}
	var text strings.Builder
	text.Grow(1 << 20)
	if _, err := io.Copy(&text, zip); err != nil {
		return "", fmt.Errorf("divisions.txt.gz: %w", err)
	}
	return text.String(), nil
}

// parse reads the text described above. present is ordered by code, former too.
func parse(text string) (present, former []Region) {
	text, formers, _ := strings.Cut(text, "former\n")
	present = make([]Region, 0, 62_000) // of 45,000, with room for what newGazetteer puts behind them
	known := map[string]bool{}          // codes of six digits
	parentOf := func(code string) string {
		for _, p := range above(code) {
			if known[p] {
				return p
			}
		}
		return ""
	}
	var codes strings.Builder // one string for the codes of all towns
	codes.Grow(9 * 45_000)
	prefix, parent, number := "", "", 0 // of the towns that follow
	for line := range strings.Lines(text) {
		digits, name, _ := split(strings.TrimSuffix(line, "\n"))
		if len(digits) == 6 {
			if name != "" {
				known[digits] = true
				present = append(present, Region{Code: digits, Name: name, Level: levelOf(digits), Parent: parentOf(digits)})
			}
			prefix, parent, number = digits, parentOf(digits+"000"), -1
			continue
		}
		number++
		if digits != "" {
			number = int(digits[0]-'0')*100 + int(digits[1]-'0')*10 + int(digits[2]-'0')
		}
		codes.WriteString(prefix)
		codes.Write([]byte{byte('0' + number/100), byte('0' + number/10%10), byte('0' + number%10)})
		code := codes.String()[codes.Len()-9:]
		present = append(present, Region{Code: code, Name: name, Level: Town, Parent: parent})
	}
	for line := range strings.Lines(formers) {
		code, _, _ := split(strings.TrimSuffix(line, "\n"))
		known[code] = len(code) == 6
	}
	for line := range strings.Lines(formers) {
		code, name, successor := split(strings.TrimSuffix(line, "\n"))
		former = append(former, Region{code, name, levelOf(code), parentOf(code), true, successor})
	}
	return present, former
}

// split takes the digits in front and behind off a line.
func split(line string) (front, name, back string) {
	from, to := 0, len(line)
	for from < to && isDigit(line[from]) {
		from++
	}
	for to > from && isDigit(line[to-1]) {
		to--
	}
	return line[:from], line[from:to], line[to:]
}

func isDigit(b byte) bool { return '0' <= b && b <= '9' }
