package page

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"zhenjian/generator/address"
	"zhenjian/generator/archive"
)

// articleMeta are the tags of a report's page. place is the full name of where
// it comes from, title what the site calls it.
func (s *Site) articleMeta(e *archive.Entry, place, title string) []meta {
	tags := []meta{
		{"ArticleTitle", e.Title}, {"PubDate", pubDate(e.Public())},
		{"ContentSource", cmp.Or(strings.Join(e.Issuers, "、"), e.Source, place)},
		{"Keywords", strings.Join(s.keywords(e), ",")}, {"Author", s.options.Editor}, {"Description", summary(e, title)},
	}
	if s.options.BaseURL != "" {
		tags = append(tags, meta{"Url", s.options.BaseURL + address.Report(e.Code, e.Year, e.Version)})
	}
	return filled(tags)
}

// pubDate writes a time of publication as the tag wants it, YYYY-MM-DD HH:MM.
// The form has no way to leave the time out: a day without one is written with
// its beginning. It is "" where there is no such day.
func pubDate(at string) string {
	form := time.DateOnly
	if len(at) > len(form) {
		form = "2006-01-02T15:04"
	}
	if len(at) < len(form) { // mostly nothing at all, of which an error would be made 30,000 times
		return ""
	}
	t, err := time.Parse(form, at)
	if err != nil {
		return ""
	}
	return t.Format("2006-01-02 15:04")
}

// keywords are a report's place and what that lies in, its year, and what all
// reports are about.
func (s *Site) keywords(e *archive.Entry) []string {
	words := []string{"法治政府建设", "年度报告", period(e)}
	for _, r := range s.arc.Chain(e.Code) {
		words = append(words, r.Name)
	}
	return words
}

// summary says in a sentence what there is to read.
func summary(e *archive.Entry, title string) string {
	text := fmt.Sprintf("%s全文，约%d字", title, e.Chars)
	if e.Headings > 0 {
		text += fmt.Sprintf("，%d个小标题", e.Headings)
	}
	if len(e.Cites) > 0 {
		text += fmt.Sprintf("，引用《%s》", e.Cites[0])
		if len(e.Cites) > 1 {
			text += fmt.Sprintf("等%d件法规文件", len(e.Cites))
		}
	}
	if len(e.Mentions) > 0 {
		text += fmt.Sprintf("，写明%d处指标数字", len(e.Mentions))
	}
	return text + "。"
}
