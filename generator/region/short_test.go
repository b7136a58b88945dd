package region

import (
	"strings"
	"testing"
)

func TestShortForms(t *testing.T) {
	for _, tt := range []struct{ code, want string }{
		{"370000", "山东"},
		{"150000", "内蒙古"},
		{"450000", "广西"},
		{"540000", "西藏"},
		{"640000", "宁夏"},
		{"650000", "新疆"},
		{"810000", "香港"},
		{"370400", "枣庄"},
		{"152200", "兴安"},
		{"232700", "大兴安岭"},
		{"422800", "恩施 恩施州"},
		{"522300", "黔西南 黔西南州"},
		{"653000", "克孜勒苏 克孜勒苏州"},
		{"632500", "海南 海南州"},
		{"370405", "台儿庄"},
		{"330522", "长兴"},
		{"330502", "吴兴"},
		{"630121", "大通 大通县"},
		{"632223", "海晏"},
		{"360981", "丰城"},
		{"150724", "鄂温克 鄂温克旗"},
		{"621026", ""},    // 宁 is no name
		{"621026100", ""}, // a town
		{"350427", ""},    // 沙 is no name
		{"370402", ""},    // 市中 stands in every 城市中心
		{"421022", ""},    // 公安
		{"130171", ""},    // 石家庄高新技术产业开发区
		{"150121", ""},    // 土默特左旗
		{"310115", "浦东"},
		{"429021", "神农架"},
		{"410304", "瀍河"},
	} {
		r, ok := Builtin().Lookup(tt.code)
		if got := strings.Join(shortForms(r), " "); got != tt.want {
			t.Errorf("%s %s (%t): %q, want %q", tt.code, r.Name, ok, got, tt.want)
		}
	}
}

func TestShortFormsHaveTwoCharacters(t *testing.T) {
	for _, r := range Builtin().units[:Builtin().coded] {
		for _, form := range shortForms(r) {
			if !isName(form) || form == r.Name || r.Level == Town {
				t.Errorf("%s has the short form %q", r.Name, form)
			}
		}
	}
}
