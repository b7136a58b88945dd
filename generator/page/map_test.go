package page

import (
	"slices"
	"strings"
	"testing"

	"zhenjian/generator/address"
)

// TestMap: everything that there is one of, and every place, is one step away.
func TestMap(t *testing.T) {
	s := newSite(t, smallReports)
	s.options.BaseURL = "http://a.gov.cn/"
	made, _ := s.build(t, loadLayouts(t), nil)
	got := links(only(t, parse(t, made.data[address.Map]), "main", ""))
	for _, want := range []string{
		"首页 -> ../index.html", "收录情况 -> ../coverage/index.html", "全文检索 -> ../search/index.html", "2022年度 -> ../years/2022/index.html",
		"reports.csv -> ../data/reports.csv", "feed.xml -> ../feed.xml", "帮助 -> ../help/index.html",
		"山东省 -> ../places/370000/index.html", "枣庄市台儿庄区 -> ../places/370405/index.html", "涧头集镇 -> ../places/370405103/index.html",
		"庙坝镇 -> ../places/500229104/index.html",
	} {
		if !slices.Contains(got, want) {
			t.Errorf("no link %s in %q", want, got)
		}
	}
	foot := links(only(t, parse(t, made.data["places/370405103/2022/index.html"]), "footer", ""))
	if !slices.Contains(foot, "站点地图 -> ../../../map/index.html") {
		t.Errorf("foot %q", foot)
	}
}

// TestMapOfMany: a nation's towns are spread, none is lost, and no page has more
// links than a list may have.
func TestMapOfMany(t *testing.T) {
	arc := nation()
	s := New(loadLayouts(t), arc, nil, Options{Title: "甲"})
	places := map[string]int{}
	for _, p := range s.mapPages() {
		view, err := p.view()
		if err != nil {
			t.Fatal(err)
		}
		v := view.(mapView)
		n := len(v.Places.Parts)
		for _, section := range v.Places.Sections {
			for _, g := range section.Groups {
				for _, l := range g.Links {
					places[l.Href[strings.LastIndex(l.Href, "places/"):]]++
					n++
				}
			}
		}
		if n > limit {
			t.Errorf("%s has %d links", p.path, n)
		}
	}
	for _, p := range arc.Places() {
		if n := places[address.Place(p.Code)]; len(p.Children) == 0 && n != 1 {
			t.Errorf("%s stands %d times", p.Name, n)
		}
	}
}
