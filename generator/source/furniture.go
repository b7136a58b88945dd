package source

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/pelletier/go-toml/v2"
)

// furnitureData is the list of what web pages leave round a report.
//
//go:embed furniture.toml
var furnitureData []byte

// A label is a word of web furniture and what follows it.
type label struct {
	word, value, fact string
}

type furnitureList struct {
	Label []struct {
		Words       []string
		Value, Fact string
	}
	Breadcrumb struct{ Words, Separators []string }
	Tail       struct{ Words []string }
	EmptyTail  struct{ Words []string } `toml:"empty_tail"`
	Examples   struct{ Furniture, Text []string }

	byFirst map[rune][]label // labels by first character, longest first
}

var furniture = sync.OnceValue(func() *furnitureList {
	list := &furnitureList{byFirst: map[rune][]label{}}
	if err := toml.Unmarshal(furnitureData, list); err != nil {
		panic(fmt.Sprintf("furniture.toml: %v", err)) // embedded: a test loads it
	}
	for _, l := range list.Label {
		for _, word := range l.Words {
			first, _ := utf8.DecodeRuneInString(word)
			list.byFirst[first] = append(list.byFirst[first], label{word, l.Value, l.Fact})
		}
	}
	for _, labels := range list.byFirst {
		slices.SortStableFunc(labels, func(a, b label) int { return len(b.word) - len(a.word) })
	}
	return list
})

// headLines bounds how far into a file the furniture before the body is looked
// for: the longest real one (menus, metadata twice, buttons) had 41 lines.
const headLines = 80

// markFurniture finds the furniture before and after the body, marks its lines
// as not kept, and gathers what they state.
func markFurniture(lines []line) Facts {
	list := furniture()
	var facts Facts
	for _, read := range []func(string) []foundLabel{list.whole, list.scattered} { // what is read whole goes before
		for i := range lines {
			if l := &lines[i]; l.outside {
				l.kept = false
				for _, f := range read(l.labelled()) {
					facts.set(f.fact, f.value)
				}
			}
		}
	}
	markMail(lines)
	body, end := bodyLines(lines)
	var pending foundLabel      // whose value should stand on the next line
	seen := map[string]string{} // values, and what they were stated as
	head := min(body, headLines)
	for i := 0; i < head; i++ {
		l := &lines[i]
		if l.text == "" || l.outside {
			continue
		}
		found, ok := list.read(l.labelled())
		switch {
		case ok:
			l.kept = false
			pending = foundLabel{}
			for _, f := range found {
				if f.value != "" {
					seen[f.value] = f.fact
					facts.set(f.fact, f.value)
				} else {
					pending = f
				}
			}
		case pending.bareValue(l.text):
			l.kept = false
			seen[l.text] = pending.fact
			facts.set(pending.fact, l.text)
			pending = foundLabel{}
		case isSeen(seen, l.text) && !(isIssuer(l.text) && (seen[l.text] == "publisher" || seen[l.text] == "source") && opensTitle(lines[i+1:])):
			l.kept = false // the metadata block printed a second time, values only
		case list.breadcrumb(l.text):
			l.kept = false
			pending = foundLabel{}
		default:
			pending = foundLabel{}
		}
	}
	tail := false
	for i := end; i < len(lines); i++ {
		l := &lines[i]
		if l.text == "" || l.outside {
			continue
		}
		if tail || hasPrefixOf(l.text, list.Tail.Words) {
			l.kept, tail = false, true
		} else if found, ok := list.read(l.labelled()); ok || list.breadcrumb(l.text) {
			l.kept = false
			for _, f := range found {
				facts.set(f.fact, f.value)
			}
		}
	}
	for i := len(lines) - 1; i >= end; i-- { // 附件: with nothing behind it
		l := &lines[i]
		if l.text == "" || !l.kept {
			continue
		}
		if !slices.Contains(list.EmptyTail.Words, strings.TrimRight(l.text, ":： ")) {
			break
		}
		l.kept = false
	}
	for i := body; i < end; i++ {
		if pageNumber(lines[i].text) {
			lines[i].kept = false
		}
	}
	return facts
}

// isIssuer tells the name of a body that reports.
func isIssuer(text string) bool {
	return endsWith(text, "政府", "办事处", "委员会", "党委", "党工委")
}

func isSeen(seen map[string]string, text string) bool {
	_, ok := seen[text]
	return ok
}

// opensTitle tells lines the first of which goes on with the title of a body that the
// line before names: 某某镇人民政府, 关于2021年度法治政府建设情况的报告.
func opensTitle(lines []line) bool {
	for _, l := range lines {
		if l.text != "" {
			return strings.HasPrefix(l.text, "关于")
		}
	}
	return false
}

// bodyLines finds the first line of the body and the line after its last: a
// line of 30 characters and more with a full stop or two commas, or one that
// opens with 一、. A text without any such line is all body.
func bodyLines(lines []line) (first, end int) {
	isBody := func(l line) bool { return !l.outside && (strings.HasPrefix(l.text, "一、") || l.isProse()) }
	first = slices.IndexFunc(lines, isBody)
	if first < 0 {
		return len(lines), len(lines)
	}
	for end = len(lines); !isBody(lines[end-1]); {
		end--
	}
	return first, end
}

