package source

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// A report copied out of a page may have lost its line ends: all of it, or each of its
// parts, stands in one line. Where such a line is divided, its title, headings and signature stand
// on lines of their own again; nothing else of it changes.

const (
	flatLine = 900 // bytes: no shorter line is looked at
	flatHead = 100 // characters in which a title ends
)

// divide cuts lines that run on through several headings. It gives the lines, and for each
// the line of the file that it lies in.
func divide(text string, spans []Span, keep func(line int) bool) (parts []Span, of []int) {
	total, long := 0, false
	for i, s := range spans {
		if !keep(i) {
			total += s.End - s.Start
			long = long || s.End-s.Start >= flatLine
		}
	}
	of = make([]int, 0, len(spans))
	if !long {
		for i := range spans {
			of = append(of, i)
		}
		return spans, of
	}
	for i, s := range spans {
		start := s.Start
		if line := text[s.Start:s.End]; !keep(i) && len(line) >= flatLine {
			for _, at := range flatCuts(line, len(line)*10 >= total*7) {
				parts, of = append(parts, Span{start, s.Start + at}), append(of, i)
				start = s.Start + at
			}
		}
		parts, of = append(parts, Span{start, s.End}), append(of, i)
	}
	return parts, of
}

// flatCuts gives the bytes where a line is cut, in order; whole tells that it holds
// nearly all of the file.
func flatCuts(line string, whole bool) []int {
	cuts := []int{}
	first, end := len(line)-len(strings.TrimLeft(line, " \t\u3000\u00A0")), len(line)
	sections := marked(line, first, end, chineseMark, whole)
	if !whole || len(sections) < 2 { // one part of a report at most: 重点做好：一、…；二、… is a list inside it
		sections = nil
		if isMark(line[first:], chineseMark) {
			sections = []int{first}
		} else if !whole {
			return nil
		}
	}
	if whole {
		cuts = append(cuts, indents(line)...)
		front := line
		if len(sections) > 0 {
			front = line[:sections[0]]
		}
		cuts = append(cuts, frontCuts(front)...)
		cuts = append(cuts, signatureCuts(line)...)
	}
	for i, from := range sections {
		to := end
		if i+1 < len(sections) {
			to = sections[i+1]
		}
		items := marked(line, from, to, bracketMark, true)
		if len(items) < 2 {
			items = nil
		}
		if items == nil && !whole {
			continue // a paragraph as any other
		}
		cuts = append(append(cuts, from), items...)
		next := to
		if len(items) > 0 {
			next = items[0]
		}
		for k, start := range append([]int{from}, items...) {
			stop := to
			if k < len(items) {
				stop = items[k]
			}
			n := listStart(line[start:stop])
			if k == 0 {
				n = headingEnd(line[start:next])
			}
			if n > 0 {
				start += n
				cuts = append(cuts, start)
			}
			if points := marked(line, start, stop, arabicMark, false); len(points) >= 2 {
				cuts = append(cuts, points...)
			}
		}
	}
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	return slices.DeleteFunc(cuts, func(at int) bool { return at <= first || strings.TrimSpace(line[at:]) == "" })
}

// A mark reads the mark of a heading at the start of a text: its number, and its bytes; 0 for none.
type mark func(text string) (number, size int)

func isMark(text string, read mark) bool {
	_, n := read(text)
	return n > 0
}

// chineseMark reads 三、.
func chineseMark(text string) (number, size int) {
	n := len(text) - len(strings.TrimLeft(text, "一二三四五六七八九十"))
	if n == 0 || n > len("二十一") || !strings.HasPrefix(text[n:], "、") {
		return 0, 0
	}
	return ordinalOf(text[:n]), n + len("、")
}

// bracketMark reads （三） and (三).
func bracketMark(text string) (number, size int) {
	rest, wide := strings.CutPrefix(text, "（")
	if !wide {
		var narrow bool
		if rest, narrow = strings.CutPrefix(text, "("); !narrow {
			return 0, 0
		}
	}
	n := len(rest) - len(strings.TrimLeft(rest, "一二三四五六七八九十"))
	if n == 0 || n > len("二十一") || !strings.HasPrefix(rest[n:], "）") && !strings.HasPrefix(rest[n:], ")") {
		return 0, 0
	}
	return ordinalOf(rest[:n]), len(text) - len(rest) + n + utf8.RuneLen(firstRune(rest[n:]))
}

