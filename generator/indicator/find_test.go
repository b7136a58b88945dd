package indicator

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"zhenjian/generator/quantity"
	"zhenjian/generator/region"
	"zhenjian/generator/report"
	"zhenjian/generator/source"
)

// Sentences in which several indicators, parts, rules, plans and other years
// meet, with every mention that they hold; year 2023.
var findTests = []struct{ text, want string }{
	{"办理行政处罚案件56件，其中普通程序21件，简易程序35件，罚没金额12.6万元，无一例行政复议和行政诉讼。", "penalties 56件, fines 126000元, reconsiderations 0, litigation 0"},
	{"共排查安全隐患437条，整改431条，下发责令限期整改指令书56份，立案处罚4起，罚款3.2万元。", "hazards 437条, hazards 431条, rectification-orders 56份, penalties 4起, fines 32000元"},
	{"截至11月底，全镇开展执法检查320次。", "inspections 320次 2023-01/2023-11"},
	{"2023年前三季度应诉行政诉讼案件1件次，无行政复议案件发生。", "litigation 1件次 2023-01/2023-09, reconsiderations 0 2023-01/2023-09"},
	{"2022年共调解纠纷120件，2023年调解纠纷98件。", "disputes-resolved 98件"},
	{"持证人员由9人增至14人，比上年增加5人。", "enforcement-officers 14人"},
	{"计划开展普法宣传20场次，实际开展普法宣传26场次。", "publicity-events 26场次"},
	{"每季度开展法治培训1次，全年累计开展法治培训4次。", "staff-training 4次"},
	{"聘请法律顾问1名，法律顾问列席会议12次，审查合同30份。", "legal-advisers 1名, legality-reviews 30份"},
	{"镇领导接待来访群众42批270多人。", "receptions 42批, receptions 270人"},
	{"2023年，我镇无行政诉讼败诉案件。", ""},
	{"力争全年无行政复议案件。", ""},
	{"实现行政诉讼零败诉、行政复议零纠错。", ""},
	{"行政复议案件为零。", "reconsiderations 0"},
	{"全年审查合同25份、文件9件协议3件。", "legality-reviews 25份, legality-reviews 9件, legality-reviews 3件"},
	{"我镇从未懈怠，全镇行政复议案件为0。", "reconsiderations 0"},
	{"全镇行政复议案件为0。", "reconsiderations 0"},
	{"行政诉讼、行政复议案件分别为1件和2件。", "litigation 1件, reconsiderations 2件"},
	{"户籍、社保、建房业务分别办理120件、540件和18件。", ""},
	{"行政诉讼、行政复议、行政赔偿案件分别为1件和2件。", ""},
	{"人民调解员由上年的103名增至119名。", "mediators 119名"},
	{"发放宣传资料1000份（其中读本300册）。", "materials 1000份"},
	{"开展普法宣传30场次，短视频阅读量2.1万人次，获3200次点赞，受教育群众6000人次。", "publicity-events 30场次, audience 6000人次"},
	{"零行政处罚、零行政复议、零行政诉讼。", "penalties 0, reconsiderations 0, litigation 0"},
	{"行政处罚、行政复议、行政诉讼案件均为0件。", "penalties 0, reconsiderations 0, litigation 0"},
	{"行政复议、行政诉讼案件纠错0件。", ""},
	{"对未进行备案的规范性文件予以通报。", ""},
	{"今年以来，首次实现全年无行政复议案件。", "reconsiderations 0"},
	{"为实现全年无行政复议案件打基础。", ""},
	{"全年审查合同34份、废止过时的内部制度12件、文件3件。", "legality-reviews 34份"},
	{"全年审查合同34份、调解协议12份、调解纠纷9件。", "legality-reviews 34份, legality-reviews 12份, disputes-resolved 9件"},
	{"排查矛盾纠纷40件、化解38件。", "disputes-resolved 38件"},
	{"人民调解员由年初的30名充实到41名。", "mediators 41名"},
	{"对60家企业开展安全检查，检查180家次。", "inspections 180家次"},
	{"分别开展食品、燃气、消防检查4次、3次和5次。", "inspections 4次, inspections 3次, inspections 5次"},
	{"组织中心组学法5次、12次机关干部集中学法。", "study-sessions 5次, staff-training 12次"},
	{"审查合同40份、规范性文件2件、重大决策3项，共计46件。", "legality-reviews 46件"},
	{"东、西两片分别调解纠纷20件和32件，合计52件。", "disputes-resolved 52件"},
	{"调解纠纷20件，其中婚姻家庭12件，共计走访300户。", "disputes-resolved 20件"},
	{"26名人民调解员里有畲族调解员9名，全年调解纠纷58件。", "mediators 26名, disputes-resolved 58件"},
}

