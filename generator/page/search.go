package page

import (
	"strconv"
	"strings"

	"zhenjian/generator/address"
	"zhenjian/generator/archive"
	"zhenjian/generator/search"
)

// searchView is the page that searches all texts. What it finds its scripts find.
type searchView struct {
	Frame     frame
	Index     string // what the scripts need to know of the index
	Kinds     string // all values of a choice of kinds, in the order of the index
	More      string // the scripts that are loaded once there is time
	Provinces []option
	Years     []option // newest first
	Parts     []option // the kinds that are offered
	Ways      []link   // lists that lead to reports without scripts
}

// An option is an entry of a choice.
type option struct{ Value, Text string }

// kindNames are the kinds of sections that a reader can search in.
var kindNames = []option{{"achievements", "举措"}, {"problems", "不足"}, {"leadership", "职责"}, {"plans", "安排"}}

func (s *Site) searchPages() []page {
	if len(s.arc.Reports) == 0 {
		return nil
	}
	return one(address.Search, s.searchView)
}

func (s *Site) searchView() (any, error) {
	const page = address.Search
	v := searchView{
		Frame: s.frame(page, s.title("全文检索"), "检索全部报告的原文：任何一串字，只要在报告里，就能找到。", link{Text: "全文检索"}),
		Index: search.About(s.arc, s.options.Program), Kinds: strings.Join(search.Kinds(), " "), Parts: kindNames,
		Ways: []link{to(page, address.Regions, "按地区查阅"), to(page, address.Years, "按年度查阅")},
	}
	for _, p := range s.arc.Provinces() {
		v.Provinces = append(v.Provinces, option{p.Code, p.Name})
	}
	for i := len(s.arc.Years) - 1; i >= 0; i-- {
		v.Years = append(v.Years, option{strconv.Itoa(s.arc.Years[i]), yearText(s.arc.Years[i])})
	}
	if len(s.laws) > 0 {
		v.Ways = append(v.Ways, to(page, address.Laws, "按法规文件查阅"))
	}
	v.Frame.Find = ""
	index, src, names, more := s.layouts.paths[searchIndex], s.layouts.paths[searchScript], s.layouts.paths[namesScript], s.layouts.paths[searchMore]
	if index != "" && src != "" && names != "" && more != "" {
		v.Frame.Scripts = []script{{Src: address.Rel(page, index)}, {Src: address.Rel(page, src)}}
		v.More = address.Rel(page, names) + " " + address.Rel(page, more)
	}
	return v, nil
}

// A finder leads from a place's page to a search of its reports.
type finder struct{ Href, Code, Text string }

func (s *Site) finder(page string, p *archive.Place) finder {
	text := "只搜本地区"
	if len(p.Children) == 0 {
		text = "只搜" + p.Name
	}
	return finder{address.Rel(page, address.Search), p.Code, text}
}
