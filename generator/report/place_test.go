package report

import (
	"strings"
	"testing"

	"zhenjian/generator/region"
	"zhenjian/generator/source"
)

const opening = "坚持以习近平新时代中国特色社会主义思想为指导，深入学习贯彻习近平法治思想，扎实推进依法行政，现将有关情况报告如下：\n一、主要举措和成效\n（一）加强领导。我镇高度重视，镇党委定期研究法治工作，全镇上下形成合力。\n"

// The traps of real reports: names that cut words in two, namesakes, other
// places in the body, reports that name their town only in passing.
var placeTests = []struct {
	name, text string
	want       string // province city county town, "-" where open
	code       bool   // settled: the place has a code
	problem    source.Code
}{
	{"a town of one county only", "涧头集镇2022年度法治政府建设情况报告\n2022年，涧头集镇" + opening, "山东省 枣庄市 台儿庄区 涧头集镇", true, ""},
	{"county before the town", "市中区齐村镇2020年度法治政府建设情况报告\n2020年，齐村镇" + opening, "山东省 枣庄市 市中区 齐村镇", true, ""},
	{"a namesake settled by the addressee's county", "平安镇2023年法治政府建设情况的报告\n按照中共云阳县委要求，我镇" + opening, "重庆市 - 云阳县 平安镇", true, ""},
	{"a namesake settled by a cited title", "平安镇2023年法治政府建设情况的报告\n根据《云阳县法治政府建设要点》，我镇" + opening, "重庆市 - 云阳县 平安镇", true, ""},
	{"a namesake that nothing settles", "城关镇2023年法治政府建设情况的报告\n2023年，我镇" + opening, "- - - 城关镇", false, source.PlaceOpen},
	{"a namesake settled by the web page round it", "首页 > 云阳县人民政府 > 政务公开\n平安镇2023年法治政府建设情况的报告\n2023年，我镇" + opening, "重庆市 - 云阳县 平安镇", true, ""},
	{"街街道", "人民街街道2025年度法治政府建设情况报告\n2025年，驻马店市驿城区人民街街道" + strings.ReplaceAll(opening, "镇", "街道"), "", true, ""},
	{"长寿路街道 is not 长寿区", "长寿路街道2023年法治政府建设情况报告\n2023年，长寿路街道在普陀区委领导下，" + strings.ReplaceAll(opening, "镇", "街道"), "上海市 - 普陀区 长寿路街道", true, ""},
	{"示范镇 and 提高镇 are no towns", "2022年法治政府建设情况报告\n2022年，我镇争创全国法治示范镇，提高镇村干部水平，联合镇各部门，双合镇党委、政府" + opening, "广东省 江门市 鹤山市 双合镇", true, ""},
	{"other towns in the body", "庙坝镇2021年法治政府建设情况报告\n2021年，城口县庙坝镇" + opening + "与邻近的坪坝镇、巴山镇建立联调机制，学习枫桥镇经验，赴涧头集镇考察。\n", "重庆市 - 城口县 庙坝镇", true, ""},
	{"a town named only in the opening", "2022年，双合镇" + opening, "广东省 江门市 鹤山市 双合镇", true, ""},
	{"a town named only by the signature", "现将我镇2022年法治政府建设情况" + opening + "浙源乡人民政府\n2023年1月3日\n", "江西省 上饶市 婺源县 浙源乡", true, ""},
	{"no town at all", "关于2022年度法治政府建设情况报告\n2022年，我镇" + opening, "- - - -", false, source.NoPlace},
	{"a county's own report", "台儿庄区2022年法治政府建设情况报告\n2022年，我区" + strings.ReplaceAll(opening, "镇", "区"), "山东省 枣庄市 台儿庄区 -", true, ""},
	{"a city's own report", "枣庄市人民政府关于2022年法治政府建设情况的报告\n2022年，我市" + strings.ReplaceAll(opening, "镇", "市"), "山东省 枣庄市 - -", true, ""},
	{"a department's report is set aside", "江津区城市管理局2022年法治政府建设情况报告\n2022年，我区" + strings.ReplaceAll(opening, "镇", "区"), "重庆市 - 江津区 -", true, source.OtherKind},
	{"a town that the gazetteer lacks, below a county in full", "长兴县新设甲乙镇2022年法治政府建设情况报告\n2022年，我镇" + opening, "浙江省 湖州市 长兴县 新设甲乙镇", true, source.PlaceMade},
	{"a town that the gazetteer lacks, county unknown", "新设甲乙镇2022年法治政府建设情况报告\n2022年，我镇" + opening, "- - - 新设甲乙镇", false, source.PlaceUnknown},
	{"市委 of a county-level city says nothing of its prefecture", "平安镇2023年法治政府建设情况的报告\n市委、市政府：\n2023年，我镇" + opening, "- - - 平安镇", false, source.PlaceOpen},
	{"a city without counties", "东莞市虎门镇2022年法治政府建设情况报告\n2022年，虎门镇" + opening, "广东省 东莞市 - 虎门镇", true, ""},
	{"issuer's line above 关于", "中共平安镇委员会\n平安镇人民政府\n关于2023年法治政府建设情况的报告\n县委、县政府：\n按照中共云阳县委要求，我镇" + opening, "重庆市 - 云阳县 平安镇", true, ""},
	{"party and government in one title", "中共鹤山市双合镇委员会 鹤山市双合镇人民政府关于2022年度法治政府建设情况的报告\n2022年，" + opening, "广东省 江门市 鹤山市 双合镇", true, ""},
	{"a county whose name a zone elsewhere bears too", "东城区东四街道2022年度法治政府建设情况报告\n2022年，" + strings.ReplaceAll(opening, "镇", "街道"), "北京市 - 东城区 东四街道", true, ""},
	{"the web page's title has the county, the document's has not", "丰台区五里店街道2021年度法治政府建设情况报告\n中共五里店街道工作委员会\n五里店街道办事处\n关于2021年法治政府建设情况的报告\n区委、区政府：\n" + strings.ReplaceAll(opening, "镇", "街道"), "北京市 - 丰台区 五里店街道", true, ""},
	{"a 民族乡 that the gazetteer has without its people", "2024年，我乡对照《沅陵县2024年法治政府建设工作要点》，扎实推进各项工作，现将情况报告如下：\n一、主要工作\n调整充实二酉苗族乡法治建设工作领导小组，我乡党委定期研究法治工作。\n", "湖南省 怀化市 沅陵县 二酉苗族乡", true, ""},
	{"year first", "2025年度杨行镇法治政府建设情况报告\n2025年，杨行镇" + opening, "上海市 - 宝山区 杨行镇", true, ""},
}

