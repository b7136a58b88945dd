package region

import (
	"os"
	"slices"
	"strings"
	"testing"
)

// found gives the names that Scan finds, with the units where few can be meant.
func found(g *Gazetteer, text string) string {
	var all []string
	g.Scan(text, func(start, end int, units []Region) {
		s := text[start:end]
		if len(units) <= 3 {
			s += "=" + strings.ReplaceAll(codes(units), " ", ",")
		}
		all = append(all, s)
	})
	return strings.Join(all, " ")
}

var scanTests = []struct{ text, want string }{
	{"山东省枣庄市台儿庄区涧头集镇", "山东省=370000 枣庄市=370400 台儿庄区=370405 涧头集镇=370405103"},
	{"枣庄市市中区齐村镇", "枣庄市=370400 市中区 齐村镇=130634107,370402103,610528115"},
	{"山东枣庄台儿庄涧头集镇", "山东=370000 枣庄=370400 台儿庄=370405 涧头集镇=370405103"},
	{"2025年度杨行镇法治政府建设情况报告", "杨行镇=310113103"},
	{"在鹤山政府网公示", "鹤山=410602,440784"},
	{"吉林省吉林市", "吉林省=220000 吉林市=220200"},
	{"吉林各地", "吉林=220000,220200"},
	{"恩施州和大通县", "恩施州=422800 大通县=630121"},
	{"海南州共和县", "海南州=632500 共和县=632521"},
	{"江苏镇江、河南方城、吉林长春", "江苏=320000 镇江=321100 河南=410000,632324 方城=411322 吉林=220000,220200 长春=220100"},

	// The longest name wins.
	{"长寿路街道", "长寿路街道=310107015"},
	{"人民街街道", "人民街街道=411702001,630103001"},
	{"北城街街道", ""}, // not in the gazetteer, and neither 北城街 nor 城街 is
	{"峡江县大街街道", "峡江县=360823 大街街道=370306002,530403001"},
	{"吉水镇", "吉水镇=440881103"},
	{"石家乡", "石家乡=451123201,500240210"},
	{"大桥江乡", "大桥江乡=431226205"},
	{"罗子山瑶族乡", "罗子山瑶族乡=431223208"},
	{"平安镇人民政府", "平安镇"},
	{"平安乡镇街道", ""},

	// What surely names nothing.
	{"打造全省法治示范镇", ""},
	{"不断提高镇村干部的法治意识", ""},
	{"选派镇干部到村任职，普法镇村全覆盖，沟通镇村两级", ""},
	{"在范镇设立分庭", "范镇=360481104,370911102"},
	{"泰安市岱岳区范镇", "泰安市=370900 岱岳区=370911 范镇=360481104,370911102"},
	{"坚持党委和政府统一领导", ""},
	{"市委和县委的部署、相应县区", ""},
	{"会同公安、新建公路、合作互助、同心协力", ""},
	{"中华人民共和国、水平和能力、人民和企业、创新和发展", ""},
	{"顺利通过，每周至少一次，绿水青山就是金山银山", ""},
	{"大兴调查研究之风，确保社会长治久安、百姓安居乐业", ""},
	{"绘就和美乡村新画卷", ""},
	{"城市中心城区和开发区", ""},
	{"晋城市城区北石店镇", "晋城市=140500 城区=140502 北石店镇=140502100"},
	{"阜阳市颍上县城关镇", "阜阳市=341200 颍上县=341226 城关镇"},
	{"长兴村、长兴路、长兴社区", ""},
	{"长兴乡村振兴", "长兴=330522"},
	{"枣庄市场监管", "枣庄=370400"},
	{"", ""},
	{"ABC 123", ""},
}

func TestScan(t *testing.T) {
	for _, tt := range scanTests {
		if got := found(Builtin(), tt.text); got != tt.want {
			t.Errorf("%s\n got %s\nwant %s", tt.text, got, tt.want)
		}
	}
}

// A name at the text's beginning and one behind all that lies above it is found.
func TestScanFindsEveryUnit(t *testing.T) {
	g := Builtin()
	has := func(text string, want Region) bool {
		ok := false
		g.Scan(text, func(start, end int, units []Region) {
			ok = ok || end == len(text) && text[start:end] == want.Name && slices.Contains(units, want)
		})
		return ok
	}
	missing := 0
	for _, r := range g.units[:g.present] {
		if !slices.Contains(g.Named(r.Name), r) {
			t.Errorf("Named(%s) lacks %s", r.Name, r.Code)
		}
		if !has(r.Name, r) && !notName[r.Name] {
			t.Errorf("Scan does not find %s %s", r.Code, r.Name)
		}
		var whole strings.Builder
		for _, above := range g.Chain(r.Code) {
			whole.WriteString(above.Name)
		}
		if !has(whole.String(), r) {
			missing++
			t.Logf("Scan does not find the last of %s", whole.String())
		}
	}
	if missing > 0 {
		t.Errorf("%d units are not found behind those above them", missing)
	}
}

func FuzzScan(f *testing.F) {
	for _, tt := range scanTests {
		f.Add(tt.text)
	}
	f.Add("山东省\xff枣庄市\xe5\x8f")
	g := Builtin()
	f.Fuzz(func(t *testing.T, text string) {
		last := 0
		g.Scan(text, func(start, end int, units []Region) {
			if start < last || end <= start || end > len(text) || len(units) == 0 {
				t.Fatalf("%d to %d of %q overlaps its neighbour, leaves the text or means nothing", start, end, text)
			}
			for _, r := range units {
				if word := text[start:end]; r.Name != word && !slices.Contains(shortForms(r), word) {
					t.Fatalf("%q is no name of %+v", word, r)
				}
			}
			last = end
		})
	})
}

func BenchmarkScan(b *testing.B) {
	text, err := os.ReadFile("testdata/齐村镇2020.txt")
	if err != nil {
		b.Fatal(err)
	}
	g, report := Builtin(), string(text)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		g.Scan(report, func(int, int, []Region) {})
	}
}
