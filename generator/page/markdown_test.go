package page

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"zhenjian/generator/archive"
	"zhenjian/generator/indicator"
)

// bare is a site without reports.
func bare(t testing.TB, pages ...Markdown) *Site {
	arc, _ := archive.New(gazetteer(), indicator.Builtin(), nil, nil)
	return New(loadLayouts(t), arc, pages, Options{Title: "甲"})
}

func TestMarkdown(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"a line end between hanzi is no blank", "第一行\n第二行", "<p>第一行第二行</p>\n"},
		{"raw HTML is left out", "甲<script>alert(1)</script>乙", "<p>甲<!-- raw HTML omitted -->alert(1)<!-- raw HTML omitted -->乙</p>\n"},
		{"no javascript", "[甲](javascript:alert(1))", "<p><a href=\"\">甲</a></p>\n"},
		{"a table has no style attribute", "|甲|\n|--:|\n|1|", "<table>\n<thead>\n<tr>\n<th>甲</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>1</td>\n</tr>\n</tbody>\n</table>\n"},
		{"another page by hand", "[甲](about.md#a)", "<p><a href=\"../about/index.html#a\">甲</a></p>\n"},
		{"a page of the site", "[甲](/coverage/index.html) [乙](/) [丙](/laws/)", "<p><a href=\"../coverage/index.html\">甲</a> <a href=\"../index.html\">乙</a> <a href=\"../laws/index.html\">丙</a></p>\n"},
		{"another site", "[甲](https://example.cn/a.md)", "<p><a href=\"https://example.cn/a.md\">甲</a></p>\n"},
		{"the title leaves the text", "前\n\n# 标题\n\n后", "<p>前</p>\n<p>后</p>\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			view, err := bare(t).markdownView(Markdown{"help", []byte(tt.text)})
			if err != nil {
				t.Fatal(err)
			}
			if got := string(view.(markdownView).Body); got != tt.want {
				t.Errorf("got  %q\nwant %q", got, tt.want)
			}
		})
	}
}

func TestMarkdownTitle(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"# 关于 *本* 站\n", "关于 本 站"},
		{"## 小\n\n# 大\n", "大"},
		{"没有标题", "about"},
		{"", "about"},
	} {
		if got := (Markdown{"about", []byte(tt.text)}).title(); got != tt.want {
			t.Errorf("%q has the title %q, want %q", tt.text, got, tt.want)
		}
	}
}

func TestPageOrder(t *testing.T) {
	var got []string
	for _, p := range bare(t, Markdown{Name: "zz"}, Markdown{Name: "help"}, Markdown{Name: "aa"}, Markdown{Name: "about"}).pages {
		got = append(got, p.Name)
	}
	if want := []string{"about", "help", "aa", "zz"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// TestMarkdownName: a file that cannot have a page stops the build and is named.
func TestMarkdownName(t *testing.T) {
	err := bare(t, Markdown{Name: "laws"}).Render(newFiles(), 1)
	if err == nil || !strings.HasPrefix(err.Error(), "content/pages/laws.md: ") {
		t.Errorf("got %v", err)
	}
}

// TestOwnPages renders the pages that come with the program.
func TestOwnPages(t *testing.T) {
	names, err := filepath.Glob("../../content/pages/*.md")
	if err != nil || len(names) < 3 {
		t.Fatalf("pages: %v %v", names, err)
	}
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		m := Markdown{strings.TrimSuffix(filepath.Base(name), ".md"), text}
		view, err := bare(t).markdownView(m)
		if err != nil {
			t.Fatal(err)
		}
		if v := view.(markdownView); v.Heading == m.Name || strings.Contains(string(v.Body), "**") || strings.Contains(string(v.Body), "omitted") {
			t.Errorf("%s: title %q, or marks that were not read", name, v.Heading)
		}
	}
}
