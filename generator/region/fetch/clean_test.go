package main

import "testing"

func TestClean(t *testing.T) {
	above := []string{"河南省", "濮阳市", "濮阳县"}
	for name, want := range map[string]string{
		"濮阳县王称堌镇":        "王称堌镇",
		"濮阳市濮阳县王称堌镇":     "王称堌镇",
		"王称堌镇":           "王称堌镇",
		"濮阳县镇":           "濮阳县镇", // 镇 is no name
		"濮阳县经济开发区":       "濮阳县经济开发区",
		"额鲁特街道办事处":       "额鲁特街道",
		"三星镇（叠石桥家纺产业园区）": "三星镇",
		"（工业园区）城南街道":     "城南街道",
		"浒墅关经开区（镇）":      "浒墅关经开区（镇）",
		"敖汉旗人民政府新州街道":    "敖汉旗人民政府新州街道",
		"泊镇":             "泊镇",
	} {
		if got := clean(name, above); got != want {
			t.Errorf("clean(%s) = %s, want %s", name, got, want)
		}
	}
	if got := clean("敖汉旗人民政府新州街道", []string{"", "赤峰市", "敖汉旗"}); got != "新州街道" {
		t.Errorf("got %s, want 新州街道", got)
	}
	for name, want := range map[string]bool{"海棠区直辖村级区划": true, "市辖区": true, "?水街道": true, "满（lang）塘镇": true, "㵲水街道": false} {
		if noUnit(name) != want {
			t.Errorf("noUnit(%s) = %t", name, !want)
		}
	}
}
