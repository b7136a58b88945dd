package compare

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/sergi/go-diff/diffmatchpatch"

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

// pairsOf gives the pairs of a text, sorted, each once.
func pairsOf(text string) []pair {
	out := make([]pair, 0, len(text)/3)
	eachPair(text, func(p pair) { out = append(out, p) })
	return setOf(out)
}

func setOf(pairs []pair) []pair {
	slices.Sort(pairs)
	return slices.Compact(pairs)
}

// alike gives how much two sets have in common, from 0 to 1 (Dice).
func alike(a, b []pair) float64 {
	if len(a)+len(b) == 0 {
		return 0
	}
	n := 0
	for i, k := 0, 0; i < len(a) && k < len(b); {
		switch {
		case a[i] < b[k]:
			i++
		case a[i] > b[k]:
			k++
		default:
			n, i, k = n+1, i+1, k+1
		}
	}
	return 2 * float64(n) / float64(len(a)+len(b))
}

// A line is a sentence as the difference sees it.
type line struct {
	span   source.Span
	key    string // folded, without blanks
	folded bool   // it is not just the text
	chars  int    // of the key
	pairs  []pair // as they follow each other
}

// lines reads the sentences.
func (r *Report) lines() []line {
	list := r.sentences()
	out := make([]line, len(list))
	all := make([]pair, 0, len(r.Text)/3)
	for i, s := range list {
		from := len(all)
		l := &out[i]
		l.span = s.span
		text := r.Text[s.span.Start:s.span.End]
		l.key, l.chars, all = readLine(text, all)
		l.folded = l.key != text
		l.pairs = all[from:]
	}
	return out
}

// readLine is key and eachPair in one pass: it counts the characters of the key, and
// appends the pairs.
func readLine(text string, pairs []pair) (key string, chars int, _ []pair) {
	var folded strings.Builder // once the text is not its own key
	from := 0                  // what follows is not written there yet
	last := rune(0)            // 0: no letter
	for i := 0; i < len(text); {
		if c := hanAt(text, i); c != 0 {
			if last != 0 {
				pairs = append(pairs, pair(last)<<16|pair(c))
			}
			last = c
			chars++
			i += 3
			continue
		}
		c, n := utf8.DecodeRuneInString(text[i:])
		blank := isBlank(c)
		if f := fold(c); blank || f != c {
			if from == 0 {
				folded.Grow(len(text) + 16) // a half-width mark has two bytes less than the full-width one
			}
			folded.WriteString(text[from:i])
			if !blank {
				folded.WriteRune(f)
			}
			c, from = f, i+n
		}
		i += n
		if blank {
			continue
		}
		chars++
		if !isLetter(c) {
			last = 0
			continue
		}
		if last != 0 {
			pairs = append(pairs, pair(last)<<16|pair(c))
		}
		last = c
	}
	if from == 0 {
		return text, chars, pairs
	}
	folded.WriteString(text[from:])
	return folded.String(), chars, pairs
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

// An alphabet gives a letter to all that sentences are compared by: a character, folded,
// stands for itself, a whole number for one of its own.
type alphabet map[string]rune

// firstNumber is where the letters of numbers begin: in a plane that has no characters
// of its own. What a text has there is given a letter too.
const firstNumber = 0xF0000

func (a alphabet) letter(text string) rune {
	letter, ok := a[text]
	if !ok {
		letter = rune(firstNumber + len(a))
		a[text] = letter
	}
	return letter
}

// spell gives a sentence in letters, and where each begins; at the end, where the last ends.
func (a alphabet) spell(text string, s source.Span) (letters []rune, at []int) {
	letters, at = make([]rune, 0, (s.End-s.Start)/2), make([]int, 0, (s.End-s.Start)/2)
	for i := s.Start; i < s.End; {
		at = append(at, i)
		c, n := utf8.DecodeRuneInString(text[i:s.End])
		if c < 0x4E00 || c > 0x9FFF {
			if end := i + number(text[i:s.End]); end > i {
				letters = append(letters, a.letter(key(text[i:end])))
				i = end
				continue
			}
			if c = fold(c); c >= firstNumber {
				c = a.letter(string(c))
			}
		}
		letters = append(letters, c)
		i += n
	}
	return letters, append(at, s.End)
}

// number gives the bytes of the figure that a text opens with, points and commas
// between digits included.
func number(text string) int {
	end := 0
	for {
		n := leading(text[end:], arabicDigits)
		if n == 0 {
			return end
		}
		end += n
		c, size := utf8.DecodeRuneInString(text[end:])
		if c != '.' && c != '．' && c != ',' && c != '，' || leading(text[end+size:], arabicDigits) == 0 {
			return end
		}
		end += size
	}
}

// maxLetters bounds what is compared letter by letter.
const maxLetters = 1000

// within compares two sentences. Single letters that happen to be the same between
// two changes are taken as changed too.
func within(before string, x source.Span, after string, y source.Span) (old, now []Run) {
	letters := alphabet{}
	a, from := letters.spell(before, x)
	b, to := letters.spell(after, y)
	if len(a) > maxLetters || len(b) > maxLetters {
		return []Run{{x, Changed}}, []Run{{y, Changed}}
	}
	dmp := diffmatchpatch.New()
	dmp.DiffTimeout = 0 // no clock: the same two sentences always give the same difference
	diffs := dmp.DiffCleanupSemantic(dmp.DiffMainRunes(a, b, false))
	add := func(runs []Run, at []int, i, n int, op Op) []Run {
		s := source.Span{Start: at[i], End: at[i+n]}
		if m := len(runs); m > 0 && runs[m-1].Op == op {
			runs[m-1].Span.End = s.End
			return runs
		}
		return append(runs, Run{s, op})
	}
	i, k := 0, 0
	for at, diff := range diffs {
		n := utf8.RuneCountInString(diff.Text)
		switch diff.Type {
		case diffmatchpatch.DiffEqual:
			op := Same
			if n < 2 && at > 0 && at+1 < len(diffs) {
				op = Changed
			}
			old, now = add(old, from, i, n, op), add(now, to, k, n, op)
			i, k = i+n, k+n
		case diffmatchpatch.DiffDelete:
			old = add(old, from, i, n, Changed)
			i += n
		case diffmatchpatch.DiffInsert:
			now = add(now, to, k, n, Changed)
			k += n
		}
	}
	return old, now
}
