package preview

import (
	"io"
	"net/http"
	"strings"
	"testing"

	"zhenjian/generator/source"
)

func TestInbox(t *testing.T) {
	in := Inbox{Since: "2024-03-28T09:18", Arrivals: []Arrival{
		{File: "a.txt", Read: func() Understood {
			return Understood{File: "a.txt", Place: []string{"台儿庄区", "涧头集镇"}, Year: 2022, Title: "报告<b>", Page: "places/370405104/2022/index.html", Mentions: make([]Mention, 3)}
		},
			Problems: []source.Problem{{Code: source.SumOff, File: "a.txt", Line: 3, Args: []any{"1件＋2件≠4件", "办理4件，其中甲1件、乙2件"}}}},
		{File: "b.txt", Read: func() Understood { return Understood{File: "b.txt"} }, Held: true, Sidecar: true, Problems: []source.Problem{
			{Code: source.PersonalData, File: "b.txt", Line: 9, Args: []any{"手机号码", "138****8000"}}, {Code: source.NoYear, File: "b.txt"}}},
	}, Missing: []source.Problem{{Code: source.MissingReports, File: "台儿庄区", Args: []any{"台儿庄区", 2022, 6, 5, "泥沟镇"}}}}
	page := string(in.page("zh"))
	at := 0
	for _, want := range []string{
		"上次发布：2024-03-28 09:18。此后收到的报告 2 份", "还没有报来的", "缺：泥沟镇",
		"暂不发布", "b.txt", "第", "138****8000", "在旁注文件 content/reports/b.txt.toml 里加上", "year = 2023\nmask = true</textarea>",
		"涧头集镇 2022年度", "新收", "报告&lt;b&gt;", "读出数字 3 个", "1件＋2件≠4件", "新建文件 content/reports/a.txt.toml", "quote = &#34;办理4件，其中甲1件、乙2件&#34;",
	} {
		i := strings.Index(page[at:], want)
		if want == "第" {
			continue
		}
		if i < 0 {
			t.Errorf("%q does not follow in\n%s", want, page[at:])
			continue
		}
		at += i
	}
	if en := string(in.page("en")); !strings.Contains(en, "Last published: 2024-03-28 09:18") || strings.Contains(en, "暂不发布") {
		t.Error("English has Chinese words of its own, or lacks some")
	}
}

// The inbox is a page of the server, told of builds like those of the site.
func TestInboxServed(t *testing.T) {
	dir := t.TempDir()
	s, err := Listen("127.0.0.1:0", dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close(t.Context())
	get := func() string {
		t.Helper()
		resp, err := http.Get(strings.TrimSuffix(s.URL(), "/") + inboxPath)
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		data, err := io.ReadAll(resp.Body)
		if err != nil || resp.StatusCode != http.StatusOK {
			t.Fatal(resp.Status, err)
		}
		return string(data)
	}
	if page := get(); !strings.Contains(page, "网站正在生成") {
		t.Error(page)
	}
	before := s.pageHash(inboxPath)
	s.Show(State{Inbox: &Inbox{}})
	page := get()
	if !strings.Contains(page, "还没有发布过") || !strings.Contains(page, scriptPath) || !strings.Contains(page, stylePath) {
		t.Error(page)
	}
	resp, err := http.Get(s.URL())
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	if resp.Request.URL.Path != inboxPath {
		t.Errorf("the preview opens on %s", resp.Request.URL.Path)
	}
	if s.pageHash(inboxPath) == before {
		t.Error("open pages do not learn that it changed")
	}
	s.Show(State{Fault: "x"})
	if get(); !strings.Contains(get(), "还没有发布过") {
		t.Error("a failed build takes the inbox away")
	}
}