func TestPlace(t *testing.T) {
	for _, tt := range placeTests {
		r := mustRead(t, "x.txt", tt.text)
		if tt.want != "" {
			if got := placeWords(r.Place); got != tt.want {
				t.Errorf("%s: got %s, want %s (by %s)", tt.name, got, tt.want, r.Rules.Place)
			}
		}
		if (r.Place.Code != "") != tt.code {
			t.Errorf("%s: code %q", tt.name, r.Place.Code)
		}
		if tt.problem != "" && !hasProblem(r, tt.problem) {
			t.Errorf("%s: problems %v, want %s", tt.name, r.Problems, tt.problem)
		}
		if tt.problem == "" && (hasProblem(r, source.NoPlace) || hasProblem(r, source.PlaceOpen) || hasProblem(r, source.PlaceUnknown) || hasProblem(r, source.OtherKind)) {
			t.Errorf("%s: problems %v", tt.name, r.Problems)
		}
	}
}

func TestPlaceRestsOnNamesInFull(t *testing.T) {
	r := mustRead(t, "x.txt", "人民街街道2025年度法治政府建设情况报告\n2025年，我街道"+strings.ReplaceAll(opening, "镇", "街道"))
	if r.Place.Town != "人民街街道" {
		t.Errorf("got %+v", r.Place)
	}
}

func placeWords(p Place) string {
	words := []string{p.Province, p.City, p.County, p.Town}
	for i, w := range words {
		if w == "" {
			words[i] = "-"
		}
	}
	return strings.Join(words, " ")
}

