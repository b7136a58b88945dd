package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"zhenjian/generator/archive"
	"zhenjian/generator/pipeline"
	"zhenjian/generator/source"
)

// china is the time that the ledger is kept in, whatever the clock of the
// machine is set to. There has been no summer time since 1991.
var china = time.FixedZone("CST", 8*60*60)

func (c *command) publish() *cobra.Command {
	var date string
	cmd := &cobra.Command{Use: "publish", Short: "把新的和改过的报告记入发布台账 content/published.csv，再生成网站"}
	c.makes(cmd, func(in pipeline.Input) (*pipeline.Result, error) {
		at := time.Now().In(china).Format(archive.LedgerTime)
		if date != "" {
			t, err := time.Parse(archive.LedgerTime, date)
			if err != nil {
				return nil, usageError{fmt.Errorf(c.say("--date %s：要写成 2024-03-28T09:18", "--date %s: write it as 2024-03-28T09:18"), date)}
			}
			if date = t.Format(archive.LedgerTime); date > at {
				return nil, usageError{fmt.Errorf(c.say("--date %s 还没有到；发布时间不能写在将来", "--date %s lies ahead; nothing was published yet at that time"), date)}
			}
			at = date
		}
		file := filepath.Join(c.site, filepath.FromSlash(archive.LedgerFile))
		before, err := os.ReadFile(file)
		if err != nil && !errors.Is(err, os.ErrNotExist) {
			return nil, err
		}
		// What was read a moment ago may have been saved anew since.
		ledger, problems := archive.ParseLedger(before)
		if !ledger.Writable() {
			fault := problems[len(problems)-1].Args[0].(*source.Fault)
			return nil, fileFault{archive.LedgerFile, fault}
		}
		in.Ledger = ledger
		res, entered, err := pipeline.Publish(in, at, before, func(data []byte) error { return source.ReplaceFile(file, data) })
		if err == nil && !c.quiet {
			fmt.Printf(c.say("发布台账：新记入 %d 份，时间 %s。\n", "Ledger: %d reports entered, at %s.\n"), entered, at)
		}
		return res, err
	})
	cmd.Flags().StringVar(&date, "date", "", "发布的时间，例如 2024-03-28T09:18（默认：现在）")
	return cmd
}