func (l line) isProse() bool {
	return l.runes >= 30 && len(l.text) >= 60 && (strings.Contains(l.text, "。") || strings.Count(l.text, "，")+strings.Count(l.text, ",") >= 2) &&
		strings.Count(l.text, ">")+strings.Count(l.text, "|") < 2
}

// labelled is a line as labels are read in it: between the cells of a table stand bars.
func (l *line) labelled() string {
	if l.row {
		return strings.ReplaceAll(l.text, "\t", "|")
	}
	return l.text
}

// A found label is one that a line carries, with its value.
type foundLabel struct {
	fact, value, kind string
}

// read takes a line apart into labels and values; ok if nothing else is in it.
func (list *furnitureList) read(text string) (found []foundLabel, ok bool) {
	if len(text) > 600 {
		return nil, false
	}
	rest := strings.TrimLeft(text, labelMarks)
	if rest != "" && list.onlyChoices(rest) {
		return nil, true
	}
	for rest != "" {
		l, n := list.labelAt(rest)
		if l == nil {
			return nil, false
		}
		rest = rest[n:]
		after := strings.TrimLeft(rest, " \t\u3000")
		colon := strings.HasPrefix(after, ":") || strings.HasPrefix(after, "：")
		bar := strings.HasPrefix(after, "|")
		f := foundLabel{fact: l.fact, kind: l.value}
		switch value := strings.TrimLeft(after, labelMarks); l.value {
		case "date":
			f.value, n = readDate(value)
			if n == 0 && !colon && !bar && after != "" {
				return nil, false
			}
			rest = value[n:]
		case "number":
			n = len(value) - len(strings.TrimLeft(value, "0123456789０１２３４５６７８９-—"))
			if n == 0 && !colon && after != "" {
				return nil, false
			}
			rest = value[n:]
		case "words":
			if !colon && !bar && after != "" {
				return nil, false
			}
			f.value = list.wordsValue(value, bar)
			rest = value[len(f.value):]
			f.value = strings.TrimRight(f.value, labelMarks)
		case "choices":
			n = len(value) - len(strings.TrimLeft(value, "大中小默认超特标准较AＡ+＋-－ \t\u3000[]【】〖〗〔〕{}｛｝|"))
			rest = value[n:]
		default:
			// A button: nothing may follow but marks and further labels.
			if next, _ := list.labelAt(after); after != "" && !strings.ContainsRune(labelMarks, firstRune(rest)) && next == nil {
				return nil, false
			}
		}
		found = append(found, f)
		rest = strings.TrimLeft(rest, labelMarks)
	}
	return found, len(found) > 0
}

// whole gives what a line states of which nothing is left.
func (list *furnitureList) whole(text string) []foundLabel {
	found, ok := list.read(text)
	if !ok {
		return nil
	}
	return found
}

// scattered gives the dates that a line outside of the text states among other words, if
// it begins with a label: 发布者：某某镇 发布时间：2021-01-20 朗读全文. A list of other articles has
// their dates behind their titles.
func (list *furnitureList) scattered(text string) (found []foundLabel) {
	rest := strings.TrimLeft(text, labelMarks)
	if l, _ := list.labelAt(rest); l == nil || len(text) > 600 {
		return nil
	}
	opens := true // a label may begin here
	for rest != "" {
		l, n := list.labelAt(rest)
		if l == nil || !opens || l.value != "date" {
			r, n := utf8.DecodeRuneInString(rest)
			opens = strings.ContainsRune(labelMarks, r)
			rest = rest[n:]
			continue
		}
		word := rest[:n]
		rest = rest[n:]
		after := strings.TrimLeft(rest, " \t\u3000")
		value := strings.TrimLeft(after, ":： \t\u3000")
		if date, n := readDate(value); n > 0 && value != after {
			if l.fact != "" && word != "时间" && word != "日期" { // 会议时间, 有效日期
				found = append(found, foundLabel{fact: l.fact, value: date, kind: l.value})
			}
			rest = value[n:]
		}
		opens = false
	}
	return found
}

// labelMarks may stand between labels.
const labelMarks = " \t\u3000:：|｜[]【】〖〗〔〕()（）<>《》·•,，.。…-—/\\!！?？;；"

// labelAt gives the label that a text opens with, the longest, and its bytes of
// the text: 文　号 is 文号, set wide. nil if there is none.
func (list *furnitureList) labelAt(text string) (*label, int) {
	labels := list.byFirst[firstRune(text)]
	var wide *label
	size := 0
	for i := range labels {
		l := &labels[i]
		n := widePrefix(text, l.word)
		switch {
		case n == 0:
		case wide == nil && n > len(l.word):
			wide, size = l, n
		case n == len(l.word) && (wide == nil || l.value == "choices"):
			return l, n // 字号　大 is a label and a choice, and not the button 字号大
		}
	}
	return wide, size
}

