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
	{[]string{" 前有空格", "=1+1", "-5"}, " 前有空格,=1+1,-5\r\n"},
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
		}
		if len(rows) != 2 || !slices.Equal(rows[1], cells) {
			t.Fatalf("%q became %q", cells, rows)
		}
	})
}
