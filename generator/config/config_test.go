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
	{"title = \"甲\"\nsite_code = \"123\"", 2, ""},
	{"site_domain = \"http://www.example.gov.cn/\"", 1, ""},
	{"mail = \"电话 1\"", 1, ""},
	{"[columns.places]\nnam = \"甲\"", 2, ""},
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

func TestDomainIsThatOfTheBase(t *testing.T) {
	for base, want := range map[string]string{
		"http://www.example.gov.cn:8080/fzzf/": "www.example.gov.cn", "http://10.1.2.3/fzzf/": "", "http://[fd00::1]/": "", "http://server/": "",
	} {
		c, fault := Parse([]byte("base_url = \"" + base + "\""))
		if fault != nil || c.SiteDomain != want {
			t.Errorf("%s: %q, %v, want %q", base, c.SiteDomain, fault, want)
		}
	}
}

// TestUnset has each key warn while it is not set, and the line it shows be one
// that can be written, if not meant.
func TestUnset(t *testing.T) {
	c, _ := Parse(nil)
	missing := c.Unset()
	if len(missing) != 4 {
		t.Fatalf("%d keys: %v", len(missing), missing)
	}
	c, fault := Parse([]byte("organizer = \"甲\"\nmail = \"a@b.cn\"\nsite_code = \"3704050001\"\nbase_url = \"http://a.gov.cn/\""))
	if fault != nil || len(c.Unset()) > 0 {
		t.Errorf("%v, %v", fault, c.Unset())
	}
	for _, p := range missing {
		line := p.Args[1].(string)
		if _, fault := Parse([]byte(line)); fault != nil && p.Args[0] != "网站标识码" {
			t.Errorf("%s: %v", line, fault)
		}
	}
}
