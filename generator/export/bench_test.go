package export

import (
	"crypto/sha256"
	"fmt"
	"io"
	"testing"

	"zhenjian/generator/archive"
	"zhenjian/generator/indicator"
	"zhenjian/generator/numeral"
	"zhenjian/generator/quantity"
	"zhenjian/generator/region"
)

// inventedArchive has n reports of real towns, six years a town, each with 15
// mentions and 8 citations, which is what real reports come to.
func inventedArchive(n int, edits ...func([]*archive.Entry)) *archive.Archive {
	g, c := region.Builtin(), indicator.Builtin()
	var entries []*archive.Entry
	var visit func(code string)
	visit = func(code string) {
		for _, unit := range g.Children(code) {
			if unit.Level != region.Town {
				visit(unit.Code)
				continue
			}
			for year := 2019; year < 2025 && len(entries) < n; year++ {
				entries = append(entries, inventedEntry(c, unit, year, len(entries)))
			}
		}
	}
	visit("")
	for _, edit := range edits {
		edit(entries)
	}
	a, _ := archive.New(g, c, entries, nil)
	return a
}

func inventedEntry(c *indicator.Catalogue, unit region.Region, year, k int) *archive.Entry {
	e := &archive.Entry{
		Path: fmt.Sprintf("%s/%d.txt", unit.Code, year), SHA256: fmt.Sprintf("%064x", k), Ext: ".txt", Code: unit.Code, Name: unit.Name, Year: year, Version: 1,
		Title: fmt.Sprintf("%s%d年度法治政府建设情况报告", unit.Name, year), Issued: fmt.Sprintf("%d-01-%02d", year+1, 1+k%28),
		Issuers: []string{unit.Name + "人民政府"},
	}
	for i := range 8 {
		e.Cites = append(e.Cites, fmt.Sprintf("%s第%d号条例", unit.Name[:3], (k+i)%20))
	}
	for i := range 15 {
		in := c.List[(k+i*2)%len(c.List)]
		printed := fmt.Sprintf("%d次", 2+(k+i)%97)
		e.Mentions = append(e.Mentions, archive.Mention{
			Indicator: in.ID, Value: numeral.Int(int64(2 + (k+i)%97)), Unit: "次", Family: quantity.Family("次"), Printed: printed,
			Quote: "组织开展各类宣传教育、监督检查和矛盾排查活动" + printed, Line: 3 + i,
		})
	}
	return e
}

// A sinkhole takes everything and keeps nothing.
type sinkhole struct{ unchanged bool }

func (s sinkhole) Unchanged(string, string) bool  { return s.unchanged }
func (sinkhole) Put(string, string, []byte) error { return nil }

func (sinkhole) PutFrom(_, _ string, write func(io.Writer) error) (sum [sha256.Size]byte, err error) {
	h := sha256.New()
	err = write(h)
	h.Sum(sum[:0])
	return sum, err
}

// BenchmarkRender makes the data of 1,000 reports on one core.
func BenchmarkRender(b *testing.B) {
	a := inventedArchive(1000)
	bytes := int64(0)
	for _, e := range a.Reports {
		bytes += int64(len(mentionRows(nil, e)))
	}
	for _, name := range []string{"new", "unchanged"} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(bytes)
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Render(a, Options{Title: "甲"}, sinkhole{name == "unchanged"}, 1); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	b.Run("mentions", func(b *testing.B) {
		b.SetBytes(bytes)
		for b.Loop() {
			out := header(Mentions)
			for _, e := range a.Reports {
				out = mentionRows(out, e)
			}
		}
	})
}
