package main

import (
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
)

// TestBrowserCopy copies the citation of a report, and what to name when a fault is
// reported, without the clipboard of newer browsers; and follows the link of a
// paragraph, which can be seen once it has the focus.
func TestBrowserCopy(t *testing.T) {
	t.Parallel()
	tree := readTree(t, buildDemo(t))
	server := httptest.NewServer(siteServer(tree))
	defer server.Close()
	tab := openTab(t, program(t, "chromium"))
	page := "places/369821001/2023/index.html"
	tab.show(t, server.URL+"/"+page+"?view=large", 1280, "light")
	evaluate[bool](t, tab, `document.addEventListener('copy', function () { window.copied = String(getSelection()); }), true`)

	want := evaluate[string](t, tab, `document.querySelector('[data-copy=citation]').textContent`)
	if !strings.Contains(want, "，"+server.URL+"/"+page+"，SHA-256 ") {
		t.Errorf("citation %q", want)
	}
	for _, c := range []struct{ kind, label, want string }{
		{"citation", "复制引用文字", want},
		{"page", "复制本页地址", server.URL + "/" + page},
	} {
		click(t, tab, `[aria-label="`+c.label+`"]`)
		if got := evaluate[string](t, tab, `window.copied`); strings.TrimSpace(got) != c.want {
			t.Errorf("%s: copied %q, want %q", c.kind, got, c.want)
		}
		if said := evaluate[string](t, tab, `document.querySelector('[data-copy=`+c.kind+`] ~ .copied').textContent`); said != "已复制" {
			t.Errorf("%s: said %q", c.kind, said)
		}
	}

	seen := evaluate[[]string](t, tab, `(function () {
		var mark = document.querySelector('#p2 > .mark-p');
		mark.focus();
		var style = getComputedStyle(mark), box = mark.getBoundingClientRect();
		mark.click();
		return [style.opacity, getComputedStyle(mark, ':before').content, String(box.width >= 44 && box.height >= 44), location.hash];
	}())`)
	if !slices.Equal(seen, []string{"1", `"¶"`, "true", "#p2"}) {
		t.Errorf("the link of a paragraph: %q", seen)
	}
	tab.checkQuiet(t, server.URL)
}
