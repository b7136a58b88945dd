package report

import (
	"strings"
	"unicode"
)

// maxHead bounds the lines before the body in which a title is looked for.
const maxHead = 16

// findTitle finds the title among the lines before the body: one line, or
// several that make one only together. Where a web page prints its own title
// and then the document's, the document's counts. The issuer's lines above
// 关于… belong to the title (guide, convention 4); a lead-in sentence is none.
func (r *Report) findTitle() {
	head := r.headLines()
	from, to := -1, -1
	for j := range head {
		for i := j; i >= max(0, j-3); i-- {
			joined := r.joinLines(head[i : j+1])
			if !titleLike(joined) {
				continue
			}
			if from < 0 || i > to { // a later title, or the first
				from, to = i, j
			}
			break
		}
	}
	if from < 0 {
		if t := r.Doc.Facts.Title; titleLike(t) {
			r.Title, r.Rules.Title = squash(t), "metadata"
		}
		return
	}
	for from > 0 && r.belongsAbove(head[from-1], r.joinLines(head[from:to+1])) {
		from--
	}
	for _, i := range head[from : to+1] {
		r.Blocks[i].Kind = TitleLine
	}
	r.Title, r.Rules.Title = r.joinLines(head[from:to+1]), "text"
	// What stands above the title is no body either: a document number, say.
	for _, i := range head[:from] {
		r.Blocks[i].Kind = Byline
	}
	for _, i := range head[to+1:] {
		if namesPart(r.text(r.Blocks[i].Span)) {
			break // the first heading, where no text stands before it
		}
		r.Blocks[i].Kind = Byline
	}
}

// headLines gives the blocks before the body: before the first prose, numbered
// heading or addressee.
func (r *Report) headLines() []int {
	var head []int
	for i := range r.Blocks {
		line := r.text(r.Blocks[i].Span)
		if i >= maxHead || isProse(line) || addressed(line) != nil || strings.HasSuffix(line, "：") || strings.HasSuffix(line, ":") {
			break
		}
		if m := readMark(line); m.level > 0 {
			break
		}
		head = append(head, i)
	}
	return head
}

// isProse tells a line that is text: a sentence with a full stop, or long with
// several commas.
func isProse(line string) bool {
	return longer(line, 14) && strings.HasSuffix(line, "。") ||
		longer(line, 29) && (strings.Contains(line, "。") || strings.Count(line, "，")+strings.Count(line, ",") >= 3) ||
		longer(line, 120)
}

func (r *Report) joinLines(blocks []int) string {
	var b strings.Builder
	for _, i := range blocks {
		b.WriteString(squash(r.text(r.Blocks[i].Span)))
	}
	return b.String()
}

// squash takes all white space out.
func squash(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

var (
	titleEndings  = []string{"报告", "报告表", "总结", "汇报", "情况", "小结", "年报", "公告", "公示", "通报", "自查", "述职"}
	titleSubjects = []string{"法治", "依法", "法制", "普法", "述法", "行政执法", "年度", "工作"}
)

// titleLike tells a whole title: it names the subject and ends like one, a
// bracket such as （2022年） left aside.
func titleLike(s string) bool {
	s = strings.TrimRight(s, "。*＊★ ")
	for _, pair := range []string{"（）", "()"} {
		open, shut := pair[:len(pair)/2], pair[len(pair)/2:]
		if strings.HasSuffix(s, shut) {
			if i := strings.LastIndex(s, open); i > 0 {
				s = s[:i]
			}
		}
	}
	if !longer(s, 5) || longer(s, 70) || strings.ContainsAny(s, "。；;") || strings.HasPrefix(s, "附") {
		return false
	}
	if hasSuffixOf(s, []string{"打算", "计划", "安排", "思路"}) { // 2022年工作总结及2023年工作打算
		return containsOf(s, []string{"总结", "报告", "汇报"}) && containsOf(s, titleSubjects)
	}
	return hasSuffixOf(s, titleEndings) && containsOf(s, titleSubjects)
}

// belongsAbove tells a line above a title that is its beginning: an issuer, or
// a first part that leaves off where the title's line goes on.
func (r *Report) belongsAbove(block int, title string) bool {
	line := squash(r.text(r.Blocks[block].Span))
	if line == "" || titleLike(line) || longer(line, 40) || strings.ContainsAny(line, "。：:；;？！") || documentNumber(line) {
		return false
	}
	if isBody(line) && !strings.HasPrefix(title, "关于") && namesTown(title) && !namesTown(line) {
		return false // 台儿庄区人民政府 over 涧头集镇2022年度…报告: whose page it is
	}
	if isBody(line) || isTownName(line) || strings.HasPrefix(title, "关于") {
		return true
	}
	return strings.Contains(line, "年") || strings.HasPrefix(title, "法治政府") || strings.HasSuffix(line, "关于")
}

// namesTown tells whether a line names a town, by the word for its kind.
func namesTown(line string) bool {
	return containsOf(line, []string{"镇", "乡", "街道", "苏木"})
}

// documentNumber tells 双府〔2022〕3号.
func documentNumber(line string) bool {
	return strings.HasSuffix(line, "号") && strings.ContainsAny(line, arabicDigits) && runes(line) < 30
}

func hasSuffixOf(s string, endings []string) bool {
	for _, e := range endings {
		if strings.HasSuffix(s, e) {
			return true
		}
	}
	return false
}

func containsOf(s string, words []string) bool {
	for _, w := range words {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}
