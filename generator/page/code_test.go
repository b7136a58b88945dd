package page

import (
	"strings"
	"testing"
)

func TestCode(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"a sidecar", "```toml\n# 更正\n[place]\nyear = 2022\ntown = \"<镇>\"\nissued = 2023-01-09\n```\n",
			`<span class="c"># 更正</span>|<span class="nn">[place]</span>|<span class="na">year</span>|<span class="m">2022</span>|<span class="s">&#34;&lt;镇&gt;&#34;</span>|<span class="ld">2023-01-09</span>`},
		{"an unknown language", "```js\nalert(\"<b>\")\n```\n", "alert(&quot;&lt;b&gt;&quot;)"},
		{"none", "```\na & b\n```\n", "a &amp; b"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			view, err := bare(t).markdownView(Markdown{"help", []byte(tt.text)})
			if err != nil {
				t.Fatal(err)
			}
			body := string(view.(markdownView).Body)
			for want := range strings.SplitSeq(tt.want, "|") {
				if !strings.Contains(body, want) {
					t.Errorf("no %s in\n%s", want, body)
				}
			}
			if strings.Contains(body, "style=") {
				t.Errorf("a style attribute in\n%s", body)
			}
			source := strings.Split(strings.SplitN(tt.text, "\n", 2)[1], "```")[0]
			if got := textContent(only(t, parse(t, body), "code", "")); got != source {
				t.Errorf("the code became %q", got)
			}
		})
	}
}
