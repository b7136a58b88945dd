package prove

import (
	"fmt"
	"os"
	"path"
	"slices"
	"strings"
)

// publicFiles gives the files of the site that the program made.
func (r *replay) publicFiles() []string {
	return r.list("public", false, func(name string) bool {
		_, foreign := r.foreign[strings.TrimPrefix(name, "public/")]
		return !foreign
	})
}

// editPublic does to the site what nobody should.
func (r *replay) editPublic() (Words, bool) {
	name := r.one(r.publicFiles())
	if name == "" {
		return Words{}, false
	}
	switch r.IntN(6) {
	case 0:
		r.must(os.Remove(r.at(name)))
		return say("删除 %s", "deleted %s", name), true
	case 1:
		dir := path.Dir(name)
		if dir == "public" {
			return Words{}, false
		}
		r.must(os.RemoveAll(r.at(dir)))
		for file := range r.foreign {
			if strings.HasPrefix("public/"+file, dir+"/") {
				delete(r.foreign, file)
			}
		}
		return say("删除文件夹 %s", "deleted the folder %s", dir), true
	case 2:
		r.write(name, "")
		return say("清空 %s", "emptied %s", name), true
	case 3:
		target := r.one(r.publicFiles())
		r.must(os.Remove(r.at(name)))
		if os.Symlink(r.at(target), r.at(name)) != nil { // not every system lets everybody
			return say("删除 %s", "deleted %s", name), true
		}
		return say("%s 换成指向 %s 的链接", "%s became a link to %s", name, target), true
	case 4:
		data := r.read(name)
		if len(data) == 0 {
			return Words{}, false
		}
		data[r.IntN(len(data))] ^= 1
		r.replaceFile(name, data)
		return say("改了一个字节，大小不变：%s", "another byte, with the same size, in %s", name), true
	}
	r.replaceFile(name, append(r.read(name), "<!-- by hand -->"...))
	return say("手工修改 %s", "edited %s by hand", name), true
}

// replaceFile writes a file anew: what stands there may be a link to another one.
func (r *replay) replaceFile(name string, data []byte) {
	os.Remove(r.at(name))
	r.write(name, string(data))
}

// putForeign puts a file of another hand into the site, which must stay.
func (r *replay) putForeign() (Words, bool) {
	beside := r.one(r.publicFiles())
	if beside == "" {
		return Words{}, false
	}
	name := fmt.Sprintf("%s/by-hand-%d.txt", path.Dir(beside), r.IntN(20))
	text := fmt.Sprintf("note %d", r.IntN(100))
	r.write(name, text)
	r.foreign[strings.TrimPrefix(name, "public/")] = text
	return say("放入不属于程序的文件 %s", "put in the foreign file %s", name), true
}

const stateFolder = ".zhenjian"

// damageState spoils what only saves time, and one manifest of the two.
func (r *replay) damageState() (Words, bool) {
	files := r.list(stateFolder, false, func(name string) bool {
		base := path.Base(name)
		return strings.HasPrefix(base, "kept-") || base == "manifest" || base == "manifest.copy"
	})
	name := r.one(files)
	if name == "" {
		return Words{}, false
	}
	if !strings.HasPrefix(path.Base(name), "kept-") {
		// With both manifests gone, what no build makes any more stays behind. The
		// next opening writes both again; until then the other one is left alone.
		if !r.next.clean {
			return Words{}, false
		}
		r.next.alone, r.next.reopen = true, true
	}
	switch r.IntN(5) {
	case 0:
		r.must(os.Remove(r.at(name)))
		return say("删除状态文件 %s", "deleted %s of the state", path.Base(name)), true
	case 1:
		data := r.read(name)
		r.write(name, string(data[:len(data)/2]))
		return say("状态文件 %s 只剩一半", "half of %s of the state", path.Base(name)), true
	case 2:
		r.write(path.Dir(name)+"/stage/0", "<p>half a page")
		return say("留下一次没做完的生成", "left a build that was cut short"), true
	case 3:
		r.write(path.Dir(name)+"/journal", "no journal")
		return say("放入坏的日志 journal", "put in a damaged journal"), true
	}
	data := slices.Clone(r.read(name))
	if len(data) > 0 {
		data[r.IntN(len(data))] ^= 1 << r.IntN(8)
	}
	r.write(name, string(data))
	return say("状态文件 %s 改了一位", "another bit in %s of the state", path.Base(name)), true
}

// loseState takes the whole state away, keeps a copy of it, or puts that back. What
// the state no longer names and no build makes stays in the site, so that nothing
// else may have been done since the last build.
func (r *replay) loseState() (Words, bool) {
	saved := r.at("../saved")
	switch r.IntN(4) {
	case 0:
		if !r.next.clean {
			return Words{}, false
		}
		r.next.alone, r.next.again = true, true
		if os.RemoveAll(r.at(stateFolder)) != nil { // a locked file stays on some systems
			r.next.reopen = true
			return say("删除 .zhenjian 的一部分", "deleted a part of .zhenjian"), true
		}
		return say("删除 .zhenjian", "deleted .zhenjian"), true
	case 1:
		if !r.exists(stateFolder) {
			return Words{}, false
		}
		r.must(os.RemoveAll(saved))
		r.must(os.CopyFS(saved, os.DirFS(r.at(stateFolder))))
		return say("备份 .zhenjian", "kept a copy of .zhenjian"), true
	default:
		if !r.next.clean || !r.exists("../saved") {
			return Words{}, false
		}
		r.next.alone = true
		r.closeSession()
		r.must(os.RemoveAll(r.at(stateFolder)))
		r.must(os.CopyFS(r.at(stateFolder), os.DirFS(saved)))
		return say("用备份换掉 .zhenjian", "put the copy of .zhenjian back"), true
	}
}
