package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"zhenjian/generator/pipeline"
	"zhenjian/generator/source"
)

func (c *command) build() *cobra.Command {
	cmd := &cobra.Command{Use: "build", Short: "生成网站，放进 public/"}
	c.makes(cmd, func(in pipeline.Input) (*pipeline.Result, error) { return pipeline.Build(in) })
	return cmd
}

// makes gives a command that makes the site what all of them have.
func (c *command) makes(cmd *cobra.Command, make func(pipeline.Input) (*pipeline.Result, error)) {
	var out string
	var jobs int
	var strict bool
	cmd.Args = noArgs
	cmd.RunE = func(*cobra.Command, []string) error {
		start := time.Now()
		if jobs < 0 {
			return usageError{fmt.Errorf("--jobs %d", jobs)}
		}
		in, err := c.input()
		if err != nil {
			return err
		}
		if out != "" {
			if err := c.outside(out); err != nil {
				return err
			}
			in.Public = out
		}
		if jobs > 0 {
			in.Jobs = jobs
		}
		if strict {
			checked, err := pipeline.Check(in)
			if err != nil {
				return err
			}
			if checked.LeftOut > 0 {
				c.printProblems(os.Stderr, checked.Problems)
				fmt.Fprintf(os.Stderr, c.say("有 %d 份报告不能发布；按 --strict 的要求，网站没有改动。\n", "%d reports cannot be published; as --strict asks, the site was not changed.\n"), checked.LeftOut)
				return exit(exitFailed)
			}
		}
		tick, end := c.progress(c.say("生成网站", "building"))
		in.Progress = tick
		res, err := make(in)
		end()
		if err != nil {
			return err
		}
		c.printProblems(os.Stderr, res.Problems)
		if !c.quiet {
			c.printBuild(os.Stdout, res, time.Since(start))
			c.printCounts(os.Stdout, res.Problems)
		}
		if res.LeftOut > 0 {
			return exit(exitProblems)
		}
		return nil
	}
	cmd.Flags().StringVar(&out, "out", "", "放到别的文件夹，而不是 public/")
	cmd.Flags().IntVar(&jobs, "jobs", 0, "同时使用几个处理器核心（默认：全部）")
	cmd.Flags().BoolVar(&strict, "strict", false, "有一份报告不能发布就不生成")
}

func (c *command) check() *cobra.Command {
	var format string
	var strict bool
	var steps int
	var seed uint32
	cmd := &cobra.Command{
		Use: "check", Short: "检查所有报告，列出问题，不生成网站", Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if format != "text" && format != "json" {
				return usageError{fmt.Errorf("--format %s", format)}
			}
			proves, seeded := cmd.Flags().Changed("prove"), cmd.Flags().Changed("seed")
			switch {
			case proves && steps < 1:
				return usageError{fmt.Errorf("--prove %d", steps)}
			case seeded && (!proves || seed == 0):
				return usageError{fmt.Errorf("--seed %d", seed)}
			case proves && (strict || format != "text"):
				return usageError{errors.New(c.say("--prove 不列出问题，不能与 --format、--strict 一起用", "--prove lists no problems; --format and --strict do not go with it"))}
			case proves:
				return c.prove(steps, seed)
			}
			in, err := c.input()
			if err != nil {
				return err
			}
			tick, end := c.progress(c.say("检查报告", "checking"))
			in.Progress = tick
			res, err := pipeline.Check(in)
			end()
			if err != nil {
				return err
			}
			if format == "json" {
				if err := printJSON(os.Stdout, pipeline.Listed(res.Problems, c.language())); err != nil {
					return err
				}
			} else {
				c.printProblems(os.Stdout, res.Problems)
				if !c.quiet {
					fmt.Fprintf(os.Stdout, c.say("报告 %d 份：可以发布 %d 份，不能发布 %d 份。\n", "Reports: %d, %d can be published, %d cannot.\n"), res.Found, res.Published, res.LeftOut)
					c.printCounts(os.Stdout, res.Problems)
				}
			}
			n := count(res.Problems)
			if n[source.Error]+n[source.Question] > 0 || strict && n[source.Warning] > 0 {
				return exit(exitProblems)
			}
			return nil
		},
	}
	cmd.Flags().StringVar(&format, "format", "text", "text（文字）或 json")
	cmd.Flags().BoolVar(&strict, "strict", false, "有“注意”也算不通过")
	cmd.Flags().IntVar(&steps, "prove", 0, "不检查报告，而是检查程序：在复制品上做这么多步随意的改动，每步都与从头生成的网站比较")
	cmd.Flags().Uint32Var(&seed, "seed", 0, "重做某一次 --prove：写上它的种子")
	return cmd
}

// noArgs refuses arguments, in the words of this program.
func noArgs(_ *cobra.Command, args []string) error {
	if len(args) > 0 {
		return usageError{fmt.Errorf("%q", args[0])}
	}
	return nil
}

// outside refuses to build into the folder of the reports, or one around it.
func (c *command) outside(out string) error {
	content, err := filepath.Abs(filepath.Join(c.site, "content"))
	if err != nil {
		return err
	}
	target, err := filepath.Abs(out)
	if err != nil {
		return err
	}
	for _, pair := range [][2]string{{content, target}, {target, content}} {
		if way, err := filepath.Rel(pair[0], pair[1]); err == nil && filepath.IsLocal(way) {
			return fmt.Errorf(c.say("--out %s 与报告所在的 content/ 互相包含；请换一个单独的文件夹", "--out %s and content/ lie in one another; name a separate folder"), out)
		}
	}
	return nil
}
