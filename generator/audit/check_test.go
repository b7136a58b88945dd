package audit

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"zhenjian/generator/archive"
	"zhenjian/generator/indicator"
	"zhenjian/generator/quantity"
	"zhenjian/generator/region"
	"zhenjian/generator/report"
	"zhenjian/generator/source"
)

// looked checks a text.
func looked(t testing.TB, text string) (*source.Document, []archive.Finding) {
	t.Helper()
	doc, _ := source.New("甲镇.txt", []byte(text))
	if doc == nil {
		t.Fatalf("%q is no text", text)
	}
	return doc, checkDoc(doc)
}

func checkDoc(doc *source.Document) []archive.Finding {
	r := report.Read(doc, region.Builtin())
	quantities := quantity.Find(r.Tabbed())
	e, _ := archive.NewEntry(r, indicator.Builtin(), quantities)
	return Check(r, quantities, e, indicator.Builtin())
}

// Sentences of the real reports, of invented ones, and of the genre. What is wanted
// is the code and what the message reckons or names.
var checkTests = []struct {
	text string
	want []string
}{
	{"办结县级交办案件50件，已化解46件，4件正在化解中；转送案件6件，已化解4件，2件正在化解；", []string{"sum-agrees 46件＋4件＝50件", "sum-agrees 4件＋2件＝6件"}},
	{"总针次13290针，第一针6387针，二针6134针，三针769针，儿童建档1404人，第一针1404针，二针802针", []string{"sum-agrees 6387针＋6134针＋769针＝13290针"}},
	{"全镇人民调解员66人,其中兼职调解员64人,专职调解员2人。", []string{"sum-agrees 64人＋2人＝66人"}},
	{"我镇共有6个人民调解委员会3个调解室,其中镇级调委会1个,村(居)调委会5个。", []string{"sum-agrees 1个＋5个＝6个"}},
	{"全年办理行政处罚案件１８６件，其中城市管理领域９７件、自然资源领域４４件、应急管理领域３５件，罚没款４１．６万元。", []string{"sum-off ９７件＋４４件＋３５件≠１８６件"}},
	{"全镇人民调解员74名，其中专职7名、兼职69名，人民调解委员会22个。", []string{"sum-off 7名＋69名≠74名"}},
	{"中队现有人员12名，其中在编5名，聘用8名，取得执法证的有6名。", []string{"sum-off 5名＋8名≠12名"}},
	{"全年合法性审查426件，其中政府合同71件、村级合同338件、重大行政决策2件、行政规范性文件1件、其他涉法事项14件。", []string{"sum-agrees 71件＋338件＋2件＋1件＋14件＝426件"}},
	{"办理行政许可73件（林木采伐53件、农村宅基地21件）。", []string{"sum-off 53件＋21件≠73件"}},
	{"立案15件，其中结案18件。", []string{"sum-off 18件≠15件"}},
	{"办理处罚37件，罚款8万元，其中简易程序30件、普通程序6件。", []string{"sum-off 30件＋6件≠37件"}},
	{"办理处罚128件，罚没款64.2万元，其中简易程序70件、普通程序58件，另对26起轻微违法行为不予处罚。", []string{"sum-agrees 70件＋58件＝128件"}},
	{"拆除违建12处2860平方米，其中店铺7处1540平方米、棚圈4处1320平方米。", []string{"sum-off 7处＋4处≠12处", "sum-agrees 1540平方米＋1320平方米＝2860平方米"}},
	{"检查40家，发现隐患12处，其中学校30家、企业9家等。", nil}, // not all are named
	{"发放资料5800余份，其中双语宣传单6200份。", []string{"sum-off 6200份≠5800余份"}},
	{"发放资料5800余份，其中双语宣传单5900份。", nil},
	{"普法宣传超过10场，其中进校园12场。", nil},
	{"化解矛盾纠纷10余件，其中邻里纠纷12件。", nil},
	{"各村配备法律顾问各1名，其中专职3名。", nil},
	{"走访群众200户600人，其中残疾户30户、低保户200户。", nil},
	{"出动执法人员120人次，检查企业60家，其中党员干部50人次、网格员60人次。", nil},
	{"排查隐患290处，其中重大隐患4处，已完成整改283处。", nil},
	{"受理工单162件，办结162件，而全州平均办结率98.7%。", nil},
	{"全乡持证执法人员13人。我乡持证执法人员只有11人。", []string{"two-figures 全乡持证执法人员13人"}},
	{"发布动态57条，通知15条，共计72条。", []string{"sum-agrees 57条＋15条＝72条"}},
	{"领域\t件数\n城管\t97\n资源\t44\n合计\t141\n", []string{"sum-agrees 97＋44＝141"}},
	{"领域\t件数\n城管\t97\n资源\t44\n合计\t150\n", []string{"sum-off 97＋44≠150"}},
	{"审查合同30份、规范性文件2件、重大决策3项，共计36件。", []string{"sum-off 30份＋2件＋3项≠36件"}},
	{"审查合同30份、规范性文件2件、重大决策3项，共计35件。", []string{"sum-agrees 30份＋2件＋3项＝35件"}},
	{"东、西、北三片分别调解20件、32件和41件，合计95件。", []string{"sum-off 20件＋32件＋41件≠95件"}},
	{"镇级调委会1个、村级调委会12个、行业调委会2个，共有调委会14个。", []string{"sum-off 1个＋12个＋2个≠14个"}}, // 12 + 2 is 14, but the list has three
	{"调解婚姻纠纷20件、邻里纠纷30件，共化解49件。", nil},                                        // one was not
	{"检查企业40家、学校12家，发放资料300份、手册50册，共计检查60家。", nil},
	{"化解纠纷120件。婚姻类51件、邻里类42件、其他28件。", []string{"sum-off 51件＋42件＋28件≠120件"}},
	{"排查纠纷125件，化解纠纷121件。婚姻类51件、邻里类42件、其他28件。", []string{"sum-agrees 51件＋42件＋28件＝121件"}},
	{"化解纠纷120件。婚姻类51件、邻里类42件。", nil},
	{"受理纠纷221件，调处成功212件、转入诉讼6件、仍在调处4件。", []string{"sum-off 212件＋6件＋4件≠221件"}},
	{"受理纠纷222件，调处成功212件、转入诉讼6件、仍在调处4件。", []string{"sum-agrees 212件＋6件＋4件＝222件"}},
	{"全乡执法人员共15人，公务员9人，事业编制5人。", []string{"sum-off 9人＋5人≠15人"}},
	{"全乡执法人员共15人，党员9人，本科以上5人。", nil},
	{"调解员由上年的40人增加8人，达到49人。", []string{"sum-off 40人＋8人≠49人"}},
	{"调解员由上年的40人增加8人，达到48人。", []string{"sum-agrees 40人＋8人＝48人"}},
	{"调解员由上年的40人增加到48人，法律明白人达到66人。", nil},
	{"调解员由上年的40人新增8人，法律明白人达到66人。", nil},
	{"排查纠纷171件，化解169件，其中婚姻家庭62件、邻里107件，化解率99.5%。", []string{"sum-agrees 62件＋107件＝169件", "rate-off 169件÷171件≠99.5%"}},
	{"受理纠纷310件，其中婚姻家庭98件、邻里212件，调解成功305件，成功率98.4%。", []string{"sum-agrees 98件＋212件＝310件", "rate-agrees 305件÷310件＝98.4%"}},
	{"受理纠纷310件，其中婚姻家庭98件、邻里212件，调解成功305件，成功率99.4%。", []string{"sum-agrees 98件＋212件＝310件", "rate-off 305件÷310件≠99.4%"}},
	{"检查门店561家次，其中矿山196家次、其他365家次；查出隐患412处，整改396处，整改率98.1%。", []string{"sum-agrees 196家次＋365家次＝561家次", "rate-off 396处÷412处≠98.1%"}},
	{"受理纠纷310件，其中婚姻家庭12件、邻里298件；调解成功280件，成功率90.3%。", []string{"sum-agrees 12件＋298件＝310件", "rate-agrees 280件÷310件＝90.3%"}},
	{"受理市民诉求920件，解决895件，解决率98.4%。", []string{"rate-off 895件÷920件≠98.4%"}},
	{"66人中本科4人，大专19人，中专18人，其他为高中及以下学历。", nil},
	{"全镇执法人员66人，其中党员30人、本科以上50人。", nil},              // some are both
	{"全年办理案件186件，其中城管97件、资源44件等。", nil},              // not all are named
	{"办理案件186件，其中城管97件，资源近90件。", nil},                // about
	{"开展巡回宣讲27场次，其中春节返乡务工人员专场6场，发放宣传资料4200余份。", nil}, // one of them
	{"办理信访件121件，化解信访积案2件。", nil},
	{"检查企业344家（次），下达现场检查记录344份、责令整改通知书276份", nil},
	{"全年排查矛盾纠纷312件，成功化解309件，调解成功率99%；", []string{"rate-agrees 309件÷312件＝99%"}},
	{"全年排查矛盾纠纷287件，成功化解285件，调解成功率93.3%。", []string{"rate-off 285件÷287件≠93.3%"}},
	{"受理信访件112件，办结109件，办结率109%。", []string{"rate-over 109%"}},
	{"行政复议案件3件，行政应诉案件2件，负责人出庭应诉率100%。", nil},
	{"参训干部620人，群众300人，满意率98%。", nil},
	{"全年排查化解矛盾纠纷近600件次；培养法律明白人154人，排查化解矛盾纠纷350件次。", []string{"two-figures 全年排查化解矛盾纠纷近600件次"}},
	{"新培育“法律明白人”86名，全镇共有“法律明白人”132名。", nil},
	{"2022年办结国家信访局信访事项200天，省级网上信访件47条。", []string{"unit-slip 200天"}},
	{"镇来信来访接待群众100余件，化解率99％。", []string{"unit-slip 100余件"}},
	{"罚没款41.6万元，接待群众100余人次。", nil},
	{"狠抓“关键少数。落实责任。\n", []string{"unbalanced “"}},
	{"落实“关键少数”（含村干部）、《条例》，有1）加强领导；2）（村)居联动。\n", nil},
	{"临津书记论坛”办了3期。", []string{"unbalanced ”"}},
	{"全镇于2022年3月召开会议，研究部署法治政府建设重点工作，明确任务分工和完成时限。\n全镇于2022年3月召开会议，研究部署法治政府建设重点工作，明确任务分工和完成时限。\n",
		[]string{"doubled 全镇于2022年3月召开会议，研究部署法治政府建设重点工作，明确任务分工和完成时限"}},
	{"浓厚氛国", []string{"misprint 氛国"}},
	{"甲镇2022年法治政府建设情况报告\n一、主要举措和成效\n做了工作。\n二、存在的不足和原因\n力量薄弱。\n三、2023年主要安排\n继续努力。\n甲镇人民政府\n2023年4月15日\n",
		[]string{"parts-missing 党政主要负责人履行第一责任人职责的情况", "late-date 2023-04-15"}},
}

