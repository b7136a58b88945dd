package compare

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"zhenjian/generator/indicator"
	"zhenjian/generator/source"
)

// outcomeTests are plans of a year, what the next report says was done and what falls
// short, and what is shown of them: "plan => outcome" or "plan !! what falls short".
var outcomeTests = []struct {
	name, plans, done, short string
	want                     []string
}{
	{"one of two things", "新建普法凉亭2座、普法长廊3条。", "建成普法长廊3条；普法凉亭因用地未批，顺延至明年。", "力量薄弱。",
		[]string{"新建普法凉亭2座、普法长廊3条 => 建成普法长廊3条；", "新建普法凉亭2座、普法长廊3条 !! 普法凉亭因用地未批，顺延至明年。"}},
	{"a level, whatever else is promised", "组织年轻干部参加资格考试、到县里跟班学习，持证执法人员达到16名以上。", "现有持证执法人员14名。", "力量薄弱。",
		[]string{"组织年轻干部参加资格考试、到县里跟班学习，持证执法人员达到16名以上 => 现有持证执法人员14名。"}},
	{"partly, where it was done", "力争5名以上队员取得法律职业资格。", "新取得法律职业资格的队员3名，未达到5名的目标。", "力量薄弱。",
		[]string{"力争5名以上队员取得法律职业资格 => 新取得法律职业资格的队员3名，未达到5名的目标。"}},
	{"partly, among what falls short", "建设沿江普法步道300米。", "持续推进。", "沿江普法步道因汛期长，仅完成180米。",
		[]string{"建设沿江普法步道300米 => 沿江普法步道因汛期长，仅完成180米。"}},
	{"half built", "新建法治文化凉亭1座。", "法治文化凉亭完成主体工程，尚未验收。", "力量薄弱。",
		[]string{"新建法治文化凉亭1座 => 法治文化凉亭完成主体工程，尚未验收。"}},
	{"not at all", "新建法治文化凉亭1座。", "持续推进。", "新建法治文化凉亭1座的任务因资金未落实没有完成。",
		[]string{"新建法治文化凉亭1座 !! 新建法治文化凉亭1座的任务因资金未落实没有完成。"}},
	{"a rate that no indicator counts", "实现矛盾纠纷化解率98%以上。", "全年排查矛盾纠纷120件，化解119件，化解率99.2%。", "力量薄弱。",
		[]string{"实现矛盾纠纷化解率98%以上 => 全年排查矛盾纠纷120件，化解119件，化解率99.2%。"}},
	{"the rate of something else", "实现信访积案化解率98%以上。", "全年排查矛盾纠纷120件，化解119件，化解率99.2%。", "力量薄弱。", nil},
	{"other words, and a number of a rare unit", "以绵竹年画为载体创作普法年画12幅。", "6位年画艺人提笔作画，14幅法治题材新作在年画大道亮相。", "力量薄弱。",
		[]string{"以绵竹年画为载体创作普法年画12幅 => 6位年画艺人提笔作画，14幅法治题材新作在年画大道亮相。"}},
	{"a number of another clause", "开展法治宣传不少于20次，重点面向矿工、石材加工户和货车司机。", "对矿山、石材加工厂组织检查104次。", "力量薄弱。", nil},
	{"kept, and something else not", "组建彝汉双语普法小分队1支。", "由村干部14人组成的彝汉双语普法小分队3月成立，开展宣讲52场次，没有完成60场次的计划。", "力量薄弱。",
		[]string{"组建彝汉双语普法小分队1支 => 由村干部14人组成的彝汉双语普法小分队3月成立，开展宣讲52场次，没有完成60场次的计划。"}},
	{"partly, and a number of something else", "组建纠纷调解室；专职调解员由5名增加到9名。", "全镇设有人民调解委员会30个，人民调解员121名。专职调解员由5名增至8名，受经费限制暂未达到9名。", "力量薄弱。",
		[]string{"专职调解员由5名增加到9名 => 专职调解员由5名增至8名，受经费限制暂未达到9名。"}},
	{"planned, and not kept", "组建彝汉双语普法小分队1支；建成法治文化凉亭1座。", "年初计划组建彝汉双语普法小分队1支，因经费不足未能实现。原定建成法治文化凉亭1座，因征地困难推迟到明年3月。", "力量薄弱。",
		[]string{"组建彝汉双语普法小分队1支 !! 年初计划组建彝汉双语普法小分队1支，因经费不足未能实现。", "建成法治文化凉亭1座 !! 原定建成法治文化凉亭1座，因征地困难推迟到明年3月。"}},
	{"a rate that shall stay", "矛盾纠纷化解率稳定在98%以上。", "全年排查矛盾纠纷120件，化解119件，矛盾纠纷化解率99.2%。", "力量薄弱。",
		[]string{"矛盾纠纷化解率稳定在98%以上 => 全年排查矛盾纠纷120件，化解119件，矛盾纠纷化解率99.2%。"}},
	{"a name of a kind", "开展“八五”普法宣传活动40场。", "开展普法宣传活动42场次。", "力量薄弱。",
		[]string{"开展“八五”普法宣传活动40场 => 开展普法宣传活动42场次。"}},
	{"another name", "开展“法律进牧场”活动4次。", "联合派出所到中心小学开展“法律进校园”活动2次。", "力量薄弱。", nil},
	{"where, not how many", "在13个村民委员会各打造法治文化墙1面。", "13个村民委员会都成立了红白理事会。", "力量薄弱。", nil},
	{"what closes a letter", "妥否，请予批示。妥否，请批示。", "妥否，请批示。", "力量薄弱。", nil},
	{"plans under a merged heading", "新建法治文化凉亭1座。", "持续推进。", "力量薄弱。\n计划：建成法治文化凉亭1座。", nil},
}

func TestOutcomes(t *testing.T) {
	report := func(year int, done, short, plans string) *Report {
		doc, _ := source.New("x.txt", fmt.Appendf(nil, "涧头集镇%d年度法治政府建设情况报告\n%d年，涧头集镇坚持依法行政，扎实推进法治政府建设各项工作，现将有关情况报告如下：\n一、主要举措和成效\n%s\n二、存在的不足和原因\n%s\n三、下一年度主要安排\n%s\n", year, year, done, short, plans))
		return understood(doc)
	}
	for _, tt := range outcomeTests {
		before, after := report(2022, "持续推进。", "力量薄弱。", tt.plans), report(2023, tt.done, tt.short, "继续努力。")
		var got []string
		for _, p := range Compare(before, after, indicator.Builtin()).Plans {
			plan := before.Text[p.Span.Start:p.Span.End]
			for _, o := range p.Outcomes {
				got = append(got, plan+" => "+strings.TrimSpace(after.Text[o.Span.Start:o.Span.End]))
			}
			for _, o := range p.Lacking {
				got = append(got, plan+" !! "+strings.TrimSpace(after.Text[o.Span.Start:o.Span.End]))
			}
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s:\n got %q\nwant %q", tt.name, got, tt.want)
		}
	}
}