func TestFind(t *testing.T) {
	for _, tt := range findTests {
		var got []string
		for _, m := range newFinder(Builtin()).sentence(tt.text+"\n", place{year: 2023}) {
			got = append(got, strings.TrimSpace(fmt.Sprintf("%s %s%s %s", m.ID, m.Value, m.Unit, m.Period)))
		}
		if s := strings.Join(got, ", "); s != tt.want {
			t.Errorf("%s\n got %s\nwant %s", tt.text, s, tt.want)
		}
	}
}

// Sentences of a section on what falls short: what there is, and figures of the
// year, but not what only shows a shortcoming.
var shortcomingTests = []struct{ text, want string }{
	{"镇机关目前仅有7人取得执法证件，面临很多执法窘境。", "enforcement-officers 7人"},
	{"全年仅开展执法检查12次，频次偏低。", "inspections 12次"},
	{"年中抽查的4宗案件有2宗存在文书瑕疵。", ""},
	{"检查的35家企业中有8家存在安全隐患。", ""},
	{"12名持证人员中有3名存在畏难情绪。", "enforcement-officers 12名"},
	{"居住分散，组织一次集中普法费时费力。", ""},
	{"组织一次普法宣传要跑三个村。", ""},
	{"全年仅组织执法培训一次。", "staff-training 1次"},
}

func TestShortcomings(t *testing.T) {
	for _, tt := range shortcomingTests {
		var got []string
		for _, m := range newFinder(Builtin()).sentence(tt.text+"\n", place{year: 2023, faults: true}) {
			got = append(got, fmt.Sprintf("%s %s%s", m.ID, m.Value, m.Unit))
		}
		if s := strings.Join(got, ", "); s != tt.want {
			t.Errorf("%s\n got %s\nwant %s", tt.text, s, tt.want)
		}
	}
}

// Reports whose sections, paragraphs or opening say what their numbers are.
var reportTests = []struct{ name, text, want string }{
	{"不足和打算", "一、主要工作\n持证执法人员5名。\n二、不足和打算\n不足：一是持证执法人员仅5名；\n打算：一是持证执法人员达到6名；\n二是开展执法检查20次。\n", "enforcement-officers 5名, enforcement-officers 5名"},
	{"下一步 in the middle", "一、主要工作\n开展执法检查12次。\n下一步，开展执法检查20次。\n组织应急演练3次。\n二、存在的问题\n执法力量薄弱。\n", "inspections 12次, drills 3次"},
	{"an opening with a period", "（统计截止到11月底）：\n一、主要工作\n开展执法检查12次，前三季度组织应急演练3次，无行政复议案件。\n", "inspections 12次 2023-01/2023-11, drills 3次 2023-01/2023-09, reconsiderations 0 2023-01/2023-09"},
	{"a unit in the next line", "一、主要工作\n组织开展各类普法宣传教育活动，覆盖全镇各村（社区）和辖区企业，共35\n场次。\n", "publicity-events 35场次"},
	{"up to December", "（统计截至2023年12月31日）：\n一、主要工作\n开展执法检查12次。\n", "inspections 12次"},
	{"up to a month of another year", "（统计截至2024年1月）：\n一、主要工作\n开展执法检查12次。\n", "inspections 12次"},
}

func TestReports(t *testing.T) {
	for _, tt := range reportTests {
		doc, _ := source.New("x.txt", []byte("2023年，我镇扎实推进法治政府建设各项工作，现将有关情况报告如下\n"+tt.text))
		r := report.Read(doc, region.Builtin())
		r.Year = 2023
		mentions, _ := Builtin().Find(r, quantity.Find(doc.Text))
		var got []string
		for _, m := range mentions {
			got = append(got, strings.TrimSpace(fmt.Sprintf("%s %s%s %s", m.ID, m.Value, m.Unit, m.Period)))
		}
		if s := strings.Join(got, ", "); s != tt.want {
			t.Errorf("%s\n got %s\nwant %s", tt.name, s, tt.want)
		}
	}
}

