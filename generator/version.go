package main

import (
	"cmp"
	"fmt"
	"runtime"

	"github.com/spf13/cobra"
)

// version is that of a release, which is built with -X main.version=1.0.0.
var version string

// versionLine says which program this is: zhenjian 1.0.0 go1.26.8 linux/amd64.
func versionLine() string {
	return fmt.Sprintf("zhenjian %s %s %s/%s", cmp.Or(version, "devel"), runtime.Version(), runtime.GOOS, runtime.GOARCH)
}

func (c *command) version() *cobra.Command {
	return &cobra.Command{
		Use: "version", Short: "显示程序的版本", Args: noArgs,
		Run: func(*cobra.Command, []string) { fmt.Println(versionLine()) },
	}
}
