package chart

import (
	"fmt"
	"strings"

	"zhenjian/generator/archive"
	"zhenjian/generator/numeral"
	"zhenjian/generator/quantity"
)

// Qualifiers say in front of a number what its qualifier means, where the
// report's own word is not beside it or the number is a sum.
var Qualifiers = map[quantity.Qualifier]string{
	quantity.About: "约", quantity.Over: "超过", quantity.AtLeast: "不少于", quantity.AtMost: "不超过",
}

// Amount writes a number with 万 from ten thousand on, where nothing is lost by
// it and it becomes shorter: 41.6万, 12345.
func Amount(d numeral.Decimal) string {
	digits := d.String()
	if strings.ContainsAny(digits, ".-") || len(digits) < 5 {
		return digits
	}
	whole, rest := digits[:len(digits)-4], strings.TrimRight(digits[len(digits)-4:], "0")
	switch {
	case rest == "":
		return whole + "万"
	case len(rest) <= 2:
		return whole + "." + rest + "万"
	}
	return digits
}

// Text writes a point's number with its unit: 超过300份, 2—3次; 0 for none.
func Text(p archive.Point) string {
	if p.State == archive.None {
		return "0"
	}
	text := Amount(p.Value)
	if p.HasHigh {
		text += "—" + Amount(p.High)
	}
	if p.Corrected {
		return Qualifiers[p.Qualifier] + text + p.Unit + "（已更正）"
	}
	return Qualifiers[p.Qualifier] + text + p.Unit
}

// Sentence says what a line shows: from what to what, the biggest change from
// one year to the next, and which years are silent.
func Sentence(s archive.Series) string {
	var stated []archive.Point
	unmentioned, struck, without, broken := 0, 0, 0, false
	for _, p := range s.Points {
		switch {
		case p.State == archive.Unmentioned && len(p.Struck) > 0:
			struck++
		case p.State == archive.Unmentioned:
			unmentioned++
		case p.State == archive.NoReport:
			without++
		default:
			stated = append(stated, p)
			broken = broken || p.Break != ""
		}
	}
	if len(stated) == 0 {
		return ""
	}
	var parts []string
	first, last := stated[0], stated[len(stated)-1]
	switch {
	case len(stated) == 1:
		parts = append(parts, fmt.Sprintf("只有%d年度有数字：%s", first.Year, Text(first)))
	case broken:
		parts = append(parts, fmt.Sprintf("%d年度%s，%d年度%s，其间口径有变化，前后不宜直接比较", first.Year, Text(first), last.Year, Text(last)))
	case first.Value == last.Value && first.Qualifier == last.Qualifier:
		parts = append(parts, fmt.Sprintf("%d年度和%d年度都是%s", first.Year, last.Year, Text(first)))
	default:
		parts = append(parts, fmt.Sprintf("从%d年度的%s到%d年度的%s", first.Year, Text(first), last.Year, Text(last)))
	}
	if change := biggestChange(s); change != "" && len(stated) > 2 {
		parts = append(parts, change)
	}
	var silent []string
	if unmentioned > 0 {
		silent = append(silent, fmt.Sprintf("%d个年度未提及", unmentioned))
	}
	if struck > 0 {
		silent = append(silent, fmt.Sprintf("%d个年度的数字更正为删去", struck))
	}
	if without > 0 {
		silent = append(silent, fmt.Sprintf("%d个年度无报告", without))
	}
	if len(silent) > 0 {
		parts = append(parts, strings.Join(silent, "，"))
	}
	return strings.Join(parts, "；") + "。"
}

// biggestChange names the two neighbouring years that lie farthest apart, the
// later ones of several; "" where no two can be compared.
func biggestChange(s archive.Series) string {
	var most numeral.Decimal
	var at *archive.Point
	for i := 1; i < len(s.Points); i++ {
		p, before := s.Points[i], s.Points[i-1]
		if !Stated(p) || !Stated(before) || p.Break != "" || p.Year != before.Year+1 {
			continue
		}
		if d := distance(p.Value, before.Value); !d.IsZero() && d.Cmp(most) >= 0 {
			most, at = d, &s.Points[i]
		}
	}
	if at == nil {
		return ""
	}
	return fmt.Sprintf("变化最大的是%d年度，%s", at.Year, Change(s, at.Year))
}

// Change says how a year's number differs from the last one before it: 比2021年度多3场.
// "" where there is none before.
func Change(s archive.Series, year int) string {
	var before, now *archive.Point
	for i := range s.Points {
		p := &s.Points[i]
		if !Stated(*p) || p.Year > year {
			continue
		}
		before, now = now, p
	}
	switch {
	case before == nil || now.Year != year:
		return ""
	case now.Break != "":
		return fmt.Sprintf("与%d年度不宜直接比较（%s）", before.Year, now.Break)
	case now.HasHigh || before.HasHigh:
		return fmt.Sprintf("%d年度为%s", before.Year, Text(*before))
	case now.Value == before.Value:
		return fmt.Sprintf("与%d年度相同", before.Year)
	}
	word := "多"
	if now.Value.Cmp(before.Value) < 0 {
		word = "少"
	}
	if now.Qualifier != quantity.Exact || before.Qualifier != quantity.Exact {
		word += "约"
	}
	unit := now.Unit
	if unit == "" {
		unit = before.Unit // none of them this year
	}
	if unit == "%" {
		unit = "个百分点"
	}
	return fmt.Sprintf("比%d年度%s%s%s", before.Year, word, Amount(distance(now.Value, before.Value)), unit)
}

func distance(a, b numeral.Decimal) numeral.Decimal {
	if a.Cmp(b) < 0 {
		return b.Sub(a)
	}
	return a.Sub(b)
}

// TrendSentence says what a trend shows.
func TrendSentence(trend []Year) string {
	var first, last, change *Year
	var most, before numeral.Decimal
	for i := range trend {
		y := &trend[i]
		if !y.Enough() {
			continue
		}
		if last != nil && last.Year == y.Year-1 {
			if d := distance(y.Median, last.Median); !d.IsZero() && d.Cmp(most) >= 0 {
				most, before, change = d, last.Median, y
			}
		}
		if last = y; first == nil {
			first = y
		}
	}
	if first == nil {
		return ""
	}
	text := fmt.Sprintf("中位数从%d年度的%s（%d个地方）到%d年度的%s（%d个地方）", first.Year, Amount(first.Median), first.Towns, last.Year, Amount(last.Median), last.Towns)
	if change != nil && last.Year > first.Year+1 {
		text += fmt.Sprintf("；变化最大的是%d年度，由%s变为%s", change.Year, Amount(before), Amount(change.Median))
	}
	return text + "。"
}
