package archive

// Terms are the terms of the glossary that a report uses, as bits by their number
// there: some 14 bytes a report, of which there may be 240,000.
type Terms string

// TermsOf packs the numbers of terms, from 0.
func TermsOf(numbers []int) Terms {
	var bits []byte
	for _, n := range numbers {
		for n/8 >= len(bits) {
			bits = append(bits, 0)
		}
		bits[n/8] |= 1 << (n % 8)
	}
	return Terms(bits)
}

// Has tells whether the term of a number is among them.
func (t Terms) Has(n int) bool { return n/8 < len(t) && t[n/8]>>(n%8)&1 == 1 }
