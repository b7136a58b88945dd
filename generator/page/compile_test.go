package page

import (
	"bytes"
	"html/template"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"zhenjian/generator/archive"
	"zhenjian/generator/indicator"
	"zhenjian/generator/quantity"
	"zhenjian/generator/region"
	"zhenjian/generator/report"
	"zhenjian/generator/source"
)

// demoSite understands the reports of the demonstration.
func demoSite(t testing.TB) *site {
	t.Helper()
	const content = "../testdata/demo/content"
	text, err := os.ReadFile(filepath.Join(content, "regions.toml"))
	if err != nil {
		t.Fatal(err)
	}
	places, err := region.ParseAdditions(text)
	if err != nil {
		t.Fatal(err)
	}
	gazetteer, err := gazetteer().With(places)
	if err != nil {
		t.Fatal(err)
	}
	s := newSite(t, nil)
	s.pages = append(s.pages, Markdown{"method", []byte("# 整理方法\n\n正文。\n")})
	s.options.BaseURL, s.options.Notice = "https://example.org/a/", "演示"
	files, _, err := source.Find(filepath.Join(content, "reports"))
	if err != nil {
		t.Fatal(err)
	}
	var entries []*archive.Entry
	for _, f := range files {
		doc, _ := source.Read(filepath.Join(content, "reports"), f)
		if doc == nil {
			continue
		}
		if r := report.Read(doc, gazetteer); r.Place.Code != "" && r.Year != 0 {
			e, _ := archive.NewEntry(r, indicator.Builtin(), quantity.Find(r.Tabbed()))
			entries = append(entries, e)
			s.reports[e.Path] = r
		}
	}
	s.arc, _ = archive.New(gazetteer, indicator.Builtin(), entries, []string{"369821", "369822"})
	return s
}

// viewsOf gives the views of all pages of a site, by kind.
func viewsOf(t testing.TB, s *site) map[string][]any {
	t.Helper()
	var mu sync.Mutex
	views := map[string][]any{}
	l := *loadLayouts(t)
	l.programs = map[string]*program{}
	for _, k := range kinds {
		note := func(_ *execution, dot reflect.Value) {
			mu.Lock()
			defer mu.Unlock()
			views[k.name] = append(views[k.name], dot.Interface())
		}
		l.programs[k.name] = &program{view: reflect.TypeOf(k.blank), main: &routine{run: note, slots: 1}}
	}
	s.build(t, &l, nil)
	return views
}

// into writes a page.
func into(w io.Writer) func([]byte) error {
	return func(page []byte) error { _, err := w.Write(page); return err }
}

// bothWays executes a layout on a view by its program and by html/template.
func bothWays(t testing.TB, l *Layouts, kind string, view any) (compiled, plain string) {
	t.Helper()
	var a, b bytes.Buffer
	if done, err := l.programs[kind].execute(view, into(&a)); !done || err != nil {
		t.Fatalf("%s: the program does not take %T: %v", kind, view, err)
	}
	if err := l.templates.ExecuteTemplate(&b, kind+".html", view); err != nil {
		t.Fatal(err)
	}
	return a.String(), b.String()
}

// difference shows where two pages part.
func difference(a, b string) string {
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	from := max(0, i-60)
	return "…" + a[from:min(len(a), i+60)] + "…\n, html/template has\n…" + b[from:min(len(b), i+60)] + "…"
}

// hostile are strings that need escaping somewhere, or must not be.
var hostile = []string{
	"<script>alert('1')</script>", `"'+&<>` + "`=", "javascript:alert(1)", "JaVaScRiPt:x", "a/b:c", "HTTPS://a.b/?c=d&e=f#g+h", "mailto:a@b", "httpſ:x",
	"\x00", "甲\xff\xfe乙\xe4\xb8", "%zz%4a%4", "%", "a%2", "&amp;", "\u2028\u2029", "\ufeff\ufffd\ufdd0", "\t\r\n\v\f ", "</title>", "]]>-->", "(a)[b]{c}|d\\e^f~g_h-i.j*k!l$m,n;o@p", "",
	"1", "../370405/2022/index.html#m1",
}

// spoil puts strings in turn into every field of a view that has one; lists get
// two entries, and truth values one of each.
func spoil(v reflect.Value, next func() string, deep int) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(next())
	case reflect.Int:
		v.SetInt(int64(len(next())) - 5)
	case reflect.Bool:
		v.SetBool(len(next())%2 > 0)
	case reflect.Slice:
		if deep > 0 {
			v.Set(reflect.MakeSlice(v.Type(), 2, 2))
			spoil(v.Index(0), next, deep-1)
			spoil(v.Index(1), next, deep-1)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			spoil(v.Field(i), next, deep)
		}
	}
}

