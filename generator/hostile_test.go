package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/text/encoding/simplifiedchinese"

	"zhenjian/layouts"
)

// hostile makes 200 inputs that no clerk would mean: each is a file below
// content/reports, by name. All of them must be named with a reason or, where
// they can be read after all, be published without harm.
func hostile(random *rand.Rand) map[string][]byte {
	files := map[string][]byte{}
	gbk, err := simplifiedchinese.GBK.NewEncoder().String(strings.Repeat("双合镇坚持依法行政，扎实推进法治政府建设。", 20))
	if err != nil {
		panic(err)
	}
	for i := range 40 { // random bytes
		data := make([]byte, 1+random.IntN(5000))
		for k := range data {
			data[k] = byte(random.Uint32())
		}
		files[fmt.Sprintf("random-%02d.txt", i)] = data
	}
	for i := range 20 { // GBK cut off anywhere
		files[fmt.Sprintf("cut-%02d.txt", i)] = []byte(gbk[:1+random.IntN(len(gbk)-1)])
	}
	for i := range 20 { // lone surrogates in UTF-16 and in UTF-8
		files[fmt.Sprintf("surrogate-%02d.txt", i)] = bytes.Repeat([]byte{0xFF, 0xFE, 0x00, 0xD8, byte(i), 0xDC}, 1+i*10)
		files[fmt.Sprintf("surrogate8-%02d.txt", i)] = bytes.Repeat([]byte("\xED\xA0\x80法\xED\xBF\xBF"), 1+i*10)
	}
	for i := range 20 { // NULs between and among the words
		files[fmt.Sprintf("nul-%02d.txt", i)] = []byte(strings.Repeat("\x00", i*7) + "法治\x00政府" + strings.Repeat("\x00", i*5))
	}
	for i, text := range []string{
		strings.Repeat("长", 7<<20/3),
		strings.Repeat("7", 7<<20),
		strings.Repeat("一、", 100_000),
		strings.Repeat("（一）", 100_000),
		strings.Repeat("《", 100_000) + strings.Repeat("》", 100_000),
		strings.Repeat("“", 100_000), strings.Repeat("[", 100_000), strings.Repeat("(", 100_000), strings.Repeat("<div>", 100_000), strings.Repeat("> ", 100_000),
		strings.Repeat("\n", 100_000), strings.Repeat("一\n", 100_000), strings.Repeat("一、标题\n", 30_000), strings.Repeat("1.a\n", 30_000),
		strings.Repeat("平安镇", 50_000), strings.Repeat("2022年", 50_000), strings.Repeat("发布时间：", 20_000), strings.Repeat("首页>", 20_000), strings.Repeat("甲\t乙\n", 20_000),
		strings.Repeat("法治政府建设报告\n", 20_000),
	} {
		files[fmt.Sprintf("long-%02d.txt", i)] = []byte(text)
	}
	for i, text := range []string{
		"<script>alert(1)</script>", "</title><script>alert(2)</script>", `"><img src=x onerror=alert(3)>`, "{{.}}{{template \"x\"}}", "&lt;script&gt;", "<!--", "]]>", "javascript:alert(4)",
		"[x](javascript:alert(5))", "![x](http://example.invalid/x.png)", "<svg onload=alert(6)>", "\\*\\_", "***", "```", "    code", "| a | b |\n|---|---|", "# 标题", "<a href='//example.invalid'>", "&#60;script&#62;", "\u202E</script>",
	} {
		// A whole report whose title, headings and citations carry markup.
		files[fmt.Sprintf("markup-%02d.txt", i)] = []byte(fmt.Sprintf("涧头集镇%d年%s法治政府建设情况报告\n2022年，涧头集镇坚持依法行政，扎实推进法治政府建设各项工作，现将有关情况报告如下。%s\n一、%s主要举措\n（一）加强%s领导。落实《%s条例》。\n二、存在的问题\n%s\n涧头集镇人民政府%s\n", 2001+i, text, text, text, text, text, text, text))
	}
	for i, name := range []string{
		"..%2f..%2fx.txt", "a b'c\"d.txt", "<script>.txt", "&amp;.txt", "-rf.txt", "$(reboot).txt", "名\u202e字.txt", "x\ny.txt", "\xff\xfe.txt", "CON.txt", "a;b.txt", "a|b.txt", "a*b?.txt", "..txt", "... .txt", "index.html.txt", strings.Repeat("长", 80) + ".txt", " .txt", "\\..\\x.txt", "#1.txt",
	} {
		files[name] = []byte(fmt.Sprintf("第%d个没有内容的文件\n", i))
	}
	files["empty.txt"] = nil
	files["blank.txt"] = []byte("\u3000\n \t\r\n")
	files["huge.txt"] = bytes.Repeat([]byte("大"), 9<<20/3)
	files["word.txt"] = []byte("PK\x03\x04\x14\x00\x06\x00\x08\x00")
	files["side.txt"] = []byte("城关镇2022年法治政府建设情况报告\n")
	files["side.txt.toml"] = []byte("place = {")
	files["x.txt/inner.txt"] = []byte("里面的文件\n")
	for i := 0; len(files) < 201; i++ {
		files[fmt.Sprintf("filler-%02d.txt", i)] = []byte(strings.Repeat("\x1b[2J\x07", i+1))
	}
	return files
}

