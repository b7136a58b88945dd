package search

import (
	"crypto/sha256"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf16"

	"zhenjian/generator/address"
	"zhenjian/generator/archive"
	"zhenjian/generator/region"
)

// blockSize is how many reports a file names by their places. It takes some 2 kB.
const blockSize = 1024

// putLists puts what the page needs beside shards and texts: which report is at
// which place, on what year, and where in this order the reports of a region are.
func (x *Index) putLists() error {
	input := sha256.New()
	fmt.Fprintf(input, "%s\n", x.keptKey())
	for _, e := range x.arc.Reports {
		fmt.Fprintf(input, "%s\n", e.Key())
	}
	order := digest(input.Sum(nil)[:16])
	for _, p := range x.arc.Places() {
		fmt.Fprintf(input, "%s %s %s\n", p.Code, p.Name, p.Parent)
	}
	named := digest(input.Sum(nil)[:16])

	lazy := func(path string, d digest, made func() []byte) error {
		if x.Sink.Unchanged(path, d.String()) {
			return nil
		}
		return x.Sink.Put(path, d.String(), made())
	}
	reports := x.arc.Reports
	for n := 0; n*blockSize < len(reports); n++ {
		block := reports[n*blockSize : min(len(reports), (n+1)*blockSize)]
		if err := lazy(address.SearchPart("d", uint32(n)), order, func() []byte { return writeBlock(n, block) }); err != nil {
			return err
		}
	}
	if err := lazy(address.SearchList("years"), order, func() []byte { return writeYears(reports) }); err != nil {
		return err
	}
	ranges := x.ranges()
	if err := lazy(address.SearchList("counties"), named, func() []byte { return x.writeCounties() }); err != nil {
		return err
	}
	for _, p := range x.arc.Places() {
		if p.Level == region.Town {
			continue
		}
		if err := lazy(address.SearchList("p/"+p.Code), named, func() []byte { return x.writePlace(p, ranges) }); err != nil {
			return err
		}
	}
	for name, made := range map[string]func() []byte{"symbols": symbolScript, "fold": foldScript} {
		if err := lazy(address.SearchList(name), digestOf([]byte(x.program)), made); err != nil {
			return err
		}
	}
	return x.putNames()
}

// writeBlock names reports: for each place how much of the code before it goes on,
// the rest of its code, and, where that changes, how many reports it has. Their
// years stand behind.
func writeBlock(n int, block []*archive.Entry) []byte {
	var out []byte
	before, size := "", 0
	for i := 0; i < len(block); {
		j := i
		for j < len(block) && block[j].Code == block[i].Code {
			j++
		}
		code := block[i].Code
		shared := 0
		for shared < min(len(code), len(before), 9) && code[shared] == before[shared] {
			shared++
		}
		if i > 0 {
			out = append(out, ' ')
		}
		out = append(append(out, '0'+byte(shared)), code[shared:]...)
		if j-i != size {
			size = j - i
			out = strconv.AppendInt(append(out, ':'), int64(size), 10)
		}
		before, i = code, j
	}
	data := fmt.Appendf(nil, `zj("d/%d","%s","`, n, out)
	w := bitWriter{out: data}
	appendYears(&w, block)
	return append(w.close(), "\");\n"...)
}

// appendYears writes a one for a report on the year after the one before, else a
// nought and the year.
func appendYears(w *bitWriter, list []*archive.Entry) {
	before := 0
	for _, e := range list {
		if e.Year == before+1 {
			w.write(1, 1)
		} else {
			w.write(uint32(e.Year), 1+yearBits)
		}
		before = e.Year
	}
}

const yearBits = 12

func writeYears(reports []*archive.Entry) []byte {
	w := bitWriter{out: []byte(`zj("years","`)}
	appendYears(&w, reports)
	return append(w.close(), "\");\n"...)
}

// ranges gives for each place where its reports and those below it stand in the
// archive, as 12+6: mostly one range, since codes begin with what lies above.
func (x *Index) ranges() map[string]string {
	type run struct{ first, next int }
	runs := map[string][]run{}
	for i, e := range x.arc.Reports {
		for _, r := range x.arc.Chain(e.Code) {
			list := runs[r.Code]
			if n := len(list); n > 0 && list[n-1].next == i {
				list[n-1].next++
			} else {
				runs[r.Code] = append(list, run{i, i + 1})
			}
		}
	}
	out := make(map[string]string, len(runs))
	for code, list := range runs {
		var parts []string
		for _, r := range list {
			parts = append(parts, fmt.Sprintf("%d+%d", r.first, r.next-r.first))
		}
		out[code] = strings.Join(parts, ",")
	}
	return out
}

