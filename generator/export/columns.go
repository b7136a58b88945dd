package export

import (
	"zhenjian/generator/address"
	"zhenjian/generator/archive"
	"zhenjian/generator/report"
)

// A Table is a kind of CSV file. Its header, datapackage.json, the JSON Schema
// and the data page are all made from this one description.
type Table struct {
	Name    string // of the resource
	Path    string // of the file
	Title   string
	Text    string // what a row is
	Columns []Column
	Key     []string // columns that together name a row
	Refers  []Reference
}

// A Reference says that columns of one table name a row of another.
type Reference struct {
	Columns []string
	Table   string
}

// A Column is a column of a table or a key of a JSON object.
type Column struct {
	Name    string
	Type    Type
	Text    string  // what it means
	Values  []Value // all that may stand there, where it is a short list
	Pattern string  // a regular expression that all of a cell matches; "" for none
	Empty   bool    // may be empty: null in JSON
}

// A Value is one of a short list, and what it means.
type Value struct{ Value, Text string }

// A Type is one of the data package's names, which for the first three are
// those of JSON Schema too.
type Type string

// The types.
const (
	String  Type = "string"
	Integer Type = "integer"
	Number  Type = "number" // a plain decimal
	Year    Type = "year"
	List    Type = "array" // of strings; in JSON alone
)

// Patterns of what names a thing. The form of a code is that of package region.
const (
	codePattern   = `[1-9][0-9]{5}([0-9]{3}|x[0-9a-f]{6})?`
	reportPattern = codePattern + `/[0-9]{4}(/[0-9]+)?`
	datePattern   = `[0-9]{4}-[0-9]{2}-[0-9]{2}`
	periodPattern = `[0-9]{4}-[0-9]{2}/[0-9]{4}-[0-9]{2}`
)

// placeColumns name a place in each table that does.
var placeColumns = []Column{
	{Name: "province", Type: String, Text: "省、自治区、直辖市"},
	{Name: "city", Type: String, Text: "设区的市、自治州、地区、盟；不属于哪一个的为空", Empty: true},
	{Name: "county", Type: String, Text: "县、市、区；省级、市级的报告为空", Empty: true},
	{Name: "town", Type: String, Text: "乡、镇、街道；县级以上的报告为空", Empty: true},
}

var codeColumn = Column{Name: "code", Type: String, Pattern: codePattern,
	Text: "行政区划代码：省、市、县六位，乡镇、街道九位。地名库里没有的乡镇由本站暂编：县的代码、x、六位十六进制数"}

// Reports is a row a report.
var Reports = Table{
	Name: "reports", Path: address.ReportsCSV, Title: "报告目录", Text: "每份报告一行", Key: []string{"report"},
	Columns: []Column{
		{Name: "report", Type: String, Pattern: reportPattern, Text: "报告的编号：地区代码/年度；同一地区、同一年度的第二份起，后面加 /2、/3"},
		placeColumns[0], placeColumns[1], placeColumns[2], placeColumns[3], codeColumn,
		{Name: "year", Type: Year, Text: "报告的是哪一年的工作，不是公布的年份"},
		{Name: "title", Type: String, Text: "标题，照录原文；原文没有标题的为空", Empty: true},
		{Name: "issued", Type: String, Pattern: datePattern, Text: "成文日期，年-月-日；没有写成文日期的，取写明的签发、发布日期；都没有的为空", Empty: true},
		{Name: "published", Type: String, Pattern: datePattern + `(T[0-9]{2}:[0-9]{2})?`, Text: "公布的日期，有时间的加 T 和时间：原文所在网页写明的；没有写明的，取本站首次发布的时间；都没有的为空", Empty: true},
		{Name: "source", Type: String, Text: "收到的文件，在 content/reports 文件夹里的路径"},
		{Name: "sha256", Type: String, Pattern: `[0-9a-f]{64}`, Text: "收到的文件的 SHA-256 校验值"},
		{Name: "url", Type: String, Text: "报告网页的地址，从网站首页所在的文件夹算起"},
	},
}

// qualifiers are the words of package quantity.
var qualifiers = []Value{
	{"exact", "就是这个数"},
	{"about", "约数：约、近、左右、2至3"},
	{"over", "超过：余、多、以上、超过"},
	{"at-least", "不少于：至少、不少于、不低于"},
	{"at-most", "不超过：不到、以内、不超过"},
}

// Columns of a number, in the table of the single ones and that of the years'.
var (
	highColumn      = Column{Name: "high", Type: Number, Text: "“2至3次”这样的数，后一个数写在这里，前一个写在 value；其余为空", Empty: true}
	periodColumn    = Column{Name: "period", Type: String, Pattern: periodPattern, Text: "数字只管年度的一部分时，起止月份，如 2022-01/2022-09；全年的为空", Empty: true}
	correctedColumn = Column{Name: "corrected", Type: Number, Text: "更正后的数值，value 仍是印出来的；没有更正的为空", Empty: true}
)

