package main

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"syscall"
	"text/template"

	"zhenjian/generator/archive"
	"zhenjian/generator/audit"
	"zhenjian/generator/config"
	"zhenjian/generator/glossary"
	"zhenjian/generator/page"
	"zhenjian/generator/pipeline"
	"zhenjian/generator/preview"
	"zhenjian/generator/publish"
	"zhenjian/generator/region"
	"zhenjian/generator/source"
	"zhenjian/layouts"
)

// A fileFault is a fault in a file that stops a command: config.toml:1: ….
type fileFault struct {
	file  string
	fault *source.Fault
}

func (e fileFault) Error() string { return fmt.Sprintf("%s:%v", e.file, e.fault) }

// input reads the site in the folder --site, all but its reports.
func (c *command) input() (pipeline.Input, error) {
	var in pipeline.Input
	site, err := source.ReadSite(c.site, layouts.FS)
	if err != nil {
		return in, noSite{c.site, err}
	}
	conf, fault := config.Parse(site.Config)
	if fault != nil {
		return in, fileFault{"config.toml", fault}
	}
	c.lang = cmp.Or(c.lang, conf.Lang)
	gazetteer, catalogue, err := additions(site)
	if err != nil {
		return in, err
	}
	words, err := glossaryOf(site, catalogue)
	if err != nil {
		return in, err
	}
	parsed, err := page.Load(site.Layouts)
	if err != nil {
		return in, err
	}
	program, err := programHash()
	if err != nil {
		return in, err
	}
	in = pipeline.Input{
		Reports:   filepath.Join(c.site, "content", "reports"),
		Public:    filepath.Join(c.site, "public"),
		State:     filepath.Join(c.site, ".zhenjian"),
		Gazetteer: gazetteer, Catalogue: catalogue, Scope: conf.Scope, Layouts: parsed, Jobs: runtime.GOMAXPROCS(0),
		Options: optionsOf(conf, program, words), Notices: conf.Unset(), Precompress: conf.Precompress,
	}
	var problems []source.Problem
	in.Ledger, problems = archive.ParseLedger(site.Ledger)
	in.Notices = append(in.Notices, problems...)
	for _, id := range slices.Sorted(maps.Keys(conf.Columns)) {
		if ids := page.ColumnIDs(); !slices.Contains(ids, id) {
			line := source.LineWith(site.Config, "[columns."+id+"]")
			return in, fileFault{"config.toml", source.Faultf(line, "columns 里没有叫 %q 的栏目；可用的有：%s", "there is no column %q; there are: %s", id, strings.Join(ids, ", "))}
		}
	}
	for _, name := range conf.Checks {
		if !slices.Contains(audit.Groups(), name) {
			return in, fileFault{"config.toml", source.Faultf(source.LineOfKey(site.Config, "public_checks"), "public_checks 里没有叫 %q 的；可用的有：%s", "public_checks: there is no %q; there are: %s", name, strings.Join(audit.Groups(), ", "))}
		}
	}
	for _, code := range conf.Scope {
		if unit, ok := gazetteer.Lookup(code); !ok || unit.Level == region.Town {
			return in, fileFault{"config.toml", source.Faultf(0, "scope 里的 %s 不是已知的区县代码（六位数字）", "scope: %s is no code of a county (six digits) that is known", code)}
		}
	}
	for _, p := range site.Pages {
		in.Pages = append(in.Pages, page.Markdown{Name: p.Name, Text: p.Text})
	}
	return in, nil
}

// optionsOf hands the settings on to the pages.
func optionsOf(conf config.Config, program string, words *glossary.Glossary) page.Options {
	o := page.Options{
		Title: conf.Title, Subtitle: conf.Subtitle, Notice: conf.Notice, BaseURL: conf.BaseURL, Program: program, Glossary: words,
		SiteName: conf.SiteName, SiteDomain: conf.SiteDomain, SiteCode: conf.SiteCode,
		Organizer: conf.Organizer, Undertaker: conf.Undertaker, Contact: conf.Contact, Phone: conf.Phone, Mail: conf.Mail, Post: conf.Post,
		ICP: conf.ICP, Police: conf.Police, ErrorContact: conf.ErrorContact, Editor: conf.Editor, Topic: conf.Topic, Genre: conf.Genre,
		Columns: map[string]page.Column{}, PublicChecks: conf.Checks, PublicShared: conf.Shared,
	}
	for id, c := range conf.Columns {
		o.Columns[id] = page.Column(c)
	}
	return o
}

// programHash identifies the running program: one that was built from other
// code may make other pages of the same reports. It is worked out once, at the
// first build: later another program may lie where this one was started from,
// and what this one makes would be taken for made by that.
var programHash = sync.OnceValues(func() (string, error) {
	name, err := os.Executable()
	if err != nil {
		return "", err
	}
	f, err := os.Open(name)
	if err != nil {
		return "", err
	}
	defer f.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
})

// A noSite tells that there is no site in a folder.
type noSite struct {
	dir string
	err error
}

func (e noSite) Error() string { return fmt.Sprintf("%s: no site: %v", e.dir, e.err) }

