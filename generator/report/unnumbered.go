package report

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// restoreUnnumbered finds headings whose number Word made itself and the copy
// lost. Such a heading is a line of its own, and its place shows what it is:
//
//   - level 1: its words name one of the report's parts, and either no heading
//     of level 1 has a number or the numbers leave room for it;
//   - level 2: within one level-1 section, either numbered siblings leave room
//     for it, or there is no numbered one and at least two such lines stand
//     there, each with a paragraph of its own below.
func (r *Report) restoreUnnumbered(marks []mark, first, end int) {
	short := r.shortLines(first, end)
	r.restoreLevel1(marks, short, first, end)
	start := first
	for i := first; i <= end; i++ {
		if i == end || marks[i].level == 1 {
			r.restoreLevel2(marks, short, start, i)
			start = i + 1
		}
	}
}

func (r *Report) restoreLevel1(marks []mark, short shortLines, first, end int) {
	var numbered []int // values of the level-1 numbers, with the block before
	for i := first; i < end; i++ {
		if marks[i].level == 1 {
			numbered = append(numbered, i)
		}
	}
	for i := first; i < end; i++ {
		if marks[i].level != 0 || !short.followed(i, end) || !namesPart(r.text(r.Blocks[i].Span)) {
			continue
		}
		if len(numbered) == 0 || gapAt(marks, numbered, i) {
			marks[i] = mark{level: 1}
		}
	}
}

// gapAt tells whether the numbers round block i leave room for one more.
func gapAt(marks []mark, numbered []int, i int) bool {
	before, after := 0, 0
	k, _ := slices.BinarySearch(numbered, i)
	if k > 0 {
		before = ordinal(marks[numbered[k-1]].number)
	}
	if k < len(numbered) {
		after = ordinal(marks[numbered[k]].number)
	}
	if after == 0 { // behind the last number: nothing contradicts it
		return true
	}
	return after-before > 1
}

func (r *Report) restoreLevel2(marks []mark, short shortLines, first, end int) {
	var numbered, candidates []int
	for i := first; i < end; i++ {
		switch {
		case marks[i].level == 2:
			numbered = append(numbered, i)
		case marks[i].level == 0 && short.followed(i, end) && (r.headingLike(i) || r.headsAnother(short, i, end)):
			candidates = append(candidates, i)
		}
	}
	if len(numbered) == 0 {
		for i := first; i < end; i++ {
			if marks[i].level > 2 {
				return // 1. straight below 一、: its items are the structure
			}
		}
		if len(candidates) < 2 {
			return
		}
		r.nestCandidates(marks, candidates)
		return
	}
	// Between two numbers stand as many headings as are missing; where more
	// lines than that look like one, those with two clauses are taken first.
	at := 0
	for k := 0; k <= len(numbered); k++ {
		limit, missing := end, 1<<30
		if k < len(numbered) {
			limit = numbered[k]
			before := 0
			if k > 0 {
				before = ordinal(marks[numbered[k-1]].number)
			}
			missing = ordinal(marks[limit].number) - before - 1
		}
		var here []int
		for at < len(candidates) && candidates[at] < limit {
			here = append(here, candidates[at])
			at++
		}
		for _, twoClauses := range []bool{true, false} {
			for _, i := range here {
				if missing > 0 && marks[i].level == 0 && strings.ContainsAny(r.text(r.Blocks[i].Span), "，,、") == twoClauses {
					marks[i] = mark{level: 2}
					missing--
				}
			}
		}
	}
}

// headsAnother tells whether short line i can be a heading over another heading: no
// sentence, and two clauses at most.
func (r *Report) headsAnother(short shortLines, i, end int) bool {
	if !short.followed(i+1, end) || !r.headingLike(i+1) {
		return false
	}
	line := r.text(r.Blocks[i].Span)
	return !strings.HasSuffix(line, "。") && strings.Count(line, "，")+strings.Count(line, ",") <= 1
}

// nestCandidates gives headings that all lost their numbers level 2, and level
// 3 to those below one that another heading follows at once: where the two are
// built differently (强化执法监管，优化营商环境 and 依法查处违法行为), what is
// built like the second lies below the first.
func (r *Report) nestCandidates(marks []mark, candidates []int) {
	couplet := func(i int) bool { return strings.ContainsAny(r.text(r.Blocks[i].Span), "，,") }
	nested := false
	for k, i := range candidates {
		outer := k+1 < len(candidates) && candidates[k+1] == i+1 && couplet(i) && !couplet(i+1)
		if outer || couplet(i) {
			nested = outer
			marks[i] = mark{level: 2}
		} else if nested {
			marks[i] = mark{level: 3}
		} else {
			marks[i] = mark{level: 2}
		}
	}
}

// headingLike tells whether a paragraph or a numbered heading follows short line i.
func (r *Report) headingLike(i int) bool {
	line, next := r.text(r.Blocks[i].Span), r.text(r.Blocks[i+1].Span)
	return longer(next, maxHeading) || readMark(next).level > 0 || strings.HasSuffix(next, "。") && runes(next) > runes(line) || strings.HasSuffix(next, "：")
}

// shortLines tells of each block whether it is a short line of its own, without a
// mark inside that ends a sentence, with a paragraph behind it.
type shortLines []bool

// followed tells whether block i is one, and what follows it lies before end.
func (s shortLines) followed(i, end int) bool { return i+1 < end && s[i] }

// shortLines looks at the blocks from first to end, once for all that is asked of them.
func (r *Report) shortLines(first, end int) shortLines {
	short := make(shortLines, len(r.Blocks))
	for i := first; i+1 < end; i++ {
		short[i] = r.Blocks[i].Kind == Paragraph && r.Blocks[i+1].Kind == Paragraph && shortLine(r.text(r.Blocks[i].Span))
	}
	return short
}

func shortLine(line string) bool {
	line = strings.TrimSpace(line)
	body := strings.TrimSuffix(line, "。")
	if !longer(body, 3) || longer(body, maxHeading) || strings.ContainsFunc(body, endsHeading) || strings.Contains(body, "  ") {
		return false
	}
	if strings.HasPrefix(line, "附") || strings.HasPrefix(line, "（") || strings.HasPrefix(line, "(") || strings.HasSuffix(line, "，") || strings.HasSuffix(line, "、") {
		return false
	}
	if last, _ := utf8.DecodeLastRuneInString(line); last >= '0' && last <= '9' || last == '日' || last == '年' {
		return false
	}
	// A sentence with a figure is text, however short.
	return !isBody(line) && !hasListMark(line) && (body == line || !strings.ContainsAny(body, "0123456789"))
}

// endsHeading tells marks that stand in text, not in a heading.
func endsHeading(r rune) bool {
	switch r {
	case '。', '；', '：', '！', '？', ';', ':', '?', '!', '\t', '《':
		return true
	}
	return false
}

// hasListMark tells 一是…, 第一，… and the like.
func hasListMark(line string) bool {
	line = strings.TrimPrefix(line, "第")
	n := prefixOf(line, chineseDigits)
	if n == 0 {
		return false
	}
	for _, mark := range []string{"是", "要", "，", "则", "方面"} {
		if strings.HasPrefix(line[n:], mark) {
			return true
		}
	}
	return false
}
