package main

import (
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"zhenjian/generator/pipeline"
	"zhenjian/generator/source"
)

// severityNames are what people call the severities, in Chinese and English.
var severityNames = map[source.Severity][2]string{
	source.Error: {"错误", "error"}, source.Question: {"待答", "question"}, source.Warning: {"注意", "warning"}, source.Note: {"说明", "note"},
}

// printProblems prints the problems, two lines each: what is wrong, what to do.
// With --quiet notes are left out.
func (c *command) printProblems(w io.Writer, problems []source.Problem) {
	lang := c.language()
	for _, p := range problems {
		if c.quiet && p.Severity() == source.Note {
			continue
		}
		place := printable(p.File) + p.At(lang)
		name := severityNames[p.Severity()]
		fmt.Fprintf(w, "%s: %s%s%s\n    %s %s\n", place, c.say(name[0], name[1]), c.say("：", ": "), p.Message(lang), c.say("→", "->"), p.Advice(lang))
	}
}

// printable keeps a file's name from moving the cursor or breaking the line.
func printable(name string) string {
	if strings.ContainsFunc(name, func(r rune) bool { return !unicode.IsPrint(r) || r == utf8.RuneError }) {
		return strconv.Quote(name)
	}
	return name
}

// count counts the problems of each severity.
func count(problems []source.Problem) map[source.Severity]int {
	n := map[source.Severity]int{}
	for _, p := range problems {
		n[p.Severity()]++
	}
	return n
}

// printCounts prints how many problems of each kind there are.
func (c *command) printCounts(w io.Writer, problems []source.Problem) {
	n := count(problems)
	fmt.Fprintf(w, c.say("问题：错误 %d，待答 %d，注意 %d，说明 %d。\n", "Problems: %d errors, %d questions, %d warnings, %d notes.\n"),
		n[source.Error], n[source.Question], n[source.Warning], n[source.Note])
}

// printBuild prints the summary of a build.
func (c *command) printBuild(w io.Writer, res *pipeline.Result, took time.Duration) {
	fmt.Fprintf(w, c.say("报告 %d 份：已发布 %d 份，未发布 %d 份。\n", "Reports: %d, published %d, left out %d.\n"), res.Found, res.Published, res.LeftOut)
	fmt.Fprintf(w, c.say("网站共 %d 个文件：写入 %d，未变 %d，删除 %d。用时 %.1f 秒。\n", "Files of the site: %d, written %d, unchanged %d, removed %d. %.1f s.\n"),
		res.Pages, res.Written, res.Unchanged, res.Removed, took.Seconds())
}

// progress gives what shows the progress of long work on a terminal; nil
// elsewhere, as a bar in a log file is noise.
func (c *command) progress(what string) (tick func(done, total int), end func()) {
	if c.quiet || !term.IsTerminal(int(os.Stderr.Fd())) {
		return nil, func() {}
	}
	var bar *progressbar.ProgressBar
	tick = func(done, total int) {
		if total < 50 {
			return
		}
		if bar == nil {
			bar = progressbar.NewOptions(total, progressbar.OptionSetWriter(os.Stderr), progressbar.OptionClearOnFinish(),
				progressbar.OptionThrottle(100*time.Millisecond), progressbar.OptionSetDescription(what))
		}
		bar.ChangeMax(total)
		bar.Set(done)
	}
	return tick, func() {
		if bar != nil {
			bar.Finish()
		}
	}
}
