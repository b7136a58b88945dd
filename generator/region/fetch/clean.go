package main

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// remark is a part in brackets, as in 三星镇（叠石桥家纺产业园区）.
var remark = regexp.MustCompile(`（[^）]*）`)

// clean takes off what the sources print round the name of a town and no report
// does: the units above it (濮阳县王称堌镇 in 濮阳县), a remark in brackets, 办事处
// behind 街道. above holds the names of those units, highest first; some are "".
func clean(name string, above []string) string {
	if rest := remark.ReplaceAllString(name, ""); isTown(rest) {
		name = rest
	}
	if strings.HasSuffix(name, "街道办事处") {
		name = strings.TrimSuffix(name, "办事处")
	}
	for _, unit := range append(above, "人民政府") {
		if rest := strings.TrimPrefix(name, unit); isTown(rest) {
			name = rest
		}
	}
	return name
}

// isTown tells whether the name is that of a 镇, 乡, 街道 or 苏木 with a stem of its own:
// 王屋镇 is, 镇 (芒市镇 without 芒市) and 街道 are not. A stem of one character is left
// alone, since the sources' 泊镇 and 庙镇 carry nothing in front.
func isTown(name string) bool {
	for _, kind := range []string{"街道", "苏木", "镇", "乡"} {
		if stem, ok := strings.CutSuffix(name, kind); ok {
			return utf8.RuneCountInString(stem) >= 2
		}
	}
	return false
}

// noUnit tells of entries that are no unit or have no readable name: villages
// without a town (海棠区直辖村级区划), 市辖区, 街道 without a name, and letters lost
// on the way (?水街道).
func noUnit(name string) bool {
	return strings.HasSuffix(name, "直辖村级区划") || name == "市辖区" || name == "街道" || name == "街道办事处" ||
		strings.ContainsFunc(name, func(r rune) bool { return r == '?' || unicode.Is(unicode.Latin, r) })
}
