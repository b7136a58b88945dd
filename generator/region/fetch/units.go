package main

import (
	"bufio"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// units are the divisions of one year, name by code. upper holds provinces and
// cities, which have codes of six digits like the counties; towns have nine.
type units struct {
	upper, counties, towns map[string]string
}

// readPresent reads the divisions of 2023-06-30, and from the older package the
// three provinces that the statistics bureau does not list.
func readPresent(p, older files) (units, error) {
	u := units{map[string]string{}, map[string]string{}, map[string]string{}}
	provinces, err := p.rows("package/dist/provinces.csv", "code", "name")
	if err != nil {
		return u, err
	}
	for _, row := range provinces {
		u.upper[row[0]+"0000"] = row[1]
	}
	olderProvinces, err := older.rows("package/dist/province.csv", "code", "name")
	if err != nil {
		return u, err
	}
	for _, row := range olderProvinces {
		switch row[0] {
		case "710000", "810000", "820000":
			u.upper[row[0]] = row[1]
		}
	}
	cities, err := p.rows("package/dist/cities.csv", "code", "name")
	if err != nil {
		return u, err
	}
	for _, row := range cities {
		// 市辖区 and 县 of the municipalities and 省直辖县级行政区划 are headings, no units.
		if name := row[1]; name != "市辖区" && name != "县" && !strings.Contains(name, "直辖") {
			u.upper[row[0]+"00"] = name
		}
	}
	counties, err := p.rows("package/dist/areas.csv", "code", "name")
	if err != nil {
		return u, err
	}
	for _, row := range counties {
		u.counties[row[0]] = row[1]
	}
	// A city without counties stands a second time among them, as 441900 东莞市 or 620201 嘉峪关市.
	maps.DeleteFunc(u.counties, func(code, name string) bool { return u.upper[code[:4]+"00"] == name })
	towns, err := p.rows("package/dist/streets.csv", "code", "name")
	if err != nil {
		return u, err
	}
	for _, row := range towns {
		if name := clean(row[1], u.above(row[0])); !noUnit(name) && name != u.counties[row[0][:6]] {
			u.towns[row[0]] = name
		}
	}
	return u, nil
}

// readEarlier reads the divisions of 2021. Their counties are a year older than
// their towns, and lack the development zones.
func readEarlier(p files) (units, error) {
	u := units{map[string]string{}, map[string]string{}, map[string]string{}}
	for _, table := range []struct {
		path string
		into map[string]string
	}{
		{"package/dist/province.csv", u.upper},
		{"package/dist/city.csv", u.upper},
		{"package/dist/area.csv", u.counties},
	} {
		rows, err := p.rows(table.path, "code", "name")
		if err != nil {
			return u, err
		}
		for _, row := range rows {
			table.into[row[0]] = row[1]
		}
	}
	towns, err := p.rows("package/dist/town.csv", "code", "town", "name")
	if err != nil {
		return u, err
	}
	for _, row := range towns {
		code := row[0] + row[1][:3] // town is 104000 in 370405
		if name := clean(row[2], u.above(code)); !noUnit(name) {
			u.towns[code] = name
		}
	}
	return u, nil
}

// above gives the names of the units that a town lies in.
func (u units) above(town string) []string {
	return []string{u.upper[town[:2]+"0000"], u.upper[town[:4]+"00"], u.counties[town[:6]]}
}

// write writes the text that the package region reads; builtin.go describes it.
func write(w io.Writer, u units, formers []former) {
	out := bufio.NewWriter(w)
	defer out.Flush()
	codes := slices.Concat(
		slices.Collect(maps.Keys(u.upper)), slices.Collect(maps.Keys(u.counties)), slices.Collect(maps.Keys(u.towns)))
	slices.Sort(codes)
	last := "" // six digits of the line before, and what its number would be plus one
	next := 0
	for _, code := range codes {
		if len(code) == 6 {
			name := u.upper[code] + u.counties[code]
			fmt.Fprintf(out, "%s%s\n", code, name)
			last, next = code, 0
			continue
		}
		if code[:6] != last {
			last, next = code[:6], 0
			fmt.Fprintln(out, last)
		}
		number, _ := strconv.Atoi(code[6:])
		if number != next {
			fmt.Fprint(out, code[6:])
		}
		fmt.Fprintln(out, u.towns[code])
		next = number + 1
	}
	fmt.Fprintln(out, "former")
	for _, f := range formers {
		fmt.Fprintln(out, f.code+f.name+f.successor)
	}
}
