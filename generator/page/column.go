package page

import (
	"slices"
	"strings"

	"zhenjian/generator/address"
)

// A Column is a part of the site, as the rules for government websites ask each
// page to name it (网页标签规范, annex of 国办发〔2017〕47号). The main navigation has
// its Name.
type Column struct {
	Name        string
	Type        string // one of the annex, as far as one fits: 信息公开目录
	Description string
	Keywords    string // separated by commas
}

// columns are the parts of the site by their id: the folder that their pages lie
// in. Home is the first page and what lies beside it; pages are those by hand,
// whose name is their own.
//
// The types are those of the annex. 信息公开年报 is none of them, since it is the
// name of another report (政府信息公开条例, 第四十九条).
var columns = map[string]Column{
	"home":        {"首页", "首页", "乡镇、街道年度法治政府建设情况报告的全文档案。", "法治政府建设,年度报告,乡镇,街道"},
	"places":      {"地区", "信息公开目录", "按省、市、县、乡镇查阅历年法治政府建设情况报告。", "法治政府建设,年度报告,地区,乡镇,街道"},
	"years":       {"年度", "信息公开目录", "按报告年度查阅各地法治政府建设情况报告。", "法治政府建设,年度报告,年度"},
	"indicators":  {"指标", "数据发布", "各地报告中的数字，按指标和年度列出，连到原句。", "法治政府建设,统计指标,数据"},
	"problems":    {"存在的不足", "信息公开目录", "各地报告所说的不足，按内容和年度归类，连到原文。", "法治政府建设,存在的不足"},
	"laws":        {"法规文件", "信息公开目录", "各地报告引用的法律、法规和文件，以及引用它们的报告。", "法律,法规,规范性文件,引用"},
	"coverage":    {"收录情况", "信息公开目录", "哪些乡镇、街道有哪些年度的报告，何时公布，还缺哪些。", "法治政府建设,年度报告,收录,公布时间"},
	"search":      {"全文检索", "信息公开目录", "检索全部报告的原文。", "法治政府建设,年度报告,检索"},
	"data":        {"数据", "数据开放", "报告目录和从报告中认出的数字，做成表格供下载。", "法治政府建设,数据,下载,CSV,JSON"},
	"terms":       {"词语解释", "政策解读", "报告中常见的词语，各有一句解释和出处，并列出用到它的报告。", "法治政府建设,词语解释"},
	"corrections": {"更正记录", "回应关切", "公布以后更正、替换或撤下的报告，及日期和原因。", "法治政府建设,年度报告,更正"},
	"map":         {"站点地图", "信息公开目录", "本站全部栏目和各地区、年度的页面。", "站点地图,导航"},
	"pages":       {"关于本站", "概况信息", "本站的说明、方法和帮助。", "关于本站,帮助"},
}

// ColumnIDs gives the ids of all columns, in alphabetical order.
func ColumnIDs() []string {
	var ids []string
	for id := range columns {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return ids
}

// columnID tells which column a page belongs to.
func columnID(page string) string {
	folder, _, nested := strings.Cut(page, "/")
	if !nested {
		return "home"
	}
	if _, ok := columns[folder]; ok {
		return folder
	}
	return "pages"
}

// column gives a column as the settings have it.
func (s *Site) column(id string) Column {
	c, own := columns[id], s.options.Columns[id]
	for _, field := range []struct {
		into *string
		own  string
	}{{&c.Name, own.Name}, {&c.Type, own.Type}, {&c.Description, own.Description}, {&c.Keywords, own.Keywords}} {
		if own := strings.TrimSpace(field.own); own != "" {
			*field.into = own
		}
	}
	return c
}

// columnOf gives the column of a page. One by hand is a column of its own, with
// its own name.
func (s *Site) columnOf(page string) Column {
	c := s.column(columnID(page))
	for _, p := range s.pages {
		if page == address.Page(p.Name) {
			c.Name = p.title()
		}
	}
	return c
}

// siteMeta are the tags of the site and of the column, which every page has. One
// that is not set is left out: the rules know no empty tag.
func (s *Site) siteMeta(page string) []meta {
	c := s.columnOf(page)
	return filled([]meta{
		{"SiteName", s.options.siteName()}, {"SiteDomain", s.options.SiteDomain}, {"SiteIDCode", s.options.SiteCode},
		{"ColumnName", c.Name}, {"ColumnDescription", c.Description}, {"ColumnKeywords", c.Keywords}, {"ColumnType", c.Type},
	})
}

// filled leaves out the tags without content.
func filled(tags []meta) []meta {
	return slices.DeleteFunc(tags, func(m meta) bool { return strings.TrimSpace(m.Content) == "" })
}
