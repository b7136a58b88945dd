package report

import (
	"strings"

	"zhenjian/generator/source"
)

// otherGenres are reports of the same issuers that are none on law-based government.
var otherGenres = []string{"政府信息公开工作年度报告", "信息公开工作年度报告", "信息公开年度报告", "政府信息公开年度", "预算", "决算", "政府工作报告", "述职报告", "述法报告", "解读"}

// check adds the Problems that show only when all has been read.
func (r *Report) check() {
	if r.Rules.Title != "sidecar" {
		title := outsideCitations(r.Title)
		for _, genre := range otherGenres {
			if strings.Contains(title, genre) && !strings.Contains(title, "法治政府建设") {
				r.problem(source.OtherKind, -1, genre)
				break
			}
		}
	}
	if r.Part != "" {
		r.problem(source.PartYear, -1, string(r.Part))
	}
	if len(r.Sections) == 0 {
		r.problem(source.NoSections, -1)
	}
}
