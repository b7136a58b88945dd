package page

import (
	"regexp"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"zhenjian/generator/report"
)

// A gistLine is a few words of a report, as it has them, and the link to where
// they stand.
type gistLine struct {
	Text string
	Cut  bool // the sentence goes on
	Href string
}

// gistRunes is the length that a line of a card is cut to, at the end of a clause:
// two lines of large type on a sheet of A4.
const gistRunes = 56

var (
	sectionMark = regexp.MustCompile(`^(?:[（(]?[一二三四五六七八九十]+[、.．)）]+|[（(]?[0-9０-９]{1,2}[、.．)）]+|[①-⑳])\s*`)
	listMark    = regexp.MustCompile(`(?:^|[。；;：:，,])\s*(?:[一二三四五六七八九十]是(?:要)?|第[一二三四五六七八九十][，、,：:]|[（(][一二三四五六七八九十0-9]{1,2}[）)]|[0-9]{1,2}[、.．])`)
	sentenceEnd = regexp.MustCompile(`[。；;！!\n]`)
	leadIn      = regexp.MustCompile(`如下|以下|主要(?:表现|体现)在|为此|现将`)
)

// gist gives at most n lines of what a report says in its sections of a kind: the
// headings below, or the items of its lists, or its sentences, whichever come
// first in this order and are two or more. page is the report's page as seen from
// the card.
func gist(t *Text, kind report.Kind, n int, page string, anchors []anchor) []gistLine {
	var heads, items, sentences []report.Span
	inside, level := false, 0
	for _, b := range t.Blocks {
		if b.Section >= 0 {
			section := t.Sections[b.Section]
			if section.Level == 1 {
				inside = slices.Contains(section.Kinds, kind)
			}
			if inside && section.Level > 1 {
				if level == 0 {
					level = section.Level
				}
				if section.Level == level {
					heads = append(heads, gistHead(t, b, section.Headed, section.Span))
				}
			}
		}
		if !inside || b.Kind == report.TableRow {
			continue
		}
		body := b.Span
		switch {
		case b.Kind == report.RunIn:
			body.Start = b.HeadEnd
		case b.Section >= 0 && t.Sections[b.Section].Headed:
			continue // nothing but the heading
		}
		items = append(items, listItems(t, body)...)
		sentences = append(sentences, plainSentences(t, body)...)
	}
	lines := sentences
	switch {
	case len(heads) > 1:
		lines = heads
	case len(items) > 1:
		lines = items
	}
	var out []gistLine
	for _, span := range lines[:min(n, len(lines))] {
		line := gistLine{Text: t.of(span), Href: page}
		line.Text, line.Cut = cutClause(line.Text, gistRunes)
		if i := sort.Search(len(anchors), func(i int) bool { return anchors[i].start > span.Start }); i > 0 {
			line.Href += "#" + anchors[i-1].id
		}
		out = append(out, line)
	}
	return out
}

// gistHead gives the words of a section's heading, or the first sentence of one
// that has none, without the number.
func gistHead(t *Text, b report.Block, headed bool, heading report.Span) report.Span {
	span := heading
	if !headed {
		span = b.Span
	}
	text := t.of(span)
	skip := len(sectionMark.FindString(text))
	end := len(text)
	if i := sentenceEnd.FindStringIndex(text[skip:]); i != nil {
		end = skip + i[0]
	}
	return report.Span{Start: span.Start + skip, End: span.Start + end}
}

// listItems gives the items 一是… 二是… of a paragraph, each as far as its sentence
// goes, without the mark.
func listItems(t *Text, body report.Span) []report.Span {
	text := t.of(body)
	var out []report.Span
	for _, m := range listMark.FindAllStringIndex(text, -1) {
		end := len(text)
		if i := sentenceEnd.FindStringIndex(text[m[1]:]); i != nil {
			end = m[1] + i[0]
		}
		if end-m[1] >= 12 { // four hanzi
			out = append(out, report.Span{Start: body.Start + m[1], End: body.Start + end})
		}
	}
	return out
}

// plainSentences gives the sentences of a paragraph but those that only lead to
// what follows.
func plainSentences(t *Text, body report.Span) []report.Span {
	text := t.of(body)
	var out []report.Span
	for at := 0; at < len(text); {
		end, next := len(text), len(text)
		if i := sentenceEnd.FindStringIndex(text[at:]); i != nil {
			end, next = at+i[0], at+i[1]
		}
		sentence := strings.TrimSpace(text[at:end])
		start := at + strings.Index(text[at:end], sentence)
		if utf8.RuneCountInString(sentence) >= 6 && !leadIn.MatchString(sentence) && !strings.HasSuffix(sentence, "：") {
			out = append(out, report.Span{Start: body.Start + start, End: body.Start + start + len(sentence)})
		}
		at = next
	}
	return out
}

// cutClause cuts a text to at most n characters, behind a clause if there is one
// in its second half.
func cutClause(text string, n int) (string, bool) {
	if utf8.RuneCountInString(text) <= n {
		return text, false
	}
	at := len(text)
	for i := range text {
		if n--; n < 0 {
			at = i
			break
		}
	}
	head := text[:at]
	if i := strings.LastIndexAny(head, "，；、,"); i > len(head)/2 {
		head = head[:i]
	}
	return head, true
}
