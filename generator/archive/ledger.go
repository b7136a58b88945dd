package archive

import (
	"cmp"
	"crypto/sha256"
	"encoding/csv"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"zhenjian/generator/source"
)

// LedgerFile is where a site keeps its ledger.
const LedgerFile = "content/published.csv"

// A Ledger tells when the site published which file of a report: a row for each
// report that it published first, and one for each other file that took its
// place. The command publish writes it, a build only reads it. Clerks open it
// with Excel or WPS, which save it in another encoding, with other dates, and in
// another order of rows and columns; all of that is read.
type Ledger struct {
	rows    []ledgerRow
	columns []string // as the file has them
	text    string   // of the file, without byte-order mark
	closed  bool     // the file is not one: nothing may be written to it
}

// A ledgerRow is one file that was published.
type ledgerRow struct {
	report    string // key: 370405104/2022
	code      string
	year      int
	published string // 2024-03-28T09:18, or 2024-03-28 where somebody wrote no time
	sha256    string
	source    string // path below content/reports
}

// ledgerColumns are the columns of a new ledger. Without the needed ones a row
// says nothing.
var (
	ledgerColumns = []string{"report", "code", "year", "published", "sha256", "source", "title"}
	ledgerNeeded  = []string{"report", "published", "sha256", "source"}
)

// ParseLedger reads a ledger; data is nil where there is none yet. A line that
// cannot be read is left out, and a Problem says why.
func ParseLedger(data []byte) (*Ledger, []source.Problem) {
	l := &Ledger{columns: ledgerColumns}
	if strings.Trim(string(data), "\uFEFF \r\n\t") == "" {
		return l, nil
	}
	l.text = source.DecodeText(data)
	var problems []source.Problem
	wrong := func(line int, zh, en string, args ...any) {
		problems = append(problems, source.Problem{Code: source.BadLedger, File: LedgerFile, Line: line, Args: []any{source.Faultf(line, zh, en, args...)}})
	}
	number, at := 0, map[string]int{}
	for line := range strings.Lines(l.text) {
		number++
		if strings.Trim(line, ", \t\r\n") == "" { // Excel leaves rows of commas
			continue
		}
		cells, err := csv.NewReader(strings.NewReader(line)).Read()
		if err != nil && len(at) == 0 {
			break
		}
		if err != nil {
			wrong(number, "引号不成对", "a quote lacks its partner")
			continue
		}
		for i := range cells {
			cells[i] = strings.TrimSpace(cells[i])
		}
		if len(at) == 0 {
			l.columns = cells
			for i, name := range cells {
				at[name] = i
			}
			for _, name := range ledgerNeeded {
				if _, ok := at[name]; !ok {
					l.closed = true
					wrong(number, "第一行里没有 %s 这一列，整个文件没有起作用", "the first line has no column %s; the whole file has no effect", name)
					return l, problems
				}
			}
			continue
		}
		cell := func(name string) string {
			if at[name] < len(cells) {
				return cells[at[name]]
			}
			return ""
		}
		row := ledgerRow{report: cell("report"), sha256: strings.ToLower(cell("sha256")), source: cell("source"), published: ledgerTime(cell("published"))}
		parts := reportKey.FindStringSubmatch(row.report)
		switch {
		case parts == nil:
			wrong(number, "report 一列的“%s”不是报告的编号，要像 370405104/2022", "“%s” in the column report is no report, as 370405104/2022 is", cell("report"))
			continue
		case row.published == "":
			wrong(number, "published 一列的“%s”不是时间，要像 2024-03-28T09:18", "“%s” in the column published is no time, as 2024-03-28T09:18 is", cell("published"))
			continue
		case !sum64.MatchString(row.sha256):
			wrong(number, "sha256 一列的“%s”不是 64 位校验值", "“%s” in the column sha256 has not 64 digits", cell("sha256"))
			continue
		}
		row.code = parts[1]
		row.year, _ = strconv.Atoi(parts[2])
		l.rows = append(l.rows, row)
	}
	if len(at) == 0 {
		l.closed = true
		wrong(1, "第一行不是列名，整个文件没有起作用", "the first line does not name the columns; the whole file has no effect")
	}
	slices.SortStableFunc(l.rows, func(x, y ledgerRow) int { return strings.Compare(x.published, y.published) })
	return l, problems
}

var (
	reportKey = regexp.MustCompile(`^([1-9][0-9]{5}(?:[0-9]{3}|x[0-9a-f]{6})?)/(20[0-9]{2})(?:/[0-9]+)?$`)
	sum64     = regexp.MustCompile(`^[0-9a-f]{64}$`)
)

// LedgerTime is how the ledger writes a time, which is that of China.
const LedgerTime = "2006-01-02T15:04"

// ledgerForms are what spreadsheets make of it.
var ledgerForms = []string{LedgerTime, "2006-01-02T15:04:05", "2006-1-2 15:04", "2006-1-2 15:04:05", "2006/1/2 15:04", "2006/1/2 15:04:05"}

// ledgerTime reads a time, or a day; "" where it is neither.
func ledgerTime(text string) string {
	for _, form := range ledgerForms {
		if t, err := time.Parse(form, text); err == nil {
			return t.Format(LedgerTime)
		}
	}
	for _, form := range []string{"2006-1-2", "2006/1/2"} {
		if t, err := time.Parse(form, text); err == nil {
			return t.Format(time.DateOnly)
		}
	}
	return ""
}

