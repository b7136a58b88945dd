package format

import (
	"bytes"
	"compress/zlib"
	"encoding/ascii85"
	"io"
	"slices"
	"strconv"
)

// A pdfFile is a PDF whose objects were found by going through it from front to
// back: its table of objects, which may be wrong or hostile, is not asked.
type pdfFile struct {
	objects  map[pdfRef]any
	replaced []any // objects that a later one of the same number stands for
	root     any
	locked   bool
	inflater io.ReadCloser // made once: it takes 40 kB, and a file may have a thousand small streams
	left     int           // bytes that may still be unpacked
	spent    int           // objects read, widths and codes of fonts set
}

// maxObjects bounds those of a file: a report of 60 pages has some hundreds.
const maxObjects = 50_000

// maxSpent bounds the objects, those in other objects and in contents too, and what
// fonts say of their codes. A page of 600 characters, each put in its place by itself, has 6,000
// objects; a million in one array take 100 MB.
const maxSpent = 1_500_000

func (f *pdfFile) spend(n int) {
	if f.spent += n; f.spent > maxSpent {
		panic(TooMuch)
	}
}

func readPDF(raw []byte) *pdfFile {
	f := &pdfFile{objects: map[pdfRef]any{}, left: maxPart}
	l := f.lexer(raw)
	var packs []*pdfStream
	obj, trailer := -1, -1 // where the next of each stands
	for {
		obj, trailer = find(raw, "obj", obj, l.at), find(raw, "trailer", trailer, l.at)
		if trailer < obj {
			l.at = trailer + len("trailer")
			if d, ok := l.next().(pdfDict); ok {
				f.trailer(d)
			}
			continue
		}
		if obj == len(raw) {
			break
		}
		id, ok := objectNumber(raw, obj)
		l.at = obj + len("obj")
		if !ok {
			continue
		}
		if len(f.objects) >= maxObjects {
			panic(TooMuch)
		}
		v := l.next()
		if d, ok := v.(pdfDict); ok {
			if s := l.stream(d); s != nil {
				v = s
				switch d["Type"] {
				case pdfName("ObjStm"):
					packs = append(packs, s)
				case pdfName("XRef"):
					f.trailer(d)
				}
			}
		}
		f.put(id, v)
	}
	for _, s := range packs {
		f.unpack(s)
	}
	return f
}

// put keeps an object, the last of its number.
func (f *pdfFile) put(id pdfRef, v any) {
	if old, ok := f.objects[id]; ok {
		f.replaced = append(f.replaced, old)
	}
	f.objects[id] = v
}

// find gives where a word stands from byte from on, len(raw) if nowhere; known is the place found last.
func find(raw []byte, word string, known, from int) int {
	if known >= from {
		return known
	}
	if i := bytes.Index(raw[from:], []byte(word)); i >= 0 {
		return from + i
	}
	return len(raw)
}

// next reads an object that should stand next, nil if there is none.
func (l *pdfLexer) next() any {
	at := l.at
	v, _ := l.object(0)
	if _, word := v.(pdfWord); word {
		l.at = at
		return nil
	}
	return v
}

// objectNumber reads 12 0 before "obj" at byte i.
func objectNumber(raw []byte, i int) (pdfRef, bool) {
	head := raw[max(0, i-30):i]
	fields := bytes.Fields(head)
	if n := len(fields); n >= 2 {
		id, err := strconv.Atoi(string(bytes.TrimLeft(fields[n-2], "endobjEOF%")))
		if _, err2 := strconv.Atoi(string(fields[n-1])); err == nil && err2 == nil && id > 0 {
			return pdfRef(id), true
		}
	}
	return 0, false
}

// stream reads the data behind a dictionary, nil if there are none. Where they
// end is looked for: their length may be an object that comes later.
func (l *pdfLexer) stream(d pdfDict) *pdfStream {
	l.blanks()
	rest := l.data[l.at:]
	if !bytes.HasPrefix(rest, []byte("stream")) {
		return nil
	}
	rest = rest[len("stream"):]
	if bytes.HasPrefix(rest, []byte("\r\n")) {
		rest = rest[2:]
	} else if len(rest) > 0 && (rest[0] == '\n' || rest[0] == '\r') {
		rest = rest[1:]
	}
	start := len(l.data) - len(rest)
	size := -1
	if n, ok := d["Length"].(float64); ok && n >= 0 && int(n) <= len(rest) && bytes.HasPrefix(bytes.TrimLeft(rest[int(n):min(len(rest), int(n)+20)], "\r\n "), []byte("endstream")) {
		size = int(n)
	} else if size = bytes.Index(rest, []byte("endstream")); size < 0 {
		size = len(rest)
	}
	l.at = start + size
	return &pdfStream{d, rest[:size]}
}

func (f *pdfFile) trailer(d pdfDict) {
	if d["Encrypt"] != nil {
		f.locked = true
	}
	if root := d["Root"]; root != nil {
		f.root = root
	}
}

