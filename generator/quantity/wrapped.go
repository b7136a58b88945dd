package quantity

import (
	"strings"
	"unicode/utf8"

	"zhenjian/generator/numeral"
)

// A line that its own width broke, not its author, is at least so long.
const minWrapped = 60

// wrapped reads a number or a unit that runs over the end of a line
// (convention 41): it reads the number once more in a copy of its surroundings
// without the break.
func (f *finder) wrapped(c *candidate) (q Quantity, next int, ok bool) {
	const reach, window = 36, 150
	text := f.text
	feed := strings.IndexByte(text[c.start:min(len(text), c.numEnd+reach)], '\n')
	if feed < 0 {
		return Quantity{}, 0, false
	}
	feed += c.start
	line := text[max(0, feed-minWrapped):feed]
	if strings.HasSuffix(line, "。") {
		return Quantity{}, 0, false // the end of a paragraph, as at half of the numbers before a feed
	}
	rest := text[feed+1:]
	rest = rest[blanksAt(rest):]
	if len(line) < minWrapped || rest == "" || rest[0] == '\n' || strings.ContainsAny(line, "\n\t") || clauseEnds(rest) {
		return Quantity{}, 0, false
	}
	from := max(0, c.start-window)
	for !utf8.RuneStart(text[from]) {
		from++
	}
	to := min(len(rest), window)
	for to < len(rest) && !utf8.RuneStart(rest[to]) {
		to++
	}
	skipped := len(text) - len(rest) - feed
	joined := text[from:feed] + rest[:to]
	n, ok := numeral.Scan(joined[c.start-from:])
	if !ok {
		return Quantity{}, 0, false
	}
	w := candidate{text: joined, start: c.start - from, num: n, numEnd: c.start - from + n.Len}
	if out, _ := w.leftOut(); out || !w.measure() || from+w.end <= feed || !w.counts() {
		return Quantity{}, 0, false
	}
	q = w.quantity()
	for _, at := range [...]*int{&q.Start, &q.End, &q.NumEnd} {
		*at += from
		if *at > feed {
			*at += skipped
		}
	}
	return q, q.End, true
}
