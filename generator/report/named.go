package report

import (
	"slices"
	"strings"
	"unicode/utf8"

	"zhenjian/generator/region"
	"zhenjian/generator/source"
)

// Dates gives the days and years that the file names, in bytes of Doc.Decoded:
// 2023年1月9日, 2022.1.15, 2022年, 2022年度. As in the reading, titles inside 《》
// and the years of a range (2021—2025年) are left out. Lines of a web page count,
// for they state the day of release. It reads the text again; only the source
// view asks for it.
func (r *Report) Dates() []Span { return r.named(datesIn) }

// Places gives the names of places in the file, in bytes of Doc.Decoded, as far
// as they count in settling where the report comes from: no 范镇 of 示范镇. A short
// form counts only where it is one of the report's own place: 台儿庄 is, while 和平 in
// other reports is mostly no county. g is the gazetteer that the report was read
// with.
func (r *Report) Places(g *region.Gazetteer) []Span {
	own := []string{r.Place.Province, r.Place.City, r.Place.County, r.Place.Town}
	known := r.Place.Town == "" || len(g.Named(r.Place.Town)) > 0
	return r.named(func(text string) (out []Span) {
		look := func(start, end int, units []region.Region) {
			name := text[start:end]
			above := func(u region.Region) bool {
				return u.Level != region.Town && (u.Name == name || slices.Contains(own, u.Name))
			}
			if slices.ContainsFunc(units, above) || isTown(units, name) && townStands(text, start, end) {
				out = append(out, Span{Start: start, End: end})
			}
		}
		if text == r.Doc.Text { // which was scanned for the place
			for _, n := range r.names {
				look(n.Start, n.End, n.units)
			}
		} else {
			g.Scan(text, look)
		}
		for at := 0; !known; { // a town that the gazetteer lacks
			i := strings.Index(text[at:], r.Place.Town)
			if i < 0 {
				break
			}
			out = append(out, Span{Start: at + i, End: at + i + len(r.Place.Town)})
			at += i + len(r.Place.Town)
		}
		return out
	})
}

// named looks for names in the text, outside 《》, and in the lines that were
// taken out of it.
func (r *Report) named(find func(text string) []Span) []Span {
	var out []Span
	for _, s := range find(r.Doc.Text) {
		if !r.cited(s.Start) {
			out = append(out, r.Doc.Origin(s))
		}
	}
	for _, c := range r.Doc.Changes {
		if c.Kind != source.Furniture {
			continue
		}
		for _, s := range find(r.Doc.Decoded[c.Span.Start:c.Span.End]) {
			out = append(out, Span{Start: c.Span.Start + s.Start, End: c.Span.Start + s.End})
		}
	}
	return out
}

// datesIn finds the days and years of a text, from left to right.
func datesIn(text string) []Span {
	var out []Span
	last := 0 // end of the day or year before
	for i := yearFrom(text, 0); i >= 0; i = yearFrom(text, max(i+1, last)) {
		year, n := readYear(text[i:])
		before, _ := utf8.DecodeLastRuneInString(text[:i])
		if year == 0 || i > last && strings.ContainsRune(arabicDigits, before) {
			continue
		}
		end := i + n
		if _, m := readDay(text[end:], year); m > 0 && !strings.HasPrefix(text[end+m:], "月") { // 2022年1-9月 names no day
			end = i + len(strings.TrimRight(text[i:end+m], " \u3000"))
		} else if rest := strings.TrimLeft(text[end:], " \u3000"); strings.HasPrefix(rest, "年") && !inRange(text, i, end) {
			end = len(text) - len(strings.TrimPrefix(strings.TrimPrefix(rest, "年"), "度"))
		} else {
			continue
		}
		out = append(out, Span{Start: i, End: end})
		last = end
	}
	return out
}