// widePrefix gives the bytes that a word has at the start of text, blanks between its
// characters left aside; 0 if the text opens otherwise.
func widePrefix(text, word string) int {
	n := 0
	for i, r := range word {
		if i > 0 {
			n += len(text[n:]) - len(strings.TrimLeft(text[n:], " \u3000"))
		}
		if firstRune(text[n:]) != r {
			return 0
		}
		n += utf8.RuneLen(r)
	}
	return n
}

// onlyChoices tells a line of nothing but 大 中 小.
func (list *furnitureList) onlyChoices(text string) bool {
	return strings.Contains(text, "大") && strings.Contains(text, "小") && strings.Trim(text, "大中小 \t\u3000[]【】|") == ""
}

// wordsValue gives the value of a label that is text: it ends at a bar, or
// where blanks or a mark are followed by the next label and a colon.
func (list *furnitureList) wordsValue(text string, bar bool) string {
	if bar {
		if i := strings.IndexAny(text, "|｜"); i >= 0 {
			return text[:i]
		}
		return text
	}
	if l, n := list.labelAt(text); l != nil && strings.IndexAny(strings.TrimLeft(text[n:], " \t\u3000"), ":：") == 0 {
		return "" // 文号：    发布日期：2024年1月25日
	}
	for i, r := range text {
		if r != ' ' && r != '\t' && r != '\u3000' && r != '【' && r != '[' && r != '|' {
			continue
		}
		next := strings.TrimLeft(text[i:], labelMarks)
		if l, n := list.labelAt(next); l != nil {
			after := strings.TrimLeft(next[n:], " \t\u3000")
			if l.value == "none" || l.value == "choices" || after == "" || strings.HasPrefix(after, ":") || strings.HasPrefix(after, "：") {
				return text[:i]
			}
		}
	}
	return text
}

// breadcrumb tells a line that says where on a site a page stands.
func (list *furnitureList) breadcrumb(text string) bool {
	text = strings.TrimLeft(text, labelMarks+"0123456789")
	if len(text) > 400 || strings.Contains(text, "。") || !hasPrefixOf(text, list.Breadcrumb.Words) {
		return false
	}
	for _, word := range list.Breadcrumb.Words {
		if after, ok := strings.CutPrefix(text, word); ok && strings.TrimLeft(after, labelMarks) == "" {
			return true
		}
	}
	for _, mark := range list.Breadcrumb.Separators {
		if strings.Contains(text, mark) {
			return true
		}
	}
	return strings.Contains(text, "：") || strings.Contains(text, ":")
}

// bareValue tells whether a line can be the value of a label on the line
// before. A title or an issuer's line must not be taken for one.
func (f foundLabel) bareValue(text string) bool {
	switch f.kind {
	case "date":
		_, n := readDate(text)
		return n == len(text)
	case "number":
		return strings.Trim(text, "0123456789-—次人") == ""
	case "words":
		if runes(text) > 40 || f.fact == "title" || hasPrefixOf(text, []string{"关于", "中共"}) {
			return false
		}
		for _, word := range []string{"报告", "总结", "汇报", "法治", "情况", "。", "，", "；", "：", ":"} {
			if strings.Contains(text, word) {
				return false
			}
		}
		return f.fact == "publisher" || f.fact == "source" || !strings.HasSuffix(text, "委员会") && !strings.HasSuffix(text, "政府") && !strings.HasSuffix(text, "办事处")
	}
	return false
}

// pageNumber tells a line that is nothing but a page's number: — 3 —, 第3页 共5页.
func pageNumber(text string) bool {
	if text == "" || len(text) > 40 {
		return false
	}
	rest := strings.Trim(text, "-—–－ \t")
	digits := strings.Trim(rest, "0123456789") == "" && rest != ""
	if digits && rest != text {
		return strings.ContainsAny(text[:1]+text[len(text)-1:], "-") || strings.HasPrefix(text, "—") || strings.HasPrefix(text, "–") || strings.HasPrefix(text, "－")
	}
	return strings.HasPrefix(rest, "第") && strings.HasSuffix(rest, "页") && strings.Trim(rest, "第共页/ 0123456789，,") == ""
}

// set keeps the first value stated for a fact.
func (f *Facts) set(fact, value string) {
	field := map[string]*string{
		"title": &f.Title, "published": &f.Published, "signed": &f.Signed, "publisher": &f.Publisher,
		"number": &f.Number, "index": &f.Index, "source": &f.Source,
	}[fact]
	if field == nil || *field != "" || value == "" {
		return
	}
	if fact == "published" || fact == "signed" {
		date, n := readDate(value)
		if n == 0 {
			return
		}
		value = date
		if fact == "signed" {
			value = value[:10]
		}
	}
	*field = value
}

// fill takes what other facts state and f does not.
func (f *Facts) fill(other Facts) {
	for _, fact := range []struct{ name, value string }{
		{"title", other.Title}, {"published", other.Published}, {"signed", other.Signed}, {"publisher", other.Publisher},
		{"number", other.Number}, {"index", other.Index}, {"source", other.Source},
	} {
		f.set(fact.name, fact.value)
	}
}

func hasPrefixOf(text string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.HasPrefix(text, w) })
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}
