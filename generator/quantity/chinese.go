package quantity

import (
	"strings"
	"unicode/utf8"

	"zhenjian/generator/numeral"
)

// bareCounts tells whether 百, 千, 万 and 亿 without a count before them say a
// number: 上千人次, 近百件, but not 百人大会, 万人评议.
func (c *candidate) bareCounts() bool {
	before := trimBlanksRight(c.before())
	if strings.HasSuffix(before, "数") || strings.HasSuffix(before, "几") {
		return false // 数百 names no number
	}
	if r, _ := utf8.DecodeLastRuneInString(before); r == '上' {
		return !endsWithAny(before, "以上", "线上", "网上", "会上", "马上", "晚上")
	}
	return qualifyBefore(before) != Exact || endsWithAny(before, "近", "超", "逾", "约")
}

// chineseCounts tells whether a Chinese numeral with its unit reports a number
// (convention 17). It does not where it is an article (一项重要工作), sums up names
// (镇、村两级) or is itself part of a name (一村一警, 两所一庭).
func (c *candidate) chineseCounts() bool {
	before, rest := trimBlanksRight(c.before()), c.rest()
	if endsWithAny(before, "数", "几", "番", "周", "星期", "届", "初", "人大", "代会") && c.unit.family.whole && !c.num.Percent {
		return endsWithAny(before, "每周")
	}
	if c.num.Percent {
		return true
	}
	switch { // units that a Chinese numeral mostly joins to a word
	case strings.Contains(" 村 镇 乡 社区 部门 单位 企业 家庭 场所 村居 项目 字 句 课 讲 节 ", " "+c.unit.name+" "):
		return false
	case c.unit.name == "头": // 抓两头、带中间
		return c.compound() || startsWithAny(rest, "猪", "牛", "羊", "生猪") || endsWithAny(before, "猪", "牛", "羊")
	case c.unit.name == "元":
		return c.num.Value.Cmp(numeral.Int(100)) >= 0
	case c.unit.name == "分", c.unit.name == "片", c.unit.name == "层", c.unit.name == "口", c.unit.name == "里", c.unit.name == "方", c.unit.name == "平方":
		return c.compound()
	}
	if c.joinsName(rest) {
		return false
	}
	if c.more != Exact || c.hasHigh || !c.num.High.IsZero() || c.num.Over || c.num.Bare || c.half {
		return true
	}
	if qualifyBefore(before) != Exact || qualifyAfter(rest, c.unit) != Exact {
		return !strings.HasSuffix(before, "最多") || c.num.Value != numeral.Int(1) // 最多一次 is a slogan
	}
	if endsWithAny(before, "各", "均") {
		return true
	}
	if c.compound() {
		return true
	}
	if c.num.Value == numeral.Int(1) {
		return c.oneCounts(before, rest)
	}
	if c.num.Value.IsZero() {
		return false
	}
	printed := c.text[c.start:c.numEnd]
	if printed == "二" { // 二次供水, 二期: before a unit two is 两
		return clauseEnds(rest) && c.firm()
	}
	if c.sumsUp(before) {
		return false
	}
	if c.firm() {
		return true
	}
	return clauseEnds(rest) || c.announced(before) || c.regular(before) || c.unit.name == "个" && startsWithAny(rest, countedThings...)
}

// compound tells of numerals above ten, which are counts wherever they stand
// before a unit.
func (c *candidate) compound() bool { return c.num.Value.Cmp(numeral.Int(10)) > 0 }

// firm tells of units before which a numeral from two to ten is a count
// without further signs.
func (c *candidate) firm() bool {
	switch c.unit.family.name {
	case "events", "visits", "cases", "devices", "votes", "area", "length", "weight", "volume", "percent", "points", "multiples", "time", "age", "power", "share":
		return true
	case "people":
		return c.unit.name == "名" || c.unit.name == "位" || c.printed != c.unit.name
	case "copies":
		return strings.Contains(" 份 册 幅 篇 ", " "+c.unit.name+" ")
	case "places":
		return c.printed != c.unit.name || strings.Contains(" 家 处 所 座 栋 幢 间 ", " "+c.unit.name+" ")
	case "batches":
		return c.unit.name == "批次"
	case "items":
		return c.unit.name == "点"
	}
	return false
}

// countedThings are what 两个 and 三个 count in these reports.
var countedThings = strings.Fields("村 片区 社区 行政村 自然村 居委 镇 乡 街道 部门 科室 站所 中队 小组 网格 小区 企业 项目 平台 窗口 点位 站点 调解 调委会 人民调解 党支部 支部 基地 广场 公园 长廊 阵地 案件 案例 议题 工作室 服务站 便民 学校 家庭 微信群 岗位 事项 批次 场所 集市 执法")

