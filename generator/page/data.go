package page

import (
	"path"

	"zhenjian/generator/address"
	"zhenjian/generator/archive"
	"zhenjian/generator/export"
)

// dataView says what data there is to take away, and what each column means.
type dataView struct {
	Frame  frame
	Files  []dataFile
	Single []dataFile // of one place, of one report: that of the newest report, for example
	States []dataValue
	Tables []dataTable
	Keys   dataTable // of reports.json, beyond the columns of the list of reports
	Cited  dataTable // of the citations in a report.json
	Schema link
	Sums   link
	Site   string // what to cite, with its address
	Page   string // full address of this page; "" where the site's is not known
	Feed   link   // Href "" where there is none
	Map    link   // sitemap
}

// A dataFile is a file to download.
type dataFile struct {
	link
	About string // what it holds
	Rows  int    // 0 where that is not counted beforehand
}

type dataTable struct {
	Name    string
	Title   string
	About   string // what a row is
	Columns []dataColumn
}

type dataColumn struct {
	Name   string
	Type   string
	Text   string
	Values []dataValue
}

type dataValue struct{ Value, Text string }

// typeNames say the types of columns in Chinese.
var typeNames = map[export.Type]string{
	export.String: "文字", export.Integer: "整数", export.Number: "数", export.Year: "年份", export.List: "若干项文字",
}

func (s *Site) dataPages() []page {
	if len(s.arc.Reports) == 0 {
		return nil
	}
	return one(address.Data, s.dataView)
}

func (s *Site) dataView() (any, error) {
	const page = address.Data
	v := dataView{
		Frame:  s.frame(page, s.title("数据"), "报告目录和从报告中认出的数字，供下载，附每一列的说明。", link{Text: "数据"}),
		Schema: fileLink(page, address.Schema), Sums: fileLink(page, address.Sums), Site: s.options.Title,
		States: dataValues(export.States),
		Keys:   dataTable{Name: "keys", Columns: dataColumns(export.ReportKeys)},
		Cited:  dataTable{Name: "citations", Columns: dataColumns(export.CitationKeys)},
	}
	v.Frame.Linked = s.datasetLinked(page, s.options.Title, "报告目录和从报告中认出的数字", "", address.ReportsCSV, address.MentionsCSV, address.SeriesCSV, address.ReportsJSON, address.Archive)
	mentions := 0
	for _, e := range s.arc.Reports {
		mentions += len(e.Mentions)
	}
	rows := map[string]int{address.ReportsCSV: len(s.arc.Reports), address.MentionsCSV: mentions}
	for _, t := range export.Tables {
		v.Files = append(v.Files, dataFile{fileLink(page, t.Path), t.Title + "，" + t.Text, rows[t.Path]})
		v.Tables = append(v.Tables, dataTable{t.Name, t.Title, t.Text, dataColumns(t.Columns)})
	}
	for _, f := range []struct{ path, about string }{
		{address.ReportsJSON, "报告目录的 JSON 格式，比 reports.csv 多出发布机构、内容组成等几项"},
		{address.Archive, "以上各个文件，连同 reports.schema.json、datapackage.json 两个说明文件，合成一个压缩包"},
		{address.Schema, "用 JSON Schema（2020-12）写的 JSON 格式说明，供程序检验"},
		{address.Package, "用 Frictionless Data Package 写的表格说明，供程序读入"},
		{address.Sums, "上列文件和每份报告原始文件的 SHA-256 校验值"},
	} {
		v.Files = append(v.Files, dataFile{link: fileLink(page, f.path), About: f.about})
	}
	e := s.newest()
	v.Single = []dataFile{
		{link: to(page, address.PlaceSeries(e.Code), "series.csv"), About: "一个地方历年的年度数字，没有数字的年度也列出；县（市、区）的连同所属各乡镇、街道。例如：" + e.Name},
		{link: to(page, address.ReportJSON(e.Code, e.Year, e.Version), "report.json"), About: "一份报告的基本情况、每一处数字、引用的法规文件。例如：" + e.Name + period(e) + "报告"},
	}
	if s.options.BaseURL != "" {
		v.Page, v.Map = s.options.BaseURL+page, fileLink(page, address.Sitemap)
	}
	if s.feed {
		v.Feed = fileLink(page, address.Feed)
	}
	return v, nil
}

// newest gives a report on the last year.
func (s *Site) newest() *archive.Entry {
	return s.arc.OfYear(s.arc.Years[len(s.arc.Years)-1])[0]
}

// fileLink links a file by its name.
func fileLink(page, file string) link {
	return to(page, file, path.Base(file))
}

func dataColumns(columns []export.Column) []dataColumn {
	var out []dataColumn
	for _, c := range columns {
		out = append(out, dataColumn{c.Name, typeNames[c.Type], c.Text, dataValues(c.Values)})
	}
	return out
}

func dataValues(values []export.Value) []dataValue {
	var out []dataValue
	for _, v := range values {
		out = append(out, dataValue(v))
	}
	return out
}
