package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// licences are the texts that lie beside the script, by the package's file that
// each is. All are published, so that each ends in what every server sends.
var licences = map[string]string{
	"LICENSE.txt":         "echarts/LICENSE",
	"NOTICE.txt":          "echarts/NOTICE",
	"d3-LICENSE.txt":      "echarts/licenses/LICENSE-d3", // number formats in echarts
	"zrender-LICENSE.txt": "zrender/LICENSE",
	"tslib-LICENSE.txt":   "tslib/LICENSE.txt",
}

// banner is the comment on top of the script. The packages' own headers do not
// survive the bundler, which keeps comments that open with /*! and no others.
func banner(work string, versions map[string]string) (string, error) {
	notice, err := os.ReadFile(filepath.Join(work, "node_modules", licences["NOTICE.txt"]))
	if err != nil {
		return "", err
	}
	product, rest, _ := strings.Cut(string(notice), "\n")
	holder, _, _ := strings.Cut(rest, "\n")
	if !strings.HasPrefix(holder, "Copyright ") {
		return "", fmt.Errorf("the NOTICE of echarts has %q in its second line, no copyright; read it and change banner", holder)
	}
	return fmt.Sprintf(`/*!
%s %s: a bundle of parts of it (line, bar, grid, tooltip, legend,
mark line, aria, label layout, SVG renderer), minified, otherwise unchanged.
%s
Licensed under the Apache License, Version 2.0.
With zrender %s (BSD 3-Clause, Baidu Inc.), code of d3 (BSD 3-Clause, Mike
Bostock) and tslib %s (0BSD, Microsoft Corporation).
The LICENSE and NOTICE texts of all lie beside this file.
*/`, product, versions["echarts"], holder, versions["zrender"], versions["tslib"]), nil
}

// bundle makes one script of the entry and all that it imports: in ES5, with
// echarts as its only global name, and in ASCII, so that a server that announces
// another charset does no harm (0.2 % more bytes, none with gzip).
func bundle(work, entry, banner string) ([]byte, error) {
	result := api.Build(api.BuildOptions{
		Stdin:             &api.StdinOptions{Contents: entry, ResolveDir: work, Sourcefile: "entry.js"},
		AbsWorkingDir:     work,
		Bundle:            true,
		Platform:          api.PlatformBrowser,
		Format:            api.FormatIIFE,
		GlobalName:        "echarts",
		Target:            api.ES5,
		Charset:           api.CharsetASCII,
		Define:            map[string]string{"process.env.NODE_ENV": `"production"`},
		MinifyWhitespace:  true,
		MinifyIdentifiers: true,
		MinifySyntax:      true,
		LegalComments:     api.LegalCommentsNone, // banner and the texts beside it say more
		Banner:            map[string]string{"js": banner},
		LogLevel:          api.LogLevelSilent, // what it found comes back as an error
	})
	var found []error
	for _, message := range append(result.Errors, result.Warnings...) {
		place := ""
		if message.Location != nil {
			place = fmt.Sprintf("%s:%d: ", message.Location.File, message.Location.Line)
		}
		found = append(found, errors.New(place+message.Text))
	}
	if len(found) > 0 {
		return nil, errors.Join(found...)
	}
	return result.OutputFiles[0].Contents, nil
}
