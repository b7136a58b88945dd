package page

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"zhenjian/generator/address"
	"zhenjian/generator/archive"
	"zhenjian/generator/glossary"
	"zhenjian/generator/indicator"
	"zhenjian/generator/report"
)

// markedTerms links the first uses in a report.
func markedTerms(r *report.Report) []termMark {
	var out []termMark
	for _, u := range firstUses(glossary.Builtin(), textOf(r), markedMentions(r)) {
		out = append(out, termMark{u.Span, "../terms/" + glossary.Builtin().List[u.Term].ID})
	}
	return out
}

// termReports use terms in all sorts of places.
var termReports = map[string]string{
	"a.txt": sample("涧头集镇", 2021, "（二）做好行政复议工作。学习《行政复议法》。\n开展禁毒宣传。"),
	"b.txt": sample("涧头集镇", 2022, "学习《行政复议法》和《行政处罚法》。\n全年无行政复议案件。\n做好行政复议和行政应诉。行政复议案件均已办结，办理行政处罚案件60件。"),
	"c.txt": sample("邳庄镇", 2022, "坚持新时代“枫桥经验”。"),
}

// termLinks gives the text and target of the links to terms.
func termLinks(n *html.Node) []string {
	var out []string
	for _, a := range all(n, "a", "class=term") {
		href, _ := attr(a, "href")
		out = append(out, words(a)+" -> "+href)
	}
	return out
}

// TestTermLinks: the first use of a term is linked, but none in 《》 or in a number
// that is a link itself, and the text stays as it is.
func TestTermLinks(t *testing.T) {
	s := newSite(t, termReports)
	made, _ := s.build(t, loadLayouts(t), nil)
	for path, want := range map[string][]string{
		"places/370405103/2021/index.html": {"行政复议 -> ../../../terms/administrative-reconsideration/index.html", "禁毒 -> ../../../terms/drug-control/index.html"},
		"places/370405103/2022/index.html": {"行政复议 -> ../../../terms/administrative-reconsideration/index.html", "行政应诉 -> ../../../terms/administrative-litigation/index.html", "行政处罚 -> ../../../terms/administrative-penalty/index.html"},
	} {
		article := only(t, parse(t, made.data[path]), "article", "")
		text := only(t, article, "div", "data-text")
		if got := termLinks(article); !slices.Equal(got, want) || len(termLinks(text)) != len(want) {
			t.Errorf("%s: got\n%s\nwant\n%s", path, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
		for _, a := range all(text, "a", "") {
			if len(all(a, "a", "")) > 0 {
				t.Errorf("a link stands in the link %s", words(a))
			}
		}
		name := map[string]string{"2021": "a.txt", "2022": "b.txt"}[strings.Split(path, "/")[2]]
		if got := textContent(text); got != s.reports[name].Doc.Text {
			t.Errorf("%s: the text is\n%s", path, got)
		}
	}
	body := made.data["places/370405103/2022/index.html"]
	if !strings.Contains(body, `做好<a href="../../../terms/administrative-reconsideration/index.html" class="term">行政复议</a>和`) {
		t.Error("行政复议 is not linked where it is first used outside of a link")
	}
}

func TestTerms(t *testing.T) {
	s := newSite(t, termReports)
	made, _ := s.build(t, loadLayouts(t), nil)
	main := only(t, parse(t, made.data[address.Terms]), "main", "")
	if got, want := len(all(main, "dt", "")), len(glossary.Builtin().List); got != want {
		t.Errorf("%d terms are listed of %d", got, want)
	}
	got := links(main)
	if !slices.Contains(got, "行政复议 -> administrative-reconsideration/index.html") {
		t.Errorf("no link to a term that is used among %q", got)
	}
	for _, l := range got {
		if strings.Contains(l, "judicial-suggestion") {
			t.Error("a term that no report uses has a link")
		}
	}
	if !strings.Contains(words(main), "司法建议 尚无报告用到") {
		t.Error("a term that no report uses does not say so")
	}
	for path := range made.data {
		if strings.Contains(path, "judicial-suggestion") {
			t.Errorf("there is a page %s without a report", path)
		}
	}
	main = only(t, parse(t, made.data["terms/administrative-reconsideration/index.html"]), "main", "")
	got = links(main)
	for _, want := range []string{
		"2022年度 -> ../../years/2022/index.html", "涧头集镇 -> ../../places/370405103/2022/index.html", "涧头集镇 -> ../../places/370405103/2021/index.html",
		"引用《行政复议法》的报告 -> ../../laws/" + s.arc.LawOf("行政复议法").ID + "/index.html",
		"行政复议：各地各年度的数字 -> ../../indicators/reconsiderations/index.html",
	} {
		if !slices.Contains(got, want) {
			t.Errorf("no link %q among\n%s", want, strings.Join(got, "\n"))
		}
	}
	if got := rowsOf(only(t, main, "table", "")); !slices.Equal(got[1:], []string{"2022年度 | 1 | 2", "2021年度 | 1 | 1"}) {
		t.Errorf("by year: %q", got)
	}
}

// TestIndicatorsOfTerms: what the built-in glossary names is in the built-in catalogue.
func TestIndicatorsOfTerms(t *testing.T) {
	for _, term := range glossary.Builtin().List {
		if term.Indicator != "" && indicator.Builtin().Index(term.Indicator) < 0 {
			t.Errorf("%s: no indicator %s", term.ID, term.Indicator)
		}
		if term.Law != "" && archive.LawTitle(term.Law) != term.Law {
			t.Errorf("%s: reports' citations of %s are kept as %s", term.ID, term.Law, archive.LawTitle(term.Law))
		}
	}
}

// TestTermOfMany: a term that the whole country uses is split by region, and each
// report stands on one page.
func TestTermOfMany(t *testing.T) {
	entries := syntheticEntries(8000, 2022, nil)
	for _, e := range entries {
		e.Terms = archive.TermsOf([]int{3})
	}
	arc, _ := archive.New(gazetteer(), indicator.Builtin(), entries, nil)
	s := New(loadLayouts(t), arc, nil, Options{Title: "甲", Glossary: glossary.Builtin()})
	h := s.terms[3]
	found := 0
	for _, code := range h.pages() {
		n := 0
		for _, section := range s.termView(h, code).List.Sections {
			for _, g := range section.Groups {
				n += len(g.Links)
			}
		}
		if n != len(h.users(code)) || n > limit {
			t.Errorf("%d links on %s for %d reports", n, h.path(code), len(h.users(code)))
		}
		for _, e := range h.users(code) {
			if h.region(e.Code) != code {
				t.Errorf("%s stands on the page of %q, not of %q", e.Code, code, h.region(e.Code))
			}
		}
		found += n
	}
	if found != len(entries) || len(s.termPages()) < 15 {
		t.Errorf("%d of %d reports on %d pages", found, len(entries), len(s.termPages()))
	}
	view := s.termView(h, "130000")
	if view.Count != h.count["130000"] || view.In != "河北省" || len(view.List.Parts) == 0 {
		t.Errorf("%+v", view.Frame)
	}
}
