package page

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"zhenjian/generator/address"
)

// fullOptions set everything that there is to set.
var fullOptions = Options{
	Title: "报告库", Subtitle: "全文", Program: "1", BaseURL: "http://www.example.gov.cn/fz/",
	SiteName: "某某县人民政府", SiteDomain: "www.example.gov.cn", SiteCode: "3704050001",
	Organizer: "某司法局", Undertaker: "某信息中心", Contact: "值班室", Phone: "0000-0000000", Mail: "a@example.gov.cn", Post: "某路1号",
	ICP: "某ICP备00000000号", Police: "某公网安备00000000000000号", ErrorContact: "http://www.example.gov.cn/jiucuo", Editor: "某某", Topic: "公安、安全、司法、法制", Genre: "工作报告",
}

// tagsOf gives the content of each named <meta> of a page.
func tagsOf(t *testing.T, path string, doc *html.Node) map[string]string {
	t.Helper()
	tags := map[string]string{}
	for _, n := range all(doc, "meta", "name") {
		name, _ := attr(n, "name")
		content, _ := attr(n, "content")
		if _, twice := tags[name]; twice {
			t.Errorf("%s: <meta name=%s> stands twice", path, name)
		}
		if strings.TrimSpace(content) == "" {
			t.Errorf("%s: <meta name=%s> is empty", path, name)
		}
		tags[name] = content
	}
	return tags
}

// What the table of the 网页标签规范 asks of each page, and of a report's page besides.
var (
	everyPage   = []string{"SiteName", "SiteDomain", "SiteIDCode", "ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType"}
	reportPages = []string{"ArticleTitle", "PubDate", "ContentSource", "Keywords", "Author", "Description", "Url"}
	unsettable  = []string{"SiteDomain", "SiteIDCode", "Author", "Url"} // gone where the settings are empty
)

// TestTags looks at every page, of every kind, with full and with empty settings.
func TestTags(t *testing.T) {
	texts := map[string]string{}
	for name, text := range smallReports {
		texts[name] = "发布时间：2023-03-28 09:18\n" + text
	}
	s := newSite(t, texts)
	pubDateForm := regexp.MustCompile(`^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$`)
	for _, tt := range []struct {
		name    string
		options Options
		without []string
	}{
		{"full", fullOptions, nil},
		{"empty", Options{Title: "报告库", Program: "1"}, unsettable},
	} {
		s.options = tt.options
		made, _ := s.build(t, loadLayouts(t), nil)
		kindsSeen := map[string]bool{}
		for _, path := range made.pages() {
			tags := tagsOf(t, path, parse(t, made.data[path]))
			isReport := reportPath.MatchString(path)
			wanted := slices.Clone(everyPage)
			if isReport {
				wanted = append(wanted, reportPages...)
			}
			for _, name := range append(slices.Clone(everyPage), reportPages...) {
				want := slices.Contains(wanted, name) && !slices.Contains(tt.without, name)
				if content, got := tags[name]; got != want {
					t.Errorf("%s, %s: %s %q, want it there: %v", tt.name, path, name, content, want)
				}
			}
			if isReport && !pubDateForm.MatchString(tags["PubDate"]) {
				t.Errorf("%s: PubDate %q", path, tags["PubDate"])
			}
			if tags["renderer"] != "webkit" || !strings.Contains(made.data[path], `<meta http-equiv="X-UA-Compatible" content="IE=edge">`) {
				t.Errorf("%s: two browsers in one are not told which to be", path)
			}
			if _, small := tags["description"]; small == isReport {
				t.Errorf("%s: description %v beside Description", path, small)
			}
			title := textContent(only(t, parse(t, made.data[path]), "title", ""))
			switch column := tags["ColumnName"]; {
			case path == address.Home && title != "报告库",
				path != address.Home && !strings.HasSuffix(title, " – 报告库"),
				columnID(path) != "home" && !strings.Contains(" – "+title, " – "+column+" – 报告库"):
				t.Errorf("%s: title %q in the column %s", path, title, column)
			}
			kindsSeen[columnID(path)] = true
		}
		for _, id := range []string{"home", "places", "years", "indicators", "laws", "coverage", "search", "data", "map", "pages"} {
			if !kindsSeen[id] {
				t.Errorf("%s: no page of the column %s", tt.name, id)
			}
		}
	}
}

var reportPath = regexp.MustCompile(`^places/[^/]+/\d{4}/(\d+/)?index\.html$`)

// TestFoot holds the foot of every page to the settings, and to none of them.
func TestFoot(t *testing.T) {
	s := newSite(t, smallReports)
	s.options = fullOptions
	made, _ := s.build(t, loadLayouts(t), nil)
	for _, path := range made.pages() {
		foot := words(only(t, parse(t, made.data[path]), "footer", ""))
		for _, want := range []string{"主办单位：某司法局", "承办单位：某信息中心", "联系方式：值班室", "电话：0000-0000000", "电子邮箱：a@example.gov.cn", "地址：某路1号",
			"网站标识码：3704050001", "备案编号：某ICP备00000000号", "公安机关备案：某公网安备00000000000000号", "纠错：我为政府网站找错", path} {
			if path != address.NotFound && !strings.Contains(foot, want) {
				t.Errorf("%s: the foot lacks %s: %s", path, want, foot)
			}
		}
	}
	s.options = Options{Title: "甲", ErrorContact: "拨打 12345"}
	made, _ = s.build(t, loadLayouts(t), nil)
	if foot := words(only(t, parse(t, made.data["index.html"]), "footer", "")); !strings.Contains(foot, "纠错：拨打 12345 请写明本页：index.html") {
		t.Errorf("foot %q", foot)
	}
	s.options.ErrorContact = ""
	made, _ = s.build(t, loadLayouts(t), nil)
	if foot := words(only(t, parse(t, made.data["index.html"]), "footer", "")); strings.Contains(foot, "：") && !strings.HasPrefix(foot, "关于 帮助 站点地图 报告文字") {
		t.Errorf("foot %q", foot)
	}
}

// TestColumnSettings has the settings rename a column, everywhere.
func TestColumnSettings(t *testing.T) {
	s := newSite(t, smallReports)
	s.options.Columns = map[string]Column{"indicators": {Name: "数字", Type: "统计数据"}}
	made, _ := s.build(t, loadLayouts(t), nil)
	doc := parse(t, made.data[address.Indicators])
	tags := tagsOf(t, address.Indicators, doc)
	if tags["ColumnName"] != "数字" || tags["ColumnType"] != "统计数据" || tags["ColumnDescription"] != columns["indicators"].Description {
		t.Errorf("tags %v", tags)
	}
	if got := words(only(t, doc, "a", "aria-current=true")); got != "数字" {
		t.Errorf("current column %q", got)
	}
	if crumbs := words(only(t, doc, "nav", "aria-label=当前位置")); crumbs != "首页 数字" {
		t.Errorf("breadcrumbs %q", crumbs)
	}
}

func TestPubDate(t *testing.T) {
	for at, want := range map[string]string{
		"2024-03-28T09:18": "2024-03-28 09:18", "2024-03-28": "2024-03-28 00:00", "": "", "2024-02-30": "", "2024年3月": "",
	} {
		if got := pubDate(at); got != want {
			t.Errorf("%q: %q, want %q", at, got, want)
		}
	}
}