// BenchmarkFind reads a report full of numbers, on one core.
func BenchmarkFind(b *testing.B) {
	raw, err := os.ReadFile("../testdata/labelled/invented/a1.txt")
	if err != nil {
		b.Fatal(err)
	}
	doc, _ := source.New("a1.txt", raw)
	r := report.Read(doc, region.Builtin())
	quantities := quantity.Find(r.Tabbed())
	b.SetBytes(int64(len(raw)))
	for b.Loop() {
		Builtin().Find(r, quantities)
	}
}

var faultTests = []struct{ text, want string }{
	{"[[indicator]]\nid = \"Über\"\n", "2: "},
	{"[[indicator]]\nid = \"x\"\nnmae = \"甲\"\n", "3: "},
	{"[[indicator]]\nid = \"x\"\nname = \"甲\"\ndefinition = \"乙\"\nsource = \"丙\"\ncombine = \"add\"\nwhy = \"丁\"\n", "2: "},
}

func TestFaults(t *testing.T) {
	for _, tt := range faultTests {
		if _, err := Builtin().With([]byte(tt.text)); err == nil || !strings.HasPrefix(err.Error(), tt.want) {
			t.Errorf("%q: got %v", tt.text, err)
		}
	}
}

// FuzzFind asks of every mention of a number that a quantity of the same place
// lies in its quote, and of every quote that it lies in one paragraph.
func FuzzFind(f *testing.F) {
	for _, tt := range findTests {
		f.Add(tt.text)
	}
	for _, in := range Builtin().List {
		for _, s := range slices.Concat(in.Match, in.No) {
			f.Add(s)
		}
	}
	f.Fuzz(func(t *testing.T, text string) {
		text, _, _ = strings.Cut(strings.ToValidUTF8(text, ""), "\n")
		quantities := quantity.Find(text + "\n")
		for _, m := range newFinder(Builtin()).sentence(text+"\n", place{year: 2023}) {
			if m.Quote.Start < 0 || m.Quote.End > len(text) || m.Quote.Start >= m.Quote.End || m.Number.Start < m.Quote.Start || m.Number.End > m.Quote.End {
				t.Fatalf("%q: %+v", text, m)
			}
			if !m.Denied && !slices.ContainsFunc(quantities, func(q quantity.Quantity) bool { return q.Start == m.Number.Start && q.Value == m.Value }) {
				t.Fatalf("%q: %+v is no quantity", text, m)
			}
		}
	})
}

// inTables gives the mentions of a report of 2023, as ID VALUE UNIT; quotes tells to add their quotes.
func inTables(t *testing.T, name, raw string, quotes bool) string {
	t.Helper()
	doc, problems := source.New(name, []byte(raw))
	if doc == nil {
		t.Fatal(problems)
	}
	r := report.Read(doc, region.Builtin())
	r.Year = 2023
	var got []string
	mentions, _ := Builtin().Find(r, quantity.Find(r.Tabbed()))
	for _, m := range mentions {
		text := fmt.Sprintf("%s %s%s", m.ID, m.Value, m.Unit)
		if quotes {
			text += " in " + doc.Text[m.Quote.Start:m.Quote.End]
		}
		got = append(got, text)
	}
	return strings.Join(got, ", ")
}

const tablesOpen = "2023年，我镇坚持依法行政，扎实推进法治政府建设各项工作，现将有关情况报告如下：\n一、主要工作\n"

// TestTable reads a table: its first column says what is counted, and the
// column of the year before counts nothing.
func TestTable(t *testing.T) {
	for _, rows := range []string{
		"指标\t2022年\t2023年\t单位\n行政检查\t900\t1,150\t家次\n行政处罚\t10\t12\t件\n",
		"指标      2022年   2023年   单位\n行政检查    900    1,150  　家次\n行政处罚　　10　　12　　件\n",
	} {
		if got := inTables(t, "x.txt", tablesOpen+rows+"二、存在的问题\n", true); got != "inspections 1150家次 in 1,150, penalties 12件 in 12" {
			t.Errorf("%q: got %s", rows, got)
		}
	}
}

