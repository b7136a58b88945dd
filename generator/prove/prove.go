// Package prove tries whether a build that makes anew only what changed ends in
// the same bytes as one from nothing, whatever happened to the site before.
//
// It copies a part of a site into a folder of its own and then, step by step,
// edits the copy as people and programs do, builds it with all that earlier
// builds left, builds the same input once more into an empty folder, and
// compares: every file and folder, the problems, the counts. Where the one
// fails, the other must too, and the site must stay as it was.
//
// # Both ways to build again
//
// From step to step a replay goes on in one pipeline.Session, as watch does, or
// closes it and builds in one of its own, as build does, from what is kept on
// disk. Chance decides.
//
// # Time
//
// What the file system says of a file vouches for nothing for two seconds after
// the file was last written; the pipeline reads such a report again. Nothing in
// here turns that clock. The copy rests that long once before its first build;
// from then on a step changes a few reports and all others are remembered. A
// file edited a moment ago is edited again on purpose now and then. A summary
// says how many reports were taken from memory, as a replay in which none was
// would prove nothing.
package prove

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"time"

	"zhenjian/generator/pipeline"
	"zhenjian/generator/region"
	"zhenjian/generator/source"
)

// MaxReports is how many reports the copy of a site has at most. All that pages
// show of one another is there with as many; more would only take longer.
const MaxReports = 30

// rest is a little longer than the coarsest step of a file system's clock.
const rest = 2100 * time.Millisecond

// mostFiles is how many files a Difference names.
const mostFiles = 10

// Options say what is to be replayed.
type Options struct {
	Site     string // a folder; it is read alone
	Layouts  fs.FS  // those that the program carries
	Steps    int
	Seed     uint64                                   // the same seed makes the same edits on the same site
	Input    func(dir string) (pipeline.Input, error) // reads the site in a folder
	Progress func(done, total int)                    // may be nil
}

// Words are one thing, said in Chinese and in English.
type Words struct{ Zh, En string }

// In gives the words in "zh" or "en".
func (w Words) In(lang string) string {
	if lang == "en" {
		return w.En
	}
	return w.Zh
}

// say makes Words; args go into both.
func say(zh, en string, args ...any) Words {
	return Words{fmt.Sprintf(zh, args...), fmt.Sprintf(en, args...)}
}

// An Edit is one thing that was done to the copy before the builds of a step.
type Edit struct {
	Step int // from 1
	What Words
}

// A Summary counts what was replayed without a difference.
type Summary struct {
	Steps, Edits int
	Failed       int // steps in which the input was at fault, and both builds said so
	Sessions     int // steps built in a session that had built before
	Found        int // reports, in all successful steps together
	Known        int // of them taken from memory
	Pages        int // files of the site, in all successful steps together
	Written      int // of them written
}

// A Difference is where a build from what was kept is not one from nothing.
type Difference struct {
	Seed  uint64
	Step  int // 0: before the first edit
	What  Words
	Files []Words // the first ten
	Edits []Edit  // all so far
	Dir   string  // kept: the copy is in its folder site, the build from nothing in fresh
}

func (d *Difference) Error() string {
	return fmt.Sprintf("seed %d, step %d: %s", d.Seed, d.Step, d.What.En)
}

// A replay is one run. What it does depends on the seed and the site alone.
type replay struct {
	Options
	*rand.Rand
	dir      string // of the copy and the build from nothing
	session  *pipeline.Session
	summary  Summary
	edits    []Edit
	settings map[string]string // files of the copy beside reports, by path
	base     map[string]string // settings as they were copied
	good     map[string]string // settings of the last build that succeeded
	failures int               // builds that failed one after the other
	foreign  map[string]string // files of another hand in public
	counties []string          // codes of those that invented reports come from
	codes    []string          // of their towns
	towns    []place           // that invented reports are about
	bodies   []body            // that they are made of
	last     string            // report that was written last
	disk     error             // the first edit that the disk refused
	next     turn
}

// A turn is what the edits of a step ask of its build.
type turn struct {
	clean  bool // nothing was done since the last build, and it succeeded
	alone  bool // no other edit goes with what was done
	reopen bool // no session may be held on
	again  bool // a session may fail, and the next one must not
}

