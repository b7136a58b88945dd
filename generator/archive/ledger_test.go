package archive

import (
	"bytes"
	"strings"
	"testing"

	"zhenjian/generator/indicator"
	"zhenjian/generator/region"
)

func sums64(digit string) string { return strings.Repeat(digit, 64) }

// ledgerEntry is a report of 涧头集镇.
func ledgerEntry(path, sum string, year int) *Entry {
	return &Entry{Path: path, SHA256: sum, Code: "370405104", Name: "涧头集镇", Year: year, Title: path}
}

const head = "report,code,year,published,sha256,source,title\r\n"

func row(report, published, sum, source string) string {
	return report + ",370405104,2022," + published + "," + sum + "," + source + ",甲\r\n"
}

var enterTests = []struct {
	name             string
	rows             string
	entries          []*Entry
	entered, revised string // of the first entry
}{
	{"none", "", []*Entry{ledgerEntry("a.txt", sums64("a"), 2022)}, "", ""},
	{"as published", row("370405104/2022", "2023-03-28T09:18", sums64("a"), "a.txt"), []*Entry{ledgerEntry("a.txt", sums64("a"), 2022)}, "2023-03-28T09:18", ""},
	{"another name", row("370405104/2022", "2023-03-28T09:18", sums64("a"), "a.txt"), []*Entry{ledgerEntry("2022/b.txt", sums64("a"), 2022)}, "2023-03-28T09:18", ""},
	{"put right, not published yet", row("370405104/2022", "2023-03-28T09:18", sums64("a"), "a.txt"), []*Entry{ledgerEntry("a.txt", sums64("b"), 2022)}, "2023-03-28T09:18", ""},
	{"put right and published", row("370405104/2022", "2023-03-28T09:18", sums64("a"), "a.txt") + row("370405104/2022", "2023-05-01T10:00", sums64("b"), "a.txt"),
		[]*Entry{ledgerEntry("a.txt", sums64("b"), 2022)}, "2023-03-28T09:18", "2023-05-01T10:00"},
	{"sorted by somebody", row("370405104/2022", "2023-05-01T10:00", sums64("b"), "a.txt") + row("370405104/2022", "2023-03-28T09:18", sums64("a"), "a.txt"),
		[]*Entry{ledgerEntry("a.txt", sums64("b"), 2022)}, "2023-03-28T09:18", "2023-05-01T10:00"},
	{"the file of another year", row("370405104/2022", "2023-03-28T09:18", sums64("a"), "a.txt"), []*Entry{ledgerEntry("a.txt", sums64("b"), 2023)}, "", ""},
	{"another file for the place and year", row("370405104/2022", "2023-03-28T09:18", sums64("a"), "a.txt"), []*Entry{ledgerEntry("b.docx", sums64("b"), 2022)}, "2023-03-28T09:18", ""},
	{"a further one beside the first", row("370405104/2022", "2023-03-28T09:18", sums64("a"), "a.txt"), []*Entry{ledgerEntry("b.txt", sums64("b"), 2022), ledgerEntry("a.txt", sums64("a"), 2022)}, "", ""},
	{"two that might go on from it", row("370405104/2022", "2023-03-28T09:18", sums64("a"), "a.txt"), []*Entry{ledgerEntry("b.txt", sums64("b"), 2022), ledgerEntry("c.txt", sums64("c"), 2022)}, "", ""},
	{"from another address", row("370405103/2022", "2023-03-28T09:18", sums64("a"), "a.txt"), []*Entry{ledgerEntry("a.txt", sums64("a"), 2022)}, "2023-03-28T09:18", ""},
	{"a day alone", row("370405104/2022", "2023/3/28", sums64("a"), "a.txt"), []*Entry{ledgerEntry("a.txt", sums64("a"), 2022)}, "2023-03-28", ""},
	{"saved by a spreadsheet", row("370405104/2022", "2023/3/28 9:18", sums64("A"), "a.txt"), []*Entry{ledgerEntry("a.txt", sums64("a"), 2022)}, "2023-03-28T09:18", ""},
}

func TestEnter(t *testing.T) {
	for _, tt := range enterTests {
		l, problems := ParseLedger([]byte("\uFEFF" + head + tt.rows))
		if len(problems) > 0 {
			t.Errorf("%s: %v", tt.name, problems)
		}
		tt.entries[0].Revised = "of another ledger"
		l.Enter(tt.entries)
		if e := tt.entries[0]; e.Entered != tt.entered || e.Revised != tt.revised {
			t.Errorf("%s: entered %q, revised %q", tt.name, e.Entered, e.Revised)
		}
	}
}

