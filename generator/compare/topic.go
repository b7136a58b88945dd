package compare

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/pelletier/go-toml/v2"

	"zhenjian/generator/archive"
)

//go:embed topics.toml
var topicData []byte

// A Topic is what a shortcoming may be about.
type Topic struct {
	ID    string   `toml:"id"` // part of addresses
	Name  string   `toml:"name"`
	Words []string `toml:"words"` // * any characters of the sentence, at most maxStar
	Match []string `toml:"match"` // sentences that are about it
	No    []string `toml:"no"`    // and that are not
}

// Topics gives all, in the order of their numbers.
var Topics = sync.OnceValue(func() []Topic {
	var file struct {
		Topic []Topic `toml:"topic"`
	}
	if err := toml.Unmarshal(topicData, &file); err != nil {
		panic(fmt.Sprintf("topics.toml: %v", err)) // embedded: a test loads it
	}
	return file.Topic
})

// maxStar is how many bytes * may stand for: 12 characters.
const maxStar = 36

// topicWords are the words of all topics by their first two characters.
var topicWords = sync.OnceValue(func() map[[2]rune][]topicWord {
	words := map[[2]rune][]topicWord{}
	for i, t := range Topics() {
		for _, w := range t.Words {
			head, tail, _ := strings.Cut(w, "*")
			a, n := utf8.DecodeRuneInString(head)
			b, _ := utf8.DecodeRuneInString(head[n:])
			words[[2]rune{a, b}] = append(words[[2]rune{a, b}], topicWord{i, head, tail})
		}
	}
	return words
})

type topicWord struct {
	topic      int
	head, tail string
}

// topicsOf gives the topics of a sentence as bits by their number.
func topicsOf(text string) (bits uint64) {
	words := topicWords()
	last, at := rune(0), 0
	for i, c := range text {
		for _, w := range words[[2]rune{last, c}] {
			rest, ok := strings.CutPrefix(text[at:], w.head)
			if ok && strings.Contains(rest[:min(len(rest), maxStar+len(w.tail))], w.tail) {
				bits |= 1 << w.topic
			}
		}
		last, at = c, i
	}
	return bits
}

// Lacks gives the topics of what a report says that falls short.
func (r *Report) Lacks() []archive.Lack {
	var out []archive.Lack
	var seen uint64
	for _, s := range r.sentences() {
		if s.role != lacking || s.row {
			continue
		}
		bits := topicsOf(r.Text[s.span.Start:s.span.End]) &^ seen
		if bits == 0 {
			continue
		}
		n := r.Spans.Paragraph(s.span.Start)
		for i := range Topics() {
			if bits>>i&1 == 1 && n > 0 {
				seen |= 1 << i
				out = append(out, archive.Lack{Topic: i, Paragraph: n})
			}
		}
	}
	return out
}
