package prove

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"zhenjian/generator/pipeline"
	"zhenjian/generator/region"
	"zhenjian/generator/report"
	"zhenjian/generator/source"
)

// A place is what an invented report is about.
type place struct{ county, town string }

// A body is the text that an invented report is made of, with its place and year.
type body struct {
	text string
	place
	year int
}

// plain is a body for sites without reports.
var plain = body{`某镇2020年度法治政府建设情况报告
2020年，某镇深入推进法治政府建设，现将有关情况报告如下：
一、主要举措和成效
（一）加强组织领导。落实《法治政府建设实施纲要（2021—2025年）》，党委理论学习中心组集体学法4次。
（二）规范行政执法。依照《中华人民共和国行政处罚法》，全年办理行政处罚案件15件，无行政复议案件。
（三）加强普法。宣传《中华人民共和国民法典》，开展普法宣传活动35场次，发放宣传资料5000份。
二、存在的不足
执法力量薄弱，普法形式单一。
三、下一步安排
2021年，将进一步提高依法行政水平。
某县某镇人民政府
2021年1月15日
`, place{"某县", "某镇"}, 2020}

// mostCounties is how many counties invented reports come from, townsOf how many
// towns of each: few enough that towns meet in years and neighbours.
const (
	mostCounties = 3
	townsOf      = 5
)

// newTowns are towns that no gazetteer has; regions.toml may add them.
var newTowns = []string{"青石桥新镇", "柳树湾新乡", "白沙渡新镇"}

// settle finds what invented reports are about and made of: the counties of
// reports of the site, with a neighbour, and the texts of those reports.
func (r *replay) settle(in pipeline.Input, files []source.File) {
	g := in.Gazetteer
	var codes []string
	seen := map[string]bool{"": true}
	add := func(code string) {
		if code = county(g, code); !seen[code] && len(codes) < mostCounties {
			seen[code] = true
			codes = append(codes, code)
		}
	}
	for _, i := range r.Perm(len(files)) {
		doc, _ := source.Read(in.Reports, files[i])
		if doc == nil {
			continue
		}
		read := report.Read(doc, g)
		add(read.Place.Code)
		if read.Place.Town != "" && read.Place.County != "" && read.Year > 0 && len(r.bodies) < 8 {
			r.bodies = append(r.bodies, body{doc.Decoded, place{read.Place.County, read.Place.Town}, read.Year})
		}
	}
	if len(codes) == 0 {
		add("370405")
	}
	for _, sibling := range g.Children(parent(g, codes[0])) {
		add(sibling.Code)
	}
	for i, code := range codes {
		unit, _ := g.Lookup(code)
		towns := g.Children(code)
		for _, k := range r.Perm(len(towns))[:min(townsOf, len(towns))] {
			if towns[k].Level == region.Town {
				r.towns = append(r.towns, place{unit.Name, towns[k].Name})
				r.codes = append(r.codes, towns[k].Code)
			}
		}
		r.towns = append(r.towns, place{unit.Name, newTowns[i]})
	}
	r.counties = codes
	r.bodies = append(r.bodies, plain)
}

func parent(g *region.Gazetteer, code string) string {
	unit, _ := g.Lookup(code)
	return unit.Parent
}

// invent makes a report of some town and year out of one of another.
func (r *replay) invent() string {
	b, p, year := r.bodies[r.IntN(len(r.bodies))], r.towns[r.IntN(len(r.towns))], r.year()
	text := strings.NewReplacer(
		b.county, p.county, b.town, p.town,
		fmt.Sprintf("%d年", b.year), fmt.Sprintf("%d年", year), fmt.Sprintf("%d年", b.year+1), fmt.Sprintf("%d年", year+1),
	).Replace(b.text)
	title := fmt.Sprintf("%s%s%d年%s法治政府建设情况报告\n", p.county, p.town, year, cmp.Or(r.one([]string{"度", "度", "度", "上半年"}), "度"))
	if first, others, ok := strings.Cut(text, "\n"); ok && strings.Contains(first, "报告") {
		text = others
	}
	return title + text + r.sentence() + "\n"
}

func (r *replay) year() int { return 2020 + r.IntN(4) }

// titles are laws and papers that edited reports come to cite.
var titles = []string{"中华人民共和国行政处罚法", "中华人民共和国民法典", "法治政府建设实施纲要（2021—2025年）", "信访工作条例", "某县重大行政决策程序规定"}

// sentence is one that says something countable.
func (r *replay) sentence() string {
	n := 1 + r.IntN(300)
	switch r.IntN(8) {
	case 0:
		return fmt.Sprintf("全年办理行政处罚案件%d件。", n)
	case 1:
		return fmt.Sprintf("开展普法宣传活动%d场次，发放宣传资料%d余份。", n, 100*n)
	case 2:
		return "全年无行政复议案件。"
	case 3:
		return fmt.Sprintf("调解矛盾纠纷%d件，按照《%s》办理。", n, r.one(titles))
	case 4:
		return fmt.Sprintf("深入学习《%s》。", r.one(titles))
	case 6:
		return "村民的电话是138 0013 8000，请协助联系。"
	case 5:
		return fmt.Sprintf("开展“院坝说法”活动%d场次。", n)
	}
	return "形式还不够丰富，<b>需要</b>改进。"
}

// copyReport takes a report of the site over, with its sidecar.
func (r *replay) copyReport(in pipeline.Input, f source.File) error {
	names := []string{f.Path}
	if f.HasSidecar {
		names = append(names, f.Path+".toml")
	}
	for _, name := range names {
		data, err := os.ReadFile(filepath.Join(in.Reports, filepath.FromSlash(name)))
		if err != nil {
			return err
		}
		r.write(reportsFolder+"/"+name, string(data))
	}
	return r.disk
}
