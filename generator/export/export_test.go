package export

import (
	"strings"
	"testing"

	"zhenjian/generator/archive"
	"zhenjian/generator/indicator"
	"zhenjian/generator/numeral"
	"zhenjian/generator/quantity"
	"zhenjian/generator/region"
)

func testArchive(mentions ...archive.Mention) *archive.Archive {
	a, _ := archive.New(region.Builtin(), indicator.Builtin(), []*archive.Entry{
		{Path: "x.txt", SHA256: "x", Code: "370405103", Name: "涧头集镇", Year: 2022, Version: 1, Title: "x", Mentions: mentions},
	}, nil)
	return a
}

var mentions = []archive.Mention{
	{Indicator: "materials", Value: numeral.Int(300), Qualifier: quantity.Over, Unit: "份", Family: "copies", Printed: "300余份", Quote: "发放“宣传单”, 300余份", Line: 9},
	{Indicator: "drills", Value: numeral.Int(2), High: numeral.Int(3), HasHigh: true, Qualifier: quantity.About, Unit: "次", Family: "events", Period: "2022-01/2022-09", Printed: "2至3次", Quote: "演练2至3次", Line: 10},
	{Indicator: "reconsiderations", Denied: true, Printed: "无行政复议", Quote: "无行政复议", Line: 11},
}

func TestMentions(t *testing.T) {
	data, err := Mentions(testArchive(mentions...))
	if err != nil {
		t.Fatal(err)
	}
	want := "\xEF\xBB\xBF" + strings.Join([]string{
		"report,id,indicator,value,high,qualifier,unit,period,printed,quote,line,corrected,url",
		`370405103/2022,m1,materials,300,,over,份,,300余份,"发放“宣传单”, 300余份",9,,places/370405103/2022/index.html#m1`,
		"370405103/2022,m2,drills,2,3,about,次,2022-01/2022-09,2至3次,演练2至3次,10,,places/370405103/2022/index.html#m2",
		"370405103/2022,m3,reconsiderations,0,,exact,,,无行政复议,无行政复议,11,,places/370405103/2022/index.html#m3",
	}, "\r\n") + "\r\n"
	if string(data) != want {
		t.Errorf("got\n%s\nwant\n%s", data, want)
	}
}

func TestSeries(t *testing.T) {
	data, err := Series(testArchive(mentions...))
	if err != nil {
		t.Fatal(err)
	}
	want := "\xEF\xBB\xBF" + strings.Join([]string{
		"code,province,city,county,town,year,indicator,state,value,high,qualifier,unit,period,printed,corrected,mentions",
		"370405103,山东省,枣庄市,台儿庄区,涧头集镇,2022,materials,number,300,,over,份,,300余份,,m1",
		"370405103,山东省,枣庄市,台儿庄区,涧头集镇,2022,reconsiderations,none,0,,exact,,,无行政复议,,m3",
		"370405103,山东省,枣庄市,台儿庄区,涧头集镇,2022,drills,number,2,3,about,次,2022-01/2022-09,2至3次,,m2",
	}, "\r\n") + "\r\n"
	if string(data) != want {
		t.Errorf("got\n%s\nwant\n%s", data, want)
	}
}
