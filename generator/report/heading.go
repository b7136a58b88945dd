package report

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// maxHeading is the longest first sentence, in characters, that is the heading
// of a numbered paragraph of levels 2 to 4. The longest run-in heading of 112
// surveyed reports has 41; what is longer is the paragraph itself.
const maxHeading = 45

const (
	chineseDigits = "一二三四五六七八九十百"
	arabicDigits  = "0123456789０１２３４５６７８９"
	circled       = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
)

// A mark is a heading number at the start of a line.
type mark struct {
	level  int    // 0: none
	number string // as printed, without punctuation
	width  int    // bytes up to where the heading's words begin
}

// readMark reads the number that a line opens with. The level follows its kind
// (GB/T 9704-2012, 7.3.3): 一、 is 1, （一） is 2, 1. is 3, （1） and ① are 4.
// Halves of brackets get lost in copying, so one is enough.
func readMark(line string) mark {
	open := 0
	if strings.HasPrefix(line, "（") {
		open = len("（")
	} else if strings.HasPrefix(line, "(") {
		open = 1
	}
	rest := line[open:]
	rest = strings.TrimLeft(rest, " \u3000")
	skipped := len(line) - len(rest)
	if n := prefixOf(rest, chineseDigits); n > 0 {
		number, after := rest[:n], strings.TrimLeft(rest[n:], " \u3000")
		if w := closing(after); w > 0 {
			return finish(line, mark{2, number, len(line) - len(after) + w})
		}
		if open > 0 {
			if strings.HasPrefix(after, "、") {
				return finish(line, mark{2, number, len(line) - len(after) + len("、")})
			}
			return mark{}
		}
		for _, point := range []string{"、", "．", ".", "，", ",", ":", "："} {
			// 一, is a number only where one of a row is meant; a sentence
			// such as 一、二级… has its own 、.
			if strings.HasPrefix(after, point) && len(after) > len(point) {
				if (point == "，" || point == "," || point == ":" || point == "：") && n > len("十") {
					break
				}
				return finish(line, mark{1, number, len(line) - len(after) + len(point)})
			}
		}
		return mark{}
	}
	if n := prefixOf(rest, arabicDigits); n > 0 && runes(rest[:n]) <= 2 {
		number, after := rest[:n], strings.TrimLeft(rest[n:], " \u3000")
		if w := closing(after); w > 0 {
			return finish(line, mark{4, number, len(line) - len(after) + w})
		}
		if open > 0 {
			return mark{}
		}
		for _, point := range []string{".", "．", "、", "。"} {
			if !strings.HasPrefix(after, point) {
				continue
			}
			words := after[len(point):]
			if point == "." && prefixOf(words, arabicDigits) > 0 {
				if year, _ := readYear(words); year == 0 {
					return mark{} // 1.5万, 12.4, but 1.2022年…
				}
			}
			if words == "" {
				return mark{}
			}
			return finish(line, mark{3, number, len(line) - len(words)})
		}
		return mark{}
	}
	if open == 0 {
		if r, n := utf8.DecodeRuneInString(line); n > 1 && strings.ContainsRune(circled, r) {
			return finish(line, mark{4, line[skipped : skipped+n], skipped + n})
		}
	}
	return mark{}
}

// finish moves a mark's width past blanks and a stray 、 behind the number.
func finish(line string, m mark) mark {
	for m.width < len(line) {
		r, n := utf8.DecodeRuneInString(line[m.width:])
		if r != ' ' && r != '\t' && r != '\u3000' && (m.level == 1 || r != '、' && r != '.' && r != '．') {
			break
		}
		m.width += n
	}
	return m
}

// prefixOf gives the bytes at the start of s that consist of the given characters.
func prefixOf(s, set string) int {
	for i, r := range s {
		if !strings.ContainsRune(set, r) {
			return i
		}
	}
	return len(s)
}

// closing gives the width of a closing bracket at the start of s.
func closing(s string) int {
	for _, c := range []string{"）", ")", "】", "〕"} {
		if strings.HasPrefix(s, c) {
			return len(c)
		}
	}
	return 0
}

// findSections reads the headings of the body, numbered ones first, then those
// that lost their number in copying and show by their place among siblings.
func (r *Report) findSections() {
	first, end := r.bodyBlocks()
	marks := make([]mark, len(r.Blocks))
	for i := first; i < end; i++ {
		if r.Blocks[i].Kind == Paragraph {
			marks[i] = readMark(r.text(r.Blocks[i].Span))
		}
	}
	r.restoreLost(marks, first, end)
	r.restoreUnnumbered(marks, first, end)
	n := 0
	for _, m := range marks {
		if m.level > 0 {
			n++
		}
	}
	r.Sections = slices.Grow(r.Sections, n)
	for i := first; i < end; i++ {
		if marks[i].level > 0 {
			r.addSection(i, marks[i])
		}
	}
	r.closeSections(end)
	r.nameKinds()
}

