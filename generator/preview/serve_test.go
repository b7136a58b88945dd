package preview

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

const page = "<!DOCTYPE html>\n<html lang=\"zh-CN\"><head><title>镇</title></head>\n<body><p>甲</p></body></html>\n"

// A site with what a folder of a site may hold, and what must not come out of it.
var siteFiles = map[string]string{
	"index.html":                 page,
	"404.html":                   "<!DOCTYPE html><html><head></head><body><h1>没有找到</h1></body></html>",
	".gitignore":                 "*\n",
	".git/config":                "secret",
	"places/1/index.html":        strings.ReplaceAll(page, "甲", "乙"),
	"places/1/2022/original.txt": "\xb1\xa8\xb8\xe6", // 报告 in GB18030
	"places/1/.staged":           "secret",
	"data/reports.csv":           "\uFEFFreport\r\n甲\r\n",
	"data/reports.json":          "{}",
	"data/all.zip":               "PK\x03\x04</body>",
	"assets/site.css":            "body { } /* </head> */",
	"assets/chart.js":            "var x = '</body>';",
	"assets/icon.svg":            "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
	"feed.xml":                   "<feed/>",
	"no ending":                  "\x00\x01",
	"说明.html":                    "<p>手写</p>",
	"empty/kept.txt":             "",
}

func write(t testing.TB, dir string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// listen serves a folder until the test ends.
func listen(t testing.TB, public string, o Options) *Server {
	t.Helper()
	s, err := Listen("127.0.0.1:0", public, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close(t.Context()) })
	return s
}

// serveSite serves siteFiles, from a folder beside one with a secret.
func serveSite(t testing.TB) (s *Server, public string) {
	t.Helper()
	dir := t.TempDir()
	write(t, dir, map[string]string{"secret.txt": "secret", "config.toml": "secret"})
	public = filepath.Join(dir, "public")
	write(t, public, siteFiles)
	for link, target := range map[string]string{"out.txt": "../secret.txt", "above": "..", "whole": filepath.Join(dir, "secret.txt"), "in.html": "index.html"} {
		if err := os.Symlink(target, filepath.Join(public, link)); err != nil {
			t.Logf("no symbolic links here: %v", err)
		}
	}
	return listen(t, public, Options{patience: 30 * time.Millisecond}), public
}

var client = &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}

