package audit

import (
	"hash/maphash"
	"strings"
	"unicode/utf8"

	"zhenjian/generator/archive"
	"zhenjian/generator/source"
)

// A sentence of at least so many characters does not come twice by chance.
const doubledRunes = 30

// doubled finds passages that stand in a report twice, word for word. Sentences
// that follow each other both times are one passage.
func doubled(c *checked) []archive.Finding {
	first := make(map[uint64]source.Span, len(c.text)/200)
	seed := maphash.MakeSeed() // only what is the same text in the end counts
	var found []archive.Finding
	for start := 0; start < len(c.text); {
		end, next := sentenceEnd(c.text, start)
		sentence := c.text[start:end]
		if len(sentence) < 3*doubledRunes {
			start = next
			continue
		}
		sum := maphash.String(seed, sentence)
		before, seen := first[sum]
		if !seen {
			first[sum] = source.Span{Start: start, End: end}
		}
		if !seen || c.text[before.Start:before.End] != sentence || utf8.RuneCountInString(sentence) < doubledRunes {
			start = next
			continue
		}
		if k := len(found) - 1; k >= 0 && adjoin(c.text, found[k].Places[0].End, before.Start) && adjoin(c.text, found[k].Places[1].End, start) {
			found[k].Places[0].End, found[k].Places[1].End = before.End, end
		} else {
			found = append(found, archive.Finding{Code: source.Doubled, Places: []source.Span{before, {Start: start, End: end}}})
		}
		start = next
	}
	return found
}

// adjoin tells whether nothing but a mark stands between two bytes.
func adjoin(text string, from, to int) bool {
	return from <= to && to-from <= 4 && strings.Trim(text[from:to], "。！？\n") == ""
}

// sentenceEnd gives where the sentence ends that byte i stands in, and where the
// next one begins, behind 。, ！, ？ or a line end.
func sentenceEnd(text string, i int) (end, next int) {
	for ; i < len(text); i++ {
		switch b := text[i]; {
		case b >= 0xE4 && b <= 0xE9: // a Chinese character
			i += 2
		case b == '\n':
			return i, i + 1
		case b == 0xE3 && strings.HasPrefix(text[i:], "。"), b == 0xEF && (strings.HasPrefix(text[i:], "！") || strings.HasPrefix(text[i:], "？")):
			return i, i + 3
		}
	}
	return len(text), len(text)
}
