package report

// A RuleName is a rule of Rules in words, Chinese or English.
type RuleName string

// In gives the words for people.
func (n RuleName) In(lang string) string {
	if words, ok := ruleNames[string(n)]; ok && lang != "en" {
		return words
	}
	return string(n)
}

var ruleNames = map[string]string{
	"title": "标题", "text": "正文开头", "metadata": "网页信息表", "signature": "落款", "byline": "署名行", "issuer": "署名", "web page": "网页信息",
	"body": "正文", "citation": "引用的文件", "file name": "文件名", "sidecar": "旁注", "opening": "开头一段", "heading": "一级标题", "plans heading": "安排部分的标题",
	"date of issue": "成文日期",
}
