package page

import (
	"cmp"
	"fmt"
	"html/template"
	"path"
	"slices"
	"sort"
	"strconv"
	"strings"
	"unicode"

	"zhenjian/generator/address"
	"zhenjian/generator/archive"
	"zhenjian/generator/audit"
	"zhenjian/generator/source"
)

// reportView is a report's page but for the text itself and the numbers that
// are no mentions, which follow from the two hashes, Citations and Mentions.
type reportView struct {
	Frame     frame
	Key       string
	Name      string
	Above     string // full name of what the place lies in
	Period    string // 2022年度, 2022年上半年
	Title     string
	OwnTitle  bool
	Partial   bool // not about the whole year
	Issuers   string
	Issued    fact // the date of issue; Value "" where none is stated
	Facts     []fact
	File      string // name of the file
	Format    string // TXT
	Unit      string // what the view of the file counts: 行 or 段
	Size      string
	SHA256    string
	Cite      reference
	Sidecar   string   // its SHA-256
	Overrides []string // what it settled
	Masked    int      // places of personal data that are masked

	Checks      []checkedWords
	Shared      []sharedWords
	Corrections []correction // of its numbers
	Replaced    []correction // what became of its file after it was published
	Record      string       // 更正记录
	Original    string
	Source      string // the view of the file as received
	Place       link
	Earlier     link // Href "" where there is none
	Later       link
	Versions    []link // other reports for the place and year
	Beside      []link // same year, same parent
	Parent      link
	Year        link
	Changes     changeLine // against the report before; Href "" where there is none
	Laws        []link
	Citations   []link // Text as printed, without 《》
	Mentions    []mentionMark
	Figures     []indicatorFigures
}

// A fact is a line of the metadata box.
type fact struct {
	Name  string
	Value string
	Date  string // YYYY-MM-DD, if Value is a date
	Note  string
}

// reportPage is what the layout sees.
type reportPage struct {
	reportView
	Text       template.HTML
	Outline    []outlineItem
	Others     []otherFigure
	Characters int // that are read: hanzi, and words and numbers in other letters
	Minutes    int // that reading takes
}

// perMinute is how many hanzi are taken to be read in a minute: between some 250
// aloud and 500 by a quick reader.
const perMinute = 400

// readable counts what a reader of a text reads: each hanzi, and each run of
// letters or digits as one.
func readable(text string) int {
	n, run := 0, false
	for _, r := range text {
		hanzi := r >= 0x4E00 && r <= 0x9FFF || unicode.Is(unicode.Han, r) // the table of all takes ten times as long
		letter := !hanzi && (unicode.IsLetter(r) || unicode.IsDigit(r))
		if hanzi || letter && !run {
			n++
		}
		run = letter
	}
	return n
}

// Report makes the page of one report. open is called only when the page is
// due. The original file is not put.
func (s *Site) Report(e *archive.Entry, open func() (*Text, error), sink Sink) error {
	r := rooms.Get().(*room)
	defer rooms.Put(r)
	view := func() (any, error) {
		text, err := open()
		if err != nil {
			return nil, err
		}
		view := s.reportView(e)
		hrefs := map[string]string{}
		for _, c := range view.Citations {
			hrefs[c.Text] = c.Href
		}
		marked := &Text{Doc: text.Doc, Spans: text.Spans, Corrections: e.Corrections}
		body := renderBody(r, marked, hrefs, view.Mentions, s.termMarks(address.Report(e.Code, e.Year, e.Version), text, view.Mentions))
		view.Checks = s.checked(e, text, body.anchors)
		view.Shared = s.sharedWords(e, text, body.anchors)
		read := readable(text.Doc.Text)
		return reportPage{
			view, body.html, body.outline, otherFigures(text, view.Mentions, body.anchors),
			read, max(1, (read+perMinute/2)/perMinute),
		}, nil
	}
	return s.put(sink, "report", page{address.Report(e.Code, e.Year, e.Version), view, func(in *inputs) { s.reportInputs(in, e) }})
}

