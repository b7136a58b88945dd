package main

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"
)

// skeleton holds a new site. Its pages are those of this project's own site.
//
//go:embed all:skeleton
var skeleton embed.FS

func (c *command) new() *cobra.Command {
	return &cobra.Command{
		Use: "new DIR", Short: "新建一个网站的文件夹",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usageError{errors.New(c.say("new 后面要写一个文件夹的名字", "new takes the name of one folder"))}
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			dir := args[0]
			if entries, err := os.ReadDir(dir); err == nil && len(entries) > 0 {
				return fmt.Errorf(c.say("%s 里已经有文件；请换一个新的名字，或先清空它", "%s has files in it; choose another name, or empty it first"), dir)
			}
			if err := writeSkeleton(dir); err != nil {
				return err
			}
			if !c.quiet {
				fmt.Printf(c.say("已在 %[1]s 建好网站。把报告放进 %[2]s，然后运行：zhenjian build --site %[1]s\n", "A site stands in %[1]s. Put reports into %[2]s, then run: zhenjian build --site %[1]s\n"), dir, filepath.Join(dir, "content", "reports"))
			}
			return nil
		},
	}
}

// writeSkeleton writes the files of a new site. In an embedded name a leading
// dot is written "dot-", so that no tool takes it for its own.
func writeSkeleton(dir string) error {
	return fs.WalkDir(skeleton, "skeleton", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel("skeleton", filepath.FromSlash(name))
		if err != nil {
			return err
		}
		if base := filepath.Base(rel); len(base) > 4 && base[:4] == "dot-" {
			rel = filepath.Join(filepath.Dir(rel), "."+base[4:])
		}
		target := filepath.Join(dir, rel)
		if entry.IsDir() {
			return os.MkdirAll(target, 0o777)
		}
		data, err := skeleton.ReadFile(name)
		if err != nil {
			return err
		}
		return os.WriteFile(target, data, 0o666)
	})
}
