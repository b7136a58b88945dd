package prove

import (
	"bytes"
	"fmt"
	"os"
	"path"
	"regexp"
	"runtime"
	"strings"
	"time"

	"zhenjian/generator/source"
)

// folder names a folder for reports, which need not exist.
func (r *replay) folder() string {
	return r.one([]string{reportsFolder, reportsFolder + "/2021", reportsFolder + "/2022", reportsFolder + "/新收", reportsFolder + "/新收/二月", reportsFolder + "/存档/甲/乙"})
}

// vacant names a report file that there is not.
func (r *replay) vacant() string {
	for {
		name := fmt.Sprintf("%s/%s%d.txt", r.folder(), r.one([]string{"报告", "第", "a b", "z"}), r.IntN(1000))
		if !r.exists(name) {
			return name
		}
	}
}

// some names a report; now and then the one written last, which the file system
// does not vouch for yet.
func (r *replay) some() string {
	if r.last != "" && r.IntN(4) == 0 && r.exists(r.last) {
		return r.last
	}
	return r.one(r.reports())
}

func (r *replay) read(name string) []byte {
	data, err := os.ReadFile(r.at(name))
	r.must(err)
	return data
}

// text gives a report as UTF-8; "" for one that is no text.
func (r *replay) text(name string) string {
	if doc, _ := source.New(name, r.read(name)); doc != nil {
		return doc.Decoded
	}
	return ""
}

func (r *replay) create() (Words, bool) {
	if len(r.reports()) >= MaxReports {
		return Words{}, false
	}
	name := r.vacant()
	r.write(name, r.invent())
	r.last = name
	return say("新建报告 %s", "made the report %s", short(name)), true
}

var (
	number = regexp.MustCompile(`[1-9][0-9]*`)
	cited  = regexp.MustCompile(`《[^》\n]*》`)
	clause = regexp.MustCompile(`[^，。；、\n]{2,}[0-9]+[件场次份]`)
	dated  = regexp.MustCompile(`20[0-9]{2}年[0-9]{1,2}月[0-9]{1,2}日`)
)

// swapped puts something in place of one of the matches of a text.
func (r *replay) swapped(text string, match *regexp.Regexp, by string) string {
	all := match.FindAllStringIndex(text, -1)
	if len(all) == 0 {
		return text + by + "\n"
	}
	at := all[r.IntN(len(all))]
	return text[:at[0]] + by + text[at[1]:]
}

// rewrite saves a report with other words.
func (r *replay) rewrite() (Words, bool) {
	name := r.some()
	if name == "" {
		return Words{}, false
	}
	text := r.text(name)
	lines := strings.SplitAfter(text, "\n")
	line := r.IntN(len(lines))
	var zh, en string
	switch r.IntN(9) {
	case 0, 1:
		zh, en, text = "改了一个数", "another number in", r.swapped(text, number, fmt.Sprint(1+r.IntN(400)))
	case 2:
		zh, en, text = "改了引用的文件", "another title cited in", r.swapped(text, cited, "《"+r.one(titles)+"》")
	case 3:
		zh, en, text = "改了日期", "another date in", r.swapped(text, dated, fmt.Sprintf("%d年%d月%d日", 2021+r.IntN(4), 1+r.IntN(3), 1+r.IntN(28)))
	case 4:
		zh, en, text = "加了一段", "a paragraph more in", strings.Join(lines[:line], "")+r.sentence()+"\n"+strings.Join(lines[line:], "")
	case 5:
		zh, en, text = "删了一行", "a line less in", strings.Join(lines[:line], "")+strings.Join(lines[min(line+1, len(lines)):], "")
	case 6:
		zh, en, text = "换成另一份报告的文字", "the words of another report in", r.invent()
	case 7:
		zh, en, text = "只剩一半（正在复制的文件）", "half of (a file being copied)", strings.ToValidUTF8(text[:len(text)/2], "")
	default:
		zh, en, text = "改成不是文字的内容", "no text at all in", string([]byte{0, 1, 2, 0xFF, byte(r.IntN(256))})
	}
	r.write(name, text)
	r.last = name
	return say(zh+"：%s", en+" %s", short(name)), true
}

