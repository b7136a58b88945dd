package source

import "testing"

var readDateTests = []struct {
	text, want string
	n          int
}{
	{"2022-01-14 09:36    来源", "2022-01-14T09:36", 16},
	{"2026年01月28日", "2026-01-28", 17},
	{"2026.03.05", "2026-03-05", 10},
	{"2026/3/5 8:05:33", "2026-03-05T08:05", 16},
	{"2026-13-05", "", 0},
	{"2022年度", "", 0},
	{"2021-2025年", "", 0},
}

func TestReadDate(t *testing.T) {
	for _, tt := range readDateTests {
		if got, n := readDate(tt.text); got != tt.want || n != tt.n {
			t.Errorf("%s: got %q, %d; want %q, %d", tt.text, got, n, tt.want, tt.n)
		}
	}
}
