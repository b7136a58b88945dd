package main

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"
)

// A former is a unit that is gone, or an earlier name of one that is not; then
// successor is its own code. successor is "" where the sources do not show it.
type former struct {
	code, name, successor string
}

// merged are counties that went into one of another name. The sources show neither
// that nor the towns' way; the approvals of the State Council of 2021 do.
var merged = map[string]string{
	"330103": "330105", // 下城区 into 拱墅区
	"330104": "330102", // 江干区 into 上城区; its two eastern streets into 钱塘区
	"350402": "350404", // 梅列区 into the new 三元区
	"410306": "410308", // 吉利区 into 孟津区
}

// findFormers compares two years. A successor is named only where one unit alone
// can be meant.
func findFormers(before, now units) []former {
	var found []former
	heir := map[string]string{} // of a county
	for code, name := range before.counties {
		if _, stays := now.counties[code]; !stays && now.upper[code] == "" {
			heir[code] = cmp.Or(merged[code], only(now.counties, func(c, n string) bool {
				return c[:4] == code[:4] && before.counties[c] == "" && strings.HasPrefix(n, stem(name))
			}))
			found = append(found, former{code, name, heir[code]})
		}
	}
	then, today := byCounty(before.towns), byCounty(now.towns)
	for code, name := range before.towns {
		county := cmp.Or(heir[code[:6]], code[:6])
		if name2, stays := now.towns[code]; stays {
			// Some counties dealt out their codes anew: then the old name or the new
			// one stands under another code in the other year, and nobody was renamed.
			// And a name behind that of its county, 兰西县畜牧技术推广服务中心, is no other.
			if name2 != name && today[county][name] == "" && then[code[:6]][name2] == "" &&
				plausible(code, name, name2) && name != now.counties[county]+name2 {
				found = append(found, former{code, name, code})
			}
			continue
		}
		isNew := func(c string) bool { return before.towns[c] == "" }
		found = append(found, former{code, name, cmp.Or(
			today[county][name],
			only(now.towns, func(c, n string) bool { return c[:6] == county && isNew(c) && stem(n) == stem(name) }),
			only(now.towns, func(c, n string) bool { return c[:4] == code[:4] && isNew(c) && n == name }),
		)})
	}
	slices.SortFunc(found, func(a, b former) int { return cmp.Compare(a.code, b.code) })
	return found
}

// only gives the code of the one unit that fits, "" if several or none do.
func only(names map[string]string, fits func(code, name string) bool) string {
	found := ""
	for code, name := range names {
		if fits(code, name) {
			if found != "" {
				return ""
			}
			found = code
		}
	}
	return found
}

// byCounty gives the towns' codes by county and name.
func byCounty(towns map[string]string) map[string]map[string]string {
	found := map[string]map[string]string{}
	for _, code := range slices.Sorted(maps.Keys(towns)) {
		county := code[:6]
		if found[county] == nil {
			found[county] = map[string]string{}
		}
		found[county][towns[code]] = code
	}
	return found
}

// plausible tells whether a code with a new name still means the same unit. Codes of
// streets, towns and townships (below 400) are given to one unit for good; those of
// farms and zones are given again, so their names must have a stem in common.
func plausible(code, before, now string) bool {
	return code[6:] < "400" || strings.Contains(now, stem(before)) || strings.Contains(before, stem(now))
}

// stem is the name without its kind and without the peoples in it: 安纯沟门 for
// 安纯沟门满族乡 and 安纯沟门镇. A name that is all kind is its own stem, and so is a long one
// of which a single character would be left: 新 of 新区管委会 tells nothing.
func stem(name string) string {
	rest := name
	for cut := true; cut; {
		cut = false
		for _, kind := range kinds {
			if s, ok := strings.CutSuffix(rest, kind); ok && s != "" {
				rest, cut = s, true
			}
		}
	}
	if utf8.RuneCountInString(rest) == 1 && utf8.RuneCountInString(name) > 3 {
		return name
	}
	return rest
}

var kinds = strings.Fields(`办事处 管委会 管理委员会 街道 地区 苏木 镇 乡 市 县 区
	民族 满族 回族 蒙古族 朝鲜族 达斡尔族 鄂温克族 锡伯族 哈萨克族 哈萨克 畲族 土家族 苗族 侗族 瑶族 壮族
	彝族 白族 傣族 布依族 仡佬族 水族 藏族 羌族 东乡族 撒拉族 土族 维吾尔族 门巴 珞巴`)
