package page

import (
	"slices"
	"testing"
)

func TestFrame(t *testing.T) {
	s := newSite(t, smallReports)
	s.options.BaseURL = "https://example.cn/fz/"
	made, _ := s.build(t, loadLayouts(t), nil)
	doc := parse(t, made.data["years/2022/index.html"])
	if href, _ := attr(only(t, doc, "link", "rel=canonical"), "href"); href != "https://example.cn/fz/years/2022/index.html" {
		t.Errorf("canonical %s", href)
	}
	if got := words(only(t, doc, "a", "aria-current=true")); got != "年度" {
		t.Errorf("current column %q", got)
	}
	if column, _ := attr(only(t, doc, "meta", "name=ColumnName"), "content"); column != "年度" {
		t.Errorf("ColumnName %q", column)
	}
	foot := only(t, doc, "footer", "")
	if got, want := words(foot), "关于 帮助 更正记录 站点地图 主办单位：某司法局 联系方式：电话 1 报告文字均为原文，除依规遮去的个人信息外未作改动；标题、目录、链接等由本站编排。"; got != want {
		t.Errorf("foot %q", got)
	}
	if skip := all(doc, "a", "")[0]; words(skip) != "跳到主要内容" {
		t.Errorf("the first link is %q", words(skip))
	}

	s.options = Options{Title: "甲"}
	made, _ = s.build(t, loadLayouts(t), nil)
	doc = parse(t, made.data["years/2022/index.html"])
	if n := len(all(doc, "link", "rel=canonical")) + len(all(doc, "p", "class=host")); n > 0 {
		t.Errorf("%d elements for what is not set", n)
	}
	want := []string{"首页 -> ../../index.html", "地区 -> ../../places/index.html", "年度 -> ../index.html", "指标 -> ../../indicators/index.html", "法规文件 -> ../../laws/index.html", "收录情况 -> ../../coverage/index.html", "数据 -> ../../data/index.html"}
	if got := links(only(t, doc, "nav", "aria-label=主导航")); !slices.Equal(got, want) {
		t.Errorf("navigation %q", got)
	}
}
