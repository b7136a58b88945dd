package report

import (
	"fmt"
	"testing"

	"zhenjian/generator/region"
	"zhenjian/generator/source"
)

// TestEveryTown lets every seventh town of the gazetteer report in two ways:
// with its county before its name in the title, and with the county only in an
// addressed office in the body. Nearly all must be placed right, and none wrongly.
func TestEveryTown(t *testing.T) {
	g := region.Builtin()
	for _, form := range []string{
		"%[1]s%[2]s2022年度法治政府建设情况报告\n2022年，%[2]s坚持依法行政，扎实推进法治政府建设各项工作，我镇党委、政府高度重视，现将有关情况报告如下。\n一、主要工作\n",
		"%[2]s2022年度法治政府建设情况报告\n2022年，在中共%[1]s委员会的领导下，我镇坚持依法行政，扎实推进法治政府建设各项工作，现将有关情况报告如下。\n一、主要工作\n",
	} {
		n, right, wrong := 0, 0, 0
		var visit func(code string)
		visit = func(code string) {
			for _, unit := range g.Children(code) {
				if unit.Level != region.Town {
					visit(unit.Code)
					continue
				}
				if n++; n%7 != 0 {
					continue
				}
				chain := g.Chain(unit.Code)
				doc, _ := source.New("x.txt", fmt.Appendf(nil, form, chain[len(chain)-2].Name, unit.Name))
				switch r := Read(doc, g); {
				case r.Place.Code == unit.Code:
					right++
				case r.Place.Code != "":
					wrong++
					if wrong < 20 {
						t.Logf("%s: %+v", chain[len(chain)-2].Name+unit.Name, r.Place)
					}
				}
			}
		}
		visit("")
		n /= 7
		t.Logf("%d towns: %.4f right, %.4f wrong", n, float64(right)/float64(n), float64(wrong)/float64(n))
		if right*1000 < n*985 || wrong*1000 > n*3 {
			t.Errorf("%d right and %d wrong of %d", right, wrong, n)
		}
	}
}
