// Command release makes what a release consists of: for each platform an archive
// with the program, its READMEs, the licences of all that is in it and a list of
// that (SBOM, CycloneDX), and beside them the lists once more and SHA256SUMS.
//
//	go run ./generator/release VERSION DIR [GOOS/GOARCH…]
//
// is run in the project's folder, by .ci/release. The same sources, release of Go
// and SOURCE_DATE_EPOCH give the same bytes, on any machine and in any folder.
package main

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// platforms are those that a release is made for. loong64 is that of the offices'
// own Loongson machines.
var platforms = []string{"linux/amd64", "linux/arm64", "linux/loong64", "windows/amd64", "darwin/arm64"}

var versions = regexp.MustCompile(`^\d+\.\d+\.\d+(-[0-9a-z.]+)?$`)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "release:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) < 2 {
		return errors.New("usage: go run ./generator/release VERSION DIR [GOOS/GOARCH…]")
	}
	version, dir, wanted := args[0], args[1], args[2:]
	if !versions.MatchString(version) {
		return fmt.Errorf("%s is no version such as 1.0.0", version)
	}
	if len(wanted) == 0 {
		wanted = platforms
	}
	epoch, err := strconv.ParseInt(os.Getenv("SOURCE_DATE_EPOCH"), 10, 64)
	if err != nil {
		return fmt.Errorf("SOURCE_DATE_EPOCH: %w", err)
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		return fmt.Errorf("%s is not empty", dir) // SHA256SUMS names all that is there
	}
	work, err := os.MkdirTemp("", "release-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	var made []file
	for _, platform := range wanted {
		if !slices.Contains(platforms, platform) {
			return fmt.Errorf("%s: not among %s", platform, strings.Join(platforms, " "))
		}
		files, err := release(version, platform, time.Unix(epoch, 0).UTC(), work)
		if err != nil {
			return fmt.Errorf("%s: %w", platform, err)
		}
		made = append(made, files...)
	}
	made = append(made, sums(made))
	for _, f := range made {
		if err := os.WriteFile(filepath.Join(dir, f.name), f.data, 0o666); err != nil {
			return err
		}
		fmt.Printf("%9d %s\n", len(f.data), f.name)
	}
	return nil
}

// A file is one of a release, or of an archive in it.
type file struct {
	name string
	data []byte
	runs bool // it is a program
}

// release makes the archive of one platform, and its list of parts.
func release(version, platform string, at time.Time, work string) ([]file, error) {
	goos, goarch, _ := strings.Cut(platform, "/")
	name := fmt.Sprintf("zhenjian-%s-%s-%s", version, goos, goarch)
	program := file{name: "zhenjian", runs: true}
	if goos == "windows" {
		program.name = "zhenjian.exe"
	}
	env := append(os.Environ(), "CGO_ENABLED=0", "GOOS="+goos, "GOARCH="+goarch, "GOAMD64=v1", "GOARM64=v8.0", "GOFLAGS=-mod=readonly", "GOEXPERIMENT=")
	target := filepath.Join(work, name)
	if _, err := command(env, "go", "build", "-trimpath", "-buildvcs=false", "-ldflags", "-s -w -buildid= -X main.version="+version, "-o", target, "./generator"); err != nil {
		return nil, err
	}
	var err error
	if program.data, err = os.ReadFile(target); err != nil {
		return nil, err
	}
	parts, err := partsOf(target, env)
	if err != nil {
		return nil, err
	}
	list, err := bom(version, platform, program.data, parts, at)
	if err != nil {
		return nil, err
	}
	files := []file{program, licences(parts), {name: "sbom.cdx.json", data: list}}
	for _, doc := range []string{"README.zh-CN.md", "README.md", "LICENSE", "generator/SECURITY.md"} {
		data, err := os.ReadFile(doc)
		if err != nil {
			return nil, err
		}
		files = append(files, file{name: filepath.Base(doc), data: data})
	}
	packed := file{name: name + ".tar.gz"}
	if goos == "windows" {
		if files, err = forWindows(files); err != nil {
			return nil, err
		}
		packed.name = name + ".zip"
		packed.data, err = zipped(name, files, at)
	} else {
		packed.data, err = tarred(name, files, at)
	}
	return []file{packed, {name: name + ".cdx.json", data: list}}, err
}

// sums is SHA256SUMS of files, as sha256sum -c reads it.
func sums(files []file) file {
	var b strings.Builder
	for _, f := range files {
		fmt.Fprintf(&b, "%x  %s\n", sha256.Sum256(f.data), f.name)
	}
	return file{name: "SHA256SUMS", data: []byte(b.String())}
}

// command gives what a program prints; what it complains of is shown.
func command(env []string, name string, args ...string) (string, error) {
	cmd := exec.Command(name, args...)
	cmd.Env, cmd.Stderr = env, os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("%s %s: %w", name, args[0], err)
	}
	return string(out), nil
}