// sameSize saves a report twice at once with a digit changed, so that neither its
// size nor, on a coarse clock, its time tells. Where the system says when a file
// was changed in any way the time of its bytes is even set back, as some programs
// for copying do; elsewhere nothing would be left to tell by.
func (r *replay) sameSize() (Words, bool) {
	name := r.some()
	if name == "" {
		return Words{}, false
	}
	data := r.read(name)
	at := bytes.IndexAny(data, "0123456789")
	if all := regexp.MustCompile(`[0-9]`).FindAllIndex(data, -1); len(all) > 0 {
		at = all[r.IntN(len(all))][0]
	}
	info, err := os.Stat(r.at(name))
	if !r.must(err) || at < 0 {
		return Words{}, false
	}
	for range 2 {
		data[at] = '0' + byte(int(data[at]-'0')+1+r.IntN(9))%10
		r.write(name, string(data))
	}
	r.last = name
	if back := r.IntN(2) == 0; back && runtime.GOOS == "linux" {
		r.must(os.Chtimes(r.at(name), time.Time{}, info.ModTime()))
		return say("改了一个数字，大小和修改时间都不变：%s", "another digit, with the same size and time, in %s", short(name)), true
	}
	return say("一秒内两次改同一个数字，大小不变：%s", "another digit twice within a second, with the same size, in %s", short(name)), true
}

// replace saves a report as editors do: a new file, renamed.
func (r *replay) replace() (Words, bool) {
	name := r.some()
	if name == "" {
		return Words{}, false
	}
	text := r.text(name) + r.sentence() + "\n"
	beside := path.Dir(name) + "/.~" + path.Base(name)
	r.write(beside, text)
	r.move(beside, name)
	r.last = name
	return say("另存后改名顶替：%s", "saved by a rename: %s", short(name)), true
}

func (r *replay) rename() (Words, bool) {
	from, to := r.some(), r.vacant()
	if from == "" {
		return Words{}, false
	}
	r.move(from, to)
	if r.IntN(2) == 0 && r.exists(from+".toml") {
		r.move(from+".toml", to+".toml")
	}
	return say("改名 %s → %s", "renamed %s to %s", short(from), short(to)), true
}

func (r *replay) remove() (Words, bool) {
	name := r.some()
	if name == "" {
		return Words{}, false
	}
	r.must(os.Remove(r.at(name)))
	if r.IntN(2) == 0 {
		os.Remove(r.at(name + ".toml"))
	}
	return say("删除 %s", "deleted %s", short(name)), true
}

// double gives a report twice.
func (r *replay) double() (Words, bool) {
	from := r.some()
	if from == "" || len(r.reports()) >= MaxReports {
		return Words{}, false
	}
	to := r.vacant()
	r.write(to, string(r.read(from)))
	return say("复制 %s → %s", "copied %s to %s", short(from), short(to)), true
}

// swap lets two reports change names.
func (r *replay) swap() (Words, bool) {
	a, b := r.some(), r.some()
	if a == b {
		return Words{}, false
	}
	aside := path.Dir(a) + "/.aside"
	r.move(a, aside)
	r.move(b, a)
	r.move(aside, b)
	return say("对调 %s 和 %s", "%s and %s changed names", short(a), short(b)), true
}

// touch saves a report with the bytes it had, or sets its time.
func (r *replay) touch() (Words, bool) {
	name := r.some()
	if name == "" {
		return Words{}, false
	}
	if r.IntN(2) == 0 {
		day := time.Date(2024, 1, 1+r.IntN(28), 9, 18, 0, 0, time.UTC)
		r.must(os.Chtimes(r.at(name), day, day))
		return say("改了修改时间：%s", "another time of %s", short(name)), true
	}
	r.write(name, string(r.read(name)))
	return say("原样另存：%s", "saved as it was: %s", short(name)), true
}

