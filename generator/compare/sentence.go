package compare

import (
	"slices"
	"strings"
	"unicode/utf8"

	"zhenjian/generator/report"
	"zhenjian/generator/source"
)

// A role is what a sentence does in its report.
type role uint8

const (
	apart   role = iota // title, date, greeting, what stands before the first section
	done                // it tells what was done: achievements, the leaders' duties, other
	lacking             // it tells what falls short
	planned             // it tells what comes next
)

// A sentence is a stretch of a paragraph up to 。！？ or ；, closing mark included.
// A heading is one too.
type sentence struct {
	span    source.Span
	block   int // index into Spans.Blocks
	role    role
	heading bool
	row     bool // of a table
}

// sentences cuts a report.
func (r *Report) sentences() []sentence {
	r.cutting.Do(func() { r.list = r.cut() })
	return r.list
}

func (r *Report) cut() []sentence {
	out := make([]sentence, 0, 128)
	w := walker{r: r, first: -1}
	for _, s := range r.Spans.Sections {
		if s.Level == 1 {
			w.first = s.Span.Start
			break
		}
	}
	for i, b := range r.Spans.Blocks {
		if b.Span.Start >= b.Span.End {
			continue
		}
		start := b.Span.Start
		w.enter(b)
		switch b.Kind {
		case report.TitleLine, report.Byline, report.Addressee, report.Signature:
			out = append(out, sentence{span: b.Span, block: i, heading: b.Kind != report.Addressee})
			continue
		case report.Heading:
			out = append(out, sentence{span: b.Span, block: i, role: w.role(b.Span), heading: true})
			continue
		case report.TableRow:
			out = append(out, sentence{span: b.Span, block: i, role: w.role(b.Span), row: true})
			continue
		case report.RunIn:
			out = append(out, sentence{span: source.Span{Start: start, End: b.HeadEnd}, block: i, role: w.role(b.Span), heading: true})
			start = b.HeadEnd
		}
		for start < b.Span.End {
			end := start + sentenceEnd(r.Text[start:b.Span.End])
			s := source.Span{Start: start, End: end}
			out = append(out, sentence{span: s, block: i, role: w.role(s)})
			start = end
		}
	}
	return out
}

// closers may stand behind the mark that ends a sentence, and belong to it.
const closers = "”’）》」』)\""

// sentenceEnd gives the bytes of the first sentence of a text. A mark within
// brackets or quotes ends none.
func sentenceEnd(text string) int {
	depth := 0
	for i := 0; i < len(text); {
		if hanAt(text, i) != 0 {
			i += 3
			continue
		}
		c, n := utf8.DecodeRuneInString(text[i:])
		i += n
		switch c {
		case '“', '（', '《', '「', '『', '(':
			depth++
		case '”', '）', '》', '」', '』', ')':
			depth = max(0, depth-1)
		case '。', '！', '？', '；', ';', '!', '?':
			if depth > 0 && i-n < maxEnclosed {
				continue
			}
			for {
				next, n := utf8.DecodeRuneInString(text[i:])
				if n == 0 || !strings.ContainsRune(closers, next) {
					return i
				}
				i += n
			}
		}
	}
	return len(text)
}

// maxEnclosed is how far, in bytes, a quote is believed to run that no mark has
// closed: its second half may have been lost.
const maxEnclosed = 300

// A walker goes through a report's blocks and knows what part each is of.
type walker struct {
	r     *Report
	first int // where the first section of level 1 begins; -1 where there is none
	part  []report.Kind
	level int  // of the planned section below level 1 that is open; 0 none
	plans bool // the rest of the part is planned
}

// enter takes note of the section that a block opens.
func (w *walker) enter(b report.Block) {
	if b.Section < 0 {
		return
	}
	s := w.r.Spans.Sections[b.Section]
	if s.Level == 1 {
		w.part, w.plans, w.level = s.Kinds, false, 0
		return
	}
	if w.level > 0 && s.Level <= w.level {
		w.level = 0
	}
	if s.Planned && w.level == 0 {
		w.level = s.Level
	}
}

