package region

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// shortForms gives the forms in which running text names a province, city or county
// besides its full name: 山东, 枣庄, 台儿庄; 恩施 and 恩施州, 大通 and 大通县. A form has two
// characters at least, none stands in data/notnames.txt, and towns have none: 平安 is
// ten towns and a word.
func shortForms(r Region) []string {
	if r.Level == Town || isZone(r) {
		return nil
	}
	for _, kind := range kinds {
		stem, ok := strings.CutSuffix(r.Name, kind.suffix)
		if !ok || utf8.RuneCountInString(stem) < 2 {
			continue
		}
		stem = withoutPeoples(stem)
		forms := []string{stem}
		if kind.brief != "" {
			forms = append(forms, stem+kind.brief)
		}
		return slices.DeleteFunc(forms, func(form string) bool { return form == r.Name || notName[form] })
	}
	return nil
}

// kinds are the ends of names, longer before shorter where one ends in the other,
// with the end of a shorter full form. 旗 is missing: 土默特左 is no word.
var kinds = []struct{ suffix, brief string }{
	{"特别行政区", ""}, {"自治区", ""}, {"自治州", "州"}, {"自治县", "县"}, {"自治旗", "旗"},
	{"地区", ""}, {"林区", ""}, {"特区", ""}, {"新区", ""},
	{"省", ""}, {"市", ""}, {"盟", ""}, {"县", ""}, {"区", ""},
}

// isZone tells of units that are no 区 in the sense of the law, and whose names lose
// their sense with it: development zones (statistical codes ending in 71 to 79), mining districts.
func isZone(r Region) bool {
	return r.Level == County && len(r.Code) == 6 && r.Code[4] == '7' || strings.HasSuffix(r.Name, "矿区")
}

// withoutPeoples takes the peoples off the end of a name as long as two characters
// are left: 大通回族土族 → 大通, 内蒙古 stays. A name that is a people's own loses 族: 鄂温克族.
func withoutPeoples(stem string) string {
	whole := stem
	for cut := true; cut; {
		cut = false
		for _, people := range peoples {
			if rest, ok := strings.CutSuffix(stem, people); ok && utf8.RuneCountInString(rest) >= 2 {
				stem, cut = rest, true
				break
			}
		}
	}
	if stem == whole {
		if rest := strings.TrimSuffix(stem, "族"); utf8.RuneCountInString(rest) >= 2 {
			return rest
		}
	}
	return stem
}

// peoples are those that autonomous units are named after, as they stand there.
var peoples = strings.Fields(`
	壮族 回族 满族 苗族 侗族 瑶族 彝族 白族 傣族 藏族 羌族 土族 水族 黎族 畲族 佤族 怒族 土家族 布依族 蒙古族
	朝鲜族 达斡尔族 鄂温克族 仡佬族 仫佬族 毛南族 哈尼族 拉祜族 布朗族 纳西族 傈僳族 景颇族 普米族 独龙族 阿昌族
	德昂族 基诺族 东乡族 保安族 撒拉族 裕固族 哈萨克族 维吾尔族 柯尔克孜族 塔吉克族 锡伯族 俄罗斯族 各族
	蒙古 哈萨克 维吾尔 柯尔克孜 塔吉克 锡伯`)