// joinsName tells from what follows that numeral and unit belong to a name.
func (c *candidate) joinsName(rest string) bool {
	next, _ := utf8.DecodeRuneInString(rest)
	if strings.ContainsRune("联合式制化", next) && !startsWithAny(rest, "合同", "合计", "合格", "合法", "联合", "联席", "制度", "制定", "化解") {
		return true
	}
	if c.unit.name != "个" && len(c.unit.name) == 3 && strings.ContainsRune("镇乡县街路河桥庄屯湾沟山铺店营堡寨岭坪坝塘", next) &&
		!startsWithAny(rest, "镇级", "镇属", "乡镇", "街道", "路灯", "山林", "桥梁", "河道", "沟渠", "乡村", "乡级", "县级", "店铺", "塘坝", "山塘") {
		return true // 八家镇, 三台县
	}
	switch c.unit.family.name {
	case "places", "devices", "teams", "items", "copies", "people":
		if strings.ContainsRune("一两二三四五六七八九十", next) && !c.compound() && c.more == Exact {
			return true // 两所一庭, 三支一扶
		}
	}
	return startsWithAny(rest, nameTails[c.unit.name]...)
}

// nameTails lists what makes a name or a set phrase of a Chinese numeral and
// its unit.
var nameTails = splitAll(map[string]string{
	"个":  "方面 维护 确立 意识 自信 文明 结合 到位 清单 责任 转变 带头 环节 层面 阶段 坚持 严禁 必须 维度 原则 关键 体系 机制 强化 聚焦 突出 注重 务必 服从 代表 全面 先行 重大 善于 不 标准 要素 机关 共同 有 更 能 坚定 规定 抓手 导向 定位 覆盖 百年 “ ‘",
	"项":  "制度 机制 清单 措施 工作 重点 任务 原则 内容 改革 行动 工程 建设 权力 职责 纪律 规定 要求 承诺 举措 监督 重大 治理 整治 基本",
	"条":  "线 防线 底线 红线 战线 路径 主线 规定 例 腿 措施 铁律 禁令",
	"件":  "大事 实事 民生 小事 套 好事 急事",
	"场":  "硬仗 攻坚 战 仗",
	"期":  "叠加",
	"家":  "班子 人 亲",
	"套":  "班子 人马",
	"次":  "全会 全体会议 中全会 产业 分配 革命 方案 创业 开发 供水 污染 元",
	"人":  "小组 行 转 组 以下小组",
	"户":  "长 一",
	"支":  "一扶 队伍建设 箭",
	"道":  "防线 关 门槛 屏障 杠",
	"类":  "人员 台账 地区 清单 重点 情形 案件 问题",
	"种":  "形态 方式 形式 情形 能力 模式",
	"张":  "清单 网 牌 榜 图",
	"本":  "账 经",
	"面":  "红旗 人 手",
	"天":  "两头 打鱼 一",
	"所":  "一",
	"批":  "次",
	"名":  "师 优",
	"位":  "一体 数 小数",
	"部":  "曲 门 委",
	"只":  "手 脚 眼",
	"台":  "子",
	"年":  "行动 规划 计划 攻坚",
	"小时": "工作制",
})

func splitAll(lists map[string]string) map[string][]string {
	m := make(map[string][]string, len(lists))
	for name, list := range lists {
		m[name] = strings.Fields(list)
	}
	return m
}

// sumsUp tells whether the numeral sums up the names before it: 红、黄、蓝三种.
func (c *candidate) sumsUp(before string) bool {
	if c.firm() && c.unit.family != peopleFamily && c.unit.name != "家" && c.unit.name != "所" {
		return false
	}
	return strings.Contains(clauseBefore(before, 36), "、") && (c.printed == "人" || !clauseEnds(c.rest()))
}

// regular tells of a frequency: 每季度听取一次.
func (c *candidate) regular(before string) bool {
	clause := clauseBefore(before, 75)
	i := strings.LastIndex(clause, "每")
	return i >= 0 && i+len("每") < len(clause)
}

// events are the verbs of which a number of events, cases or papers is the
// object: 开展一次, 聘请两名.
var eventVerbs = strings.Fields("开展 组织 举办 召开 举行 进行 听取 参加 参与 受理 办理 办结 处理 查处 调处 调解 化解 发放 下发 下达 制发 收到 印发 出台 制定 修订 制作 聘请 聘用 选聘 配备 配齐 配强 落实 明确 确定 安排 指定 选派 选任 设立 设置 新建 建成 成立 创建 组建 新设 增设 增配 新增 增加 发布 推送 报送 审查 审核 排查 整改 处罚 立案 开庭 应诉 开设 完成 实施 发生 出具 获得 荣获 邀请 走访 巡查 检查 培训 宣讲 学习 培养 培育 签订 撰写 上报 提出 移送 查获 取缔 拆除 接待 接受 承办 承接 征集 解决 购置 购买 采购 安装 张贴 悬挂 播放 讲授 引进 派驻 研究 审议 评选 创成 建立 打造 慰问 救助 帮助 资助 帮扶 奖励 表彰 抓获 惠及 涉及 覆盖 吸纳 招募 招录 抽调 派出 出动 挽回 追回 转移 安置 解答 接访 摸排 起草 评查 抽查 通报 约谈 问责 曝光 关停 查封 扣押 收缴 清理 修建 改造 划分 开办 兴办 创办")

