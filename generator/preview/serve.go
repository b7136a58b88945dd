package preview

import (
	"bytes"
	"context"
	"embed"
	"errors"
	"fmt"
	"html"
	"io"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"zhenjian/generator/address"
)

// Paths of the server's own; no file of a site has a name like that.
const (
	own        = "/_preview/"
	scriptPath = own + "preview.js"
	stylePath  = own + "preview.css"
	eventsPath = own + "events"
	statePath  = own + "state"
)

//go:embed preview.js preview.css
var assets embed.FS

// types are those of the files of a site. The system's own table is not asked:
// on Windows any program may have changed what .js means.
var types = map[string]string{
	".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".json": "application/json", ".txt": "text/plain", ".csv": "text/csv",
	".xml": "text/xml", ".svg": "image/svg+xml", ".md": "text/plain", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif",
	".webp": "image/webp", ".ico": "image/x-icon", ".pdf": "application/pdf", ".zip": "application/zip", ".woff": "font/woff", ".woff2": "font/woff2",
	".doc": "application/msword", ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	".xls": "application/vnd.ms-excel", ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}

// inMemory is the size, in bytes, up to which a file is read at once and closed:
// Windows lets nobody replace one that is open.
const inMemory = 8 << 20

// contentType says what a file is. Text that is no UTF-8, such as a report as
// received, goes without the name of an encoding: the browser then looks itself.
func contentType(name string, data []byte) string {
	t, ok := types[strings.ToLower(path.Ext(name))]
	switch {
	case !ok:
		return "application/octet-stream"
	case strings.HasPrefix(t, "text/") || t == "application/json" || t == "image/svg+xml":
		if utf8.Valid(data) {
			return t + "; charset=utf-8"
		}
	}
	return t
}

func (s *Server) serve(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Content-Security-Policy", "default-src 'self'")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Cache-Control", "no-store")
	if !s.hosts.hold(r.Host) {
		s.say(w, r, http.StatusForbidden, "wrong host", s.url)
		return
	}
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		h.Set("Allow", "GET, HEAD")
		s.say(w, r, http.StatusMethodNotAllowed, "wrong method")
		return
	}
	switch r.URL.Path {
	case "/": // the clerk begins with what came in, the home page of the site is /index.html
		if b, _ := s.now(); b.inbox == nil {
			s.file(w, r)
			return
		}
		h.Set("Location", inboxPath)
		h.Set("Content-Length", "0")
		w.WriteHeader(http.StatusFound)
	case scriptPath, stylePath:
		name := strings.TrimPrefix(r.URL.Path, own)
		data, _ := assets.ReadFile(name)
		send(w, r, http.StatusOK, contentType(name, data), data)
	case inboxPath:
		send(w, r, http.StatusOK, "text/html; charset=utf-8", s.inject(s.inboxPage()))
	case eventsPath:
		s.events(w, r)
	case statePath:
		b, _ := s.now()
		send(w, r, http.StatusOK, "application/json; charset=utf-8", s.message(b, r))
	default:
		s.file(w, r)
	}
}

// file sends a file of the site, or the page for what is not there.
func (s *Server) file(w http.ResponseWriter, r *http.Request) {
	name, ok := nameOf(r.URL.Path)
	if !ok {
		s.absent(w, r)
		return
	}
	f, err := s.await(r.Context(), name)
	if err != nil {
		s.absent(w, r)
		return
	}
	defer f.close()
	switch {
	case f.folder:
		to := url.URL{Path: "/" + path.Join(name, "index.html"), RawQuery: r.URL.RawQuery}
		w.Header().Set("Location", to.String())
		w.Header().Set("Content-Length", "0")
		w.WriteHeader(http.StatusFound)
		return
	case strings.HasSuffix(r.URL.Path, "/"): // a file is no folder
		s.absent(w, r)
		return
	case f.page:
		f.content = bytes.NewReader(s.inject(f.data))
	}
	w.Header().Set("Content-Type", contentType(name, f.data))
	http.ServeContent(w, r, "", time.Time{}, f.content)
}

// absent sends the site's page for what is not there, or one of our own.
func (s *Server) absent(w http.ResponseWriter, r *http.Request) {
	page, status := s.absentPage()
	send(w, r, status, contentType(address.NotFound, page), s.inject(page))
}

