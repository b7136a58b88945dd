package main

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"zhenjian/generator/address"
	"zhenjian/generator/archive"
	"zhenjian/generator/indicator"
	"zhenjian/generator/quantity"
	"zhenjian/generator/region"
	"zhenjian/generator/report"
	"zhenjian/generator/source"
)

// The tests of this file make what .ci/measure measures with. Each is skipped
// unless the environment names the folders it works in.

// fromEnv gives variables of the environment; the test is skipped without the first.
func fromEnv(t *testing.T, names ...string) []string {
	t.Helper()
	values := make([]string, len(names))
	for i, name := range names {
		values[i] = os.Getenv(name)
		switch {
		case values[i] != "":
		case i == 0:
			t.Skip(name + " is not set")
		default:
			t.Fatal(name + " is not set")
		}
	}
	return values
}

// TestWriteArchive makes a site with many reports:
//
//	ZHENJIAN_ARCHIVE=/dev/shm/site ZHENJIAN_REPORTS=10000 go test ./generator -run WriteArchive -count=1
//
// With ZHENJIAN_SHORT=1 they have a quarter of their length.
func TestWriteArchive(t *testing.T) {
	env := fromEnv(t, "ZHENJIAN_ARCHIVE", "ZHENJIAN_REPORTS")
	n, err := strconv.Atoi(env[1])
	if err != nil {
		t.Fatalf("ZHENJIAN_REPORTS: %v", err)
	}
	seeds := readSeeds(t)
	if os.Getenv("ZHENJIAN_SHORT") != "" {
		for i := range seeds {
			seeds[i] = shortened(seeds[i])
		}
	}
	writeInvented(t, filepath.Join(env[0], "content", "reports"), seeds, n)
}

// shortened cuts every line after its first sentence: 3.1 kB of 9.6 stay, with
// all headings.
func shortened(text string) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		if end := strings.Index(line, "。"); end >= 0 {
			lines[i] = line[:end+len("。")]
		}
	}
	return strings.Join(lines, "\n")
}

// TestWriteHugo writes the reports of the site ZHENJIAN_ARCHIVE, as TestWriteArchive
// made it, as a site for Hugo, ZHENJIAN_HUGO.
func TestWriteHugo(t *testing.T) {
	env := fromEnv(t, "ZHENJIAN_HUGO", "ZHENJIAN_ARCHIVE")
	hugo, reports := env[0], filepath.Join(env[1], "content", "reports")
	if err := os.CopyFS(hugo, os.DirFS("testdata/hugo")); err != nil {
		t.Fatal(err)
	}
	names, err := filepath.Glob(filepath.Join(reports, "*", "*.txt"))
	if err != nil || len(names) == 0 {
		t.Fatal("no reports", err)
	}
	sections := map[string]bool{} // that have a name
	for _, name := range names {
		raw, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		chain, page, text := asMarkdown(t, name, raw)
		page = filepath.Join(hugo, "content", page)
		if err := os.MkdirAll(filepath.Dir(page), 0o777); err != nil {
			t.Fatal(err)
		}
		write(t, page, text)
		folder := filepath.Join(hugo, "content")
		for _, unit := range chain {
			folder = filepath.Join(folder, unit.Code)
			if !sections[folder] {
				write(t, filepath.Join(folder, "_index.md"), fmt.Sprintf("+++\ntitle = %q\n+++\n", unit.Name))
				sections[folder] = true
			}
		}
	}
}

