package quantity

import (
	"sort"
	"strings"
	"unicode/utf8"
)

// A family groups the units that may stand for one another: 7次, 7场 and 7期 of
// study are one series, 7次 and 7人次 are two. The units are those that
// town reports of 2020 to 2025 print.
type family struct {
	name  string
	whole bool // counts whole things: 4.15 before such a unit is a date or a heading number
	times bool // takes 次 behind it: 家次, 件次
	units string
}

var families = [...]family{
	{"events", true, true, "次 场 场次 期 期次 轮 轮次 堂 节课 节 课 讲 回 遍 趟 班次 届次"},
	{"people", true, true, "人 名 位"},
	{"visits", true, false, "人次 人·次 人日 人天"},
	{"cases", true, true, "件 起 宗 例 桩 笔 单"},
	{"copies", true, true, "份 册 本 张 幅 卷 页 篇 封 套 函 面 块 枚 条幅"},
	{"items", true, true, "条 项 款 则 类 大类 大项 种 点 道 题 字 句 段 首 集 版 稿 项目"},
	{"places", true, true, "个 处 家 所 座 栋 幢 间 户 眼 村 镇 乡 社区 部门 单位 企业 家庭 场所 村居 片 层 口"},
	{"teams", true, true, "支 队 组 班"},
	{"batches", true, true, "批 批次"},
	{"devices", true, true, "台 辆 艘 架 部 盏 路 台套 车次"},
	{"goods", true, true, "盒 瓶 箱 袋 桶 根 株 棵 只 头 羽 把 包 颗 粒 双 副 顶 件套 尾 盆 束 床 捆"},
	{"doses", true, true, "针 剂 剂次 针次 人份"},
	{"votes", true, false, "票 席"},
	{"money", false, false, "元 元人民币 美元 港元 日元 欧元 人民币"},
	{"area", false, false, "亩 公顷 平方米 平方公里 平方千米 平米 平方 ㎡ m² 顷"},
	{"length", false, false, "米 公里 千米 厘米 毫米 公分 里 km 延米"},
	{"weight", false, false, "吨 公斤 千克 斤 克 毫克 微克 kg"},
	{"volume", false, false, "立方米 立方 升 毫升 方"},
	{"power", false, false, "千瓦 千瓦时 兆瓦 度电 千伏"},
	{"percent", false, false, "% ‰"},
	{"points", false, false, "个百分点 百分点"},
	{"share", false, false, "成"},
	{"multiples", false, false, "倍"},
	{"score", false, false, "分 学分"},
	{"time", false, false, "年 个月 个多月 周 个星期 星期 天 日 个工作日 工作日 个自然日 自然日 小时 个小时 h 分钟 秒 秒钟 学时 课时 个学时 个课时 个季度"},
	{"age", false, false, "岁 周岁"},
}

var (
	timeFamily, lengthFamily, weightFamily = familyNamed("time"), familyNamed("length"), familyNamed("weight")
	areaFamily, volumeFamily, shareFamily  = familyNamed("area"), familyNamed("volume"), familyNamed("share")
	peopleFamily                           = familyNamed("people")
)

// IsFamily tells whether a name is that of a family of units.
func IsFamily(name string) bool {
	for i := range families {
		if families[i].name == name {
			return true
		}
	}
	return false
}

func familyNamed(name string) *family {
	for i := range families {
		if families[i].name == name {
			return &families[i]
		}
	}
	panic("no family of units is named " + name)
}

// A unit is one entry of the table.
type unit struct {
	name   string
	family *family
	never  wordList
	words  wordList
	needs  []string // from mustFollow; nil where anything may follow
}

// A wordList is one of the lists below, split up.
type wordList struct{ barred, allowed []string }

func newWordList(list string) wordList {
	var l wordList
	for _, word := range strings.Fields(list) {
		if exception, ok := strings.CutPrefix(word, "+"); ok {
			l.allowed = append(l.allowed, exception)
		} else {
			l.barred = append(l.barred, word)
		}
	}
	return l
}

// opens tells whether text begins with a barred word of the list.
func (l wordList) opens(text string) bool {
	return startsWithAny(text, l.barred...) && !startsWithAny(text, l.allowed...)
}

