package source

import "maps"

// Codes of what package audit finds.
const (
	PersonalData    Code = "personal-data"
	PersonalName    Code = "personal-data-in-name"
	PersonalSidecar Code = "personal-data-in-sidecar"
	Masked          Code = "masked"
	StaleAnswer     Code = "stale-answer"
)

func init() { maps.Copy(wordings, auditWordings) }

var auditWordings = map[Code]wording{
	PersonalData: {Error,
		"这一行有%v（%v），报告暂不发布", "请新建旁注文件（报告文件名后加 .toml），写上 mask = true 遮去文中全部个人信息；只遮这一处写 mask = [\"遮去后的样子\"]；确实可以公开的，照抄原文写 accept = [\"…\"]",
		"%v (%v) stands on this line; the report is held back", "make a sidecar (the report's name with .toml added) with mask = true, which masks all personal data; mask = [\"masked form\"] masks one; accept = [\"…\"], copied from the text, lets one stand"},
	PersonalName: {Error,
		"文件名或文件夹名里有%v（%v），报告暂不发布", "请改名：文件名会显示在网站上",
		"the name of the file or a folder holds %v (%v); the report is held back", "rename it: the name shows on the site"},
	PersonalSidecar: {Error,
		"旁注里要显示在网站上的文字有%v（%v），报告暂不发布", "请改写旁注里的标题、发布机构或原因",
		"the sidecar's words that the site shows hold %v (%v); the report is held back", "rewrite the title, issuers or reasons in the sidecar"},
	Masked: {Note,
		"遮去了 %v 处个人信息；网页、数据、检索和供下载的原文都用遮去后的文字", "无需处理",
		"%v places with personal data are masked, in pages, data, search and download alike", "nothing needs to be done"},
	StaleAnswer: {Warning,
		"旁注的 %v 里写的“%v”在报告中找不到，没有起作用", "报告可能改过；请照抄现在的文字，或者删去这一项",
		"the report has nothing like %[2]q, which %[1]v in the sidecar names", "the report may have changed: copy what it says now, or take the item out"},
}