// TestEveryLayoutIsCompiled: nothing in the project's own layouts is left to
// html/template.
func TestEveryLayoutIsCompiled(t *testing.T) {
	l := loadLayouts(t)
	for _, k := range kinds {
		if l.programs[k.name] == nil {
			_, err := compile(l.templates, k.name+".html", reflect.TypeOf(k.blank))
			t.Errorf("%s is not compiled: %v", k.name, err)
		}
	}
}

// TestCompiledPages: programs write what html/template writes, for every page of
// three sites, on several goroutines at once.
func TestCompiledPages(t *testing.T) {
	l := loadLayouts(t)
	pages := 0
	for name, s := range map[string]*site{"small": newSite(t, smallReports), "series": newSite(t, seriesReports), "demo": demoSite(t)} {
		var group sync.WaitGroup
		for kind, views := range viewsOf(t, s) {
			pages += len(views)
			group.Go(func() {
				for _, view := range views {
					if compiled, plain := bothWays(t, l, kind, view); compiled != plain {
						t.Errorf("%s, %s: the program has\n%s", name, kind, difference(compiled, plain))
						return
					}
				}
			})
		}
		group.Wait()
	}
	if pages < 350 {
		t.Errorf("only %d pages", pages)
	}
}

// TestCompiledHostile: the same with every string of a view in every field.
func TestCompiledHostile(t *testing.T) {
	l := loadLayouts(t)
	for _, k := range kinds {
		for turn := range hostile {
			view := reflect.New(reflect.TypeOf(k.blank)).Elem()
			spoil(view, func() string { turn++; return hostile[turn%len(hostile)] }, 3)
			if compiled, plain := bothWays(t, l, k.name, view.Interface()); compiled != plain {
				t.Fatalf("%s: the program has\n%s", k.name, difference(compiled, plain))
			}
		}
	}
}

func FuzzCompiled(f *testing.F) {
	for i, s := range hostile {
		f.Add(s, hostile[(i+7)%len(hostile)], uint8(i))
	}
	l := loadLayouts(f)
	f.Fuzz(func(t *testing.T, a, b string, kind uint8) {
		k := kinds[int(kind)%len(kinds)]
		strings, turn := []string{a, b, "", b + a, "1"}, 0
		view := reflect.New(reflect.TypeOf(k.blank)).Elem()
		spoil(view, func() string { turn++; return strings[turn%len(strings)] }, 2)
		if compiled, plain := bothWays(t, l, k.name, view.Interface()); compiled != plain {
			t.Fatalf("%s: the program has\n%s", k.name, difference(compiled, plain))
		}
	})
}

// A trial is a view for templates of tests.
type trial struct {
	link
	Name, Other string
	Body        template.HTML
	Address     template.URL
	Options     template.JS
	Kind        trialKind
	Said        trialSaid
	Count       int
	Share       float64
	Yes         bool
	Links       []link
	Items       []trial
	Any         any
	Map         map[string]string
	Pointer     *link
	Hiding      hiding
}

type (
	trialKind string
	trialSaid string
	hiding    struct{ link }
)

func (trialSaid) String() string { return "said" }
func (hiding) Text() string      { return "method" }

var trials = []trial{
	{},
	{
		link: link{Text: "<甲>", Href: "a.html?b=1&c=2"}, Name: "乙&", Other: "乙&", Body: "<b>丙</b>", Address: "javascript:1", Options: `{"a":1}`, Kind: "k<",
		Count: 2, Share: 0.5, Yes: true, Links: []link{{Text: "1"}, {Text: "2", Href: "javascript:x"}}, Any: "x",
		Items: []trial{{Name: "+", Items: []trial{{Name: "b"}}}, {}}, Map: map[string]string{"a": "b"}, Pointer: &link{Text: "p"},
	},
	{Name: "甲", Other: "乙", Count: -300, Links: []link{{Href: "%zz"}}},
}

