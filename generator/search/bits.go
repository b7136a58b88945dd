package search

// The files of the index are scripts of ASCII: <script> loads them from a web
// server and from a folder alike, and no server can mistake their charset. Bits
// go into them 13 at a time, as two of 91 characters: 6.5 bits a byte, where
// Base64 has 6. All that a string in double quotes would have to escape is left
// out of the 91.

const (
	digits    = 91
	firstChar = '#' // '!' and ' ' stay free for whoever puts bits into a text
	skipped   = '\\'
	chunk     = 13
)

func appendDigit(out []byte, v uint32) []byte {
	c := byte(v) + firstChar
	if c >= skipped {
		c++
	}
	return append(out, c)
}

func digit(c byte) (uint32, bool) {
	if c < firstChar || c > '~' || c == skipped {
		return 0, false
	}
	if c > skipped {
		c--
	}
	return uint32(c - firstChar), true
}

// pairs are the two characters of each chunk.
var pairs = func() (p [1 << chunk][2]byte) {
	for v := range p {
		copy(p[v][:], appendDigit(appendDigit(nil, uint32(v)/digits), uint32(v)%digits))
	}
	return p
}()

// A bitWriter appends bits to out, the highest of each number first.
type bitWriter struct {
	out  []byte
	acc  uint64
	have uint
}

// write appends the n lowest bits of v; n is at most 32.
func (w *bitWriter) write(v uint32, n uint) {
	w.acc = w.acc<<n | uint64(v)&(1<<n-1)
	for w.have += n; w.have >= chunk; {
		w.have -= chunk
		two := pairs[w.acc>>w.have&(1<<chunk-1)]
		w.out = append(w.out, two[0], two[1])
	}
}

// rice appends v as v>>k in unary, closed by a one, and k bits.
func (w *bitWriter) rice(v uint32, k uint) {
	q := v >> k
	for ; q >= 24; q -= 24 {
		w.write(0, 24)
	}
	w.write(1, uint(q)+1)
	w.write(v, k)
}

// gamma appends v with about twice as many bits as it has beyond k.
func (w *bitWriter) gamma(v uint32, k uint) {
	n := k
	for v >= 1<<n {
		v -= 1 << n
		n++
	}
	w.write(1, n-k+1)
	w.write(v, n)
}

// close gives what was written, filled up to a whole chunk.
func (w *bitWriter) close() []byte {
	if w.have > 0 {
		w.write(0, chunk-w.have)
	}
	return w.out
}

// A bitReader reads what a bitWriter wrote; bad once that is at its end or was
// something else.
type bitReader struct {
	data []byte
	acc  uint64
	have uint
	bad  bool
}

func (r *bitReader) read(n uint) uint32 {
	for r.have < n {
		if len(r.data) < 2 {
			r.bad = true
			return 0
		}
		hi, ok1 := digit(r.data[0])
		lo, ok2 := digit(r.data[1])
		two := hi*digits + lo
		if !ok1 || !ok2 || two >= 1<<chunk {
			r.bad = true
			return 0
		}
		r.data = r.data[2:]
		r.acc = r.acc<<chunk | uint64(two)
		r.have += chunk
	}
	r.have -= n
	return uint32(r.acc>>r.have) & (1<<n - 1)
}

func (r *bitReader) zeros() uint32 {
	var q uint32
	for !r.bad && r.read(1) == 0 {
		q++
	}
	return q
}

func (r *bitReader) rice(k uint) uint32 {
	q := r.zeros()
	return q<<k | r.read(k)
}

func (r *bitReader) gamma(k uint) uint32 {
	var v uint32
	n := k
	for q := r.zeros(); q > 0 && n < 32; q-- {
		v += 1 << n
		n++
	}
	return v + r.read(n)
}
