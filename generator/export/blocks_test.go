package export

import (
	"bytes"
	"io"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/klauspost/compress/flate"

	"zhenjian/generator/archive"
)

// TestRows changes one report of many counties: its county's rows are made again, the
// others are those that were kept, and all files are those made from nothing.
func TestRows(t *testing.T) {
	first := render(t, inventedArchive(600), testOptions, nil)
	a := inventedArchive(600, func(entries []*archive.Entry) { entries[300].Title = "改" })
	full, some := render(t, a, testOptions, nil), render(t, a, testOptions, first)
	for _, path := range wholePaths {
		if some.data[path] != full.data[path] {
			t.Errorf("%s is another one than that made from nothing", path)
		}
	}
	kept := recallBlocks(first.kept())
	other, counties := 0, 0
	for _, b := range some.rows.blocks {
		if b.key == "" {
			continue
		}
		counties++
		if _, ok := kept[b.key]; !ok {
			other++
		}
	}
	if counties < 3 || other != 1 || !some.rows.Changed() {
		t.Errorf("the rows of %d of %d counties were made", other, counties)
	}
	if again := render(t, a, testOptions, some); again.rows.Changed() {
		t.Error("rows are kept again though nothing changed")
	}
}

// TestRecallBlocks cuts what was kept off anywhere: what is left is as it was.
func TestRecallBlocks(t *testing.T) {
	made := render(t, smallArchive(), testOptions, nil)
	kept := made.kept()
	whole := recallBlocks(kept)
	if len(whole) == 0 {
		t.Fatal("nothing was kept")
	}
	for n := range kept {
		for key, b := range recallBlocks(kept[:n]) {
			if whole[key] != b {
				t.Fatalf("of %d bytes: another block", n)
			}
		}
	}
}

// TestParts: a part is packed the same whatever was packed before, and comes back
// from where it stands among others.
func TestParts(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 3))
	for range 50 {
		plain := []byte(strings.Repeat("开展普法宣讲35场次，", random.IntN(20_000)))
		for range random.IntN(200) {
			if len(plain) > 0 {
				plain[random.IntN(len(plain))] = byte(random.Uint32())
			}
		}
		p := packPart(plain)
		var alone bytes.Buffer
		w, _ := flate.NewWriter(&alone, deflateLevel)
		w.Write(plain)
		w.Flush()
		if len(plain) > 0 && p.packed != alone.String() {
			t.Fatal("packed otherwise than by a new packer")
		}
		var back bytes.Buffer
		if err := p.unpack(&back); err != nil || !bytes.Equal(back.Bytes(), plain) {
			t.Fatalf("comes back as another one (%v)", err)
		}
		var packed bytes.Buffer
		f := &packedFile{plain: io.Discard, packed: &packed}
		f.text("before")
		f.part(p)
		f.part(p)
		if err := f.done(); err != nil {
			t.Fatal(err)
		}
		whole, err := io.ReadAll(flate.NewReader(&packed))
		if err != nil || string(whole) != "before"+strings.Repeat(string(plain), 2) {
			t.Fatalf("parts do not make one stream (%v)", err)
		}
	}
	if err := (part{10, "x"}).unpack(io.Discard); err == nil {
		t.Error("a damaged part is not noticed")
	}
}
