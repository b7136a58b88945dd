package prove

import (
	"archive/zip"
	"fmt"
	"html"
	"os"
	"path"
	"strings"
)

// formats are the endings of reports that are no plain text, and what makes one of a text.
var formats = map[string]func(text string) (string, error){
	".docx": wordFile,
	".html": func(text string) (string, error) {
		return "<title>法治建设</title><div id=\"zoom\">" + each(text, "<p>", "</p>") + "</div>", nil
	},
}

// each puts marks round each line of a text.
func each(text, before, after string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		b.WriteString(before + html.EscapeString(strings.TrimRight(line, "\r\n")) + after)
	}
	return b.String()
}

// wordFile makes a Word document of a text.
func wordFile(text string) (string, error) {
	var b strings.Builder
	z := zip.NewWriter(&b)
	w, err := z.Create("word/document.xml")
	if err != nil {
		return "", err
	}
	fmt.Fprintf(w, `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>%s</w:body></w:document>`,
		each(strings.ReplaceAll(text, "\f", ""), "<w:p><w:r><w:t>", "</w:t></w:r></w:p>"))
	if err := z.Close(); err != nil {
		return "", err
	}
	return b.String(), nil
}

// mostFormatted bounds the reports that are no plain text.
const mostFormatted = 6

// formatted makes a report that is no plain text, saves one with other words, or takes one away.
func (r *replay) formatted() (Words, bool) {
	list := r.list(reportsFolder, false, func(name string) bool { return formats[path.Ext(name)] != nil })
	name := r.one(list)
	if name != "" && r.IntN(3) == 0 {
		r.must(os.Remove(r.at(name)))
		return say("删除 %s", "deleted %s", short(name)), true
	}
	if name == "" || r.IntN(2) == 0 {
		if len(list) >= mostFormatted {
			return Words{}, false
		}
		name = fmt.Sprintf("%s/报告%d%s", r.folder(), r.IntN(1000), r.one([]string{".docx", ".html"}))
	}
	data, err := formats[path.Ext(name)](r.invent())
	if r.must(err) {
		r.write(name, data)
	}
	return say("存入 %s", "saved %s", short(name)), true
}
