package source

import (
	"bytes"
	"cmp"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// MaxSize is the largest file that is read, in bytes. The largest real report
// known has 60 KB; 8 MiB leaves room for scans saved as text by mistake.
const MaxSize = 8 << 20

// A File is a report file that Find saw.
type File struct {
	Path       string // below the folder, with slashes
	Size       int64
	Modified   time.Time
	HasSidecar bool
	Stamp      string    // what the file system says of file and sidecar: as long as it is the same, so are their bytes
	Latest     time.Time // of all times in Stamp; one as late as the reading vouches for nothing
}

// Find lists the report files below a folder, sorted by path. Names that
// editors and copying leave behind are passed over without a word; whatever
// else is no report file is a Problem. The error is for the folder itself.
func Find(folder string) (files []File, problems []Problem, err error) {
	sidecars := map[string]fs.FileInfo{}
	root, err := filepath.EvalSymlinks(folder)
	if err != nil {
		return nil, nil, err
	}
	content := filepath.Dir(root)
	err = filepath.WalkDir(root, func(name string, entry fs.DirEntry, err error) error {
		rel, _ := filepath.Rel(root, name)
		rel = filepath.ToSlash(rel)
		if err != nil {
			if rel == "." {
				return err
			}
			problems = append(problems, Problem{Code: Unreadable, File: rel, Args: []any{reason(err)}})
			if entry != nil && entry.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		if rel == "." {
			return nil
		}
		if passedOver(entry.Name()) {
			if entry.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		if entry.IsDir() {
			return nil
		}
		info, err := entry.Info()
		if err == nil && info.Mode()&fs.ModeSymlink != 0 {
			info, err = inside(content, name)
		}
		switch {
		case err != nil:
			problems = append(problems, Problem{Code: BadLink, File: rel})
			return nil
		case !info.Mode().IsRegular():
			problems = append(problems, Problem{Code: NotAFile, File: rel})
			return nil
		}
		switch ext := strings.ToLower(path.Ext(rel)); {
		case strings.HasSuffix(strings.ToLower(rel), ".toml.txt"):
			problems = append(problems, Problem{Code: NamedText, File: rel})
		case isText(rel) || readers[ext] != nil:
			files = append(files, stamped(File{Path: rel, Size: info.Size(), Modified: info.ModTime()}, info))
		case ext == ".toml":
			sidecars[rel] = info
		case unread[ext]:
			problems = append(problems, Problem{Code: Format, File: rel, Args: []any{ext}})
		case strings.EqualFold(entry.Name(), "Thumbs.db") || strings.EqualFold(entry.Name(), "desktop.ini"):
		default:
			problems = append(problems, Problem{Code: UnknownKind, File: rel, Args: []any{cmp.Or(ext, "无扩展名")}})
		}
		return nil
	})
	if err != nil {
		return nil, nil, err
	}
	for i := range files {
		side := files[i].Path + ".toml"
		if info := sidecars[side]; info != nil {
			files[i].HasSidecar = true
			files[i] = stamped(files[i], info)
			delete(sidecars, side)
		}
	}
	for side := range sidecars {
		problems = append(problems, Problem{Code: LoneSidecar, File: side, Args: []any{path.Base(strings.TrimSuffix(side, ".toml"))}})
	}
	slices.SortFunc(files, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	SortProblems(problems)
	return files, problems, nil
}

// passedOver tells names that are no reports yet or never: lock and owner
// files of Word and WPS, swap files of editors, files still being copied.
func passedOver(name string) bool {
	lower := strings.ToLower(name)
	if strings.HasPrefix(name, ".") || strings.HasPrefix(name, "~$") || strings.HasSuffix(name, "~") || strings.HasPrefix(name, "#") && strings.HasSuffix(name, "#") {
		return true
	}
	for _, ending := range []string{".swp", ".swo", ".tmp", ".temp", ".filepart", ".part", ".partial", ".crdownload", ".download", ".bak", ".lock"} {
		if strings.HasSuffix(lower, ending) {
			return true
		}
	}
	return false
}

// inside follows a symbolic link to a regular file below the content folder.
func inside(content, name string) (fs.FileInfo, error) {
	target, err := filepath.EvalSymlinks(name)
	if err != nil {
		return nil, err
	}
	if rel, err := filepath.Rel(content, target); err != nil || !filepath.IsLocal(rel) {
		return nil, fs.ErrPermission
	}
	info, err := os.Stat(target)
	if err == nil && info.IsDir() { // a linked folder could hold itself
		return nil, fs.ErrPermission
	}
	return info, err
}

// Read reads one file that Find listed, with its sidecar, and cleans it. The
// document is nil where the file cannot be a report; the problems say why.
func Read(folder string, f File) (*Document, []Problem) {
	raw, problem := readFile(filepath.Join(folder, filepath.FromSlash(f.Path)), f.Path)
	if problem != nil {
		return nil, []Problem{*problem}
	}
	doc, problems := New(f.Path, raw)
	if doc != nil && f.HasSidecar {
		doc.SidecarPath = f.Path + ".toml"
		side, problem := readFile(filepath.Join(folder, filepath.FromSlash(doc.SidecarPath)), doc.SidecarPath)
		if problem != nil {
			return nil, append(problems, *problem)
		}
		doc.Sidecar = side
	}
	return doc, problems
}

// ReadPath reads any file by its name, with the sidecar beside it, for explain.
func ReadPath(name string) (*Document, []Problem) {
	file := File{Path: filepath.ToSlash(filepath.Base(name))}
	switch ext := strings.ToLower(filepath.Ext(name)); {
	case unread[ext]:
		return nil, []Problem{{Code: Format, File: name, Args: []any{ext}}}
	case ext != "" && !isText(name) && readers[ext] == nil:
		return nil, []Problem{{Code: UnknownKind, File: name, Args: []any{ext}}}
	}
	if info, err := os.Stat(name); err == nil && !info.Mode().IsRegular() {
		return nil, []Problem{{Code: NotAFile, File: name}}
	}
	if _, err := os.Stat(name + ".toml"); err == nil {
		file.HasSidecar = true
	}
	doc, problems := Read(filepath.Dir(name), file)
	for i := range problems {
		problems[i].File = name
	}
	return doc, problems
}

// readFile reads at most MaxSize bytes; path is what a Problem calls the file.
func readFile(name, path string) ([]byte, *Problem) {
	f, err := os.Open(name)
	if err != nil {
		return nil, &Problem{Code: Unreadable, File: path, Args: []any{reason(err)}}
	}
	defer f.Close()
	var buffer bytes.Buffer
	size := int64(0)
	if info, err := f.Stat(); err == nil && info.Size() <= MaxSize {
		size = info.Size()
		buffer.Grow(int(size) + bytes.MinRead) // a file that has grown is read all the same
	} else if err == nil {
		size = info.Size()
	}
	if _, err := buffer.ReadFrom(io.LimitReader(f, MaxSize+1)); err != nil {
		return nil, &Problem{Code: Unreadable, File: path, Args: []any{reason(err)}}
	}
	if n := int64(buffer.Len()); n > MaxSize {
		return nil, &Problem{Code: TooLarge, File: path, Args: []any{(max(size, n) + 1<<20 - 1) >> 20}}
	}
	return buffer.Bytes(), nil
}

// reason is an error without the name of the file, which the Problem has.
func reason(err error) string {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "文件不存在 (no such file)"
	case errors.Is(err, fs.ErrPermission):
		return "没有权限 (permission denied)"
	}
	if e, ok := errors.AsType[*fs.PathError](err); ok {
		return e.Err.Error()
	}
	return err.Error()
}
