package publish

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"testing"
)

func manyEntries(n int) []entry {
	entries := make([]entry, n)
	for i := range entries {
		entries[i] = entry{
			path:        fmt.Sprintf("places/%09d/2022/index.html", 370405000+i),
			fingerprint: sumOf([]byte{byte(i), byte(i >> 8), 1}),
			sum:         sumOf([]byte{byte(i), byte(i >> 8)}),
			size:        int64(9000 + i%1000),
			mtime:       1_790_000_000_123_456_789 + int64(i),
		}
	}
	return entries
}

func TestManifest(t *testing.T) {
	name := filepath.Join(t.TempDir(), "manifest")
	for _, want := range [][]entry{
		{},
		{{path: "a"}},
		{{path: "a", fingerprint: "f", sum: "s", size: 1, mtime: -2}, {path: "b", sum: "s", size: 1 << 40}},
		manyEntries(1000),
	} {
		sum, err := writeManifest(name, true, want)
		if err != nil {
			t.Fatal(err)
		}
		got, gotSum, err := readManifest(name)
		if err != nil || gotSum != sum || !reflect.DeepEqual(got, want) {
			t.Errorf("%d entries: read %d, sum %s and %s, %v", len(want), len(got), sum, gotSum, err)
		}
	}
}

// seal gives the text of a sealed file its last line.
func seal(t testing.TB, name, text string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(text+sealMark+sumOf([]byte(text))+"\n"), 0o666); err != nil {
		t.Fatal(err)
	}
}

// badManifests carry a right checksum: none of them was ever written.
var badManifests = []string{
	"",
	"zhenjian manifest 0\n",
	manifestHeader + "\na f s 1 2",
	manifestHeader + "\na f s 1\n",
	manifestHeader + "\na f s 1 x\n",
	manifestHeader + "\na f s x 2\n",
	manifestHeader + "\na f s 1 2\na f s 1 2\n",
	manifestHeader + "\nb f s 1 2\na f s 1 2\n",
	manifestHeader + "\n../a f s 1 2\n",
	manifestHeader + "\n.gitignore f s 1 2\n",
	manifestHeader + "\n\n",
}

func TestManifestRefuses(t *testing.T) {
	name := filepath.Join(t.TempDir(), "manifest")
	for _, text := range badManifests {
		seal(t, name, text)
		if entries, _, err := readManifest(name); err != errDamaged {
			t.Errorf("%q: %v, %v", text, entries, err)
		}
	}
}

// A manifest is read as it was written or not at all.
func TestManifestDamaged(t *testing.T) {
	name := filepath.Join(t.TempDir(), "manifest")
	if _, err := writeManifest(name, false, manyEntries(3)); err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	try := func(what string, data []byte) {
		if err := os.WriteFile(name, data, 0o666); err != nil {
			t.Fatal(err)
		}
		if _, _, err := readManifest(name); err != errDamaged {
			t.Errorf("%s: %v", what, err)
		}
	}
	for i := range whole {
		try(fmt.Sprintf("cut after %d bytes", i), whole[:i])
		data := append([]byte{}, whole...)
		data[i] ^= 1
		try(fmt.Sprintf("byte %d", i), data)
	}
	try("appended", append(whole, '\n'))
	try("zeroed", make([]byte, len(whole)))
}

func FuzzReadManifest(f *testing.F) {
	for _, text := range badManifests {
		f.Add(text)
	}
	f.Add(manifestHeader + "\na f s 1 2\nb  s 1 0\n")
	f.Fuzz(func(t *testing.T, text string) {
		name := filepath.Join(t.TempDir(), "manifest")
		seal(t, name, text)
		entries, sum, err := readManifest(name)
		if err != nil {
			return
		}
		for i, e := range entries {
			if checkPath(e.path) != nil || i > 0 && e.path <= entries[i-1].path {
				t.Fatalf("entry %d: %q", i, e.path)
			}
			if k, found := find(entries, e.path); !found || k != i {
				t.Fatalf("%q found at %d, not at %d", e.path, k, i)
			}
		}
		again, err := writeManifest(name, false, entries)
		if err != nil || len(entries) > 0 && again == sum && sumOf([]byte(text)) != sum {
			t.Fatal(again, err)
		}
		if back, _, err := readManifest(name); err != nil || !reflect.DeepEqual(back, entries) {
			t.Fatalf("%v, %v, want %v", back, err, entries)
		}
	})
}

func TestMerge(t *testing.T) {
	list := func(text string) (entries []entry) {
		for _, c := range text {
			entries = append(entries, entry{path: string(c), size: int64(len(text))})
		}
		return entries
	}
	for _, tt := range []struct{ a, b, want string }{
		{"", "", ""}, {"a", "", "a1"}, {"", "a", "a1"}, {"ab", "a", "a1b2"}, {"a", "ab", "a2b2"},
		{"ace", "bd", "a3b2c3d2e3"}, {"abc", "bcde", "a3b4c4d4e4"},
	} {
		got := ""
		for _, e := range merge(list(tt.a), list(tt.b)) {
			got += fmt.Sprintf("%s%d", e.path, e.size)
		}
		if got != tt.want {
			t.Errorf("merge(%q, %q) = %q, want %q", tt.a, tt.b, got, tt.want)
		}
	}
}

func BenchmarkReadManifest(b *testing.B) {
	for _, n := range []int{12_000, 240_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			name := filepath.Join(b.TempDir(), "manifest")
			if _, err := writeManifest(name, false, manyEntries(n)); err != nil {
				b.Fatal(err)
			}
			fi, err := os.Stat(name)
			if err != nil {
				b.Fatal(err)
			}
			b.SetBytes(fi.Size())
			b.ReportAllocs()
			for b.Loop() {
				if _, _, err := readManifest(name); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
