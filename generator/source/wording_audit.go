package source

import "maps"

// Codes of what package audit finds.
const (
	PersonalData    Code = "personal-data"
	PersonalName    Code = "personal-data-in-name"
	PersonalSidecar Code = "personal-data-in-sidecar"
	PersonalHidden  Code = "personal-data-hidden"
	PersonalUnseen  Code = "personal-data-unseen"
	Masked          Code = "masked"
	StaleAnswer     Code = "stale-answer"

	SumAgrees    Code = "sum-agrees"
	SumOff       Code = "sum-off"
	RateAgrees   Code = "rate-agrees"
	RateOff      Code = "rate-off"
	RateOver     Code = "rate-over"
	Clash        Code = "two-figures"
	UnitSlip     Code = "unit-slip"
	Doubled      Code = "doubled"
	Unbalanced   Code = "unbalanced"
	Misprint     Code = "misprint"
	PartsMissing Code = "parts-missing"
	LateDate     Code = "late-date"
	OddDate      Code = "odd-date"

	StaleCorrection Code = "stale-correction"
	UnsaidChange    Code = "unsaid-change"
	Jump            Code = "jump"
	MissingReports  Code = "missing-reports"
)

func init() { maps.Copy(wordings, auditWordings) }

var auditWordings = map[Code]wording{
	PersonalData: {Error,
		"这一行有%v（%v），报告暂不发布", "请新建旁注文件（报告文件名后加 .toml），写上 mask = true 遮去文中全部个人信息；只遮这一处写 mask = [\"遮去后的样子\"]；确实可以公开的，照抄原文写 accept = [\"…\"]",
		"%v (%v) stands on this line; the report is held back", "make a sidecar (the report's name with .toml added) with mask = true, which masks all personal data; mask = [\"masked form\"] masks one; accept = [\"…\"], copied from the text, lets one stand"},
	PersonalName: {Error,
		"文件名或文件夹名里有%v（%v），报告暂不发布", "请改名：文件名会显示在网站上",
		"the name of the file or a folder holds %v (%v); the report is held back", "rename it: the name shows on the site"},
	PersonalHidden: {Error,
		"文件里看不见的部分（批注、修订、属性、网页代码等）有%v（%v），报告暂不发布", "请在原来的软件里删去批注、接受修订后另存；或者在旁注文件里写 mask = true，供下载的就只有遮去后的正文",
		"what the file does not show (comments, revisions, properties, code of a page) holds %v (%v); the report is held back", "take comments and revisions out with the file's own program; or write mask = true in the sidecar, and the text alone is offered for download"},
	PersonalUnseen: {Error,
		"文件里有一部分打不开、过大或层层嵌套，看不出有没有个人信息，报告暂不发布", "请在原来的软件里删去嵌在里面的文件后另存；或者在旁注文件里写 mask = true，供下载的就只有正文",
		"a part of the file cannot be opened, is too large or too deeply nested to be looked through for personal data; the report is held back", "take embedded files out with the file's own program; or write mask = true in the sidecar, and the text alone is offered for download"},
	PersonalSidecar: {Error,
		"旁注里要显示在网站上的文字有%v（%v），报告暂不发布", "请改写旁注里的标题、地名、发布机构、索引号、文号、原编号或原因",
		"the sidecar's words that the site shows hold %v (%v); the report is held back", "rewrite the title, place, issuers, index, number, former keys or reasons in the sidecar"},
	Masked: {Note,
		"遮去了 %v 处个人信息；网页、数据、检索和供下载的原文都用遮去后的文字", "无需处理",
		"%v places with personal data are masked, in pages, data, search and download alike", "nothing needs to be done"},
	StaleAnswer: {Warning,
		"旁注的 %v 里写的“%v”在报告中找不到，没有起作用", "报告可能改过；请照抄现在的文字，或者删去这一项",
		"the report has nothing like %[2]q, which %[1]v in the sidecar names", "the report may have changed: copy what it says now, or take the item out"},
	SumAgrees: {Note,
		"核对相符：%v（“%v”）", "无需处理",
		"agrees: %v (%q)", "nothing needs to be done"},
	SumOff: {Warning,
		"分项与总数不一致：%v（“%v”）", "请核对原文；确属笔误的，可请报告单位更正，或在旁注里写 [[correction]]；分项没有列全、有重复计算的，无需处理",
		"the parts do not make the total: %v (%q)", "look at the original; if it is a slip, have it corrected, or give a [[correction]] in the sidecar; if the list is not whole or counts some twice, leave it"},
	RateAgrees: {Note,
		"核对相符：%v（“%v”）", "无需处理",
		"agrees: %v (%q)", "nothing needs to be done"},
	RateOff: {Warning,
		"比率与文中的两个数不一致：%v（“%v”）", "请核对原文；两个数和比率说的不是一回事的，无需处理",
		"the rate does not follow from the two numbers: %v (%q)", "look at the original; if they speak of different things, leave it"},
	RateOver: {Warning,
		"比率超过 100%%：%v（“%v”）", "请核对原文",
		"a rate of more than 100%%: %v (%q)", "look at the original"},
	Clash: {Warning,
		"说的像是一件事，数却不同：“%v”和第 %v 行“%v”", "请核对两处说的是不是一回事；一处是另一处的一部分的，无需处理",
		"two numbers for what seems one thing: %q, and on line %v %q", "see whether they speak of one thing; if one is part of the other, leave it"},
	UnitSlip: {Warning,
		"单位可能写错了：%v（“%v”）", "请核对原文的计量单位",
		"the unit may be a slip: %v (%q)", "look at the unit in the original"},
	Doubled: {Warning,
		"有一段话写了两遍：“%v”，又见第 %v 行“%v”", "请核对是不是重复粘贴",
		"a passage stands twice: %q, again on line %v %q", "see whether it was pasted twice"},
	Unbalanced: {Warning,
		"%v 不成对（“%v”）", "请核对原文，补上缺的一半或删去多的一半",
		"%v lacks its partner (%q)", "look at the original for the other half"},
	Misprint: {Warning,
		"“%v”可能是“%v”之误（“%v”）", "请核对原文",
		"%q may be a misprint of %q (%q)", "look at the original"},
	PartsMissing: {Note,
		"没有看到这几部分的标题：%v", "按规定年度报告应有五项内容；请核对标题是否在复制时丢失，确实没有写的无需处理",
		"no headings were found for: %v", "the provisions ask for five parts; see whether headings were lost in copying"},
	LateDate: {Note,
		"成文日期 %v 在 3 月 1 日之后", "按规定 3 月 1 日前报送、4 月 1 日前公开；请核对日期，属实的无需处理",
		"issued on %v, after 1 March", "reports are due before 1 March and public before 1 April; look at the date"},
	OddDate: {Warning,
		"成文日期 %v 与报告年度对不上", "请核对日期和年度；日期不对的，可在旁注里写 issued",
		"the date of issue, %v, does not fit the reported year", "look at date and year; the sidecar can give issued"},
	StaleCorrection: {Question,
		"这处更正没有起作用：%v", "报告可能改过；请照抄现在的文字，或者删去这处更正",
		"this correction has no effect: %v", "the report may have changed: copy what it says now, or take the correction out"},
	UnsaidChange: {Question,
		"这份报告 %v 公开以后换过文件，没有说明原因", "请在旁注里写明哪天为什么换的，例如：change = [{ date = 2024-05-06, reason = \"更正笔误\" }]",
		"the file of this report, public since %v, was replaced, and nothing says why", "say in the sidecar when and why, as in: change = [{ date = 2024-05-06, reason = \"…\" }]"},
	Jump: {Warning,
		"%v：本年度 %v，上年度 %v，相差十倍以上（本年度“%v”；上年度“%v”，%v）", "请核对两年的原文，看单位和数字有没有写错",
		"%v: %v this year, %v the year before, more than ten times apart (%q; the year before %q, %v)", "look at both originals for a slip of number or unit"},
	MissingReports: {Note,
		"%v%v年度：应报 %v 个乡镇（街道），已收 %v 个，缺：%v", "请催报；不再报送的，可在 content/regions.toml 里写明并入何处",
		"%v %v: %v towns should report, %v did; missing: %v", "ask for them"},
}
