package export

import (
	"archive/zip"
	"io"
	"path"
	"slices"
	"strings"
	"testing"

	"zhenjian/generator/address"
)

// TestPack: all files of the data but the two that come after it, side by side,
// byte for byte, with no time of their own.
func TestPack(t *testing.T) {
	a, err := realArchive()
	if err != nil {
		t.Fatal(err)
	}
	made := render(t, a, testOptions, nil)
	packed := made.data[address.Archive]
	r, err := zip.NewReader(strings.NewReader(packed), int64(len(packed)))
	if err != nil {
		t.Fatal(err)
	}
	var got, want []string
	size := 0
	for _, f := range r.File {
		got = append(got, f.Name)
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(in)
		if err != nil || string(data) != made.data["data/"+f.Name] {
			t.Errorf("%s differs from the file beside it (%v)", f.Name, err)
		}
		if f.Method != zip.Deflate || !f.Modified.Equal(day) {
			t.Errorf("%s: method %d, time %s", f.Name, f.Method, f.Modified)
		}
		size += len(data)
	}
	for _, p := range made.paths() {
		if path.Dir(p) == "data" && p != address.Archive && p != address.Sums {
			want = append(want, path.Base(p))
		}
	}
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("holds %q, want %q", got, want)
	}
	if len(packed) > size*2/5 { // five counties of one report each
		t.Errorf("%d bytes of %d", len(packed), size)
	}
}
