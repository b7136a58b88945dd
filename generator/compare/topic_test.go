package compare

import (
	"slices"
	"testing"
)

// TestTopics tries the examples of topics.toml.
func TestTopics(t *testing.T) {
	seen := map[string]bool{}
	if n := len(Topics()); n < 10 || n > 64 {
		t.Fatalf("%d topics: their numbers are bits of 64", n)
	}
	for i, topic := range Topics() {
		if seen[topic.ID] || topic.ID == "" || topic.Name == "" || len(topic.Match) == 0 || len(topic.No) == 0 {
			t.Errorf("%+v: the id stands twice, or something is missing", topic)
		}
		seen[topic.ID] = true
		for _, text := range topic.Match {
			if topicsOf(text)>>i&1 == 0 {
				t.Errorf("%s: not about %s", text, topic.Name)
			}
		}
		for _, text := range topic.No {
			if topicsOf(text)>>i&1 == 1 {
				t.Errorf("%s: about %s", text, topic.Name)
			}
		}
	}
}

func TestLacks(t *testing.T) {
	r := read(t, "series/r01.txt")
	var names []string
	for _, l := range r.Lacks() {
		names = append(names, Topics()[l.Topic].ID)
		if l.Paragraph != r.Lacks()[0].Paragraph {
			t.Errorf("%+v: all stand in one paragraph", l)
		}
	}
	if want := []string{"staff", "skill", "venues", "digital"}; !slices.Equal(names, want) {
		t.Errorf("%v, want %v", names, want)
	}
}
