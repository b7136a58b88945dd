package indicator

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"zhenjian/generator/report"
)

// A Period is a part of the reported year, as 2022-01/2022-09; "" for all of it.
type Period string

// Months gives the months without the year, 01/09; "" for the whole year.
func (p Period) Months() string {
	if len(p) != len("2022-01/2022-09") {
		return ""
	}
	return string(p[5:7] + p[7:8] + p[13:15])
}

// Length is how many months a period has; 13 for the whole year stated as such,
// which goes before twelve single months.
func (p Period) Length() int {
	months := p.Months()
	if months == "" {
		return 13
	}
	first, last := int(months[0]-'0')*10+int(months[1]-'0'), int(months[3]-'0')*10+int(months[4]-'0')
	return last - first + 1
}

// periodWords name parts of the year, with the month that they end in.
var periodWords = []struct {
	word string
	last int
}{
	{"前三季度", 9}, {"前三个季度", 9}, {"上半年", 6}, {"一季度", 3}, {"第一季度", 3},
}

// period gives the part of the year that a number is about, where its sentence
// says so in the text before it: 前三季度, 截至11月, 1至10月.
func (f *finder) period(text string) Period {
	last := 0
	for _, w := range periodWords {
		if strings.Contains(text, w.word) {
			last = w.last
		}
	}
	if last == 0 {
		last = upToMonth(text)
	}
	return upTo(last, f.year)
}

// upTo gives the months of a year up to the last one; "" for the whole year.
func upTo(last, year int) Period {
	if last == 0 || last == 12 || year == 0 {
		return ""
	}
	return Period(fmt.Sprintf("%d-01/%d-%02d", year, year, last))
}

// parts gives the first and the last month of each part of a year.
var parts = map[string][2]int{
	"上半年": {1, 6}, "半年度": {1, 6}, "下半年": {7, 12}, "前三季度": {1, 9}, "第一季度": {1, 3}, "一季度": {1, 3},
	"第二季度": {4, 6}, "二季度": {4, 6}, "第三季度": {7, 9}, "三季度": {7, 9}, "第四季度": {10, 12}, "四季度": {10, 12},
}

// partPeriod gives the months of a part of a year, "" for one that is unknown.
func partPeriod(part string, year int) Period {
	months, ok := parts[part]
	if !ok || year == 0 {
		return ""
	}
	return Period(fmt.Sprintf("%d-%02d/%d-%02d", year, months[0], year, months[1]))
}

// openingPeriod gives the part of the year that a report states for all its
// figures before its first heading: （统计截至11月底）.
func openingPeriod(r *report.Report) Period {
	if len(r.Sections) == 0 || r.Year == 0 {
		return ""
	}
	opening := r.Doc.Text[:r.Sections[0].Span.Start]
	if !strings.Contains(opening, "统计截") {
		return ""
	}
	words := opening[strings.LastIndex(opening, "统计截"):]
	if end := strings.IndexAny(words, "）)，。；\n"); end >= 0 {
		words = words[:end]
	}
	if k := strings.Index(words, "年"); k >= 0 && yearBefore(words[:k]) != r.Year {
		return ""
	}
	return upTo(upToMonth(words), r.Year)
}

// upToMonth reads 截至11月, 截止2022年11月底, 1-10月, 1至10月份: the last month.
func upToMonth(text string) int {
	for at := 0; ; {
		k := strings.Index(text[at:], "月")
		if k < 0 {
			return 0
		}
		k += at
		at = k + len("月")
		start := k
		for start > 0 && text[start-1] >= '0' && text[start-1] <= '9' {
			start--
		}
		month := 0
		for _, d := range text[start:k] {
			month = month*10 + int(d-'0')
		}
		if month < 1 || month > 12 {
			continue
		}
		before := strings.TrimRight(text[:start], " ")
		if cut, ok := strings.CutSuffix(before, "年"); ok {
			if y := yearBefore(cut); y > 0 {
				before = before[:max(0, len(before)-len("年")-4)]
			}
		}
		mark, _ := utf8.DecodeLastRuneInString(before)
		switch {
		case strings.HasSuffix(before, "截至") || strings.HasSuffix(before, "截止") || strings.HasSuffix(before, "截止到") || strings.HasSuffix(before, "截至到") || strings.HasSuffix(before, "截至目前"):
			return month
		case strings.ContainsRune("-—–－~～至到", mark) && strings.HasSuffix(strings.TrimSuffix(before, string(mark)), "1") && !strings.HasSuffix(strings.TrimSuffix(before, string(mark)), "11"):
			return month
		}
	}
}
