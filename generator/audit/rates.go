package audit

import (
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"zhenjian/generator/archive"
	"zhenjian/generator/source"
)

// rates reckons a rate anew where both its numbers stand before it in the
// sentence: 排查矛盾纠纷312件，成功化解309件，调解成功率99%. It agrees if it is within
// one unit of the last digit that is printed: some reports round, some cut off.
func rates(c *checked) []archive.Finding {
	var found []archive.Finding
	for i := range c.quantities {
		if c.families[i] != "percent" || !c.exact(i) {
			continue
		}
		stem := rateStem(c.clause(i))
		if stem == "" {
			continue
		}
		value := c.quantities[i].Value
		if value.Float64() > 100 && slices.Contains(sharesOfAll, stem) {
			found = append(found, archive.Finding{Code: source.RateOver, Places: c.spans(i)})
			continue
		}
		part, whole := i-1, i-2
		for k := i - 1; k > max(0, i-mostParts) && c.sentences[k-1] == c.sentences[i]; k-- {
			if k <= whole && strings.ContainsAny(c.between(k-1, k), "；;") {
				break // what is said of something else: 检查561家次，其中矿山196家次；查出隐患412处，整改396处，整改率96.1%
			}
			if strings.Contains(c.between(k-1, k), "其中") { // 排查171件，化解169件，其中婚姻62件、邻里107件，化解率98.8%
				switch {
				case k <= whole && strings.Contains(c.clause(part)+c.behind(part), lastRunes(stem, 2)): // or 受理310件，其中婚姻98件、邻里212件，成功305件
					whole = k - 1
				case k <= whole:
					part, whole = k-1, k-2
				}
				break
			}
		}
		if whole < 0 || c.sentences[whole] != c.sentences[i] || c.families[part] != c.families[whole] || !c.exact(part) || !c.exact(whole) {
			continue
		}
		of, from := c.quantities[part].Value.Float64(), c.quantities[whole].Value.Float64()
		if of > from || from == 0 || c.families[part] == "percent" {
			continue
		}
		f := archive.Finding{Code: source.RateAgrees, Places: c.spans(i, part, whole)}
		if math.Abs(100*of/from-value.Float64()) > unitOfLast(value.String())*1.0001 {
			if f.Code = source.RateOff; !slices.Contains(sharesOfAll, stem) || !strings.Contains(c.clause(part)+c.behind(part), lastRunes(stem, 2)) {
				continue
			}
		}
		found = append(found, f)
	}
	return found
}

// sharesOfAll are what rates are of that can be no more than the whole, and whose
// part is called the same: 办结109件，办结率.
var sharesOfAll = []string{"成功", "调解成功", "化解", "解决", "办结", "合格", "整改", "答复", "回复", "通过", "满意", "处置", "按期办结", "结案"}

// rateStem is what stands before 率 right before a rate: 调解成功 of 调解成功率达.
func rateStem(clause string) string {
	at := strings.LastIndex(clause, "率")
	if at < 0 || utf8.RuneCountInString(clause[at:]) > 5 || holdsAny(clause, "提高", "提升", "增长", "上升", "下降", "同比", "较上年", "比上年", "力争", "目标", "平均", "全县", "全区", "全市", "全州", "全旗", "全省") {
		return ""
	}
	stem := clause[:at]
	for _, s := range sharesOfAll {
		if strings.HasSuffix(stem, s) && utf8.RuneCountInString(s) >= 4 {
			return s
		}
	}
	return lastRunes(stem, 2)
}

// lastRunes gives the last n characters of a text.
func lastRunes(s string, n int) string {
	for i := len(s); ; {
		if n == 0 || i == 0 {
			return s[i:]
		}
		_, size := utf8.DecodeLastRuneInString(s[:i])
		i -= size
		n--
	}
}

// unitOfLast is one unit of the last digit of a plain decimal: 1 of 99, 0.1 of 99.3.
func unitOfLast(plain string) float64 {
	_, fraction, _ := strings.Cut(plain, ".")
	return math.Pow10(-len(fraction))
}