// Run replays edits. The error is a *Difference where there is one, and ctx.Err()
// where ctx ended the replay between two steps.
func Run(ctx context.Context, o Options) (summary *Summary, err error) {
	dir, err := os.MkdirTemp("", "zhenjian-prove-")
	if err != nil {
		return nil, err
	}
	r := &replay{Options: o, Rand: rand.New(rand.NewPCG(o.Seed, 0)), dir: dir, foreign: map[string]string{}}
	defer func() {
		r.closeSession()
		if _, differs := errors.AsType[*Difference](err); !differs {
			os.RemoveAll(dir)
		}
	}()
	if err := r.start(); err != nil {
		return nil, err
	}
	time.Sleep(rest)
	for step := 0; step <= o.Steps; step++ {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		r.next = turn{}
		if step > 0 {
			r.edit(step)
		}
		if r.disk != nil {
			return nil, r.disk
		}
		if err := r.compare(step); err != nil {
			return nil, err
		}
		if o.Progress != nil {
			o.Progress(step, o.Steps)
		}
	}
	r.summary.Steps, r.summary.Edits = o.Steps, len(r.edits)
	return &r.summary, nil
}

// at names a path of the copy as the system wants it.
func (r *replay) at(path string) string {
	return filepath.Join(r.dir, "site", filepath.FromSlash(path))
}

// An outcome is what a build came to.
type outcome struct {
	res *pipeline.Result
	err error
}

// compare builds the copy from what is kept and from nothing.
func (r *replay) compare(step int) error {
	differ := func(what Words, files []Words) error {
		return &Difference{Seed: r.Seed, Step: step, What: what, Files: files, Edits: r.edits, Dir: r.dir}
	}
	fresh := filepath.Join(r.dir, "fresh")
	want, err := r.fromNothing(fresh)
	if err != nil {
		return err
	}
	public := r.at("public")
	before, err := readTree(public)
	if err != nil {
		return err
	}
	got := r.fromKept()
	after, err := readTree(public)
	if err != nil {
		return err
	}
	if want.err != nil {
		if r.failures++; r.failures > 2 { // the settings are the first ones by now
			return differ(say("用最初的设置也不能从头生成了：%v", "not even with the first settings can the copy be built from nothing: %v", want.err), nil)
		}
		if got.err == nil {
			return differ(say("从头生成失败（%v），接着上次生成却成功了", "a build from nothing fails (%v), one from what was kept does not", want.err), nil)
		}
		r.summary.Failed++
		if files := before.against(after); len(files) > 0 {
			return differ(say("生成失败（%v），网站却变了", "the build failed (%v), and the site changed", got.err), files)
		}
		return nil
	}
	if got.err != nil {
		return differ(say("从头生成成功，接着上次生成却失败了：%v", "a build from nothing succeeds, one from what was kept fails: %v", got.err), nil)
	}
	expected, err := readTree(filepath.Join(fresh, "public"))
	if err != nil {
		return err
	}
	for path, data := range r.foreign {
		expected.add(path, []byte(data))
	}
	if files := after.against(expected); len(files) > 0 {
		return differ(say("接着上次生成的网站，与从头生成的不同", "the site built from what was kept is not the one built from nothing"), files)
	}
	if lines := unlike(said(got.res), said(want.res)); len(lines) > 0 {
		return differ(say("两次生成列出的问题或份数不同", "the two builds tell of other problems or counts"), lines)
	}
	r.failures = 0
	r.good = maps.Clone(r.settings)
	r.summary.Found += got.res.Found
	r.summary.Known += got.res.Known
	r.summary.Pages += got.res.Pages
	r.summary.Written += got.res.Written
	return os.RemoveAll(fresh)
}

// fromNothing builds the copy into an empty folder. The error is for the folder.
func (r *replay) fromNothing(fresh string) (outcome, error) {
	if err := os.RemoveAll(fresh); err != nil {
		return outcome{}, err
	}
	in, err := r.Input(r.at(""))
	if err != nil {
		return outcome{err: err}, nil
	}
	in.Public, in.State = filepath.Join(fresh, "public"), filepath.Join(fresh, "state")
	res, err := pipeline.Build(in)
	return outcome{res, err}, nil
}

