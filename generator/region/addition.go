package region

import (
	"bytes"

	"zhenjian/generator/source"
)

// An Addition is one entry of a site's content/regions.toml. It adds a unit, or
// changes the one that has its code:
//
//	[[place]]
//	code = "370405104"
//	name = "某某镇"              # needed for a new code; else a change of name, the old one becoming a former one
//	parent = "370405"           # if the code does not show it
//	former = ["某某乡"]          # earlier names
//	successor = "370405103"     # the unit is gone, and this one carries it on
type Addition struct {
	Code      string   `toml:"code"`
	Name      string   `toml:"name"`
	Parent    string   `toml:"parent"`
	Former    []string `toml:"former"`
	Successor string   `toml:"successor"`
	Line      int      `toml:"-"` // of its [[place]], from 1; 0 if unknown
}

// faultf is what is wrong with an addition.
func (a Addition) faultf(zh, en string, args ...any) error {
	return source.Faultf(a.Line, a.Code+"："+zh, a.Code+": "+en, args...)
}

// additionKeys are what a [[place]] may hold, for messages.
const additionKeys = "[[place]]: code, name, parent, former, successor"

// ParseAdditions reads a regions.toml. Every error is a *source.Fault.
func ParseAdditions(data []byte) ([]Addition, error) {
	var file struct {
		Place []Addition `toml:"place"`
	}
	if fault := source.DecodeTOML(data, &file, additionKeys); fault != nil {
		return nil, fault
	}
	lines := placeLines(data)
	seen := map[string]int{}
	for i := range file.Place {
		a := &file.Place[i]
		if len(lines) == len(file.Place) {
			a.Line = lines[i]
		}
		if a.Code == "" {
			return nil, source.Faultf(a.Line, "这个地方没有代码；请加一行，例如 code = \"370405103\"", "this place has no code; add a line like code = \"370405103\"")
		}
		if first, twice := seen[a.Code]; twice {
			return nil, a.faultf("与第 %d 行重复；请合成一条", "it stands at line %d already; make one entry of the two", first)
		}
		seen[a.Code] = a.Line
	}
	return file.Place, nil
}

// placeLines gives the lines of the [[place]] headings, which the decoder does not. A
// single entry may as well stand under [place].
func placeLines(data []byte) []int {
	var lines []int
	n := 0
	for line := range bytes.Lines(data) {
		n++
		if bytes.HasPrefix(bytes.Trim(line, " \t["), []byte("place]")) {
			lines = append(lines, n)
		}
	}
	return lines
}
