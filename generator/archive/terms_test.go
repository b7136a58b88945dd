package archive

import "testing"

func TestTerms(t *testing.T) {
	terms := TermsOf([]int{40, 0, 7, 8})
	for n := range 60 {
		if want := n == 0 || n == 7 || n == 8 || n == 40; terms.Has(n) != want {
			t.Errorf("term %d: %v", n, terms.Has(n))
		}
	}
	if len(terms) != 6 || TermsOf(nil) != "" {
		t.Errorf("%d bytes, %q for none", len(terms), TermsOf(nil))
	}
}
