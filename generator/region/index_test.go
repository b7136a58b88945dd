package region

import (
	"slices"
	"testing"
)

var indexWords = []string{"长兴", "长兴县", "长兴乡", "长寿路街道", "长寿区", "县", "甲A"}

func TestIndex(t *testing.T) {
	x := newIndex(len(indexWords))
	for _, w := range indexWords {
		if i := x.add(w); x.words[i].text != w || x.add(w) != i || x.find(w) != i {
			t.Errorf("%s is not where it was put", w)
		}
	}
	for _, w := range []string{"", "长", "长兴市", "长寿"} {
		if i := x.find(w); i != 0 {
			t.Errorf("%q is found as %s", w, x.words[i].text)
		}
	}
	for text, want := range map[string][]string{
		"长兴县委":   {"长兴县", "长兴"},
		"长寿路街道办": {"长寿路街道"},
		"甲A级":    {"甲A"},
		"长治久安":   nil,
		"长":      nil,
		"":       nil,
	} {
		var got []string
		for i := x.opening(text, x.list(pairAt(text))); i != 0; i = x.opening(text, x.words[i].next) {
			got = append(got, x.words[i].text)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: got %v, want %v", text, got, want)
		}
	}
}

func TestIndexCloneStandsAlone(t *testing.T) {
	x := newIndex(len(indexWords))
	x.add("长兴")
	c := x.clone()
	for _, w := range indexWords {
		c.add(w)
	}
	if len(x.words) != 2 || x.find("长兴县") != 0 || x.find("长寿区") != 0 {
		t.Errorf("the first one has %v", x.words)
	}
	if x.find("长兴") == 0 || c.find("长兴县") == 0 {
		t.Error("a word is lost")
	}
}