// TestCompile: what a program knows it does as html/template does; what it does
// not know it refuses.
func TestCompile(t *testing.T) {
	for _, tt := range []struct {
		text  string
		known bool
	}{
		{`<p>{{.Text}}{{.Name}}{{.Kind}}{{.Count}}{{.Body}}</p><!-- gone -->`, true},
		{`<a href="{{.Href}}" title="{{.Text}}">`, true},
		{`<a href="x/{{.Href}}?y={{.Text}}&amp;z={{.Name}}#{{.Text}}">`, true},
		{`<title>{{.Text}}</title><textarea>{{.Name}}</textarea>`, true},
		{`<script type="application/json">{{.Options}}</script>`, true},
		{`{{if .Yes}}1{{else if .Count}}2{{else}}3{{end}}{{with .Name}}{{.}}{{else}}{{.Count}}{{end}}`, true},
		{`{{with .link}}{{end}}`, false}, // html/template cannot either
		{`{{range .Links}}{{.Text}}{{$.Name}}{{else}}none{{end}}`, true},
		{`{{range $l := .Links}}{{$l.Text}}{{end}}{{range $i, $l := .Links}}{{if $i}}, {{end}}{{$i}}{{$l.Href}}{{end}}`, true},
		{`{{range .Items}}{{range .Items}}{{.Name}}{{end}}{{end}}`, true},
		{`{{$a := .Name}}{{if .Yes}}{{$a := .Text}}{{$a}}{{else}}{{$a}}{{end}}{{$a}}`, true},
		{`{{$a := len .Links}}{{$a}}{{with $b := .Name}}{{$b}}{{end}}{{range .Links}}{{$b := .Text}}{{$b}}{{$a}}{{end}}`, true},
		{`{{if or .Name .Links .Count}}1{{end}}{{if and .Yes .Name (not .Other)}}2{{end}}{{if not (or .Name .Text)}}3{{end}}`, true},
		{`{{if eq .Name .Other}}1{{end}}{{if ne .Name "甲"}}2{{end}}{{if eq .Count 2}}3{{end}}{{if eq .Kind .Name}}4{{end}}`, true},
		{`{{"<"}}{{1}}{{if true}}1{{end}}{{if (len .Name)}}2{{end}}`, true},
		{`{{define "x"}}{{range .}}<i>{{.Name}}{{template "x" .Items}}</i>{{end}}{{end}}{{template "x" .Items}}`, true},
		{`{{define "x"}}{{$a := .Text}}<i>{{$.Href}}{{$a}}</i>{{end}}{{$a := .Name}}{{range .Links}}{{template "x" .}}{{end}}{{template "x" .}}{{$a}}`, true},
		{`{{define "x"}}1{{end}}{{template "x"}}{{block "y" .Name}}{{.}}{{end}}`, true},

		{`{{define "x"}}{{.}}{{end}}{{template "x"}}`, false},
		{`{{define "x"}}title="1"{{end}}<p {{template "x" .}}>`, false},
		{`{{printf "%s" .Name}}`, false},
		{`{{.Name | len}}`, false},
		{`{{.Name | html}}`, false},
		{`{{html .Name}}`, false},
		{`<p title={{.Name}}>`, false},
		{`<p {{.Name}}="1">`, false},
		{`<p style="color:{{.Name}}">`, false},
		{`<p onclick="f({{.Name}})">`, false},
		{`<script>{{.Name}}</script>`, false},
		{`<script>"{{.Name}}"</script>`, false},
		{`<img srcset="{{.Name}}">`, false},
		{`<a href="{{.Address}}">`, false},
		{`<p title="{{.Body}}">{{.Options}}`, false},
		{`<title>{{.Body}}</title>`, false},
		{`{{.Said}}`, false},
		{`{{.Share}}`, false},
		{`{{.Yes}}`, false},
		{`{{.Any}}`, false},
		{`{{.Map.a}}`, false},
		{`{{.Pointer.Text}}`, false},
		{`{{.Links}}`, false},
		{`{{.Said.String}}`, false},
		{`{{.Hiding.Text}}`, false},
		{`{{range .Count}}1{{end}}`, false},
		{`{{range .Map}}1{{end}}`, false},
		{`{{range .Links}}{{break}}{{end}}`, false},
		{`{{range .Links}}{{continue}}{{end}}`, false},
		{`{{range $l := .Links}}1{{else}}{{$l}}{{end}}`, false},
		{`{{$a := .Name}}{{$a = .Other}}{{$a}}`, false},
		{`{{if $a := .Name}}{{$a}}{{end}}`, false},
		{`{{with or .Name .Other}}{{.}}{{end}}`, false},
		{`{{if eq .Name .Other "甲"}}1{{end}}`, false},
		{`{{if eq .Count 010}}1{{end}}`, false},
		{`{{if lt .Count 1}}1{{end}}`, false},
		{`{{index .Links 0}}`, false},
		{`{{(index .Links 0).Text}}`, false},
	} {
		t.Run(tt.text, func(t *testing.T) {
			parsed := template.Must(template.New("main").Parse(tt.text))
			if err := parsed.Execute(io.Discard, trials[1]); err != nil {
				t.Logf("html/template: %v", err)
			}
			p, err := compile(parsed, "main", reflect.TypeFor[trial]())
			if (err == nil) != tt.known {
				t.Fatalf("compiled: %v", err)
			}
			for _, view := range trials {
				if p == nil {
					break
				}
				var got, want strings.Builder
				if done, err := p.execute(view, into(&got)); !done || err != nil {
					t.Fatal("not done", err)
				}
				if err := parsed.Execute(&want, view); err != nil {
					t.Fatal(err)
				}
				if got.String() != want.String() {
					t.Errorf("got %q, html/template has %q", got.String(), want.String())
				}
			}
		})
	}
}

