package preview

import "strings"

// wordings are all sentences of this package, in Chinese and English. Those of
// the panel are sent to its script, which puts numbers in for {n}.
var wordings = map[string]struct{ zh, en string }{
	"lang": {"zh-CN", "en"},

	"address":     {"%[1]q 不是监听地址；请写成“地址:端口”，例如 --listen 127.0.0.1:8080", "%[1]q is no address to listen on; write HOST:PORT, such as --listen 127.0.0.1:8080"},
	"busy":        {"%[1]s 这个端口已被占用，可能是另一个预览还开着；请先关掉它，或换一个端口，例如 --listen 127.0.0.1:8081（写 --listen 127.0.0.1:0 由系统挑选空闲端口）", "another program, perhaps another preview, has the port of %[1]s; end it, or take another port, such as --listen 127.0.0.1:8081 (--listen 127.0.0.1:0 takes a free one)"},
	"unavailable": {"无法在 %[1]s 上提供预览：%[2]v；请换一个地址或端口，例如 --listen 127.0.0.1:0", "no preview can be served at %[1]s: %[2]v; take another address or port, such as --listen 127.0.0.1:0"},

	"wrong host":    {"这个地址不是本预览的地址。请打开 %s", "The preview does not go by this name. Open %s"},
	"wrong method":  {"预览只供查看。", "The preview can only be looked at."},
	"absent":        {"没有找到这个网页", "There is no such page"},
	"absent text":   {"地址可能有误，或者这份报告已经改名、删除。", "The address may be wrong, or the report was renamed or deleted."},
	"not yet":       {"网站正在生成", "The site is being built"},
	"not yet text":  {"请稍候，生成后本页会自动打开。", "Please wait; the page will open by itself."},
	"error":         {"错误", "error"},
	"question":      {"待答", "question"},
	"warning":       {"注意", "warning"},
	"note":          {"说明", "note"},
	"place":         {"地方", "place"},
	"reported year": {"年度", "year"},
	"title":         {"标题", "title"},
	"issued":        {"成文日期", "issued"},
	"year":          {"%d年度", "%d"},
	"part":          {"%d年%s", "%d %s"},
	"brackets":      {"（%s）", " (%s)"},
	"rule":          {"依据：%s", "from: %s"},
	"till":          {" 至 ", " to "},
	"no heading":    {"（没有小标题的一段）", "(a paragraph without a heading)"},
	"stated none":   {"无", "none"},

	"qualifier about":    {"约数", "about"},
	"qualifier over":     {"超过", "over"},
	"qualifier at-least": {"不少于", "at least"},
	"qualifier at-most":  {"不超过", "at most"},

	"inbox title":    {"收件箱", "Inbox"},
	"inbox site":     {"看网站", "The site"},
	"inbox never":    {"还没有发布过（运行 zhenjian publish 就记入发布台账）。", "Nothing was published yet (zhenjian publish enters it in the ledger)."},
	"inbox since":    {"上次发布：%s。", "Last published: %s."},
	"inbox count":    {"此后收到的报告 %d 份，要处理的排在前面。", " %d reports came in since; those that ask something stand first."},
	"inbox further":  {"另有 %d 份没有列出，可运行 zhenjian check 查看全部。", "%d more are not listed; zhenjian check prints all."},
	"inbox missing":  {"还没有报来的", "Not yet reported"},
	"inbox numbers":  {"读出数字 %d 个", "%d numbers"},
	"inbox new":      {"新收，已在预览中", "new, in the preview"},
	"inbox replaced": {"换过文件，已在预览中", "another file, in the preview"},
	"inbox held":     {"暂不发布", "held back"},
	"inbox make":     {"如要回答，新建文件 %s，把下面的内容抄进去，照实际情况改好、不用的行删去：", "To answer, make the file %s with this text, put right as need be:"},
	"inbox add":      {"如要回答，在旁注文件 %s 里加上下面的内容，照实际情况改好、不用的行删去：", "To answer, add this text to %s, put right as need be:"},
	"inbox line":     {"第%s行", "line %s"},
	"inbox do":       {"怎么办：", "What to do: "},

	"panel inbox":        {"收件箱", "Inbox"},
	"panel name":         {"预览", "Preview"},
	"panel building":     {"正在生成网站……", "Building the site…"},
	"panel wrong":        {"问题 {n}", "Problems {n}"},
	"panel asked":        {"待答 {n}", "questions {n}"},
	"panel none":         {"没有问题", "No problems"},
	"panel updated":      {"本次更新 {n} 个文件", "{n} files updated"},
	"panel announced":    {"网站已更新。", "The site was updated."},
	"panel hide":         {"收到角落", "Hide in the corner"},
	"panel show":         {"显示预览栏", "Show the preview panel"},
	"panel tabs":         {"预览内容", "Contents of the preview"},
	"panel problems":     {"问题", "Problems"},
	"panel understood":   {"看懂了什么", "What was understood"},
	"panel fault":        {"网站没有更新", "The site was not updated"},
	"panel kept":         {"现在看到的仍是上一次生成的网站。改正后会自动重新生成。", "What you see is the last good site. It will be built again once this is corrected."},
	"panel stopped":      {"预览已停止", "The preview has stopped"},
	"panel restart":      {"页面不再自动更新。重新运行 zhenjian watch 后，本页会自动接上。", "The page is no longer updated. Run zhenjian watch again, and it will go on by itself."},
	"panel fresh":        {"刚改过", "just changed"},
	"problem place":      {"第 {n} {unit}", "{unit} {n}"},
	"panel do":           {"怎么办：", "What to do: "},
	"panel further":      {"另有 {n} 条没有列出，可运行 zhenjian check 查看全部。", "{n} more are not listed; zhenjian check prints all."},
	"panel notes":        {"其中说明 {n} 条，只供了解。", "{n} notes are among them, for your information."},
	"panel all well":     {"没有发现问题。", "Nothing is wrong."},
	"panel no changes":   {"还没有改动过的报告。保存或放入一份报告后，这里会列出从中看懂的地方、年度、标题、小标题和数字。", "No report has changed yet. Save one or put one in, and what was read out of it will stand here."},
	"panel more reports": {"另有 {n} 份改动过的报告没有列出。", "{n} more changed reports are not listed."},
	"panel open":         {"打开网页", "Open the page"},
	"panel left out":     {"这份报告没有发布，原因见“问题”。", "This report is not published; the problems say why."},
	"panel file":         {"文件", "file"},
	"panel unknown":      {"看不出", "not understood"},
	"panel headings":     {"小标题 {n} 个", "{n} headings"},
	"panel numbers":      {"数字 {n} 个", "{n} numbers"},
	"panel numbers read": {"读出的数字和它所在的原句", "The numbers that were read, and the words they stand in"},
	"panel indicator":    {"指标", "Indicator"},
	"panel number":       {"数字", "Number"},
	"panel quote":        {"原句", "Quote"},
}

// word gives a wording; Chinese but for "en".
func word(key, lang string) string {
	if lang == "en" {
		return wordings[key].en
	}
	return wordings[key].zh
}

// panelWords are those for the script, by what stands behind "panel ".
func panelWords(lang string) map[string]string {
	out := map[string]string{}
	for key := range wordings {
		if name, ok := strings.CutPrefix(key, "panel "); ok {
			out[name] = word(key, lang)
		}
	}
	return out
}
