package source

// A Code names one wording. Codes are stable: `explain --json` prints them.
type Code string

// The problems, in the order in which a report meets them.
const (
	BadLink       Code = "link-outside"
	NotAFile      Code = "not-a-file"
	Unreadable    Code = "unreadable"
	TooLarge      Code = "too-large"
	Empty         Code = "empty"
	Binary        Code = "binary"
	Garbled       Code = "garbled"
	BadBytes      Code = "bad-bytes"
	Format        Code = "format"
	UnknownKind   Code = "unknown-kind"
	Damaged       Code = "damaged"
	Locked        Code = "locked"
	TooMuch       Code = "too-much"
	WebArchive    Code = "web-archive"
	NoText        Code = "no-text"
	Unclear       Code = "unclear-text"
	NoConverter   Code = "no-converter"
	NotConverted  Code = "not-converted"
	Revisions     Code = "revisions-left"
	LoneSidecar   Code = "lone-sidecar"
	BadSidecar    Code = "bad-sidecar"
	NamedText     Code = "sidecar-named-txt"
	ReaderFailed  Code = "reader-failed"
	NoPlace       Code = "no-place"
	PlaceOpen     Code = "place-open"
	PlaceUnknown  Code = "place-unknown"
	PlaceMade     Code = "place-made"
	NoYear        Code = "no-year"
	YearUnsure    Code = "year-unsure"
	PartYear      Code = "part-year"
	OtherKind     Code = "other-kind"
	NoTitle       Code = "no-title"
	NoSections    Code = "no-sections"
	Overridden    Code = "overridden"
	Duplicate     Code = "duplicate"
	Mirror        Code = "mirror"
	SecondVersion Code = "second-version"
	MixedCount    Code = "mixed-count"
	SharedText    Code = "shared-text"
	UnsetKey      Code = "unset-key"
	BadLedger     Code = "bad-ledger"
)

// A wording holds the sentences of one code. %[n]v speak of Problem.Args.
type wording struct {
	severity           Severity
	zh, zhDo, en, enDo string
}

