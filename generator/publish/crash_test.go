package publish

import (
	"bufio"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

var killSeed = flag.Uint64("kill.seed", 0, "seed of the moments of TestKill, 0 for a new one")

// graph gives one of two versions of a site of linked pages. From one to the
// other a third of the pages comes, a third goes, and the links of most change.
// All of the new pages link to one another.
func graph(version, pages int) site {
	var there []int
	for i := range pages {
		if i%3 != version {
			there = append(there, i)
		}
	}
	style := fmt.Sprintf("assets/style-%d.css", version)
	files := site{style: "p {}", "data/list.csv": fmt.Sprint(there)}
	index := &strings.Builder{}
	fmt.Fprintf(index, "<link href=%q><a href=%q></a>", style, "data/list.csv")
	for k, i := range there {
		fmt.Fprintf(index, "<a href=%q></a>", fmt.Sprintf("places/%03d/index.html", i))
		name := fmt.Sprintf("places/%03d/index.html", i)
		files[name] = `<a href="../../index.html"></a>`
		if i%6 != 5 { // the others stay as they are
			for _, near := range []int{k - 1, k + 1, k + 7} {
				files[name] += fmt.Sprintf("<a href=\"../%03d/index.html\"></a>", there[(near+len(there))%len(there)])
			}
			files[name] += fmt.Sprintf("<link href=\"../../%s\"><a href=\"source.html\"></a>", style)
			files[path.Dir(name)+"/source.html"] = `<a href="index.html"></a>`
		}
	}
	files["index.html"] = index.String()
	return files
}

// byHand is what the user keeps in public beside the graph.
var byHand = site{".gitignore": "*", "hand.html": `<a href="index.html"></a>`, "places/001/note.txt": "x", "places/000/note.txt": "x"}

var links = regexp.MustCompile(`href="([^"]*)"`)

// wantLinks checks every link of every page of public, and that every file is
// that of one of the two builds, or the stub of a page to come.
func wantLinks(t testing.TB, o Options, last, next site) {
	t.Helper()
	files := read(t, o.Public)
	for name, text := range files {
		if want, ok := byHand[name]; ok && text == want || strings.HasSuffix(name, "/") {
			continue
		}
		isStub := text == stubPage && (last[name] == "" || next[name] == "")
		if strings.HasPrefix(path.Base(name), ".zhenjian-") {
			continue // a copy on its way from another file system; no link leads there
		}
		if text == "" || text != last[name] && text != next[name] && !isStub {
			t.Fatalf("%s holds %q, neither of the last build nor of the next", name, text)
		}
		if name == "hand.html" {
			continue
		}
		for _, m := range links.FindAllStringSubmatch(text, -1) {
			if to := path.Join(path.Dir(name), m[1]); files[to] == "" {
				t.Fatalf("%s links to %s, which is not there", name, to)
			}
		}
	}
	for name, text := range byHand {
		if files[name] != text {
			t.Fatalf("%s of another hand is gone", name)
		}
	}
}

// wantOneOf checks that public is one build or the other, not a mixture.
func wantOneOf(t testing.TB, o Options, last, next site) {
	t.Helper()
	got := read(t, o.Public)
	if got["data/list.csv"] == last["data/list.csv"] {
		next = last
	}
	wantPublic(t, o, next.and(byHand))
}

// crash is what a step panics with to end a run as a kill would.
type crash struct{}

// cutAt runs f with options that end it before the given change on disk; it
// tells whether f came that far, and how many changes there were.
func cutAt(o Options, at int, f func(o Options)) (cut bool, steps int) {
	o.step = func() {
		if steps++; steps-1 == at {
			panic(crash{})
		}
	}
	defer func() {
		if r := recover(); r != nil {
			if _, ok := r.(crash); !ok {
				panic(r)
			}
			cut = true
		}
	}()
	f(o)
	return false, steps
}

// run opens the site and publishes, unless files is nil. A panic leaves all as
// a kill would, but for the lock, which this process must give back itself.
func run(t *testing.T, files site) func(o Options) {
	return func(o Options) {
		p, err := Open(o)
		if err != nil {
			t.Error(err)
			return
		}
		defer p.lock.release()
		if files == nil {
			return
		}
		if _, err := build(p, files); err != nil {
			t.Error(err)
		}
	}
}

// crashTests are the builds that are cut at every step.
var crashTests = []struct {
	name       string
	last, next site
}{
	{"first", site{}, graph(0, 9)},
	{"next", graph(0, 9), graph(1, 9)},
	{"back", graph(1, 9), graph(0, 9)},
	{"last", graph(1, 6), site{}},
	{"unchanged", graph(1, 6), graph(1, 6)},
}

// apart moves the public folder of options to another file system than that of
// the state, or skips the test.
func apart(t *testing.T, o *Options) {
	t.Helper()
	dir := t.TempDir()
	write(t, o.State, site{"a": "x"})
	if err := os.Rename(filepath.Join(o.State, "a"), filepath.Join(dir, "a")); err == nil {
		t.Skip("no second file system")
	}
	os.RemoveAll(o.State)
	o.Public = filepath.Join(dir, "public")
}

// TestCrash cuts a publication before every change that it makes on disk, and
// then the recovery as well, at a step that moves along.
func TestCrash(t *testing.T) {
	for _, state := range []string{"here", "elsewhere"} {
		for _, tt := range crashTests {
			if state == "elsewhere" && tt.name != "next" {
				continue // the steps are the same, and this one has them all
			}
			t.Run(state+"/"+tt.name, func(t *testing.T) {
				recovered := 0
				for at := 0; ; at++ {
					o := newOptions(t)
					if state == "elsewhere" {
						apart(t, &o)
					}
					publishSite(t, o, tt.last)
					write(t, o.Public, byHand)
					cut, steps := cutAt(o, at, run(t, tt.next))
					wantLinks(t, o, tt.last, tt.next)
					if !cut {
						if tt.name != "unchanged" && steps < len(tt.last)+len(tt.next) {
							t.Errorf("only %d steps", steps)
						}
						break
					}
					again, _ := cutAt(o, recovered, run(t, nil))
					if recovered++; !again {
						recovered = 0
					}
					wantLinks(t, o, tt.last, tt.next)
					cutAt(o, -1, run(t, nil))
					wantOneOf(t, o, tt.last, tt.next)
					wantRestOrNone(t, o)
					publishSite(t, o, tt.next)
					wantPublic(t, o, tt.next.and(byHand))
					wantRest(t, o)
					if got := publishSite(t, o, site{}); got.Removed != len(tt.next) {
						t.Fatalf("of %d files only %d are known as ours", len(tt.next), got.Removed)
					}
					wantPublic(t, o, byHand)
				}
			})
		}
	}
}

// wantRestOrNone is wantRest for a state that may never have seen a build.
func wantRestOrNone(t testing.TB, o Options) {
	t.Helper()
	if files := read(t, o.State); len(files) != 2 { // lock and an empty folder
		wantRest(t, o)
	}
}

// helperJob tells the test binary that it is a helper process of TestKill or
// TestLock, and what to do.
const helperJob = "PUBLISH_TEST_JOB"

func TestMain(m *testing.M) {
	switch job := os.Getenv(helperJob); job {
	case "":
		os.Exit(m.Run())
	case "lock":
		p, err := Open(Options{Public: os.Args[1], State: os.Args[2]})
		fmt.Println("open", err)
		io.Copy(io.Discard, os.Stdin) // until killed, or the parent goes
		p.Close()
	default:
		p, err := Open(Options{Public: os.Args[1], State: os.Args[2]})
		if err == nil {
			fmt.Println("begin")
			var version int
			fmt.Sscan(job, &version)
			_, err = build(p, graph(version, killPages))
		}
		fmt.Println("end", err)
	}
}

// helper starts the test binary again and gives its output, line by line.
func helper(t *testing.T, job string, o Options) (cmd *exec.Cmd, lines *bufio.Scanner) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd = exec.Command(self, o.Public, o.State)
	cmd.Env = append(os.Environ(), helperJob+"="+job)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := cmd.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { cmd.Process.Kill(); cmd.Wait() })
	return cmd, bufio.NewScanner(out)
}

