package publish

import (
	"crypto/sha256"
	"errors"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"
)

// A site is the content of a folder by slash path.
type site map[string]string

func (s site) and(more site) site {
	all := maps.Clone(s)
	maps.Copy(all, more)
	return all
}

// newOptions gives two folders that do not exist yet, in memory if possible:
// the tests of cut publications sync some thousand times.
func newOptions(t testing.TB) Options {
	dir, err := os.MkdirTemp("/dev/shm", "publish")
	if err != nil {
		dir = t.TempDir()
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	return Options{Public: filepath.Join(dir, "public"), State: filepath.Join(dir, ".zhenjian")}
}

func open(t testing.TB, o Options) *Publisher {
	t.Helper()
	p, err := Open(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.Close() })
	return p
}

// claimAll claims the files of a site as a build does; the fingerprint of a
// file stands for its content.
func claimAll(s *Stage, files site) error {
	for _, path := range sortedPaths(files) {
		fingerprint := sumOf([]byte(files[path]))
		if s.Unchanged(path, fingerprint) {
			continue
		}
		if err := putEither(s, path, fingerprint, files[path]); err != nil {
			return err
		}
	}
	return nil
}

// putEither puts a file as a whole, or of every other path in two pieces.
func putEither(s *Stage, path, fingerprint, text string) error {
	if len(path)%2 == 0 {
		return s.Put(path, fingerprint, []byte(text))
	}
	sum, err := s.PutFrom(path, fingerprint, func(w io.Writer) error {
		half := len(text) / 2
		if _, err := io.WriteString(w, text[:half]); err != nil {
			return err
		}
		_, err := io.WriteString(w, text[half:])
		return err
	})
	if err == nil && sum != sha256.Sum256([]byte(text)) {
		err = errors.New(path + ": another sum")
	}
	return err
}

func sortedPaths(files site) []string {
	set := map[string]bool{}
	for path := range files {
		set[path] = true
	}
	return sortedKeys(set)
}

func build(p *Publisher, files site) (Summary, error) {
	s, err := p.Begin()
	if err != nil {
		return Summary{}, err
	}
	defer s.Abort()
	if err := claimAll(s, files); err != nil {
		return Summary{}, err
	}
	return s.Commit()
}

// publishSite is one whole run of the program.
func publishSite(t testing.TB, o Options, files site) Summary {
	t.Helper()
	p := open(t, o)
	defer p.Close()
	sum, err := build(p, files)
	if err != nil {
		t.Fatal(err)
	}
	return sum
}