// Writable tells whether rows may be added: the file is a ledger, or there is none.
func (l *Ledger) Writable() bool { return !l.closed }

// Newest gives the latest time in the ledger; "" in an empty one.
func (l *Ledger) Newest() string {
	if l == nil || len(l.rows) == 0 {
		return ""
	}
	return l.rows[len(l.rows)-1].published
}

// Sum stands for all that the ledger says.
func (l *Ledger) Sum() string {
	if l == nil {
		return ""
	}
	sum := sha256.Sum256([]byte(l.text))
	return string(sum[:])
}

// Enter tells reports what the ledger knows of them, and takes back what another
// one said. A row is about a report if it has the same bytes; or the same file
// name and year, as files are put right; or, where the file has another name and
// other bytes, the same place and year, if no other report has that row.
func (l *Ledger) Enter(entries []*Entry) {
	for _, e := range entries {
		e.Entered, e.Revised, e.Former, e.Replaced = "", "", nil, false
	}
	if l == nil || len(l.rows) == 0 {
		return
	}
	for e, rows := range l.of(entries) {
		e.Entered = rows[0].published
		e.Replaced = rows[len(rows)-1].sha256 != e.SHA256
		for i, row := range rows {
			if i > 0 && row.sha256 != rows[i-1].sha256 {
				e.Revised = row.published
			}
			if !slices.Contains(e.Former, row.report) {
				e.Former = append(e.Former, row.report)
			}
		}
	}
}

// of gives the rows of each report that has some, oldest first.
func (l *Ledger) of(entries []*Entry) map[*Entry][]ledgerRow {
	type file struct {
		source string
		year   int
	}
	type place struct {
		code string
		year int
	}
	bySum, byFile := map[string][]int{}, map[file][]int{}
	for i, row := range l.rows {
		bySum[row.sha256] = append(bySum[row.sha256], i)
		byFile[file{row.source, row.year}] = append(byFile[file{row.source, row.year}], i)
	}
	taken := make([]bool, len(l.rows))
	of := map[*Entry][]int{}
	without := map[place][]*Entry{}
	for _, e := range entries {
		rows := slices.Concat(bySum[e.SHA256], byFile[file{e.Path, e.Year}])
		slices.Sort(rows)
		rows = slices.Compact(rows)
		for _, i := range rows {
			taken[i] = true
		}
		if len(rows) > 0 {
			of[e] = rows
		} else {
			at := place{e.Code, e.Year}
			without[at] = append(without[at], e)
		}
	}
	for i, row := range l.rows {
		// Of two reports that might both go on from it none does.
		if lone := without[place{row.code, row.year}]; !taken[i] && len(lone) == 1 {
			of[lone[0]] = append(of[lone[0]], i)
		}
	}
	out := make(map[*Entry][]ledgerRow, len(of))
	for e, rows := range of {
		for _, i := range rows {
			out[e] = append(out[e], l.rows[i])
		}
	}
	return out
}

// Due gives the reports of an archive that the ledger has not, or not with the
// bytes or the address that they have now.
func (l *Ledger) Due(a *Archive) []*Entry {
	known := l.of(a.Reports)
	var due []*Entry
	for _, e := range a.Reports {
		rows := known[e]
		if len(rows) == 0 || rows[len(rows)-1].sha256 != e.SHA256 || rows[len(rows)-1].report != e.Key() {
			due = append(due, e)
		}
	}
	return due
}

// With gives the file of the ledger with rows for reports that are published at
// the time given, behind what is there, which stays as it is: UTF-8 with a
// byte-order mark and CRLF, as Excel and WPS want it.
func (l *Ledger) With(due []*Entry, at string) []byte {
	var b strings.Builder
	b.WriteString("\uFEFF")
	if l.text == "" {
		b.WriteString(strings.Join(l.columns, ",") + "\r\n")
	}
	b.WriteString(l.text)
	if l.text != "" && !strings.HasSuffix(l.text, "\n") {
		b.WriteString("\r\n")
	}
	w := csv.NewWriter(&b)
	w.UseCRLF = true
	for _, e := range due {
		cells := map[string]string{
			"report": e.Key(), "code": e.Code, "year": fmt.Sprint(e.Year), "published": at, "sha256": e.SHA256, "source": oneLine.Replace(e.Path), "title": harmless(oneLine.Replace(e.Title)),
		}
		row := make([]string, len(l.columns))
		for i, name := range l.columns {
			row[i] = cells[name]
		}
		w.Write(row) // into memory: there is no error
	}
	w.Flush()
	return []byte(b.String())
}

// oneLine keeps a cell in its line.
var oneLine = strings.NewReplacer("\r", " ", "\n", " ")

// harmless keeps a report's title from being run as a formula by a spreadsheet.
func harmless(title string) string {
	if strings.HasPrefix(title, "=") || strings.HasPrefix(title, "+") || strings.HasPrefix(title, "-") || strings.HasPrefix(title, "@") {
		return "'" + title
	}
	return title
}

// Public is when the public could first read a report: the time that its page
// states, else that of the ledger; "" where neither is known.
func (e *Entry) Public() string { return cmp.Or(e.Published, e.Entered) }