var wordings = map[Code]wording{
	BadLink: {Error,
		"这是一个符号链接，指向 content/ 以外或无法打开的位置，未读取", "请把文件本身复制到 content/reports/ 中",
		"a symbolic link that leads out of content/ or to nothing; not read", "copy the file itself into content/reports/"},
	NotAFile: {Error,
		"不是普通文件，未读取", "请放入普通文件，或移走它",
		"no regular file; not read", "put a regular file here or take it away"},
	Unreadable: {Error,
		"无法读取：%v", "请检查文件权限，或重新复制一份",
		"cannot be read: %v", "check its permissions, or copy it again"},
	TooLarge: {Error,
		"文件太大（%v MiB），上限为 8 MiB", "一份报告通常只有几十 KB，请确认是否放错了文件",
		"too large (%v MiB; at most 8 MiB)", "a report has some tens of KB; see whether this is the right file"},
	Empty: {Error,
		"文件是空的，没有任何文字", "请重新复制文件，或者删除它",
		"empty: no text at all", "copy the file again, or delete it"},
	Binary: {Error,
		"不是文本文件，而是 %v 格式", "请用原来的软件打开它，另存为 .docx 或“纯文本（.txt）”后放入",
		"no text file but %v", "open it with its own program and save it as .docx or plain text (.txt)"},
	Garbled: {Error,
		"无法认出文字编码，内容是乱码（按 %v 读取时有 %v 个字符无法识别或不是文字）", "请用记事本打开确认内容正常，另存为 UTF-8 编码后放入",
		"the text cannot be decoded (read as %v it has %v characters that are unreadable or no text)", "open it in an editor, make sure that it reads well, and save it as UTF-8"},
	BadBytes: {Warning,
		"按 %v 读取时有 %v 个字符无法识别，页面上显示为 �", "请对照原文补上这些字符，再保存为 UTF-8 编码",
		"read as %v, %v characters cannot be decoded; the page shows �", "put them right from the original and save the file as UTF-8"},
	Format: {Error,
		"暂时还不能读取 %v 格式", "请用 Word 或 WPS 打开，另存为 .docx 后放入同一文件夹",
		"%v files cannot be read yet", "open it with Word or WPS and save it as .docx in the same folder"},
	Damaged: {Error,
		"文件已损坏，或者不是 %v 文件（可能只是改了扩展名）", "请打开它确认内容正常，用 Word 或 WPS 另存为 .docx 后放入",
		"damaged, or no %v file (its ending may have been changed by hand)", "open it, make sure that it reads well, and save it as .docx with Word or WPS"},
	Locked: {Error,
		"文件设有密码或是受保护的旧格式，无法读取", "请用 Word 或 WPS 打开，去掉密码，另存为 .docx 后放入",
		"it has a password, or is in an old protected form, and cannot be read", "open it with Word or WPS, take the password off, and save it as .docx"},
	TooMuch: {Error,
		"文件里的内容展开后过大或层次过多，不像一份报告，未读取", "请确认是否放错了文件；如确是报告，请把正文复制到新的 Word 文档中保存",
		"unpacked it is too large, or too deeply nested, for a report; not read", "see whether this is the right file; if it is, copy its text into a new Word document"},
	WebArchive: {Error,
		"这是“单个文件”网页（MHTML），无法读取", "请用浏览器重新打开原网页，另存为“网页，仅 HTML”（.html）后放入",
		"a web page saved as a single file (MHTML); it cannot be read", "open the page in a browser again and save it as “web page, HTML only” (.html)"},
	NoText: {Error,
		"这份 PDF 几乎没有文字，像是扫描件或图片，无法读取", "请找到原来的 Word 文档放入；没有的话，请用文字识别软件转成 Word 并核对",
		"this PDF has hardly any text: a scan or pictures; it cannot be read", "put in the Word document that it was made from, or have a program recognise the text, and check it"},
	Unclear: {Error,
		"这份 PDF 里的文字认不出来（复制出来会是乱码），无法读取", "请找到原来的 Word 文档放入；没有的话，请用文字识别软件转成 Word 并核对",
		"the characters of this PDF cannot be told (copied, they are garbage); it cannot be read", "put in the Word document that it was made from, or have a program recognise the text, and check it"},
	NoConverter: {Error,
		"%v 是旧格式，这台电脑上没有能读它的 LibreOffice", "请用 Word 或 WPS 打开，另存为 .docx 后放入；或者安装 LibreOffice，以后就能直接读",
		"%v is an old format, and there is no LibreOffice on this machine to read it", "open it with Word or WPS and save it as .docx; or install LibreOffice, which is then used"},
	NotConverted: {Error,
		"LibreOffice 没能转换这个 %v 文件：%v", "请用 Word 或 WPS 打开，另存为 .docx 后放入",
		"LibreOffice could not convert this %v file: %v", "open it with Word or WPS and save it as .docx"},
	Revisions: {Warning,
		"文件里留着修订 %v 处、批注 %v 条：网页上照修订后的文字，不显示这些，但下载原文件的人看得到", "请在 Word 或 WPS 里接受或拒绝全部修订、删除批注，保存后重新放入",
		"the file keeps %v tracked changes and %v comments: pages show the changed text alone, but whoever downloads the original sees them", "accept or refuse all changes and delete the comments with Word or WPS, and put the file in again"},
	UnknownKind: {Warning,
		"不是报告文件（%v），已跳过", "如果它是报告，请另存为 .docx 或 .txt；如果不是，可以移走",
		"no report file (%v); passed over", "if it is a report, save it as .docx or .txt; if not, move it away"},
	LoneSidecar: {Warning,
		"旁注文件找不到它所说明的报告 %v", "请检查文件名：旁注应叫“报告文件名.toml”，例如“双合镇.txt.toml”；报告改名或删除了，旁注也要跟着改名或删除",
		"there is no report %v for this sidecar", "check its name: a sidecar is called like its report with .toml added"},
	NamedText: {Warning,
		"这像是旁注文件，但文件名多了 .txt，没有起作用", "请改名，去掉末尾的 .txt（在资源管理器里先勾选显示“文件扩展名”）",
		"this looks like a sidecar, but its name ends in .txt; it has no effect", "rename it without .txt at the end"},
	BadSidecar: {Error,
		"旁注文件有错：%v", "请改正这一行，或删除旁注文件",
		"the sidecar has a fault: %v", "correct the line, or delete the sidecar"},
	ReaderFailed: {Error,
		"程序读取这份报告时出错：%v", "报告已跳过，其他报告不受影响；请把文件发给维护人员",
		"the program failed on this report: %v", "it was left out, the others are not concerned; send the file to the maintainer"},
	NoPlace: {Question,
		"看不出是哪个乡镇（街道）的报告", "请新建旁注文件（报告文件名后加 .toml），写上：place = { county = \"某某县\", town = \"某某镇\" }",
		"the text does not say which township reports", "make a sidecar (the report's name with .toml added) with: place = { county = \"…\", town = \"…\" }"},
	PlaceOpen: {Question,
		"“%v”在全国有 %v 处同名，文中看不出是哪一个（例如：%v）", "请新建旁注文件（报告文件名后加 .toml），写上：place = { county = \"所属区县全称\" }",
		"there are %[2]v places called %[1]v, and the text does not tell which (such as %[3]v)", "make a sidecar (the report's name with .toml added) with: place = { county = \"full name of its county\" }"},
	PlaceUnknown: {Question,
		"地名库里没有“%v”，文中也没有写明它属于哪个区县", "请新建旁注文件（报告文件名后加 .toml）写上 place，或在 content/regions.toml 中添加这个地名",
		"the gazetteer has no %v, and the text names no county for it", "make a sidecar (the report's name with .toml added) with place, or add the place to content/regions.toml"},
	PlaceMade: {Note,
		"地名库里没有“%v”，暂用代码 %v", "可在 content/regions.toml 中写上它的正式代码",
		"the gazetteer has no %v; it has the makeshift code %v", "give its official code in content/regions.toml"},
	NoYear: {Question,
		"看不出报告的是哪一年的工作", "请新建旁注文件（报告文件名后加 .toml），写上：year = 2023",
		"the text does not say which year it reports on", "make a sidecar (the report's name with .toml added) with: year = 2023"},
	YearUnsure: {Warning,
		"年度按%v定为 %v 年，文中也有说 %v 年的地方", "请核对；如不对，请在旁注文件中写上 year",
		"the year is taken to be %[2]v (from %[1]v), but %[3]v is named too", "look; if it is wrong, give the year in the sidecar"},
	PartYear: {Note,
		"这是不满一年的报告（%v），不作为年度报告", "无需处理",
		"a report on part of a year (%v); it does not stand for the year", "nothing needs to be done"},
	OtherKind: {Error,
		"这不像法治政府建设年度报告（%v）", "请确认是否放错了文件夹；如确是年度报告，请在旁注中写上 title",
		"this does not look like an annual report on law-based government (%v)", "see whether it belongs here; if it does, give its title in the sidecar"},
	NoTitle: {Note,
		"文中没有标题，页面上用“%v”代替，并注明是本站所拟", "可在旁注文件中写上 title",
		"the text has no title; the page shows “%v”, marked as the site's own", "the sidecar can give a title"},
	NoSections: {Warning,
		"没有找到任何小标题（一、二、三、…）", "请检查标题编号是否在复制时丢失",
		"no headings (一、二、三、…) were found", "see whether their numbers were lost in copying"},
	Overridden: {Note,
		"以下内容以旁注为准：%v", "无需处理",
		"taken from the sidecar: %v", "nothing needs to be done"},
	Duplicate: {Warning,
		"与 %v 内容完全相同，只发布一次", "请删除其中一个",
		"the same as %v; published once", "delete one of the two"},
	Mirror: {Warning,
		"与 %v 的文字完全相同（只是格式或版面不同），只发布一次", "请删除其中一个",
		"word for word the same as %v, in another form; published once", "delete one of the two"},
	SharedText: {Note,
		"从这一行起有一段文字与较早的 %[1]v 相同（至少%[2]v个分句，数字不计；许多乡镇都用的套话已除外）", "如果不是有意引用，请核对是否写的是本地情况；这条提示不公开，除非 config.toml 里写了 public_shared = true",
		"from this line on a passage has the words of the earlier %[1]v (%[2]v clauses at least, figures aside; what many towns use is left out)", "unless it is meant as a quotation, check that it tells of this place; the public does not see it unless config.toml says public_shared = true"},
	SecondVersion: {Warning,
		"%v已有一份 %v 年的报告（%v），本文件发布为另一版本%v", "请核对哪一份有效；全年的排在前面，其次是成文日期较新的",
		"%v already has a report for %v (%v); this one is published as a further version%v", "see which one holds; one on the whole year stands first, then the later date of issue"},
	MixedCount: {Note,
		"“%v”：这个数像是数几类事的，看不准算哪一项，没有计入任何指标", "无需处理；正文照常显示",
		"“%v”: this number may count several kinds of things; it is taken for no indicator", "nothing needs to be done; the text shows as it is"},
	UnsetKey: {Warning,
		"没有设置%v，网页上就没有这一项。可以加一行：%v", "请照样子填写这一行，引号里换成本单位的内容",
		"%v is not set, so that pages go without it. A line could say: %v", "add the line with what holds for your office"},
	BadLedger: {Warning,
		"发布台账的这一行没有起作用：%v", "请对照别的行改正；报告照常发布，只是少了这一条发布时间",
		"this line of the ledger has no effect: %v", "correct it after the other lines; the reports are published all the same, without this time"},
}