// fromKept builds the copy where it was built before, as watch does or as build.
func (r *replay) fromKept() outcome {
	if r.next.reopen || r.IntN(4) == 0 {
		r.closeSession()
	}
	stay := r.IntN(3) > 0
	in, err := r.Input(r.at(""))
	if err != nil {
		return outcome{err: err}
	}
	held := r.session != nil
	out := r.inSession(in)
	if out.err != nil && held && r.next.again {
		held = false
		out = r.inSession(in)
	}
	if held {
		r.summary.Sessions++
	} else if !stay {
		r.closeSession()
	}
	return out
}

// inSession builds in the session, which ends if that fails, as watch does it.
func (r *replay) inSession(in pipeline.Input) (out outcome) {
	if r.session == nil {
		if r.session, out.err = pipeline.Open(in.Public, in.State); out.err != nil {
			r.session = nil
			return out
		}
	}
	if out.res, out.err = r.session.Build(in); out.err != nil {
		r.closeSession()
	}
	return out
}

func (r *replay) closeSession() {
	if r.session != nil {
		r.session.Close()
		r.session = nil
	}
}

// said is what a build tells its user, apart from how much it had to do.
func said(res *pipeline.Result) []string {
	lines := []string{fmt.Sprintf("%d found, %d published, %d left out, %d files", res.Found, res.Published, res.LeftOut, res.Pages)}
	for _, p := range res.Problems {
		for _, lang := range []string{"zh", "en"} {
			lines = append(lines, fmt.Sprintf("%s:%d: %s %s %s", p.File, p.Line, p.Code, p.Message(lang), p.Advice(lang)))
		}
	}
	return lines
}

// unlike gives the first lines in which two lists differ.
func unlike(got, want []string) []Words {
	var out []Words
	for i := range max(len(got), len(want)) {
		line := func(list []string) string {
			if i < len(list) {
				return list[i]
			}
			return "-"
		}
		if g, w := line(got), line(want); g != w && len(out) < mostFiles {
			out = append(out, say("接着上次：%s；从头：%s", "from what was kept: %s; from nothing: %s", g, w))
		}
	}
	return out
}

// start makes the copy: all settings of the site, and some of its reports.
func (r *replay) start() error {
	in, err := r.Input(r.Site)
	if err != nil {
		return err
	}
	if err := r.copySettings(); err != nil {
		return err
	}
	files, _, err := source.Find(in.Reports)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(r.at(reportsFolder), 0o777); err != nil {
		return err
	}
	var taken []source.File
	for _, f := range r.choose(files) {
		if err := r.copyReport(in, f); err != nil {
			return err
		}
		taken = append(taken, f)
	}
	r.settle(in, taken)
	for r.disk == nil && len(r.reports()) < startReports {
		r.create()
	}
	return r.disk
}

// choose takes reports of the site: half of them in one row by path, which are
// mostly neighbours, half from anywhere.
func (r *replay) choose(files []source.File) []source.File {
	files = slices.DeleteFunc(files, func(f source.File) bool { return f.Size > mostBytes })
	if len(files) <= startReports {
		return files
	}
	from := r.IntN(len(files) - startReports/2)
	chosen := map[int]bool{}
	for i := range startReports / 2 {
		chosen[from+i] = true
	}
	for len(chosen) < startReports {
		chosen[r.IntN(len(files))] = true
	}
	var out []source.File
	for _, i := range slices.Sorted(maps.Keys(chosen)) {
		out = append(out, files[i])
	}
	return out
}

// startReports is how many reports the copy has in the beginning; of the site's
// own no larger ones are taken than mostBytes.
const (
	startReports = 16
	mostBytes    = 64 << 10
)

// county gives the county that a code lies in or is; "" for one above.
func county(g *region.Gazetteer, code string) string {
	for _, u := range g.Chain(code) {
		if u.Level == region.County {
			return u.Code
		}
	}
	return ""
}
