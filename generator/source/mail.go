package source

import (
	"slices"
	"strings"
)

// mailHeads open the lines of a mail's head.
var mailHeads = []string{"发件人", "收件人", "抄送", "密送", "主题", "日期", "发送时间", "发送日期", "附件", "From", "To", "Cc", "Subject", "Date", "Sent"}

// mailGreets is how many lines a greeting has at most.
const mailGreets = 12

// isTitle tells a line that is the title of a report.
func isTitle(text string) bool {
	return runes(text) <= 60 && endsWith(text, "报告", "总结", "汇报") && (strings.Contains(text, "法治") || strings.Contains(text, "依法")) && !strings.ContainsAny(text, "。，,：:")
}

// markMail takes out what a mail has round the report that was written into it: its head,
// the mail that it answers, its signature behind a line of two hyphens.
func markMail(lines []line) {
	heads, last := 0, -1
	for i := range lines[:min(len(lines), headLines)] {
		if lines[i].text == "" && (heads == 0 || i == last+1) && heads < 3 {
			continue
		}
		name, _, ok := strings.Cut(strings.Replace(lines[i].text, "：", ":", 1), ":")
		if !ok || !slices.Contains(mailHeads, strings.TrimSpace(name)) || heads == 0 && !hasPrefixOf(name, []string{"发件人", "From"}) {
			break
		}
		heads, last = heads+1, i
	}
	if heads < 3 {
		return
	}
	for i := range lines[:min(len(lines), last+mailGreets)] { // the greeting, up to the title
		if i > last && isTitle(lines[i].text) {
			last = i - 1
			break
		}
	}
	for i := range lines {
		l := &lines[i]
		if i <= last || strings.HasPrefix(l.text, ">") {
			l.kept, l.outside = false, true
		}
	}
	for i := last + 1; i < len(lines); i++ {
		if text := lines[i].text; text == "--" || strings.Contains(text, "原始邮件") || hasPrefixOf(text, []string{"发件人:", "发件人："}) { // a signature, the mail that it answers
			for ; i < len(lines); i++ {
				lines[i].kept, lines[i].outside = false, true
			}
		}
	}
}
