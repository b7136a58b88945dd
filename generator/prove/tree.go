package prove

import (
	"crypto/sha256"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
)

// A tree is what a folder holds, by path: for a file the sum of its bytes, for a
// folder or a link a word.
type tree map[string]string

const folderMark = "folder"

// readTree reads a folder; one that is not there is empty.
func readTree(dir string) (tree, error) {
	t := tree{}
	err := filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(dir, name)
		if err != nil || rel == "." {
			return err
		}
		rel = filepath.ToSlash(rel)
		switch {
		case entry.IsDir():
			t[rel] = folderMark
		case !entry.Type().IsRegular():
			t[rel] = "no file: " + entry.Type().String()
		default:
			data, err := os.ReadFile(name)
			if err != nil {
				return err
			}
			t[rel] = sumOf(data)
		}
		return nil
	})
	if errors.Is(err, fs.ErrNotExist) && len(t) == 0 {
		err = nil
	}
	return t, err
}

func sumOf(data []byte) string {
	sum := sha256.Sum256(data)
	return string(sum[:])
}

// add puts a file into the tree, and the folders above it.
func (t tree) add(name string, data []byte) {
	t[name] = sumOf(data)
	for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
		t[dir] = folderMark
	}
}

// against names the first paths in which a tree is not as wanted, files before
// folders: an absent page says more than its folder.
func (t tree) against(want tree) []Words {
	var files, folders []Words
	all := maps.Clone(t)
	maps.Copy(all, want)
	for _, name := range slices.Sorted(maps.Keys(all)) {
		got, there := t[name]
		wanted, due := want[name]
		var what Words
		switch {
		case got == wanted:
			continue
		case !there:
			what = say("%s：缺少", "%s: is missing", name)
		case !due:
			what = say("%s：不该有", "%s: should not be there", name)
		default:
			what = say("%s：内容不同", "%s: has other bytes", name)
		}
		if got == folderMark || wanted == folderMark {
			folders = append(folders, what)
		} else {
			files = append(files, what)
		}
	}
	files = append(files, folders...)
	return files[:min(len(files), mostFiles)]
}
