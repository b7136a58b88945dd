package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"cmp"
	"compress/gzip"
	"embed"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"
)

// An archive has one folder, its files by name, all of one time and of no
// owner: nothing of the machine it was made on.

// mode are the rights of a file.
func (f file) mode() fs.FileMode {
	if f.runs {
		return 0o755
	}
	return 0o644
}

func sorted(files []file) []file {
	return slices.SortedFunc(slices.Values(files), func(a, b file) int { return cmp.Compare(a.name, b.name) })
}

func tarred(folder string, files []file, at time.Time) ([]byte, error) {
	var out bytes.Buffer
	packer, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	w := tar.NewWriter(packer)
	for _, f := range sorted(files) {
		head := &tar.Header{Typeflag: tar.TypeReg, Name: path.Join(folder, f.name), Size: int64(len(f.data)), Mode: int64(f.mode()), ModTime: at, Format: tar.FormatUSTAR}
		if err := w.WriteHeader(head); err != nil {
			return nil, err
		}
		if _, err := w.Write(f.data); err != nil {
			return nil, err
		}
	}
	if err := cmp.Or(w.Close(), packer.Close()); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

func zipped(folder string, files []file, at time.Time) ([]byte, error) {
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range sorted(files) {
		head := &zip.FileHeader{Name: path.Join(folder, f.name), Method: zip.Deflate, Modified: at}
		head.SetMode(f.mode())
		to, err := w.CreateHeader(head)
		if err != nil {
			return nil, err
		}
		if _, err := to.Write(f.data); err != nil {
			return nil, err
		}
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// batches are what a clerk starts by a double click.
//
//go:embed windows
var batches embed.FS

// forWindows adds the batch files, and ends the lines of texts as Notepad needs it
// in Windows before 2018.
func forWindows(files []file) ([]file, error) {
	entries, err := batches.ReadDir("windows")
	if err != nil {
		return nil, err
	}
	all := slices.Clone(files)
	for _, e := range entries {
		data, err := batches.ReadFile(path.Join("windows", e.Name()))
		if err != nil {
			return nil, err
		}
		all = append(all, file{name: e.Name(), data: data})
	}
	for i, f := range all {
		if !f.runs && !strings.HasSuffix(f.name, ".json") {
			all[i].data = bytes.ReplaceAll(bytes.ReplaceAll(f.data, []byte("\r\n"), []byte("\n")), []byte("\n"), []byte("\r\n"))
		}
	}
	return all, nil
}
