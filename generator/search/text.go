package search

import (
	_ "embed"
	"math/bits"
	"strings"
	"sync"
)

// A text is written as symbols and as repetitions of what it said before. There
// are 2,048 symbols: 1,350 characters and 698 phrases of the field, in the order of
// how often they are used, in eight classes. The table is part of the program and
// never of an archive, so that a report's file depends on the report alone.
//
// data/symbols.txt was mined once from the seventeen invented reports of
// testdata/labelled: phrases of 2 to 10 characters that four of them have, or of
// them and three parts of the demonstration, chosen in three rounds by what the
// best way of writing them then used. It does not fit those reports alone: a
// character takes 6.9 bits in them, 6.9 in the five real reports, which it has not
// seen, and 6.7 in five others; gzip -9 takes 11.4. A report of 10.8 kB so takes
// some 3.7 kB. The symbols take 8.6 kB themselves, once a visit; with 300 phrases
// instead of 800 texts were 7 % longer.
//
//go:embed data/symbols.txt
var symbolData string

// symbolBits are the low bits of the classes; the last holds any unit there is.
var symbolBits = [8]uint{5, 5, 6, 7, 8, 9, 10, 16}

const (
	classBits = 3
	escape    = 7
	lengthLow = 1  // width of the gamma code of lengths
	sizeBits  = 24 // of a text's length
	maxMatch  = 1 << 16
)

// A symbolTable holds the symbols and, to find them, all beginnings of them.
type symbolTable struct {
	symbols [][]uint16
	codes   []uint16              // of each: a nought, its class, its place in it
	costs   []uint8               // bits of that
	nodes   [1 << nodeBits]uint64 // of a beginning and one more unit (32 bits): the longer beginning
	whole   []int16               // by beginning: the symbol that it is, or -1
	goes    []uint64              // by beginning: a bit for each unit that it goes on with, by its low bits
	first   [1 << 16]uint16       // the beginning that is one unit; 0 for none
}

// nodeBits: two thirds of the room stay free for the 3,400 beginnings of two
// units and more.
const nodeBits = 14

// node finds the longer beginning, or where it would stand; room 0 is none.
func (t *symbolTable) node(key uint32) *uint64 {
	for i := key * 0x9E3779B1 >> (32 - nodeBits); ; i = (i + 1) & (1<<nodeBits - 1) {
		if n := &t.nodes[i]; *n == 0 || uint32(*n>>32) == key {
			return n
		}
	}
}

var symbols = sync.OnceValue(func() *symbolTable {
	t := &symbolTable{whole: []int16{-1}, goes: []uint64{0}}
	class, low := 0, 0
	for line := range strings.Lines(symbolData) {
		text := strings.TrimSuffix(line, "\n")
		text = strings.NewReplacer(`\n`, "\n", `\t`, "\t").Replace(text)
		if low == 1<<symbolBits[class] {
			class, low = class+1, 0
		}
		low++
		s := units(text)
		n := t.first[s[0]]
		if n == 0 {
			n = uint16(len(t.whole))
			t.first[s[0]] = n
			t.whole = append(t.whole, -1)
			t.goes = append(t.goes, 0)
		}
		for _, u := range s[1:] {
			key := uint32(n)<<16 | uint32(u)
			next := t.node(key)
			if *next == 0 {
				*next = uint64(key)<<32 | uint64(len(t.whole))
				t.whole = append(t.whole, -1)
				t.goes = append(t.goes, 0)
				t.goes[n] |= 1 << (u & 63)
			}
			n = uint16(*next)
		}
		t.whole[n] = int16(len(t.symbols))
		t.symbols = append(t.symbols, s)
		t.codes = append(t.codes, uint16(class<<symbolBits[class]|(low-1)))
		t.costs = append(t.costs, uint8(1+classBits+symbolBits[class]))
	}
	return t
})

// placeBits is the width of a place in the first n units.
func placeBits(n int) uint { return uint(bits.Len(uint(n - 1))) }

// A packer writes texts. It keeps its room from one to the next.
type packer struct {
	table *symbolTable
	cost  []uint32 // of the best way to write so many units
	step  []step   // its last step
	heads []int32  // by hash of three units: where they stood last
	chain []int32  // and before that
	out   []byte
}

// A step writes n units: a symbol, an escaped unit (-1) or a repetition (-2) of
// what stands at from.
type step struct {
	n, symbol int32
	from      int32
}

const (
	hashBits = 12
	maxChain = 6 // earlier places that are looked at; 64 save nothing that shows
)

func newPacker() *packer {
	return &packer{table: symbols(), heads: make([]int32, 1<<hashBits)}
}