func (s *Server) absentPage() (page []byte, status int) {
	if f, err := s.open(address.NotFound); err == nil && f.page {
		return f.data, http.StatusNotFound
	}
	lang, title, status := s.options.Lang, "absent", http.StatusNotFound
	if b, _ := s.now(); b.id == s.buildID(0) {
		title, status = "not yet", http.StatusServiceUnavailable
	}
	heading := html.EscapeString(word(title, lang))
	return fmt.Appendf(nil, ownPage, word("lang", lang), heading, heading, html.EscapeString(word(title+" text", lang))), status
}

// inboxPage is the page of the inbox, or one that says that there is none yet.
func (s *Server) inboxPage() []byte {
	if b, _ := s.now(); b.inbox != nil {
		return b.inbox
	}
	lang := s.options.Lang
	heading := html.EscapeString(word("not yet", lang))
	return fmt.Appendf(nil, ownPage, word("lang", lang), heading, heading, html.EscapeString(word("not yet text", lang)))
}

// ownPage stands in for pages of a site that has none yet.
const ownPage = `<!DOCTYPE html>
<html lang="%s">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>%s</title>
</head>
<body>
<main>
<h1>%s</h1>
<p>%s</p>
</main>
</body>
</html>
`

// say sends one sentence.
func (s *Server) say(w http.ResponseWriter, r *http.Request, status int, words string, args ...any) {
	send(w, r, status, "text/plain; charset=utf-8", fmt.Appendf(nil, word(words, s.options.Lang)+"\n", args...))
}

func send(w http.ResponseWriter, r *http.Request, status int, contentType string, body []byte) {
	w.Header().Set("Content-Type", contentType)
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		w.Write(body)
	}
}

// nameOf gives the name below the folder that the path of a request asks for.
// Names that begin with a dot are the user's, or of files not yet in place.
func nameOf(asked string) (name string, ok bool) {
	name = strings.TrimSuffix(strings.TrimPrefix(asked, "/"), "/")
	if name == "" {
		return ".", asked == "/"
	}
	if !fs.ValidPath(name) || name[0] == '.' || strings.Contains(name, "/.") || strings.ContainsAny(name, "\\:\x00") {
		return "", false
	}
	return name, filepath.IsLocal(filepath.FromSlash(name)) // con, nul and the like, on Windows
}

// A file is one of the site, or a folder.
type file struct {
	folder  bool
	page    bool   // HTML that the script can be put in
	data    []byte // all of it, where it is a page or not large
	content io.ReadSeeker
	close   func() error
}

// await opens a file, with patience: a build may just be moving it.
func (s *Server) await(ctx context.Context, name string) (*file, error) {
	ctx, cancel := context.WithTimeout(ctx, s.options.patience)
	defer cancel()
	for {
		f, err := s.open(name)
		if err == nil {
			return f, nil
		}
		select {
		case <-time.After(20 * time.Millisecond):
		case <-ctx.Done():
			return nil, err
		case <-s.ended:
			return nil, err
		}
	}
}

// open opens a file below the folder, through no link that leads out of it. The
// folder is opened anew each time, as it may be another one by then.
func (s *Server) open(name string) (*file, error) {
	root, err := os.OpenRoot(s.public)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	info, err := root.Stat(filepath.FromSlash(name))
	if err != nil {
		return nil, err
	}
	if info.IsDir() {
		return &file{folder: true, close: func() error { return nil }}, nil
	}
	if !info.Mode().IsRegular() { // a pipe would be waited for
		return nil, fmt.Errorf("%s: %w", name, errors.ErrUnsupported)
	}
	opened, err := root.Open(filepath.FromSlash(name))
	if err != nil {
		return nil, err
	}
	f := &file{page: strings.EqualFold(path.Ext(name), ".html"), content: opened, close: opened.Close}
	if !f.page && info.Size() > inMemory {
		return f, nil
	}
	defer opened.Close()
	if f.data, err = io.ReadAll(opened); err != nil {
		return nil, err
	}
	f.content, f.close = bytes.NewReader(f.data), func() error { return nil }
	return f, nil
}