func (s *Site) reportView(e *archive.Entry) reportView {
	page := address.Report(e.Code, e.Year, e.Version)
	v := reportView{
		Key: e.Key(), Name: e.Name, Above: s.aboveName(e.Code), Period: period(e), Title: e.Title, OwnTitle: e.OwnTitle, Partial: e.Part != "",
		File: savedName(e), Unit: source.Unit(e.Ext, "zh"), Format: strings.ToUpper(strings.TrimPrefix(e.Ext, ".")), Size: sizeText(e.Size),
		SHA256: e.SHA256, Sidecar: e.Sidecar, Masked: e.Masked, Original: address.Rel(page, address.Original(e.Code, e.Year, e.Version, e.Ext)),
		Source: address.Rel(page, address.Source(e.Code, e.Year, e.Version)),
		Place:  to(page, address.Place(e.Code), e.Name),
	}
	if unit, ok := s.arc.Region(e.Code); ok {
		v.Name, v.Place.Text = unit.Name, unit.Name
	}
	v.Corrections, v.Replaced, v.Record = s.numberCorrections(e), fileChanges(e), address.Rel(page, address.Corrections)
	v.Facts, v.Issuers = s.facts(e), strings.Join(e.Issuers, "、")
	if day := ownDate(e); day != "" {
		v.Issued = fact{Value: dateText(day), Date: day}
	}
	for _, o := range e.Overrides {
		v.Overrides = append(v.Overrides, overrideName(o))
	}
	if r := s.arc.Earlier(e); r != nil {
		v.Earlier = to(page, address.Report(r.Code, r.Year, r.Version), period(r))
	}
	v.Changes = s.changeLine(page, e)
	if r := s.arc.Later(e); r != nil {
		v.Later = to(page, address.Report(r.Code, r.Year, r.Version), period(r))
	}
	for _, r := range s.arc.Versions(e) {
		l := to(page, address.Report(r.Code, r.Year, r.Version), r.Title)
		l.Note = versionNote(r)
		v.Versions = append(v.Versions, l)
	}
	for _, r := range s.arc.Neighbours(e) {
		l := to(page, address.Report(r.Code, r.Year, r.Version), r.Name)
		l.Note = r.Part
		v.Beside = append(v.Beside, l)
	}
	if p := s.arc.Place(e.Code); p.Parent != "" {
		above := s.arc.Place(p.Parent)
		v.Parent = to(page, address.Place(above.Code), above.Name)
	}
	v.Year = to(page, s.years[e.Year].path(s.years[e.Year].region(e.Code)), yearText(e.Year))
	s.cite(&v, page, e)
	v.Mentions, v.Figures = s.mentionMarks(page, e), s.reportFigures(page, e)
	s.reportFrame(&v, page, e)
	return v
}

// cite links what the report cites to the pages of the titles.
func (s *Site) cite(v *reportView, page string, e *archive.Entry) {
	seen := map[string]bool{}
	for _, c := range e.Cites {
		law := s.arc.LawOf(c)
		if law == nil {
			continue
		}
		l := to(page, address.Law(law.ID, ""), c)
		v.Citations = append(v.Citations, l)
		if !seen[law.ID] {
			seen[law.ID] = true
			l.Text = "《" + law.Title + "》"
			v.Laws = append(v.Laws, l)
		}
	}
}

func (s *Site) reportFrame(v *reportView, page string, e *archive.Entry) {
	crumbs := append(s.placeCrumbs(page, e.Code), link{Text: v.Period})
	title := v.Name + v.Period + "法治政府建设报告"
	if e.Version > 1 {
		crumbs[len(crumbs)-1].Text += fmt.Sprintf("（第%d份）", e.Version)
		title += fmt.Sprintf("（第%d份）", e.Version)
	}
	v.Frame = s.frame(page, s.title(title, cmp.Or(v.Above, s.column("places").Name)), "", crumbs...)
	v.Frame.Paper = "official"
	if src := s.layouts.paths[speakScript]; src != "" {
		v.Frame.Scripts = []script{{Src: address.Rel(page, src)}}
	}
	v.Frame.Copy = s.copier(page)
	v.Frame.Linked = s.reportLinked(page, e, v.Above+v.Name)
	v.Cite = s.citeReport(page, e)
	v.Frame.Meta = append(v.Frame.Meta, s.articleMeta(e, v.Above+v.Name, v.Above+title)...)
}

// facts are the lines of the metadata box, in the order of the catalogues of
// government sites (索引号, 发文字号, 主题分类, 体裁分类, 发布机构, 成文日期, 发布日期). 有效性
// is not among them: no report states it.
func (s *Site) facts(e *archive.Entry) []fact {
	out := []fact{
		{Name: "标题", Value: e.Title},
		{Name: "索引号", Value: e.Index},
		{Name: "发文字号", Value: e.Number},
		{Name: "主题分类", Value: s.options.Topic},
		{Name: "体裁分类", Value: s.options.Genre},
		{Name: "发布机构", Value: strings.Join(e.Issuers, "、"), Note: "文中未注明"},
		{Name: "报告年度", Value: period(e)},
		{Name: "成文日期", Value: dateText(ownDate(e)), Date: ownDate(e), Note: "文中未注明"},
		dated("发布日期", e.Public()),
		dated("更新日期", e.Revised),
		{Name: "法定内容", Value: partsText(e)},
		{Name: "来源", Value: e.Source},
		{Name: "来源文件", Value: path.Base(e.Path)},
		{Name: "编号", Value: e.Key(), Note: "本站所编"},
	}
	for i := range out {
		if f := &out[i]; f.Value != "" && f.Note == "文中未注明" {
			f.Note = ""
		}
	}
	if e.Published == "" && e.Entered != "" {
		i := slices.IndexFunc(out, func(f fact) bool { return f.Name == "发布日期" })
		out[i].Note = "本站首次发布"
	}
	if e.OwnTitle {
		out[0].Note = "原文无标题，本站所拟"
	}
	return slices.DeleteFunc(out, func(f fact) bool { return f.Value == "" && f.Note == "" })
}