// pack writes a text; what it gives is good until the next call.
func (p *packer) pack(text []uint16) []byte {
	p.parse(text)
	w := bitWriter{out: p.out[:0]}
	w.write(uint32(len(text)), sizeBits)
	// The steps stand from the end to the front: turn the way round.
	at := len(text)
	next := int32(0)
	for at > 0 {
		n := p.step[at].n
		p.chain[at] = next
		next = int32(at)
		at -= int(n)
	}
	for i := 0; i < len(text); {
		to := int(next)
		next = p.chain[to]
		s := p.step[to]
		switch {
		case s.symbol >= 0:
			w.write(uint32(p.table.codes[s.symbol]), uint(p.table.costs[s.symbol]))
		case s.symbol == -1:
			w.write(escape, 1+classBits) // a leading 0: a symbol
			w.write(uint32(text[i]), 16)
		default:
			w.write(1, 1)
			w.gamma(uint32(s.n-2), lengthLow)
			w.write(uint32(i)-1-uint32(s.from), placeBits(i))
		}
		i = to
	}
	p.out = w.close()
	return p.out
}

// parse finds the way that takes the fewest bits.
func (p *packer) parse(text []uint16) {
	n := len(text)
	if cap(p.cost) <= n {
		p.cost, p.step, p.chain = make([]uint32, n+1, 2*n+1), make([]step, n+1, 2*n+1), make([]int32, n+1, 2*n+1)
	}
	p.cost, p.step, p.chain = p.cost[:n+1], p.step[:n+1], p.chain[:n+1]
	for i := range p.cost {
		p.cost[i] = 1 << 31
	}
	clear(p.heads)
	p.cost[0] = 0
	t := p.table
	for i := range n {
		here := p.cost[i]
		// symbols
		node := t.first[text[i]]
		if node == 0 || t.whole[node] < 0 {
			p.relax(i+1, here+1+classBits+16, step{1, -1, 0})
		}
		for j := i + 1; node != 0; j++ {
			if s := t.whole[node]; s >= 0 {
				p.relax(j, here+uint32(t.costs[s]), step{int32(j - i), int32(s), 0})
			}
			if j == n || t.goes[node]>>(text[j]&63)&1 == 0 {
				break
			}
			node = uint16(*t.node(uint32(node)<<16 | uint32(text[j])))
		}
		// repetitions
		if i+2 >= n {
			continue
		}
		h := (uint32(text[i])*0x9E3779B1 ^ uint32(text[i+1])*0x85EBCA6B ^ uint32(text[i+2])*0xC2B2AE35) >> (32 - hashBits)
		longest, from := 2, int32(0)
		for c, tries := p.heads[h], 0; c != 0 && tries < maxChain; c, tries = p.chain[c-1], tries+1 {
			k := int(c - 1)
			if i+longest >= n || text[k+longest] != text[i+longest] {
				continue
			}
			m := 0
			for i+m < n && m < maxMatch && text[k+m] == text[i+m] {
				m++
			}
			if m > longest {
				longest, from = m, c-1
			}
		}
		p.chain[i] = p.heads[h]
		p.heads[h] = int32(i + 1)
		if longest > 2 {
			place := here + 1 + uint32(placeBits(i))
			for m := 3; m <= longest; m++ {
				if m == 33 {
					m = longest // of a long one no short part is worth while
				}
				p.relax(i+m, place+gammaBits(uint32(m-2), lengthLow), step{int32(m), -2, from})
			}
		}
	}
}

func (p *packer) relax(i int, cost uint32, s step) {
	if cost < p.cost[i] {
		p.cost[i], p.step[i] = cost, s
	}
}

func gammaBits(v uint32, k uint) uint32 {
	n := k
	for v >= 1<<n {
		v -= 1 << n
		n++
	}
	return uint32(n - k + 1 + n)
}

// unpack reads what pack wrote; not ok for anything else.
func unpack(data []byte) (text []uint16, ok bool) {
	r := bitReader{data: data}
	n := int(r.read(sizeBits))
	if n > 1<<20 && n > 64*len(data) {
		return nil, false
	}
	t := symbols()
	for len(text) < n && !r.bad {
		if r.read(1) == 1 {
			m := int(r.gamma(lengthLow)) + 2
			i := len(text)
			if i == 0 {
				return nil, false
			}
			from := i - 1 - int(r.read(placeBits(i)))
			if from < 0 || m > n-i {
				return nil, false
			}
			for range m {
				text = append(text, text[from])
				from++
			}
			continue
		}
		class := r.read(classBits)
		v := r.read(symbolBits[class])
		if class == escape {
			text = append(text, uint16(v))
			continue
		}
		for c := range class {
			v += 1 << symbolBits[c]
		}
		if int(v) >= len(t.symbols) {
			return nil, false
		}
		text = append(text, t.symbols[v]...)
	}
	return text, !r.bad && len(text) == n
}