// asMarkdown gives a report as a page for Hugo: what lies above and the town, its
// path below content, its text. Hugo finds no numbers, so it is given them.
func asMarkdown(t *testing.T, name string, raw []byte) (chain []region.Region, page, text string) {
	t.Helper()
	code, year := codeAndYear(t, name)
	doc, problem := source.New(filepath.Base(name), raw)
	if doc == nil {
		t.Fatal(name, problem)
	}
	chain = region.Builtin().Chain(code)
	page = fmt.Sprintf("%d.md", year)
	for _, unit := range slices.Backward(chain) {
		page = path.Join(unit.Code, page)
	}
	r := report.Read(doc, region.Builtin())
	entry, _ := archive.NewEntry(r, indicator.Builtin(), quantity.Find(r.Tabbed()))

	var b strings.Builder
	fmt.Fprintf(&b, "+++\ntitle = %q\nweight = %d\nyears = [\"%d\"]\nprovince = %q\n", entry.Title, year, year, chain[0].Name)
	b.WriteString("[figures]\n")
	seen := map[string]bool{}
	for _, m := range entry.Mentions {
		if !seen[m.Indicator] {
			seen[m.Indicator] = true
			in, _ := indicator.Builtin().Get(m.Indicator)
			label := in.Name
			if m.Unit != "" {
				label += "（" + m.Unit + "）"
			}
			fmt.Fprintf(&b, "%q = %s\n", label, m.Value)
		}
	}
	b.WriteString("+++\n")
	for _, block := range r.Blocks {
		line := doc.Text[block.Span.Start:block.Span.End]
		marks := ""
		if block.Section >= 0 {
			marks = strings.Repeat("#", 1+r.Sections[block.Section].Level) + " "
		}
		switch block.Kind {
		case report.TitleLine: // in the front matter
		case report.Heading:
			fmt.Fprintf(&b, "\n%s%s\n", marks, line)
		case report.RunIn:
			head := block.HeadEnd - block.Span.Start
			fmt.Fprintf(&b, "\n%s%s\n\n%s\n", marks, line[:head], line[head:])
		default:
			fmt.Fprintf(&b, "\n%s\n", line)
		}
	}
	return chain, page, b.String()
}

// codeAndYear reads the name of a file that writeInvented wrote.
func codeAndYear(t *testing.T, name string) (code string, year int) {
	t.Helper()
	code, end, _ := strings.Cut(strings.TrimSuffix(filepath.Base(name), ".txt"), "-")
	year, err := strconv.Atoi(end)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return code, year
}

// edited is what TestSaveToPage changes in a report: a number that is a mention.
var edited = regexp.MustCompile(`开展普法宣讲\d+场`)

const edits = 5

// A server shows a site and builds it again when a file of it is saved.
type server struct {
	name string
	args []string // of the command
	file string   // that is saved
	text func(report string) string
	url  string // of the report's page
	news string // where open pages are told to reload; "" for one that is not listened to

	told   chan time.Time // when they are
	reload []time.Duration
	pid    int
	used   time.Duration // processor time, before an edit
	waits  []time.Duration
	worked []time.Duration // processor time, an edit
}

// TestSaveToPage measures how long it takes from the save of a report until its
// page is served with the new text: by the program ZHENJIAN_PROGRAM with the site
// ZHENJIAN_ARCHIVE, and by HUGO with ZHENJIAN_HUGO, in turn. The report is
// ZHENJIAN_EDIT. It needs Linux, where the processor time of a process can be read.
func TestSaveToPage(t *testing.T) {
	env := fromEnv(t, "ZHENJIAN_EDIT", "ZHENJIAN_PROGRAM", "ZHENJIAN_ARCHIVE", "HUGO", "ZHENJIAN_HUGO")
	name, program, site, hugo, hugoSite := env[0], env[1], env[2], env[3], env[4]
	original, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if !edited.Match(original) {
		t.Fatalf("%s: no %v", name, edited)
	}
	code, year := codeAndYear(t, name)
	_, page, _ := asMarkdown(t, name, original)
	ours, theirs := "127.0.0.1:"+freePort(t), freePort(t)
	servers := []*server{{
		name: "zhenjian watch", args: []string{program, "watch", "--quiet", "--site", site, "--listen", ours},
		file: name, text: func(report string) string { return report },
		url: "http://" + ours + "/" + address.Report(code, year, 1), news: "http://" + ours + "/_preview/events",
	}, {
		name: "hugo server", args: []string{hugo, "server", "--source", hugoSite, "--port", theirs},
		file: filepath.Join(hugoSite, "content", page), text: func(report string) string {
			_, _, markdown := asMarkdown(t, name, []byte(report))
			return markdown
		},
		url: "http://127.0.0.1:" + theirs + "/" + strings.TrimSuffix(page, ".md") + "/",
	}}
	for _, s := range servers {
		s.start(t, string(original))
	}
	var ratios []float64
	for i := range edits {
		for _, s := range servers {
			s.edit(t, string(original), fmt.Sprintf("开展普法宣讲%d场", 201+i))
		}
		ratios = append(ratios, servers[0].waits[i].Seconds()/servers[1].waits[i].Seconds())
	}
	for _, s := range servers {
		if s.news != "" {
			t.Logf("%s: from save to the word to reload %v, median %v", s.name, s.reload, median(s.reload))
		}
		t.Logf("%s: from save to page %v, median %v; CPU s an edit, median %.2f; peak %d MiB",
			s.name, s.waits, median(s.waits), median(s.worked).Seconds(), peak(t, s.pid))
	}
	t.Logf("ratio, median of the pairs: %.3f", median(ratios))
}

