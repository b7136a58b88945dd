package report

import (
	"strings"

	"zhenjian/generator/numeral"
)

// planOpeners open a sentence that tells what comes next.
var planOpeners = []string{"下一步", "下步", "今后", "接下来", "下阶段", "下一阶段", "下一年", "明年", "来年", "新的一年", "打算", "工作打算", "主要打算", "计划：", "计划:"}

// willWords say of the coming year what will be done in it.
var willWords = []string{"将", "打算", "计划", "重点", "镇要", "乡要", "街道要", "我们要", "拟"}

// OpensPlans tells a sentence, its list mark left out, that begins with what comes next:
// 下一步，…, or the year after the one reported on, and what will be done.
func OpensPlans(sentence string, year int) bool {
	for _, w := range planOpeners {
		if strings.HasPrefix(sentence, w) {
			return true
		}
	}
	next, n, ok := numeral.Year(sentence)
	if !ok || year == 0 || next != year+1 {
		return false
	}
	for _, w := range willWords {
		if strings.Contains(sentence[n:], w) {
			return true
		}
	}
	return false
}