// arabicMark reads 3. and 3、 before a word.
func arabicMark(text string) (number, size int) {
	number, n := readInt(text, 2)
	if n == 0 {
		return 0, 0
	}
	for _, point := range []string{".", "．", "、"} {
		if rest, ok := strings.CutPrefix(text[n:], point); ok {
			if r := firstRune(strings.TrimLeft(rest, " ")); r < 0x4E00 || r > 0x9FFF {
				return 0, 0
			}
			return number, n + len(point)
		}
	}
	return 0, 0
}

// ordinalOf reads 一 to 九十九, 0 for anything else.
func ordinalOf(digits string) int {
	unit := func(s string) int { return strings.Index("一二三四五六七八九", s)/len("一") + 1 }
	tens, ones, ten := strings.Cut(digits, "十")
	switch {
	case !ten && len(digits) == len("一"):
		return unit(digits)
	case !ten || len(tens) > len("一") || len(ones) > len("一") || strings.Contains(ones, "十"):
		return 0
	}
	n := 10
	if tens != "" {
		n = 10 * unit(tens)
	}
	if ones != "" {
		n += unit(ones)
	}
	return n
}

// marked gives where the marks of one kind stand in line[from:to], each with the number
// that follows on the one before; one may have been lost. Unless anywhere is set, a mark
// stands behind one that ends a sentence.
func marked(line string, from, to int, read mark, anywhere bool) (found []int) {
	last, before := 0, ' '
	for i := from; i < to; {
		r, size := utf8.DecodeRuneInString(line[i:to])
		opens := i == from || before == ' ' || strings.ContainsRune("。：；！？:;!”）)】\u3000\u00A0\t", before)
		if r == '（' || r == '(' {
			opens = !strings.ContainsRune("第条款项、；;", before) && (opens || anywhere)
		} else if last > 0 && strings.ContainsRune("：；:;", before) {
			opens = false // 做了以下工作：一、…；二、…
		}
		if opens {
			number, n := read(line[i:to])
			if n > 0 && (number == last+1 || number == last+2 && last > 0) && !strings.ContainsRune("、项款", firstRune(line[i+n:])) {
				found, last = append(found, i), number
				i += n
				before = ' '
				continue
			}
		}
		before = r
		i += size
	}
	return found
}

// indents gives where a line has blanks as a paragraph begins with them, if it has them
// again and again.
func indents(line string) (found []int) {
	for _, m := range indent.FindAllStringIndex(line, -1) {
		found = append(found, m[0])
	}
	if len(found) < 5 {
		return nil
	}
	return found
}

var indent = regexp.MustCompile(`\x{3000}{2,}|[ \x{A0}]{4,}`)

// frontCuts gives where the title ends, the names under it and the addressee, in what
// stands before the first heading.
func frontCuts(front string) (cuts []int) {
	from := 0
	if m := numbered.FindStringIndex(front); m != nil {
		from = m[1]
		cuts = append(cuts, from)
	}
	at := titleEnd(front[from:])
	if at == 0 {
		return nil
	}
	at += from
	cuts = append(cuts, at)
	if m := underTitle.FindStringSubmatchIndex(front[at:]); m != nil {
		at += m[3]
		cuts = append(cuts, at)
	}
	if m := addressee.FindStringIndex(front[at:]); m != nil {
		cuts = append(cuts, at+m[1])
	}
	return cuts
}

// titleEnd gives the bytes of the title that a text opens with, 0 for none.
func titleEnd(text string) int {
	n := 0
	for i, r := range text {
		if n++; n > flatHead || strings.ContainsRune("。！；，,;向", r) {
			return 0
		}
		head := text[:i]
		if !endsWith(head, "报告", "总结", "汇报") || !strings.Contains(head, "法治") && !strings.Contains(head, "依法") && !strings.Contains(head, "法制") || strings.Contains(head, "现将") {
			continue
		}
		if strings.ContainsRune("）)》”的如进工中是会并制提等和与及以或、送", r) {
			continue
		}
		if r == '（' {
			if n := strings.Index(text[i:], "）"); n > 0 && n < 30 && !strings.Contains(text[i:i+n], "月") {
				return i + n + len("）")
			}
		}
		return i
	}
	return 0
}

func endsWith(text string, words ...string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.HasSuffix(text, w) })
}