// unitsByRune holds the units that open with a rune, longest first.
var unitsByRune = func() map[rune][]*unit {
	m := map[rune][]*unit{}
	for i := range families {
		for _, name := range strings.Fields(families[i].units) {
			r, _ := utf8.DecodeRuneInString(name)
			m[r] = append(m[r], &unit{
				name: name, family: &families[i], never: newWordList(never[name]), words: newWordList(words[name]), needs: strings.Fields(mustFollow[name]),
			})
		}
	}
	for _, list := range m {
		sort.SliceStable(list, func(i, j int) bool { return len(list[i].name) > len(list[j].name) })
	}
	return m
}()

// Family gives the name of the family of a printed unit: "events" for 场次,
// "visits" for 人次, "rounds" for 家次 and 家（次）. A unit that is not in the
// table is a family of its own.
func Family(printed string) string {
	u, n, ok := longestUnit(printed)
	if ok && n == len(printed) { // nine in ten
		return u.family.name
	}
	name := withoutBrackets.Replace(printed)
	u, n, ok = longestUnit(name)
	switch {
	case !ok:
		return printed
	case n == len(name):
		return u.family.name
	case name[n:] == "次" && u.family.times:
		return timesFamily(u)
	}
	if first, second, both := strings.Cut(name, "/"); both { // 件/次 is 件次, 元/亩 is money
		if second == "次" {
			return Family(first + second)
		}
		return Family(first)
	}
	if strings.Contains(printed, "（") || strings.Contains(printed, "(") { // 份（册）
		return u.family.name
	}
	return printed
}

var withoutBrackets = strings.NewReplacer("（", "", "）", "", "(", "", ")", "")

// timesFamily is the family of a unit with 次 behind it.
func timesFamily(u *unit) string {
	switch u.family.name {
	case "people":
		return "visits"
	case "places", "devices", "teams":
		return "rounds"
	}
	return u.family.name
}

// longestUnit gives the longest unit of the table at the start of text.
func longestUnit(text string) (u *unit, n int, ok bool) {
	if text == "" {
		return nil, 0, false
	}
	r, size := utf8.DecodeRuneInString(text)
	if r == '％' || r == '﹪' {
		return unitsByRune['%'][0], size, true
	}
	for _, u := range unitsByRune[r] {
		if !strings.HasPrefix(text, u.name) || !u.follows(text[len(u.name):]) {
			continue
		}
		return u, len(u.name), true
	}
	return nil, 0, false
}

// printedUnit reads the unit at the start of text as it is printed, with 次, a
// second unit in parentheses or behind a stroke: 件次, 家（次）, 份（册）, 元/亩.
func printedUnit(text string) (u *unit, n int, ok bool) {
	u, n, ok = longestUnit(text)
	if !ok {
		return nil, 0, false
	}
	if u.name == "%" {
		return u, n, true
	}
	if u.family.times && hasTimes(text[n:]) {
		n += len("次")
	}
	for _, pair := range [...][2]string{{"（", "）"}, {"(", ")"}, {"/", ""}} {
		inner, opened := strings.CutPrefix(text[n:], pair[0])
		if !opened {
			continue
		}
		if second, size, ok := longestUnit(inner); ok && second.name != "%" && strings.HasPrefix(inner[size:], pair[1]) {
			n += len(pair[0]) + size + len(pair[1])
		}
		break
	}
	return u, n, true
}

func hasTimes(text string) bool {
	rest, ok := strings.CutPrefix(text, "次")
	return ok && !startsWithAny(rest, "数", "日", "序", "生灾")
}

// follows tells whether rest may stand behind the unit.
func (u *unit) follows(rest string) bool {
	if len(u.needs) > 0 && !clauseEnds(rest) && !startsWithAny(rest, u.needs...) {
		return false
	}
	return !u.never.opens(rest)
}

func startsWithAny(text string, words ...string) bool {
	for _, word := range words {
		if strings.HasPrefix(text, word) {
			return true
		}
	}
	return false
}

func endsWithAny(text string, words ...string) bool {
	for _, word := range words {
		if strings.HasSuffix(text, word) {
			return true
		}
	}
	return false
}

// clauseEnds tells whether a clause ends where text begins.
func clauseEnds(text string) bool {
	text = strings.TrimLeft(text[:min(len(text), 8)], " \u00a0\u3000")
	r, _ := utf8.DecodeRuneInString(text)
	return text == "" || strings.ContainsRune("\n\t，。；、！？：（）“”‘’《》【】—…·,.;!?:()[]\"'|", r)
}
