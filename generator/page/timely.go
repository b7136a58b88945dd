package page

import (
	"fmt"
	"slices"
	"strings"

	"zhenjian/generator/archive"
	"zhenjian/generator/report"
)

// timely tells whether a report was made public before 1 April of the year after
// the one it is on, as the provisions on supervising law-based government of 2019
// (法治政府建设与责任落实督察工作规定) ask of the annual reports of governments.
type timely int

const (
	unknownTime timely = iota
	inTime
	late
	noDeadline // it is not about a whole year
)

var timelyNames = [...]string{unknownTime: "公布时间不详", inTime: "按时公布", late: "逾期", noDeadline: "非全年报告"}

// timelinessOf decides by what is stated, and by nothing else. A report that was
// signed on 1 April or later came out late, whenever that was. That this site has
// one since May says nothing: it may have been public elsewhere.
func timelinessOf(e *archive.Entry) timely {
	if e.Part != "" {
		return noDeadline
	}
	deadline := fmt.Sprintf("%04d-04-01", e.Year+1)
	stated, entered, signed := e.Published, e.Entered, ownDate(e)
	switch {
	case pubDate(stated) != "" && stated < deadline, pubDate(entered) != "" && entered < deadline:
		return inTime
	case pubDate(stated) != "", pubDate(signed) != "" && signed >= deadline:
		return late
	}
	return unknownTime
}

// statutory are the five parts that article 26 of the provisions asks for.
var statutory = []struct {
	kind report.Kind
	name string
}{
	{report.Achievements, "主要举措和成效"}, {report.Problems, "不足和原因"}, {report.Leadership, "第一责任人履职"}, {report.Plans, "下一年度安排"}, {report.Other, "其他情况"},
}

// partsOf gives the names of those that a report has a heading for.
func partsOf(e *archive.Entry) []string {
	var names []string
	for _, s := range statutory {
		if slices.Contains(e.Kinds, s.kind) {
			names = append(names, s.name)
		}
	}
	return names
}

func partsText(e *archive.Entry) string {
	names := partsOf(e)
	if len(names) == 0 {
		return fmt.Sprintf("%d项中没有认出", len(statutory))
	}
	return fmt.Sprintf("%d项中的%d项：%s", len(statutory), len(names), strings.Join(names, "、"))
}

// A timelyRow counts reports, all that the site has, by when they came out and
// what they hold.
type timelyRow struct {
	Name                       string
	Reports                    int
	InTime, Late, Unknown, Not int
	Most                       int // with four of the five parts, or all: there need be nothing else to report
}

func (r *timelyRow) add(e *archive.Entry) {
	r.Reports++
	switch timelinessOf(e) {
	case inTime:
		r.InTime++
	case late:
		r.Late++
	case noDeadline:
		r.Not++
	default:
		r.Unknown++
	}
	if len(partsOf(e)) >= len(statutory)-1 {
		r.Most++
	}
}

// timelyRows counts the reports of a region and below it ("" all) year by year, the
// newest first, and in the last row all together; none where there are none.
func (s *Site) timelyRows(code string) []timelyRow {
	rows := make([]timelyRow, len(s.arc.Years)+1)
	all := &rows[len(s.arc.Years)]
	all.Name = "合计"
	for i, year := range s.arc.Years {
		rows[len(s.arc.Years)-1-i].Name = yearText(year)
	}
	var count func(p *archive.Place)
	count = func(p *archive.Place) {
		for _, e := range p.Reports {
			i, _ := slices.BinarySearch(s.arc.Years, e.Year)
			rows[len(s.arc.Years)-1-i].add(e)
			all.add(e)
		}
		for _, c := range p.Children {
			count(c)
		}
	}
	if p := s.arc.Place(code); p != nil {
		count(p)
	} else if code == "" {
		for _, p := range s.arc.Provinces() {
			count(p)
		}
	}
	if all.Reports == 0 {
		return nil
	}
	return slices.DeleteFunc(rows, func(r timelyRow) bool { return r.Reports == 0 })
}
