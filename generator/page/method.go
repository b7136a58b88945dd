package page

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"strings"
	"sync"

	"zhenjian/generator/address"
	"zhenjian/generator/indicator"
)

// methodPage is the page by hand behind whose text the site tells by which
// rules it counts, and how well it reads.
const methodPage = "method"

// accuracyJSON is what a run over the labelled reports came to. A test writes
// it, nobody types it.
//
//go:embed accuracy.json
var accuracyJSON []byte

// accuracy is the content of accuracy.json. Of everything that a careful
// reader found in the labelled reports (Gold), the program found Said, and of
// these Hit were right.
type accuracy struct {
	Reports  int `json:"reports"`
	Measures []struct {
		Name string `json:"name"`
		Hit  int    `json:"hit"`
		Said int    `json:"said"`
		Gold int    `json:"gold"`
	} `json:"measures"`
	Indicators []struct {
		ID     string   `json:"id"`
		Hit    int      `json:"hit"`
		Said   int      `json:"said"`
		Gold   int      `json:"gold"`
		Missed []string `json:"missed"` // quotes
		Wrong  []string `json:"wrong"`
	} `json:"indicators"`
}

var builtinAccuracy = sync.OnceValues(func() (accuracy, error) {
	var a accuracy
	if err := json.Unmarshal(accuracyJSON, &a); err != nil {
		return a, fmt.Errorf("accuracy.json: %w", err)
	}
	return a, nil
})

// A rule says how one indicator is counted.
type rule struct {
	link     // its page; Href "" where no report mentions it
	Anchor   string
	Facts    []fact
	Wordings []string
}

// ruleAnchor is the place of an indicator on the method page.
func ruleAnchor(id string) string { return "rule-" + id }

// rules gives those of the whole catalogue.
func (s *Site) rules(page string) []rule {
	var out []rule
	for _, in := range s.arc.Catalogue.List {
		r := rule{link: s.indicatorLink(page, in.ID), Anchor: ruleAnchor(in.ID), Wordings: wordings(in)}
		r.Facts = []fact{{Name: "定义", Value: in.Definition}, {Name: "依据", Value: in.Source}, {Name: "年度数字", Value: combineText(in)}, {Name: "计量单位", Value: catalogueUnits(in.Units)}}
		out = append(out, r)
	}
	return out
}

// wordings writes the words that an indicator is known by for people to read:
// 普法*宣 is 普法…宣, 培训+执法人员 is 培训（句中还有“执法人员”）.
func wordings(in indicator.Indicator) []string {
	var out []string
	seen := map[string]bool{}
	for _, r := range in.Readings {
		for _, w := range r.Words {
			text, with, ok := strings.Cut(w, "+")
			text = strings.ReplaceAll(text, "*", "…")
			if ok {
				text += "（句中还有“" + strings.ReplaceAll(with, "*", "…") + "”）"
			}
			if !seen[text] {
				seen[text] = true
				out = append(out, text)
			}
		}
	}
	for _, w := range in.None {
		out = append(out, "没有"+w)
	}
	return out
}

// accuracyView tells how well the labelled reports are read; Reports 0 where
// that has not been measured.
type accuracyView struct {
	Reports    int
	Measures   []measure
	Indicators []measure
	Faults     []faults
}

// A measure is a row: what should be found, what was, and how much of it is right.
type measure struct {
	link
	Gold, Said, Hit int
}

// faults are the misses and the false finds of one indicator.
type faults struct {
	Name          string
	Missed, Wrong []string
}

// measureNames are the measures in the words of the site.
var measureNames = map[string]string{
	"place": "地区", "year": "报告年度", "title": "标题", "issued": "成文日期", "issuers": "发布机构", "headings": "章节标题", "kinds": "章节所属的法定内容",
	"citations": "引用的法规文件", "values": "数字", "quantities": "数字连同单位、约数", "mentions": "指标",
	"plans": "上年计划在次年报告中的说法", "repeated": "与上年逐字相同的段落",
}

func (s *Site) accuracyView(page string, a accuracy) accuracyView {
	if a.Reports == 0 {
		return accuracyView{}
	}
	v := accuracyView{Reports: a.Reports}
	for _, m := range a.Measures {
		name, ok := measureNames[m.Name]
		if !ok {
			name = m.Name
		}
		v.Measures = append(v.Measures, measure{link{Text: name}, m.Gold, m.Said, m.Hit})
	}
	for _, in := range a.Indicators {
		row := measure{s.indicatorLink(page, in.ID), in.Gold, in.Said, in.Hit}
		if in.Gold+in.Said > 0 {
			v.Indicators = append(v.Indicators, row)
		}
		if len(in.Missed)+len(in.Wrong) > 0 {
			v.Faults = append(v.Faults, faults{row.Text, in.Missed, in.Wrong})
		}
	}
	return v
}

// addMethod adds to the method page what is generated.
func (s *Site) addMethod(v *markdownView) error {
	page := address.Page(methodPage)
	a, err := builtinAccuracy()
	v.Rules, v.Accuracy = s.rules(page), s.accuracyView(page, a)
	return err
}