// read gives all files below a folder, dot files too; an empty folder counts
// as a file whose path ends in a slash.
func read(t testing.TB, dir string) site {
	t.Helper()
	files := site{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		path := filepath.ToSlash(strings.TrimPrefix(strings.TrimPrefix(name, dir), string(filepath.Separator)))
		if d.IsDir() {
			inside, err := os.ReadDir(name)
			if len(inside) == 0 && name != dir {
				files[path+"/"] = ""
			}
			return err
		}
		if d.Name() == "lock" { // on Windows nobody else can read it
			files[path] = ""
			return nil
		}
		data, err := os.ReadFile(name)
		files[path] = string(data)
		return err
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	return files
}

func wantPublic(t testing.TB, o Options, want site) {
	t.Helper()
	got := read(t, o.Public)
	for _, path := range sortedPaths(got.and(want)) {
		if g, ok := got[path]; !ok {
			t.Errorf("%s is missing", path)
		} else if w, ok := want[path]; !ok {
			t.Errorf("%s should not be there", path)
		} else if g != w {
			t.Errorf("%s holds %q, want %q", path, g, w)
		}
	}
	if t.Failed() {
		t.FailNow()
	}
}

// wantRest checks that nothing but two equal manifests lies in the state.
func wantRest(t testing.TB, o Options) {
	t.Helper()
	files := read(t, o.State)
	if _, ok := files["lock"]; !ok || len(files) != 3 {
		t.Fatalf("the state holds %v, want lock, manifest and its copy", sortedPaths(files))
	}
	var manifests []string
	for path, text := range files {
		if path != "lock" {
			manifests = append(manifests, text)
		}
	}
	if manifests[0] != manifests[1] {
		t.Fatal("the copy of the manifest is another one")
	}
}

func write(t testing.TB, dir string, files site) {
	t.Helper()
	for path, text := range files {
		name := filepath.Join(dir, filepath.FromSlash(path))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// age puts the times of all files of public back, as if the site had been left
// alone for an hour.
func age(t testing.TB, o Options) {
	t.Helper()
	long := time.Now().Add(-time.Hour).Truncate(time.Second)
	for path := range read(t, o.Public) {
		if err := os.Chtimes(filepath.Join(o.Public, path), long, long); err != nil {
			t.Fatal(err)
		}
	}
}

func mtimes(t testing.TB, o Options) map[string]time.Time {
	t.Helper()
	times := map[string]time.Time{}
	for path := range read(t, o.Public) {
		fi, err := os.Lstat(filepath.Join(o.Public, path))
		if err != nil {
			t.Fatal(err)
		}
		times[path] = fi.ModTime()
	}
	return times
}

var small = site{
	"index.html":                       `<a href="places/370405104/index.html">涧头集镇</a>`,
	"places/370405104/index.html":      `<a href="2022/index.html">2022</a>`,
	"places/370405104/2022/index.html": `<a href="../index.html">涧头集镇</a>`,
	"data/reports.csv":                 "\ufeffreport\r\n",
}

// rebuildTests: the site small is published, then public is touched by hand,
// then another site is published.
var rebuildTests = []struct {
	name   string
	byHand func(t *testing.T, public string)
	next   site
	want   Summary
	kept   site // of other hands, expected beside next
}{
	{name: "nothing changed", next: small, want: Summary{Unchanged: 4}},
	{name: "one page changed", next: small.and(site{"index.html": "neu"}), want: Summary{Written: 1, Unchanged: 3}},
	{name: "one page added", next: small.and(site{"places/370405105/index.html": "x"}), want: Summary{Written: 1, Unchanged: 4}},
	{name: "a report withdrawn, its folder goes",
		next: site{"index.html": "x", "places/370405104/index.html": "y"}, want: Summary{Written: 2, Removed: 2}},
	{name: "all withdrawn", next: site{}, want: Summary{Removed: 4}},
	{name: "a page edited by hand is restored",
		byHand: func(t *testing.T, public string) { write(t, public, site{"index.html": "by hand"}) },
		next:   small, want: Summary{Written: 1, Unchanged: 3}},
	{name: "a page edited by hand to the same size is restored",
		byHand: func(t *testing.T, public string) {
			write(t, public, site{"data/reports.csv": strings.Repeat("x", len(small["data/reports.csv"]))})
		},
		next: small, want: Summary{Written: 1, Unchanged: 3}},
	{name: "a page only touched is as before",
		byHand: func(t *testing.T, public string) {
			now := time.Now()
			if err := os.Chtimes(filepath.Join(public, "index.html"), now, now); err != nil {
				t.Fatal(err)
			}
		},
		next: small, want: Summary{Unchanged: 4}},
	{name: "a page removed by hand comes back",
		byHand: func(t *testing.T, public string) { os.Remove(filepath.Join(public, "index.html")) },
		next:   small, want: Summary{Written: 1, Unchanged: 3}},
	{name: "a page removed by hand and withdrawn",
		byHand: func(t *testing.T, public string) { os.Remove(filepath.Join(public, "index.html")) },
		next:   site{"places/370405104/index.html": "y"}, want: Summary{Written: 1, Removed: 2}},
	{name: "all of public removed by hand comes back",
		byHand: func(t *testing.T, public string) { os.RemoveAll(public) },
		next:   small, want: Summary{Written: 4}},
	{name: "files of other hands stay",
		byHand: func(t *testing.T, public string) {
			write(t, public, site{".gitignore": "*", ".git/HEAD": "x", "places/370405104/2022/note.txt": "x", "about.html": "x"})
			os.Mkdir(filepath.Join(public, "empty"), 0o777)
		},
		next: site{"index.html": "x"}, want: Summary{Written: 1, Removed: 3},
		kept: site{".gitignore": "*", ".git/HEAD": "x", "places/370405104/2022/note.txt": "x", "about.html": "x", "empty/": ""}},
	{name: "a file of another hand at a new address of ours gives way",
		byHand: func(t *testing.T, public string) { write(t, public, site{"about/index.html": "by hand"}) },
		next:   small.and(site{"about/index.html": "ours"}), want: Summary{Written: 1, Unchanged: 4}},
	{name: "a file of another hand with the bytes of ours is ours from now on",
		byHand: func(t *testing.T, public string) { write(t, public, site{"about/index.html": "ours"}) },
		next:   small.and(site{"about/index.html": "ours"}), want: Summary{Unchanged: 5}},
	{name: "a stale page edited by hand goes all the same",
		byHand: func(t *testing.T, public string) { write(t, public, site{"data/reports.csv": "by hand"}) },
		next:   site{"index.html": "x"}, want: Summary{Written: 1, Removed: 3}},
	{name: "a file becomes a folder",
		next: site{"index.html": small["index.html"], "data/reports.csv/index.html": "x"}, want: Summary{Written: 1, Unchanged: 1, Removed: 3}},
	{name: "a folder becomes a file",
		next: site{"places/370405104": "x", "data": "y"}, want: Summary{Written: 2, Removed: 4}},
}

func TestRebuild(t *testing.T) {
	for _, rest := range []string{"at once", "after an hour"} {
		for _, tt := range rebuildTests {
			t.Run(rest+"/"+tt.name, func(t *testing.T) {
				o := newOptions(t)
				if got := publishSite(t, o, small); got != (Summary{Written: 4}) {
					t.Fatalf("first build: %+v", got)
				}
				wantPublic(t, o, small)
				wantRest(t, o)
				if rest == "after an hour" {
					age(t, o)
					publishSite(t, o, small) // finds the bytes as they were and trusts the times
				}
				before := mtimes(t, o)
				if tt.byHand != nil {
					tt.byHand(t, o.Public)
				}
				got := publishSite(t, o, tt.next)
				if got != tt.want {
					t.Errorf("summary %+v, want %+v", got, tt.want)
				}
				wantPublic(t, o, tt.next.and(tt.kept))
				wantRest(t, o)
				if tt.byHand == nil {
					for path, now := range mtimes(t, o) {
						if small[path] == tt.next[path] && !now.Equal(before[path]) {
							t.Errorf("%s: same bytes, but written again", path)
						}
					}
				}
				// Whatever happened, the build after it has nothing to do.
				if got := publishSite(t, o, tt.next); got != (Summary{Unchanged: len(tt.next)}) {
					t.Errorf("summary of a second build: %+v", got)
				}
			})
		}
	}
}

// Unchanged must not read a file whose time vouches for it: that is what makes
// a build without changes fast.
func TestUnchangedTrustsRestingFiles(t *testing.T) {
	o := newOptions(t)
	publishSite(t, o, small)
	age(t, o)
	publishSite(t, o, small)
	// Other bytes under the old size and time: only reading them would tell.
	name := filepath.Join(o.Public, "index.html")
	fi, err := os.Lstat(name)
	if err != nil {
		t.Fatal(err)
	}
	write(t, o.Public, site{"index.html": strings.Repeat("x", len(small["index.html"]))})
	if err := os.Chtimes(name, fi.ModTime(), fi.ModTime()); err != nil {
		t.Fatal(err)
	}
	if got := publishSite(t, o, small); got != (Summary{Unchanged: 4}) {
		t.Errorf("a resting file was read: %+v", got)
	}
}

// A file that is changed again within one step of the clock keeps its time.
func TestUnchangedDoubtsFreshFiles(t *testing.T) {
	for _, builds := range []int{1, 2, 3} {
		o := newOptions(t)
		for range builds {
			publishSite(t, o, small)
		}
		name := filepath.Join(o.Public, "index.html")
		fi, err := os.Lstat(name)
		if err != nil {
			t.Fatal(err)
		}
		write(t, o.Public, site{"index.html": strings.Repeat("x", len(small["index.html"]))})
		if err := os.Chtimes(name, fi.ModTime(), fi.ModTime()); err != nil {
			t.Fatal(err)
		}
		if got := publishSite(t, o, small); got != (Summary{Written: 1, Unchanged: 3}) {
			t.Errorf("after %d builds: %+v", builds, got)
		}
		wantPublic(t, o, small)
	}
}

func TestUnchangedNeedsItsFingerprint(t *testing.T) {
	o := newOptions(t)
	p := open(t, o)
	s, err := p.Begin()
	if err != nil {
		t.Fatal(err)
	}
	for path, fingerprint := range map[string]string{"a.html": "1", "b.html": ""} {
		if err := s.Put(path, fingerprint, []byte("x")); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := s.Commit(); err != nil {
		t.Fatal(err)
	}
	if s, err = p.Begin(); err != nil {
		t.Fatal(err)
	}
	defer s.Abort()
	if s.Unchanged("a.html", "2") || s.Unchanged("b.html", "") || s.Unchanged("c.html", "1") {
		t.Error("unchanged without its fingerprint")
	}
	if !s.Unchanged("a.html", "1") {
		t.Error("changed with its fingerprint")
	}
}

// Once a page was made from other inputs with the same bytes, those inputs count.
func TestPutSameBytesOtherInputs(t *testing.T) {
	p := open(t, newOptions(t))
	for _, fingerprint := range []string{"1", "2"} {
		s, err := p.Begin()
		if err != nil {
			t.Fatal(err)
		}
		if s.Unchanged("a.html", fingerprint) {
			t.Errorf("fingerprint %s was never published", fingerprint)
		}
		if err := s.Put("a.html", fingerprint, []byte("x")); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Commit(); err != nil {
			t.Fatal(err)
		}
	}
	s, err := p.Begin()
	if err != nil {
		t.Fatal(err)
	}
	defer s.Abort()
	if s.Unchanged("a.html", "1") || !s.Unchanged("a.html", "2") {
		t.Error("the last fingerprint does not count")
	}
}

// conflictTests: claims of one build that cannot all stand. Their order is
// "unchanged" of the site small first, then Put.
var conflictTests = []struct {
	name      string
	unchanged []string
	put       []string
	want      string // in the error of the last Put or of Commit
}{
	{"put twice", nil, []string{"a.html", "a.html"}, `a.html: made twice`},
	{"put twice what was there", nil, []string{"index.html", "index.html"}, `index.html: made twice`},
	{"unchanged and put", []string{"index.html"}, []string{"index.html"}, `index.html: made twice`},
	{"unchanged twice", []string{"index.html", "index.html"}, []string{"index.html"}, `index.html: made twice`},
	{"a file in a file", nil, []string{"a", "a/b/c.html"}, `a and a/b/c.html: a file inside a file`},
	{"a file in a file that was there", []string{"index.html"}, []string{"index.html/x"}, `index.html and index.html/x: a file inside`},
	{"a file above one that was there", []string{"data/reports.csv"}, []string{"data"}, `data and data/reports.csv: a file inside`},
	{"upper and lower case", nil, []string{"terms/GDP/index.html", "terms/gdp/index.html"}, `terms/gdp/index.html and terms/GDP/index.html: one address`},
	{"upper and lower case, neither plain", nil, []string{"terms/GDP", "terms/GdP"}, `terms/GDP and terms/GdP: one address`},
	{"upper case of what was there", []string{"index.html"}, []string{"INDEX.html"}, `index.html and INDEX.html: one address`},
	{"out of public", nil, []string{"../index.html"}, `not a clean relative path`},
}

func TestConflict(t *testing.T) {
	for _, tt := range conflictTests {
		t.Run(tt.name, func(t *testing.T) {
			o := newOptions(t)
			publishSite(t, o, small)
			p := open(t, o)
			s, err := p.Begin()
			if err != nil {
				t.Fatal(err)
			}
			for i, path := range tt.unchanged {
				if s.Unchanged(path, sumOf([]byte(small[path]))) != (i == 0) {
					t.Errorf("unchanged %s, %d: wrong answer", path, i)
				}
			}
			for _, path := range tt.put {
				err = s.Put(path, "1", []byte(path))
			}
			_, commitErr := s.Commit()
			if commitErr == nil {
				t.Fatal("published")
			}
			if err != nil && err.Error() != commitErr.Error() {
				t.Errorf("Put says %v, Commit %v", err, commitErr)
			}
			if !strings.Contains(commitErr.Error(), tt.want) {
				t.Errorf("error %q, want %q in it", commitErr, tt.want)
			}
			wantPublic(t, o, small)
			wantRest(t, o)
			if got, err := build(p, small); err != nil || got != (Summary{Unchanged: 4}) {
				t.Errorf("the build after it: %+v, %v", got, err)
			}
		})
	}
}

func TestAbort(t *testing.T) {
	o := newOptions(t)
	publishSite(t, o, small)
	before := mtimes(t, o)
	p := open(t, o)
	s, err := p.Begin()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.Begin(); err == nil {
		t.Error("two builds at once")
	}
	if err := s.Put("index.html", "", []byte("new")); err != nil {
		t.Fatal(err)
	}
	s.Abort()
	s.Abort()
	if _, err := s.Commit(); err == nil {
		t.Error("committed after abort")
	}
	if err := s.Put("x.html", "", nil); err == nil {
		t.Error("put after abort")
	}
	wantPublic(t, o, small)
	wantRest(t, o)
	if !reflect.DeepEqual(before, mtimes(t, o)) {
		t.Error("times changed")
	}
	s, err = p.Begin()
	if err != nil {
		t.Fatal(err)
	}
	p.Close() // aborts
	if _, err := s.Commit(); err == nil {
		t.Error("committed after close")
	}
	wantRest(t, o)
}

// A watch keeps one Publisher over many builds.
func TestManyBuilds(t *testing.T) {
	o := newOptions(t)
	p := open(t, o)
	for i, files := range []site{small, graph(0, 9), graph(1, 9), {}, small, graph(1, 9), graph(0, 9)} {
		if _, err := build(p, files); err != nil {
			t.Fatal(i, err)
		}
		wantPublic(t, o, files)
		wantRest(t, o)
	}
}

// Several goroutines make the pages of one build; exactly one of those that
// want the same address gets it.
func TestConcurrent(t *testing.T) {
	o := newOptions(t)
	a, b := graph(0, 60), graph(1, 60)
	publishSite(t, o, a)
	p := open(t, o)
	s, err := p.Begin()
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for part := range 8 {
		wg.Go(func() {
			for i, path := range sortedPaths(b) {
				if fingerprint := sumOf([]byte(b[path])); i%8 == part && !s.Unchanged(path, fingerprint) {
					if err := s.Put(path, fingerprint, []byte(b[path])); err != nil {
						t.Error(err)
					}
				}
			}
		})
	}
	wg.Wait()
	if _, err := s.Commit(); err != nil {
		t.Fatal(err)
	}
	wantPublic(t, o, b)

	if s, err = p.Begin(); err != nil {
		t.Fatal(err)
	}
	won := make(chan bool, 16)
	for i := range 16 {
		wg.Go(func() {
			got := s.Unchanged("index.html", sumOf([]byte(b["index.html"])))
			if !got && i%2 == 0 {
				got = s.Put("index.html", "1", []byte("x")) == nil
			}
			won <- got
		})
	}
	wg.Wait()
	winners := 0
	for range 16 {
		if <-won {
			winners++
		}
	}
	if winners != 1 {
		t.Errorf("%d got the address", winners)
	}
	s.Abort()
	wantPublic(t, o, b)
}

// Same files, same state: nothing of the order of goroutines or of the clock.
func TestManifestNamesNoTime(t *testing.T) {
	var texts []string
	for range 2 {
		o := newOptions(t)
		publishSite(t, o, small)
		for path, text := range read(t, o.State) {
			if strings.HasSuffix(path, manifestFile) {
				texts = append(texts, text)
			}
		}
	}
	if len(texts) != 2 || texts[0] != texts[1] {
		t.Errorf("two manifests of one site differ:\n%s", strings.Join(texts, "\n"))
	}
}

// A build into another folder neither takes the usual one's files for its own
// nor forgets them.
func TestOtherPublic(t *testing.T) {
	o := newOptions(t)
	publishSite(t, o, small)
	out := Options{Public: filepath.Join(t.TempDir(), "out"), State: o.State}
	write(t, out.Public, site{"data/reports.csv": "by hand"})
	publishSite(t, out, site{"index.html": "x"})
	wantPublic(t, out, site{"index.html": "x", "data/reports.csv": "by hand"})
	wantPublic(t, o, small)
	if got := publishSite(t, o, site{}); got != (Summary{Removed: 4}) {
		t.Errorf("the usual folder: %+v", got)
	}
}

// A site that is moved as a whole keeps its state.
func TestMovedSite(t *testing.T) {
	old := filepath.Join(t.TempDir(), "site")
	o := Options{Public: filepath.Join(old, "public"), State: filepath.Join(old, ".zhenjian")}
	publishSite(t, o, small)
	moved := filepath.Join(t.TempDir(), "moved")
	if err := os.Rename(old, moved); err != nil {
		t.Fatal(err)
	}
	o = Options{Public: filepath.Join(moved, "public"), State: filepath.Join(moved, ".zhenjian")}
	if got := publishSite(t, o, site{}); got != (Summary{Removed: 4}) {
		t.Errorf("after the move: %+v", got)
	}
}

func TestOpenRefuses(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, site{"file": "x"})
	for _, o := range []Options{
		{},
		{Public: dir},
		{State: dir},
		{Public: dir, State: dir},
		{Public: dir, State: filepath.Join(dir, ".zhenjian")},
		{Public: filepath.Join(dir, ".zhenjian", "public"), State: filepath.Join(dir, ".zhenjian")},
		{Public: filepath.Join(dir, "public"), State: filepath.Join(dir, "file")},
	} {
		if p, err := Open(o); err == nil {
			p.Close()
			t.Errorf("%+v is accepted", o)
		}
	}
}