// bodyBlocks gives the blocks between the title and the signature or the list
// of attachments.
func (r *Report) bodyBlocks() (first, end int) {
	for first < len(r.Blocks) && r.Blocks[first].Kind != Paragraph {
		first++
	}
	end = len(r.Blocks)
	for i := first; i < len(r.Blocks); i++ {
		text := r.text(r.Blocks[i].Span)
		if rest, ok := strings.CutPrefix(text, "附件"); ok && i > first+2 && (strings.HasPrefix(strings.TrimLeft(rest, "1１ "), "：") || strings.HasPrefix(strings.TrimLeft(rest, "1１ "), ":")) {
			end = i
		}
	}
	return first, end
}

// addSection makes block i a section.
func (r *Report) addSection(i int, m mark) {
	b := &r.Blocks[i]
	line := r.text(b.Span)
	words := line[m.width:]
	sentence := words
	mark := 0
	if at := strings.Index(words, "。"); at >= 0 {
		sentence, mark = words[:at], len("。")
	}
	s := Section{Level: m.level, Number: m.number, Span: Span{Start: b.Span.Start, End: b.Span.Start + m.width + len(sentence)}}
	alone := len(strings.TrimSpace(words[len(sentence)+mark:])) == 0
	heading := strings.TrimSpace(sentence)
	switch {
	case m.level > 1 && longer(heading, maxHeading):
		s.Span.End = b.Span.Start + m.width
		b.Kind = Numbered
	case alone:
		s.Heading = strings.TrimRight(heading, "；;：: ")
		b.Kind = Heading
		s.Span.End = b.Span.Start + m.width + strings.Index(words, s.Heading) + len(s.Heading)
	default:
		s.Heading = heading
		b.Kind = RunIn
		b.HeadEnd = b.Span.Start + m.width + len(sentence) + mark
	}
	b.Section = len(r.Sections)
	r.Sections = append(r.Sections, s)
}

// closeSections sets where each section ends.
func (r *Report) closeSections(endBlock int) {
	end := len(r.Doc.Text)
	if endBlock < len(r.Blocks) {
		end = r.Blocks[endBlock].Span.Start
	}
	for i := range r.Sections {
		s := &r.Sections[i]
		s.End = end
		for _, next := range r.Sections[i+1:] {
			if next.Level <= s.Level {
				s.End = next.Span.Start
				break
			}
		}
	}
}

// restoreLost finds 2优化… among 1. and 3.: a number whose point was lost, seen
// because exactly it is missing between its neighbours.
func (r *Report) restoreLost(marks []mark, first, end int) {
	last := 0 // number of the level-3 mark before
	for i := first; i < end; i++ {
		if marks[i].level == 3 {
			last = arabic(marks[i].number)
			continue
		}
		if marks[i].level == 1 || marks[i].level == 2 {
			last = 0
			continue
		}
		line := r.text(r.Blocks[i].Span)
		n := prefixOf(line, arabicDigits)
		if n == 0 || last == 0 || arabic(line[:n]) != last+1 {
			continue
		}
		next, _ := utf8.DecodeRuneInString(line[n:])
		if next < 0x4E00 || next > 0x9FFF || strings.ContainsRune("年月日个件次人名场项份条起家户万亿千百余多处所村届批台套", next) {
			continue
		}
		marks[i] = finish(line, mark{3, line[:n], n})
		last++
	}
}

// arabic gives the value of a short number as printed, 0 if it is none.
func arabic(s string) int {
	n := 0
	for _, r := range s {
		switch {
		case r >= '0' && r <= '9':
			n = n*10 + int(r-'0')
		case r >= '０' && r <= '９':
			n = n*10 + int(r-'０')
		default:
			return 0
		}
	}
	return n
}

// ordinal gives the value of a Chinese heading number, 0 if it is none.
func ordinal(s string) int {
	n, digit := 0, 0
	for _, r := range s {
		switch i := strings.IndexRune("一二三四五六七八九", r); {
		case i >= 0:
			digit = i/len("一") + 1
		case r == '十':
			n += max(1, digit) * 10
			digit = 0
		default:
			return 0
		}
	}
	return n + digit
}

func runes(s string) int { return utf8.RuneCountInString(s) }

// longer tells whether a text has more than n characters. A paragraph has so many
// bytes that its characters need not be counted.
func longer(s string, n int) bool {
	return len(s) > n && (len(s) > n*utf8.UTFMax || runes(s) > n)
}
