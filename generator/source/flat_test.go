package source

import (
	"strings"
	"testing"
)

var long = strings.Repeat("全镇上下深入学习贯彻习近平法治思想，扎实推进各项工作。", 12)

var flatTests = []struct{ name, text, want string }{
	{"all of a report in one line",
		"涧头集镇2022年度法治政府建设情况报告涧头集镇人民政府2022年，" + long + "现将情况报告如下：一、主要举措和成效（一）加强组织领导。" + long + "（二）强化执法监督一是培训3次。二是检查5次。二、存在的不足虽有进步，" + long +
			"三、2023年主要安排1.加强学习。" + long + "2.加强执法。" + long + "涧头集镇人民政府2023年1月5日",
		"涧头集镇2022年度法治政府建设情况报告\n涧头集镇人民政府\n2022年，" + long + "现将情况报告如下：\n一、主要举措和成效\n（一）加强组织领导。" + long + "\n（二）强化执法监督\n一是培训3次。二是检查5次。\n二、存在的不足\n虽有进步，" + long +
			"\n三、2023年主要安排\n1.加强学习。" + long + "\n2.加强执法。" + long + "\n涧头集镇人民政府\n2023年1月5日\n"},
	{"blanks where paragraphs began",
		"涧头集镇2022年度法治政府建设情况报告　　县委、县政府：　　" + long + "　　一、主要工作　　" + long + "　　二、存在的问题　　" + long,
		"涧头集镇2022年度法治政府建设情况报告\n县委、县政府：\n" + long + "\n一、主要工作\n" + long + "\n二、存在的问题\n" + long + "\n"},
	{"a line for each part",
		"涧头集镇2022年度法治政府建设情况报告\n一、主要工作（一）加强学习。" + long + "（二）加强执法。" + long + "\n二、存在的问题（一）力量薄弱。" + long + "（二）经费不足。" + long,
		"涧头集镇2022年度法治政府建设情况报告\n一、主要工作\n（一）加强学习。" + long + "\n（二）加强执法。" + long + "\n二、存在的问题\n（一）力量薄弱。" + long + "\n（二）经费不足。" + long + "\n"},
	{"a list inside a paragraph",
		"涧头集镇2022年度法治政府建设情况报告\n" + long + "\n一、主要工作\n" + long + "重点做好：一、学习；二、执法；三、普法。" + long + "\n" + long,
		"涧头集镇2022年度法治政府建设情况报告\n" + long + "\n一、主要工作\n" + long + "重点做好：一、学习；二、执法；三、普法。" + long + "\n" + long + "\n"},
	{"paragraphs that begin with a number",
		long + "\n一、今年以来，我镇法治政府建设工作在县委的正确领导下有序推进。" + long + "\n二、结合本镇实际情况制定了计划。根据《条例》第十二条（一）、（二）项规定，" + long + "\n（一）压实责任。落实制度：（一）公示；（二）记录；（三）审核。" + long + "\n" + long,
		long + "\n一、今年以来，我镇法治政府建设工作在县委的正确领导下有序推进。" + long + "\n二、结合本镇实际情况制定了计划。根据《条例》第十二条（一）、（二）项规定，" + long + "\n（一）压实责任。落实制度：（一）公示；（二）记录；（三）审核。" + long + "\n" + long + "\n"},
	{"numbers inside an item",
		long + "\n一、主要工作\n（一）加强学习。" + long + "1.制定计划；2.组织培训。" + long + "\n" + long,
		long + "\n一、主要工作\n（一）加强学习。" + long + "1.制定计划；2.组织培训。" + long + "\n" + long + "\n"},
}

func TestFlat(t *testing.T) {
	for _, tt := range flatTests {
		d, _ := New("x.txt", []byte(tt.text))
		if d.Text != tt.want {
			t.Errorf("%s:\n%s\nwant\n%s", tt.name, strings.ReplaceAll(d.Text, long, "…"), strings.ReplaceAll(tt.want, long, "…"))
		}
		checkMap(t, d)
	}
}

func TestOrdinalOf(t *testing.T) {
	for text, want := range map[string]int{"一": 1, "九": 9, "十": 10, "十二": 12, "二十": 20, "二十一": 21, "一二": 0, "十十": 0} {
		if got := ordinalOf(text); got != want {
			t.Errorf("%s: %d, want %d", text, got, want)
		}
	}
}
