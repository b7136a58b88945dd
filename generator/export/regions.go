package export

import (
	"slices"
	"strings"

	"zhenjian/generator/address"
	"zhenjian/generator/archive"
	"zhenjian/generator/region"
)

// hasSeries tells whether a place has a file of its series: one with a report of
// its own, or of a town right below it.
func hasSeries(p *archive.Place) bool {
	return len(p.Reports) > 0 || slices.ContainsFunc(p.Children, isTown)
}

func isTown(p *archive.Place) bool { return p.Level == region.Town }

// regions puts the series of each place. A region is done together with the
// towns right below it, so that nothing is worked out twice. Where the rows of
// the whole archive are wanted, it gives them place by place.
func (r *renderer) regions(wanted bool) ([][]byte, error) {
	index := map[string]int{} // of a place, by code
	for i, p := range r.a.Places() {
		index[p.Code] = i
	}
	prints := map[string][]string{} // of reports, by code
	for i, e := range r.a.Reports {
		prints[e.Code] = append(prints[e.Code], r.prints[i])
	}
	stated := make([][]byte, len(r.a.Places()))
	group := r.group()
	for _, p := range r.a.Places() {
		if isTown(p) || !hasSeries(p) {
			continue
		}
		group.Go(func() error {
			s := regionSeries{r, p, prints, map[string]placeData{}}
			if err := s.put(); err != nil || !wanted {
				return err
			}
			for _, p := range append([]*archive.Place{p}, p.Children...) {
				if p == s.region || isTown(p) {
					stated[index[p.Code]] = s.of(p.Code).stated()
				}
			}
			return nil
		})
	}
	return stated, group.Wait()
}

// A regionSeries makes the files of a region and of the towns right below it.
type regionSeries struct {
	*renderer
	region *archive.Place
	prints map[string][]string
	known  map[string]placeData // worked out so far
}

func (s *regionSeries) of(code string) placeData {
	p, ok := s.known[code]
	if !ok {
		p = placeDataOf(s.a, code)
		s.known[code] = p
	}
	return p
}

// put puts what is due.
func (s *regionSeries) put() error {
	inputs := slices.Concat([]string{s.counts}, s.prints[s.region.Code])
	var towns []string
	if slices.ContainsFunc(s.region.Children, isTown) {
		for _, town := range s.a.Towns(s.region.Code) {
			in := namesOf(s.a, town.Code)
			towns = append(towns, town.Code)
			inputs = append(append(inputs, town.Code, strings.Join(in[:], " ")), s.prints[town.Code]...)
		}
	}
	err := s.putOne(s.region.Code, inputs, func() []byte {
		of := make([]placeData, len(towns))
		for i, code := range towns {
			of[i] = s.of(code)
		}
		return withTowns(s.of(s.region.Code).all(header(Series)), s.a, of)
	})
	for _, c := range s.region.Children {
		if err == nil && isTown(c) {
			err = s.putOne(c.Code, append([]string{s.counts}, s.prints[c.Code]...), func() []byte { return s.of(c.Code).all(header(Series)) })
		}
	}
	return err
}

func (s *regionSeries) putOne(code string, inputs []string, rows func() []byte) error {
	path, fingerprint := address.PlaceSeries(code), s.fingerprint(inputs...)
	if s.sink.Unchanged(path, fingerprint) {
		return nil
	}
	return s.sink.Put(path, fingerprint, rows())
}
