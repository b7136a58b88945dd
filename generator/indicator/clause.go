package indicator

import (
	"strings"
	"unicode/utf8"

	"zhenjian/generator/quantity"
)

// A clause is the stretch between the nearest ，。；： or, where both
// neighbours carry a number of their own, 、 (guide, convention 19).
type clause struct {
	start, end int // bytes of the text
	sentence   int // where the sentence begins: behind the last 。！？ or line end
	major      int // where the part of the sentence begins: behind the last ； too
	quantities []int
	depth      int    // > 0: inside a bracket that was opened in an earlier clause
	item       bool   // 、 stands before it, not ，
	whole      [2]int // bytes of the stretch between ，。；： that it is part of
}

// No real clause has 300 characters or 12 numbers, and no real sentence 3,000
// characters. What is longer is cut there, so that reading takes time in
// proportion to the text.
const (
	maxClause   = 900  // bytes
	maxNumbers  = 12   // in a clause
	maxSentence = 9000 // bytes
)

// clauses cuts text[start:end], one paragraph, at the marks that end a clause,
// and deals out the quantities, by index, that lie in each.
func clauses(text string, start, end int, quantities []quantity.Quantity, first int) []clause {
	var out []clause
	sentence, major := start, start
	begin := start
	q := first
	depth, opened := 0, 0
	flush := func(at int) {
		c := clause{start: begin, end: at, sentence: sentence, major: major, depth: opened, whole: [2]int{begin, at}}
		for q < len(quantities) && quantities[q].Start < at {
			if quantities[q].Start >= begin {
				c.quantities = append(c.quantities, q)
			}
			q++
		}
		out = append(out, splitItems(text, c, quantities)...)
		opened = depth
	}
	ahead, numbers := first, 0 // the next quantity, and how many the clause has
	for i := start; i < end; {
		if i-begin >= maxClause || numbers >= maxNumbers {
			flush(i)
			begin, numbers = i, 0
			if i-sentence >= maxSentence {
				major, sentence = i, i
			}
		}
		for ahead < len(quantities) && quantities[ahead].End <= i {
			ahead++
		}
		if ahead < len(quantities) && quantities[ahead].Start <= i { // a mark inside a number: 1，238家次
			i = quantities[ahead].End
			numbers++
			continue
		}
		r, n := utf8.DecodeRuneInString(text[i:])
		switch r {
		case '（', '(':
			depth++
		case '）', ')':
			depth = max(0, depth-1)
		case '，', ',', '：', ':':
			flush(i)
			begin, numbers = i+n, 0
			if i-sentence >= maxSentence {
				major, sentence = begin, begin
			}
		case '；', ';':
			flush(i)
			begin, major, numbers = i+n, i+n, 0
		case '。', '！', '？', '!', '?', '\n':
			flush(i)
			begin, major, sentence, numbers = i+n, i+n, i+n, 0
			depth, opened = 0, 0
		}
		i += n
	}
	if begin < end {
		flush(end)
	}
	return out
}

// splitItems cuts a clause at those 、 that stand between two numbers.
func splitItems(text string, c clause, quantities []quantity.Quantity) []clause {
	if len(c.quantities) < 2 {
		return []clause{c}
	}
	var out []clause
	rest := c
	for k := 0; k+1 < len(c.quantities); k++ {
		a, b := quantities[c.quantities[k]], quantities[c.quantities[k+1]]
		at := strings.Index(text[a.End:b.Start], "、")
		if at < 0 {
			continue
		}
		at += a.End
		item := rest
		item.end = at
		item.quantities = nil
		for len(rest.quantities) > 0 && quantities[rest.quantities[0]].Start < at {
			item.quantities = append(item.quantities, rest.quantities[0])
			rest.quantities = rest.quantities[1:]
		}
		out = append(out, item)
		rest.start, rest.item = at+len("、"), true
	}
	return append(out, rest)
}

func runes(s string) int { return utf8.RuneCountInString(s) }
