package page

import "testing"

var shortenedTests = []struct{ name, text, want string }{
	{"chart.js", "/* head */\n(function () {\n  'use strict';\n  var number = 1; // one\n  window.number = number + 1;\n}());\n", `(function(){"use strict";var e=1;window.number=e+1})()`},
	{"lines.js", `var text = "一行\n" + 'it is "so"\n';` + "\n", `var text='一行\nit is "so"\n'`}, // no `…`, which ES5 does not know
	{"echarts/echarts.min.js", "var a; // short already", "var a; // short already"},
	{"newer.js", "var = 1; // no script", "var = 1; // no script"},
	{"power.js", "var a = b(Math.pow(2, 3)); // not 2**3", "var a = b(Math.pow(2, 3)); // not 2**3"},
	{"named.js", "var a = [{ b: b }]; // not {b}", "var a = [{ b: b }]; // not {b}"},
	{"trunc.js", "var a = Math.trunc(b); // not b|0", "var a = Math.trunc(b); // not b|0"},
	{"site.css", "p { color: red } /* as it is */", "p { color: red } /* as it is */"},
}

func TestShortened(t *testing.T) {
	for _, tt := range shortenedTests {
		if got := string(shortened(tt.name, []byte(tt.text))); got != tt.want {
			t.Errorf("%s: %s\nwant %s", tt.name, got, tt.want)
		}
	}
}
