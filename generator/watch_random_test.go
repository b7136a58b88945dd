package main

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// A clerk works on a site while it is watched: saves as editors save, moves and
// copies, makes mistakes. What is not possible just now is not done.
type clerk struct {
	*rand.Rand
	site string
}

var clerkTowns = []string{"泥沟镇", "邳庄镇", "张山子镇", "马兰屯镇", "涧头集镇", "双合镇"}

// at names a file of the site.
func (c *clerk) at(name string) string { return filepath.Join(c.site, filepath.FromSlash(name)) }

// folder names a folder of reports, which need not exist.
func (c *clerk) folder() string {
	name := "content/reports"
	for range c.IntN(3) {
		name += "/" + []string{"2021", "2022", "批次", "新到"}[c.IntN(4)]
	}
	return name
}

// report names a report, which need not exist.
func (c *clerk) report() string {
	return c.folder() + "/" + clerkTowns[c.IntN(len(clerkTowns))] + []string{".txt", ".txt", ".txt", "2.txt", ".docx"}[c.IntN(5)]
}

// text is a report, now short, now long; some lack what a report needs.
func (c *clerk) text() string {
	town := clerkTowns[c.IntN(len(clerkTowns))]
	text := fmt.Sprintf("枣庄市台儿庄区%s%d年度法治政府建设情况报告\n一、主要举措\n（一）普法宣传。开展普法宣讲%d场，发放资料%d余份。\n", town, 2019+c.IntN(5), 10+c.IntN(80), 100*c.IntN(60))
	for i := range c.IntN(4) * c.IntN(40) {
		text += fmt.Sprintf("（%s）第%d项工作。落实《中华人民共和国民法典》，调解矛盾纠纷%d件。\n", []string{"二", "三", "四"}[i%3], i, c.IntN(300))
	}
	if c.IntN(12) == 0 {
		return "没有标题的一段话。\n"
	}
	return text
}

func (c *clerk) put(name, text string) {
	os.MkdirAll(filepath.Dir(c.at(name)), 0o777)
	os.WriteFile(c.at(name), []byte(text), 0o666)
}

func (c *clerk) rename(from, to string) {
	os.MkdirAll(filepath.Dir(c.at(to)), 0o777)
	os.Rename(c.at(from), c.at(to))
}

func (c *clerk) remove(name string) { os.RemoveAll(c.at(name)) }

// wait passes up to so many milliseconds.
func (c *clerk) wait(most int) { time.Sleep(time.Duration(c.IntN(most+1)) * time.Millisecond) }

// beside names a file in the folder of another.
func beside(name, before, after string) string {
	folder, base := filepath.Split(name)
	return folder + before + base + after
}

// clerkFiles are those of the site beside its reports, with what they may hold: first
// what is right, then faults, which stop the build.
var clerkFiles = []struct {
	name  string
	right []string
	wrong string
}{
	{"config.toml", []string{"title = \"甲\"\n", "title = \"乙\"\nnotice = \"试运行\"\n", "scope = [\"370405\"]\n", "base_url = \"http://10.1.2.3/fz/\"\n", ""}, "titel = \"丙\"\n"},
	{"layouts/notfound.html", []string{"", "<p>没有</p>\n", "<p>这里什么也没有</p>\n"}, "<p>{{.NoSuchThing}}</p>\n"},
	{"layouts/home.html", []string{""}, "{{template \"none\"}}\n{{"},
	{"content/pages/about.md", []string{"# 关于\n\n甲\n", "# 关于\n\n乙\n"}, "# 关于\n\n[没有](none.html)\n"},
	{"content/regions.toml", []string{"", "[[place]]\ncode = \"370405199\"\nname = \"新泥沟镇\"\n"}, "[[place]]\nnmae = \"新泥沟镇\"\n"},
	{"content/glossary.toml", []string{"", clerkTerm, strings.ReplaceAll(clerkTerm, "普法宣讲", "普法资料")}, "[[term]]\nid = \"none\"\n"},
	{"content/indicators.toml", []string{"", clerkIndicator, strings.ReplaceAll(clerkIndicator, "资料发放", "资料份数")}, "[[indicator]]\nid = \"none\"\n"},
}

const clerkTerm = `[[term]]
id = "talks"
name = "普法宣讲"
text = "向群众讲解法律。"
source = "本县普法工作要点"
match = ["开展普法宣讲35场。"]
`

