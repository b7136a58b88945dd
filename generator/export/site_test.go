package export

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"errors"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"zhenjian/generator/archive"
	"zhenjian/generator/indicator"
	"zhenjian/generator/numeral"
	"zhenjian/generator/quantity"
	"zhenjian/generator/region"
	"zhenjian/generator/report"
	"zhenjian/generator/source"
)

// files is a Sink that keeps what it takes, and knows what the last build made.
type files struct {
	mu    sync.Mutex
	prior map[string]string // fingerprints by path
	prints,
	data map[string]string
	rows *Rows
}

// kept is what the rows keep for the next build.
func (f *files) kept() string {
	var b bytes.Buffer
	w := bufio.NewWriter(&b)
	f.rows.Keep(w)
	w.Flush()
	return b.String()
}

func newFiles(prior *files) *files {
	f := &files{prints: map[string]string{}, data: map[string]string{}}
	if prior != nil {
		f.prior = prior.prints
	}
	return f
}

func (f *files) Unchanged(path, fingerprint string) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	if fingerprint == "" || f.prior[path] != fingerprint {
		return false
	}
	f.prints[path] = fingerprint
	return true
}

func (f *files) Put(path, fingerprint string, data []byte) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if _, ok := f.prints[path]; ok {
		return errors.New(path + " is made twice")
	}
	f.prints[path], f.data[path] = fingerprint, string(data)
	return nil
}

func (f *files) PutFrom(path, fingerprint string, write func(io.Writer) error) ([sha256.Size]byte, error) {
	var data bytes.Buffer
	err := write(&data)
	if err == nil {
		err = f.Put(path, fingerprint, data.Bytes())
	}
	return sha256.Sum256(data.Bytes()), err
}

func (f *files) paths() []string { return slices.Sorted(maps.Keys(f.data)) }

func render(t testing.TB, a *archive.Archive, o Options, prior *files) *files {
	t.Helper()
	out := newFiles(prior)
	if prior != nil {
		o.Kept = prior.kept
	}
	var err error
	if out.rows, err = Render(a, o, out, 2); err != nil {
		t.Fatal(err)
	}
	return out
}

// rows reads a CSV file, its header first.
func rows(t testing.TB, text string) [][]string {
	t.Helper()
	text, ok := strings.CutPrefix(text, byteOrderMark)
	if !ok || strings.Count(text, "\n") != strings.Count(text, "\r\n") {
		t.Error("no byte-order mark, or line ends that are not CRLF")
	}
	out, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// testOptions are those of a site whose address is known.
var testOptions = Options{Title: "报告库", Organizer: "某司法局", BaseURL: "https://example.cn/fz/", Program: "1", Pages: []string{"index.html", "data/index.html"}}

// entry is a report of a town of 台儿庄区.
func entry(code, name string, year int, edit func(*archive.Entry)) *archive.Entry {
	e := &archive.Entry{Path: name + ".txt", Ext: ".txt", Code: code, Name: name, Year: year, Version: 1, Title: name + "报告"}
	e.SHA256 = sumOf([]byte(code + name + string(rune(year))))
	if edit != nil {
		edit(e)
	}
	return e
}

// mentions of 涧头集镇 in 2022.
var mentions = []archive.Mention{
	{Indicator: "materials", Value: numeral.Int(300), Qualifier: quantity.Over, Unit: "份", Family: "copies", Printed: "300余份", Quote: "发放“宣传单”, 300余份", Line: 9},
	{Indicator: "drills", Value: numeral.Int(2), High: numeral.Int(3), HasHigh: true, Qualifier: quantity.About, Unit: "次", Family: "events", Period: "2022-01/2022-09", Printed: "2至3次", Quote: "演练2至3次", Line: 10},
	{Indicator: "reconsiderations", Denied: true, Printed: "无行政复议", Quote: "无行政复议", Line: 11},
	{Indicator: "materials", Value: numeral.Int(50), Unit: "册", Family: "copies", Printed: "50册", Quote: "手册50册", Line: 12},
}

// smallArchive has two towns and their county: a gap, a second version, a
// report without a title.
func smallArchive(edit ...func([]*archive.Entry)) *archive.Archive {
	entries := []*archive.Entry{
		entry("370405103", "涧头集镇", 2020, func(e *archive.Entry) { e.Part, e.Published = "上半年", "2020-07-01T09:30" }),
		entry("370405103", "涧头集镇", 2022, func(e *archive.Entry) {
			e.Mentions, e.Cites, e.Issued = mentions, []string{"中华人民共和国民法典", "宪法"}, "2023-01-09"
			e.Issuers, e.Kinds = []string{"涧头集镇人民政府"}, []report.Kind{report.Achievements, report.Plans}
		}),
		entry("370405103", "涧头集镇", 2022, func(e *archive.Entry) {
			e.Path, e.SHA256, e.Words, e.Issued = "又一份.txt", sumOf([]byte("又一份")), "又一份", "2023-01-08"
		}),
		entry("370405101", "张山子镇", 2022, func(e *archive.Entry) { e.OwnTitle, e.Issued = true, "2023-02-30" }),
		entry("370405", "台儿庄区", 2023, nil),
	}
	for _, f := range edit {
		f(entries)
	}
	a, _ := archive.New(region.Builtin(), indicator.Builtin(), entries, nil)
	return a
}

// realArchive has the project's own reports and the labelled ones.
var realArchive = sync.OnceValues(func() (*archive.Archive, error) {
	var entries []*archive.Entry
	for _, pattern := range []string{"../../content/reports/*.txt", "../testdata/labelled/*/*.txt"} {
		names, err := filepath.Glob(pattern)
		if err != nil || len(names) == 0 {
			return nil, errors.Join(err, errors.New(pattern+": no reports"))
		}
		for _, name := range names {
			raw, err := os.ReadFile(name)
			if err != nil {
				return nil, err
			}
			doc, problems := source.New(name, raw)
			if doc == nil {
				return nil, problems[0]
			}
			if r := report.Read(doc, region.Builtin()); r.Place.Code != "" && r.Year != 0 {
				e, _ := archive.NewEntry(r, indicator.Builtin(), quantity.Find(r.Tabbed()))
				entries = append(entries, e)
			}
		}
	}
	a, _ := archive.New(region.Builtin(), indicator.Builtin(), entries, nil)
	return a, nil
})
