package quantity

import (
	"strings"
	"unicode/utf8"
)

// hotlines are numbers that reports print without a word that says so: 12345办理.
var hotlines = map[string]bool{
	"110": true, "119": true, "120": true, "122": true, "315": true, "1310": true,
	"12309": true, "12315": true, "12319": true, "12320": true, "12328": true, "12329": true, "12333": true, "12337": true,
	"12338": true, "12345": true, "12348": true, "12350": true, "12355": true, "12366": true, "12368": true, "12369": true,
	"12377": true, "12380": true, "12388": true, "12389": true, "12393": true, "96110": true,
}

// suspicious tells whether the number may be no count, so that a unit must not
// be the first character of a longer word.
func (c *candidate) suspicious() bool {
	return c.chinese() || c.yearLike() || hotlines[c.text[c.start:c.numEnd]]
}

// opensLine tells whether the number may be a list number that lost its mark, as
// in “3组织开展法治培训” at the start of a line.
func (c *candidate) opensLine() bool {
	if c.numEnd-c.start > 2 {
		return false
	}
	before := trimBlanksRight(c.before())
	r, _ := utf8.DecodeLastRuneInString(before)
	return before == "" || strings.ContainsRune("\n。；;", r)
}

// openers are the words that such a line goes on with and that open with the
// character of a unit.
var openers = strings.Fields("组织 组建 组成 部署 支持 支撑 处置 处理 起草 批评 位于 把好 把握 把关 把牢 包保 包案 层层 班子 队伍 队员 人民 人大 人员 个别 个案 家庭 项目 片区 所有 只有 只要 面向 面对 本着 台账 座谈 条块 场景")
