package export

import (
	"encoding/csv"
	"slices"
	"strings"
	"testing"
)

var rowTests = []struct {
	cells []string
	want  string
}{
	{[]string{"370405103/2022", "", "300余份"}, "370405103/2022,,300余份\r\n"},
	{[]string{"发放“宣传单”, 300余份", "他说\"好\""}, "\"发放“宣传单”, 300余份\",\"他说\"\"好\"\"\"\r\n"},
	{[]string{"两\n行", "回车\r"}, "\"两\n行\",\"回车\r\"\r\n"},
	{[]string{" 前有空格", "甲=乙", "-5", "-0.5", "+86"}, " 前有空格,甲=乙,-5,-0.5,+86\r\n"},
	{[]string{"=1+1", "@SUM(1)", "-2+3", "+甲", "\t=1", "＝1", "－开展普法35场次", "-"}, "'=1+1,'@SUM(1),'-2+3,'+甲,'\t=1,'＝1,'－开展普法35场次,-\r\n"},
	{[]string{"=HYPERLINK(\"http://example.invalid\",\"甲\")", "'甲'"}, "\"'=HYPERLINK(\"\"http://example.invalid\"\",\"\"甲\"\")\",'甲'\r\n"},
}

func TestAppendRow(t *testing.T) {
	for _, tt := range rowTests {
		if got := string(appendRow(nil, tt.cells...)); got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.cells, got, tt.want)
		}
	}
}

// FuzzAppendRow reads rows back. The reader of encoding/csv takes CRLF inside a
// cell for LF.
func FuzzAppendRow(f *testing.F) {
	for _, tt := range rowTests {
		f.Add(tt.cells[0], tt.cells[1])
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		cells := []string{a, b}
		r := csv.NewReader(strings.NewReader(string(appendRow(appendRow(nil, "甲", "乙"), cells...))))
		rows, err := r.ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		for i := range cells {
			cells[i] = strings.ReplaceAll(cells[i], "\r\n", "\n")
			if strings.HasPrefix(rows[1][i], "'") && !strings.HasPrefix(cells[i], "'") {
				cells[i] = "'" + cells[i] // guarded
			}
			if strings.Contains("=@\t\r\n", rows[1][i][:min(1, len(rows[1][i]))]) && rows[1][i] != "" {
				t.Fatalf("%q may be run as a formula", rows[1][i])
			}
		}
		if len(rows) != 2 || !slices.Equal(rows[1], cells) {
			t.Fatalf("%q became %q", cells, rows)
		}
	})
}
