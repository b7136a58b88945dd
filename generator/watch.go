package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/signal"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"text/template"
	"time"

	"github.com/spf13/cobra"

	"zhenjian/generator/address"
	"zhenjian/generator/pipeline"
	"zhenjian/generator/preview"
	"zhenjian/generator/report"
	"zhenjian/generator/source"
	"zhenjian/generator/watch"
)

// retry is how long a build waits that failed for something no file tells the end
// of: a full disk, rights, another build.
const retry = 3 * time.Second

// mostUnderstood is how many changed reports are read once more for the panel of
// the preview, which lists 50.
const mostUnderstood = 50

func (c *command) watch() *cobra.Command {
	var listen, poll string
	var openChanged bool
	cmd := &cobra.Command{
		Use: "watch", Short: "生成网站并预览，文件一改就重新生成", Args: noArgs,
		RunE: func(*cobra.Command, []string) error {
			every := time.Duration(0)
			if poll != "" {
				var err error
				if every, err = time.ParseDuration(poll); err != nil || every < 100*time.Millisecond {
					return usageError{fmt.Errorf("--poll=%s", poll)}
				}
			}
			ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
			defer stop()
			return c.watchSite(ctx, listen, every, openChanged, nil)
		},
	}
	cmd.Flags().StringVar(&listen, "listen", "127.0.0.1:8080", "预览的地址和端口；端口写 0 由系统挑选")
	cmd.Flags().StringVar(&poll, "poll", "", "不等系统通知，每隔一段时间查看一次文件，例如 --poll=10s（只写 --poll 是 30 秒）")
	cmd.Flags().Lookup("poll").NoOptDefVal = "30s"
	cmd.Flags().BoolVar(&openChanged, "open-changed", false, "预览转到刚改的那份报告")
	return cmd
}

// A watching builds a site whenever something of it changed, and shows it.
type watching struct {
	*command
	server      *preview.Server
	session     *pipeline.Session
	openChanged bool
	built       func(*pipeline.Result, error) // of tests; may be nil
	first       bool                          // no build has succeeded yet
	in          pipeline.Input                // of the last build that did
	fault       string                        // of the last build; "" for none
}

// watchSite watches until ctx is done.
func (c *command) watchSite(ctx context.Context, listen string, poll time.Duration, openChanged bool, built func(*pipeline.Result, error)) error {
	if _, err := c.input(); err != nil { // a fault in a file is shown while watching; without a site there is nothing to watch
		if _, absent := errors.AsType[noSite](err); absent {
			return err
		}
	}
	server, err := preview.Listen(listen, filepath.Join(c.site, "public"), preview.Options{Lang: c.language()})
	if err != nil {
		return err
	}
	defer func() {
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		defer cancel()
		server.Close(ctx)
	}()
	w := &watching{command: c, server: server, openChanged: openChanged, built: built, first: true}
	defer w.closeSession()
	watcher, err := watch.Open(watch.Options{
		Roots: []string{filepath.Join(c.site, "content"), filepath.Join(c.site, "layouts"), filepath.Join(c.site, "config.toml")},
		Poll:  poll, Notice: c.printNotice,
	})
	if err != nil {
		return err
	}
	defer watcher.Close()
	fmt.Fprintf(os.Stdout, c.say("预览：%s （先看到收件箱；按 Ctrl-C 结束）\n", "Preview: %s (opens on the inbox; Ctrl-C ends it)\n"), server.URL())
	again := w.build(false)
	for {
		wait, cancel := ctx, context.CancelFunc(func() {})
		if again {
			wait, cancel = context.WithTimeout(ctx, retry)
		}
		batch, err := watcher.Next(wait)
		cancel()
		switch {
		case ctx.Err() != nil:
			fmt.Fprintln(os.Stdout, c.say("预览已结束。", "The preview has ended."))
			return nil
		case err != nil && !errors.Is(err, context.DeadlineExceeded):
			return err
		}
		if err == nil {
			w.quick(batch)
		}
		again = w.build(err != nil)
	}
}

func (w *watching) closeSession() {
	if w.session != nil {
		w.session.Close()
		w.session = nil
	}
}