// sidecar answers for a report, takes an answer back, or leaves it without its
// report.
func (r *replay) sidecar() (Words, bool) {
	name := r.some()
	if name == "" {
		return Words{}, false
	}
	side := name + ".toml"
	if r.exists(side) && r.IntN(3) == 0 {
		r.must(os.Remove(r.at(side)))
		return say("删除旁注 %s", "deleted the sidecar %s", short(side)), true
	}
	p := r.towns[r.IntN(len(r.towns))]
	text := r.one([]string{
		fmt.Sprintf("year = %d\n", r.year()),
		fmt.Sprintf("title = \"%s的报告之%d\"\n", p.town, r.IntN(100)),
		fmt.Sprintf("place = { county = %q, town = %q }\n", p.county, p.town),
		fmt.Sprintf("issued = \"2024-0%d-1%d\"\n", 1+r.IntN(9), r.IntN(10)),
		fmt.Sprintf("issuers = [\"%s人民政府\"]\nyear = %d\n", p.town, r.year()),
		"mask = true\n",
		"mask = [\"138****8000\"]\n",
		"accept = [\"13800138000\"]\n",
		fmt.Sprintf("former = [\"%s/%d\"]\nindex = \"索引%d\"\n", r.one(r.codes), r.year(), r.IntN(3)),
		"# 没有要改的\n",
		"[[correction]]\nquote = \"行政处罚案件\"\nvalue = 3\nreason = \"甲\"\ndate = 2023-05-06\n",
		fmt.Sprintf("[[correction]]\nquote = %q\nvalue = %d\nreason = \"乙\"\ndate = 2023-05-06\n", r.counted(name), r.IntN(300)),
		fmt.Sprintf("[[correction]]\nquote = %q\nstrike = true\nreason = \"丙\"\ndate = 2023-05-06\n", r.counted(name)),
		"change = [{ date = 2023-05-06, reason = \"更正笔误\" }]\n",
		fmt.Sprintf("withdrawn = { date = 2023-06-0%d, reason = \"重新审核\" }\n", 1+r.IntN(9)),
		"year = \n",
		"yaer = 2022\n",
	})
	r.write(side, text)
	return say("旁注 %s：%s", "sidecar %s: %s", short(side), strings.TrimSpace(text)), true
}

// counted gives words of a report that hold a number, for a correction.
func (r *replay) counted(name string) string {
	text := r.text(name)
	all := clause.FindAllString(text, -1)
	if len(all) == 0 {
		return "没有这句话"
	}
	return all[r.IntN(len(all))]
}

// foreignKind puts a file beside the reports that is none, or takes one away.
func (r *replay) foreignKind() (Words, bool) {
	name := r.folder() + "/" + r.one([]string{"报告.docx", "报告.ofd", "网页.htm", "表.xlsx", "~$报告.txt", "孤.txt.toml", "说明.txt.txt", "空.txt", ".DS_Store"})
	if r.exists(name) {
		r.must(os.Remove(r.at(name)))
		return say("删除 %s", "deleted %s", short(name)), true
	}
	r.write(name, "")
	return say("放入 %s", "put in %s", short(name)), true
}

// folders gives the folders below that of the reports.
func (r *replay) folders() []string {
	return r.list(reportsFolder, true, func(string) bool { return true })
}

// moveFolder gives a folder another name or another place, with all that is in it;
// the reports in it keep what the file system says of them.
func (r *replay) moveFolder() (Words, bool) {
	from := r.one(r.folders())
	to := fmt.Sprintf("%s/夹%d", r.folder(), r.IntN(100))
	if from == "" || r.exists(to) || strings.HasPrefix(to+"/", from+"/") {
		return Words{}, false
	}
	r.move(from, to)
	return say("移动文件夹 %s → %s", "moved the folder %s to %s", short(from), short(to)), true
}

// swapFolders lets two folders change names: what is in them may be as large and
// as old as what was there before.
func (r *replay) swapFolders() (Words, bool) {
	a, b := r.one(r.folders()), r.one(r.folders())
	if a == "" || strings.HasPrefix(a+"/", b+"/") || strings.HasPrefix(b+"/", a+"/") {
		return Words{}, false
	}
	aside := reportsFolder + "/.aside"
	r.move(a, aside)
	r.move(b, a)
	r.move(aside, b)
	return say("对调文件夹 %s 和 %s", "the folders %s and %s changed names", short(a), short(b)), true
}

func (r *replay) removeFolder() (Words, bool) {
	name := r.one(r.folders())
	if name == "" || r.holds(name) > MaxReports/4 {
		return Words{}, false
	}
	r.must(os.RemoveAll(r.at(name)))
	return say("删除文件夹 %s", "deleted the folder %s", short(name)), true
}

// holds counts the files below a folder.
func (r *replay) holds(dir string) int {
	return len(r.list(dir, false, func(string) bool { return true }))
}