func mustRead(t *testing.T, path, text string) *Report {
	t.Helper()
	doc, problems := source.New(path, []byte(text))
	if doc == nil {
		t.Fatalf("%s: %v", path, problems)
	}
	return Read(doc, region.Builtin())
}

func hasProblem(r *Report, code source.Code) bool {
	for _, p := range r.Problems {
		for _, lang := range []string{"zh", "en"} {
			if strings.Contains(p.Message(lang), "%!") {
				panic(p.Message(lang))
			}
		}
		if p.Code == code {
			return true
		}
	}
	return false
}

var sidecarTests = []struct {
	name, text, side string
	want             string
	year             int
	problem          source.Code
}{
	{"a county that has such a town", "平安镇2023年法治政府建设情况的报告\n2023年，我镇" + opening, `place = { county = "云阳县" }`, "重庆市 - 云阳县 平安镇", 2023, ""},
	{"the town itself", "关于法治政府建设情况报告\n我镇" + opening, "place = { county = \"鹤山市\", town = \"双合镇\" }\nyear = 2021", "广东省 江门市 鹤山市 双合镇", 2021, ""},
	{"it wins over the text", "涧头集镇2022年度法治政府建设情况报告\n2022年，涧头集镇" + opening, "year = 2021", "山东省 枣庄市 台儿庄区 涧头集镇", 2021, ""},
	{"a short name of a county", "平安镇2023年法治政府建设情况的报告\n2023年，我镇" + opening, `place = { county = "云阳" }`, "- - - -", 2023, source.BadSidecar},
	{"a code that there is not", "云阳县平安镇2023年法治政府建设情况的报告\n2023年，我镇" + opening, `place = { code = "999999999" }`, "- - - -", 2023, source.BadSidecar},
	{"a county that has no such town", "涧头集镇2022年度法治政府建设情况报告\n2022年，涧头集镇" + opening, `place = { county = "云阳县" }`, "- - - -", 2022, source.BadSidecar},
	{"a title that is on the whole year", "涧头集镇2022年上半年法治政府建设情况报告\n2022年，涧头集镇" + opening, `title = "涧头集镇2022年度法治政府建设情况报告"`, "山东省 枣庄市 台儿庄区 涧头集镇", 2022, ""},
	{"Chinese marks", "涧头集镇2022年度法治政府建设情况报告\n2022年，涧头集镇" + opening, "place = { county = “台儿庄区” }", "山东省 枣庄市 台儿庄区 涧头集镇", 2022, source.BadSidecar},
	{"a misspelt key", "涧头集镇2022年度法治政府建设情况报告\n2022年，涧头集镇" + opening, "yaer = 2021", "山东省 枣庄市 台儿庄区 涧头集镇", 2022, source.BadSidecar},
	{"a date that is none", "涧头集镇2022年度法治政府建设情况报告\n2022年，涧头集镇" + opening, `issued = "2022年"`, "山东省 枣庄市 台儿庄区 涧头集镇", 2022, source.BadSidecar},
}

func TestSidecar(t *testing.T) {
	for _, tt := range sidecarTests {
		doc, _ := source.New("x.txt", []byte(tt.text))
		doc.Sidecar, doc.SidecarPath = []byte(tt.side), "x.txt.toml"
		r := Read(doc, region.Builtin())
		if got := placeWords(r.Place); tt.want != "" && got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.name, got, tt.want)
		}
		if r.Year != tt.year {
			t.Errorf("%s: year %d, want %d", tt.name, r.Year, tt.year)
		}
		if tt.problem != "" && tt.want != "" && !hasProblem(r, tt.problem) {
			t.Errorf("%s: problems %v", tt.name, r.Problems)
		}
		if tt.problem == source.BadSidecar && (hasProblem(r, source.Overridden) || hasProblem(r, source.PlaceOpen)) {
			t.Errorf("%s: a faulty sidecar, and yet %v", tt.name, r.Problems)
		}
		if tt.problem == "" && len(r.Overrides) == 0 {
			t.Errorf("%s: nothing is said to be overridden", tt.name)
		}
	}
}