func TestHostileInputs(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	reports := filepath.Join(site, "content", "reports")
	files := hostile(rand.New(rand.NewPCG(1, 2)))
	for name, data := range files {
		name = filepath.Join(reports, "hostile", filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	secret := filepath.Join(site, "secret.txt")
	if err := os.WriteFile(secret, []byte("不可公开的内容"), 0o666); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(secret, filepath.Join(reports, "hostile", "link.txt")); err != nil {
		t.Fatal(err)
	}
	out, err := zhenjian(t, nil, "build", "--site", site).CombinedOutput()
	if err == nil || bytes.Contains(out, []byte("panic")) || bytes.Contains(out, []byte("程序读取这份报告时出错")) {
		t.Fatalf("%v\n%.3000s", err, out)
	}
	tree := readTree(t, filepath.Join(site, "public"))
	for _, seed := range []string{"370405103/2022", "370402103/2020", "440784112/2022", "500229104/2021", "500235133/2023"} {
		if _, ok := tree["places/"+seed+"/index.html"]; !ok {
			t.Errorf("%s is not published", seed)
		}
	}
	published := map[string]bool{}
	for name, data := range tree {
		if strings.HasSuffix(name, "original.txt") {
			published[string(data)] = true
		}
		if bytes.Contains(data, []byte("不可公开的内容")) {
			t.Errorf("%s: a file outside of content is published", name)
		}
		if strings.HasSuffix(name, ".html") {
			checkHarmless(t, name, data)
		}
	}
	for name, data := range files {
		if !published[string(data)] && !strings.HasSuffix(name, ".toml") && !strings.HasPrefix(name, ".") && !bytes.Contains(out, []byte(printable("hostile/"+name)+":")) {
			t.Errorf("%q is neither published nor named", name)
		}
	}
	if !bytes.Contains(out, []byte("hostile/link.txt: ")) {
		t.Error("the symbolic link is not named")
	}
	checkLinks(t, filepath.Join(site, "public"))
}

// checkHarmless asks of a page that nothing in it runs or loads from outside.
func checkHarmless(t *testing.T, name string, data []byte) {
	t.Helper()
	root, err := html.Parse(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	var visit func(n *html.Node)
	visit = func(n *html.Node) {
		if n.Type == html.ElementNode {
			switch n.Data {
			case "script":
				short, _, _ := strings.Cut(path.Base(attribute(n, "src")), ".")
				_, err := fs.Stat(layouts.FS, "assets/"+short+".js")
				ours := err == nil && n.FirstChild == nil
				kind := attribute(n, "type")
				data := kind == "application/json" || kind == "application/ld+json"
				if !ours && !(data && n.FirstChild != nil && json.Valid([]byte(n.FirstChild.Data))) {
					t.Errorf("%s: a <script>", name)
				}
			case "form":
				if action := attribute(n, "action"); action != "index.html" && action != "search/index.html" && strings.TrimLeft(action, "./") != "search/index.html" {
					t.Errorf("%s: a <form> to %q", name, action)
				}
			case "iframe", "object", "embed", "style", "base", "svg", "img":
				t.Errorf("%s: a <%s>", name, n.Data)
			}
			for _, a := range n.Attr {
				value := strings.ToLower(strings.TrimSpace(a.Val))
				if strings.HasPrefix(a.Key, "on") || a.Key == "style" || strings.HasPrefix(value, "javascript:") || (a.Key == "href" || a.Key == "src") && (strings.Contains(value, "//")) {
					t.Errorf("%s: <%s %s=%q>", name, n.Data, a.Key, a.Val)
				}
			}
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			visit(c)
		}
	}
	visit(root)
}