// start runs the server until the test ends, and waits for its first build.
func (s *server) start(t *testing.T, report string) {
	t.Helper()
	command := exec.CommandContext(t.Context(), s.args[0], s.args[1:]...)
	command.Stderr = os.Stderr
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { command.Wait() })
	s.pid = command.Process.Pid
	waitFor(t, s.url, edited.FindString(report))
	s.used = rest(t, s.pid)
	if s.news != "" {
		s.listen(t)
	}
}

// listen notes when open pages are told to reload, until the test ends.
func (s *server) listen(t *testing.T) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, s.news, nil)
	if err != nil {
		t.Fatal(err)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { response.Body.Close() })
	s.told = make(chan time.Time, 100)
	go func() {
		lines := bufio.NewReader(response.Body)
		for {
			line, err := lines.ReadString('\n')
			if err != nil {
				return
			}
			if strings.HasPrefix(line, "data:") {
				s.told <- time.Now()
			}
		}
	}()
	<-s.told // of the build that is there
}

// edit saves a report with another sentence and waits for it.
func (s *server) edit(t *testing.T, report, sentence string) {
	t.Helper()
	text := s.text(edited.ReplaceAllLiteralString(report, sentence))
	start := time.Now()
	write(t, s.file, text)
	waitFor(t, s.url, sentence)
	s.waits = append(s.waits, time.Since(start).Round(time.Millisecond))
	if s.news != "" {
		s.reload = append(s.reload, (<-s.told).Sub(start).Round(time.Millisecond))
	}
	used := rest(t, s.pid)
	for len(s.told) > 0 {
		<-s.told // of the build that followed
	}
	s.worked = append(s.worked, used-s.used)
	s.used = used
}

func median[T cmp.Ordered](list []T) T {
	list = slices.Sorted(slices.Values(list))
	return list[len(list)/2]
}

func freePort(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	_, port, _ := net.SplitHostPort(l.Addr().String())
	return port
}

// waitFor asks for a page until it holds a text. Tags are passed over: a number
// may be marked up.
func waitFor(t *testing.T, url, text string) {
	t.Helper()
	for late := time.Now().Add(10 * time.Minute); time.Now().Before(late); time.Sleep(5 * time.Millisecond) {
		response, err := http.Get(url)
		if err != nil {
			continue // it does not listen yet
		}
		body, err := io.ReadAll(response.Body)
		response.Body.Close()
		if err == nil && strings.Contains(tags.ReplaceAllLiteralString(string(body), ""), text) {
			return
		}
	}
	t.Fatalf("%s never holds %s", url, text)
}

var tags = regexp.MustCompile(`<[^>]*>`)

// rest waits until a process does no more, and gives the processor time it has
// used. A hundredth of a second in two is taken for idle.
func rest(t *testing.T, pid int) time.Duration {
	t.Helper()
	const tick = 10 * time.Millisecond
	for last := time.Duration(-time.Hour); ; time.Sleep(2 * time.Second) {
		data, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
		if err != nil {
			t.Fatal(err)
		}
		// Behind the name, which may hold anything, the 12th and 13th are user and system time.
		fields := strings.Fields(string(data[strings.LastIndexByte(string(data), ')')+1:]))
		user, err1 := strconv.Atoi(fields[11])
		system, err2 := strconv.Atoi(fields[12])
		if err1 != nil || err2 != nil {
			t.Fatalf("/proc/%d/stat: %s", pid, data)
		}
		used := time.Duration(user+system) * tick
		if used-last <= tick {
			return used
		}
		last = used
	}
}

// peak is the most memory that a process has had, in MiB.
func peak(t *testing.T, pid int) int {
	t.Helper()
	data, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		t.Fatal(err)
	}
	_, line, _ := strings.Cut(string(data), "VmHWM:")
	kib := 0
	fmt.Sscan(line, &kib)
	return kib >> 10
}
