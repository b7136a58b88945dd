package main

import (
	"go/build"
	"os"
	"path"
	"slices"
	"strings"
	"testing"
)

// arrows says which package of this project may import which others. Any
// other arrow fails the test; a package that is not named here may not exist.
var arrows = map[string]string{
	"config":    "source",
	"address":   "",
	"format":    "",
	"source":    "format",
	"numeral":   "",
	"region":    "source",
	"report":    "source numeral region",
	"quantity":  "numeral",
	"indicator": "source numeral report quantity",
	"glossary":  "source report",
	"archive":   "source numeral region report quantity indicator",
	"audit":     "format source numeral region report quantity indicator archive address",
	"compare":   "source numeral region report quantity indicator archive address",
	"highlight": "source",
	"chart":     "numeral quantity indicator archive address",
	"search":    "source region report indicator archive address",
	"page":      "audit source numeral region report quantity indicator compare glossary archive highlight chart search export address",
	"export":    "source numeral region report quantity indicator archive address",
	"publish":   "",
	"watch":     "",
	"preview":   "region source report quantity indicator archive address",
	"pipeline":  "address archive audit compare export indicator numeral page publish quantity region report search source",
	"prove":     "pipeline region report source",
	"release":   "",
	"main":      "audit address archive config glossary indicator pipeline page preview prove publish region report source watch layouts",
	"layouts":   "",
}

func TestArrows(t *testing.T) {
	const module = "zhenjian/"
	folders := map[string]string{"main": ".", "layouts": "../layouts"}
	entries, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if e.IsDir() && e.Name() != "testdata" && e.Name() != "skeleton" {
			folders[e.Name()] = "./" + e.Name()
		}
	}
	for name, folder := range folders {
		allowed, known := arrows[name]
		if !known {
			t.Errorf("package %s is not in the table", name)
			continue
		}
		pkg, err := build.ImportDir(folder, 0)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		for _, imported := range pkg.Imports {
			if of, ours := strings.CutPrefix(imported, module); ours && !slices.Contains(strings.Fields(allowed), path.Base(of)) {
				t.Errorf("%s imports %s, which the table does not allow", name, path.Base(of))
			}
		}
	}
	for name := range arrows {
		if _, ok := folders[name]; !ok {
			t.Errorf("the table names a package %s that is not there", name)
		}
	}
}
