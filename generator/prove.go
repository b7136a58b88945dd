package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/signal"
	"syscall"
	"time"

	"zhenjian/generator/pipeline"
	"zhenjian/generator/prove"
	"zhenjian/layouts"
)

// prove replays random edits on a copy of the site. A seed of 0 is chosen here.
func (c *command) prove(steps int, seed uint32) error {
	start := time.Now()
	if _, err := c.input(); err != nil { // says so before anything is copied, and settles the language
		return err
	}
	if seed == 0 {
		seed = 1 + rand.Uint32N(1<<32-1)
	}
	if !c.quiet {
		fmt.Fprintf(os.Stdout, c.say("在一份复制品上做 %d 步随意的改动，种子 --seed %d。网站本身不会改动。\n", "Random edits on a copy, steps: %d, --seed %d. The site itself is not changed.\n"), steps, seed)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	tick, end := c.progress(c.say("重放改动", "replaying"))
	summary, err := prove.Run(ctx, prove.Options{
		Site: c.site, Layouts: layouts.FS, Steps: steps, Seed: uint64(seed), Progress: tick,
		Input: func(dir string) (pipeline.Input, error) { return (&command{site: dir}).input() },
	})
	end()
	if d, ok := errors.AsType[*prove.Difference](err); ok {
		c.printDifference(os.Stderr, d, steps)
		return exit(exitFailed)
	}
	if err != nil && ctx.Err() != nil {
		return errors.New(c.say("中断了，没有做完", "interrupted before the end"))
	}
	if err != nil {
		return err
	}
	if !c.quiet {
		c.printProof(os.Stdout, summary, time.Since(start))
	}
	return nil
}

// printProof prints what was replayed, and how much of it was not made anew.
func (c *command) printProof(w io.Writer, s *prove.Summary, took time.Duration) {
	share := func(part, of int) float64 { return 100 * float64(part) / float64(max(1, of)) }
	fmt.Fprintf(w, c.say("%d 步、%d 处改动之后，接着上次生成的网站都与从头生成的逐字节相同。用时 %.1f 秒。\n", "Steps: %d, edits: %d; after each step the site built from what was kept was that built from nothing, byte for byte. %.1f s.\n"), s.Steps, s.Edits, took.Seconds())
	fmt.Fprintf(w, c.say("不必重读的报告占 %.0f%%，不必重写的文件占 %.0f%%；%d 步不重开程序，%d 步因改坏了设置而两边都没有生成。\n", "Reports not read again: %.0f %%; files not written again: %.0f %%; steps in a session held on: %d; steps that a broken setting stopped: %d.\n"),
		share(s.Known, s.Found), share(s.Pages-s.Written, s.Pages), s.Sessions, s.Failed)
}

// printDifference prints what a replay came upon, and how to see it again.
func (c *command) printDifference(w io.Writer, d *prove.Difference, steps int) {
	lang := c.language()
	fmt.Fprintf(w, c.say("不同：第 %d 步：%s\n", "difference: step %d: %s\n"), d.Step, d.What.In(lang))
	for _, f := range d.Files {
		fmt.Fprintf(w, "    %s\n", f.In(lang))
	}
	fmt.Fprintln(w, c.say("到此为止的改动：", "The edits so far:"))
	for _, e := range d.Edits {
		fmt.Fprintf(w, "    %d. %s\n", e.Step, printable(e.What.In(lang)))
	}
	fmt.Fprintf(w, c.say("这是程序的错，不是报告的错。复制品（site）和从头生成的网站（fresh）留在 %s；\n重做一遍：check --prove %d --seed %d\n", "This is a fault of the program, not of the reports. The copy (site) and the site built from nothing (fresh) are kept in %s;\nto see it again: check --prove %d --seed %d\n"), d.Dir, steps, d.Seed)
}
