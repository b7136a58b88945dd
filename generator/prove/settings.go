package prove

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

const (
	configFile     = "config.toml"
	regionsFile    = "content/regions.toml"
	indicatorsFile = "content/indicators.toml"
	glossaryFile   = "content/glossary.toml"
	pagesFolder    = "content/pages"
	ledgerFile     = "content/published.csv"
	layoutsFolder  = "layouts"
)

// copySettings takes all over that the site holds beside its reports.
func (r *replay) copySettings() error {
	r.settings = map[string]string{}
	for _, root := range []string{configFile, "content", layoutsFolder} {
		err := filepath.WalkDir(filepath.Join(r.Site, root), func(name string, entry fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			rel, err := filepath.Rel(r.Site, name)
			if rel = filepath.ToSlash(rel); err == nil && rel == reportsFolder {
				return fs.SkipDir
			}
			if err != nil || entry.IsDir() {
				return err
			}
			data, err := os.ReadFile(name)
			r.settings[rel] = string(data)
			r.write(rel, string(data))
			return errors.Join(err, r.disk)
		})
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	r.base, r.good = maps.Clone(r.settings), maps.Clone(r.settings)
	return nil
}

// set writes a setting.
func (r *replay) set(name, text string) {
	r.settings[name] = text
	r.write(name, text)
}

// unset removes a setting.
func (r *replay) unset(name string) {
	delete(r.settings, name)
	r.must(os.Remove(r.at(name)))
}

// repair takes back what made the last build fail: the settings are again those of
// the last good build, and if that does not help, the first ones, without pages by
// hand, which may link to a report that is gone.
func (r *replay) repair() Words {
	to, what := r.good, say("改回上次成功时的设置", "the settings of the last good build")
	if r.failures > 1 {
		to = maps.Clone(r.base)
		maps.DeleteFunc(to, func(name, _ string) bool { return path.Dir(name) == pagesFolder })
		what = say("改回最初的设置，去掉手写的页面", "the first settings, without pages by hand")
	}
	for _, name := range slices.Sorted(maps.Keys(r.settings)) {
		if _, stays := to[name]; !stays {
			r.unset(name)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(to)) {
		if text, there := r.settings[name]; !there || text != to[name] {
			r.set(name, to[name])
		}
	}
	return what
}

// config writes a config.toml with some keys, or that of the site.
func (r *replay) config() (Words, bool) {
	if r.IntN(6) == 0 {
		r.set(configFile, r.base[configFile])
		return say("config.toml 改回原样", "config.toml is that of the site again"), true
	}
	var b strings.Builder
	for _, key := range []string{"title", "subtitle", "notice", "site_name", "organizer", "undertaker", "contact", "phone", "post", "icp", "police", "error_contact", "editor", "topic", "genre"} {
		if r.IntN(2) == 0 {
			fmt.Fprintf(&b, "%s = \"%s <%d> & 其他\"\n", key, key, r.IntN(3))
		}
	}
	if r.IntN(3) == 0 {
		fmt.Fprintf(&b, "base_url = \"http://example.org/%d/\"\n", r.IntN(2))
	}
	if r.IntN(3) == 0 {
		fmt.Fprintf(&b, "scope = [%q]\n", r.one(r.counties))
	}
	if r.IntN(2) == 0 {
		fmt.Fprintf(&b, "site_code = \"370405000%d\"\nsite_domain = \"www%d.example.org\"\n", r.IntN(2), r.IntN(2))
	}
	if r.IntN(3) == 0 {
		fmt.Fprintf(&b, "lang = %q\n", r.one([]string{"zh", "en"}))
	}
	if r.IntN(3) == 0 {
		fmt.Fprintf(&b, "public_checks = [%s]\n", r.one([]string{"", "\"passed\", \"sums\"", "\"jumps\", \"parts\", \"dates\"", "\"misprints\", \"marks\", \"doubled\", \"units\", \"two-figures\", \"rates\""}))
	}
	if r.IntN(2) == 0 {
		fmt.Fprintf(&b, "public_shared = %t\n", r.IntN(4) > 0)
	}
	if r.IntN(4) == 0 {
		b.WriteString("precompress = true\n")
	}
	if r.IntN(3) == 0 {
		fmt.Fprintf(&b, "[columns.%s]\nname = \"栏目%d\"\n", r.one([]string{"places", "indicators", "pages", "home"}), r.IntN(2))
	}
	r.set(configFile, b.String())
	return say("config.toml：%s", "config.toml: %s", oneLine(b.String())), true
}

func oneLine(text string) string {
	return strings.Join(strings.FieldsFunc(text, func(c rune) bool { return c == '\n' }), "; ")
}

// regions adds places to those that the site adds: towns that reports come from,
// former names, successors.
func (r *replay) regions() (Words, bool) {
	var b strings.Builder
	for i, county := range r.counties {
		switch r.IntN(4) {
		case 0:
			fmt.Fprintf(&b, "[[place]]\ncode = \"%s9%d1\"\nname = %q\n", county, r.IntN(2), newTowns[i])
		case 1:
			fmt.Fprintf(&b, "[[place]]\ncode = \"%s902\"\nname = \"旧时%s\"\nsuccessor = %q\n", county, newTowns[i], r.one(r.codes))
		}
	}
	if r.IntN(2) == 0 {
		fmt.Fprintf(&b, "[[place]]\ncode = %q\nformer = [%q]\n", r.one(r.codes), r.one(newTowns))
	}
	if r.IntN(3) == 0 {
		fmt.Fprintf(&b, "[[place]]\ncode = %q\nname = \"改称%d镇\"\n", r.one(r.codes), r.IntN(3))
	}
	r.set(regionsFile, r.base[regionsFile]+"\n"+b.String())
	return say("regions.toml：%s", "regions.toml: %s", oneLine(b.String())), true
}

// indicators adds an indicator to those that the site adds, replaces one, or both.
func (r *replay) indicators() (Words, bool) {
	var b strings.Builder
	entry := func(id, name, word string) {
		fmt.Fprintf(&b, "\n[[indicator]]\nid = %q\nname = %q\nofficial = %q\ndefinition = \"某口径\"\nsource = \"某依据\"\ncombine = %q\nwhy = \"某理由\"\nunits = [\"events\", \"cases\"]\nreadings = [{ words = [%q] }]\nmatch = [\"%s18件。 => 18\"]\nno = [\"建成点位12个。\"]\n",
			id, name, name, r.one([]string{"sum", "largest", "first"}), word, word)
	}
	names := []string{}
	if r.IntN(2) == 0 {
		names = append(names, fmt.Sprintf("院坝说法%d", r.IntN(3)))
		entry("shade-meetings", names[0], r.one([]string{"院坝说法", "“院坝说法”活动"}))
	}
	if r.IntN(2) == 0 {
		names = append(names, fmt.Sprintf("行政处罚%d", r.IntN(3)))
		entry("penalties", names[len(names)-1], r.one([]string{"行政处罚案件", "办理行政处罚案件"}))
	}
	r.set(indicatorsFile, r.base[indicatorsFile]+b.String())
	return say("indicators.toml：%v", "indicators.toml: %v", names), true
}

// ledger writes another ledger, of reports that there are as they are, of such
// as they were, and of places that they never had; or damages a line of it.
func (r *replay) ledger() (Words, bool) {
	if text := r.settings[ledgerFile]; text != "" && r.IntN(4) == 0 {
		at := r.IntN(len(text))
		r.set(ledgerFile, text[:at]+r.one([]string{"?", "\n", ",", "\""})+text[at:])
		return say("弄坏发布台账的一行", "damaged a line of the ledger"), true
	}
	text := "report,code,year,published,sha256,source,title\n"
	rows := 0
	for _, name := range r.reports() {
		if r.IntN(2) == 0 {
			continue
		}
		for range 1 + r.IntN(2) {
			sum := sha256.Sum256(r.read(name))
			sum[0] ^= byte(r.IntN(2)) // sometimes of other bytes
			year := r.year()
			text += fmt.Sprintf("%s/%d,,,%d-0%d-15T09:1%d,%x,%q,\n", r.one(r.codes), year, year+1, 1+r.IntN(9), r.IntN(10), sum, short(name))
			rows++
		}
	}
	r.set(ledgerFile, text)
	return say("发布台账：%d 行", "the ledger: %d rows", rows), true
}

// glossary adds a term to those that the site adds, replaces one, or both. What
// an entry says may change with its wordings or without them.
func (r *replay) glossary() (Words, bool) {
	var b strings.Builder
	entry := func(id, name string) {
		fmt.Fprintf(&b, "\n[[term]]\nid = %q\nname = %q\ngroup = %q\ntext = \"某解释%d。\"\nsource = \"某依据\"\nindicator = %q\nlaw = %q\nmatch = [%q]\n",
			id, name, r.one([]string{"", "某类"}), r.IntN(3), r.one([]string{"", "penalties"}), r.one(titles), "做好"+name+"。")
	}
	names := []string{}
	if r.IntN(2) == 0 {
		names = append(names, r.one([]string{"全年", "法治政府", "组织领导"}))
		entry("added-term", names[0])
	}
	if r.IntN(2) == 0 {
		names = append(names, r.one([]string{"行政处罚", "行政处罚案件", "领导小组"}))
		entry("administrative-penalty", names[len(names)-1])
	}
	r.set(glossaryFile, r.base[glossaryFile]+b.String())
	return say("glossary.toml：%v", "glossary.toml: %v", names), true
}

// page writes, renames or removes a page by hand.
func (r *replay) page() (Words, bool) {
	pages := r.pages()
	if len(pages) > 0 && r.IntN(4) == 0 {
		name := r.one(pages)
		r.unset(name)
		return say("删除页面 %s", "deleted the page %s", name), true
	}
	if len(pages) > 0 && r.IntN(4) == 0 {
		from, to := r.one(pages), fmt.Sprintf("%s/moved-%d.md", pagesFolder, r.IntN(5))
		text := r.settings[from]
		r.unset(from)
		r.set(to, text)
		return say("页面改名 %s → %s", "renamed the page %s to %s", from, to), true
	}
	name := fmt.Sprintf("%s/%s.md", pagesFolder, r.one([]string{"about", "method", "help", "note-1", "note-2"}))
	text := r.base[name]
	if text == "" || r.IntN(3) > 0 {
		text = fmt.Sprintf("# 页面 %d\n\n%s\n\n[各地](/places/index.html) [%s](https://example.org/)\n", r.IntN(3), r.sentence(), r.one(titles))
	}
	if others := r.pages(); len(others) > 0 && r.IntN(3) == 0 {
		text += fmt.Sprintf("\n[另一页](%s)\n", path.Base(r.one(others)))
	}
	r.set(name, text)
	return say("页面 %s", "the page %s", name), true
}

func (r *replay) pages() []string {
	var out []string
	for _, name := range slices.Sorted(maps.Keys(r.settings)) {
		if path.Dir(name) == pagesFolder && path.Ext(name) == ".md" {
			out = append(out, name)
		}
	}
	return out
}

// ends are the places of a template in which a text may stand anywhere.
var ends = regexp.MustCompile(`</(a|p|h1|h2|h3|small|strong|summary|figcaption)>`)

// layout changes a template or the style sheet, or takes a change back.
func (r *replay) layout() (Words, bool) {
	names, err := r.layoutNames()
	if !r.must(err) {
		return Words{}, false
	}
	name := r.one(names)
	own := layoutsFolder + "/" + name
	_, mine := r.settings[own]
	if mine && r.IntN(3) == 0 {
		r.unset(own)
		return say("删除版式 %s", "deleted the layout %s", own), true
	}
	text, there := r.base[own]
	if !there {
		data, err := fs.ReadFile(r.Layouts, name)
		r.must(err)
		text = string(data)
	}
	switch path.Ext(name) {
	case ".css":
		text += fmt.Sprintf("\n.variant { order: %d }\n", r.IntN(5))
	default:
		at := ends.FindAllStringIndex(text, -1)
		if len(at) == 0 {
			return Words{}, false
		}
		i := at[r.IntN(len(at))][0]
		text = text[:i] + fmt.Sprintf(" [%d]", r.IntN(5)) + text[i:]
	}
	r.set(own, text)
	return say("版式 %s", "the layout %s", own), true
}

// layoutNames gives the templates and style sheets that the program carries.
func (r *replay) layoutNames() ([]string, error) {
	var out []string
	for _, pattern := range []string{"*.html", "partials/*.html", "assets/*.css"} {
		names, err := fs.Glob(r.Layouts, pattern)
		if err != nil {
			return nil, err
		}
		out = append(out, names...)
	}
	return out, nil
}

// breakSetting makes one setting such that no site may be built.
func (r *replay) breakSetting() (Words, bool) {
	faults := [][2]string{
		{configFile, "titel = \"x\"\n"},
		{configFile, "scope = [\"000000\"]\n"},
		{regionsFile, "[[place]]\ncode = \"12\"\n"},
		{indicatorsFile, "[[indicator]]\nid = \"x\"\n"},
		{glossaryFile, "[[term]]\nid = \"x\"\nmeaning = \"y\"\n"},
		{pagesFolder + "/places.md", "# 与网站的文件夹同名\n"},
		{pagesFolder + "/note-3.md", "[没有这一页](nowhere.md)\n"},
		{layoutsFolder + "/home.html", "{{.NoSuchThing}}\n"},
		{layoutsFolder + "/partials/lists.html", "{{define \"links\"}}<p"},
	}
	f := faults[r.IntN(len(faults))]
	r.set(f[0], f[1])
	return say("弄坏 %s", "a fault in %s", f[0]), true
}