// TestEscapers holds each escaper against html/template's, string by string.
func TestEscapers(t *testing.T) {
	type view struct{ S string }
	for _, text := range []string{`{{.S}}`, `<title>{{.S}}</title>`, `<p title="{{.S}}">`, `<p title='{{.S}}'>`, `<a href="{{.S}}">`, `<a href="a/{{.S}}">`, `<a href="a?b={{.S}}">`, `<a href='#{{.S}}'>`} {
		parsed := template.Must(template.New("main").Parse(text))
		all := hostile
		for c := range 256 {
			all = append(all, "a"+string([]byte{byte(c)})+"b", "%"+string([]byte{byte(c)})+"0", string(rune(c))+":x")
		}
		var p *program
		for _, s := range all {
			var got, want strings.Builder
			if err := parsed.Execute(&want, view{s}); err != nil {
				t.Fatal(err)
			}
			if p == nil {
				var err error
				if p, err = compile(parsed, "main", reflect.TypeFor[view]()); err != nil {
					t.Fatal(err)
				}
			}
			p.execute(view{s}, into(&got))
			if got.String() != want.String() {
				t.Errorf("%s with %q: %q, want %q", text, s, got.String(), want.String())
			}
		}
	}
}

// TestLayoutLeftToTemplate: a site's own layouts may use all that html/template
// has; the others stay compiled.
func TestLayoutLeftToTemplate(t *testing.T) {
	for _, tt := range []struct {
		file, old, new string
		left           []string // kinds that are not compiled
	}{
		{"year.html", "{{.Heading}}", `{{printf "%s" .Heading}}`, []string{"year"}},
		{"partials/figures.html", "{{.Text}}", `{{.Text | printf "%s"}}`, []string{"place", "towns", "changes", "indicator", "markdown"}},
	} {
		files := layoutFiles(t)
		files[tt.file] = &fstest.MapFile{Data: bytes.ReplaceAll(files[tt.file].Data, []byte(tt.old), []byte(tt.new))}
		l, err := Load(files)
		if err != nil {
			t.Fatal(err)
		}
		for _, k := range kinds {
			if left := l.programs[k.name] == nil; left != slices.Contains(tt.left, k.name) {
				t.Errorf("%s with %s: %s is left to html/template: %t", tt.file, tt.new, k.name, left)
			}
		}
		s := newSite(t, seriesReports)
		own, _ := s.build(t, l, nil)
		given, _ := s.build(t, loadLayouts(t), nil)
		for path, want := range given.data {
			if own.data[path] != want {
				t.Errorf("%s with %s: %s has\n%s", tt.file, tt.new, path, difference(own.data[path], want))
			}
		}
	}
}

// TestProgramRefuses: what a program cannot do it leaves undone, and the next
// page is whole.
func TestProgramRefuses(t *testing.T) {
	type view struct{ Inner []view }
	nested := func(depth int) view {
		var v view
		for range depth {
			v = view{[]view{v}}
		}
		return v
	}
	loop := view{make([]view, 2)}
	loop.Inner[0], loop.Inner[1] = loop, loop // has no end, and two ways at each turn
	parsed := template.Must(template.New("main").Parse(`{{define "x"}}a{{range $v := .Inner}}{{template "x" $v}}{{end}}{{end}}{{template "x" .}}`))
	if err := parsed.Execute(io.Discard, view{}); err != nil {
		t.Fatal(err)
	}
	p, err := compile(parsed, "main", reflect.TypeFor[view]())
	if err != nil {
		t.Fatal(err)
	}
	for i, tt := range []struct {
		view any
		want string // "" for nothing done
	}{{nested(0), "a"}, {loop, ""}, {nested(900), strings.Repeat("a", 901)}, {nested(1100), ""}, {&view{}, ""}, {trial{}, ""}, {nested(1), "aa"}} {
		var out strings.Builder
		if done, err := p.execute(tt.view, into(&out)); err != nil || done != (tt.want != "") || out.String() != tt.want {
			t.Errorf("%d: done %t, %q, want %q", i, done, out.String(), tt.want)
		}
	}
}