// dated is a line with a day, from a time as the archive has it.
func dated(name, at string) fact {
	day, _, _ := strings.Cut(at, "T")
	return fact{Name: name, Value: dateText(day), Date: day}
}

// ownDate is the date that the document itself has: a stated day of release
// stands for one in the data, but is none.
func ownDate(e *archive.Entry) string {
	if e.Released {
		return ""
	}
	return e.Issued
}

// period names the time a report is about: 2022年度, 2022年上半年.
func period(e *archive.Entry) string {
	if e.Part != "" {
		return strconv.Itoa(e.Year) + "年" + e.Part
	}
	return yearText(e.Year)
}

// dateText writes YYYY-MM-DD as 2023年1月9日; anything else stays as it is.
func dateText(date string) string {
	var y, m, d int
	if n, err := fmt.Sscanf(date, "%4d-%2d-%2d", &y, &m, &d); n != 3 || err != nil {
		return date
	}
	return fmt.Sprintf("%d年%d月%d日", y, m, d)
}

// sizeText writes a number of bytes with at most one decimal.
func sizeText(n int) string {
	switch {
	case n < 1<<10:
		return fmt.Sprintf("%d 字节", n)
	case n < 1<<20:
		return fmt.Sprintf("%.1f KB", float64(n)/(1<<10))
	}
	return fmt.Sprintf("%.1f MB", float64(n)/(1<<20))
}

// overrideNames say in Chinese what a sidecar's keys settle.
var overrideNames = map[string]string{
	"title": "标题", "place": "地区", "year": "报告年度", "issued": "成文日期", "issuers": "发布机构", "addressees": "主送机关",
}

func overrideName(key string) string {
	if name, ok := overrideNames[key]; ok {
		return name
	}
	return key
}

// checkedWords are what a check compared, with links to the words.
type checkedWords struct {
	Quote, Also link // Text "" where there is none: one quote has all, or the report as a whole is meant
	Text        string
}

// checked gives the findings of a report that the public may see.
func (s *Site) checked(e *archive.Entry, text *Text, anchors []anchor) []checkedWords {
	var out []checkedWords
	for _, v := range audit.Public(text.Doc.Text, text.Findings, s.options.PublicChecks) {
		c := checkedWords{Text: v.Text}
		if v.Quote != "" {
			c.Quote = link{Text: v.Quote, Href: hrefOf(anchors, v.Places[0].Start)}
		}
		if v.Also != "" {
			c.Also = link{Text: v.Also, Href: hrefOf(anchors, v.Places[1].Start)}
		}
		out = append(out, c)
	}
	if !s.showsJumps() {
		return out
	}
	page := address.Report(e.Code, e.Year, e.Version)
	for _, j := range audit.Jumps(s.arc, e) {
		now, then := e.Mentions[j.Now-1], j.Before.Mentions[j.Then-1]
		earlier := to(page, address.Report(j.Before.Code, j.Before.Year, j.Before.Version), yearText(j.Before.Year)+"“"+then.Quote+"”")
		earlier.Href += "#" + archive.MentionID(j.Then)
		out = append(out, checkedWords{
			link{Text: now.Quote, Href: "#" + archive.MentionID(j.Now)}, earlier,
			fmt.Sprintf("%s%s，上年度%s，相差十倍以上", j.Name, figureText(now), figureText(then)),
		})
	}
	return out
}

// showsJumps tells whether the settings show what is far from the year before.
func (s *Site) showsJumps() bool { return slices.Contains(s.options.PublicChecks, audit.JumpsGroup) }

// hrefOf leads to where a byte of the text stands on its report's page; "" in the title.
func hrefOf(anchors []anchor, at int) string {
	i := sort.Search(len(anchors), func(i int) bool { return anchors[i].start > at }) - 1
	if i < 0 {
		return ""
	}
	return "#" + anchors[i].id
}

// sharedWords are a passage that reports of other places have as well.
type sharedWords struct {
	Quote  link
	Others []link // the earliest year first
}

// sharedWords gives those of a report, if the settings show them.
func (s *Site) sharedWords(e *archive.Entry, text *Text, anchors []anchor) []sharedWords {
	list := s.shared[e]
	if len(list) == 0 {
		return nil
	}
	page := address.Report(e.Code, e.Year, e.Version)
	clauses := comparable(e, text).Printed()
	var out []sharedWords
	for _, p := range list {
		span := source.Span{Start: clauses[p.First].Start, End: clauses[p.Last].End}
		w := sharedWords{Quote: link{Text: text.of(span), Href: hrefOf(anchors, span.Start)}}
		for _, o := range p.Others {
			w.Others = append(w.Others, to(page, address.Report(o.Code, o.Year, o.Version), s.placeName(o)+period(o)))
		}
		out = append(out, w)
	}
	return out
}

// placeName names the place of another report in full.
func (s *Site) placeName(e *archive.Entry) string {
	name := e.Name
	if unit, ok := s.arc.Region(e.Code); ok {
		name = unit.Name
	}
	return s.aboveName(e.Code) + name
}
