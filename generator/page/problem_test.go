package page

import (
	"strings"
	"testing"

	"zhenjian/generator/address"
	"zhenjian/generator/archive"
	"zhenjian/generator/compare"
)

func TestProblems(t *testing.T) {
	s := newSite(t, changesReports(t))
	made, _ := s.build(t, loadLayouts(t), nil)
	rows := all(only(t, parse(t, made.data[address.Problems]), "tbody", ""), "tr", "")
	if got := words(rows[0]); !strings.HasPrefix(got, "力量薄弱、人手不足") {
		t.Errorf("first row %q", got)
	}
	// Every link into a report leads to a paragraph of its part on what falls short.
	followed := 0
	for _, topic := range compare.Topics() {
		page := made.data[address.Problem(topic.ID, "")]
		if page == "" {
			continue
		}
		for _, a := range all(parse(t, page), "a", "href") {
			href, _ := attr(a, "href")
			file, id, ok := strings.Cut(strings.TrimPrefix(href, "../../"), "#")
			if !ok || !strings.HasPrefix(file, "places/") {
				continue
			}
			followed++
			if found := all(parse(t, made.data[file]), "p", "id="+id); len(found) != 1 {
				t.Errorf("%s: %s has no paragraph %s", topic.ID, file, id)
			}
		}
	}
	if followed < 10 {
		t.Errorf("%d links followed", followed)
	}
}

// TestParagraphs: the archive counts paragraphs as a report's page does.
func TestParagraphs(t *testing.T) {
	for path, r := range newSite(t, changesReports(t)).reports {
		text := textOf(r)
		for _, a := range renderBody(new(room), text, nil, nil, nil).anchors {
			if !strings.HasPrefix(a.id, "p") {
				continue
			}
			if n := text.Paragraph(a.start); address.Paragraph(n) != a.id {
				t.Errorf("%s: byte %d lies in paragraph %d, the page has %s", path, a.start, n, a.id)
			}
		}
	}
	if n := archive.LacksOf([]archive.Lack{{Topic: 3, Paragraph: 300}}).Paragraph(3); n != 300 {
		t.Errorf("paragraph %d", n)
	}
}
