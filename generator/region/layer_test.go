package region

import (
	"maps"
	"slices"
	"testing"
)

func with(t *testing.T, g *Gazetteer, additions ...Addition) *Gazetteer {
	t.Helper()
	g, err := g.With(additions)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func TestWithNewTown(t *testing.T) {
	made := MadeCode("370405", "新设镇")
	g := with(t, Builtin(),
		Addition{Code: "370405901", Name: "甲设镇"},
		Addition{Code: made, Name: "新设镇", Former: []string{"旧设乡"}},
		Addition{Code: "370499100", Name: "齐村镇"},
		Addition{Code: "370499", Name: "新设区"}) // named after its town
	for code, want := range map[string]string{
		"370405901": "山东省 枣庄市 台儿庄区 甲设镇",
		made:        "山东省 枣庄市 台儿庄区 新设镇",
		"370499100": "山东省 枣庄市 新设区 齐村镇",
	} {
		if got := names(g.Chain(code)); got != want {
			t.Errorf("Chain(%s) = %s, want %s", code, got, want)
		}
	}
	if got := codes(g.Named("齐村镇")); got != "130634107 370402103 370499100 610528115" {
		t.Errorf("Named(齐村镇) = %s", got)
	}
	if got := g.Named("旧设乡"); !slices.Equal(got, []Region{{made, "旧设乡", Town, "370405", true, made}}) {
		t.Errorf("Named(旧设乡) = %+v", got)
	}
	if got, want := names(g.Children("370405")), "运河街道 邳庄镇 张山子镇 泥沟镇 涧头集镇 马兰屯镇 甲设镇 新设镇"; got != want {
		t.Errorf("Children(370405) = %s, want %s", got, want)
	}
	if got, want := found(g, "新设区齐村镇、新设、旧设乡、台儿庄区甲设镇"),
		"新设区=370499 齐村镇 新设=370499 旧设乡="+made+" 台儿庄区=370405 甲设镇=370405901"; got != want {
		t.Errorf("Scan finds %s, want %s", got, want)
	}
	if got := found(Builtin(), "新设区、旧设乡、甲设镇"); got != "" {
		t.Errorf("the built-in gazetteer has changed: it finds %s", got)
	}
}

func TestAdditions(t *testing.T) {
	a := Addition{Code: "370405901", Name: "甲设镇"}
	renamed := Addition{Code: "370405901", Name: "甲设镇", Former: []string{"甲设乡"}}
	seen := map[string]int{}
	for i, g := range []*Gazetteer{Builtin(), with(t, Builtin(), a), with(t, Builtin(), renamed), with(t, Builtin(), a, Addition{Code: "370405902", Name: "乙设镇"})} {
		if other, twice := seen[g.Additions()]; twice {
			t.Errorf("gazetteers %d and %d have one digest", i, other)
		}
		seen[g.Additions()] = i
	}
	if i, ok := seen[""]; !ok || i != 0 {
		t.Error("the built-in gazetteer has a digest")
	}
	if i, ok := seen[with(t, Builtin(), a).Additions()]; !ok || i != 1 {
		t.Error("a gazetteer made again has another digest")
	}
}

func TestWithNewName(t *testing.T) {
	g := with(t, Builtin(), Addition{Code: "370405103", Name: "涧设镇", Former: []string{"涧设乡"}})
	g = with(t, g, Addition{Code: "370405103", Parent: "370402"}) // and a second layer
	want := Region{"370405103", "涧设镇", Town, "370402", false, ""}
	if got, _ := g.Lookup("370405103"); got != want {
		t.Errorf("Lookup = %+v, want %+v", got, want)
	}
	for _, name := range []string{"涧头集镇", "涧设乡"} {
		want := []Region{{"370405103", name, Town, "370402", true, "370405103"}}
		if got := g.Named(name); !slices.Equal(got, want) {
			t.Errorf("Named(%s) = %+v, want %+v", name, got, want)
		}
	}
	if got := found(g, "涧头集镇，涧设镇"); got != "涧头集镇=370405103 涧设镇=370405103" {
		t.Errorf("Scan finds %s", got)
	}
	if slices.Contains(g.Children("370405"), want) || !slices.Contains(g.Children("370402"), want) {
		t.Error("it did not move")
	}
	g = with(t, g, Addition{Code: "330522", Name: "长兴市"})
	if got := found(g, "长兴县、长兴市、长兴"); got != "长兴县=330522 长兴市=330522 长兴=330522" {
		t.Errorf("Scan finds %s", got)
	}
}

func TestWithSuccessor(t *testing.T) {
	g := with(t, Builtin(),
		Addition{Code: "370405", Successor: "370403"}, // 台儿庄区 into 薛城区
		Addition{Code: "370405103", Parent: "370402"}, // but 涧头集镇 goes to 市中区
		Addition{Code: "130402200", Successor: "130402001"})
	if got, want := names(g.Named("台儿庄区")), "(台儿庄区)"; got != want {
		t.Errorf("Named(台儿庄区) = %s, want %s", got, want)
	}
	if got := g.Children("370405"); got != nil {
		t.Errorf("its children are %s", names(got))
	}
	for code, want := range map[string]string{"370405100": "山东省 枣庄市 薛城区 邳庄镇", "370405103": "山东省 枣庄市 市中区 涧头集镇"} {
		if got := names(g.Chain(code)); got != want {
			t.Errorf("Chain(%s) = %s, want %s", code, got, want)
		}
	}
	if !g.Within("370405100", "370405") || g.Within("370405103", "370405") {
		t.Error("Within does not follow the successor")
	}
	if got := g.Named("马庄乡"); len(got) == 0 || !slices.ContainsFunc(got, func(r Region) bool { return r.Successor == "130402001" }) {
		t.Errorf("Named(马庄乡) = %+v", got)
	}
	g = with(t, g, Addition{Code: "370405"}) // it was a mistake
	if got := g.Named("台儿庄区"); len(got) != 1 || got[0].Former {
		t.Errorf("Named(台儿庄区) = %+v", got)
	}
}

func TestWithErrors(t *testing.T) {
	for _, tt := range []struct {
		additions []Addition
		want      string
	}{
		{[]Addition{{Code: "37040", Line: 7}}, `7: 37040: "37040" is no code; write six digits, nine for a town, as in "370405103"`},
		{[]Addition{{Code: "370405901"}}, `0: 370405901: a new place needs a name`},
		{[]Addition{{Code: "370405901", Name: "甲 镇"}}, `0: 370405901: "甲 镇" is no name; write the full official name, 31 characters at most`},
		{[]Addition{{Code: "370405103", Former: []string{"x"}}}, `0: 370405103: "x" is no name; write the full official name, 31 characters at most`},
		{[]Addition{{Code: "370405103", Former: []string{"涧头集镇"}}}, `0: 370405103: 涧头集镇 is its present name, not a former one`},
		{[]Addition{{Code: "370405901", Name: "甲设镇", Parent: "370499"}}, `0: 370405901: there is no place with the code "370499" for it to lie in; add that place, or correct parent`},
		{[]Addition{{Code: "370405901", Name: "甲设镇", Parent: "370405103"}}, `0: 370405901: 甲设镇 cannot lie in 涧头集镇, which is no higher`},
		{[]Addition{{Code: "990101", Name: "甲设县"}}, `0: 990101: its code does not show where it lies; add parent`},
		{[]Addition{{Code: "370405103", Successor: "370405999"}}, `0: 370405103: there is no place with the code "370405999" to carry it on; add that place, or correct successor`},
		{[]Addition{{Code: "370405103", Successor: "370405103"}}, `0: 370405103: it would be its own successor; correct successor`},
		{[]Addition{{Code: "370405103", Successor: "370405104"}, {Code: "370405104", Successor: "370405103"}},
			`0: 370405104: it would be its own successor; correct successor`},
	} {
		if _, err := Builtin().With(tt.additions); err == nil || err.Error() != tt.want {
			t.Errorf("got %v\nwant %s", err, tt.want)
		}
	}
}

// Named must not depend on the order of a map.
func TestWithIsTheSameAgain(t *testing.T) {
	var additions []Addition
	for _, code := range slices.Sorted(maps.Keys(map[string]bool{"370405901": true, "370402901": true, "110101901": true, "659001901": true})) {
		additions = append(additions, Addition{Code: code, Name: "同名镇", Former: []string{"同名乡"}})
	}
	want := "110101901 370402901 370405901 659001901"
	for range 20 {
		g := with(t, Builtin(), additions...)
		if got := codes(g.Named("同名镇")); got != want {
			t.Fatalf("Named(同名镇) = %s, want %s", got, want)
		}
		if got := codes(g.Named("同名乡")); got != want {
			t.Fatalf("Named(同名乡) = %s, want %s", got, want)
		}
	}
}

func BenchmarkWith(b *testing.B) {
	additions := []Addition{{Code: "370405901", Name: "甲设镇"}, {Code: "370405103", Name: "涧设镇"}}
	for b.Loop() {
		if _, err := Builtin().With(additions); err != nil {
			b.Fatal(err)
		}
	}
}
