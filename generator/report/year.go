package report

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"zhenjian/generator/source"
)

// findYear settles the year reported on. The title decides where it names one.
// Otherwise every place that tells it has votes, and the date of issue counts
// as one voice among them: reports are signed from January to June for the
// year before, and in October to December for the year itself.
func (r *Report) findYear() {
	title := r.Title
	if year, part := yearIn(title); year > 0 {
		r.Year, r.Part, r.Rules.Year = year, part, "title"
		return
	}
	_, r.Part = yearIn("0000年" + title)
	if year, part := yearIn(r.Doc.Facts.Title); year > 0 {
		r.Year, r.Part, r.Rules.Year = year, part, "metadata"
		return
	}
	votes := map[int]int{}
	rule := map[int]string{}
	vote := func(year, weight int, why string) {
		if year == 0 {
			return
		}
		if _, ok := rule[year]; !ok {
			rule[year] = why
		}
		votes[year] += weight
	}
	for _, s := range r.Sections {
		if s.Level != 1 {
			continue
		}
		year, _ := yearIn(s.Heading)
		switch {
		case year == 0:
		case s.Kind == Plans:
			vote(year-1, 6, "plans heading")
		case len(s.Also) > 0: // 存在问题及2025年工作安排: whose year it is stays open
			if slices.Contains(s.Also, Plans) && strings.Index(s.Heading, "年") > len(s.Heading)/3 {
				vote(year-1, 4, "plans heading")
			}
		default:
			vote(year, 6, "heading")
		}
	}
	seen := 0
	for _, b := range r.Blocks {
		if b.Kind == Signature || b.Kind == TitleLine {
			continue
		}
		line := r.text(b.Span)
		if seen < 3 && isProse(line) {
			seen++
			if at := strings.Index(line, "现将"); at >= 0 {
				if year, _ := yearIn(line[at:]); year > 0 {
					vote(year, 8, "opening")
				}
			}
			if year, n := readYear(line); year > 0 && strings.HasPrefix(strings.TrimLeft(line[n:], " "), "年") {
				vote(year, 5, "opening")
			}
		}
	}
	if len(r.Issued) >= 7 {
		year, month := arabic(r.Issued[:4]), r.Issued[5:7]
		if month >= "10" {
			vote(year, 3, "date of issue")
			vote(year-1, 1, "date of issue")
		} else {
			vote(year-1, 4, "date of issue")
		}
	}
	r.bodyYears(vote)
	if len(votes) == 0 {
		if year, _ := yearIn(r.Doc.Path); year > 0 {
			r.Year, r.Rules.Year = year, "file name"
			return
		}
		r.problem(source.NoYear, -1)
		return
	}
	years := make([]int, 0, len(votes))
	for year := range votes {
		years = append(years, year)
	}
	slices.SortFunc(years, func(a, b int) int { return cmp.Or(cmp.Compare(votes[b], votes[a]), cmp.Compare(b, a)) })
	r.Year, r.Rules.Year = years[0], rule[years[0]]
	if len(years) > 1 && votes[years[1]]*3 > votes[years[0]]*2 {
		r.problem(source.YearUnsure, -1, RuleName(r.Rules.Year), years[0], years[1])
	}
}

// bodyYears lets the years named in the body vote, up to 4 for the commonest:
// outside 《》 and ranges, which name plans of five years, and without the
// years of comparisons (较2021年).
func (r *Report) bodyYears(vote func(year, weight int, why string)) {
	count := map[int]int{}
	text := r.Doc.Text
	passed, until := 0, 0 // sections that begin before the block, and where plans end
	for _, b := range r.Blocks {
		for passed < len(r.Sections) && r.Sections[passed].Span.Start <= b.Span.Start {
			if s := r.Sections[passed]; s.Planned {
				until = max(until, s.End)
			}
			passed++
		}
		if b.Kind == Signature || b.Kind == TitleLine || b.Span.Start < until {
			continue
		}
		for at := b.Span.Start; at < b.Span.End; {
			k := strings.Index(text[at:b.Span.End], "年")
			if k < 0 {
				break
			}
			at += k + len("年")
			if y, start := yearBefore(text[b.Span.Start : at-len("年")]); y > 0 && !inRange(text[b.Span.Start:b.Span.End], start, at-b.Span.Start) && !r.cited(b.Span.Start+start) {
				before := text[b.Span.Start : b.Span.Start+start]
				if hasSuffixOf(before, []string{"较", "比", "自", "从", "到", "至", "于", "截至"}) {
					continue
				}
				count[y]++
			}
		}
	}
	for y, n := range count {
		vote(y, min(4, n), "body")
	}
}

// cited tells whether byte i lies inside 《》.
func (r *Report) cited(i int) bool {
	k, _ := slices.BinarySearchFunc(r.Citations, i, func(c Citation, i int) int { return cmp.Compare(c.Span.End, i) })
	return k < len(r.Citations) && r.Citations[k].Span.Start <= i
}

// yearBefore reads a year that a text ends with, and where it starts.
func yearBefore(s string) (int, int) {
	s = strings.TrimRight(s, " ")
	start := len(s)
	for range 4 {
		_, n := utf8.DecodeLastRuneInString(s[:start])
		if n == 0 {
			return 0, 0
		}
		start -= n
	}
	year, n := readYear(s[start:])
	if n != len(s)-start {
		return 0, 0
	}
	return year, start
}

// inRange tells whether a year is one end of a range: 2021—2025年.
func inRange(s string, start, end int) bool {
	before, _ := utf8.DecodeLastRuneInString(s[:start])
	after, _ := utf8.DecodeRuneInString(s[min(end, len(s)):])
	return strings.ContainsRune("-—–－~～至", before) || strings.ContainsRune("-—–－~～", after)
}

// yearIn gives the first year that a title or heading names, outside 《》 and
// ranges, and the part of the year where it names one.
func yearIn(s string) (int, Part) {
	s = outsideCitations(s)
	var year int
	for i := yearFrom(s, 0); i >= 0; i = yearFrom(s, i+1) {
		y, n := readYear(s[i:])
		if y == 0 || inRange(s, i, i+n) {
			continue
		}
		if prev, _ := utf8.DecodeLastRuneInString(s[:i]); prev >= '0' && prev <= '9' {
			continue
		}
		rest := strings.TrimLeft(s[i+n:], " \u3000")
		if strings.HasPrefix(rest, "年") || strings.HasPrefix(rest, "度") {
			year = y
			break
		}
	}
	for _, part := range []Part{"上半年", "下半年", "前三季度", "第一季度", "一季度", "第二季度", "二季度", "第三季度", "三季度", "第四季度", "四季度", "半年度"} {
		if strings.Contains(s, string(part)) {
			return year, part
		}
	}
	return year, ""
}

// outsideCitations replaces what stands inside 《》 by a mark.
func outsideCitations(s string) string {
	for {
		open := strings.Index(s, "《")
		if open < 0 {
			return s
		}
		end := citationEnd(s[open:])
		if end < 0 {
			return s
		}
		s = s[:open] + "，" + s[open+end:]
	}
}
