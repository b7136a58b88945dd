package prove

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// A kind of edit. do says what it did; not ok where it is not possible just now,
// and then nothing was done.
type kind struct {
	weight int
	do     func(*replay) (what Words, ok bool)
}

// kinds are all kinds of edits. What a clerk does daily has most weight.
var kinds = []kind{
	{8, (*replay).create},
	{10, (*replay).rewrite},
	{5, (*replay).sameSize},
	{4, (*replay).replace},
	{5, (*replay).rename},
	{5, (*replay).remove},
	{3, (*replay).double},
	{3, (*replay).swap},
	{4, (*replay).touch},
	{6, (*replay).sidecar},
	{4, (*replay).formatted},
	{2, (*replay).foreignKind},
	{5, (*replay).moveFolder},
	{2, (*replay).swapFolders},
	{2, (*replay).removeFolder},
	{4, (*replay).config},
	{4, (*replay).regions},
	{4, (*replay).indicators},
	{4, (*replay).glossary},
	{4, (*replay).page},
	{4, (*replay).ledger},
	{4, (*replay).layout},
	{3, (*replay).breakSetting},
	{6, (*replay).editPublic},
	{2, (*replay).putForeign},
	{3, (*replay).damageState},
	{2, (*replay).loseState},
}

// edit does what a step begins with: one thing, or two or three.
func (r *replay) edit(step int) {
	done := func(what Words) { r.edits = append(r.edits, Edit{step, what}) }
	r.next.clean = r.failures == 0
	if r.failures > 0 {
		done(r.repair())
	}
	total := 0
	for _, k := range kinds {
		total += k.weight
	}
	for n := []int{1, 1, 1, 1, 2, 3}[r.IntN(6)]; n > 0; {
		pick := r.IntN(total)
		i := 0
		for pick >= kinds[i].weight {
			pick -= kinds[i].weight
			i++
		}
		what, ok := kinds[i].do(r)
		if r.disk != nil {
			return
		}
		if ok {
			done(what)
			r.next.clean = false
			n--
		}
		if r.next.alone {
			return
		}
	}
}

// must keeps the first error of the disk, which ends the replay.
func (r *replay) must(err error) bool {
	if err != nil && r.disk == nil {
		r.disk = err
	}
	return err == nil
}

// write writes a file of the copy in place.
func (r *replay) write(name, text string) {
	r.must(os.MkdirAll(filepath.Dir(r.at(name)), 0o777))
	r.must(os.WriteFile(r.at(name), []byte(text), 0o666))
}

// move renames a file or folder of the copy; the target may not exist yet.
func (r *replay) move(from, to string) {
	r.must(os.MkdirAll(filepath.Dir(r.at(to)), 0o777))
	r.must(os.Rename(r.at(from), r.at(to)))
}

func (r *replay) exists(name string) bool {
	_, err := os.Lstat(r.at(name))
	return err == nil
}

// list gives the files, or else the folders, below a folder of the copy that fit,
// as paths of the copy, sorted.
func (r *replay) list(dir string, folders bool, fits func(name string) bool) []string {
	var out []string
	filepath.WalkDir(r.at(dir), func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return nil
		}
		rel, err := filepath.Rel(r.at(""), name)
		if rel = filepath.ToSlash(rel); err == nil && rel != dir && (folders && entry.IsDir() || !folders && entry.Type().IsRegular()) && fits(rel) {
			out = append(out, rel)
		}
		return nil
	})
	slices.Sort(out)
	return out
}

// reports gives the report files of the copy.
func (r *replay) reports() []string {
	return r.list(reportsFolder, false, func(name string) bool { return path.Ext(name) == ".txt" })
}

// one gives a member of a list; "" of an empty one.
func (r *replay) one(list []string) string {
	if len(list) == 0 {
		return ""
	}
	return list[r.IntN(len(list))]
}

// short is a path without the folder that all reports are in.
func short(name string) string { return strings.TrimPrefix(name, reportsFolder+"/") }

const reportsFolder = "content/reports"