// writePlace gives what a reader needs to choose below a place: a line for each
// place above, itself, a blank line, and a line for each place below.
func (x *Index) writePlace(p *archive.Place, ranges map[string]string) []byte {
	var lines []string
	for _, r := range x.arc.Chain(p.Code) {
		lines = append(lines, r.Code+"\t"+r.Name+"\t"+ranges[r.Code])
	}
	lines = append(lines, "")
	for _, c := range p.Children {
		lines = append(lines, c.Code+"\t"+c.Name+"\t"+ranges[c.Code])
	}
	return textScript("p/"+p.Code, strings.Join(lines, "\n"))
}

// writeCounties gives a line for each place right above towns, or with a report of
// its own, in the order of the archive: how many reports, code, name.
func (x *Index) writeCounties() []byte {
	var lines []string
	code, count := "", 0
	var last region.Region
	flush := func() {
		if count > 0 {
			lines = append(lines, fmt.Sprintf("%d\t%s\t%s", count, last.Code, last.Name))
		}
	}
	for _, e := range x.arc.Reports {
		chain := x.arc.Chain(e.Code)
		if n := len(chain); n > 1 && chain[n-1].Level == region.Town {
			chain = chain[:n-1]
		}
		if len(chain) == 0 {
			continue // cannot be: each code has a unit
		}
		if at := chain[len(chain)-1]; at.Code != code {
			flush()
			code, count, last = at.Code, 0, at
		}
		count++
	}
	flush()
	return textScript("counties", strings.Join(lines, "\n"))
}

// textScript gives a file that holds a text.
func textScript(name, text string) []byte {
	return append(append([]byte(`zj("`+name+`","`), newPacker().pack(units(text))...), "\");\n"...)
}

// symbolScript gives the table of symbols to the script: the characters, then a
// nought for each that is the next symbol, or a one, a length and characters.
func symbolScript() []byte {
	w := bitWriter{out: []byte(`zj("symbols","`)}
	place := map[uint16]uint32{}
	var chars []uint16
	for _, s := range symbols().symbols {
		if len(s) == 1 {
			place[s[0]] = uint32(len(chars))
			chars = append(chars, s[0])
		}
	}
	for _, s := range symbols().symbols {
		for _, u := range s {
			if _, ok := place[u]; !ok {
				place[u] = uint32(len(chars))
				chars = append(chars, u)
			}
		}
	}
	w.write(uint32(len(chars)), symbolPlaceBits)
	for _, u := range chars {
		w.write(uint32(u), 16)
	}
	w.write(uint32(len(symbols().symbols)), 12)
	for _, s := range symbols().symbols {
		if len(s) == 1 {
			w.write(0, 1)
			continue
		}
		w.write(1, 1)
		w.write(uint32(len(s)), 4)
		for _, u := range s {
			w.write(place[u], symbolPlaceBits)
		}
	}
	return append(w.close(), "\");\n"...)
}

const symbolPlaceBits = 11

// foldScript gives the folding table to the script: the gap to each unit that
// folds by more than a rule, and what it becomes; then as text the few pairs that
// become two units.
func foldScript() []byte {
	w := bitWriter{out: []byte(`zj("fold","`)}
	count := uint32(0)
	for u := range folds {
		if folds[u] != foldRule(uint16(u)) {
			count++
		}
	}
	w.write(count, 16)
	next := 0
	for u, f := range folds {
		if f != foldRule(uint16(u)) {
			w.gamma(uint32(u-next), 2)
			w.write(uint32(f), 16)
			next = u + 1
		}
	}
	out := append(w.close(), `","`...)
	for u := range folds {
		if to, ok := longFolds[uint16(u)]; ok {
			out = appendUnit(out, uint16(u))
			for _, r := range to {
				for _, half := range utf16.AppendRune(nil, r) {
					out = appendUnit(out, half)
				}
			}
		}
	}
	return append(out, "\");\n"...)
}

// About is what the page says of the index in data-index: how many reports, the
// power of two of shards and of files of names, and a stamp that changes with all.
func About(arc *archive.Archive, program string) string {
	h := sha256.New()
	fmt.Fprintf(h, "%s\n%s\n", format, program)
	for _, e := range arc.Reports {
		d := e.Digest()
		h.Write(d[:])
		fmt.Fprintf(h, "%d", e.Version)
	}
	for _, p := range arc.Places() {
		fmt.Fprintf(h, "%s %s\n", p.Code, p.Name)
	}
	return fmt.Sprintf("%d %d %d %x", len(arc.Reports), widthOf(len(arc.Reports)), nameWidth(arc), h.Sum(nil)[:6])
}
