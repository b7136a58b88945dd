package export

import (
	"cmp"
	"encoding/xml"
	"slices"
	"strconv"
	"strings"
	"time"

	"zhenjian/generator/address"
	"zhenjian/generator/archive"
)

// maxFeed is how many reports the feed has at most, the newest.
const maxFeed = 50

// HasFeed tells whether the site has a feed: its address is known, and the date
// of a report.
func HasFeed(a *archive.Archive, baseURL string) bool {
	return baseURL != "" && slices.ContainsFunc(a.Reports, func(e *archive.Entry) bool { return cameOut(e) != "" })
}

// cameOut is when a report came out here, by the ledger; else the stated time of
// publication, else the date of the document. It is "" without any, or where there
// is no such day.
func cameOut(e *archive.Entry) string {
	for _, date := range []string{e.Entered, e.Published, e.Issued} {
		if moment(date) != "" {
			return date
		}
	}
	return ""
}

// lastChange is when readers of the feed should hear of a report again.
func lastChange(e *archive.Entry) string { return cmp.Or(e.Revised, cameOut(e)) }

// The elements of an Atom feed (RFC 4287) that this one has.
type (
	atomFeed struct {
		XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
		Lang    string      `xml:"xml:lang,attr"`
		ID      string      `xml:"id"`
		Title   string      `xml:"title"`
		Updated string      `xml:"updated"`
		Author  atomPerson  `xml:"author"`
		Links   []atomLink  `xml:"link"`
		Entries []atomEntry `xml:"entry"`
	}
	atomPerson struct {
		Name string `xml:"name"`
	}
	atomLink struct {
		Rel  string `xml:"rel,attr"`
		Type string `xml:"type,attr"`
		Href string `xml:"href,attr"`
	}
	atomEntry struct {
		ID        string       `xml:"id"`
		Title     string       `xml:"title"`
		Published string       `xml:"published"`
		Updated   string       `xml:"updated"`
		Authors   []atomPerson `xml:"author"`
		Link      atomLink     `xml:"link"`
		Summary   string       `xml:"summary"`
	}
)

// feed gives feed.xml: the newest reports that have a date. An entry is known
// by its page's full address, and its time is that date in China.
func feed(a *archive.Archive, o Options) ([]byte, error) {
	var reports []*archive.Entry
	for _, e := range a.Reports {
		if cameOut(e) != "" {
			reports = append(reports, e)
		}
	}
	slices.SortStableFunc(reports, func(x, y *archive.Entry) int { return strings.Compare(lastChange(y), lastChange(x)) })
	reports = reports[:min(len(reports), maxFeed)]
	base := o.escapedBase()
	f := atomFeed{
		Lang: "zh-CN", ID: base, Title: o.Title, Updated: moment(lastChange(reports[0])), Author: atomPerson{cmp.Or(o.Organizer, o.Title)},
		Links: []atomLink{{"self", "application/atom+xml", base + address.Feed}, {"alternate", "text/html", base + address.Home}},
	}
	for _, r := range reports {
		page := base + address.Report(r.Code, r.Year, r.Version)
		in := namesOf(a, r.Code)
		entry := atomEntry{
			ID: page, Title: r.Title, Published: moment(cameOut(r)), Updated: moment(lastChange(r)), Link: atomLink{"alternate", "text/html", page},
			Summary: strings.Join(in[:], "") + strconv.Itoa(r.Year) + "年" + cmp.Or(r.Part, "度") + "法治政府建设情况报告",
		}
		for _, name := range r.Issuers {
			entry.Authors = append(entry.Authors, atomPerson{name})
		}
		f.Entries = append(f.Entries, entry)
	}
	text, err := xml.MarshalIndent(f, "", " ")
	if err != nil {
		return nil, err
	}
	return append(append([]byte(xml.Header), text...), '\n'), nil
}

// moment is a time in China, or the beginning of a day there, as RFC 3339 has it;
// "" where it is neither.
func moment(date string) string {
	for _, form := range []string{archive.LedgerTime, time.DateOnly} {
		if t, err := time.Parse(form, date); err == nil {
			return t.Format("2006-01-02T15:04") + ":00+08:00"
		}
	}
	return ""
}
