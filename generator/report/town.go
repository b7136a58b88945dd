package report

import (
	"slices"
	"strings"
	"unicode/utf8"

	"zhenjian/generator/region"
)

// isTown tells whether a name found in the text is a town's. 东城区 is not: a
// zone of that name counts as a town, but a county bears it too.
func isTown(units []region.Region, name string) bool {
	town := false
	for _, u := range units {
		if u.Name == name {
			if u.Level != region.Town {
				return false
			}
			town = true
		}
	}
	return town
}

func followedBy(s string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.HasPrefix(s, w) })
}

// startsClause tells whether a clause begins at byte i.
func startsClause(text string, i int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:i])
	return i == 0 || strings.ContainsRune("\n。，；：,;: \u3000、年", before)
}

// townStands tells a town's name from the same characters in a longer word:
// 示范镇, 提高镇村干部水平, 联合镇各部门. It is a name where something goes
// before it that a name can follow, or behind it that only a town does.
func townStands(text string, start, end int) bool {
	name := text[start:end]
	if runes(name) > 3 {
		return true
	}
	before, _ := utf8.DecodeLastRuneInString(text[:start])
	if start == 0 || before < 0x4E00 || before > 0x9FFF {
		// At the start of a clause a verb may stand too: 提高镇…, 联合镇….
		return !verbs[strings.TrimRight(name, "镇乡")] || followedBy(text[end:], []string{"党委", "人民政府", "党工委", "20", "２０", "关于"})
	}
	return strings.ContainsRune("市县区省州盟旗年度于在由共对到赴是为和与及向自省，", before) || followedBy(text[end:], []string{"党委", "人民政府", "党工委", "办事处", "20", "２０", "关于"}) && !verbs[strings.TrimRight(name, "镇乡")]
}

// verbs that are also the stems of towns' names.
var verbs = map[string]bool{"联合": true, "提高": true, "建设": true, "团结": true, "前进": true, "发展": true, "推进": true, "组织": true, "开展": true, "配合": true, "指导": true, "协调": true, "加强": true, "和平": false}

// nameStart gives where a name can begin in a title or issuer: behind 中共,
// 关于, a year.
func nameStart(s string) int {
	from := 0
	for _, w := range []string{"中国共产党", "中共", "关于印发", "关于", "年度", "年", "："} {
		if i := strings.Index(s, w); i >= 0 && i+len(w) > from && strings.ContainsAny(s[i+len(w):], "镇乡街") {
			from = i + len(w)
		}
	}
	return from
}

// townName reads a name up to 街道, 镇 or 乡 at the start of s: two to ten
// characters. A kind of town follows the longest run: 人民街街道, 石家乡.
func townName(s string) string {
	n := 0
	for i, r := range s {
		if n++; n > 11 || r < 0x3400 || r > 0x9FFF && r < 0x20000 {
			break
		}
		rest := s[i+utf8.RuneLen(r):]
		switch {
		case n >= 2 && r == '镇' && !strings.HasPrefix(rest, "乡"), n >= 2 && r == '乡' && !strings.HasPrefix(rest, "镇"):
			return plausible(s[:len(s)-len(rest)])
		case n >= 3 && strings.HasPrefix(s[i:], "街道") && !strings.HasPrefix(s[i:], "街街道"):
			return plausible(s[:i] + "街道")
		}
	}
	return ""
}

// plausible refuses what ends like a town but is none.
func plausible(name string) string {
	for _, w := range []string{"全面", "依法", "法治", "我镇", "我乡", "本镇", "各镇", "乡镇", "建设", "全镇", "年", "委员会", "政府", "中共", "工作"} {
		if strings.Contains(name, w) {
			return ""
		}
	}
	return name
}

// speaksAsTown tells from its own words whether a township reports: 我镇, 全乡,
// 镇党委 against 我县, 全区. All of them show in two characters, so one pass does.
func (r *Report) speaksAsTown() bool {
	town := 0
	last := rune(0)
	for _, c := range r.Doc.Text {
		switch last {
		case '我', '本', '全', '镇', '乡', '党', '街':
			town += speakers[[2]rune{last, c}]
		}
		last = c
	}
	return town > 0
}

