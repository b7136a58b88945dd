package audit

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"zhenjian/generator/archive"
	"zhenjian/generator/source"
)

//go:embed misprints.toml
var misprintList []byte

// A misprint is a wrong writing that can be nothing else.
type misprint struct {
	Wrong  string   `toml:"wrong"`
	Right  string   `toml:"right"`
	Unless []string `toml:"unless"` // writings with Wrong in them that are right
	Bad    string   `toml:"bad"`    // a sentence with it
	Good   string   `toml:"good"`   // one that only looks like it; "" for none
}

// misprintTable holds the list by first character.
var misprintTable = sync.OnceValue(func() map[rune][]misprint {
	var list struct {
		Misprint []misprint `toml:"misprint"`
	}
	if fault := source.DecodeTOML(misprintList, &list, "misprint"); fault != nil {
		panic(fmt.Sprint("misprints.toml:", fault)) // a test reads it
	}
	table := map[rune][]misprint{}
	for _, m := range list.Misprint {
		r, _ := utf8.DecodeRuneInString(m.Wrong)
		table[r] = append(table[r], m)
	}
	return table
})

// firsts tells the characters that a misprint begins with.
var firsts = sync.OnceValue(func() *[1 << 16]bool {
	var set [1 << 16]bool
	for r := range misprintTable() {
		set[uint16(r)] = true
	}
	return &set
})

// misprints finds wrong writings of the list.
func misprints(c *checked) []archive.Finding {
	var found []archive.Finding
	table, first := misprintTable(), firsts()
	for i := 0; i < len(c.text); {
		b := c.text[i]
		if b < 0xE0 || b > 0xEF || i+3 > len(c.text) {
			i++
			continue
		}
		r := rune(b&0x0F)<<12 | rune(c.text[i+1]&0x3F)<<6 | rune(c.text[i+2]&0x3F)
		n := 3
		if first[uint16(r)] {
			for _, m := range table[r] {
				if strings.HasPrefix(c.text[i:], m.Wrong) && !m.excused(c.text, i) {
					found = append(found, archive.Finding{Code: source.Misprint, Places: []source.Span{{Start: i, End: i + len(m.Wrong)}}})
					n = len(m.Wrong)
					break
				}
			}
		}
		i += n
	}
	return found
}

// excused tells whether the writing at byte i is part of one that is right.
func (m misprint) excused(text string, i int) bool {
	return slices.ContainsFunc(m.Unless, func(u string) bool {
		for k := range u {
			if strings.HasPrefix(u[k:], m.Wrong) && i >= k && strings.HasPrefix(text[i-k:], u) {
				return true
			}
		}
		return false
	})
}

// rightFor is what a wrong writing should be.
func rightFor(wrong string) string {
	r, _ := utf8.DecodeRuneInString(wrong)
	for _, m := range misprintTable()[r] {
		if m.Wrong == wrong {
			return m.Right
		}
	}
	return ""
}
