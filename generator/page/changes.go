package page

import (
	"fmt"
	"html/template"
	"math"
	"slices"
	"sort"
	"strings"
	"sync"

	"zhenjian/generator/address"
	"zhenjian/generator/archive"
	"zhenjian/generator/compare"
	"zhenjian/generator/report"
	"zhenjian/generator/source"
)

// changesPage is a report beside the one before of the same place.
type changesPage struct {
	Frame    frame
	Name     string
	Above    string // full name of what the place lies in
	Before   link   // the reports; Text is the period
	After    link
	Gap      bool // years between have no report
	Percent  int  // of the characters of the report after
	JSON     string
	Plans    []planItem
	TakenUp  int
	Problems []problemItem // that are named again
	Numbers  []numberRow
	Repeated []link
	Twice    []link        // in the report after itself
	Sides    template.HTML // the sections, the two texts in full
}

// A planItem is a promise of the report before, with what this one says of it.
type planItem struct {
	Plan     link
	Outcomes []outcomeItem
	Lacking  []outcomeItem
}

// An outcomeItem is a sentence. Promised and Stated are the numbers of one indicator,
// where both state one.
type outcomeItem struct {
	link
	Promised, Stated string
}

// A problemItem is a sentence on what falls short, and those of this year that
// speak of the same.
type problemItem struct {
	Problem link
	Again   []link
}

// A numberRow is an indicator that both reports state in one family of units.
type numberRow struct {
	link
	Before, After indicatorCell
}

// Changes makes the page and the data of a report beside the one before, and gives
// what the comparison came to. That is taken from what is known of the same two
// reports, where they are; else both are opened.
func (s *Site) Changes(before, e *archive.Entry, known *archive.Change, open, openBefore func() (*Text, error), sink Sink) (archive.Change, error) {
	type both struct {
		old, now *Text
		c        *compare.Comparison
	}
	compared := sync.OnceValues(func() (both, error) {
		old, err := openBefore()
		if err != nil {
			return both{}, err
		}
		now, err := open()
		if err != nil {
			return both{}, err
		}
		return both{old, now, compare.Compare(comparable(before, old), comparable(e, now), s.arc.Catalogue)}, nil
	})
	r := rooms.Get().(*room)
	defer rooms.Put(r)
	view := func() (any, error) {
		b, err := compared()
		if err != nil {
			return nil, err
		}
		return s.changesView(r, before, e, b.old, b.now, b.c), nil
	}
	if err := s.put(sink, "changes", page{address.Changes(e.Code, e.Year), view, func(in *inputs) { s.changesInputs(in, before, e) }}); err != nil {
		return archive.Change{}, err
	}
	in := &inputs{}
	in.texts(s.sums.base, s.options.Program)
	in.digests(before.Digest(), e.Digest())
	if path := address.ChangesJSON(e.Code, e.Year); !sink.Unchanged(path, in.fingerprint()) {
		b, err := compared()
		if err != nil {
			return archive.Change{}, err
		}
		data, err := b.c.JSON()
		if err != nil {
			return archive.Change{}, fmt.Errorf("%s: %w", path, err)
		}
		if err := sink.Put(path, in.fingerprint(), data); err != nil {
			return archive.Change{}, err
		}
	}
	if known != nil {
		return *known, nil
	}
	b, err := compared()
	if err != nil {
		return archive.Change{}, err
	}
	return archive.Change{Against: before.Year, Percent: hundredths(b.c), Plans: len(b.c.Plans), TakenUp: b.c.TakenUp()}, nil
}

func hundredths(c *compare.Comparison) int { return int(math.Round(100 * c.Unchanged())) }

// comparable gives what package compare takes of a report, the same each time.
func comparable(e *archive.Entry, t *Text) *compare.Report {
	t.once.Do(func() {
		t.comparable = &compare.Report{Key: e.Key(), Year: e.Year, Text: t.Doc.Text, Spans: t.Spans, Mentions: e.Mentions}
	})
	return t.comparable
}

