package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"zhenjian/generator/pipeline"
	"zhenjian/generator/publish"
	"zhenjian/generator/watch"
)

// TestWatchEveryFile: each kind of file that a site is made from is watched, and
// what the program writes itself is not.
func TestWatchEveryFile(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	builds := startWatch(t, site)
	until(t, builds, "the first", good)
	for _, file := range [][2]string{
		{"content/reports/2022/a.txt", "枣庄市台儿庄区泥沟镇2022年度法治政府建设情况报告\n一、主要举措\n开展普法宣讲35场，发放资料500份。\n"},
		{"content/reports/2022/a.txt.toml", "year = 2021\n"},
		{"content/indicators.toml", clerkIndicator},
		{"content/glossary.toml", clerkTerm},
		{"content/regions.toml", "[[place]]\ncode = \"370405199\"\nname = \"新泥沟镇\"\n"},
		{"content/pages/about.md", "# 关于\n\n乙\n"},
		{"layouts/notfound.html", "<p>没有</p>\n"},
		{"layouts/assets/site.css", "p { margin: 0 }\n"},
		{"config.toml", "title = \"乙\"\n"},
	} {
		name := filepath.Join(site, filepath.FromSlash(file[0]))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		write(t, name, file[1])
		until(t, builds, "of "+file[0], func(b built) bool { return good(b) && (len(b.res.Changed) > 0 || file[0] == "content/regions.toml") })
	}
	checkFresh(t, site, "in the end")
	select {
	case b := <-builds:
		t.Errorf("one more build without a change: %+v", b)
	case <-time.After(time.Second):
	}
}

// TestWatchPolls: asked to, the command looks every so often, and needs no events.
func TestWatchPolls(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	w := watchProcess(t, site, "--poll=200ms")
	w.until("the first build", func() bool { return w.builds(0) > 0 })
	links, _ := filepath.Glob(fmt.Sprintf("/proc/%d/fd/*", w.cmd.Process.Pid)) // none where the system does not tell
	for _, link := range links {
		if to, _ := os.Readlink(link); strings.Contains(to, "inotify") {
			t.Error("it listens for events all the same")
		}
	}
	write(t, filepath.Join(site, "content", "reports", "new.txt"), "枣庄市台儿庄区泥沟镇2022年度法治政府建设情况报告\n一、主要举措\n开展普法宣讲35场。\n")
	w.says(0, "报告 6 份：已发布 6 份")
	for _, wrong := range []string{"soon", "1ms"} {
		if status := run([]string{"watch", "--site", site, "--poll=" + wrong}); status != exitUsage {
			t.Errorf("--poll=%s: status %d", wrong, status)
		}
	}
}

// TestWatchBusy: a port that is taken is said so, with what to do.
func TestWatchBusy(t *testing.T) {
	t.Parallel()
	w := watchProcess(t, newSite(t))
	addr := strings.TrimPrefix(w.url, "http://")
	if !strings.HasPrefix(addr, "127.0.0.1:") {
		t.Errorf("it listens at %s", addr)
	}
	out, err := zhenjian(t, []string{"LC_ALL=zh_CN.UTF-8"}, "watch", "--site", newSite(t), "--listen", addr).CombinedOutput()
	if err == nil || !strings.Contains(string(out), addr+" 这个端口已被占用") || !strings.Contains(string(out), "--listen 127.0.0.1:0") {
		t.Errorf("%v\n%s", err, out)
	}
}

// TestNoticeWords: each change in the way of watching is said in both languages.
func TestNoticeWords(t *testing.T) {
	seen := map[string]bool{}
	for _, n := range []watch.Notice{
		{Code: watch.NoEvents}, {Code: watch.OutOfWatches, Path: "content/甲"}, {Code: watch.ManyFiles, Count: 4711},
		{Code: watch.Network, Path: "content/甲", Kind: "nfs"}, {Code: watch.Overflow},
	} {
		for _, lang := range []string{"zh", "en"} {
			words := (&command{lang: lang}).noticeInWords(n)
			if words == "" || seen[words] || strings.Contains(words, "%!") || n.Path != "" && !strings.Contains(words, n.Path) || n.Count > 0 && !strings.Contains(words, "4711") {
				t.Errorf("%s in %s: %q", n.Code, lang, words)
			}
			seen[words] = true
		}
	}
}

// TestFaultWords: what ends a build through no fault of a file is said in words, with
// what became of the site.
func TestFaultWords(t *testing.T) {
	for _, tt := range []struct {
		err  error
		want []string
	}{
		{fmt.Errorf("a/index.html: 甲.txt: %w", pipeline.ErrChanged), []string{"又有改动", "甲.txt", "网站没有改动"}},
		{&fs.PathError{Op: "write", Path: "public/甲", Err: syscall.ENOSPC}, []string{"磁盘满了", "public 写不下", "网站没有改动"}},
		{fmt.Errorf("staging folder: %w", &os.LinkError{Op: "rename", Old: "x", New: "public/甲", Err: syscall.EROFS}), []string{"只能读，不能写", "public/甲", "网站没有改动"}},
		{&fs.PathError{Op: "open", Path: "public/甲", Err: syscall.EACCES}, []string{"没有权限", "public/甲", "网站没有改动"}},
		{errors.Join(publish.ErrUnfinished, &fs.PathError{Op: "write", Path: "public/甲", Err: syscall.ENOSPC}), []string{"磁盘满了", "只更新了一部分", "接着做完"}},
	} {
		words := (&command{lang: "zh"}).inWords(tt.err)
		for _, want := range tt.want {
			if !strings.Contains(words, want) {
				t.Errorf("%v: %q lacks %q", tt.err, words, want)
			}
		}
		if english := (&command{lang: "en"}).inWords(tt.err); strings.Contains(english, "网站") || strings.Contains(english, "%!") {
			t.Errorf("%v: %q", tt.err, english)
		}
	}
}
