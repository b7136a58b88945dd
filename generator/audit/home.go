package audit

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"zhenjian/generator/source"
)

// An address is one of a home where it goes down to the house: a road, village or
// estate with a number of a house, or with one of a flat. Offices have addresses
// too, and may print them.

const number = `(?:[0-9０-９]{1,5}(?:[-－—之][0-9０-９]{1,4})?|[一二三四五六七八九十百]{1,5})`

// houseAddress is what an address ends in: 泗合村三组12号, 幸福小区3栋2单元501室.
var houseAddress = regexp.MustCompile(
	`(?:路|街|大道|巷|弄|胡同|小区|社区|花园|公寓|新村|家园|村|屯|庄|寨|里|坊|苑|湾|组|社|队)[ 　]*` +
		`(?:第?` + number + `[ 　]*(?:组|社|队|弄|巷)[ 　]*)*` +
		`(?:` + number + `[ 　]*(?:号楼|号院|号|栋|幢|座|单元|室)[ 　]*)*` +
		number + `[ 　]*(?:号楼|号院|号|栋|幢|座|单元|室)(?:附` + number + `号)?`)

// roads has a character of each word that an address begins with.
const roads = "路街道巷弄同区园寓村屯庄寨里坊苑湾组社队"

// flat tells an address of one household from that of a building.
var flat = regexp.MustCompile(`(?:号|室)(?:附.*)?$`)

// lives are words that say that somebody lives there; 住 alone does too, but not in 住建,
// 住房, 住院, 住宿.
var lives = []string{"住址", "户籍", "家庭地址", "村民", "居民", "户主", "家中"}

const notLives = "建房院宿"

// public are words for what may have its address printed.
var public = strings.Split("政府|中心|大厅|服务站|服务点|司法所|派出所|法院|法庭|检察院|学校|医院|卫生院|办公|党群|公司|企业|商场|市场|园区|工程|酒店|饭店|商铺|门店|超市|厂|银行|窗口|工作站|调解室|文化站|阵地|广场|挂牌|设立|公示栏", "|")

// livesHere tells whether a text says that somebody lives somewhere.
func livesHere(text string) bool {
	if holdsAny(text, lives...) {
		return true
	}
	for {
		_, after, ok := strings.Cut(text, "住")
		if !ok {
			return false
		}
		if r, n := utf8.DecodeRuneInString(after); n > 0 && !strings.ContainsRune(notLives, r) {
			return true
		}
		text = after
	}
}

const (
	runesBefore = 30 // of the sentence before an address are looked at
	runesBehind = 14
	nameRunes   = 12 // at most belong to the name of the village or road
)

// findHomes finds addresses of homes. ends are the places where one may end. Each match
// is weighed once or, as long as it goes on, once for each of its parts: with all
// of a window weighed for each end, a megabyte of 路1号 took minutes instead of two seconds.
func findHomes(text string, ends []int) []personal {
	var found []personal
	done := 0 // what ends before is decided
	for _, at := range ends {
		if at <= done {
			continue
		}
		from, till := windowAround(text, at)
		for first := max(from, done); strings.ContainsAny(text[first:at], roads); {
			m := houseAddress.FindStringIndex(text[first:till])
			if m == nil || first+m[0] >= at {
				break
			}
			start, end := first+m[0], first+m[1]
			if end < at { // decided before, or on its way to a longer one
				first = end
				continue
			}
			if isHome(text, from, start, end) {
				found = append(found, personal{kind: home, span: source.Span{Start: nameStart(text, from, start), End: end}, masked: "***"})
				done = end
			} else if end == at { // one that goes on is decided again where it ends
				done = end
			}
			break
		}
	}
	return found
}

// endsHouse tells whether the character of three bytes at i stands behind a number
// and may end an address: 号, 室 and so on.
func endsHouse(text string, i int) bool {
	switch text[i : i+3] {
	case "号", "室", "栋", "幢", "座":
	case "单":
		if !strings.HasPrefix(text[i:], "单元") {
			return false
		}
	default:
		return false
	}
	r, _ := utf8.DecodeLastRuneInString(strings.TrimRight(text[max(0, i-6):i], " 　"))
	return r >= '0' && r <= '9' || r >= '０' && r <= '９' || strings.ContainsRune("一二三四五六七八九十百", r)
}

// windowAround gives the clause that ends behind an address, from at most
// runesBefore characters before byte at.
func windowAround(text string, at int) (from, till int) {
	from = at
	for range runesBefore {
		r, n := utf8.DecodeLastRuneInString(text[:from])
		if n == 0 || strings.ContainsRune("，。；！？,;\n\r（）()、：:", r) {
			break
		}
		from -= n
	}
	till = at
	for range runesBehind {
		r, n := utf8.DecodeRuneInString(text[till:])
		if n == 0 || strings.ContainsRune("，。；！？,;\n\r（）()、", r) {
			break
		}
		till += n
	}
	return from, till
}

// isHome tells whether the address at start to end, in a clause from byte from on,
// is somebody's home.
func isHome(text string, from, start, end int) bool {
	before := from
	for range runesBefore {
		r, n := utf8.DecodeLastRuneInString(text[:before])
		if n == 0 || r == '\n' || r == '。' {
			break
		}
		before -= n
	}
	_, till := windowAround(text, end)
	if livesHere(text[before:start]) {
		return true
	}
	if ofOffice(text[before:start], text[start:end]) {
		return false
	}
	if !flat.MatchString(text[start:end]) || holdsAny(text[before:till], public...) {
		return false
	}
	r, n := utf8.DecodeRuneInString(text[end:])
	return n == 0 || !unicode.Is(unicode.Han, r) || strings.ContainsRune("的住户居村家院内处房门附至和与及等", r)
}

// ofOffice tells the address of a street office from a home that it deals with: it stands on a
// road, right behind the office's name. 老街街道办事处（地址：滨江西路15号）, but not 街道办事处对当事人幸福小区3栋2单元501室的处罚.
func ofOffice(before, address string) bool {
	at := strings.LastIndex(before, "办事处")
	if at < 0 || !strings.HasPrefix(address, "路") && !strings.HasPrefix(address, "街") && !strings.HasPrefix(address, "大道") && !strings.HasPrefix(address, "巷") || strings.Contains(address, "室") || strings.Contains(address, "单元") {
		return false
	}
	between := before[at+len("办事处"):]
	return utf8.RuneCountInString(between) <= 16 && !holdsAny(between, "对", "到", "当事人", "处罚", "村", "住", "工作人员", "某")
}

// nameStart is where the name of the village, road or estate begins: behind the
// town, or where a name cannot go on.
func nameStart(text string, from, start int) int {
	at := start
	for range nameRunes {
		r, n := utf8.DecodeLastRuneInString(text[from:at])
		if n == 0 || !unicode.Is(unicode.Han, r) && !unicode.IsDigit(r) || strings.ContainsRune("镇乡县区市省住在于址籍道", r) {
			break
		}
		at -= n
	}
	return at
}
