package publish

import (
	"fmt"
	"io/fs"
	"path/filepath"
	"sort"
	"strings"
)

// checkPath refuses a path that is not the same file on every system, or that
// could leave public: a path is relative and clean, with slashes, of printable
// ASCII without blanks and without the characters that Windows keeps for
// itself. No part of it begins with a dot: .gitignore and .git are the user's,
// and names like that are free for temporary files.
func checkPath(path string) error {
	if !fs.ValidPath(path) || path == "." {
		return fmt.Errorf("%q: not a clean relative path; mend the address", path)
	}
	for i := 0; i < len(path); i++ {
		if c := path[i]; c <= ' ' || c > '~' || strings.IndexByte(`\:*?"<>|`, c) >= 0 {
			return fmt.Errorf("%q: character %q in a path; use ASCII letters, digits, dot and hyphen", path, c)
		}
	}
	if path[0] == '.' || strings.Contains(path, "/.") {
		return fmt.Errorf("%q: a name that begins with a dot; names like that are the user's", path)
	}
	if strings.HasSuffix(path, ".") || strings.Contains(path, "./") {
		return fmt.Errorf("%q: a name that ends in a dot; Windows cannot keep it", path)
	}
	if !filepath.IsLocal(filepath.FromSlash(path)) { // con, nul and the like, on Windows
		return fmt.Errorf("%q: a name that the system keeps for itself; choose another", path)
	}
	return nil
}

// checkFingerprint refuses what would break a line of the manifest.
func checkFingerprint(path, fingerprint string) error {
	for i := 0; i < len(fingerprint); i++ {
		if c := fingerprint[i]; c <= ' ' || c > '~' {
			return fmt.Errorf("%s: character %q in the fingerprint %q; use printable ASCII without blanks", path, c, fingerprint)
		}
	}
	return nil
}

// checkTogether finds paths that cannot stand in one folder: a file that is
// the folder of another one, and two that differ in upper and lower case alone,
// which Windows and macOS take for one. Only pairs with one of the given new
// paths are looked for; the others have stood side by side before.
func checkTogether(all []entry, new []string) error {
	if len(new) == 0 {
		return nil
	}
	for _, path := range new {
		for folder := parent(path); folder != ""; folder = parent(folder) {
			if _, found := find(all, folder); found {
				return fmt.Errorf("%s and %s: a file inside a file; change one address", folder, path)
			}
		}
		below := path + "/"
		i := sort.Search(len(all), func(i int) bool { return all[i].path >= below })
		if i < len(all) && strings.HasPrefix(all[i].path, below) {
			return fmt.Errorf("%s and %s: a file inside a file; change one address", path, all[i].path)
		}
	}
	lower := map[string]string{}
	for _, e := range all {
		l := strings.ToLower(e.path)
		if l == e.path {
			continue
		}
		twin, found := lower[l]
		if !found {
			if i, plain := find(all, l); plain {
				twin, found = all[i].path, true
			}
		}
		if found {
			return fmt.Errorf("%s and %s: one address but for upper and lower case; change one", twin, e.path)
		}
		lower[l] = e.path
	}
	return nil
}

// parent gives the folder of a path, "" for public itself.
func parent(path string) string {
	return path[:max(strings.LastIndexByte(path, '/'), 0)]
}

// isPage tells whether a file may hold links to others.
func isPage(path string) bool { return strings.HasSuffix(path, ".html") }