var ledgerFaults = []struct {
	text string
	line int
	want string // the message holds it
}{
	{head + "370405104,370405104,2022,2023-03-28T09:18," + sums64("a") + ",a.txt,甲\n", 2, "report 一列的“370405104”"},
	{head + "\r\n,,,,,,\r\n370405104/2022,370405104,2022,2023-13-28T09:18," + sums64("a") + ",a.txt,甲\n", 4, "published 一列的“2023-13-28T09:18”"},
	{head + row("370405104/2022", "2023-03-28T09:18", sums64("a")[1:], "a.txt"), 2, "不是 64 位校验值"},
	{head + "370405104/2022\n", 2, "published 一列的“”"},
	{head + row("370405104/2022", "2023-03-28T09:18", sums64("a"), "\"a.txt"), 2, "引号不成对"},
	{"report,\"published\r\n", 1, "第一行不是列名"},
	{"report,published,source\r\n", 1, "没有 sha256 这一列"},
}

func TestLedgerFaults(t *testing.T) {
	for _, tt := range ledgerFaults {
		l, problems := ParseLedger([]byte(tt.text + "370405104/2022,370405104,2022,2023-03-28T09:18," + sums64("b") + ",b.txt,乙\n"))
		if len(problems) != 1 || problems[0].Line != tt.line || !strings.Contains(problems[0].Message("zh"), tt.want) {
			t.Errorf("%q: %v", tt.text, problems)
		}
		if want := 1; l.Writable() && len(l.rows) != want { // the others hold
			t.Errorf("%q: %d rows", tt.text, len(l.rows))
		}
	}
}

// TestLedgerGrows: what is there stays, byte for byte but for the encoding; a
// second publication of the same adds nothing.
func TestLedgerGrows(t *testing.T) {
	e := ledgerEntry("报告，\"甲\",乙.txt", sums64("a"), 2022)
	e.Title = "=HYPERLINK(1)"
	a, _ := New(region.Builtin(), indicator.Builtin(), []*Entry{e}, nil)
	l, _ := ParseLedger(nil)
	due := l.Due(a)
	if len(due) != 1 {
		t.Fatalf("due %v", due)
	}
	data := l.With(due, "2023-03-28T09:18")
	want := "\uFEFF" + head + "370405104/2022,370405104,2022,2023-03-28T09:18," + sums64("a") + ",\"报告，\"\"甲\"\",乙.txt\",'=HYPERLINK(1)\r\n"
	if string(data) != want {
		t.Errorf("got\n%s\nwant\n%s", data, want)
	}
	l, problems := ParseLedger(data)
	if len(problems) > 0 || len(l.Due(a)) > 0 || l.Newest() != "2023-03-28T09:18" {
		t.Errorf("%v, due %v, newest %s", problems, l.Due(a), l.Newest())
	}
	// Columns in another order, one more of the clerk's, a broken line, no line end.
	mine := "备注,sha256,report,published,source\r\n留着,x,y,z,w\r\n早的," + sums64("c") + ",370405104/2021,2022-03-01,c.txt"
	l, _ = ParseLedger([]byte(mine))
	data = l.With(l.Due(a), "2023-03-28T09:18")
	if want := "\uFEFF" + mine + "\r\n," + sums64("a") + ",370405104/2022,2023-03-28T09:18,\"报告，\"\"甲\"\",乙.txt\"\r\n"; string(data) != want {
		t.Errorf("got\n%s\nwant\n%s", data, want)
	}
	// The file changes, and changes back.
	for i, sum := range []string{sums64("b"), sums64("a")} {
		e.SHA256 = sum
		l, _ = ParseLedger(data)
		due := l.Due(a)
		if len(due) != 1 {
			t.Fatalf("change %d: due %v", i, due)
		}
		data = l.With(due, []string{"2023-04-01T00:00", "2023-05-01T00:00"}[i])
	}
	l, _ = ParseLedger(data)
	l.Enter(a.Reports)
	if len(l.Due(a)) > 0 || e.Entered != "2023-03-28T09:18" || e.Revised != "2023-05-01T00:00" {
		t.Errorf("due %v, entered %s, revised %s", l.Due(a), e.Entered, e.Revised)
	}
	if !bytes.HasPrefix(data, []byte("\uFEFF")) || bytes.Count(data, []byte("\uFEFF")) != 1 {
		t.Error("more or less than one byte-order mark")
	}
}

func FuzzParseLedger(f *testing.F) {
	for _, tt := range ledgerFaults {
		f.Add([]byte(tt.text))
	}
	e := ledgerEntry("a.txt", sums64("a"), 2022)
	f.Fuzz(func(t *testing.T, data []byte) {
		l, _ := ParseLedger(data)
		if !l.Writable() {
			return
		}
		rows := len(l.rows)
		again, _ := ParseLedger(l.With([]*Entry{e}, "2023-03-28T09:18"))
		if len(again.rows) != rows+1 {
			t.Errorf("%d rows and one more are %d", rows, len(again.rows))
		}
	})
}
