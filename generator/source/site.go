package source

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// A Site is what the folder of a site holds besides the reports.
type Site struct {
	Config     []byte // config.toml; nil where there is none
	Regions    []byte // content/regions.toml; nil where there is none
	Indicators []byte // content/indicators.toml; nil where there is none
	Ledger     []byte // content/published.csv; nil where there is none
	Glossary   []byte // content/glossary.toml; nil where there is none
	Pages      []Page
	Layouts    fs.FS // the given layouts, with the site's own files in their place
}

// A Page is one Markdown file of content/pages.
type Page struct {
	Name string // without .md
	Text []byte
}

// ReadSite reads config, additions and pages of the site in a folder. Its
// layouts go before the given ones, file by file.
func ReadSite(dir string, layouts fs.FS) (*Site, error) {
	if info, err := os.Stat(filepath.Join(dir, "content", "reports")); err != nil || !info.IsDir() {
		return nil, cmp.Or(err, error(&fs.PathError{Op: "open", Path: "content/reports", Err: errors.New("not a folder")}))
	}
	s := &Site{Layouts: Overlay(os.DirFS(filepath.Join(dir, "layouts")), layouts)}
	for _, file := range []struct {
		name string
		into *[]byte
	}{{"config.toml", &s.Config}, {"content/regions.toml", &s.Regions}, {"content/indicators.toml", &s.Indicators}, {"content/published.csv", &s.Ledger}, {"content/glossary.toml", &s.Glossary}} {
		data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(file.name)))
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("%s: %w", file.name, err)
		}
		*file.into = data
	}
	pages := filepath.Join(dir, "content", "pages")
	entries, err := os.ReadDir(pages)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	for _, entry := range entries { // sorted by name
		base, ok := strings.CutSuffix(entry.Name(), ".md")
		if !ok || passedOver(entry.Name()) {
			continue
		}
		text, err := os.ReadFile(filepath.Join(pages, entry.Name()))
		if err != nil {
			return nil, fmt.Errorf("content/pages/%s: %s", entry.Name(), reason(err))
		}
		s.Pages = append(s.Pages, Page{base, text})
	}
	return s, nil
}

// Overlay is a file system that holds the files of both; of two with the same
// name the upper's counts.
func Overlay(upper, lower fs.FS) fs.FS { return overlay{upper, lower} }

type overlay struct{ upper, lower fs.FS }

func (o overlay) Open(name string) (fs.File, error) {
	if f, err := o.upper.Open(name); err == nil {
		return f, nil
	}
	return o.lower.Open(name)
}

func (o overlay) ReadDir(name string) ([]fs.DirEntry, error) {
	upper, upperErr := fs.ReadDir(o.upper, name)
	lower, lowerErr := fs.ReadDir(o.lower, name)
	if upperErr != nil && lowerErr != nil {
		return nil, lowerErr
	}
	all := slices.DeleteFunc(upper, func(e fs.DirEntry) bool { return passedOver(e.Name()) })
	for _, e := range lower {
		if !slices.ContainsFunc(all, func(u fs.DirEntry) bool { return u.Name() == e.Name() }) {
			all = append(all, e)
		}
	}
	slices.SortFunc(all, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return all, nil
}