// Mentions is a row a mention of an indicator, in reading order.
var Mentions = Table{
	Name: "mentions", Path: address.MentionsCSV, Title: "逐处数字", Text: "报告里的每一处数字一行，同一份报告里按先后排列",
	Key: []string{"report", "id"}, Refers: []Reference{{[]string{"report"}, "reports"}},
	Columns: []Column{
		{Name: "report", Type: String, Pattern: reportPattern, Text: "出自哪份报告，即 reports.csv 的 report"},
		{Name: "id", Type: String, Pattern: `m[0-9]+`, Text: "这处数字在报告里的编号，按先后为 m1、m2……"},
		{Name: "indicator", Type: String, Text: "指标的代号，即指标页地址里的那一段"},
		{Name: "value", Type: Number, Text: "数值，万、亿已经乘出来：1.2万写作 12000；写明没有的为 0"},
		highColumn,
		{Name: "qualifier", Type: String, Text: "数字准到什么程度", Values: qualifiers},
		{Name: "unit", Type: String, Text: "计量单位，照录原文；原文没有单位、写明没有的为空", Empty: true},
		periodColumn,
		{Name: "printed", Type: String, Text: "数字连同单位，照录原文；写明没有的，是那半句话"},
		{Name: "quote", Type: String, Text: "写着这个数字的那半句话，照录原文"},
		{Name: "line", Type: Integer, Text: "在收到的文件的第几行；Word 文档、网页、PDF 是第几段"},
		{Name: "corrected", Type: String, Pattern: `([0-9]+(\.[0-9]+)?|` + struck + `)`, Text: "更正后的数值，value 仍是印出来的；更正为删去、不再计数的写 " + struck + "；没有更正的为空", Empty: true},
		{Name: "url", Type: String, Text: "这句话在报告网页里的地址，从网站首页所在的文件夹算起"},
	},
}

// States are the four states of an indicator in a place and year.
var States = []Value{
	{string(archive.Number), "报告写了数字"},
	{string(archive.None), "报告写明没有，数值为 0"},
	{string(archive.Unmentioned), "有报告，没有提到，数值为空"},
	{string(archive.NoReport), "本站没有收录这一年度的报告，数值为空"},
}

// Series is a row a place, year, indicator and family of units. A row has no
// family, and its unit may be empty; but no two rows are made of the same
// mentions.
var Series = Table{
	Name: "series", Path: address.SeriesCSV, Title: "年度数字", Text: "每个地方、年度、指标、单位类别一行，只列报告写了数字的和写明没有的",
	Key: []string{"code", "year", "indicator", "mentions"}, Refers: []Reference{{[]string{"code", "year"}, "reports"}},
	Columns: []Column{
		codeColumn, placeColumns[0], placeColumns[1], placeColumns[2], placeColumns[3],
		{Name: "year", Type: Year, Text: "年度"},
		{Name: "indicator", Type: String, Text: "指标的代号，即指标页地址里的那一段"},
		{Name: "state", Type: String, Text: "这一年度有没有数字", Values: States},
		{Name: "value", Type: Number, Text: "年度数字；同一份报告里有几个数的，怎样取，见各项指标的统计口径", Empty: true},
		highColumn,
		{Name: "qualifier", Type: String, Text: "数字准到什么程度；没有数值的为空", Values: qualifiers, Empty: true},
		{Name: "unit", Type: String, Text: "计量单位，照录原文；没有数值的，是同一组数字在别的年度或者别的地方所用的单位。类别不同的单位各成一组，不相加", Empty: true},
		periodColumn,
		{Name: "printed", Type: String, Text: "数字连同单位，照录原文；几个数相加的，用“＋”连起来", Empty: true},
		correctedColumn,
		{Name: "mentions", Type: String, Pattern: `m[0-9]+( m[0-9]+)*`, Text: "由哪几处数字得来：mentions.csv 的 id，用空格隔开；没有数值的为空", Empty: true},
	},
}

// Tables are those of the data package.
var Tables = []Table{Reports, Mentions, Series}

// ReportKeys are what an object of data/reports.json has behind the columns of
// Reports.
var ReportKeys = []Column{
	{Name: "part", Type: String, Text: "报告只管年度的一部分时，是哪一部分，如上半年；全年的为空", Empty: true},
	{Name: "issuers", Type: List, Text: "发布机构；原文没有写明的，一个也没有"},
	{Name: "kinds", Type: List, Text: "报告有哪几部分内容，按一级标题判断", Values: []Value{
		{string(report.Achievements), "主要举措和成效"},
		{string(report.Leadership), "主要负责人履行职责的情况"},
		{string(report.Problems), "不足和原因"},
		{string(report.Plans), "下一年度的安排"},
		{string(report.Other), "其他"},
	}},
	{Name: "mention_count", Type: Integer, Text: "报告里有几处数字，即 mentions.csv 里有几行"},
	{Name: "original", Type: String, Text: "收到的文件的地址，从网站首页所在的文件夹算起"},
	{Name: "json", Type: String, Text: "这份报告单独的 report.json 的地址，从网站首页所在的文件夹算起"},
}

// CitationKeys are what an object of the citations of a report.json has.
var CitationKeys = []Column{
	{Name: "printed", Type: String, Text: "书名号里的文字，照录原文"},
	{Name: "title", Type: String, Text: "归并以后的名称，同一份文件的几种写法归为一种"},
	{Name: "url", Type: String, Text: "引用它的报告一览的地址，从网站首页所在的文件夹算起"},
}
