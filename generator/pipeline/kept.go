package pipeline

import (
	"encoding/binary"

	"zhenjian/generator/source"
)

// Problems are kept with the reports that they are about, and once more with what the
// last build came to: 10,000 reports may have 70,000. As JSON, writing and reading
// them was a tenth of a build after one change.

// Kinds of arguments of a wording.
const (
	textArg      = 't'
	numberArg    = 'n'
	bilingualArg = 'b' // has its own words in each language
)

// bilingual are words in two languages.
type bilingual struct{ zh, en string }

func (b bilingual) In(lang string) string {
	if lang == "en" {
		return b.en
	}
	return b.zh
}

// appendProblems writes problems so that decodeProblems reads them back; not ok for one
// with an argument that would not come back as it was.
func appendProblems(out []byte, problems []source.Problem) (_ []byte, ok bool) {
	for _, p := range problems {
		out = appendField(out, string(p.Code))
		out = appendField(out, p.File)
		out = binary.AppendUvarint(out, uint64(p.Line))
		out = binary.AppendUvarint(out, uint64(len(p.Args)))
		for _, a := range p.Args {
			switch a := a.(type) {
			case interface{ In(lang string) string }:
				out = appendField(appendField(append(out, bilingualArg), a.In("zh")), a.In("en"))
			case string:
				out = appendField(append(out, textArg), a)
			case int:
				out = binary.AppendUvarint(append(out, numberArg), uint64(a))
			default:
				return out, false
			}
		}
	}
	return out, true
}

// decodeProblems reads what appendProblems wrote, and makes no copy of its texts.
func decodeProblems(text string) (problems []source.Problem, ok bool) {
	for text != "" {
		var p source.Problem
		var code string
		var count int
		if code, text, ok = cutField(text); !ok {
			return nil, false
		}
		p.Code = source.Code(code)
		if p.File, text, ok = cutField(text); !ok {
			return nil, false
		}
		if p.Line, text, ok = cutNumber(text); !ok {
			return nil, false
		}
		if count, text, ok = cutNumber(text); !ok || count > len(text) {
			return nil, false
		}
		if count > 0 {
			p.Args = make([]any, count)
		}
		for i := range p.Args {
			if p.Args[i], text, ok = cutArg(text); !ok {
				return nil, false
			}
		}
		problems = append(problems, p)
	}
	return problems, true
}

func cutArg(s string) (arg any, rest string, ok bool) {
	if s == "" {
		return nil, "", false
	}
	switch s, kind := s[1:], s[0]; kind {
	case textArg:
		return cutField(s)
	case numberArg:
		return cutNumber(s)
	case bilingualArg:
		var b bilingual
		if b.zh, s, ok = cutField(s); !ok {
			return nil, "", false
		}
		b.en, s, ok = cutField(s)
		return b, s, ok
	}
	return nil, "", false
}

// appendField writes a text behind its length.
func appendField(out []byte, s string) []byte {
	return append(binary.AppendUvarint(out, uint64(len(s))), s...)
}

func cutField(s string) (field, rest string, ok bool) {
	n, rest, ok := cutNumber(s)
	if !ok || n < 0 || n > len(rest) {
		return "", "", false
	}
	return rest[:n], rest[n:], true
}

func cutNumber(s string) (n int, rest string, ok bool) {
	var v uint64
	for i := 0; i < len(s) && i < binary.MaxVarintLen64; i++ {
		v |= uint64(s[i]&0x7F) << (7 * i)
		if s[i] < 0x80 {
			return int(v), s[i+1:], true
		}
	}
	return 0, "", false
}
