package compare

import (
	"slices"
	"unicode/utf8"

	"zhenjian/generator/report"
	"zhenjian/generator/source"
)

// The difference of two texts is made from large to small, so that its cost is
// bounded and it reads as a person would tell it: parts are matched by kind and
// heading, sections by heading within them, sentences within those, and only two
// sentences that are much alike are compared character by character. A diff of
// the two texts as a whole finds single characters of one sentence in quite another, and
// takes a time that depends on the machine or has to be cut off by a clock.

// An Op is what became of a run of text.
type Op uint8

const (
	Same    Op = iota // it stands in both, at matching places
	Changed           // it stands in one of the two only
	Moved             // a whole sentence that stands elsewhere in the other
)

// A Run is a stretch of one text.
type Run struct {
	Span source.Span
	Op   Op
}

// A Section is one heading with its text, or what stands before the first, in two
// reports. One of the sides may have nothing.
type Section struct {
	Before, After Side
}

// A Side is a section in one of the reports: whole blocks, in order.
type Side struct {
	First, End int   // blocks
	Runs       []Run // of all their characters, without line ends
}

// A unit is a section on its way.
type unit struct {
	first, end int // blocks
	kinds      []report.Kind
	head       []pair // of the heading, sorted
	from, to   int    // sentences
}

// heads gives the pairs of headings that sections are matched by.
func (r *Report) heads() [][]pair {
	out := make([][]pair, len(r.Spans.Sections))
	for i, s := range r.Spans.Sections {
		if s.Level <= 2 {
			out[i] = pairsOf(r.Text[s.Span.Start:s.Span.End])
		}
	}
	return out
}

// units cuts blocks [first, end) where sections of the level begin.
func (r *Report) units(first, end, level int) []unit {
	list := r.sentences()
	var out []unit
	open := unit{first: first}
	for i := first; i < end; i++ {
		b := r.Spans.Blocks[i]
		if b.Section < 0 || r.Spans.Sections[b.Section].Level != level {
			continue
		}
		s := r.Spans.Sections[b.Section]
		if i > open.first {
			open.end = i
			out = append(out, open)
		}
		open = unit{first: i, kinds: s.Kinds, head: r.read.heads[b.Section]}
	}
	if open.end = end; open.first < end {
		out = append(out, open)
	}
	at := 0
	for i := range out {
		for at < len(list) && list[at].block < out[i].first {
			at++
		}
		out[i].from = at
		for at < len(list) && list[at].block < out[i].end {
			at++
		}
		out[i].to = at
	}
	return out
}

// A differ compares two reports.
type differ struct {
	before, after *Report
	a, b          []line
	old, now      [][]Run // of each sentence
	out           []Section
}

// maxCells bounds the table in which two lists are matched; beyond it they are
// taken as they come.
const maxCells = 1 << 16

// difference sets two reports side by side, sections in the order of both.
func (d *differ) difference() []Section {
	before, after := d.before, d.after
	d.old, d.now = make([][]Run, len(d.a)), make([][]Run, len(d.b))
	x, y := before.units(0, len(before.Spans.Blocks), 1), after.units(0, len(after.Spans.Blocks), 1)
	d.match(x, y, func(x, y unit) float64 {
		score := alike(x.head, y.head)
		if len(x.kinds) == 0 && len(y.kinds) == 0 { // what stands before the first part
			return 1
		}
		if slices.ContainsFunc(x.kinds, func(k report.Kind) bool { return slices.Contains(y.kinds, k) }) {
			score++
		}
		return score
	}, 0.5, func(x, y *unit) {
		if x == nil || y == nil {
			d.pair(x, y)
			return
		}
		d.match(before.units(x.first, x.end, 2), after.units(y.first, y.end, 2), func(x, y unit) float64 {
			if x.head == nil && y.head == nil || x.kinds != nil && y.kinds != nil {
				return 1
			}
			return alike(x.head, y.head)
		}, 0.3, d.pair)
	})
	d.moved()
	d.sides()
	return d.out
}

// match pairs two lists in order, so that the scores of the pairs come to most; a
// pair scores at least least. done gets each pair, and what has no partner with nil.
func (d *differ) match(x, y []unit, score func(x, y unit) float64, least float64, done func(x, y *unit)) {
	pairs := align(len(x), len(y), func(i, k int) float64 {
		if s := score(x[i], y[k]); s >= least {
			return s
		}
		return 0
	})
	i, k := 0, 0
	flush := func(to, until int) {
		for ; i < to; i++ {
			done(&x[i], nil)
		}
		for ; k < until; k++ {
			done(nil, &y[k])
		}
	}
	for _, p := range pairs {
		flush(p[0], p[1])
		done(&x[i], &y[k])
		i, k = i+1, k+1
	}
	flush(len(x), len(y))
}

