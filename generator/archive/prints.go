package archive

import (
	"encoding/binary"
	"iter"
)

// Prints are fingerprints of a report's clauses in the order of the text, each with
// the line of the file that it begins on: some five bytes a clause, 350 a report.
type Prints string

// A Print is one of them.
type Print struct {
	Hash uint32
	Line int // of the file as received, 1-based
}

// PrintsOf packs them.
func PrintsOf(list []Print) Prints {
	out := make([]byte, 0, 5*len(list))
	line := 0
	for _, p := range list {
		out = binary.BigEndian.AppendUint32(out, p.Hash)
		out = binary.AppendVarint(out, int64(p.Line-line))
		line = p.Line
	}
	return Prints(out)
}

// All gives them in order.
func (p Prints) All() iter.Seq[Print] {
	return func(yield func(Print) bool) {
		rest, line := []byte(p), 0
		for len(rest) > 4 {
			hash := binary.BigEndian.Uint32(rest)
			delta, n := binary.Varint(rest[4:])
			if n <= 0 {
				return
			}
			line += int(delta)
			if !yield(Print{hash, line}) {
				return
			}
			rest = rest[4+n:]
		}
	}
}
