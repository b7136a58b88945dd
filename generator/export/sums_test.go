package export

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"testing"

	"zhenjian/generator/address"
)

func TestSums(t *testing.T) {
	a := smallArchive()
	made := render(t, a, testOptions, nil)
	want := ""
	for _, path := range []string{address.ReportsCSV, address.MentionsCSV, address.SeriesCSV, address.ReportsJSON, address.Schema, address.Package, address.Archive} {
		want += sumOf([]byte(made.data[path])) + "  " + strings.TrimPrefix(path, "data/") + "\n"
	}
	for _, e := range a.Reports {
		want += e.SHA256 + "  ../places/" + e.Key() + "/original.txt\n"
	}
	if got := made.data[address.Sums]; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func sumOf(data []byte) string {
	s := sha256.Sum256(data)
	return hex.EncodeToString(s[:])
}
