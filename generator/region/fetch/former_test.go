package main

import (
	"maps"
	"slices"
	"testing"
)

func TestFindFormers(t *testing.T) {
	before := units{
		upper:    map[string]string{"350000": "福建省", "350400": "三明市"},
		counties: map[string]string{"350427": "沙县", "350402": "梅列区", "350403": "三元区", "350499": "明县"},
		towns: map[string]string{
			"350427101": "青州镇", "350427102": "夏茂镇", // codes changed with the county's
			"350499001": "甲街道", "350499002": "乙街道", "350499003": "丙街道", // dealt out anew
			"350499101": "丁镇", "350499102": "戊镇", // renamed, and unchanged
			"350499201": "己坑畲族乡", "350499202": "庚乡", // a 镇 now, and gone
			"350499400": "辛农场", "350499401": "壬林场", // the unit has another name; another unit has the code
			"350499104": "城关镇", // gone; the next county's is another
			"350498100": "癸镇",  // from a zone without a name
		},
	}
	now := units{
		upper:    before.upper,
		counties: map[string]string{"350404": "三元区", "350405": "沙县区", "350499": "明县"},
		towns: map[string]string{
			"350405101": "青州镇", "350405102": "夏茂街道",
			"350499001": "乙街道", "350499002": "子街道", "350499003": "甲街道",
			"350499101": "丑镇", "350499102": "戊镇",
			"350499103": "己坑镇",
			"350499400": "辛农场有限公司", "350499401": "新城中心",
			"350404100": "城关镇", "350404101": "癸镇",
		},
	}
	before.towns["350404100"] = "城关镇"
	want := []former{
		{"350402", "梅列区", "350404"},
		{"350403", "三元区", "350404"},
		{"350427", "沙县", "350405"},
		{"350427101", "青州镇", "350405101"},
		{"350427102", "夏茂镇", "350405102"},
		{"350498100", "癸镇", "350404101"},
		{"350499101", "丁镇", "350499101"},
		{"350499104", "城关镇", ""},
		{"350499201", "己坑畲族乡", "350499103"},
		{"350499202", "庚乡", ""},
		{"350499400", "辛农场", "350499400"},
	}
	if got := findFormers(before, now); !slices.Equal(got, want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
}

func TestStem(t *testing.T) {
	for name, want := range map[string]string{
		"南牛乡":     "南牛",
		"安纯沟门满族乡": "安纯沟门",
		"沙县":      "沙",
		"城关街道":    "城关",
		"回族乡":     "回族",
		"三河回族乡":   "三河",
		"镇":       "镇",
	} {
		if got := stem(name); got != want {
			t.Errorf("stem(%s) = %s, want %s", name, got, want)
		}
	}
	for range 3 { // the order of a map must not show
		if got := only(map[string]string{"1": "甲", "2": "甲"}, func(_, n string) bool { return n == "甲" }); got != "" {
			t.Errorf("one of two was taken: %s", got)
		}
	}
	if got := slices.Sorted(maps.Keys(byCounty(map[string]string{"370405103": "涧头集镇"})["370405"])); !slices.Equal(got, []string{"涧头集镇"}) {
		t.Errorf("got %v", got)
	}
}
