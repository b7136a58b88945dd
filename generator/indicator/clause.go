package indicator

import (
	"strings"
	"unicode/utf8"

	"zhenjian/generator/quantity"
)

// A clause is the stretch between the nearest ，。；： or, where both
// neighbours carry a number of their own, 、 (guide, convention 19).
type clause struct {
	start, end int    // bytes of the text
	sentence   int    // where the sentence begins: behind the last 。！？ or line end
	major      int    // where the part of the sentence begins: behind the last ； too
	quantities span   // the quantities that lie in it, by index
	depth      int    // > 0: inside a bracket that was opened in an earlier clause
	item       bool   // 、 stands before it, not ，
	whole      [2]int // bytes of the stretch between ，。；： that it is part of
	scanned    bool
	words      span    // the wordings in it, of the finder's found; meant only where scanned
	letters    letters // that it has; meant only where scanned
}

// A span is a part of a list, half open.
type span struct{ first, end int }

func (s span) len() int { return s.end - s.first }

// No real clause has 300 characters or 12 numbers, and no real sentence 3,000
// characters. What is longer is cut there, so that reading takes time in
// proportion to the text.
const (
	maxClause   = 900  // bytes
	maxNumbers  = 12   // in a clause
	maxSentence = 9000 // bytes
)

// clauseMarks are the characters that end a clause or count as brackets.
var clauseMarks = newRuneSet("（(）)，,：:；;。！？!?\n")

// clauses cuts text[start:end], one paragraph, at the marks that end a clause,
// and deals out the quantities, by index, that lie in each. It appends to out.
func clauses(out []clause, text string, start, end int, quantities []quantity.Quantity, first int) []clause {
	text = text[:end]
	sentence, major := start, start
	begin := start
	q := first
	depth, opened := 0, 0
	flush := func(at int) {
		c := clause{start: begin, end: at, sentence: sentence, major: major, depth: opened, whole: [2]int{begin, at}}
		for q < len(quantities) && quantities[q].Start < begin {
			q++
		}
		c.quantities.first = q
		for q < len(quantities) && quantities[q].Start < at {
			q++
		}
		c.quantities.end = q
		out = appendItems(out, text, c, quantities)
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
		until := end // where there is more to look at than marks
		if ahead < len(quantities) {
			if quantities[ahead].Start <= i { // a mark inside a number: 1，238家次
				i = quantities[ahead].End
				numbers++
				continue
			}
			until = min(end, quantities[ahead].Start)
		}
		if bound := begin + maxClause; bound < until {
			for until = bound; until < end && !utf8.RuneStart(text[until]); {
				until++
			}
		}
		if i = clauseMarks.next(text[:until], i); i == until {
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

// appendItems appends a clause, cut at those 、 that stand between two numbers.
func appendItems(out []clause, text string, c clause, quantities []quantity.Quantity) []clause {
	rest := c
	for k := c.quantities.first; k+1 < c.quantities.end; k++ {
		a, b := &quantities[k], &quantities[k+1]
		at := strings.Index(text[a.End:b.Start], "、")
		if at < 0 {
			continue
		}
		at += a.End
		item := rest
		item.end, item.quantities.end = at, k+1
		out = append(out, item)
		rest.start, rest.item, rest.quantities.first = at+len("、"), true, k+1
	}
	return append(out, rest)
}

func runes(s string) int { return utf8.RuneCountInString(s) }