// build builds the site and shows what came of it. again tells that it failed for
// a reason that may pass without any file of the site changing. One that is
// tried again says nothing while nothing else is wrong than before.
func (w *watching) build(triedAgain bool) (again bool) {
	start := time.Now()
	in, err := w.input()
	var res *pipeline.Result
	if err == nil {
		res, again, err = w.buildSession(in)
	}
	if w.built != nil {
		w.built(res, err)
	}
	if errors.Is(err, pipeline.ErrChanged) && !triedAgain {
		return true // nothing is wrong: the watcher will name what changed
	}
	if err != nil {
		fault := w.faultInWords(err, again)
		if !triedAgain || fault != w.fault {
			fmt.Fprintln(os.Stderr, w.say("失败：", "failed: ")+fault)
			w.server.Show(preview.State{Fault: fault})
		}
		w.fault = fault
		return again
	}
	w.fault = ""
	printed := res.Problems
	if !w.first {
		printed = problemsOf(res.Problems, res.Read)
	}
	state := w.state(in, res)
	inbox := inboxOf(in, res)
	state.Inbox = &inbox
	w.first, w.in = false, in
	w.server.Show(state)
	w.printProblems(os.Stderr, printed)
	if !w.quiet {
		w.printBuild(os.Stdout, res, time.Since(start))
	}
	return false
}

// quick shows the pages of saved reports before the build, where nothing else
// was saved.
func (w *watching) quick(batch watch.Batch) {
	if w.session == nil || w.first || batch.All {
		return
	}
	paths := make([]string, len(batch.Paths))
	for i, name := range batch.Paths {
		path, err := filepath.Rel(w.in.Reports, name)
		if err != nil || !filepath.IsLocal(path) {
			return
		}
		paths[i] = filepath.ToSlash(path)
	}
	res := w.session.Quick(paths)
	if res == nil {
		return
	}
	w.server.Show(w.state(w.in, res)) // without the inbox, which takes its time; the build follows
}

// state is what a build or Quick came to, for the preview.
func (w *watching) state(in pipeline.Input, res *pipeline.Result) preview.State {
	state := preview.State{Problems: res.Problems, Changed: res.Changed, Excerpt: excerpts(in.Reports), View: viewOf(res)}
	if !w.first {
		state.Understood = understood(in, res.Read)
		if w.openChanged {
			state.Open = changedPage(res)
		}
	}
	return state
}

// buildSession builds in the session, which is opened again after a failure: the
// folder of the state may have been lost. One that was open before is given
// up without a word, and another tries the same at once.
func (w *watching) buildSession(in pipeline.Input) (res *pipeline.Result, again bool, err error) {
	for kept := w.session != nil; ; kept = false {
		if w.session == nil {
			if w.session, err = pipeline.Open(in.Public, in.State); err != nil {
				return nil, true, err
			}
		}
		if res, err = w.session.Build(in); err == nil {
			return res, false, nil
		}
		w.closeSession()
		if again = mayPass(err); !kept || !again || errors.Is(err, pipeline.ErrChanged) {
			return res, again, err
		}
	}
}

// mayPass tells whether a build that failed may succeed although no file that is
// watched changes: not if a layout or a page by hand is at fault.
func mayPass(err error) bool {
	_, layout := errors.AsType[template.ExecError](err)
	_, file := errors.AsType[*source.Fault](err)
	return err != nil && !layout && !file
}

// faultInWords says why a build failed, to somebody who watches.
func (w *watching) faultInWords(err error, again bool) string {
	if _, err := os.Stat(filepath.Join(w.site, "content", "reports")); errors.Is(err, fs.ErrNotExist) {
		return fmt.Sprintf(w.say("%s 里没有 content/reports 文件夹了。网站仍是上一次生成的。\n请把它放回来，放回后会自动重新生成。", "%s has no folder content/reports any more. The site is as it was.\nPut it back, and the site will be built again by itself."), w.site)
	}
	words := w.inWords(err)
	if again {
		words += w.say("\n每隔几秒会自动再试，不必重新启动。", "\nIt is tried again every few seconds, without a restart.")
	}
	return words
}

// excerpts gives the words around lines of reports. A file is read once for all
// lines that are asked for in a row.
func excerpts(reports string) func(file string, line int) []preview.Line {
	read, decoded := "", ""
	return func(file string, line int) []preview.Line {
		if strings.HasSuffix(file, ".toml") {
			return nil
		}
		if file != read {
			read, decoded = file, ""
			if doc, _ := source.Read(reports, source.File{Path: file}); doc != nil {
				decoded = doc.Decoded
			}
		}
		return preview.Around(decoded, line)
	}
}

// viewOf gives the path of the view of each report's file.
func viewOf(res *pipeline.Result) func(file string) string {
	paths := sync.OnceValue(func() map[string]string {
		paths := make(map[string]string, len(res.Reports))
		for _, e := range res.Reports {
			paths[e.Path] = address.Source(e.Code, e.Year, e.Version)
		}
		return paths
	})
	return func(file string) string { return paths()[file] }
}

