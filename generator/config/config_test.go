package config

import "testing"

var parseTests = []struct {
	text string
	line int    // of the fault; -1 for none
	want string // the title, where there is no fault
}{
	{"", -1, Default().Title},
	{"title = \"丰都县法治政府建设年度报告\"\r\n", -1, "丰都县法治政府建设年度报告"},
	{"\xEF\xBB\xBF# 记事本存的\ntitle = \"甲\"", -1, "甲"},
	{"titel = \"法治政府建设年度报告\"", 1, ""},
	{"title = \"甲\"\nscope = 500230", 2, ""},
	{"title = 甲", 1, ""},
	{"title = \"甲\"\n\nlang = \"fr\"", 3, ""},
	{"base_url = \"www.example.gov.cn\"", 1, ""},
	{"title = \"甲\"\ntitle = \"乙\"", 2, ""},
	{"title = \" \"", 1, ""},
}

func TestParse(t *testing.T) {
	for _, tt := range parseTests {
		c, fault := Parse([]byte(tt.text))
		switch {
		case fault == nil && tt.line >= 0:
			t.Errorf("%q: no fault, want one in line %d", tt.text, tt.line)
		case fault != nil && fault.Line != tt.line:
			t.Errorf("%q: fault %v, want line %d", tt.text, fault, tt.line)
		case fault == nil && c.Title != tt.want:
			t.Errorf("%q: title %q, want %q", tt.text, c.Title, tt.want)
		}
	}
}

func TestBaseURLEndsInSlash(t *testing.T) {
	c, fault := Parse([]byte("base_url = \"http://10.1.2.3/fzzf\""))
	if fault != nil || c.BaseURL != "http://10.1.2.3/fzzf/" {
		t.Errorf("got %q, %v", c.BaseURL, fault)
	}
}
