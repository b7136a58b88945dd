package main

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"crypto/sha512"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// A source is a package that goes into the script.
type source struct {
	Package   string `toml:"package"`
	Version   string `toml:"version"`
	Integrity string `toml:"integrity"` // sha512-BASE64 of the packed file, as npm prints it
}

// fetch downloads the package by its name, checks it, and unpacks it into
// work/node_modules, where the bundler looks for it.
func (s source) fetch(work string) error {
	name := s.Package + "@" + s.Version
	pack := exec.Command("npm", "pack", "--silent", name)
	pack.Dir, pack.Stderr = work, os.Stderr
	if err := pack.Run(); err != nil {
		return fmt.Errorf("npm pack %s: %w", name, err)
	}
	data, err := os.ReadFile(filepath.Join(work, s.Package+"-"+s.Version+".tgz"))
	if err != nil {
		return fmt.Errorf("npm pack %s left no file: %w", name, err)
	}
	sum := sha512.Sum512(data)
	if got := "sha512-" + base64.StdEncoding.EncodeToString(sum[:]); got != s.Integrity {
		return fmt.Errorf("%s: integrity is %s, VERSION.toml says %s", name, got, s.Integrity)
	}
	if err := unpack(data, filepath.Join(work, "node_modules", s.Package)); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

// unpack writes the files of a package below dir; nothing gets outside.
func unpack(data []byte, dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer root.Close()
	zip, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return err
	}
	for tape := tar.NewReader(zip); ; {
		head, err := tape.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		_, name, _ := strings.Cut(head.Name, "/") // package/lib/echarts.js
		// dist holds what others have bundled, 50 of the 60 MB of echarts.
		if head.Typeflag != tar.TypeReg || strings.HasPrefix(name, "dist/") {
			continue
		}
		text, err := io.ReadAll(tape)
		if err != nil {
			return err
		}
		if err := root.MkdirAll(filepath.Dir(filepath.FromSlash(name)), 0o755); err != nil {
			return err
		}
		if err := root.WriteFile(filepath.FromSlash(name), text, 0o644); err != nil {
			return err
		}
	}
}

// checkDependencies compares what the packages ask for with what was fetched.
func checkDependencies(work string, versions map[string]string) error {
	for name, version := range versions {
		text, err := os.ReadFile(filepath.Join(work, "node_modules", name, "package.json"))
		if err != nil {
			return err
		}
		var about struct {
			Dependencies map[string]string `json:"dependencies"`
		}
		if err := json.Unmarshal(text, &about); err != nil {
			return fmt.Errorf("package.json of %s: %w", name, err)
		}
		for needed, want := range about.Dependencies {
			if got := versions[needed]; got != want {
				return fmt.Errorf("%s %s needs %s %s, VERSION.toml says %q; put that version and its integrity there",
					name, version, needed, want, got)
			}
		}
	}
	return nil
}
