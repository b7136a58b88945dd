package region

import (
	"slices"
	"strings"
	"testing"
)

// names joins the names of units; former ones are in brackets.
func names(units []Region) string {
	var all []string
	for _, r := range units {
		if r.Former {
			all = append(all, "("+r.Name+")")
		} else {
			all = append(all, r.Name)
		}
	}
	return strings.Join(all, " ")
}

func codes(units []Region) string {
	var all []string
	for _, r := range units {
		all = append(all, r.Code)
	}
	return strings.Join(all, " ")
}

func TestChain(t *testing.T) {
	for _, tt := range []struct{ code, want string }{
		{"370405103", "山东省 枣庄市 台儿庄区 涧头集镇"},
		{"500229104", "重庆市 城口县 庙坝镇"}, // no 县 between
		{"110101001", "北京市 东城区 东华门街道"},
		{"429004100", "湖北省 仙桃市 郑场镇"}, // no 省直辖县级行政区划 between
		{"441900101", "广东省 东莞市 石碣镇"}, // no counties, and 东莞市 once
		{"620201100", "甘肃省 嘉峪关市 新城镇"},
		{"460400100", "海南省 儋州市 那大镇"},
		{"659012", "新疆维吾尔自治区 白杨市"},
		{"810000", "香港特别行政区"},
		{"820000", "澳门特别行政区"},
		{"710000", "台湾省"},
		{"130123200", "河北省 石家庄市 正定县 (南牛乡)"},
		{"350427", "福建省 三明市 (沙县)"},
		{"540422101", "西藏自治区 林芝市 (米林县) (派镇)"},
		{"370499", ""},
		{"", ""},
	} {
		if got := names(Builtin().Chain(tt.code)); got != tt.want {
			t.Errorf("Chain(%q) = %q, want %q", tt.code, got, tt.want)
		}
	}
}

func TestNamed(t *testing.T) {
	for _, tt := range []struct{ name, want string }{
		{"涧头集镇", "370405103"},
		{"齐村镇", "130634107 370402103 610528115"},
		{"市中区", "370103 370402 511002 511102"},
		{"吉林市", "220200"},
		{"吉林", ""},            // short forms are for Scan
		{"王称堌镇", "410928111"}, // 濮阳县王称堌镇 in the source
		{"克井镇", "419001100"},
		{"额鲁特街道", "152921402"},                   // …办事处
		{"三星镇", "310151107 320614416 510185108"}, // 320614416 is 三星镇（叠石桥家纺产业园区）
		{"没有镇", ""},
		{"", ""},
	} {
		if got := codes(Builtin().Named(tt.name)); got != tt.want {
			t.Errorf("Named(%s) = %s, want %s", tt.name, got, tt.want)
		}
	}
	if n := len(Builtin().Named("城关镇")); n < 80 {
		t.Errorf("%d units are called 城关镇, want 80 at least", n)
	}
}

func TestNamedFormerly(t *testing.T) {
	for _, tt := range []struct {
		name string
		want Region
	}{
		{"南牛乡", Region{"130123200", "南牛乡", Town, "130123", true, "130123106"}}, // a 镇 now
		{"安纯沟门满族乡", Region{"130824201", "安纯沟门满族乡", Town, "130824", true, "130824112"}},
		{"唐吾镇", Region{"370725108", "唐吾镇", Town, "370725", true, "370725108"}}, // 鄌郚镇, whose characters many cannot type
		{"沙县", Region{"350427", "沙县", County, "350400", true, "350405"}},
		{"横县", Region{"450127", "横县", County, "450100", true, "450181"}},
		{"下城区", Region{"330103", "下城区", County, "330100", true, "330105"}},
		{"秦集镇", Region{"340304100", "秦集镇", Town, "340304", true, "340371100"}}, // moved to a zone
		{"步云乡", Region{"350823208", "步云乡", Town, "350823", true, ""}},
	} {
		if got := Builtin().Named(tt.name); !slices.Contains(got, tt.want) {
			t.Errorf("Named(%s) = %+v lacks %+v", tt.name, got, tt.want)
		}
	}
	// 首都机场街道 only has another number, 派镇 only lies in 米林市 instead of 米林县.
	for name, want := range map[string]string{"首都机场街道": "110105020", "派镇": "540481101"} {
		if got := codes(Builtin().Named(name)); got != want {
			t.Errorf("Named(%s) = %s, want %s", name, got, want)
		}
	}
	if r, ok := Builtin().Lookup("110105400"); !ok || r.Successor != "110105020" {
		t.Errorf("the old number of 首都机场街道 leads to %+v", r)
	}
	// 郑庄子镇 and 洼里镇 only changed numbers between them.
	for _, r := range Builtin().Named("洼里镇") {
		if r.Former {
			t.Errorf("洼里镇 is a former name of %s", r.Successor)
		}
	}
	former := false
	for _, r := range Builtin().Named("城关镇") {
		if former && !r.Former {
			t.Errorf("the present %s stands behind a former one", r.Code)
		}
		former = r.Former
	}
}

func TestChildren(t *testing.T) {
	for _, tt := range []struct{ code, want string }{
		{"370400", "市中区 薛城区 峄城区 台儿庄区 山亭区 滕州市"},
		{"370405", "运河街道 邳庄镇 张山子镇 泥沟镇 涧头集镇 马兰屯镇"},
		{"460000", "海口市 三亚市 三沙市 儋州市 五指山市 琼海市 文昌市 万宁市 东方市 定安县 屯昌县 澄迈县 临高县 " +
			"白沙黎族自治县 昌江黎族自治县 乐东黎族自治县 陵水黎族自治县 保亭黎族苗族自治县 琼中黎族苗族自治县"},
		{"620200", "雄关街道 钢城街道 新城镇 峪泉镇 文殊镇"},
		{"350427", ""}, // its towns lie in its successor
		{"370405103", ""},
		{"9", ""},
	} {
		if got := names(Builtin().Children(tt.code)); got != tt.want {
			t.Errorf("Children(%q) = %q, want %q", tt.code, got, tt.want)
		}
	}
	provinces := Builtin().Children("")
	if len(provinces) != 34 || provinces[0].Name != "北京市" || provinces[33].Name != "澳门特别行政区" {
		t.Errorf("provinces: %s", names(provinces))
	}
	all := len(provinces)
	for _, p := range provinces {
		for _, c := range Builtin().Children(p.Code) {
			all++
			for _, d := range Builtin().Children(c.Code) {
				all += 1 + len(Builtin().Children(d.Code))
			}
		}
	}
	if all != Builtin().present {
		t.Errorf("Children reaches %d units of %d", all, Builtin().present)
	}
}

func TestWithin(t *testing.T) {
	for _, tt := range []struct {
		code, ancestor string
		want           bool
	}{
		{"370405103", "370405", true},
		{"370405103", "370000", true},
		{"370405103", "370405103", true},
		{"370405103", "370402", false},
		{"370405", "370405103", false},
		{"350405101", "350427", true}, // in 沙县区, which 沙县 became
		{"130123200", "130123", true}, // a former town where it lay
		{"540422101", "540481", true}, // and where its county has come to
		{"340304100", "340304", true}, // 秦集镇 lay in 禹会区
		{"340304100", "340371", true}, // and lies in a zone today
		{"340371100", "340304", false},
		{"000000", "000000", false},
		{"370405103", "", false},
	} {
		if got := Builtin().Within(tt.code, tt.ancestor); got != tt.want {
			t.Errorf("Within(%s, %q) = %t", tt.code, tt.ancestor, got)
		}
	}
}
