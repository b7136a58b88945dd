package page

import (
	"fmt"
	"slices"

	"zhenjian/generator/address"
)

// yearsView lists the years that there are reports on.
type yearsView struct {
	Frame frame
	Years []part // newest first
}

func (s *Site) yearsPages() []page {
	if len(s.arc.Years) == 0 {
		return nil
	}
	return one(address.Years, s.yearsView)
}

func (s *Site) yearsView() (any, error) {
	const page = address.Years
	v := yearsView{Frame: s.frame(page, s.title("年度"), "按报告年度查阅。", link{Text: "年度"})}
	for _, year := range slices.Backward(s.arc.Years) {
		v.Years = append(v.Years, part{to(page, address.Year(year, ""), yearText(year)), len(s.arc.OfYear(year))})
	}
	return v, nil
}

func yearText(year int) string { return fmt.Sprintf("%d年度", year) }
