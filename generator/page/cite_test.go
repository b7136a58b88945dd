package page

import (
	"encoding/json"
	"strings"
	"testing"

	"zhenjian/generator/address"
)

// TestCite: what a report is cited by, with and without what is not stated.
func TestCite(t *testing.T) {
	s := newSite(t, smallReports)
	e := s.arc.Place("370405103").Reports[0]
	citationOf := func() string {
		made, _ := s.build(t, loadLayouts(t), nil)
		return words(only(t, parse(t, made.data["places/370405103/2022/index.html"]), "p", "data-copy=citation"))
	}
	want := "枣庄市台儿庄区涧头集镇人民政府：《枣庄市台儿庄区涧头集镇2022年度法治政府建设情况报告》，2023年1月9日成文，报告库，places/370405103/2022/index.html，SHA-256 " + e.SHA256[:12]
	if got := citationOf(); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	s.options.BaseURL = "http://a.gov.cn/"
	e.Entered = "2023-03-28T09:18"
	e.Issuers, e.Issued = nil, ""
	want = "《枣庄市台儿庄区涧头集镇2022年度法治政府建设情况报告》，2023年3月28日发布，报告库，http://a.gov.cn/places/370405103/2022/index.html，SHA-256 " + e.SHA256[:12]
	if got := citationOf(); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// TestLinked reads the JSON-LD of each page that has some.
func TestLinked(t *testing.T) {
	s := newSite(t, smallReports)
	for _, e := range s.arc.Reports {
		e.Title += "</script><b>"
	}
	s.options.BaseURL, s.options.Organizer = "http://a.gov.cn/", "某局 </script>"
	made, _ := s.build(t, loadLayouts(t), nil)
	kinds := map[string]int{}
	for _, path := range made.pages() {
		scripts := all(parse(t, made.data[path]), "script", "type=application/ld+json")
		if len(scripts) == 0 {
			continue
		}
		var thing struct {
			Context string `json:"@context"`
			Type    string `json:"@type"`
			Name    string
			URL     string
			Files   []struct {
				URL string `json:"contentUrl"`
			} `json:"distribution"`
			File struct {
				URL    string `json:"contentUrl"`
				SHA256 string
			} `json:"encoding"`
		}
		if err := json.Unmarshal([]byte(textContent(scripts[0])), &thing); err != nil || len(scripts) > 1 {
			t.Fatalf("%s: %d scripts, %v", path, len(scripts), err)
		}
		kinds[thing.Type]++
		wantType := map[bool]string{true: "Report", false: "Dataset"}[reportPath.MatchString(path)]
		if thing.Context != "https://schema.org" || thing.Type != wantType || thing.Name == "" || thing.URL != "http://a.gov.cn/"+path {
			t.Errorf("%s: %+v", path, thing)
		}
		if thing.Type == "Report" && (len(thing.File.SHA256) != 64 || !strings.HasPrefix(thing.File.URL, "http://a.gov.cn/places/")) || thing.Type == "Dataset" && len(thing.Files) < 2 {
			t.Errorf("%s: %+v", path, thing)
		}
	}
	if kinds["Report"] != len(s.arc.Reports) || kinds["Dataset"] != 1+len(s.arc.Indicators()) {
		t.Errorf("described %v", kinds)
	}
	if made.data[address.Data] == "" {
		t.Error("no page of data")
	}
}
