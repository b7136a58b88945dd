package quantity

import (
	"strings"
	"unicode/utf8"
)

// Bounds of what is passed over, in bytes. The longest title of the labelled
// reports has 45 characters, nested ones of laws and notices up to 120; quoted
// slogans up to 50. Past the bound the mark counts as never closed.
const (
	maxTitle  = 600
	maxQuoted = 180
)

// passTitle passes over 《…》, with titles inside it; numbers in a title never
// count.
func (f *finder) passTitle(i int) int {
	const mark = len("《")
	depth := 0
	end := min(len(f.text), i+maxTitle)
	for j := i; j < end; {
		switch rest := f.text[j:]; {
		case strings.HasPrefix(rest, "《"):
			depth++
			j += mark
		case strings.HasPrefix(rest, "》"):
			depth--
			j += mark
			if depth == 0 {
				return j
			}
		case strings.HasPrefix(rest, "。\n"), strings.HasPrefix(rest, "\n\n"):
			return i + mark
		default:
			j++
		}
	}
	return i + mark
}

// passQuoted passes over a quotation that holds no whole sentence: a name or a
// slogan (convention 17). A quotation that is never closed, or that another one
// opens inside, is a misprint, and only its mark is passed.
func (f *finder) passQuoted(i, size int, closing string) int {
	rest := f.text[i+size:]
	rest = rest[:min(len(rest), maxQuoted)]
	end := strings.Index(rest, closing)
	if end < 0 {
		return i + size
	}
	inner := rest[:end]
	inner = strings.TrimSuffix(inner, "。")
	if strings.ContainsAny(inner, "\n\t。“") {
		return i + size
	}
	return i + size + end + len(closing)
}

// passAddress passes over what is left of an http address.
func (f *finder) passAddress(i int) int {
	for i < len(f.text) && f.text[i] > ' ' && f.text[i] < utf8.RuneSelf {
		i++
	}
	return i
}