// ask makes one request; change may alter it.
func ask(t testing.TB, method, url string, change ...func(*http.Request)) (*http.Response, string) {
	t.Helper()
	r, err := http.NewRequest(method, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Close = true
	for _, f := range change {
		f(r)
	}
	resp, err := client.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp, string(body)
}

// askRaw asks for exactly this path, as no careful client would.
func askRaw(t *testing.T, s *Server, path string) (*http.Response, string) {
	t.Helper()
	conn, err := net.Dial("tcp", strings.TrimPrefix(s.URL(), "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	fmt.Fprintf(conn, "GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", path)
	resp, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp, string(body)
}

func TestServe(t *testing.T) {
	s, public := serveSite(t)
	for _, tt := range []struct{ path, status, contentType, body string }{
		{"/index.html", "200", "text/html; charset=utf-8", "甲"},
		{"/index.html?x=1", "200", "text/html; charset=utf-8", "甲"},
		{"/places/1/index.html", "200", "text/html; charset=utf-8", "乙"},
		{"/%E8%AF%B4%E6%98%8E.html", "200", "text/html; charset=utf-8", "手写"},
		{"/assets/site.css", "200", "text/css; charset=utf-8", "=assets/site.css"},
		{"/assets/chart.js", "200", "text/javascript; charset=utf-8", "=assets/chart.js"},
		{"/assets/icon.svg", "200", "image/svg+xml; charset=utf-8", "=assets/icon.svg"},
		{"/data/reports.csv", "200", "text/csv; charset=utf-8", "=data/reports.csv"},
		{"/data/reports.json", "200", "application/json; charset=utf-8", "=data/reports.json"},
		{"/data/all.zip", "200", "application/zip", "=data/all.zip"},
		{"/feed.xml", "200", "text/xml; charset=utf-8", "=feed.xml"},
		{"/places/1/2022/original.txt", "200", "text/plain", "=places/1/2022/original.txt"},
		{"/no%20ending", "200", "application/octet-stream", "=no ending"},
		{"/empty/kept.txt", "200", "text/plain; charset=utf-8", ""},
		{"/_preview/preview.js", "200", "text/javascript; charset=utf-8", "EventSource"},
		{"/_preview/preview.css", "200", "text/css; charset=utf-8", ".preview"},
		{"/_preview/state", "200", "application/json; charset=utf-8", `"words"`},
		{"/", "302", "", "/index.html"},
		{"/?x=1", "302", "", "/index.html?x=1"},
		{"/places/1", "302", "", "/places/1/index.html"},
		{"/places/1/", "302", "", "/places/1/index.html"},
		{"/empty/", "302", "", "/empty/index.html"},
		{"/empty/index.html", "404", "text/html; charset=utf-8", "没有找到"},
		{"/favicon.ico", "404", "text/html; charset=utf-8", "没有找到"},
		{"/index.html/", "404", "text/html; charset=utf-8", "没有找到"},
		{"/_preview/", "404", "text/html; charset=utf-8", "没有找到"},
		{"/_preview/preview.go", "404", "text/html; charset=utf-8", "没有找到"},
	} {
		t.Run(tt.path, func(t *testing.T) {
			resp, body := ask(t, "GET", s.URL()+tt.path)
			checkHeaders(t, resp)
			if got := resp.Status[:3]; got != tt.status {
				t.Fatalf("status %s, want %s", got, tt.status)
			}
			if got := resp.Header.Get("Content-Type"); got != tt.contentType {
				t.Errorf("%s, want %s", got, tt.contentType)
			}
			if int(resp.ContentLength) != len(body) {
				t.Errorf("Content-Length %d, %d bytes", resp.ContentLength, len(body))
			}
			if tt.status == "302" {
				if got := resp.Header.Get("Location"); got != tt.body {
					t.Errorf("leads to %s, want %s", got, tt.body)
				}
			} else if name, exact := strings.CutPrefix(tt.body, "="); exact {
				if want, _ := os.ReadFile(filepath.Join(public, name)); body != string(want) {
					t.Errorf("%q, want %q", body, want)
				}
			} else if !strings.Contains(body, tt.body) {
				t.Errorf("%q holds no %q", body, tt.body)
			}

			head, nothing := ask(t, "HEAD", s.URL()+tt.path)
			checkHeaders(t, head)
			if nothing != "" || head.Status != resp.Status || head.ContentLength != resp.ContentLength || head.Header.Get("Content-Type") != tt.contentType {
				t.Errorf("HEAD: %s, %v, %q", head.Status, head.Header, nothing)
			}
		})
	}
	if resp, _ := ask(t, "HEAD", s.URL()+eventsPath); resp.StatusCode != 200 || resp.Header.Get("Content-Type") != "text/event-stream; charset=utf-8" {
		t.Errorf("HEAD of the events: %s %v", resp.Status, resp.Header)
	}
}

func checkHeaders(t *testing.T, resp *http.Response) {
	t.Helper()
	for name, want := range map[string]string{"Content-Security-Policy": "default-src 'self'", "X-Content-Type-Options": "nosniff", "Cache-Control": "no-store"} {
		if got := resp.Header.Values(name); len(got) != 1 || got[0] != want {
			t.Errorf("%s: %q", name, got)
		}
	}
}

// TestEscape asks for what is no part of the site, in the ways that break servers.
func TestEscape(t *testing.T) {
	s, public := serveSite(t)
	for _, p := range []string{
		"/.gitignore", "/.git/config", "/.git/", "/places/1/.staged", "/places/.git", "/%2egitignore", "/./.gitignore",
		"/../secret.txt", "/places/../../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/..%5csecret.txt", `/..\secret.txt`, "/places/%2e%2e/%2e%2e/secret.txt",
		"//secret.txt", "///../secret.txt", "/places//1/index.html", "//evil.example/", "//evil.example/..", "/.", "/..", "/places/1/.", "/places/1/..", "/places/..",
		"/index.html%00.txt", "/index.html::$DATA", "/C:/secret.txt", "/c%3a%5csecret.txt", filepath.ToSlash(filepath.Join(filepath.Dir(public), "secret.txt")),
		"/" + filepath.ToSlash(filepath.Join(filepath.Dir(public), "secret.txt")),
		"/out.txt", "/whole", "/above/secret.txt", "/above/config.toml",
	} {
		t.Run(p, func(t *testing.T) {
			resp, body := askRaw(t, s, p)
			checkHeaders(t, resp)
			if resp.StatusCode != http.StatusNotFound || strings.Contains(body, "secret") || strings.Contains(body, "*\n") {
				t.Errorf("%s %v\n%.200s", resp.Status, resp.Header, body)
			}
		})
	}
	// A link that leads out is no folder to redirect into either.
	if resp, _ := ask(t, "GET", s.URL()+"/above/"); resp.StatusCode != http.StatusNotFound {
		t.Errorf("/above/: %s", resp.Status)
	}
	if resp, _ := ask(t, "GET", s.URL()+"/in.html"); resp.StatusCode != http.StatusOK {
		t.Errorf("a link inside: %s", resp.Status)
	}
}

func TestMethodsAndHosts(t *testing.T) {
	s, _ := serveSite(t)
	for _, method := range []string{"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "CONNECT", "TRACE"} {
		resp, _ := ask(t, method, s.URL()+"/index.html")
		checkHeaders(t, resp)
		if resp.StatusCode != http.StatusMethodNotAllowed || resp.Header.Get("Allow") != "GET, HEAD" {
			t.Errorf("%s: %s %v", method, resp.Status, resp.Header)
		}
	}
	for _, p := range []string{"/index.html", "/_preview/state", "/_preview/events", "/nothing"} {
		resp, body := ask(t, "GET", s.URL()+p, func(r *http.Request) { r.Host = "evil.example:" + r.URL.Port() })
		checkHeaders(t, resp)
		if resp.StatusCode != http.StatusForbidden || !strings.Contains(body, "请打开 "+s.URL()) {
			t.Errorf("%s: %s %q", p, resp.Status, body)
		}
	}
	if resp, _ := ask(t, "GET", s.URL()+"/index.html", func(r *http.Request) { r.Host = "localhost:" + r.URL.Port() }); resp.StatusCode != http.StatusOK {
		t.Errorf("localhost: %s", resp.Status)
	}
}

func TestRanges(t *testing.T) {
	s, _ := serveSite(t)
	_, whole := ask(t, "GET", s.URL()+"/index.html")
	for _, tt := range []struct{ path, header, want, body string }{
		{"/data/all.zip", "bytes=0-3", "bytes 0-3/11", "PK\x03\x04"},
		{"/data/all.zip", "bytes=-2", "bytes 9-10/11", "y>"},
		{"/index.html", "bytes=2-9", "", whole[2:10]},
	} {
		resp, body := ask(t, "GET", s.URL()+tt.path, func(r *http.Request) { r.Header.Set("Range", tt.header) })
		if got := resp.Header.Get("Content-Range"); resp.StatusCode != http.StatusPartialContent || tt.want != "" && got != tt.want || body != tt.body {
			t.Errorf("%s %s: %s %s %q", tt.path, tt.header, resp.Status, got, body)
		}
	}
	resp, _ := ask(t, "GET", s.URL()+"/data/all.zip", func(r *http.Request) { r.Header.Set("Range", "bytes=100-") })
	if resp.StatusCode != http.StatusRequestedRangeNotSatisfiable {
		t.Error(resp.Status)
	}
}

// TestLarge: a file that is not kept in memory comes whole, and by ranges.
func TestLarge(t *testing.T) {
	s, public := serveSite(t)
	data := bytes.Repeat([]byte("0123456789abcdef"), inMemory/16+1000)
	if err := os.WriteFile(filepath.Join(public, "large.zip"), data, 0o666); err != nil {
		t.Fatal(err)
	}
	if _, body := ask(t, "GET", s.URL()+"/large.zip"); body != string(data) {
		t.Errorf("%d bytes of %d", len(body), len(data))
	}
	if _, body := ask(t, "GET", s.URL()+"/large.zip", func(r *http.Request) { r.Header.Set("Range", "bytes=8388608-8388611") }); body != "0123" {
		t.Errorf("%q", body)
	}
}

// TestUntouched: all of that reads the site and writes nothing.
func TestUntouched(t *testing.T) {
	s, public := serveSite(t)
	before := snapshot(t, public)
	for name := range siteFiles {
		ask(t, "GET", s.URL()+"/"+strings.ReplaceAll(name, " ", "%20"))
	}
	s.Show(State{Fault: "x", Changed: []string{"index.html"}})
	ask(t, "GET", s.URL()+"/index.html")
	after := snapshot(t, public)
	if len(before) != len(after) {
		t.Errorf("%d names before, %d after", len(before), len(after))
	}
	for name, was := range before {
		if after[name] != was {
			t.Errorf("%s: %s, was %s", name, after[name], was)
		}
	}
}

func snapshot(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		text := ""
		if info.Mode().IsRegular() {
			data, err := os.ReadFile(name)
			if err != nil {
				return err
			}
			text = string(data)
		}
		out[name] = info.Mode().String() + info.ModTime().String() + text
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestPatience: a file that a build is just moving is waited for, and one that does not
// come is given up after a time.
func TestPatience(t *testing.T) {
	public := t.TempDir()
	s := listen(t, public, Options{patience: time.Minute})
	go func() {
		time.Sleep(150 * time.Millisecond)
		os.WriteFile(filepath.Join(public, "part"), []byte("here"), 0o666)
		os.Rename(filepath.Join(public, "part"), filepath.Join(public, "late.txt"))
	}()
	start := time.Now()
	if resp, body := ask(t, "GET", s.URL()+"/late.txt"); resp.StatusCode != http.StatusOK || body != "here" {
		t.Errorf("%s %q", resp.Status, body)
	}
	if took := time.Since(start); took > 30*time.Second {
		t.Errorf("%v for a file that was there after 150 ms", took)
	}
	s = listen(t, public, Options{patience: 200 * time.Millisecond})
	start = time.Now()
	if resp, _ := ask(t, "GET", s.URL()+"/never.txt"); resp.StatusCode != http.StatusServiceUnavailable { // nothing was built yet
		t.Error(resp.Status)
	}
	if took := time.Since(start); took < 200*time.Millisecond {
		t.Errorf("a file that never comes is given up after %v", took)
	}
}

// TestNoSite: before the first build, and for a site without a page for what is
// not there, the server has pages of its own, which reload themselves later.
func TestNoSite(t *testing.T) {
	public := filepath.Join(t.TempDir(), "public") // not there
	s := listen(t, public, Options{patience: time.Millisecond})
	resp, body := ask(t, "GET", s.URL()+"/")
	checkHeaders(t, resp)
	if resp.StatusCode != http.StatusServiceUnavailable || !strings.Contains(body, "<h1>网站正在生成</h1>") || !strings.Contains(body, scriptPath) {
		t.Errorf("%s\n%s", resp.Status, body)
	}
	building := hashIn(t, body)
	if got := told(t, s, "/").Page; got != building {
		t.Errorf("the page has the hash %s, and the state says %s", building, got)
	}
	s.Show(State{})
	resp, body = ask(t, "GET", s.URL()+"/x.html")
	if resp.StatusCode != http.StatusNotFound || !strings.Contains(body, "<h1>没有找到这个网页</h1>") || hashIn(t, body) == building {
		t.Errorf("%s\n%s", resp.Status, body)
	}
	write(t, public, map[string]string{"index.html": page})
	if resp, _ := ask(t, "GET", s.URL()+"/index.html"); resp.StatusCode != http.StatusOK {
		t.Errorf("a site that came later: %s", resp.Status)
	}
	english := listen(t, public, Options{Lang: "en", patience: time.Millisecond})
	if _, body := ask(t, "GET", english.URL()+"/x.html"); !strings.Contains(body, `<html lang="en">`) || !strings.Contains(body, "<h1>The site is being built</h1>") {
		t.Error(body)
	}
}

var hashAttribute = regexp.MustCompile(`data-hash="([0-9a-f]{16})"`)

func hashIn(t *testing.T, body string) string {
	t.Helper()
	found := hashAttribute.FindStringSubmatch(body)
	if found == nil {
		t.Fatalf("no hash in %s", body)
	}
	return found[1]
}
