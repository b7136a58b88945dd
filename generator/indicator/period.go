package indicator

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// A Period is a part of the reported year, as 2022-01/2022-09; "" for all of it.
type Period string

// periodWords name parts of the year, with the month that they end in.
var periodWords = []struct {
	word string
	last int
}{
	{"前三季度", 9}, {"前三个季度", 9}, {"上半年", 6}, {"一季度", 3}, {"第一季度", 3},
}

// period gives the part of the year that a number at byte at of clause c is
// about, where its sentence says so before it: 前三季度, 截至11月, 1至10月.
func (f *finder) period(c clause, at int) Period {
	text := f.text[c.sentence:at]
	last := 0
	for _, w := range periodWords {
		if strings.Contains(text, w.word) {
			last = w.last
		}
	}
	if last == 0 {
		last = upToMonth(text)
	}
	if last == 0 || last == 12 || f.year == 0 {
		return ""
	}
	return Period(fmt.Sprintf("%d-01/%d-%02d", f.year, f.year, last))
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