var speakers = func() map[[2]rune]int {
	m := map[[2]rune]int{}
	for words, weight := range map[string]int{
		"我镇 我乡 本镇 本乡 全镇 全乡 我街 全街 本街 镇党 乡党 镇政 乡政 镇村 镇机 乡机 镇委 镇人 乡人 党工 街道": 1,
		"我县 我区 我市 我省 我州 我旗 全县 全区 全市 全省 全州 全旗":                            -1,
	} {
		for _, w := range strings.Fields(words) {
			c := []rune(w)
			m[[2]rune{c[0], c[1]}] = weight
		}
	}
	return m
}()

// sameStem looks for a town under the name it had before it became a 镇 or
// 街道, or with the peoples of its name left out, where the text's other
// places speak for it.
func sameStem(g *region.Gazetteer, name string, e *evidence) []region.Region {
	var out []region.Region
	for code, weight := range e.support {
		if u, ok := g.Lookup(code); !ok || u.Level != region.County || u.Former || weight < inBody {
			continue
		}
		for _, u := range g.Children(code) {
			if stem(u.Name) == stem(name) || strings.HasPrefix(u.Name, stem(name)) && strings.HasSuffix(u.Name, "族乡") || withPeople(name, stem(u.Name)) {
				out = append(out, u)
			}
		}
	}
	slices.SortFunc(out, func(a, b region.Region) int { return strings.Compare(a.Code, b.Code) })
	return out
}

// withPeople tells whether a name is a stem with the name of a people: 二酉苗族乡
// is 二酉乡 in the gazetteer's source.
func withPeople(name, stem string) bool {
	rest, ok := strings.CutPrefix(name, stem)
	return ok && (strings.HasSuffix(rest, "族乡") || strings.HasSuffix(rest, "族镇")) && runes(rest) <= 8
}

// peoplesTown looks for a 民族乡 that the gazetteer has without its people, in
// the counties that the text names.
func (r *Report) peoplesTown(g *region.Gazetteer, e *evidence) string {
	text := r.Doc.Text
	if !strings.Contains(text, "族乡") {
		return ""
	}
	var names []string
	for code, weight := range e.support {
		if u, ok := g.Lookup(code); !ok || u.Level != region.County || u.Former || weight < inBody {
			continue
		}
		for _, u := range g.Children(code) {
			at := strings.Index(text, stem(u.Name))
			for at >= 0 {
				end := strings.Index(text[at:min(len(text), at+60)], "族乡")
				if end > 0 && withPeople(text[at:at+end+len("族乡")], stem(u.Name)) && runes(stem(u.Name)) >= 2 {
					names = append(names, text[at:at+end+len("族乡")])
					break
				}
				next := strings.Index(text[at+1:], stem(u.Name))
				if next < 0 {
					break
				}
				at += 1 + next
			}
		}
	}
	if len(names) != 1 {
		return ""
	}
	return names[0]
}

// stem is a town's name without its kind.
func stem(name string) string {
	for _, kind := range []string{"街道", "镇", "乡"} {
		if s, ok := strings.CutSuffix(name, kind); ok {
			return s
		}
	}
	return name
}

// department tells a title that goes on with an office's name: 江津区城市管理局.
func department(rest string) bool {
	for i, r := range rest {
		if i > 60 || strings.ContainsRune("年关0123456789０１２", r) {
			rest = rest[:i]
			break
		}
	}
	return hasSuffixOf(rest, []string{"局", "委", "办公室", "中心", "支队", "大队", "院", "厅"}) && !hasSuffixOf(rest, []string{"党委", "县委", "区委", "市委", "省委"}) || strings.HasSuffix(rest, "委员会") && !strings.HasPrefix(rest, "委员会")
}
