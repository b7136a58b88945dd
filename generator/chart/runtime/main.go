// Command runtime makes layouts/assets/echarts anew: the parts of Apache ECharts
// that the charts of the site need (entry.js), as one script, and the licences of
// what is in it. Run it in its folder by
//
//	go run .
//
// It needs npm and the net; a build of zhenjian needs neither. It is a module of
// its own, so that the bundler is no dependency of zhenjian. The same packages
// give the same bytes.
//
// To raise the version:
//
//  1. npm view echarts@X.Y.Z dist.integrity dependencies; then dist.integrity of
//     zrender and tslib at the versions that it depends on. Put them into
//     VERSION.toml.
//  2. go run . and go test ./generator in the main module: the script has to stay
//     below 700 kB.
//  3. Parse the script as ES5 with a parser other than the bundler's, such as
//     acorn with ecmaVersion 5. The bundler gives up on what it cannot lower, but
//     does not look into what the packages do at run time.
//  4. Look at the charts in a browser, with the policy default-src 'self'.
//
// What the parts cost, measured in 6.1.0 by leaving each out, of 584,000 bytes
// (200,400 with gzip): grid 49,700 (17,200), line 27,300 (9,700), tooltip 25,200
// (8,300), bar 22,800 (7,900), mark line 18,300 (5,800), legend 18,100 (5,600),
// label layout, which moves the labels of lines apart where they end, 12,100
// (4,500), aria 3,100 (1,200). The core with the SVG renderer has 314,900
// (108,000); the rest is shared by several parts.
package main

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	_ "embed"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"regexp"

	"github.com/pelletier/go-toml/v2"
)

func main() {
	log.SetFlags(0)
	if err := run("VERSION.toml", "../../../layouts/assets/echarts"); err != nil {
		log.Fatal(err)
	}
}

// version is VERSION.toml.
type version struct {
	Source []source `toml:"source"`
}

//go:embed entry.js
var entry string

// run reads the notes, makes the files in the folder out, and writes the figures
// of the script into the notes.
func run(notesFile, out string) error {
	notes, err := os.ReadFile(notesFile)
	if err != nil {
		return err
	}
	var v version
	if err := toml.Unmarshal(notes, &v); err != nil {
		return err
	}
	work, err := os.MkdirTemp("", "echarts")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	versions := map[string]string{}
	for _, s := range v.Source {
		if err := s.fetch(work); err != nil {
			return err
		}
		versions[s.Package] = s.Version
	}
	if err := checkDependencies(work, versions); err != nil {
		return err
	}
	head, err := banner(work, versions)
	if err != nil {
		return err
	}
	script, err := bundle(work, entry, head)
	if err != nil {
		return err
	}

	if err := os.MkdirAll(out, 0o755); err != nil {
		return err
	}
	for name, from := range licences {
		text, err := os.ReadFile(filepath.Join(work, "node_modules", from))
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(out, name), text, 0o644); err != nil {
			return err
		}
	}
	if err := os.WriteFile(filepath.Join(out, "echarts.min.js"), script, 0o644); err != nil {
		return err
	}
	packed, err := packedSize(script)
	if err != nil {
		return err
	}
	log.Printf("echarts.min.js: %d bytes, %d with gzip", len(script), packed)
	notes = set(notes, "sha256", fmt.Sprintf("%q", fmt.Sprintf("%x", sha256.Sum256(script))))
	notes = set(notes, "bytes", fmt.Sprint(len(script)))
	notes = set(notes, "gzip", fmt.Sprint(packed))
	return os.WriteFile(notesFile, notes, 0o644)
}

// packedSize is how many bytes gzip -9 leaves.
func packedSize(data []byte) (int, error) {
	var packed bytes.Buffer
	zip, err := gzip.NewWriterLevel(&packed, gzip.BestCompression)
	if err != nil {
		return 0, err
	}
	if _, err := zip.Write(data); err != nil {
		return 0, err
	}
	err = zip.Close()
	return packed.Len(), err
}

// set puts a value into the line of the notes that has its key, and leaves the
// remark behind it.
func set(notes []byte, key, value string) []byte {
	line := regexp.MustCompile(`(?m)^` + key + ` = (?:"[^"]*"|\d+)`)
	return line.ReplaceAllLiteral(notes, []byte(key+" = "+value))
}