// align gives the pairs of two lists, in the order of both, whose scores come to most.
// A score of 0 is no pair.
func align(n, m int, score func(i, k int) float64) [][2]int {
	if n == 0 || m == 0 {
		return nil
	}
	if n*m > maxCells {
		var out [][2]int
		for i := 0; i < min(n, m); i++ {
			if score(i, i) > 0 {
				out = append(out, [2]int{i, i})
			}
		}
		return out
	}
	most := make([]float64, (n+1)*(m+1)) // most[i][k]: of the lists from i and k on
	own := make([]float64, n*m)
	at := func(i, k int) *float64 { return &most[i*(m+1)+k] }
	for i := n - 1; i >= 0; i-- {
		for k := m - 1; k >= 0; k-- {
			best := max(*at(i+1, k), *at(i, k+1))
			if s := score(i, k); s > 0 {
				own[i*m+k] = s
				best = max(best, s+*at(i+1, k+1))
			}
			*at(i, k) = best
		}
	}
	var out [][2]int
	for i, k := 0, 0; i < n && k < m; {
		s := own[i*m+k]
		switch {
		case s > 0 && *at(i, k) == s+*at(i+1, k+1):
			out = append(out, [2]int{i, k})
			i, k = i+1, k+1
		case *at(i, k) == *at(i+1, k):
			i++
		default:
			k++
		}
	}
	return out
}

// pair sets two sections side by side.
func (d *differ) pair(x, y *unit) {
	var s Section
	if x != nil {
		s.Before = Side{First: x.first, End: x.end}
	}
	if y != nil {
		s.After = Side{First: y.first, End: y.end}
	}
	d.out = append(d.out, s)
	if x == nil || y == nil {
		return
	}
	i, k, n, m := x.from, y.from, x.to, y.to
	for i < n && k < m && d.a[i].key == d.b[k].key {
		d.same(i, k)
		i, k = i+1, k+1
	}
	for i < n && k < m && d.a[n-1].key == d.b[m-1].key {
		n, m = n-1, m-1
		d.same(n, m)
	}
	from, until := i, k
	for _, p := range align(n-i, m-k, func(i, k int) float64 {
		a, b := &d.a[from+i], &d.b[until+k]
		if a.key == b.key {
			return 1 + float64(len(a.key))
		}
		if len(a.key) > 3*len(b.key) || len(b.key) > 3*len(a.key) {
			return 0
		}
		if s := alike(d.before.read.set(from+i), d.after.read.set(until+k)); s >= minAlike {
			return s * float64(min(len(a.key), len(b.key)))
		}
		return 0
	}) {
		i, k := from+p[0], until+p[1]
		if d.a[i].key == d.b[k].key {
			d.same(i, k)
		} else {
			d.old[i], d.now[k] = within(d.before.Text, d.a[i].span, d.after.Text, d.b[k].span)
		}
	}
}

// minAlike is how much two sentences must have in common to be taken for one
// that was changed.
const minAlike = 0.4

func (d *differ) same(i, k int) {
	d.old[i] = []Run{{d.a[i].span, Same}}
	d.now[k] = []Run{{d.b[k].span, Same}}
}

// minMoved is the least length of a sentence, in bytes of its key, that is said to
// have moved: 20 characters.
const minMoved = 60

// moved marks whole sentences that have no partner where they stand, and one
// elsewhere.
func (d *differ) moved() {
	at := map[string]int{}
	for i := range d.a {
		if d.old[i] == nil && len(d.a[i].key) >= minMoved {
			at[d.a[i].key] = i
		}
	}
	for k := range d.b {
		if i, ok := at[d.b[k].key]; ok && d.now[k] == nil && d.old[i] == nil {
			d.old[i] = []Run{{d.a[i].span, Moved}}
			d.now[k] = []Run{{d.b[k].span, Moved}}
		}
	}
}

// sides gives each section its runs.
func (d *differ) sides() {
	fill := func(blocks []report.Block, s *Side, list []line, runs [][]Run, at *int) {
		if s.First == s.End {
			return
		}
		end := blocks[s.End-1].Span.End
		for ; *at < len(list) && list[*at].span.Start < end; *at++ {
			r := runs[*at]
			if r == nil {
				r = []Run{{list[*at].span, Changed}}
			}
			for _, run := range r {
				if n := len(s.Runs); n > 0 && s.Runs[n-1].Op == run.Op && s.Runs[n-1].Span.End == run.Span.Start {
					s.Runs[n-1].Span.End = run.Span.End
				} else {
					s.Runs = append(s.Runs, run)
				}
			}
		}
	}
	i, k := 0, 0
	for n := range d.out {
		fill(d.before.Spans.Blocks, &d.out[n].Before, d.a, d.old, &i)
		fill(d.after.Spans.Blocks, &d.out[n].After, d.b, d.now, &k)
	}
}

// kept counts the characters of the report after that stand in the one before, and
// all, blanks aside.
func (d *differ) kept() (kept, chars int) {
	for k, runs := range d.now {
		chars += d.b[k].chars
		if len(runs) == 1 && runs[0].Op != Changed {
			kept += d.b[k].chars
			continue
		}
		for _, run := range runs {
			if run.Op != Changed {
				kept += utf8.RuneCountInString(key(d.after.Text[run.Span.Start:run.Span.End]))
			}
		}
	}
	return kept, chars
}
