package page

import (
	"regexp"
	"slices"
	"strconv"

	"zhenjian/generator/address"
	"zhenjian/generator/archive"
)

// movedView is what stands at an address that a report or a place had before: a
// link to where it is now. It sends nobody on by itself, so that a reader sees that
// the address has changed, and old browsers and readers that blow up pages work.
type movedView struct {
	Frame  frame
	Report bool
	Was    string // what the old address named: 370405xa1b2c3/2022, or a code
	Now    link
}

// keyForm is the form of a report's key.
var keyForm = regexp.MustCompile(`^([1-9][0-9]{5}(?:[0-9]{3}|x[0-9a-f]{6})?)/([0-9]{4})(?:/([0-9]+))?$`)

// reportAt gives the path of the report that a key names, and the code of its
// place; "" where it is no key.
func reportAt(key string) (path, code string) {
	parts := keyForm.FindStringSubmatch(key)
	if parts == nil {
		return "", ""
	}
	year, _ := strconv.Atoi(parts[2])
	version, _ := strconv.Atoi("0" + parts[3])
	return address.Report(parts[1], year, max(1, version)), parts[1]
}

// movedPages stand where the ledger or a sidecar says that a report was before, or
// regions.toml that a place was, and nothing else stands now.
func (s *Site) movedPages() []page {
	taken := map[string]bool{}
	for _, e := range s.arc.Reports {
		taken[address.Report(e.Code, e.Year, e.Version)] = true
	}
	for _, e := range s.withdrawnStubs() {
		taken[address.Report(e.Code, e.Year, 1)] = true
	}
	for _, p := range s.withdrawnPages() {
		taken[p.path] = true
	}
	var pages []page
	add := func(path string, view func() (any, error)) {
		if !taken[path] {
			taken[path] = true
			pages = append(pages, page{path: path, view: view})
		}
	}
	for _, gone := range s.arc.Gazetteer.Gone() {
		if heir := s.arc.Place(gone.Successor); s.arc.Place(gone.Code) == nil && heir != nil {
			at := address.Place(gone.Code)
			add(at, func() (any, error) {
				return s.moved(at, gone.Name+"，"+gone.Code, to(at, address.Place(heir.Code), names(s.arc.Chain(heir.Code))), false), nil
			})
		}
	}
	for _, e := range s.arc.Reports {
		for _, key := range slices.Concat(e.Former, e.Moved) {
			old, code := reportAt(key)
			if old == "" || key == e.Key() {
				continue
			}
			add(old, func() (any, error) { return s.movedReport(old, key, e), nil })
			if s.arc.Place(code) == nil {
				at := address.Place(code)
				add(at, func() (any, error) { return s.movedPlace(at, code, e), nil })
			}
		}
	}
	return pages
}

func (s *Site) movedReport(page, key string, e *archive.Entry) movedView {
	return s.moved(page, key, to(page, address.Report(e.Code, e.Year, e.Version), s.nameOf(e)+period(e)+"法治政府建设报告"), true)
}

func (s *Site) movedPlace(page, code string, e *archive.Entry) movedView {
	return s.moved(page, code, to(page, address.Place(e.Code), s.nameOf(e)), false)
}

func (s *Site) moved(page, was string, now link, report bool) movedView {
	v := movedView{Report: report, Was: was, Now: now}
	const title = "网页已更换地址"
	v.Frame = s.frame(page, s.title(title+"："+was), "这个网页已更换地址，现在是："+now.Text+"。", to(page, address.Regions, columns["places"].Name), link{Text: title})
	v.Frame.Canonical = ""
	return v
}

// nameOf is the full name of a report's place.
func (s *Site) nameOf(e *archive.Entry) string {
	if chain := s.arc.Chain(e.Code); len(chain) > 0 {
		return names(chain)
	}
	return e.Name
}