// say chooses between two wordings by --lang, then config.toml, then LANG;
// Chinese where none of them decides.
func (c *command) say(zh, en string) string {
	if c.language() == "en" {
		return en
	}
	return zh
}

func (c *command) language() string {
	if c.lang == "zh" || c.lang == "en" {
		return c.lang
	}
	if strings.HasPrefix(cmp.Or(os.Getenv("LC_ALL"), os.Getenv("LC_MESSAGES"), os.Getenv("LANG")), "en") {
		return "en"
	}
	return "zh"
}

// inWords says what an error that stops a command means, and what to do.
func (c *command) inWords(err error) string {
	if e, ok := errors.AsType[fileFault](err); ok {
		place := e.file
		if e.fault.Line > 0 {
			place = fmt.Sprintf("%s:%d", e.file, e.fault.Line)
		}
		return place + ": " + e.fault.In(c.language()) + c.say("\n网站没有改动。改正这一处后再试。", "\nThe site was not changed. Correct this and try again.")
	}
	if e, ok := errors.AsType[noSite](err); ok {
		if errors.Is(e.err, fs.ErrNotExist) {
			return fmt.Sprintf(c.say("%s 里没有 content/reports 文件夹，不像一个网站。\n请用 --site 指明网站的文件夹，或用 zhenjian new 新建一个。", "%s has no folder content/reports, so it is no site.\nName the site's folder by --site, or make a new one by zhenjian new."), e.dir)
		}
		return fmt.Sprintf(c.say("无法读取 %s：%v\n请检查文件夹的权限。", "%s cannot be read: %v\nCheck the folder's permissions."), e.dir, e.err)
	}
	if fault, ok := errors.AsType[*source.Fault](err); ok { // in a page by hand; its name stands in front
		file, _, _ := strings.Cut(err.Error(), ": ")
		return c.inWords(fileFault{file, fault})
	}
	if e, ok := errors.AsType[*preview.ListenError](err); ok {
		return e.In(c.language())
	}
	if errors.Is(err, publish.ErrLocked) {
		return c.say("这个网站正在由另一个 build 或 watch 处理。\n请等它结束，或先把它关掉，然后再试。网站没有改动。", "another build or watch of this site is running.\nWait for it to end, or end it, and try again. The site was not changed.")
	}
	if errors.Is(err, pipeline.ErrChanged) {
		file, _, _ := strings.Cut(err.Error(), ": "+pipeline.ErrChanged.Error())
		return fmt.Sprintf(c.say("生成期间报告又有改动（%s）。\n请等文件都存好后再试。网站没有改动。", "reports changed while the site was being built (%s).\nWait until they are saved and try again. The site was not changed."), file)
	}
	if words := c.diskInWords(err); words != "" {
		return words
	}
	if _, ok := errors.AsType[template.ExecError](err); ok {
		return err.Error() + c.say("\n网站没有改动。改正这一处后再试。", "\nThe site was not changed. Correct this and try again.")
	}
	return err.Error()
}

// diskInWords says what is wrong with the disk, and what became of the site; "" where
// the error is of another kind.
func (c *command) diskInWords(err error) string {
	name := c.site
	if e, ok := errors.AsType[*fs.PathError](err); ok {
		name = e.Path
	} else if e, ok := errors.AsType[*os.LinkError](err); ok {
		name = e.New
	}
	number, _ := errors.AsType[syscall.Errno](err)
	var words string
	switch {
	case number == syscall.ENOSPC || number == syscall.EDQUOT || runtime.GOOS == "windows" && (number == fullOnWindows || number == handleFullOnWindows):
		if name != c.site {
			name = filepath.Dir(name) // which of its files comes first is chance, and a message is said once
		}
		words = c.say("磁盘满了，%s 写不下。\n请腾出一些空间后再试。", "the disk is full, there is no room for %s.\nMake room and try again.")
	case number == syscall.EROFS || runtime.GOOS == "windows" && number == protectedOnWindows:
		words = c.say("%s 所在的磁盘只能读，不能写。\n请检查磁盘或共享盘的设置后再试。", "the disk of %s can be read only.\nCheck the disk or the share and try again.")
	case errors.Is(err, fs.ErrPermission):
		words = c.say("没有权限读写 %s。\n请检查文件夹的权限，看文件是不是被别的程序占用，然后再试。", "no right to read or write %s.\nCheck the folder's permissions and whether another program has the file open, and try again.")
	default:
		return ""
	}
	words = fmt.Sprintf(words, name)
	if errors.Is(err, publish.ErrUnfinished) {
		return words + c.say("网站只更新了一部分，没有断链；下次生成会接着做完。", " The site is half way, without dead links; the next build goes on from here.")
	}
	return words + c.say("网站没有改动。", " The site was not changed.")
}

// Numbers of Windows for what syscall names on other systems only: a full disk, a
// full disk while a file is written, a disk with write protection.
const (
	fullOnWindows       syscall.Errno = 112
	handleFullOnWindows syscall.Errno = 39
	protectedOnWindows  syscall.Errno = 19
)
