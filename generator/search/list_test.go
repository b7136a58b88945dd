package search

import (
	"slices"
	"testing"
)

// FuzzList: a list comes back as it was, whatever it holds and whoever stands
// behind it, and takes no more than a bit for each report and its number.
func FuzzList(f *testing.F) {
	f.Add([]byte{1, 1, 1}, uint16(100))
	f.Add([]byte{200, 0, 0, 7}, uint16(5))
	f.Fuzz(func(t *testing.T, gaps []byte, more uint16) {
		var list []uint32
		next := uint32(0)
		for _, g := range gaps {
			next += uint32(g)
			list = append(list, next)
			next++
		}
		if len(list) == 0 {
			return
		}
		n := int(next) + int(more)
		var w bitWriter
		writeList(&w, list, n)
		w.write(5, 3)
		size := len(w.out)
		r := bitReader{data: w.close()}
		if got := readList(&r, nil, n); r.bad || !slices.Equal(got, list) || r.read(3) != 5 {
			t.Errorf("%v of %d came back as %v", list, n, got)
		}
		if most := n*2/11 + 40; size > most { // 6.5 bits a byte, and what rounding the width costs
			t.Errorf("%d of %d take %d bytes", len(list), n, size)
		}
	})
}

// FuzzUnpack: no file makes it fail but by saying so.
func FuzzUnpack(f *testing.F) {
	f.Add([]byte(`####`))
	f.Add(slices.Clone(newPacker().pack(units("涧头集镇法治政府建设，法治政府建设。"))))
	f.Fuzz(func(t *testing.T, data []byte) {
		unpack(data)
		var s shard
		s.read(&bitReader{data: data}, 1, 4, 1000)
	})
}

func FuzzPack(f *testing.F) {
	f.Add("法治政府建设，法治政府建设，法治政府\n1234\u0000")
	p := newPacker()
	f.Fuzz(func(t *testing.T, text string) {
		want := units(text)
		if got, ok := unpack(p.pack(want)); !ok || !slices.Equal(got, want) {
			t.Errorf("%q came back as another text", text)
		}
	})
}
