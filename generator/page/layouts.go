package page

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"path"
	"reflect"
	"regexp"
	"strings"

	"zhenjian/generator/address"
)

// Layouts are the templates, parsed, and the assets of the site.
type Layouts struct {
	templates *template.Template
	programs  map[string]*program // the layouts by kind, as far as they can be compiled
	hash      string              // of all templates
	assets    []asset
	style     string            // path of the style sheet
	icon      string            // path of the icon, "" where there is none
	paths     map[string]string // of all assets, by name: site.css
}

// An asset is a file that is published as it is, a script shortened.
type asset struct {
	path, sum string
	data      []byte
}

// The assets that every page names; there must be a style sheet.
const (
	styleSheet = "site.css"
	siteIcon   = "icon.svg"
)

// The scripts that some pages name. A site without one goes without it.
const (
	viewScript   = "view.js"                // large type, high contrast
	copyScript   = "copy.js"                // copies citations
	speakScript  = "speak.js"               // reads aloud
	chartScript  = "chart.js"               // draws what figures hold
	chartRuntime = "echarts/echarts.min.js" // which chartScript loads when a chart is due
	tableScript  = "table.js"               // sorts tables
	searchIndex  = "search-index.js"        // reads the index
	searchScript = "search.js"              // searches
	searchMore   = "search-more.js"         // filters, suggestions, and how results spread
	namesScript  = "names.js"               // names that are offered while typing
	seekScript   = "seek.js"                // finds a place from the home page
)

// Load parses the layouts: one file a kind of page, *.html, the partials that
// they share, partials/*.html, and below assets what is published beside the pages.
// Each layout is tried on an empty page and on one with something of all there
// can be: one that asks for a field that there is not, or leaves a tag open, is
// an error here, with file and line.
func Load(layouts fs.FS) (*Layouts, error) {
	l := &Layouts{templates: template.New(""), programs: map[string]*program{}, paths: map[string]string{}}
	sum := sha256.New()
	for _, pattern := range []string{"partials/*.html", "*.html"} {
		names, err := fs.Glob(layouts, pattern)
		if err != nil {
			return nil, err
		}
		for _, name := range names {
			text, err := fs.ReadFile(layouts, name)
			if err != nil {
				return nil, fmt.Errorf("layouts/%s: %w", name, err)
			}
			if _, err := l.templates.New(name).Parse(string(text)); err != nil {
				return nil, layoutError(err)
			}
			fmt.Fprintf(sum, "%s %d\n%s", name, len(text), text)
		}
	}
	l.hash = hex.EncodeToString(sum.Sum(nil))
	if err := l.loadAssets(layouts); err != nil {
		return nil, err
	}
	for _, k := range kinds {
		if l.templates.Lookup(k.name+".html") == nil {
			return nil, fmt.Errorf("layouts/%s.html: there is no such file; each kind of page needs its layout", k.name)
		}
		full := reflect.New(reflect.TypeOf(k.blank)).Elem()
		fill(full, maxLists)
		for _, view := range []any{k.blank, full.Interface()} {
			if err := l.execute(k.name, view, func([]byte) error { return nil }); err != nil {
				return nil, err
			}
		}
		if p, err := compile(l.templates, k.name+".html", full.Type()); err == nil {
			l.programs[k.name] = p
		}
	}
	return l, nil
}

// maxLists is how deep views hold lists in lists.
const maxLists = 6

// fill puts something in every field of a view; lists in lists only so deep,
// since an outline holds itself.
func fill(v reflect.Value, deep int) {
	switch v.Kind() {
	case reflect.String:
		v.SetString("1")
	case reflect.Int:
		v.SetInt(1)
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Slice:
		if deep > 0 {
			v.Set(reflect.MakeSlice(v.Type(), 1, 1))
			fill(v.Index(0), deep-1)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i), deep)
		}
	}
}

func (l *Layouts) loadAssets(layouts fs.FS) error {
	err := fs.WalkDir(layouts, "assets", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := fs.ReadFile(layouts, name)
		if err != nil {
			return err
		}
		short := strings.TrimPrefix(name, "assets/")
		data = shortened(short, data)
		sum := sha256.Sum256(data)
		a := asset{path: address.Asset(short, data), sum: hex.EncodeToString(sum[:]), data: data}
		switch short {
		case styleSheet:
			l.style = a.path
		case siteIcon:
			l.icon = a.path
		}
		l.assets = append(l.assets, a)
		l.paths[short] = a.path
		return nil
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("layouts/assets: %w", err)
	}
	if l.style == "" {
		return fmt.Errorf("layouts/assets/%s: there is no such file; every page names it", styleSheet)
	}
	return nil
}

// execute hands out a page of a kind, whole. It may not be kept.
func (l *Layouts) execute(kind string, view any, use func(page []byte) error) error {
	if p := l.programs[kind]; p != nil {
		if done, err := p.execute(view, use); done {
			return err
		}
	}
	var page bytes.Buffer
	if err := l.templates.ExecuteTemplate(&page, kind+".html", view); err != nil {
		return layoutError(err)
	}
	return use(page.Bytes())
}

// templatePlace is how html/template opens its errors: with the file and line.
var templatePlace = regexp.MustCompile(`^(?:html/)?template: ?`)

func layoutError(err error) error {
	return errors.New(path.Join("layouts", templatePlace.ReplaceAllString(err.Error(), "")))
}
