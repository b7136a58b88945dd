package main

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/net/html"

	"zhenjian/generator/publish"
	"zhenjian/generator/source"
)

// zhenjian is the command that runs this program in a process of its own.
func zhenjian(t testing.TB, env []string, args ...string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(self, args...)
	cmd.Env = append(append(os.Environ(), "ZHENJIAN_TEST_COMMAND=1"), env...)
	return cmd
}

// TestSameInputSameBytes builds one site in two time zones and locales, with
// one worker and four, from two folders.
func TestSameInputSameBytes(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	writeArchive(t, filepath.Join(site, "content", "reports", "more"), 60)
	var first map[string][]byte
	for i, env := range [][]string{
		{"TZ=Asia/Shanghai", "LC_ALL=zh_CN.UTF-8", "LANG=zh_CN.UTF-8"},
		{"TZ=America/New_York", "LC_ALL=C", "LANG=C"},
	} {
		out := filepath.Join(t.TempDir(), "public")
		if msg, err := zhenjian(t, env, "build", "--site", site, "--out", out, "--jobs", fmt.Sprint(1+3*i)).CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, msg)
		}
		tree := readTree(t, out)
		if first == nil {
			first = tree
		} else {
			compareTrees(t, "second build", tree, first)
		}
	}
	charts := 0
	for _, data := range first {
		charts += bytes.Count(data, []byte(" data-chart="))
	}
	if len(first) < 200 || charts < 100 {
		t.Errorf("only %d files and %d charts", len(first), charts)
	}
}

// TestPagesHoldTheText reads each report page as a browser does: its text is
// the cleaned text, character for character, and the original is the file.
func TestPagesHoldTheText(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	if status := run([]string{"build", "--quiet", "--site", site}); status != exitDone {
		t.Fatalf("status %d", status)
	}
	public := filepath.Join(site, "public")
	pages := 0
	for name, data := range readTree(t, public) {
		if !bytes.Contains(data, []byte("data-report=")) {
			continue
		}
		pages++
		original, err := os.ReadFile(filepath.Join(public, path.Dir(name), "original.txt"))
		if err != nil {
			t.Fatal(err)
		}
		doc, _ := source.New("x.txt", original)
		root, err := html.Parse(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		if got := textOf(findNode(root, "data-text")); got != doc.Text {
			t.Errorf("%s: text differs from the cleaned text:\n%s", name, firstDifference(got, doc.Text))
		}
		found := false
		for _, seed := range readTree(t, filepath.Join(site, "content", "reports")) {
			found = found || bytes.Equal(seed, original)
		}
		if !found {
			t.Errorf("%s: the original is none of the files received", name)
		}
	}
	if pages != 5 {
		t.Errorf("%d report pages", pages)
	}
}

// findNode finds the first element with an attribute.
func findNode(n *html.Node, attribute string) *html.Node {
	for _, a := range n.Attr {
		if a.Key == attribute {
			return n
		}
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if found := findNode(c, attribute); found != nil {
			return found
		}
	}
	return nil
}

func textOf(n *html.Node) string {
	if n == nil {
		return ""
	}
	if n.Type == html.TextNode {
		return n.Data
	}
	var b strings.Builder
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		b.WriteString(textOf(c))
	}
	return b.String()
}

func firstDifference(a, b string) string {
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	return fmt.Sprintf("at byte %d: %.60q and %.60q", i, a[i:], b[i:])
}

// TestTwoBuildsAtOnce asks for the words that a second build is refused with.
func TestTwoBuildsAtOnce(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	p, err := publish.Open(publish.Options{Public: filepath.Join(site, "public"), State: filepath.Join(site, ".zhenjian")})
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	out, err := zhenjian(t, nil, "build", "--site", site).CombinedOutput()
	if err == nil || !strings.Contains(string(out), "正在由另一个 build 或 watch 处理") {
		t.Errorf("%v\n%s", err, out)
	}
}