// role tells what a sentence of the open section does. In a part on what falls
// short, the first sentence that opens with what comes next begins the plans:
// a merged heading (存在问题及下一步打算) has two parts without a line between.
func (w *walker) role(s source.Span) role {
	if s.Start < w.first {
		return apart
	}
	lacks := slices.Contains(w.part, report.Problems)
	if !w.plans && (lacks || len(w.part) == 0) && w.opensPlans(s) {
		w.plans = true
	}
	switch {
	case w.plans, w.level > 0:
		return planned
	case lacks:
		return lacking
	case slices.Contains(w.part, report.Plans):
		return planned
	}
	return done
}

func (w *walker) opensPlans(s source.Span) bool {
	text := w.r.Text[s.Start:s.End]
	return report.OpensPlans(text[listMark(text):], w.r.Year)
}

const (
	chineseDigits = "一二三四五六七八九十"
	arabicDigits  = "0123456789０１２３４５６７８９"
	circled       = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
)

// listMark gives the bytes of the mark that a text opens with: 一是, （二）, 3., ④,
// 第五，, and blanks before it. 0 where there is none.
func listMark(text string) int {
	rest := strings.TrimLeft(text, " \u3000\t")
	blank := len(text) - len(rest)
	c, n := utf8.DecodeRuneInString(rest)
	if n > 1 && strings.ContainsRune(circled, c) {
		return blank + n
	}
	open := 0
	if c == '（' || c == '(' {
		open = n
	}
	head := rest[open:]
	ordinal := strings.HasPrefix(head, "第") || strings.HasPrefix(head, "其")
	if ordinal {
		head = head[len("第"):]
	}
	han, arabic := leading(head, chineseDigits), leading(head, arabicDigits)
	digits := max(han, arabic)
	if digits == 0 || utf8.RuneCountInString(head[:digits]) > 3 {
		return blank
	}
	marks := []string{".", "．", "、"}
	switch {
	case open > 0:
		marks = []string{"）", ")"}
	case ordinal:
		marks = []string{"，", ",", "、", "："}
	case han > 0:
		marks = []string{"是", "、", "要"}
	}
	after := head[digits:]
	for _, m := range marks {
		next, ok := strings.CutPrefix(after, m)
		if ok && (m != "." || leading(next, arabicDigits) == 0) {
			return len(text) - len(strings.TrimLeft(next, " \u3000、"))
		}
	}
	return blank
}

// leading gives the bytes at the start of a text that are of a set.
func leading(text, set string) int {
	for i, c := range text {
		if !strings.ContainsRune(set, c) {
			return i
		}
	}
	return len(text)
}

func hasAny(text string, words ...string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(text, w) })
}

// clauses cuts text[s] at its commas, the comma left out. What stands in
// brackets or quotes is not cut.
func clauses(text string, s source.Span) []source.Span { return appendClauses(nil, text, s) }

func appendClauses(out []source.Span, text string, s source.Span) []source.Span {
	depth, start := 0, s.Start
	for i := s.Start; i < s.End; {
		if hanAt(text, i) != 0 {
			i += 3
			continue
		}
		at := i
		c, n := utf8.DecodeRuneInString(text[i:s.End])
		i += n
		switch c {
		case '“', '（', '《', '「', '『', '(':
			depth++
		case '”', '）', '》', '」', '』', ')':
			depth = max(0, depth-1)
		case '，', ',':
			if depth > 0 || c == ',' && leading(text[at+1:s.End], arabicDigits) > 0 && at > start && strings.ContainsRune(arabicDigits, lastRune(text[start:at])) {
				continue
			}
			out = append(out, source.Span{Start: start, End: at})
			start = i
		}
	}
	if start < s.End {
		out = append(out, source.Span{Start: start, End: s.End})
	}
	return out
}

func lastRune(text string) rune {
	c, _ := utf8.DecodeLastRuneInString(text)
	return c
}