var (
	// numbered is the number of a document, before its title.
	numbered = regexp.MustCompile(`^[ \x{3000}]*\p{Han}{1,12}[〔\[［]20\d\d[〕\]］]\d{1,4}号`)
	// underTitle is the body that stands between the title and the year that the text opens with.
	underTitle = regexp.MustCompile(`^[ \x{3000}]*(\p{Han}{2,20}(?:人民政府|办事处|委员会))[ \x{3000}]*(?:20\d\d|２０|二〇|今年|近年|一年来)`)
	addressee  = regexp.MustCompile(`^[ \x{3000}]*(?:[\p{Han}（）]{1,20}(?:委|政府|办|局|办公室|委员会)[、，]?){1,4}[：:]`)
	// closingDate is the day that a text ends with, and before it who signs.
	closingDate = regexp.MustCompile(`(?:20\d\d|２０\p{Nd}\p{Nd}|二[〇○零]\p{Han}{2})[ ]*年[ ]*(?:\p{Nd}{1,2}|[一二三四五六七八九十]{1,2})[ ]*月[ ]*(?:\p{Nd}{1,2}|[一二三四五六七八九十]{1,3})[ ]*日[ \x{3000}]*$`)
)

// maxSigned is how many bytes a signature has.
const maxSigned = 300

// signatureCuts gives where the signature begins behind the last sentence, and its date.
func signatureCuts(line string) []int {
	tail := max(strings.LastIndex(line, "。")+len("。"), len(line)-maxSigned)
	if tail < len("。") || tail >= len(line) || !utf8.RuneStart(line[tail]) {
		return nil
	}
	m := closingDate.FindStringIndex(line[tail:])
	if m == nil || !strings.HasSuffix(line[:tail], "。") {
		return nil
	}
	return []int{tail, tail + m[0]}
}

// Words that a heading ends with, those that a text begins with behind it, and those
// that go on with the heading.
var (
	headEnds  = []string{"情况", "成效", "举措", "做法", "成绩", "亮点", "不足", "问题", "原因", "打算", "安排", "计划", "措施", "思路", "方向", "重点", "任务", "工作", "建设", "职责", "差距", "短板"}
	firmEnds  = []string{"情况", "成效", "举措", "做法", "不足", "原因", "打算", "安排"} // behind which nearly anything begins the text
	goOn      = []string{"和", "及", "与", "、", "，", ",", "的", "等", "以", "或", "并", "（", "(", "：", ":", "”", "汇", "报", "通", "下", "部署", "显著", "明显", "之", "方面", "如", "表", "是", "有", "在", "中", "进"}
	bodyOpens = []string{"20", "２０", "一是", "（一）", "(一)", "1.", "一年来", "今年", "近年", "我镇", "我乡", "我街", "本镇", "本乡", "全镇", "全乡", "虽然", "尽管", "在", "镇党", "乡党", "党工委", "街道", "党政主要负责人", "对照", "对标", "总的来看", "还存在", "仍存在", "主要表现", "主要是", "下一步", "围绕", "坚持", "按照", "始终", "回顾", "取得", "目前"}
)

// headMost is how many characters the heading of a part has at most.
const headMost = 45

// headingEnd gives the bytes of the heading that a part opens with, where its text
// follows without any mark; 0 where that cannot be told.
func headingEnd(part string) int {
	n := 0
	for i, r := range part {
		if n++; n > headMost || r == '。' {
			return 0
		}
		if endsWith(part[:i], headEnds...) && hasPrefixOf(part[i:], bodyOpens) || i > len("不足") && endsWith(part[:i], firmEnds...) && !hasPrefixOf(part[i:], goOn) {
			return i
		}
	}
	return listStart(part)
}

// listStart gives where 一是 or 1. follows a heading without any mark, 0 where none does.
func listStart(part string) int {
	n := 0
	for i, r := range part {
		if n++; n > headMost || strings.ContainsRune("。：；:;", r) {
			return 0
		}
		if before, _ := utf8.DecodeLastRuneInString(part[:i]); before < 0x4E00 || before > 0x9FFF || strings.ContainsRune("统之唯第万", before) {
			continue
		}
		if number, _ := arabicMark(part[i:]); number == 1 || strings.HasPrefix(part[i:], "一是") {
			return i
		}
	}
	return 0
}