func wantLine(t *testing.T, lines *bufio.Scanner, want string) {
	t.Helper()
	if !lines.Scan() || lines.Text() != want {
		t.Fatalf("helper says %q, want %q", lines.Text(), want)
	}
}

const killPages = 240

// TestKill ends a publishing process at 50 random moments.
func TestKill(t *testing.T) {
	seed := *killSeed
	if seed == 0 {
		seed = rand.Uint64()
	}
	t.Logf("-kill.seed=%d", seed)
	random := rand.New(rand.NewPCG(seed, 0))
	o := newOptions(t)
	versions := []site{graph(0, killPages), graph(1, killPages)}
	write(t, o.Public, byHand)
	publishSite(t, o, versions[1])
	cmd, lines := helper(t, "0", o)
	wantLine(t, lines, "begin")
	began := time.Now()
	wantLine(t, lines, "end <nil>")
	whole := time.Since(began)
	cmd.Wait()

	counts := map[string]int{}
	for i := range 50 {
		now := (i + 1) % 2
		last, next := versions[1-now], versions[now]
		cmd, lines := helper(t, fmt.Sprint(now), o)
		wantLine(t, lines, "begin")
		time.Sleep(time.Duration(random.Int64N(int64(whole + whole/5))))
		cmd.Process.Kill()
		cmd.Wait()
		wantLinks(t, o, last, next)
		state := read(t, o.State)
		files := read(t, o.Public)
		p := open(t, o)
		wantOneOf(t, o, last, next)
		wantRest(t, o)
		switch recovered := read(t, o.Public)["data/list.csv"]; {
		case recovered == last["data/list.csv"]:
			counts["before"]++
		case len(state) == 3 && len(files) == len(next)+len(byHand):
			counts["after"]++
		default:
			counts["within"]++
		}
		if _, err := build(p, next); err != nil {
			t.Fatal(err)
		}
		wantPublic(t, o, next.and(byHand))
		wantRest(t, o)
		p.Close()
	}
	t.Logf("killed before, within and after the change of public: %v, of %v each", counts, whole)
}
