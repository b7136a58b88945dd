package main

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// mount puts a small disk in memory over a folder. Without the right to do so
// the test is skipped.
func mount(t *testing.T, dir, options string) {
	t.Helper()
	if err := os.MkdirAll(dir, 0o777); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, options); err != nil {
		t.Skip("no right to mount, which root has: ", err)
	}
	t.Cleanup(func() { syscall.Unmount(dir, syscall.MNT_DETACH) })
}

func remount(t *testing.T, dir string, flags uintptr, options string) {
	t.Helper()
	if err := syscall.Mount("", dir, "", syscall.MS_REMOUNT|flags, options); err != nil {
		t.Fatal(err)
	}
}

// fill leaves no room on the disk of a folder until it is called.
func fill(t *testing.T, dir string) (empty func()) {
	t.Helper()
	name := filepath.Join(dir, "ballast")
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	for block := make([]byte, 1<<16); err == nil; {
		_, err = f.Write(block)
	}
	f.Close()
	return func() {
		if err := os.Remove(name); err != nil {
			t.Fatal(err)
		}
	}
}

// keeps asks that the preview serves the site as it was, and says why in its panel.
func (w *watched) keeps(site map[string][]byte, why string) {
	w.Helper()
	w.until("the panel says why", func() bool { return strings.Contains(w.fault(), why) })
	compareTrees(w, why, w.served(site), site)
	checkLinks(w.T, filepath.Join(w.site, "public"))
}

// TestWatchDiskFull: the disk that all of the site lies on is full when much
// changes; once there is room the watcher builds by itself.
func TestWatchDiskFull(t *testing.T) {
	t.Parallel()
	site := filepath.Join(t.TempDir(), "site")
	mount(t, site, "size=48m")
	if err := os.CopyFS(site, os.DirFS(newSite(t))); err != nil {
		t.Fatal(err)
	}
	w := watchProcess(t, site)
	w.until("the first build", func() bool { return w.builds(0) > 0 })
	before := readTree(t, filepath.Join(site, "public"))
	empty := fill(t, site)
	mark := w.mark()
	write(t, filepath.Join(site, "config.toml"), "title = \"另一个名称\"\n")
	w.says(mark, "失败：", "磁盘满了", "请腾出一些空间", "网站没有改动")
	w.keeps(before, "磁盘满了")
	time.Sleep(retry + retry/2) // so that it has tried again
	if n := strings.Count(w.output(mark), "失败："); n != 1 {
		t.Errorf("it complains %d times:\n%s", n, w.output(mark))
	}
	empty()
	w.until("it builds again", func() bool { return w.builds(mark) > 0 })
	w.until("the panel has no fault", func() bool { return w.fault() == "" })
	w.shows("with room again")
}

// TestWatchSiteDiskFull: the disk of the site alone is full, so that a build gets
// stuck half way.
func TestWatchSiteDiskFull(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	public := filepath.Join(site, "public")
	mount(t, public, "size=48m")
	w := watchProcess(t, site)
	w.until("the first build", func() bool { return w.builds(0) > 0 })
	empty := fill(t, public)
	mark := w.mark()
	prepare(t, filepath.Join(site, "content", "reports", "more"), 10, 0)
	w.says(mark, "失败：", "磁盘满了", "请腾出一些空间")
	w.until("the panel says why", func() bool { return strings.Contains(w.fault(), "磁盘满了") })
	checkLinks(t, public)
	empty()
	w.until("it builds again", func() bool { return w.builds(mark) > 0 })
	w.shows("with room again")
}

// TestWatchReadOnly: nobody may write into public for a while.
func TestWatchReadOnly(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	public := filepath.Join(site, "public")
	mount(t, public, "")
	w := watchProcess(t, site)
	w.until("the first build", func() bool { return w.builds(0) > 0 })
	before := readTree(t, public)
	remount(t, public, syscall.MS_RDONLY, "")
	mark := w.mark()
	write(t, filepath.Join(site, "content", "reports", "new.txt"), "枣庄市台儿庄区泥沟镇2022年度法治政府建设情况报告\n一、主要举措\n开展普法宣讲35场。\n")
	w.says(mark, "失败：", "只能读，不能写", "网站没有改动")
	w.keeps(before, "只能读，不能写")
	remount(t, public, 0, "")
	w.until("it builds again", func() bool { return w.builds(mark) > 0 })
	w.until("the panel has no fault", func() bool { return w.fault() == "" })
	w.shows("with rights again")
}
