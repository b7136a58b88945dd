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
// towns right below it, whose codes begin with its own and so stand behind it,
// so that nothing is worked out twice. Where the rows of the whole archive are
// wanted, it gives them too.
func (r *renderer) regions(wanted bool) (*Rows, error) {
	prints := map[string][]string{} // of reports, by code
	for i, e := range r.a.Reports {
		prints[e.Code] = append(prints[e.Code], r.prints[i])
	}
	var known map[string]block
	if wanted && r.o.Kept != nil {
		known = recallBlocks(r.o.Kept())
	}
	type group struct {
		places  []*archive.Place
		reports []*archive.Entry
	}
	var groups []group
	reports := r.a.Reports
	for _, p := range r.a.Places() {
		if n := len(groups); n == 0 || regionOf(groups[n-1].places[0].Code) != regionOf(p.Code) {
			groups = append(groups, group{})
		}
		g := &groups[len(groups)-1]
		g.places = append(g.places, p)
		n := 0
		for n < len(reports) && reports[n].Code == p.Code {
			n++
		}
		g.reports, reports = append(g.reports, reports[:n]...), reports[n:]
	}
	rows := &Rows{blocks: make([]block, len(groups))}
	reused := make([]bool, len(groups))
	workers := r.group()
	for i, g := range groups {
		workers.Go(func() (err error) {
			s := regionSeries{r, g.places[0], prints, map[string]placeData{}}
			if !isTown(s.region) && hasSeries(s.region) {
				if err := s.put(); err != nil {
					return err
				}
			}
			if !wanted || len(g.reports) == 0 {
				return nil
			}
			inputs := []string{s.counts}
			for _, p := range g.places {
				inputs = append(inputs, prints[p.Code]...)
			}
			key := r.fingerprint(inputs...)
			if rows.blocks[i], reused[i] = known[key]; reused[i] {
				return nil
			}
			var series [][]byte
			for _, p := range g.places {
				series = append(series, s.of(p.Code).stated())
			}
			rows.blocks[i], err = newBlock(key, r.a, g.reports, series)
			return err
		})
	}
	err := workers.Wait()
	same := 0
	for i := range groups {
		if reused[i] {
			same++
		} else if rows.blocks[i].key != "" {
			rows.fresh = true
		}
	}
	rows.fresh = rows.fresh || same != len(known)
	return rows, err
}

// regionOf gives the code of the region that a place is, or lies in as a town.
func regionOf(code string) string { return code[:min(6, len(code))] }

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
