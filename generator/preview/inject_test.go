package preview

import (
	"strings"
	"testing"
)

func TestInject(t *testing.T) {
	s := listen(t, t.TempDir(), Options{})
	s.Show(State{})
	const link, script = "[link]", "[script]"
	for _, tt := range []struct{ name, page, want string }{
		{"usual", "<html><head><title>a</title></head><body>b</body></html>", "<html><head><title>a</title>[link]</head><body>b[script]</body></html>"},
		{"capitals and blanks", "<HEAD></HEAD ><BODY></BODY\n>", "<HEAD>[link]</HEAD ><BODY>[script]</BODY\n>"},
		{"the last body counts", "<head></head><body><!-- </body> -->b</body>", "<head>[link]</head><body><!-- </body> -->b[script]</body>"},
		{"the first head counts", "<head></head><body></head></body>", "<head>[link]</head><body></head>[script]</body>"},
		{"other elements", "<header></header><tbody></tbody><body></bodyguard></body>", "<header></header><tbody></tbody><body></bodyguard>[link][script]</body>"},
		{"no head", "<body>b</body>", "<body>b[link][script]</body>"},
		{"no body", "<head></head>b", "<head>[link]</head>b[script]"},
		{"a piece", "<p>b", "<p>b[link][script]"},
		{"cut off", "<p>b</", "<p>b</[link][script]"},
		{"cut off in body", "<p>b</body", "<p>b</body[link][script]"},
		{"empty", "", "[link][script]"},
		{"UTF-16", "\xff\xfe<\x00p\x00>\x00", "\xff\xfe<\x00p\x00>\x00"},
	} {
		got := string(s.inject([]byte(tt.page)))
		got = strings.Replace(got, `<link rel="stylesheet" href="/_preview/preview.css">`+"\n", link, 1)
		got = strings.Replace(got, `<script defer src="/_preview/preview.js" data-preview="`+s.buildID(1)+`" data-hash="`+hashOf([]byte(tt.page))+`"></script>`+"\n", script, 1)
		if got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

// FuzzInject: a page is all there, in order, whatever it is.
func FuzzInject(f *testing.F) {
	f.Add("<html><head></head><body></body></html>")
	f.Add("</body></head>")
	f.Add("</BODY </body\t>")
	s := &Server{options: Options{}, instance: "x"}
	s.build.id = s.buildID(1)
	const link = `<link rel="stylesheet" href="/_preview/preview.css">` + "\n"
	f.Fuzz(func(t *testing.T, page string) {
		got := string(s.inject([]byte(page)))
		if strings.Contains(page, "\x00") && got == page || strings.Contains(page, "_preview") {
			return
		}
		script := `<script defer src="/_preview/preview.js" data-preview="x-1" data-hash="` + hashOf([]byte(page)) + `"></script>` + "\n"
		before, rest, ok := strings.Cut(got, link)
		middle, after, ok2 := strings.Cut(rest, script)
		if !ok || !ok2 || before+middle+after != page {
			t.Fatalf("%q became %q", page, got)
		}
	})
}