// softVerbs are those of them whose object may be anything: 建立一支队伍, 打造一个品牌.
var softVerbs = strings.Fields("建立 打造 提出 解决 完成 培养 培育 落实 明确 确定 形成 构建 发生")

var tallies = strings.Fields("共 共有 共计 总计 合计 累计 计 达 仅 仅有 只有 均有 都有 各有 设有 拥有 现有 配有 增至 增到 减少 减至 以及 超额")

// announced tells whether the words before the number say that it is one.
func (c *candidate) announced(before string) bool {
	before = strings.TrimSuffix(strings.TrimSuffix(before, "过"), "了")
	return endsWithAny(before, eventVerbs...) || endsWithAny(before, tallies...)
}

// oneCounts tells whether 一 with a unit is a number and no article: 各一个,
// 每季度一次, 收到检察建议一份, 开展一次; but 一次十分重要的大会, 不漏一人.
func (c *candidate) oneCounts(before, rest string) bool {
	if strings.Contains(" 批 类 种 套 片 点 段 层 道 首 集 版 款 双 副 头 把 根 口 路 方 ", " "+c.unit.name+" ") {
		return false // 一批, 一套: no number even where they end a clause
	}
	if startsWithAny(rest, "一") || c.unit.name == "次" && startsWithAny(rest, "办", "性", "告", "通", "查", "申", "受", "审", "评", "又", "比") {
		return false // 一次又一次, 一次性告知
	}
	previous, size := utf8.DecodeLastRuneInString(before)
	if strings.HasSuffix(before, "唯一") {
		return true
	}
	if previous == '查' && c.regular(before) {
		return true // 每半月排查一次; but 综合查一次
	}
	if c.unit.name == "次" && endsWithAny(before, "工作") && clauseEnds(rest) {
		return true // 报告依法行政工作一次
	}
	if strings.ContainsRune("每不第同统唯之某任这那另其合归专单万划逐再又上下首头跑查进的地得是为成作如像新最当在到初", previous) {
		return false
	}
	if c.unit.family == timeFamily {
		return startsWithAny(rest, "内", "以内", "之内") || c.unit.name == "年" || c.unit.name == "天" && c.regular(before)
	}
	if negated(clauseBefore(before[:len(before)-size], 18)) && c.unit.name != "次" || endsWithAny(before, "没有", "未发生", "无") {
		return false
	}
	if c.regular(before) && !startsWithAny(rest, "档", "策", "品", "警", "顾问", "法律") {
		return true
	}
	if endsWithAny(before, tallies...) {
		return true
	}
	if c.echoes(before, rest) {
		return false
	}
	verb := strings.TrimSuffix(strings.TrimSuffix(before, "过"), "了")
	if endsWithAny(verb, eventVerbs...) {
		if c.unit.name == "个" || c.unit.name == "项" || c.unit.name == "支" || c.unit.name == "条" {
			return !endsWithAny(verb, softVerbs...) && (c.unit.name == "个" || clauseEnds(rest))
		}
		return !endsWithAny(verb, "形成", "构建") && !negated(clauseBefore(verb, 18))
	}
	if c.unit.family == peopleFamily && startsWithAny(rest, "担任", "作为", "负责", "专门", "专职", "兼任") && strings.ContainsAny(clauseBefore(before, 36), "聘配派请选定排") {
		return true // 聘请专业律师一名担任法律顾问
	}
	if c.unit.name == "名" && strings.ContainsAny(clauseBefore(before, 36), "聘招") && startsWithAny(rest, "律师", "执业律师", "专职律师", "专业律师", "法律", "法学") {
		return true // 聘请大理一名执业律师
	}
	if !clauseEnds(rest) && !startsWithAny(rest, "并", "且", "及", "和") {
		return false
	}
	if c.unit.name == "起" { // otherwise together
		return endsWithAny(before, "案件", "纠纷", "案", "事故", "矛盾", "事件", "诉讼", "复议", "投诉", "违法", "警情")
	}
	if c.unit.name == "期" {
		return !endsWithAny(before, "工程", "项目", "建设")
	}
	if c.unit.name == "家" || c.unit.name == "本" || c.unit.name == "面" {
		return !strings.HasSuffix(before, "亲如")
	}
	return unicodeHan(previous) || previous == '”' || previous == '》' || previous == '）' || previous == ')'
}

// echoes tells of a pair like 发现一处、查处一处 or 干一件成一件.
func (c *candidate) echoes(before, rest string) bool {
	printed := c.text[c.start:c.end]
	const reach = 4 * 3 // bytes of four characters
	near := reach + len(printed)
	return strings.Contains(rest[:min(len(rest), near)], printed) ||
		strings.Contains(before[max(0, len(before)-near):], printed)
}

func negated(text string) bool {
	return endsWithAny(text, "不", "未", "无", "没", "没有", "从未", "不漏", "不落", "未发生", "未出现", "不少", "杜绝") ||
		strings.Contains(text, "未") || strings.Contains(text, "不")
}

func unicodeHan(r rune) bool { return r >= 0x4e00 && r <= 0x9fff }
