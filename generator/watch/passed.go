package watch

import "strings"

// passed tells names that never make a change: what editors, office programs,
// file managers and copying leave beside a file while it is in work. They are
// those that source.Find passes over, so no build would read them.
//
// vim's probe, a file 4913 that it makes and removes before it saves, needs no
// rule: what comes and goes before a batch has settled is no change.
func passed(name string) bool {
	switch {
	case strings.HasPrefix(name, "."), // .x.txt.swp, .#x.txt, .~lock.x.docx#, .DS_Store, .goutputstream-1
		strings.HasPrefix(name, "~$"), // the owner file of Word and WPS
		strings.HasSuffix(name, "~"),
		strings.HasPrefix(name, "#") && strings.HasSuffix(name, "#"):
		return true
	}
	name = strings.ToLower(name)
	for _, ending := range passedEndings {
		if strings.HasSuffix(name, ending) {
			return true
		}
	}
	return name == "thumbs.db" || name == "desktop.ini"
}

// ~WRD0001.tmp and ~WRL0001.tmp are Word's, x.docx~RF1a2b.TMP is left by Windows
// where a file is replaced; the others are names of files not yet whole.
var passedEndings = []string{".swp", ".swo", ".tmp", ".temp", ".filepart", ".part", ".partial", ".crdownload", ".download", ".bak", ".lock"}