// unpack reads the objects of an object stream.
func (f *pdfFile) unpack(s *pdfStream) {
	data := f.data(s)
	first, _ := s.dict["First"].(float64)
	n, _ := s.dict["N"].(float64)
	if first < 0 || int(first) > len(data) {
		return
	}
	head := f.lexer(data[:int(first)])
	again := 2 * len(data) // bytes that may still be read: objects may begin at one place, where they would all be read to the end
	for range int(min(n, maxObjects)) {
		id, ok := head.next().(float64)
		offset, ok2 := head.next().(float64)
		at := int(first) + int(offset)
		if !ok || !ok2 || offset < 0 || at > len(data) {
			return
		}
		if len(f.objects) >= maxObjects {
			panic(TooMuch)
		}
		l := f.lexer(data)
		l.at = at
		f.put(pdfRef(id), l.next())
		if again -= l.at - at; again < 0 {
			panic(TooMuch)
		}
	}
}

// get follows references to an object.
func (f *pdfFile) get(v any) any {
	for range 20 {
		ref, ok := v.(pdfRef)
		if !ok {
			return v
		}
		v = f.objects[ref]
	}
	return nil
}

// dict gives a dictionary, that of a stream too; nil for anything else.
func (f *pdfFile) dict(v any) pdfDict {
	switch v := f.get(v).(type) {
	case pdfDict:
		return v
	case *pdfStream:
		return v.dict
	}
	return nil
}

func (f *pdfFile) list(v any) []any {
	list, _ := f.get(v).([]any)
	return list
}

func (f *pdfFile) number(v any) float64 {
	n, _ := f.get(v).(float64)
	return n
}

// data unpacks a stream; what cannot be unpacked is left out.
func (f *pdfFile) data(s *pdfStream) []byte {
	data := s.data
	filters := f.list(s.dict["Filter"])
	if filters == nil {
		filters = []any{f.get(s.dict["Filter"])}
	}
	params := f.list(s.dict["DecodeParms"])
	if params == nil {
		params = []any{s.dict["DecodeParms"]}
	}
	for i, filter := range filters[:min(len(filters), 4)] {
		var r io.Reader
		switch f.get(filter) {
		case nil:
			continue
		case pdfName("FlateDecode"), pdfName("Fl"):
			if r = f.inflate(data); r == nil {
				return nil
			}
		case pdfName("ASCII85Decode"), pdfName("A85"):
			data = bytes.TrimPrefix(bytes.TrimSpace(data), []byte("<~"))
			if end := bytes.IndexByte(data, '~'); end >= 0 {
				data = data[:end]
			}
			r = ascii85.NewDecoder(bytes.NewReader(data))
		case pdfName("ASCIIHexDecode"), pdfName("AHx"):
			r = bytes.NewReader([]byte((&pdfLexer{data: data}).hexText()))
		default: // pictures
			return nil
		}
		out, _ := io.ReadAll(io.LimitReader(r, int64(f.left)+1)) // what there is of a damaged stream
		if len(out) > f.left {
			panic(TooMuch)
		}
		f.left -= len(out)
		data = out
		if i < len(params) {
			data = unpredict(data, f.dict(params[i]), f)
		}
	}
	return data
}

// inflate gives a reader of packed data, nil where they are none. It is good until the next.
func (f *pdfFile) inflate(data []byte) io.Reader {
	if f.inflater == nil {
		z, err := zlib.NewReader(bytes.NewReader(data))
		if err != nil {
			return nil
		}
		f.inflater = z
		return z
	}
	if f.inflater.(zlib.Resetter).Reset(bytes.NewReader(data), nil) != nil {
		return nil
	}
	return f.inflater
}

// unpredict undoes the PNG predictors.
func unpredict(data []byte, d pdfDict, f *pdfFile) []byte {
	if f.number(d["Predictor"]) < 10 {
		return data
	}
	size := int(max(1, min(f.number(d["Columns"]), 1<<16)))
	if n := f.number(d["Colors"]); n > 1 && n < 32 {
		size *= int(n)
	}
	out := make([]byte, 0, len(data))
	above := make([]byte, size)
	for len(data) > size {
		kind, row := data[0], slices.Clone(data[1:size+1])
		data = data[size+1:]
		for i := range row {
			var left, corner byte
			if i > 0 {
				left, corner = row[i-1], above[i-1]
			}
			switch kind {
			case 1:
				row[i] += left
			case 2:
				row[i] += above[i]
			case 3:
				row[i] += byte((int(left) + int(above[i])) / 2)
			case 4:
				row[i] += paeth(left, above[i], corner)
			}
		}
		out = append(out, row...)
		above = row
	}
	return out
}

func paeth(a, b, c byte) byte {
	p := int(a) + int(b) - int(c)
	distance := func(x byte) int { return max(p-int(x), int(x)-p) }
	switch {
	case distance(a) <= distance(b) && distance(a) <= distance(c):
		return a
	case distance(b) <= distance(c):
		return b
	}
	return c
}
