// Command zhenjian turns a folder of township reports on building a law-based
// government into a static site.
package main

import (
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"
)

// Exit statuses, the same for every command.
const (
	exitDone     = 0
	exitFailed   = 1 // nothing was changed
	exitUsage    = 2
	exitProblems = 3 // done, but not with all reports
)

// An exit ends the program with a status; what there is to say has been said.
type exit int

func (e exit) Error() string { return fmt.Sprintf("exit status %d", int(e)) }

// A usageError is a wrong call.
type usageError struct{ err error }

func (e usageError) Error() string { return e.err.Error() }

func main() {
	if os.Getenv("GOGC") == "" && os.Getenv("GOMEMLIMIT") == "" {
		tuneMemory()
	}
	os.Exit(run(os.Args[1:]))
}

// run runs one command and gives the exit status.
func run(args []string) int {
	c := &command{}
	root := c.root()
	root.SetArgs(args)
	err := root.Execute()
	if err == nil {
		return exitDone
	}
	if status, ok := errors.AsType[exit](err); ok {
		return int(status)
	}
	if _, ok := errors.AsType[usageError](err); ok || !c.started {
		fmt.Fprintf(os.Stderr, "%s\n%s\n", c.say("用法不对：", "wrong usage: ")+err.Error(), c.say("输入 zhenjian help 查看用法。", "See zhenjian help."))
		return exitUsage
	}
	fmt.Fprintln(os.Stderr, c.say("失败：", "failed: ")+c.inWords(err))
	return exitFailed
}

// A command holds the flags that all commands share.
type command struct {
	site    string
	lang    string
	quiet   bool
	started bool // the flags were right: an error is no wrong usage
}

// root makes the command line.
func (c *command) root() *cobra.Command {
	root := &cobra.Command{
		Use:           "zhenjian",
		Short:         "镇鉴：把一个文件夹的法治政府建设年度报告变成网站",
		SilenceErrors: true, SilenceUsage: true,
		CompletionOptions: cobra.CompletionOptions{DisableDefaultCmd: true},
		PersistentPreRun:  func(*cobra.Command, []string) { c.started = true },
		Args:              cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return usageError{fmt.Errorf(c.say("没有 %q 这个命令", "there is no command %q"), args[0])}
			}
			return cmd.Help()
		},
	}
	flags := root.PersistentFlags()
	flags.StringVar(&c.site, "site", ".", "网站所在的文件夹（其中有 content/ 和 config.toml）；默认是当前文件夹")
	flags.StringVar(&c.lang, "lang", "", "提示的语言：zh 或 en")
	flags.BoolVar(&c.quiet, "quiet", false, "只显示需要处理的问题")
	flags.Lookup("site").DefValue = "" // or the help says it in English
	root.SetUsageTemplate(usageTemplate)
	root.SetHelpCommand(&cobra.Command{Use: "help [命令]", Short: "显示用法", Hidden: true, RunE: func(cmd *cobra.Command, args []string) error {
		target, _, err := root.Find(args)
		if err != nil {
			return usageError{err}
		}
		return target.Help()
	}})
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usageError{err} })
	root.AddCommand(c.build(), c.publish(), c.watch(), c.check(), c.explain(), c.new(), c.version())
	for _, sub := range root.Commands() {
		sub.DisableFlagsInUseLine = true
		sub.InitDefaultHelpFlag()
		sub.Flags().Lookup("help").Usage = "显示本命令的用法"
	}
	root.InitDefaultHelpFlag()
	root.Flags().Lookup("help").Usage = "显示用法"
	root.Version = versionLine()
	root.SetVersionTemplate("{{.Version}}\n")
	root.InitDefaultVersionFlag()
	root.Flags().Lookup("version").Usage = "显示程序的版本"
	return root
}

const usageTemplate = `用法：
  {{if .HasAvailableSubCommands}}{{.CommandPath}} 命令 [选项]{{else}}{{.UseLine}} [选项]{{end}}
{{if .HasAvailableSubCommands}}
命令：{{range .Commands}}{{if not .Hidden}}
  {{rpad .Name .NamePadding}} {{.Short}}{{end}}{{end}}
{{end}}{{if .HasAvailableLocalFlags}}
选项：
{{.LocalFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}
{{if .HasAvailableInheritedFlags}}
所有命令都有的选项：
{{.InheritedFlags.FlagUsages | trimTrailingWhitespaces}}
{{end}}
`