// TestKilled kills builds at 20 random moments, 50 with ZHENJIAN_LONG, each from one
// archive to another with pages added, changed and gone. Whatever stands in public then
// has no dead link, and the next build ends in the bytes of one from nothing.
func TestKilled(t *testing.T) {
	t.Parallel()
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 1))
	site := newSite(t)
	more := filepath.Join(site, "content", "reports", "more")
	public := filepath.Join(site, "public")
	var full [2]map[string][]byte
	sizes := [2]int{15, 28}
	var took time.Duration
	for i, n := range sizes {
		prepare(t, more, n, i)
		out := filepath.Join(t.TempDir(), "public")
		start := time.Now()
		if msg, err := zhenjian(t, nil, "build", "--site", site, "--out", out).CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, msg)
		}
		took = time.Since(start)
		full[i] = readTree(t, out)
	}
	if msg, err := zhenjian(t, nil, "build", "--site", site).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, msg)
	}
	killed, rounds := 0, 20
	if thorough() {
		rounds = 50
	}
	for k := range rounds {
		prepare(t, more, sizes[k%2], k%2)
		cmd := zhenjian(t, nil, "build", "--site", site)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		timer := time.AfterFunc(time.Duration(random.Int64N(int64(took))), func() { cmd.Process.Kill() })
		start := time.Now()
		if cmd.Wait() != nil {
			killed++
		} else {
			took = time.Since(start) // other work on the machine may have ended
		}
		timer.Stop()
		checkLinks(t, public)
		if k%5 == 4 { // the next build goes on from whatever was left
			if msg, err := zhenjian(t, nil, "build", "--site", site).CombinedOutput(); err != nil {
				t.Fatalf("%v\n%s", err, msg)
			}
			compareTrees(t, fmt.Sprintf("after kill %d", k), readTree(t, public), full[k%2])
		}
		if t.Failed() {
			t.FailNow()
		}
	}
	t.Logf("%d of %d builds were killed before their end", killed, rounds)
	if killed < rounds*2/5 {
		t.Errorf("only %d of %d builds were killed", killed, rounds)
	}
}

// prepare makes the folder of further reports anew: n of them, the second kind
// with another word in each, and without the first ten.
func prepare(t *testing.T, dir string, n, kind int) {
	t.Helper()
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	writeArchive(t, dir, n)
	if kind == 0 {
		return
	}
	removed := 0
	err := filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		if removed < 10 {
			removed++
			return os.Remove(name)
		}
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		return os.WriteFile(name, bytes.ReplaceAll(text, []byte("积极"), []byte("主动")), 0o666)
	})
	if err != nil {
		t.Fatal(err)
	}
}

// checkLinks asks of every link below a folder that its target is there.
// Anchors may lag behind while a build is under way.
func checkLinks(t *testing.T, public string) {
	t.Helper()
	tree := readTree(t, public)
	for name, data := range tree {
		if !strings.HasSuffix(name, ".html") {
			continue
		}
		for _, l := range linksToFiles(data) {
			if wrong := l.fault(name, tree, nil); wrong != "" {
				t.Errorf("%s: %s: %s", name, l.address, wrong)
			}
		}
	}
}

// knownLinks are the links of pages by the SHA-256 of their bytes: a site whose build is
// killed fifty times has the same few hundred pages again and again, and to parse them
// takes longer than the builds.
var knownLinks sync.Map // [32]byte to []siteLink

// linksToFiles gives the links of a page without their anchors, each once.
func linksToFiles(page []byte) []siteLink {
	sum := sha256.Sum256(page)
	if links, ok := knownLinks.Load(sum); ok {
		return links.([]siteLink)
	}
	var distinct []siteLink
	seen := map[siteLink]bool{}
	links, _ := readPage(page)
	for _, l := range links {
		l.address, _, _ = strings.Cut(l.address, "#")
		if l.address != "" && !seen[l] {
			seen[l] = true
			distinct = append(distinct, l)
		}
	}
	knownLinks.Store(sum, distinct)
	return distinct
}