const clerkIndicator = `[[indicator]]
id = "leaflets-handed-out"
name = "资料发放"
definition = "向群众发放的普法资料份数。"
source = "本县普法工作要点"
combine = "sum"
why = "各村分别开展"
units = ["copies"]
readings = [{ words = ["发放资料"] }]
match = ["发放资料500份。 => 500"]
no = ["印制资料12份。"]
`

// do does one thing and says which.
func (c *clerk) do() string {
	if c.IntN(4) == 0 && c.mend() {
		return "mend what is wrong"
	}
	name, text := c.report(), c.text()
	switch c.IntN(30) {
	case 0, 1: // vim as it comes: a probe, the old file renamed, the new one written
		c.put(beside(name, ".", ".swp"), "b0VIM 9.0")
		c.put(filepath.Dir(name)+"/4913", "")
		c.remove(filepath.Dir(name) + "/4913")
		c.rename(name, name+"~")
		c.put(name, text)
		os.Chmod(c.at(name), 0o644)
		c.remove(name + "~")
		c.remove(beside(name, ".", ".swp"))
		return "vim " + name
	case 2: // vim with backupcopy=yes
		old, _ := os.ReadFile(c.at(name))
		c.put(name+"~", string(old))
		c.put(name, text)
		c.remove(name + "~")
		return "vim in place " + name
	case 3, 4: // Word: owner file, new file, two renames
		lock, fresh, old := beside(name, "~$", ""), filepath.Dir(name)+"/~WRD0001.tmp", filepath.Dir(name)+"/~WRL0002.tmp"
		c.put(lock, "owner")
		c.put(fresh, text[:len(text)/2])
		c.wait(40)
		c.put(fresh, text)
		c.rename(name, old)
		c.wait(60)
		c.rename(fresh, name)
		c.remove(old)
		c.remove(lock)
		return "Word " + name
	case 5: // WPS takes the old file away first
		c.put(beside(name, ".~", ""), "owner")
		c.put(filepath.Dir(name)+"/wps8C1A.tmp", text)
		c.remove(name)
		c.wait(60)
		c.rename(filepath.Dir(name)+"/wps8C1A.tmp", name)
		c.remove(beside(name, ".~", ""))
		return "WPS " + name
	case 6:
		c.put(filepath.Dir(name)+"/.goutputstream-KQ8ZR2", text)
		c.rename(filepath.Dir(name)+"/.goutputstream-KQ8ZR2", name)
		return "save by rename " + name
	case 7, 8: // as over a slow share
		os.MkdirAll(filepath.Dir(c.at(name)), 0o777)
		if f, err := os.Create(c.at(name)); err == nil {
			for part := range 4 {
				f.WriteString(text[len(text)*part/4 : len(text)*(part+1)/4])
				c.wait(80)
			}
			f.Close()
		}
		return "write in parts " + name
	case 9: // each part opened and closed
		c.put(name, text[:len(text)/2])
		c.wait(100)
		if f, err := os.OpenFile(c.at(name), os.O_WRONLY|os.O_APPEND, 0); err == nil {
			f.WriteString(text[len(text)/2:])
			f.Close()
		}
		return "write half, then append " + name
	case 10: // a copy that keeps size and time of another file in its place
		info, err := os.Stat(c.at(name))
		old, _ := os.ReadFile(c.at(name))
		if err != nil {
			return "nothing"
		}
		digits := strings.NewReplacer("1", "2", "2", "3", "3", "1")
		c.put("elsewhere.txt", digits.Replace(string(old)))
		os.Chtimes(c.at("elsewhere.txt"), info.ModTime(), info.ModTime())
		c.rename("elsewhere.txt", name)
		return "replace by one of the same size and time " + name
	case 11: // twice within a tick of the clock
		c.put(name, strings.ReplaceAll(text, "1", "2"))
		c.put(name, strings.ReplaceAll(text, "1", "3"))
		return "write twice " + name
	case 12, 13:
		c.remove(name)
		return "remove " + name
	case 14:
		to := c.report()
		c.rename(name, to)
		return "rename " + name + " to " + to
	case 15:
		from, to := c.folder(), c.folder()
		if from != "content/reports" && to != "content/reports" {
			c.rename(from, to)
		}
		return "rename " + from + " to " + to
	case 16:
		folder := c.folder()
		if folder != "content/reports" {
			c.remove(folder)
		}
		return "remove " + folder
	case 17: // and perhaps back again later
		folder := c.folder()
		if folder != "content/reports" {
			c.remove("outside")
			c.rename(folder, "outside")
		}
		return "move out " + folder
	case 18:
		folder := c.folder()
		if _, err := os.Stat(c.at("outside")); err != nil {
			for _, town := range clerkTowns {
				c.put("outside/"+town+".txt", c.text())
			}
		}
		c.rename("outside", folder)
		return "move in " + folder
	case 19: // a folder copied in, file by file
		folder := c.folder() + "/拷来"
		for _, town := range clerkTowns[:1+c.IntN(len(clerkTowns))] {
			c.put(folder+"/"+town+".txt", c.text())
			c.wait(30)
		}
		return "copy into " + folder
	case 20, 21:
		c.put(name+".toml", []string{fmt.Sprintf("year = %d\n", 2019+c.IntN(5)), "place = \"370405104\"\n", "yaer = 2022\n"}[c.IntN(3)])
		return "sidecar of " + name
	case 22:
		c.remove(name + ".toml")
		return "no sidecar of " + name
	case 23, 24, 25:
		f := clerkFiles[c.IntN(len(clerkFiles))]
		text := f.right[c.IntN(len(f.right))]
		if c.IntN(4) == 0 {
			text = f.wrong
		}
		if text == "" {
			c.remove(f.name)
			return "remove " + f.name
		}
		c.put(f.name, text)
		return "write " + f.name
	case 26:
		if c.IntN(3) > 0 {
			return "nothing"
		}
		c.rename("content", "away")
		c.wait(300)
		c.rename("away", "content")
		return "content away and back"
	case 27: // neither changes a word
		os.Chmod(c.at(name), 0o600)
		os.Chtimes(c.at(name), time.Time{}, time.Now().Add(-time.Hour))
		return "touch " + name
	default:
		c.put(name, text)
		return "write " + name
	}
}