// understood says what was read out of the reports that changed.
func understood(in pipeline.Input, read []pipeline.Reading) []preview.Understood {
	var out []preview.Understood
	for _, r := range read[:min(mostUnderstood, len(read))] {
		doc, _ := source.Read(in.Reports, r.File)
		if doc == nil {
			out = append(out, preview.Understood{File: r.Path})
			continue
		}
		out = append(out, preview.Understand(report.Read(doc, in.Gazetteer), r.Entry, in.Catalogue))
	}
	return out
}

// inboxOf gathers what came in since the last publication.
func inboxOf(in pipeline.Input, res *pipeline.Result) preview.Inbox {
	inbox := preview.Inbox{Since: in.Ledger.Newest()}
	of := map[string][]source.Problem{}
	for _, p := range res.Problems {
		if p.Code == source.MissingReports {
			inbox.Missing = append(inbox.Missing, p)
			continue
		}
		file := strings.TrimSuffix(p.File, ".toml")
		of[file] = append(of[file], p)
	}
	published := map[string]bool{}
	for _, e := range res.Reports {
		published[e.Path] = true
		if e.Entered != "" && !e.Replaced {
			continue
		}
		inbox.Arrivals = append(inbox.Arrivals, preview.Arrival{File: e.Path, Read: func() preview.Understood { return preview.Entered(e, in.Gazetteer, in.Catalogue) }, Replaced: e.Replaced, Sidecar: e.Sidecar != "", Problems: of[e.Path]})
	}
	for _, file := range slices.Sorted(maps.Keys(of)) {
		held := slices.ContainsFunc(of[file], func(p source.Problem) bool {
			return p.Severity() == source.Error || p.Severity() == source.Question
		})
		if published[file] || !held || file == "config" {
			continue
		}
		read := func() preview.Understood {
			return understood(in, []pipeline.Reading{{File: source.File{Path: file}}})[0]
		}
		inbox.Arrivals = append(inbox.Arrivals, preview.Arrival{File: file, Read: read, Held: true, Problems: of[file]})
	}
	return inbox
}

// problemsOf gives the problems of the reports that were read.
func problemsOf(problems []source.Problem, read []pipeline.Reading) []source.Problem {
	changed := map[string]bool{}
	for _, r := range read {
		changed[r.Path] = true
	}
	var out []source.Problem
	for _, p := range problems {
		if changed[strings.TrimSuffix(p.File, ".toml")] {
			out = append(out, p)
		}
	}
	return out
}

// changedPage is the page of the report that changed, "" where none or several did.
func changedPage(res *pipeline.Result) string {
	if len(res.Read) != 1 || res.Read[0].Entry == nil {
		return ""
	}
	e := res.Read[0].Entry
	page := address.Report(e.Code, e.Year, e.Version)
	if !slices.ContainsFunc(res.Changed, func(p string) bool { return path.Dir(p) == path.Dir(page) }) {
		return ""
	}
	return page
}

// printNotice says that files are watched in another way from now on.
func (c *command) printNotice(n watch.Notice) {
	fmt.Fprintln(os.Stderr, c.say("注意：", "note: ")+c.noticeInWords(n))
}

func (c *command) noticeInWords(n watch.Notice) (text string) {
	switch n.Code {
	case watch.NoEvents:
		text = c.say("系统不能通知文件的改动，改为每隔一段时间查看一次。", "The system does not tell of changes; files are looked at every so often.")
	case watch.OutOfWatches:
		text = fmt.Sprintf(c.say("文件夹太多，系统不能逐个盯住（%s），改为每隔一段时间查看一次。", "There are too many folders to watch (%s); files are looked at every so often."), n.Path)
	case watch.ManyFiles:
		text = fmt.Sprintf(c.say("文件太多（%d 个），改为每隔一段时间查看一次。", "There are too many files to watch (%d); they are looked at every so often."), n.Count)
	case watch.Network:
		text = fmt.Sprintf(c.say("%s 在共享盘（%s）上，别人的改动系统不会通知，另外每隔一段时间查看一次。", "%s lies on a network drive (%s), which does not tell what others change; files are looked at every so often too."), n.Path, n.Kind)
	case watch.Overflow:
		text = c.say("一下子改动太多，已把全部文件重新查看一遍。", "Too much changed at once; all files were looked at.")
	}
	return text
}