func TestCheck(t *testing.T) {
	for _, tt := range checkTests {
		doc, found := looked(t, tt.text)
		var got []string
		for _, p := range Problems(doc, found) {
			got = append(got, string(p.Code)+" "+p.Args[0].(string))
			for _, lang := range []string{"zh", "en"} {
				if m := p.Message(lang) + p.Advice(lang); strings.Contains(m, "%!") || m == "" {
					t.Errorf("%s: %s", p.Code, m)
				}
			}
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%.60s\n found %q\nwanted %q", tt.text, got, tt.want)
		}
	}
}

// What is wrong in the five real reports, by the table of those who read them; no
// sum or rate that comes out is called wrong.
func TestCheckRealReports(t *testing.T) {
	names, err := filepath.Glob("../../content/reports/*.txt")
	if err != nil || len(names) != 5 {
		t.Fatal(names, err)
	}
	var got []string
	for i, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		doc, found := looked(t, string(data))
		for _, p := range Problems(doc, found) {
			if p.Code != source.Misprint {
				got = append(got, string(rune('0'+i))+" "+string(p.Code)+" "+firstRunes(p.Args[0].(string), 20))
			}
		}
	}
	want := []string{
		"0 unit-slip 200天", "0 unbalanced “",
		"2 sum-agrees 1个＋5个＝6个", "2 sum-agrees 64人＋2人＝66人",
		"3 sum-agrees 46件＋4件＝50件", "3 sum-agrees 4件＋2件＝6件", "3 sum-agrees 6387针＋6134针＋769针＝132", "3 unit-slip 100余件", "3 parts-missing 党政主要负责人履行第一责任人职责的情况",
		"4 two-figures 全年排查化解矛盾纠纷近600件次", "4 doubled 严格落实重大行政决策程序制度，贯彻《重庆",
	}
	if !slices.Equal(got, want) {
		t.Errorf("found\n%s\nwanted\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// restatedTests are what a report says first, and what it says again behind it.
var restatedTests = []struct {
	first, again string
	want         int
}{
	{"全镇持证执法人员13人。", "持有执法证的只有14人，力量不足。", 1},
	{"全镇持证执法人员13人。", "持有执法证的只有13人，力量不足。", 0},
	{"全镇持证执法人员13人。", "一线持证执法人员12人，力量不足。", 0},
	{"全镇持证执法人员20人。", "持有执法证的只有14人，力量不足。", 0}, // too far apart to be a slip
	{"全年开展普法宣传活动26场次。", "全年共举办普法活动28场次，形式不多。", 1},
	{"全年开展普法宣传活动26场次。", "办到普法活动28场次的乡镇不多。", 0},
	{"排查矛盾纠纷93件，调解纠纷89件。", "全年共调解纠纷93件，仍处高位。", 0},   // a number of the text, if not that one
	{"全镇有人民调解员86人。", "全镇82名人民调解员中大专以上学历的只有17名。", 1}, // the other unit, and what narrows is said of a part
	{"全镇调解员60名。", "全镇人民调解员58名集中在村级。", 0},
	{"发放宣传单5000份。", "指标\t单位\t2022年\n宣传手册\t册\t4600\n行政检查\t家次\t120\n", 0},
	{"办理12345热线工单1207件。", "全年仍有热线工单1150件是重复反映。", 0},
	{"行政处罚案件356件。", "指标\t单位\t2022年\n行政处罚\t件\t366\n行政检查\t家次\t120\n", 1},
	{"行政处罚案件366件。", "指标\t单位\t2022年\n行政处罚\t件\t366\n行政检查\t家次\t120\n", 0},
}

func TestRestated(t *testing.T) {
	for _, tt := range restatedTests {
		doc, found := looked(t, "涧头集镇2022年度法治政府建设情况报告\n2022年，涧头集镇扎实推进依法行政，现将有关情况报告如下：\n一、主要举措和成效\n"+tt.first+"\n二、存在的不足和原因\n"+tt.again+"\n")
		n := 0
		for _, p := range Problems(doc, found) {
			if p.Code == source.Clash {
				n++
			}
		}
		if n != tt.want {
			t.Errorf("%s %s: %d, want %d", tt.first, tt.again, n, tt.want)
		}
	}
}

func firstRunes(s string, n int) string {
	for i := range s {
		if n--; n < 0 {
			return s[:i]
		}
	}
	return s
}

// Each entry of the list finds its bad example, and neither the good one nor what
// it puts in the place of the wrong writing.
func TestMisprints(t *testing.T) {
	n := 0
	for _, list := range misprintTable() {
		for _, m := range list {
			n++
			find := func(text string) []archive.Finding { return misprints(&checked{text: text}) }
			if found := find(m.Bad); len(found) != 1 || m.Bad[found[0].Places[0].Start:found[0].Places[0].End] != m.Wrong {
				t.Errorf("%s: found %v in %q", m.Wrong, found, m.Bad)
			}
			for _, text := range append(m.Unless, m.Good, m.Right, strings.Replace(m.Bad, m.Wrong, m.Right, 1)) {
				if found := find(text); len(found) != 0 {
					t.Errorf("%s: found in %q", m.Wrong, text)
				}
			}
		}
	}
	if n < 40 {
		t.Errorf("only %d entries", n)
	}
}

// FuzzCheck holds every place to the text and every message to be made.
func FuzzCheck(f *testing.F) {
	for _, tt := range checkTests {
		f.Add(tt.text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if doc, _ := source.New("甲镇.txt", []byte(text)); doc == nil {
			return
		}
		doc, found := looked(t, text)
		for _, f := range found {
			for _, p := range f.Places {
				if p.Start < 0 || p.End <= p.Start || p.End > len(doc.Text) {
					t.Fatalf("%s: %v leaves the text", f.Code, p)
				}
			}
		}
		for _, p := range Problems(doc, found) {
			if p.Message("zh") == "" {
				t.Fatal(p.Code)
			}
		}
	})
}

func BenchmarkCheck(b *testing.B) {
	data, err := os.ReadFile("../../content/reports/002_31459aafedb26a79.txt")
	if err != nil {
		b.Fatal(err)
	}
	doc, _ := source.New("甲镇.txt", data)
	r := report.Read(doc, region.Builtin())
	quantities := quantity.Find(r.Tabbed())
	e, _ := archive.NewEntry(r, indicator.Builtin(), quantities)
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		Check(r, quantities, e, indicator.Builtin())
	}
}