// mend leaves nothing wrong beside the reports, and tells whether anything was.
func (c *clerk) mend() (wrong bool) {
	for _, f := range clerkFiles {
		if data, err := os.ReadFile(c.at(f.name)); f.wrong != "" && (string(data) == f.wrong || err != nil && f.right[0] != "") {
			wrong = true
			c.remove(f.name)
			if text := f.right[0]; text != "" {
				c.put(f.name, text)
			}
		}
	}
	return wrong
}

// TestWatchRandom works on a watched site at random. Once the clerk has gone home, the
// preview serves what a build from nothing makes, byte for byte.
//
//	ZHENJIAN_LONG=1 go test ./generator -run WatchRandom -count=5
//
// does 500 things, five times; ZHENJIAN_SEED repeats a run as far as the times of
// two programs can be repeated.
func TestWatchRandom(t *testing.T) {
	t.Parallel()
	seed, err := strconv.ParseUint(cmp.Or(os.Getenv("ZHENJIAN_SEED"), fmt.Sprint(time.Now().UnixNano())), 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("seed %d", seed)
	operations := 80
	if thorough() {
		operations = 500
	}
	c := &clerk{rand.New(rand.NewPCG(seed, 0)), newSite(t)}
	w := watchProcess(t, c.site)
	w.until("the first build", func() bool { return w.builds(0) > 0 })
	w.get("index.html")
	http.DefaultClient.CloseIdleConnections()
	open := w.descriptors()

	var history []string
	start := time.Now()
	for range operations {
		history = append(history, fmt.Sprintf("%6d ms %s", time.Since(start).Milliseconds(), c.do()))
		c.wait(300)
	}
	c.mend()
	w.shows(fmt.Sprintf("after %d operations", operations))
	if t.Failed() {
		t.Log(strings.Join(history, "\n"))
	}
	t.Logf("%d builds, %d that failed", w.builds(0), strings.Count(w.output(0), "失败："))
	for _, raw := range []string{"being built", "no such file or directory", "lstat "} {
		if text := w.output(0); strings.Contains(text, raw) {
			t.Errorf("it says %q, which means nothing to a clerk:\n%s", raw, text)
		}
	}
	http.DefaultClient.CloseIdleConnections()
	w.until("no more descriptors are open than at first", func() bool { return w.descriptors() <= open })
}