func (s *Site) changesView(r *room, before, e *archive.Entry, old, now *Text, c *compare.Comparison) changesPage {
	page := address.Changes(e.Code, e.Year)
	v := changesPage{
		Name: e.Name, Above: s.aboveName(e.Code), Gap: before.Year < e.Year-1, Percent: hundredths(c), JSON: address.Rel(page, address.ChangesJSON(e.Code, e.Year)),
		Before:  to(page, address.Report(before.Code, before.Year, before.Version), period(before)),
		After:   to(page, address.Report(e.Code, e.Year, e.Version), period(e)),
		TakenUp: c.TakenUp(),
	}
	if unit, ok := s.arc.Region(e.Code); ok {
		v.Name = unit.Name
	}
	first, second := &quoter{text: old, href: v.Before.Href, anchors: anchorsOf(old)}, &quoter{text: now, href: v.After.Href, anchors: anchorsOf(now)}
	outcomes := func(list []compare.Outcome) (out []outcomeItem) {
		for _, o := range list {
			item := outcomeItem{link: second.link(o.Span)}
			if o.Number != nil {
				item.Promised, item.Stated = old.of(o.Number.Before), now.of(o.Number.After)
			}
			out = append(out, item)
		}
		return out
	}
	for _, p := range c.Plans {
		v.Plans = append(v.Plans, planItem{first.link(p.Span), outcomes(p.Outcomes), outcomes(p.Lacking)})
	}
	for _, p := range c.Problems {
		if len(p.Again) == 0 {
			continue
		}
		item := problemItem{Problem: first.link(p.Span)}
		for _, o := range p.Again {
			item.Again = append(item.Again, second.link(o.Span))
		}
		v.Problems = append(v.Problems, item)
	}
	for _, span := range c.Repeated {
		v.Repeated = append(v.Repeated, second.link(span))
	}
	for _, span := range c.Twice {
		v.Twice = append(v.Twice, second.link(span))
	}
	v.Numbers = s.numberRows(page, before, e)
	v.Sides = sidesHTML(r, c, period(before), period(e))
	title := fmt.Sprintf("%s%s与%s报告对照", v.Name, v.After.Text, v.Before.Text)
	own := link{Text: v.After.Text, Href: v.After.Href}
	v.Frame = s.frame(page, s.title(title, v.Above), v.Above+title+"：计划与结果、相同的文字、变化的数字。", append(s.placeCrumbs(page, e.Code), own, link{Text: "与" + v.Before.Text + "对照"})...)
	return v
}

// numberRows sets the numbers of two reports side by side, as far as they differ.
func (s *Site) numberRows(page string, before, e *archive.Entry) []numberRow {
	old := s.arc.StatedIn(before)
	var rows []numberRow
	for _, p := range s.arc.StatedIn(e) {
		i := slices.IndexFunc(old, func(was archive.Stated) bool { return was.Indicator == p.Indicator && was.Family == p.Family })
		if i < 0 {
			continue
		}
		was := old[i].Point
		if was.Value == p.Value && was.State == p.State && about(was) == about(p.Point) {
			continue
		}
		rows = append(rows, numberRow{s.indicatorLink(page, p.Indicator), indicatorCellOf(page, was), indicatorCellOf(page, p.Point)})
	}
	return rows
}

// A quoter links quotes to their paragraphs on a report's page.
type quoter struct {
	text    *Text
	href    string
	anchors []anchor
}

func (q *quoter) link(s source.Span) link {
	l := link{Text: q.text.of(s), Href: q.href}
	if i := sort.Search(len(q.anchors), func(i int) bool { return q.anchors[i].start > s.Start }); i > 0 {
		l.Href += "#" + q.anchors[i-1].id
	}
	return l
}

// sidesHTML writes the sections of two reports in two columns: every character
// of both texts once, in order, those that one has alone marked.
func sidesHTML(r *room, c *compare.Comparison, before, after string) template.HTML {
	b := &body{out: r.bytes[:0]}
	for _, s := range c.Sections {
		b.open("div", "class", "pair")
		b.side(c.Before, s.Before, "before", "del", before)
		b.side(c.After, s.After, "after", "ins", after)
		b.close("div")
	}
	r.bytes = b.out
	return r.html()
}

func (b *body) side(r *compare.Report, s compare.Side, name, tag, label string) {
	b.open("div", "class", "side", "data-side", name, "data-label", label)
	runs := s.Runs
	for _, block := range r.Spans.Blocks[s.First:s.End] {
		if block.Span.Start == block.Span.End {
			continue
		}
		class := ""
		if block.Kind == report.Heading || block.Kind == report.TitleLine {
			class = "head"
		}
		b.open("p", "class", class)
		for len(runs) > 0 && runs[0].Span.Start < block.Span.End {
			run := runs[0]
			text := r.Text[max(run.Span.Start, block.Span.Start):min(run.Span.End, block.Span.End)]
			switch run.Op {
			case compare.Same:
				b.out = appendHTML(b.out, text)
			case compare.Moved:
				b.open(tag, "class", "moved")
				b.out = appendHTML(b.out, text)
				b.close(tag)
			default:
				b.open(tag)
				b.out = appendHTML(b.out, text)
				b.close(tag)
			}
			if run.Span.End > block.Span.End {
				break
			}
			runs = runs[1:]
		}
		b.close("p")
	}
	b.close("div")
}

// changeLine says on a report's page and its place's what the comparison came to.
type changeLine struct {
	link          // to the page of changes; Text is what it is compared with
	Year   int    // of the report
	Before string // 上年, or the year's report where years between have none
	Change archive.Change
}

func (s *Site) changeLine(page string, e *archive.Entry) changeLine {
	if e.Change.Against == 0 {
		return changeLine{}
	}
	l := changeLine{link: to(page, address.Changes(e.Code, e.Year), "与"+yearText(e.Change.Against)+"报告逐节对照"), Year: e.Year, Before: "上年", Change: e.Change}
	if e.Change.Against < e.Year-1 {
		l.Before = strings.TrimSuffix(yearText(e.Change.Against), "度")
	}
	return l
}