// TestTableWords reads a table with running numbers, and one with remarks that count
// something themselves.
func TestTableWords(t *testing.T) {
	for rows, want := range map[string]string{
		"序号\t项目\t单位\t2023年\t2022年\t备注\n1\t行政检查\t家次\t368\t402\t比上年少34家次\n2\t合法性审查\t件\t165\t140\t其中村级合同112件\n3\t化解矛盾纠纷\t件\t96\t90\t调解成功率100%\n": "inspections 368家次, legality-reviews 165件, disputes-resolved 96件, mediation-rate 100%",
		"项目\t完成情况\n行政检查\t2023年368家次\n合法性审查\t截至年底共计165件\n法治培训\t举办培训班4期\n普法宣传\t开展活动35场次，发放资料2000份\n":                                            "inspections 368家次, legality-reviews 165件, staff-training 4期, publicity-events 35场次, materials 2000份",
		"项目\t牵头部门\t数量\n普法宣传活动\t综合执法办\t35场次\n法治培训\t人民调解委员会\t4期\n矛盾纠纷化解\t信访办\t12件\n":                                                            "publicity-events 35场次, staff-training 4期, disputes-resolved 12件",
		"项目\t完成情况\n法治文化公园\t按计划建设中\n行政检查\t368家次\n合法性审查\t52件\n":                                                                                 "inspections 368家次, legality-reviews 52件",
		"1\t行政检查\t全年共开展368家次\n2\t合法性审查\t已完成审查165件\n":                                                                                          "inspections 368家次, legality-reviews 165件",
	} {
		if got := inTables(t, "x.txt", tablesOpen+rows+"二、存在的问题\n", false); got != want {
			t.Errorf("%s\ngot  %s\nwant %s", rows, got, want)
		}
	}
}

// TestMergedCells reads a table whose head has two rows, and names that several rows share.
func TestMergedCells(t *testing.T) {
	page := `<p>2023年，我镇坚持依法行政，扎实推进法治政府建设各项工作，现将有关情况报告如下：</p><p>一、主要工作</p><table>
<tr><td rowspan=2>类别</td><td rowspan=2>项目</td><td colspan=3>数量</td><td rowspan=2>备注</td></tr><tr><td>单位</td><td>2023年</td><td>2022年</td></tr>
<tr><td rowspan=2>合法性审查</td><td>镇级合同</td><td>份</td><td>52</td><td>44</td><td></td></tr><tr><td>村级合同</td><td>份</td><td>137</td><td>96</td><td></td></tr>
<tr><td rowspan=2>社会治理</td><td rowspan=2>领导接访</td><td>批次</td><td>53</td><td>40</td><td></td></tr><tr><td>人次</td><td>118</td><td>110</td><td>持平</td></tr></table><p>二、存在的问题</p>`
	if got := inTables(t, "x.html", page, false); got != "legality-reviews 52份, legality-reviews 137份, receptions 53批次, receptions 118人次" {
		t.Errorf("got %s", got)
	}
}

// TestTableBehindPlans reads a table behind the plans where a column is headed by
// the reported year; a table of what is planned counts nothing.
func TestTableBehindPlans(t *testing.T) {
	for head, want := range map[string]string{
		"指标\t单位\t2023年\t2022年": "inspections 1150家次, reconsiderations 0件",
		"指标\t单位\t2024年":        "",
		"指标\t单位\t数量":           "",
	} {
		rows := head + "\n行政检查\t家次\t1,150\t900\n行政复议\t件\t0\t2\n"
		if got := inTables(t, "x.txt", tablesOpen+"持续推进。\n二、2024年工作打算\n继续努力。\n"+rows, false); got != want {
			t.Errorf("%q: got %q, want %q", head, got, want)
		}
	}
}

func TestDoubtful(t *testing.T) {
	text := "2023年，我镇坚持依法行政，扎实推进法治政府建设各项工作，现将有关情况报告如下：\n一、主要工作\n开展法律咨询、矛盾纠纷排查化解、普法讲座等活动45场次。\n"
	doc, _ := source.New("x.txt", []byte(text))
	mentions, doubtful := Builtin().Find(report.Read(doc, region.Builtin()), quantity.Find(doc.Text))
	if len(mentions) != 0 || len(doubtful) != 1 {
		t.Errorf("mentions %v, doubtful %v", mentions, doubtful)
	}
}
